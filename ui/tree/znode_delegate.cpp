// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/znode_delegate.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QLocale>
#include <QPainter>

#include <array>

namespace zs::ui {

namespace {

constexpr int iconPx = 16;
constexpr int iconLeft = 12; ///< From where the view's indentation ends.
constexpr int textLeft = 34;
constexpr int badgeRight = 8;

void drawIcon(QPainter* painter, const char* name, Token token, int x, const QRect& row, int sizePx)
{
    const QPixmap pixmap = iconPixmap(
        QLatin1String(name), token, sizePx, painter->device()->devicePixelRatioF());
    painter->drawPixmap(x, row.top() + (row.height() - sizePx) / 2, pixmap);
}

/// Draws text at x in at most `width`; yields where it ends.
int drawText(QPainter* painter, TextStyle style, Token token, int x, int width, const QRect& row,
    const QString& text)
{
    if (width <= 0 || text.isEmpty())
        return x;
    painter->setFont(fontFor(style));
    painter->setPen(color(token));
    const QFontMetrics metrics = painter->fontMetrics();
    const QString shown = metrics.elidedText(text, Qt::ElideRight, width);
    const QRect place(x, row.top(), width, row.height());
    painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    return x + std::min(width, metrics.horizontalAdvance(shown));
}

void drawSkeleton(QPainter* painter, const QRect& row, int number)
{
    // Different lengths, so that they look like names and not like a table.
    constexpr std::array<int, 3> lengths{90, 110, 70};
    painter->setPen(Qt::NoPen);
    painter->setBrush(color(Token::hover));
    painter->drawRoundedRect(row.left() + iconLeft, row.top() + 5, iconPx, iconPx, 4, 4);
    const int length = lengths[static_cast<std::size_t>(number) % lengths.size()];
    painter->drawRoundedRect(row.left() + textLeft, row.top() + 8, length, 10, 4, 4);
}

void drawProblem(QPainter* painter, const QRect& row, const QString& text)
{
    drawIcon(painter, "triangle-alert", Token::lookingText, row.left() + iconLeft, row, iconPx);
    drawText(painter, TextStyle::label, Token::text2, row.left() + textLeft,
        row.width() - textLeft - badgeRight, row, text);
}

} // namespace

NodeLook lookOf(NodeKind kind)
{
    switch (kind) {
    case NodeKind::folder:
        return {"folder", Token::text2};
    case NodeKind::json:
        return {"file-braces", Token::text2};
    case NodeKind::ephemeral:
        return {"zap", Token::lookingText};
    case NodeKind::sequential:
        return {"list-ordered", Token::text2};
    case NodeKind::system:
        return {"cog", Token::text2};
    case NodeKind::leaf:
        break;
    }
    return {"file", Token::text2};
}

void ZnodeDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QRect& row = option.rect;
    const auto kind = static_cast<RowKind>(index.data(ZnodeTreeModel::RowKindRole).toInt());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (kind == RowKind::skeleton) {
        drawSkeleton(painter, row, index.row());
    } else if (kind == RowKind::problem) {
        drawProblem(painter, row, index.data().toString());
    } else {
        const NodeLook look = lookOf(
            static_cast<NodeKind>(index.data(ZnodeTreeModel::NodeKindRole).toInt()));
        drawIcon(painter, look.icon, look.token, row.left() + iconLeft, row, iconPx);
        int right = row.right() + 1 - badgeRight;
        if (index.data(ZnodeTreeModel::ChangedRole).toBool()) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(color(Token::looking));
            painter->drawEllipse(QRectF(right - 7, row.center().y() - 2.5, 7, 7));
            right -= 15;
        }
        if (index.data(ZnodeTreeModel::WatchedRole).toBool()) {
            drawIcon(painter, "eye", Token::accentText, right - 15, row, 14);
            right -= 23;
        }
        if (index.data(ZnodeTreeModel::QuotaRole).toBool()) {
            drawIcon(painter, "gauge", Token::text3, right - 15, row, 14);
            right -= 23;
        }
        const QString name = index.data().toString();
        const int suffix = index.data(ZnodeTreeModel::SuffixRole).toInt();
        const int count = index.data(ZnodeTreeModel::CountRole).toInt();
        int x = row.left() + textLeft;
        x = drawText(painter, TextStyle::body, Token::text, x, right - x, row,
            name.left(name.size() - suffix));
        x = drawText(
            painter, TextStyle::body, Token::text3, x, right - x, row, name.right(suffix));
        if (index.data(ZnodeTreeModel::UnreadableRole).toBool() && x + 22 < right) {
            drawIcon(painter, "lock", Token::text3, x + 6, row, 14);
            x += 22;
        }
        if (count > 0) {
            drawText(painter, TextStyle::caption, Token::text3, x + 6, right - x - 6, row,
                option.locale.toString(count));
        }
    }
    painter->restore();
}

QSize ZnodeDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {option.rect.width(), rowHeight};
}

} // namespace zs::ui

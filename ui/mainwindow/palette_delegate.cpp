// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/palette_delegate.h"

#include "ui/common/chip.h"
#include "ui/mainwindow/palette_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QPainter>

namespace zs::ui {
namespace {

constexpr int sidePx = 16;
constexpr int iconPx = 16;
constexpr int textLeftPx = 40;
constexpr int gapPx = 12;

QFont rowFont(bool mono, bool strong)
{
    QFont font = fontFor(mono ? TextStyle::mono : TextStyle::body);
    font.setWeight(strong ? QFont::Bold : QFont::Normal);
    return font;
}

/// A part of a text that is drawn in one weight.
struct Part {
    QString text;
    bool strong = false;
};

std::vector<Part> partsOf(const QString& text, const QList<int>& positions)
{
    std::vector<Part> parts;
    qsizetype next = 0;
    for (int at = 0; at < text.size(); ++at) {
        const bool strong = next < positions.size() && positions[next] == at;
        next += strong ? 1 : 0;
        if (parts.empty() || parts.back().strong != strong)
            parts.push_back({QString(), strong});
        parts.back().text += text[at];
    }
    return parts;
}

int widthOf(const std::vector<Part>& parts, bool mono)
{
    int width = 0;
    for (const Part& part : parts)
        width += QFontMetrics(rowFont(mono, part.strong)).horizontalAdvance(part.text);
    return width;
}

void drawParts(QPainter* painter, std::vector<Part> parts, bool mono, QRect place)
{
    // The end of a path says more than its start.
    while (mono && parts.size() > 1 && widthOf(parts, mono) > place.width())
        parts.erase(parts.begin());
    for (const Part& part : parts) {
        painter->setFont(rowFont(mono, part.strong));
        const QFontMetrics metrics = painter->fontMetrics();
        const QString shown = metrics.elidedText(
            part.text, mono ? Qt::ElideLeft : Qt::ElideRight, place.width());
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
        place.setLeft(place.left() + metrics.horizontalAdvance(shown));
        if (place.width() <= 0)
            return;
    }
}

/// Yields how wide it is.
int drawKey(QPainter* painter, const QRect& row, const QString& key)
{
    const int width = keysWidth(key);
    drawKeys(*painter, {row.right() - sidePx - width, row.center().y() - 9, width, 18}, key);
    return width;
}

void drawHeading(QPainter* painter, const QRect& row, const QString& text)
{
    painter->setPen(color(Token::text3));
    painter->setFont(fontFor(TextStyle::chip));
    painter->drawText(row.adjusted(sidePx, 6, -sidePx, 0), Qt::AlignVCenter, text);
}

} // namespace

void PaletteDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QRect& row = option.rect;
    const auto kind = static_cast<PaletteModel::Kind>(index.data(PaletteModel::KindRole).toInt());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (kind == PaletteModel::Kind::heading) {
        drawHeading(painter, row, index.data().toString());
        painter->restore();
        return;
    }
    const bool current = option.state & QStyle::State_Selected;
    if (current)
        painter->fillRect(row, color(Token::selected));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(row, color(Token::hover));
    const QString reason = index.data(PaletteModel::ReasonRole).toString();
    const Token tone = reason.isEmpty()
        ? static_cast<Token>(index.data(PaletteModel::ToneRole).toInt())
        : Token::text3;
    painter->drawPixmap(QPoint(row.left() + sidePx, row.top() + (row.height() - iconPx) / 2),
        iconPixmap(index.data(PaletteModel::IconRole).toString(), tone, iconPx,
            painter->device()->devicePixelRatioF()));
    const bool mono = kind == PaletteModel::Kind::node;
    const auto parts = partsOf(index.data().toString(),
        index.data(PaletteModel::PositionsRole).value<QList<int>>());
    int right = row.right() - sidePx;
    if (current && reason.isEmpty()) {
        right -= drawKey(painter, row, tr("Enter", "the key")) + gapPx;
    } else {
        const QString hint
            = reason.isEmpty() ? index.data(PaletteModel::HintRole).toString() : reason;
        painter->setFont(fontFor(TextStyle::label));
        painter->setPen(color(Token::text3));
        const int room = std::max(60, row.width() - textLeftPx - widthOf(parts, mono) - 40);
        const QString shown = painter->fontMetrics().elidedText(hint, Qt::ElideRight, room);
        painter->drawText(QRect(row.left(), row.top(), row.width() - sidePx, row.height()),
            Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, shown);
        right -= painter->fontMetrics().horizontalAdvance(shown) + gapPx;
    }
    painter->setPen(color(reason.isEmpty() ? Token::text : Token::text3));
    drawParts(painter, parts, mono,
        QRect(row.left() + textLeftPx, row.top(), right - row.left() - textLeftPx, row.height()));
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const bool heading
        = index.data(PaletteModel::KindRole).toInt() == int(PaletteModel::Kind::heading);
    return {option.rect.width(), heading ? headingHeight : rowHeight};
}

} // namespace zs::ui

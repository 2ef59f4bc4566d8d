// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connection_delegate.h"

#include "ui/connections/connection_list_model.h"
#include "ui/theme/high_contrast.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QPainter>
#include <QPainterPath>

namespace zs::ui {
namespace {

constexpr int barPx = 3;
constexpr int textLeftPx = 16;
constexpr int rightMarginPx = 16;
constexpr int timeRightPx = 80;
constexpr int timeWidthPx = 96;
constexpr int accessRightPx = 256;
constexpr int accessWidthPx = 100;
constexpr int chipHeightPx = 20;
constexpr int openHeightPx = 24;
constexpr int cardRadiusPx = 7;
constexpr int chipsPx = 170; ///< Room for the chips behind a name.

/// The row's ground, with the card's corners where the row is the first or the last.
QPainterPath groundPath(const QRect& row, bool first, bool last)
{
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    path.addRoundedRect(row, cardRadiusPx, cardRadiusPx);
    if (!first)
        path.addRect(row.adjusted(0, 0, 0, -row.height() / 2));
    if (!last)
        path.addRect(row.adjusted(0, row.height() / 2, 0, 0));
    return path;
}

void drawGround(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index,
    Environment environment)
{
    const bool last = index.row() == index.model()->rowCount() - 1;
    Token ground = Token::canvas;
    if (option.state & QStyle::State_Selected)
        ground = Token::selected;
    else if (option.state & QStyle::State_MouseOver)
        ground = Token::hover;
    const QRect body = ConnectionDelegate::bodyRect(option.rect);
    // The foot of the card follows the last row: only the top is round.
    painter->setClipPath(groundPath(option.rect, index.row() == 0, false));
    painter->fillRect(body, color(ground));
    const auto role = roleOf(environment);
    painter->fillRect(QRect(body.topLeft(), QSize(barPx, body.height())),
        color(role ? fillOf(*role) : Token::borderStrong));
    if (!last)
        painter->fillRect(QRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1),
            color(Token::border));
    painter->setClipping(false);
}

/// Yields the chip's right edge.
int drawChip(QPainter* painter, QPoint corner, const QString& text, Role role)
{
    painter->setFont(fontFor(TextStyle::chip));
    const QRect chip(
        corner, QSize(painter->fontMetrics().horizontalAdvance(text) + 14, chipHeightPx));
    paintSoftGround(*painter, chip, 4, softOf(role), textOf(role));
    painter->setPen(color(textOf(role)));
    painter->drawText(chip, Qt::AlignCenter, text);
    return chip.right() + 1;
}

void drawHeading(QPainter* painter, const QRect& item, const QString& text)
{
    const QRect strip(item.x(), item.y(), item.width(), ConnectionDelegate::headingPx);
    painter->fillRect(strip, color(Token::panel));
    painter->fillRect(QRect(strip.bottomLeft(), QSize(strip.width(), 1)), color(Token::border));
    painter->setFont(fontFor(TextStyle::labelStrong));
    painter->setPen(color(Token::text2));
    painter->drawText(strip.adjusted(textLeftPx, 0, -rightMarginPx, 0), Qt::AlignVCenter,
        painter->fontMetrics().elidedText(
            text, Qt::ElideRight, strip.width() - textLeftPx - rightMarginPx));
}

void drawAccess(QPainter* painter, const QRect& row, const QString& words, bool encrypted)
{
    if (words.isEmpty())
        return;
    const QRect place(row.right() + 1 - accessRightPx, row.y(), accessWidthPx, row.height());
    painter->drawPixmap(QPoint(place.x(), place.center().y() - 7),
        iconPixmap(encrypted ? QStringLiteral("lock") : QStringLiteral("key-round"),
            Token::text3, 14, painter->device()->devicePixelRatioF()));
    painter->setFont(fontFor(TextStyle::label));
    painter->setPen(color(Token::text2));
    painter->drawText(place.adjusted(18, 0, 0, 0), Qt::AlignVCenter,
        painter->fontMetrics().elidedText(words, Qt::ElideRight, place.width() - 18));
}

void drawTexts(QPainter* painter, const QRect& row, const QModelIndex& index,
    const ConnectionProfile& profile)
{
    const int left = row.x() + textLeftPx;
    const int width = row.width() - textLeftPx - accessRightPx - 8;
    painter->setFont(fontFor(TextStyle::panelTitle));
    painter->setPen(color(Token::text));
    const QString name = painter->fontMetrics().elidedText(
        index.data(Qt::DisplayRole).toString(), Qt::ElideRight, width - chipsPx);
    const QRect nameRect(left, row.y() + 11, width, 20);
    painter->drawText(nameRect, Qt::AlignVCenter | Qt::TextSingleLine, name);
    const int nameWidth = painter->fontMetrics().horizontalAdvance(name);
    int next = left + nameWidth + 8;
    if (const auto role = roleOf(profile.environment))
        next = 8 + drawChip(painter, QPoint(next, row.y() + 10),
            environmentName(profile.environment), *role);
    if (profile.openReadOnly)
        drawChip(painter, QPoint(next, row.y() + 10),
            ConnectionDelegate::tr("Read-only", "a connection"), Role::down);
    drawAccess(painter, row, index.data(ConnectionListModel::AccessRole).toString(),
        profile.tls.on);
    painter->setFont(fontFor(TextStyle::mono));
    painter->setPen(color(Token::text3));
    const QString hosts = painter->fontMetrics().elidedText(
        index.data(ConnectionListModel::ServersRole).toString(), Qt::ElideRight, width);
    painter->drawText(QRect(left, row.y() + 32, width, 16), Qt::AlignVCenter, hosts);
    painter->setFont(fontFor(TextStyle::label));
    const QRect time(
        row.right() + 1 - timeRightPx - timeWidthPx, row.y(), timeWidthPx, row.height());
    painter->drawText(time, Qt::AlignVCenter | Qt::AlignRight,
        index.data(ConnectionListModel::TimeRole).toString());
}

} // namespace

void ConnectionDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* model = qobject_cast<const ConnectionListModel*>(index.model());
    if (!model)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const ConnectionProfile& profile = model->profileAt(index.row());
    const QRect body = bodyRect(option.rect);
    drawGround(painter, option, index, profile.environment);
    if (const QString heading = index.data(ConnectionListModel::HeadingRole).toString();
        !heading.isEmpty())
        drawHeading(painter, option.rect, heading);
    drawTexts(painter, body, index, profile);
    if (option.state & QStyle::State_Selected) {
        const QRect button = openRect(body);
        painter->setPen(Qt::NoPen);
        painter->setBrush(color(Token::accent));
        painter->drawRoundedRect(button, 6, 6);
        painter->setPen(color(Token::onAccent));
        painter->setFont(fontFor(TextStyle::labelStrong));
        painter->drawText(button, Qt::AlignCenter, tr("Open", "button: open a connection"));
    } else {
        const QRect menu = menuRect(body);
        painter->drawPixmap(menu.center() - QPoint(7, 7),
            iconPixmap(QStringLiteral("ellipsis"), Token::text2, 16,
                painter->device()->devicePixelRatioF()));
    }
    painter->restore();
}

QSize ConnectionDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    return {200, heightOf(index)};
}

int ConnectionDelegate::heightOf(const QModelIndex& index)
{
    const bool heads = !index.data(ConnectionListModel::HeadingRole).toString().isEmpty();
    return heads ? rowPx + headingPx : rowPx;
}

QRect ConnectionDelegate::bodyRect(const QRect& item)
{
    return {item.x(), item.bottom() + 1 - rowPx, item.width(), rowPx};
}

QRect ConnectionDelegate::openRect(const QRect& row)
{
    const QString text = tr("Open", "button: open a connection");
    const int width
        = QFontMetrics(fontFor(TextStyle::labelStrong)).horizontalAdvance(text) + 18;
    return {row.right() + 1 - rightMarginPx - width,
        row.y() + (row.height() - openHeightPx) / 2, width, openHeightPx};
}

QRect ConnectionDelegate::menuRect(const QRect& row)
{
    return {row.right() + 1 - 42, row.y() + (row.height() - 28) / 2, 28, 28};
}

} // namespace zs::ui

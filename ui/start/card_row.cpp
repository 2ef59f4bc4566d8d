// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/card_row.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace zs::ui {
namespace {

constexpr int cardRadiusPx = 7;
constexpr int smallIconPx = 16; ///< Of what has an owner.
constexpr int iconPx = 18;
constexpr int iconLeftPx = 17;
constexpr int smallTextLeftPx = 41;
constexpr int textLeftPx = 47;
constexpr int arrowRightPx = 16;
constexpr int dotPx = 8;
constexpr int dotRightPx = 153; ///< From the right edge to the dot.
constexpr int ownerRightPx = 137;
constexpr int marginPx = 12;

} // namespace

CardRow::CardRow(const QString& iconName, TextStyle style, int heightPx, QWidget* parent) :
    QAbstractButton(parent), m_icon(iconName), m_style(style), m_height(heightPx)
{
    setFocusPolicy(Qt::StrongFocus);
    setFixedHeight(heightPx);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

void CardRow::setOwner(const QString& name, Token dot)
{
    m_owner = name;
    m_dot = dot;
    update();
}

void CardRow::setEnds(bool first, bool last)
{
    m_first = first;
    m_last = last;
    update();
}

QSize CardRow::sizeHint() const
{
    return {textLeftPx + dotRightPx, m_height};
}

void CardRow::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void CardRow::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void CardRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal ratio = devicePixelRatioF();
    if (underMouse() || isDown()) {
        QPainterPath ground;
        ground.setFillRule(Qt::WindingFill);
        ground.addRoundedRect(rect(), cardRadiusPx, cardRadiusPx);
        if (!m_first)
            ground.addRect(rect().adjusted(0, 0, 0, -height() / 2));
        if (!m_last)
            ground.addRect(rect().adjusted(0, height() / 2, 0, 0));
        painter.fillPath(ground, color(isDown() ? Token::selected : Token::hover));
    }
    if (!m_last)
        painter.fillRect(QRect(0, height() - 1, width(), 1), color(Token::border));
    const int middle = height() / 2;
    const int size = m_owner.isEmpty() ? iconPx : smallIconPx;
    painter.drawPixmap(QPoint(iconLeftPx, middle - size / 2),
        iconPixmap(m_icon, Token::text2, size, ratio));
    int right = width() - arrowRightPx - smallIconPx;
    if (m_owner.isEmpty()) {
        painter.drawPixmap(QPoint(right, middle - smallIconPx / 2),
            iconPixmap(QStringLiteral("chevron-right"), Token::text2, smallIconPx, ratio));
    } else {
        right = width() - dotRightPx;
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(m_dot));
        painter.drawEllipse(QRect(right, middle - dotPx / 2, dotPx, dotPx));
        painter.setFont(fontFor(TextStyle::label));
        painter.setPen(color(Token::text3));
        const QRect place(width() - ownerRightPx, 0, ownerRightPx - marginPx, height());
        painter.drawText(place, Qt::AlignVCenter | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(m_owner, Qt::ElideRight, place.width()));
    }
    painter.setFont(fontFor(m_style));
    painter.setPen(color(Token::text));
    const int left = m_owner.isEmpty() ? textLeftPx : smallTextLeftPx;
    const QRect place(left, 0, right - marginPx - left, height());
    painter.drawText(place, Qt::AlignVCenter | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(text(), Qt::ElideMiddle, place.width()));
}

} // namespace zs::ui

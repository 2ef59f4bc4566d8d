// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/packet_item.h"

#include "ui/cluster/cluster_paint.h"
#include "ui/theme/theme.h"

#include <QCursor>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace zs::ui {
namespace {

constexpr qreal heightPx = 20;
constexpr qreal paddingPx = 8;
constexpr qreal badgeRadiusPx = 4;

} // namespace

PacketItem::PacketItem()
{
    setCacheMode(DeviceCoordinateCache);
    setCursor(Qt::PointingHandCursor);
    setZValue(20);
}

void PacketItem::setLook(const PacketLook& look)
{
    const bool sameText = look.word == m_look.word && look.detail == m_look.detail;
    const bool sameInk = sameText && look.tint == m_look.tint
        && std::lround(look.progress * 100) == std::lround(m_look.progress * 100);
    m_look = look;
    if (sameInk)
        return; // It only moved: its pixels stay.
    if (!sameText) {
        prepareGeometryChange();
        const bool badge = !look.detail.isEmpty();
        const TextStyle style = badge ? TextStyle::chip : TextStyle::monoSmall;
        m_wordPx = std::ceil(textWidth(look.word, style)) + 2 * (badge ? 7 : paddingPx);
        const qreal detail
            = badge ? std::ceil(textWidth(look.detail, TextStyle::monoSmall)) + 2 * 7 : 0;
        const qreal width = m_wordPx + detail;
        m_box = QRectF(std::floor(-width / 2), -heightPx / 2, width, heightPx);
    }
    update();
}

void PacketItem::setChosen(bool chosen)
{
    if (chosen == m_chosen)
        return;
    m_chosen = chosen;
    update();
}

QRectF PacketItem::boundingRect() const
{
    return m_box.adjusted(-3, -3, 3, 3);
}

void PacketItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    painter->setRenderHint(QPainter::Antialiasing);
    if (m_chosen) {
        painter->setPen(QPen(color(Token::accent), 2));
        painter->setBrush(Qt::NoBrush);
        const qreal radius = m_look.detail.isEmpty() ? 12 : 6;
        painter->drawRoundedRect(m_box.adjusted(-1.5, -1.5, 1.5, 1.5), radius, radius);
    }
    if (!m_look.detail.isEmpty())
        return paintBadge(*painter);
    drawBox(*painter, m_box, heightPx / 2, m_look.tint.soft, m_look.tint.fill);
    drawTextCentred(*painter, m_box, m_look.word, TextStyle::monoSmall, m_look.tint.ink);
}

void PacketItem::paintBadge(QPainter& painter) const
{
    QPainterPath outline;
    outline.addRoundedRect(m_box.adjusted(0.5, 0.5, -0.5, -0.5), badgeRadiusPx, badgeRadiusPx);
    const QRectF word(m_box.x(), m_box.y(), m_wordPx, heightPx);
    painter.fillPath(outline, color(Token::raised));
    painter.setClipPath(outline);
    painter.fillRect(word, color(m_look.tint.soft));
    if (m_look.progress >= 0) {
        const qreal way = (m_box.width() - m_wordPx) * std::clamp(m_look.progress, 0.0, 1.0);
        painter.fillRect(QRectF(word.right(), m_box.bottom() - 3, way, 3), color(m_look.tint.fill));
    }
    painter.setClipping(false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(color(m_look.tint.fill));
    painter.drawPath(outline);
    drawTextCentred(painter, word, m_look.word, TextStyle::chip, m_look.tint.ink);
    drawTextCentred(painter,
        QRectF(word.right(), m_box.y(), m_box.right() - word.right(), heightPx), m_look.detail,
        TextStyle::monoSmall, Token::text);
}

} // namespace zs::ui

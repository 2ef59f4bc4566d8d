// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/partition_item.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace zs::ui {

PartitionItem::PartitionItem()
{
    setZValue(-10);
}

void PartitionItem::setPlace(const QRectF& area, std::optional<qreal> cut, bool apartLeft,
    const QList<QRectF>& cards)
{
    if (area == m_area && cut == m_cut && apartLeft == m_apartLeft && cards == m_cards)
        return;
    prepareGeometryChange();
    m_area = area;
    m_cut = cut;
    m_apartLeft = apartLeft;
    m_cards = cards;
    update();
}

void PartitionItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    if (m_cards.isEmpty())
        return;
    painter->setRenderHint(QPainter::Antialiasing);
    QColor ground = color(Token::dangerSoft);
    ground.setAlphaF(0.45F);
    QPen line(color(Token::danger), 2);
    line.setDashPattern({4, 3});
    if (!m_cut) {
        painter->setPen(line);
        painter->setBrush(ground);
        for (const QRectF& card : m_cards)
            painter->drawRoundedRect(card.adjusted(-9, -9, 9, 9), 16, 16);
        return;
    }
    QRectF side = m_area;
    if (m_apartLeft)
        side.setRight(*m_cut);
    else
        side.setLeft(*m_cut);
    painter->fillRect(side, ground);
    painter->setPen(line);
    painter->drawLine(QPointF(*m_cut, m_area.top()), QPointF(*m_cut, m_area.bottom()));
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/link_item.h"

#include "ui/cluster/cluster_paint.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace zs::ui {
namespace {

constexpr qreal hitPx = 12;
constexpr qreal faultPx = 20;

} // namespace

void LinkItem::setLook(const LinkLook& look, const QLineF& line, qreal faultAt)
{
    if (look == m_look && line == m_line && faultAt == m_faultAt)
        return;
    prepareGeometryChange();
    m_look = look;
    m_line = line;
    m_faultAt = faultAt;
    update();
}

QRectF LinkItem::faultBox() const
{
    if (m_look.fault.isEmpty())
        return {};
    const qreal width = textWidth(m_look.fault, TextStyle::chip) + 16;
    const QPointF middle = m_line.pointAt(m_faultAt);
    return {middle.x() - width / 2, middle.y() - faultPx / 2, width, faultPx};
}

QRectF LinkItem::boundingRect() const
{
    return QRectF(m_line.p1(), m_line.p2())
        .normalized()
        .adjusted(-hitPx, -hitPx, hitPx, hitPx)
        .united(faultBox().adjusted(-1, -1, 1, 1));
}

QPainterPath LinkItem::shape() const
{
    QPainterPath path(m_line.p1());
    path.lineTo(m_line.p2());
    QPainterPathStroker stroker;
    stroker.setWidth(hitPx);
    QPainterPath wide = stroker.createStroke(path);
    wide.addRect(faultBox());
    return wide;
}

void LinkItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    painter->setRenderHint(QPainter::Antialiasing);
    QColor tone = color(m_look.tint.fill);
    QPen pen(tone, 1);
    switch (m_look.style) {
    case LinkStyle::quiet:
        return; // Nothing travels there; it is only hit, for its menu.
    case LinkStyle::unreachable:
        pen.setColor(color(Token::border));
        pen.setDashPattern({3, 4});
        break;
    case LinkStyle::thin:
        tone.setAlphaF(0.55F);
        pen = QPen(tone, 1.25);
        break;
    case LinkStyle::carries:
        tone.setAlphaF(0.85F);
        pen = QPen(tone, 1.5);
        break;
    case LinkStyle::heavy:
        pen.setWidthF(2);
        break;
    case LinkStyle::observer:
        pen.setWidthF(1.5);
        pen.setDashPattern({4, 3});
        break;
    case LinkStyle::cut:
        pen = QPen(color(Token::danger), 1.5);
        pen.setDashPattern({6, 4});
        break;
    }
    painter->setPen(pen);
    painter->drawLine(m_line);
    if (m_look.fault.isEmpty())
        return;
    drawBox(*painter, faultBox(), 4, Token::dangerSoft, Token::danger);
    drawTextCentred(*painter, faultBox(), m_look.fault, TextStyle::chip, Token::dangerText);
}

} // namespace zs::ui

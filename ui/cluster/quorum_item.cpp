// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/quorum_item.h"

#include "ui/cluster/cluster_paint.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QVariantAnimation>

#include <cmath>
#include <numbers>

namespace zs::ui {
namespace {

constexpr qreal radiusPx = 54;
constexpr qreal widthPx = 11;
constexpr qreal insidePx = 88; ///< For a line of words below the figure.
constexpr qreal gapDegrees = 5;
constexpr qreal tickInnerPx = 44;
constexpr qreal tickOuterPx = 64;
constexpr int pulseMs = 200;

QPointF onCircle(qreal degrees, qreal radius)
{
    const qreal angle = degrees * std::numbers::pi / 180;
    return {radius * std::sin(angle), -radius * std::cos(angle)};
}

} // namespace

QuorumItem::QuorumItem() : m_animation(new QVariantAnimation(this))
{
    setObjectName(QStringLiteral("quorumRing"));
    setCacheMode(DeviceCoordinateCache);
    setZValue(5);
    m_animation->setDuration(pulseMs);
    m_animation->setKeyValueAt(0, 0.0);
    m_animation->setKeyValueAt(0.5, 1.0);
    m_animation->setKeyValueAt(1, 0.0);
    connect(m_animation, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        m_pulse = value.toReal();
        update();
    });
}

void QuorumItem::setLook(const RingLook& look, bool animated)
{
    if (look == m_look)
        return;
    const auto full = [](const RingLook& ring) {
        return ring.shown && ring.needed > 0 && ring.counted >= ring.needed;
    };
    if (animated && full(look) && !full(m_look))
        m_animation->start();
    m_look = look;
    setVisible(look.shown);
    update();
}

QRectF QuorumItem::boundingRect() const
{
    return {-130, -84, 260, 168};
}

void QuorumItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    painter->setRenderHint(QPainter::Antialiasing);
    // A link between opposite servers passes behind the figures.
    painter->setPen(Qt::NoPen);
    painter->setBrush(color(Token::canvas));
    painter->drawEllipse(QPointF(), radiusPx + widthPx / 2, radiusPx + widthPx / 2);
    paintSegments(*painter);
    paintTick(*painter);
    QStringList lines = m_look.below.split(u'\n');
    // A long zxid goes to a line of its own.
    if (lines.size() == 1 && textWidth(lines[0], TextStyle::caption) > insidePx) {
        const qsizetype space = lines[0].lastIndexOf(u' ');
        if (space > 0)
            lines = {lines[0].left(space), lines[0].mid(space + 1)};
    }
    // Three lines have the place of the figure, which is not known then.
    const bool high = lines.size() > 2;
    if (!high)
        drawTextCentred(*painter, QRectF(-46, -29, 92, 28), m_look.head, TextStyle::pageTitle,
            Token::text);
    qreal y = high ? -15 : 6;
    for (const QString& line : lines) {
        drawTextCentred(
            *painter, QRectF(-46, y - 8, 92, 16), line, TextStyle::caption, Token::text2);
        y += 15;
    }
}

void QuorumItem::paintSegments(QPainter& painter) const
{
    if (m_look.voters <= 0)
        return;
    const qreal each = 360.0 / m_look.voters;
    const qreal gap = m_look.voters > 1 ? gapDegrees : 0;
    const qreal radius = radiusPx + 3 * m_pulse;
    const QRectF box(-radius, -radius, 2 * radius, 2 * radius);
    painter.setBrush(Qt::NoBrush);
    for (int index = 0; index < m_look.voters; ++index) {
        const bool counted = index < m_look.counted;
        const bool underWay = !counted && index < m_look.counted + m_look.underWay;
        QPen pen(color(counted ? Token::leading : underWay ? Token::looking : Token::border),
            widthPx);
        pen.setCapStyle(Qt::FlatCap);
        if (underWay)
            pen.setDashPattern({3.0 / widthPx, 2.5 / widthPx});
        else if (m_look.unseen)
            pen.setDashPattern({1.0 / widthPx, 3.0 / widthPx});
        painter.setPen(pen);
        // Qt counts angles from three o'clock, against the clock, in sixteenths of a degree.
        const qreal start = 90 - index * each - gap / 2;
        painter.drawArc(box, int(std::lround(start * 16)), int(std::lround(-(each - gap) * 16)));
    }
}

void QuorumItem::paintTick(QPainter& painter) const
{
    if (m_look.needed <= 0 || m_look.voters <= 1)
        return;
    const qreal degrees = 360.0 * m_look.needed / m_look.voters;
    painter.setPen(QPen(color(Token::text), 2));
    painter.drawLine(onCircle(degrees, tickInnerPx), onCircle(degrees, tickOuterPx));
    const QString word = tr("quorum", "beside the mark on the ring of votes");
    const QPointF end = onCircle(degrees, tickOuterPx + 8);
    const bool leftHalf = end.x() < 0;
    const qreal y = end.y() + 2;
    if (leftHalf)
        drawTextRight(painter, end.x() + 4, y, word, TextStyle::chip, Token::text2);
    else
        drawText(painter, end.x() - 4, y, word, TextStyle::chip, Token::text2);
}

} // namespace zs::ui

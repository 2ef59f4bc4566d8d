// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/server_item.h"

#include "ui/cluster/cluster_paint.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOptionGraphicsItem>
#include <QVariantAnimation>

#include <cmath>

namespace zs::ui {
namespace {

constexpr qreal radiusPx = 10;
constexpr qreal shadowPx = 6;
constexpr int fadeMs = 200;
constexpr qreal sessionsPx = 18; ///< Height of the mark with the number of sessions.
constexpr qreal quietOpacity = 0.85; ///< Of what a stopped server's card says.

} // namespace

ServerItem::ServerItem(ServerId id) : m_animation(new QVariantAnimation(this))
{
    m_look.id = id;
    setObjectName(QStringLiteral("server:%1").arg(id.value));
    setFlag(ItemIsFocusable);
    setAcceptHoverEvents(true);
    setCursor(Qt::PointingHandCursor);
    // A card changes rarely; packets move over it all the time.
    setCacheMode(DeviceCoordinateCache);
    setZValue(10);
    m_animation->setDuration(fadeMs);
    m_animation->setStartValue(0.0);
    m_animation->setEndValue(1.0);
    connect(m_animation, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        m_fade = value.toReal();
        update();
    });
}

void ServerItem::setLook(const CardLook& look, bool animated)
{
    if (look == m_look)
        return;
    const bool fades = animated && look.role != m_look.role;
    if (fades) {
        m_before = tintOf(m_look.role);
        m_fade = 0;
        m_animation->start();
    } else if (look.role != m_look.role) {
        finishFade();
    }
    m_look = look;
    setToolTip(QString());
    update();
}

void ServerItem::finishFade()
{
    m_animation->stop();
    m_fade = 1;
    update();
}

void ServerItem::setCardSize(const QSizeF& size, bool small)
{
    if (size == m_size && small == m_small)
        return;
    prepareGeometryChange();
    m_size = size;
    m_small = small;
    update();
}

void ServerItem::setPicked(bool picked)
{
    if (picked == m_picked)
        return;
    m_picked = picked;
    update();
}

QRectF ServerItem::boundingRect() const
{
    return QRectF(QPointF(), m_size).adjusted(-shadowPx, -shadowPx, shadowPx, shadowPx + 6);
}

QPainterPath ServerItem::shape() const
{
    QPainterPath path;
    path.addRoundedRect(QRectF(QPointF(), m_size), radiusPx, radiusPx);
    return path;
}

QColor ServerItem::blended(Token before, Token now) const
{
    const QColor to = color(now);
    if (m_fade >= 1)
        return to;
    const QColor from = color(before);
    const auto mix = [this](int a, int b) { return int(std::lround(a + (b - a) * m_fade)); };
    return QColor(mix(from.red(), to.red()), mix(from.green(), to.green()),
        mix(from.blue(), to.blue()));
}

void ServerItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*)
{
    painter->setRenderHint(QPainter::Antialiasing);
    paintShadow(*painter);
    paintFrame(*painter);
    painter->setOpacity(m_look.down ? quietOpacity : 1);
    paintText(*painter);
    painter->setOpacity(1);
    paintSessions(*painter);
    if (option->state & QStyle::State_HasFocus) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(color(Token::accent), 2));
        painter->drawRoundedRect(
            QRectF(QPointF(), m_size).adjusted(-2, -2, 2, 2), radiusPx + 2, radiusPx + 2);
    }
}

void ServerItem::paintShadow(QPainter& painter) const
{
    QColor tone = color(Token::shadow);
    painter.setPen(Qt::NoPen);
    const QRectF card = QRectF(QPointF(0, 1), m_size);
    for (const qreal grow : {3.0, 2.0, 1.0}) {
        tone.setAlphaF(color(Token::shadow).alphaF() * 0.16F);
        painter.setBrush(tone);
        painter.drawRoundedRect(
            card.adjusted(-grow, -grow + 1, grow, grow), radiusPx + grow, radiusPx + grow);
    }
}

void ServerItem::paintFrame(QPainter& painter) const
{
    const Tint tint = tintOf(m_look.role);
    const qreal width = m_picked ? 2 : 1;
    QPen pen(m_picked ? color(Token::accent)
                      : m_look.down ? color(Token::border) : blended(m_before.fill, tint.fill),
        width);
    if (m_look.down && !m_picked) {
        pen.setDashPattern({3, 3});
        pen.setCapStyle(Qt::FlatCap);
    }
    painter.setPen(pen);
    painter.setBrush(color(Token::raised));
    const qreal half = width / 2;
    painter.drawRoundedRect(
        QRectF(QPointF(), m_size).adjusted(half, half, -half, -half), radiusPx, radiusPx);
    // The circle: the first thing that is read, so it repeats the role.
    const QRectF circle = m_small ? QRectF(11, 9, 32, 32) : QRectF(12, 10, 40, 40);
    painter.setPen(QPen(blended(m_before.fill, tint.fill), 2));
    painter.setBrush(blended(m_before.soft, tint.soft));
    painter.drawEllipse(circle.adjusted(1, 1, -1, -1));
    drawTextCentred(painter, circle, QString::number(m_look.id.value), TextStyle::dialogTitle,
        tint.ink);
    if (m_look.paused) {
        const QRectF sign(circle.right() - 12, circle.bottom() - 12, 16, 16);
        drawBox(painter, sign, 8, Token::raised, Token::looking);
        painter.drawPixmap(QPointF(sign.x() + 3, sign.y() + 3),
            iconPixmap(QStringLiteral("pause"), Token::lookingText, 10, 2), QRectF(0, 0, 20, 20));
    }
}

void ServerItem::paintText(QPainter& painter) const
{
    const qreal left = m_small ? 52 : 63;
    const qreal right = m_size.width() - (m_small ? 8 : 11);
    const qreal first = m_small ? 19 : 20;
    const qreal chipLeft
        = drawChipRight(painter, right, first - 10, m_look.state, tintOf(m_look.role));
    const Token nameTone = m_look.down ? Token::text2 : Token::text;
    const bool mark = !m_look.icon.isEmpty() && !m_small;
    const qreal room = chipLeft - left - 6 - (mark ? 18 : 0);
    const qreal end
        = drawText(painter, left, first, m_look.name, TextStyle::panelTitle, nameTone, room);
    if (mark) {
        painter.drawPixmap(QPointF(std::round(end + 5), first - 7),
            iconPixmap(
                m_look.icon, fillOf(m_look.role), 14, painter.device()->devicePixelRatioF()));
    }
    if (m_small) {
        drawBits(painter, left, 42, m_look.second, right - left);
        drawTextCentred(painter, QRectF(11, 42, 32, 16), m_look.port, TextStyle::monoSmall,
            Token::text3);
        return;
    }
    drawBits(painter, left, 40, m_look.second, right - left + 5);
    drawBits(painter, left, 59, m_look.third, right - left + 5);
    drawTextCentred(
        painter, QRectF(12, 52, 40, 16), m_look.port, TextStyle::monoSmall, Token::text3);
}

void ServerItem::paintSessions(QPainter& painter) const
{
    if (m_look.sessions <= 0)
        return;
    const QString count = QString::number(m_look.sessions);
    const qreal width = textWidth(count, TextStyle::chip) + 26;
    // On the lower edge, so that it takes no room from the card's lines.
    const QRectF mark(m_size.width() - width - 12, m_size.height() - sessionsPx / 2 - 1, width,
        sessionsPx);
    drawBox(painter, mark, sessionsPx / 2, Token::raised, Token::borderStrong);
    painter.drawPixmap(QPointF(mark.x() + 6, mark.y() + 3),
        iconPixmap(
            QStringLiteral("plug"), Token::text2, 12, painter.device()->devicePixelRatioF()));
    drawText(painter, mark.x() + 20, mark.center().y(), count, TextStyle::chip, Token::text2);
}

} // namespace zs::ui

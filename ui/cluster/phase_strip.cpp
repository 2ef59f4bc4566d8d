// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/phase_strip.h"

#include "ui/cluster/cluster_paint.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace zs::ui {
namespace {

constexpr int heightPx = 56;
constexpr qreal firstPx = 16;
constexpr qreal boxPx = 42;
constexpr qreal circlePx = 20;
constexpr qreal textPx = 41; ///< From the box's left edge.
constexpr qreal padPx = 13;
constexpr qreal linePx = 28;
constexpr qreal gapPx = 10;

Token inkOf(const PhaseLook& phase, bool last)
{
    if (phase.state == StepState::done)
        return Token::leadingText;
    if (phase.state == StepState::waiting)
        return Token::text2;
    return last ? Token::leadingText : Token::lookingText;
}

} // namespace

PhaseStrip::PhaseStrip(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("phaseStrip"));
    setFixedHeight(heightPx);
}

void PhaseStrip::setPhases(const std::vector<PhaseLook>& phases)
{
    if (phases == m_phases)
        return;
    m_phases = phases;
    QString words;
    for (const PhaseLook& phase : phases) {
        if (phase.state == StepState::current)
            words = phase.title + QStringLiteral(", ") + phase.below;
    }
    setAccessibleName(words);
    update();
}

QSize PhaseStrip::sizeHint() const
{
    return {600, heightPx};
}

void PhaseStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), color(Token::panel));
    painter.fillRect(0, height() - 1, width(), 1, color(Token::border));
    qreal x = firstPx;
    for (int index = 0; index < int(m_phases.size()); ++index) {
        x = paintPhase(painter, index, x);
        if (index + 1 == int(m_phases.size()))
            break;
        const bool done = m_phases[std::size_t(index)].state == StepState::done;
        painter.fillRect(QRectF(x + gapPx, heightPx / 2 - 0.5, linePx, 1),
            color(done ? Token::leading : Token::borderStrong));
        x += 2 * gapPx + linePx;
    }
}

qreal PhaseStrip::paintPhase(QPainter& painter, int index, qreal x) const
{
    const PhaseLook& phase = m_phases[std::size_t(index)];
    const bool current = phase.state == StepState::current;
    const bool done = phase.state == StepState::done;
    const bool last = index + 1 == int(m_phases.size());
    const Tint tint = tintOf(last ? Role::leading : Role::looking);
    const qreal text = std::max(
        textWidth(phase.title, TextStyle::control), textWidth(phase.below, TextStyle::caption));
    const qreal width = std::ceil(textPx + text + padPx);
    const QRectF box(x, 7, width, boxPx);
    if (current)
        drawBox(painter, box, 8, tint.soft, tint.fill);
    const QRectF circle(x + padPx, box.center().y() - circlePx / 2, circlePx, circlePx);
    const Token ink = inkOf(phase, last);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(current ? ink : done ? Token::leadingSoft : Token::downSoft));
    painter.drawEllipse(circle);
    if (done) {
        painter.drawPixmap(QPointF(circle.x() + 3, circle.y() + 3),
            iconPixmap(QStringLiteral("check"), Token::leadingText, 14, devicePixelRatioF()));
    } else {
        drawTextCentred(painter, circle, QString::number(index + 1), TextStyle::chip,
            current ? Token::canvas : Token::text2);
    }
    drawText(painter, x + textPx, box.top() + 14, phase.title,
        current ? TextStyle::control : TextStyle::body, current ? Token::text : Token::text2);
    drawText(painter, x + textPx, box.top() + 29, phase.below, TextStyle::caption, Token::text3);
    return box.right();
}

} // namespace zs::ui

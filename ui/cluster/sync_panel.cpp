// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/sync_panel.h"

#include "ui/cluster/cluster_paint.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace zs::ui {
namespace {

constexpr int sidePx = 12;
constexpr int axisPx = 66;
constexpr int namePx = 56;
constexpr int headPx = 32;
constexpr int linePx = 18;
/// The part of the axis that the committed log takes; what lies before and behind has the rest.
constexpr double logFrom = 0.26;
constexpr double logTo = 0.86;

double placeOf(double onAxis)
{
    if (onAxis < 0)
        return 0.06;
    if (onAxis > 1)
        return 0.95;
    return logFrom + (logTo - logFrom) * onAxis;
}

} // namespace

SyncPanel::SyncPanel(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("syncPanel"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void SyncPanel::setLook(const SyncAxisLook& look)
{
    if (look == m_look)
        return;
    m_look = look;
    QStringList words;
    for (const SyncLook& row : look.rows)
        words << QStringLiteral("%1: %2, %3. %4").arg(row.name, row.mode, row.span, row.reason);
    setAccessibleName(words.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

int SyncPanel::rowHeight(const SyncLook& row, int width) const
{
    const QRectF room(0, 0, std::max(60, width - 2 * sidePx), 400);
    const QFontMetricsF metrics(fontFor(TextStyle::label));
    const QRectF box = metrics.boundingRect(room, Qt::TextWordWrap, row.reason);
    const int lines = std::max(1, int(std::round(box.height() / metrics.height())));
    return headPx + lines * linePx + 8;
}

int SyncPanel::heightForWidth(int width) const
{
    int height = axisPx;
    for (const SyncLook& row : m_look.rows)
        height += rowHeight(row, width);
    return height;
}

void SyncPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), color(Token::canvas));
    paintAxis(painter);
    int top = axisPx;
    for (const SyncLook& row : m_look.rows) {
        paintRow(painter, row, top);
        top += rowHeight(row, width());
    }
}

void SyncPanel::paintAxis(QPainter& painter) const
{
    painter.fillRect(QRectF(0, 0, width(), axisPx - 1), color(Token::panel));
    painter.fillRect(QRectF(0, axisPx - 1, width(), 1), color(Token::border));
    drawText(painter, sidePx, 17, m_look.minimum, TextStyle::monoSmall, Token::text3);
    drawTextRight(painter, width() - sidePx, 17, m_look.maximum, TextStyle::monoSmall,
        Token::text3);
    const qreal all = width() - 2 * sidePx;
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::border));
    painter.drawRoundedRect(QRectF(sidePx, 38, all, 6), 3, 3);
    if (!m_look.minimum.isEmpty())
        painter.fillRect(
            QRectF(sidePx + all * logFrom, 38, all * (logTo - logFrom), 6), color(Token::leading));
    std::vector<double> taken;
    for (const SyncLook& row : m_look.rows) {
        if (!row.onAxis)
            continue;
        double place = placeOf(*row.onAxis);
        // Learners with the same zxid stand side by side.
        while (std::any_of(taken.begin(), taken.end(),
            [&](double other) { return std::abs(other - place) * all < 21; }))
            place = place > 0.5 ? place - 0.01 : place + 0.01;
        taken.push_back(place);
        const QRectF dot(sidePx + all * place - 10, 31, 20, 20);
        painter.setPen(QPen(color(row.tint.fill), 2));
        painter.setBrush(color(row.tint.soft));
        painter.drawEllipse(dot.adjusted(1, 1, -1, -1));
        drawTextCentred(painter, dot, QString::number(row.id.value), TextStyle::chip, row.tint.ink);
    }
}

void SyncPanel::paintRow(QPainter& painter, const SyncLook& row, int top) const
{
    const qreal y = top + 20;
    drawText(painter, sidePx, y, row.name, TextStyle::panelTitle, Token::text, namePx - 4);
    const qreal width = std::round(textWidth(row.mode, TextStyle::chip)) + 14;
    const QRectF chip(sidePx + namePx, y - 10, width, 20);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(row.tint.soft));
    painter.drawRoundedRect(chip, 4, 4);
    drawTextCentred(painter, chip, row.mode, TextStyle::chip, row.tint.ink);
    drawTextRight(painter, this->width() - sidePx, y, row.span, TextStyle::mono, Token::text2);
    painter.setFont(fontFor(TextStyle::label));
    painter.setPen(color(Token::text2));
    painter.drawText(QRectF(sidePx, top + headPx, this->width() - 2 * sidePx, 400),
        Qt::TextWordWrap, row.reason);
    painter.fillRect(QRectF(0, top + rowHeight(row, this->width()) - 1, this->width(), 1),
        color(Token::border));
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/cluster_paint.h"

#include "ui/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace zs::ui {
namespace {

constexpr qreal chipPx = 20;
constexpr qreal chipPaddingPx = 7;
constexpr qreal chipRadiusPx = 4;

qreal baselineOf(const QFontMetricsF& metrics, qreal middleY)
{
    return middleY + (metrics.ascent() - metrics.descent()) / 2;
}

} // namespace

qreal drawText(QPainter& painter, qreal x, qreal middleY, const QString& text, TextStyle style,
    Token tone, qreal width)
{
    const QFont font = fontFor(style);
    const QFontMetricsF metrics(font);
    QString shown = text;
    if (metrics.horizontalAdvance(shown) > width)
        shown = metrics.elidedText(text, Qt::ElideRight, width);
    painter.setFont(font);
    painter.setPen(color(tone));
    painter.drawText(QPointF(x, baselineOf(metrics, middleY)), shown);
    return x + metrics.horizontalAdvance(shown);
}

qreal drawTextRight(QPainter& painter, qreal right, qreal middleY, const QString& text,
    TextStyle style, Token tone)
{
    const qreal left = right - textWidth(text, style);
    drawText(painter, left, middleY, text, style, tone);
    return left;
}

void drawTextCentred(
    QPainter& painter, const QRectF& box, const QString& text, TextStyle style, Token tone)
{
    drawText(painter, box.center().x() - textWidth(text, style) / 2, box.center().y(), text, style,
        tone);
}

qreal textWidth(const QString& text, TextStyle style)
{
    return QFontMetricsF(fontFor(style)).horizontalAdvance(text);
}

void drawBits(QPainter& painter, qreal x, qreal middleY, const TextLine& line, qreal width)
{
    const auto fontOf = [](const TextBit& bit, bool small) {
        QFont font = fontFor(bit.strong ? TextStyle::monoStrong : TextStyle::mono);
        if (small)
            font.setPixelSize(fontFor(TextStyle::monoSmall).pixelSize());
        return font;
    };
    const auto fitting = [&](bool small) {
        qreal used = 0;
        std::size_t bits = 0;
        for (; bits < line.size(); ++bits) {
            used += QFontMetricsF(fontOf(line[bits], small)).horizontalAdvance(line[bits].text);
            if (used > width)
                break;
        }
        return bits;
    };
    const bool small = fitting(false) < line.size();
    const std::size_t shown = std::max<std::size_t>(fitting(small), 1);
    const qreal right = x + width;
    for (std::size_t index = 0; index < std::min(shown, line.size()); ++index) {
        const QFont font = fontOf(line[index], small);
        const QFontMetricsF metrics(font);
        const QString text = metrics.elidedText(line[index].text, Qt::ElideRight, right - x + 1);
        painter.setFont(font);
        painter.setPen(color(line[index].tone));
        painter.drawText(QPointF(x, baselineOf(metrics, middleY)), text);
        x += metrics.horizontalAdvance(text);
    }
}

QString plainText(const TextLine& line)
{
    QString text;
    for (const TextBit& bit : line)
        text += bit.text;
    return text;
}

void drawBox(QPainter& painter, const QRectF& box, qreal radius, Token ground, Token border,
    qreal borderPx)
{
    const qreal half = borderPx / 2;
    painter.setPen(QPen(color(border), borderPx));
    painter.setBrush(color(ground));
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius - half, radius - half);
}

qreal drawChipRight(
    QPainter& painter, qreal right, qreal top, const QString& text, const Tint& tint)
{
    const qreal width = std::round(textWidth(text, TextStyle::chip)) + 2 * chipPaddingPx;
    const QRectF box(right - width, top, width, chipPx);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(tint.soft));
    painter.drawRoundedRect(box, chipRadiusPx, chipRadiusPx);
    drawTextCentred(painter, box, text, TextStyle::chip, tint.ink);
    return box.left();
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/legend_bar.h"

#include "ui/cluster/cluster_paint.h"

#include <QPainter>

#include <cmath>

namespace zs::ui {
namespace {

constexpr qreal pillPx = 14;
constexpr qreal gapPx = 5;
constexpr qreal betweenPx = 12;

} // namespace

LegendBar::LegendBar(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("legendBar"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void LegendBar::setEntries(const std::vector<LegendLook>& entries)
{
    if (entries == m_entries)
        return;
    m_entries = entries;
    resize(sizeHint());
    update();
}

QSize LegendBar::sizeHint() const
{
    qreal width = 0;
    for (const LegendLook& entry : m_entries)
        width += pillPx + gapPx + textWidth(entry.text, TextStyle::caption) + betweenPx;
    return {int(std::ceil(width)), 16};
}

void LegendBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    qreal x = 0;
    for (const LegendLook& entry : m_entries) {
        drawBox(painter, QRectF(x, 4, pillPx, 8), 4, entry.tint.soft, entry.tint.fill);
        x = drawText(painter, x + pillPx + gapPx, 8, entry.text, TextStyle::caption, Token::text3)
            + betweenPx;
    }
}

} // namespace zs::ui

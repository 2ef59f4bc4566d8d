// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/details_panel.h"

#include "ui/cluster/cluster_paint.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace zs::ui {
namespace {

constexpr int sidePx = 12;
constexpr int titlePx = 36;
constexpr int rowPx = 22;
constexpr int valuePx = 172;

} // namespace

DetailsPanel::DetailsPanel(QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("detailsPanel"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    hide();
}

void DetailsPanel::setLook(const DetailsLook& look)
{
    if (look == m_look)
        return;
    m_look = look;
    QStringList words{look.title, look.chip};
    for (const FactLook& fact : look.facts)
        words << fact.name + QStringLiteral(": ") + fact.value;
    setAccessibleName(words.join(QStringLiteral("; ")));
    setVisible(!look.title.isEmpty());
    updateGeometry();
    update();
}

QSize DetailsPanel::sizeHint() const
{
    return {380, titlePx + 4 + rowPx * int(m_look.facts.size()) + 12};
}

/// Where the values begin: behind the longest name, but not beyond the middle.
int DetailsPanel::namePx() const
{
    qreal widest = valuePx - sidePx - 8;
    for (const FactLook& fact : m_look.facts)
        widest = std::max(widest, textWidth(fact.name, TextStyle::label));
    return std::min(int(std::ceil(widest)) + sidePx + 8, std::max(valuePx, width() / 2));
}

void DetailsPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), color(Token::panel));
    painter.fillRect(0, 0, width(), 1, color(Token::border));
    qreal right = width() - sidePx;
    if (!m_look.chip.isEmpty())
        right = drawChipRight(painter, right, 11, m_look.chip, tintOf(m_look.role)) - 8;
    drawText(painter, sidePx, 22, m_look.title, TextStyle::panelTitle, Token::text, right - sidePx);
    const int values = namePx();
    qreal y = titlePx + 4 + rowPx / 2.0 - 2;
    for (const FactLook& fact : m_look.facts) {
        drawText(painter, sidePx, y, fact.name, TextStyle::label, Token::text3,
            values - sidePx - 6);
        drawText(painter, values, y, fact.value, fact.mono ? TextStyle::mono : TextStyle::label,
            Token::text, width() - values - 6);
        y += rowPx;
    }
}

bool DetailsPanel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int row = (help->pos().y() - titlePx - 2) / rowPx;
        if (help->pos().y() >= titlePx && row < int(m_look.facts.size())) {
            const QString value = m_look.facts[std::size_t(row)].value;
            QToolTip::showText(help->globalPos(),
                QStringLiteral("<span>%1</span>").arg(value.toHtmlEscaped()), this);
        }
        return true;
    }
    return QFrame::event(event);
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/panel_tab.h"

#include "ui/common/text_format.h"
#include "ui/common/widgets.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QFontMetrics>
#include <QPainter>

namespace zs::ui {
namespace {

constexpr int heightPx = 32;
constexpr int sidePx = 8;
constexpr int iconPx = 14;
constexpr int iconGapPx = 6;
constexpr int countGapPx = 6;
constexpr int underlinePx = 2;

} // namespace

PanelTab::PanelTab(const QString& iconName, QWidget* parent) :
    QAbstractButton(parent), m_iconName(iconName)
{
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void PanelTab::setCount(int count)
{
    m_count = count;
    updateGeometry();
    update();
}

void PanelTab::setTitleShown(bool shown)
{
    setPlainToolTip(this, shown ? QString() : text());
    if (shown == m_titleShown)
        return;
    m_titleShown = shown;
    updateGeometry();
    update();
}

QSize PanelTab::sizeHint() const
{
    return {widthWith(m_titleShown), heightPx};
}

int PanelTab::widthWith(bool withTitle) const
{
    const int icon = m_iconName.isEmpty() ? 0 : iconPx + (withTitle ? iconGapPx : 0);
    const int title = withTitle
        ? QFontMetrics(fontFor(TextStyle::panelTitle)).horizontalAdvance(text())
        : 0;
    const int count = m_count < 0
        ? 0
        : countGapPx
            + QFontMetrics(fontFor(TextStyle::caption)).horizontalAdvance(formatCount(m_count));
    return 2 * sidePx + icon + title + count;
}

void PanelTab::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Token tone = isChecked() ? Token::text : Token::text2;
    int x = sidePx;
    if (!m_iconName.isEmpty()) {
        painter.drawPixmap(QPoint(x, (height() - iconPx) / 2),
            iconPixmap(m_iconName, tone, iconPx, devicePixelRatioF()));
        x += iconPx + (m_titleShown ? iconGapPx : countGapPx);
    }
    const TextStyle style = isChecked() ? TextStyle::panelTitle : TextStyle::control;
    painter.setFont(fontFor(style));
    painter.setPen(color(tone));
    if (m_titleShown) {
        painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter, text());
        x += painter.fontMetrics().horizontalAdvance(text()) + countGapPx;
    }
    if (m_count >= 0) {
        painter.setFont(fontFor(TextStyle::caption));
        painter.setPen(color(Token::text3));
        painter.drawText(
            QRect(x, 0, width() - x, height()), Qt::AlignVCenter, formatCount(m_count));
    }
    if (isChecked())
        painter.fillRect(0, height() - underlinePx, width(), underlinePx, color(Token::accent));
}

} // namespace zs::ui

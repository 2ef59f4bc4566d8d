// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/tab_bar.h"

#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QPainter>

namespace zs::ui {

namespace {

constexpr int heightPx = 35;
constexpr int sidePx = 13; ///< From a tab's edge to its word.
constexpr int closeSidePx = 7; ///< The same in little room.
constexpr int linePx = 2;
constexpr int markGapPx = 7;
constexpr int markPx = 6;

} // namespace

NodeTabBar::NodeTabBar(QWidget* parent)
    : QTabBar(parent)
{
    setDrawBase(false);
    setExpanding(false);
    setFocusPolicy(Qt::TabFocus);
}

void NodeTabBar::setCount(int tab, int count)
{
    m_extras[tab].count = count;
    updateName(tab);
}

void NodeTabBar::setMark(int tab, bool marked)
{
    m_extras[tab].marked = marked;
    updateName(tab);
}

void NodeTabBar::updateName(int tab)
{
    const Extra extra = m_extras.value(tab);
    // Screen readers read the word alone, so the tool tip carries what the dot means.
    setTabToolTip(tab, extra.marked ? tr("Edits are not saved yet") : QString());
    setTabText(tab, tabText(tab)); // Nothing else has QTabBar ask for the tab's width again.
}

QSize NodeTabBar::tabSizeHint(int index) const
{
    return {widthOf(index, m_isClose ? closeSidePx : sidePx), heightPx};
}

int NodeTabBar::widthOf(int index, int side) const
{
    const Extra extra = m_extras.value(index);
    int width = QFontMetrics(fontFor(TextStyle::control)).horizontalAdvance(tabText(index));
    if (extra.count >= 0)
        width += 7
            + QFontMetrics(fontFor(TextStyle::caption))
                  .horizontalAdvance(QString::number(extra.count));
    if (extra.marked)
        width += markGapPx + markPx;
    return width + 2 * side;
}

int NodeTabBar::widthWith(int side) const
{
    int width = 0;
    for (int tab = 0; tab < count(); ++tab)
        width += widthOf(tab, side);
    return width;
}

QSize NodeTabBar::sizeHint() const
{
    return {widthWith(sidePx), heightPx};
}

QSize NodeTabBar::minimumSizeHint() const
{
    return {widthWith(closeSidePx), heightPx};
}

void NodeTabBar::fit()
{
    const bool isClose = width() < widthWith(sidePx);
    if (isClose == m_isClose)
        return;
    m_isClose = isClose;
    if (count() > 0)
        setTabText(0, tabText(0)); // Has QTabBar ask for all widths again.
}

void NodeTabBar::resizeEvent(QResizeEvent* event)
{
    fit();
    QTabBar::resizeEvent(event);
}

void NodeTabBar::tabLayoutChange()
{
    QTabBar::tabLayoutChange();
    fit();
}

void NodeTabBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int tab = 0; tab < count(); ++tab) {
        const QRect place = tabRect(tab);
        const Extra extra = m_extras.value(tab);
        const bool current = tab == currentIndex();
        painter.setFont(fontFor(TextStyle::control));
        painter.setPen(color(current ? Token::text : Token::text2));
        int x = place.left() + (m_isClose ? closeSidePx : sidePx);
        painter.drawText(QRect(x, place.top(), place.width(), place.height()),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, tabText(tab));
        x += painter.fontMetrics().horizontalAdvance(tabText(tab));
        if (extra.count >= 0) {
            painter.setFont(fontFor(TextStyle::caption));
            painter.setPen(color(Token::text3));
            painter.drawText(QRect(x + 7, place.top(), 60, place.height()),
                Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                locale().toString(extra.count));
        }
        if (extra.marked) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(color(Token::looking));
            painter.drawEllipse(QRectF(x + markGapPx, place.center().y() - 2, markPx, markPx));
        }
        if (current) {
            const int inset = m_isClose ? closeSidePx : 8;
            painter.fillRect(QRect(place.left() + inset, place.bottom() - linePx + 1,
                                 place.width() - 2 * inset, linePx),
                color(Token::accent));
        }
    }
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/access/focus_check.h"

#include "tests/ui/access/screen_check.h"
#include "ui/node/data_editor.h"

#include <QApplication>
#include <QTest>

#include <algorithm>
#include <set>

namespace zs::ui {
namespace {

constexpr std::size_t mostSteps = 500; ///< More than any window has.
constexpr int mostInside = 40; ///< Parts that one control has stops for, as the servers of a scene.

/// What can be seen and used and takes the focus by Tab. Who hands the focus on, to a part of
/// itself, is none; that part is.
std::vector<const QWidget*> stops(const QWidget& window)
{
    std::vector<const QWidget*> found;
    for (const QWidget* each : window.findChildren<QWidget*>()) {
        if (each->window() == &window && (each->focusPolicy() & Qt::TabFocus)
            && !each->focusProxy() && each->isVisible() && each->isEnabled())
            found.push_back(each);
    }
    return found;
}

/// Some of it is within all that it stands in.
bool isInSight(const QWidget* widget)
{
    QRect seen = widget->rect();
    for (; seen.isValid() && !widget->isWindow(); widget = widget->parentWidget())
        seen = seen.translated(widget->pos()) & widget->parentWidget()->rect();
    return seen.isValid();
}

void press(QWidget* at, bool forwards)
{
    QTest::keyClick(at, forwards ? Qt::Key_Tab : Qt::Key_Backtab,
        forwards ? Qt::NoModifier : Qt::ShiftModifier);
}

std::string nameOf(const QWidget* widget)
{
    return widget ? placeOf(*widget) : "nothing";
}

QRect rectIn(const QWidget* widget, const QWidget* pane)
{
    return {widget->mapTo(pane, QPoint(0, 0)), widget->size()};
}

/// The part of `pane` that holds `widget`, or is it.
const QWidget* partOf(const QWidget* pane, const QWidget* widget)
{
    while (widget->parentWidget() && widget->parentWidget() != pane)
        widget = widget->parentWidget();
    return widget;
}

/// Going from one to the other is not what a reader does.
bool isJump(const QWidget* from, const QWidget* to)
{
    const QWidget* pane = from->parentWidget();
    while (pane && !pane->isAncestorOf(to))
        pane = pane->parentWidget();
    if (!pane || from->isAncestorOf(to))
        return false; // Into its own parts.
    const QRect here = rectIn(partOf(pane, from), pane);
    const QRect there = rectIn(partOf(pane, to), pane);
    const bool isRight = there.left() > here.right();
    if (there.bottom() < here.top())
        return !isRight;
    const int shared = std::min(here.bottom(), there.bottom()) - std::max(here.top(), there.top());
    const bool inOneRow = 2 * shared > std::min(here.height(), there.height());
    return inOneRow && there.right() < here.left();
}

} // namespace

std::vector<std::string> FocusCheck::wrong()
{
    m_wrong.clear();
    QPointer<QWidget> before = m_window.focusWidget();
    if (!before)
        press(&m_window, true);
    if (!m_window.focusWidget())
        return {};
    // Of buttons of which one is pressed, the first to have the focus is a stop from then on.
    (void)walk(true);
    m_wrong.clear();
    const Way there = walk(true);
    const Way back = walk(false);
    compare(there, back);
    findMissing(there);
    findJumps(there);
    if (before)
        before->setFocus(Qt::OtherFocusReason);
    return m_wrong;
}

FocusCheck::Way FocusCheck::walk(bool forwards)
{
    Way way;
    QPointer<QWidget> here = m_window.focusWidget();
    std::set<const QWidget*> seen;
    while (here && seen.insert(here).second && way.size() < mostSteps) {
        if (!isInSight(here))
            m_wrong.push_back(nameOf(here) + " has the focus out of sight");
        way.push_back(here);
        const QPointer<QWidget> next = step(here, forwards);
        if (next == here) {
            if (stops(m_window).size() > 1)
                m_wrong.push_back(nameOf(here) + " does not let go");
            return way;
        }
        here = next;
    }
    if (here != way.front())
        m_wrong.push_back(nameOf(here) + " comes twice before " + nameOf(way.front()));
    return way;
}

QWidget* FocusCheck::step(QWidget* from, bool forwards)
{
    const auto* editor = qobject_cast<const DataEditor*>(from);
    if (editor && !editor->isReadOnly()) { // Tab is for its text; it tells how it is left.
        if (!editor->accessibleDescription().contains(QStringLiteral("Esc")))
            m_wrong.push_back(nameOf(from) + " does not tell how it is left");
        QTest::keyClick(from, Qt::Key_Escape);
    }
    for (int part = 0; part < mostInside; ++part) {
        press(from, forwards);
        if (m_window.focusWidget() != from)
            break;
    }
    return m_window.focusWidget();
}

void FocusCheck::compare(const Way& there, const Way& back)
{
    Way reversed = back;
    if (!reversed.empty())
        std::reverse(reversed.begin() + 1, reversed.end()); // Both begin at one place.
    if (there == reversed)
        return;
    std::string words = "Shift+Tab goes another way:";
    for (const QPointer<QWidget>& each : back)
        words += " " + nameOf(each);
    words += "; and Tab:";
    for (const QPointer<QWidget>& each : there)
        words += " " + nameOf(each);
    m_wrong.push_back(words);
}

void FocusCheck::findMissing(const Way& way)
{
    for (const QWidget* each : stops(m_window)) {
        if (std::find(way.begin(), way.end(), each) == way.end())
            m_wrong.push_back(nameOf(each) + " is never reached");
    }
}

void FocusCheck::findJumps(const Way& way)
{
    std::vector<std::string> jumps;
    for (std::size_t index = 0; index < way.size(); ++index) {
        const QWidget* from = way[index];
        const QWidget* to = way[(index + 1) % way.size()];
        if (from && to && isJump(from, to))
            jumps.push_back("jumps from " + nameOf(from) + " to " + nameOf(to));
    }
    if (jumps.size() > 1) // One is that from the end to the start.
        m_wrong.insert(m_wrong.end(), jumps.begin(), jumps.end());
}

} // namespace zs::ui

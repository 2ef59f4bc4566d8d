// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/focus_order.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QScrollArea>
#include <QStackedLayout>

#include <algorithm>
#include <set>
#include <tuple>

namespace zs::ui {
namespace {

/// Who hands the focus on, to a part of itself, is no stop of its own.
bool takesFocus(const QWidget& widget)
{
    return (widget.focusPolicy() & Qt::TabFocus) && widget.isEnabled() && !widget.focusProxy();
}

/// A grid has its items in the order of the calls, and any other layout is not known to have them
/// in the order in which they are seen.
std::vector<QLayoutItem*> itemsOf(QLayout& layout)
{
    const auto* grid = qobject_cast<QGridLayout*>(&layout);
    const bool inOrder = grid || qobject_cast<QBoxLayout*>(&layout)
        || qobject_cast<QStackedLayout*>(&layout);
    std::vector<std::tuple<int, int, QLayoutItem*>> placed;
    for (int index = 0; inOrder && index < layout.count(); ++index) {
        int row = index, column = 0, rows = 0, columns = 0;
        if (grid)
            grid->getItemPosition(index, &row, &column, &rows, &columns);
        placed.emplace_back(row, column, layout.itemAt(index));
    }
    std::sort(placed.begin(), placed.end());
    std::vector<QLayoutItem*> items;
    for (const auto& [row, column, item] : placed)
        items.push_back(item);
    return items;
}

class Walk {
public:
    /// `marked` is listed too, if it takes no focus by Tab: to find where one is.
    explicit Walk(const QWidget* marked) : m_marked(marked) {}

    void widget(QWidget& each)
    {
        if (takesFocus(each) || &each == m_marked)
            m_found.push_back(&each);
        if (each.layout())
            layout(*each.layout());
        std::vector<QWidget*> loose; // Overlays, docks, parts of a splitter.
        for (QObject* child : each.children()) {
            auto* inner = qobject_cast<QWidget*>(child);
            if (inner && !m_placed.contains(inner))
                loose.push_back(inner);
        }
        std::stable_sort(loose.begin(), loose.end(), [](const QWidget* left, const QWidget* right) {
            return std::tuple(left->y(), left->x()) < std::tuple(right->y(), right->x());
        });
        for (QWidget* inner : loose)
            inside(*inner);
    }
    std::vector<QWidget*> found() && { return std::move(m_found); }

private:
    void inside(QWidget& each)
    {
        if (!each.isHidden() && !each.isWindow())
            widget(each);
    }
    void layout(QLayout& of)
    {
        for (QLayoutItem* item : itemsOf(of)) {
            if (QWidget* inner = item->widget()) {
                m_placed.insert(inner);
                inside(*inner);
            } else if (item->layout()) {
                layout(*item->layout());
            }
        }
    }

    const QWidget* m_marked;
    std::set<const QWidget*> m_placed;
    std::vector<QWidget*> m_found;
};

/// QScrollArea does so only where the focus was in it before.
void scrollTo(QWidget& widget)
{
    for (QWidget* around = widget.parentWidget(); around; around = around->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(around))
            area->ensureWidgetVisible(&widget);
    }
}

} // namespace

std::vector<QWidget*> focusOrder(QWidget& root)
{
    Walk walk(nullptr);
    walk.widget(root);
    return std::move(walk).found();
}

QWidget* firstInFocusOrder(QWidget& root)
{
    const std::vector<QWidget*> order = focusOrder(root);
    return order.empty() ? nullptr : order.front();
}

bool moveFocus(QWidget& window, bool forwards)
{
    const QWidget* from = window.focusWidget();
    Walk walk(from);
    walk.widget(window);
    std::vector<QWidget*> order = std::move(walk).found();
    if (!forwards)
        std::reverse(order.begin(), order.end());
    const auto here = std::find(order.begin(), order.end(), from);
    if (here != order.end()) // What comes after it first; it itself is where one is.
        std::rotate(order.begin(), here + 1, order.end());
    const auto next = std::find_if(
        order.begin(), order.end(), [](const QWidget* each) { return takesFocus(*each); });
    if (next == order.end())
        return false;
    (*next)->setFocus(forwards ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    scrollTo(**next);
    return true;
}

} // namespace zs::ui

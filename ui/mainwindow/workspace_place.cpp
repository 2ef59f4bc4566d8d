// SPDX-License-Identifier: GPL-3.0-or-later
// Where a workspace was the last time, and how it comes back there.
#include "ui/common/visible_text.h"
#include "ui/mainwindow/place_keeper.h"
#include "ui/mainwindow/workspace_frame.h"
#include "ui/mainwindow/workspace_page.h"
#include "ui/node/node_view.h"
#include "ui/panels/bottom_panel.h"
#include "ui/tree/node_marks.h"
#include "ui/tree/znode_tree_view.h"

#include <algorithm>
#include <iterator>

namespace zs::ui {
namespace {

/// In the order of NodeView::Tab.
constexpr const char* tabNames[] = {"data", "acl", "children", "watches", "history"};

} // namespace

void WorkspacePage::restorePlace()
{
    const Place& place = m_place->place();
    goTo(place.node);
    const auto tab = std::find(std::begin(tabNames), std::end(tabNames), place.tab);
    if (tab != std::end(tabNames))
        m_nodeView->showTab(static_cast<NodeView::Tab>(tab - std::begin(tabNames)));
    m_bottom->showPage(place.panel);
    m_frame->restoreLayout(place.layout);
    connect(m_nodeView, &NodeView::tabChanged, m_place, [this](NodeView::Tab shown) {
        m_place->setTab(QLatin1String(tabNames[static_cast<std::size_t>(shown)]));
    });
    connect(m_bottom, &BottomPanel::pageChosen, m_place, &PlaceKeeper::setPanel);
    connect(m_frame, &WorkspaceFrame::layoutChosen, m_place, [this] {
        m_place->layoutChanged([this] { return m_frame->saveLayout(); });
    });
}

void WorkspacePage::keepPlace()
{
    m_place->keep();
}

void WorkspacePage::goToStart()
{
    const Path start = m_start.value_or(Path());
    if (start.isRoot())
        m_start.reset(); // It is there, whatever else is.
    goTo(start);
}

void WorkspacePage::onSelectFailed(const Path& path, const Path& closest)
{
    const QString name = visibleText(std::string_view(path.text()));
    m_marks->forgetRecent(path);
    if (!m_start)
        return showToast(Role::looking, tr("There is no node %1.").arg(name));
    m_start.reset();
    m_place->setNode(closest);
    goTo(closest); // Nothing was shown yet.
    showToast(Role::looking,
        tr("There is no node %1. This is the nearest node above it.").arg(name));
}

} // namespace zs::ui

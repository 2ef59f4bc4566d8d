// SPDX-License-Identifier: GPL-3.0-or-later
// What a workspace can do, as the one list for keys, palette and keyboard sheet.
#include "clientlib/base/utf8.h"
#include "clientlib/recipes/recording_client.h"
#include "ui/acl/acl_page.h"
#include "ui/cluster/cluster_page.h"
#include "ui/cluster/playback.h"
#include "ui/common/error_words.h"
#include "ui/common/settings.h"
#include "ui/common/text_format.h"
#include "ui/common/visible_text.h"
#include "ui/mainwindow/action_registry.h"
#include "ui/mainwindow/path_bar.h"
#include "ui/mainwindow/session_banner.h"
#include "ui/mainwindow/top_bar.h"
#include "ui/mainwindow/workspace_frame.h"
#include "ui/mainwindow/workspace_page.h"
#include "ui/node/node_controller.h"
#include "ui/node/node_view.h"
#include "ui/node/stat_view.h"
#include "ui/node/subtree_removal.h"
#include "ui/stat/quota_marks.h"
#include "ui/tree/node_marks.h"
#include "ui/tree/znode_tree_model.h"
#include "ui/tree/znode_tree_view.h"

#include <QApplication>
#include <QClipboard>

#include <algorithm>

namespace zs::ui {
namespace {

using Panel = WorkspaceFrame::Panel;
using Tab = NodeView::Tab;

constexpr auto sortKey = "tree/sort";
constexpr auto reversedKey = "tree/sortReversed";
/// In the order of TreeSort.
constexpr const char* sortNames[] = {"natural", "name", "changed", "size", "children"};

} // namespace

QString WorkspacePage::whyNoWrite() const
{
    if (m_guard && m_guard->isLocked())
        return tr("This connection is open for reading only. Unlock it first.");
    return m_controller->isWritable() ? QString()
                                      : tr("Writes are held until the connection is back.");
}

/// Why the present node cannot be deleted, moved or duplicated.
QString WorkspacePage::whyNoChange() const
{
    const QString reason = whyNoWrite();
    if (!reason.isEmpty())
        return reason;
    const std::vector<Path> selected = m_treeView->selectedPaths();
    if (isReserved(m_path) || std::any_of(selected.begin(), selected.end(), isReserved))
        return tr("The server keeps this node for itself.");
    return m_controller->phase() == NodePhase::deleted ? tr("The node was deleted.") : QString();
}

void WorkspacePage::addActions()
{
    addGoActions();
    addNodeActions();
    addChangeActions();
    addMarkActions();
    addTreeActions();
    addViewActions();
    addPageActions();
    addClusterActions();
    addConnectionActions();
    connect(m_actions, &ActionRegistry::refused, this,
        [this](const QString& reason) { showToast(Role::looking, reason); });
}

void WorkspacePage::addGoActions()
{
    const auto elsewhere = [this] {
        return m_frame->page() == WorkspaceFrame::Page::browse ? QString()
                                                               : tr("Only on the page Browse.");
    };
    m_actions->add("go.path", [this] { editPath(); }, elsewhere);
    m_actions->add("go.back", [this] { goBack(); }, [this] {
        return m_history.canGoBack() ? QString() : tr("There is no node to go back to.");
    });
    m_actions->add("go.forward", [this] { goForward(); }, [this] {
        return m_history.canGoForward() ? QString() : tr("There is no node to go forward to.");
    });
    m_actions->add("go.up", [this] { goUp(); },
        [this] { return m_path.isRoot() ? tr("The root has no parent.") : QString(); });
}

void WorkspacePage::addNodeActions()
{
    const auto nothing = [this] {
        return m_controller->isDirty() ? whyNoWrite() : tr("There is nothing to save.");
    };
    // The data page has this key, too; two that meet would cancel each other.
    m_actions->add("node.save", [this] { m_controller->save(); }, nothing,
        {m_treeView, m_statView, m_aclPage, m_frame->topBar()});
    m_actions->add("node.revert", [this] { m_controller->revert(); }, [this] {
        return m_controller->isDirty() ? QString() : tr("There are no unsaved changes.");
    });
    m_actions->add("node.refresh", [this] { refresh(); });
    addFindActions();
}

/// The node's own view has these keys too; two that meet would cancel each other.
void WorkspacePage::addFindActions()
{
    const auto add = [this](const char* id, void (NodeView::*run)()) {
        const auto find = [this, run] {
            m_frame->showPage(WorkspaceFrame::Page::browse);
            (m_nodeView->*run)();
        };
        m_actions->add(id, find, {}, {m_treeView, m_statView, m_frame->topBar()});
    };
    add("node.find", &NodeView::find);
    add("node.findNext", &NodeView::findNext);
    add("node.findPrevious", &NodeView::findPrevious);
}

void WorkspacePage::addChangeActions()
{
    const auto change = [this] { return whyNoChange(); };
    m_actions->add("node.new", [this] { newChild(); }, [this] { return whyNoWrite(); });
    m_actions->add("node.duplicate",
        [this] { transferNodes(false, m_treeView->selectedPaths()); }, change);
    m_actions->add(
        "node.move", [this] { transferNodes(true, m_treeView->selectedPaths()); }, change);
    // Its keys are those of tree and children table; elsewhere Del deletes text.
    m_actions->add(
        "node.delete", [this] { deleteNodes(m_treeView->selectedPaths()); }, change);
}

void WorkspacePage::addMarkActions()
{
    m_actions->add("node.watch", [this] { toggleWatch(); });
    m_actions->add("node.bookmark", [this] { toggleBookmark(); });
    m_actions->add("node.copyPath", [this] { m_frame->topBar()->pathBar()->copyPath(); });
}

void WorkspacePage::addTreeActions()
{
    m_actions->add("tree.filter", [this] { filterTree(); });
    m_actions->add("tree.refresh", [this] {
        m_treeModel->refreshSubtree(m_path);
        m_controller->reload();
        m_quotas->read();
    });
    m_actions->add("tree.collapse", [this] { m_treeView->collapseAll(); });
    addSortActions();
}

void WorkspacePage::addSortActions()
{
    const auto sort = [this](TreeSort by, bool reversed) {
        m_treeView->setSort(by, reversed);
        storeSort(by, reversed);
    };
    const auto add = [this, sort](const char* id, TreeSort by) {
        m_actions->add(id, [sort, by] { sort(by, false); });
    };
    add("tree.sortNatural", TreeSort::natural);
    add("tree.sortName", TreeSort::name);
    add("tree.sortChanged", TreeSort::changed);
    add("tree.sortSize", TreeSort::size);
    add("tree.sortChildren", TreeSort::children);
    m_actions->add("tree.sortReversed",
        [this, sort] { sort(m_treeModel->sortOrder(), !m_treeModel->isReversed()); });
}

void WorkspacePage::addViewActions()
{
    const auto tab = [this](const char* id, Tab which) {
        m_actions->add(id, [this, which] {
            m_frame->showPage(WorkspaceFrame::Page::browse);
            m_frame->showCentre();
            m_nodeView->showTab(which);
        });
    };
    tab("view.data", Tab::data);
    tab("view.acl", Tab::acl);
    tab("view.children", Tab::children);
    tab("view.watches", Tab::watches);
    tab("view.history", Tab::history);
    const auto panel = [this](const char* id, Panel which) {
        m_actions->add(id, [this, which] { m_frame->togglePanel(which); });
    };
    panel("view.tree", Panel::tree);
    panel("view.inspector", Panel::inspector);
    panel("view.bottom", Panel::bottom);
    m_actions->add("view.events", [this] { showEvents(); });
}

void WorkspacePage::addPageActions()
{
    m_actions->add("view.browse", [this] {
        m_frame->showPage(WorkspaceFrame::Page::browse);
        m_treeView->focusTree();
    });
    m_actions->add("view.cluster", [this] { showCluster(); });
    m_actions->add("view.nextPane", [this] { m_frame->focusNextPane(true); });
    m_actions->add("view.previousPane", [this] { m_frame->focusNextPane(false); });
}

void WorkspacePage::addClusterActions()
{
    const auto away = [this] {
        return m_frame->page() == WorkspaceFrame::Page::cluster ? QString()
                                                                : tr("Only on the page Cluster.");
    };
    // Space presses buttons and types elsewhere, so the page itself takes these keys.
    const auto player = [this, away](const char* id, void (Playback::*step)()) {
        m_actions->add(id, [this, step] { (m_cluster->playback()->*step)(); }, away);
    };
    player("cluster.play", &Playback::toggle);
    player("cluster.back", &Playback::stepBack);
    player("cluster.on", &Playback::stepOn);
}

void WorkspacePage::addConnectionActions()
{
    m_actions->add("connection.lock", [this] { toggleLock(); }, [this] {
        return m_guard ? QString() : tr("This connection was not opened for reading only.");
    });
    m_actions->add("connection.retry", [this] { client()->retryNow(); }, [this] {
        return client()->status().state == SessionState::connected ? tr("The session is connected.")
                                                                   : QString();
    });
    m_actions->add("connection.session", [this] { openOwnSession(); }, [this] {
        return client()->status().sessionId.value != 0
            ? QString()
            : tr("No server has given this console a session yet.");
    });
    m_actions->add("connection.newSession", [this] { newSession(); }, [this] {
        return m_frame->banner()->offersNewSession()
            ? QString()
            : tr("The present session has not expired.");
    });
}

void WorkspacePage::tellCopied(const QString& text)
{
    const qsizetype lines = text.count(u'\n') + 1;
    showToast(Role::leading,
        lines == 1 ? tr("Copied %1").arg(visibleText(text))
                   : tr("Copied %n line(s)", nullptr, int(lines)));
}

/// As text where they are text, else in hexadecimal: a clipboard would alter other bytes.
void WorkspacePage::copyData(const Path& path)
{
    auto onAnswer = [this](const Result<DataResponse>& answer) {
        if (!answer)
            return showToast(Role::danger, sentenceFor(answer.error()));
        const Bytes read = answer->data.value_or(Bytes());
        const bool isText
            = isUtf8(zs::textOf(read)) && !std::count(read.begin(), read.end(), std::uint8_t(0));
        const QByteArray bytes(
            reinterpret_cast<const char*>(read.data()), static_cast<qsizetype>(read.size()));
        QApplication::clipboard()->setText(
            isText ? QString::fromUtf8(bytes) : QString::fromLatin1(bytes.toHex(' ')));
        const QString size = formatBytes(bytes.size());
        showToast(Role::leading,
            isText ? tr("Copied %1 of text", "a size").arg(size)
                   : tr("Copied %1 in hexadecimal: they are no text", "a size").arg(size));
    };
    QCoro::connect(m_client->getData(path, Watch::no, {}), this, onAnswer);
}

void WorkspacePage::restoreSort()
{
    if (!m_settings)
        return;
    const QVariant stored = m_settings->value(QLatin1String(sortKey));
    const auto known = std::find(std::begin(sortNames), std::end(sortNames), stored.toString());
    if (known != std::end(sortNames))
        m_treeView->setSort(static_cast<TreeSort>(known - std::begin(sortNames)),
            m_settings->value(QLatin1String(reversedKey)).toBool());
}

void WorkspacePage::storeSort(TreeSort sort, bool reversed)
{
    if (!m_settings)
        return;
    m_settings->setValue(
        QLatin1String(sortKey), QLatin1String(sortNames[static_cast<std::size_t>(sort)]));
    m_settings->setValue(QLatin1String(reversedKey), reversed);
}

void WorkspacePage::toggleWatch()
{
    const QModelIndex row = m_treeModel->indexOf(m_path);
    m_treeModel->setWatched(m_path, !row.data(ZnodeTreeModel::WatchedRole).toBool());
}

void WorkspacePage::toggleBookmark()
{
    const bool on = !m_marks->isBookmarked(m_path);
    m_marks->setBookmarked(m_path, on);
    showToast(Role::leading, on ? tr("Bookmark set") : tr("Bookmark removed"));
}

void WorkspacePage::filterTree()
{
    m_frame->showPage(WorkspaceFrame::Page::browse);
    m_frame->setPanelShown(Panel::tree, true);
    m_treeView->focusFilter();
}

} // namespace zs::ui

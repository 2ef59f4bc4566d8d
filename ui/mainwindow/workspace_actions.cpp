// SPDX-License-Identifier: GPL-3.0-or-later
// What a workspace can do, as the one list for keys, palette and keyboard sheet.
#include "clientlib/base/utf8.h"
#include "clientlib/recipes/recording_client.h"
#include "ui/acl/acl_page.h"
#include "ui/cluster/cluster_page.h"
#include "ui/cluster/playback.h"
#include "ui/common/error_words.h"
#include "ui/common/text_format.h"
#include "ui/common/visible_text.h"
#include "ui/mainwindow/action_registry.h"
#include "ui/mainwindow/path_bar.h"
#include "ui/mainwindow/top_bar.h"
#include "ui/mainwindow/workspace_frame.h"
#include "ui/mainwindow/workspace_page.h"
#include "ui/node/node_controller.h"
#include "ui/node/node_view.h"
#include "ui/node/stat_view.h"
#include "ui/node/subtree_removal.h"
#include "ui/tree/node_marks.h"
#include "ui/tree/znode_tree_model.h"
#include "ui/tree/znode_tree_view.h"

#include <QApplication>
#include <QClipboard>
#include <QSettings>

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
    if (isReserved(m_path))
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
    const auto group = ActionGroup::go;
    const auto page = [this] {
        return m_frame->page() == WorkspaceFrame::Page::browse ? QString()
                                                               : tr("Only on the page Browse.");
    };
    m_actions->add({.id = QStringLiteral("go.path"),
        .group = group,
        .icon = QStringLiteral("arrow-right"),
        .name = [] { return Actions::tr("Go to path…"); },
        .keys = {Qt::CTRL | Qt::Key_L},
        .run = [this] { editPath(); },
        .whyNot = page});
    m_actions->add({.id = QStringLiteral("go.back"),
        .group = group,
        .icon = QStringLiteral("arrow-left"),
        .name = [] { return Actions::tr("Back"); },
        .keys = {Qt::ALT | Qt::Key_Left},
        .run = [this] { goBack(); },
        .whyNot =
            [this] {
                return m_history.canGoBack() ? QString() : tr("There is no node to go back to.");
            }});
    m_actions->add({.id = QStringLiteral("go.forward"),
        .group = group,
        .icon = QStringLiteral("arrow-right"),
        .name = [] { return Actions::tr("Forward"); },
        .keys = {Qt::ALT | Qt::Key_Right},
        .run = [this] { goForward(); },
        .whyNot =
            [this] {
                return m_history.canGoForward() ? QString()
                                                : tr("There is no node to go forward to.");
            }});
    m_actions->add({.id = QStringLiteral("go.up"),
        .group = group,
        .icon = QStringLiteral("arrow-up"),
        .name = [] { return Actions::tr("Parent node"); },
        .keys = {Qt::ALT | Qt::Key_Up},
        .run = [this] { goUp(); },
        .whyNot = [this] { return m_path.isRoot() ? tr("The root has no parent.") : QString(); }});
}

void WorkspacePage::addNodeActions()
{
    const auto group = ActionGroup::node;
    m_actions->add({.id = QStringLiteral("node.save"),
        .group = group,
        .icon = QStringLiteral("save"),
        .name = [] { return Actions::tr("Save node"); },
        .keys = {Qt::CTRL | Qt::Key_S},
        .run = [this] { m_controller->save(); },
        .whyNot =
            [this] {
                return m_controller->isDirty() ? whyNoWrite() : tr("There is nothing to save.");
            },
        // The data page has its own Ctrl+S; two that meet would cancel each other.
        .places = {m_treeView, m_statView, m_aclPage, m_frame->topBar()}});
    m_actions->add({.id = QStringLiteral("node.revert"),
        .group = group,
        .icon = QStringLiteral("undo-2"),
        .name = [] { return Actions::tr("Drop unsaved changes of this node"); },
        .run = [this] { m_controller->revert(); },
        .whyNot =
            [this] {
                return m_controller->isDirty() ? QString() : tr("There are no unsaved changes.");
            }});
    m_actions->add({.id = QStringLiteral("node.refresh"),
        .group = group,
        .icon = QStringLiteral("refresh-cw"),
        .name = [] { return Actions::tr("Refresh node"); },
        .keys = {Qt::Key_F5},
        .run = [this] { refresh(); }});
    addFindActions();
}

/// The node's own view has these keys too; two that meet would cancel each other.
void WorkspacePage::addFindActions()
{
    const auto add = [this](const char* id, const char* icon, std::function<QString()> name,
                         const QKeySequence& keys, void (NodeView::*run)()) {
        m_actions->add({.id = QLatin1String(id),
            .group = ActionGroup::node,
            .icon = QLatin1String(icon),
            .name = std::move(name),
            .keys = {keys},
            .run = [this, run] {
                m_frame->showPage(WorkspaceFrame::Page::browse);
                (m_nodeView->*run)();
            },
            .places = {m_treeView, m_statView, m_frame->topBar()}});
    };
    add("node.find", "search", [] { return Actions::tr("Find in the node's data"); },
        Qt::CTRL | Qt::Key_F, &NodeView::find);
    add("node.findNext", "arrow-down", [] { return Actions::tr("Next hit in the data"); },
        Qt::Key_F3, &NodeView::findNext);
    add("node.findPrevious", "arrow-up", [] { return Actions::tr("Previous hit in the data"); },
        Qt::SHIFT | Qt::Key_F3, &NodeView::findPrevious);
}

void WorkspacePage::addChangeActions()
{
    const auto group = ActionGroup::node;
    const auto change = [this] { return whyNoChange(); };
    m_actions->add({.id = QStringLiteral("node.new"),
        .group = group,
        .icon = QStringLiteral("plus"),
        .name = [] { return Actions::tr("New child node…"); },
        .keys = {Qt::CTRL | Qt::Key_N},
        .run = [this] { newChild(); },
        .whyNot = [this] { return whyNoWrite(); }});
    m_actions->add({.id = QStringLiteral("node.duplicate"),
        .group = group,
        .icon = QStringLiteral("copy-plus"),
        .name = [] { return Actions::tr("Duplicate node…"); },
        .run = [this] { openTransferDialog(false, m_path); },
        .whyNot = change});
    m_actions->add({.id = QStringLiteral("node.move"),
        .group = group,
        .icon = QStringLiteral("pencil"),
        .name = [] { return Actions::tr("Move or rename node…"); },
        .keys = {Qt::Key_F2},
        .run = [this] { openTransferDialog(true, m_path); },
        .whyNot = change});
    m_actions->add({.id = QStringLiteral("node.delete"),
        .group = group,
        .icon = QStringLiteral("trash-2"),
        .name = [] { return Actions::tr("Delete node…"); },
        .keys = {Qt::Key_Delete},
        .run = [this] { deleteNodes(m_treeView->selectedPaths()); },
        .whyNot = change,
        .keysInWidget = true}); // In tree and children table; elsewhere Del deletes text.
}

void WorkspacePage::addMarkActions()
{
    const auto group = ActionGroup::node;
    m_actions->add({.id = QStringLiteral("node.watch"),
        .group = group,
        .icon = QStringLiteral("eye"),
        .name = [] { return Actions::tr("Watch node, or stop watching"); },
        .keys = {Qt::CTRL | Qt::Key_W},
        .run = [this] { toggleWatch(); }});
    m_actions->add({.id = QStringLiteral("node.bookmark"),
        .group = group,
        .icon = QStringLiteral("star"),
        .name = [] { return Actions::tr("Bookmark node, or remove the bookmark"); },
        .keys = {Qt::CTRL | Qt::Key_D},
        .run = [this] { toggleBookmark(); }});
    m_actions->add({.id = QStringLiteral("node.copyPath"),
        .group = group,
        .icon = QStringLiteral("copy"),
        .name = [] { return Actions::tr("Copy path"); },
        .keys = {Qt::CTRL | Qt::SHIFT | Qt::Key_C},
        .run = [this] { m_frame->topBar()->pathBar()->copyPath(); }});
}

void WorkspacePage::addTreeActions()
{
    const auto group = ActionGroup::tree;
    m_actions->add({.id = QStringLiteral("tree.filter"),
        .group = group,
        .icon = QStringLiteral("list-filter"),
        .name = [] { return Actions::tr("Filter the tree"); },
        .keys = {Qt::Key_Slash},
        .run = [this] { filterTree(); },
        .keysInWidget = true});
    m_actions->add({.id = QStringLiteral("tree.refresh"),
        .group = group,
        .icon = QStringLiteral("refresh-cw"),
        .name = [] { return Actions::tr("Refresh subtree"); },
        .keys = {Qt::SHIFT | Qt::Key_F5},
        .run =
            [this] {
                m_treeModel->refreshSubtree(m_path);
                m_controller->reload();
            }});
    m_actions->add({.id = QStringLiteral("tree.collapse"),
        .group = group,
        .icon = QStringLiteral("list-collapse"),
        .name = [] { return Actions::tr("Collapse all nodes"); },
        .run = [this] { m_treeView->collapseAll(); }});
    addSortActions();
}

void WorkspacePage::addSortActions()
{
    const auto add = [this](const char* id, std::function<QString()> name,
                         std::function<std::pair<TreeSort, bool>()> wanted) {
        m_actions->add({.id = QLatin1String(id),
            .group = ActionGroup::tree,
            .icon = QStringLiteral("arrow-down"),
            .name = std::move(name),
            .run = [this, wanted = std::move(wanted)] {
                const auto [sort, reversed] = wanted();
                m_treeView->setSort(sort, reversed);
                storeSort(sort, reversed);
            }});
    };
    const auto by = [](TreeSort sort) { return [sort] { return std::pair(sort, false); }; };
    add(
        "tree.sortNatural", [] { return Actions::tr("Sort by name, numbers by value"); },
        by(TreeSort::natural));
    add(
        "tree.sortName", [] { return Actions::tr("Sort by name, byte by byte"); },
        by(TreeSort::name));
    add(
        "tree.sortChanged", [] { return Actions::tr("Sort by last change"); },
        by(TreeSort::changed));
    add(
        "tree.sortSize", [] { return Actions::tr("Sort by size of data"); }, by(TreeSort::size));
    add(
        "tree.sortChildren", [] { return Actions::tr("Sort by number of children"); },
        by(TreeSort::children));
    add(
        "tree.sortReversed", [] { return Actions::tr("Sort the other way round"); },
        [this] { return std::pair(m_treeModel->sortOrder(), !m_treeModel->isReversed()); });
}

void WorkspacePage::addViewActions()
{
    const auto group = ActionGroup::view;
    const auto tab = [this, group](const char* id, const char* icon, std::function<QString()> name,
                         Qt::Key digit, Tab which) {
        m_actions->add({.id = QLatin1String(id),
            .group = group,
            .icon = QLatin1String(icon),
            .name = std::move(name),
            .keys = {Qt::ALT | digit},
            .run = [this, which] {
                m_frame->showPage(WorkspaceFrame::Page::browse);
                m_frame->showCentre();
                m_nodeView->showTab(which);
            }});
    };
    tab(
        "view.data", "file", [] { return Actions::tr("Show data of this node"); }, Qt::Key_1,
        Tab::data);
    tab(
        "view.acl", "shield", [] { return Actions::tr("Edit ACL of this node"); }, Qt::Key_2,
        Tab::acl);
    tab(
        "view.children", "list-tree", [] { return Actions::tr("Show children of this node"); },
        Qt::Key_3, Tab::children);
    tab(
        "view.watches", "eye", [] { return Actions::tr("Show watches on this node"); }, Qt::Key_4,
        Tab::watches);
    tab(
        "view.history", "history", [] { return Actions::tr("Show history of this node"); },
        Qt::Key_5, Tab::history);
    const auto panel = [this, group](const char* id, const char* icon,
                           std::function<QString()> name, Qt::Key letter, Panel which) {
        m_actions->add({.id = QLatin1String(id),
            .group = group,
            .icon = QLatin1String(icon),
            .name = std::move(name),
            .keys = {Qt::CTRL | letter},
            .run = [this, which] { m_frame->togglePanel(which); }});
    };
    panel(
        "view.tree", "folder-tree", [] { return Actions::tr("Show or hide the tree"); }, Qt::Key_B,
        Panel::tree);
    panel(
        "view.inspector", "panel-right", [] { return Actions::tr("Show or hide the Stat panel"); },
        Qt::Key_I, Panel::inspector);
    panel(
        "view.bottom", "square-terminal",
        [] { return Actions::tr("Show or hide the bottom panel"); }, Qt::Key_J, Panel::bottom);
}

void WorkspacePage::addPageActions()
{
    const auto group = ActionGroup::view;
    m_actions->add({.id = QStringLiteral("view.browse"),
        .group = group,
        .icon = QStringLiteral("folder-tree"),
        .name = [] { return Actions::tr("Page Browse"); },
        .keys = {Qt::CTRL | Qt::Key_1},
        .run =
            [this] {
                m_frame->showPage(WorkspaceFrame::Page::browse);
                m_treeView->focusTree();
            }});
    m_actions->add({.id = QStringLiteral("view.cluster"),
        .group = group,
        .icon = QStringLiteral("orbit"),
        .name = [] { return Actions::tr("Page Cluster"); },
        .keys = {Qt::CTRL | Qt::Key_2},
        .run = [this] { showCluster(); }});
    m_actions->add({.id = QStringLiteral("view.nextPane"),
        .group = group,
        .icon = QStringLiteral("chevron-right"),
        .name = [] { return Actions::tr("Next pane"); },
        .keys = {Qt::Key_F6},
        .run = [this] { m_frame->focusNextPane(true); }});
    m_actions->add({.id = QStringLiteral("view.previousPane"),
        .group = group,
        .icon = QStringLiteral("chevron-left"),
        .name = [] { return Actions::tr("Previous pane"); },
        .keys = {Qt::SHIFT | Qt::Key_F6},
        .run = [this] { m_frame->focusNextPane(false); }});
}

void WorkspacePage::addClusterActions()
{
    const auto away = [this] {
        return m_frame->page() == WorkspaceFrame::Page::cluster ? QString()
                                                                : tr("Only on the page Cluster.");
    };
    // Space presses buttons and types elsewhere, so the page itself takes these keys.
    const auto player = [this, away](const char* id, const char* icon,
                            std::function<QString()> name, Qt::Key key, void (Playback::*step)()) {
        m_actions->add({.id = QLatin1String(id),
            .group = ActionGroup::cluster,
            .icon = QLatin1String(icon),
            .name = std::move(name),
            .keys = {QKeySequence(key)},
            .run = [this, step] { (m_cluster->playback()->*step)(); },
            .whyNot = away,
            .keysInWidget = true});
    };
    player(
        "cluster.play", "play", [] { return Actions::tr("Play or pause"); }, Qt::Key_Space,
        &Playback::toggle);
    player(
        "cluster.back", "step-back", [] { return Actions::tr("Step back"); }, Qt::Key_Comma,
        &Playback::stepBack);
    player(
        "cluster.on", "step-forward", [] { return Actions::tr("Step on"); }, Qt::Key_Period,
        &Playback::stepOn);
}

void WorkspacePage::addConnectionActions()
{
    m_actions->add({.id = QStringLiteral("connection.lock"),
        .group = ActionGroup::connection,
        .icon = QStringLiteral("lock"),
        .name = [] { return Actions::tr("Allow writing, or lock again"); },
        .run = [this] { toggleLock(); },
        .whyNot =
            [this] {
                return m_guard ? QString() : tr("This connection was not opened for reading only.");
            }});
    m_actions->add({.id = QStringLiteral("connection.retry"),
        .group = ActionGroup::connection,
        .icon = QStringLiteral("plug-zap"),
        .name = [] { return Actions::tr("Look for a server now"); },
        .run = [this] { client()->retryNow(); },
        .whyNot =
            [this] {
                return client()->status().state == SessionState::connected
                    ? tr("The session is connected.")
                    : QString();
            }});
    m_actions->add({.id = QStringLiteral("connection.newSession"),
        .group = ActionGroup::connection,
        .icon = QStringLiteral("plug"),
        .name = [] { return Actions::tr("New session"); },
        .run = [this] { newSession(); },
        .whyNot =
            [this] {
                return client()->status().state == SessionState::expired
                    ? QString()
                    : tr("The present session has not expired.");
            }});
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

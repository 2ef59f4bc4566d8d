// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ZnodeTreeModel that reads levels and merges what comes back.
#include "ui/tree/znode_tree_model.h"

#include "clientlib/base/expect.h"
#include "ui/common/visible_text.h"
#include "ui/tree/natural_order.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QtConcurrent>

#include <algorithm>

namespace zs::ui {

namespace {

using Clock = std::chrono::steady_clock;

/// Below this, sorting takes less than handing the names to another thread.
constexpr std::size_t sortHere = 2'000;
/// One turn of merging: short enough to stay far from a visible stall.
constexpr qint64 turnBudgetNs = 6'000'000;
constexpr std::size_t firstRun = 512;  ///< Rows that appear at once, about ten screens.
constexpr std::size_t longestRun = 16'384;
/// Bulk changes are not news about single nodes.
constexpr std::size_t mostMarks = 200;

QString problemText(const Path& path, const Error& error)
{
    const QString node = visibleText(path.text());
    switch (error.code) {
    case Errc::noAuth:
        return zs::ui::ZnodeTreeModel::tr(
            "NoAuth: this session may not list the children of %1. Ask for R, "
            "or add an identity.").arg(node);
    case Errc::connectionLoss:
        return zs::ui::ZnodeTreeModel::tr(
            "ConnectionLoss: the children of %1 were not read. They are read "
            "again when the connection is back.").arg(node);
    case Errc::sessionExpired:
        return zs::ui::ZnodeTreeModel::tr(
            "SessionExpired: the children of %1 were not read. Open a new "
            "session.").arg(node);
    default:
        return zs::ui::ZnodeTreeModel::tr(
            "%1: the children of %2 were not read: %3. Refresh to try again.")
            .arg(QString::fromLatin1(errcName(error.code).data()), node,
                visibleText(error.detail));
    }
}

/// What no server of good faith sends, and what no path could name.
void dropImpossibleNames(std::vector<std::string>& names)
{
    std::erase_if(names, [](const std::string& name) {
        return name.empty() || name.find('/') != std::string::npos;
    });
}

} // namespace

void ZnodeTreeModel::requestList(TreeNode& node)
{
    TreeLevel& level = levelOf(node);
    if (level.loading || level.merging) {
        level.again = true;
        return;
    }
    const Path path = pathOf(node);
    level.loading = true;
    level.stale = true;
    level.request = ++m_lastRequest;
    level.loadingSince = Clock::now();
    m_loading.insert(path);
    if (!m_skeletonTimer.isActive())
        m_skeletonTimer.start(skeletonAfter);
    if (!m_slowTimer.isActive())
        m_slowTimer.start(slowAfter);
    // From the event loop: views call fetchMore in the middle of their layout.
    QMetaObject::invokeMethod(
        this, [this, path, request = level.request] { sendList(path, request); },
        Qt::QueuedConnection);
}

void ZnodeTreeModel::sendList(const Path& path, std::uint64_t request)
{
    if (!m_client) {
        receiveList(path, request, failure(Errc::cancelled, "no session"));
        return;
    }
    // A watch that stands already costs no further one.
    const Watch watch = m_childWatches.contains(path) ? Watch::yes : watchIfRoom();
    auto onAnswer = [this, path, request, watch](Result<ChildrenResponse> answer) {
        if (answer && watch == Watch::yes)
            m_childWatches.insert(path);
        receiveList(path, request, std::move(answer));
    };
    QCoro::connect(m_client->children(path, watch), this, onAnswer);
}

void ZnodeTreeModel::receiveList(
    const Path& path, std::uint64_t request, Result<ChildrenResponse> answer)
{
    TreeNode* node = find(path);
    if (!node || !node->level || node->level->request != request)
        return; // The node went, or somebody stopped this read.
    m_loading.erase(path);
    node->level->loading = false;
    if (!answer) {
        failList(*node, answer.error());
        return;
    }
    if (node->unreadable) {
        node->unreadable = false;
        touch(*node);
    }
    applyStat(*node, answer->stat);
    std::vector<std::string> names = std::move(answer->names);
    node->level->merging = true;
    if (names.size() <= sortHere) {
        dropImpossibleNames(names);
        startMerge(path, request, naturallySorted(std::move(names)));
        return;
    }
    auto sort = [](std::vector<std::string> unsorted) {
        dropImpossibleNames(unsorted);
        return naturallySorted(std::move(unsorted));
    };
    // Not QFuture::then: it does not allow that its context is gone before the work is done.
    auto* sorting = new QFutureWatcher<std::vector<std::string>>(this);
    connect(sorting, &QFutureWatcherBase::finished, this, [this, sorting, path, request] {
        sorting->deleteLater();
        startMerge(path, request, sorting->future().takeResult());
    });
    sorting->setFuture(QtConcurrent::run(sort, std::move(names)));
}

void ZnodeTreeModel::failList(TreeNode& node, const Error& error)
{
    TreeLevel& level = *node.level;
    level.again = false;
    setNotes(node, RowKind::skeleton, {});
    if (error.code == Errc::noNode && node.parent) {
        removeNode(pathOf(node));
        return;
    }
    if (error.code == Errc::noAuth && !node.unreadable) {
        node.unreadable = true;
        touch(node);
    }
    if (error.code != Errc::cancelled && level.children.empty())
        setNotes(node, RowKind::problem, {problemText(pathOf(node), error)});
    if (error.code != Errc::connectionLoss) // Then all is read again when it is back.
        continueReveal();
    Q_EMIT summaryChanged();
}

void ZnodeTreeModel::startMerge(
    const Path& path, std::uint64_t request, std::vector<std::string> sorted)
{
    TreeNode* node = find(path);
    if (!node || !node->level || node->level->request != request)
        return;
    TreeLevel& level = *node->level;
    level.target = std::move(sorted);
    level.merged = 0;
    level.announce = level.listed;
    m_merging.push_back(path);
    continueMerges();
}

void ZnodeTreeModel::continueMerges()
{
    m_mergeQueued = false;
    QElapsedTimer clock;
    clock.start();
    while (!m_merging.empty()) {
        const Path path = m_merging.front();
        TreeNode* node = find(path);
        if (!node || !node->level || !node->level->merging) {
            m_merging.pop_front();
            continue;
        }
        if (mergeStep(*node)) {
            m_merging.pop_front();
            finishMerge(*node);
        }
        if (clock.nsecsElapsed() > turnBudgetNs)
            break;
    }
    if (!m_merging.empty() && !m_mergeQueued) {
        m_mergeQueued = true;
        QTimer::singleShot(0, this, &ZnodeTreeModel::continueMerges);
    }
}

/// Takes `children` one bounded step towards `target`; true when they are equal. Until then
/// children[0, merged) equals target[0, merged).
bool ZnodeTreeModel::mergeStep(TreeNode& node)
{
    TreeLevel& level = *node.level;
    const std::vector<std::string>& target = level.target;
    const auto& children = level.children;
    for (std::size_t compared = 0; compared < longestRun; ++compared) {
        const std::size_t at = level.merged;
        if (at == target.size()) {
            if (at == children.size())
                return true;
            removeRun(node, at, std::min(children.size() - at, longestRun));
            return false;
        }
        if (at < children.size() && children[at]->name == target[at]) {
            ++level.merged;
            continue;
        }
        // A run of new or of vanished names, however long, is one signal (up to longestRun).
        const std::size_t most = level.listed ? longestRun : std::clamp(at, firstRun, longestRun);
        std::size_t count = 0;
        if (at == children.size() || naturalLess(target[at], children[at]->name)) {
            while (count < most && at + count < target.size()
                && (at == children.size()
                    || naturalLess(target[at + count], children[at]->name)))
                ++count;
            // Its names may go: a merge never looks back.
            insertRun(node, at, std::span(level.target).subspan(at, count));
            level.merged += count;
        } else {
            while (count < most && at + count < children.size()
                && naturalLess(children[at + count]->name, target[at]))
                ++count;
            removeRun(node, at, count);
        }
        return false;
    }
    return false;
}

void ZnodeTreeModel::finishMerge(TreeNode& node)
{
    TreeLevel& level = *node.level;
    level.target = {};
    level.merging = false;
    level.listed = true;
    level.stale = false;
    setNotes(node, RowKind::skeleton, {});
    arrange(node);
    const auto count = static_cast<std::int32_t>(level.children.size());
    if (node.numChildren != count) {
        node.numChildren = count;
        touch(node);
    }
    if (std::exchange(level.again, false))
        requestList(node);
    continueReveal();
    Q_EMIT summaryChanged();
}

void ZnodeTreeModel::insertRun(TreeNode& node, std::size_t at, std::span<std::string> names)
{
    const std::size_t count = names.size();
    ZS_EXPECT(count > 0);
    unarrange(node);
    TreeLevel& level = *node.level;
    if (level.children.empty())
        setNotes(node, RowKind::skeleton, {});
    TreeChildren fresh;
    fresh.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto child = std::make_unique<TreeNode>();
        child->parent = &node;
        child->name = std::move(names[i]);
        child->rowHint = static_cast<int>(at + i);
        fresh.push_back(std::move(child));
    }
    beginInsertRows(indexFor(node), static_cast<int>(at), static_cast<int>(at + count - 1));
    level.children.insert(level.children.begin() + static_cast<std::ptrdiff_t>(at),
        std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
    m_loadedNodes += static_cast<int>(count);
    endInsertRows();
    if (!level.announce || count > mostMarks)
        return;
    for (std::size_t i = at; i < at + count; ++i) {
        if (!isOwn(pathOf(*level.children[i])))
            markChanged(*level.children[i]);
    }
}

void ZnodeTreeModel::removeRun(TreeNode& node, std::size_t at, std::size_t count)
{
    ZS_EXPECT(count > 0);
    unarrange(node);
    auto& children = node.level->children;
    const auto first = children.begin() + static_cast<std::ptrdiff_t>(at);
    beginRemoveRows(indexFor(node), static_cast<int>(at), static_cast<int>(at + count - 1));
    // Kept alive until the views have been told.
    const std::vector<std::unique_ptr<TreeNode>> gone(std::make_move_iterator(first),
        std::make_move_iterator(first + static_cast<std::ptrdiff_t>(count)));
    children.erase(first, first + static_cast<std::ptrdiff_t>(count));
    std::vector<const TreeNode*> open;
    for (const auto& child : gone)
        open.push_back(child.get());
    while (!open.empty()) {
        const TreeNode* one = open.back();
        open.pop_back();
        --m_loadedNodes;
        for (std::size_t i = 0; one->level && i < one->level->children.size(); ++i)
            open.push_back(one->level->children[i].get());
    }
    endRemoveRows();
}

void ZnodeTreeModel::removeNode(const Path& path)
{
    m_childWatches.erase(path);
    m_dataWatches.erase(path);
    TreeNode* node = find(path);
    if (!node || !node->parent)
        return;
    TreeNode& parent = *node->parent;
    const auto at = static_cast<std::size_t>(naturalRowOf(*node));
    TreeLevel& level = *parent.level;
    if (level.merging && at < level.merged) {
        // The merge counts on its finished part; let it read the level again afterwards.
        level.again = true;
        return;
    }
    removeRun(parent, at, 1);
    arrangeSoon(pathOf(parent));
    if (parent.numChildren > 0) {
        --parent.numChildren;
        touch(parent);
    }
    Q_EMIT summaryChanged();
}

void ZnodeTreeModel::setNotes(TreeNode& node, RowKind kind, const QStringList& texts)
{
    TreeLevel& level = levelOf(node);
    const bool shown = level.children.empty(); // Beside children, notes are no rows.
    if (!level.notes.empty()) {
        if (shown)
            beginRemoveRows(indexFor(node), 0, static_cast<int>(level.notes.size()) - 1);
        const auto gone = std::exchange(level.notes, {});
        if (shown)
            endRemoveRows();
    }
    if (texts.isEmpty() || !shown)
        return;
    beginInsertRows(indexFor(node), 0, static_cast<int>(texts.size()) - 1);
    for (const QString& text : texts) {
        auto note = std::make_unique<TreeNode>();
        note->parent = &node;
        note->kind = kind;
        note->name = text.toStdString();
        note->rowHint = static_cast<int>(level.notes.size());
        level.notes.push_back(std::move(note));
    }
    endInsertRows();
}

void ZnodeTreeModel::showSkeletons()
{
    std::chrono::milliseconds next = std::chrono::milliseconds::max();
    for (const Path& path : std::set<Path>(m_loading)) {
        TreeNode* node = find(path);
        if (!node || !node->level || !node->level->loading) {
            m_loading.erase(path);
            continue;
        }
        if (!node->level->children.empty() || !node->level->notes.empty())
            continue;
        const auto waited = std::chrono::duration_cast<std::chrono::milliseconds>(
            Clock::now() - node->level->loadingSince);
        if (waited >= skeletonAfter)
            setNotes(*node, RowKind::skeleton, {QString(), QString(), QString()});
        else
            next = std::min(next, skeletonAfter - waited);
    }
    if (next != std::chrono::milliseconds::max())
        m_skeletonTimer.start(next + std::chrono::milliseconds(1));
}

std::optional<ZnodeTreeModel::SlowRead> ZnodeTreeModel::slowRead() const
{
    std::optional<SlowRead> slowest;
    for (const Path& path : m_loading) {
        const TreeNode* node = find(path);
        if (!node || !node->level || !node->level->loading)
            continue;
        const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(
            Clock::now() - node->level->loadingSince);
        if (since >= slowAfter && (!slowest || since > slowest->since))
            slowest = SlowRead{path, node->numChildren, since};
    }
    return slowest;
}

void ZnodeTreeModel::stopReading(const Path& path)
{
    TreeNode* node = find(path);
    if (!node || !node->level || !node->level->loading)
        return;
    m_loading.erase(path);
    node->level->loading = false;
    node->level->request = ++m_lastRequest;
    failList(*node, Error(Errc::cancelled, {}));
    if (node->level->children.empty()) {
        const QString text = tr("Stopped: the children of %1 were not read. Refresh to try again.")
                                 .arg(visibleText(path.text()));
        setNotes(*node, RowKind::problem, {text});
    }
}

void ZnodeTreeModel::refresh(const Path& path)
{
    TreeNode* node = find(path);
    if (!node)
        return;
    forgetStat(*node);
    if (!node->level)
        return;
    if (node->level->expanded) {
        setNotes(*node, RowKind::problem, {});
        requestList(*node);
    } else {
        setNotes(*node, RowKind::problem, {});
        node->level->stale = true;
    }
}

void ZnodeTreeModel::refreshAll()
{
    refreshSubtree(Path());
}

void ZnodeTreeModel::refreshSubtree(const Path& root)
{
    for (const Path& path : std::set<Path>(m_expanded)) {
        if (!path.isWithin(root))
            continue;
        TreeNode* node = find(path);
        if (!node || !node->level)
            m_expanded.erase(path);
        else
            refresh(path);
    }
    for (const Path& path : m_visible) {
        TreeNode* node = path.isWithin(root) ? find(path) : nullptr;
        if (node)
            forgetStat(*node);
    }
    pumpDetails();
}

} // namespace zs::ui

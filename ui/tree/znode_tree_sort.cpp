// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ZnodeTreeModel that shows siblings in another order than the natural one.
#include "ui/tree/znode_tree_model.h"

#include "ui/tree/natural_order.h"

#include <algorithm>

namespace zs::ui {

namespace {

constexpr std::chrono::milliseconds settleTime{50};

bool needsStats(TreeSort sort)
{
    return sort == TreeSort::changed || sort == TreeSort::size || sort == TreeSort::children;
}

/// Newest, largest and most come first; what is equal keeps its natural order.
bool comesBefore(TreeSort sort, const TreeNode& a, const TreeNode& b)
{
    switch (sort) {
    case TreeSort::name: return a.name < b.name;
    case TreeSort::changed: return a.mtimeMs > b.mtimeMs;
    case TreeSort::size: return a.dataLength > b.dataLength;
    case TreeSort::children: return a.numChildren > b.numChildren;
    case TreeSort::natural: break;
    }
    return naturalLess(a.name, b.name);
}

} // namespace

void ZnodeTreeModel::setSort(TreeSort sort, bool reversed)
{
    if (m_sort == sort && m_reversed == reversed)
        return;
    m_sort = sort;
    m_reversed = reversed;
    m_sortQueue.clear();
    m_sortWaiting.clear();
    for (const Path& path : std::set<Path>(m_expanded)) {
        if (TreeNode* node = find(path))
            arrange(*node);
    }
    Q_EMIT summaryChanged();
}

bool ZnodeTreeModel::isSorting() const
{
    return !m_sortWaiting.empty();
}

bool ZnodeTreeModel::isTooLongToSort(const TreeLevel& level) const
{
    const int most = needsStats(m_sort) ? mostSortedByStat : mostSorted;
    return level.children.size() > static_cast<std::size_t>(most);
}

int ZnodeTreeModel::unsortedLevels() const
{
    if (m_sort == TreeSort::natural && !m_reversed)
        return 0;
    return static_cast<int>(std::count_if(m_expanded.begin(), m_expanded.end(),
        [this](const Path& path) {
            const TreeNode* node = find(path);
            return node && node->level && isTooLongToSort(*node->level);
        }));
}

/// The view hears that rows below `node` are about to be, or were, put in another order.
void ZnodeTreeModel::reorder(TreeNode& node, std::vector<TreeNode*> shown)
{
    const QList<QPersistentModelIndex> parents{QPersistentModelIndex(indexFor(node))};
    Q_EMIT layoutAboutToBeChanged(parents, QAbstractItemModel::VerticalSortHint);
    node.level->shown = std::move(shown);
    for (std::size_t row = 0; row < node.level->shown.size(); ++row)
        node.level->shown[row]->rowHint = static_cast<int>(row);
    for (const QModelIndex& index : persistentIndexList()) {
        const TreeNode* moved = nodeAt(index);
        if (moved && moved->parent == &node && moved->kind == RowKind::node)
            changePersistentIndex(index, indexFor(*moved));
    }
    Q_EMIT layoutChanged(parents, QAbstractItemModel::VerticalSortHint);
}

void ZnodeTreeModel::unarrange(TreeNode& node)
{
    if (node.level && !node.level->shown.empty())
        reorder(node, {});
}

void ZnodeTreeModel::arrange(TreeNode& node)
{
    if (!node.level || node.level->merging)
        return; // The end of the merge calls again.
    const TreeLevel& level = *node.level;
    const Path path = pathOf(node);
    m_sortWaiting.erase(path);
    const bool natural = m_sort == TreeSort::natural && !m_reversed;
    if (natural || level.children.empty() || isTooLongToSort(level))
        return unarrange(node);
    if (needsStats(m_sort) && askForSort(node)) {
        m_sortWaiting.insert(path);
        return pumpDetails();
    }
    std::vector<TreeNode*> shown;
    shown.reserve(level.children.size());
    for (const auto& child : level.children)
        shown.push_back(child.get());
    std::stable_sort(shown.begin(), shown.end(),
        [this](const TreeNode* a, const TreeNode* b) { return comesBefore(m_sort, *a, *b); });
    if (m_reversed)
        std::reverse(shown.begin(), shown.end());
    if (shown != level.shown)
        reorder(node, std::move(shown));
}

/// Whether some of the children have no Stat yet; those are asked for, without watches.
bool ZnodeTreeModel::askForSort(const TreeNode& node)
{
    bool some = false;
    for (const auto& child : node.level->children) {
        if (child->dataLength >= 0 || child->unreadable)
            continue;
        some = true;
        m_sortQueue.push_back(pathOf(*child));
    }
    return some;
}

void ZnodeTreeModel::pumpSort()
{
    while (!m_sortQueue.empty() && m_client && m_connected
        && m_statsAsked.size() < mostStatsInFlight) {
        const Path path = std::move(m_sortQueue.front());
        m_sortQueue.pop_front();
        const TreeNode* node = find(path);
        if (node && node->dataLength < 0 && !node->unreadable)
            askStat(path, Watch::no);
    }
    const bool ready = m_sortQueue.empty() && m_statsAsked.empty() && !m_sortWaiting.empty();
    if (ready && !m_arrangeTimer.isActive())
        m_arrangeTimer.start(settleTime);
}

void ZnodeTreeModel::arrangeSoon(const Path& path)
{
    if (m_sort == TreeSort::natural && !m_reversed)
        return;
    if (m_expanded.contains(path))
        m_sortWaiting.insert(path);
    if (!m_arrangeTimer.isActive())
        m_arrangeTimer.start(settleTime);
}

void ZnodeTreeModel::arrangeWaiting()
{
    if (!m_sortQueue.empty() || !m_statsAsked.empty())
        return; // Their end starts the timer again.
    for (const Path& path : std::set<Path>(m_sortWaiting)) {
        m_sortWaiting.erase(path);
        if (TreeNode* node = find(path))
            arrange(*node);
    }
    Q_EMIT summaryChanged();
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ZnodeTreeModel that keeps rows up to date: details, watches, session states.
#include "ui/tree/znode_tree_model.h"

#include <algorithm>

namespace zs::ui {

namespace {

using Clock = std::chrono::steady_clock;

/// The event of an own write may be read, and merged, after the write was answered.
constexpr std::chrono::milliseconds ownWriteEcho{2'000};

} // namespace

void ZnodeTreeModel::setClient(Client* client)
{
    if (m_client)
        disconnect(m_client, nullptr, this, nullptr);
    m_client = client;
    m_connected = false;
    m_childWatches.clear();
    m_dataWatches.clear();
    m_statsAsked.clear();
    m_childrenAsked.clear();
    for (const Path& path : std::set<Path>(m_loading))
        stopReading(path);
    if (!client)
        return;
    connect(client, &Client::statusChanged, this, &ZnodeTreeModel::onStatus);
    connect(client, &Client::watchFired, this, &ZnodeTreeModel::onWatch);
    onStatus(client->status());
}

void ZnodeTreeModel::onStatus(const SessionStatus& status)
{
    const bool connected = status.state == SessionState::connected
        || status.state == SessionState::connectedReadOnly;
    if (status.state == SessionState::expired || status.state == SessionState::closed) {
        m_childWatches.clear(); // The server forgot them with the session.
        m_dataWatches.clear();
        Q_EMIT summaryChanged();
    }
    if (std::exchange(m_connected, connected) || !connected)
        return;
    for (const Path& path : std::set<Path>(m_sortWaiting))
        arrangeSoon(path);
    refreshAll();
    continueReveal();
}

int ZnodeTreeModel::watchesHeld() const
{
    return static_cast<int>(m_childWatches.size() + m_dataWatches.size());
}

int ZnodeTreeModel::watchesWithin(const Path& root) const
{
    const auto isWithin = [&root](const Path& path) { return path.isWithin(root); };
    return static_cast<int>(
        std::count_if(m_childWatches.begin(), m_childWatches.end(), isWithin)
        + std::count_if(m_dataWatches.begin(), m_dataWatches.end(), isWithin));
}

Watch ZnodeTreeModel::watchIfRoom() const
{
    const int underWay
        = static_cast<int>(m_statsAsked.size() + m_childrenAsked.size() + m_loading.size());
    return watchesHeld() + underWay <= m_maxWatches ? Watch::yes : Watch::no;
}

void ZnodeTreeModel::setExpanded(const QModelIndex& index, bool expanded)
{
    TreeNode* node = nodeAt(index);
    if (!node || node->kind != RowKind::node)
        return;
    TreeLevel& level = levelOf(*node);
    level.expanded = expanded;
    if (!expanded) {
        m_expanded.erase(pathOf(*node));
        return;
    }
    m_expanded.insert(pathOf(*node));
    arrange(*node); // The order may be another since it was open.
    if (level.stale && !level.loading && m_client) {
        setNotes(*node, RowKind::problem, {});
        requestList(*node);
    }
}

void ZnodeTreeModel::setVisibleRows(const QModelIndexList& rows)
{
    m_visible.clear();
    for (const QModelIndex& row : rows) {
        if (isNode(row))
            m_visible.push_back(pathAt(row));
    }
    pumpDetails();
    m_followTimer.start(followAfter); // Anew, while somebody scrolls.
}

void ZnodeTreeModel::pumpDetails()
{
    // What scrolled away meanwhile is not asked any more.
    for (const Path& path : m_visible) {
        if (!m_client || !m_connected || m_statsAsked.size() >= mostStatsInFlight)
            return;
        const TreeNode* node = find(path);
        if (node && !node->statKnown)
            askStat(path, Watch::yes);
    }
    pumpSort();
}

void ZnodeTreeModel::askStat(const Path& path, Watch wanted)
{
    if (!m_statsAsked.insert(path).second)
        return;
    // A watch that stands already costs no further one.
    const bool watched = wanted == Watch::yes
        && (m_dataWatches.contains(path) || watchIfRoom() == Watch::yes);
    auto onAnswer = [this, path, wanted, watched, asked = m_client](
                        const Result<std::optional<Stat>>& answer) {
        if (!asked || asked != m_client)
            return;
        if (answer && watched)
            m_dataWatches.insert(path);
        receiveStat(path, wanted, answer);
    };
    QCoro::connect(m_client->exists(path, watched ? Watch::yes : Watch::no), this, onAnswer);
}

void ZnodeTreeModel::receiveStat(
    const Path& path, Watch wanted, const Result<std::optional<Stat>>& answer)
{
    m_statsAsked.erase(path);
    TreeNode* node = find(path);
    if (answer && *answer && node) {
        // What was read to sort by is not watched: a visible row asks once more.
        if (!node->statKnown && wanted == Watch::yes) {
            node->statKnown = true;
            touch(*node);
        }
        applyStat(*node, **answer);
        followSoon();
    } else if (answer && node) {
        removeNode(path);
    } else if (!answer && node && answer.error().code == Errc::noAuth) {
        // From 3.8.4 on exists needs READ. Asking again would yield the same.
        node->statKnown = true;
        node->unreadable = true;
        touch(*node);
    }
    const bool retry = answer || answer.error().code == Errc::noAuth;
    if (!retry)
        m_sortQueue.clear(); // Asked again when the connection is back, or by a refresh.
    if (retry)
        pumpDetails();
    if (m_statsAsked.empty())
        Q_EMIT summaryChanged();
}

void ZnodeTreeModel::applyStat(TreeNode& node, const Stat& stat)
{
    const bool ephemeral = stat.ephemeralOwner.value != 0;
    const bool differs = node.ephemeral != ephemeral || node.numChildren != stat.numChildren;
    node.ephemeral = ephemeral;
    node.numChildren = stat.numChildren;
    const bool sortsAnew = node.dataLength != stat.dataLengthBytes || node.mtimeMs != stat.mtimeMs
        || (differs && m_sort == TreeSort::children);
    node.dataLength = stat.dataLengthBytes;
    node.mtimeMs = stat.mtimeMs;
    if (sortsAnew && node.parent)
        arrangeSoon(pathOf(*node.parent));
    if (differs)
        touch(node);
    Q_EMIT statSeen(pathOf(node), stat);
}

void ZnodeTreeModel::forgetStat(TreeNode& node)
{
    node.statKnown = false;
    const Path path = pathOf(node);
    if (std::find(m_visible.begin(), m_visible.end(), path) != m_visible.end())
        pumpDetails();
}

void ZnodeTreeModel::onWatch(const WatchEvent& event)
{
    TreeNode* node = find(event.path);
    switch (event.type) {
    case EventType::nodeChildrenChanged:
        m_childWatches.erase(event.path);
        if (node && node->level)
            node->level->stale = true;
        if (node && node->level && node->level->expanded)
            requestList(*node);
        else if (node)
            forgetStat(*node); // Reads how many there are now; the watch is set again by and by.
        break;
    case EventType::nodeDataChanged:
        m_dataWatches.erase(event.path);
        if (!node)
            break;
        if (!isOwn(event.path))
            markChanged(*node);
        forgetStat(*node);
        break;
    case EventType::nodeDeleted:
        m_dataWatches.erase(event.path);
        m_childWatches.erase(event.path);
        removeNode(event.path);
        break;
    case EventType::nodeCreated:
        m_dataWatches.erase(event.path);
        if (node)
            forgetStat(*node);
        break;
    default:
        break;
    }
    Q_EMIT summaryChanged();
}

void ZnodeTreeModel::markChanged(TreeNode& node)
{
    node.changed = true;
    m_changedMarks.emplace_back(Clock::now() + changedFor, pathOf(node));
    if (!m_changedTimer.isActive())
        m_changedTimer.start(changedFor);
    touch(node);
}

void ZnodeTreeModel::clearOldMarks()
{
    const auto now = Clock::now();
    while (!m_changedMarks.empty() && m_changedMarks.front().first <= now) {
        const Path path = std::move(m_changedMarks.front().second);
        m_changedMarks.pop_front();
        const bool markedAgain = std::any_of(m_changedMarks.begin(), m_changedMarks.end(),
            [&](const auto& mark) { return mark.second == path; });
        TreeNode* node = find(path);
        if (!node || markedAgain)
            continue;
        node->changed = false;
        touch(*node);
    }
    if (!m_changedMarks.empty()) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            m_changedMarks.front().first - now);
        m_changedTimer.start(left + std::chrono::milliseconds(1));
    }
}

void ZnodeTreeModel::setWatched(const Path& path, bool watched)
{
    if (watched)
        m_watched.insert(path);
    else
        m_watched.erase(path);
    if (const TreeNode* node = find(path))
        touch(*node);
}

void ZnodeTreeModel::setUnreadable(const Path& path, bool unreadable)
{
    TreeNode* node = find(path);
    if (!node || node->unreadable == unreadable)
        return;
    node->unreadable = unreadable;
    touch(*node);
}

void ZnodeTreeModel::beginOwnWrite(const Path& path)
{
    m_ownWrites.insert(path.text());
}

void ZnodeTreeModel::endOwnWrite(const Path& path)
{
    QTimer::singleShot(ownWriteEcho, this, [this, path] { m_ownWrites.erase(path.text()); });
    for (const Path& affected : {path, path.parent()}) {
        if (TreeNode* node = find(affected))
            forgetStat(*node);
    }
}

bool ZnodeTreeModel::isOwn(const Path& path) const
{
    if (m_ownWrites.contains(path.text()))
        return true;
    // A sequential node is asked for by the part of its name before the number.
    return path.text().size() > 10
        && m_ownWrites.contains(path.text().substr(0, path.text().size() - 10));
}

} // namespace zs::ui

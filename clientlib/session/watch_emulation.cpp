// SPDX-License-Identifier: Apache-2.0
#include "clientlib/session/watch_emulation.h"

#include <algorithm>

namespace zs::session {

WatchEmulation::Wants WatchEmulation::add(const Path& path, AddWatchMode mode, RequestId waiter)
{
    Wants out;
    const bool namesAreFollowed = isBelowRecursive(path, false);
    Root& root = m_roots[{path, mode}];
    if (waiter != 0)
        root.waiters.push_back(waiter);
    if (const auto node = m_nodes.find(path); node == m_nodes.end()) {
        addNode(path, false, out);
    } else if (mode == AddWatchMode::persistentRecursive && !namesAreFollowed) {
        // What its list shows now is no news.
        m_unsettled += std::exchange(node->second.counts, true) ? 0 : 1;
        node->second.isNews = node->second.listed = false;
        askFor(*node, node->second.present ? OpCode::getChildren2 : OpCode::exists, out);
    }
    announce(out);
    return out;
}

void WatchEmulation::cancel(RequestId waiter)
{
    for (auto& [key, root] : m_roots)
        std::erase(root.waiters, waiter);
}

WatchEmulation::Wants WatchEmulation::remove(WatcherType type, const Path& path)
{
    if (type == WatcherType::any || type == WatcherType::persistent)
        m_roots.erase({path, AddWatchMode::persistent});
    if (type == WatcherType::any || type == WatcherType::persistentRecursive)
        m_roots.erase({path, AddWatchMode::persistentRecursive});
    Wants out;
    forgetUncovered(out);
    return out;
}

WatchEmulation::Wants WatchEmulation::heard(EventType type, const Path& path)
{
    Wants out;
    const auto found = m_nodes.find(path);
    if (found == m_nodes.end()) {
        // Deleted and made again, and the watch on the missing node still stood.
        if (type == EventType::nodeCreated && isBelowRecursive(path, true))
            addNode(path, true, out);
        return out;
    }
    Node& node = found->second;
    switch (type) {
    case EventType::nodeCreated:
        node.known = node.present = node.isNews = true;
        node.listed = false;
        node.czxid = Zxid();
        node.version = node.cversion = 0;
        fired(*found, OpCode::exists, out);
        if (!node.children.stands && !node.children.asked)
            askFor(*found, OpCode::getChildren2, out);
        break;
    case EventType::nodeDataChanged:
        node.version = nextVersion(node.version);
        fired(*found, OpCode::exists, out);
        break;
    case EventType::nodeDeleted:
        node.present = node.children.stands = false;
        if (!isRoot(path)) {
            noteMissing(found, out);
            break;
        }
        fired(*found, OpCode::exists, out);
        settle(node, out);
        break;
    case EventType::nodeChildrenChanged:
        node.cversion = nextVersion(node.cversion);
        fired(*found, OpCode::getChildren2, out);
        break;
    default: break;
    }
    return out;
}

Result<WatchEmulation::Wants> WatchEmulation::answered(const Ask& ask, Errc err, ByteView body)
{
    Wants out;
    const auto found = m_nodes.find(ask.path);
    if (found == m_nodes.end())
        return out; // Not watched any more; its watch is passed over when it fires.
    const bool isList = ask.op == OpCode::getChildren2;
    if (err != Errc::ok && err != Errc::noNode) {
        endRootsOf(ask.path, err,
            "the server is older than 3.6, and keeping this watch by one-shot watches failed: "
            "a node may not be read (" + std::string(errcName(err)) + ")", out);
        return out;
    }
    if (err == Errc::noNode) {
        // A list that fails leaves no watch; that on the missing node tells its creation.
        noteAnswer(*found, ask.op, !isList, out);
        if (isList)
            settle(found->second, out);
        else
            noteMissing(found, out);
        return out;
    }
    noteAnswer(*found, ask.op, true, out);
    if (isList) {
        const Result<ChildrenResponse> answer = jute::decode<ChildrenResponse>(body);
        if (!answer)
            return tl::unexpected(answer.error());
        noteChildren(*found, *answer, out);
    } else {
        const Result<StatResponse> answer = jute::decode<StatResponse>(body);
        if (!answer)
            return tl::unexpected(answer.error());
        noteStat(*found, answer->stat, out);
    }
    return out;
}

WatchEmulation::Wants WatchEmulation::connected(const std::unordered_set<Path>& persistent,
    const std::unordered_set<Path>& recursive)
{
    Wants out;
    for (auto& [path, node] : m_nodes)
        node.data = node.children = Arm();
    for (const Path& path : persistent)
        m_roots[{path, AddWatchMode::persistent}].stands = true;
    for (const Path& path : recursive)
        m_roots[{path, AddWatchMode::persistentRecursive}].stands = true;
    for (auto& node : m_nodes) {
        askFor(node, OpCode::exists, out);
        if (!node.second.known || node.second.present)
            askFor(node, OpCode::getChildren2, out);
    }
    const std::map<Key, Root> roots = m_roots; // The limit may end some.
    for (const auto& [key, root] : roots) {
        if (isRoot(key.first) && !m_nodes.contains(key.first))
            addNode(key.first, false, out);
    }
    return out;
}

WatchEmulation::Wants WatchEmulation::connectionLost(Errc err, const std::string& why)
{
    Wants out;
    for (auto root = m_roots.begin(); root != m_roots.end();) {
        const auto next = std::next(root);
        if (!root->second.stands)
            endRoot(root, err, why, out);
        root = next;
    }
    forgetUncovered(out);
    out.asks.clear(); // There is nobody to ask.
    return out;
}

void WatchEmulation::clear()
{
    m_roots.clear();
    m_nodes.clear();
    m_unsettled = 0;
}

void WatchEmulation::addNode(const Path& path, bool isNews, Wants& out)
{
    if (m_nodes.size() >= m_limit) {
        endRootsOf(path, Errc::unimplemented,
            "the server is older than 3.6, and more than " + std::to_string(m_limit)
                + " nodes are too many to be watched one by one", out);
        return;
    }
    auto& node = *m_nodes.try_emplace(path).first;
    node.second.known = node.second.present = node.second.isNews = isNews;
    node.second.counts = !isNews;
    m_unsettled += isNews ? 0 : 1;
    askFor(node, OpCode::exists, out);
    askFor(node, OpCode::getChildren2, out);
}

void WatchEmulation::askFor(Nodes::value_type& node, OpCode op, Wants& out)
{
    Arm& arm = op == OpCode::exists ? node.second.data : node.second.children;
    if (std::exchange(arm.asked, true)) {
        arm.again = true;
        return;
    }
    out.asks.push_back({op, node.first});
}

/// A one-shot watch is used up. While its question is on the way nobody knows which of both came
/// first, so it is asked once more: too many watches on one node are one.
void WatchEmulation::fired(Nodes::value_type& node, OpCode op, Wants& out)
{
    (op == OpCode::exists ? node.second.data : node.second.children).stands = false;
    askFor(node, op, out);
}

void WatchEmulation::noteAnswer(Nodes::value_type& node, OpCode op, bool stands, Wants& out)
{
    Arm& arm = op == OpCode::exists ? node.second.data : node.second.children;
    arm.asked = false;
    arm.stands = stands;
    if (std::exchange(arm.again, false))
        askFor(node, op, out);
}

void WatchEmulation::noteMissing(Nodes::iterator found, Wants& out)
{
    Node& node = found->second;
    const Path path = found->first;
    if (node.known && node.present)
        tell(EventType::nodeDeleted, path, out);
    node.known = true;
    node.present = false;
    settle(node, out);
    if (!isRoot(path))
        m_nodes.erase(path); // The list above it tells when it comes back.
}

void WatchEmulation::noteStat(Nodes::value_type& entry, const Stat& stat, Wants& out)
{
    auto& [path, node] = entry;
    const bool replaced = node.present && node.czxid != Zxid() && node.czxid != stat.czxid;
    if (node.known && replaced)
        tell(EventType::nodeDeleted, path, out);
    if (node.known && (replaced || !node.present)) {
        tell(EventType::nodeCreated, path, out);
        node.isNews = true;
        node.listed = false;
        node.version = node.cversion = 0;
    }
    if (node.known && node.version != stat.version)
        tell(EventType::nodeDataChanged, path, out);
    if (!node.known)
        node.cversion = stat.cversion; // Later the lists alone tell of it.
    node.known = node.present = true;
    node.czxid = stat.czxid;
    node.version = stat.version;
    if (!node.children.stands && !node.children.asked)
        askFor(entry, OpCode::getChildren2, out);
    settle(node, out);
}

void WatchEmulation::noteChildren(
    Nodes::value_type& entry, const ChildrenResponse& answer, Wants& out)
{
    const Path path = entry.first; // The limit may take the node away below.
    Node& node = entry.second;
    if (node.known && node.cversion != answer.stat.cversion)
        tell(EventType::nodeChildrenChanged, path, out);
    node.cversion = answer.stat.cversion;
    const bool areNews = node.isNews || node.listed;
    if (isBelowRecursive(path, false)) {
        for (const std::string& name : answer.names) {
            const Path child = path.child(name);
            if (m_nodes.contains(child))
                continue;
            if (areNews)
                tell(EventType::nodeCreated, child, out);
            addNode(child, areNews, out);
            if (!isBelowRecursive(path, false))
                break; // There are too many.
        }
    }
    if (!m_nodes.contains(path))
        return;
    node.listed = true;
    settle(node, out);
}

/// Puts what is found out in words, if a watch that stands asks for it.
void WatchEmulation::tell(EventType type, const Path& path, Wants& out) const
{
    const auto own = m_roots.find({path, AddWatchMode::persistent});
    const bool exact = own != m_roots.end() && own->second.stands;
    if (exact || (type != EventType::nodeChildrenChanged && isBelowRecursive(path, true)))
        out.events.emplace_back(type, path);
}

void WatchEmulation::settle(Node& node, Wants& out)
{
    if (!node.counts || !node.known || (node.present && !node.listed))
        return;
    node.counts = false;
    --m_unsettled;
    announce(out);
}

/// Watches stand when each node of theirs has answered once.
void WatchEmulation::announce(Wants& out)
{
    if (m_unsettled != 0)
        return;
    for (auto& [key, root] : m_roots) {
        if (!root.stands || !root.waiters.empty())
            out.done.push_back({key.first, key.second, std::exchange(root.waiters, {})});
        root.stands = true;
    }
}

void WatchEmulation::endRootsOf(
    const Path& path, Errc err, const std::string& why, Wants& out)
{
    for (auto root = m_roots.begin(); root != m_roots.end();) {
        const auto next = std::next(root);
        const auto& [rootPath, mode] = root->first;
        const bool covers = rootPath == path
            || (mode == AddWatchMode::persistentRecursive && path.isWithin(rootPath));
        if (covers)
            endRoot(root, err, why, out);
        root = next;
    }
    forgetUncovered(out);
}

void WatchEmulation::endRoot(
    std::map<Key, Root>::iterator root, Errc err, const std::string& why, Wants& out)
{
    Ended ended{root->first.first, root->first.second, std::move(root->second.waiters),
        root->second.stands, err, why};
    out.ended.push_back(std::move(ended));
    m_roots.erase(root);
}

void WatchEmulation::forgetUncovered(Wants& out)
{
    std::erase_if(m_nodes, [this](const Nodes::value_type& entry) {
        const bool covered = isRoot(entry.first) || isBelowRecursive(entry.first, false);
        if (!covered && entry.second.counts)
            --m_unsettled;
        return !covered;
    });
    std::erase_if(out.asks, [this](const Ask& ask) { return !m_nodes.contains(ask.path); });
    announce(out);
}

bool WatchEmulation::isRoot(const Path& path) const
{
    return m_roots.contains({path, AddWatchMode::persistent})
        || m_roots.contains({path, AddWatchMode::persistentRecursive});
}

bool WatchEmulation::isBelowRecursive(const Path& path, bool standing) const
{
    return std::any_of(m_roots.begin(), m_roots.end(), [&](const auto& entry) {
        const auto& [key, root] = entry;
        return key.second == AddWatchMode::persistentRecursive && (root.stands || !standing)
            && path.isWithin(key.first);
    });
}

} // namespace zs::session

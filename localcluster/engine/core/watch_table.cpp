// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/watch_table.h"

#include "clientlib/base/expect.h"

#include <algorithm>

namespace zs::engine {

std::vector<WatchTable::Watcher>::iterator WatchTable::findIn(
    std::vector<Watcher>& list, ConnectionId id)
{
    const auto found = std::lower_bound(list.begin(), list.end(), id.value << 2);
    return found != list.end() && connectionOf(*found) == id ? found : list.end();
}

void WatchTable::add(std::string_view path, ConnectionId connection, WatchMode mode)
{
    ZS_EXPECT(connection.value < (1u << 30));
    auto found = m_byPath.find(path);
    if (found == m_byPath.end()) {
        PathId id = static_cast<PathId>(m_entries.size());
        if (m_free.empty()) {
            m_entries.emplace_back();
        } else {
            id = m_free.back();
            m_free.pop_back();
        }
        found = m_byPath.emplace(path, id).first;
        m_entries[id].path = &found->first;
    }
    std::vector<Watcher>& list = m_entries[found->second].watchers;
    const auto place = std::lower_bound(list.begin(), list.end(), connection.value << 2);
    if (place != list.end() && connectionOf(*place) == connection) {
        m_recursiveCount += mode == WatchMode::recursive ? 1 : 0;
        m_recursiveCount -= modeOf(*place) == WatchMode::recursive ? 1 : 0;
        *place = pack(connection, mode); // The last mode wins, as in 3.8.
        return;
    }
    list.insert(place, pack(connection, mode));
    if (connection.value >= m_byConnection.size())
        m_byConnection.resize(connection.value + 1);
    OfConnection& of = m_byConnection[connection.value];
    of.paths.push_back(found->second);
    ++of.live;
    m_connectionCount += of.hasWatched ? 0 : 1;
    of.hasWatched = true;
    ++m_watchCount;
    m_recursiveCount += mode == WatchMode::recursive ? 1 : 0;
    // One-shot watches that fired leave their path behind; sorted out when they are the majority.
    if (of.paths.size() > 16 && of.paths.size() > 2 * std::size_t(of.live))
        compact(connection, of);
}

void WatchTable::compact(ConnectionId connection, OfConnection& of)
{
    std::sort(of.paths.begin(), of.paths.end());
    of.paths.erase(std::unique(of.paths.begin(), of.paths.end()), of.paths.end());
    std::erase_if(of.paths, [&](PathId id) {
        std::vector<Watcher>& list = m_entries[id].watchers;
        return findIn(list, connection) == list.end();
    });
}

void WatchTable::forget(Watcher watcher)
{
    OfConnection& of = m_byConnection[connectionOf(watcher).value];
    if (--of.live == 0)
        of.paths.clear();
    --m_watchCount;
    m_recursiveCount -= modeOf(watcher) == WatchMode::recursive ? 1 : 0;
}

void WatchTable::dropIfEmpty(PathId id)
{
    Entry& entry = m_entries[id];
    if (!entry.path || !entry.watchers.empty())
        return;
    m_byPath.erase(m_byPath.find(*entry.path));
    entry = Entry();
    m_free.push_back(id);
}

bool WatchTable::remove(std::string_view path, ConnectionId connection)
{
    const auto found = m_byPath.find(path);
    if (found == m_byPath.end())
        return false;
    const PathId id = found->second;
    std::vector<Watcher>& list = m_entries[id].watchers;
    const auto place = findIn(list, connection);
    if (place == list.end())
        return false;
    forget(*place);
    list.erase(place);
    dropIfEmpty(id);
    return true;
}

void WatchTable::removeAll(ConnectionId connection)
{
    if (connection.value >= m_byConnection.size())
        return;
    OfConnection of = std::move(m_byConnection[connection.value]);
    m_byConnection[connection.value] = OfConnection();
    m_connectionCount -= of.hasWatched ? 1 : 0;
    for (const PathId id : of.paths) {
        std::vector<Watcher>& list = m_entries[id].watchers;
        const auto place = findIn(list, connection);
        if (place == list.end())
            continue;
        --m_watchCount;
        m_recursiveCount -= modeOf(*place) == WatchMode::recursive ? 1 : 0;
        list.erase(place);
        dropIfEmpty(id);
    }
}

void WatchTable::trigger(
    std::string_view path, EventType type, std::vector<ConnectionId>& hit)
{
    hit.clear();
    if (m_byPath.empty())
        return;
    if (const auto found = m_byPath.find(path); found != m_byPath.end()) {
        const PathId id = found->second;
        std::vector<Watcher>& list = m_entries[id].watchers;
        auto kept = list.begin();
        for (const Watcher watcher : list) {
            const WatchMode mode = modeOf(watcher);
            if (mode != WatchMode::recursive || type != EventType::nodeChildrenChanged)
                hit.push_back(connectionOf(watcher));
            if (mode == WatchMode::oneShot)
                forget(watcher);
            else
                *kept++ = watcher;
        }
        list.erase(kept, list.end());
        dropIfEmpty(id);
    }
    if (m_recursiveCount == 0 || type == EventType::nodeChildrenChanged)
        return;
    const std::size_t ownHits = hit.size();
    while (path.size() > 1) {
        const std::size_t slash = path.rfind('/');
        if (slash == std::string_view::npos)
            break;
        path = slash == 0 ? std::string_view("/") : path.substr(0, slash);
        const auto found = m_byPath.find(path);
        if (found == m_byPath.end())
            continue;
        for (const Watcher watcher : m_entries[found->second].watchers) {
            if (modeOf(watcher) == WatchMode::recursive)
                hit.push_back(connectionOf(watcher));
        }
    }
    if (hit.size() == ownHits)
        return;
    std::sort(hit.begin(), hit.end());
    hit.erase(std::unique(hit.begin(), hit.end()), hit.end());
}

std::optional<ConnectionId> WatchTable::watcherAt(std::uint32_t slot, std::size_t at) const
{
    const std::vector<Watcher>& list = m_entries[slot].watchers;
    return at < list.size() ? std::optional(connectionOf(list[at])) : std::nullopt;
}

std::vector<std::uint32_t> WatchTable::slotsOf(ConnectionId connection) const
{
    if (connection.value >= m_byConnection.size())
        return {};
    const OfConnection& of = m_byConnection[connection.value];
    std::vector<std::uint32_t> slots = of.paths;
    if (slots.size() != of.live) { // Some are there twice, or no longer.
        std::sort(slots.begin(), slots.end());
        slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
    }
    return slots;
}

bool WatchTable::isWatchedBy(std::uint32_t slot, ConnectionId connection) const
{
    const std::vector<Watcher>& list = m_entries[slot].watchers;
    const auto found = std::lower_bound(list.begin(), list.end(), connection.value << 2);
    return found != list.end() && connectionOf(*found) == connection;
}

} // namespace zs::engine

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/watch_records.h"
#include "localcluster/engine/core/effects.h"
#include "localcluster/engine/core/keyed_hash.h"

#include <optional>
#include <unordered_map>

namespace zs::engine {

/// How long a watch lasts and how far it sees. As in 3.8 there is one mode for each connection and
/// path in a table: the last registration wins.
enum class WatchMode : std::uint8_t { oneShot = 0, persistent = 1, recursive = 2 };

/// One of a server's two tables (data, child) of watches: sets of (connection, path). A watch
/// costs 4 bytes at the path and 4 at the connection; the path's text is kept once.
/// Source: WatchManager of Apache ZooKeeper 3.8.
class WatchTable {
public:
    explicit WatchTable(const HashKey& key = {}) : m_byPath(0, PathHash{key}) {}

    void add(std::string_view path, ConnectionId connection, WatchMode mode);
    /// False: it has no watch on exactly that path.
    bool remove(std::string_view path, ConnectionId connection);
    /// All watches of a connection that ended.
    void removeAll(ConnectionId connection);
    /// Whether anybody watches exactly that path: all that checkWatches asks in 3.8, whatever its
    /// name promises (WatchManager.containsWatcher; 3.9 asks for the caller's own).
    [[nodiscard]] bool isWatched(std::string_view path) const { return m_byPath.contains(path); }

    /// Fills `hit` with the connections that get the event, ascending, each once; one-shot watches
    /// among them are gone then. Recursive ones never see `nodeChildrenChanged`.
    void trigger(std::string_view path, EventType type, std::vector<ConnectionId>& hit);

    [[nodiscard]] std::size_t watchCount() const { return m_watchCount; }
    [[nodiscard]] std::size_t watchCount(ConnectionId connection) const
    {
        return connection.value < m_byConnection.size() ? m_byConnection[connection.value].live : 0;
    }
    [[nodiscard]] std::size_t pathCount() const { return m_byPath.size(); }
    /// Connections that watch, or did: as Apache's table, this one forgets a connection when it
    /// ends, not with its last watch.
    [[nodiscard]] std::size_t connectionCount() const { return m_connectionCount; }
    [[nodiscard]] bool hasWatched(ConnectionId connection) const
    {
        return connection.value < m_byConnection.size()
            && m_byConnection[connection.value].hasWatched;
    }

    // For wchp and wchc: each watched path has a slot, which another path gets when it is free.
    [[nodiscard]] std::uint32_t slotCount() const { return std::uint32_t(m_entries.size()); }
    /// Empty when the slot is free.
    [[nodiscard]] std::string_view pathAt(std::uint32_t slot) const
    {
        return m_entries[slot].path ? std::string_view(*m_entries[slot].path) : "";
    }
    /// The path's watchers, ascending; nullopt behind the last.
    [[nodiscard]] std::optional<ConnectionId> watcherAt(std::uint32_t slot, std::size_t at) const;
    /// The paths of a connection; some may be no longer watched by it.
    [[nodiscard]] std::vector<std::uint32_t> slotsOf(ConnectionId connection) const;
    [[nodiscard]] bool isWatchedBy(std::uint32_t slot, ConnectionId connection) const;

private:
    using PathId = std::uint32_t;
    using Watcher = std::uint32_t; ///< Connection << 2 | mode: sorted by connection.
    using ByPath = std::unordered_map<std::string, PathId, PathHash, std::equal_to<>>;
    struct Entry {
        const std::string* path = nullptr; ///< The key in m_byPath; nullptr: free.
        std::vector<Watcher> watchers;
    };
    struct OfConnection {
        std::vector<PathId> paths; ///< May name paths that it does not watch any more.
        std::uint32_t live = 0;
        bool hasWatched = false;
    };
    static Watcher pack(ConnectionId connection, WatchMode mode)
    {
        return (connection.value << 2) | static_cast<Watcher>(mode);
    }
    static ConnectionId connectionOf(Watcher watcher) { return {watcher >> 2}; }
    static WatchMode modeOf(Watcher watcher) { return static_cast<WatchMode>(watcher & 3); }
    static std::vector<Watcher>::iterator findIn(std::vector<Watcher>& list, ConnectionId id);
    void forget(Watcher watcher);
    void compact(ConnectionId connection, OfConnection& of);
    void dropIfEmpty(PathId id);

    ByPath m_byPath;
    std::vector<Entry> m_entries;
    std::vector<PathId> m_free;
    std::vector<OfConnection> m_byConnection; ///< Index: ConnectionId.
    std::size_t m_connectionCount = 0;
    std::size_t m_watchCount = 0;
    std::size_t m_recursiveCount = 0;
};

} // namespace zs::engine

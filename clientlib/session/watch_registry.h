// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/base/path.h"
#include "clientlib/protocol/opcode.h"
#include "clientlib/protocol/watch_records.h"

#include <unordered_set>

namespace zs::session {

/// The lists in which a client keeps its watches (source: ZKWatchManager of Apache 3.8).
enum class WatchList : std::uint8_t { data, exist, child, persistent, recursive };

/// A setWatches or setWatches2 request, ready to be sent with xid -8.
struct SetWatchesBatch {
    OpCode op = OpCode::setWatches;
    Bytes body;
};

/// What a client watches, so that it knows which events are news and can restore the watches on
/// another server. Paths are the server's.
class WatchRegistry {
public:
    void add(WatchList list, const Path& path);
    /// After removeWatches succeeded. Whether there was any.
    bool remove(WatcherType type, const Path& path);
    /// Whether there is any.
    [[nodiscard]] bool contains(WatcherType type, const Path& path) const;
    /// Whether the event concerns a watch; takes off the one-shot watches that it used up.
    [[nodiscard]] bool fire(EventType type, const Path& path);
    [[nodiscard]] bool empty() const;
    /// In all lists. Of the last session, when it has ended.
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] bool contains(WatchList list, const Path& path) const;
    [[nodiscard]] const std::unordered_set<Path>& paths(WatchList list) const { return at(list); }

    /// Requests that restore every watch, each with at most `maxPathBytes` of paths (at least one
    /// path). `withPersistent` false: for servers before 3.6, the persistent ones are left out.
    [[nodiscard]] std::vector<SetWatchesBatch> restore(
        Zxid lastSeen, bool withPersistent, std::size_t maxPathBytes) const;

private:
    using Paths = std::unordered_set<Path>;
    static constexpr std::size_t listCount = 5;

    Paths& at(WatchList list) { return m_lists[static_cast<std::size_t>(list)]; }
    const Paths& at(WatchList list) const { return m_lists[static_cast<std::size_t>(list)]; }
    bool hasRecursiveAbove(const Path& path) const;

    Paths m_lists[listCount];
};

} // namespace zs::session

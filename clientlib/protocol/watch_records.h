// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"
#include "clientlib/jute/codec.h"

namespace zs {

/// Source: Watcher.Event.EventType of Apache ZooKeeper 3.9. The last three are made by clients.
enum class EventType : std::int32_t {
    none = -1,
    nodeCreated = 1,
    nodeDeleted = 2,
    nodeDataChanged = 3,
    nodeChildrenChanged = 4,
    dataWatchRemoved = 5,
    childWatchRemoved = 6,
    persistentWatchRemoved = 7,
};

/// Body of a frame with xid -1.
struct WatcherEvent {
    EventType type = EventType::none;
    std::int32_t state = 3; ///< Always SyncConnected on the wire.
    Path path;
    static constexpr auto fields(auto& r) { return std::tie(r.type, r.state, r.path); }
    bool operator==(const WatcherEvent&) const = default;
};

/// Request `setWatches` (101), xid -8: what a client still watches after it moved.
struct SetWatchesRequest {
    Zxid relativeZxid; ///< The last zxid that the client has seen.
    std::vector<Path> data;
    std::vector<Path> exist;
    std::vector<Path> child;
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.relativeZxid, r.data, r.exist, r.child);
    }
    bool operator==(const SetWatchesRequest&) const = default;
};

/// Request `setWatches2` (105), since 3.6.
struct SetWatches2Request {
    Zxid relativeZxid;
    std::vector<Path> data;
    std::vector<Path> exist;
    std::vector<Path> child;
    std::vector<Path> persistent;
    std::vector<Path> persistentRecursive;
    static constexpr auto fields(auto& r)
    {
        return std::tie(
            r.relativeZxid, r.data, r.exist, r.child, r.persistent, r.persistentRecursive);
    }
    bool operator==(const SetWatches2Request&) const = default;
};

/// The mode of `addWatch`.
enum class AddWatchMode : std::int32_t { persistent = 0, persistentRecursive = 1 };

/// Request `addWatch` (106), since 3.6.
struct AddWatchRequest {
    Path path;
    std::int32_t mode = 0; ///< An AddWatchMode; what a client sends may be none.
    static constexpr auto fields(auto& r) { return std::tie(r.path, r.mode); }
    bool operator==(const AddWatchRequest&) const = default;
};

/// Which watches `checkWatches` (17) and `removeWatches` (18) mean.
enum class WatcherType : std::int32_t {
    children = 1,
    data = 2,
    any = 3,
    persistent = 4,          ///< 3.9 and later.
    persistentRecursive = 5, ///< 3.9 and later.
};

struct RemoveWatchesRequest {
    Path path;
    std::int32_t type = 3; ///< A WatcherType; what a client sends may be none.
    static constexpr auto fields(auto& r) { return std::tie(r.path, r.type); }
    bool operator==(const RemoveWatchesRequest&) const = default;
};

} // namespace zs

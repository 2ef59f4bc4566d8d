// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/node_records.h"
#include "clientlib/protocol/watch_records.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace zs::test {

/// A small tree of znodes with ZooKeeper's rules for versions, counters and errors; for tests
/// that need a plausible server, not for tests of a server. Starts with / and /zookeeper.
class FakeTree {
public:
    /// What a change means to whoever watches.
    struct Change {
        EventType type = EventType::none;
        Path path;
    };
    template <class T>
    struct Changed {
        T value;
        std::vector<Change> changes;
    };

    FakeTree();

    [[nodiscard]] Result<Changed<CreatedResponse>> create(const Path& path,
        std::optional<Bytes> data, CreateMode mode, std::vector<Acl> acl, SessionId owner);
    [[nodiscard]] Result<std::vector<Change>> remove(const Path& path, std::int32_t version);
    [[nodiscard]] Result<Changed<Stat>> setData(
        const Path& path, std::optional<Bytes> data, std::int32_t version);
    [[nodiscard]] Result<Stat> setAcl(
        const Path& path, std::vector<Acl> acl, std::int32_t aversion);

    [[nodiscard]] bool has(const Path& path) const { return m_nodes.contains(path); }
    [[nodiscard]] Result<DataResponse> data(const Path& path) const;
    /// The data as text; "" for null, and a failed expectation when there is no such node.
    [[nodiscard]] std::string text(const Path& path) const;
    [[nodiscard]] Result<AclResponse> acl(const Path& path) const;
    [[nodiscard]] Result<ChildrenResponse> children(const Path& path) const;
    /// The node and all below it, parents first.
    [[nodiscard]] std::vector<Path> subtree(const Path& root) const;
    [[nodiscard]] Zxid lastZxid() const { return m_zxid; }

private:
    struct Node {
        std::optional<Bytes> data;
        std::vector<Acl> acl;
        Stat stat;
        std::int32_t created = 0; ///< Children ever created: the number of the next sequential one.
    };

    const Node* find(const Path& path) const;
    Stat statOf(const Node& node) const;
    Zxid nextZxid();

    std::map<Path, Node> m_nodes;
    Zxid m_zxid{0x100};
    std::int64_t m_clockMs = 1'700'000'000'000; ///< Moves on by a millisecond a change.
};

} // namespace zs::test

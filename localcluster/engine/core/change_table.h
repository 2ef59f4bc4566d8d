// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/data_tree.h"

#include <deque>

namespace zs::engine {

/// A node as it will be once all that is prepared has been applied.
struct NodeState {
    bool exists = true;
    StatPersisted stat;
    AclRef acl = AclCache::unlistedOpen;
    std::uint32_t childCount = 0;
    std::uint32_t dataBytes = 0;
    std::uint32_t contentCrc = 0; ///< See Node::contentCrc.
};

/// What prepared transactions will change, by path. Source: outstandingChanges of Apache 3.8's
/// PrepRequestProcessor, with its rollback for failed multis and its running tree digest.
class ChangeTable {
public:
    explicit ChangeTable(DataTree& tree) : m_tree(tree), m_changes(0, PathHash{tree.hashKey()}) {}
    ~ChangeTable() { clear(); }
    ChangeTable(const ChangeTable&) = delete;
    ChangeTable& operator=(const ChangeTable&) = delete;

    /// The node's state with all prepared changes; nullopt: there will be no such node.
    [[nodiscard]] std::optional<NodeState> find(std::string_view path) const;
    /// Records what transaction `zxid` makes of the node; `state.exists` false: deletes it.
    /// `before`: what `find` gives for it; null: there is none.
    void put(std::string_view path, const NodeState* before, const NodeState& state, Zxid zxid);
    /// Opens a multi: what is put from here on can be taken back.
    void begin();
    void commit();
    void rollBack();

    /// Transactions up to `applied` are in the tree.
    void forget(Zxid applied);
    void clear();
    /// The tree's digest after all that is prepared.
    [[nodiscard]] std::uint64_t digest() const
    {
        return m_order.empty() ? m_tree.digest() : m_digest;
    }

    /// The session's ephemerals when all is applied, those of the tree first.
    [[nodiscard]] std::vector<std::string> ephemeralsOf(SessionId session) const;

private:
    struct Change {
        NodeState state;
        std::uint32_t pins = 0; ///< How often it stands in m_order.
    };
    using Map = std::unordered_map<std::string, Change, PathHash, std::equal_to<>>;
    struct Undo {
        Map::value_type* entry;
        bool wasThere;
        Change before;
    };
    void drop(Map::value_type* entry);

    DataTree& m_tree;
    Map m_changes;
    std::deque<std::pair<Zxid, Map::value_type*>> m_order; ///< One for each put, by zxid.
    std::vector<Undo> m_undo;
    std::uint64_t m_digest = 0;
    std::uint64_t m_undoDigest = 0;
    bool m_recording = false;
};

} // namespace zs::engine

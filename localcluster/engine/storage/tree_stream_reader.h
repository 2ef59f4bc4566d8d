// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/data_tree.h"

#include <map>
#include <memory>

namespace zs::engine::storage {

/// Reads the tree that a leader sends behind SNAP, in pieces of any size, into a new tree: session
/// table, ACL lists, nodes, signature. Source: SerializeUtils.deserializeSnapshot and
/// Learner.syncWithLeader of Apache ZooKeeper 3.8.
/// Memory: the tree and sessions as far as they have come, and one incomplete record.
class TreeStreamReader {
public:
    /// `maxRecordBytes`: a node (or an ACL list) that is larger, or says so, ends the reading.
    TreeStreamReader(DataTree::Options options, std::size_t maxRecordBytes);

    /// Takes the next bytes; returns how many of them belong to the stream: all but what stands
    /// behind the signature. Fails, for good: corrupt, naming the offset in the stream.
    [[nodiscard]] Result<std::size_t> feed(ByteView bytes);
    [[nodiscard]] bool finished() const { return m_stage == Stage::done; }
    /// Bytes of the stream so far.
    [[nodiscard]] std::size_t sizeBytes() const { return m_offset + m_pending.size(); }

    struct Received {
        std::unique_ptr<DataTree> tree;
        std::map<SessionId, std::int32_t> sessions; ///< Time-outs in ms.
    };
    /// Once, when finished. `lastProcessed`: the zxid of SNAP. Fails: corrupt (there is no root).
    [[nodiscard]] Result<Received> take(Zxid lastProcessed);

private:
    enum class Stage { sessionCount, session, aclCount, acl, node, signature, done };
    /// How many bytes the record at the start of `bytes` has, or, with `complete` false, how many
    /// are needed to tell more.
    struct Extent {
        std::size_t sizeBytes = 0;
        bool complete = false;
    };
    Result<Extent> measure(ByteView bytes);
    Result<Extent> measureAcl(ByteView bytes);
    Result<Extent> measureNode(ByteView bytes) const;
    Result<Extent> plainString(ByteView bytes, std::size_t at) const;
    Result<void> takeRecord(ByteView record);
    Result<void> takeNode(ByteView record);
    Result<void> takeSignature(ByteView record);
    void enter(Stage stage);
    [[nodiscard]] tl::unexpected<Error> corrupt(const std::string& what);

    std::size_t m_maxRecordBytes;
    Received m_received;
    TreeLoader m_loader;
    Stage m_stage = Stage::sessionCount;
    std::int32_t m_left = 0; ///< Sessions or ACL lists still to come.
    Bytes m_pending;         ///< The start of a record that is not complete.
    std::size_t m_needed = 0; ///< Below this size of `m_pending` nothing can be told.
    std::size_t m_offset = 0; ///< Of the current record in the stream.
    // How far an incomplete ACL list was counted, so that dribbled bytes cost nothing.
    std::size_t m_measured = 0;
    std::int64_t m_entriesLeft = 0;
    std::optional<Error> m_problem;
};

} // namespace zs::engine::storage

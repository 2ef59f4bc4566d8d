// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/storage/tree_stream_reader.h"
#include "localcluster/engine/zab/replica.h"

namespace zs::engine {

/// The tree that a leader sends behind SNAP, and what it sends between it and NEWLEADER. All of it
/// stays apart from the replica until it is whole, so that a synchronization that breaks off
/// leaves memory and disk as they were.
/// The tree is "fuzzy": it may hold effects of transactions above SNAP's zxid, which follow as
/// proposals and are applied once more; after the last of them it is exact. Source:
/// Learner.syncWithLeader of Apache ZooKeeper 3.8, which saves it at NEWLEADER, too.
class IncomingTree {
public:
    /// `zxid`: of SNAP. `keptTxns`: so many of the last transactions are in `take`'s tail.
    IncomingTree(
        DataTree::Options options, std::size_t keptTxns, std::size_t maxRecordBytes, Zxid zxid);
    /// From an empty tree on, without a stream: of a leader that sends all its transactions.
    IncomingTree(DataTree::Options options, std::size_t keptTxns);

    /// As TreeStreamReader::feed. Fails: corrupt.
    [[nodiscard]] Result<std::size_t> feed(ByteView bytes);
    /// The stream has come to its end.
    [[nodiscard]] bool complete() const { return m_tree != nullptr; }
    [[nodiscard]] std::size_t sizeBytes() const { return m_reader.sizeBytes(); }

    // ---- when complete ----
    void propose(ProposalRef proposal) { m_pending.push_back(std::move(proposal)); }
    /// Proposed and not committed, oldest first.
    [[nodiscard]] const std::deque<ProposalRef>& pending() const { return m_pending; }
    /// Applies the oldest pending transaction.
    void commitNext();
    /// The state at the last commit; the pending proposals stay.
    [[nodiscard]] RecoveredState take();

private:
    storage::TreeStreamReader m_reader;
    Zxid m_zxid;
    std::unique_ptr<DataTree> m_tree;
    std::map<SessionId, std::int32_t> m_sessions;
    std::deque<ProposalRef> m_pending;
    std::size_t m_keptTxns;
    std::deque<std::pair<Zxid, Bytes>> m_committed; ///< The last ones.
};

} // namespace zs::engine

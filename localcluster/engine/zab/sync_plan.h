// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"
#include "localcluster/trace/event.h"

#include <cstddef>
#include <span>
#include <string>

namespace zs::engine {

/// What a leader knows when a learner has said its last zxid. Both logs ascend and hold committed
/// transactions only; the views must outlive the call.
struct SyncQuestion {
    Zxid peer;                    ///< The learner's last zxid.
    Zxid lastProcessed;           ///< Of the leader's tree.
    std::span<const Zxid> memory; ///< The committed log in memory.
    /// The log on disk from a transaction <= `peer` on; empty when there is none so old, or when
    /// it is too long to be worth reading (zookeeper.snapshotSizeFactor).
    std::span<const Zxid> disk;
    bool forceSnapshot = false;
    /// The learner is one of ours (protocol 0x10001): it can cut its log back across an epoch.
    bool truncatesAcrossEpochs = false;
};

/// A stretch of one of the two logs, by index.
struct LogStretch {
    std::size_t begin = 0;
    std::size_t end = 0;
    [[nodiscard]] std::size_t size() const { return end - begin; }
    bool operator==(const LogStretch&) const = default;
};

/// How a learner is brought up to date: the operation packet, then PROPOSAL and COMMIT for each
/// transaction of `disk` and then of `memory`; for SNAP the stream comes between, and both are
/// empty.
struct SyncPlan {
    trace::SyncMode mode = trace::SyncMode::snap; ///< truncDiff: the packet is TRUNC.
    Zxid packetZxid; ///< DIFF: end of the committed log; TRUNC: where to cut; SNAP: of the tree.
    LogStretch disk;
    LogStretch memory;
    Zxid lastQueued; ///< Forwarding goes on behind it.
    std::string why; ///< For the trace.
};

/// Chooses as Apache ZooKeeper 3.8 does (LearnerHandler.syncFollower, queueCommittedProposals).
///
/// Across an epoch Apache sends SNAP where it would have to cut, since its learners do it wrongly;
/// with `truncatesAcrossEpochs` it is TRUNC and then the newer transactions. That is safe: a
/// transaction of epoch e exists only after a quorum took over its leader's history, so every
/// later leader and the learner have the same transactions before the first of epoch e; the last
/// committed one below the learner's zxid is in both histories.
[[nodiscard]] SyncPlan planSync(const SyncQuestion& question);

} // namespace zs::engine

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/data_tree.h"
#include "localcluster/engine/core/effects.h"
#include "localcluster/engine/quorum/election_greeting.h"

#include <map>
#include <memory>
#include <variant>

namespace zs::engine {

/// One connection of the quorum port; io gives the numbers out and never uses one twice.
struct QuorumLink {
    std::uint64_t value = 0;
    friend constexpr auto operator<=>(const QuorumLink&, const QuorumLink&) = default;
};

// ---- the quorum port ----

/// Begin or stop to listen for learners. Off: also closes what was accepted and not given a number.
struct ListenForLearners {
    bool on = false;
};
/// Connect to the leader at the first address that accepts; then `learnerDialled`/`…DialFailed`.
/// The answer names `attempt`; one of an older attempt is ignored.
struct DialLeader {
    ServerId leader;
    std::vector<HostPort> addresses;
    std::uint64_t attempt = 0;
};
/// Write these bytes, in order.
struct SendQuorum {
    QuorumLink link;
    Bytes bytes;
};
/// Send the tree and the sessions as they are at this moment: the stream that follows SNAP, with
/// its signature (storage's SnapshotWriter, SnapshotForm::stream). Bytes that come later
/// for this link wait behind it. Takes long: io works on a copy, beside the loop.
struct SendTree {
    QuorumLink link;
};
/// Send what was given before, then close; `quorumClosed` need not be called.
struct CloseQuorumLink {
    QuorumLink link;
    std::string why; ///< For the log.
};
using QuorumEffect
    = std::variant<ListenForLearners, DialLeader, SendQuorum, SendTree, CloseQuorumLink>;

// ---- the disk: one queue; each task begins when the one before it is done ----

enum class EpochFile : std::uint8_t { accepted, current };

/// Append and sync; then `logged(last zxid)`. Neighbours may share one sync.
struct AppendLog {
    LogBatch batch;
};
/// Write `NAME.tmp`, sync, rename, sync the directory; then `epochWritten`.
struct WriteEpoch {
    EpochFile file = EpochFile::accepted;
    std::int64_t epoch = 0;
};
/// Cut the log behind `last`, durably, and recover tree and sessions anew; then `truncated`. When
/// nothing that is kept reaches back so far nothing is changed; then `truncationImpossible`.
struct TruncateLog {
    Zxid last;
};
/// Save the present tree and sessions as a snapshot, synced and renamed, and drop log records
/// above `zxid`; then `treeSaved(zxid)`. The tree does not change meanwhile.
struct SaveTree {
    Zxid zxid;
};
/// Read the log's transactions from the last one <= `from` on, for a learner that is behind the
/// log in memory; then `logRead`. Not more than `limitBytes`; beside the queue, not in it.
struct ReadLog {
    QuorumLink link;
    Zxid from;
    std::int64_t limitBytes = 0; ///< < 0: no limit.
};
/// Keep a configuration beside the server's own: the one that was proposed last in
/// `<cfg>.dynamic.next`, a committed one in `<cfg>.dynamic.<version>`, to which <cfg> then points.
/// What comes behind it in the queue waits, so that no record of a reconfiguration is on disk
/// before what it proposes. Nothing is told: a failure is for the log, as in Apache.
struct WriteConfig {
    std::string text; ///< As in /zookeeper/config.
    std::int64_t version = 0;
    bool committed = false;
    bool dropsNext = false;       ///< Nothing newer is proposed.
    bool namesClientPort = false; ///< So <cfg> must not any more.
};
using DiskTask
    = std::variant<AppendLog, WriteEpoch, TruncateLog, SaveTree, ReadLog, WriteConfig>;

/// What recovery from disk gives.
struct RecoveredState {
    std::unique_ptr<DataTree> tree;
    std::map<SessionId, std::int32_t> sessions; ///< Time-outs in ms.
    /// The end of the log, oldest first: at most `commitLogCount` transactions with their entries.
    std::vector<std::pair<Zxid, Bytes>> tail;
};

/// What leader and learner want done; part of PeerEffects.
struct ZabEffects {
    std::vector<QuorumEffect> quorum;
    std::vector<DiskTask> disk;
    /// Sentences for the server's log, in order.
    std::vector<std::string> remarks;
    /// The same, for an operator to act upon.
    std::vector<std::string> warnings;
    /// Nothing can go on (say why): the process ends.
    std::optional<std::string> fatal;
};

} // namespace zs::engine

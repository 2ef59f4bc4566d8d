// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/zab/incoming_tree.h"
#include "localcluster/engine/zab/learner_upstream.h"

namespace zs::engine {

/// A follower or an observer, from the end of the election to the end of its service.
/// QuorumPeer tells it what happened; what it wants done goes into Replica's effects. After each
/// call QuorumPeer asks `over` and `servedEpoch`. The destructor does nothing outside.
/// Source: Learner, Follower, Observer of Apache ZooKeeper 3.8; at NEWLEADER of 3.9 (history on
/// disk, then currentEpoch, then ACK). Stated difference: a connection that is closed within a tick
/// and before the leader said anything counts as one that was refused, and is tried again.
///
/// Laws
/// - The disk never holds a transaction of an epoch above its currentEpoch, but for a snapshot
///   that was just received: what comes of epoch e is appended behind currentEpoch := e, which is
///   right since all of e's initial history was appended before it. So a synchronization that
///   breaks off anywhere leaves a history that may vote.
/// - What follows SNAP stays apart from replica and disk until NEWLEADER.
/// - zxids come without gaps; a COMMIT names the oldest pending proposal. Else the role is over.
/// - While the disk must act first (`waitsForDisk`) bytes of the leader wait, and no time-out runs.
/// Threads: none; one at a time.
class Learner {
public:
    /// `replica` must outlive it.
    Learner(Replica& replica, ServerId leader);
    Learner(const Learner&) = delete;
    Learner& operator=(const Learner&) = delete;
    /// Dials.
    void start(Now now);

    void dialled(std::uint64_t attempt, QuorumLink link, Now now);
    void dialFailed(std::uint64_t attempt, std::string_view why, Now now);
    void received(QuorumLink link, ByteView bytes, Now now);
    void closed(QuorumLink link, std::string_view why, Now now);
    void backlog(QuorumLink link, std::size_t sizeBytes, Now now);

    // The disk's completions; the replica has taken them in already.
    void logged(Zxid last, Now now);
    void epochWritten(EpochFile file, std::int64_t epoch, Now now);
    void truncated(Now now);
    void treeSaved(Zxid zxid, Now now);

    void tick(Now now);
    [[nodiscard]] std::optional<Instant> nextTimer() const;

    /// Ends the role from outside (QuorumPeer): closes the link. The replica's clients are closed
    /// by QuorumPeer.
    void end(const std::string& why, Now now);
    /// Why the role is over; nothing: it goes on.
    [[nodiscard]] const std::optional<std::string>& over() const { return m_over; }
    /// Set once synchronization is over and clients are served.
    [[nodiscard]] std::optional<std::int64_t> servedEpoch() const { return m_servedEpoch; }

    void fillFigures(ServerFigures& figures) const;

private:
    enum class Phase : std::uint8_t {
        dialling,      ///< Or waits for the next try.
        leaderInfo,    ///< LEADERINFO must come.
        acceptedEpoch, ///< Disk.
        syncMode,      ///< DIFF, TRUNC or SNAP must come.
        truncating,    ///< Disk.
        tree,          ///< The stream behind SNAP.
        history,       ///< What was committed, until NEWLEADER.
        savingTree,    ///< Disk: after SNAP.
        newLeader,     ///< Disk: all that came before NEWLEADER, and currentEpoch.
        upToDate,      ///< NEWLEADER is acknowledged; UPTODATE must come.
        serving,
    };

    // Connection and discovery (learner.cpp).
    void dial(Now now);
    void giveUp(std::string why);
    void processInput(Now now);
    void process(const QuorumPacket& packet, Now now);
    void takeLeaderInfo(const QuorumPacket& packet, Now now);
    void sendEpochAck(std::int32_t currentEpoch);
    [[nodiscard]] bool waitsForDisk() const;
    [[nodiscard]] std::chrono::milliseconds readLimit() const;
    [[nodiscard]] std::optional<Instant> deadline() const;

    // Synchronization (learner_sync.cpp).
    void takeSyncMode(const QuorumPacket& packet);
    void beginTree(const QuorumPacket& packet);
    void feedTree(Now now);
    void takeNewLeader(const QuorumPacket& packet, Now now);
    void saveIncomingTree(Now now);
    void ackNewLeaderWhenDurable(Now now);
    void takeUpToDate(Now now);
    void writeCurrentEpoch(std::int64_t epoch);

    // Transactions, pings, answers (learner_traffic.cpp).
    void takeTraffic(const QuorumPacket& packet, Now now);
    [[nodiscard]] bool propose(const QuorumPacket& packet, ByteView entry, Now now);
    [[nodiscard]] bool isNext(Zxid zxid) const;
    void append(ProposalRef proposal);
    void commit(Zxid zxid, Now now);
    void checkDigest(const Txn& txn);
    void inform(const QuorumPacket& packet, ByteView entry, Now now);
    void activate(const QuorumPacket& packet, Now now);
    void noteReconfig(const Txn& txn, Now now);
    void answerPing(const QuorumPacket& packet);
    void acknowledgeLogged();
    void ack(Zxid zxid);
    void remarkUnknown(const QuorumPacket& packet);

    Replica& m_replica;
    ServerId m_leader;
    bool m_observer;
    LeaderLink m_link;
    LearnerUpstream m_upstream;
    Phase m_phase = Phase::dialling;
    std::optional<std::string> m_over;
    std::optional<std::int64_t> m_servedEpoch;

    std::uint64_t m_attempt = 0;
    int m_tries = 0;
    Instant m_dialUntil;
    std::optional<Instant> m_dialAgainAt;
    Instant m_connectedAt;
    Instant m_lastHeard;

    std::int64_t m_newEpoch = 0;
    std::int64_t m_currentEpoch = 0; ///< On disk, or on its way there.
    Zxid m_last;                     ///< Of the last proposal that came, or of what was there.
    std::optional<IncomingTree> m_incoming; ///< From SNAP to NEWLEADER.
    Instant m_nextProgress;
    std::optional<Zxid> m_truncateTo;
    bool m_wholeTree = false; ///< What is here is of no use: it said that it has nothing.
    std::optional<std::string> m_newConfig; ///< Of NEWLEADER; committed with UPTODATE.
    Zxid m_historyEnd; ///< What must be on disk before NEWLEADER is acknowledged.
    std::deque<Zxid> m_unlogged;  ///< Appended, not on disk.
    std::deque<Zxid> m_ackable;   ///< On disk, and NEWLEADER is not acknowledged yet.
    std::size_t m_pendingBytes = 0; ///< Of proposals that are not committed.
    std::size_t m_unknownPackets = 0;
    bool m_digestDiffered = false;
};

} // namespace zs::engine

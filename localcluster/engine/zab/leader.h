// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/primary.h"
#include "localcluster/engine/quorum/learner_records.h"
#include "localcluster/engine/zab/learner_peer.h"
#include "localcluster/engine/zab/replica.h"
#include "localcluster/engine/zab/sync_plan.h"

namespace zs::engine {

/// A leader, from the end of the election to the end of its leadership: discovery, synchronization
/// of each learner, broadcast. It is also the `Upstream` of its own clients: it decides the order
/// of writes and when sessions expire.
/// QuorumPeer tells it what happened; what it wants done goes into Replica's effects. After each
/// call QuorumPeer asks `over` and `servedEpoch`; before it takes effects it calls `collect`.
/// Hostile bytes: a connection with a damaged or impossible packet is closed, and no other.
/// Source: Leader, LearnerHandler, LeaderZooKeeperServer of Apache ZooKeeper 3.8. Stated
/// differences: a learner's ACK counts for all proposals up to it, since its log has no gaps; an
/// ACK of another zxid than NEWLEADER's does not cost a learner its vote; of two connections with
/// one server id the newer one stays; ephemerals of sessions that nobody knows are removed by
/// closeSession transactions, not silently; servers that are not in the configuration are refused
/// unless reconfig is enabled; a member that has accepted a later epoch ends the leadership, since
/// only a later one can take it in.
/// Threads: none; one at a time.
class Leader final : private Upstream {
public:
    /// Connections that have not said who they are.
    static constexpr std::size_t maxUnknown = 64;
    static constexpr std::size_t maxGreetingBytes = 4096;

    /// `replica` must outlive it.
    explicit Leader(Replica& replica);
    ~Leader() = default;
    Leader(const Leader&) = delete;
    Leader& operator=(const Leader&) = delete;
    void start(Now now);

    void accepted(QuorumLink link, std::string from, Now now);
    void received(QuorumLink link, ByteView bytes, Now now);
    void closed(QuorumLink link, std::string_view why, Now now);
    void backlog(QuorumLink link, std::size_t sizeBytes, Now now);
    /// So much of the stream behind SNAP has left; `whole`: that was all.
    void treeSent(QuorumLink link, std::int64_t sizeBytes, bool whole, Now now);

    // The disk's completions; the replica has taken them in already.
    void logged(Now now);
    void epochWritten(EpochFile file, std::int64_t epoch, Now now);
    void logRead(QuorumLink link, std::optional<std::vector<std::pair<Zxid, Bytes>>> entries,
        Now now);

    void tick(Now now);
    [[nodiscard]] std::optional<Instant> nextTimer() const;
    /// Its clock stood still for so long that nobody need believe it leads: `tick` first.
    [[nodiscard]] bool isOverdue(Now now) const
    {
        return m_stage == Stage::broadcast && now.instant > m_nextQuorumCheck + syncTime();
    }
    /// Puts what was written for each learner since the last time into one effect each.
    void collect();

    /// Ends the role: closes the links and the port.
    void end(const std::string& why);
    /// Why the role is over; nothing: it goes on.
    [[nodiscard]] const std::optional<std::string>& over() const { return m_over; }
    /// Set once a quorum has taken over this leader's history: it commits from then on.
    [[nodiscard]] std::optional<std::int64_t> servedEpoch() const;
    /// Null until then.
    [[nodiscard]] const SessionTable* sessionTable() const;
    void fillFigures(ServerFigures& figures, Now now) const;

private:
    enum class Stage { epochWait, epochWrite, epochAcks, newLeaderAcks, broadcast };
    using Ms = std::chrono::milliseconds;

    // Upstream: the leader's own clients (leader_sessions.cpp).
    void submit(const WriteRequest& request, Now now) override;
    void upgrade(SessionId session, Ms timeout, Now now) override;
    Errc checkSession(SessionId session) const override;
    bool touch(SessionId session, Ms timeout, Now now) override;
    SessionId newSession(Ms timeout, Now now) override;
    void revalidate(ConnectionId id, SessionId session, Ms timeout, Now now) override;
    void sync(const WriteRequest& request, Now now) override;
    [[nodiscard]] Errc standing(const WriteRequest& request, QuorumLink owner);
    void openSessions(Now now);
    void closeLostSessions(Now now);
    void tellMoved(SessionId session, QuorumLink to, Ms timeout);
    void takeRequest(LearnerPeer& learner, const QuorumPacket& packet, Now now);
    void takeRevalidation(LearnerPeer& learner, const QuorumPacket& packet, Now now);
    void takePing(LearnerPeer& learner, const QuorumPacket& packet, Now now);

    // Links (leader.cpp).
    void handle(LearnerPeer& learner, const QuorumPacket& packet, Now now);
    void send(LearnerPeer& learner, PacketType type, Zxid zxid,
        std::optional<ByteView> data = std::nullopt);
    void flush(LearnerPeer& learner);
    void drop(LearnerPeer& learner, const std::string& why);
    void forget(LearnerPeer& learner, const std::string& why);
    void sweep();
    void giveUp(std::string why);
    void checkDeadlines(Now now);
    void checkQuorum(Now now);
    void ping(Now now);
    [[nodiscard]] Instant deadlineOf(const LearnerPeer& learner) const;
    [[nodiscard]] bool isVoter(const LearnerPeer& learner) const;
    [[nodiscard]] Ms initTime() const;
    [[nodiscard]] Ms syncTime() const;

    // Discovery (leader_discovery.cpp).
    void takeGreeting(LearnerPeer& learner, const QuorumPacket& packet, Now now);
    [[nodiscard]] std::optional<std::string> refusal(
        const QuorumPacket& packet, const LearnerInfo& info) const;
    void takeEpochAck(LearnerPeer& learner, const QuorumPacket& packet, Now now);
    void nameFirstConfig(Now now);
    void makeRoomFor(const LearnerPeer& learner, std::int64_t acceptedEpoch);
    void proposeEpoch(ServerId from, std::int64_t acceptedEpoch, Now now);
    void sendLeaderInfo(LearnerPeer& learner, Now now);
    void countEpochAck(ServerId from, Now now);

    // Synchronization (leader_sync.cpp).
    void beginSync(LearnerPeer& learner, Now now);
    [[nodiscard]] SyncPlan plan(const LearnerPeer& learner, const std::vector<Zxid>& disk) const;
    [[nodiscard]] bool mayBeginSync(const LearnerPeer& learner, bool snapshot) const;
    void startPlan(LearnerPeer& learner, const SyncPlan& plan,
        const std::vector<std::pair<Zxid, Bytes>>& disk, Now now);
    void sendPlan(LearnerPeer& learner, const SyncPlan& plan,
        const std::vector<std::pair<Zxid, Bytes>>& disk, Instant now);
    void takeNewLeaderAck(LearnerPeer& learner, const QuorumPacket& packet, Now now);
    void countNewLeaderAck(ServerId from, Now now);
    void openBroadcast(Now now);
    void commitConfig(Now now);
    void sendUpToDate(LearnerPeer& learner, Now now);

    // Broadcast (leader_broadcast.cpp).
    void takeLive(LearnerPeer& learner, const QuorumPacket& packet, Now now);
    void takeAck(LearnerPeer& learner, Zxid zxid, Now now);
    void propose(const WriteRequest& request, Now now);
    [[nodiscard]] Zxid commitPoint() const;
    void advance(Now now);
    void commitOne(Now now);
    void tellAcks(Zxid zxid);

    /// A sync that waits until what was proposed before it is committed.
    struct PendingSync {
        Zxid behind;
        QuorumLink link; ///< 0: of an own client.
        SessionId session;
        std::int32_t xid = 0;
    };

    Replica& m_replica;
    const PeerSettings& m_settings;
    QuorumRule m_rule;
    std::map<QuorumLink, LearnerPeer> m_learners;
    bool m_sweepNeeded = false;
    std::optional<std::string> m_over;
    Stage m_stage = Stage::epochWait;
    Instant m_stageEnds;

    std::int64_t m_epoch = 0;
    std::set<ServerId> m_heard;         ///< Voters whose accepted epoch is known.
    std::set<ServerId> m_epochAckers;
    std::set<ServerId> m_newLeaderAckers;
    Zxid m_startZxid;
    std::int64_t m_startEpoch = 0;

    std::optional<Primary> m_primary; ///< From broadcast on.
    /// Where each session is attached; 0: here.
    std::unordered_map<SessionId, QuorumLink> m_owners;
    std::map<QuorumLink, ServerId> m_servers; ///< Of all learners of this epoch.
    std::deque<PendingSync> m_syncs;
    Zxid m_lastCommitted;
    SessionId m_awaiting; ///< Whose client the last commit of this turn answers.
    bool m_acksChanged = false;
    Instant m_nextPing;
    Instant m_nextQuorumCheck;
    Instant m_leadsSince;
    ProposalSizes m_proposalSizes;
};

} // namespace zs::engine

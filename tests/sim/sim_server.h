// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/peer/quorum_peer.h"
#include "localcluster/engine/quorum/quorum_packet.h"
#include "tests/sim/ensemble.h"
#include "tests/sim/sabotage.h"
#include "tests/sim/sim_disk.h"

#include <unordered_map>

namespace zs::sim {

/// A server process of the simulation: the real QuorumPeer, whose ports are the simulated network
/// and whose disk is a SimDisk. It performs what the member wants, and tells the ghosts.
class SimServer final : public Host, private SimDisk::Owner, private engine::PeerListener {
public:
    SimServer(Ensemble& world, ServerId id);
    ~SimServer() override;
    void start(engine::PeerHistory history);

    /// The process stands still (SIGSTOP); what happens meanwhile waits for it.
    void pause(bool on);
    [[nodiscard]] bool isPaused() const { return m_paused; }
    /// Reads a disk again that had failed.
    void mendDisk();
    [[nodiscard]] bool hasFailedDisk() const { return m_diskFailed; }

    [[nodiscard]] const engine::QuorumPeer& peer() const { return m_peer; }
    [[nodiscard]] engine::PeerState state() const { return m_peer.state(); }
    [[nodiscard]] bool serves() const { return m_peer.serves(); }
    [[nodiscard]] std::int64_t epoch() const { return m_peer.currentEpoch(); }
    [[nodiscard]] Zxid lastZxid() const { return m_peer.tree().lastProcessed(); }
    /// Whom the last election here chose.
    [[nodiscard]] ServerId leader() const { return m_elected; }
    /// It acknowledged NEWLEADER and was not told UPTODATE yet.
    [[nodiscard]] bool awaitsUpToDate() const { return m_newLeaderAcked && !serves(); }

    /// A leader's: what it had sent to this learner before NEWLEADER of this epoch.
    [[nodiscard]] std::optional<Zxid> historyGiven(ServerId learner, std::int64_t epoch) const;

    void accepted(End end, trace::Port port) override;
    void connected(std::uint64_t dial, End end) override;
    void connectFailed(std::uint64_t dial, bool refused) override;
    void received(End end, ByteView bytes) override;
    void closed(End end) override;

private:
    struct Client {
        engine::ConnectionId id;
        Bytes input; ///< What it would not take yet.
    };

    // SimDisk::Owner
    void diskDone(SimDisk::Tell tell) override;
    void diskReachedCrash() override;
    void diskFailed(const std::string& why) override;
    // PeerListener
    void tell(const trace::Event& event) override;
    void txn(engine::TxnStep step, const engine::Txn& txn, std::size_t sizeBytes) override;
    void session(SessionId id, engine::SessionStep step, const engine::Peer* client,
        std::chrono::milliseconds timeout) override;
    void digest(Zxid, std::uint64_t) override {}
    [[nodiscard]] bool wantsDetail() const override { return false; }
    void reply(SessionId, std::int32_t, OpCode, Zxid, Errc) override {}
    void event(SessionId, EventType, std::string_view, Zxid) override {}

    [[nodiscard]] engine::Now now() const;
    void post(std::function<void()> call);
    void after(std::chrono::nanoseconds delay, std::function<void()> call);
    void turn();
    void perform();
    void performElection(engine::PortEffect& effect);
    void performQuorum(engine::QuorumEffect& effect);
    void performDisk(engine::DiskTask& task);
    bool performClients();
    void feedClient(End end, Client& client, ByteView bytes);
    void closeClient(engine::ConnectionId id);
    bool sendPending(End end, Client& client);
    void pollBacklogs();
    void armTimer(std::optional<Instant> at);

    // What the invariants see.
    void check();
    void checkState();
    void checkBounds();
    void sentPacket(ServerId to, const engine::QuorumPacket& packet);
    void sentAck(ServerId to, Zxid zxid);
    void forgeAck(ServerId from, Zxid zxid);
    void forgeRevalidation(ServerId leader, const engine::QuorumPacket& question);
    void hearForged(ServerId from, const engine::QuorumPacket& packet);

    Ensemble& m_world;
    ServerId m_id;
    SimDisk& m_disk;
    engine::QuorumPeer m_peer;
    Sabotage m_sabotage;
    engine::PeerEffects m_effects;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0); ///< Late events look for it.
    bool m_paused = false;
    std::vector<std::function<void()>> m_missed; ///< While paused.
    bool m_turnWaits = false;
    bool m_diskFailed = false;
    std::size_t m_logged = 0; ///< Transactions since the last snapshot.
    std::size_t m_snapshotAfter;

    std::map<std::uint64_t, ServerId> m_electionDials;
    std::map<std::uint64_t, std::uint64_t> m_leaderDials; ///< Attempts.
    std::set<End> m_electionEnds;
    std::set<End> m_quorumEnds;
    std::set<End> m_slowEnds; ///< Whose backlog the member was told of.
    std::map<End, engine::PacketSplitter> m_taps;
    std::map<End, Client> m_clients;
    std::unordered_map<std::uint32_t, End> m_clientEnds;
    std::set<End> m_fullClients; ///< Their connection takes no more for now.
    bool m_polling = false;
    std::optional<EventQueue::Key> m_timerKey;
    std::optional<Instant> m_timerAt;

    ServerId m_elected;
    bool m_established = false;
    bool m_served = false;
    bool m_newLeaderAcked = false;
    std::optional<Zxid> m_checkedZxid;
    engine::PeerState m_checkedState = engine::PeerState::looking;
    std::map<ServerId, Zxid> m_givenBeforeNewLeader; ///< The leader's: history given, by learner.
    std::map<ServerId, std::pair<std::int64_t, Zxid>> m_newLeaderSent; ///< Epoch, history.
};

} // namespace zs::sim

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/election/election_port.h"
#include "localcluster/engine/quorum/learner_records.h"
#include "localcluster/engine/quorum/quorum_packet.h"
#include "tests/sim/ensemble.h"

namespace zs::sim {

/// A server process of the simulation: the real election port, and a model of ZAB on the quorum
/// port that agrees on epochs and zxids with the real packets but has neither data nor sessions.
/// The real `engine/zab` takes the model's place when it is there; see README.md.
class SimServer final : public Host {
public:
    SimServer(Ensemble& world, ServerId id, engine::QuorumRule rule, bool observer);
    ~SimServer() override;
    void start();

    /// The leader's side: logs a transaction and proposes it. False unless it is established.
    bool propose();

    [[nodiscard]] engine::PeerState state() const { return m_port.election().state(); }
    [[nodiscard]] const engine::Vote& vote() const { return m_port.election().vote(); }
    [[nodiscard]] std::int64_t round() const { return m_port.election().round(); }
    [[nodiscard]] bool serves() const { return m_serves; }
    /// The epoch under which it serves.
    [[nodiscard]] std::int64_t epoch() const { return m_epoch; }

    void accepted(End end, trace::Port port) override;
    void connected(std::uint64_t dial, End end) override;
    void connectFailed(std::uint64_t dial, bool refused) override;
    void received(End end, ByteView bytes) override;
    void closed(End end) override;

private:
    struct Learner {
        ServerId id;
        engine::PacketSplitter packets{std::size_t(1) << 20};
        Instant heard;
        std::int64_t acceptedEpoch = -1;
        bool epochAcked = false;
        bool synced = false; ///< Acknowledged NEWLEADER.
        bool told = false;   ///< LEADERINFO was sent.
        Zxid acked;
    };

    [[nodiscard]] Instant now() const;
    [[nodiscard]] Disk& disk();
    void write(const Disk& disk);
    void perform(engine::PortEffects effects);
    void armTimer();
    void timer();
    void look(const std::string& why);
    void endRole();
    void send(End end, engine::PacketType type, Zxid zxid, std::optional<Bytes> data = {});

    // The leader's side.
    void lead();
    void learnerSent(End end, Learner& learner, const engine::QuorumPacket& packet);
    void fixEpoch();
    void countEpochAcks();
    void bringUpToDate(End end, Learner& learner);
    void countSynced();
    void countProposalAcks();
    [[nodiscard]] std::set<ServerId> learnersWith(
        const std::function<bool(const Learner&)>& test) const;
    void checkLearners();

    // The learner's side.
    void follow();
    void leaderSent(const engine::QuorumPacket& packet);

    Ensemble& m_world;
    ServerId m_id;
    bool m_observer;
    engine::QuorumRule m_rule;
    engine::ElectionPort m_port;
    bool m_serves = false;
    std::int64_t m_epoch = 0;
    int m_role = 0; ///< Counts roles: what comes for an old one is out of date.

    std::map<End, Learner> m_learners;
    std::int64_t m_newEpoch = -1; ///< Fixed by a quorum of acceptedEpochs.
    bool m_epochAgreed = false;
    std::uint32_t m_counter = 0;
    Disk m_atStart; ///< The leader's history when it began to lead.

    std::optional<End> m_leaderEnd;
    std::optional<std::uint64_t> m_leaderDial;
    engine::PacketSplitter m_fromLeader{std::size_t(1) << 20};
    Instant m_heardLeader;
    Instant m_giveUpAt; ///< initLimit.

    std::map<std::uint64_t, ServerId> m_dials; ///< Of the election port.
    std::set<End> m_electionEnds;
    std::optional<EventQueue::Key> m_timerKey;
    std::optional<EventQueue::Key> m_tickKey;
    std::optional<EventQueue::Key> m_redialKey;
};

} // namespace zs::sim

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/timeline/flight.h"
#include "localcluster/timeline/lane.h"
#include "localcluster/timeline/reducer_state.h"

namespace zs::timeline {

/// From `t` on, this server's lane shows this.
struct LaneChange {
    Instant t;
    ServerId server;
    LaneState state = LaneState::unknown;
    std::optional<trace::SyncMode> mode;
    std::optional<std::int64_t> epoch;
    bool inferred = false;
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.t, r.server, r.state, r.mode, r.epoch, r.inferred);
    }
    bool operator==(const LaneChange&) const = default;
};

/// An election began (`leader` is none) or ended.
struct ElectionChange {
    Instant t;
    bool begins = true;
    std::optional<ServerId> leader;
    std::int64_t round = 0;
    static constexpr auto fields(auto& r) { return std::tie(r.t, r.begins, r.leader, r.round); }
    bool operator==(const ElectionChange&) const = default;
};

/// What one or more moments told, besides changing the state.
struct Told {
    std::vector<Happening> happenings;
    std::vector<LaneChange> lanes;
    std::vector<ElectionChange> elections;
    std::vector<PacketFlight> flights; ///< That arrived; and arrivals whose sending nobody saw.
    std::vector<CountedFlow> flows;
    std::vector<LoadPoint> loads;
    void clear();
};

/// Turns moments, in order, into the state of the picture: a step function without I/O or clock.
/// Equal moments give equal states; any state, even one of a hostile file, is taken without harm.
class Reducer {
public:
    Reducer() = default;
    explicit Reducer(ReducerState state) : m_state(std::move(state)) {}

    /// Takes one moment. `told` grows by what it told.
    void apply(const Moment& moment, MomentIndex index, Told& told);

    [[nodiscard]] const ReducerState& state() const { return m_state; }
    /// The picture at `t`, which is not before the last moment.
    [[nodiscard]] ClusterPicture picture(Instant t) const;

private:
    using Server = ServerPicture;

    // One for each kind; `s` is the server that told it. In reducer_*.cpp by subject.
    void take(Server& s, const trace::StateEvent& e);
    void take(Server& s, const trace::RoundEvent& e);
    void take(Server& s, const trace::NotifyEvent& e);
    void take(Server& s, const trace::CompareEvent& e);
    void take(Server& s, const trace::TallyEvent& e);
    void take(Server& s, const trace::ElectedEvent& e);
    void take(Server& s, const trace::PhaseEvent& e);
    void take(Server& s, const trace::EpochFileEvent& e);
    void take(Server& s, const trace::LearnerEvent& e);
    void take(Server& s, const trace::SyncEvent& e);
    void take(Server& s, const trace::SyncProgressEvent& e);
    void take(Server& s, const trace::AcksEvent& e);
    void take(Server& s, const trace::PacketEvent& e);
    void take(Server& s, const trace::TxnEvent& e);
    void take(Server& s, const trace::FlowEvent& e);
    void take(Server& s, const trace::SessionEvent& e);
    void take(Server&, const trace::ReplyEvent&) {}
    void take(Server&, const trace::WatchFiredEvent&) {}
    void take(Server& s, const trace::LinkEvent& e);
    void take(Server& s, const trace::QuorumLostEvent& e);
    void take(Server& s, const trace::QuorumFoundEvent& e);
    void take(Server& s, const trace::DigestEvent& e);
    void take(Server& s, const trace::DiskEvent& e);
    void take(Server& s, const trace::DroppedEvent& e);
    void take(Server& s, const trace::StreamEvent& e);
    void take(Server& s, const trace::PolledEvent& e);
    void take(Server&, const trace::FaultEvent&) {} // The launcher's: below.
    void take(Server&, const trace::ProcessEvent&) {}
    void take(Server&, const trace::LoadEvent&) {}
    void takeFault(const trace::FaultEvent& e);
    void takeProcess(const trace::ProcessEvent& e);
    void takeLoad(const trace::LoadEvent& e);
    void takeConfig(const std::string& config);

    [[nodiscard]] Server* server(ServerId id, bool make);
    [[nodiscard]] bool isVoter(ServerId id) const;
    void applyTo(const Moment& moment);
    void afterwards();
    Happening& tell(HappeningKind kind, ServerId server);

    // States and elections.
    void forgetRole(Server& s);
    void goDown(Server& s, const std::string& why);
    void beginLooking(Server& s, const trace::StateEvent& e);
    void leaveRole(Server& s, const trace::StateEvent& e);
    void becomeVote(Server& s, const trace::Vote& vote);
    [[nodiscard]] std::optional<ServerId> servingLeader() const;
    void watchService();
    void watchElection();
    void watchLanes();
    [[nodiscard]] StagePicture stageNow() const;
    void finishElection(ClusterPicture& picture) const;

    // Synchronization and broadcast.
    [[nodiscard]] SyncPicture* syncOf(ServerId learner);
    SyncPicture& openSync(ServerId leader, ServerId learner);
    void packetAtLeader(Server& s, const trace::PacketEvent& e);
    void packetAtLearner(Server& s, const trace::PacketEvent& e);
    void modeFromPacket(Server& s, const trace::PacketEvent& e, trace::SyncMode mode);
    void foreignSays(const Server& hearer, ServerId from, std::string_view type, Zxid zxid);
    void foreignLogged(Server& s, Zxid zxid);
    void foreignServes(Server& s, std::int64_t epoch);
    [[nodiscard]] TxnPicture* transaction(Zxid zxid);
    void step(Server& s, Zxid zxid, trace::TxnStep step);
    void commitAt(Server& s, Zxid zxid);
    void cutTransactions(ServerId learner, Zxid after);

    // Flights.
    void sent(OpenSend send);
    void received(const OpenSend& arrived);
    void abandonSends(ServerId from, ServerId to, std::optional<trace::Port> port);

    // Sessions and the cost of a failover.
    void loseSessionsOf(ServerId server);
    void sessionBack(const SessionPicture& session);
    void sessionGone(SessionId id);
    void serviceReturned(ServerId leader);
    void tellCostWhenKnown();

    ReducerState m_state;
    const Moment* m_moment = nullptr; ///< The one that is being taken.
    MomentIndex m_index = 0;
    Told* m_told = nullptr;
};

} // namespace zs::timeline

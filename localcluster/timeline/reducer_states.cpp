// SPDX-License-Identifier: Apache-2.0
// The reducer's rules about states, phases and epochs, and what they mean for the whole cluster.
#include "localcluster/timeline/reducer.h"

#include <algorithm>

namespace zs::timeline {

using trace::Phase;
using trace::ServerState;

namespace {

LaneState laneOf(const ServerPicture& s)
{
    if (s.process == ProcessState::paused)
        return LaneState::paused;
    if (s.isDown())
        return LaneState::down;
    if (!s.state)
        return LaneState::unknown;
    if (s.isSyncing())
        return LaneState::syncing;
    switch (*s.state) {
    case ServerState::looking: return LaneState::looking;
    case ServerState::following: return LaneState::following;
    case ServerState::leading: return LaneState::leading;
    case ServerState::observing: return LaneState::observing;
    case ServerState::down: break;
    }
    return LaneState::down;
}

bool hasRole(std::optional<ServerState> state)
{
    return state == ServerState::following || state == ServerState::leading
        || state == ServerState::observing;
}

} // namespace

void Reducer::take(Server& s, const trace::StateEvent& e)
{
    if (e.to == ServerState::down) {
        tell(HappeningKind::stopped, s.id).why = e.why;
        goDown(s, e.why);
        s.state = ServerState::down;
        return afterwards();
    }
    leaveRole(s, e);
    if (e.to == ServerState::looking)
        beginLooking(s, e);
    s.state = e.to;
    s.stateSince = m_moment->t;
    s.stateWhy = cutText(e.why);
    s.inferred = m_moment->inferred;
    // Whoever writes lines runs, whatever was told of its process before.
    if (s.isDown())
        s.process = ProcessState::running;
    afterwards();
}

/// What a server says of the role that it leaves.
void Reducer::leaveRole(Server& s, const trace::StateEvent& e)
{
    if (e.to == s.state || e.to != ServerState::looking || !hasRole(s.state))
        return;
    if (s.state == ServerState::leading) {
        Happening& told = tell(HappeningKind::stepsDown, s.id);
        told.epoch = s.currentEpoch;
        told.why = e.why;
    } else {
        Happening& told = tell(HappeningKind::lostLeader, s.id);
        told.other = s.leader;
        told.why = e.why;
    }
}

void Reducer::beginLooking(Server& s, const trace::StateEvent& e)
{
    if (!hasRole(s.state)) {
        Happening& told = tell(HappeningKind::startsLooking, s.id);
        told.state = e.from;
        told.why = e.why;
    }
    const std::vector<Server>& all = m_state.picture.servers;
    const bool alone = std::none_of(all.begin(), all.end(),
        [](const Server& one) { return one.state == ServerState::looking && !one.isDown(); });
    if (alone && !m_state.picture.election.underWay) {
        m_state.picture.election.rows.clear();
        m_state.picture.election.olderRows = 0;
    }
    forgetRole(s);
}

/// All that belongs to one election and the role after it.
void Reducer::forgetRole(Server& s)
{
    if (s.isLeader())
        m_state.picture.syncs.clear();
    s.phase.reset();
    s.leader.reset();
    s.vote.reset();
    s.previousVote.reset();
    s.held.clear();
    s.tally.reset();
    s.sync.reset();
    s.quorumLost = false;
    s.silent.clear();
    s.logMin.reset();
    s.logMax.reset();
    std::erase_if(s.links, [](const LinkEnd& one) { return one.port == trace::Port::quorum; });
}

/// The server does not run any more: nothing of it is to be seen but what its disk holds.
void Reducer::goDown(Server& s, const std::string& why)
{
    forgetRole(s);
    s.links.clear();
    s.round.reset();
    s.connections.reset();
    s.outstanding.reset();
    s.nodes.reset();
    s.state = ServerState::down;
    s.stateSince = m_moment->t;
    s.stateWhy = cutText(why);
    loseSessionsOf(s.id);
    abandonSends(s.id, ServerId(), std::nullopt);
}

void Reducer::take(Server& s, const trace::PhaseEvent& e)
{
    s.phase = e.phase;
    if (e.phase != Phase::broadcast) {
        if (s.isLeader() && e.phase == Phase::discovery) {
            m_state.picture.syncs.clear();
            StagePicture& stage = m_state.picture.stage;
            const std::optional<std::int64_t> waited = stage.waitedNs;
            stage = StagePicture();
            stage.waitedNs = waited; // Told with the end of this leader's election.
        }
        return afterwards();
    }
    if (s.isLeader()) {
        Happening& told = tell(HappeningKind::leads, s.id);
        told.epoch = e.epoch;
        told.need = m_state.picture.quorumSize;
        told.have = static_cast<std::int64_t>(m_state.picture.stage.newLeaderAcks.size());
    } else {
        const bool observer = s.state == ServerState::observing;
        Happening& told = tell(
            observer ? HappeningKind::observes : HappeningKind::follows, s.id);
        if (e.epoch > 0) // A learner's log does not tell it.
            told.epoch = e.epoch;
        told.other = s.leader;
        if (SyncPicture* sync = syncOf(s.id)) {
            sync->upToDate = true;
            sync->changed = m_moment->t;
        }
    }
    if (s.isForeign())
        foreignServes(s, e.epoch);
    afterwards();
}

void Reducer::take(Server& s, const trace::EpochFileEvent& e)
{
    if (e.file == trace::EpochFile::current) {
        s.currentEpoch = e.epoch;
        return;
    }
    s.acceptedEpoch = e.epoch;
    tell(s.isLeader() ? HappeningKind::proposesEpoch : HappeningKind::acceptsEpoch, s.id).epoch
        = e.epoch;
}

void Reducer::take(Server& s, const trace::QuorumLostEvent& e)
{
    s.quorumLost = true;
    s.silent = cutList(e.silent);
    Happening& told = tell(HappeningKind::quorumLost, s.id);
    told.have = e.have;
    told.need = e.need;
    told.servers = s.silent;
    afterwards();
}

void Reducer::take(Server& s, const trace::QuorumFoundEvent&)
{
    s.quorumLost = false;
    s.silent.clear();
    afterwards();
}

/// The leader that can commit: in broadcast, running, and followed by what makes a quorum. Where
/// the size of a quorum is not known, a leader's own word has to do.
std::optional<ServerId> Reducer::servingLeader() const
{
    const ClusterPicture& picture = m_state.picture;
    std::optional<ServerId> found;
    std::optional<Instant> since;
    for (const Server& leader : picture.servers) {
        // What is polled tells neither phase nor whom one follows: who says "leader" serves.
        const bool serves = leader.phase == Phase::broadcast
            || (leader.source == Source::polling && !leader.phase);
        if (!leader.isLeader() || leader.isDown() || leader.process == ProcessState::paused
            || leader.quorumLost || !serves)
            continue;
        std::int64_t support = 0;
        for (const Server& one : picture.servers) {
            const bool follows = one.id == leader.id
                || (one.state == ServerState::following && !one.isDown()
                    && (one.leader == leader.id
                        || (!one.leader && one.source == Source::polling)));
            support += follows && isVoter(one.id) ? 1 : 0;
        }
        if (picture.quorumSize && support < *picture.quorumSize)
            continue;
        if (!since || leader.stateSince > since) {
            found = leader.id;
            since = leader.stateSince;
        }
    }
    return found;
}

void Reducer::watchService()
{
    ServiceState& service = m_state.service;
    const std::optional<ServerId> leader = servingLeader();
    if (leader == service.leader)
        return;
    if (service.leader && !service.lostAt) {
        service.lostAt = m_moment->t;
        service.lostLeader = service.leader;
        service.committedBefore = m_state.committed;
        service.displaced.clear();
        for (const SessionPicture& session : m_state.picture.sessions)
            service.displaced.push_back(session.id);
        service.moved = 0;
        service.expired = 0;
        tell(HappeningKind::serviceLost, ServerId()).other = service.leader;
    }
    service.leader = leader;
    if (leader && service.lostAt)
        serviceReturned(*leader);
}

void Reducer::watchElection()
{
    ClusterPicture& picture = m_state.picture;
    ElectionPicture& election = picture.election;
    const auto looks = [](const Server& one) {
        return one.state == ServerState::looking && !one.isDown();
    };
    const auto first = std::find_if(picture.servers.begin(), picture.servers.end(), looks);
    const bool serving = m_state.service.leader.has_value();
    if (!election.underWay && !serving && first != picture.servers.end()) {
        election.underWay = true;
        election.started = m_moment->t;
        election.ended.reset();
        election.leader.reset();
        election.electedAt.reset();
        election.round = 0;
        for (Server& one : picture.servers) {
            if (!looks(one)) {
                one.tally.reset();
                continue;
            }
            election.started
                = std::min(election.started, one.stateSince.value_or(election.started));
            election.round = std::max(election.round, one.round.value_or(0));
        }
        m_told->elections.push_back({election.started, true, {}, election.round});
    } else if (election.underWay && serving) {
        election.underWay = false;
        election.ended = m_moment->t;
        election.leader = m_state.service.leader;
        m_told->elections.push_back({m_moment->t, false, election.leader, election.round});
    }
}

void Reducer::watchLanes()
{
    for (const Server& s : m_state.picture.servers) {
        LaneChange now{m_moment->t, s.id, laneOf(s), {}, {}, s.inferred};
        if (now.state == LaneState::syncing) {
            if (const SyncPicture* sync = syncOf(s.id))
                now.mode = sync->mode;
        }
        if (hasRole(s.state))
            now.epoch = s.currentEpoch;
        m_told->lanes.push_back(now); // Outline leaves out what changes nothing.
    }
}

/// Where the cluster stands, for the phase strip. Facts of the leader are the stage's.
StagePicture Reducer::stageNow() const
{
    const ClusterPicture& picture = m_state.picture;
    StagePicture stage = picture.stage;
    const Server* leader = nullptr;
    bool looking = false;
    for (const Server& one : picture.servers) {
        if (one.isDown())
            continue;
        looking = looking || one.state == ServerState::looking;
        const bool serves = one.id == m_state.service.leader;
        if (one.isLeader()
            && (!leader || serves
                || (leader->id != m_state.service.leader && one.stateSince > leader->stateSince)))
            leader = &one;
    }
    if (leader && (leader->id == m_state.service.leader || leader->phase != Phase::broadcast)) {
        stage.leader = leader->id;
        stage.since = leader->stateSince.value_or(Instant());
        stage.stage = leader->phase == Phase::synchronization ? Stage::synchronization
            : leader->id == m_state.service.leader           ? Stage::broadcast
                                                             : Stage::discovery;
        stage.epoch = leader->acceptedEpoch ? leader->acceptedEpoch : leader->currentEpoch;
        if (leader->isForeign())
            stage.committed = leader->lastCommitted; // It tells no commit of its own.
        return stage;
    }
    stage = StagePicture();
    if (looking)
        stage.stage = Stage::election;
    stage.since = picture.election.started;
    return stage;
}

} // namespace zs::timeline

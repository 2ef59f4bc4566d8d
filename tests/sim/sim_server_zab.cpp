// SPDX-License-Identifier: Apache-2.0
// The model of ZAB: discovery and synchronization without data.
#include "tests/sim/sim_server.h"

#include <algorithm>

namespace zs::sim {

using engine::PacketType;
using engine::PeerState;
using engine::QuorumPacket;

namespace {

Zxid newLeaderZxid(std::int64_t epoch) { return Zxid(static_cast<std::uint32_t>(epoch), 0); }

} // namespace

// ---- the leader's side ----------------------------------------------------------------------

void SimServer::lead()
{
    m_atStart = disk();
    m_counter = 0;
    m_giveUpAt = now() + m_world.m_settings.tick * m_world.m_settings.initLimit;
    m_world.m_network.listen(m_id, trace::Port::quorum, true);
    timer();
    fixEpoch(); // A single voter is a quorum.
}

std::set<ServerId> SimServer::learnersWith(const std::function<bool(const Learner&)>& test) const
{
    std::set<ServerId> ids{m_id};
    for (const auto& [end, learner] : m_learners) {
        if (test(learner))
            ids.insert(learner.id);
    }
    return ids;
}

void SimServer::learnerSent(End end, Learner& learner, const QuorumPacket& packet)
{
    learner.heard = now();
    switch (packet.type) {
    case PacketType::followerInfo:
    case PacketType::observerInfo:
        learner.id = engine::LearnerInfo::decode(*packet.data)->serverId;
        learner.acceptedEpoch = packet.zxid.epoch();
        m_world.record(m_id,
            trace::LearnerEvent{learner.id, packet.zxid,
                packet.type == PacketType::followerInfo ? trace::LearnerRole::participant
                                                        : trace::LearnerRole::observer});
        return fixEpoch();
    case PacketType::ackEpoch: {
        const std::int64_t epoch = jute::decode<engine::EpochAck>(*packet.data)->currentEpoch;
        const auto ahead = std::pair(epoch, packet.zxid);
        if (epoch != engine::EpochAck::acceptedBefore
            && ahead > std::pair(m_atStart.currentEpoch, m_atStart.lastZxid)) {
            m_world.mark("learner ahead of its leader");
            m_world.m_network.close(end);
            m_learners.erase(end);
            return;
        }
        learner.epochAcked = true;
        // -1 is no promise of this epoch: who gave it may be dead.
        learner.acceptedEpoch = epoch == engine::EpochAck::acceptedBefore ? -1 : m_newEpoch;
        if (m_epochAgreed)
            bringUpToDate(end, learner);
        else
            countEpochAcks();
        return;
    }
    case PacketType::ack:
        if (packet.zxid == newLeaderZxid(m_newEpoch)) {
            learner.synced = true;
            countSynced();
        } else {
            learner.acked = std::max(learner.acked, packet.zxid);
            countProposalAcks();
        }
        return;
    default:
        return;
    }
}

void SimServer::fixEpoch()
{
    if (m_newEpoch < 0) {
        const auto known = [](const Learner& l) { return l.acceptedEpoch >= 0; };
        if (!m_rule.isQuorum(learnersWith(known)))
            return;
        std::int64_t highest = disk().acceptedEpoch;
        for (const auto& [end, learner] : m_learners)
            highest = std::max(highest, learner.acceptedEpoch);
        m_newEpoch = highest + 1;
        Disk next = disk();
        next.acceptedEpoch = m_newEpoch;
        write(next);
        m_world.record(m_id, trace::PhaseEvent{trace::Phase::discovery, m_newEpoch});
        countEpochAcks();
    }
    for (auto& [end, learner] : m_learners) {
        if (learner.acceptedEpoch < 0 || std::exchange(learner.told, true))
            continue;
        send(end, PacketType::leaderInfo, newLeaderZxid(m_newEpoch),
            jute::encode(engine::LeaderInfo{}));
    }
}

void SimServer::countEpochAcks()
{
    if (m_epochAgreed)
        return;
    const auto promised = [&](const Learner& l) {
        return l.epochAcked && l.acceptedEpoch == m_newEpoch;
    };
    if (!m_rule.isQuorum(learnersWith(promised)))
        return;
    m_epochAgreed = true;
    Disk next = disk();
    next.currentEpoch = m_newEpoch;
    write(next);
    m_world.record(m_id, trace::PhaseEvent{trace::Phase::synchronization, m_newEpoch});
    for (auto& [end, learner] : m_learners) {
        if (learner.epochAcked)
            bringUpToDate(end, learner);
    }
    countSynced();
}

/// The learner's history becomes the leader's: one DIFF stands for DIFF, TRUNC and SNAP.
void SimServer::bringUpToDate(End end, Learner&)
{
    send(end, PacketType::diff, disk().lastZxid);
    send(end, PacketType::newLeader, newLeaderZxid(m_newEpoch), Bytes{});
    if (m_serves)
        m_world.mark("learner joins a serving leader");
}

void SimServer::countSynced()
{
    if (!m_epochAgreed)
        return;
    const auto synced = [](const Learner& l) { return l.synced; };
    if (!m_serves) {
        if (!m_rule.isQuorum(learnersWith(synced)))
            return;
        m_serves = true;
        m_epoch = m_newEpoch;
        m_port.serve(m_newEpoch);
        m_world.record(m_id, trace::PhaseEvent{trace::Phase::broadcast, m_newEpoch});
        m_world.established(m_id, m_newEpoch);
    }
    for (auto& [end, learner] : m_learners) {
        if (learner.synced && learner.acked < newLeaderZxid(m_newEpoch)) {
            learner.acked = newLeaderZxid(m_newEpoch);
            send(end, PacketType::upToDate, Zxid(-1));
        }
    }
}

bool SimServer::propose()
{
    if (state() != PeerState::leading || !m_serves)
        return false;
    const Zxid zxid(static_cast<std::uint32_t>(m_newEpoch), ++m_counter);
    Disk next = disk();
    next.lastZxid = zxid;
    write(next);
    for (const auto& [end, learner] : m_learners) {
        if (learner.epochAcked)
            send(end, PacketType::proposal, zxid, Bytes{});
    }
    countProposalAcks();
    return true;
}

void SimServer::countProposalAcks()
{
    if (!m_serves)
        return;
    if (m_world.m_settings.bug == Bug::commitsAlone)
        m_world.committed(disk().lastZxid);
    std::set<Zxid> candidates{disk().lastZxid};
    for (const auto& [end, learner] : m_learners)
        candidates.insert(learner.acked);
    for (auto zxid = candidates.rbegin(); zxid != candidates.rend(); ++zxid) {
        if (zxid->epoch() != m_newEpoch || zxid->counter() == 0)
            return;
        if (m_rule.isQuorum(learnersWith([&](const Learner& l) { return l.acked >= *zxid; })))
            return m_world.committed(*zxid);
    }
}

/// Every half tick: pings, and whether a quorum of learners still lives.
void SimServer::checkLearners()
{
    if (!m_serves)
        return;
    const auto patience = m_world.m_settings.tick * m_world.m_settings.syncLimit;
    const auto alive = [&](const Learner& l) { return l.synced && now() - l.heard <= patience; };
    if (!m_rule.isQuorum(learnersWith(alive))) {
        m_world.mark("leader lost its quorum");
        return look("no quorum of followers any more");
    }
    for (const auto& [end, learner] : m_learners)
        send(end, PacketType::ping, disk().lastZxid);
}

// ---- the learner's side ---------------------------------------------------------------------

void SimServer::follow()
{
    m_giveUpAt = now() + m_world.m_settings.tick * m_world.m_settings.initLimit;
    m_leaderDial = m_world.m_network.connect(m_id, vote().leader, trace::Port::quorum);
    timer();
}

void SimServer::leaderSent(const QuorumPacket& packet)
{
    m_heardLeader = now();
    Disk next = disk();
    switch (packet.type) {
    case PacketType::leaderInfo: {
        const std::int64_t epoch = packet.zxid.epoch();
        if (epoch < next.acceptedEpoch)
            return look("the leader's epoch is older than one accepted before");
        engine::EpochAck ack;
        if (epoch > next.acceptedEpoch) {
            ack.currentEpoch = static_cast<std::int32_t>(next.currentEpoch);
            next.acceptedEpoch = epoch;
            if (m_world.m_settings.bug != Bug::forgetsEpoch)
                write(next);
        }
        send(*m_leaderEnd, PacketType::ackEpoch, disk().lastZxid, jute::encode(ack));
        return;
    }
    case PacketType::diff:
        if (next.lastZxid > packet.zxid)
            m_world.mark("learner truncates");
        else if (next.lastZxid < packet.zxid)
            m_world.mark("learner catches up");
        next.lastZxid = packet.zxid;
        return write(next);
    case PacketType::newLeader:
        next.currentEpoch = packet.zxid.epoch();
        write(next);
        return send(*m_leaderEnd, PacketType::ack, packet.zxid);
    case PacketType::upToDate:
        m_serves = true;
        m_epoch = disk().currentEpoch;
        m_port.serve(m_epoch);
        m_world.record(m_id, trace::PhaseEvent{trace::Phase::broadcast, m_epoch});
        return;
    case PacketType::proposal:
        if (packet.zxid <= next.lastZxid)
            return m_world.breaks("server " + std::to_string(m_id.value) + " is given "
                + toText(packet.zxid) + " after " + toText(next.lastZxid));
        next.lastZxid = packet.zxid;
        write(next);
        if (!m_observer)
            send(*m_leaderEnd, PacketType::ack, packet.zxid);
        return;
    case PacketType::ping:
        return send(*m_leaderEnd, PacketType::ping, packet.zxid, Bytes{});
    default:
        return;
    }
}

} // namespace zs::sim

// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/sim_server.h"

namespace zs::sim {

using engine::PacketType;
using engine::PeerState;
using engine::QuorumPacket;

namespace {

engine::HostPort electionAddress(ServerId id)
{
    return {"server" + std::to_string(id.value), 3888};
}

engine::ElectionPort makePort(
    Ensemble& world, ServerId id, const engine::QuorumRule& rule, bool observer, const Disk& disk)
{
    engine::ElectionSettings settings;
    settings.self = id;
    settings.observer = observer;
    engine::ElectionGreeting greeting;
    greeting.sid = id;
    greeting.addresses = {electionAddress(id)};
    engine::ElectionLinks::Members members;
    for (const ServerId member : world.members())
        members[member] = {electionAddress(member)};
    return {engine::LeaderElection(settings, rule, "version=0", disk.lastZxid, disk.currentEpoch),
        engine::ElectionLinks(std::move(greeting), std::move(members), false)};
}

engine::LinkId linkOf(End end) { return engine::LinkId{end.value}; }
Zxid newLeaderZxid(std::int64_t epoch) { return Zxid(static_cast<std::uint32_t>(epoch), 0); }

} // namespace

SimServer::SimServer(Ensemble& world, ServerId id, engine::QuorumRule rule, bool observer)
    : m_world(world), m_id(id), m_observer(observer), m_rule(std::move(rule)),
      m_port(makePort(world, id, m_rule, observer, world.disk(id)))
{
}

SimServer::~SimServer()
{
    if (m_timerKey)
        m_world.m_queue.cancel(*m_timerKey);
    endRole();
}

Instant SimServer::now() const { return m_world.now(); }
Disk& SimServer::disk() { return m_world.disk(m_id); }

void SimServer::write(const Disk& disk)
{
    m_world.epochsOnDisk(m_id, this->disk(), disk);
    this->disk() = disk;
}

void SimServer::start()
{
    m_world.m_network.listen(m_id, trace::Port::election, true);
    look("start");
}

void SimServer::look(const std::string& why)
{
    endRole();
    m_world.looks(m_id);
    perform(m_port.look(disk().lastZxid, disk().currentEpoch, now(), why));
}

/// Closes the quorum port and all that hangs on it.
void SimServer::endRole()
{
    ++m_role;
    m_world.m_network.listen(m_id, trace::Port::quorum, false);
    for (const auto& [end, learner] : m_learners)
        m_world.m_network.close(end);
    m_learners.clear();
    if (m_leaderEnd)
        m_world.m_network.close(*m_leaderEnd);
    m_leaderEnd.reset();
    m_leaderDial.reset();
    m_newEpoch = -1;
    m_epochAgreed = false;
    m_serves = false;
    for (auto* key : {&m_tickKey, &m_redialKey}) {
        if (*key)
            m_world.m_queue.cancel(**key);
        key->reset();
    }
}

void SimServer::perform(engine::PortEffects effects)
{
    for (engine::PortEffect& effect : effects) {
        if (const auto* dial = std::get_if<engine::Dial>(&effect)) {
            m_dials[m_world.m_network.connect(m_id, dial->peer, trace::Port::election)]
                = dial->peer;
        } else if (const auto* close = std::get_if<engine::CloseLink>(&effect)) {
            m_electionEnds.erase(End{close->link.value});
            m_world.m_network.close(End{close->link.value});
        } else if (auto* send = std::get_if<engine::SendBytes>(&effect)) {
            m_world.m_network.send(End{send->link.value}, std::move(send->bytes));
        } else if (auto* event = std::get_if<trace::Event>(&effect)) {
            m_world.record(m_id, std::move(*event));
        } else if (const auto* won = std::get_if<engine::Elected>(&effect)) {
            m_world.elected(m_id, won->winner);
            if (won->state == PeerState::leading)
                lead();
            else
                follow();
        }
    }
    armTimer();
}

void SimServer::armTimer()
{
    if (m_timerKey)
        m_world.m_queue.cancel(*m_timerKey);
    m_timerKey.reset();
    if (const std::optional<Instant> next = m_port.nextTimer()) {
        m_timerKey = m_world.m_queue.at(*next, [this] {
            m_timerKey.reset();
            perform(m_port.tick(now()));
        });
    }
}

// ---- connections ----------------------------------------------------------------------------

void SimServer::accepted(End end, trace::Port port)
{
    if (port == trace::Port::election) {
        m_electionEnds.insert(end);
        perform(m_port.accepted(linkOf(end), now()));
    } else {
        m_learners[end].heard = now();
    }
}

void SimServer::connected(std::uint64_t dial, End end)
{
    if (const auto peer = m_dials.find(dial); peer != m_dials.end()) {
        const ServerId id = peer->second;
        m_dials.erase(peer);
        m_electionEnds.insert(end);
        perform(m_port.dialled(id, linkOf(end), now()));
    } else if (m_leaderDial == dial) {
        m_leaderDial.reset();
        m_leaderEnd = end;
        m_fromLeader = engine::PacketSplitter(std::size_t(1) << 20);
        m_heardLeader = now();
        engine::LearnerInfo info;
        info.serverId = m_id;
        send(end, m_observer ? PacketType::observerInfo : PacketType::followerInfo,
            newLeaderZxid(disk().acceptedEpoch), info.encode());
    } else {
        m_world.m_network.close(end); // Of a role that is over.
    }
}

void SimServer::connectFailed(std::uint64_t dial, bool refused)
{
    if (const auto peer = m_dials.find(dial); peer != m_dials.end()) {
        const ServerId id = peer->second;
        m_dials.erase(peer);
        perform(m_port.dialFailed(id, refused, now()));
    } else if (m_leaderDial == dial) {
        // Again after a while, as Apache does; initLimit ends it.
        m_leaderDial.reset();
        m_redialKey = m_world.m_queue.in(100ms, [this] {
            m_redialKey.reset();
            m_leaderDial
                = m_world.m_network.connect(m_id, vote().leader, trace::Port::quorum);
        });
    }
}

void SimServer::received(End end, ByteView bytes)
{
    if (m_electionEnds.contains(end)) {
        perform(m_port.received(linkOf(end), bytes, now()));
        return;
    }
    const int role = m_role;
    if (m_leaderEnd == end) {
        m_fromLeader.feed(bytes);
        while (m_role == role) {
            const auto packet = m_fromLeader.next();
            if (!packet)
                return look("the leader's bytes are damaged");
            if (!*packet)
                return;
            leaderSent(**packet);
        }
        return;
    }
    if (const auto at = m_learners.find(end); at != m_learners.end())
        at->second.packets.feed(bytes);
    while (m_role == role) {
        const auto at = m_learners.find(end);
        if (at == m_learners.end())
            return;
        const auto packet = at->second.packets.next();
        if (!packet) {
            m_world.m_network.close(end);
            m_learners.erase(end);
        }
        if (!packet || !*packet)
            return;
        learnerSent(end, at->second, **packet);
    }
}

void SimServer::closed(End end)
{
    if (m_electionEnds.erase(end) > 0)
        perform(m_port.closed(linkOf(end), now()));
    else if (m_leaderEnd == end)
        look("the leader closed the connection");
    else
        m_learners.erase(end);
}

void SimServer::send(End end, PacketType type, Zxid zxid, std::optional<Bytes> data)
{
    m_world.m_network.send(end, QuorumPacket{type, zxid, std::move(data), {}}.encode());
}

void SimServer::timer()
{
    m_tickKey = m_world.m_queue.in(m_world.m_settings.tick / 2, [this] { timer(); });
    if (!m_serves && now() >= m_giveUpAt)
        return look("initLimit is over");
    const auto patience = m_world.m_settings.tick * m_world.m_settings.syncLimit;
    if (state() == PeerState::leading)
        checkLearners();
    else if (m_leaderEnd && m_serves && now() - m_heardLeader > patience)
        look("the leader is silent");
}

} // namespace zs::sim

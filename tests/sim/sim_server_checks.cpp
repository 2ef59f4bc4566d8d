// SPDX-License-Identifier: Apache-2.0
// What a simulated server tells the ghosts, and the marks it leaves.
#include "localcluster/engine/quorum/learner_records.h"
#include "tests/sim/sim_server.h"

namespace zs::sim {

using engine::PacketType;
using engine::PeerState;

// ---- told by the member -----------------------------------------------------------------------

void SimServer::tell(const trace::Event& event)
{
    if (const auto* elected = std::get_if<trace::ElectedEvent>(&event))
        m_elected = elected->leader;
    m_world.record(m_id, event);
}

void SimServer::txn(engine::TxnStep step, const engine::Txn& txn, std::size_t sizeBytes)
{
    if (m_world.keepsTrace())
        m_world.recordTxn(m_id, step, txn, sizeBytes);
    const bool ends = txn.header.type == OpCode::closeSession;
    if (step == engine::TxnStep::applied)
        m_world.ghosts().applied(m_id, txn, m_peer.tree().digest());
    else if (step == engine::TxnStep::committed && m_established
        && state() == PeerState::leading)
        m_world.ghosts().committed(m_id, txn.header.zxid);
    else if (step == engine::TxnStep::proposed && state() == PeerState::leading && ends)
        m_world.endsSession(m_id, txn);
}

void SimServer::session(SessionId id, engine::SessionStep step, const engine::Peer*,
    std::chrono::milliseconds timeout)
{
    m_world.recordSession(m_id, id, step, timeout);
}

// ---- after each turn --------------------------------------------------------------------------

void SimServer::check()
{
    Ghosts& ghosts = m_world.ghosts();
    ghosts.epochsOnDisk(m_id, m_disk.acceptedEpoch(), m_disk.currentEpoch());
    const PeerState now = state();
    const bool serving = serves();
    if (now == PeerState::looking && m_checkedState != PeerState::looking) {
        m_givenBeforeNewLeader.clear();
        m_newLeaderSent.clear();
        m_newLeaderAcked = false;
    }
    if (now == PeerState::looking || m_elected == m_id)
        ghosts.looks(m_id, lastZxid());
    if (serving && !m_served)
        m_world.beginsToServe(m_id);
    const bool leads = now == PeerState::leading && serving;
    if (leads && !m_established)
        m_world.established(m_id, epoch(), m_disk.lastDurable());
    m_established = leads;
    if (leads)
        ghosts.committed(m_id, lastZxid());
    if (serving)
        ghosts.serves(m_id, lastZxid());
    if (m_checkedZxid != lastZxid() || m_checkedState != now || serving != m_served)
        checkState();
    checkBounds();
    m_checkedState = now;
    m_served = serving;
    m_checkedZxid = lastZxid();
}

void SimServer::checkState()
{
    std::uint64_t hash = 0;
    std::set<SessionId> sessions;
    for (const auto& [id, timeout] : m_peer.sessions()) {
        hash = (hash ^ std::uint64_t(id.value) ^ std::uint64_t(timeout.count()))
            * 0x9e3779b97f4a7c15ULL;
        sessions.insert(id);
    }
    m_world.ghosts().state(m_id, m_peer.tree(), hash);
    for (const SessionId owner : m_peer.tree().sessionsWithEphemerals()) {
        if (!sessions.contains(owner))
            m_world.ghosts().breaks("server " + std::to_string(m_id.value) + " at "
                + toText(lastZxid()) + " has ephemerals of " + toText(owner)
                + ", which is no session any more");
    }
}

/// 11: what waits for a peer or a client stays within its limit and what one turn may add to it.
void SimServer::checkBounds()
{
    constexpr std::size_t turnBytes = std::size_t(64) << 10;
    const std::size_t linkLimit = m_peer.settings().learnerOutputLimitBytes;
    for (const End end : m_quorumEnds) {
        const std::size_t waiting = m_world.network().backlog(end);
        if (waiting > linkLimit + turnBytes)
            m_world.ghosts().breaks("server " + std::to_string(m_id.value) + " lets "
                + std::to_string(waiting) + " bytes wait for one peer");
    }
    const engine::ServerSettings defaults;
    for (const auto& [end, client] : m_clients) {
        const std::size_t waiting = m_peer.pendingOutput(client.id).size();
        if (waiting > defaults.outputLimitBytes + turnBytes)
            m_world.ghosts().breaks("server " + std::to_string(m_id.value) + " lets "
                + std::to_string(waiting) + " bytes wait for one client");
    }
}

// ---- packets that leave -----------------------------------------------------------------------

void SimServer::sentPacket(ServerId to, const engine::QuorumPacket& packet)
{
    const PeerState role = state();
    switch (packet.type) {
    case PacketType::ack:
        if (role == PeerState::following)
            sentAck(to, packet.zxid);
        return;
    case PacketType::diff:
        m_world.mark("DIFF");
        if (m_peer.lastLogged() > lastZxid())
            m_world.mark("DIFF with proposals in flight");
        m_givenBeforeNewLeader[to] = Zxid();
        return;
    case PacketType::trunc:
    case PacketType::snap:
        m_world.mark(packet.type == PacketType::snap ? "SNAP" : "TRUNC");
        // A leader's first zxid stands for no transaction.
        m_givenBeforeNewLeader[to] = packet.zxid.counter() == 0 ? Zxid() : packet.zxid;
        return;
    case PacketType::proposal:
        m_givenBeforeNewLeader[to] = packet.zxid;
        if (m_sabotage.bug() == Bug::commitsAlone)
            forgeAck(to, packet.zxid);
        return;
    case PacketType::revalidate:
        if (m_sabotage.bug() == Bug::forgetsLastZxidSeen && role == PeerState::following)
            forgeRevalidation(to, packet);
        return;
    case PacketType::newLeader:
        m_newLeaderSent[to] = {packet.zxid.epoch(), m_givenBeforeNewLeader[to]};
        return;
    case PacketType::commit:
        // Those of a synchronization may not be committed yet; nobody serves them before UPTODATE.
        if (serves())
            m_world.ghosts().committed(m_id, packet.zxid);
        return;
    default: return;
    }
}

/// 5, 6: a follower acknowledges what is on its disk, with all that comes before it.
void SimServer::sentAck(ServerId to, Zxid zxid)
{
    const std::string self = "server " + std::to_string(m_id.value);
    if (zxid.counter() != 0) {
        if (!m_disk.holds(zxid))
            m_world.ghosts().breaks(
                self + " acknowledges " + toText(zxid) + ", which is not on its disk");
        return;
    }
    const std::optional<Zxid> given = m_world.historyGiven(to, m_id, zxid.epoch());
    if (!given || m_newLeaderAcked)
        return; // Of UPTODATE.
    m_newLeaderAcked = true;
    if (m_disk.currentEpoch() != std::int64_t(zxid.epoch()))
        m_world.ghosts().breaks(self + " acknowledges NEWLEADER of epoch "
            + std::to_string(zxid.epoch()) + ", on its disk currentEpoch is "
            + std::to_string(m_disk.currentEpoch()));
    if (!m_disk.holds(*given))
        m_world.ghosts().breaks(self + " acknowledges NEWLEADER of epoch "
            + std::to_string(zxid.epoch()) + " without " + toText(*given) + " on its disk");
}

std::optional<Zxid> SimServer::historyGiven(ServerId learner, std::int64_t epoch) const
{
    const auto sent = m_newLeaderSent.find(learner);
    if (sent == m_newLeaderSent.end() || sent->second.first != epoch)
        return std::nullopt;
    return sent->second.second;
}

/// A deliberate bug: the leader hears of a vote before the follower gave it.
void SimServer::forgeAck(ServerId from, Zxid zxid)
{
    hearForged(from, {engine::PacketType::ack, zxid, {}, {}});
}

/// A deliberate bug: a returning session is not shown to the leader, behind whose answer all would
/// be that the session can have seen.
void SimServer::forgeRevalidation(ServerId leader, const engine::QuorumPacket& question)
{
    const auto asked = jute::decode<engine::SessionTouch>(question.data.value_or(Bytes()));
    if (asked)
        hearForged(leader,
            {engine::PacketType::revalidate, {},
                jute::encode(engine::RevalidateAnswer{asked->session, true}), {}});
}

void SimServer::hearForged(ServerId from, const engine::QuorumPacket& packet)
{
    for (const auto& [end, tap] : m_taps) {
        if (m_world.network().peerOf(end) != from)
            continue;
        after({}, [this, end = end, bytes = packet.encode()] {
            if (!m_quorumEnds.contains(end))
                return;
            m_peer.quorumReceived(engine::QuorumLink{end.value}, bytes, now());
            turn();
        });
        return;
    }
}

} // namespace zs::sim

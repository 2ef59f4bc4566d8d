// SPDX-License-Identifier: Apache-2.0
// Broadcast: proposals go out, a quorum logs them, and they commit in their order.
#include "localcluster/engine/zab/leader.h"

#include <algorithm>

namespace zs::engine {

using Phase = LearnerPeer::Phase;

void Leader::takeLive(LearnerPeer& learner, const QuorumPacket& packet, Now now)
{
    switch (packet.type) {
    case PacketType::ack: return takeAck(learner, packet.zxid, now);
    case PacketType::ping: return takePing(learner, packet, now);
    default: break;
    }
    if (learner.phase != Phase::live)
        return drop(learner,
            "unexpected " + std::string(nameOf(packet.type)) + " before UPTODATE");
    switch (packet.type) {
    case PacketType::request: return takeRequest(learner, packet, now);
    case PacketType::revalidate: return takeRevalidation(learner, packet, now);
    default:
        m_replica.effects().remarks.push_back("leader: ignored a packet of type "
            + std::to_string(static_cast<std::int32_t>(packet.type)) + " from server "
            + std::to_string(learner.id.value));
    }
}

void Leader::takeAck(LearnerPeer& learner, Zxid zxid, Now)
{
    // Silently: ACKs of UPTODATE, of what was committed long ago, and of what was never proposed.
    if (zxid.counter() == 0 || !m_primary || zxid > m_primary->lastZxid()
        || zxid <= learner.acked)
        return;
    learner.acked = zxid;
    if (zxid >= learner.owed) {
        learner.owed = learner.owedNext > zxid ? learner.owedNext : Zxid();
        learner.owedSince = learner.owedNextSince;
    }
    if (learner.observer || !m_rule.isVoter(learner.id))
        return;
    m_acksChanged = true;
    if (m_replica.listener() && zxid > m_lastCommitted && learner.hasAckedNewLeader())
        tellAcks(zxid);
}

void Leader::tellAcks(Zxid zxid)
{
    // Under load the sets would be most of the trace and tell nothing new.
    constexpr std::size_t quiet = 16;
    if (m_replica.pending().size() > quiet)
        return;
    std::set<ServerId> from;
    if (m_replica.lastLogged() >= zxid)
        from.insert(m_settings.self);
    for (const auto& [link, learner] : m_learners) {
        if (isVoter(learner) && learner.hasAckedNewLeader() && learner.acked >= zxid)
            from.insert(learner.id);
    }
    m_replica.tell(trace::AcksEvent{
        {zxid}, std::vector<ServerId>(from.begin(), from.end()), m_rule.isQuorum(from)});
}

void Leader::propose(const WriteRequest& request, Now now)
{
    if (m_over)
        return;
    // The last counter is never proposed: an election opens a new epoch.
    if (m_primary->lastZxid().counter() + 1 >= m_settings.counterLimit)
        return giveUp("the epoch's transaction counter is used up");
    auto proposal = std::make_shared<Proposal>();
    proposal->txn = m_primary->prepare(request, now);
    auto entry = std::make_shared<Bytes>();
    appendTxn(*entry, proposal->txn);
    m_proposalSizes.add(static_cast<std::int64_t>(entry->size()));
    proposal->entry = std::move(entry);
    const Zxid zxid = proposal->zxid();
    for (auto& [link, learner] : m_learners) {
        if (learner.observer || !learner.isForwarding())
            continue;
        send(learner, PacketType::proposal, zxid, ByteView(*proposal->entry));
        Zxid& owed = learner.owed == Zxid() ? learner.owed : learner.owedNext;
        (&owed == &learner.owed ? learner.owedSince : learner.owedNextSince) = now.instant;
        owed = zxid;
    }
    m_replica.append(std::move(proposal));
}

void Leader::logged(Now now)
{
    if (m_over)
        return;
    m_acksChanged = true;
    if (m_replica.listener() && !m_replica.pending().empty()
        && m_replica.lastLogged() > m_lastCommitted)
        tellAcks(m_replica.lastLogged());
    advance(now);
    sweep();
}

/// The highest zxid that a quorum has logged.
Zxid Leader::commitPoint() const
{
    std::vector<std::pair<Zxid, ServerId>> logged{{m_replica.lastLogged(), m_settings.self}};
    for (const auto& [link, learner] : m_learners) {
        if (isVoter(learner) && learner.hasAckedNewLeader())
            logged.emplace_back(learner.acked, learner.id);
    }
    std::sort(logged.rbegin(), logged.rend());
    std::set<ServerId> agreeing;
    for (const auto& [zxid, server] : logged) {
        agreeing.insert(server);
        if (m_rule.isQuorum(agreeing))
            return zxid;
    }
    return {};
}

void Leader::advance(Now now)
{
    if (!std::exchange(m_acksChanged, false) || m_stage != Stage::broadcast || m_over)
        return;
    // The last voter's ACK comes when all is committed: nothing has to be counted then.
    const Zxid point = m_replica.pending().empty() ? Zxid() : commitPoint();
    // Whom a commit answers may write at once: what that proposes is behind the point.
    while (!m_over && !m_replica.pending().empty() && m_replica.pending().front()->zxid() <= point)
        commitOne(now);
    if (m_replica.serves())
        m_replica.pipeline().resume(now);
}

void Leader::commitOne(Now now)
{
    const ProposalRef proposal = m_replica.pending().front();
    const Zxid zxid = proposal->zxid();
    for (auto& [link, learner] : m_learners) {
        if (!learner.isForwarding())
            continue;
        if (learner.observer)
            send(learner, PacketType::inform, zxid, ByteView(*proposal->entry));
        else
            send(learner, PacketType::commit, zxid);
    }
    m_lastCommitted = zxid;
    m_awaiting = proposal->txn.header.session;
    m_replica.commitNext(now);
    m_primary->applied(proposal->txn.header);
    if (proposal->txn.header.type == OpCode::closeSession)
        m_owners.erase(proposal->txn.header.session);
    while (!m_syncs.empty() && m_syncs.front().behind <= zxid) {
        const PendingSync sync = m_syncs.front();
        m_syncs.pop_front();
        if (sync.link == QuorumLink())
            m_replica.pipeline().synced(sync.session, sync.xid, now);
        else if (const auto found = m_learners.find(sync.link); found != m_learners.end())
            send(found->second, PacketType::sync, Zxid());
    }
}

} // namespace zs::engine

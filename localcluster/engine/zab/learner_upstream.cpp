// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/zab/learner_upstream.h"

namespace zs::engine {

namespace {

constexpr Zxid noZxid(-1);

QuorumPacket requestPacket(const WriteRequest& request)
{
    const ForwardedRequest forwarded{request.session, request.cxid, request.type,
        Bytes(request.body.begin(), request.body.end())};
    QuorumPacket packet{PacketType::request, noZxid, forwarded.encode(), {}};
    if (request.identities)
        packet.authInfo = request.identities->all();
    return packet;
}

} // namespace

LearnerUpstream::LearnerUpstream(Replica& replica, LeaderLink& link)
    : m_replica(replica), m_link(link)
{
}

void LearnerUpstream::submit(const WriteRequest& request, Now)
{
    m_link.send(requestPacket(request));
}

void LearnerUpstream::upgrade(SessionId session, std::chrono::milliseconds timeout, Now now)
{
    m_coming.insert(session);
    Upstream::upgrade(session, timeout, now);
}

Errc LearnerUpstream::checkSession(SessionId session) const
{
    const bool known = m_replica.sessions().contains(session) || m_coming.contains(session);
    return known ? Errc::ok : Errc::unknownSession;
}

bool LearnerUpstream::touch(SessionId session, std::chrono::milliseconds timeout, Now)
{
    if (checkSession(session) != Errc::ok)
        return false;
    m_touched[session] = static_cast<std::int32_t>(timeout.count());
    return true;
}

SessionId LearnerUpstream::newSession(std::chrono::milliseconds, Now)
{
    const SessionId id = m_replica.newSessionId();
    m_coming.insert(id);
    return id;
}

void LearnerUpstream::revalidate(
    ConnectionId id, SessionId session, std::chrono::milliseconds timeout, Now)
{
    m_revalidations[session] = {id, timeout};
    const SessionTouch question{session, static_cast<std::int32_t>(timeout.count())};
    m_link.send({PacketType::revalidate, noZxid, jute::encode(question), {}});
}

void LearnerUpstream::sync(const WriteRequest& request, Now)
{
    m_syncs.push_back({request.session, request.cxid});
    m_link.send(requestPacket(request));
}

void LearnerUpstream::synced(Now now)
{
    if (m_syncs.empty())
        return;
    const PendingSync sync = m_syncs.front();
    m_syncs.pop_front();
    m_replica.pipeline().synced(sync.session, sync.xid, now);
}

void LearnerUpstream::revalidated(const RevalidateAnswer& answer, Now now)
{
    const auto found = m_revalidations.find(answer.session);
    if (found == m_revalidations.end())
        return;
    const Revalidation waiting = found->second;
    m_revalidations.erase(found);
    Pipeline& pipeline = m_replica.pipeline();
    // The connection may be gone, and its number given to another.
    const Peer* client = pipeline.peerOf(answer.session);
    if (!client || pipeline.sessionOf(waiting.connection) != answer.session)
        return;
    if (answer.valid) {
        if (!m_replica.sessions().contains(answer.session))
            m_coming.insert(answer.session);
        touch(answer.session, waiting.timeout, now);
    }
    if (answer.valid && m_replica.listener())
        m_replica.listener()->session(
            answer.session, SessionStep::reattached, client, waiting.timeout);
    pipeline.revalidated(waiting.connection, answer.valid, now);
}

void LearnerUpstream::committed(const Txn& txn)
{
    const SessionId session = txn.header.session;
    if (const auto* created = std::get_if<CreateSessionTxn>(&txn.body)) {
        if (m_coming.erase(session) > 0)
            m_touched[session] = created->timeoutMs;
    } else if (txn.header.type == OpCode::closeSession) {
        m_coming.erase(session);
        m_touched.erase(session);
    }
}

Bytes LearnerUpstream::takeTouches()
{
    std::vector<SessionTouch> touches;
    touches.reserve(m_touched.size());
    for (const auto& [session, timeoutMs] : m_touched)
        touches.push_back({session, timeoutMs});
    m_touched.clear();
    return encodeTouches(touches);
}

} // namespace zs::engine

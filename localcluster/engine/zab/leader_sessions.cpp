// SPDX-License-Identifier: Apache-2.0
// Sessions and requests: the leader's own clients, and those of learners.
#include "localcluster/engine/zab/leader.h"

namespace zs::engine {

using Phase = LearnerPeer::Phase;

namespace {

    /// 0 is no link that io gives out: the session is attached to the leader itself.
    constexpr QuorumLink here{};

    bool mayBeForwarded(OpCode op)
    {
        switch (op) {
        case OpCode::create:
        case OpCode::create2:
        case OpCode::createTtl:
        case OpCode::createContainer:
        case OpCode::remove:
        case OpCode::deleteContainer:
        case OpCode::setData:
        case OpCode::reconfig:
        case OpCode::setAcl:
        case OpCode::multi:
        case OpCode::check:
        case OpCode::createSession:
        case OpCode::closeSession: return true;
        default: return false;
        }
    }

} // namespace

void Leader::openSessions(Now now)
{
    m_primary.emplace(m_replica.serverSettings(), m_replica.tree(), m_replica.authorizer());
    for (const auto& [session, timeoutMs] : m_replica.sessions())
        m_primary->sessions().open(session, Ms(timeoutMs), now.instant);
    m_primary->start(m_lastCommitted, now);
}

/// Ephemerals whose session is in no table would stay for ever. Apache deletes them from its own
/// tree when it loads it; here it is a transaction, so that all replicas stay equal.
void Leader::closeLostSessions(Now now)
{
    for (const SessionId session : m_replica.tree().sessionsWithEphemerals()) {
        if (!m_replica.sessions().contains(session))
            propose({session, 0, OpCode::closeSession, {}, nullptr, {}}, now);
    }
}

/// Whether a request of the session may come over `owner`: what checkSession of Apache's session
/// tracker says. Who comes first with a session that nobody holds has it.
Errc Leader::standing(SessionId session, QuorumLink owner)
{
    if (m_primary->sessions().state(session) != SessionTable::State::open)
        return Errc::sessionExpired;
    const QuorumLink holder = m_owners.try_emplace(session, owner).first->second;
    return holder == owner ? Errc::ok : Errc::sessionMoved;
}

// ---- own clients ----

void Leader::submit(const WriteRequest& request, Now now)
{
    WriteRequest judged = request;
    if (request.type == OpCode::createSession)
        m_owners[request.session] = here;
    else if (request.type != OpCode::closeSession)
        judged.standing = standing(request.session, here);
    propose(judged, now);
}

Errc Leader::checkSession(SessionId session) const
{
    switch (m_primary->sessions().state(session)) {
    case SessionTable::State::open: return Errc::ok;
    case SessionTable::State::closing: return Errc::sessionExpired;
    case SessionTable::State::unknown: break;
    }
    return Errc::unknownSession;
}

bool Leader::touch(SessionId session, Ms timeout, Now now)
{
    return m_primary->sessions().touch(session, timeout, now.instant);
}

SessionId Leader::newSession(Ms timeout, Now now)
{
    const SessionId id = m_replica.newSessionId();
    m_primary->sessions().open(id, timeout, now.instant);
    return id;
}

void Leader::revalidate(ConnectionId id, SessionId session, Ms timeout, Now now)
{
    const bool valid = m_primary->sessions().touch(session, timeout, now.instant);
    if (valid) {
        m_owners[session] = here;
        if (PeerListener* listener = m_replica.listener())
            listener->session(session, SessionStep::reattached,
                m_replica.pipeline().peerOf(session), timeout);
    }
    m_replica.pipeline().revalidated(id, valid, now);
}

void Leader::sync(const WriteRequest& request, Now now)
{
    if (m_replica.pending().empty())
        return m_replica.pipeline().synced(request.session, request.cxid, now);
    m_syncs.push_back({m_primary->lastZxid(), here, request.session, request.cxid});
}

// ---- learners ----

void Leader::takeRequest(LearnerPeer& learner, const QuorumPacket& packet, Now now)
{
    const Result<ForwardedRequest> request
        = ForwardedRequest::decode(packet.data ? ByteView(*packet.data) : ByteView());
    if (!request)
        return drop(learner, request.error().detail);
    if (request->op == OpCode::sync) {
        if (m_replica.pending().empty())
            return send(learner, PacketType::sync, Zxid());
        m_syncs.push_back(
            {m_primary->lastZxid(), learner.link, request->session, request->cxid});
        return;
    }
    if (!mayBeForwarded(request->op))
        return drop(learner,
            "it forwarded an operation that is no write: "
                + std::to_string(static_cast<std::int32_t>(request->op)));
    Identities identities;
    if (packet.authInfo) {
        for (const AuthId& id : *packet.authInfo)
            identities.add(id);
    }
    WriteRequest write{
        request->session, request->cxid, request->op, request->body, &identities, {}};
    if (request->op == OpCode::createSession) {
        jute::Reader in(request->body);
        const auto timeoutMs = in.number<std::int32_t>();
        if (!in.ok() || timeoutMs < 0 || request->session == SessionId())
            return drop(learner, "it forwarded a malformed createSession");
        m_primary->sessions().open(request->session, Ms(timeoutMs), now.instant);
        m_owners[request->session] = learner.link;
    } else if (request->op != OpCode::closeSession) {
        write.standing = standing(request->session, learner.link);
    }
    propose(write, now);
}

void Leader::takeRevalidation(LearnerPeer& learner, const QuorumPacket& packet, Now now)
{
    const Result<SessionTouch> asked
        = jute::decode<SessionTouch>(packet.data ? ByteView(*packet.data) : ByteView());
    if (!asked)
        return drop(learner, "REVALIDATE: " + asked.error().detail);
    const bool valid = m_primary->sessions().touch(
        asked->session, Ms(asked->timeoutMs), now.instant);
    if (valid) {
        const auto [holder, isNew] = m_owners.try_emplace(asked->session, learner.link);
        if (!isNew && holder->second != learner.link) {
            holder->second = learner.link;
            m_replica.tell(trace::SessionEvent{asked->session, trace::SessionChange::moved,
                std::nullopt, asked->timeoutMs});
        }
    }
    const Bytes answer = jute::encode(RevalidateAnswer{asked->session, valid});
    send(learner, PacketType::revalidate, packet.zxid, ByteView(answer));
}

void Leader::takePing(LearnerPeer& learner, const QuorumPacket& packet, Now now)
{
    const Result<std::vector<SessionTouch>> touches
        = decodeTouches(packet.data ? ByteView(*packet.data) : ByteView());
    if (!touches)
        return drop(learner, "PING: " + touches.error().detail);
    if (!m_primary)
        return;
    for (const SessionTouch& touch : *touches)
        m_primary->sessions().touch(touch.session, Ms(touch.timeoutMs), now.instant);
}

} // namespace zs::engine

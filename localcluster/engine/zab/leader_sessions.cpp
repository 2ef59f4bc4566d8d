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
/// A session that only its own server knows may do all but make ephemerals; our own are never so
/// unknown. Source: LeaderSessionTracker.checkSession, checkGlobalSession.
Errc Leader::standing(const WriteRequest& request, QuorumLink owner)
{
    const SessionId session = request.session;
    const SessionTable::State state = m_primary->sessions().state(session);
    const bool mayBeLocal = m_replica.serverSettings().localSessions
        && state == SessionTable::State::unknown
        && session.value >> 56 != m_replica.serverSettings().serverId
        && !makesEphemeral(request.type, request.body);
    if (mayBeLocal)
        return Errc::ok;
    if (state != SessionTable::State::open)
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
    else if (request.type != OpCode::closeSession && !request.standing)
        judged.standing = standing(request, here);
    propose(judged, now);
}

void Leader::upgrade(SessionId session, Ms timeout, Now now)
{
    m_primary->sessions().open(session, timeout, now.instant);
    Upstream::upgrade(session, timeout, now);
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
        tellMoved(session, here, timeout);
        m_owners[session] = here;
        if (PeerListener* listener = m_replica.listener())
            listener->session(session, SessionStep::reattached,
                m_replica.pipeline().peerOf(session), timeout);
    }
    m_replica.pipeline().revalidated(id, valid, now);
}

/// Only the leader knows where a session was before: a learner is asked by its client alone.
void Leader::tellMoved(SessionId session, QuorumLink to, Ms timeout)
{
    const auto holder = m_owners.find(session);
    if (holder == m_owners.end() || !m_replica.listener())
        return;
    const auto serverOf = [this](QuorumLink link) {
        const auto server = m_servers.find(link);
        return server == m_servers.end() ? m_settings.self : server->second;
    };
    const ServerId from = serverOf(holder->second);
    if (from != serverOf(to))
        m_replica.tell(trace::SessionEvent{session, trace::SessionChange::moved, std::nullopt,
            timeout.count(), from, serverOf(to)});
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
        write.standing = standing(write, learner.link);
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
        tellMoved(asked->session, learner.link, Ms(asked->timeoutMs));
        m_owners[asked->session] = learner.link;
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

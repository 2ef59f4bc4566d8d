// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/pipeline.h"

#include "localcluster/engine/core/session_table.h"

#include <algorithm>
#include <cstring>

namespace zs::engine {

void Pipeline::processConnect(ConnectionId id, ByteView frame, Now now)
{
    Connection& connection = at(id);
    if (!serves())
        return close(id); // Apache's "ZooKeeperServer not running": the client tries another.
    const Result<ConnectRequest> request = jute::decode<ConnectRequest>(frame);
    // Without an answer, as Apache does: too short; not made for read-only; ahead of this server
    // (the client then tries another).
    if (!request || (m_readOnly && !request->readOnly)
        || request->lastZxidSeen > m_tree->lastProcessed())
        return close(id);
    --m_freshCount;
    connection.state = State::establishing;
    connection.hasReadOnlyByte = request->hasReadOnly;
    connection.timeout = std::clamp(ServerSettings::Ms(request->timeoutMs),
        m_settings.minTimeout(), m_settings.maxTimeout());
    if (request->sessionId.value == 0)
        return openSession(id, now);

    // First the other connection of the session, then the password: Apache's order.
    closeSession(request->sessionId);
    const bool matches = request->password
        && isSessionPassword(request->sessionId, *request->password);
    if (!matches)
        return finishConnect(id, /*valid=*/false, now);
    bindSession(id, request->sessionId);
    m_upstream->revalidate(id, request->sessionId, connection.timeout, now);
}

void Pipeline::openSession(ConnectionId id, Now now)
{
    Connection& connection = at(id);
    if ((m_refuseWrites && !m_readOnly) || !mayOpenSession(id))
        return close(id); // Without an answer: it has none for "later".
    bindSession(id, m_upstream->newSession(connection.timeout, now));
    const auto opener = m_sessionsOf.try_emplace(connection.peer.address).first;
    ++opener->second;
    m_openedBy[connection.session] = &opener->first;
    // Without quorum nobody could commit a global one.
    if (m_readOnly || m_upstream->isLocal(connection.session))
        return finishConnect(id, /*valid=*/true, now);
    PendingRequest request{OpCode::createSession, 0};
    request.submitted = true;
    request.arrived = now.instant;
    connection.pending.push_back(std::move(request));
    ++m_outstanding;
    Bytes body;
    jute::Writer(body).number(static_cast<std::int32_t>(connection.timeout.count()));
    m_upstream->submit({connection.session, 0, OpCode::createSession, body, nullptr}, now);
}

bool Pipeline::mayOpenSession(ConnectionId id)
{
    const auto found = m_sessionsOf.find(at(id).peer.address);
    if (m_settings.maxClientSessions == 0 || found == m_sessionsOf.end()
        || found->second < m_settings.maxClientSessions)
        return true;
    refuse(id, "maxClientSessions");
    return false;
}

void Pipeline::sessionEnded(SessionId session)
{
    const auto found = m_openedBy.find(session);
    if (found == m_openedBy.end())
        return; // From before this server started.
    const auto opener = m_sessionsOf.find(*found->second);
    m_openedBy.erase(found);
    if (--opener->second == 0)
        m_sessionsOf.erase(opener);
}

void Pipeline::revalidated(ConnectionId id, bool valid, Now now)
{
    if (at(id).state == State::establishing)
        finishConnect(id, valid, now);
}

void Pipeline::finishConnect(ConnectionId id, bool valid, Now now)
{
    Connection& connection = at(id);
    ConnectResponse response;
    response.password.assign(16, 0);
    if (valid) {
        const SessionPassword password = sessionPassword(connection.session);
        response.timeoutMs = static_cast<std::int32_t>(connection.timeout.count());
        response.sessionId = connection.session;
        response.password.assign(password.begin(), password.end());
    }
    response.hasReadOnly = connection.hasReadOnlyByte;
    response.readOnly = m_readOnly;
    jute::appendFrame(connection.output, response);
    ++connection.sent;
    ++m_sent;
    markDirty(id, connection);
    if (!valid)
        return close(id);
    connection.state = State::open;
    connection.lastOperation = "SESS";
    if (connection.inputHeld)
        resume(now);
    else
        processInput(id, now);
}

void Pipeline::processAuth(ConnectionId id, std::int32_t xid, ByteView body)
{
    Connection& connection = at(id);
    Result<AuthRequest> request = jute::decode<AuthRequest>(body);
    if (!request)
        return close(id);
    const ByteView credentials = request->auth ? ByteView(*request->auth) : ByteView();
    const bool passed = m_authorizer.authenticate(
        connection.identities, request->scheme, textOf(credentials), connection.peer.address);
    // Passwords must not stay in memory: neither here nor, if they came in pieces, there.
    if (request->auth && !request->auth->empty())
        ::explicit_bzero(request->auth->data(), request->auth->size());
    connection.input.feed({});
    replyError(id, xid, Zxid(), passed ? Errc::ok : Errc::authFailed);
    if (m_detail)
        m_detail->reply(connection.session, xid, OpCode::auth, Zxid(),
            passed ? Errc::ok : Errc::authFailed);
    if (!passed)
        close(id);
}

void Pipeline::bindSession(ConnectionId id, SessionId session)
{
    at(id).session = session;
    m_bySession[session] = id;
}

void Pipeline::unbindSession(ConnectionId id, Connection& connection)
{
    const auto found = m_bySession.find(connection.session);
    if (found != m_bySession.end() && found->second == id)
        m_bySession.erase(found);
}

void Pipeline::closeSession(SessionId session)
{
    if (const auto found = m_bySession.find(session); found != m_bySession.end())
        close(found->second);
}

const Peer* Pipeline::peerOf(SessionId session) const
{
    const auto found = m_bySession.find(session);
    return found == m_bySession.end() ? nullptr : &at(found->second).peer;
}

SessionId Pipeline::sessionOf(ConnectionId id) const { return at(id).session; }

} // namespace zs::engine

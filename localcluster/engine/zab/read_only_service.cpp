// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/zab/read_only_service.h"

#include "clientlib/base/expect.h"

namespace zs::engine {

ReadOnlyService::ReadOnlyService(Replica& replica)
    : m_replica(replica), m_sessions(replica.serverSettings().tickTime)
{
}

void ReadOnlyService::start(Now) { m_replica.serve(*this, true); }

void ReadOnlyService::tick(Now now)
{
    if (!m_replica.serves())
        return;
    for (const SessionId session : m_sessions.expireUntil(now.instant)) {
        m_sessions.remove(session);
        m_replica.pipeline().closeSession(session);
    }
}

std::optional<Instant> ReadOnlyService::nextTimer() const { return m_sessions.nextExpiry(); }

void ReadOnlyService::fillFigures(ServerFigures& figures) const
{
    figures.mode = "read-only";
    figures.localSessions = m_sessions.size();
}

void ReadOnlyService::submit(const WriteRequest& request, Now now)
{
    // The pipeline refuses all other writes itself.
    ZS_EXPECT(request.type == OpCode::closeSession);
    m_sessions.remove(request.session);
    Txn txn;
    txn.header = {request.session, request.cxid, m_replica.tree().lastProcessed(), now.wallMs,
        request.type};
    txn.body = CloseSessionTxn();
    m_replica.pipeline().committed(txn, now);
}

Errc ReadOnlyService::checkSession(SessionId session) const
{
    return m_sessions.state(session) == SessionTable::State::open ? Errc::ok
                                                                  : Errc::unknownSession;
}

bool ReadOnlyService::touch(SessionId session, std::chrono::milliseconds timeout, Now now)
{
    return m_sessions.touch(session, timeout, now.instant);
}

SessionId ReadOnlyService::newSession(std::chrono::milliseconds timeout, Now now)
{
    const SessionId id = m_replica.newSessionId();
    m_sessions.open(id, timeout, now.instant);
    return id;
}

void ReadOnlyService::revalidate(
    ConnectionId id, SessionId session, std::chrono::milliseconds timeout, Now now)
{
    // One of the whole ensemble lives on until a leader says otherwise; nobody here can vouch for
    // it, so its client gets no answer and tries another server, as Apache's.
    if (m_replica.sessions().contains(session))
        return m_replica.pipeline().closeSession(session);
    // What is not known is over: a local one of this server's other life, or an expired one.
    m_replica.pipeline().revalidated(id, m_sessions.touch(session, timeout, now.instant), now);
}

void ReadOnlyService::sync(const WriteRequest& request, Now now)
{
    // The pipeline refuses it before it gets here.
    m_replica.pipeline().synced(request.session, request.cxid, now);
}

} // namespace zs::engine

// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/zab/local_sessions.h"

namespace zs::engine {

void LocalSessions::begin(Upstream& inner)
{
    m_inner = &inner;
    m_sessions = SessionTable(m_settings.tickTime);
}

void LocalSessions::end()
{
    m_inner = nullptr;
    m_sessions = SessionTable(m_settings.tickTime);
}

void LocalSessions::tell(
    SessionId session, SessionStep step, std::chrono::milliseconds timeout) const
{
    if (m_listener)
        m_listener->session(session, step, m_pipeline.peerOf(session), timeout);
}

void LocalSessions::tick(Now now)
{
    if (!m_pipeline.serves())
        return;
    for (const SessionId session : m_sessions.expireUntil(now.instant)) {
        tell(session, SessionStep::expired,
            m_sessions.timeout(session).value_or(std::chrono::milliseconds(0)));
        m_sessions.remove(session);
        m_pipeline.localEnded(session);
    }
}

Upstream::Screening LocalSessions::screen(const WriteRequest& request, Now now)
{
    if (!isLocal(request.session))
        return Screening::submit;
    if (request.type == OpCode::closeSession)
        return Screening::endHere;
    if (!makesEphemeral(request.type, request.body))
        return Screening::submit;
    if (!m_settings.localSessionsUpgrading)
        return Screening::refuse;
    const auto timeout = m_sessions.upgrade(request.session);
    if (!timeout)
        return Screening::submit; // It is closing: the leader says that it has expired.
    m_sessions.remove(request.session);
    m_inner->upgrade(request.session, *timeout, now);
    return Screening::upgraded;
}

void LocalSessions::endLocal(SessionId session)
{
    tell(session, SessionStep::closed,
        m_sessions.timeout(session).value_or(std::chrono::milliseconds(0)));
    m_sessions.remove(session);
}

void LocalSessions::submit(const WriteRequest& request, Now now)
{
    WriteRequest judged = request;
    if (isLocal(request.session)) // Of the leader's own clients; a learner's say is not sent.
        judged.standing = checkSession(request.session);
    m_inner->submit(judged, now);
}

Errc LocalSessions::checkSession(SessionId session) const
{
    switch (m_sessions.state(session)) {
    case SessionTable::State::open: return Errc::ok;
    case SessionTable::State::closing: return Errc::sessionExpired;
    case SessionTable::State::unknown: break;
    }
    return m_inner->checkSession(session);
}

bool LocalSessions::touch(SessionId session, std::chrono::milliseconds timeout, Now now)
{
    return isLocal(session) ? m_sessions.touch(session, timeout, now.instant)
                            : m_inner->touch(session, timeout, now);
}

SessionId LocalSessions::newSession(std::chrono::milliseconds timeout, Now now)
{
    SessionId id = m_newId();
    while (isLocal(id))
        id = m_newId();
    m_sessions.open(id, timeout, now.instant, SessionKind::local);
    tell(id, SessionStep::opened, timeout);
    return id;
}

void LocalSessions::revalidate(
    ConnectionId id, SessionId session, std::chrono::milliseconds timeout, Now now)
{
    if (!isLocal(session))
        return m_inner->revalidate(id, session, timeout, now);
    const bool valid = m_sessions.touch(session, timeout, now.instant);
    if (valid)
        tell(session, SessionStep::reattached, timeout);
    m_pipeline.revalidated(id, valid, now);
}

void LocalSessions::sync(const WriteRequest& request, Now now) { m_inner->sync(request, now); }

} // namespace zs::engine

// SPDX-License-Identifier: Apache-2.0
#include "clientlib/session/session_machine.h"

#include "clientlib/base/expect.h"

#include <algorithm>

namespace zs::session {

namespace {

    using std::chrono::milliseconds;

    /// A connection that ended sooner did not prove the server good.
    constexpr milliseconds goodConnection{1'000};
    constexpr milliseconds firstProbePause{100};
    constexpr milliseconds longestProbePause{60'000};

    std::string inSeconds(std::chrono::nanoseconds time)
    {
        const auto ms = std::chrono::duration_cast<milliseconds>(time).count();
        return std::to_string(ms / 1000) + '.' + std::to_string(ms % 1000 / 100) + " s";
    }

} // namespace

SessionMachine::SessionMachine(Settings settings)
    : m_settings(std::move(settings))
    , m_search(m_settings.servers, m_settings.seed)
    , m_splitter(m_settings.maxReplyBytes)
{
    for (Identity& identity : m_settings.identities)
        m_identities.push_back({std::move(identity), 0});
    m_settings.identities.clear();
}

SessionState SessionMachine::state() const
{
    if (m_phase == Phase::ended)
        return m_end;
    if (m_phase == Phase::established)
        return m_readOnly ? SessionState::connectedReadOnly : SessionState::connected;
    return m_sessionId == SessionId() ? SessionState::connecting : SessionState::reconnecting;
}

int SessionMachine::attempt() const
{
    return m_phase == Phase::established || m_phase == Phase::ended ? 0 : m_search.attempt();
}

std::optional<Instant> SessionMachine::expiresAt() const
{
    if (state() != SessionState::reconnecting)
        return std::nullopt;
    return std::max(m_lastHeard, m_lastSent) + m_timeout;
}

Effects SessionMachine::start(Instant now)
{
    ZS_EXPECT(m_phase == Phase::idle);
    Effects out;
    connectNext(now, out);
    return out;
}

milliseconds SessionMachine::connectTimeout() const
{
    if (m_timeout.count() == 0)
        return m_settings.connectTimeout;
    // Each server is to get a turn before the session runs out.
    const auto share = m_timeout / static_cast<int>(m_search.size());
    return std::min(m_settings.connectTimeout, std::max(share, milliseconds(200)));
}

void SessionMachine::connectNext(Instant now, Effects& out)
{
    m_search.next();
    m_phase = Phase::connecting;
    m_connectDeadline = now + connectTimeout();
    out.push_back(Connect{m_search.current()});
    out.push_back(StatusChanged{});
    arm(out);
}

void SessionMachine::pause(Instant now, Effects& out)
{
    m_phase = Phase::pausing;
    m_retryAt = now + m_search.backOff();
    out.push_back(StatusChanged{});
    arm(out);
}

/// The connection is gone or useless: answers what was in flight and goes on searching. Whoever
/// calls this has pushed Drop if the connection still stands.
void SessionMachine::loseConnection(std::string why, Instant now, Effects& out)
{
    const bool wasEstablished = m_phase == Phase::established;
    m_problem = toText(m_search.current()) + ": " + why;
    m_readWriteServer.reset();
    m_pingSentAt.reset();
    m_restoresInFlight.clear();
    m_identitiesInFlight.clear(); // They are presented again on the next connection.
    failInFlight(m_problem, out);
    if (m_closing)
        return finish(SessionState::closed, Errc::cancelled, m_problem, out);
    if (wasEstablished) {
        m_search.restart();
        if (now - m_establishedAt < goodConnection)
            return pause(now, out);
        m_search.resetBackOff();
        return connectNext(now, out);
    }
    if (!m_search.failed(std::move(why)))
        return connectNext(now, out);
    failHeld(out);
    pause(now, out);
}

void SessionMachine::failInFlight(const std::string& why, Effects& out)
{
    for (const InFlight& request : m_inFlight) {
        if (request.abandoned)
            continue;
        std::string text = "the connection ended before the reply came (" + why + ")";
        if (request.bodyBytes + 8 > defaultMaxRequestBytes)
            text += "; the request took " + std::to_string(request.bodyBytes + 8)
                + " bytes, and servers refuse more than jute.maxbuffer, 1048575 by default";
        out.push_back(Complete{request.id, Errc::connectionLoss, std::move(text), {}});
    }
    m_inFlight.clear();
}

void SessionMachine::failHeld(Effects& out)
{
    const std::string why = "no server could be reached: " + m_search.reasons();
    for (const Request& request : m_held)
        out.push_back(Complete{request.id, Errc::unreachable, why, {}});
    m_held.clear();
    for (const HeldIdentity& held : m_identities) {
        if (held.waiter != 0)
            out.push_back(Complete{held.waiter, Errc::unreachable, why, {}});
    }
    std::erase_if(m_identities, [](const HeldIdentity& held) { return held.waiter != 0; });
}

Effects SessionMachine::connected(Instant now)
{
    Effects out;
    ZS_EXPECT(m_phase == Phase::connecting);
    m_phase = Phase::handshaking;
    m_splitter = FrameSplitter(m_settings.maxReplyBytes);
    ConnectRequest request;
    request.lastZxidSeen = m_lastZxid;
    request.timeoutMs = static_cast<std::int32_t>(m_settings.sessionTimeout.count());
    // A read-only server's session is known to that server alone: ask for a new one elsewhere.
    m_askedFor = m_seenReadWrite ? m_sessionId : SessionId();
    request.sessionId = m_askedFor;
    request.password = m_askedFor == SessionId() ? Bytes(16, 0) : m_password;
    request.readOnly = m_settings.acceptReadOnly;
    Send hello;
    jute::appendFrame(hello.bytes, request);
    out.push_back(std::move(hello));
    m_lastSent = now;
    return out;
}

Effects SessionMachine::connectionEnded(std::string why, Instant now)
{
    Effects out;
    if (m_phase == Phase::handshaking) {
        why += " before it granted the session; it may be starting, have no quorum, or";
        why += " not have caught up with " + toText(m_lastZxid) + ", the last change seen here";
    }
    loseConnection(std::move(why), now, out);
    return out;
}

Effects SessionMachine::retryNow(Instant now)
{
    Effects out;
    if (m_phase == Phase::pausing) {
        connectNext(now, out);
    } else if (m_phase == Phase::established && m_readOnly) {
        m_probePause = firstProbePause;
        m_probeAt = now;
        arm(out);
    }
    return out;
}

std::optional<Instant> SessionMachine::nextDeadline() const
{
    switch (m_phase) {
    case Phase::idle:
    case Phase::ended: return std::nullopt;
    case Phase::pausing: return m_retryAt;
    case Phase::connecting:
    case Phase::handshaking: return m_connectDeadline;
    case Phase::established: break;
    }
    Instant next = std::min(m_lastHeard + readTimeout(), m_lastSent + pingInterval());
    if (m_readOnly && m_search.size() > 1)
        next = std::min(next, m_probeAt);
    return next;
}

/// Arms the timer unless it fires early enough anyway: most calls only move the deadline back.
void SessionMachine::arm(Effects& out)
{
    const std::optional<Instant> next = nextDeadline();
    if (!next || (m_armedAt && *m_armedAt <= *next))
        return;
    m_armedAt = next;
    out.push_back(ArmTimer{*next});
}

Effects SessionMachine::timerFired(Instant now)
{
    Effects out;
    m_armedAt.reset();
    switch (m_phase) {
    case Phase::idle:
    case Phase::ended: return out;
    case Phase::pausing:
        if (now >= m_retryAt)
            connectNext(now, out);
        break;
    case Phase::connecting:
    case Phase::handshaking:
        if (now >= m_connectDeadline) {
            out.push_back(Drop{});
            loseConnection("no answer within " + inSeconds(connectTimeout()), now, out);
        }
        break;
    case Phase::established: checkConnection(now, out); break;
    }
    arm(out);
    return out;
}

void SessionMachine::checkConnection(Instant now, Effects& out)
{
    if (now - m_lastHeard >= readTimeout()) {
        out.push_back(Drop{});
        return loseConnection("nothing heard for " + inSeconds(now - m_lastHeard), now, out);
    }
    if (now - m_lastSent >= pingInterval())
        sendPing(now, out);
    if (m_readOnly && m_search.size() > 1 && now >= m_probeAt) {
        m_probeAt = now + m_probePause;
        m_probePause = std::min(m_probePause * 2, longestProbePause);
        out.push_back(Probe{m_search.nextToProbe()});
    }
}

Effects SessionMachine::probed(const Endpoint& server, bool readWrite, Instant now)
{
    Effects out;
    if (!readWrite || m_phase != Phase::established || !m_readOnly || m_closing)
        return out;
    m_readWriteServer = server;
    switchToReadWrite(now, out);
    return out;
}

/// Moves once nothing is in flight, so that the move costs no request.
void SessionMachine::switchToReadWrite(Instant now, Effects& out)
{
    if (!m_readWriteServer || !m_inFlight.empty() || !m_identitiesInFlight.empty())
        return;
    const Endpoint target = *m_readWriteServer;
    out.push_back(Drop{});
    m_readWriteServer.reset();
    m_pingSentAt.reset();
    m_restoresInFlight.clear();
    m_problem = toText(m_search.current()) + ": left for a read-write server";
    m_search.restart();
    m_search.prefer(target);
    connectNext(now, out);
}

void SessionMachine::handleFirstFrame(ByteView frame, Instant now, Effects& out)
{
    constexpr std::size_t connectResponseBytes = 36;
    if (frame.size() < connectResponseBytes) {
        std::string why = "the server refused the session";
        const Result<ReplyHeader> header = jute::decode<ReplyHeader>(frame);
        if (header && header->err == Errc::notReadOnly)
            why += ": it has no quorum and serves nobody (NotReadOnly)";
        else
            why += " with a first frame of " + std::to_string(frame.size()) + " bytes";
        out.push_back(Drop{});
        return loseConnection(std::move(why), now, out);
    }
    const Result<ConnectResponse> response = jute::decode<ConnectResponse>(frame);
    if (!response) {
        out.push_back(Drop{});
        return loseConnection("not a ZooKeeper server? " + response.error().detail, now, out);
    }
    if (response->timeoutMs > 0 && response->sessionId != SessionId())
        return establish(*response, now, out);
    out.push_back(Drop{});
    if (m_askedFor == SessionId())
        return loseConnection("the server refused to open a session", now, out);
    m_problem = toText(m_search.current()) + ": the session " + toText(m_sessionId) + " expired";
    finish(SessionState::expired, Errc::sessionExpired, m_problem, out);
}

void SessionMachine::establish(const ConnectResponse& response, Instant now, Effects& out)
{
    if (response.readOnly && !m_settings.acceptReadOnly) {
        out.push_back(Drop{});
        return loseConnection("the server is read-only", now, out);
    }
    m_phase = Phase::established;
    m_sessionId = response.sessionId;
    m_password = response.password;
    m_timeout = milliseconds(response.timeoutMs);
    m_readOnly = response.readOnly;
    m_seenReadWrite = m_seenReadWrite || !m_readOnly;
    m_problem.clear();
    m_establishedAt = m_lastHeard = m_lastSent = now;
    m_probePause = firstProbePause;
    m_probeAt = now + m_probePause;
    out.push_back(StatusChanged{});
    for (std::size_t i = 0; i < m_identities.size(); ++i)
        sendIdentity(i, now, out);
    sendWatches(now, out);
    for (std::deque<Request> held = std::exchange(m_held, {}); !held.empty(); held.pop_front())
        sendRequest(std::move(held.front()), now, out);
    arm(out);
}

Effects SessionMachine::close(RequestId id, Instant now)
{
    Effects out;
    if (m_phase == Phase::ended || m_closing) {
        out.push_back(Complete{id, Errc::ok, {}, {}});
        return out;
    }
    if (m_phase == Phase::established) {
        m_closing = true;
        Request request;
        request.id = id;
        request.op = OpCode::closeSession;
        sendRequest(std::move(request), now, out);
        return out;
    }
    if (m_phase != Phase::pausing && m_phase != Phase::idle)
        out.push_back(Drop{});
    const bool told = m_sessionId == SessionId();
    finish(SessionState::closed, Errc::cancelled, "the client was closed", out);
    if (told)
        out.push_back(Complete{id, Errc::ok, {}, {}});
    else
        out.push_back(Complete{id, Errc::connectionLoss,
            "no server was connected, so the session ends by its time-out", {}});
    return out;
}

/// The end of the session. Whoever calls this has pushed Drop if a connection still stands.
void SessionMachine::finish(
    SessionState state, Errc err, const std::string& why, Effects& out)
{
    m_phase = Phase::ended;
    m_end = state;
    m_endErr = err;
    out.push_back(StatusChanged{});
    for (const InFlight& request : m_inFlight) {
        if (!request.abandoned)
            out.push_back(Complete{request.id, err, why, {}});
    }
    m_inFlight.clear();
    for (const Request& request : m_held)
        out.push_back(Complete{request.id, err, why, {}});
    m_held.clear();
    for (const HeldIdentity& held : m_identities) {
        if (held.waiter != 0)
            out.push_back(Complete{held.waiter, err, why, {}});
    }
    m_identities.clear();
}

} // namespace zs::session

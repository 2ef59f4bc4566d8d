// SPDX-License-Identifier: Apache-2.0
#include "clientlib/session/session_machine.h"

#include "clientlib/base/expect.h"
#include "clientlib/protocol/four_letter_words.h"

#include <algorithm>

namespace zs::session {

namespace {

    using std::chrono::milliseconds;

    /// A connection that ended sooner did not prove the server good.
    constexpr milliseconds goodConnection{1'000};
    constexpr milliseconds firstProbePause{100};
    constexpr milliseconds longestProbePause{60'000};
    /// A server that closed without a word is asked why, which may not hold up the search.
    constexpr milliseconds longestInquiry{1'000};

    std::string inSeconds(std::chrono::nanoseconds time)
    {
        const auto ms = std::chrono::duration_cast<milliseconds>(time).count();
        return std::to_string(ms / 1000) + '.' + std::to_string(ms % 1000 / 100) + " s";
    }

    /// What the handshake asked for.
    struct Asked {
        Zxid seen;
        bool isReader = false;   ///< The session may be read-only.
        bool hasSession = false; ///< It is one that was granted before.
    };

    /// Why a server closed the connection instead of granting the session. Apache's servers do so
    /// without a word when they do not serve, and when the client saw a later change than they.
    ConnectionFailure explainClose(
        const std::string& closed, std::string_view srvr, const Asked& asked)
    {
        const Zxid seen = asked.seen;
        const Result<flw::ServerStats> stats = flw::parseSrvr(srvr);
        if (!stats && stats.error().code == Errc::systemError)
            return {ConnectionFault::notServing,
                "the server does not serve: it is starting, or the ensemble has no quorum", {}};
        if (!stats)
            return {ConnectionFault::closed,
                closed + " before it granted the session; it may be starting, have no quorum or"
                    + " want TLS"
                    + (seen == Zxid() ? std::string()
                                      : ", or it has not caught up with " + toText(seen)
                                  + ", the last change seen here"),
                {}};
        const bool withoutQuorum = stats->readOnly || stats->mode == "read-only";
        if (withoutQuorum && !asked.isReader)
            return {ConnectionFault::readOnly,
                "the server lost its quorum and serves read-only clients alone", {}};
        if (withoutQuorum && asked.hasSession && stats->zxid >= seen)
            return {ConnectionFault::readOnly,
                "the server lost its quorum and reads for new sessions alone; this one goes on"
                " when the quorum is back",
                {}};
        if (stats->zxid >= seen)
            return {ConnectionFault::closed,
                closed + " before it granted the session, though it serves; maxClientCnxns of its"
                    + " configuration limits the connections of one address",
                {}};
        const std::string lags = "the server is at " + toText(stats->zxid) + ", before "
            + toText(seen) + ", the last change that this session saw";
        if (stats->mode == "standalone" || stats->mode == "leader")
            return {ConnectionFault::lostData,
                lags + ": its data were deleted or restored from a backup; only a new session can"
                    + " use it",
                {}};
        return {ConnectionFault::behind, lags + ": it has not caught up with its leader yet", {}};
    }

} // namespace

SessionMachine::SessionMachine(Settings settings)
    : m_settings(std::move(settings))
    , m_search(m_settings.servers, m_settings.seed)
    , m_splitter(m_settings.maxReplyBytes)
{
    for (Identity& identity : m_settings.identities) {
        if (identity.scheme == "sasl")
            keepSasl(std::move(identity));
        else
            m_identities.push_back({std::move(identity), 0});
    }
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
    out.push_back(Connect{m_search.current(), connectTimeout()});
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
void SessionMachine::loseConnection(ConnectionFailure why, Instant now, Effects& out)
{
    const bool wasEstablished = m_phase == Phase::established;
    if (m_phase == Phase::connecting) // It may come back as a newer version.
        std::erase_if(m_unknown, [this](const auto& what) {
            return what.first == m_search.currentIndex();
        });
    m_problem = why;
    m_problem.text = toText(m_search.current()) + ": " + why.text;
    m_readWriteServer.reset();
    m_pingSentAt.reset();
    m_restoresInFlight.clear();
    m_identitiesInFlight.clear(); // They are presented again on the next connection.
    failInFlight(m_problem.text, out);
    if (m_closing)
        return finish(SessionState::closed, Errc::cancelled, m_problem.text, out);
    if (wasEstablished) {
        m_search.restart();
        if (why.fault == ConnectionFault::unknownOperation) {
            m_search.prefer(m_search.current()); // It is not asked again; another might be.
            return connectNext(now, out);
        }
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

void SessionMachine::dropConnection(
    ConnectionFault fault, std::string why, Instant now, Effects& out)
{
    out.push_back(Drop{});
    loseConnection({fault, std::move(why), {}}, now, out);
}

void SessionMachine::failInFlight(const std::string& why, Effects& out)
{
    for (const InFlight& request : m_inFlight) {
        if (request.abandoned || request.own)
            continue;
        std::string text = "the connection ended before the reply came (" + why + ")";
        if (request.bodyBytes + 8 > defaultMaxRequestBytes)
            text += "; the request took " + std::to_string(request.bodyBytes + 8)
                + " bytes, and servers refuse more than jute.maxbuffer, 1048575 by default";
        out.push_back(Complete{request.id, Errc::connectionLoss, std::move(text), {}});
    }
    m_inFlight.clear();
    tell(m_emulation.connectionLost(Errc::connectionLoss, why), out);
}

void SessionMachine::failHeld(Effects& out)
{
    const std::string why = "no server could be reached: " + m_search.reasons();
    const Errc err = m_search.onlyTlsFailed() ? Errc::tls : Errc::unreachable;
    for (const Request& request : m_held)
        out.push_back(Complete{request.id, err, why, {}});
    m_held.clear();
    for (const HeldIdentity& held : m_identities) {
        if (held.waiter != 0)
            out.push_back(Complete{held.waiter, err, why, {}});
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

Effects SessionMachine::connectionEnded(ConnectionFailure why, Instant now)
{
    Effects out;
    if (m_phase == Phase::handshaking && why.fault == ConnectionFault::closed) {
        m_phase = Phase::inquiring;
        m_connectDeadline = now + std::min(longestInquiry, connectTimeout());
        m_problem = std::move(why);
        out.push_back(Inquire{m_search.current()});
        arm(out);
        return out;
    }
    if (m_phase == Phase::authenticating)
        why.text += " while this client authenticated by SASL";
    loseConnection(std::move(why), now, out);
    return out;
}

Effects SessionMachine::inquired(const Endpoint& server, std::string_view answer, Instant now)
{
    Effects out;
    if (m_phase == Phase::inquiring && server == m_search.current())
        loseConnection(explainClose(m_problem.text, answer,
                           {m_lastZxid, m_settings.acceptReadOnly, m_askedFor != SessionId()}),
            now, out);
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
    case Phase::handshaking:
    case Phase::inquiring:
    case Phase::authenticating: return m_connectDeadline;
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
    case Phase::authenticating:
        if (now >= m_connectDeadline)
            dropConnection(ConnectionFault::noAnswer,
                "no answer within " + inSeconds(connectTimeout()), now, out);
        break;
    case Phase::inquiring:
        if (now >= m_connectDeadline)
            loseConnection(explainClose(m_problem.text, {}, {m_lastZxid}), now, out);
        break;
    case Phase::established: checkConnection(now, out); break;
    }
    arm(out);
    return out;
}

void SessionMachine::checkConnection(Instant now, Effects& out)
{
    if (now - m_lastHeard >= readTimeout())
        return dropConnection(ConnectionFault::silent,
            "nothing heard for " + inSeconds(now - m_lastHeard), now, out);
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
    m_problem = {ConnectionFault::moved,
        toText(m_search.current()) + ": left for a read-write server", {}};
    m_search.restart();
    m_search.prefer(target);
    connectNext(now, out);
}

void SessionMachine::handleFirstFrame(ByteView frame, Instant now, Effects& out)
{
    constexpr std::size_t connectResponseBytes = 36;
    if (frame.size() < connectResponseBytes) {
        const Result<ReplyHeader> header = jute::decode<ReplyHeader>(frame);
        if (header && header->err == Errc::notReadOnly)
            // Apache's, from 3.5 on: it can open local sessions alone without its leader.
            return dropConnection(ConnectionFault::readOnly,
                "the server lost its quorum, and opens no session for readers, as"
                " localSessionsEnabled is not set in its configuration (NotReadOnly)",
                now, out);
        return dropConnection(ConnectionFault::refusedSession,
            "the server refused the session with a first frame of " + std::to_string(frame.size())
                + " bytes",
            now, out);
    }
    const Result<ConnectResponse> response = jute::decode<ConnectResponse>(frame);
    if (!response)
        return dropConnection(ConnectionFault::notZooKeeper,
            "not a ZooKeeper server? " + response.error().detail, now, out);
    if (response->timeoutMs > 0 && response->sessionId != SessionId())
        return establish(*response, now, out);
    if (m_askedFor == SessionId())
        return dropConnection(ConnectionFault::refusedSession,
            "the server refused to open a session", now, out);
    out.push_back(Drop{});
    m_problem = {ConnectionFault::expired,
        toText(m_search.current()) + ": the session " + toText(m_sessionId) + " expired", {}};
    finish(SessionState::expired, Errc::sessionExpired, m_problem.text, out);
}

void SessionMachine::establish(const ConnectResponse& response, Instant now, Effects& out)
{
    if (response.readOnly && !m_settings.acceptReadOnly)
        return dropConnection(ConnectionFault::readOnly, "the server is read-only", now, out);
    m_sessionId = response.sessionId;
    m_password = response.password;
    m_timeout = milliseconds(response.timeoutMs);
    m_readOnly = response.readOnly;
    m_seenReadWrite = m_seenReadWrite || !m_readOnly;
    noteHeard(now);
    if (m_sasl)
        return authenticate(now, out);
    beginServing(now, out);
}

void SessionMachine::beginServing(Instant now, Effects& out)
{
    m_phase = Phase::established;
    m_problem = {};
    m_establishedAt = m_lastSent = now;
    m_roundTrips = 0; // Another server, or another way to it.
    m_knownLine = firstLineOf(OpCode::create);
    m_asksAlone = false;
    m_probePause = firstProbePause;
    m_probeAt = now + m_probePause;
    out.push_back(StatusChanged{});
    for (std::size_t i = 0; i < m_identities.size(); ++i)
        sendIdentity(i, now, out);
    sendWatches(now, out);
    sendHeld(now, out);
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
        m_asksAlone = false; // What was asked before is sent before.
        for (std::deque<Request> held = std::exchange(m_held, {}); !held.empty(); held.pop_front())
            sendRequest(std::move(held.front()), now, out);
        Request request;
        request.id = id;
        request.op = OpCode::closeSession;
        sendRequest(std::move(request), now, out);
        return out;
    }
    if (m_phase == Phase::connecting || m_phase == Phase::handshaking
        || m_phase == Phase::authenticating)
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
        if (!request.abandoned && !request.own)
            out.push_back(Complete{request.id, err, why, {}});
    }
    m_inFlight.clear();
    tell(m_emulation.connectionLost(err, why), out);
    m_emulation.clear();
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

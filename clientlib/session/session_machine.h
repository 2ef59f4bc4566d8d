// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/digest_md5.h"
#include "clientlib/protocol/frame_splitter.h"
#include "clientlib/protocol/session_records.h"
#include "clientlib/session/connection_fault.h"
#include "clientlib/session/effects.h"
#include "clientlib/session/identity.h"
#include "clientlib/session/request.h"
#include "clientlib/session/server_line.h"
#include "clientlib/session/server_search.h"
#include "clientlib/session/session_state.h"
#include "clientlib/session/watch_emulation.h"
#include "clientlib/session/watch_registry.h"

#include <deque>
#include <memory>
#include <optional>
#include <set>

namespace zs::session {

struct Settings {
    std::vector<Endpoint> servers;                    ///< At least one.
    std::chrono::milliseconds sessionTimeout{30'000}; ///< Asked for; the server clamps it.
    std::chrono::milliseconds connectTimeout{5'000};  ///< For one server, TCP and handshake.
    std::size_t maxReplyBytes = std::size_t(64) << 20;
    bool acceptReadOnly = false;
    /// At most one of the scheme "sasl", "user:password" for SASL's mechanism DIGEST-MD5.
    std::vector<Identity> identities;
    std::uint64_t seed = 0; ///< Decides the order of the servers and the jitter of the back-off.
    Bytes nonceSeed; ///< Chance that nobody can guess, for SASL; its cnonces are made from it.
};

/// One client session as a state machine: handshake, requests in order, pings, watches, search for
/// a server, expiry. It performs nothing: each call returns effects, to be performed in order, and
/// equal calls give equal effects. Not thread-safe.
/// Calls about a connection (`connected`, `received`, `connectionEnded`) concern the one that the
/// last Connect asked for; nothing may be told about a connection after its Drop.
/// Source of the rules: ClientCnxn of Apache ZooKeeper 3.8, and its answers on the wire.
/// With a SASL identity each new connection authenticates behind the handshake, and nothing else is
/// sent before; in session_sasl.cpp. The session counts as connected when the server is content.
class SessionMachine {
public:
    explicit SessionMachine(Settings settings);

    [[nodiscard]] Effects start(Instant now);
    /// The TCP connection (and TLS) stands.
    [[nodiscard]] Effects connected(Instant now);
    [[nodiscard]] Effects received(ByteView bytes, Instant now)
    {
        return received(bytes, now, now);
    }
    /// `arrivedAt`: when the system had the bytes, which may be long before they are read. It
    /// counts for the latency alone: who was kept from reading must not find the server silent.
    [[nodiscard]] Effects received(ByteView bytes, Instant now, Instant arrivedAt);
    /// The bytes of each request that was submitted are handed to the system now: the round trip
    /// begins. Without this call it begins with `submit`.
    void wrote(Instant now);
    /// The connection could not be made, or it ended.
    [[nodiscard]] Effects connectionEnded(ConnectionFailure why, Instant now);
    [[nodiscard]] Effects timerFired(Instant now);
    [[nodiscard]] Effects probed(const Endpoint& server, bool readWrite, Instant now);
    /// The server's answer to `srvr`; empty: none came.
    [[nodiscard]] Effects inquired(
        const Endpoint& server, std::string_view answer, Instant now);

    /// Sends the request, or holds it while there is no connection.
    [[nodiscard]] Effects submit(Request&& request, Instant now);
    /// The same, but the bytes to send are appended to `wire` and are no effect.
    [[nodiscard]] Effects submit(Request&& request, Instant now, Bytes& wire);
    /// Nobody waits for it any more: what was not sent will not be, a reply is passed over.
    void cancel(RequestId id);
    [[nodiscard]] Effects addIdentity(RequestId id, Identity identity, Instant now);
    [[nodiscard]] Effects close(RequestId id, Instant now);
    /// Ends a pause of the search.
    [[nodiscard]] Effects retryNow(Instant now);

    [[nodiscard]] SessionState state() const;
    [[nodiscard]] const Endpoint& server() const { return m_search.current(); }
    [[nodiscard]] SessionId sessionId() const { return m_sessionId; }
    [[nodiscard]] std::chrono::milliseconds sessionTimeout() const { return m_timeout; }
    /// Of the running search; 0 when connected.
    [[nodiscard]] int attempt() const;
    /// Why the last connection, or attempt at one, ended; `none` once a session was granted.
    [[nodiscard]] const ConnectionFailure& problem() const { return m_problem; }
    /// While reconnecting: from when on the server may expire the session.
    [[nodiscard]] std::optional<Instant> expiresAt() const;
    [[nodiscard]] Zxid lastZxid() const { return m_lastZxid; }
    /// Running mean of the round trips on this connection, or the last one's before its first; the
    /// longer ago the older ones are the less they count. 0 before the first.
    [[nodiscard]] std::chrono::nanoseconds latency() const { return m_latency; }
    /// Of the answer that is arriving.
    [[nodiscard]] FrameProgress arriving() const { return m_splitter.progress(); }
    [[nodiscard]] const WatchRegistry& watches() const { return m_watches; }
    /// Whether the present server is known to be older than 3.6, so that persistent watches are
    /// kept by one-shot watches.
    [[nodiscard]] bool emulatesWatches() const
    {
        return isUnknown(OpCode::addWatch) || isUnknown(OpCode::setWatches2);
    }
    [[nodiscard]] std::size_t inFlightCount() const { return m_inFlight.size(); }

private:
    enum class Phase {
        idle,
        pausing,
        connecting,
        handshaking,
        inquiring,
        authenticating, ///< By SASL.
        established,
        ended,
    };

    struct InFlight {
        std::int32_t xid = 0;
        RequestId id = 0;
        OpCode op = OpCode::error;
        WatchUse watch = WatchUse::none;
        WatcherType removed = WatcherType::any;
        bool abandoned = false;
        bool own = false; ///< Asked for the emulation of watches; its id is another's.
        std::size_t bodyBytes = 0;
        std::unique_ptr<Path> path; ///< Where `watch` or `own` is set: most requests need none.
        Instant sentAt;
    };
    struct HeldIdentity {
        Identity identity;
        RequestId waiter = 0; ///< Who is to be told that the server took it; 0: nobody.
    };

    // The search for a server.
    void connectNext(Instant now, Effects& out);
    void pause(Instant now, Effects& out);
    void loseConnection(ConnectionFailure why, Instant now, Effects& out);
    void dropConnection(ConnectionFault fault, std::string why, Instant now, Effects& out);
    void failInFlight(const std::string& why, Effects& out);
    void failHeld(Effects& out);
    void switchToReadWrite(Instant now, Effects& out);
    // The handshake.
    void handleFirstFrame(ByteView frame, Instant now, Effects& out);
    void establish(const ConnectResponse& response, Instant now, Effects& out);
    void beginServing(Instant now, Effects& out);
    // SASL; in session_sasl.cpp.
    void keepSasl(Identity identity);
    void authenticate(Instant now, Effects& out);
    void sendToken(Bytes token, Instant now, Effects& out);
    void handleSaslFrame(ByteView frame, Instant now, Effects& out);
    void refuse(Errc err, const std::string& why, Effects& out);
    // Frames of an established connection.
    void handleFrame(ByteView frame, Instant now, Effects& out);
    void handleEvent(const ReplyHeader& header, ByteView body, Instant now, Effects& out);
    void handleAuthReply(const ReplyHeader& header, Instant now, Effects& out);
    void handleReply(const ReplyHeader& header, ByteView body, Instant now, Effects& out);
    void keepWatch(const InFlight& request, Errc err);
    // Servers before 3.7: what they do not know, and their watches; in session_old_servers.cpp.
    [[nodiscard]] bool mayBeUnknown(OpCode op) const
    {
        return firstLineOf(op) > m_knownLine && !isUnknown(op);
    }
    [[nodiscard]] bool mustWait(OpCode op) const
    {
        return m_asksAlone || (mayBeUnknown(op) && !m_inFlight.empty());
    }
    void noteKnown(OpCode op);
    void noteUnknown(OpCode op);
    void sendHeld(Instant now, Effects& out);
    [[nodiscard]] bool answerHere(Request& request, Instant now, Effects& out);
    void perform(WatchEmulation::Wants wants, Instant now, Effects& out);
    void tell(WatchEmulation::Wants wants, Effects& out);
    void handleOwnReply(const InFlight& request, Errc err, ByteView body, Instant now,
        Effects& out);
    void handleUnknownOperation(InFlight request, Instant now, Effects& out);
    void restoreEmulated(Instant now, Effects& out);
    void noteRoundTrip(Instant sentAt);
    void noteHeard(Instant now)
    {
        m_lastHeard = now;
        m_unframedBytes = 0;
    }
    // Writing.
    template <class... Records>
    void send(Instant now, Effects& out, std::int32_t xid, OpCode op, const Records&... records);
    void sendRequest(Request&& request, Instant now, Effects& out);
    void writeRequest(Request&& request, Instant now, Bytes& to);
    [[nodiscard]] bool isUnknown(OpCode op) const
    {
        return !m_unknown.empty() && m_unknown.contains({m_search.currentIndex(), op});
    }
    void sendIdentity(std::size_t index, Instant now, Effects& out);
    void sendWatches(Instant now, Effects& out);
    void sendPing(Instant now, Effects& out);
    // Time and ends.
    void arm(Effects& out);
    std::optional<Instant> nextDeadline() const;
    std::chrono::nanoseconds readTimeout() const { return m_timeout * 2 / 3; }
    std::chrono::nanoseconds pingInterval() const { return m_timeout / 3; }
    std::chrono::milliseconds connectTimeout() const;
    void checkConnection(Instant now, Effects& out);
    void finish(SessionState state, Errc err, const std::string& why, Effects& out);

    /// The SASL identity; `exchange` belongs to one connection.
    struct Sasl {
        Sasl(); // Declared: clang does not see the implicit one within this class.

        std::string user;
        std::string password;
        std::string problem; ///< Why the identity cannot be used at all.
        std::uint64_t exchanges = 0;
        std::optional<DigestMd5> exchange;
        bool responded = false;
    };

    Settings m_settings;
    ServerSearch m_search;
    FrameSplitter m_splitter;
    Phase m_phase = Phase::idle;
    SessionState m_end = SessionState::closed; ///< Once the phase is `ended`.
    Errc m_endErr = Errc::cancelled;           ///< What later requests fail with.
    ConnectionFailure m_problem;

    SessionId m_sessionId;
    SessionId m_askedFor; ///< The session that the present handshake asked for.
    Bytes m_password;
    std::chrono::milliseconds m_timeout{0}; ///< Negotiated; 0 before the first session.
    Zxid m_lastZxid;
    bool m_readOnly = false;
    bool m_seenReadWrite = false; ///< A session from a read-only server is known to it alone.
    bool m_closing = false;       ///< closeSession was sent.

    std::deque<InFlight> m_inFlight;
    std::deque<Request> m_held;
    std::optional<Sasl> m_sasl;
    std::vector<HeldIdentity> m_identities;
    std::deque<std::size_t> m_identitiesInFlight;
    std::deque<OpCode> m_restoresInFlight;
    /// What a server, by index, does not know: each time it is asked it closes the connection.
    std::set<std::pair<std::size_t, OpCode>> m_unknown;
    /// N of the newest line 3.N of which the present server was seen to know an operation.
    int m_knownLine = firstLineOf(OpCode::create);
    /// What is in flight may be unknown to the server, which then answers out of turn and closes:
    /// nothing else is sent until the answer is there.
    bool m_asksAlone = false;
    WatchRegistry m_watches;
    WatchEmulation m_emulation; ///< Empty where the server keeps persistent watches.
    std::int32_t m_lastXid = 0;
    std::optional<Endpoint> m_readWriteServer; ///< To move to once nothing is in flight.

    Instant m_establishedAt;
    Instant m_lastHeard;             ///< A whole frame, or much of one.
    std::size_t m_unframedBytes = 0; ///< Received since.
    Instant m_lastSent;
    Instant m_retryAt;
    Instant m_connectDeadline;
    Instant m_probeAt;
    std::chrono::milliseconds m_probePause{0};
    std::optional<Instant> m_pingSentAt;
    std::optional<Instant> m_armedAt;
    std::size_t m_unwritten = 0; ///< Newest requests in flight whose bytes may still wait here.
    Instant m_arrivedAt;         ///< Of the bytes that are being read.
    Instant m_latencyAt;         ///< When the newest round trip in it ended.
    int m_roundTrips = 0;        ///< In m_latency; those beyond `mostCounted` are not counted.
    std::chrono::nanoseconds m_latency{0};
};

} // namespace zs::session

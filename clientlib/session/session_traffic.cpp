// SPDX-License-Identifier: Apache-2.0
// The frames of SessionMachine: what it sends, and what it makes of what it receives.
#include "clientlib/base/expect.h"
#include "clientlib/session/session_machine.h"

#include <algorithm>
#include <limits>

namespace zs::session {

namespace {

    /// As Apache's client: far below the 1 MiB at which servers refuse a request.
    constexpr std::size_t maxRestoredPathBytes = 128 * 1024;

    /// What counts as life while no frame becomes whole. A stream that lost its place may wait for
    /// megabytes that nobody sends, and the answers to pings must not keep it waiting for ever.
    constexpr std::size_t progressBytes = 4 * 1024;

    /// The mean's memory: each new round trip counts for an eighth, or for half after so long a
    /// pause that the older ones tell little. (An idle session has one ping each 10 s.)
    constexpr int mostCounted = 8;
    constexpr std::chrono::seconds staleAfter{2};

    /// Adds a frame to the last effect if that is a Send too: fewer writes, the same bytes.
    Bytes& openSend(Effects& out)
    {
        if (out.empty() || !std::holds_alternative<Send>(out.back()))
            out.push_back(Send{});
        return std::get<Send>(out.back()).bytes;
    }

    /// An alert, which is what a TLS port answers to plain text.
    bool isTlsRecord(ByteView bytes)
    {
        return bytes.size() >= 3 && bytes[0] == 0x15 && bytes[1] == 3 && bytes[2] <= 4;
    }

} // namespace

template <class... Records>
void SessionMachine::send(
    Instant now, Effects& out, std::int32_t xid, OpCode op, const Records&... records)
{
    jute::appendFrame(openSend(out), RequestHeader{xid, op}, records...);
    m_lastSent = now;
}

void SessionMachine::sendPing(Instant now, Effects& out)
{
    send(now, out, xid::ping, OpCode::ping);
    if (!m_pingSentAt)
        m_pingSentAt = now;
}

void SessionMachine::sendIdentity(std::size_t index, Instant now, Effects& out)
{
    const Identity& identity = m_identities[index].identity;
    AuthRequest request;
    request.scheme = identity.scheme;
    request.auth = identity.secret;
    send(now, out, xid::auth, OpCode::auth, request);
    m_identitiesInFlight.push_back(index);
}

void SessionMachine::sendWatches(Instant now, Effects& out)
{
    for (const SetWatchesBatch& batch :
        m_watches.restore(m_lastZxid, !emulatesWatches(), maxRestoredPathBytes)) {
        jute::Writer writer(openSend(out));
        writer.length(8 + batch.body.size());
        jute::write(writer, RequestHeader{xid::setWatches, batch.op});
        writer.raw(batch.body);
        m_lastSent = now;
        m_restoresInFlight.push_back(batch.op);
        m_asksAlone = m_asksAlone || mayBeUnknown(batch.op);
    }
    restoreEmulated(now, out);
}

void SessionMachine::sendRequest(Request&& request, Instant now, Effects& out)
{
    if (!answerHere(request, now, out))
        writeRequest(std::move(request), now, openSend(out));
}

void SessionMachine::writeRequest(Request&& request, Instant now, Bytes& to)
{
    m_lastXid = m_lastXid == std::numeric_limits<std::int32_t>::max() ? 1 : m_lastXid + 1;
    jute::Writer writer(to);
    writer.length(8 + request.body.size());
    jute::write(writer, RequestHeader{m_lastXid, request.op});
    writer.raw(request.body);
    m_lastSent = now;
    m_asksAlone = m_asksAlone || mayBeUnknown(request.op);
    InFlight& sent = m_inFlight.emplace_back();
    sent.xid = m_lastXid;
    sent.id = request.id;
    sent.op = request.op;
    sent.watch = request.watch;
    sent.removed = request.removed;
    sent.bodyBytes = request.body.size();
    if (request.watch != WatchUse::none)
        sent.path = std::make_unique<Path>(std::move(request.path));
    sent.sentAt = now;
    ++m_unwritten;
}

void SessionMachine::wrote(Instant now)
{
    const std::size_t count = std::min(m_unwritten, m_inFlight.size());
    std::for_each(m_inFlight.end() - std::ptrdiff_t(count), m_inFlight.end(),
        [now](InFlight& request) { request.sentAt = now; });
    m_unwritten = 0;
}

Effects SessionMachine::submit(Request&& request, Instant now)
{
    Send send;
    Effects out = submit(std::move(request), now, send.bytes);
    if (!send.bytes.empty())
        out.push_back(std::move(send));
    return out;
}

Effects SessionMachine::submit(Request&& request, Instant now, Bytes& wire)
{
    Effects out;
    if (m_phase == Phase::ended || m_closing) {
        const Errc err = m_closing ? Errc::cancelled : m_endErr;
        std::string why = m_closing || m_end == SessionState::closed
            ? "the client was closed" : m_problem.text;
        out.push_back(Complete{request.id, err, std::move(why), {}});
    } else if (m_phase == Phase::established && !m_readWriteServer && m_held.empty()
        && !mustWait(request.op)) {
        if (!answerHere(request, now, out))
            writeRequest(std::move(request), now, wire);
    } else {
        m_held.push_back(std::move(request));
    }
    return out;
}

void SessionMachine::cancel(RequestId id)
{
    std::erase_if(m_held, [id](const Request& request) { return request.id == id; });
    // Ids only grow, and requests are sent in the order in which they were submitted.
    const auto sent = std::lower_bound(m_inFlight.begin(), m_inFlight.end(), id,
        [](const InFlight& request, RequestId wanted) { return request.id < wanted; });
    if (sent != m_inFlight.end() && sent->id == id)
        sent->abandoned = true;
    m_emulation.cancel(id);
    for (HeldIdentity& held : m_identities) {
        if (held.waiter == id)
            held.waiter = 0;
    }
}

Effects SessionMachine::addIdentity(RequestId id, Identity identity, Instant now)
{
    Effects out;
    if (m_phase == Phase::ended || m_closing) {
        const Errc err = m_phase == Phase::ended ? m_endErr : Errc::cancelled;
        out.push_back(Complete{id, err, "the session has ended", {}});
        return out;
    }
    if (identity.scheme == "sasl") {
        out.push_back(Complete{id, Errc::invalidInput,
            "a SASL identity is presented while a connection opens: give it to a new client", {}});
        return out;
    }
    m_identities.push_back({std::move(identity), id});
    if (m_phase == Phase::established)
        sendIdentity(m_identities.size() - 1, now, out);
    return out;
}

Effects SessionMachine::received(ByteView bytes, Instant now, Instant arrivedAt)
{
    m_arrivedAt = std::min(arrivedAt, now);
    Effects out;
    constexpr std::size_t usualReplyBytes = 128;
    out.reserve(std::min(m_inFlight.size(), bytes.size() / usualReplyBytes) + 1);
    m_unframedBytes += bytes.size();
    if (m_unframedBytes >= progressBytes)
        noteHeard(now); // A large answer on a slow line.
    m_splitter.feed(bytes);
    while (m_phase == Phase::handshaking || m_phase == Phase::authenticating
        || m_phase == Phase::established) {
        const Result<std::optional<ByteView>> frame = m_splitter.next();
        if (!frame) {
            const bool early = m_phase == Phase::handshaking;
            if (early && isTlsRecord(m_splitter.pending()))
                dropConnection(ConnectionFault::tlsWanted,
                    "the port wants TLS: turn TLS on, or use the plain clientPort", now, out);
            else
                dropConnection(ConnectionFault::notZooKeeper,
                    (early ? "not a ZooKeeper server? " : "") + frame.error().detail, now, out);
            break;
        }
        if (!*frame)
            break;
        noteHeard(now);
        if (m_phase == Phase::handshaking)
            handleFirstFrame(**frame, now, out);
        else if (m_phase == Phase::authenticating)
            handleSaslFrame(**frame, now, out);
        else
            handleFrame(**frame, now, out);
    }
    if (m_phase == Phase::established && m_readWriteServer)
        switchToReadWrite(now, out);
    else if (m_phase == Phase::established && !m_held.empty())
        sendHeld(now, out);
    return out;
}

void SessionMachine::handleFrame(ByteView frame, Instant now, Effects& out)
{
    jute::Reader in(frame);
    ReplyHeader header;
    jute::read(in, header);
    if (!in.ok())
        return dropConnection(ConnectionFault::notZooKeeper,
            "a reply without a header: " + in.error().detail, now, out);
    // Positive codes are ours: `cancelled` from a broken server must not end a recipe.
    if (const auto code = static_cast<std::int32_t>(header.err); code > 0)
        return dropConnection(ConnectionFault::notZooKeeper,
            "a reply with the error code " + std::to_string(code) + ", which no server sends", now,
            out);
    // To whatever was asked, a ping too; the server closes the connection next, each time.
    if (header.err == Errc::sessionClosedRequireAuth)
        return refuse(header.err,
            "the server serves nobody who has not authenticated (enforce.auth.enabled or"
            " sessionRequireClientSASLAuth): connect with an identity of the scheme it wants",
            out);
    if (header.xid == xid::notification)
        return handleEvent(header, in.rest(), now, out);
    if (header.zxid > m_lastZxid)
        m_lastZxid = header.zxid;
    switch (header.xid) {
    case xid::ping:
        if (m_pingSentAt)
            noteRoundTrip(*m_pingSentAt);
        m_pingSentAt.reset();
        return;
    case xid::auth: return handleAuthReply(header, now, out);
    case xid::setWatches:
        if (m_restoresInFlight.empty())
            return;
        // A server before 3.6 closes the connection next; the older request comes then.
        if (header.err == Errc::unimplemented && m_restoresInFlight.front() == OpCode::setWatches2)
            noteUnknown(OpCode::setWatches2);
        else
            noteKnown(m_restoresInFlight.front());
        m_restoresInFlight.pop_front();
        return;
    default: return handleReply(header, in.rest(), now, out);
    }
}

void SessionMachine::handleEvent(
    const ReplyHeader& header, ByteView body, Instant now, Effects& out)
{
    Result<WatcherEvent> event = jute::decode<WatcherEvent>(body);
    if (!event)
        return dropConnection(ConnectionFault::notZooKeeper,
            "an unreadable watch event: " + event.error().detail, now, out);
    const bool isNews = m_watches.fire(event->type, event->path);
    // First: who reads again because of this event reads behind the new watch.
    if (m_emulation.nodeCount() > 0)
        perform(m_emulation.heard(event->type, event->path), now, out);
    if (isNews)
        out.push_back(Fired{event->type, std::move(event->path), header.zxid});
}

void SessionMachine::handleAuthReply(const ReplyHeader& header, Instant now, Effects& out)
{
    if (m_identitiesInFlight.empty())
        return dropConnection(ConnectionFault::notZooKeeper,
            "an answer to an auth packet that was not sent", now, out);
    HeldIdentity& held = m_identities[m_identitiesInFlight.front()];
    m_identitiesInFlight.pop_front();
    if (header.err != Errc::ok)
        return refuse(Errc::authFailed,
            "the server refused the identity of scheme \"" + held.identity.scheme + "\" ("
                + std::string(errcName(header.err)) + ")",
            out);
    if (held.waiter != 0)
        out.push_back(Complete{std::exchange(held.waiter, 0), Errc::ok, {}, {}});
}

void SessionMachine::handleReply(
    const ReplyHeader& header, ByteView body, Instant now, Effects& out)
{
    if (m_inFlight.empty() || m_inFlight.front().xid != header.xid) {
        const std::string due
            = m_inFlight.empty() ? "none" : std::to_string(m_inFlight.front().xid);
        return dropConnection(ConnectionFault::notZooKeeper,
            "the server answered request " + std::to_string(header.xid)
                + " where the answer to " + due + " was due",
            now, out);
    }
    InFlight request = std::move(m_inFlight.front());
    m_inFlight.pop_front();
    noteRoundTrip(request.sentAt);
    if (request.own)
        return handleOwnReply(request, header.err, body, now, out);
    // An opcode that the server does not know: it closes next, so nothing may be sent any more.
    if (header.err == Errc::unimplemented && header.zxid == Zxid(-1))
        return handleUnknownOperation(std::move(request), now, out);
    noteKnown(request.op);
    keepWatch(request, header.err);
    if (request.op == OpCode::closeSession) {
        out.push_back(Drop{});
        finish(SessionState::closed, Errc::cancelled, "the client was closed", out);
        if (!request.abandoned)
            out.push_back(Complete{request.id, header.err, {}, body});
        return;
    }
    if (!request.abandoned) {
        // In its place: nearly all effects are this one.
        Effect& effect = out.emplace_back(std::in_place_type<Complete>);
        Complete& complete = *std::get_if<Complete>(&effect);
        complete.id = request.id;
        complete.err = header.err;
        complete.body = body;
    }
    if (header.err == Errc::sessionMoved)
        dropConnection(
            ConnectionFault::moved, "the session moved to another server", now, out);
}

void SessionMachine::keepWatch(const InFlight& request, Errc err)
{
    const bool ok = err == Errc::ok;
    switch (request.watch) {
    case WatchUse::none:
    case WatchUse::check: return;
    case WatchUse::exists:
        if (ok)
            m_watches.add(WatchList::data, *request.path);
        else if (err == Errc::noNode)
            m_watches.add(WatchList::exist, *request.path);
        return;
    case WatchUse::getData:
        if (ok)
            m_watches.add(WatchList::data, *request.path);
        return;
    case WatchUse::children:
        if (ok)
            m_watches.add(WatchList::child, *request.path);
        return;
    case WatchUse::addPersistent:
        if (ok)
            m_watches.add(WatchList::persistent, *request.path);
        return;
    case WatchUse::addRecursive:
        if (ok)
            m_watches.add(WatchList::recursive, *request.path);
        return;
    case WatchUse::remove:
        if (ok || err == Errc::noWatcher)
            m_watches.remove(request.removed, *request.path);
        return;
    }
}

void SessionMachine::noteRoundTrip(Instant sentAt)
{
    // An answer before its question: the system's clock was set meanwhile. That tells nothing.
    if (m_arrivedAt < sentAt)
        return;
    const std::chrono::nanoseconds sample = m_arrivedAt - sentAt;
    // The first ones, of a connection that warms up, are averaged: the very first is often slow.
    m_roundTrips = std::min(m_roundTrips + 1, mostCounted);
    const bool stale = m_roundTrips > 1 && m_arrivedAt - m_latencyAt >= staleAfter;
    m_latency += (sample - m_latency) / (stale ? 2 : m_roundTrips);
    m_latencyAt = m_arrivedAt;
}

} // namespace zs::session

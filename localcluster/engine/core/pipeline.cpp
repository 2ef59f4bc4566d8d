// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/pipeline.h"

#include "clientlib/base/expect.h"

#include <algorithm>

namespace zs::engine {

namespace {

    /// Who says nothing is gone after ten seconds at the latest; Apache takes 10 to 20.
    constexpr auto freshLimit = std::chrono::seconds(9);
    constexpr auto freshCheckPeriod = std::chrono::seconds(1);
    /// What a client may send ahead while its session is being opened.
    constexpr std::size_t aheadBytes = std::size_t(64) << 10;
    /// Memory that an idle connection may keep for its next replies.
    constexpr std::size_t idleOutputBytes = std::size_t(64) << 10;

    bool isOwedByUpstream(const PendingRequest& request)
    {
        return request.submitted && request.type != OpCode::sync
            && request.type != OpCode::notification;
    }

    enum class Kind { write, sync, local, unknown };
    Kind kindOf(OpCode type)
    {
        switch (type) {
        case OpCode::create:
        case OpCode::create2:
        case OpCode::createContainer:
        case OpCode::createTtl:
        case OpCode::remove:
        case OpCode::setData:
        case OpCode::setAcl:
        case OpCode::multi:
        case OpCode::reconfig:
        case OpCode::closeSession: return Kind::write;
        case OpCode::sync: return Kind::sync;
        case OpCode::exists:
        case OpCode::getData:
        case OpCode::getAcl:
        case OpCode::getChildren:
        case OpCode::getChildren2:
        case OpCode::ping:
        case OpCode::checkWatches:
        case OpCode::removeWatches:
        case OpCode::multiRead:
        case OpCode::setWatches:
        case OpCode::setWatches2:
        case OpCode::getEphemerals:
        case OpCode::getAllChildrenNumber:
        case OpCode::addWatch:
        case OpCode::whoAmI: return Kind::local;
        default: return Kind::unknown;
        }
    }

} // namespace

Pipeline::Pipeline(const ServerSettings& settings, const Authorizer& authorizer)
    : m_settings(settings)
    , m_authorizer(authorizer)
    , m_dataWatches(settings.hashKey)
    , m_childWatches(settings.hashKey)
{
}

void Upstream::upgrade(SessionId session, std::chrono::milliseconds timeout, Now now)
{
    Bytes body;
    jute::Writer(body).number(static_cast<std::int32_t>(timeout.count()));
    submit({session, 0, OpCode::createSession, body, nullptr, {}}, now);
}

void Pipeline::serve(DataTree& tree, Upstream& upstream, bool readOnly)
{
    ZS_EXPECT(!serves());
    m_tree = &tree;
    m_upstream = &upstream;
    m_readOnly = readOnly;
}

void Pipeline::stopServing()
{
    if (!serves())
        return;
    for (std::uint32_t i = 0; i < m_connections.size(); ++i) {
        const State state = m_connections[i].state;
        if (state == State::establishing || state == State::open)
            close(ConnectionId{i});
    }
    for (const auto& [asked, text] : m_longWords) { // The tree that they tell of goes.
        if (isWaiting(asked))
            close(asked.connection);
    }
    m_longWords.clear();
    // What was submitted may still be committed, but not through this service.
    m_orphans.clear();
    m_sessionsOf.clear();
    m_openedBy.clear();
    m_tree = nullptr;
    m_upstream = nullptr;
    m_readOnly = false;
}

void Pipeline::listen(Listener* listener)
{
    m_listener = listener;
    m_detail = listener && listener->wantsDetail() ? listener : nullptr;
}

Connection& Pipeline::at(ConnectionId id)
{
    ZS_EXPECT(id.value < m_connections.size());
    return m_connections[id.value];
}

const Connection& Pipeline::at(ConnectionId id) const
{
    ZS_EXPECT(id.value < m_connections.size());
    return m_connections[id.value];
}

ConnectionId Pipeline::connectionOpened(Peer peer, Now now)
{
    ConnectionId id{static_cast<std::uint32_t>(m_connections.size())};
    if (m_free.empty()) {
        m_connections.emplace_back(m_settings.maxRequestBytes);
    } else {
        id = m_free.back();
        m_free.pop_back();
        at(id).state = State::fresh; // All else of it is as new since connectionClosed.
    }
    Connection& connection = at(id);
    connection.opened = now.instant;
    connection.identities = m_authorizer.arrived(peer.address, peer.x509);
    connection.peer = std::move(peer);
    ++m_connectionCount;
    if (m_freshCount++ == 0)
        m_nextFreshCheck = now.instant + freshLimit;
    return id;
}

void Pipeline::connectionClosed(ConnectionId id)
{
    Connection& connection = at(id);
    ZS_EXPECT(connection.state != State::free);
    close(id);
    connection = Connection(m_settings.maxRequestBytes);
    connection.state = State::free;
    --m_connectionCount;
    m_free.push_back(id);
}

void Pipeline::forgetPending(Connection& connection)
{
    m_outstanding -= connection.pending.size();
    connection.pending.clear();
}

void Pipeline::close(ConnectionId id)
{
    Connection& connection = at(id);
    if (connection.state == State::closing)
        return;
    if (connection.state == State::fresh)
        --m_freshCount;
    const bool wasOpen = connection.state == State::open;
    connection.state = State::closing;
    // What it submitted is committed all the same, before anything that the session sends later on
    // another connection; those answers belong to nobody.
    const auto owed = std::count_if(connection.pending.begin(), connection.pending.end(),
                          isOwedByUpstream)
        + (connection.upgrading ? 1 : 0);
    if (owed > 0)
        m_orphans[connection.session] += static_cast<std::size_t>(owed);
    forgetPending(connection);
    if (m_listener && wasOpen)
        tellDisconnected(id, connection);
    unbindSession(id, connection);
    m_dataWatches.removeAll(id);
    m_childWatches.removeAll(id);
    m_closing.push_back(id);
}

/// Only when the session lives on: its end is told as such.
void Pipeline::tellDisconnected(ConnectionId id, const Connection& connection) const
{
    const auto found = m_bySession.find(connection.session);
    if (found != m_bySession.end() && found->second == id
        && m_upstream->checkSession(connection.session) == Errc::ok)
        m_listener->session(connection.session, SessionStep::disconnected, &connection.peer,
            connection.timeout);
}

void Pipeline::markDirty(ConnectionId id, Connection& connection)
{
    if (std::exchange(connection.dirty, true))
        return;
    m_dirty.push_back(id);
}

void Pipeline::received(ConnectionId id, ByteView bytes, Now now)
{
    Connection& connection = at(id);
    if (connection.state == State::closing || connection.state == State::asked)
        return;
    bytes = finishFrame(id, bytes, now);
    if (connection.state == State::closing)
        return;
    if (connection.state != State::establishing && !connection.inputHeld
        && connection.input.pending().empty()) {
        // The usual case: whole frames, decoded where they lie.
        bytes = takeFrames(id, bytes, now);
        if (!bytes.empty() && connection.state != State::closing)
            connection.input.feed(bytes);
        return;
    }
    connection.input.feed(bytes);
    if (connection.state == State::establishing && connection.input.pending().size() > aheadBytes)
        hold(id, connection);
    processInput(id, now);
}

/// Of a frame that has begun only the rest is copied to it; what follows is decoded where it lies.
/// Returns that.
ByteView Pipeline::finishFrame(ConnectionId id, ByteView bytes, Now now)
{
    Connection& connection = at(id);
    while (!bytes.empty() && connection.state == State::open && !connection.inputHeld) {
        const std::size_t missing = std::min(connection.input.missingBytes(), bytes.size());
        if (missing == 0)
            break;
        connection.input.feed(bytes.first(missing));
        bytes = bytes.subspan(missing);
        processInput(id, now);
        if (connection.input.pending().empty())
            connection.input.feed({}); // It may have been large, or a password.
    }
    return bytes;
}

ByteView Pipeline::takeFrames(ConnectionId id, ByteView bytes, Now now)
{
    Connection& connection = at(id);
    while (bytes.size() >= 4 && mayProceed(id, connection)) {
        if (connection.state == State::fresh && takeWord(id, bytes, now))
            return {};
        const auto length = jute::Reader(bytes).number<std::int32_t>();
        if (length < 0 || static_cast<std::size_t>(length) > m_settings.maxRequestBytes) {
            close(id);
            return {};
        }
        const auto frameBytes = static_cast<std::size_t>(length);
        if (bytes.size() - 4 < frameBytes)
            return bytes;
        processFrame(id, bytes.subspan(4, frameBytes), now);
        bytes = bytes.subspan(4 + frameBytes);
    }
    return connection.state == State::closing ? ByteView() : bytes;
}

void Pipeline::processInput(ConnectionId id, Now now)
{
    Connection& connection = at(id);
    while (connection.input.pending().size() >= 4 && mayProceed(id, connection)) {
        if (connection.state == State::fresh && takeWord(id, connection.input.pending(), now))
            return;
        const Result<std::optional<ByteView>> frame = connection.input.next();
        if (!frame)
            return close(id);
        if (!*frame)
            return;
        processFrame(id, **frame, now);
    }
}

bool Pipeline::mayProceed(ConnectionId id, Connection& connection)
{
    if (connection.state != State::fresh && connection.state != State::open)
        return false;
    const bool mustWait = connection.outputBytes() > m_settings.outputPauseBytes
        || (m_outstanding >= m_settings.globalOutstandingLimit && !connection.pending.empty());
    if (mustWait)
        hold(id, connection);
    return !mustWait;
}

void Pipeline::hold(ConnectionId id, Connection& connection)
{
    if (std::exchange(connection.inputHeld, true))
        return;
    m_held.push_back(id);
    if (!std::exchange(connection.readingListed, true))
        m_readingChanged.push_back(id);
}

void Pipeline::resume(Now now)
{
    if (m_held.empty())
        return;
    std::vector<ConnectionId> held;
    held.swap(m_held);
    for (const ConnectionId id : held) {
        Connection& connection = at(id);
        if (!connection.inputHeld || connection.state == State::closing
            || connection.state == State::free)
            continue;
        connection.inputHeld = false;
        if (connection.state == State::establishing) {
            if (connection.input.pending().size() > aheadBytes) {
                connection.inputHeld = true;
                m_held.push_back(id);
                continue;
            }
        } else {
            drain(id, now); // What waits in front of the frames that wait.
            processInput(id, now);
        }
        if (!connection.inputHeld && !std::exchange(connection.readingListed, true))
            m_readingChanged.push_back(id);
    }
}

void Pipeline::processFrame(ConnectionId id, ByteView frame, Now now)
{
    Connection& connection = at(id);
    ++connection.received;
    ++m_received;
    if (connection.state == State::fresh)
        return processConnect(id, frame, now);
    if (connection.lastTouched != now.instant) { // Once a turn is enough.
        connection.lastTouched = now.instant;
        m_upstream->touch(connection.session, connection.timeout, now);
    }
    processRequest(id, frame, now);
}

void Pipeline::processRequest(ConnectionId id, ByteView frame, Now now)
{
    Connection& connection = at(id);
    jute::Reader in(frame);
    const auto xid = in.number<std::int32_t>();
    const auto type = static_cast<OpCode>(in.number<std::int32_t>());
    if (!in.ok())
        return close(id);
    if (connection.sessionClosing)
        return; // Behind closeSession there is nothing more to answer.
    if (xid > 0)
        connection.lastCxid = xid;
    if (type == OpCode::auth)
        return processAuth(id, xid, in.rest());
    if (type == OpCode::sasl) {
        // No SASL is set up here: Apache's answer then is an empty token.
        jute::appendFrame(connection.output, ReplyHeader{xid, Zxid(), Errc::ok}, std::int32_t(-1));
        ++connection.sent;
        ++m_sent;
        return markDirty(id, connection);
    }
    if (!m_authorizer.mayAsk(connection.identities)) {
        replyError(id, xid, Zxid(), Errc::sessionClosedRequireAuth);
        return close(id);
    }
    const Kind kind = kindOf(type);
    if (kind == Kind::unknown) {
        replyError(id, xid, Zxid(-1), Errc::unimplemented);
        return close(id);
    }
    PendingRequest request{type, xid};
    request.arrived = now.instant;
    const bool isWrite = kind == Kind::write;
    // A read-only server's sessions are its own, never logged; without a disk none can be ended.
    const bool mayClose = type == OpCode::closeSession && !m_refuseWrites;
    if (isWrite && (m_readOnly || m_refuseWrites) && !mayClose) {
        request.type = OpCode::error;
    } else if (isWrite && isScreened(connection, request, in.rest(), now)) {
        // Answered here, in its turn.
    } else if (isWrite || (kind == Kind::sync && !m_readOnly)) {
        request.submitted = true;
        connection.pending.push_back(std::move(request));
        ++m_outstanding;
        if (!isWrite) {
            // The path comes back as it came, whatever it is; only a broken one is an error.
            jute::Reader path(in.rest());
            static_cast<void>(path.buffer());
            const ByteView echoed = in.rest().first(path.ok() ? path.position() : 0);
            if (!path.ok())
                connection.pending.back().type = OpCode::notification;
            connection.pending.back().body.assign(echoed.begin(), echoed.end());
        }
        const WriteRequest asked{
            connection.session, xid, type, in.rest(), &connection.identities};
        if (!isWrite)
            return m_upstream->sync(asked, now);
        connection.sessionClosing = type == OpCode::closeSession;
        return m_upstream->submit(asked, now);
    } else if (kind == Kind::sync) {
        request.type = OpCode::error;
    }
    if (connection.pending.empty())
        return run(id, request, in.rest(), now);
    request.body.assign(in.rest().begin(), in.rest().end());
    connection.pending.push_back(std::move(request));
    ++m_outstanding;
}

/// A write of a local session that this server answers itself.
bool Pipeline::isScreened(
    Connection& connection, PendingRequest& request, ByteView body, Now now)
{
    const WriteRequest asked{
        connection.session, request.xid, request.type, body, &connection.identities};
    switch (m_upstream->screen(asked, now)) {
    case Upstream::Screening::submit: return false;
    case Upstream::Screening::upgraded: connection.upgrading = true; return false;
    case Upstream::Screening::endHere: connection.sessionClosing = true; return true;
    case Upstream::Screening::refuse:
        request.type = OpCode::error;
        request.refusal = Errc::ephemeralOnLocalSession;
        return true;
    }
    return false;
}

ByteView Pipeline::pendingOutput(ConnectionId id) const
{
    const Connection& connection = at(id);
    return ByteView(connection.output).subspan(connection.outputSent);
}

void Pipeline::outputSent(ConnectionId id, std::size_t sizeBytes, Now now)
{
    Connection& connection = at(id);
    ZS_EXPECT(sizeBytes <= connection.outputBytes());
    connection.outputSent += sizeBytes;
    if (connection.outputBytes() == 0) {
        connection.output.clear();
        connection.outputSent = 0;
        if (connection.output.capacity() > idleOutputBytes)
            Bytes().swap(connection.output);
    } else if (connection.outputSent > idleOutputBytes
        && connection.outputSent > connection.outputBytes()) {
        connection.output.erase(connection.output.begin(),
            connection.output.begin() + std::ptrdiff_t(connection.outputSent));
        connection.outputSent = 0;
    }
    if (connection.inputHeld && connection.outputBytes() <= m_settings.outputPauseBytes)
        resume(now);
}

bool Pipeline::wantsInput(ConnectionId id) const
{
    const Connection& connection = at(id);
    return !connection.inputHeld && connection.state != State::free
        && connection.state != State::closing;
}

void Pipeline::tick(Now now)
{
    writeWords(now);
    dropFresh(now);
}

void Pipeline::dropFresh(Now now)
{
    if (m_freshCount == 0 || now.instant < m_nextFreshCheck)
        return;
    m_nextFreshCheck = now.instant + freshCheckPeriod;
    for (std::uint32_t i = 0; i < m_connections.size(); ++i) {
        if (m_connections[i].state == State::fresh
            && m_connections[i].opened + freshLimit <= now.instant)
            close(ConnectionId{i});
    }
}

std::optional<Instant> Pipeline::nextTimer() const
{
    if (!m_longWords.empty())
        return Instant(); // At once.
    return m_freshCount == 0 ? std::nullopt : std::optional(m_nextFreshCheck);
}

void Pipeline::closeWaiting()
{
    for (std::uint32_t i = 0; i < m_connections.size(); ++i) {
        const auto& pending = m_connections[i].pending;
        if (std::any_of(pending.begin(), pending.end(),
                [](const PendingRequest& request) { return request.submitted; }))
            close(ConnectionId{i});
    }
    for (auto at = m_openedBy.begin(); at != m_openedBy.end();) {
        const SessionId session = (at++)->first; // The next, since this one may go.
        if (m_upstream->checkSession(session) == Errc::unknownSession)
            sessionEnded(session);
    }
    m_orphans.clear(); // Nothing of it will be committed.
}

void Pipeline::takeEffects(Effects& effects)
{
    for (const ConnectionId id : std::exchange(m_dirty, {})) {
        Connection& connection = at(id);
        if (std::exchange(connection.dirty, false) && connection.outputBytes() > 0)
            effects.dirty.push_back(id);
    }
    for (const ConnectionId id : std::exchange(m_readingChanged, {})) {
        if (std::exchange(at(id).readingListed, false) && at(id).state != State::closing)
            effects.readingChanged.push_back(id);
    }
    for (const ConnectionId id : std::exchange(m_closing, {})) {
        Connection& connection = at(id);
        if (connection.state == State::closing && !std::exchange(connection.closeListed, true))
            effects.closing.push_back(id);
    }
    for (WordAsked& asked : std::exchange(m_words, {})) {
        if (at(asked.connection).state == State::asked)
            effects.words.push_back(std::move(asked));
    }
    std::swap(effects.refusals, m_refusals);
    if (const auto timer = nextTimer();
        timer && (!effects.nextTimer || *timer < *effects.nextTimer))
        effects.nextTimer = timer;
}

} // namespace zs::engine

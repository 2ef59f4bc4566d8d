// SPDX-License-Identifier: Apache-2.0
#include "clientlib/net/session_driver.h"

#include "clientlib/base/expect.h"
#include "clientlib/net/log.h"
#include "clientlib/net/word_probe.h"
#include "clientlib/protocol/four_letter_words.h"

#include <QPointer>
#include <QThread>

#include <algorithm>

namespace zs::net {

namespace {

    /// Bytes that are worth a write of their own before the turn ends: some hundred requests,
    /// on which the server works while this side goes on with the answers it has. More than
    /// usually follow from one read, which would else leave in two writes.
    constexpr std::size_t writeAtOnceBytes = 32 * 1024;

    /// So many answers of one read are told faster than the clock is worth asking between them.
    constexpr std::size_t answersInBulk = 128;

    /// The call that is answered so much later is fetched from memory meanwhile.
    constexpr session::RequestId callsAhead = 8;

    Instant now()
    {
        return Instant(std::chrono::steady_clock::now().time_since_epoch());
    }

    const char* nameOf(SessionState state)
    {
        switch (state) {
        case SessionState::connecting: return "connecting";
        case SessionState::connected: return "connected";
        case SessionState::connectedReadOnly: return "connected read-only";
        case SessionState::reconnecting: return "reconnecting";
        case SessionState::expired: return "expired";
        case SessionState::authFailed: return "authentication failed";
        case SessionState::closed: return "closed";
        }
        return "unknown";
    }

} // namespace

SessionDriver::SessionDriver(
    session::Settings settings, std::optional<TlsOptions> tls, Routes routes)
    : m_machine(std::move(settings))
    , m_tls(std::move(tls))
    , m_routes(std::move(routes))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SessionDriver::timerFired);
}

SessionDriver::~SessionDriver()
{
    if (m_connection && !isFinal(m_machine.state())) {
        for (session::Effect& effect : m_machine.close(m_calls.skip(), now())) {
            if (auto* send = std::get_if<session::Send>(&effect))
                perform(*send);
        }
        flush(); // As far as the kernel takes it now; the session's time-out is the fallback.
    }
    delete m_connection;
    m_connection = nullptr;
    while (!m_calls.empty())
        m_calls.takeFirst()->complete({Errc::cancelled, "the client was destroyed", {}});
}

std::optional<Certificate> SessionDriver::certificate() const
{
    return m_connection ? m_connection->certificate() : std::nullopt;
}

void SessionDriver::start() { input(m_machine.start(now())); }

void SessionDriver::retryNow() { input(m_machine.retryNow(now())); }

session::RequestId SessionDriver::submit(Call& call, const Demand& demand)
{
    ZS_EXPECT(QThread::currentThread() == thread());
    const session::RequestId id = m_calls.add(&call);
    session::Effects effects;
    if (auto* const* kept = std::get_if<session::Request*>(&demand)) {
        session::Request& request = **kept;
        request.id = id;
        // The common case first: bytes can be kept without resuming anyone, and only other bytes
        // must leave before them. (A Drop or Connect is not queued where something may be sent.)
        const std::size_t before = m_outgoing.size();
        if (m_queuedSends == 0)
            effects = m_machine.submit(std::move(request), submitTime(), m_outgoing);
        else
            effects = m_machine.submit(std::move(request), submitTime());
        if (m_outgoing.size() > before)
            sendSoon();
    } else if (auto* const* identity = std::get_if<Identity*>(&demand)) {
        effects = m_machine.addIdentity(id, std::move(**identity), now());
    } else {
        effects = m_machine.close(id, now());
    }
    if (!effects.empty()) {
        enqueue(std::move(effects));
        drainSoon(); // Not now: an answer comes from the event loop, never inside the call.
    }
    return id;
}

void SessionDriver::cancel(session::RequestId id)
{
    Call* const call = m_calls.take(id);
    if (!call)
        return; // Answered in the meantime.
    m_machine.cancel(id);
    call->complete({Errc::cancelled, "stopped by the caller", {}});
}

/// Now, or nearly: thousands of requests that follow from the answers of one read need not ask the
/// clock each. An event loop that one of those awaiting runs may go on for long, and does ask.
Instant SessionDriver::submitTime() const
{
    return m_turnLoop != 0 && m_turnLoop == thread()->loopLevel() ? m_turn : now();
}

void SessionDriver::input(session::Effects effects)
{
    enqueue(std::move(effects));
    drain();
}

void SessionDriver::enqueue(session::Effects effects)
{
    for (const session::Effect& effect : effects)
        m_queuedSends += std::holds_alternative<session::Send>(effect) ? 1 : 0;
    if (m_next == m_queue.size()) {
        m_queue = std::move(effects);
        m_next = 0;
        return;
    }
    std::move(effects.begin(), effects.end(), std::back_inserter(m_queue));
}

/// Performs what is queued. May be entered again by an event loop inside a resumed coroutine: it
/// then goes on where the outer one stopped, so effects stay in order.
void SessionDriver::drain()
{
    const QPointer<SessionDriver> alive(this);
    ++m_draining;
    while (m_next < m_queue.size()) {
        if (auto* const answer = std::get_if<session::Complete>(&m_queue[m_next])) {
            session::Complete complete = std::move(*answer); // Nearly all effects: spares a visit.
            advance();
            perform(complete);
        } else {
            session::Effect effect = std::move(m_queue[m_next]);
            m_queuedSends -= std::holds_alternative<session::Send>(effect) ? 1 : 0;
            advance();
            std::visit([this](auto& what) { perform(what); }, effect);
        }
        if (!alive)
            return;
    }
    --m_draining;
    flush();
}

/// Steps over an effect that was moved out of the queue.
void SessionDriver::advance()
{
    if (++m_next < m_queue.size())
        return;
    m_queue.clear();
    m_next = 0;
}

void SessionDriver::drainSoon()
{
    if (std::exchange(m_drainScheduled, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_drainScheduled = false;
            drain();
        },
        Qt::QueuedConnection);
}

void SessionDriver::perform(session::Connect& effect)
{
    ZS_EXPECT(m_connection == nullptr);
    m_outgoing.clear();
    m_connection = new Connection(m_tls, m_routes);
    // Each event first finishes what is queued: views into received bytes must not outlive them.
    connect(m_connection, &Connection::connected, this, [this] {
        drain();
        input(m_machine.connected(now()));
    });
    connect(m_connection, &Connection::received, this, &SessionDriver::receive);
    connect(m_connection, &Connection::ended, this, [this](const ConnectionFailure& why) {
        const QPointer<SessionDriver> alive(this);
        const QPointer<Connection> same(m_connection);
        drain();
        if (!alive || !same || same != m_connection)
            return;
        session::Drop drop;
        perform(drop);
        input(m_machine.connectionEnded(why, now()));
    });
    m_connection->open(effect.server, effect.within);
}

void SessionDriver::receive(ByteView bytes, Instant arrivedAt)
{
    const QPointer<SessionDriver> alive(this);
    const QPointer<Connection> same(m_connection);
    drain();
    if (!alive || !same || same != m_connection)
        return;
    const std::size_t before = m_machine.inFlightCount();
    m_turn = now();
    session::Effects effects = m_machine.received(bytes, m_turn, arrivedAt);
    const std::size_t answered = before - std::min(before, m_machine.inFlightCount());
    // In bulk alone: what follows from a few answers may come after work of the caller's own.
    m_turnLoop = answered >= answersInBulk ? thread()->loopLevel() : 0;
    input(std::move(effects));
    if (!alive)
        return;
    m_turnLoop = 0;
    if (same && m_pacer.shouldGather(answered, m_machine.inFlightCount(), now()))
        same->rest(ReadPacer::gatherTime);
}

void SessionDriver::perform(session::Send& effect)
{
    if (m_outgoing.empty())
        m_outgoing = std::move(effect.bytes);
    else
        m_outgoing.insert(m_outgoing.end(), effect.bytes.begin(), effect.bytes.end());
    sendSoon();
}

void SessionDriver::sendSoon()
{
    // A request on its own goes out at once, a burst leaves together at the end of the turn.
    const bool alone = m_draining == 0 && m_machine.inFlightCount() <= 1;
    if (alone || m_outgoing.size() >= writeAtOnceBytes)
        flush();
    else if (!m_flushTimer.isActive())
        m_flushTimer.start(0, this); // Costs no system call, as a queued call would.
}

void SessionDriver::flush()
{
    m_flushTimer.stop();
    if (m_outgoing.empty())
        return;
    if (m_connection) {
        m_machine.wrote(now()); // Requests may have waited here for the turn's end.
        m_connection->write(m_outgoing);
    }
    m_outgoing.clear();
}

/// The end of a turn: also of one in an event loop that a resumed coroutine runs.
void SessionDriver::timerEvent(QTimerEvent*) { flush(); }

void SessionDriver::perform(session::Drop&)
{
    flush(); // The answer to a close may still have to be asked for.
    if (!m_connection)
        return;
    m_connection->disconnect(this);
    m_connection->abandon();
    m_connection->deleteLater(); // It may be the sender of what we are doing.
    m_connection = nullptr;
}

void SessionDriver::perform(session::ArmTimer& effect)
{
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(effect.at - now());
    m_timer.start(std::max(wait, std::chrono::milliseconds(0)));
}

void SessionDriver::perform(session::Complete& effect)
{
    m_calls.prefetch(effect.id + callsAhead);
    Call* const call = m_calls.take(effect.id);
    if (call) // Else stopped by its caller.
        call->complete({effect.err, std::move(effect.why), effect.body});
}

void SessionDriver::perform(session::Fired& effect) { Q_EMIT fired(effect); }

void SessionDriver::perform(session::WatchEnded& effect) { Q_EMIT watchEnded(effect); }

void SessionDriver::perform(session::StatusChanged&)
{
    logState();
    Q_EMIT statusChanged();
}

void SessionDriver::perform(session::Probe& effect)
{
    auto* probe = new WordProbe(effect.server, m_tls, m_routes, "isro", this);
    const auto hear = [this, server = effect.server](const std::string& answer) {
        const auto state = flw::parseIsro(answer);
        const bool readWrite = state && *state == flw::WriteState::readWrite;
        input(m_machine.probed(server, readWrite, now()));
    };
    connect(probe, &WordProbe::answered, this, hear);
}

void SessionDriver::perform(session::Inquire& effect)
{
    auto* probe = new WordProbe(effect.server, m_tls, m_routes, "srvr", this);
    const auto hear = [this, server = effect.server](const std::string& answer) {
        input(m_machine.inquired(server, answer, now()));
    };
    connect(probe, &WordProbe::answered, this, hear);
}

void SessionDriver::timerFired()
{
    // If the event loop was blocked, the server's answers wait unread: hear them first.
    const QPointer<SessionDriver> alive(this);
    if (m_connection)
        m_connection->poll();
    if (!alive)
        return;
    drain();
    if (alive)
        input(m_machine.timerFired(now()));
}

void SessionDriver::logState()
{
    const SessionState state = m_machine.state();
    if (std::exchange(m_loggedState, state) == state)
        return;
    qCInfo(lcNet).noquote() << "session" << nameOf(state)
                            << "server=" + QString::fromStdString(toText(m_machine.server()))
                            << "id=" + QString::fromStdString(toText(m_machine.sessionId()))
                            << "problem=" + QString::fromStdString(m_machine.problem().text);
}

} // namespace zs::net

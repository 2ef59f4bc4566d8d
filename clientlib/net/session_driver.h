// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/net/call.h"
#include "clientlib/net/call_table.h"
#include "clientlib/net/connection.h"
#include "clientlib/net/read_pacer.h"
#include "clientlib/session/session_machine.h"

#include <QBasicTimer>
#include <QTimer>

#include <memory>
#include <vector>

namespace zs::net {

/// Performs what a SessionMachine decides: connections, timer, clock. Holds no rules.
/// Threads:  only the thread that made it, which runs an event loop; but see Call.
/// Lifetime: destruction ends the session (best effort) and completes each call with `cancelled`.
///           Whoever is resumed or hears a signal may destroy the driver, run a nested event loop
///           or make further calls.
class SessionDriver : public QObject {
    Q_OBJECT
public:
    /// Without `tls`: plain TCP.
    SessionDriver(session::Settings settings, std::optional<TlsOptions> tls, Routes routes);
    ~SessionDriver() override;

    void start();
    void retryNow();
    [[nodiscard]] const session::SessionMachine& machine() const { return m_machine; }
    /// The server's certificate, while connected over TLS.
    [[nodiscard]] std::optional<Certificate> certificate() const;

    /// For Call: hands its demand to the session. `call` is completed later, from the event loop.
    session::RequestId submit(Call& call, const Demand& demand);
    /// For Call: completes it with `cancelled` if it still waits.
    void cancel(session::RequestId id);

Q_SIGNALS:
    void statusChanged();
    void fired(const zs::session::Fired& event);
    void watchEnded(const zs::session::WatchEnded& event);

private:
    void input(session::Effects effects);
    Instant submitTime() const;
    void enqueue(session::Effects effects);
    void drain();
    void advance();
    void drainSoon();
    void perform(session::Connect& effect);
    void perform(session::Send& effect);
    void perform(session::Drop& effect);
    void perform(session::ArmTimer& effect);
    void perform(session::Complete& effect);
    void perform(session::Fired& effect);
    void perform(session::WatchEnded& effect);
    void perform(session::StatusChanged& effect);
    void perform(session::Probe& effect);
    void perform(session::Inquire& effect);
    void receive(ByteView bytes, Instant arrivedAt);
    void timerFired();
    void sendSoon();
    void flush();
    void timerEvent(QTimerEvent*) override;
    void logState();

    session::SessionMachine m_machine;
    const std::optional<TlsOptions> m_tls;
    const Routes m_routes;
    CallTable m_calls; ///< Each lives in a coroutine's frame.
    /// Effects to perform, from m_next on. A member, so that a nested event loop goes on with it.
    session::Effects m_queue;
    std::size_t m_next = 0;
    std::size_t m_queuedSends = 0; ///< Effects among them that are a Send.
    Bytes m_outgoing; ///< Frames that wait for the end of the turn, to leave in one write.
    Connection* m_connection = nullptr;
    ReadPacer m_pacer;
    /// When received bytes came whose answers are being told, and in which event loop.
    Instant m_turn;
    int m_turnLoop = 0; ///< 0: none are.
    QTimer m_timer;
    int m_draining = 0;
    bool m_drainScheduled = false;
    QBasicTimer m_flushTimer; ///< Runs while bytes wait: at its end the event loop goes on.
    SessionState m_loggedState = SessionState::closed;
};

} // namespace zs::net

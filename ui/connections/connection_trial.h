// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/client_factory.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <stop_token>

namespace zs::ui {

/// What one server of a connection said to a test.
struct HostResult {
    enum class State { asking, answers, fails };

    Endpoint server;
    State state = State::asking;
    QString mode{};    ///< "leader" …, as the server prints it; empty where it may not tell.
    double ms = 0;     ///< From the question to its answer, the connection included.
    ConnectionFailure problem{}; ///< Of `fails`.
};

/// Tries a connection without keeping anything of it: each server by itself, and one session.
/// Threads: GUI thread; nothing blocks. Destroying it gives up what is under way.
class ConnectionTrial : public QObject {
    Q_OBJECT
public:
    ConnectionTrial(ClientOptions options, ClientFactory makeClient, QObject* parent = nullptr);
    ~ConnectionTrial() override;

    void start();
    [[nodiscard]] const std::vector<HostResult>& hosts() const { return m_hosts; }
    [[nodiscard]] bool isDone() const { return m_done; }
    /// The session's own outcome: from the start to `connected`, or why not.
    [[nodiscard]] std::optional<double> sessionMs() const { return m_sessionMs; }
    [[nodiscard]] const SessionStatus& session() const { return m_session; }
    /// The session stands, but there is no such node to be its root.
    [[nodiscard]] bool chrootMissing() const { return m_chrootMissing; }

Q_SIGNALS:
    /// One server answered, or failed.
    void hostChanged(int index);
    /// All is known.
    void finished();

private:
    void ask(int index);
    void onStatus(const SessionStatus& status);
    void askRoot();
    void endSession();
    void checkDone();

    ClientOptions m_options;
    ClientFactory m_makeClient;
    std::vector<HostResult> m_hosts;
    std::unique_ptr<Client> m_client;
    SessionStatus m_session;
    std::optional<double> m_sessionMs;
    QElapsedTimer m_clock;
    QTimer m_limit;
    std::stop_source m_stop;
    bool m_done = false;
    bool m_sessionDone = false;
    bool m_chrootMissing = false;
};

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include "clientlib/client.h"
#include "localcluster/timeline/moment.h"

#include <functional>
#include <memory>
#include <vector>

namespace zs::ui {

/// A load of one's choice: so many sessions that together write so many times a second, each to a
/// node of its own below /zooscope-load. What they meet is told ten times a second as a moment of
/// the timeline, so that a failover shows its cost.
/// Threads: GUI thread. Lifetime: its sessions end with it; its nodes go with stop().
class LoadDriver : public QObject {
    Q_OBJECT
public:
    /// Makes a session with the cluster.
    using MakeClient = std::function<std::unique_ptr<Client>()>;
    static constexpr int mostSessions = 50;
    static constexpr int mostWrites = 5000;
    /// An answer that takes longer counts as delayed: a tick of the clusters of lessons.
    static constexpr auto delayedAfter = std::chrono::milliseconds(200);

    explicit LoadDriver(MakeClient makeClient, QObject* parent = nullptr);
    ~LoadDriver() override;

    void start(int sessions, int writesPerSecond);
    /// Ends the sessions; their nodes are ephemeral, so the servers remove them.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_beat.isActive(); }

Q_SIGNALS:
    void runningChanged(bool running);
    void moments(const std::vector<zs::timeline::Moment>& moments);

private:
    struct Session {
        std::unique_ptr<Client> client;
        bool ready = false; ///< Its node is there.
        bool making = false;
        int waiting = 0; ///< Writes without an answer.
    };
    void beat();
    void makeNode(std::size_t index);
    void createOwn(std::size_t index);
    void write(std::size_t index);
    void settle(std::size_t index, Instant sent, const Result<Stat>& answer);
    void tell();

    MakeClient m_makeClient;
    std::vector<Session> m_sessions;
    QTimer m_beat;
    QTimer m_tell;
    int m_perSecond = 0;
    double m_due = 0; ///< Writes that are to be sent.
    Instant m_lastBeat{};
    Instant m_lastTold{};
    std::size_t m_next = 0;
    std::uint64_t m_run = 0; ///< Answers of an earlier run count no more.
    std::uint64_t m_number = 0;
    trace::LoadEvent m_figures;
};

} // namespace zs::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/config/server_config.h"
#include "localcluster/engine/io/client_ports.h"
#include "localcluster/engine/io/data_store.h"
#include "localcluster/engine/io/doorbell.h"
#include "localcluster/engine/io/log_thread.h"
#include "localcluster/engine/io/snapshot_policy.h"
#include "localcluster/engine/io/tracer.h"

#include <asio/signal_set.hpp>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <random>

namespace zs::engine {
struct HostFacts;
}

namespace zs::engine::io {

/// What the event loops of all servers share: turns, timer, signals, the client port, four-letter
/// words, the trace's output, snapshots in a child process, and purges.
/// One turn: wait for the first event, take all others that are ready, `perform` what the core
/// wants done, wait again.
/// Threads: the loop runs on the caller's; a purge has a thread of its own.
class ServerShell {
public:
    ServerShell(const ServerShell&) = delete;
    ServerShell& operator=(const ServerShell&) = delete;
    [[nodiscard]] const ClientListener& listener() const { return m_listener; }

protected:
    /// `tracer` may be null; all must outlive this object.
    ServerShell(const config::ServerConfig& config, DataStore& store, ClientHandler& handler,
        Tracer* tracer);
    virtual ~ServerShell();

    // ---- what each kind of server does its own way ----
    /// Takes the core's effects and performs them, until there are no more.
    virtual void perform() = 0;
    virtual void tick() = 0;
    virtual void answer(const WordAsked& asked, const HostFacts& host) = 0;
    [[nodiscard]] virtual const DataTree& tree() const = 0;
    [[nodiscard]] virtual storage::SnapshotHead snapshotHead() const = 0;
    /// An event of `poll()` that is not the clients'.
    virtual void onPollEvent(std::uint64_t token, std::uint32_t events) = 0;
    /// SIGCHLD, after the shell has looked for its own child.
    virtual void onChildEnded() {}

    /// Turns until `askToStop`.
    void runTurns();
    /// Ends the loop behind this turn.
    void askToStop() { m_stopping = true; }
    /// Everything else than the log batch.
    void performClients(Effects& effects);
    [[nodiscard]] static bool isIdle(const Effects& effects);
    void armTimer(std::optional<Instant> at);
    /// The end of a run: the listener first, the connections when the core has said its last.
    void closeListener() { m_listener.close(); }
    void closeClients();

    struct LogGrowth {
        bool roll = false;     ///< What comes next belongs into a new file.
        bool snapshot = false; ///< It is time for one.
    };
    /// So much was given to the log.
    [[nodiscard]] LogGrowth grown(const LogBatch& batch);
    /// Another log was begun.
    void forgetGrowth() { m_logBytes = 0; }
    /// Says and traces what the log thread reported, as far as all servers do.
    void tellLogReport(const LogReport& report);

    void takeSnapshot();
    /// Ends a child that writes one: the history that it shows is about to change.
    void abandonSnapshot() { m_snapshot.abandon(); }
    void schedulePurge();

    [[nodiscard]] Now now();
    void forgetNow() { m_now.reset(); }
    [[nodiscard]] asio::io_context& loop() { return m_loop; }
    [[nodiscard]] PollSet& poll() { return m_poll; }
    [[nodiscard]] bool isStopping() const { return m_stopping; }

    /// The first token that the shell does not use itself.
    static constexpr std::uint64_t firstToken = ClientPorts::tokenLimit;

    const config::ServerConfig& m_config;
    DataStore& m_store;
    Tracer* const m_tracer;

private:
    void finishTurn();
    void logRefusals(const Effects& effects);
    void drainTrace();
    void onSignal();
    void onSnapshotEnded();
    void startPurge();
    void onPurged(const Result<std::vector<std::string>>& removed, std::chrono::nanoseconds took);
    [[nodiscard]] bool pausePurge(std::chrono::nanoseconds time);

    asio::io_context m_loop{1};
    asio::signal_set m_signals;
    asio::steady_timer m_timer;
    asio::steady_timer m_purgeTimer;
    asio::steady_timer m_traceTimer;
    bool m_traceTimerArmed = false;
    std::optional<Instant> m_timerAt;
    PollSet m_poll;
    ClientPorts m_ports;

protected:
    ClientListener m_listener;

private:
    std::optional<Now> m_now; ///< Of this turn, once somebody asked.
    std::mt19937_64 m_random{std::random_device()()};
    SnapshotPolicy m_policy;
    SnapshotChild m_snapshot;
    Zxid m_snapshotZxid; ///< Of the snapshot that is being written.
    std::chrono::steady_clock::time_point m_snapshotBegun;
    std::int64_t m_logBytes = 0; ///< Since the last roll.
    Instant m_nextRefusalLog;
    bool m_stopping = false;
    std::chrono::steady_clock::time_point m_started = std::chrono::steady_clock::now();
    std::thread m_purge;
    std::atomic<bool> m_purging{false};
    std::mutex m_purgeMutex;
    std::condition_variable m_purgeWake;
    bool m_isEnding = false; ///< Guarded: a purge does not pause any more.
};

} // namespace zs::engine::io

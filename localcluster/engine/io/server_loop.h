// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/config/server_config.h"
#include "localcluster/engine/core/standalone_server.h"
#include "localcluster/engine/io/client_ports.h"
#include "localcluster/engine/io/data_store.h"
#include "localcluster/engine/io/doorbell.h"
#include "localcluster/engine/io/log_thread.h"
#include "localcluster/engine/io/snapshot_policy.h"
#include "localcluster/engine/io/tracer.h"

#include <asio/signal_set.hpp>
#include <atomic>
#include <random>

namespace zs::engine::io {

/// A standalone server in the real world: the event loop around StandaloneServer.
/// One turn: wait for the first event, take all others that are ready, let the core work on them,
/// hand its log batch to the log thread, send what it has for each connection. Replies to writes
/// come into being only when the log thread reports their record as durable.
/// Threads: the loop runs on the caller's; the log, and a purge, have threads of their own.
class ServerLoop {
public:
    /// `server` is recovered already and not started yet; `tracer` may be null; all must outlive
    /// this object.
    ServerLoop(const config::ServerConfig& config, DataStore& store, StandaloneServer& server,
        Tracer* tracer);
    ~ServerLoop();

    /// Binds the client port. Fails: io.
    [[nodiscard]] Result<void> open();
    [[nodiscard]] const ClientListener& listener() const { return m_listener; }
    /// `snapshotNow`: as Apache after replaying a log. Serves until SIGTERM or SIGINT.
    void run(bool snapshotNow);

private:
    [[nodiscard]] Now now();
    void finishTurn();
    void perform();
    void logRefusals();
    void appendToLog();
    void drainTrace();
    void onPurged(const Result<std::vector<std::string>>& removed, std::chrono::nanoseconds took);
    void armTimer(std::optional<Instant> at);
    void startLog();
    void onLogReport();
    void stopWrites(const Error& why);
    void mendLater();
    void startMending();
    void onMended(bool isCut, const Result<void>& done);
    void onSignal();
    void onChildEnded();
    void takeSnapshot();
    void schedulePurge();
    void startPurge();
    void stop();

    const config::ServerConfig& m_config;
    DataStore& m_store;
    StandaloneServer& m_server;
    Tracer* const m_tracer;
    asio::io_context m_loop{1};
    asio::signal_set m_signals;
    asio::steady_timer m_timer;
    asio::steady_timer m_purgeTimer;
    asio::steady_timer m_traceTimer;
    bool m_traceTimerArmed = false;
    asio::steady_timer m_mendTimer;
    std::optional<Instant> m_timerAt;
    HandlerOf<StandaloneServer> m_handler;
    PollSet m_poll;
    Doorbell m_logBell;
    ClientPorts m_ports;
    ClientListener m_listener;
    Effects m_effects;
    std::optional<Now> m_now; ///< Of this turn, once somebody asked.
    std::mt19937_64 m_random{std::random_device()()};
    SnapshotPolicy m_policy;
    SnapshotChild m_snapshot;
    Zxid m_snapshotZxid; ///< Of the snapshot that is being written.
    std::chrono::steady_clock::time_point m_snapshotBegun;
    std::int64_t m_logBytes = 0; ///< Since the last roll.
    Instant m_nextRefusalLog;
    bool m_stopping = false;
    bool m_writesStopped = false;
    std::chrono::steady_clock::time_point m_started = std::chrono::steady_clock::now();
    std::optional<LogThread> m_log; ///< Never empty; replaced when writes are resumed.
    bool m_logCut = false;          ///< Since writes were stopped.
    std::thread m_mender;
    std::thread m_purge;
    std::atomic<bool> m_purging{false};
};

} // namespace zs::engine::io

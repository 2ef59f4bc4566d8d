// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/standalone_server.h"
#include "localcluster/engine/io/server_shell.h"

namespace zs::engine::io {

/// A standalone server in the real world: the event loop around StandaloneServer.
/// In a turn the core's log batch goes to the log thread, and its output to the connections.
/// Replies to writes come into being only when the log thread reports their record as durable.
/// Threads: as ServerShell; the log has a thread of its own.
class ServerLoop final : private ServerShell {
public:
    /// `server` is recovered already and not started yet; `tracer` may be null; all must outlive
    /// this object.
    ServerLoop(const config::ServerConfig& config, DataStore& store, StandaloneServer& server,
        Tracer* tracer);
    ~ServerLoop() override;

    /// Binds the client port. Fails: io.
    [[nodiscard]] Result<void> open();
    using ServerShell::listener;
    /// `snapshotNow`: as Apache after replaying a log. Serves until SIGTERM or SIGINT.
    void run(bool snapshotNow);

private:
    void perform() override;
    void tick() override;
    void answer(const WordAsked& asked, const HostFacts& host) override;
    [[nodiscard]] const DataTree& tree() const override { return m_server.tree(); }
    [[nodiscard]] storage::SnapshotHead snapshotHead() const override;
    void onPollEvent(std::uint64_t token, std::uint32_t events) override;
    void appendToLog();
    void startLog();
    void onLogReport();
    void stopWrites(const Error& why);
    void mendLater();
    void startMending();
    void onMended(bool isCut, const Result<void>& done);
    void stop();

    StandaloneServer& m_server;
    HandlerOf<StandaloneServer> m_handler;
    asio::steady_timer m_mendTimer;
    Doorbell m_logBell;
    Effects m_effects;
    bool m_writesStopped = false;
    std::optional<LogThread> m_log; ///< Never empty; replaced when writes are resumed.
    bool m_logCut = false;          ///< Since writes were stopped.
    std::thread m_mender;
};

} // namespace zs::engine::io

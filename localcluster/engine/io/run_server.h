// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <sys/types.h>

namespace zs::engine::io {

/// Exit codes of Apache ZooKeeper's servers (ExitCode of 3.8).
enum class ExitCode : int {
    ok = 0,
    unexpected = 1,      ///< Damaged data, a port that is taken, …
    invalidConfig = 2,   ///< Also a wrong command line.
    dataDirUnusable = 3,
    snapshotFailed = 10,    ///< A member cannot go on.
    quorumPacketError = 13, ///< A member cannot cut its history as the leader asks.
    quorumPortTaken = 14,
};

struct RunOptions {
    std::string configFile;
    std::string logFile; ///< Empty: stderr.
    std::string trace;   ///< Where the trace goes: a file or "unix:PATH"; empty: none.
    bool traceDetail = false; ///< With replies and watch events.
    /// End when the process that started this one ends. The value is its id, where it is known.
    bool exitWithParent = false;
    std::optional<pid_t> parent;
    /// No core dump may hold what clients wrote, nor their digests.
    bool noCoreDumps = false;
    /// Called once it listens for clients, with "host:port". A standalone server serves them from
    /// then on; a member of an ensemble once there is a leader, and says so in its log.
    std::function<void(const std::string& endpoint)> onStarted;
    /// Called with the reason when it ends before that.
    std::function<void(const std::string& why)> onFailed;
};

/// Sets the log up: one event a line, with time (UTC) and level.
void setUpLog(const std::string& file);

/// Runs a server in this process until SIGTERM or SIGINT.
[[nodiscard]] ExitCode runServer(const RunOptions& options);

} // namespace zs::engine::io

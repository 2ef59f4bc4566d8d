// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/run_server.h"

namespace zs::engine::io {

/// zkServer.sh's commands, with its words on stdout and its exit codes. The process id is kept in
/// `<dataDir>/zookeeper_server.pid`.

/// Starts a server in the background and waits until it serves, or says why it does not. Its log
/// goes to `options.logFile` or `<dataDir>/zooscope-server.log`.
[[nodiscard]] ExitCode startService(RunOptions options);
/// Prints the command line, quoted for a shell, by which `startService` would have the server run.
[[nodiscard]] ExitCode printCommand(const RunOptions& options);
/// Asks it to stop and waits for its end; after 30 s it is killed.
[[nodiscard]] ExitCode stopService(const std::string& configFile);
[[nodiscard]] ExitCode restartService(RunOptions options);
/// Prints the "Mode: …" line of the four-letter word srvr.
[[nodiscard]] ExitCode serviceStatus(const std::string& configFile);

} // namespace zs::engine::io

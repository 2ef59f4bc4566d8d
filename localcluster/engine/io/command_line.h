// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/run_server.h"

#include <vector>

namespace zs::engine::io {

/// The whole of `zooscope-server`: understands its arguments (without the program's name), does
/// what they say, prints to stdout and stderr. The words and exit codes of start, stop, restart and
/// status are those of Apache ZooKeeper's zkServer.sh.
[[nodiscard]] ExitCode runCommandLine(const std::vector<std::string>& arguments);

} // namespace zs::engine::io

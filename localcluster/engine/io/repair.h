// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/run_server.h"

namespace zs::engine::io {

/// The explicit way out when a server refuses a damaged log or snapshot: does what planRepair says.
/// The old content of each file that it changes stays beside it as damaged.NAME (damaged.NAME.1, …
/// after earlier repairs). Says what it does; changes nothing unless `apply`. No server may run on
/// the directory. Returns ok also when there is nothing to repair.
[[nodiscard]] ExitCode repair(const std::string& configFile, bool apply);

} // namespace zs::engine::io

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/run_server.h"

namespace zs::engine::io {

/// The explicit way out when a server refuses a damaged log: keeps all up to the last sound record
/// and sets the rest aside (the damaged file as NAME.damaged beside a cut copy, later logs renamed
/// to NAME.damaged). Says what it does; changes nothing unless `apply`. No server may run on the
/// directory. Returns ok also when there is nothing to repair.
[[nodiscard]] ExitCode repair(const std::string& configFile, bool apply);

} // namespace zs::engine::io

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/run_server.h"

#include <vector>

namespace zs::engine::io {

/// Prints transaction logs and snapshots to stdout: one line for each record, session, ACL list,
/// node and trailer; as text, or as one JSON object a line. A damaged file is printed as far as it
/// is sound, then the reason goes to stderr and the result is `unexpected`.
[[nodiscard]] ExitCode inspectFiles(const std::vector<std::string>& files, bool json);

} // namespace zs::engine::io

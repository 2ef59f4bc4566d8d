// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/disk_source.h"

namespace zs::engine::io {

/// After a write of the log failed for lack of space, and before a new log file is begun behind
/// `last`: cuts the logs behind the transaction `last`, so that neither half a record nor one that
/// nobody was told of stands there. Nobody else may write them. Blocks on the disk.
/// Fails: io, corrupt when `last` is not in the logs that should end with it; what is on disk is
/// then no base to go on from.
[[nodiscard]] Result<void> cutLogsBehind(const DataDirectories& directories, Zxid last);

/// The same without the claim that `last` is in the logs: removes all records above it. A stop
/// half-way leaves a shorter history, but none with a gap. Blocks on the disk. Fails: io, corrupt.
[[nodiscard]] Result<void> cutLogsAbove(const DataDirectories& directories, Zxid last);

/// Whether a log could be begun and hold the largest request: makes such a file, syncs and deletes
/// it. Blocks on the disk. Fails: noSpace (try again later), io.
[[nodiscard]] Result<void> probeSpace(const DataDirectories& directories);

} // namespace zs::engine::io

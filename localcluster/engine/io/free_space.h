// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/file.h"

#include <chrono>
#include <functional>
#include <vector>

namespace zs::engine::io {

/// Waits so long, or returns false: there is no time for it any more.
using Pause = std::function<bool(std::chrono::nanoseconds)>;

/// Shortens a file step by step. Freeing much at once can hold up the disk, and with it each sync
/// of the log, for a tenth of a second and more (where the file system discards what it frees, and
/// it does so when the change gets durable). So each step is durable before the next, and the disk
/// is left alone between them. Blocks on the disk. False: not all of it was done.
bool shrink(const Fd& file, std::size_t sizeBytes, const Pause& pause);

/// The same with deleted files that are still open, before the caller closes them.
void freeSpace(const std::vector<Fd>& files, const Pause& pause);

/// So much is freed at once.
inline constexpr std::size_t freeStepBytes = std::size_t(2) << 20;

} // namespace zs::engine::io

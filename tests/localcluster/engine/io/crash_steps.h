// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace zs::engine::io {

/// Runs `work` in a copy of this process that ends, as by kill -9, right before its `step`-th
/// change of the disk (from 1): a write, cut, sync, rename or deletion. False: `work` was done
/// before that. Linking crash_steps.cpp puts it between this program and the C library.
[[nodiscard]] bool crashesAtStep(int step, const std::function<void()>& work);

/// The calls that `work` made in this process, in order: "fsync log.1", "rename new-log.tmp", …;
/// of paths the last part.
[[nodiscard]] std::vector<std::string> diskCallsOf(const std::function<void()>& work);

} // namespace zs::engine::io

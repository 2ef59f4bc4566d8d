// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <sys/types.h>
#include <vector>

namespace zs::bench {

/// User and system time of these processes so far, summed, all threads: clock_getcpuclockid(3),
/// which counts nanoseconds where /proc counts ticks. Ends the program when one does not exist.
[[nodiscard]] std::chrono::nanoseconds cpuTime(const std::vector<pid_t>& pids);

/// Resident memory of these processes in bytes (VmRSS), summed.
[[nodiscard]] long residentBytes(const std::vector<pid_t>& pids);

} // namespace zs::bench

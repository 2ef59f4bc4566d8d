// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <sys/types.h>

namespace zs::bench {

/// User and system time of process `pid` so far, all threads: clock_getcpuclockid(3), which counts
/// nanoseconds where /proc counts ticks. 0 for pid 0; ends the program when there is none such.
[[nodiscard]] std::chrono::nanoseconds cpuTime(pid_t pid);

/// Resident memory of process `pid` in bytes (VmRSS); 0 for pid 0.
[[nodiscard]] long residentBytes(pid_t pid);

} // namespace zs::bench

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <sys/types.h>

namespace zs::bench {

/// User and system time of process `pid` so far, all threads. Source: proc(5), /proc/PID/stat
/// fields 14 and 15. 0 for pid 0; ends the program when there is no such process.
[[nodiscard]] std::chrono::microseconds cpuTime(pid_t pid);

/// Resident memory of process `pid` in bytes (VmRSS); 0 for pid 0.
[[nodiscard]] long residentBytes(pid_t pid);

} // namespace zs::bench

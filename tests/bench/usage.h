// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace zs::bench {

/// What this process used.
struct Usage {
    double seconds = 0;    ///< Wall clock.
    double cpuSeconds = 0; ///< User and system, all threads.
    friend Usage operator-(const Usage& a, const Usage& b)
    {
        return {a.seconds - b.seconds, a.cpuSeconds - b.cpuSeconds};
    }
};
[[nodiscard]] Usage usageNow();

/// The most memory that this process has held so far, in MiB (VmHWM; not ru_maxrss, which a
/// process inherits from the one that started it).
[[nodiscard]] double peakResidentMiB();

/// {"secs", "cpu_secs", "rss_mb", "nodes"} as one line.
[[nodiscard]] std::string toJson(const Usage& used, std::uint64_t nodes);

} // namespace zs::bench

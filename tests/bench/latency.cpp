// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/latency.h"

#include <algorithm>
#include <cstdio>

namespace zs::bench {

std::string Latency::toJson() const
{
    std::vector<Clock::duration> times(
        m_times.begin() + std::ptrdiff_t(m_times.size() / 10), m_times.end());
    std::sort(times.begin(), times.end());
    const auto at = [&](std::size_t percent) {
        const std::size_t index = std::min(times.size() - 1, times.size() * percent / 100);
        return std::chrono::duration<double, std::micro>(times[index]).count();
    };
    char line[80];
    std::snprintf(line, sizeof line, R"({"p50_us": %.1f, "p99_us": %.1f})", at(50), at(99));
    return line;
}

} // namespace zs::bench

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace zs::bench {

/// The times of requests that are made one after the other. The first tenth is a warm-up and is
/// left out.
class Latency {
public:
    explicit Latency(std::size_t count) : m_count(count) { m_times.reserve(count); }

    void begin() { m_began = Clock::now(); }
    void end() { m_times.push_back(Clock::now() - m_began); }
    [[nodiscard]] bool complete() const { return m_times.size() >= m_count; }
    /// {"p50_us", "p99_us"}. Requires: at least one time was taken.
    [[nodiscard]] std::string toJson() const;

private:
    using Clock = std::chrono::steady_clock;
    std::size_t m_count;
    std::vector<Clock::duration> m_times;
    Clock::time_point m_began;
};

} // namespace zs::bench

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>

namespace zs::sim {

/// The only source of chance in a simulation: equal seeds give equal numbers on every machine
/// (splitmix64; the distributions of <random> differ between libraries).
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next()
    {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// 0 … bound - 1.
    std::uint64_t below(std::uint64_t bound) { return bound == 0 ? 0 : next() % bound; }
    bool chance(double probability)
    {
        return static_cast<double>(next() >> 11) < probability * 9007199254740992.0;
    }
    std::chrono::nanoseconds upTo(std::chrono::nanoseconds limit)
    {
        return std::chrono::nanoseconds(below(static_cast<std::uint64_t>(limit.count()) + 1));
    }

private:
    std::uint64_t m_state;
};

} // namespace zs::sim

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/trace/event.h"

#include <cstdint>
#include <tuple>

namespace zs::timeline {

/// One recorded thing: a line of a server's trace (or of the launcher's stream, server 0), with
/// the server that told it.
struct Moment {
    Instant t;             ///< On the one monotonic clock of the machine.
    ServerId server;       ///< 0: the launcher.
    std::uint64_t n = 0;   ///< Number of the line in its stream.
    trace::Event event;
    bool inferred = false; ///< Concluded from a log line or a polled figure, not told exactly.

    bool operator==(const Moment&) const = default;
};

/// Times are within [0, maxNs], so that their differences cannot overflow; 2^61 ns are 73 years.
inline constexpr std::int64_t maxNs = std::int64_t(1) << 61;
[[nodiscard]] constexpr Instant saneTime(Instant t)
{
    const std::int64_t ns = t.time_since_epoch().count();
    return Instant(Instant::duration(ns < 0 ? 0 : ns > maxNs ? maxNs : ns));
}

/// The order of merged streams. Lines of one server keep theirs.
[[nodiscard]] constexpr bool before(const Moment& a, const Moment& b)
{
    return std::tie(a.t, a.server, a.n) < std::tie(b.t, b.server, b.n);
}

/// A moment's number in its timeline, from 0; it never changes.
using MomentIndex = std::uint64_t;

} // namespace zs::timeline

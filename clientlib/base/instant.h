// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace zs {

/// The clock that pure code names but never reads: whoever calls it passes the time in.
struct Monotonic {
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<Monotonic>;
    static constexpr bool is_steady = true;
};

/// A moment on the monotonic clock. Only its differences mean something.
using Instant = Monotonic::time_point;

} // namespace zs

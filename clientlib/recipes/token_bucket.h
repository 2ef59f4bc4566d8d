// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/instant.h"

#include <cstdint>

namespace zs {

/// Spreads requests over time: `perSecond` on average, after a pause at most a tenth of a second's
/// worth at once. Pure: the time comes in as an argument and must not go back.
class TokenBucket {
public:
    /// 0: no limit.
    explicit TokenBucket(std::uint32_t perSecond);

    /// Zero when `cost` requests may be sent now, else how long to wait. A cost above the size of
    /// the bucket may be sent once it is full: the debt then delays what follows.
    [[nodiscard]] std::chrono::nanoseconds waitFor(std::uint32_t cost, Instant now);
    /// Takes what was sent. Call it after `waitFor` said zero.
    void take(std::uint32_t cost);

private:
    void refill(Instant now);

    double m_perSecond;
    double m_size;
    double m_tokens;
    Instant m_at{};
    bool m_started = false;
};

} // namespace zs

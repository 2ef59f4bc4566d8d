// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/token_bucket.h"

#include <algorithm>
#include <cmath>

namespace zs {

TokenBucket::TokenBucket(std::uint32_t perSecond)
    : m_perSecond(perSecond)
    , m_size(std::max(1.0, perSecond / 10.0))
    , m_tokens(m_size) {}

void TokenBucket::refill(Instant now)
{
    if (m_started) {
        const std::chrono::duration<double> passed = now - m_at;
        m_tokens = std::min(m_size, m_tokens + passed.count() * m_perSecond);
    }
    m_started = true;
    m_at = now;
}

std::chrono::nanoseconds TokenBucket::waitFor(std::uint32_t cost, Instant now)
{
    if (m_perSecond == 0)
        return std::chrono::nanoseconds(0);
    refill(now);
    const double missing = std::min<double>(cost, m_size) - m_tokens;
    // Sums of fractions: a millionth of a request short is enough.
    if (missing <= 1e-6)
        return std::chrono::nanoseconds(0);
    return std::chrono::nanoseconds(
        static_cast<std::int64_t>(std::ceil(missing / m_perSecond * 1e9)));
}

void TokenBucket::take(std::uint32_t cost)
{
    if (m_perSecond != 0)
        m_tokens -= cost;
}

} // namespace zs

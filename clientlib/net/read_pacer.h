// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/instant.h"

#include <algorithm>
#include <cstddef>

namespace zs::net {

/// Decides whether replies are left to gather before they are read. A server that answers one by
/// one would wake the client for each; as long as it has plenty of requests before it, a turn in a
/// millisecond costs a tenth of the processor time and no throughput. Pure.
class ReadPacer {
public:
    /// How long replies gather.
    static constexpr std::chrono::milliseconds gatherTime{1};

    /// A turn of reading has ended at `now`: `answered` requests were, `inFlight` still are not.
    /// True: the next turn should wait for `gatherTime`.
    [[nodiscard]] bool shouldGather(std::size_t answered, std::size_t inFlight, Instant now)
    {
        const std::chrono::nanoseconds elapsed = now - m_lastTurn;
        m_lastTurn = now;
        // At this pace the server is far from idle when its answers are read at last.
        const double turns = std::chrono::duration<double>(gatherTime) / elapsed;
        const double expected = double(answered) * std::max(turns, 1.0);
        const bool slow = inFlight >= fewInFlight && elapsed.count() > 0
            && expected * 4 <= double(inFlight);
        m_slowTurns = slow ? std::min(m_slowTurns + 1, turnsToBelieve) : 0;
        return m_slowTurns == turnsToBelieve;
    }

private:
    static constexpr std::size_t fewInFlight = 128;
    /// A fast server that was kept from running for a moment looks slow once.
    static constexpr int turnsToBelieve = 4;
    int m_slowTurns = 0;
    Instant m_lastTurn;
};

} // namespace zs::net

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/effects.h"

#include <algorithm>

namespace zs::engine {

/// Latencies in milliseconds, as ServerStats and ServerCnxn of Apache 3.8 count them.
struct LatencyFigures {
    std::int64_t min = 0, max = 0, last = 0, total = 0, count = 0;

    void add(std::int64_t ms)
    {
        min = count == 0 ? ms : std::min(min, ms);
        max = std::max(max, ms);
        last = ms;
        total += ms;
        ++count;
    }
    [[nodiscard]] double average() const { return count == 0 ? 0 : double(total) / double(count); }
};

/// What a connection has done, for `cons` and `stat`.
struct ConnectionFigures {
    ConnectionId id;
    std::string address;
    std::uint16_t port = 0;
    SessionId session;
    std::chrono::milliseconds timeout{0};
    std::chrono::milliseconds age{0};
    Instant lastSeen; ///< When it came, or asked something last.
    std::size_t queued = 0;    ///< Requests without a reply.
    std::int64_t received = 0, sent = 0;
    const char* lastOperation = "NA";
    std::int32_t lastCxid = -1; ///< -1: none yet.
    std::int64_t lastZxid = -1;
    std::int64_t lastResponseMs = 0; ///< Since the server started.
    LatencyFigures latency;
    bool receiving = true; ///< Its requests are read now.
};

} // namespace zs::engine

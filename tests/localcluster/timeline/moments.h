// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/timeline/moment.h"

#include <chrono>
#include <map>
#include <vector>

namespace zs::timeline {

/// Short ways to write down moments in tests.
inline Instant at(std::chrono::nanoseconds t) { return Instant(t); }

inline trace::Vote vote(std::int64_t leader, Zxid zxid, std::int64_t epoch = 0)
{
    return {ServerId(leader), zxid, epoch};
}

/// Moments in the order in which they are written down, numbered for each server.
class Script {
public:
    Script& says(std::chrono::nanoseconds t, std::int64_t server, trace::Event event)
    {
        m_moments.push_back({at(t), ServerId(server), ++m_numbers[server], std::move(event)});
        return *this;
    }
    Script& enters(std::chrono::nanoseconds t, std::int64_t server, trace::ServerState from,
        trace::ServerState to, std::string why = "test")
    {
        return says(t, server, trace::StateEvent{from, to, std::move(why)});
    }
    [[nodiscard]] const std::vector<Moment>& moments() const { return m_moments; }

private:
    std::vector<Moment> m_moments;
    std::map<std::int64_t, std::uint64_t> m_numbers;
};

} // namespace zs::timeline

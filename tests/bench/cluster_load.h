// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/timeline/moment.h"

#include <chrono>
#include <map>
#include <vector>

namespace zs::bench {

/// What a cluster would tell that writes all the time and elects a new leader now and then: moments
/// at an even rate, without a cluster.
class ClusterLoad {
public:
    struct Wish {
        int servers = 5;
        int eventsASecond = 500;
        std::chrono::seconds electionEvery{60};
        Instant begin{std::chrono::hours(1)};
    };
    explicit ClusterLoad(const Wish& wish);

    /// All that comes next, up to `end`, in order.
    [[nodiscard]] std::vector<timeline::Moment> until(Instant end);
    [[nodiscard]] std::vector<timeline::Moment> nextSecond()
    {
        return until(m_now + std::chrono::seconds(1));
    }

private:
    void says(int server, trace::Event event);
    void elect();
    void write();

    int m_servers;
    std::chrono::nanoseconds m_gap;
    std::chrono::seconds m_electionEvery;
    Instant m_now;
    Instant m_nextElection;
    int m_leader = 0;
    std::uint32_t m_epoch = 0;
    std::uint32_t m_counter = 0;
    std::int64_t m_link = 0;
    std::map<int, std::uint64_t> m_n;
    std::vector<timeline::Moment> m_out;
};

} // namespace zs::bench

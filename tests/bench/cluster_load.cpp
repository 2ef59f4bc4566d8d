// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/cluster_load.h"

#include <string>
#include <utility>

namespace zs::bench {

using namespace std::chrono_literals;
using namespace zs::trace;

ClusterLoad::ClusterLoad(const Wish& wish)
    : m_servers(wish.servers)
    , m_gap(std::chrono::nanoseconds(1s) / wish.eventsASecond)
    , m_electionEvery(wish.electionEvery)
    , m_now(wish.begin)
    , m_nextElection(wish.begin)
{
}

std::vector<timeline::Moment> ClusterLoad::until(Instant end)
{
    m_out.clear();
    while (m_now < end) {
        if (m_now < m_nextElection) {
            write();
            continue;
        }
        m_nextElection += m_electionEvery;
        elect();
    }
    return std::exchange(m_out, {});
}

void ClusterLoad::says(int server, Event event)
{
    m_out.push_back({m_now, ServerId(server), ++m_n[server], std::move(event), false});
    m_now += m_gap;
}

void ClusterLoad::elect()
{
    ++m_epoch;
    m_counter = 0;
    m_leader = m_leader % m_servers + 1;
    std::string config;
    for (int i = 1; i <= m_servers; ++i)
        config += "server." + std::to_string(i) + "=127.0.0.1:1:2\n";
    says(0, StreamEvent{1, "bench", 1, m_now.time_since_epoch().count(), config});
    for (int i = 1; i <= m_servers; ++i)
        says(i, StateEvent{ServerState::following, ServerState::looking, "the leader died"});
    const Vote vote{ServerId(m_leader), Zxid(m_epoch - 1, 1), m_epoch - 1};
    for (int i = 1; i <= m_servers; ++i) {
        says(i, RoundEvent{m_epoch, {ServerId(i), vote.zxid, vote.epoch}});
        for (int j = 1; j <= m_servers; ++j) {
            if (i == j)
                continue;
            says(i, NotifyEvent{Direction::out, ServerId(j), m_epoch, vote});
            says(j, NotifyEvent{Direction::in, ServerId(i), m_epoch, vote});
            says(j, CompareEvent{ServerId(i), vote, vote, {}, Verdict::counts});
        }
    }
    for (int i = 1; i <= m_servers; ++i) {
        says(i, ElectedEvent{vote.leader, vote.zxid, m_epoch, 1});
        says(i, StateEvent{ServerState::looking,
            i == m_leader ? ServerState::leading : ServerState::following, "elected"});
        says(i, PhaseEvent{Phase::broadcast, m_epoch});
    }
}

void ClusterLoad::write()
{
    const Zxid zxid(m_epoch, ++m_counter);
    const std::string path = "/app/config/" + std::to_string(m_counter % 997);
    const SessionId session(0x100000000 + m_counter % 7);
    says(m_leader, TxnEvent{zxid, "setData", path, session, 90, TxnStep::proposed});
    std::vector<ServerId> acked;
    for (int i = 1; i <= m_servers; ++i) {
        acked.emplace_back(i);
        if (i == m_leader)
            continue;
        const std::int64_t link = ++m_link;
        says(m_leader, PacketEvent{
            Direction::out, Port::quorum, ServerId(i), "PROPOSAL", zxid, 110, link});
        says(i, PacketEvent{
            Direction::in, Port::quorum, ServerId(m_leader), "PROPOSAL", zxid, 110, link});
        says(i, TxnEvent{zxid, "setData", path, session, 90, TxnStep::logged});
        says(i, PacketEvent{
            Direction::out, Port::quorum, ServerId(m_leader), "ACK", zxid, 20, link});
        says(m_leader,
            PacketEvent{Direction::in, Port::quorum, ServerId(i), "ACK", zxid, 20, link});
        says(m_leader, AcksEvent{{zxid}, acked, 2 * acked.size() > std::size_t(m_servers)});
    }
    for (int i = 1; i <= m_servers; ++i)
        says(i, TxnEvent{zxid, "setData", path, session, 90, TxnStep::committed});
}

} // namespace zs::bench

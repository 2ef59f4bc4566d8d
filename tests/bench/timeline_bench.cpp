// SPDX-License-Identifier: Apache-2.0
// zs-timeline-bench [SECONDS [EVENTS_A_SECOND [SERVERS]]]: what a timeline costs, in CPU time.
// Defaults are issue 6's: an hour at 500 events a second. Writes its recording to the folder of
// temporary files and removes it.
#include "localcluster/timeline/timeline.h"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>

namespace {

using namespace zs::timeline;
using namespace zs::trace;
using namespace std::chrono_literals;
using zs::Instant;
using zs::ServerId;
using zs::Zxid;

/// A cluster that writes all the time, and elects a new leader every minute.
class Load {
public:
    Load(int servers, int eventsASecond)
        : m_servers(servers)
        , m_gap(std::chrono::nanoseconds(1s) / eventsASecond)
    {
    }

    std::vector<Moment> nextSecond()
    {
        m_out.clear();
        const Instant end = m_now + 1s;
        if (m_second++ % 60 == 0)
            elect();
        while (m_now < end)
            write();
        return std::move(m_out);
    }

private:
    void says(int server, Event event)
    {
        m_out.push_back({m_now, ServerId(server), ++m_n[server], std::move(event), false});
        m_now += m_gap;
    }
    void elect()
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
    void write()
    {
        const Zxid zxid(m_epoch, ++m_counter);
        const std::string path = "/app/config/" + std::to_string(m_counter % 997);
        const zs::SessionId session(0x100000000 + m_counter % 7);
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

    int m_servers;
    std::chrono::nanoseconds m_gap;
    Instant m_now{1h};
    int m_second = 0;
    int m_leader = 0;
    std::uint32_t m_epoch = 0;
    std::uint32_t m_counter = 0;
    std::int64_t m_link = 0;
    std::map<int, std::uint64_t> m_n;
    std::vector<Moment> m_out;
};

double cpuMs() { return 1000.0 * double(std::clock()) / CLOCKS_PER_SEC; }

std::string residentKiB()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS"))
            return line.substr(line.find_first_of("0123456789"));
    }
    return "?";
}

/// The slowest and the mean of `count` questions at random times, in ms of CPU.
template <class Ask>
void measure(const char* what, const Timeline& timeline, int count, Ask ask)
{
    std::mt19937_64 random(1);
    double worst = 0;
    const double from = cpuMs();
    for (int i = 0; i < count; ++i) {
        const auto span = static_cast<std::uint64_t>((timeline.end() - timeline.begin()).count());
        const double before = cpuMs();
        ask(timeline.begin() + std::chrono::nanoseconds(std::int64_t(random() % (span + 1))));
        worst = std::max(worst, cpuMs() - before);
    }
    std::cout << what << ": mean " << (cpuMs() - from) / count << " ms, worst " << worst
              << " ms\n";
}

} // namespace

int main(int count, char** words)
{
    const int seconds = count > 1 ? std::atoi(words[1]) : 3600;
    const int rate = count > 2 ? std::atoi(words[2]) : 500;
    const int servers = count > 3 ? std::atoi(words[3]) : 5;
    const auto file = std::filesystem::temp_directory_path() / "zs-timeline-bench.ztrace";
    {
        Load load(servers, rate);
        Timeline live;
        if (const auto done = live.record(file.string()); !done) {
            std::cerr << done.error().detail << '\n';
            return 1;
        }
        double cpu = 0;
        double worst = 0;
        for (int i = 0; i < seconds; ++i) {
            std::vector<Moment> moments = load.nextSecond();
            const double before = cpuMs();
            live.append(std::move(moments));
            cpu += cpuMs() - before;
            worst = std::max(worst, cpuMs() - before);
        }
        std::cout << live.size() << " events of " << servers << " servers in " << seconds
                  << " s\nappend and record: " << cpu / double(live.size()) * 1000
                  << " us an event, " << cpu / 10 / seconds << " % of a core, worst second "
                  << worst << " ms\n";
        if (const auto done = live.stopRecording(); !done) {
            std::cerr << done.error().detail << '\n';
            return 1;
        }
        measure("live picture(end)", live, 1000, [&](Instant) { (void)live.picture(live.end()); });
        measure("live traffic(end)", live, 1000,
            [&](Instant) { (void)live.traffic(live.end() - 250ms, live.end()); });
        std::cout << "memory " << residentKiB() << ", file "
                  << std::filesystem::file_size(file) / 1024 << " KiB\n";
    }
    const double before = cpuMs();
    const auto timeline = Timeline::open(file.string());
    if (!timeline) {
        std::cerr << timeline.error().detail << '\n';
        return 1;
    }
    std::cout << "open: " << cpuMs() - before << " ms\n";
    measure("picture, anywhere", *timeline, 300, [&](Instant t) { (void)timeline->picture(t); });
    measure("picture and traffic, anywhere", *timeline, 300, [&](Instant t) {
        (void)timeline->picture(t);
        (void)timeline->traffic(t - 100ms, t);
    });
    Instant t = timeline->begin();
    measure("picture and traffic, played", *timeline, 3000, [&](Instant) {
        t += 16ms;
        (void)timeline->picture(t);
        (void)timeline->traffic(t - 16ms, t);
    });
    std::filesystem::remove(file);
    return 0;
}

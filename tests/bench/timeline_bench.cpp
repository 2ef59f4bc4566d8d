// SPDX-License-Identifier: Apache-2.0
// zs-timeline-bench [SECONDS [EVENTS_A_SECOND [SERVERS]]]: what a timeline costs, in CPU time.
// Defaults are issue 6's: an hour at 500 events a second. Writes its recording to the folder of
// temporary files and removes it.
#include "localcluster/timeline/timeline.h"
#include "tests/bench/cluster_load.h"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>

namespace {

using namespace zs::timeline;
using namespace std::chrono_literals;
using zs::Instant;

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
        zs::bench::ClusterLoad::Wish wish;
        wish.servers = servers;
        wish.eventsASecond = rate;
        zs::bench::ClusterLoad load(wish);
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

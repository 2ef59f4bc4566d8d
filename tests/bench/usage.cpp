// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/usage.h"

#include <chrono>
#include <cstdio>
#include <fstream>
#include <sys/resource.h>

namespace zs::bench {

namespace {

    double inSeconds(const timeval& time)
    {
        return double(time.tv_sec) + double(time.tv_usec) / 1e6;
    }

} // namespace

Usage usageNow()
{
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return {std::chrono::duration<double>(now).count(),
        inSeconds(used.ru_utime) + inSeconds(used.ru_stime)};
}

double peakResidentMiB()
{
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
        double kib = 0;
        if (word == "VmHWM:" && status >> kib)
            return kib / 1024;
    }
    return 0;
}

std::string toJson(const Usage& used, std::uint64_t nodes)
{
    char line[160];
    std::snprintf(line, sizeof line,
        R"({"secs": %.3f, "cpu_secs": %.3f, "rss_mb": %.1f, "nodes": %llu})", used.seconds,
        used.cpuSeconds, peakResidentMiB(), static_cast<unsigned long long>(nodes));
    return line;
}

} // namespace zs::bench

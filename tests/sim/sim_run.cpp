// SPDX-License-Identifier: Apache-2.0
// Runs the simulator by hand: sim_run [--seed N] [--count N] [--seconds N] [--trace] [--marks]
#include "tests/sim/scenario.h"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string_view>

int main(int argc, char** argv)
{
    std::uint64_t seed = 0;
    std::uint64_t count = 0;
    double seconds = 0;
    bool trace = false;
    bool showMarks = false;
    for (int i = 1; i < argc; ++i) {
        const std::string_view option = argv[i];
        const bool hasValue = i + 1 < argc;
        if (option == "--trace")
            trace = true;
        else if (option == "--marks")
            showMarks = true;
        else if (option == "--seed" && hasValue)
            seed = std::strtoull(argv[++i], nullptr, 10);
        else if (option == "--count" && hasValue)
            count = std::strtoull(argv[++i], nullptr, 10);
        else if (option == "--seconds" && hasValue)
            seconds = std::strtod(argv[++i], nullptr);
        else {
            std::cerr << "usage: sim_run [--seed N] [--count N] [--seconds N] [--trace] [--marks]\n"
                         "Runs `count` seeds from `seed` on (default 1), or as many as fit into "
                         "the time.\n";
            return 2;
        }
    }
    if (count == 0)
        count = seconds > 0 ? std::uint64_t(-1) - seed : 1;
    const auto start = std::chrono::steady_clock::now();
    std::map<std::string, int> marks;
    std::chrono::nanoseconds virtualTime{};
    std::uint64_t done = 0;
    for (; done < count; ++done) {
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
        if (seconds > 0 && spent.count() > seconds)
            break;
        const zs::sim::Outcome outcome
            = zs::sim::runElectionScenario(seed + done, zs::sim::Bug::none, trace);
        std::cout << outcome.trace;
        if (!outcome.failure.empty()) {
            std::cout << "FAILED, seed " << seed + done << ": " << outcome.failure << '\n';
            return 1;
        }
        virtualTime += outcome.virtualTime;
        for (const auto& [name, times] : outcome.marks)
            marks[name] += times;
    }
    std::cout << done << " seeds from " << seed << ", "
              << std::chrono::duration_cast<std::chrono::seconds>(virtualTime).count()
              << " virtual seconds, none failed\n";
    if (showMarks) {
        for (const auto& [name, times] : marks)
            std::cout << times << '\t' << name << '\n';
    }
}

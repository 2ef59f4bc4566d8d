// SPDX-License-Identifier: Apache-2.0
// Runs the simulator by hand; see `usage`.
#include "tests/sim/scenario.h"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string_view>

namespace {

using namespace zs::sim;

constexpr const char* usage
    = "usage: sim_run [--seed N] [--count N] [--seconds N] [--stride N] [--trace] [--marks]\n"
      "               [--bug NAME] [--minimize] [--without FAULT,…] [--clients N] [--steps N]\n"
      "Runs `count` seeds from `seed` on (default 1), or as many as fit into the time; with a\n"
      "stride only each N-th, for several processes at once. Ends at the first failure, with its\n"
      "trace. --minimize: seeks a smaller run of the seed that still fails. --bug: with one of\n"
      "the deliberate bugs.\n";

struct Options {
    std::uint64_t seed = 0, count = 0, stride = 1;
    double seconds = 0;
    bool trace = false, marks = false, minimize = false;
    Bug bug = Bug::none;
    Reduction reduction;
};

bool takeFlag(std::string_view option, Options& options)
{
    if (option == "--trace")
        return options.trace = true;
    if (option == "--marks")
        return options.marks = true;
    if (option == "--minimize")
        return options.minimize = true;
    return false;
}

bool takeValue(std::string_view option, const std::string& value, Options& options)
{
    if (option == "--seed")
        options.seed = std::strtoull(value.c_str(), nullptr, 10);
    else if (option == "--count")
        options.count = std::strtoull(value.c_str(), nullptr, 10);
    else if (option == "--stride")
        options.stride = std::max(1ULL, std::strtoull(value.c_str(), nullptr, 10));
    else if (option == "--seconds")
        options.seconds = std::strtod(value.c_str(), nullptr);
    else if (option == "--clients")
        options.reduction.clients = std::atoi(value.c_str());
    else if (option == "--steps")
        options.reduction.steps = std::atoi(value.c_str());
    else if (option == "--without") {
        for (std::string_view rest = value; !rest.empty();) {
            const std::string_view name = rest.substr(0, rest.find(','));
            options.reduction.without.emplace(name);
            rest.remove_prefix(std::min(rest.size(), name.size() + 1));
        }
    } else if (option == "--bug") {
        while (nameOf(options.bug) != value) {
            options.bug = Bug(int(options.bug) + 1);
            if (options.bug > Bug::losesReply)
                return false;
        }
    } else {
        return false;
    }
    return true;
}

int report(const Options& options, std::uint64_t seed, const Outcome& outcome)
{
    Reduction reduction = options.reduction;
    if (options.minimize)
        reduction = minimize(seed, options.bug);
    const Outcome traced = runScenario(seed, options.bug, true, reduction);
    std::cout << traced.trace << "FAILED, seed " << seed << ": " << outcome.failure
              << "\nreplay: sim_run --seed " << seed << reduction.options();
    if (options.bug != Bug::none)
        std::cout << " --bug " << nameOf(options.bug);
    std::cout << " --trace\n";
    return 1;
}

int run(const Options& options)
{
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    std::map<std::string, int> marks;
    std::chrono::nanoseconds virtualTime{};
    std::uint64_t done = 0, events = 0;
    const std::uint64_t count
        = options.count > 0 ? options.count : options.seconds > 0 ? std::uint64_t(-1) : 1;
    const auto spent = [&] {
        return std::chrono::duration<double>(Clock::now() - start).count();
    };
    for (; done < count && (options.seconds <= 0 || spent() < options.seconds); ++done) {
        const std::uint64_t seed = options.seed + done * options.stride;
        const Outcome outcome
            = runScenario(seed, options.bug, options.trace, options.reduction);
        if (!outcome.failure.empty())
            return report(options, seed, outcome);
        std::cout << outcome.trace;
        virtualTime += outcome.virtualTime;
        events += outcome.events;
        for (const auto& [name, times] : outcome.marks)
            marks[name] += times;
    }
    const auto hours = std::chrono::duration<double, std::ratio<3600>>(virtualTime).count();
    std::cout << done << " seeds from " << options.seed << ", none failed; " << hours
              << " virtual hours, " << events << " events, " << hours / (spent() / 3600)
              << " virtual hours an hour\n";
    if (options.marks) {
        for (const auto& [name, times] : marks)
            std::cout << times << '\t' << name << '\n';
    }
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        if (takeFlag(argv[i], options))
            continue;
        if (i + 1 >= argc || !takeValue(argv[i], argv[i + 1], options)) {
            std::cerr << usage;
            return 2;
        }
        ++i;
    }
    return run(options);
}

// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/scenario.h"

#include "tests/sim/sim_server.h"

#include <algorithm>

namespace zs::sim {

namespace {

/// Which faults a seed has, and how often each happens in a tenth of a second.
struct Faults {
    double kill = 0;
    double powerOff = 0;
    double start = 0.05;
    double cutOneWay = 0;
    double partition = 0;
    double heal = 0.03;
    double reset = 0;
    double write = 0.1;
};

EnsembleSettings drawSettings(std::uint64_t seed, Bug bug)
{
    Random random(seed ^ 0x5eedULL);
    EnsembleSettings settings;
    settings.seed = seed;
    settings.bug = bug;
    settings.voters = static_cast<int>(1 + random.below(7));
    settings.observers = static_cast<int>(random.below(3));
    static constexpr std::chrono::nanoseconds delays[] = {500us, 5ms, 50ms, 150ms};
    settings.maxDelay = delays[random.below(4)];
    return settings;
}

Faults drawFaults(Random& random)
{
    Faults faults;
    const auto maybe = [&](double rate) { return random.chance(0.5) ? rate : 0.0; };
    faults.kill = maybe(0.03);
    faults.powerOff = maybe(0.02);
    faults.cutOneWay = maybe(0.04);
    faults.partition = maybe(0.02);
    faults.reset = maybe(0.1);
    return faults;
}

void disturb(Ensemble& sim, const Faults& faults)
{
    Random& random = sim.random();
    const std::vector<ServerId> members = sim.members();
    const auto anyone = [&] { return members[random.below(members.size())]; };
    if (random.chance(faults.kill))
        sim.crash(anyone());
    if (random.chance(faults.powerOff))
        sim.crash(anyone(), true);
    if (random.chance(faults.start))
        sim.start(anyone());
    if (random.chance(faults.cutOneWay))
        sim.cut(anyone(), anyone(), true);
    if (random.chance(faults.partition)) {
        std::set<ServerId> some;
        for (const ServerId id : members) {
            if (random.chance(0.5))
                some.insert(id);
        }
        sim.partition(some, true);
    }
    if (random.chance(faults.heal))
        sim.healAll();
    if (random.chance(faults.reset))
        sim.resetOne(anyone(), anyone());
    if (random.chance(faults.write))
        sim.write();
}

/// Faults off: whatever happened, the ensemble must be whole again in bounded time.
std::string recover(Ensemble& sim)
{
    sim.healAll();
    sim.startAll();
    // Peers of a machine that lost its power may first have to notice it, and back-off may have
    // grown to its limit of 60 s; two rounds of initLimit follow.
    if (!sim.runUntil([&] { return sim.allServe(); }, 200s))
        return sim.broken().empty() ? "the servers do not come together again" : sim.broken();
    const auto equal = [&] {
        const std::vector<ServerId> members = sim.members();
        return sim.allServe() && std::all_of(members.begin(), members.end(), [&](ServerId id) {
            return sim.disk(id).lastZxid == sim.disk(members.front()).lastZxid;
        });
    };
    if (!sim.write())
        return "nobody takes a write";
    if (!sim.runUntil(equal, 10s))
        return sim.broken().empty() ? "a write does not reach all servers" : sim.broken();
    return {};
}

} // namespace

Outcome runElectionScenario(std::uint64_t seed, Bug bug, bool keepTrace)
{
    Ensemble sim(drawSettings(seed, bug));
    const Faults faults = drawFaults(sim.random());
    for (const ServerId id : sim.members()) {
        if (sim.random().chance(0.8))
            sim.start(id);
    }
    const auto steps = 50 + sim.random().below(150);
    for (std::uint64_t i = 0; i < steps && sim.broken().empty(); ++i) {
        disturb(sim, faults);
        sim.runFor(sim.random().upTo(200ms));
    }
    Outcome outcome;
    outcome.failure = sim.broken().empty() ? recover(sim) : sim.broken();
    outcome.marks = sim.marks();
    outcome.virtualTime = sim.now().time_since_epoch();
    if (keepTrace || !outcome.failure.empty())
        outcome.trace = sim.trace();
    return outcome;
}

} // namespace zs::sim

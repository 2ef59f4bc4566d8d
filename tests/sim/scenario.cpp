// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/scenario.h"

#include "tests/sim/linearizability.h"
#include "tests/sim/sim_client.h"
#include "tests/sim/sim_server.h"

#include <algorithm>

namespace zs::sim {

namespace {

constexpr int proberNumber = 99;

/// A fault that a seed may have, with chance of its own, so that leaving one out changes no other.
struct Fault {
    const char* name;
    double hottest; ///< Rate a step.
    void (*strike)(Ensemble&, Random&);
    Random random{0};
    double rate = 0;
};

ServerId anyone(const Ensemble& sim, Random& random)
{
    const std::vector<ServerId> members = sim.members();
    return members[random.below(members.size())];
}

/// Often the leader: most of what can go wrong goes wrong there.
ServerId victim(const Ensemble& sim, Random& random)
{
    const std::optional<ServerId> leader = sim.leader();
    return leader && random.chance(0.4) ? *leader : anyone(sim, random);
}

void bridge(Ensemble& sim, Random& random)
{
    const std::vector<ServerId> members = sim.members();
    const ServerId middle = anyone(sim, random);
    for (const ServerId a : members) {
        for (const ServerId b : members) {
            if (a != middle && b != middle && a.value % 2 != b.value % 2)
                sim.cut(a, b, true);
        }
    }
}

void partition(Ensemble& sim, Random& random)
{
    std::set<ServerId> some;
    for (const ServerId id : sim.members()) {
        if (random.chance(0.5))
            some.insert(id);
    }
    sim.partition(some, true);
}

void cutOnePort(Ensemble& sim, Random& random)
{
    const auto port = random.chance(0.5) ? trace::Port::election : trace::Port::quorum;
    sim.network().cut(anyone(sim, random), anyone(sim, random), port, true);
}

void cutClient(Ensemble& sim, Random& random)
{
    if (sim.clients().empty())
        return;
    const ServerId client
        = Ensemble::hostOf(int(1 + random.below(std::uint64_t(sim.settings().clients))));
    const ServerId server = anyone(sim, random);
    random.chance(0.5) ? sim.cut(client, server, true) : sim.cut(server, client, true);
}

/// The leader's last writes reach nobody before it dies: they are to be cut when it returns.
void orphanWrites(Ensemble& sim, Random& random)
{
    const std::optional<ServerId> leader = sim.leader();
    if (!leader)
        return;
    for (const ServerId id : sim.members())
        sim.cut(*leader, id, true);
    sim.queue().in(random.upTo(300ms), [&sim, leader = *leader] {
        if (!sim.faultsOver())
            sim.crash(leader, true);
        for (const ServerId id : sim.members())
            sim.cut(leader, id, false);
    });
}

/// A server hears nothing for a moment, and clients from other servers come to it.
void lag(Ensemble& sim, Random& random)
{
    const ServerId slow = anyone(sim, random);
    for (const ServerId id : sim.members())
        sim.network().cut(id, slow, trace::Port::quorum, true);
    sim.queue().in(random.upTo(800ms), [&sim, slow] {
        for (const ServerId id : sim.members())
            sim.network().cut(id, slow, trace::Port::quorum, false);
    });
    sim.queue().in(random.upTo(200ms), [&sim, slow] {
        for (const ServerId id : sim.members()) {
            for (int client = 1; id != slow && client <= sim.settings().clients; ++client)
                sim.resetOne(id, Ensemble::hostOf(client));
        }
    });
}

std::vector<Fault> allFaults()
{
    return {
        {"kill", 0.06, [](Ensemble& sim, Random& r) { sim.crash(victim(sim, r)); }},
        {"power", 0.06, [](Ensemble& sim, Random& r) { sim.crash(victim(sim, r), true); }},
        {"storm", 0.02,
            [](Ensemble& sim, Random& r) {
                for (const ServerId id : sim.members()) {
                    if (r.chance(0.7))
                        sim.crash(id, true);
                }
            }},
        {"crashAtWrite", 0.1,
            [](Ensemble& sim, Random& r) {
                const ServerId id = victim(sim, r);
                if (sim.isUp(id))
                    sim.disk(id).armCrash(1 + r.below(12));
            }},
        {"pause", 0.05,
            [](Ensemble& sim, Random& r) {
                const ServerId id = victim(sim, r);
                sim.pause(id, true);
                sim.queue().in(
                    r.upTo(r.chance(0.5) ? 500ms : 5000ms), [&sim, id] { sim.pause(id, false); });
            }},
        {"cutOneWay", 0.06,
            [](Ensemble& sim, Random& r) { sim.cut(victim(sim, r), anyone(sim, r), true); }},
        {"cutOnePort", 0.04, cutOnePort},
        {"partition", 0.04, partition},
        {"bridge", 0.03, bridge},
        {"orphanWrites", 0.06, orphanWrites},
        {"lag", 0.06, lag},
        {"reset", 0.15,
            [](Ensemble& sim, Random& r) { sim.resetOne(anyone(sim, r), anyone(sim, r)); }},
        {"slowDisk", 0.05,
            [](Ensemble& sim, Random& r) {
                sim.disk(anyone(sim, r)).settings().maxSync = r.upTo(r.chance(0.2) ? 3s : 100ms)
                    + sim.settings().maxSync;
            }},
        {"diskFails", 0.03,
            [](Ensemble& sim, Random& r) {
                sim.disk(victim(sim, r)).armFailure(r.chance(0.5));
            }},
        {"clock", 0.05,
            [](Ensemble& sim, Random& r) {
                sim.jumpClock(anyone(sim, r),
                    std::chrono::milliseconds(std::int64_t(r.below(7'200'000)) - 3'600'000));
            }},
        {"damage", 0.05, [](Ensemble& sim, Random& r) { sim.damage(anyone(sim, r)); }},
        {"clientKill", 0.03,
            [](Ensemble& sim, Random& r) {
                if (sim.clients().empty())
                    return;
                const int number = 1 + int(r.below(std::uint64_t(sim.settings().clients)));
                sim.killClient(number);
                sim.startClient(number);
            }},
        {"cutClient", 0.05, cutClient},
        {"resetClient", 0.1,
            [](Ensemble& sim, Random& r) {
                if (sim.settings().clients > 0)
                    sim.resetOne(anyone(sim, r),
                        Ensemble::hostOf(
                            int(1 + r.below(std::uint64_t(sim.settings().clients)))));
            }},
    };
}

std::vector<Fault> drawFaults(std::uint64_t seed, const Reduction& reduction)
{
    std::vector<Fault> faults = allFaults();
    for (std::size_t i = 0; i < faults.size(); ++i) {
        Fault& fault = faults[i];
        fault.random = Random(seed * 1009 + i);
        const bool on = fault.random.chance(0.35);
        const double heat = double(1 + fault.random.below(4)) / 4;
        fault.rate = on && !reduction.without.contains(fault.name) ? fault.hottest * heat : 0;
    }
    return faults;
}

EnsembleSettings drawSettings(std::uint64_t seed, Bug bug)
{
    Random random(seed ^ 0x5eedULL);
    EnsembleSettings settings;
    settings.seed = seed;
    settings.bug = bug;
    static constexpr int sizes[] = {3, 3, 3, 3, 5, 5, 1, 2, 4, 6, 7};
    settings.voters = sizes[random.below(std::size(sizes))];
    settings.observers = random.chance(0.6) ? 0 : int(1 + random.below(2));
    settings.clients = int(1 + random.below(5));
    static constexpr std::chrono::nanoseconds delays[] = {500us, 1ms, 5ms, 50ms};
    settings.maxDelay = delays[random.below(4)];
    settings.commitLogCount = random.below(51);
    if (random.chance(0.5))
        settings.snapshotSizeFactor = -1;
    settings.minSnapCount = 5;
    settings.maxSnapCount = 5 + random.below(46);
    settings.maxSync = random.chance(0.7) ? 1ms : 20ms;
    settings.batchRate = random.chance(0.5) ? 0 : 0.3;
    settings.maxThink = random.chance(0.5) ? 20ms : 150ms;
    Random more(seed ^ 0xab5eULL); // Apart, so that older seeds keep what they drew.
    settings.observersLog = more.chance(0.6);
    settings.readOnlyMode = more.chance(0.3);
    if (more.chance(0.2))
        settings.learnerOutputLimitBytes = std::size_t(64) << 10;
    return settings;
}

void disturb(Ensemble& sim, std::vector<Fault>& faults)
{
    for (Fault& fault : faults) {
        if (fault.rate > 0 && fault.random.chance(fault.rate)) {
            sim.mark(fault.name);
            fault.strike(sim, fault.random);
        }
    }
    Random& random = sim.random();
    if (random.chance(0.12))
        sim.start(anyone(sim, random));
    if (random.chance(0.06))
        sim.healAll();
    if (random.chance(0.1)) {
        const ServerId id = anyone(sim, random);
        sim.disk(id).settings().maxSync = sim.settings().maxSync;
        if (sim.isUp(id))
            sim.server(id).mendDisk();
    }
}

void calm(Ensemble& sim)
{
    sim.healAll();
    for (const ServerId id : sim.members()) {
        sim.disk(id).settings().maxSync = sim.settings().maxSync;
        sim.disk(id).calm();
        sim.start(id);
        if (!sim.isUp(id))
            continue;
        sim.pause(id, false);
        sim.server(id).mendDisk();
    }
}

std::string whoDoesNotServe(const Ensemble& sim)
{
    std::string text;
    for (const ServerId id : sim.members()) {
        text += " server " + std::to_string(id.value) + ' ';
        text += sim.isUp(id) ? std::string(engine::nameOf(sim.server(id).state()))
                             : std::string("DOWN");
        if (sim.isUp(id) && sim.server(id).serves())
            text += " and serves epoch " + std::to_string(sim.server(id).epoch());
        text += ';';
    }
    return text;
}

/// Faults off: whatever happened, the ensemble must be whole again in bounded time.
std::string recover(Ensemble& sim)
{
    sim.endFaults();
    calm(sim);
    // Peers of a machine that lost its power may first have to notice it, and back-off may have
    // grown to its limit of 60 s; two rounds of initLimit follow.
    const auto whole = [&] { return sim.allServe(); };
    if (!sim.runUntil(whole, 200s))
        return "the servers do not come together again:" + whoDoesNotServe(sim);
    for (const auto& [number, client] : sim.clients())
        client->stopLoad();
    sim.startClient(proberNumber);
    SimClient& prober = sim.client(proberNumber);
    prober.probe();
    if (!sim.runUntil([&] { return prober.probed(); }, 60s))
        return "nobody takes a write";
    const auto answered = [&] {
        const auto& clients = sim.clients();
        return std::all_of(clients.begin(), clients.end(),
            [](const auto& client) { return client.second->outstanding() == 0; });
    };
    if (!sim.runUntil(answered, 120s))
        return "requests of clients are never answered";
    if (!sim.runUntil([&] { return sim.allServe() && sim.allEqual(); }, 30s))
        return "the servers do not become equal";
    return {};
}

std::string judge(Ensemble& sim)
{
    History& history = sim.history();
    std::erase_if(history, [](const Operation& operation) { return operation.node.empty(); });
    const Verdict verdict = checkLinearizable(history);
    if (verdict.kind == Verdict::Kind::undecided)
        sim.mark("linearizability undecided");
    if (verdict.kind != Verdict::Kind::violated)
        return {};
    std::string text = "the operations on " + verdict.node + " are not linearizable:\n";
    for (const Operation& operation : history) {
        if (operation.node == verdict.node)
            text += toJson(operation) + '\n';
    }
    text += "the longest order that fits:\n";
    for (const Operation& operation : verdict.longest)
        text += toJson(operation) + '\n';
    return text;
}

} // namespace

std::string Reduction::options() const
{
    std::string text;
    for (const std::string& fault : without)
        text += (text.empty() ? " --without " : ",") + fault;
    if (clients >= 0)
        text += " --clients " + std::to_string(clients);
    if (steps >= 0)
        text += " --steps " + std::to_string(steps);
    return text;
}

Outcome runScenario(std::uint64_t seed, Bug bug, bool keepTrace, const Reduction& reduction)
{
    EnsembleSettings settings = drawSettings(seed, bug);
    settings.keepTrace = settings.keepTxns = keepTrace;
    if (reduction.clients >= 0)
        settings.clients = std::min(settings.clients, reduction.clients);
    Ensemble sim(settings);
    std::vector<Fault> faults = drawFaults(seed, reduction);
    Outcome outcome;
    for (const Fault& fault : faults) {
        if (fault.rate > 0)
            outcome.faults.insert(fault.name);
    }
    for (const ServerId id : sim.members()) {
        if (sim.random().chance(0.9))
            sim.start(id);
    }
    for (int number = 1; number <= settings.clients; ++number)
        sim.startClient(number);
    outcome.clients = settings.clients;
    outcome.steps = int(20 + sim.random().below(50));
    if (reduction.steps >= 0)
        outcome.steps = std::min(outcome.steps, reduction.steps);
    for (int i = 0; i < outcome.steps && sim.broken().empty(); ++i) {
        disturb(sim, faults);
        sim.runFor(sim.random().upTo(400ms));
    }
    if (sim.broken().empty())
        outcome.failure = recover(sim);
    if (!sim.broken().empty())
        outcome.failure = sim.broken();
    if (outcome.failure.empty())
        outcome.failure = judge(sim);
    outcome.marks = sim.marks();
    outcome.virtualTime = sim.now().time_since_epoch();
    outcome.events = sim.steps();
    if (keepTrace)
        outcome.trace = sim.trace();
    return outcome;
}

Reduction minimize(std::uint64_t seed, Bug bug)
{
    Reduction best;
    Outcome outcome = runScenario(seed, bug);
    if (outcome.failure.empty())
        return best;
    const auto stillFails = [&](const Reduction& reduction) {
        return !runScenario(seed, bug, false, reduction).failure.empty();
    };
    const auto attempt = [&](auto change) {
        Reduction smaller = best;
        change(smaller);
        if (stillFails(smaller))
            best = std::move(smaller);
    };
    for (const std::string& fault : outcome.faults)
        attempt([&](Reduction& reduction) { reduction.without.insert(fault); });
    for (int clients = 0; clients < outcome.clients && best.clients < 0; ++clients)
        attempt([&](Reduction& reduction) { reduction.clients = clients; });
    // By halves: a shorter run is another run, so nothing promises that this finds the shortest.
    for (int steps = outcome.steps / 2, jump = steps / 2; jump > 0; jump /= 2) {
        attempt([&](Reduction& reduction) { reduction.steps = steps; });
        steps += best.steps == steps ? -jump : jump;
    }
    return best;
}

} // namespace zs::sim

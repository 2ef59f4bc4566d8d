// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/scenario.h"
#include "tests/sim/sim_server.h"

#include <gmock/gmock.h>

#include <cstdlib>

namespace zs::sim {
namespace {

using testing::ElementsAre;

/// ZS_SIM_SEEDS asks for more (or fewer) seeds than the ordinary run.
std::uint64_t seeds(std::uint64_t ordinary)
{
    const char* asked = std::getenv("ZS_SIM_SEEDS");
    return asked ? std::strtoull(asked, nullptr, 10) : ordinary;
}

std::set<ServerId> leadersNow(const Ensemble& sim)
{
    std::set<ServerId> leaders;
    for (const ServerId id : sim.members()) {
        if (sim.isUp(id) && sim.server(id).state() == engine::PeerState::leading)
            leaders.insert(id);
    }
    return leaders;
}

TEST(ElectionSim, SurvivorsAgreeOnTheMostAdvancedVoter)
{
    for (std::uint64_t seed = 0; seed < seeds(1000); ++seed) {
        EnsembleSettings settings;
        settings.seed = seed;
        settings.voters = 5;
        settings.maxDelay = 50ms;
        Ensemble sim(settings);
        std::pair<Zxid, ServerId> best;
        for (const ServerId id : sim.voters()) {
            Disk& disk = sim.disk(id);
            disk.acceptedEpoch = disk.currentEpoch = 1;
            disk.lastZxid = Zxid(1, std::uint32_t(1 + sim.random().below(3)));
            if (id != ServerId(5))
                best = std::max(best, {disk.lastZxid, id});
            sim.start(id);
        }
        sim.crash(ServerId(5)); // The one that would often win.
        const auto elected = [&] { return !sim.electedLeaders().contains(ServerId()); };
        ASSERT_TRUE(sim.runUntil(elected, 60s)) << sim.trace();
        EXPECT_THAT(sim.electedLeaders(), ElementsAre(best.second)) << sim.trace();
        EXPECT_THAT(leadersNow(sim), ElementsAre(best.second)) << sim.trace();
        ASSERT_TRUE(sim.runUntil([&] { return sim.allServe(); }, 10s)) << sim.trace();
        EXPECT_EQ(sim.server(best.second).round(), 1) << sim.trace();
    }
}

TEST(ElectionSim, OneLeaderARoundWhenAllStartTogether)
{
    for (std::uint64_t seed = 0; seed < seeds(500); ++seed) {
        EnsembleSettings settings;
        settings.seed = seed;
        settings.voters = static_cast<int>(1 + seed % 7);
        settings.observers = static_cast<int>(seed % 3);
        settings.maxDelay = 20ms;
        Ensemble sim(settings);
        sim.startAll();
        ASSERT_TRUE(sim.runUntil([&] { return sim.allServe(); }, 30s)) << sim.trace();
        std::map<std::int64_t, std::set<ServerId>> leaders;
        for (const Ensemble::Traced& traced : sim.events()) {
            if (const auto* elected = std::get_if<trace::ElectedEvent>(&traced.event))
                leaders[elected->round].insert(elected->leader);
        }
        for (const auto& [round, ids] : leaders)
            EXPECT_EQ(ids.size(), 1u) << "round " << round << '\n' << sim.trace();
        EXPECT_EQ(sim.leader(), ServerId(settings.voters)) << sim.trace();
    }
}

TEST(ElectionSim, ComesThroughAnyFaultsAndRecovers)
{
    std::map<std::string, int> marks;
    for (std::uint64_t seed = 0; seed < seeds(1000); ++seed) {
        const Outcome outcome = runElectionScenario(seed);
        ASSERT_EQ(outcome.failure, "") << "seed " << seed << '\n' << outcome.trace;
        for (const auto& [name, times] : outcome.marks)
            marks[name] += times;
    }
    // A fault that never led anywhere proves nothing.
    for (const char* mark :
        {"elected", "elected within 200 ms", "last notification sent again",
            "stale notification heard", "leader lost its quorum", "learner ahead of its leader",
            "learner truncates", "learner catches up", "learner joins a serving leader",
            "link down: replaced by a newer connection", "link down: the peer connects anew",
            "looks: initLimit is over", "looks: the leader is silent", "vote takes by epoch",
            "vote takes by zxid", "vote takes by sid", "vote keeps by epoch", "vote keeps by zxid",
            "vote keeps by sid", "vote counts by equal", "vote ignored by round"})
        EXPECT_GT(marks[mark], 0) << mark << " was never reached";
}

TEST(ElectionSim, EqualSeedsGiveEqualRuns)
{
    for (const std::uint64_t seed : {1u, 7u, 42u}) {
        const Outcome first = runElectionScenario(seed, Bug::none, true);
        EXPECT_EQ(first.trace, runElectionScenario(seed, Bug::none, true).trace);
        EXPECT_THAT(first.trace,
            testing::HasSubstr("replay: sim_run --seed " + std::to_string(seed) + " --trace"));
    }
    EXPECT_NE(runElectionScenario(1, Bug::none, true).trace,
        runElectionScenario(2, Bug::none, true).trace);
}

/// A check that never failed proves nothing: each of these bugs must be noticed by some seed.
struct Noticed {
    Bug bug;
    const char* as; ///< The invariant that must catch it.
};
class DeliberateBug : public testing::TestWithParam<Noticed> { };
TEST_P(DeliberateBug, IsNoticed)
{
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        const Outcome outcome = runElectionScenario(seed, GetParam().bug);
        if (outcome.failure.find(GetParam().as) == std::string::npos)
            continue;
        EXPECT_THAT(outcome.trace, testing::HasSubstr("BROKEN: "));
        EXPECT_THAT(outcome.trace, testing::HasSubstr("replay: sim_run --seed"));
        return;
    }
    FAIL() << "no seed noticed it";
}
INSTANTIATE_TEST_SUITE_P(Bugs, DeliberateBug,
    testing::Values(Noticed{Bug::halfIsAQuorum, "two leaders"},
        Noticed{Bug::forgetsEpoch, "epoch"},
        Noticed{Bug::commitsAlone, "lost committed"}));

TEST(BrokenNetwork, ThatReordersMakesElectionsFail)
{
    // FLE relies on TCP's order: an older vote that overtakes a newer one replaces it.
    int disagreements = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        EnsembleSettings settings;
        settings.seed = seed;
        settings.voters = 5;
        settings.maxDelay = 50ms;
        settings.bug = Bug::linksReorder;
        Ensemble sim(settings);
        sim.startAll();
        const bool whole = sim.runUntil([&] { return sim.allServe(); }, 3s);
        disagreements += !whole || sim.leader() != ServerId(5) ? 1 : 0;
    }
    EXPECT_GT(disagreements, 0);
}

} // namespace
} // namespace zs::sim

// SPDX-License-Identifier: Apache-2.0
// Many seeds, replays, and the proof that each check can fail.
#include "tests/sim/scenario.h"

#include <gmock/gmock.h>

#include <cstdlib>

namespace zs::sim {
namespace {

/// ZS_SIM_SEEDS asks for more (or fewer) seeds than the ordinary run of this build.
std::uint64_t seeds()
{
    const char* asked = std::getenv("ZS_SIM_SEEDS");
    return asked ? std::strtoull(asked, nullptr, 10) : ZS_SIM_DEFAULT_SEEDS;
}
/// So many reach every mark.
constexpr std::uint64_t seedsForMarks = 400;

TEST(Simulation, ComesThroughAnyFaultsAndRecovers)
{
    std::map<std::string, int> marks;
    for (std::uint64_t seed = 0; seed < seeds(); ++seed) {
        const Outcome outcome = runScenario(seed);
        ASSERT_EQ(outcome.failure, "")
            << "replay: sim_run --seed " << seed << " --trace, or --minimize";
        for (const auto& [name, times] : outcome.marks)
            marks[name] += times;
    }
    EXPECT_LE(marks["linearizability undecided"], int(seeds() / 20));
    if (seeds() < seedsForMarks)
        return;
    // A fault that never led anywhere proves nothing.
    for (const char* mark : {"TRUNC", "SNAP", "DIFF", "DIFF with proposals in flight",
             "epoch bump without writes", "leader crash between own fsync and quorum",
             "NEWLEADER acked then crash", "observer join", "session move",
             "expiry during election", "snapshot during writes", "recovery from older snapshot",
             "damage refused", "disk failed", "disk mended",
             "session expired", "elected within 200 ms", "elected"})
        EXPECT_GT(marks[mark], 0) << mark << " was never reached";
}

/// Each of them found a fault that its comment names.
TEST(Simulation, SeedsThatFailedOncePass)
{
    static constexpr std::uint64_t mended[] = {
        22791, // A member had accepted a later epoch than its leader's, and was left out for good.
    };
    for (const std::uint64_t seed : mended)
        EXPECT_EQ(runScenario(seed).failure, "") << "replay: sim_run --seed " << seed << " --trace";
}

TEST(Simulation, EqualSeedsGiveEqualRuns)
{
    for (const std::uint64_t seed : {1u, 7u, 42u})
        EXPECT_EQ(runScenario(seed, Bug::none, true).trace,
            runScenario(seed, Bug::none, true).trace);
    EXPECT_NE(
        runScenario(1, Bug::none, true).trace, runScenario(2, Bug::none, true).trace);
}

TEST(Simulation, AFailureIsMadeSmallerAndStaysOne)
{
    std::uint64_t seed = 0;
    while (runScenario(seed, Bug::losesLastRecord).failure.empty())
        ASSERT_LT(++seed, 50u);
    const Reduction small = minimize(seed, Bug::losesLastRecord);
    const Outcome before = runScenario(seed, Bug::losesLastRecord);
    const Outcome after = runScenario(seed, Bug::losesLastRecord, false, small);
    EXPECT_NE(after.failure, "");
    EXPECT_LE(after.faults.size(), before.faults.size());
    EXPECT_NE(small.options(), "");
}

/// A check that never failed proves nothing: each of these bugs must be noticed by one of the
/// first seeds, and by the check that is meant for it.
struct Noticed {
    Bug bug;
    std::uint64_t seeds; ///< So many are enough.
    const char* as;
    std::uint64_t first = 0; ///< Later for bugs that show rarely, so that the test stays short.
};
class DeliberateBug : public testing::TestWithParam<Noticed> { };
TEST_P(DeliberateBug, IsNoticed)
{
    for (std::uint64_t i = 0; i < GetParam().seeds; ++i) {
        const Outcome outcome = runScenario(GetParam().first + i, GetParam().bug);
        if (!outcome.failure.empty()
            && outcome.failure.find(GetParam().as) != std::string::npos)
            return;
    }
    FAIL() << "no seed noticed it";
}
INSTANTIATE_TEST_SUITE_P(Bugs, DeliberateBug,
    testing::Values(Noticed{Bug::halfIsAQuorum, 40, "leads epoch"},
        Noticed{Bug::observerCounted, 40, "leads epoch"},
        Noticed{Bug::linksReorder, 10, "answered request"},
        Noticed{Bug::skipsSync, 20, "on disk and recovers"},
        Noticed{Bug::acksBeforeLog, 10, "which is not on its disk"},
        Noticed{Bug::acksNewLeaderEarly, 10, "acknowledges NEWLEADER"},
        Noticed{Bug::forgetsAcceptedEpoch, 10, "has accepted no more than"},
        Noticed{Bug::forgetsTruncation, 40, "", 110},
        Noticed{Bug::forgetsLastZxidSeen, 40, "is now answered with", 90},
        Noticed{Bug::losesLastRecord, 20, "on disk and recovers"},
        Noticed{Bug::forgetsSessions, 20, "the sessions of"},
        Noticed{Bug::appliesBeforeCommit, 10, "shows clients"},
        Noticed{Bug::commitsAlone, 10, "which no quorum has on disk"},
        Noticed{Bug::losesCommit, 40, "acknowledges NEWLEADER"},
        Noticed{Bug::forgetsWatches, 40, "has not fired"},
        Noticed{Bug::forgetsTouches, 20, "expires"},
        Noticed{Bug::learnerExpires, 20, "its client did not ask"},
        Noticed{Bug::doublesReply, 10, "answered request"},
        Noticed{Bug::losesReply, 10, "answered request"}),
    [](const auto& bug) { return std::string(nameOf(bug.param.bug)); });

} // namespace
} // namespace zs::sim

// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/zab/sync_plan.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <random>
#include <vector>

namespace zs::engine {
namespace {

using trace::SyncMode;
using testing::ElementsAre;
using testing::IsEmpty;

/// A question that owns its logs.
struct Case {
    Zxid peer;
    Zxid lastProcessed;
    std::vector<Zxid> memory;
    std::vector<Zxid> disk;
    bool ours = false;
    bool force = false;

    [[nodiscard]] SyncPlan plan() const
    {
        return planSync({peer, lastProcessed, memory, disk, force, ours});
    }
    [[nodiscard]] std::vector<Zxid> sent() const
    {
        const SyncPlan p = plan();
        std::vector<Zxid> zxids(disk.begin() + std::ptrdiff_t(p.disk.begin),
            disk.begin() + std::ptrdiff_t(p.disk.end));
        zxids.insert(zxids.end(), memory.begin() + std::ptrdiff_t(p.memory.begin),
            memory.begin() + std::ptrdiff_t(p.memory.end));
        return zxids;
    }
};
std::vector<Zxid> upTo(std::uint32_t epoch, std::uint32_t last, std::uint32_t first = 1)
{
    std::vector<Zxid> zxids;
    for (std::uint32_t counter = first; counter <= last; ++counter)
        zxids.push_back(Zxid(epoch, counter));
    return zxids;
}
std::vector<Zxid> joined(std::vector<Zxid> a, const std::vector<Zxid>& b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

TEST(SyncPlan, CapturedDiffOfFourMissedTransactions) // handshake-diff
{
    const Case diff{Zxid(1, 0xc), Zxid(1, 0x10), upTo(1, 0x10), {}};
    EXPECT_EQ(diff.plan().mode, SyncMode::diff);
    EXPECT_EQ(diff.plan().packetZxid, Zxid(1, 0x10));
    EXPECT_THAT(diff.sent(), ElementsAre(Zxid(1, 0xd), Zxid(1, 0xe), Zxid(1, 0xf), Zxid(1, 0x10)));
}

TEST(SyncPlan, CapturedTruncOfAnOldLeader) // handshake-trunc: no transaction in the new epoch yet
{
    const Case trunc{Zxid(1, 0x19), Zxid(2, 0), upTo(1, 0x18), {}};
    EXPECT_EQ(trunc.plan().mode, SyncMode::trunc);
    EXPECT_EQ(trunc.plan().packetZxid, Zxid(1, 0x18));
    EXPECT_THAT(trunc.sent(), IsEmpty());
}

TEST(SyncPlan, CapturedSnapOfAFreshServer) // handshake-snap-first
{
    const Case fresh{Zxid(0), Zxid(1, 0), {}, {}};
    EXPECT_EQ(fresh.plan().mode, SyncMode::snap);
    EXPECT_EQ(fresh.plan().packetZxid, Zxid(1, 0));
}

TEST(SyncPlan, CapturedEmptyDiffs) // handshake-cold-diff, leader-change
{
    const Case cold{Zxid(0), Zxid(0), {}, {}};
    EXPECT_EQ(cold.plan().mode, SyncMode::diff);
    EXPECT_EQ(cold.plan().packetZxid, Zxid(0));
    const Case change{Zxid(1, 0x18), Zxid(1, 0x18), upTo(1, 0x18), {}};
    EXPECT_EQ(change.plan().mode, SyncMode::diff);
    EXPECT_EQ(change.plan().packetZxid, Zxid(1, 0x18));
}

TEST(SyncPlan, OldLeaderThatComesLateGetsSnapFromApacheAndTruncThenDiffFromUs) // lesson 7
{
    Case late{Zxid(1, 3), Zxid(2, 2), joined(upTo(1, 2), upTo(2, 2)), {}};
    EXPECT_EQ(late.plan().mode, SyncMode::snap);
    EXPECT_EQ(late.plan().lastQueued, Zxid(2, 2));
    late.ours = true;
    EXPECT_EQ(late.plan().mode, SyncMode::truncDiff);
    EXPECT_EQ(late.plan().packetZxid, Zxid(1, 2));
    EXPECT_THAT(late.sent(), ElementsAre(Zxid(2, 1), Zxid(2, 2)));
}

TEST(SyncPlan, LearnerAtTheStartOfAnEpochGetsDiff)
{
    const Case start{Zxid(2, 0), Zxid(2, 2), joined(upTo(1, 2), upTo(2, 2)), {}};
    EXPECT_EQ(start.plan().mode, SyncMode::diff);
    EXPECT_EQ(start.plan().packetZxid, Zxid(2, 2));
    EXPECT_THAT(start.sent(), ElementsAre(Zxid(2, 1), Zxid(2, 2)));
}

TEST(SyncPlan, ReadsTheDiskForWhatTheCommittedLogNoLongerHas)
{
    Case old{Zxid(1, 3), Zxid(1, 20), upTo(1, 20, 11), upTo(1, 20, 2)};
    EXPECT_EQ(old.plan().mode, SyncMode::diff);
    EXPECT_EQ(old.plan().packetZxid, Zxid(1, 20));
    EXPECT_EQ(old.sent(), upTo(1, 20, 4)) << "each transaction once";
    old.disk = upTo(1, 20, 4);
    EXPECT_EQ(old.plan().mode, SyncMode::snap) << "the disk begins behind the learner";
    old.disk = upTo(1, 9, 2);
    EXPECT_EQ(old.plan().mode, SyncMode::snap) << "a gap before the committed log";
    old.disk.clear();
    EXPECT_EQ(old.plan().mode, SyncMode::snap);
}

TEST(SyncPlan, SnapshotsCanBeForced)
{
    Case equal{Zxid(1, 3), Zxid(1, 3), upTo(1, 3), {}};
    equal.force = true;
    EXPECT_EQ(equal.plan().mode, SyncMode::snap);
}

/// Whatever the histories: performed on the learner's log, the plan yields the leader's.
TEST(SyncPlan, AlwaysLeadsToTheLeadersHistory)
{
    std::mt19937_64 random(7);
    std::array<int, 4> modes{};
    for (int run = 0; run < 20'000; ++run) {
        // The leader's history, and a learner that left it somewhere with a tail of its own.
        std::vector<Zxid> history;
        const auto epochs = std::uint32_t(1 + random() % 4);
        for (std::uint32_t epoch = 1; epoch <= epochs; ++epoch)
            history = joined(std::move(history), upTo(epoch, std::uint32_t(random() % 6)));
        std::vector<Zxid> learner(
            history.begin(), history.begin() + std::ptrdiff_t(random() % (history.size() + 1)));
        const Zxid left = learner.empty() ? Zxid(0) : learner.back();
        // Only the leader of an epoch in which the rest has no part of its tail can have a tail.
        if (random() % 2 == 0 && left.counter() > 0) {
            const Zxid next(left.epoch(), left.counter() + 1);
            if (!std::binary_search(history.begin(), history.end(), next)) {
                learner.push_back(next);
                if (random() % 2 == 0)
                    learner.push_back(Zxid(left.epoch(), left.counter() + 2));
            }
        }
        Case c;
        c.peer = learner.empty() ? Zxid(0) : learner.back();
        c.lastProcessed = history.empty() ? Zxid(0) : history.back();
        const auto cut = std::ptrdiff_t(random() % (history.size() + 1));
        c.memory.assign(history.begin() + cut, history.end());
        if (random() % 2 == 0)
            c.disk = history;
        c.ours = random() % 2 == 0;
        const SyncPlan plan = c.plan();
        ++modes[std::size_t(plan.mode)];
        std::vector<Zxid> result = learner;
        if (plan.mode == SyncMode::snap)
            result = history;
        else if (plan.mode != SyncMode::diff)
            std::erase_if(result, [&](Zxid z) { return z > plan.packetZxid; });
        result = joined(std::move(result), c.sent());
        ASSERT_EQ(result, history) << "run " << run << ": " << plan.why;
        if (!history.empty()) {
            ASSERT_EQ(plan.lastQueued, history.back());
        }
    }
    for (const int count : modes)
        EXPECT_GT(count, 100) << "a mode was hardly ever chosen";
}

} // namespace
} // namespace zs::engine

// SPDX-License-Identifier: Apache-2.0
// The election lessons' worked examples, asserted from what the servers trace.
#include "tests/sim/sim_server.h"

#include <gmock/gmock.h>

namespace zs::sim {
namespace {

using engine::PeerState;
using testing::ElementsAre;

EnsembleSettings ensembleOf(int voters, int observers = 0)
{
    EnsembleSettings settings;
    settings.seed = 20;
    settings.voters = voters;
    settings.observers = observers;
    return settings;
}

PeerState stateOf(const Ensemble& sim, int id) { return sim.server(ServerId(id)).state(); }
bool together(Ensemble& sim)
{
    return sim.runUntil([&] { return sim.allServe(); }, 30s);
}
bool togetherUnder(Ensemble& sim, int leader)
{
    return sim.runUntil(
        [&] { return sim.allServe() && sim.leader() == ServerId(leader); }, 30s);
}
template <class T>
std::vector<T> told(const Ensemble& sim, int id, Instant since = {})
{
    std::vector<T> events;
    for (const Ensemble::Traced& traced : sim.events()) {
        const T* event = std::get_if<T>(&traced.event);
        if (event && traced.server == ServerId(id) && traced.t >= since)
            events.push_back(*event);
    }
    return events;
}
/// The comparison by which server `id` took the vote for `leader`.
std::optional<trace::DecidedBy> tookBy(const Ensemble& sim, int id, int leader, Instant since = {})
{
    for (const auto& compare : told<trace::CompareEvent>(sim, id, since)) {
        if (compare.theirs.leader == ServerId(leader) && compare.result == trace::Verdict::takes)
            return compare.by;
    }
    return std::nullopt;
}
trace::TallyEvent lastTally(const Ensemble& sim, int id)
{
    const auto tallies = told<trace::TallyEvent>(sim, id);
    return tallies.empty() ? trace::TallyEvent{} : tallies.back();
}
void setHistory(Ensemble& sim, int id, Zxid last)
{
    sim.disk(ServerId(id)) = {last, last.epoch(), last.epoch()};
}

TEST(Lesson01, ThreeServersStartOneAfterTheOther)
{
    Ensemble sim(ensembleOf(3));
    sim.start(ServerId(1));
    sim.runFor(3s);
    EXPECT_EQ(stateOf(sim, 1), PeerState::looking);
    EXPECT_THAT(lastTally(sim, 1).voters, ElementsAre(ServerId(1))) << "1 of 3";
    EXPECT_FALSE(lastTally(sim, 1).quorum);

    sim.start(ServerId(2));
    ASSERT_TRUE(together(sim)) << sim.trace();
    EXPECT_EQ(stateOf(sim, 2), PeerState::leading);
    EXPECT_EQ(stateOf(sim, 1), PeerState::following);
    EXPECT_EQ(tookBy(sim, 1, 2), trace::DecidedBy::sid);
    EXPECT_THAT(lastTally(sim, 1).voters, ElementsAre(ServerId(1), ServerId(2)));

    const Instant before = sim.now();
    sim.start(ServerId(3));
    ASSERT_TRUE(together(sim)) << sim.trace();
    EXPECT_EQ(stateOf(sim, 3), PeerState::following);
    EXPECT_EQ(sim.leader(), ServerId(2));
    for (const int id : {1, 2})
        EXPECT_TRUE(told<trace::RoundEvent>(sim, id, before).empty()) << "no new election";
}

TEST(Lesson02, FiveServersStartOneAfterTheOther)
{
    Ensemble sim(ensembleOf(5));
    sim.start(ServerId(1));
    sim.runFor(2s);
    sim.start(ServerId(2));
    sim.runFor(2s);
    EXPECT_EQ(tookBy(sim, 1, 2), trace::DecidedBy::sid);
    EXPECT_THAT(lastTally(sim, 1).voters, ElementsAre(ServerId(1), ServerId(2)));
    EXPECT_EQ(stateOf(sim, 2), PeerState::looking) << "two of five are no quorum";
    sim.start(ServerId(3));
    ASSERT_TRUE(together(sim)) << sim.trace();
    EXPECT_EQ(sim.leader(), ServerId(3));
    for (const int id : {1, 2})
        EXPECT_EQ(tookBy(sim, id, 3), trace::DecidedBy::sid);
    for (const int id : {4, 5}) {
        const Instant before = sim.now();
        sim.start(ServerId(id));
        ASSERT_TRUE(together(sim)) << sim.trace();
        EXPECT_EQ(stateOf(sim, id), PeerState::following);
        EXPECT_EQ(sim.leader(), ServerId(3)) << "although its id is higher";
        EXPECT_TRUE(told<trace::ElectedEvent>(sim, 3, before).empty());
    }
}

TEST(Lesson03, LeaderAndFollowerDieWithZxids88877)
{
    Ensemble sim(ensembleOf(5));
    for (const int id : {1, 2, 3})
        setHistory(sim, id, Zxid(1, 8));
    for (const int id : {4, 5})
        setHistory(sim, id, Zxid(1, 7));
    // Servers 3 and 5 are the dead ones.
    for (const int id : {1, 2, 4})
        sim.start(ServerId(id));
    ASSERT_TRUE(together(sim)) << sim.trace();
    EXPECT_EQ(sim.leader(), ServerId(2));
    const auto taken = tookBy(sim, 4, 2) ? tookBy(sim, 4, 2) : tookBy(sim, 4, 1);
    EXPECT_EQ(taken, trace::DecidedBy::zxid) << "4 takes a zxid of 8 over its 7";
    EXPECT_EQ(tookBy(sim, 1, 2), trace::DecidedBy::sid);
    EXPECT_THAT(lastTally(sim, 2).voters, ElementsAre(ServerId(1), ServerId(2), ServerId(4)));
}

TEST(Lesson04, TheLongerHistoryWinsOverTheHigherId)
{
    Ensemble sim(ensembleOf(3));
    setHistory(sim, 1, Zxid(1, 123));
    setHistory(sim, 2, Zxid(1, 123));
    setHistory(sim, 3, Zxid(1, 122));
    sim.start(ServerId(1));
    sim.start(ServerId(3)); // Server 2, the leader, is dead.
    ASSERT_TRUE(together(sim)) << sim.trace();
    EXPECT_EQ(stateOf(sim, 1), PeerState::leading);
    EXPECT_EQ(stateOf(sim, 3), PeerState::following);
    EXPECT_EQ(tookBy(sim, 3, 1), trace::DecidedBy::zxid);
    EXPECT_EQ(sim.disk(ServerId(3)).lastZxid, Zxid(1, 123));
    for (const auto& compare : told<trace::CompareEvent>(sim, 1)) {
        if (compare.theirs.leader == ServerId(3)) {
            EXPECT_EQ(compare.result, trace::Verdict::keeps);
        }
    }
}

TEST(Lesson04, TheNewerEpochWinsOverTheHigherZxid)
{
    Ensemble sim(ensembleOf(3));
    sim.disk(ServerId(1)) = {Zxid(1, 5), 2, 2}; // Served epoch 2, in which nothing was written.
    sim.disk(ServerId(3)) = {Zxid(1, 9), 1, 1};
    sim.start(ServerId(1));
    sim.start(ServerId(3));
    ASSERT_TRUE(together(sim)) << sim.trace();
    EXPECT_EQ(sim.leader(), ServerId(1));
    EXPECT_EQ(tookBy(sim, 3, 1), trace::DecidedBy::epoch);
    EXPECT_EQ(sim.disk(ServerId(3)).lastZxid, Zxid(1, 5));
}

TEST(Lesson09, AnObserverNeverVotesAndFollowsTheNextLeader)
{
    Ensemble sim(ensembleOf(3, 1));
    sim.startAll();
    ASSERT_TRUE(together(sim)) << sim.trace();
    EXPECT_EQ(stateOf(sim, 4), PeerState::observing);
    EXPECT_EQ(sim.leader(), ServerId(3));
    sim.crash(ServerId(3));
    ASSERT_TRUE(togetherUnder(sim, 2)) << sim.trace();
    EXPECT_EQ(stateOf(sim, 4), PeerState::observing);
    for (const Ensemble::Traced& traced : sim.events()) {
        if (const auto* tally = std::get_if<trace::TallyEvent>(&traced.event)) {
            EXPECT_THAT(tally->voters, testing::Not(testing::Contains(ServerId(4))));
        }
    }
}

TEST(Lesson11, TheLastServerLooksUntilOneComesBack)
{
    Ensemble sim(ensembleOf(3));
    sim.startAll();
    ASSERT_TRUE(together(sim));
    sim.crash(ServerId(3));
    sim.crash(ServerId(1));
    sim.runFor(5s);
    EXPECT_EQ(stateOf(sim, 2), PeerState::looking);
    sim.start(ServerId(1));
    ASSERT_TRUE(together(sim)) << sim.trace();
    EXPECT_EQ(sim.leader(), ServerId(2));
}

TEST(Lesson12, TheMinorityGivesUpInTimeAndComesBackUnderANewEpoch)
{
    Ensemble sim(ensembleOf(5));
    sim.startAll();
    ASSERT_TRUE(together(sim));
    const std::int64_t oldEpoch = sim.server(ServerId(5)).epoch();
    sim.partition({ServerId(5), ServerId(4)}, true);
    // syncLimit + 1 ticks of 200 ms; the check comes every half tick.
    sim.runFor(1300ms);
    EXPECT_FALSE(sim.server(ServerId(5)).serves());
    EXPECT_FALSE(sim.server(ServerId(4)).serves());
    const auto majority = [&] { return sim.server(ServerId(3)).serves(); };
    ASSERT_TRUE(sim.runUntil(majority, 10s)) << sim.trace();
    EXPECT_EQ(stateOf(sim, 3), PeerState::leading);
    EXPECT_GT(sim.server(ServerId(3)).epoch(), oldEpoch);
    sim.healAll();
    ASSERT_TRUE(sim.runUntil([&] { return sim.allServe(); }, 70s)) << sim.trace();
    EXPECT_EQ(sim.leader(), ServerId(3));
}

TEST(Lesson15, TheHigherIdOfEachPairDials)
{
    Ensemble sim(ensembleOf(4));
    for (int id = 1; id <= 4; ++id) {
        sim.start(ServerId(id));
        sim.runFor(2s);
    }
    ASSERT_TRUE(together(sim)) << sim.trace();
    EXPECT_EQ(sim.leader(), ServerId(3)) << "three of four are the first quorum";
    for (int id = 1; id <= 4; ++id) {
        for (const auto& link : told<trace::LinkEvent>(sim, id)) {
            if (link.up) {
                EXPECT_EQ(link.dialler, std::max(ServerId(id), link.peer));
            }
        }
    }
    sim.crash(ServerId(3));
    ASSERT_TRUE(togetherUnder(sim, 4)) << sim.trace();
}

TEST(FinalizeWait, IsLeftOutWhenEveryVoterThatIsUpAgrees)
{
    Ensemble sim(ensembleOf(3));
    sim.startAll();
    ASSERT_TRUE(together(sim));
    const Instant died = sim.now();
    sim.crash(ServerId(3));
    ASSERT_TRUE(togetherUnder(sim, 2)) << sim.trace();
    // One dial that is refused, and two messages each way; 200 ms are not waited for.
    EXPECT_LT(sim.now() - died, 50ms) << sim.trace();
}

TEST(FinalizeWait, IsKeptWhileAVoterThatIsUpHasNotAnswered)
{
    Ensemble sim(ensembleOf(3));
    sim.start(ServerId(1));
    sim.start(ServerId(2));
    ASSERT_TRUE(together(sim));
    sim.start(ServerId(3));
    ASSERT_TRUE(together(sim));
    sim.cut(ServerId(3), ServerId(1), true); // Server 3 is heard no more, but nothing is refused.
    sim.cut(ServerId(3), ServerId(2), true);
    const Instant before = sim.now();
    sim.crash(ServerId(2));
    sim.start(ServerId(2));
    const auto elected = [&] {
        return !told<trace::ElectedEvent>(sim, 1, before).empty();
    };
    ASSERT_TRUE(sim.runUntil(elected, 10s)) << sim.trace();
    EXPECT_GE(told<trace::ElectedEvent>(sim, 1, before).front().waitedNs, 200'000'000)
        << sim.trace();
}

} // namespace
} // namespace zs::sim

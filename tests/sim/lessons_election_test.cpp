// SPDX-License-Identifier: Apache-2.0
// The worked examples about elections (1 to 4, 9, 11, 12, 15), asserted from what servers trace.
#include "tests/sim/lesson.h"

namespace zs::sim {
namespace {

using engine::PeerState;
using testing::ElementsAre;

class Lesson01 : public Lesson { };
TEST_F(Lesson01, ThreeServersStartOneAfterTheOther)
{
    build(3);
    start(1);
    sim().runFor(3s);
    EXPECT_EQ(stateOf(1), PeerState::looking);
    EXPECT_THAT(lastTally(1).voters, ElementsAre(ServerId(1))) << "1 of 3";
    EXPECT_FALSE(lastTally(1).quorum);

    start(2);
    ASSERT_TRUE(together()) << sim().trace();
    EXPECT_EQ(stateOf(2), PeerState::leading);
    EXPECT_EQ(stateOf(1), PeerState::following);
    EXPECT_EQ(tookBy(1, 2), trace::DecidedBy::sid);
    EXPECT_THAT(lastTally(1).voters, ElementsAre(ServerId(1), ServerId(2)));

    const Instant before = sim().now();
    start(3);
    ASSERT_TRUE(together()) << sim().trace();
    EXPECT_EQ(stateOf(3), PeerState::following);
    EXPECT_EQ(sim().leader(), ServerId(2));
    for (const int id : {1, 2})
        EXPECT_TRUE(told<trace::RoundEvent>(id, before).empty()) << "no new election";
}

class Lesson02 : public Lesson { };
TEST_F(Lesson02, FiveServersStartOneAfterTheOther)
{
    build(5);
    start(1);
    sim().runFor(2s);
    start(2);
    sim().runFor(2s);
    EXPECT_EQ(tookBy(1, 2), trace::DecidedBy::sid);
    EXPECT_THAT(lastTally(1).voters, ElementsAre(ServerId(1), ServerId(2)));
    EXPECT_EQ(stateOf(2), PeerState::looking) << "two of five are no quorum";
    start(3);
    ASSERT_TRUE(together()) << sim().trace();
    EXPECT_EQ(sim().leader(), ServerId(3));
    for (const int id : {1, 2})
        EXPECT_EQ(tookBy(id, 3), trace::DecidedBy::sid);
    for (const int id : {4, 5}) {
        const Instant before = sim().now();
        start(id);
        ASSERT_TRUE(together()) << sim().trace();
        EXPECT_EQ(stateOf(id), PeerState::following);
        EXPECT_EQ(sim().leader(), ServerId(3)) << "although its id is higher";
        EXPECT_TRUE(told<trace::ElectedEvent>(3, before).empty());
    }
}

class Lesson03 : public Lesson { };
TEST_F(Lesson03, LeaderAndFollowerDieWithZxids88877)
{
    build(5);
    for (const int id : {1, 2, 3})
        start(id);
    ASSERT_TRUE(togetherUnder(3));
    for (const int id : {4, 5})
        start(id);
    ASSERT_TRUE(together());
    SimClient& writer = client(1, 3);
    Zxid last;
    for (const char* path : {"/1", "/2", "/3", "/4", "/5", "/6"})
        last = create(writer, path);
    ASSERT_EQ(last, Zxid(1, 7)) << "the session was the first";
    ASSERT_TRUE(allEqual());
    for (const int id : {4, 5})
        sim().cut(ServerId(3), ServerId(id), true);
    ASSERT_EQ(create(writer, "/7"), Zxid(1, 8)) << "three of five are a quorum";
    const Instant died = sim().now();
    kill(3);
    kill(5);
    sim().healAll();
    ASSERT_TRUE(togetherUnder(2)) << sim().trace();
    bool byZxid = false;
    for (const auto& compare : told<trace::CompareEvent>(4, died))
        byZxid = byZxid || (compare.result == trace::Verdict::takes
            && compare.by == trace::DecidedBy::zxid);
    EXPECT_TRUE(byZxid) << "4 takes a zxid of 8 over its 7";
    EXPECT_EQ(tookBy(1, 2, died), trace::DecidedBy::sid);
    EXPECT_THAT(lastTally(2).voters, ElementsAre(ServerId(1), ServerId(2), ServerId(4)));
    ASSERT_TRUE(allEqual());
    EXPECT_NE(find(4, "/7"), nullptr);
}

class Lesson04 : public Lesson { };
TEST_F(Lesson04, TheLongerHistoryWinsOverTheHigherId)
{
    build(3);
    start(1);
    start(2);
    ASSERT_TRUE(togetherUnder(2));
    start(3);
    ASSERT_TRUE(together());
    SimClient& writer = client(1, 2);
    const Zxid before = create(writer, "/before");
    ASSERT_TRUE(allEqual());
    sim().cut(ServerId(2), ServerId(3), true);
    const Zxid last = create(writer, "/last");
    ASSERT_EQ(last.counter(), before.counter() + 1);
    const Instant died = sim().now();
    kill(2);
    sim().healAll();
    ASSERT_TRUE(togetherUnder(1)) << sim().trace();
    EXPECT_EQ(stateOf(3), PeerState::following);
    EXPECT_EQ(tookBy(3, 1, died), trace::DecidedBy::zxid);
    for (const auto& compare : told<trace::CompareEvent>(1, died)) {
        if (compare.theirs.leader == ServerId(3)) {
            EXPECT_EQ(compare.result, trace::Verdict::keeps);
        }
    }
    EXPECT_EQ(lastSync(1, 3).mode, trace::SyncMode::diff);
    EXPECT_EQ(lastSync(1, 3).peerZxid, before);
    EXPECT_EQ(lastSync(1, 3).to, last);
    EXPECT_NE(find(3, "/last"), nullptr);
}

class Lesson09 : public Lesson { };
TEST_F(Lesson09, AnObserverIsInformedNeverVotesAndFollowsTheNextLeader)
{
    build(3, 1);
    sim().startAll();
    ASSERT_TRUE(together()) << sim().trace();
    EXPECT_EQ(stateOf(4), PeerState::observing);
    ASSERT_EQ(sim().leader(), ServerId(3));
    SimClient& writer = client(1, 4);
    const Instant before = sim().now();
    const std::string zxid = toText(create(writer, "/a"));
    ASSERT_TRUE(allEqual());
    EXPECT_THAT(sent(4, 3, before, false), ElementsAre("REQUEST")) << "and no ACK";
    EXPECT_THAT(sent(3, 4, before), ElementsAre("INFORM " + zxid));
    EXPECT_THAT(sent(3, 1, before), ElementsAre("PROPOSAL " + zxid, "COMMIT " + zxid));
    const SimClient::Answer read = answer(writer,
        writer.ask(OpCode::getData, jute::encode(WatchingPathRequest{Path("/a"), false})));
    EXPECT_EQ(read.err, Errc::ok) << "it serves reads";
    kill(3);
    ASSERT_TRUE(togetherUnder(2)) << sim().trace();
    EXPECT_EQ(stateOf(4), PeerState::observing);
    for (const Ensemble::Traced& traced : sim().events()) {
        if (const auto* tally = std::get_if<trace::TallyEvent>(&traced.event)) {
            EXPECT_THAT(tally->voters, testing::Not(testing::Contains(ServerId(4))));
        }
        if (const auto* acks = std::get_if<trace::AcksEvent>(&traced.event)) {
            EXPECT_THAT(acks->from, testing::Not(testing::Contains(ServerId(4))));
        }
    }
}

class Lesson11 : public Lesson { };
TEST_F(Lesson11, TheLastServerDropsItsClientsUntilOneComesBack)
{
    build(3);
    sim().startAll();
    ASSERT_TRUE(togetherUnder(3));
    SimClient& writer = client(1, 2);
    create(writer, "/acknowledged");
    kill(3);
    kill(1);
    const auto dropped = [&] { return writer.state() == SessionState::reconnecting; };
    ASSERT_TRUE(sim().runUntil(dropped, 5s)) << sim().trace();
    const auto lost = writer.ask(OpCode::create,
        jute::encode(CreateRequest{Path("/lost"), Bytes(), openAcl(), 0}));
    sim().runFor(3s);
    EXPECT_EQ(stateOf(2), PeerState::looking);
    EXPECT_FALSE(sim().server(ServerId(2)).serves());
    EXPECT_TRUE(!writer.answerTo(lost) || writer.answerTo(lost)->err != Errc::ok);
    start(1);
    ASSERT_TRUE(togetherUnder(2)) << sim().trace();
    ASSERT_TRUE(allEqual());
    EXPECT_NE(find(1, "/acknowledged"), nullptr);
    SimClient& next = client(2, 1);
    create(next, "/again");
}

class Lesson12 : public Lesson { };
TEST_F(Lesson12, TheMinorityGivesUpInTimeAndComesBackUnderANewEpoch)
{
    build(5);
    sim().startAll();
    ASSERT_TRUE(togetherUnder(5));
    SimClient& minority = client(1, 5);
    create(minority, "/before");
    const std::int64_t oldEpoch = sim().server(ServerId(5)).epoch();
    sim().partition({ServerId(5), ServerId(4)}, true);
    const auto write = askCreate(minority, "/never");
    // syncLimit + 1 ticks of 200 ms; the leader looks once in a tick.
    sim().runFor(1400ms);
    EXPECT_FALSE(sim().server(ServerId(5)).serves());
    EXPECT_FALSE(sim().server(ServerId(4)).serves());
    const auto majority = [&] { return sim().server(ServerId(3)).serves(); };
    ASSERT_TRUE(sim().runUntil(majority, 10s)) << sim().trace();
    EXPECT_EQ(stateOf(3), PeerState::leading);
    EXPECT_GT(sim().server(ServerId(3)).epoch(), oldEpoch);
    SimClient& other = client(2, 1);
    create(other, "/after");
    const Instant healed = sim().now();
    sim().healAll();
    ASSERT_TRUE(togetherUnder(3)) << sim().trace();
    ASSERT_TRUE(allEqual());
    EXPECT_TRUE(!minority.answerTo(write) || minority.answerTo(write)->err != Errc::ok);
    EXPECT_EQ(find(5, "/never"), nullptr);
    EXPECT_NE(find(5, "/before"), nullptr);
    EXPECT_NE(find(5, "/after"), nullptr);
    EXPECT_FALSE(told<trace::StateEvent>(5, healed).empty()) << "it follows now";
}

class Lesson15 : public Lesson { };
TEST_F(Lesson15, TheHigherIdOfEachPairDialsAndEveryLearnerDialsItsLeader)
{
    build(4);
    for (int id = 1; id <= 4; ++id) {
        start(id);
        sim().runFor(2s);
    }
    ASSERT_TRUE(together()) << sim().trace();
    EXPECT_EQ(sim().leader(), ServerId(3)) << "three of four are the first quorum";
    int quorumLinks = 0;
    for (int id = 1; id <= 4; ++id) {
        for (const auto& link : told<trace::LinkEvent>(id)) {
            if (!link.up)
                continue;
            if (link.port == trace::Port::election) {
                EXPECT_EQ(link.dialler, std::max(ServerId(id), link.peer));
            } else if (link.dialler) {
                ++quorumLinks;
                EXPECT_NE(link.dialler, ServerId(3)) << "the leader dials nobody";
            }
        }
    }
    EXPECT_GT(quorumLinks, 0);
    kill(3);
    ASSERT_TRUE(togetherUnder(4)) << sim().trace();
}

class FinalizeWait : public Lesson { };
TEST_F(FinalizeWait, IsLeftOutWhenEveryVoterThatIsUpAgrees)
{
    build(3);
    sim().startAll();
    ASSERT_TRUE(togetherUnder(3));
    create(client(1, 3), "/a"); // Else who came late has a higher zxid: its leader's first.
    ASSERT_TRUE(allEqual());
    const Instant died = sim().now();
    sim().crash(ServerId(3));
    ASSERT_TRUE(togetherUnder(2)) << sim().trace();
    // One dial that is refused, a few messages each way, some syncs; 200 ms are not waited for.
    EXPECT_LT(sim().now() - died, 80ms) << sim().trace();
}

TEST_F(FinalizeWait, IsKeptWhileAVoterThatIsUpHasNotAnswered)
{
    build(3);
    start(1);
    start(2);
    ASSERT_TRUE(together());
    start(3);
    ASSERT_TRUE(together());
    sim().cut(ServerId(3), ServerId(1), true); // Server 3 is heard no more, nothing is refused.
    sim().cut(ServerId(3), ServerId(2), true);
    const Instant before = sim().now();
    sim().crash(ServerId(2));
    start(2);
    const auto elected = [&] { return !told<trace::ElectedEvent>(1, before).empty(); };
    ASSERT_TRUE(sim().runUntil(elected, 10s)) << sim().trace();
    EXPECT_GE(told<trace::ElectedEvent>(1, before).front().waitedNs, 200'000'000)
        << sim().trace();
}

} // namespace
} // namespace zs::sim

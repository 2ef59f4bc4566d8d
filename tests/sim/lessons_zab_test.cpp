// SPDX-License-Identifier: Apache-2.0
// The worked examples about transactions (5 to 8, 10, 13, 16), asserted from what servers trace.
#include "tests/sim/lesson.h"

namespace zs::sim {
namespace {

using engine::PeerState;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

class Lesson05 : public Lesson { };
TEST_F(Lesson05, AReturningFollowerGetsExactlyWhatItMissed)
{
    build(3);
    sim().startAll();
    ASSERT_TRUE(togetherUnder(3));
    SimClient& writer = client(1, 3);
    create(writer, "/a");
    const Zxid had = create(writer, "/b");
    ASSERT_TRUE(allEqual());
    sim().crash(ServerId(1));
    const std::string first = toText(create(writer, "/c"));
    const std::string second = toText(create(writer, "/d"));
    const Instant before = sim().now();
    start(1);
    ASSERT_TRUE(together()) << sim().trace();
    EXPECT_EQ(lastSync(3, 1).mode, trace::SyncMode::diff);
    EXPECT_EQ(lastSync(3, 1).peerZxid, had);
    EXPECT_THAT(sent(3, 1, before),
        ElementsAre("LEADERINFO 0x100000000", "DIFF " + second, "PROPOSAL " + first,
            "COMMIT " + first, "PROPOSAL " + second, "COMMIT " + second,
            "NEWLEADER 0x100000000", "UPTODATE 0xffffffffffffffff"));
    EXPECT_THAT(sent(1, 3, before, false),
        ElementsAre("FOLLOWERINFO", "ACKEPOCH", "ACK", "ACK"));
    EXPECT_TRUE(allEqual());
    EXPECT_NE(find(1, "/d"), nullptr);
}

/// Server 2 leads, has logged "/ghost" alone, and is dead; 1 and 3 elect 3.
class Lesson06 : public Lesson {
protected:
    void leaveGhost()
    {
        build(3);
        start(1);
        start(2);
        ASSERT_TRUE(togetherUnder(2));
        start(3);
        ASSERT_TRUE(together());
        SimClient& writer = client(1, 2);
        create(writer, "/a");
        m_committed = create(writer, "/b");
        ASSERT_TRUE(allEqual());
        sim().cut(ServerId(2), ServerId(1), true);
        sim().cut(ServerId(2), ServerId(3), true);
        m_write = askCreate(writer, "/ghost");
        const auto logged
            = [&] { return sim().disk(ServerId(2)).lastDurable() > m_committed; };
        ASSERT_TRUE(sim().runUntil(logged, 5s)) << sim().trace();
        EXPECT_EQ(writer.answerTo(m_write), nullptr) << "nobody was told that it succeeded";
        kill(2);
        sim().killClient(1);
        sim().healAll();
        ASSERT_TRUE(togetherUnder(3)) << sim().trace();
    }
    Zxid m_committed;
    session::RequestId m_write = 0;
};
using Lesson07 = Lesson06;

TEST_F(Lesson06, AnOldLeaderCutsWhatItLoggedAlone)
{
    leaveGhost();
    start(2);
    ASSERT_TRUE(togetherUnder(3)) << sim().trace();
    EXPECT_EQ(lastSync(3, 2).mode, trace::SyncMode::trunc) << sim().trace();
    EXPECT_EQ(lastSync(3, 2).from, m_committed);
    ASSERT_TRUE(allEqual());
    EXPECT_EQ(find(2, "/ghost"), nullptr);
    EXPECT_EQ(sim().disk(ServerId(2)).lastDurable(), m_committed) << "gone from its log, too";
}

TEST_F(Lesson07, AnOldLeaderThatReturnsLateGetsTheNewerOnesToo)
{
    leaveGhost();
    SimClient& writer = client(2, 1);
    create(writer, "/c");
    const Zxid last = create(writer, "/d");
    ASSERT_EQ(last.epoch(), 2u);
    start(2);
    ASSERT_TRUE(togetherUnder(3)) << sim().trace();
    EXPECT_EQ(lastSync(3, 2).mode, trace::SyncMode::truncDiff) << "ours to ours, as 3.4 did";
    ASSERT_TRUE(allEqual());
    EXPECT_EQ(find(2, "/ghost"), nullptr);
    EXPECT_NE(find(2, "/d"), nullptr);
    // Its disk tells the same after another death.
    kill(2);
    start(2);
    ASSERT_TRUE(together());
    EXPECT_TRUE(allEqual());
    EXPECT_EQ(find(2, "/ghost"), nullptr);
}

class Lesson08 : public Lesson { };
TEST_F(Lesson08, AfterALongAbsenceTheWholeTreeComes)
{
    EnsembleSettings settings;
    settings.commitLogCount = 3;
    settings.snapshotSizeFactor = -1;
    build(settings);
    sim().startAll();
    ASSERT_TRUE(togetherUnder(3));
    SimClient& writer = client(1, 3);
    create(writer, "/a");
    ASSERT_TRUE(allEqual());
    kill(1);
    for (const char* path : {"/b", "/c", "/d", "/e", "/f", "/g"})
        create(writer, path);
    const Instant before = sim().now();
    start(1);
    ASSERT_TRUE(together()) << sim().trace();
    EXPECT_EQ(lastSync(3, 1).mode, trace::SyncMode::snap);
    EXPECT_THAT(sent(3, 1, before, false), ElementsAre("LEADERINFO", "SNAP", "NEWLEADER",
        "UPTODATE"));
    const auto progress = told<trace::SyncProgressEvent>(1, before);
    ASSERT_FALSE(progress.empty());
    EXPECT_GT(progress.back().bytes, 0);
    const auto left = told<trace::SyncProgressEvent>(3, before);
    ASSERT_FALSE(left.empty());
    EXPECT_EQ(left.back().bytes, progress.back().bytes);
    EXPECT_EQ(left.back().of, progress.back().of);
    ASSERT_TRUE(allEqual());
    // The tree was saved before it counted.
    kill(1);
    start(1);
    ASSERT_TRUE(together());
    EXPECT_TRUE(allEqual());
    EXPECT_NE(find(1, "/g"), nullptr);
}

class Lesson10 : public Lesson { };
TEST_F(Lesson10, AWritePacketByPacket)
{
    build(3);
    sim().startAll();
    ASSERT_TRUE(togetherUnder(3));
    SimClient& writer = client(1, 1);
    SimClient& watcher = client(2, 2);
    create(writer, "/a");
    ASSERT_TRUE(allEqual());
    answer(watcher,
        watcher.ask(OpCode::getData, jute::encode(WatchingPathRequest{Path("/a"), true}),
            session::WatchUse::getData, Path("/a")));
    const Instant before = sim().now();
    const SimClient::Answer set = answer(writer,
        writer.ask(OpCode::setData, jute::encode(SetDataRequest{Path("/a"), Bytes{2}, -1})));
    ASSERT_EQ(set.err, Errc::ok);
    const auto fired = [&] { return !watcher.events().empty(); };
    ASSERT_TRUE(sim().runUntil(fired, 1s));
    EXPECT_EQ(watcher.events().front().type, EventType::nodeDataChanged);
    const std::string zxid = toText(set.zxid);
    EXPECT_THAT(sent(1, 3, before), ElementsAre(testing::StartsWith("REQUEST"), "ACK " + zxid));
    for (const int follower : {1, 2})
        EXPECT_THAT(
            sent(3, follower, before), ElementsAre("PROPOSAL " + zxid, "COMMIT " + zxid));
    std::vector<trace::TxnStep> steps;
    for (const auto& txn : told<trace::TxnEvent>(1, before))
        steps.push_back(txn.step);
    EXPECT_THAT(steps, ElementsAre(trace::TxnStep::proposed, trace::TxnStep::logged,
        trace::TxnStep::committed, trace::TxnStep::applied));
}

class Lesson13 : public Lesson { };
TEST_F(Lesson13, ASessionMovesWithItsEphemeralsAndTheyGoWhenItExpires)
{
    build(3);
    sim().startAll();
    ASSERT_TRUE(togetherUnder(3));
    SimClient& owner = sim().startClient(1, {ServerId(1), ServerId(2)});
    owner.stopLoad();
    ASSERT_TRUE(sim().runUntil([&] { return owner.server().has_value(); }, 5s));
    ASSERT_TRUE(sim().runUntil(
        [&] { return owner.state() == SessionState::connected; }, 5s));
    create(owner, "/mine", CreateMode::ephemeral);
    create(owner, "/q-", CreateMode::persistentSequential);
    ASSERT_TRUE(allEqual());
    const SessionId session = owner.sessionId();
    const int first = int(owner.server()->value);
    kill(first);
    const auto moved = [&] {
        return owner.state() == SessionState::connected && owner.server() != ServerId(first);
    };
    ASSERT_TRUE(sim().runUntil(moved, 10s)) << sim().trace();
    EXPECT_EQ(owner.sessionId(), session);
    start(first);
    ASSERT_TRUE(together());
    for (int id = 1; id <= 3; ++id) {
        const engine::Node* node = find(id, "/mine");
        ASSERT_NE(node, nullptr);
        EXPECT_EQ(engine::DataTree::statOf(*node).ephemeralOwner, session);
    }
    sim().killClient(1);
    const auto gone = [&] {
        return !find(1, "/mine") && !find(2, "/mine") && !find(3, "/mine");
    };
    ASSERT_TRUE(sim().runUntil(gone, 10s)) << sim().trace();
    std::set<Zxid> ends;
    for (const Ensemble::Traced& traced : sim().events()) {
        const auto* txn = std::get_if<trace::TxnEvent>(&traced.event);
        if (txn && txn->type == "closeSession" && txn->step == trace::TxnStep::applied)
            ends.insert(txn->zxid);
    }
    EXPECT_EQ(ends.size(), 1u) << "the same transaction everywhere";
    SimClient& next = client(2, 2);
    const SimClient::Answer made
        = answer(next, askCreate(next, "/q-", CreateMode::persistentSequential));
    EXPECT_EQ(jute::decode<PathRecord>(made.body)->path.text(), "/q-0000000002")
        << "/mine and the first one had used the numbers before";
}

class Lesson16 : public Lesson { };
TEST_F(Lesson16, AZxidCountsLeadersAndTransactions)
{
    build(3);
    sim().startAll();
    ASSERT_TRUE(togetherUnder(3));
    SimClient& writer = client(1, 1);
    EXPECT_EQ(create(writer, "/a"), Zxid(1, 2)) << "the session was 0x100000001";
    const SimClient::Answer failed = answer(writer, askCreate(writer, "/a"));
    EXPECT_EQ(failed.err, Errc::nodeExists);
    EXPECT_EQ(failed.zxid, Zxid(1, 3)) << "a write that fails uses a number, too";
    EXPECT_EQ(create(writer, "/a/child"), Zxid(1, 4));
    const Stat parent = engine::DataTree::statOf(*find(1, "/a"));
    EXPECT_EQ(parent.czxid, Zxid(1, 2));
    EXPECT_EQ(parent.mzxid, Zxid(1, 2));
    EXPECT_EQ(parent.pzxid, Zxid(1, 4));
    kill(3);
    ASSERT_TRUE(togetherUnder(2));
    const auto back = [&] { return writer.state() == SessionState::connected; };
    ASSERT_TRUE(sim().runUntil(back, 10s));
    EXPECT_EQ(create(writer, "/b"), Zxid(2, 1)) << "a new leader, the counter starts anew";
    const SimClient::Answer set = answer(writer,
        writer.ask(OpCode::setData, jute::encode(SetDataRequest{Path("/a"), Bytes{2}, -1})));
    const Stat after = jute::decode<StatResponse>(set.body)->stat;
    EXPECT_EQ(after.czxid, Zxid(1, 2));
    EXPECT_EQ(after.mzxid, Zxid(2, 2));
    EXPECT_EQ(after.pzxid, Zxid(1, 4));
}

} // namespace
} // namespace zs::sim

// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/zab/leader_rig.h"

#include "clientlib/protocol/node_records.h"
#include "clientlib/protocol/session_records.h"

#include <gmock/gmock.h>

namespace zs::engine {

namespace {

using test::goldenServer;
using test::goldenSettings;
using test::LeaderRig;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace std::chrono_literals;

const ServerId one{1}, two{2}, three{3}, observer{4};

std::vector<PacketType> typesOf(const std::vector<QuorumPacket>& packets)
{
    std::vector<PacketType> types;
    for (const QuorumPacket& packet : packets)
        types.push_back(packet.type);
    return types;
}

std::vector<Zxid> zxidsOf(const std::vector<QuorumPacket>& packets)
{
    std::vector<Zxid> zxids;
    for (const QuorumPacket& packet : packets)
        zxids.push_back(packet.zxid);
    return zxids;
}

QuorumPacket greeting(
    ServerId id, std::int64_t acceptedEpoch, PacketType type = PacketType::followerInfo)
{
    return {type, Zxid(static_cast<std::uint32_t>(acceptedEpoch), 0), LearnerInfo{id}.encode(),
        std::nullopt};
}

QuorumPacket epochAck(std::int32_t currentEpoch, Zxid lastZxid)
{
    return {PacketType::ackEpoch, lastZxid, jute::encode(EpochAck{currentEpoch}), std::nullopt};
}

QuorumPacket requestOf(SessionId session, std::int32_t cxid, OpCode op, Bytes body = {})
{
    return {PacketType::request, Zxid(-1),
        ForwardedRequest{session, cxid, op, std::move(body)}.encode(), std::nullopt};
}

QuorumPacket sessionRequest(SessionId session, std::int32_t timeoutMs = 20'000)
{
    return requestOf(session, 0, OpCode::createSession, jute::encode(timeoutMs));
}

Bytes createBody(const std::string& path, bool ephemeral = false)
{
    return jute::encode(CreateRequest{Path(path), Bytes(), openAcl(), ephemeral ? 1 : 0});
}

/// A state with `count` creates in epoch 1, all in its tail unless `tail` says less.
RecoveredState history(std::uint32_t count, std::size_t tail = 500)
{
    RecoveredState state;
    state.tree = std::make_unique<DataTree>(DataTree::Options{});
    for (std::uint32_t i = 1; i <= count; ++i) {
        Txn txn;
        txn.header = {SessionId(7), static_cast<std::int32_t>(i), Zxid(1, i), 1000, OpCode::create};
        CreateTxn create;
        create.path = "/n" + std::to_string(i);
        create.acl = openAcl();
        create.parentCversion = static_cast<std::int32_t>(i);
        txn.body = create;
        state.tree->apply(txn.header, txn.body);
        Bytes entry;
        appendTxn(entry, txn);
        if (i + tail > count)
            state.tail.emplace_back(txn.header.zxid, std::move(entry));
    }
    return state;
}

struct LeaderTest : ::testing::Test {
    LeaderRig rig;

    /// Epoch 1 is served, and server 1 follows.
    QuorumLink serveWithOne()
    {
        rig.start();
        const QuorumLink link = rig.join(one, Zxid(), 0);
        EXPECT_EQ(rig.leader.servedEpoch(), 1);
        static_cast<void>(rig.take(link));
        return link;
    }
};

// ---- discovery ----

TEST_F(LeaderTest, epochIsOneAboveWhatAQuorumHasAcceptedAndOnDiskBeforeItIsTold)
{
    rig.recover(history(0), 3, 0);
    rig.start();
    const QuorumLink link = rig.connect();
    rig.holdDisk(true);
    rig.feed(link, greeting(one, 5));
    EXPECT_THAT(rig.take(link), IsEmpty());
    ASSERT_EQ(rig.disk.size(), 1u);
    EXPECT_EQ(std::get<WriteEpoch>(rig.disk.front()).epoch, 6);
    rig.holdDisk(false);
    const auto packets = rig.take(link);
    ASSERT_THAT(typesOf(packets), ElementsAre(PacketType::leaderInfo));
    EXPECT_EQ(packets[0].zxid, Zxid(6, 0));
    EXPECT_EQ(rig.replica.acceptedEpoch(), 6);
    EXPECT_EQ(rig.replica.currentEpoch(), 0);
}

TEST_F(LeaderTest, observersRaiseTheEpochButMakeNoQuorum)
{
    rig.start();
    const QuorumLink watching = rig.connect();
    rig.feed(watching, greeting(observer, 9, PacketType::observerInfo));
    EXPECT_THAT(rig.take(watching), IsEmpty());
    const QuorumLink voting = rig.connect();
    rig.feed(voting, greeting(one, 0));
    EXPECT_THAT(zxidsOf(rig.take(voting)), ElementsAre(Zxid(10, 0)));
    EXPECT_THAT(zxidsOf(rig.take(watching)), ElementsAre(Zxid(10, 0)));
}

TEST_F(LeaderTest, strangersAreRefusedAndDoNotRaiseTheEpoch)
{
    rig.start();
    const QuorumLink stranger = rig.connect();
    rig.feed(stranger, greeting(ServerId(9), 100));
    ASSERT_TRUE(rig.isClosed(stranger));
    EXPECT_THAT(rig.whyClosed(stranger), HasSubstr("not in my configuration"));
    const QuorumLink link = rig.connect();
    rig.feed(link, greeting(one, 0));
    EXPECT_THAT(zxidsOf(rig.take(link)), ElementsAre(Zxid(1, 0)));
}

TEST_F(LeaderTest, withReconfigAStrangerFollowsWithoutAVote)
{
    ServerSettings server = goldenServer();
    server.reconfigEnabled = true;
    LeaderRig open(goldenSettings(two), server);
    open.start();
    const QuorumLink stranger = open.connect();
    open.feed(stranger, greeting(ServerId(9), 100));
    EXPECT_FALSE(open.isClosed(stranger));
    EXPECT_THAT(open.take(stranger), IsEmpty());
    static_cast<void>(open.join(one, Zxid(), 0));
    EXPECT_EQ(open.leader.servedEpoch(), 1);
}

TEST_F(LeaderTest, anEpochAckOfMinusOneCountsForNothing)
{
    rig.start();
    const QuorumLink link = rig.connect();
    rig.feed(link, greeting(one, 0));
    rig.feed(link, epochAck(EpochAck::acceptedBefore, Zxid()));
    EXPECT_THAT(typesOf(rig.take(link)), ElementsAre(PacketType::leaderInfo));
    rig.advance(10'000ms);
    ASSERT_TRUE(rig.leader.over());
    EXPECT_THAT(*rig.leader.over(), HasSubstr("no quorum accepted the new epoch"));
}

TEST_F(LeaderTest, aFollowerThatIsAheadIsDropped)
{
    rig.recover(history(3), 1, 1);
    rig.start();
    const QuorumLink link = rig.connect();
    rig.feed(link, greeting(one, 1));
    rig.feed(link, epochAck(1, Zxid(1, 4)));
    ASSERT_TRUE(rig.isClosed(link));
    EXPECT_THAT(rig.whyClosed(link), HasSubstr("follower is ahead of the leader"));
    EXPECT_FALSE(rig.leader.servedEpoch());
}

TEST_F(LeaderTest, anOldLeaderThatComesLateIsCutAtItsFirstAttempt)
{
    rig.recover(history(3), 1, 1);
    rig.start();
    static_cast<void>(rig.join(one, Zxid(1, 3), 1));
    ASSERT_EQ(rig.leader.servedEpoch(), 2);
    const QuorumLink late = rig.connect();
    rig.feed(late, greeting(three, 1));
    rig.feed(late, epochAck(1, Zxid(1, 4)));
    ASSERT_FALSE(rig.isClosed(late)) << rig.whyClosed(late);
    const std::vector<QuorumPacket> sent = rig.take(late);
    EXPECT_THAT(typesOf(sent),
        ElementsAre(PacketType::leaderInfo, PacketType::trunc, PacketType::newLeader));
    EXPECT_THAT(zxidsOf(sent), ElementsAre(Zxid(2, 0), Zxid(1, 3), Zxid(2, 0)));
}

TEST_F(LeaderTest, givesUpWhenNoQuorumComesWithinInitLimit)
{
    rig.start();
    rig.advance(9'999ms);
    EXPECT_FALSE(rig.leader.over());
    rig.advance(1ms);
    ASSERT_TRUE(rig.leader.over());
    EXPECT_THAT(*rig.leader.over(), HasSubstr("epoch"));
}

TEST_F(LeaderTest, ofTwoConnectionsOfOneServerTheNewerStays)
{
    const QuorumLink old = serveWithOne();
    const QuorumLink link = rig.connect();
    rig.feed(link, greeting(one, 1));
    EXPECT_TRUE(rig.isClosed(old));
    EXPECT_FALSE(rig.isClosed(link));
}

// ---- synchronization ----

TEST_F(LeaderTest, itsOwnVoteCountsOnlyWhenCurrentEpochIsOnDisk)
{
    rig.start();
    const QuorumLink link = rig.connect();
    rig.feed(link, greeting(one, 0));
    rig.holdDisk(true);
    rig.feed(link, epochAck(0, Zxid()));
    rig.ack(link, Zxid(1, 0));
    EXPECT_FALSE(rig.leader.servedEpoch());
    EXPECT_THAT(typesOf(rig.take(link)),
        ElementsAre(PacketType::leaderInfo, PacketType::diff, PacketType::newLeader));
    rig.holdDisk(false);
    EXPECT_EQ(rig.leader.servedEpoch(), 1);
    EXPECT_EQ(rig.replica.currentEpoch(), 1);
    EXPECT_EQ(rig.replica.tree().lastProcessed(), Zxid(1, 0));
    EXPECT_THAT(typesOf(rig.take(link)), ElementsAre(PacketType::upToDate));
}

TEST_F(LeaderTest, readsTheLogOnDiskForALearnerBehindTheMemory)
{
    rig.recover(history(10, /*tail=*/3), 1, 1);
    rig.start();
    rig.holdDisk(true);
    const QuorumLink first = rig.connect();
    rig.holdDisk(false);
    rig.feed(first, greeting(one, 1));
    rig.holdDisk(true);
    rig.feed(first, epochAck(1, Zxid(1, 2)));
    const auto reading = std::find_if(rig.disk.begin(), rig.disk.end(),
        [](const DiskTask& task) { return std::holds_alternative<ReadLog>(task); });
    ASSERT_NE(reading, rig.disk.end());
    EXPECT_EQ(std::get<ReadLog>(*reading).from, Zxid(1, 2));
    static_cast<void>(rig.take(first));
    std::vector<std::pair<Zxid, Bytes>> entries = std::move(history(10).tail);
    entries.erase(entries.begin()); // From 0x100000002 on.
    rig.leader.logRead(first, std::move(entries), rig.now);
    rig.turn();
    const auto packets = rig.take(first);
    ASSERT_EQ(packets.size(), 18u); // DIFF, eight proposals with their commits, NEWLEADER.
    EXPECT_EQ(packets.front().type, PacketType::diff);
    EXPECT_EQ(packets.front().zxid, Zxid(1, 10));
    for (std::uint32_t i = 0; i < 8; ++i) {
        EXPECT_EQ(packets[1 + 2 * i].type, PacketType::proposal);
        EXPECT_EQ(packets[1 + 2 * i].zxid, Zxid(1, 3 + i));
        EXPECT_EQ(packets[2 + 2 * i].type, PacketType::commit);
    }
    EXPECT_EQ(packets.back().type, PacketType::newLeader);
}

TEST_F(LeaderTest, aLearnerOfOursIsCutBackAcrossAnEpochAndAnotherGetsASnapshot)
{
    // Epoch 2 began behind 0x100000004; the learner still has 0x100000005.
    const auto rigWithEpochTwo = [](LeaderRig& leading) {
        RecoveredState state = history(4);
        Txn txn;
        txn.header = {SessionId(7), 9, Zxid(2, 1), 1000, OpCode::error};
        txn.body = ErrorTxn{Errc::noNode};
        state.tree->apply(txn.header, txn.body);
        Bytes entry;
        appendTxn(entry, txn);
        state.tail.emplace_back(txn.header.zxid, std::move(entry));
        leading.recover(std::move(state), 2, 2);
        leading.start();
        static_cast<void>(leading.join(three, Zxid(2, 1), 2));
    };
    rigWithEpochTwo(rig);
    const QuorumLink ours = rig.join(one, Zxid(1, 5), 1, zooscopeLearnerProtocol);
    const auto cut = rig.take(ours);
    ASSERT_THAT(typesOf(cut),
        ElementsAre(PacketType::leaderInfo, PacketType::trunc, PacketType::proposal,
            PacketType::commit, PacketType::newLeader, PacketType::upToDate));
    EXPECT_EQ(cut[1].zxid, Zxid(1, 4));
    EXPECT_EQ(cut[2].zxid, Zxid(2, 1));

    LeaderRig other;
    rigWithEpochTwo(other);
    const QuorumLink apaches = other.join(one, Zxid(1, 5), 1);
    EXPECT_THAT(typesOf(other.take(apaches)),
        ElementsAre(PacketType::leaderInfo, PacketType::snap, PacketType::newLeader,
            PacketType::upToDate));
    EXPECT_TRUE(other.tookTree(apaches));
}

TEST_F(LeaderTest, aLateLearnerGetsWhatIsOutstandingAndOnlyThenItsCommit)
{
    const QuorumLink first = serveWithOne();
    rig.holdDisk(true);
    rig.feed(first, sessionRequest(SessionId(0x100)));
    ASSERT_EQ(rig.replica.pending().size(), 1u);
    const QuorumLink late = rig.join(three, Zxid(1, 0), 1);
    const QuorumLink watching = rig.join(observer, Zxid(1, 0), 1, apacheLearnerProtocol, true);
    const Zxid zxid(1, 1);
    EXPECT_THAT(typesOf(rig.take(late)),
        ElementsAre(PacketType::leaderInfo, PacketType::diff, PacketType::proposal,
            PacketType::newLeader, PacketType::upToDate));
    EXPECT_THAT(typesOf(rig.take(watching)),
        ElementsAre(PacketType::leaderInfo, PacketType::diff, PacketType::newLeader,
            PacketType::upToDate));
    rig.ack(first, zxid);
    rig.ack(late, zxid);
    EXPECT_THAT(typesOf(rig.take(late)), ElementsAre(PacketType::commit));
    const auto informed = rig.take(watching);
    ASSERT_THAT(typesOf(informed), ElementsAre(PacketType::inform));
    EXPECT_EQ(decodeTxn(*informed[0].data).value().header.zxid, zxid);
}

TEST_F(LeaderTest, anotherAckThanThatOfNewLeaderCostsNoVote)
{
    rig.start();
    const QuorumLink link = rig.connect();
    rig.feed(link, greeting(one, 0));
    rig.feed(link, epochAck(0, Zxid()));
    rig.ack(link, Zxid(0, 7)); // As 3.8.0 may: of what it logged in the synchronization.
    EXPECT_FALSE(rig.isClosed(link));
    rig.ack(link, Zxid(1, 0));
    EXPECT_EQ(rig.leader.servedEpoch(), 1);
}

// ---- broadcast ----

TEST_F(LeaderTest, commitsWithAQuorumOfAcksInTheOrderOfProposals)
{
    const QuorumLink first = serveWithOne();
    const QuorumLink third = rig.join(three, Zxid(), 1);
    static_cast<void>(rig.take(third));
    rig.holdDisk(true); // Its own log is slow: it does not count itself.
    rig.feed(first, sessionRequest(SessionId(0x100)));
    rig.feed(first, requestOf(SessionId(0x100), 1, OpCode::create2, createBody("/a")));
    EXPECT_THAT(zxidsOf(rig.take(third)), ElementsAre(Zxid(1, 1), Zxid(1, 2)));
    rig.ack(first, Zxid(1, 1));
    rig.ack(first, Zxid(1, 2));
    EXPECT_THAT(rig.take(third), IsEmpty());
    rig.ack(third, Zxid(1, 1));
    EXPECT_THAT(zxidsOf(rig.take(third)), ElementsAre(Zxid(1, 1)));
    EXPECT_EQ(rig.replica.tree().lastProcessed(), Zxid(1, 1));
    rig.ack(third, Zxid(1, 2));
    EXPECT_THAT(zxidsOf(rig.take(third)), ElementsAre(Zxid(1, 2)));
    EXPECT_NE(rig.replica.tree().find("/a"), nullptr);
}

TEST_F(LeaderTest, aLearnerThatHasNotAckedNewLeaderDoesNotCount)
{
    const QuorumLink first = serveWithOne();
    rig.holdDisk(true);
    rig.feed(first, sessionRequest(SessionId(0x100)));
    const QuorumLink late = rig.connect();
    rig.feed(late, greeting(three, 1));
    rig.feed(late, epochAck(EpochAck::acceptedBefore, Zxid(1, 0)));
    rig.ack(late, Zxid(1, 1)); // Before the ACK of NEWLEADER.
    rig.ack(first, Zxid(1, 1));
    EXPECT_EQ(rig.replica.pending().size(), 1u);
    rig.ack(late, Zxid(1, 0));
    EXPECT_EQ(rig.replica.pending().size(), 0u);
}

TEST_F(LeaderTest, acksThatProveNothingAreIgnored)
{
    const QuorumLink first = serveWithOne();
    const QuorumLink watching = rig.join(observer, Zxid(), 1, apacheLearnerProtocol, true);
    rig.holdDisk(true);
    rig.feed(first, sessionRequest(SessionId(0x100)));
    rig.ack(first, Zxid(1, 0));  // Of UPTODATE.
    rig.ack(first, Zxid(0, 12)); // Of another epoch.
    rig.ack(first, Zxid(1, 9));  // Of what was never proposed.
    rig.ack(watching, Zxid(1, 1));
    EXPECT_EQ(rig.replica.pending().size(), 1u);
    EXPECT_FALSE(rig.isClosed(first));
    rig.holdDisk(false);
    EXPECT_EQ(rig.replica.pending().size(), 1u); // Itself alone is no quorum.
    rig.ack(first, Zxid(1, 1));
    EXPECT_EQ(rig.replica.pending().size(), 0u);
}

TEST_F(LeaderTest, aSyncIsAnsweredWhenWhatWasProposedBeforeItIsCommitted)
{
    const QuorumLink first = serveWithOne();
    const auto sync = requestOf(SessionId(0x100), 2, OpCode::sync, jute::encode(Path("/")));
    rig.feed(first, sync);
    EXPECT_THAT(typesOf(rig.take(first)), ElementsAre(PacketType::sync));
    rig.feed(first, sessionRequest(SessionId(0x100)));
    rig.feed(first, sync);
    EXPECT_THAT(typesOf(rig.take(first)), ElementsAre(PacketType::proposal));
    rig.ack(first, Zxid(1, 1));
    EXPECT_THAT(
        typesOf(rig.take(first)), ElementsAre(PacketType::commit, PacketType::sync));
}

TEST_F(LeaderTest, stepsDownBeforeTheLastCounter)
{
    PeerSettings settings = goldenSettings(two);
    settings.counterLimit = 3;
    LeaderRig small(settings);
    small.start();
    const QuorumLink link = small.join(one, Zxid(), 0);
    small.feed(link, sessionRequest(SessionId(0x100)));
    small.feed(link, sessionRequest(SessionId(0x101)));
    EXPECT_FALSE(small.leader.over());
    small.feed(link, sessionRequest(SessionId(0x102)));
    ASSERT_TRUE(small.leader.over());
    EXPECT_EQ(small.replica.lastAppended(), Zxid(1, 2));
}

// ---- sessions ----

TEST_F(LeaderTest, aRequestOverAnotherLearnerThanTheOwnerSaysSessionMoved)
{
    const QuorumLink first = serveWithOne();
    const QuorumLink third = rig.join(three, Zxid(), 1);
    rig.feed(first, sessionRequest(SessionId(0x100)));
    rig.ack(first, Zxid(1, 1));
    const QuorumPacket revalidate{PacketType::revalidate, Zxid(-1),
        jute::encode(SessionTouch{SessionId(0x100), 20'000}), std::nullopt};
    static_cast<void>(rig.take(third));
    rig.feed(third, revalidate);
    const auto answer = rig.take(third);
    ASSERT_EQ(answer.size(), 1u);
    EXPECT_TRUE(jute::decode<RevalidateAnswer>(*answer[0].data).value().valid);

    rig.feed(first, requestOf(SessionId(0x100), 1, OpCode::create2, createBody("/old")));
    rig.feed(third, requestOf(SessionId(0x100), 2, OpCode::create2, createBody("/new")));
    rig.ack(first, Zxid(1, 3));
    EXPECT_EQ(rig.replica.tree().find("/old"), nullptr);
    EXPECT_NE(rig.replica.tree().find("/new"), nullptr);
    const Txn moved = decodeTxn(*rig.replica.committedLog().entry(1)).value();
    EXPECT_EQ(std::get<ErrorTxn>(moved.body).err, Errc::sessionMoved);
}

TEST_F(LeaderTest, aSessionThatItsLearnerReportsLivesAndAnotherExpiresWithItsEphemerals)
{
    const QuorumLink first = serveWithOne();
    const SessionId quiet(0x100), lively(0x101);
    rig.feed(first, sessionRequest(quiet, 3000));
    rig.feed(first, sessionRequest(lively, 3000));
    rig.feed(first, requestOf(quiet, 1, OpCode::create2, createBody("/e", /*ephemeral=*/true)));
    rig.ack(first, Zxid(1, 3));
    for (int second = 0; second < 5; ++second) {
        rig.feed(first,
            QuorumPacket{PacketType::ping, Zxid(1, 3), encodeTouches({{lively, 3000}}),
                std::nullopt});
        rig.advance(1000ms);
    }
    ASSERT_EQ(rig.replica.pending().size(), 1u);
    const Txn& closing = rig.replica.pending().front()->txn;
    EXPECT_EQ(closing.header.session, quiet);
    EXPECT_EQ(closing.header.cxid, 0);
    EXPECT_THAT(*std::get<CloseSessionTxn>(closing.body).paths, ElementsAre("/e"));
    rig.ack(first, Zxid(1, 4));
    EXPECT_EQ(rig.replica.tree().find("/e"), nullptr);
    EXPECT_EQ(rig.replica.sessions().count(quiet), 0u);
    EXPECT_EQ(rig.replica.sessions().count(lively), 1u);
}

TEST_F(LeaderTest, ephemeralsOfSessionsThatNobodyKnowsAreRemovedByATransaction)
{
    RecoveredState state = history(1);
    Txn txn;
    txn.header = {SessionId(0x777), 1, Zxid(1, 2), 1000, OpCode::create};
    CreateTxn create;
    create.path = "/lost";
    create.acl = openAcl();
    create.ephemeral = true;
    txn.body = create;
    state.tree->apply(txn.header, txn.body);
    rig.recover(std::move(state), 1, 1);
    rig.start();
    const QuorumLink link = rig.join(one, Zxid(1, 2), 1);
    const auto packets = rig.take(link);
    ASSERT_EQ(packets.back().type, PacketType::proposal);
    EXPECT_EQ(decodeTxn(*packets.back().data).value().header.type, OpCode::closeSession);
    rig.ack(link, Zxid(2, 1));
    EXPECT_EQ(rig.replica.tree().find("/lost"), nullptr);
}

// ---- time and hostile bytes ----

TEST_F(LeaderTest, pingsTwiceATickAndGivesUpATickAfterTheQuorumFellSilent)
{
    const QuorumLink first = serveWithOne();
    for (int i = 0; i < 10; ++i) {
        rig.feed(first, QuorumPacket{PacketType::ping, Zxid(1, 0), Bytes(), std::nullopt});
        rig.advance(1000ms);
    }
    EXPECT_FALSE(rig.leader.over());
    static_cast<void>(rig.take(first));
    EXPECT_EQ(rig.pings(), 20u);
    rig.advance(3'900ms);
    EXPECT_FALSE(rig.leader.over());
    rig.advance(1'100ms);
    ASSERT_TRUE(rig.leader.over());
    EXPECT_THAT(*rig.leader.over(), HasSubstr("quorum lost: nothing heard from server 1, 3"));
}

TEST_F(LeaderTest, aLearnerThatDoesNotAckAProposalWithinSyncLimitIsClosed)
{
    const QuorumLink first = serveWithOne();
    const QuorumLink third = rig.join(three, Zxid(), 1);
    rig.feed(first, sessionRequest(SessionId(0x100)));
    rig.ack(first, Zxid(1, 1));
    for (int i = 0; i < 7; ++i) { // It lives, but its disk does not.
        for (const QuorumLink link : {first, third})
            rig.feed(link, QuorumPacket{PacketType::ping, Zxid(1, 1), Bytes(), std::nullopt});
        rig.advance(1000ms);
    }
    EXPECT_FALSE(rig.isClosed(first));
    ASSERT_TRUE(rig.isClosed(third));
    EXPECT_THAT(rig.whyClosed(third), HasSubstr("did not acknowledge proposal 0x100000001"));
    EXPECT_FALSE(rig.leader.over());
}

TEST_F(LeaderTest, damagedBytesCloseTheirConnectionAndNoOther)
{
    const QuorumLink first = serveWithOne();
    const std::vector<Bytes> damaged = {
        Bytes(64, 0xff),
        QuorumPacket{PacketType::ack, Zxid(1, 0), std::nullopt, std::nullopt}.encode(),
        QuorumPacket{PacketType::followerInfo, Zxid(1, 0), Bytes{1, 2, 3}, std::nullopt}.encode(),
        QuorumPacket{PacketType::followerInfo, Zxid(-1), LearnerInfo{three}.encode(),
            std::nullopt}.encode(),
        greeting(two, 0).encode(), // It says it is this server.
        Bytes(2 * Leader::maxGreetingBytes, 0),
    };
    for (const Bytes& bytes : damaged) {
        const QuorumLink link = rig.connect();
        rig.feed(link, bytes);
        EXPECT_TRUE(rig.isClosed(link)) << hex(bytes).substr(0, 60);
    }
    const QuorumLink third = rig.join(three, Zxid(), 1);
    rig.feed(third, requestOf(SessionId(1), 1, OpCode::getData));
    EXPECT_TRUE(rig.isClosed(third));
    EXPECT_FALSE(rig.isClosed(first));
    EXPECT_FALSE(rig.leader.over());
}

TEST_F(LeaderTest, whoDoesNotReadIsClosedBeforeItsOutputFillsTheMemory)
{
    PeerSettings settings = goldenSettings(two);
    settings.learnerOutputLimitBytes = 100'000;
    LeaderRig small(settings);
    small.start();
    const QuorumLink first = small.join(one, Zxid(), 0);
    const QuorumLink third = small.join(three, Zxid(), 1);
    small.leader.backlog(third, 99'999, small.now);
    small.feed(first, sessionRequest(SessionId(0x100)));
    ASSERT_TRUE(small.isClosed(third));
    EXPECT_THAT(small.whyClosed(third), HasSubstr("does not read"));
    EXPECT_FALSE(small.isClosed(first));
}

TEST_F(LeaderTest, figuresAreThoseOfALeader)
{
    const QuorumLink first = serveWithOne();
    static_cast<void>(rig.join(observer, Zxid(), 1, apacheLearnerProtocol, true));
    rig.feed(first, sessionRequest(SessionId(0x100)));
    ServerFigures figures;
    rig.leader.fillFigures(figures, rig.now);
    EXPECT_EQ(figures.mode, "leader");
    ASSERT_TRUE(figures.ensemble && figures.ensemble->leader);
    EXPECT_EQ(figures.ensemble->quorumSize, 3u);
    const LeaderFigures& leader = *figures.ensemble->leader;
    EXPECT_EQ(leader.learners, 2u);
    EXPECT_EQ(leader.syncedFollowers, 1u);
    EXPECT_EQ(leader.syncedObservers, 1u);
    EXPECT_EQ(leader.proposalSizes.last, 48); // As in the golden session-forwarded.
    EXPECT_EQ(leader.proposalSizes.min, leader.proposalSizes.max);
}

} // namespace

} // namespace zs::engine

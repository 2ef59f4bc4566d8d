// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/zab/learner_words.h"

namespace zs::engine {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using std::chrono::milliseconds;

// ---- the connection ----

/// As behind a relay, whose port accepts while nobody listens behind it.
TEST(Learner, AConnectionThatIsClosedBeforeAWordIsTriedAgainLikeARefusedOne)
{
    LearnerHarness h(with(epochOne(3)));
    h.connect();
    h.learner->closed(LearnerHarness::link, "closed by the other side", h.now);
    EXPECT_EQ(h.over(), "");
    h.advance(milliseconds(5));
    ASSERT_EQ(h.dials.size(), 2U);
    h.learner->dialled(h.dials.back().attempt, QuorumLink{78}, h.now);
    h.collect();
    EXPECT_THAT(h.takeSentNames(),
        ElementsAre("FOLLOWERINFO 0x100000000", "FOLLOWERINFO 0x100000000"));

    h.learner->closed(QuorumLink{78}, "closed by the other side", h.now);
    for (int tries = 2; h.over().empty() && tries < 100; ++tries) {
        h.advance(milliseconds(100));
        h.learner->dialled(h.dials.back().attempt, QuorumLink{80}, h.now);
        h.learner->closed(QuorumLink{80}, "closed by the other side", h.now);
        h.collect();
    }
    EXPECT_THAT(h.over(), HasSubstr("cannot be reached: closed by the other side (9 tries)"));
}

TEST(Learner, AConnectionThatEndsLaterOrInAPacketEndsTheRole)
{
    LearnerHarness late(with(epochOne(3)));
    late.connect();
    late.advance(milliseconds(1000)); // A tick.
    late.learner->closed(LearnerHarness::link, "closed by the other side", late.now);
    EXPECT_THAT(late.over(), HasSubstr("the connection to the leader ended"));

    LearnerHarness cut(with(epochOne(3)));
    cut.connect();
    cut.feed(ByteView(Bytes{0, 0, 0}));
    cut.learner->closed(LearnerHarness::link, "closed by the other side", cut.now);
    EXPECT_THAT(cut.over(), HasSubstr("the connection to the leader ended"));
}

// ---- broadcast ----

TEST(Learner, AcknowledgesAProposalWhenItIsOnDiskAndAppliesItAtItsCommit)
{
    LearnerHarness h(with(epochOne(3)));
    serveIn(h, 2);
    propose(h, z(2, 1));
    propose(h, z(2, 2));
    EXPECT_THAT(h.takeSent(), IsEmpty());
    h.finishDisk();
    EXPECT_THAT(h.takeSentNames(), ElementsAre("ACK 0x200000001", "ACK 0x200000002"));
    EXPECT_FALSE(has(h, z(2, 1)));
    commit(h, z(2, 1));
    EXPECT_TRUE(has(h, z(2, 1)));
    EXPECT_FALSE(has(h, z(2, 2)));
}

TEST(Learner, ACommitMayComeBeforeTheOwnAck)
{
    LearnerHarness h(with(epochOne(3)));
    serveIn(h, 2);
    propose(h, z(2, 1));
    commit(h, z(2, 1));
    EXPECT_TRUE(has(h, z(2, 1)));
    EXPECT_THAT(h.takeSent(), IsEmpty());
    h.finishDisk();
    EXPECT_THAT(h.takeSentNames(), ElementsAre("ACK 0x200000001"));
}

TEST(Learner, ACommitOfAnotherThanTheOldestEndsTheRoleOnly)
{
    LearnerHarness h(with(epochOne(3)));
    serveIn(h, 2);
    propose(h, z(2, 1));
    propose(h, z(2, 2));
    commit(h, z(2, 2));
    EXPECT_THAT(h.over(), HasSubstr("COMMIT 0x200000002 where 0x200000001 is due"));
    EXPECT_FALSE(has(h, z(2, 1)));

    LearnerHarness none(with(epochOne(3)));
    serveIn(none, 2);
    commit(none, z(2, 1));
    EXPECT_THAT(none.over(), HasSubstr("nothing is pending"));
}

TEST(Learner, AGapInTheBroadcastEndsTheRole)
{
    LearnerHarness h(with(epochOne(3)));
    serveIn(h, 2);
    propose(h, z(2, 2));
    EXPECT_THAT(h.over(), HasSubstr("does not follow"));
}

TEST(Learner, APingIsAnsweredOnlyWhileServing)
{
    LearnerHarness h(with(epochOne(3)));
    h.connect();
    h.discover(2);
    h.feed(PacketType::diff, z(1, 3));
    h.feed(PacketType::ping, z(1, 3));
    h.feed(PacketType::newLeader, z(2, 0));
    h.finishDisk();
    h.feed(PacketType::ping, z(1, 3));
    EXPECT_THAT(h.takeSentNames(), ElementsAre("ACK 0x200000000"));
    h.feed(PacketType::upToDate, Zxid(-1));
    static_cast<void>(h.takeSent());
    h.feed(PacketType::ping, z(2, 0));
    const auto sent = h.takeSent();
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent[0].zxid, z(2, 0));
    EXPECT_EQ(sent[0].data, Bytes()); // Empty, not null.
}

TEST(Learner, SilenceEndsTheRoleAfterSyncLimitAndBeforeSyncAfterInitLimit)
{
    LearnerHarness h(with(epochOne(3)));
    h.connect();
    h.advance(milliseconds(9999));
    EXPECT_EQ(h.over(), "");
    h.advance(milliseconds(1));
    EXPECT_THAT(h.over(), HasSubstr("within 10000 ms"));

    LearnerHarness served(with(epochOne(3)));
    serveIn(served, 2);
    served.advance(milliseconds(4000));
    served.feed(PacketType::ping, z(2, 0));
    served.advance(milliseconds(4999));
    EXPECT_EQ(served.over(), "");
    EXPECT_EQ(served.learner->nextTimer(), served.now.instant + milliseconds(1));
    served.advance(milliseconds(1));
    EXPECT_THAT(served.over(), HasSubstr("within 5000 ms"));
}

TEST(Learner, ASlowDiskIsNoSilenceOfTheLeader)
{
    LearnerHarness h(with(epochOne(3)));
    h.connect();
    h.discover(2);
    h.feed(PacketType::trunc, z(1, 2));
    h.advance(milliseconds(60000));
    EXPECT_EQ(h.over(), "");
    h.finishDisk();
    h.feed(PacketType::newLeader, z(2, 0));
    h.advance(milliseconds(60000));
    EXPECT_EQ(h.over(), "");
    h.finishDisk();
    h.advance(milliseconds(5000));
    EXPECT_THAT(h.over(), HasSubstr("nothing came"));
}

TEST(Learner, UnknownPacketsAreRemarkedAndIgnored)
{
    LearnerHarness h(with(epochOne(3)));
    serveIn(h, 2);
    for (int i = 0; i < 100; ++i)
        h.feed(static_cast<PacketType>(99), Zxid(5), Bytes{1, 2, 3});
    EXPECT_EQ(h.over(), "");
    EXPECT_EQ(h.remarks.size(), 5U);
    EXPECT_THAT(h.remarks[0], HasSubstr("type 99"));
}

TEST(Learner, ADigestThatDiffersIsRemarkedOnce)
{
    LearnerHarness h(with(epochOne(3)));
    serveIn(h, 2);
    for (const std::uint32_t i : {1, 2}) {
        Txn txn = write(z(2, i));
        txn.digest = TxnDigest{TxnDigest::currentVersion, 4711};
        h.feed(proposalOf(txn));
        commit(h, z(2, i));
    }
    ASSERT_EQ(h.warnings.size(), 1U);
    EXPECT_THAT(h.warnings[0], HasSubstr("0x200000001"));
    EXPECT_EQ(h.replica.digestMismatches(), 2);
    EXPECT_EQ(h.over(), "");
}

/// Told what it is told, as words.
struct Keeper final : ConfigKeeper {
    void configProposed(std::string_view text, Now) override
    {
        words.push_back("proposed " + std::string(text));
    }
    bool configCommitted(std::string_view text, std::optional<ServerId> designated, Zxid zxid,
        Now) override
    {
        words.push_back("committed " + std::string(text) + " "
            + (designated ? std::to_string(designated->value) : "-") + " " + toText(zxid));
        return designated && *designated != ServerId(2);
    }
    std::vector<std::string> words;
};

TEST(Learner, AReconfigurationByTheLeaderIsAppliedAndItsHandOverEndsTheRole)
{
    Keeper keeper;
    LearnerHarness h(with(epochOne(3)));
    serveIn(h, 2);
    h.replica.keepConfigBy(&keeper);
    const auto reconfig = [&](std::uint32_t counter, std::int64_t designated) {
        Txn txn;
        txn.header = {SessionId(7), 1, z(2, counter), 5000, OpCode::reconfig};
        txn.body = SetDataTxn{"/zookeeper/config", toBytes("version=200000001"), -1};
        h.feed(proposalOf(txn));
        h.feed(PacketType::commitAndActivate, z(2, counter),
            Activation{ServerId(designated), {}}.encode());
    };
    reconfig(1, 2);
    EXPECT_EQ(h.over(), "");
    EXPECT_EQ(textOf(*h.replica.tree().find("/zookeeper/config")->data()), "version=200000001");
    reconfig(2, 3);
    EXPECT_THAT(h.over(), HasSubstr("changes this server's role or its leader"));
    EXPECT_EQ(h.replica.tree().lastProcessed(), z(2, 2));
    EXPECT_THAT(keeper.words,
        ElementsAre("proposed version=200000001", "committed version=200000001 2 0x200000001",
            "proposed version=200000001", "committed version=200000001 3 0x200000002"));
}

TEST(Learner, AnActivationWithoutAReconfigurationEndsTheConnection)
{
    LearnerHarness h(with(epochOne(3)));
    serveIn(h, 2);
    propose(h, z(2, 1));
    h.feed(PacketType::commitAndActivate, z(2, 1), Activation{ServerId(2), {}}.encode());
    EXPECT_THAT(h.over(), HasSubstr("no reconfiguration of that zxid is due"));
}

/// What NEWLEADER brings is proposed, and committed when the leader has its quorum.
TEST(Learner, TheConfigurationOfNewLeaderIsCommittedWithUpToDate)
{
    Keeper keeper;
    LearnerHarness h(with(epochOne(3)));
    h.replica.keepConfigBy(&keeper);
    h.connect();
    h.discover(2);
    h.feed(PacketType::diff, z(1, 3));
    h.feed(PacketType::newLeader, z(2, 0), toBytes("version=7"));
    h.finishDisk();
    EXPECT_THAT(keeper.words, ElementsAre("proposed version=7"));
    h.feed(PacketType::upToDate, Zxid(-1));
    EXPECT_THAT(keeper.words, ElementsAre("proposed version=7", "committed version=7 - 0x0"));
    EXPECT_EQ(h.over(), "");
}

/// TRUNC to before its oldest snapshot: it asks again as one that has nothing, and keeps what it
/// has until the leader's tree is on disk.
TEST(Learner, WhatItCannotCutBackItFetchesAnew)
{
    LearnerHarness::Setup setup = with(epochOne(3));
    LearnerHarness h(setup);
    h.perform(SaveTree{z(1, 3)});
    const Bytes before = h.disk.snapshot;
    h.connect();
    h.discover(2);
    h.feed(PacketType::trunc, z(1, 2));
    h.finishDisk();
    EXPECT_NE(h.over(), "");
    EXPECT_EQ(h.disk.snapshot, before);
    EXPECT_EQ(h.disk.snapshotZxid, z(1, 3));

    h.learner.emplace(h.replica, ServerId(2));
    static_cast<void>(h.takeSent());
    h.connect();
    h.feed(PacketType::leaderInfo, z(2, 0), jute::encode(LeaderInfo()));
    h.finishDisk();
    EXPECT_THAT(h.takeSentNames(), ElementsAre("FOLLOWERINFO 0x200000000", "ACKEPOCH 0x0"));
    // The leader has all its transactions in its log: no SNAP.
    h.feed(PacketType::diff, z(1, 2));
    for (const std::uint32_t i : {1, 2}) {
        h.feed(proposalOf(createTxn(z(1, i), "/n" + std::to_string(i))));
        commit(h, z(1, i));
    }
    EXPECT_EQ(h.disk.snapshotZxid, z(1, 3));
    h.bringUpToDate(2);
    EXPECT_EQ(h.over(), "");
    EXPECT_EQ(h.replica.tree().lastProcessed(), z(1, 2));
    EXPECT_NE(h.replica.tree().find("/n2"), nullptr);
    EXPECT_EQ(h.disk.snapshotZxid, z(1, 2));
    EXPECT_FALSE(h.replica.needsWholeTree());
}

TEST(Learner, AnObserverAppliesWhatItIsToldAndNeverVotes)
{
    LearnerHarness::Setup setup = with(epochOne(3));
    setup.self = ServerId(4);
    setup.observer = true;
    LearnerHarness h(setup);
    h.connect();
    EXPECT_EQ(h.takeSentNames(), std::vector<std::string>{"OBSERVERINFO 0x100000000"});
    h.discover(2);
    h.feed(PacketType::diff, z(1, 4));
    propose(h, z(1, 4));
    commit(h, z(1, 4));
    h.feed(PacketType::inform, z(2, 1), entryOf(write(z(2, 1))));
    h.feed(PacketType::newLeader, z(2, 0));
    h.finishDisk();
    EXPECT_THAT(h.takeSentNames(), ElementsAre("ACK 0x200000000"));
    h.feed(PacketType::upToDate, Zxid(-1));
    EXPECT_THAT(h.takeSentNames(), ElementsAre("ACK 0x200000000"));
    h.feed(PacketType::inform, z(2, 2), entryOf(write(z(2, 2))));
    EXPECT_TRUE(has(h, z(2, 2)));
    Txn reconfig;
    reconfig.header = {SessionId(7), 1, z(2, 3), 5000, OpCode::reconfig};
    reconfig.body = SetDataTxn{"/zookeeper/config", toBytes("version=200000003"), -1};
    h.feed(PacketType::informAndActivate, z(2, 3),
        Activation{ServerId(2), entryOf(reconfig)}.encode());
    EXPECT_EQ(textOf(*h.replica.tree().find("/zookeeper/config")->data()), "version=200000003");
    h.finishDisk();
    EXPECT_THAT(h.takeSent(), IsEmpty());
    EXPECT_EQ(h.disk.log.back().first, z(2, 3));
}

TEST(Learner, AnObserverWithoutALogKeepsUpInMemoryOnly)
{
    LearnerHarness::Setup setup = with(epochOne(3));
    setup.self = ServerId(4);
    setup.observer = true;
    setup.syncEnabled = false;
    LearnerHarness h(setup);
    serveIn(h, 2);
    h.feed(PacketType::inform, z(2, 1), entryOf(write(z(2, 1))));
    EXPECT_TRUE(has(h, z(2, 1)));
    EXPECT_THAT(h.queue, IsEmpty());
    EXPECT_TRUE(h.replica.diskIdle());
    EXPECT_EQ(h.disk.log.back().first, z(1, 3));
}

// ---- clients ----

TEST(LearnerClients, ASessionAWriteAndASyncGoThroughTheLeader)
{
    LearnerHarness h(with(epochOne(3)));
    serveIn(h, 2);
    const ConnectionId client = h.connectClient();
    auto sent = h.takeSent();
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent[0].authInfo, std::nullopt);
    const auto opening = ForwardedRequest::decode(*sent[0].data);
    ASSERT_TRUE(opening);
    EXPECT_EQ(opening->op, OpCode::createSession);
    EXPECT_EQ(hex(opening->body), "00004e20");
    Txn created;
    created.header = {opening->session, 0, z(2, 1), 1, OpCode::createSession};
    created.body = CreateSessionTxn{20000};
    h.feed(proposalOf(created));
    commit(h, z(2, 1));
    EXPECT_FALSE(h.takeOutput(client).empty());

    h.request(client, 1, OpCode::sync, *unhex("000000022f67"));
    h.request(client, 2, OpCode::sync, *unhex("000000022f68"));
    EXPECT_THAT(h.takeSentNames(),
        ElementsAre("REQUEST 0xffffffffffffffff", "REQUEST 0xffffffffffffffff"));
    h.feed(PacketType::sync, Zxid(0));
    EXPECT_EQ(hex(h.takeOutput(client)).substr(8, 8), "00000001");
    h.feed(PacketType::sync, Zxid(0));
    EXPECT_EQ(hex(h.takeOutput(client)).substr(8, 8), "00000002");
    h.feed(PacketType::sync, Zxid(0)); // One too many.
    EXPECT_EQ(h.over(), "");

    h.feed(PacketType::ping, z(2, 1));
    sent = h.takeSent();
    ASSERT_FALSE(sent.empty());
    const auto touches = decodeTouches(*sent.back().data);
    ASSERT_TRUE(touches);
    EXPECT_THAT(*touches, ElementsAre(SessionTouch{opening->session, 20000}));
    h.feed(PacketType::ping, z(2, 1));
    EXPECT_EQ(h.takeSent().back().data, Bytes());
}

TEST(LearnerClients, AMovedSessionIsAskedForAndServedOnlyWhenItIsValid)
{
    DiskImage disk = epochOne(1);
    const SessionId session(std::int64_t(0x0300000000000005));
    Txn created;
    created.header = {session, 0, z(1, 2), 1, OpCode::createSession};
    created.body = CreateSessionTxn{6000};
    disk.log.emplace_back(z(1, 2), entryOf(created));
    LearnerHarness h(with(disk));
    serveIn(h, 2);
    for (const bool valid : {true, false}) {
        const ConnectionId client = h.connectClient(session, 6000);
        const auto sent = h.takeSent();
        ASSERT_EQ(sent.size(), 1U);
        EXPECT_EQ(sent[0].type, PacketType::revalidate);
        EXPECT_EQ(hex(*sent[0].data), "0300000000000005" "00001770");
        EXPECT_TRUE(h.takeOutput(client).empty());
        h.feed(PacketType::revalidate, Zxid(-1), jute::encode(RevalidateAnswer{session, valid}));
        const Bytes output = h.takeOutput(client);
        const auto answer = jute::decode<ConnectResponse>(ByteView(output).subspan(4));
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->sessionId, valid ? session : SessionId());
    }
    // Nobody waits for it any more.
    h.feed(PacketType::revalidate, Zxid(-1), jute::encode(RevalidateAnswer{session, true}));
    EXPECT_EQ(h.over(), "");
}

// ---- hostile bytes ----

TEST(LearnerHostile, BytesInsteadOfEachPacketEndTheRoleAndNothingElse)
{
    const std::vector<std::string> garbage{"00000002" "0000000200000001" "00000003" "010203"
                                                                                    "ffffffff",
        "00000002" "0000000200000001" "7fffffff", "00000002" "0000000200000001" "fffffffe",
        "0000000d" "0000000200000001" "ffffffff" "7fffffff",
        "00000006" "0000000200000001" "00000001" "00" "ffffffff",
        "00000009" "0000000200000001" "00000001" "00" "ffffffff",
        "00000013" "0000000200000001" "00000008" "0000000000000002" "ffffffff"};
    for (const std::string& bytes : garbage) {
        LearnerHarness served(with(epochOne(3)));
        serveIn(served, 2);
        served.feed(*unhex(bytes));
        // A packet without meaning here is ignored; the one that follows it is incomplete.
        if (bytes.substr(0, 8) != "0000000d") {
            EXPECT_NE(served.over(), "") << bytes;
        }
        for (const int stage : {0, 1, 2}) {
            LearnerHarness h(with(epochOne(3)));
            h.connect();
            if (stage > 0)
                h.discover(2);
            if (stage > 1)
                h.feed(PacketType::diff, z(1, 3));
            h.feed(*unhex(bytes));
        }
    }
}

TEST(LearnerHostile, ALeaderThatSendsWhileTheDiskWorksIsCutOffAtTheLimit)
{
    LearnerHarness h(with(epochOne(3)));
    h.connect();
    h.discover(2);
    h.feed(PacketType::trunc, z(1, 2));
    const Bytes block(std::size_t(64) << 20, 0);
    for (int i = 0; i < 4 && h.over().empty(); ++i)
        h.feed(block);
    EXPECT_EQ(h.over(), "");
    h.feed(Bytes(1));
    EXPECT_THAT(h.over(), HasSubstr("while the disk was at work"));
}

} // namespace
} // namespace zs::engine

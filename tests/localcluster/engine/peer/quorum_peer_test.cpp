// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/storage/snapshot_writer.h"
#include "tests/localcluster/engine/peer/ensemble.h"

#include <gmock/gmock.h>

namespace zs::engine {

namespace {

using test::Ensemble;
using trace::SyncMode;
using ::testing::HasSubstr;
using namespace std::chrono_literals;

/// All servers that run hold the same.
void expectEqual(Ensemble& ensemble, const std::vector<int>& ids)
{
    for (const int id : ids) {
        EXPECT_EQ(ensemble.peer(id).tree().digest(), ensemble.peer(ids[0]).tree().digest()) << id;
        EXPECT_EQ(ensemble.peer(id).sessions(), ensemble.peer(ids[0]).sessions()) << id;
        EXPECT_EQ(ensemble.peer(id).tree().digest(), ensemble.peer(id).tree().recomputeDigest());
    }
}

/// Of three voters, all serve and 3 leads.
struct ThreeServers : ::testing::Test {
    Ensemble ensemble;

    void SetUp() override
    {
        ensemble.startAll();
        ASSERT_TRUE(ensemble.untilServing({1, 2, 3}));
        ASSERT_EQ(ensemble.leader(), 3);
    }
};

TEST_F(ThreeServers, electTheHighestIdAndReplicateWritesOfAllTheirClients)
{
    for (int id = 1; id <= 3; ++id) {
        auto client = ensemble.connect(id);
        ASSERT_NE(client.session, SessionId());
        EXPECT_EQ(ensemble.create(client, "/by" + std::to_string(id)), Errc::ok);
        EXPECT_EQ(ensemble.create(client, "/by" + std::to_string(id)), Errc::nodeExists);
        EXPECT_EQ(ensemble.peer(id).acceptedEpoch(), 1);
        EXPECT_EQ(ensemble.disk(id).currentEpoch, 1);
    }
    EXPECT_EQ(ensemble.peer(1).tree().lastProcessed(), Zxid(1, 9));
    expectEqual(ensemble, {1, 2, 3});
}

/// A leader died while it brought server 1 its tree, with a transaction that nobody else has: what
/// server 1 holds is one snapshot, and the next leader wants it cut before its end.
TEST_F(ThreeServers, oneWithANewerSnapshotThanItCanCutGetsTheWholeTree)
{
    auto client = ensemble.connect(3);
    ASSERT_EQ(ensemble.create(client, "/known"), Errc::ok);
    ensemble.kill(1);
    test::DiskImage& disk = ensemble.disk(1);
    const Zxid last = disk.recover()->tree->lastProcessed();
    const Zxid alone(last.value + 1);
    disk.log.emplace_back(alone, test::entryOf(test::createTxn(alone, "/alone")));
    RecoveredState state = disk.recover().value();
    storage::SnapshotHead head;
    for (const auto& [id, timeoutMs] : state.sessions)
        head.sessions.emplace_back(id, std::chrono::milliseconds(timeoutMs));
    storage::SnapshotWriter writer(*state.tree, head, storage::SnapshotForm::stream);
    disk.snapshot.clear();
    for (Bytes block; writer.next(block);)
        disk.snapshot.insert(disk.snapshot.end(), block.begin(), block.end());
    disk.snapshotZxid = alone;
    disk.log.clear();

    ensemble.holdDisk(1, true);
    ensemble.start(1);
    ensemble.run(1s);
    // Until the new tree is on disk, what it has is what it votes with.
    EXPECT_EQ(ensemble.disk(1).snapshotZxid, alone);
    ensemble.holdDisk(1, false);
    ASSERT_TRUE(ensemble.untilServing({1, 2, 3}));
    EXPECT_EQ(ensemble.peer(1).tree().find("/alone"), nullptr);
    EXPECT_NE(ensemble.peer(1).tree().find("/known"), nullptr);
    expectEqual(ensemble, {1, 2, 3});
    EXPECT_THAT(ensemble.remarks(1), ::testing::Contains(HasSubstr("whole tree")));
    ASSERT_EQ(ensemble.create(client, "/after"), Errc::ok);
    ensemble.kill(1);
    ensemble.start(1); // What was saved is sound.
    ASSERT_TRUE(ensemble.untilServing({1, 2, 3}));
    expectEqual(ensemble, {1, 2, 3});
}

TEST(QuorumPeer, startedInTurnTheSecondLeadsAsSoonAsTwoAreUp)
{
    Ensemble ensemble;
    ensemble.start(1);
    ensemble.run(1s);
    EXPECT_EQ(ensemble.leader(), 0);
    ensemble.start(2);
    ASSERT_TRUE(ensemble.untilServing({1, 2}));
    EXPECT_EQ(ensemble.leader(), 2);
    ensemble.start(3);
    ASSERT_TRUE(ensemble.untilServing({1, 2, 3}));
    EXPECT_EQ(ensemble.leader(), 2);
    EXPECT_EQ(ensemble.peer(3).state(), PeerState::following);
}

TEST_F(ThreeServers, aDeadLeaderIsReplacedAndComesBackByDiff)
{
    auto client = ensemble.connect(1);
    ASSERT_EQ(ensemble.create(client, "/before"), Errc::ok);
    ensemble.kill(3);
    ASSERT_TRUE(ensemble.untilServing({1, 2}));
    EXPECT_EQ(ensemble.leader(), 2);
    EXPECT_EQ(ensemble.peer(1).currentEpoch(), 2);
    EXPECT_TRUE(ensemble.isClosed(client));

    auto back = ensemble.connect(1, client.session);
    EXPECT_EQ(back.session, client.session);
    ASSERT_EQ(ensemble.create(back, "/after", /*ephemeral=*/true), Errc::ok);
    ensemble.start(3);
    ASSERT_TRUE(ensemble.untilServing({1, 2, 3}));
    EXPECT_EQ(ensemble.lastSync(2, 3), SyncMode::diff);
    EXPECT_NE(ensemble.peer(3).tree().find("/after"), nullptr);
    expectEqual(ensemble, {1, 2, 3});
}

TEST_F(ThreeServers, aLeaderThatIsCutOffStopsAndItsUncommittedProposalIsCutAway)
{
    auto client = ensemble.connect(3);
    ensemble.isolate(3);
    EXPECT_EQ(ensemble.create(client, "/lost"), std::nullopt);
    ASSERT_TRUE(ensemble.runUntil([&] { return !ensemble.peer(3).serves(); }, 7s));
    EXPECT_TRUE(ensemble.isClosed(client));
    EXPECT_EQ(ensemble.peer(3).state(), PeerState::looking);
    EXPECT_NE(ensemble.peer(3).tree().find("/lost"), nullptr); // Its vote counts it.
    ASSERT_TRUE(ensemble.untilServing({1, 2}));
    EXPECT_EQ(ensemble.leader(), 2);

    ensemble.heal(3);
    ASSERT_TRUE(ensemble.untilServing({1, 2, 3}));
    EXPECT_EQ(ensemble.lastSync(2, 3), SyncMode::trunc);
    EXPECT_EQ(ensemble.peer(3).tree().find("/lost"), nullptr);
    expectEqual(ensemble, {1, 2, 3});
}

TEST_F(ThreeServers, ourLearnerIsCutBackEvenWhenTheNewEpochHasTransactions)
{
    auto client = ensemble.connect(3);
    ASSERT_EQ(ensemble.create(client, "/kept"), Errc::ok);
    ensemble.isolate(3);
    EXPECT_EQ(ensemble.create(client, "/lost"), std::nullopt);
    ASSERT_TRUE(ensemble.runUntil([&] { return ensemble.leader() == 2; }));
    ASSERT_TRUE(ensemble.untilServing({1, 2}));
    auto other = ensemble.connect(1);
    ASSERT_EQ(ensemble.create(other, "/newer"), Errc::ok);
    ensemble.heal(3);
    ASSERT_TRUE(ensemble.untilServing({1, 2, 3}));
    EXPECT_EQ(ensemble.lastSync(2, 3), SyncMode::truncDiff);
    EXPECT_EQ(ensemble.peer(3).tree().find("/lost"), nullptr);
    EXPECT_NE(ensemble.peer(3).tree().find("/newer"), nullptr);
    expectEqual(ensemble, {1, 2, 3});
}

TEST_F(ThreeServers, aWipedFollowerGetsASnapshotAndWhatComesMeanwhile)
{
    auto client = ensemble.connect(2);
    ASSERT_EQ(ensemble.create(client, "/a", /*ephemeral=*/true), Errc::ok);
    ensemble.kill(1);
    ensemble.disk(1) = {};
    ensemble.holdDisk(1, true);
    ensemble.start(1);
    ensemble.run(1s);
    ASSERT_EQ(ensemble.create(client, "/b"), Errc::ok);
    ensemble.holdDisk(1, false);
    ASSERT_TRUE(ensemble.untilServing({1, 2, 3}));
    EXPECT_EQ(ensemble.lastSync(3, 1), SyncMode::snap);
    ASSERT_EQ(ensemble.create(client, "/c"), Errc::ok);
    expectEqual(ensemble, {1, 2, 3});
}

/// It led twice without a quorum, say, while the others went on.
TEST_F(ThreeServers, aMemberThatAcceptedALaterEpochIsTakenInByALaterOne)
{
    auto client = ensemble.connect(3);
    ASSERT_EQ(ensemble.create(client, "/before"), Errc::ok);
    ensemble.kill(1);
    ensemble.disk(1).acceptedEpoch = 7;
    ensemble.start(1);
    ASSERT_TRUE(ensemble.untilServing({1, 2, 3}));
    EXPECT_EQ(ensemble.leader(), 3);
    // One change of leader suffices: the leader remembers what it has to go beyond.
    for (int id = 1; id <= 3; ++id)
        EXPECT_EQ(ensemble.disk(id).currentEpoch, 8) << id;
    EXPECT_THAT(ensemble.remarks(3), ::testing::Contains(HasSubstr("has accepted epoch 7")));
    auto back = ensemble.connect(1, client.session);
    EXPECT_EQ(ensemble.create(back, "/after"), Errc::ok);
    expectEqual(ensemble, {1, 2, 3});
}

TEST(QuorumPeer, anObserverThatAcceptedALaterEpochIsTakenInByALaterOne)
{
    Ensemble ensemble({.voters = 3, .observers = 1, .adjust = {}});
    ensemble.disk(4).acceptedEpoch = 5;
    for (int id = 1; id <= 3; ++id)
        ensemble.start(id);
    ASSERT_TRUE(ensemble.untilServing({1, 2, 3}));
    ensemble.start(4);
    ASSERT_TRUE(ensemble.untilServing({1, 2, 3, 4}));
    EXPECT_EQ(ensemble.peer(4).currentEpoch(), 6);
}

TEST(QuorumPeer, anObserverServesItsClientsAndNeverVotes)
{
    Ensemble ensemble({3, 1, {}});
    ensemble.start(4);
    ensemble.start(1);
    ensemble.run(2s);
    EXPECT_EQ(ensemble.leader(), 0);
    ensemble.start(2);
    ASSERT_TRUE(ensemble.untilServing({1, 2, 4}));
    EXPECT_EQ(ensemble.leader(), 2);
    EXPECT_EQ(ensemble.peer(4).state(), PeerState::observing);
    auto client = ensemble.connect(4);
    EXPECT_EQ(ensemble.create(client, "/watched", /*ephemeral=*/true), Errc::ok);
    expectEqual(ensemble, {1, 2, 4});
    EXPECT_THAT(ensemble.word(4, "srvr"), HasSubstr("Mode: observer\n"));
}

TEST_F(ThreeServers, aSessionThatMovesKeepsItsEphemeralsAndItsOldConnectionIsClosed)
{
    auto first = ensemble.connect(1);
    ASSERT_EQ(ensemble.create(first, "/mine", /*ephemeral=*/true), Errc::ok);
    auto second = ensemble.connect(2, first.session);
    ASSERT_EQ(second.session, first.session);
    EXPECT_EQ(ensemble.create(first, "/late"), std::nullopt);
    EXPECT_TRUE(ensemble.isClosed(first));
    second.lastXid = 10;
    EXPECT_EQ(ensemble.create(second, "/here"), Errc::ok);
    EXPECT_EQ(ensemble.peer(3).tree().find("/late"), nullptr);
    EXPECT_NE(ensemble.peer(3).tree().find("/mine"), nullptr);
    expectEqual(ensemble, {1, 2, 3});
}

TEST_F(ThreeServers, theLeaderExpiresASessionWhoseClientIsGone)
{
    auto client = ensemble.connect(1, {}, false, 4000);
    ASSERT_EQ(ensemble.create(client, "/mine", /*ephemeral=*/true), Errc::ok);
    ensemble.run(3s);
    EXPECT_NE(ensemble.peer(2).tree().find("/mine"), nullptr);
    ensemble.run(3s);
    for (int id = 1; id <= 3; ++id)
        EXPECT_EQ(ensemble.peer(id).tree().find("/mine"), nullptr) << id;
    EXPECT_TRUE(ensemble.isClosed(client));
    const auto back = ensemble.connect(2, client.session);
    EXPECT_EQ(back.session, SessionId());
}

TEST_F(ThreeServers, aSessionLivesThroughAChangeOfLeaderWithItsFullTime)
{
    auto client = ensemble.connect(1, {}, false, 6000);
    ASSERT_EQ(ensemble.create(client, "/mine", /*ephemeral=*/true), Errc::ok);
    ensemble.run(4s);
    ensemble.kill(3);
    ASSERT_TRUE(ensemble.untilServing({1, 2}));
    ensemble.run(5s);
    EXPECT_NE(ensemble.peer(1).tree().find("/mine"), nullptr);
    ensemble.run(3s);
    EXPECT_EQ(ensemble.peer(1).tree().find("/mine"), nullptr);
    expectEqual(ensemble, {1, 2});
}

TEST_F(ThreeServers, allStopAndComeBackWithWhatWasAcknowledged)
{
    auto client = ensemble.connect(2);
    for (int i = 0; i < 20; ++i)
        ASSERT_EQ(ensemble.create(client, "/n" + std::to_string(i)), Errc::ok);
    for (int id = 1; id <= 3; ++id)
        ensemble.kill(id);
    ensemble.startAll();
    ASSERT_TRUE(ensemble.untilServing({1, 2, 3}));
    EXPECT_NE(ensemble.peer(1).tree().find("/n19"), nullptr);
    EXPECT_EQ(ensemble.peer(1).currentEpoch(), 2);
    expectEqual(ensemble, {1, 2, 3});
}

TEST_F(ThreeServers, aRoleThatEndsWaitsForTheDiskBeforeItVotes)
{
    auto client = ensemble.connect(3);
    ensemble.holdDisk(3, true);
    ensemble.isolate(3);
    EXPECT_EQ(ensemble.create(client, "/slow"), std::nullopt);
    ASSERT_TRUE(ensemble.runUntil([&] { return !ensemble.peer(3).serves(); }));
    ensemble.run(5s);
    const auto rounds = [&] {
        const auto& events = ensemble.events(3);
        return std::count_if(events.begin(), events.end(), [](const trace::Event& event) {
            return std::holds_alternative<trace::RoundEvent>(event);
        });
    };
    const auto before = rounds();
    EXPECT_EQ(ensemble.peer(3).tree().find("/slow"), nullptr);
    ensemble.holdDisk(3, false);
    ensemble.run(1s);
    EXPECT_GT(rounds(), before);
    EXPECT_NE(ensemble.peer(3).tree().find("/slow"), nullptr);
}

TEST_F(ThreeServers, aLeaderWithoutADiskLeavesAndComesBackWhenItWorksAgain)
{
    ensemble.failDisk(3);
    EXPECT_FALSE(ensemble.peer(3).serves());
    EXPECT_THAT(ensemble.word(3, "srvr"), HasSubstr("not currently serving requests"));
    EXPECT_EQ(ensemble.word(3, "ruok"), "imok");
    ASSERT_TRUE(ensemble.untilServing({1, 2}));
    EXPECT_EQ(ensemble.leader(), 2);
    auto client = ensemble.connect(1);
    ASSERT_EQ(ensemble.create(client, "/without"), Errc::ok);
    ensemble.mendDisk(3);
    ASSERT_TRUE(ensemble.untilServing({1, 2, 3}));
    EXPECT_EQ(ensemble.leader(), 2);
    expectEqual(ensemble, {1, 2, 3});
}

TEST(QuorumPeer, aLoneServerServesReadersWhereThatIsAllowed)
{
    Ensemble ensemble({3, 0, [](PeerSettings& settings, ServerSettings&) {
                           settings.readOnlyMode = true;
                       }});
    ensemble.startAll();
    ASSERT_TRUE(ensemble.untilServing({1, 2, 3}));
    auto writer = ensemble.connect(1);
    ASSERT_EQ(ensemble.create(writer, "/a"), Errc::ok);
    ensemble.kill(2);
    ensemble.kill(3);
    ASSERT_TRUE(ensemble.runUntil([&] { return ensemble.word(1, "isro") == "ro"; }, 10s));
    EXPECT_FALSE(ensemble.peer(1).serves());
    EXPECT_EQ(ensemble.connect(1).session, SessionId()); // It knows nothing of read-only.
    auto reader = ensemble.connect(1, {}, /*readOnly=*/true);
    ASSERT_NE(reader.session, SessionId());
    EXPECT_EQ(ensemble.create(reader, "/b"), Errc::notReadOnly);
    auto back = ensemble.connect(1, reader.session, /*readOnly=*/true);
    EXPECT_EQ(back.session, reader.session);
    reader = back;
    // As Apache's: a session of the ensemble gets no answer, and so lives on; others are over.
    auto waiting = ensemble.connect(1, writer.session, /*readOnly=*/true);
    EXPECT_FALSE(waiting.answered);
    EXPECT_TRUE(ensemble.isClosed(waiting));
    auto unknown = ensemble.connect(1, SessionId(77), /*readOnly=*/true);
    EXPECT_TRUE(unknown.answered);
    EXPECT_EQ(unknown.session, SessionId());
    ensemble.start(2);
    ASSERT_TRUE(ensemble.untilServing({1, 2}));
    EXPECT_TRUE(ensemble.isClosed(reader));
    EXPECT_EQ(ensemble.word(1, "isro"), "rw");
    EXPECT_EQ(ensemble.connect(1, writer.session).session, writer.session);
}

TEST_F(ThreeServers, aSnapshotOfANewerEpochThanItsFileIsVotedWithOnlyAfterTheFileSaysSo)
{
    auto client = ensemble.connect(2);
    ASSERT_EQ(ensemble.create(client, "/a"), Errc::ok);
    ensemble.kill(1);
    ensemble.disk(1) = {};
    ensemble.start(1);
    ASSERT_TRUE(ensemble.untilServing({1, 2, 3}));
    ensemble.kill(1);
    ASSERT_FALSE(ensemble.disk(1).snapshot.empty());
    ensemble.disk(1).currentEpoch = 0; // As if it had died in between.
    ensemble.holdDisk(1, true);
    ensemble.start(1);
    EXPECT_TRUE(ensemble.events(1).empty());
    ensemble.holdDisk(1, false);
    EXPECT_EQ(ensemble.disk(1).currentEpoch, 1);
    ASSERT_TRUE(ensemble.untilServing({1, 2, 3}));
    expectEqual(ensemble, {1, 2, 3});
}

TEST(QuorumPeer, aDirectoryThatContradictsItselfEndsTheProcessWithTheReason)
{
    Ensemble ensemble;
    ensemble.disk(1).acceptedEpoch = 1;
    ensemble.disk(1).currentEpoch = 2;
    ensemble.start(1);
    ASSERT_TRUE(ensemble.fatal(1));
    EXPECT_THAT(*ensemble.fatal(1), HasSubstr("currentEpoch 2, acceptedEpoch 1"));
}

TEST_F(ThreeServers, fourLetterWordsTellTheRole)
{
    auto client = ensemble.connect(1);
    ASSERT_EQ(ensemble.create(client, "/a"), Errc::ok);
    EXPECT_THAT(ensemble.word(3, "srvr"), HasSubstr("Zxid: 0x100000002\nMode: leader\n"));
    EXPECT_THAT(ensemble.word(3, "srvr"), HasSubstr("\nProposal sizes last/min/max: 8"));
    EXPECT_THAT(ensemble.word(1, "stat"), HasSubstr("Mode: follower\n"));
    const std::string figures = ensemble.word(3, "mntr");
    for (const char* line : {"zk_server_state\tleader\nzk_peer_state\tleading - broadcast\n",
             "zk_quorum_size\t3\n", "zk_learners\t2\n", "zk_synced_followers\t2\n",
             "zk_pending_syncs\t0\n"})
        EXPECT_THAT(figures, HasSubstr(line));
    EXPECT_THAT(ensemble.word(2, "mntr"), HasSubstr("zk_peer_state\tfollowing - broadcast\n"));
    EXPECT_EQ(ensemble.word(2, "isro"), "rw");
}

TEST(QuorumPeer, theLastCounterOfAnEpochOpensTheNextWithoutLosingAWrite)
{
    Ensemble ensemble({3, 0, [](PeerSettings& settings, ServerSettings&) {
                           settings.counterLimit = 6;
                       }});
    ensemble.startAll();
    ASSERT_TRUE(ensemble.untilServing({1, 2, 3}));
    auto client = ensemble.connect(1);
    int written = 0;
    while (ensemble.create(client, "/n" + std::to_string(written)) == Errc::ok)
        ++written;
    EXPECT_EQ(written, 4); // Counter 1 opened the session.
    ASSERT_TRUE(ensemble.untilServing({1, 2, 3}));
    EXPECT_EQ(ensemble.peer(1).currentEpoch(), 2);
    EXPECT_NE(ensemble.peer(1).tree().find("/n3"), nullptr);
    expectEqual(ensemble, {1, 2, 3});
}

} // namespace

} // namespace zs::engine

// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/zab/learner_words.h"

#include <malloc.h>

namespace zs::engine {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using std::chrono::milliseconds;

// ---- discovery ----

TEST(LearnerDiscovery, SaysWhoItIsAndWhatItAccepted)
{
    LearnerHarness h(with(epochOne(3)));
    h.connect();
    ASSERT_EQ(h.dials.size(), 1U);
    EXPECT_EQ(h.dials[0].addresses, (std::vector<HostPort>{{"127.0.0.1", 24202}}));
    const auto sent = h.takeSent();
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent[0].type, PacketType::followerInfo);
    EXPECT_EQ(sent[0].zxid, z(1, 0));
    const auto info = LearnerInfo::decode(*sent[0].data);
    ASSERT_TRUE(info);
    EXPECT_EQ(info->serverId, ServerId(1));
    EXPECT_EQ(info->protocolVersion, zooscopeLearnerProtocol);
    EXPECT_EQ(info->configVersion, 0);
}

TEST(LearnerDiscovery, AcknowledgesANewEpochOnlyWhenItIsOnDisk)
{
    LearnerHarness h(with(epochOne(3)));
    h.connect();
    static_cast<void>(h.takeSent());
    h.feed(PacketType::leaderInfo, z(4, 0), jute::encode(LeaderInfo()));
    EXPECT_THAT(h.takeSent(), IsEmpty());
    h.finishDisk();
    EXPECT_EQ(h.disk.acceptedEpoch, 4);
    EXPECT_EQ(h.disk.currentEpoch, 1);
    const auto sent = h.takeSent();
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent[0].type, PacketType::ackEpoch);
    EXPECT_EQ(sent[0].zxid, z(1, 3));
    EXPECT_EQ(hex(*sent[0].data), "00000001");
}

TEST(LearnerDiscovery, AnAcceptedEpochIsAnsweredWithMinusOneAndNoDisk)
{
    LearnerHarness h(with(epochOne(3)));
    h.connect();
    static_cast<void>(h.takeSent());
    h.feed(PacketType::leaderInfo, z(1, 0), jute::encode(LeaderInfo()));
    EXPECT_THAT(h.queue, IsEmpty());
    const auto sent = h.takeSent();
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(hex(*sent[0].data), "ffffffff");
}

TEST(LearnerDiscovery, AnOlderEpochIsRefused)
{
    LearnerHarness h(with(epochOne(3)));
    h.connect();
    h.feed(PacketType::leaderInfo, z(0, 0), jute::encode(LeaderInfo()));
    EXPECT_THAT(h.over(), HasSubstr("older than the one that was accepted"));
    EXPECT_EQ(h.closedBecause.size(), 1U);
}

TEST(LearnerDiscovery, TriesSoonAtFirstThenSlowerThenGivesUp)
{
    LearnerHarness h(with(epochOne(1)));
    h.learner->start(h.now);
    h.collect();
    std::size_t tries = 1;
    for (const int pause : {5, 10, 20, 40, 80, 100, 100, 100}) {
        h.learner->dialFailed(h.dials.back().attempt, "connection refused", h.now);
        EXPECT_EQ(h.over(), "");
        h.advance(milliseconds(pause - 1));
        EXPECT_EQ(h.dials.size(), tries);
        h.advance(milliseconds(1));
        EXPECT_EQ(h.dials.size(), ++tries);
    }
    h.learner->dialFailed(h.dials.back().attempt, "connection refused", h.now);
    EXPECT_THAT(h.over(), HasSubstr("connection refused (9 tries)"));
}

TEST(LearnerDiscovery, ADialThatHangsEndsAfterInitLimitAndIsClosedWhenItComesLate)
{
    LearnerHarness h(with(epochOne(1)));
    h.learner->start(h.now);
    h.collect();
    EXPECT_EQ(h.learner->nextTimer(), h.now.instant + milliseconds(10000));
    h.advance(milliseconds(9999));
    EXPECT_EQ(h.over(), "");
    h.advance(milliseconds(1));
    EXPECT_THAT(h.over(), HasSubstr("could not be reached in time"));
    h.learner->dialled(h.dials.back().attempt, h.link, h.now);
    h.collect();
    EXPECT_THAT(h.closedBecause, ElementsAre("it came too late"));
}

// ---- synchronization ----

TEST(LearnerSync, DiffIsOnDiskBeforeCurrentEpochAndThatBeforeTheAck)
{
    LearnerHarness h(with(epochOne(3)));
    h.connect();
    h.discover(2);
    h.feed(PacketType::diff, z(1, 5));
    for (const std::uint32_t i : {4, 5}) {
        propose(h, z(1, i));
        commit(h, z(1, i));
    }
    h.feed(PacketType::newLeader, z(2, 0), toBytes("version=0"));
    EXPECT_TRUE(has(h, z(1, 5)));
    ASSERT_FALSE(h.queue.empty());
    EXPECT_TRUE(std::holds_alternative<WriteEpoch>(h.queue.back()));
    while (h.queue.size() > 1) {
        h.diskStep();
        EXPECT_THAT(h.takeSent(), IsEmpty());
    }
    EXPECT_EQ(h.disk.log.back().first, z(1, 5));
    EXPECT_EQ(h.disk.currentEpoch, 1);
    h.finishDisk();
    EXPECT_EQ(h.disk.currentEpoch, 2);
    EXPECT_THAT(h.takeSentNames(), ElementsAre("ACK 0x200000000"));
    EXPECT_FALSE(h.replica.serves());
    h.feed(PacketType::upToDate, Zxid(-1));
    // What the leader had committed needs no vote: nothing but the second ACK.
    EXPECT_THAT(h.takeSentNames(), ElementsAre("ACK 0x200000000"));
    EXPECT_TRUE(h.replica.serves());
    EXPECT_EQ(h.learner->servedEpoch(), 2);
}

TEST(LearnerSync, WhatIsNotCommittedAtNewLeaderIsAcknowledgedBehindItsAck)
{
    LearnerHarness h(with(epochOne(3)));
    h.connect();
    h.discover(2);
    h.feed(PacketType::diff, z(1, 3));
    propose(h, z(2, 1));
    commit(h, z(2, 1));
    propose(h, z(2, 2));
    h.finishDisk();
    EXPECT_THAT(h.takeSent(), IsEmpty()); // The leader reads one ACK, NEWLEADER's.
    h.feed(PacketType::newLeader, z(2, 0), toBytes("version=0"));
    h.finishDisk();
    EXPECT_THAT(h.takeSentNames(), ElementsAre("ACK 0x200000000", "ACK 0x200000002"));
    propose(h, z(2, 3)); // Between NEWLEADER and UPTODATE.
    h.finishDisk();
    EXPECT_THAT(h.takeSentNames(), ElementsAre("ACK 0x200000003"));
    commit(h, z(2, 2));
    h.feed(PacketType::upToDate, Zxid(-1));
    commit(h, z(2, 3));
    EXPECT_TRUE(has(h, z(2, 3)));
    EXPECT_EQ(h.over(), "");
}

TEST(LearnerSync, ATransactionOfANewEpochIsNeverOnDiskBelowItsCurrentEpoch)
{
    LearnerHarness h(with(epochOne(3)));
    h.connect();
    h.discover(5);
    h.feed(PacketType::diff, z(5, 1));
    for (const Zxid zxid : {z(1, 4), z(3, 1), z(3, 2), z(5, 1)}) {
        propose(h, zxid);
        commit(h, zxid);
    }
    std::vector<std::int64_t> epochs;
    while (!h.queue.empty()) {
        h.diskStep();
        epochs.push_back(h.disk.currentEpoch);
        ASSERT_FALSE(h.disk.log.empty());
        EXPECT_LE(std::int64_t(h.disk.log.back().first.epoch()), h.disk.currentEpoch);
        // And the epoch came no earlier than its initial history.
        if (h.disk.currentEpoch == 5) {
            EXPECT_GE(h.disk.log.back().first, z(3, 2));
        }
    }
    EXPECT_EQ(epochs.back(), 5);
}

TEST(LearnerSync, RejoiningInTheSameEpochIsAcknowledgedWithoutAnEpochFile)
{
    LearnerHarness h(with(epochOne(3)));
    h.connect();
    h.discover(1);
    h.feed(PacketType::diff, z(1, 4));
    propose(h, z(1, 4));
    commit(h, z(1, 4));
    h.feed(PacketType::newLeader, z(1, 0), toBytes("version=0"));
    EXPECT_THAT(h.takeSent(), IsEmpty());
    ASSERT_EQ(h.queue.size(), 1U);
    h.finishDisk();
    EXPECT_THAT(h.takeSentNames(), ElementsAre("ACK 0x100000000"));
}

TEST(LearnerSync, TruncCutsTheLogAndGoesOnBehindIt)
{
    LearnerHarness h(with(epochOne(5)));
    h.connect();
    h.discover(2);
    h.feed(PacketType::trunc, z(1, 3));
    // Across an epoch, as our leader sends it; it waits for the disk.
    propose(h, z(2, 1));
    commit(h, z(2, 1));
    EXPECT_TRUE(has(h, z(1, 4)));
    h.finishDisk();
    EXPECT_FALSE(has(h, z(1, 4)));
    EXPECT_TRUE(has(h, z(2, 1)));
    h.bringUpToDate(2);
    EXPECT_EQ(h.over(), "");
    ASSERT_EQ(h.disk.log.size(), 4U);
    EXPECT_EQ(h.disk.log.back().first, z(2, 1));
    EXPECT_EQ(h.disk.currentEpoch, 2);
}

TEST(LearnerSync, TruncToWhatIsNotThereEndsTheRoleWithASoundLog)
{
    DiskImage disk;
    disk.log = {{z(1, 1), entryOf(write(z(1, 1)))}, {z(2, 1), entryOf(write(z(2, 1)))}};
    disk.acceptedEpoch = disk.currentEpoch = 2;
    LearnerHarness h(with(disk));
    h.connect();
    h.discover(3);
    h.feed(PacketType::trunc, z(1, 7));
    h.finishDisk();
    EXPECT_THAT(h.over(), HasSubstr("it ends at 0x100000001 now"));
    EXPECT_EQ(h.replica.tree().lastProcessed(), z(1, 1));
}

TEST(LearnerSync, TruncThatCutsNothingIsRefused)
{
    LearnerHarness h(with(epochOne(3)));
    h.connect();
    h.discover(2);
    h.feed(PacketType::trunc, z(1, 4));
    EXPECT_THAT(h.over(), HasSubstr("cuts nothing"));
    EXPECT_THAT(h.queue, IsEmpty());
}

/// The stream of a leader whose log is `disk`'s.
Bytes streamOf(const DiskImage& disk)
{
    LearnerHarness other(with(disk));
    other.perform(SaveTree{other.replica.tree().lastProcessed()});
    return other.disk.snapshot;
}

TEST(LearnerSync, SnapChangesNothingBeforeNewLeaderThenSavesWhatIsExact)
{
    LearnerHarness h(with(epochOne(2)));
    h.connect();
    h.discover(2);
    h.feed(PacketType::snap, z(1, 6));
    // Fuzzy: the stream holds 1|7 and 1|8 already, of which 1|7 comes again as a proposal.
    const Bytes stream = streamOf(epochOne(8));
    for (std::size_t at = 0; at < stream.size(); at += 50)
        h.feed(ByteView(stream).subspan(at, std::min<std::size_t>(50, stream.size() - at)));
    for (const std::uint32_t i : {7, 8}) {
        propose(h, z(1, i));
        commit(h, z(1, i));
    }
    propose(h, z(2, 1));
    EXPECT_THAT(h.queue, IsEmpty());
    EXPECT_FALSE(has(h, z(1, 3)));
    h.feed(PacketType::newLeader, z(2, 0), toBytes("version=0"));
    commit(h, z(2, 1)); // Waits: the tree must not change while it is saved.
    EXPECT_TRUE(has(h, z(1, 8)));
    EXPECT_FALSE(has(h, z(2, 1)));
    ASSERT_FALSE(h.queue.empty());
    EXPECT_TRUE(std::holds_alternative<SaveTree>(h.queue.front()));
    h.diskStep();
    EXPECT_EQ(h.disk.snapshotZxid, z(1, 8));
    EXPECT_TRUE(has(h, z(2, 1)));
    h.finishDisk();
    EXPECT_THAT(h.takeSentNames(), ElementsAre("ACK 0x200000000"));
    EXPECT_EQ(h.disk.currentEpoch, 2);
    h.feed(PacketType::upToDate, Zxid(-1));
    const auto recovered = h.disk.recover();
    ASSERT_TRUE(recovered);
    EXPECT_EQ(recovered->tree->digest(), h.replica.tree().digest());
    EXPECT_EQ(h.replica.tree().digest(), h.replica.tree().recomputeDigest());
}

TEST(LearnerSync, AStreamThatBreaksOffLeavesEverythingAsItWas)
{
    LearnerHarness h(with(epochOne(2)));
    h.connect();
    h.discover(2);
    h.feed(PacketType::snap, z(1, 6));
    const Bytes stream = streamOf(epochOne(6));
    h.feed(ByteView(stream).first(stream.size() / 2));
    h.learner->closed(h.link, "reset by peer", h.now);
    EXPECT_THAT(h.over(), HasSubstr("reset by peer"));
    EXPECT_THAT(h.queue, IsEmpty());
    EXPECT_EQ(h.replica.tree().lastProcessed(), z(1, 2));
}

/// A node of a stream: path, data, ACL id, Stat.
Bytes nodeRecord(const std::string& path, std::size_t dataBytes)
{
    Bytes record;
    jute::Writer out(record);
    out.buffer(viewOf(path));
    out.buffer(Bytes(dataBytes));
    out.raw(Bytes(8, 0xff)); // -1: world:anyone, which needs no list.
    out.raw(Bytes(60));
    return record;
}

TEST(LearnerSync, ATreeThatNeverEndsIsCutOffAtTheLimitOfItsSize)
{
    LearnerHarness::Setup setup = with(epochOne(2));
    setup.maxTreeBytes = std::size_t(1) << 20;
    LearnerHarness h(std::move(setup));
    h.connect();
    h.discover(2);
    h.feed(PacketType::snap, z(1, 6));
    h.feed(Bytes(8)); // No sessions, no ACL lists.
    h.feed(nodeRecord("", 0));
    std::size_t fedBytes = 0;
    for (int i = 0; h.over().empty() && i < 5000; ++i) {
        const Bytes record = nodeRecord("/n" + std::to_string(i), 1000);
        fedBytes += record.size();
        h.feed(record);
    }
    EXPECT_THAT(h.over(), HasSubstr("larger than this server may hold (1048576 bytes)"));
    EXPECT_LT(fedBytes, (std::size_t(1) << 20) + 2000);
    EXPECT_THAT(h.queue, IsEmpty());
    EXPECT_EQ(h.replica.tree().lastProcessed(), z(1, 2)); // As it was.
    EXPECT_TRUE(has(h, z(1, 2)));
}

TEST(LearnerSync, ALengthInTheStreamIsNotBelieved)
{
    LearnerHarness h(with(epochOne(2)));
    h.connect();
    h.discover(2);
    h.feed(PacketType::snap, z(1, 6));
    h.feed(Bytes(8));
    h.feed(Bytes{0x7f, 0xff, 0xff, 0xff}); // A path of 2 GiB.
    EXPECT_THAT(h.over(), HasSubstr("unreasonable length 2147483647"));

    // One that a node might have costs no more than the bytes that came.
    LearnerHarness slow(with(epochOne(2)));
    slow.connect();
    slow.discover(2);
    slow.feed(PacketType::snap, z(1, 6));
    slow.feed(Bytes(8));
    const std::size_t before = ::mallinfo2().uordblks + ::mallinfo2().hblkhd;
    slow.feed(Bytes{0x03, 0xff, 0xff, 0xff}); // 64 MiB.
    slow.feed(Bytes(1000, 'x'));
    EXPECT_EQ(slow.over(), "");
    EXPECT_LT(::mallinfo2().uordblks + ::mallinfo2().hblkhd, before + (std::size_t(1) << 20));
}

TEST(LearnerSync, OfWhatFollowsATreeOnlyTheEndIsKept)
{
    LearnerHarness::Setup setup = with(epochOne(2));
    setup.commitLogCount = 5;
    LearnerHarness h(std::move(setup));
    h.connect();
    h.discover(2);
    h.feed(PacketType::snap, z(1, 6));
    h.feed(streamOf(epochOne(6)));
    for (std::uint32_t i = 7; i <= 100; ++i) {
        propose(h, z(1, i));
        commit(h, z(1, i));
    }
    h.bringUpToDate(2);
    EXPECT_EQ(h.over(), "");
    EXPECT_TRUE(has(h, z(1, 100)));
    EXPECT_EQ(h.replica.committedLog().zxids(),
        (std::deque<Zxid>{z(1, 96), z(1, 97), z(1, 98), z(1, 99), z(1, 100)}));
    EXPECT_EQ(h.disk.snapshotZxid, z(1, 100));
}

TEST(LearnerSync, ADamagedStreamEndsTheRole)
{
    LearnerHarness h(with(epochOne(2)));
    h.connect();
    h.discover(2);
    h.feed(PacketType::snap, z(1, 6));
    Bytes stream = streamOf(epochOne(6));
    stream.back() ^= 1;
    h.feed(stream);
    EXPECT_THAT(h.over(), HasSubstr("signature"));
}

/// Whatever the disk did not do any more when the crash came, what it holds is a history that the
/// leader had, or the old one; and its epoch is one under which it may vote.
TEST(LearnerSync, ACrashAtAnyPointLeavesASoundDisk)
{
    const auto conversation = [](LearnerHarness& h, int kind) {
        h.connect();
        h.discover(4);
        if (kind == 0)
            h.feed(PacketType::diff, z(4, 1));
        if (kind == 1)
            h.feed(PacketType::trunc, z(1, 3));
        if (kind == 2) {
            h.feed(PacketType::snap, z(1, 6));
            h.feed(streamOf(epochOne(6)));
        }
        const std::uint32_t from = kind == 0 ? 6 : kind == 1 ? 4 : 7;
        for (std::uint32_t i = from; i <= 8; ++i) {
            propose(h, z(1, i));
            commit(h, z(1, i));
        }
        for (const Zxid zxid : {z(3, 1), z(4, 1)}) {
            propose(h, zxid);
            commit(h, zxid);
        }
        h.feed(PacketType::newLeader, z(4, 0), toBytes("version=0"));
    };
    for (int kind = 0; kind < 3; ++kind) {
        for (std::size_t crashAt = 0; crashAt < 12; ++crashAt) {
            LearnerHarness h(with(epochOne(5)));
            conversation(h, kind);
            for (std::size_t step = 0; step < crashAt && !h.queue.empty(); ++step)
                h.diskStep();
            const auto recovered = h.disk.recover();
            ASSERT_TRUE(recovered) << kind << ' ' << crashAt << recovered.error().detail;
            const Zxid last = recovered->tree->lastProcessed();
            const bool isSnapshot = last == h.disk.snapshotZxid;
            EXPECT_TRUE(isSnapshot || std::int64_t(last.epoch()) <= h.disk.currentEpoch);
            if (h.disk.currentEpoch >= 3) {
                EXPECT_GE(last, z(1, 8)) << kind << ' ' << crashAt;
            }
            if (h.disk.currentEpoch == 4) {
                EXPECT_GE(last, z(3, 1)) << kind << ' ' << crashAt;
            }
        }
    }
}

TEST(LearnerSync, GapsRepeatsAndForeignEpochsAbortIt)
{
    const auto after = [](Zxid zxid, Zxid named) {
        LearnerHarness h(with(epochOne(3)));
        h.connect();
        h.discover(2);
        h.feed(PacketType::diff, z(2, 9));
        QuorumPacket packet = proposalOf(write(zxid));
        packet.zxid = named;
        h.feed(packet);
        return h.over();
    };
    EXPECT_EQ(after(z(1, 4), z(1, 4)), "");
    EXPECT_EQ(after(z(2, 1), z(2, 1)), "");
    EXPECT_THAT(after(z(1, 5), z(1, 5)), HasSubstr("does not follow 0x100000003"));
    EXPECT_THAT(after(z(1, 3), z(1, 3)), HasSubstr("does not follow 0x100000003"));
    EXPECT_THAT(after(z(2, 2), z(2, 2)), HasSubstr("does not follow 0x100000003"));
    EXPECT_THAT(after(z(0, 9), z(0, 9)), HasSubstr("does not follow 0x100000003"));
    EXPECT_THAT(after(z(3, 1), z(3, 1)), HasSubstr("the leader's epoch is 2"));
    EXPECT_THAT(after(z(1, 4), z(1, 5)), HasSubstr("its transaction has zxid 0x100000004"));
}

} // namespace
} // namespace zs::engine

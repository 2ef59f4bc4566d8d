// SPDX-License-Identifier: Apache-2.0
// As lessons_election_test.cpp: synchronization, broadcast, observers, partitions.
#include "tests/localcluster/timeline/lesson_recording.h"

#include <gmock/gmock.h>

namespace zs::timeline {

namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using trace::ProcessChange;
using trace::ServerState;
using trace::SyncMode;

ServerId id(std::int64_t value) { return ServerId(value); }

/// The second time that the launcher started this server.
Instant returnOf(const LessonRecording& lesson, std::int64_t server)
{
    std::vector<Instant> starts;
    for (const Happening& one : lesson.told(HappeningKind::processChanged, server)) {
        if (one.process == ProcessChange::started)
            starts.push_back(one.t);
    }
    EXPECT_EQ(starts.size(), 2U);
    return starts.empty() ? Instant() : starts.back();
}

std::vector<std::string> quorumTypes(const std::vector<PacketFlight>& flights)
{
    std::vector<std::string> types;
    for (const PacketFlight& one : flights) {
        if (one.port == trace::Port::quorum)
            types.push_back(one.type);
    }
    return types;
}

/// Every packet that both ends saw left before it came, and in the order of its connection.
void expectSound(const std::vector<PacketFlight>& flights)
{
    Instant last{};
    for (const PacketFlight& one : flights) {
        EXPECT_TRUE(one.sentAt || one.receivedAt);
        if (!one.sentAt || !one.receivedAt || one.port != trace::Port::quorum)
            continue;
        EXPECT_LE(*one.sentAt, *one.receivedAt) << one.type << " " << one.link;
        EXPECT_GE(*one.receivedAt, last) << one.type << " " << one.link << " overtakes";
        last = *one.receivedAt;
    }
}

TEST(Lesson5, AFollowerThatReturnsGetsADiffOfWhatItMissed)
{
    const LessonRecording lesson("lesson-05");
    const Instant back = returnOf(lesson, 1);
    const Happening sync = lesson.first(HappeningKind::syncChosen, 2, back);
    EXPECT_EQ(sync.other, id(1));
    EXPECT_EQ(sync.mode, SyncMode::diff);
    EXPECT_EQ(sync.zxid, Zxid(1, 3));
    EXPECT_EQ(sync.to, Zxid(1, 5));
    const ClusterPicture during = lesson.picture(sync.t);
    EXPECT_EQ(during.server(id(2))->logMin, Zxid(1, 1));
    EXPECT_EQ(during.server(id(2))->logMax, Zxid(1, 5));
    const ServerPicture learner = *during.server(id(1));
    EXPECT_TRUE(learner.isSyncing());
    ASSERT_TRUE(learner.sync);
    EXPECT_EQ(learner.sync->mode, SyncMode::diff);
    EXPECT_FALSE(learner.sync->upToDate);
    EXPECT_EQ(during.stage.stage, Stage::broadcast) << "the other two go on";

    EXPECT_EQ(learner.lastLogged, Zxid(1, 3));
    const Happening serves = lesson.first(HappeningKind::follows, 1, back);
    const ServerPicture after = lesson.server(1, serves.t);
    EXPECT_FALSE(after.isSyncing());
    EXPECT_GE(*after.lastCommitted, Zxid(1, 5));
    EXPECT_TRUE(after.sync && after.sync->newLeaderAcked && after.sync->upToDate);

    const std::vector<PacketFlight> flights = lesson.flights(2, 1, back);
    expectSound(flights);
    const std::vector<std::string> types = quorumTypes(flights);
    ASSERT_GE(types.size(), 8U);
    EXPECT_THAT(std::vector(types.begin(), types.begin() + 8),
        ElementsAre("LEADERINFO", "DIFF", "PROPOSAL", "COMMIT", "PROPOSAL", "COMMIT",
            "NEWLEADER", "UPTODATE"));
    EXPECT_THAT(lesson.told(HappeningKind::digestsDiffer), IsEmpty());
    EXPECT_THAT(lesson.told(HappeningKind::digestsEqual), Not(IsEmpty()));
    bool laneShowsDiff = false;
    for (const LaneSpan& span : lesson.timeline().lanes().front().spans)
        laneShowsDiff = laneShowsDiff
            || (span.state == LaneState::syncing && span.mode == SyncMode::diff);
    EXPECT_TRUE(laneShowsDiff);
}

TEST(Lesson6, WhatTheOldLeaderLoggedAloneIsCutOffItsLog)
{
    const LessonRecording lesson("lesson-06");
    const Zxid ghost(1, 3);
    const Instant killed = lesson.process(2, ProcessChange::killed);
    const ClusterPicture before = lesson.picture(killed - 1ns);
    EXPECT_EQ(before.server(id(2))->lastLogged, ghost);
    EXPECT_EQ(before.server(id(2))->lastCommitted, Zxid(1, 2));
    const auto txn = std::find_if(before.transactions.begin(), before.transactions.end(),
        [&](const TxnPicture& one) { return one.zxid == ghost; });
    ASSERT_NE(txn, before.transactions.end());
    EXPECT_EQ(txn->state, TxnState::proposed);
    EXPECT_THAT(txn->logged, ElementsAre(id(2)));
    EXPECT_THAT(txn->committed, IsEmpty());
    EXPECT_EQ(txn->path, "/ghost");

    const Instant back = returnOf(lesson, 2);
    const Happening sync = lesson.first(HappeningKind::syncChosen, 3, back);
    EXPECT_EQ(sync.mode, SyncMode::trunc);
    EXPECT_EQ(sync.zxid, ghost);
    EXPECT_EQ(sync.from, Zxid(1, 2));
    const Happening serves = lesson.first(HappeningKind::follows, 2, back);
    const ClusterPicture after = lesson.picture(serves.t);
    EXPECT_EQ(after.server(id(2))->lastLogged, Zxid(1, 2));
    EXPECT_EQ(after.server(id(2))->lastCommitted, Zxid(1, 2));
    EXPECT_TRUE(std::none_of(after.transactions.begin(), after.transactions.end(),
        [&](const TxnPicture& one) { return one.zxid == ghost; }))
        << "nobody has it any more";
    // Where it must be known, it is: nothing that anybody was told is lost.
    for (const Happening& cost : lesson.told(HappeningKind::failoverCost))
        EXPECT_EQ(cost.lost, 0);
    EXPECT_THAT(lesson.told(HappeningKind::digestsDiffer), IsEmpty());
}

TEST(Lesson6, WhatACutLinkHoldsIsSentAndNotReceived)
{
    const LessonRecording lesson("lesson-06");
    const Instant killed = lesson.process(2, ProcessChange::killed);
    const ClusterPicture cut = lesson.picture(killed - 1ns);
    ASSERT_FALSE(cut.faults.empty());
    EXPECT_EQ(cut.faults.front().kind, FaultKind::partition);
    EXPECT_THAT(cut.faults.front().servers, ElementsAre(id(2)));
    EXPECT_THAT(cut.faults.front().others, ElementsAre(id(1), id(3)));
    bool held = false;
    for (const PacketFlight& one : lesson.timeline().flights(killed - 1ns))
        held = held
            || (one.type == "PROPOSAL" && one.zxid == Zxid(1, 3) && one.sentAt && !one.receivedAt);
    EXPECT_TRUE(held);
    EXPECT_THAT(lesson.last().faults, IsEmpty()) << "healed";
}

TEST(Lesson8, ASnapshotComesWithItsBytesAndThenWhatGathered)
{
    const LessonRecording lesson("lesson-08");
    const Instant back = returnOf(lesson, 1);
    const Happening sync = lesson.first(HappeningKind::syncChosen, 2, back);
    EXPECT_EQ(sync.mode, SyncMode::snap);
    EXPECT_EQ(sync.zxid, Zxid(1, 2));
    EXPECT_EQ(sync.to, Zxid(1, 32));
    std::int64_t most = 0;
    for (const Moment& one : lesson.moments()) {
        if (!std::holds_alternative<trace::SyncProgressEvent>(one.event) || one.t < back)
            continue;
        const ServerPicture learner = lesson.server(1, one.t);
        ASSERT_TRUE(learner.sync && learner.sync->bytes);
        EXPECT_GE(*learner.sync->bytes, most);
        most = *learner.sync->bytes;
    }
    EXPECT_GT(most, 3'000'000);
    const Happening taken = lesson.first(HappeningKind::snapshotTaken, 1, back);
    EXPECT_EQ(taken.count, most);
    EXPECT_EQ(taken.other, id(2));
    const Happening serves = lesson.first(HappeningKind::follows, 1, back);
    EXPECT_GE(*lesson.server(1, lesson.timeline().end()).lastCommitted, Zxid(1, 35));
    EXPECT_GE(*lesson.server(1, serves.t).lastCommitted, Zxid(1, 32));
    EXPECT_THAT(lesson.told(HappeningKind::digestsDiffer), IsEmpty());
}

TEST(Lesson9, AnObserverIsInformedVotesForNobodyAndFollowsTheNewLeader)
{
    const LessonRecording lesson("lesson-09");
    const ClusterPicture last = lesson.last();
    EXPECT_THAT(last.observers, ElementsAre(id(4)));
    EXPECT_EQ(last.quorumSize, 2);
    EXPECT_EQ(last.server(id(4))->role, Role::observer);
    EXPECT_EQ(last.server(id(4))->state, ServerState::observing);
    EXPECT_FALSE(last.server(id(4))->isSyncing());
    const std::vector<std::string> sent = quorumTypes(lesson.flights(4, 1));
    for (std::int64_t leader = 1; leader <= 3; ++leader) {
        const std::vector<std::string> types = quorumTypes(lesson.flights(leader, 4));
        EXPECT_THAT(types, Not(Contains("PROPOSAL")));
        EXPECT_THAT(types, Not(Contains("COMMIT")));
    }
    bool informed = false;
    for (std::int64_t leader = 1; leader <= 3; ++leader)
        for (const std::string& type : quorumTypes(lesson.flights(leader, 4)))
            informed = informed || type == "INFORM";
    EXPECT_TRUE(informed);
    for (const Moment& one : lesson.moments()) {
        if (!std::holds_alternative<trace::TallyEvent>(one.event)
            && !std::holds_alternative<trace::AcksEvent>(one.event))
            continue;
        const ClusterPicture picture = lesson.picture(one.t);
        if (picture.election.best) {
            EXPECT_THAT(picture.election.best->voters, Not(Contains(id(4))));
        }
        EXPECT_THAT(picture.stage.acks, Not(Contains(id(4))));
        EXPECT_FALSE(picture.server(id(4))->vote && picture.server(id(4))->vote->leader == id(4));
    }
    std::set<ServerId> leaders;
    for (const Happening& one : lesson.told(HappeningKind::observes, 4))
        leaders.insert(*one.other);
    EXPECT_EQ(leaders.size(), 2U) << "the first leader, and the one after it";
}

TEST(Lesson10, AWriteGoesFromRequestToCommitPacketByPacket)
{
    const LessonRecording lesson("lesson-10");
    // The write of the lesson is the last setData.
    Zxid zxid;
    for (const Moment& one : lesson.moments()) {
        const auto* txn = std::get_if<trace::TxnEvent>(&one.event);
        if (txn && txn->type == "setData" && txn->step == trace::TxnStep::proposed)
            zxid = txn->zxid;
    }
    ASSERT_GT(zxid, Zxid());
    std::vector<HappeningKind> kinds;
    Instant committed{};
    for (const Happening& one : lesson.happenings()) {
        if (one.zxid != zxid)
            continue;
        if (one.kind == HappeningKind::proposes || one.kind == HappeningKind::quorumCommit) {
            EXPECT_EQ(one.server, id(2));
            kinds.push_back(one.kind);
        }
        if (one.kind == HappeningKind::quorumCommit) {
            committed = one.t;
            EXPECT_GE(one.have.value_or(0), 2);
            EXPECT_EQ(one.need, 2);
        }
    }
    EXPECT_THAT(kinds, ElementsAre(HappeningKind::proposes, HappeningKind::quorumCommit));
    const auto find = [&](Instant t) {
        for (const TxnPicture& one : lesson.picture(t).transactions) {
            if (one.zxid == zxid)
                return one;
        }
        return TxnPicture();
    };
    const TxnPicture before = find(committed - 1ns);
    EXPECT_EQ(before.state, TxnState::proposed);
    EXPECT_EQ(before.type, "setData");
    EXPECT_EQ(before.path, "/node");
    EXPECT_EQ(find(committed).state, TxnState::committed);
    EXPECT_EQ(find(committed).committedAt, committed);
    EXPECT_THAT(find(lesson.timeline().end()).logged, ElementsAre(id(1), id(2), id(3)));
    EXPECT_EQ(lesson.picture(committed).stage.committed, zxid);

    const auto carries = [&](std::int64_t from, std::int64_t to, const std::string& type) {
        for (const PacketFlight& one : lesson.flights(from, to)) {
            if (one.type == type && one.zxid == zxid && one.sentAt && one.receivedAt)
                return true;
        }
        return false;
    };
    for (const std::int64_t follower : {1, 3}) {
        EXPECT_TRUE(carries(2, follower, "PROPOSAL"));
        EXPECT_TRUE(carries(follower, 2, "ACK"));
        EXPECT_TRUE(carries(2, follower, "COMMIT"));
        expectSound(lesson.flights(2, follower));
        expectSound(lesson.flights(follower, 2));
    }
}

TEST(Lesson12, AMinorityGivesUpAndTheMajorityElectsANewEpoch)
{
    const LessonRecording lesson("lesson-12");
    const Happening cut = lesson.first(HappeningKind::faultStarted);
    EXPECT_EQ(cut.fault, "partition");
    EXPECT_THAT(cut.servers, ElementsAre(id(1), id(3)));
    const Happening lost = lesson.first(HappeningKind::quorumLost, 3, cut.t);
    EXPECT_EQ(lost.have, 2);
    EXPECT_EQ(lost.need, 3);
    EXPECT_THAT(lost.servers, ElementsAre(id(2), id(4), id(5)));
    const Happening down = lesson.first(HappeningKind::stepsDown, 3, cut.t);
    EXPECT_LT(down.t - cut.t, 1300ms) << "syncLimit + 1 ticks and half a tick";
    const Happening back = lesson.first(HappeningKind::serviceReturned, 5, cut.t);
    EXPECT_EQ(back.other, id(3));
    EXPECT_EQ(lesson.picture(back.t).stage.epoch, 2);
    EXPECT_EQ(lesson.picture(back.t).stage.leader, id(5));

    const Happening healed = lesson.first(HappeningKind::faultEnded);
    const ClusterPicture split = lesson.picture(healed.t - 1ns);
    ASSERT_EQ(split.faults.size(), 1U);
    EXPECT_THAT(split.faults.front().others, ElementsAre(id(2), id(4), id(5)));
    EXPECT_EQ(split.server(id(3))->state, ServerState::looking);
    EXPECT_EQ(split.server(id(1))->state, ServerState::looking);
    EXPECT_EQ(split.stage.stage, Stage::broadcast) << "the majority serves";

    const Happening sync = [&] {
        for (const Happening& one : lesson.told(HappeningKind::syncChosen, 5, healed.t)) {
            if (one.other == id(3))
                return one;
        }
        return Happening();
    }();
    ASSERT_TRUE(sync.mode);
    EXPECT_THAT(*sync.mode,
        testing::AnyOf(SyncMode::truncDiff, SyncMode::trunc, SyncMode::snap));
    const ClusterPicture last = lesson.last();
    for (const ServerPicture& one : last.servers) {
        EXPECT_EQ(one.lastCommitted, last.server(id(5))->lastCommitted);
        EXPECT_EQ(one.currentEpoch, 2);
    }
    // The follower's client went to the majority and kept its session.
    const Happening moved = lesson.first(HappeningKind::sessionMoved, 0, cut.t);
    EXPECT_EQ(moved.other, id(1));
    EXPECT_EQ(moved.server, id(4));
    for (const Happening& cost : lesson.told(HappeningKind::failoverCost, 0, cut.t))
        EXPECT_EQ(cost.lost, 0);
    EXPECT_THAT(lesson.told(HappeningKind::digestsDiffer), IsEmpty());
}

} // namespace

} // namespace zs::timeline

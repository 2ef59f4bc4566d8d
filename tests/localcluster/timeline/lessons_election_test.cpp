// SPDX-License-Identifier: Apache-2.0
// What lessons.md says must be seen, as the picture shows it, from traces of real servers.
#include "tests/localcluster/timeline/lesson_recording.h"

#include <gmock/gmock.h>

namespace zs::timeline {

namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::Each;
using testing::IsEmpty;
using trace::ProcessChange;
using trace::ServerState;
using trace::Verdict;

ServerId id(std::int64_t value) { return ServerId(value); }

/// "by epoch=, zxid8>7 …" as the vote table shows a row.
std::string rowText(const VoteRow& row)
{
    const auto cell = [](const VoteCell& one) {
        const std::string pair = std::to_string(Zxid(one.theirs).counter()) + "?"
            + std::to_string(Zxid(one.mine).counter());
        switch (one.outcome) {
        case CellOutcome::equal: return std::string(pair).replace(pair.find('?'), 1, "=");
        case CellOutcome::theirsWins: return std::string(pair).replace(pair.find('?'), 1, ">");
        case CellOutcome::theirsLoses: return std::string(pair).replace(pair.find('?'), 1, "<");
        case CellOutcome::notReached: break;
        }
        return std::string("-");
    };
    return std::to_string(row.at.value) + " hears " + std::to_string(row.from->value) + ": "
        + cell(row.epoch) + " " + cell(row.zxid) + " " + cell(row.sid) + " "
        + std::string(namesOf(row.verdict)[static_cast<std::size_t>(row.verdict)]);
}

std::vector<std::string> rowTexts(const ClusterPicture& picture)
{
    std::vector<std::string> texts;
    for (const VoteRow& row : picture.election.rows)
        texts.push_back(rowText(row));
    return texts;
}

TEST(Lesson1, OneServerAloneLooksWithOneVoteOfThree)
{
    const LessonRecording lesson("lesson-01");
    const Instant second = lesson.process(2, ProcessChange::started);
    const ClusterPicture picture = lesson.picture(second);
    EXPECT_EQ(picture.quorumSize, 2);
    EXPECT_THAT(picture.voters, ElementsAre(id(1), id(2), id(3)));
    const ServerPicture one = *picture.server(id(1));
    EXPECT_EQ(one.state, ServerState::looking);
    EXPECT_EQ(one.vote->leader, id(1));
    EXPECT_EQ(one.vote->zxid, Zxid());
    EXPECT_FALSE(one.previousVote);
    EXPECT_EQ(picture.stage.stage, Stage::election);
    ASSERT_TRUE(picture.election.best);
    EXPECT_THAT(picture.election.best->voters, ElementsAre(id(1)));
    EXPECT_FALSE(picture.election.best->quorum);
    EXPECT_FALSE(picture.server(id(3))->state) << "nothing was observed of it";
    EXPECT_EQ(picture.server(id(3))->source, Source::none);
}

TEST(Lesson1, TheHigherIdDecidesAndTwoOfThreeAreAQuorum)
{
    const LessonRecording lesson("lesson-01");
    const Happening taken = lesson.first(HappeningKind::voteTaken, 1);
    EXPECT_EQ(taken.other, id(2));
    EXPECT_EQ(taken.by, trace::DecidedBy::sid);
    EXPECT_EQ(taken.vote->leader, id(2));
    const ServerPicture after = lesson.server(1, taken.t);
    EXPECT_EQ(after.vote->leader, id(2));
    EXPECT_EQ(after.previousVote->leader, id(1));
    EXPECT_THAT(rowTexts(lesson.picture(taken.t)), 
        testing::Contains("1 hears 2: 0=0 0=0 2>1 takes"));

    const Instant third = lesson.process(3, ProcessChange::started);
    const ClusterPicture picture = lesson.picture(third);
    EXPECT_EQ(picture.server(id(2))->state, ServerState::leading);
    EXPECT_EQ(picture.server(id(1))->state, ServerState::following);
    EXPECT_EQ(picture.server(id(1))->leader, id(2));
    EXPECT_EQ(picture.stage.stage, Stage::broadcast);
    EXPECT_EQ(picture.stage.leader, id(2));
    EXPECT_EQ(picture.stage.epoch, 1);
    EXPECT_THAT(picture.election.best->voters, ElementsAre(id(1), id(2)));
    EXPECT_TRUE(picture.election.best->quorum);
    EXPECT_EQ(lesson.told(HappeningKind::leads).size(), 1U);
}

TEST(Lesson1, WhoComesLateIsToldOfTheLeaderWithoutAnElection)
{
    const LessonRecording lesson("lesson-01");
    const Instant third = lesson.process(3, ProcessChange::started);
    EXPECT_EQ(lesson.first(HappeningKind::toldOfLeader, 3).other, id(2));
    EXPECT_THAT(lesson.told(HappeningKind::elected, 3), IsEmpty());
    const ClusterPicture last = lesson.last();
    EXPECT_EQ(last.server(id(3))->state, ServerState::following);
    EXPECT_FALSE(last.server(id(3))->isSyncing());
    ASSERT_EQ(lesson.timeline().elections().size(), 1U);
    EXPECT_LT(*lesson.timeline().elections().front().to, third);
    EXPECT_EQ(lesson.timeline().elections().front().leader, id(2));
    // While it looks, the cluster goes on: its strip stays at broadcast.
    const Happening looks = lesson.first(HappeningKind::startsLooking, 3);
    EXPECT_EQ(lesson.picture(looks.t).stage.stage, Stage::broadcast);
    EXPECT_FALSE(lesson.picture(looks.t).election.underWay);
}

TEST(Lesson1, EachNotificationTravelsFromItsSendersLineToItsReceivers)
{
    const LessonRecording lesson("lesson-01");
    const Happening taken = lesson.first(HappeningKind::voteTaken, 1);
    bool found = false;
    for (const PacketFlight& one : lesson.flights(2, 1)) {
        if (one.type != "NOTIFICATION")
            continue;
        ASSERT_TRUE(one.sentAt && one.receivedAt);
        EXPECT_LE(*one.sentAt, *one.receivedAt);
        const auto sent = lesson.timeline().moment(*one.sentMoment);
        const auto received = lesson.timeline().moment(*one.receivedMoment);
        ASSERT_TRUE(sent && received);
        EXPECT_EQ(sent->server, id(2));
        EXPECT_EQ(received->server, id(1));
        EXPECT_EQ(std::get<trace::NotifyEvent>(sent->event).vote,
            std::get<trace::NotifyEvent>(received->event).vote);
        found = found || *one.receivedAt == taken.t;
        EXPECT_FALSE(lesson.timeline().flights(*one.sentAt).empty());
    }
    EXPECT_TRUE(found) << "the vote that server 1 took came as a notification";
}

TEST(Lesson3, TheNewerZxidWinsAndBetweenEqualsTheHigherId)
{
    const LessonRecording lesson("lesson-03");
    const Instant killed = lesson.process(3, ProcessChange::killed);
    const ClusterPicture before = lesson.picture(killed - 1ns);
    EXPECT_EQ(before.stage.leader, id(3));
    EXPECT_EQ(before.server(id(1))->lastCommitted, Zxid(1, 8));
    EXPECT_EQ(before.server(id(4))->lastCommitted, Zxid(1, 7));
    EXPECT_FALSE(before.faults.empty());

    const ClusterPicture dead = lesson.picture(killed);
    EXPECT_TRUE(dead.server(id(3))->isDown());
    EXPECT_EQ(dead.server(id(3))->process, ProcessState::killed);
    EXPECT_EQ(dead.server(id(3))->lastCommitted, Zxid(1, 8)) << "its disk still has it";
    EXPECT_THAT(dead.server(id(3))->links, IsEmpty());

    const ClusterPicture last = lesson.last();
    std::vector<std::string> rows = rowTexts(last);
    EXPECT_THAT(rows, testing::Contains("1 hears 2: 1=1 8=8 2>1 takes"));
    bool fourTakes = false;
    for (const VoteRow& row : last.election.rows)
        fourTakes = fourTakes
            || (row.at == id(4) && row.verdict == Verdict::takes
                && row.zxid.outcome == CellOutcome::theirsWins
                && row.sid.outcome == CellOutcome::notReached
                && Zxid(row.zxid.theirs) == Zxid(1, 8) && Zxid(row.zxid.mine) == Zxid(1, 7));
    EXPECT_TRUE(fourTakes) << testing::PrintToString(rows);
    EXPECT_EQ(last.election.leader, id(2));
    EXPECT_EQ(last.election.best->vote.leader, id(2));
    EXPECT_THAT(last.election.best->voters, ElementsAre(id(1), id(2), id(4)));
    EXPECT_EQ(last.server(id(4))->vote->leader, id(2));
    EXPECT_EQ(last.stage.stage, Stage::broadcast);
    EXPECT_EQ(last.stage.epoch, 2);
}

TEST(Lesson3, AFailoverTellsHowLongNobodyLedAndThatNothingWasLost)
{
    const LessonRecording lesson("lesson-03");
    const Instant killed = lesson.process(3, ProcessChange::killed);
    const Happening lost = lesson.first(HappeningKind::serviceLost);
    EXPECT_EQ(lost.t, killed);
    EXPECT_EQ(lost.other, id(3));
    EXPECT_TRUE(lesson.first(HappeningKind::processChanged, 3, killed).led);
    EXPECT_EQ(lesson.first(HappeningKind::lostLeader, 1, killed).other, id(3));
    EXPECT_FALSE(lesson.first(HappeningKind::startsRound, 1, killed).vote->zxid < Zxid(1, 8));
    const Happening back = lesson.first(HappeningKind::serviceReturned, 2, killed);
    EXPECT_EQ(back.durationNs, (back.t - killed).count());
    EXPECT_GT(back.durationNs, 0);
    EXPECT_EQ(back.other, id(3));
    const std::vector<ElectionSpan>& elections = lesson.timeline().elections();
    ASSERT_EQ(elections.size(), 2U);
    EXPECT_EQ(elections.back().leader, id(2));
    EXPECT_GE(elections.back().from, killed);
    EXPECT_EQ(elections.back().to, back.t);
    for (const Happening& cost : lesson.told(HappeningKind::failoverCost)) {
        EXPECT_EQ(cost.lost, 0);
        EXPECT_EQ(cost.durationNs, back.durationNs);
    }
}

TEST(Lesson4, AnOlderHistoryTakesTheNewerWhateverItsId)
{
    const LessonRecording lesson("lesson-04");
    const Instant killed = lesson.process(2, ProcessChange::killed);
    const Happening taken = lesson.first(HappeningKind::voteTaken, 3, killed);
    EXPECT_EQ(taken.by, trace::DecidedBy::zxid);
    EXPECT_EQ(taken.mine->zxid, Zxid(1, 122));
    EXPECT_EQ(taken.vote->zxid, Zxid(1, 123));
    const ClusterPicture last = lesson.last();
    EXPECT_THAT(rowTexts(last), testing::Contains("3 hears 1: 1=1 123>122 - takes"));
    EXPECT_THAT(rowTexts(last), testing::Contains("1 hears 3: 1=1 122<123 - keeps"));
    EXPECT_EQ(last.stage.leader, id(1));
    EXPECT_EQ(last.server(id(3))->state, ServerState::following);
    const Happening sync = lesson.first(HappeningKind::syncChosen, 1, killed);
    EXPECT_EQ(sync.other, id(3));
    EXPECT_EQ(sync.mode, trace::SyncMode::diff);
    EXPECT_EQ(sync.zxid, Zxid(1, 122));
    EXPECT_EQ(sync.to, Zxid(1, 123));
    EXPECT_EQ(lesson.server(3, lesson.first(HappeningKind::follows, 3, sync.t).t).lastCommitted,
        Zxid(1, 123));
    EXPECT_THAT(lesson.told(HappeningKind::digestsDiffer), IsEmpty());
}

} // namespace

} // namespace zs::timeline

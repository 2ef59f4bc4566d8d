// SPDX-License-Identifier: GPL-3.0-or-later
#include "localcluster/timeline/timeline.h"
#include "tests/support/await.h"
#include "tests/ui/cluster/lessons/fake_lesson_cluster.h"
#include "ui/cluster/lessons/acts.h"
#include "ui/cluster/lessons/catalogue.h"
#include "ui/cluster/lessons/expectations.h"
#include "ui/cluster/lessons/lesson_runner.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using test::FakeLessonCluster;
using Phase = LessonRunner::Phase;
using testing::ElementsAre;

class LessonRunnerTest : public testing::Test {
protected:
    /// Two steps: start 1 and see it look; kill 1 and see it dead.
    static Lesson twoSteps()
    {
        Lesson lesson;
        lesson.number = 99;
        lesson.title = QStringLiteral("Two steps");
        lesson.steps = {
            {.title = QStringLiteral("Start"), .text = {}, .acts = {act::start(1)},
                .expected = {expect::startsLooking(1)}, .refuted = {expect::isNotLooking(1)},
                .conclusion = QStringLiteral("It looks.")},
            {.title = QStringLiteral("Kill"), .text = {}, .acts = {act::kill(1)},
                .expected = {expect::isDown(1)}, .refuted = {},
                .conclusion = QStringLiteral("It is dead."), .limit = 0s},
        };
        return lesson;
    }
    void begin(Lesson lesson = twoSteps())
    {
        runner = std::make_unique<LessonRunner>(
            std::move(lesson), &cluster, [this] { return now; });
    }
    void tell(int server, trace::Event event, Instant at)
    {
        cluster.tell({at, ServerId(server), ++lines, std::move(event)});
    }
    void tell(int server, trace::Event event) { tell(server, std::move(event), now); }
    static trace::StateEvent state(trace::ServerState to)
    {
        trace::StateEvent event;
        event.to = to;
        return event;
    }
    static trace::ProcessEvent killed(int server)
    {
        trace::ProcessEvent event;
        event.server = ServerId(server);
        event.what = trace::ProcessChange::killed;
        return event;
    }

    FakeLessonCluster cluster;
    Instant now{1s};
    std::uint64_t lines = 0;
    std::unique_ptr<LessonRunner> runner;
};

TEST_F(LessonRunnerTest, DoesNothingBeforeItIsAsked)
{
    begin();
    EXPECT_EQ(runner->phase(), Phase::ready);
    EXPECT_TRUE(cluster.calls.empty());
    tell(1, state(trace::ServerState::looking));
    EXPECT_EQ(runner->phase(), Phase::ready);
}

TEST_F(LessonRunnerTest, StepIsProvenOnlyByWhatWasRecordedAfterItBegan)
{
    begin();
    tell(1, state(trace::ServerState::looking));
    now += 1s;
    runner->doStep();
    EXPECT_THAT(cluster.calls, ElementsAre("start 1"));
    EXPECT_EQ(runner->phase(), Phase::acting);
    // Late: it tells of the time before the step.
    tell(1, state(trace::ServerState::looking), now - 1ms);
    EXPECT_EQ(runner->phase(), Phase::acting);
    tell(2, state(trace::ServerState::looking)); // Of another server.
    EXPECT_EQ(runner->phase(), Phase::acting);
    tell(1, state(trace::ServerState::looking));
    EXPECT_EQ(runner->phase(), Phase::proven);
    EXPECT_EQ(runner->seen()[0], now);
}

TEST_F(LessonRunnerTest, ContraryEvidenceEndsTheLessonAndIsNamed)
{
    begin();
    runner->doStep();
    tell(1, state(trace::ServerState::leading));
    EXPECT_EQ(runner->phase(), Phase::failed);
    EXPECT_THAT(runner->problem().toStdString(), testing::HasSubstr("does not stay LOOKING"));
    EXPECT_EQ(runner->contraryAt(), now);
    tell(1, state(trace::ServerState::looking));
    EXPECT_EQ(runner->phase(), Phase::failed) << "what comes later mends nothing";
    runner->nextStep();
    EXPECT_EQ(runner->stepIndex(), 0U);
}

TEST_F(LessonRunnerTest, TimeOutNamesWhatWasNotSeen)
{
    begin();
    runner->doStep();
    tell(1, state(trace::ServerState::looking));
    runner->nextStep();
    runner->doStep(); // Its limit is over at once.
    ASSERT_TRUE(zs::test::spinUntil([&] { return runner->phase() == Phase::failed; }));
    EXPECT_THAT(runner->problem().toStdString(), testing::HasSubstr("Server 1 is down"));
}

TEST_F(LessonRunnerTest, GapInATraceEndsTheLesson)
{
    begin();
    runner->doStep();
    tell(1, trace::DroppedEvent{3});
    EXPECT_EQ(runner->phase(), Phase::failed);
    EXPECT_THAT(runner->problem().toStdString(), testing::HasSubstr("gap"));
}

TEST_F(LessonRunnerTest, FailureOfTheClusterIsTold)
{
    begin();
    cluster.fail(QStringLiteral("There is no server program."));
    EXPECT_EQ(runner->phase(), Phase::failed);
    EXPECT_EQ(runner->problem(), QStringLiteral("There is no server program."));
}

TEST_F(LessonRunnerTest, ReaderWhoLeavesIsLeftAlone)
{
    begin();
    runner->doStep();
    runner->leave();
    tell(1, state(trace::ServerState::leading));
    cluster.fail(QStringLiteral("A server ended."));
    EXPECT_EQ(runner->phase(), Phase::left);
    EXPECT_EQ(runner->problem(), QString());
}

TEST_F(LessonRunnerTest, LastStepFinishes)
{
    Lesson lesson = twoSteps();
    lesson.steps[1].limit = 30s;
    begin(lesson);
    runner->doStep();
    tell(1, state(trace::ServerState::looking));
    runner->nextStep();
    EXPECT_EQ(runner->phase(), Phase::ready);
    runner->doStep();
    EXPECT_THAT(cluster.calls, ElementsAre("start 1", "kill 1"));
    tell(0, killed(1));
    EXPECT_EQ(runner->phase(), Phase::finished);
}

TEST_F(LessonRunnerTest, ActsWaitForEachOther)
{
    Lesson lesson = twoSteps();
    lesson.steps.resize(1);
    lesson.steps[0].acts = {act::cut({1}, {2}), act::create("writer", "/a"),
        act::kill(2)};
    begin(lesson);
    runner->doStep(); // The fake's links change within the call.
    EXPECT_THAT(cluster.calls, ElementsAre("cut 1", "create /a"));
    ClientAnswer answer;
    answer.at = now;
    answer.client = "writer";
    answer.operation = "create";
    answer.path = "/b";
    cluster.answer(answer);
    EXPECT_EQ(cluster.calls.size(), 2U);
    answer.path = "/a";
    cluster.answer(answer);
    EXPECT_THAT(cluster.calls, ElementsAre("cut 1", "create /a", "kill 2"));
    EXPECT_EQ(runner->phase(), Phase::acting);
}

TEST_F(LessonRunnerTest, WhatMayBeMissedProvesNothingAndHoldsNothingUp)
{
    Lesson lesson = twoSteps();
    lesson.steps[0].expected.push_back(expect::takesHigherId(1, 2));
    lesson.steps[0].expected.back().required = false;
    begin(lesson);
    runner->doStep();
    tell(1, state(trace::ServerState::looking));
    EXPECT_EQ(runner->phase(), Phase::proven);
    EXPECT_FALSE(runner->seen()[1].has_value());
}

/// Goes through the lesson by itself while the moments of a recording come.
class Replay : public LessonRunnerTest {
protected:
    std::vector<timeline::Moment> recorded(const char* name)
    {
        const auto file = std::string(ZS_TEST_DATA "/traces/") + name;
        auto opened = timeline::Timeline::open(file);
        EXPECT_TRUE(opened.has_value()) << file;
        return opened ? opened->moments(opened->begin(), opened->end(), 1'000'000)
                      : std::vector<timeline::Moment>();
    }
    void play(const char* name)
    {
        for (const timeline::Moment& moment : recorded(name)) {
            now = moment.t;
            if (runner->phase() == Phase::proven)
                runner->nextStep();
            runner->doStep();
            cluster.tell(moment);
        }
    }
};

TEST_F(Replay, RecordedFirstStartProvesEachStep)
{
    begin(lessonOf(1));
    play("lesson-01.ztrace");
    EXPECT_EQ(runner->phase(), Phase::finished) << runner->problem().toStdString();
    EXPECT_EQ(runner->stepIndex(), 2U);
}

TEST_F(Replay, RecordingOfAnotherLessonIsFoundOut)
{
    begin(lessonOf(2)); // Of five servers: 2 must not lead.
    play("lesson-01.ztrace");
    EXPECT_EQ(runner->phase(), Phase::failed);
    EXPECT_EQ(runner->stepIndex(), 1U);
}

TEST(Lessons, AreWholeAndNumberedInOrder)
{
    int last = 0;
    for (const Lesson& lesson : allLessons()) {
        EXPECT_GT(lesson.number, last);
        last = lesson.number;
        EXPECT_FALSE(lesson.subtitle.isEmpty()) << last;
        EXPECT_LE(lesson.apache, lesson.voters + lesson.observers) << last;
        EXPECT_EQ(lesson.apache == 0, !lesson.onlyOurs.isEmpty())
            << last << ": it says which server may be Apache's, or why none";
        for (const LessonStep& step : lesson.steps) {
            EXPECT_FALSE(step.title.isEmpty()) << last;
            EXPECT_FALSE(step.text.isEmpty()) << last;
            EXPECT_FALSE(step.conclusion.isEmpty()) << last;
            EXPECT_FALSE(step.acts.empty()) << last;
            EXPECT_FALSE(step.expected.empty()) << last << ": it would be proven by nothing";
        }
    }
}

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: Apache-2.0
#include "localcluster/timeline/timeline.h"

#include "localcluster/timeline/reducer.h"
#include "tests/localcluster/timeline/lesson_recording.h"
#include "tests/localcluster/timeline/moments.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <random>

namespace zs::timeline {

namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using trace::ServerState;

/// So that even a lesson fills many packs.
Timeline::Limits smallPacks()
{
    Timeline::Limits limits;
    limits.packMoments = 37;
    limits.unpackedPacks = 2;
    return limits;
}

Timeline timelineOf(const std::vector<Moment>& moments, Timeline::Limits limits = smallPacks())
{
    Timeline timeline(limits);
    for (const Moment& one : moments)
        timeline.append(one);
    return timeline;
}

/// What one run from the start makes of all moments up to and at `t`.
ClusterPicture runUntil(const std::vector<Moment>& moments, Instant t)
{
    Reducer reducer;
    Told told;
    for (std::size_t i = 0; i < moments.size() && moments[i].t <= t; ++i)
        reducer.apply(moments[i], i, told);
    return reducer.picture(t);
}

class EveryLesson : public testing::TestWithParam<const char*> {};

TEST_P(EveryLesson, ThePictureOfAnyTimeEqualsThatOfARunFromTheStart)
{
    const LessonRecording lesson(GetParam());
    const Timeline timeline = timelineOf(lesson.moments());
    std::vector<Instant> times;
    for (const Moment& one : lesson.moments())
        times.insert(times.end(), {one.t - 1ns, one.t});
    std::mt19937 random(7); // A fixed seed: the same questions in each run.
    std::shuffle(times.begin(), times.end(), random);
    times.resize(std::min<std::size_t>(times.size(), 40));
    for (const Instant t : times)
        ASSERT_EQ(timeline.picture(t), runUntil(lesson.moments(), t))
            << t.time_since_epoch().count();
    EXPECT_EQ(timeline.picture(timeline.end() + 1h).servers,
        runUntil(lesson.moments(), timeline.end()).servers);
}

TEST_P(EveryLesson, TrafficAtAnyTimeIsWhatLeftBeforeAndCameAfter)
{
    const LessonRecording lesson(GetParam());
    const Timeline timeline = timelineOf(lesson.moments());
    Reducer reducer;
    Told told;
    for (std::size_t i = 0; i < lesson.moments().size(); ++i)
        reducer.apply(lesson.moments()[i], i, told);
    std::mt19937 random(11);
    for (int i = 0; i < 15; ++i) {
        const Instant t = lesson.moments()[random() % lesson.moments().size()].t;
        const Traffic traffic = timeline.traffic(t, t, 100'000);
        for (const PacketFlight& flight : told.flights) {
            const Instant first = flight.sentAt.value_or(*flight.receivedAt);
            const bool isThere = first <= t && *flight.receivedAt >= t;
            EXPECT_EQ(std::count(traffic.flights.begin(), traffic.flights.end(), flight),
                isThere ? 1 : 0);
        }
    }
}

TEST_P(EveryLesson, HappeningsLanesAndStepsDoNotDependOnHowMomentsArePacked)
{
    const LessonRecording lesson(GetParam());
    const Timeline small = timelineOf(lesson.moments());
    const Timeline& large = lesson.timeline();
    const Instant end = large.end();
    EXPECT_EQ(small.happenings(small.begin(), end, Detail::all), lesson.happenings());
    EXPECT_EQ(small.happenings(small.begin(), end, Detail::notable),
        large.happenings(large.begin(), end, Detail::notable));
    EXPECT_EQ(small.lanes(), large.lanes());
    EXPECT_EQ(small.elections(), large.elections());
    std::vector<Instant> forth;
    for (std::optional<Instant> t = small.nextStep(small.begin() - 1ns); t; t = small.nextStep(*t))
        forth.push_back(*t);
    std::vector<Instant> back;
    for (std::optional<Instant> t = small.previousStep(end + 1ns); t; t = small.previousStep(*t))
        back.push_back(*t);
    std::reverse(back.begin(), back.end());
    EXPECT_EQ(forth, back);
    EXPECT_THAT(forth, testing::Not(IsEmpty()));
}

TEST_P(EveryLesson, MomentsThatComeLateTakeTheirPlace)
{
    const LessonRecording lesson(GetParam());
    std::vector<Moment> mixed = lesson.moments();
    std::mt19937 random(3);
    // Up to eight places off, as streams of several servers may be.
    for (std::size_t i = 0; i + 8 < mixed.size(); i += 8)
        std::shuffle(mixed.begin() + static_cast<std::ptrdiff_t>(i),
            mixed.begin() + static_cast<std::ptrdiff_t>(i) + 8, random);
    Timeline::Limits oneTail;
    oneTail.packMoments = 1'000'000;
    oneTail.packSpan = 1h;
    Timeline timeline(oneTail);
    for (std::size_t i = 0; i < mixed.size(); i += 100)
        timeline.append(std::vector(mixed.begin() + static_cast<std::ptrdiff_t>(i),
            mixed.begin() + static_cast<std::ptrdiff_t>(std::min(mixed.size(), i + 100))));
    EXPECT_GT(timeline.lateMoments(), 0U);
    EXPECT_EQ(timeline.moments(timeline.begin(), timeline.end(), mixed.size()), lesson.moments());
    EXPECT_EQ(timeline.lanes(), lesson.timeline().lanes());
    EXPECT_EQ(timeline.picture(timeline.end()), lesson.last());
    EXPECT_EQ(timeline.happenings(timeline.begin(), timeline.end(), Detail::notable),
        lesson.timeline().happenings(timeline.begin(), timeline.end(), Detail::notable));
}

INSTANTIATE_TEST_SUITE_P(Lessons, EveryLesson,
    testing::Values("lesson-01", "lesson-06", "lesson-08", "lesson-12"),
    [](const auto& one) {
        std::string name = one.param;
        std::erase(name, '-');
        return name;
    });

TEST(Timeline, QuestionsWhileItGrowsAreAnsweredFromWhatIsThere)
{
    const LessonRecording lesson("lesson-01");
    Timeline timeline(smallPacks());
    Reducer reducer;
    Told told;
    for (std::size_t i = 0; i < lesson.moments().size(); ++i) {
        const Moment& one = lesson.moments()[i];
        timeline.append(one);
        reducer.apply(one, i, told);
        const Traffic now = timeline.traffic(one.t, one.t, 100'000);
        const auto arrives = [&](const PacketFlight& flight) {
            return flight.receivedAt == one.t;
        };
        EXPECT_EQ(std::count_if(now.flights.begin(), now.flights.end(), arrives),
            std::count_if(told.flights.begin(), told.flights.end(), arrives));
        EXPECT_EQ(timeline.picture(one.t), reducer.picture(one.t));
    }
}

TEST(Timeline, AnEmptyOneAnswersEveryQuestion)
{
    Timeline timeline;
    EXPECT_TRUE(timeline.empty());
    EXPECT_THAT(timeline.picture(at(5s)).servers, IsEmpty());
    EXPECT_THAT(timeline.flights(at(5s)), IsEmpty());
    EXPECT_THAT(timeline.happenings(at(0s), at(9s), Detail::all), IsEmpty());
    EXPECT_THAT(timeline.lanes(), IsEmpty());
    EXPECT_FALSE(timeline.nextStep(at(0s)));
    EXPECT_FALSE(timeline.previousStep(at(9s)));
    EXPECT_FALSE(timeline.moment(0));
    EXPECT_FALSE(timeline.wallNs(at(0s)));
}

TEST(Timeline, NothingIsDrawnBeforeItWasObserved)
{
    Script script;
    script.enters(1s, 1, ServerState::down, ServerState::looking);
    const Timeline timeline = timelineOf(script.moments());
    EXPECT_THAT(timeline.picture(at(999ms)).servers, IsEmpty());
    EXPECT_THAT(timeline.picture(at(1s)).servers, SizeIs(1));
}

TEST(Timeline, WhatIsOlderThanThePacksStandsBehindThemAndIsCounted)
{
    Timeline timeline(smallPacks());
    for (int i = 0; i < 100; ++i)
        timeline.append(Moment{at(i * 1s), ServerId(1), std::uint64_t(i),
            trace::DigestEvent{Zxid(1, std::uint32_t(i)), {}}, false});
    timeline.append(Moment{at(3s), ServerId(2), 1,
        trace::StateEvent{ServerState::down, ServerState::looking, "late"}, false});
    EXPECT_EQ(timeline.lateMoments(), 1U);
    EXPECT_EQ(timeline.size(), 101U);
    EXPECT_FALSE(timeline.picture(at(50s)).server(ServerId(2)));
    EXPECT_TRUE(timeline.picture(timeline.end()).server(ServerId(2)));
}

TEST(Timeline, MemoryIsBoundedAndTheOldestGo)
{
    Timeline::Limits limits = smallPacks();
    limits.packedBytes = 20'000;
    limits.notables = 50;
    Timeline timeline(limits);
    for (std::int64_t i = 0; i < 4000; ++i) {
        const bool up = i % 2 == 0;
        timeline.append(Moment{at(i * 1ms), ServerId(1), std::uint64_t(i),
            trace::StateEvent{up ? ServerState::looking : ServerState::following,
                up ? ServerState::following : ServerState::looking, "flaps"}, false});
    }
    EXPECT_GT(timeline.begin(), at(1s));
    EXPECT_EQ(timeline.size(), 4000U);
    EXPECT_FALSE(timeline.moment(0));
    EXPECT_TRUE(timeline.moment(3999));
    EXPECT_LE(timeline.happenings(at(0s), at(9s), Detail::notable).size(), 50U + 37U * 2);
    EXPECT_EQ(timeline.picture(timeline.end() - 1ms).server(ServerId(1))->state,
        ServerState::following);
    EXPECT_THAT(timeline.picture(at(10ms)).servers, IsEmpty()) << "it is not known any more";
}

TEST(Timeline, TheNewestHappeningsAreKeptWhereThereAreTooMany)
{
    const LessonRecording lesson("lesson-03");
    const auto newest = lesson.timeline().happenings(
        lesson.timeline().begin(), lesson.timeline().end(), Detail::all, 5);
    ASSERT_EQ(newest.size(), 5U);
    EXPECT_EQ(newest.back(), lesson.happenings().back());
}

TEST(Timeline, ALoadIsKeptPointByPoint)
{
    Timeline timeline(smallPacks());
    for (int i = 0; i < 200; ++i)
        timeline.append(Moment{at(i * 100ms), ServerId(), std::uint64_t(i),
            trace::LoadEvent{10, i == 50 ? 3 : 0, 0, 1'000'000, 100'000'000}, false});
    EXPECT_THAT(timeline.load(at(1s), at(2s)), SizeIs(11));
    EXPECT_EQ(timeline.picture(at(4900ms)).load->failedEver, 0);
    EXPECT_EQ(timeline.picture(at(5s)).load->failedEver, 3);
    EXPECT_EQ(timeline.picture(timeline.end()).load->okEver, 2000);
}

TEST(Timeline, TheCalendarComesFromTheFirstStream)
{
    Timeline timeline;
    timeline.append(Moment{at(5s), ServerId(1), 0,
        trace::StreamEvent{7, "3.8.0", 1'000'000'000'000, 5'000'000'000, "server.1=a:1:2"}, false});
    EXPECT_EQ(timeline.wallNs(at(6s)), 1'001'000'000'000);
    EXPECT_EQ(timeline.picture(at(6s)).server(ServerId(1))->pid, 7);
}

} // namespace

} // namespace zs::timeline

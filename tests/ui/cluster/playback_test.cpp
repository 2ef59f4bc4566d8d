// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/playback.h"

#include "ui/cluster/election_poller.h"
#include "ui/cluster/server_log_dialog.h"

#include <QDateTime>
#include <QSignalSpy>

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;

Instant at(std::chrono::nanoseconds t)
{
    return Instant(1000s + t);
}

timeline::Moment state(
    std::chrono::nanoseconds t, int server, trace::ServerState from, trace::ServerState to)
{
    trace::StateEvent event;
    event.from = from;
    event.to = to;
    return {at(t), ServerId(server), std::uint64_t(t.count() + 1), event};
}

class PlaybackTest : public testing::Test {
protected:
    void fill()
    {
        using trace::ServerState;
        timeline.append({state(0ms, 1, ServerState::down, ServerState::following),
            state(100ms, 1, ServerState::following, ServerState::looking),
            state(900ms, 1, ServerState::looking, ServerState::following),
            state(2000ms, 1, ServerState::following, ServerState::down)});
    }

    timeline::Timeline timeline;
    Playback playback;
};

TEST_F(PlaybackTest, PlaysWithItsSpeedToTheEndAndStops)
{
    fill();
    playback.setTimeline(&timeline, false);
    EXPECT_EQ(playback.time(), at(0ms));
    playback.setSpeed(0.25);
    playback.play();
    playback.advance(at(5s));
    playback.advance(at(5s + 400ms));
    EXPECT_EQ(playback.time(), at(100ms));
    playback.setSpeed(20);
    playback.advance(at(5s + 600ms));
    EXPECT_EQ(playback.time(), at(2000ms));
    EXPECT_FALSE(playback.isPlaying());
    playback.play();
    EXPECT_EQ(playback.time(), at(0ms)) << "at the end, play begins anew";
}

TEST_F(PlaybackTest, StepsFromEventToEvent)
{
    fill();
    playback.setTimeline(&timeline, false);
    playback.stepOn();
    EXPECT_EQ(playback.time(), at(100ms));
    playback.stepOn();
    EXPECT_EQ(playback.time(), at(900ms));
    playback.stepBack();
    EXPECT_EQ(playback.time(), at(100ms));
    playback.seek(at(99s));
    EXPECT_EQ(playback.time(), at(2000ms)) << "no time outside of the timeline";
}

TEST_F(PlaybackTest, LiveFollowsTheClockAndASeekLeavesIt)
{
    fill();
    playback.setSlowsElections(false);
    playback.setTimeline(&timeline, true);
    EXPECT_TRUE(playback.isLive());
    playback.seek(at(500ms));
    EXPECT_FALSE(playback.isLive());
    EXPECT_EQ(playback.time(), at(500ms));
    playback.toEnd();
    EXPECT_TRUE(playback.isLive());
}

timeline::Moment broadcasts(std::chrono::nanoseconds t, int server)
{
    trace::PhaseEvent event;
    event.phase = trace::Phase::broadcast;
    event.epoch = 1;
    return {at(t), ServerId(server), std::uint64_t(t.count() + 2), event};
}

class SlowMotion : public PlaybackTest {
protected:
    /// A leader that serves, and the page that follows it.
    void SetUp() override
    {
        using trace::ServerState;
        timeline.append({state(0ms, 1, ServerState::looking, ServerState::leading),
            broadcasts(1ms, 1), state(2ms, 2, ServerState::looking, ServerState::following)});
        playback.setTimeline(&timeline, true);
        playback.advance(at(50ms));
        ASSERT_TRUE(playback.isLive());
        ASSERT_EQ(playback.time(), at(50ms));
    }
    void loseLeader()
    {
        using trace::ServerState;
        timeline.append({state(100ms, 1, ServerState::leading, ServerState::looking),
            state(101ms, 2, ServerState::following, ServerState::looking)});
    }
    void elect()
    {
        using trace::ServerState;
        timeline.append({state(400ms, 1, ServerState::looking, ServerState::leading),
            broadcasts(450ms, 1), state(451ms, 2, ServerState::looking, ServerState::following)});
    }
};

TEST_F(SlowMotion, ShowsAnElectionFromItsStartSlowlyThenCatchesUp)
{
    loseLeader();
    playback.advance(at(150ms)); // The trace comes late, and by then most votes are cast.
    EXPECT_EQ(playback.time(), at(100ms));
    EXPECT_TRUE(playback.isSlowed());
    EXPECT_TRUE(playback.isLive());
    EXPECT_EQ(playback.presentSpeed(), Playback::electionSpeed);
    playback.advance(at(250ms));
    EXPECT_EQ(playback.time(), at(110ms));
    elect();
    playback.advance(at(3660ms));
    EXPECT_EQ(playback.time(), at(451ms));
    playback.advance(at(3670ms));
    EXPECT_FALSE(playback.isSlowed());
    EXPECT_EQ(playback.time(), at(451ms + 80ms));
    for (int frame = 1; frame <= 50; ++frame)
        playback.advance(at(3670ms + frame * 16ms));
    EXPECT_EQ(playback.time(), at(3670ms + 800ms));
}

TEST_F(SlowMotion, AnElectionThatWasSkippedIsNotShownAgain)
{
    loseLeader();
    playback.advance(at(150ms));
    ASSERT_TRUE(playback.isSlowed());
    elect();
    playback.toEnd();
    playback.advance(at(500ms));
    EXPECT_EQ(playback.time(), at(500ms));
    playback.advance(at(516ms));
    EXPECT_EQ(playback.time(), at(516ms));
    EXPECT_FALSE(playback.isSlowed());
}

TEST_F(SlowMotion, ServersThatWaitForOthersAreSlowForASecondOnly)
{
    loseLeader();
    playback.advance(at(150ms));
    playback.advance(at(11s));
    EXPECT_GT(playback.time(), at(1100ms));
    playback.advance(at(11s + 16ms));
    EXPECT_FALSE(playback.isSlowed());
    EXPECT_TRUE(playback.isLive());
}

TEST_F(SlowMotion, CanBeTurnedOff)
{
    playback.setSlowsElections(false);
    loseLeader();
    playback.advance(at(150ms));
    EXPECT_EQ(playback.time(), at(150ms));
    EXPECT_FALSE(playback.isSlowed());
}

TEST_F(PlaybackTest, WithoutATimelineNothingMoves)
{
    playback.play();
    playback.stepOn();
    playback.seek(at(1s));
    playback.toEnd();
    playback.advance(at(1s));
    EXPECT_FALSE(playback.isPlaying());
}

TEST(ServerLog, TimesAreReadFromBothKindsOfLogs)
{
    const auto apache = timeOfLogLine(
        QStringLiteral("2026-11-22 10:35:01,123 [myid:1] - INFO  [main:QuorumPeerMain@152] - x"));
    const auto ours = timeOfLogLine(QStringLiteral("2026-11-22T10:35:01.123 INFO x"));
    ASSERT_TRUE(apache && ours);
    EXPECT_EQ(*apache, *ours);
    EXPECT_EQ(*apache % 1'000'000'000, 123'000'000);
    EXPECT_FALSE(timeOfLogLine(QStringLiteral("\tat java.lang.Thread.run(Thread.java:829)")));
}

TEST(ElectionPollerTest, ReadsTheServersIdFromConf)
{
    EXPECT_EQ(serverIdIn("clientPort=2181\nserverId=3\ninitLimit=10\n"), ServerId(3));
    EXPECT_EQ(serverIdIn("serverId=0\n"), std::nullopt) << "0 means a server alone";
    EXPECT_EQ(serverIdIn("conf is not executed because it is not in the whitelist.\n"),
        std::nullopt);
    EXPECT_EQ(serverIdIn("xserverId=3\n"), std::nullopt);
}

} // namespace
} // namespace zs::ui

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

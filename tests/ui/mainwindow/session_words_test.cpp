// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/session_words.h"

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;

const auto now = std::chrono::steady_clock::time_point(1000s);

SessionStatus statusOf(SessionState state)
{
    SessionStatus status;
    status.state = state;
    status.server = {"zk-4", 2181};
    status.attempt = 3;
    return status;
}

TEST(SessionWords, OnlyAStandingSessionWrites)
{
    for (const SessionState state : {SessionState::connecting, SessionState::connectedReadOnly,
             SessionState::reconnecting, SessionState::expired, SessionState::authFailed,
             SessionState::closed})
        EXPECT_FALSE(stateWords(statusOf(state)).canWrite);
    EXPECT_TRUE(stateWords(statusOf(SessionState::connected)).canWrite);
}

TEST(SessionWords, ReconnectingCountsDownAndOffersToTryNow)
{
    SessionStatus status = statusOf(SessionState::reconnecting);
    status.expiresAt = now + 20'500ms;
    const auto words = bannerWords(status, {QStringLiteral("zk-2:2181"), {}}, now);
    ASSERT_TRUE(words);
    EXPECT_EQ(words->title, QStringLiteral("Connection to zk-2:2181 lost."));
    EXPECT_TRUE(words->text.contains(QStringLiteral("zk-4:2181 (attempt 3)")));
    EXPECT_TRUE(words->text.contains(QStringLiteral("21 s")));
    EXPECT_EQ(words->action, BannerAction::tryNow);
    EXPECT_EQ(words->role, Role::looking);
}

TEST(SessionWords, PastTheDeadlineItSaysThatTheSessionMayBeGone)
{
    SessionStatus status = statusOf(SessionState::reconnecting);
    status.expiresAt = now - 1s;
    EXPECT_EQ(secondsLeft(status, now), 0);
    const auto words = bannerWords(status, {}, now);
    ASSERT_TRUE(words);
    EXPECT_TRUE(words->text.contains(QStringLiteral("may have dropped")));
}

TEST(SessionWords, AReadOnlyServerOffersToFindAFullOne)
{
    const auto words = bannerWords(statusOf(SessionState::connectedReadOnly), {}, now);
    ASSERT_TRUE(words);
    EXPECT_EQ(words->role, Role::down);
    EXPECT_EQ(words->action, BannerAction::findFullServer);
}

TEST(SessionWords, ASessionThatWaitsForTheQuorumMayBeLeftForOneThatReads)
{
    SessionStatus status = statusOf(SessionState::reconnecting);
    status.expiresAt = now + 20s;
    const auto words
        = bannerWords(status, {QStringLiteral("zk-2:2181"), QStringLiteral("zk-1:2181")}, now);
    ASSERT_TRUE(words);
    EXPECT_TRUE(words->text.contains(QStringLiteral("zk-1:2181 still reads")));
    EXPECT_EQ(words->action, BannerAction::newSession);
    EXPECT_EQ(words->role, Role::looking);
}

TEST(SessionWords, ExpiryCountsWhatIsGone)
{
    SessionPast past;
    past.ephemerals = 3;
    past.watches = 12;
    const auto words = bannerWords(statusOf(SessionState::expired), past, now);
    ASSERT_TRUE(words);
    for (const char* part : {"3 ephemeral node", " and 12 watch", " of it are gone."})
        EXPECT_TRUE(words->text.contains(QLatin1String(part))) << words->text.toStdString();
}

TEST(SessionWords, ExpiryIsFinalAndOffersANewSession)
{
    const auto words = bannerWords(statusOf(SessionState::expired), {}, now);
    ASSERT_TRUE(words);
    EXPECT_EQ(words->text.toStdString(),
        "It held no ephemeral nodes and no watches. Your edits are kept.");
    EXPECT_EQ(words->action, BannerAction::newSession);
    EXPECT_EQ(words->role, Role::danger);
}

TEST(SessionWords, NoBannerWhileAllIsWellOrNothingFailedYet)
{
    EXPECT_FALSE(bannerWords(statusOf(SessionState::connected), {}, now));
    EXPECT_FALSE(bannerWords(statusOf(SessionState::connecting), {}, now));
    SessionStatus refused = statusOf(SessionState::connecting);
    refused.problem = "connection refused";
    EXPECT_FALSE(bannerWords(refused, {}, now)) << "the centre tells it";
}

TEST(SessionWords, ServersThatFailAlikeAreToldInOneSentence)
{
    const auto refused = [](const char* host, std::uint16_t port) {
        return ServerFailure{{host, port}, ConnectionFault::refused, "refused"};
    };
    EXPECT_EQ(noServerText({refused("zk-1", 2181), refused("zk-2", 2181), refused("zk-3", 2181)}),
        QStringLiteral("zk-1, zk-2 and zk-3 refused port 2181. Check that ZooKeeper runs and that "
                       "this machine may reach it."));
    EXPECT_EQ(noServerText({refused("zk-1", 2181), refused("zk-1", 2182)}),
        QStringLiteral("zk-1:2181: The port refuses connections: nothing listens there. zk-1:2182: "
                       "The port refuses connections: nothing listens there. Check that ZooKeeper "
                       "runs and that this machine may reach it."));
    EXPECT_EQ(noServerText({{{"zk-1", 2181}, ConnectionFault::notZooKeeper, "no"}}),
        QStringLiteral("zk-1:2181: What answered is not a ZooKeeper server. "
                       "Check that host and port are those of a clientPort."));
}

} // namespace
} // namespace zs::ui

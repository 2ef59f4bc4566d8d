// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/session_table.h"

#include "localcluster/engine/core/ephemeral_owner.h"

#include <gmock/gmock.h>

namespace zs::engine {
namespace {

    using namespace std::chrono_literals;
    using testing::ElementsAre;
    using testing::IsEmpty;

    Instant at(std::chrono::milliseconds time) { return Instant(time); }

    TEST(SessionPassword, IsTheOneThatApacheGave)
    {
        // Captured: golden case connect_new.
        const SessionId id(0x10000138407016e);
        EXPECT_EQ(hex(sessionPassword(id)), "7ae250bea253ab2b50c6465805dd7b77");
        EXPECT_TRUE(isSessionPassword(id, sessionPassword(id)));
        EXPECT_FALSE(isSessionPassword(id, Bytes(16)));
        EXPECT_FALSE(isSessionPassword(id, Bytes(15)));
    }

    TEST(SessionTable, IdsStartWithTheServerAndNeverMarkContainers)
    {
        EXPECT_EQ(
            static_cast<std::uint64_t>(firstSessionId(ServerId(254), 0x12345).value) >> 56, 254u);
        SessionTable sessions(2s);
        sessions.startIdsAt(SessionId(containerOwner));
        EXPECT_EQ(sessions.newId().value, containerOwner + 1);
        EXPECT_EQ(sessions.newId().value, containerOwner + 2);
    }

    TEST(SessionTable, DiesBetweenItsTimeoutAndOneTickLater)
    {
        SessionTable sessions(2s);
        sessions.open(SessionId(1), 10s, at(1s));
        EXPECT_EQ(sessions.nextExpiry(), at(12s));
        EXPECT_THAT(sessions.expireUntil(at(11'999ms)), IsEmpty());
        EXPECT_THAT(sessions.expireUntil(at(12s)), ElementsAre(SessionId(1)));
        EXPECT_EQ(sessions.state(SessionId(1)), SessionTable::State::closing);
        EXPECT_THAT(sessions.expireUntil(at(99s)), IsEmpty()) << "reported once";
        EXPECT_FALSE(sessions.touch(SessionId(1), 10s, at(13s)));
        sessions.remove(SessionId(1));
        EXPECT_EQ(sessions.state(SessionId(1)), SessionTable::State::unknown);
    }

    TEST(SessionTable, TouchedSessionOutlivesItsFirstDeadline)
    {
        SessionTable sessions(1s);
        sessions.open(SessionId(1), 10s, at(0s));
        EXPECT_TRUE(sessions.touch(SessionId(1), 10s, at(9s)));
        EXPECT_THAT(sessions.expireUntil(at(11s)), IsEmpty());
        EXPECT_THAT(sessions.expireUntil(at(20s)), ElementsAre(SessionId(1)));
    }

    TEST(SessionTable, AllGetTheirFullTimeAfterARestart)
    {
        SessionTable sessions(1s);
        sessions.open(SessionId(2), 10s, at(0s));
        sessions.open(SessionId(1), 20s, at(0s));
        sessions.setClosing(SessionId(2));
        sessions.restartAll(at(100s));
        EXPECT_THAT(sessions.expireUntil(at(110s)), IsEmpty());
        EXPECT_THAT(sessions.expireUntil(at(111s)), ElementsAre(SessionId(2)));
        EXPECT_THAT(sessions.expireUntil(at(121s)), ElementsAre(SessionId(1)));
        EXPECT_THAT(sessions.all(),
            ElementsAre(testing::Pair(SessionId(1), 20s), testing::Pair(SessionId(2), 10s)));
    }

} // namespace
} // namespace zs::engine

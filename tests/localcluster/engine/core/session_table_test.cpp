// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/session_table.h"

#include "clientlib/protocol/multi.h"
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

    TEST(SessionTable, LocalSessionsExpireAsOthersAndAreInNoSnapshotUntilTheyAreUpgraded)
    {
        SessionTable table(1000ms);
        table.open(SessionId(1), 4s, at(0s), SessionKind::local);
        table.open(SessionId(2), 4s, at(0s));
        table.open(SessionId(3), 4s, at(0s), SessionKind::local);
        EXPECT_TRUE(table.isLocal(SessionId(1)));
        EXPECT_FALSE(table.isLocal(SessionId(2)));
        EXPECT_EQ(table.localCount(), 2u);
        EXPECT_THAT(table.all(), ElementsAre(std::pair(SessionId(2), SessionTable::Timeout(4s))));
        EXPECT_EQ(table.upgrade(SessionId(1)), SessionTable::Timeout(4s));
        EXPECT_EQ(table.upgrade(SessionId(1)), std::nullopt) << "it is global already";
        EXPECT_EQ(table.upgrade(SessionId(9)), std::nullopt);
        EXPECT_EQ(table.localCount(), 1u);
        EXPECT_EQ(table.all().size(), 2u);
        table.open(SessionId(3), 4s, at(1s)); // A touch: it stays what it is.
        EXPECT_TRUE(table.isLocal(SessionId(3)));
        table.restartAll(at(10s));
        EXPECT_THAT(table.expireUntil(at(12s)), IsEmpty());
        EXPECT_THAT(
            table.expireUntil(at(15s)), ElementsAre(SessionId(1), SessionId(2), SessionId(3)));
        table.remove(SessionId(3));
        EXPECT_EQ(table.localCount(), 0u);
    }

    TEST(SessionTable, OnlyEphemeralCreatesNeedAGlobalSession)
    {
        const auto create = [](std::int32_t flags) {
            return CreateRequest{Path("/a"), Bytes(), openAcl(), flags};
        };
        for (const std::int32_t flags : {0, 1, 2, 3, 4, 5, 6, 7, -1}) {
            const Bytes body = jute::encode(create(flags));
            const bool expected = flags == 1 || flags == 3;
            EXPECT_EQ(makesEphemeral(OpCode::create, body), expected) << flags;
            EXPECT_EQ(makesEphemeral(OpCode::create2, body), expected) << flags;
            EXPECT_FALSE(makesEphemeral(OpCode::createContainer, body)) << flags;
            const MultiRequest multi{
                {{OpCode::remove, VersionedPathRequest{Path("/b"), -1}},
                    {OpCode::create2, create(flags)}}};
            EXPECT_EQ(makesEphemeral(OpCode::multi, jute::encode(multi)), expected) << flags;
        }
        EXPECT_FALSE(makesEphemeral(OpCode::create, Bytes{1, 2, 3}));
        EXPECT_FALSE(makesEphemeral(OpCode::multi, Bytes{1, 2, 3}));
        EXPECT_FALSE(makesEphemeral(OpCode::closeSession, {}));
    }

} // namespace
} // namespace zs::engine

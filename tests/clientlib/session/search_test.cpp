// SPDX-License-Identifier: Apache-2.0
// How a session looks for a server.
#include "tests/clientlib/session/session_rig.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace zs::session {
namespace {

    using testing::ElementsAre;
    using testing::HasSubstr;
    using testing::IsEmpty;
    using testing::SizeIs;

    TEST(ServerSearch, SeedDecidesTheOrderAndEachServerIsTriedOnce)
    {
        Settings settings;
        settings.seed = 42;
        std::vector<Endpoint> firstOrder;
        for (int run = 0; run < 2; ++run) {
            SessionRig rig(5, settings);
            rig.take(rig.machine.start(at(0s)));
            for (int i = 0; i < 5; ++i)
                rig.take(rig.machine.connectionEnded("refused", at(0s)));
            std::vector<Endpoint> order = rig.connects;
            if (run == 0)
                firstOrder = order;
            EXPECT_EQ(order, firstOrder);
            std::sort(order.begin(), order.end(),
                [](const Endpoint& a, const Endpoint& b) { return a.host < b.host; });
            EXPECT_THAT(order, SizeIs(5));
            EXPECT_EQ(std::unique(order.begin(), order.end()), order.end());
        }
    }

    TEST(ServerSearch, HeldRequestFailsWithEachServersReasonAndTheSearchGoesOn)
    {
        SessionRig rig(2);
        rig.take(rig.machine.start(at(0s)));
        const RequestId held = rig.ask(at(0s));
        rig.take(rig.machine.connectionEnded("connection refused", at(0s)));
        EXPECT_THAT(rig.completed, IsEmpty());
        rig.take(rig.machine.connectionEnded("unknown host", at(1s)));
        EXPECT_EQ(rig.completed[held], Errc::unreachable);
        EXPECT_THAT(rig.reasons[held], HasSubstr("connection refused"));
        EXPECT_THAT(rig.reasons[held], HasSubstr("unknown host"));
        rig.passUntil(at(2s));
        EXPECT_THAT(rig.connects, SizeIs(3));
        EXPECT_EQ(rig.machine.attempt(), 3);
    }

    TEST(ServerSearch, PausesGrowToThreeSecondsAndNeverMore)
    {
        SessionRig rig;
        rig.take(rig.machine.start(at(0s)));
        Instant now = at(0s);
        std::vector<std::chrono::nanoseconds> pauses;
        for (int i = 0; i < 12; ++i) {
            rig.armedAt.reset();
            rig.take(rig.machine.connectionEnded("refused", now));
            Instant tried = now;
            while (rig.machine.attempt() == i + 1) {
                ASSERT_TRUE(rig.armedAt.has_value());
                tried = *rig.armedAt;
                rig.armedAt.reset();
                rig.take(rig.machine.timerFired(tried));
            }
            pauses.push_back(tried - now);
            now = tried;
        }
        EXPECT_GE(pauses.front(), 50ms);
        EXPECT_LE(pauses.front(), 100ms);
        for (std::size_t i = 6; i < pauses.size(); ++i) {
            EXPECT_GE(pauses[i], 1500ms);
            EXPECT_LE(pauses[i], 3s);
        }
    }

    TEST(ServerSearch, RetryNowEndsThePause)
    {
        SessionRig rig;
        rig.take(rig.machine.start(at(0s)));
        rig.take(rig.machine.connectionEnded("refused", at(0s)));
        EXPECT_THAT(rig.connects, SizeIs(1));
        rig.take(rig.machine.retryNow(at(1ms)));
        EXPECT_THAT(rig.connects, SizeIs(2));
    }

    TEST(ServerSearch, SilentServerIsLeftAfterTheConnectTimeout)
    {
        Settings settings;
        settings.connectTimeout = 2s;
        SessionRig rig(2, settings);
        rig.take(rig.machine.start(at(0s)));
        rig.take(rig.machine.connected(at(1s)));
        rig.passUntil(at(1999ms));
        EXPECT_THAT(rig.connects, SizeIs(1));
        rig.passUntil(at(2s));
        EXPECT_THAT(rig.connects, SizeIs(2));
        EXPECT_EQ(rig.drops, 1);
        EXPECT_THAT(rig.machine.problem(), HasSubstr("no answer within 2.0 s"));
    }

    TEST(ServerSearch, ShortFirstFrameIsARefusalAndTheNextServerIsTried)
    {
        SessionRig rig(2);
        rig.take(rig.machine.start(at(0s)));
        rig.take(rig.machine.connected(at(0s)));
        rig.receive(at(0s), ReplyHeader{0, Zxid(0), Errc::notReadOnly});
        EXPECT_THAT(rig.connects, SizeIs(2));
        EXPECT_THAT(rig.machine.problem(), HasSubstr("NotReadOnly"));
        EXPECT_EQ(rig.machine.state(), SessionState::connecting);
    }

    TEST(ServerSearch, CloseDuringTheHandshakeNamesTheLikelyReasons)
    {
        SessionRig rig(2);
        rig.take(rig.machine.start(at(0s)));
        rig.take(rig.machine.connected(at(0s)));
        rig.take(rig.machine.connectionEnded("the server closed the connection", at(0s)));
        EXPECT_THAT(rig.machine.problem(), HasSubstr("have no quorum"));
    }

    TEST(ServerSearch, ConnectionThatEndsAtOnceIsNotRetriedInATightLoop)
    {
        SessionRig rig;
        rig.take(rig.machine.start(at(0s)));
        rig.establish(at(0s));
        rig.take(rig.machine.connectionEnded("cut", at(1ms)));
        EXPECT_THAT(rig.connects, SizeIs(1));
        rig.passUntil(at(200ms));
        EXPECT_THAT(rig.connects, SizeIs(2));
    }

    TEST(ReadOnly, SearchesForAReadWriteServerAndMovesWithANewSession)
    {
        Settings settings;
        settings.acceptReadOnly = true;
        SessionRig rig(2, settings);
        rig.take(rig.machine.start(at(0s)));
        rig.establish(at(0s), SessionId(9), 9s, true);
        EXPECT_EQ(rig.machine.state(), SessionState::connectedReadOnly);
        rig.passUntil(at(1s)); // 100 ms, then doubling: at 0.1, 0.2, 0.4, 0.8 s.
        EXPECT_THAT(rig.probes, SizeIs(4));
        EXPECT_NE(rig.probes.front(), rig.machine.server());
        const RequestId pending = rig.ask(at(1s));
        rig.take(rig.machine.probed(rig.probes.front(), true, at(1s)));
        EXPECT_EQ(rig.drops, 0); // Not while an answer is due.
        const RequestId held = rig.ask(at(1s));
        rig.receive(at(1s), ReplyHeader{1, Zxid(5), Errc::ok});
        EXPECT_EQ(rig.completed[pending], Errc::ok);
        EXPECT_EQ(rig.drops, 1);
        EXPECT_EQ(rig.connects.back(), rig.probes.front());
        rig.take(rig.machine.connected(at(1s)));
        // The read-only server's session is known to it alone.
        EXPECT_EQ(jute::decode<ConnectRequest>(ByteView(rig.sent).last(45))->sessionId,
            SessionId());
        rig.receive(at(1s), ConnectResponse{0, 9000, SessionId(10), Bytes(16, 1), false, true});
        EXPECT_EQ(rig.machine.state(), SessionState::connected);
        rig.receive(at(1s), ReplyHeader{2, Zxid(6), Errc::ok});
        EXPECT_EQ(rig.completed[held], Errc::ok);
    }

    TEST(ReadOnly, RetryNowProbesAtOnceInsteadOfAfterTheBackOff)
    {
        Settings settings;
        settings.acceptReadOnly = true;
        SessionRig rig(2, settings);
        rig.take(rig.machine.start(at(0s)));
        rig.establish(at(0s), SessionId(9), 9s, true);
        rig.passUntil(at(1s));
        const auto before = rig.probes.size(); // The next would be at 1.6 s.
        rig.take(rig.machine.retryNow(at(1s)));
        rig.passUntil(at(1001ms));
        EXPECT_EQ(rig.probes.size(), before + 1);
        EXPECT_EQ(rig.machine.state(), SessionState::connectedReadOnly);
    }

    TEST(ReadOnly, RefusedUnlessAccepted)
    {
        SessionRig rig(2);
        rig.take(rig.machine.start(at(0s)));
        rig.establish(at(0s), SessionId(9), 9s, true);
        EXPECT_EQ(rig.machine.state(), SessionState::connecting);
        EXPECT_EQ(rig.drops, 1);
    }

} // namespace
} // namespace zs::session

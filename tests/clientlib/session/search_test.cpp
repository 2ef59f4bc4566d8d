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
                rig.take(rig.machine.connectionEnded(cut("refused"), at(0s)));
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
        rig.take(rig.machine.connectionEnded(cut("connection refused"), at(0s)));
        EXPECT_THAT(rig.completed, IsEmpty());
        rig.take(rig.machine.connectionEnded(cut("unknown host"), at(1s)));
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
            rig.take(rig.machine.connectionEnded(cut("refused"), now));
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
        rig.take(rig.machine.connectionEnded(cut("refused"), at(0s)));
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
        EXPECT_THAT(rig.machine.problem().text, HasSubstr("no answer within 2.0 s"));
    }

    TEST(ServerSearch, ShortFirstFrameIsARefusalAndTheNextServerIsTried)
    {
        SessionRig rig(2);
        rig.take(rig.machine.start(at(0s)));
        rig.take(rig.machine.connected(at(0s)));
        rig.receive(at(0s), ReplyHeader{0, Zxid(0), Errc::notReadOnly});
        EXPECT_THAT(rig.connects, SizeIs(2));
        EXPECT_THAT(rig.machine.problem().text, HasSubstr("NotReadOnly"));
        EXPECT_EQ(rig.machine.state(), SessionState::connecting);
    }

    /// What `srvr` of a server tells that is at this zxid.
    std::string srvr(const std::string& mode, const std::string& zxid)
    {
        return "Zookeeper version: 3.8.0, built on today\nLatency min/avg/max: 0/0.0/0\n"
               "Received: 1\nSent: 1\nConnections: 1\nOutstanding: 0\nZxid: "
            + zxid + "\nMode: " + mode + "\nNode count: 5\n";
    }

    /// A session that saw the zxid 0x200000001, whose server closes each new handshake.
    class ClosedHandshake : public testing::Test {
    protected:
        explicit ClosedHandshake(const Settings& settings = {}) : rig(1, settings)
        {
            rig.take(rig.machine.start(at(0s)));
            rig.establish(at(0s));
            rig.ask(at(0s));
            rig.receive(at(0s), ReplyHeader{1, Zxid(2, 1), Errc::ok});
            rig.take(rig.machine.connectionEnded(cut("cut"), at(5s)));
            rig.take(rig.machine.connected(at(5s)));
            rig.take(rig.machine.connectionEnded(cut("the server closed it"), at(5s)));
        }

        ConnectionFault faultAfter(const std::string& answer)
        {
            rig.take(rig.machine.inquired({"zk0", 2181}, answer, at(5s)));
            return rig.machine.problem().fault;
        }
        const std::string& text() const { return rig.machine.problem().text; }

        SessionRig rig;
    };

    TEST_F(ClosedHandshake, IsAskedOfTheServerBeforeTheSearchGoesOn)
    {
        EXPECT_THAT(rig.inquiries, ElementsAre(Endpoint{"zk0", 2181}));
        EXPECT_EQ(rig.drops, 0);
        const auto tried = rig.connects.size();
        EXPECT_EQ(faultAfter(""), ConnectionFault::closed);
        EXPECT_THAT(text(), HasSubstr("zk0:2181: the server closed it before it granted"));
        EXPECT_THAT(text(), HasSubstr("0x200000001"));
        rig.passUntil(at(6s));
        EXPECT_GT(rig.connects.size(), tried);
    }

    TEST_F(ClosedHandshake, FollowerBehindOurZxidIsToldFromAServerThatLostData)
    {
        EXPECT_EQ(faultAfter(srvr("follower", "0x200000000")), ConnectionFault::behind);
        EXPECT_THAT(text(), HasSubstr("0x200000000, before 0x200000001"));
    }

    TEST_F(ClosedHandshake, StandaloneServerBehindOurZxidLostData)
    {
        EXPECT_EQ(faultAfter(srvr("standalone", "0x3")), ConnectionFault::lostData);
        EXPECT_THAT(text(), HasSubstr("deleted or restored"));
    }

    TEST_F(ClosedHandshake, ServerWithoutQuorumSaysSo)
    {
        EXPECT_EQ(
            faultAfter("This ZooKeeper instance is not currently serving requests\n"),
            ConnectionFault::notServing);
    }

    TEST_F(ClosedHandshake, ServerForReadersIsNotForThisSession)
    {
        EXPECT_EQ(faultAfter(srvr("read-only", "0x200000001")), ConnectionFault::readOnly);
        EXPECT_THAT(text(), HasSubstr("read-only clients alone"));
    }

    class ClosedHandshakeOfAReader : public ClosedHandshake {
    protected:
        ClosedHandshakeOfAReader() : ClosedHandshake(reader()) {}
        static Settings reader()
        {
            Settings settings;
            settings.acceptReadOnly = true;
            return settings;
        }
    };

    TEST_F(ClosedHandshakeOfAReader, KeepsTheSessionForTheReturnOfTheQuorum)
    {
        EXPECT_EQ(faultAfter(srvr("read-only", "0x200000001")), ConnectionFault::readOnly);
        EXPECT_THAT(text(), HasSubstr("this one goes on when the quorum is back"));
        EXPECT_EQ(rig.machine.state(), SessionState::reconnecting);
        EXPECT_EQ(rig.machine.sessionId(), ourSession);
        rig.passUntil(at(10s));
        rig.take(rig.machine.connected(at(10s)));
        EXPECT_EQ(jute::decode<ConnectRequest>(ByteView(rig.sent).last(45))->sessionId,
            ourSession);
    }

    TEST_F(ClosedHandshakeOfAReader, AServerForReadersThatLagsIsToldAsOne)
    {
        EXPECT_EQ(faultAfter(srvr("read-only", "0x200000000")), ConnectionFault::behind);
    }

    TEST_F(ClosedHandshake, ServingServerThatIsUpToDateHintsAtItsLimits)
    {
        EXPECT_EQ(faultAfter(srvr("leader", "0x200000009")), ConnectionFault::closed);
        EXPECT_THAT(text(), HasSubstr("maxClientCnxns"));
    }

    TEST_F(ClosedHandshake, InquiryWithoutAnswerHoldsUpTheSearchForASecondAtMost)
    {
        const auto tried = rig.connects.size();
        rig.passUntil(at(5999ms));
        EXPECT_EQ(rig.connects.size(), tried);
        rig.passUntil(at(6200ms));
        EXPECT_GT(rig.connects.size(), tried);
        const auto problem = rig.machine.problem();
        rig.take(rig.machine.inquired({"zk0", 2181}, srvr("leader", "0x1"), at(6200ms)));
        EXPECT_EQ(rig.machine.problem(), problem); // Too late to count.
    }

    TEST_F(ClosedHandshake, SessionMayBeClosedDuringTheInquiry)
    {
        rig.take(rig.machine.close(99, at(5s)));
        EXPECT_EQ(rig.machine.state(), SessionState::closed);
        EXPECT_EQ(rig.completed[99], Errc::connectionLoss);
        EXPECT_EQ(rig.drops, 0); // There is no connection to drop.
    }

    TEST(ServerSearch, TlsFailureOfEachServerIsNotCalledUnreachable)
    {
        SessionRig rig(2);
        rig.take(rig.machine.start(at(0s)));
        const RequestId held = rig.ask(at(0s));
        const ConnectionFailure expired{ConnectionFault::tlsExpired, "TLS: expired", Certificate()};
        rig.take(rig.machine.connectionEnded(expired, at(0s)));
        EXPECT_EQ(rig.machine.problem().certificate, Certificate());
        rig.take(rig.machine.connectionEnded(
            cut("TLS: self-signed", ConnectionFault::tlsSelfSigned), at(0s)));
        EXPECT_EQ(rig.completed[held], Errc::tls);
        EXPECT_THAT(rig.reasons[held], HasSubstr("TLS: expired"));
    }

    TEST(ServerSearch, AlertAsTheFirstBytesMeansThatThePortWantsTls)
    {
        SessionRig rig;
        rig.take(rig.machine.start(at(0s)));
        rig.take(rig.machine.connected(at(0s)));
        rig.take(rig.machine.received(*unhex("15030300020228"), at(0s)));
        EXPECT_EQ(rig.machine.problem().fault, ConnectionFault::tlsWanted);
        EXPECT_THAT(rig.machine.problem().text, HasSubstr("wants TLS"));
    }

    TEST(ServerSearch, ConnectionThatEndsAtOnceIsNotRetriedInATightLoop)
    {
        SessionRig rig;
        rig.take(rig.machine.start(at(0s)));
        rig.establish(at(0s));
        rig.take(rig.machine.connectionEnded(cut("cut"), at(1ms)));
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

    TEST(ReadOnly, ServerThatOpensNoSessionForReadersSaysWhichSettingItLacks)
    {
        Settings settings;
        settings.acceptReadOnly = true;
        SessionRig rig(1, settings);
        rig.take(rig.machine.start(at(0s)));
        rig.take(rig.machine.connected(at(0s)));
        // As Apache's server answered, see tests/data/golden/client.
        rig.take(rig.machine.received(
            *unhex("00000010000000000000000100000001ffffff89"), at(0s)));
        EXPECT_EQ(rig.machine.problem().fault, ConnectionFault::readOnly);
        EXPECT_THAT(rig.machine.problem().text, HasSubstr("localSessionsEnabled"));
        EXPECT_EQ(rig.machine.state(), SessionState::connecting);
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

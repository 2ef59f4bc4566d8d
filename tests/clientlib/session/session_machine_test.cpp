// SPDX-License-Identifier: Apache-2.0
#include "tests/clientlib/session/session_rig.h"

#include <gmock/gmock.h>

namespace zs::session {
namespace {

    using testing::ElementsAre;
    using testing::HasSubstr;
    using testing::IsEmpty;
    using testing::Pair;
    using testing::SizeIs;

    ReplyHeader reply(std::int32_t xid, std::int64_t zxid = 100, Errc err = Errc::ok)
    {
        return ReplyHeader{xid, Zxid(zxid), err};
    }
    WatcherEvent event(EventType type, const std::string& path)
    {
        return WatcherEvent{type, 3, Path(path)};
    }

    TEST(SessionMachine, AsksForANewSessionThenSendsWhatWasHeldInOrder)
    {
        SessionRig rig;
        rig.take(rig.machine.start(at(0s)));
        EXPECT_EQ(rig.machine.state(), SessionState::connecting);
        EXPECT_EQ(rig.machine.attempt(), 1);
        rig.ask(at(0s), OpCode::sync);
        rig.ask(at(0s), OpCode::exists);
        EXPECT_THAT(rig.sent, IsEmpty());
        rig.take(rig.machine.connected(at(1ms)));
        const auto hello = jute::decode<ConnectRequest>(ByteView(rig.sent).subspan(4));
        ASSERT_TRUE(hello);
        EXPECT_EQ(hello->sessionId, SessionId());
        EXPECT_EQ(hello->timeoutMs, 30'000);
        EXPECT_EQ(rig.sent.size(), 4u + 45u);
        rig.sent.clear();
        rig.receive(at(2ms), ConnectResponse{0, 9000, ourSession, Bytes(16, 7), false, true});
        EXPECT_EQ(rig.machine.state(), SessionState::connected);
        EXPECT_EQ(rig.machine.sessionTimeout(), 9s);
        EXPECT_EQ(rig.machine.attempt(), 0);
        EXPECT_THAT(rig.takeSent(),
            ElementsAre(RequestHeader{1, OpCode::sync}, RequestHeader{2, OpCode::exists}));
    }

    /// A machine with an established session.
    class Established : public testing::Test {
    protected:
        void SetUp() override { begin(rig); }
        void TearDown() override { EXPECT_EQ(rig.doubleAnswers, 0); }

        static void begin(SessionRig& rig)
        {
            rig.take(rig.machine.start(at(0s)));
            rig.establish(at(0s));
            rig.takeSent();
        }
        /// The connection breaks and the same server takes the session again.
        void reconnect(Instant now)
        {
            rig.take(rig.machine.connectionEnded(cut("the server closed the connection"), now));
            EXPECT_EQ(rig.machine.state(), SessionState::reconnecting);
            rig.establish(now);
        }

        SessionRig rig;
    };

    TEST_F(Established, RepliesCompleteTheirRequestsInOrder)
    {
        const RequestId first = rig.ask(at(1s));
        const RequestId second = rig.ask(at(1s));
        rig.receive(at(2s), reply(1, 50));
        rig.receive(at(2s), reply(2, 51, Errc::noNode));
        EXPECT_THAT(rig.completed, ElementsAre(Pair(first, Errc::ok), Pair(second, Errc::noNode)));
        EXPECT_EQ(rig.machine.lastZxid(), Zxid(51));
        EXPECT_EQ(rig.machine.latency(), 1s);
    }

    TEST_F(Established, LatencyRunsWithRequestsAndPings)
    {
        rig.ask(at(1s));
        rig.receive(at(1s + 80ms), reply(1));
        EXPECT_EQ(rig.machine.latency(), 80ms);
        for (int i = 2; i <= 8; ++i) {
            rig.ask(at(1s + i * 100ms));
            rig.receive(at(1s + i * 100ms + 80ms), reply(i));
        }
        rig.ask(at(2s));
        rig.receive(at(2s + 160ms), reply(9));
        EXPECT_EQ(rig.machine.latency(), 90ms); // An eighth of the way.
        rig.passUntil(at(5s));
        rig.receive(at(5s + 10ms), reply(xid::ping));
        EXPECT_EQ(rig.machine.latency(), 50ms); // Half of it, after so long a pause.
    }

    TEST_F(Established, TheFirstSlowAnswersAreSoonNoPartOfTheLatency)
    {
        rig.ask(at(1s));
        rig.receive(at(1s + 100ms), reply(1));
        for (int i = 2; i <= 5; ++i) {
            rig.ask(at(1s + i * 200ms));
            rig.receive(at(1s + i * 200ms), reply(i));
        }
        EXPECT_LT(rig.machine.latency(), 21ms); // By an eighth each it would be 58.
        reconnect(at(3s));
        rig.ask(at(4s));
        rig.receive(at(4s + 7ms), reply(6));
        EXPECT_EQ(rig.machine.latency(), 7ms) << "of the new connection alone";
    }

    TEST_F(Established, LatencyRunsFromTheWriteToTheArrivalWhoeverIsLate)
    {
        rig.ask(at(1s));
        rig.ask(at(1s + 5ms));
        rig.machine.wrote(at(1s + 50ms));
        Bytes frames;
        jute::appendFrame(frames, reply(1));
        jute::appendFrame(frames, reply(2));
        rig.take(rig.machine.received(frames, at(2s), at(1s + 52ms)));
        EXPECT_EQ(rig.machine.latency(), 2ms);
        rig.ask(at(3s));
        rig.machine.wrote(at(3s));
        rig.machine.wrote(at(3s + 1ms)); // Of something else: what is under way stays so.
        Bytes frame;
        jute::appendFrame(frame, reply(3));
        rig.take(rig.machine.received(frame, at(3s + 9ms), at(2s))); // The clock was set.
        EXPECT_EQ(rig.machine.latency(), 2ms);
        rig.ask(at(3s + 10ms));
        rig.machine.wrote(at(3s + 10ms));
        Bytes late;
        jute::appendFrame(late, reply(4));
        rig.take(rig.machine.received(late, at(3s + 20ms), at(9s)));
        EXPECT_LT(rig.machine.latency(), 10ms) << "no answer comes in the future";
    }

    TEST_F(Established, WhoReadsLateDoesNotFindTheServerSilent)
    {
        rig.ask(at(1s));
        Bytes frame;
        jute::appendFrame(frame, reply(1));
        rig.take(rig.machine.received(frame, at(7s), at(1s + 1ms)));
        rig.passUntil(at(7s + 1ms));
        EXPECT_EQ(rig.machine.state(), SessionState::connected);
    }

    TEST_F(Established, AnswerOutOfTurnBreaksTheConnection)
    {
        const RequestId first = rig.ask(at(1s));
        const RequestId second = rig.ask(at(1s));
        rig.receive(at(2s), reply(2));
        EXPECT_EQ(rig.drops, 1);
        EXPECT_THAT(rig.completed,
            ElementsAre(Pair(first, Errc::connectionLoss), Pair(second, Errc::connectionLoss)));
        EXPECT_THAT(rig.machine.problem().text, HasSubstr("answered request 2"));
        EXPECT_EQ(rig.machine.state(), SessionState::reconnecting);
    }

    TEST_F(Established, PingsAtAThirdOfTheTimeoutAndOnlyWhenIdle)
    {
        rig.passUntil(at(2900ms));
        EXPECT_THAT(rig.takeSent(), IsEmpty());
        rig.ask(at(2900ms));
        rig.takeSent();
        rig.receive(at(2950ms), reply(1));
        rig.passUntil(at(5800ms));
        EXPECT_THAT(rig.takeSent(), IsEmpty());
        rig.passUntil(at(5900ms));
        EXPECT_THAT(rig.takeSent(), ElementsAre(RequestHeader{xid::ping, OpCode::ping}));
        rig.receive(at(5950ms), reply(xid::ping));
        EXPECT_EQ(rig.machine.state(), SessionState::connected);
    }

    TEST_F(Established, SilenceForTwoThirdsOfTheTimeoutEndsTheConnection)
    {
        const RequestId pending = rig.ask(at(1s));
        rig.passUntil(at(5999ms));
        EXPECT_EQ(rig.drops, 0);
        rig.passUntil(at(6s));
        EXPECT_EQ(rig.drops, 1);
        EXPECT_EQ(rig.completed[pending], Errc::connectionLoss);
        EXPECT_TRUE(outcomeUnknown(rig.completed[pending])); // It may have been carried out.
        EXPECT_THAT(rig.machine.problem().text, HasSubstr("nothing heard for 6.0 s"));
    }

    TEST_F(Established, AStreamThatLostItsPlaceEndsThoughPingsAreAnswered)
    {
        const RequestId pending = rig.ask(at(1s));
        // A length that nobody fills: all that follows, answers to pings too, vanishes in it.
        rig.take(rig.machine.received(*unhex("0000bc00"), at(1s)));
        for (int second = 2; second <= 6; ++second) {
            rig.passUntil(at(std::chrono::seconds(second)));
            rig.receive(at(std::chrono::seconds(second)), reply(xid::ping));
        }
        rig.passUntil(at(6s));
        EXPECT_EQ(rig.drops, 1);
        EXPECT_EQ(rig.completed[pending], Errc::connectionLoss);
    }

    TEST_F(Established, AnErrorCodeThatIsOursAloneBreaksTheConnection)
    {
        const RequestId pending = rig.ask(at(1s));
        rig.receive(at(2s), reply(1, 1, Errc::cancelled));
        EXPECT_EQ(rig.drops, 1);
        EXPECT_EQ(rig.completed[pending], Errc::connectionLoss);
    }

    TEST_F(Established, ALargeAnswerOnASlowLineIsWaitedFor)
    {
        const RequestId pending = rig.ask(at(1s));
        Bytes frame;
        DataResponse answer;
        answer.data = Bytes(100'000);
        jute::appendFrame(frame, reply(1), answer);
        const ByteView bytes(frame);
        constexpr std::size_t aSecond = 5'000;
        int second = 2;
        for (std::size_t from = 0; from < bytes.size(); from += aSecond, ++second) {
            rig.passUntil(at(std::chrono::seconds(second)));
            const std::size_t size = std::min(aSecond, bytes.size() - from);
            rig.take(rig.machine.received(
                bytes.subspan(from, size), at(std::chrono::seconds(second))));
        }
        EXPECT_EQ(rig.drops, 0);
        EXPECT_EQ(rig.completed[pending], Errc::ok);
    }

    TEST_F(Established, ReconnectsWithTheSameSessionAndTheLastZxid)
    {
        rig.ask(at(1s));
        rig.receive(at(1s), reply(1, 4711));
        rig.takeSent();
        rig.take(rig.machine.connectionEnded(cut("cut"), at(10s)));
        EXPECT_THAT(rig.connects, SizeIs(2)); // At once: the last connection was good.
        EXPECT_EQ(rig.machine.expiresAt(), at(10s)); // The last contact was at 1 s.
        rig.take(rig.machine.connected(at(10s)));
        const auto hello = jute::decode<ConnectRequest>(ByteView(rig.sent).subspan(4));
        EXPECT_EQ(hello->sessionId, ourSession);
        EXPECT_EQ(hello->lastZxidSeen, Zxid(4711));
        EXPECT_EQ(hello->password, Bytes(16, 7));
    }

    TEST_F(Established, RequestThatWasNeverSentDoesNotFailWithConnectionLoss)
    {
        rig.take(rig.machine.connectionEnded(cut("cut"), at(5s)));
        const RequestId held = rig.ask(at(5s));
        EXPECT_THAT(rig.completed, IsEmpty());
        rig.take(rig.machine.connectionEnded(cut("connection refused"), at(5s)));
        EXPECT_EQ(rig.completed[held], Errc::unreachable);
        EXPECT_THAT(rig.reasons[held], HasSubstr("zk0:2181: connection refused"));
        EXPECT_FALSE(outcomeUnknown(rig.completed[held]));
    }

    TEST_F(Established, ExpiryIsFinalAndFailsWhatIsHeld)
    {
        rig.take(rig.machine.connectionEnded(cut("cut"), at(5s)));
        const RequestId held = rig.ask(at(5s));
        rig.take(rig.machine.connected(at(6s)));
        rig.receive(at(6s), ConnectResponse{0, 0, SessionId(), Bytes(16, 0), false, true});
        EXPECT_EQ(rig.machine.state(), SessionState::expired);
        EXPECT_EQ(rig.completed[held], Errc::sessionExpired);
        const RequestId later = rig.ask(at(7s));
        EXPECT_EQ(rig.completed[later], Errc::sessionExpired);
        rig.passUntil(at(100s));
        EXPECT_THAT(rig.connects, SizeIs(2)); // It does not try again.
    }

    TEST_F(Established, OneShotWatchFiresOnce)
    {
        rig.ask(at(1s), OpCode::getData, WatchUse::getData);
        rig.receive(at(1s), reply(1));
        const ReplyHeader header{xid::notification, Zxid(-1), Errc::ok};
        rig.receive(at(2s), header, event(EventType::nodeDataChanged, "/a"));
        rig.receive(at(2s), header, event(EventType::nodeDataChanged, "/a"));
        EXPECT_THAT(
            rig.fired, ElementsAre(Fired{EventType::nodeDataChanged, Path("/a"), Zxid(-1)}));
        EXPECT_EQ(rig.machine.lastZxid(), Zxid(100)); // An event's zxid is not a reply's.
    }

    TEST_F(Established, WatchOfAFailedReadIsNotKept)
    {
        rig.ask(at(1s), OpCode::getData, WatchUse::getData);
        rig.receive(at(1s), reply(1, 100, Errc::noNode));
        EXPECT_TRUE(rig.machine.watches().empty());
    }

    TEST_F(Established, WatchesAreRestoredByListAfterReconnect)
    {
        rig.ask(at(1s), OpCode::getData, WatchUse::getData, "/data");
        rig.ask(at(1s), OpCode::exists, WatchUse::exists, "/there");
        rig.ask(at(1s), OpCode::exists, WatchUse::exists, "/missing");
        rig.ask(at(1s), OpCode::getChildren2, WatchUse::children, "/kids");
        rig.receive(at(1s), reply(1));
        rig.receive(at(1s), reply(2));
        rig.receive(at(1s), reply(3, 100, Errc::noNode));
        rig.receive(at(1s), reply(4, 321));
        rig.takeSent();
        reconnect(at(5s));
        ASSERT_THAT(rig.takeSent(),
            ElementsAre(RequestHeader{xid::setWatches, OpCode::setWatches}));
        const auto watches = jute::decode<SetWatchesRequest>(rig.bodies.front());
        ASSERT_TRUE(watches);
        EXPECT_EQ(watches->relativeZxid, Zxid(321));
        EXPECT_THAT(watches->data, testing::UnorderedElementsAre(Path("/data"), Path("/there")));
        EXPECT_THAT(watches->exist, ElementsAre(Path("/missing")));
        EXPECT_THAT(watches->child, ElementsAre(Path("/kids")));
    }

    TEST_F(Established, PersistentWatchesUseSetWatches2UntilAServerRefusesIt)
    {
        rig.ask(at(1s), OpCode::addWatch, WatchUse::addRecursive, "/tree");
        rig.ask(at(1s), OpCode::getData, WatchUse::getData, "/data");
        rig.receive(at(1s), reply(1));
        rig.receive(at(1s), reply(2));
        rig.takeSent();
        reconnect(at(5s));
        EXPECT_THAT(rig.takeSent(),
            ElementsAre(RequestHeader{xid::setWatches, OpCode::setWatches2}));
        rig.receive(at(5s), reply(xid::setWatches, -1, Errc::unimplemented));
        reconnect(at(9s));
        EXPECT_THAT(rig.takeSent(),
            ElementsAre(RequestHeader{xid::setWatches, OpCode::setWatches},
                RequestHeader{3, OpCode::exists}, RequestHeader{4, OpCode::getChildren2}));
        const auto read = jute::decode<WatchingPathRequest>(rig.bodies.back());
        EXPECT_EQ(*read, (WatchingPathRequest{Path("/tree"), true}));
    }

    TEST_F(Established, ManyWatchesAreSplitIntoSmallRequests)
    {
        const std::string base = '/' + std::string(1000, 'x');
        for (int i = 0; i < 2000; ++i) {
            rig.ask(at(1s), OpCode::exists, WatchUse::exists, base + std::to_string(i));
            rig.receive(at(1s), reply(i + 1, 100, Errc::noNode));
        }
        rig.takeSent();
        reconnect(at(5s));
        const auto requests = rig.takeSent();
        EXPECT_GE(requests.size(), 15u);
        std::size_t paths = 0;
        for (const Bytes& body : rig.bodies) {
            EXPECT_LT(body.size(), std::size_t(200) * 1024);
            paths += jute::decode<SetWatchesRequest>(body)->exist.size();
        }
        EXPECT_EQ(paths, 2000u);
    }

    TEST_F(Established, IdentitiesArePresentedAgainBeforeWatches)
    {
        rig.take(rig.machine.addIdentity(77, {"digest", toBytes("u:p")}, at(1s)));
        EXPECT_THAT(rig.takeSent(), ElementsAre(RequestHeader{xid::auth, OpCode::auth}));
        rig.receive(at(1s), reply(xid::auth, 0));
        EXPECT_EQ(rig.completed[77], Errc::ok);
        rig.ask(at(1s), OpCode::exists, WatchUse::exists);
        rig.receive(at(1s), reply(1));
        rig.takeSent();
        reconnect(at(5s));
        rig.ask(at(5s));
        EXPECT_THAT(rig.takeSent(),
            ElementsAre(RequestHeader{xid::auth, OpCode::auth},
                RequestHeader{xid::setWatches, OpCode::setWatches},
                RequestHeader{2, OpCode::sync}));
    }

    TEST_F(Established, SeveralIdentitiesArePresentedAgainInTheirOrder)
    {
        rig.take(rig.machine.addIdentity(77, {"digest", toBytes("ann:1")}, at(1s)));
        rig.take(rig.machine.addIdentity(78, {"digest", toBytes("bob:2")}, at(1s)));
        rig.receive(at(1s), reply(xid::auth, 0));
        rig.receive(at(1s), reply(xid::auth, 0));
        EXPECT_THAT(rig.completed, ElementsAre(Pair(77, Errc::ok), Pair(78, Errc::ok)));
        rig.takeSent();
        reconnect(at(5s));
        const RequestHeader auth{xid::auth, OpCode::auth};
        EXPECT_THAT(rig.takeSent(), ElementsAre(auth, auth));
        EXPECT_EQ(jute::decode<AuthRequest>(rig.bodies[0])->auth, toBytes("ann:1"));
        EXPECT_EQ(jute::decode<AuthRequest>(rig.bodies[1])->auth, toBytes("bob:2"));
    }

    TEST_F(Established, RefusedIdentityEndsTheSession)
    {
        const RequestId other = rig.ask(at(1s));
        rig.take(rig.machine.addIdentity(77, {"odd", {}}, at(1s)));
        rig.receive(at(1s), reply(xid::auth, 0, Errc::authFailed));
        EXPECT_EQ(rig.machine.state(), SessionState::authFailed);
        EXPECT_EQ(rig.completed[77], Errc::authFailed);
        EXPECT_EQ(rig.completed[other], Errc::authFailed);
        EXPECT_EQ(rig.drops, 1);
    }

    TEST_F(Established, CloseTellsTheServerAndRefusesWhatComesAfter)
    {
        const RequestId before = rig.ask(at(1s));
        rig.take(rig.machine.close(++rig.lastId, at(1s)));
        const RequestId closing = rig.lastId;
        const RequestId after = rig.ask(at(1s));
        EXPECT_EQ(rig.completed[after], Errc::cancelled);
        EXPECT_THAT(rig.takeSent(), SizeIs(2));
        rig.receive(at(1s), reply(1));
        rig.receive(at(1s), reply(2));
        EXPECT_EQ(rig.completed[before], Errc::ok);
        EXPECT_EQ(rig.completed[closing], Errc::ok);
        EXPECT_EQ(rig.machine.state(), SessionState::closed);
        EXPECT_EQ(rig.drops, 1);
    }

    TEST_F(Established, CancelledRequestIsNotAnsweredButItsReplyStillCounts)
    {
        const RequestId stopped = rig.ask(at(1s));
        const RequestId kept = rig.ask(at(1s));
        rig.machine.cancel(stopped);
        rig.receive(at(2s), reply(1));
        rig.receive(at(2s), reply(2));
        EXPECT_THAT(rig.completed, ElementsAre(Pair(kept, Errc::ok)));
    }

    TEST_F(Established, MovedSessionLeavesThisServer)
    {
        const RequestId pending = rig.ask(at(5s));
        rig.receive(at(5s), reply(1, 100, Errc::sessionMoved));
        EXPECT_EQ(rig.completed[pending], Errc::sessionMoved);
        EXPECT_EQ(rig.drops, 1);
        EXPECT_EQ(rig.machine.state(), SessionState::reconnecting);
    }

    TEST_F(Established, HostileBytesBreakTheConnectionAndNothingElse)
    {
        for (const char* wire : {"ffffffff", "7fffffff", "0000000401020304",
                 "00000010ffffffff000000000000000000000000"}) {
            SessionRig fresh;
            begin(fresh);
            fresh.take(fresh.machine.received(*unhex(wire), at(2s)));
            EXPECT_EQ(fresh.drops, 1) << wire;
            EXPECT_EQ(fresh.machine.state(), SessionState::reconnecting) << wire;
        }
    }

    TEST_F(Established, ReplyOf64MebibytesIsWaitedForAndNoneLarger)
    {
        rig.take(rig.machine.received(*unhex("04000000"), at(2s)));
        EXPECT_EQ(rig.drops, 0);
        SessionRig fresh;
        begin(fresh);
        fresh.take(fresh.machine.received(*unhex("04000001"), at(2s)));
        EXPECT_EQ(fresh.drops, 1);
        EXPECT_THAT(fresh.machine.problem().text, HasSubstr("at most 67108864 are allowed"));
    }

    TEST_F(Established, TooLargeRequestSaysSoWhenTheServerCloses)
    {
        Request request;
        request.id = 5;
        request.body = Bytes(2'000'000);
        rig.take(rig.machine.submit(std::move(request), at(1s)));
        rig.take(rig.machine.connectionEnded(cut("the server closed the connection"), at(1s)));
        EXPECT_THAT(rig.reasons[5], HasSubstr("jute.maxbuffer"));
    }

} // namespace
} // namespace zs::session

// SPDX-License-Identifier: Apache-2.0
// A session with a SASL identity, against what servers may answer.
#include "clientlib/protocol/digest.h"
#include "clientlib/protocol/sasl_records.h"
#include "tests/clientlib/session/session_rig.h"

#include <gmock/gmock.h>

namespace zs::session {
namespace {

    using testing::ElementsAre;
    using testing::HasSubstr;
    using testing::IsEmpty;
    using testing::Not;
    using testing::SizeIs;

    constexpr std::string_view challenge
        = "realm=\"zk-sasl-md5\",nonce=\"n0nce\",charset=utf-8,algorithm=md5-sess";

    Settings with(std::vector<Identity> identities)
    {
        Settings settings;
        settings.identities = std::move(identities);
        settings.nonceSeed = Bytes(32, 5);
        return settings;
    }

    /// What a server that knows the password makes of the client's response.
    struct Judged {
        bool right = false;
        std::string rspauth;
        std::string cnonce;
    };
    std::string directive(std::string_view text, const std::string& name)
    {
        const std::size_t from = text.find(name + '=') + name.size() + 1;
        std::string value(text.substr(from, text.find(',', from) - from));
        std::erase(value, '"');
        return value;
    }
    std::string md5Hex(const std::string& text) { return hex(ByteView(*md5(viewOf(text)))); }
    Judged judge(ByteView token, const std::string& user, const std::string& password)
    {
        const std::string_view text = textOf(token);
        Judged judged;
        judged.cnonce = directive(text, "cnonce");
        const Md5Sum secret = *md5(viewOf(user + ":zk-sasl-md5:" + password));
        const std::string a1
            = md5Hex(std::string(secret.begin(), secret.end()) + ":n0nce:" + judged.cnonce);
        const auto proof = [&](const std::string& a2) {
            return md5Hex(a1 + ":n0nce:00000001:" + judged.cnonce + ":auth:" + md5Hex(a2));
        };
        judged.right = directive(text, "response") == proof("AUTHENTICATE:zookeeper/zk-sasl-md5");
        judged.rspauth = "rspauth=" + proof(":zookeeper/zk-sasl-md5");
        return judged;
    }

    struct SaslSession : testing::Test {
        SaslSession()
            : rig(1, with({{"sasl", toBytes("bob:se:cret")}, {"digest", toBytes("ann:1")}})) {}
        void SetUp() override
        {
            rig.take(rig.machine.start(at(0s)));
            rig.establish(at(0s));
        }
        /// The token of the one request that was sent since; its xid is kept.
        Bytes sentToken()
        {
            const std::vector<RequestHeader> sent = rig.takeSent();
            EXPECT_THAT(sent, SizeIs(1));
            EXPECT_EQ(sent.at(0).type, OpCode::sasl);
            xid = sent.at(0).xid;
            return jute::decode<SaslRequest>(rig.bodies.at(0))->token;
        }
        void answer(Instant now, std::optional<std::string_view> token, Errc err = Errc::ok)
        {
            SaslResponse response;
            if (token)
                response.token = toBytes(*token);
            rig.receive(now, ReplyHeader{xid, Zxid(), err}, response);
        }
        /// The whole exchange with a server that knows the password.
        Judged authenticate(Instant now)
        {
            EXPECT_THAT(sentToken(), IsEmpty());
            answer(now, challenge);
            const Judged judged = judge(sentToken(), "bob", "se:cret");
            EXPECT_TRUE(judged.right);
            answer(now, judged.rspauth);
            return judged;
        }
        ConnectionFault fault() const { return rig.machine.problem().fault; }
        const std::string& problem() const { return rig.machine.problem().text; }

        SessionRig rig;
        std::int32_t xid = 0;
    };

    TEST_F(SaslSession, NothingElseIsSentBeforeTheServerIsContent)
    {
        rig.ask(at(0s));
        EXPECT_NE(rig.machine.state(), SessionState::connected);
        authenticate(at(0s));
        EXPECT_EQ(rig.machine.state(), SessionState::connected);
        EXPECT_THAT(rig.takeSent(),
            ElementsAre(RequestHeader{xid::auth, OpCode::auth}, RequestHeader{3, OpCode::sync}));
    }

    TEST_F(SaslSession, EachConnectionAuthenticatesAgainWithAFreshCnonce)
    {
        const Judged first = authenticate(at(0s));
        rig.receive(at(0s), ReplyHeader{xid::auth, Zxid(), Errc::ok});
        rig.ask(at(1s), OpCode::exists, WatchUse::exists);
        rig.receive(at(1s), ReplyHeader{3, Zxid(9), Errc::ok});
        rig.takeSent();
        rig.take(rig.machine.connectionEnded(cut("cut"), at(5s)));
        EXPECT_EQ(rig.machine.state(), SessionState::reconnecting);
        rig.establish(at(5s));
        const Judged second = authenticate(at(5s));
        EXPECT_NE(first.cnonce, second.cnonce);
        EXPECT_THAT(rig.takeSent(),
            ElementsAre(RequestHeader{xid::auth, OpCode::auth},
                RequestHeader{xid::setWatches, OpCode::setWatches}));
        EXPECT_EQ(rig.machine.state(), SessionState::connected);
    }

    TEST_F(SaslSession, EqualSeedsSayTheSameAndOthersDoNot)
    {
        const auto cnonceOf = [](std::uint8_t seed) {
            Settings settings = with({{"sasl", toBytes("bob:secret")}});
            settings.nonceSeed = Bytes(32, seed);
            SessionRig other(1, std::move(settings));
            other.take(other.machine.start(at(0s)));
            other.establish(at(0s));
            other.takeSent();
            SaslResponse response{toBytes(challenge)};
            other.receive(at(0s), ReplyHeader{1, Zxid(), Errc::ok}, response);
            other.takeSent();
            return judge(other.bodies.at(0), "bob", "secret").cnonce;
        };
        EXPECT_EQ(cnonceOf(1), cnonceOf(1));
        EXPECT_NE(cnonceOf(1), cnonceOf(2));
    }

    TEST_F(SaslSession, AWrongPasswordEndsTheSessionAndWhatWaitsForIt)
    {
        const RequestId waiting = rig.ask(at(0s));
        sentToken();
        answer(at(0s), challenge);
        sentToken();
        answer(at(0s), std::nullopt, Errc::authFailed);
        EXPECT_EQ(rig.machine.state(), SessionState::authFailed);
        EXPECT_EQ(rig.completed[waiting], Errc::authFailed);
        EXPECT_EQ(fault(), ConnectionFault::authRefused);
        EXPECT_THAT(problem(), HasSubstr("user or password are wrong"));
        EXPECT_THAT(problem(), Not(HasSubstr("cret"))) << "a password is never told";
        EXPECT_EQ(rig.drops, 1);
    }

    TEST_F(SaslSession, AServerThatWantsSaslOfAllRefusesByAnotherCode)
    {
        sentToken();
        answer(at(0s), std::nullopt, Errc::sessionClosedRequireAuth);
        EXPECT_EQ(rig.machine.state(), SessionState::authFailed);
        EXPECT_EQ(fault(), ConnectionFault::authRefused);
    }

    TEST_F(SaslSession, AServerWithoutSaslIsTold)
    {
        sentToken();
        answer(at(0s), std::nullopt);
        EXPECT_EQ(rig.machine.state(), SessionState::authFailed);
        EXPECT_EQ(fault(), ConnectionFault::authRefused);
        EXPECT_THAT(problem(), HasSubstr("no SASL set up"));
    }

    TEST_F(SaslSession, AServerThatLetsFailedClientsStayIsNotTakenForContent)
    {
        sentToken();
        answer(at(0s), challenge);
        sentToken();
        answer(at(0s), std::nullopt);
        EXPECT_EQ(fault(), ConnectionFault::authRefused);
        EXPECT_EQ(rig.machine.state(), SessionState::authFailed);
    }

    TEST_F(SaslSession, AServerThatCannotProveItselfGetsNoRequest)
    {
        rig.ask(at(0s));
        sentToken();
        answer(at(0s), challenge);
        sentToken();
        answer(at(0s), "rspauth=00000000000000000000000000000000");
        EXPECT_THAT(problem(), HasSubstr("could not prove that it knows the password"));
        EXPECT_THAT(rig.takeSent(), IsEmpty());
    }

    TEST_F(SaslSession, AChallengeThatIsNoneIsTold)
    {
        sentToken();
        answer(at(0s), "`\x82\x01\x02 Kerberos");
        EXPECT_EQ(rig.machine.state(), SessionState::authFailed);
        EXPECT_THAT(problem(), HasSubstr("none that this client speaks"));
    }

    TEST_F(SaslSession, AServerThatFallsSilentIsLeftAfterTheConnectTimeOut)
    {
        sentToken();
        rig.passUntil(at(5s));
        EXPECT_EQ(fault(), ConnectionFault::noAnswer);
        EXPECT_THAT(rig.machine.state(), SessionState::reconnecting) << "the session may live";
        EXPECT_EQ(rig.drops, 1);
    }

    TEST_F(SaslSession, AConnectionThatEndsMeanwhileIsMadeAgain)
    {
        sentToken();
        answer(at(0s), challenge);
        sentToken();
        rig.take(rig.machine.connectionEnded(cut("the server closed the connection"), at(1s)));
        EXPECT_THAT(problem(), HasSubstr("while this client authenticated by SASL"));
        EXPECT_THAT(rig.inquiries, IsEmpty());
        rig.passUntil(at(2s));
        ASSERT_THAT(rig.connects, SizeIs(2));
        rig.establish(at(2s));
        authenticate(at(2s));
        EXPECT_EQ(rig.machine.state(), SessionState::connected);
    }

    TEST_F(SaslSession, AnotherFrameInItsPlaceDropsTheConnection)
    {
        sentToken();
        rig.receive(at(0s), ReplyHeader{xid + 1, Zxid(), Errc::ok}, SaslResponse{Bytes{1}});
        EXPECT_EQ(fault(), ConnectionFault::notZooKeeper);
        EXPECT_EQ(rig.drops, 1);
    }

    TEST_F(SaslSession, ALengthThatLiesDropsTheConnection)
    {
        sentToken();
        rig.receive(at(0s), ReplyHeader{xid, Zxid(), Errc::ok}, std::int32_t(0x7fffffff));
        EXPECT_EQ(fault(), ConnectionFault::notZooKeeper);
    }

    TEST_F(SaslSession, ClosingMeanwhileDropsTheConnection)
    {
        rig.take(rig.machine.close(77, at(0s)));
        EXPECT_EQ(rig.machine.state(), SessionState::closed);
        EXPECT_EQ(rig.drops, 1);
        EXPECT_TRUE(rig.completed.contains(77));
    }

    TEST_F(SaslSession, CannotBeAddedToASessionThatStands)
    {
        authenticate(at(0s));
        rig.takeSent();
        rig.take(rig.machine.addIdentity(77, {"sasl", toBytes("eve:1")}, at(1s)));
        EXPECT_EQ(rig.completed[77], Errc::invalidInput);
        EXPECT_THAT(rig.reasons[77], HasSubstr("while a connection opens"));
        EXPECT_THAT(rig.takeSent(), IsEmpty());
        EXPECT_EQ(rig.machine.state(), SessionState::connected);
    }

    TEST(SaslIdentity, IsOneAndHasAUserAndAPassword)
    {
        const auto problemOf = [](std::vector<Identity> identities) {
            SessionRig rig(1, with(std::move(identities)));
            rig.take(rig.machine.start(at(0s)));
            rig.establish(at(0s));
            EXPECT_EQ(rig.machine.state(), SessionState::authFailed);
            EXPECT_THAT(rig.takeSent(), IsEmpty());
            return rig.machine.problem().text;
        };
        EXPECT_THAT(problemOf({{"sasl", toBytes("a:1")}, {"sasl", toBytes("b:2")}}),
            HasSubstr("room for one"));
        EXPECT_THAT(problemOf({{"sasl", toBytes("secret")}}), HasSubstr("user:password"));
        EXPECT_THAT(problemOf({{"sasl", toBytes(":secret")}}), HasSubstr("user:password"));
    }

    TEST(RequiredAuth, EndsASessionThatHasNone)
    {
        SessionRig rig;
        rig.take(rig.machine.start(at(0s)));
        rig.establish(at(0s));
        const RequestId asked = rig.ask(at(0s));
        rig.receive(at(0s), ReplyHeader{1, Zxid(), Errc::sessionClosedRequireAuth});
        EXPECT_EQ(rig.machine.state(), SessionState::authFailed);
        EXPECT_EQ(rig.completed[asked], Errc::sessionClosedRequireAuth);
        EXPECT_EQ(rig.machine.problem().fault, ConnectionFault::authRefused);
        EXPECT_EQ(rig.doubleAnswers, 0);
    }

} // namespace
} // namespace zs::session

// SPDX-License-Identifier: Apache-2.0
// SASL (DIGEST-MD5) against a real Apache ZooKeeper 3.8 whose users stand in a JAAS file: one that
// serves everybody, one that serves nobody without SASL, one without SASL, and ours.
#include "clientlib/client.h"
#include "tests/support/apache_server.h"
#include "tests/support/await.h"
#include "tests/support/sasl_server.h"

#include <gmock/gmock.h>

namespace zs::test {
namespace {

    using namespace std::chrono_literals;
    using testing::Contains;
    using testing::HasSubstr;

    class ClientWithSasl : public testing::Test {
    protected:
        struct Servers {
            SaslServer open;
            SaslServer strict{{"-Dzookeeper.sessionRequireClientSASLAuth=true"}};
            SaslServer lenient{{"-Dzookeeper.allowSaslFailedClients=true"}};
            ApacheServer plain;
        };
        static void SetUpTestSuite()
        {
            if (!ApacheServer::isInstalled())
                return;
            s_all = std::make_unique<Servers>();
            ApacheServer* const all[] = {&s_all->open.server(), &s_all->strict.server(),
                &s_all->lenient.server(), &s_all->plain};
            for (ApacheServer* each : all)
                each->launch();
            for (ApacheServer* each : all)
                ASSERT_TRUE(each->waitUntilReady());
        }
        static void TearDownTestSuite() { s_all.reset(); }
        void SetUp() override
        {
            if (!s_all)
                GTEST_SKIP() << "Debian's package zookeeper is not installed";
        }

        static std::unique_ptr<Client> connectTo(
            const ApacheServer& server, std::vector<Identity> identities)
        {
            ClientOptions options;
            options.servers = *ConnectString::parse(server.address());
            options.connectTimeout = 30s; // For a machine with other work.
            options.identities = std::move(identities);
            return Client::connectTo(std::move(options));
        }
        static Identity sasl(const char* userAndPassword)
        {
            return {"sasl", toBytes(userAndPassword)};
        }
        /// How the session ends, which must not hold any change of it.
        static SessionStatus endOf(const ApacheServer& server, std::vector<Identity> identities)
        {
            const auto client = connectTo(server, std::move(identities));
            const auto answer = await(client->getData(Path("/")));
            EXPECT_FALSE(answer);
            EXPECT_TRUE(spinUntil([&] { return isFinal(client->status().state); }));
            return client->status();
        }
        static bool isConnected(const Client& client)
        {
            return client.status().state == SessionState::connected;
        }

        static std::unique_ptr<Servers> s_all;
    };
    std::unique_ptr<ClientWithSasl::Servers> ClientWithSasl::s_all;

    TEST_F(ClientWithSasl, IsWhoItSaysAndOthersAreKeptOut)
    {
        const auto bob = connectTo(s_all->open.server(), {sasl("bob:secret")});
        const auto who = await(bob->whoAmI());
        ASSERT_TRUE(who) << who.error().detail;
        EXPECT_THAT(*who, Contains(AuthId{"sasl", "bob"}));
        const std::vector<Acl> bobs{{perm::all, {"sasl", "bob"}}};
        ASSERT_TRUE(await(
            bob->create(Path("/bobs"), toBytes("mine"), CreateMode::persistent, bobs)));
        EXPECT_EQ(await(bob->getData(Path("/bobs")))->data, toBytes("mine"));
        const std::vector<std::vector<Identity>> others{
            {}, {sasl("ann:s,e\"c\\r:et")}, {{"digest", toBytes("bob:secret")}}};
        for (const std::vector<Identity>& each : others) {
            const auto other = connectTo(s_all->open.server(), each);
            const auto refused = await(other->getData(Path("/bobs")));
            ASSERT_FALSE(refused);
            EXPECT_EQ(refused.error().code, Errc::noAuth);
        }
    }

    TEST_F(ClientWithSasl, StandsBesideADigestIdentity)
    {
        const auto both = connectTo(
            s_all->open.server(), {{"digest", toBytes("ops:1")}, sasl("bob:secret")});
        const auto who = await(both->whoAmI());
        ASSERT_TRUE(who);
        EXPECT_THAT(*who, Contains(AuthId{"sasl", "bob"}));
        EXPECT_THAT(*who, Contains(AuthId{"digest", "ops"}));
    }

    TEST_F(ClientWithSasl, NamesAndPasswordsOfAllLettersAreUnderstood)
    {
        for (const char* each : {"ann:s,e\"c\\r:et", "j\xc3\xbcrgen:gr\xc3\xbc\xc3\x9f",
                 "\xe5\xb0\x8f\xe6\x98\x8e:\xe5\xaf\x86\xe7\xa0\x81"}) {
            const auto client = connectTo(s_all->open.server(), {sasl(each)});
            const auto who = await(client->whoAmI());
            ASSERT_TRUE(who) << each << ": " << who.error().detail;
            const std::string text = each;
            EXPECT_THAT(*who, Contains(AuthId{"sasl", text.substr(0, text.find(':'))}));
        }
    }

    TEST_F(ClientWithSasl, AWrongPasswordAndAnUnknownUserAreTold)
    {
        for (const ApacheServer* server :
            {&s_all->open.server(), &s_all->strict.server(), &s_all->lenient.server()}) {
            // Not with a known password: 3.8.0 takes the one of whoever logged in before.
            for (const char* wrong : {"bob:guess", "nobody:guess"}) {
                const SessionStatus end = endOf(*server, {sasl(wrong)});
                EXPECT_EQ(end.state, SessionState::authFailed);
                EXPECT_EQ(end.fault, ConnectionFault::authRefused);
                EXPECT_THAT(end.problem, HasSubstr("user or password are wrong"));
                EXPECT_THAT(end.problem, testing::Not(HasSubstr("guess")));
            }
        }
    }

    TEST_F(ClientWithSasl, AServerThatWantsSaslOfAllServesTheRightAndTellsTheOthers)
    {
        const auto bob = connectTo(s_all->strict.server(), {sasl("bob:secret")});
        EXPECT_TRUE(await(bob->getData(Path("/"))));
        const SessionStatus end = endOf(s_all->strict.server(), {});
        EXPECT_EQ(end.state, SessionState::authFailed);
        EXPECT_THAT(end.problem, HasSubstr("serves nobody who has not authenticated"));
    }

    TEST_F(ClientWithSasl, ServersWithoutSaslAreTold)
    {
        ApacheServer::Options options;
        options.program = qEnvironmentVariable("ZS_BIN") + "/zooscope-server";
        ApacheServer ours(options);
        ASSERT_TRUE(ours.start());
        for (const ApacheServer* server : {&s_all->plain, &ours}) {
            const SessionStatus end = endOf(*server, {sasl("bob:secret")});
            EXPECT_EQ(end.state, SessionState::authFailed);
            EXPECT_EQ(end.fault, ConnectionFault::authRefused);
            EXPECT_THAT(end.problem, HasSubstr("has no SASL set up"));
        }
    }

    TEST_F(ClientWithSasl, AServerThatComesBackIsToldAgainWhoWeAre)
    {
        SaslServer mine;
        ASSERT_TRUE(mine.server().start());
        const auto bob = connectTo(mine.server(), {sasl("bob:secret")});
        const std::vector<Acl> bobs{{perm::all, {"sasl", "bob"}}};
        ASSERT_TRUE(await(bob->create(Path("/b"), toBytes("1"), CreateMode::persistent, bobs)));
        ASSERT_TRUE(await(bob->getData(Path("/b"), Watch::yes)));
        const SessionId before = bob->status().sessionId;
        mine.server().kill();
        ASSERT_TRUE(spinUntil([&] { return !isConnected(*bob); }));
        ASSERT_TRUE(mine.server().start());
        bob->retryNow();
        ASSERT_TRUE(spinUntil([&] { return isConnected(*bob); }));
        EXPECT_EQ(bob->status().sessionId, before);
        bool fired = false;
        QObject::connect(bob.get(), &Client::watchFired, bob.get(), [&] { fired = true; });
        EXPECT_TRUE(await(bob->setData(Path("/b"), toBytes("2"), anyVersion)));
        EXPECT_TRUE(spinUntil([&] { return fired; })) << "its watch stands again";
    }

    TEST_F(ClientWithSasl, CannotBecomeAnotherWhileItIsConnected)
    {
        const auto client = connectTo(s_all->open.server(), {});
        ASSERT_TRUE(await(client->getData(Path("/"))));
        const auto refused = await(client->addAuth(sasl("bob:secret")));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, Errc::invalidInput);
        EXPECT_THAT(refused.error().detail, HasSubstr("give it to a new client"));
        EXPECT_TRUE(await(client->getData(Path("/")))) << "the session goes on as it was";
    }

} // namespace
} // namespace zs::test

// SPDX-License-Identifier: Apache-2.0
// The client on an ensemble of three: moves, read-only servers, local sessions, reconfiguration.
#include "clientlib/protocol/digest.h"
#include "tests/interop/client_suite.h"

#include <map>

namespace zs::test {
namespace {

    using namespace std::chrono_literals;
    using testing::AnyOf;
    using testing::HasSubstr;
    using testing::Not;
    using testing::UnorderedElementsAre;

    constexpr auto superUser = "super:secret";

    /// One ensemble of each kind for all cases; each case leaves it whole.
    class ClientOnEnsemble : public SuiteCase {
    protected:
        static void TearDownTestSuite() { s_ensembles.clear(); }

        void SetUp() override
        {
            SuiteCase::SetUp();
            const Kind kind = GetParam();
            const bool isNew = !s_ensembles.contains(kind);
            if (isNew)
                s_ensembles[kind] = makeEnsemble(kind);
            if (s_ensembles[kind] && !s_ensembles[kind]->heal())
                s_ensembles[kind].reset(); // It will not start for the next case either.
            m_ensemble = s_ensembles[kind].get();
            ASSERT_TRUE(m_ensemble) << "the ensemble does not start";
        }

        static std::unique_ptr<ApacheEnsemble> makeEnsemble(Kind kind)
        {
            ApacheEnsemble::Options options;
            options.program = programOf(kind);
            options.configLines << "reconfigEnabled=true"
                                << "standaloneEnabled=false"
                                << "localSessionsEnabled=true"
                                << "localSessionsUpgradingEnabled=true"
                                << "readonlymode.enabled=true";
            options.javaOptions << "-Xmx192m"
                                << "-Dreadonlymode.enabled=true"
                                << "-Dzookeeper.DigestAuthenticationProvider.superDigest="
                                    + QString::fromStdString(digestId(superUser));
            return std::make_unique<ApacheEnsemble>(options);
        }

        ApacheEnsemble& ensemble() { return *m_ensemble; }
        int memberOf(const Client& client)
        {
            for (int i = 0; i < ensemble().size(); ++i) {
                if (ensemble().member(i).port() == client.status().server.port)
                    return i;
            }
            return -1;
        }
        /// Connected to a follower, though any member would do.
        std::unique_ptr<Client> connectToFollower()
        {
            const int leader = ensemble().memberInMode("leader");
            for (int attempt = 0; attempt < 50; ++attempt) {
                auto client = connectTo(ensemble().address());
                if (await(client->sync(Path())) && memberOf(*client) != leader)
                    return client;
            }
            return nullptr; // The order of the servers is not random.
        }
        std::unique_ptr<Client> connectToMember(int index)
        {
            return connectTo(ensemble().member(index).address());
        }

    private:
        ApacheEnsemble* m_ensemble = nullptr;
        static std::map<Kind, std::unique_ptr<ApacheEnsemble>> s_ensembles;
    };
    std::map<Kind, std::unique_ptr<ApacheEnsemble>> ClientOnEnsemble::s_ensembles;
    INSTANTIATE_TEST_SUITE_P(
        Servers, ClientOnEnsemble, testing::Values(Kind::apache, Kind::ours), nameOf);

    TEST_P(ClientOnEnsemble, SyncReachesTheLeader)
    {
        const int leader = ensemble().memberInMode("leader");
        const auto writer = connectToMember(leader);
        const auto reader = connectToMember((leader + 1) % 3);
        ASSERT_TRUE(await(writer->create(node(), {})));
        ASSERT_TRUE(await(reader->sync(node())));
        EXPECT_TRUE(await(reader->exists(node()))->has_value());
    }

    TEST_P(ClientOnEnsemble, LocalSessionIsUpgradedByItsFirstEphemeral)
    {
        const int leader = ensemble().memberInMode("leader");
        ASSERT_TRUE(await(connectToMember(leader)->create(node(), {})));
        for (int index = 0; index < 3; ++index) {
            const auto client = connectToMember(index);
            const Path name = node(std::to_string(index));
            ASSERT_TRUE(await(client->sync(Path())));
            const auto made = await(client->create(name, {}, CreateMode::ephemeral));
            ASSERT_TRUE(made) << made.error().detail << " leader " << leader;
            EXPECT_EQ(SessionId(made->stat.ephemeralOwner), client->status().sessionId);
            EXPECT_TRUE(await(client->close()));
        }
    }

    TEST_P(ClientOnEnsemble, MovesWithItsSessionWhenItsServerDies)
    {
        const auto client = connectToFollower();
        ASSERT_TRUE(client);
        const auto other = connectToMember(ensemble().memberInMode("leader"));
        ASSERT_TRUE(await(other->create(node(), toBytes("1"))));
        ASSERT_TRUE(await(client->addAuth({"digest", toBytes("bob:secret")})));
        const std::vector<Acl> own{{perm::all, {"digest", digestId("bob:secret")}}};
        ASSERT_TRUE(await(client->create(node("eph"), {}, CreateMode::ephemeral, own)));
        const WatchLog log(*client);
        ASSERT_TRUE(await(client->getData(node(), Watch::yes)));
        ASSERT_TRUE(await(client->exists(node("late"), Watch::yes)));
        const SessionId session = client->status().sessionId;
        const int left = memberOf(*client);

        ensemble().kill(left);
        // Before or after it is back elsewhere: an event must come for each in either case.
        ASSERT_TRUE(await(other->setData(node(), toBytes("2"), 0)));
        ASSERT_TRUE(await(other->create(node("late"), {})));
        ASSERT_TRUE(spinUntil([&] { return log.seen.size() == 2; }));
        EXPECT_THAT(log.seen,
            UnorderedElementsAre(WatchLog::Seen{EventType::nodeDataChanged, node()},
                WatchLog::Seen{EventType::nodeCreated, node("late")}));
        ASSERT_TRUE(await(client->sync(Path())));
        EXPECT_NE(memberOf(*client), left);
        EXPECT_EQ(client->status().sessionId, session);
        EXPECT_TRUE(await(client->getData(node("eph")))); // The identity was presented again.
        EXPECT_EQ(log.seen.size(), 2u);
    }

    TEST_P(ClientOnEnsemble, ReadOnlyServerServesReadsUntilTheQuorumReturns)
    {
        const int kept = ensemble().memberInMode("follower");
        ASSERT_TRUE(await(connectToMember(kept)->create(node(), toBytes("x"))));
        for (int i = 0; i < ensemble().size(); ++i) {
            if (i != kept)
                ensemble().kill(i);
        }
        ASSERT_TRUE(ensemble().member(kept).waitUntilSays({"Mode: read-only"}));

        const auto strict = connectTo(ensemble().address());
        const auto refused = await(strict->getData(node()));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, Errc::unreachable);
        EXPECT_THAT(refused.error().detail, HasSubstr("lost its quorum"));

        ClientOptions options;
        options.servers = *ConnectString::parse(ensemble().address());
        options.acceptReadOnlyServer = true;
        const auto client = Client::connectTo(options);
        const auto read = await(client->getData(node()));
        ASSERT_TRUE(read) << read.error().detail;
        EXPECT_EQ(textOf(*read->data), "x");
        EXPECT_EQ(client->status().state, SessionState::connectedReadOnly);
        EXPECT_EQ(memberOf(*client), kept);
        EXPECT_EQ(await(client->setData(node(), {}, 0)).error().code, Errc::notReadOnly);
        EXPECT_EQ(client->status().state, SessionState::connectedReadOnly);

        ASSERT_TRUE(ensemble().heal());
        ASSERT_TRUE(spinUntil(
            [&] { return client->status().state == SessionState::connected; }, 40s));
        const auto written = await(client->setData(node(), toBytes("y"), 0));
        EXPECT_TRUE(written) << written.error().detail;
    }

    TEST_P(ClientOnEnsemble, ReconfigRemovesAServerAndTakesItBack)
    {
        const int leader = ensemble().memberInMode("leader");
        const int member = (leader + 1) % 3;
        const std::string name = "server." + std::to_string(member + 1) + '=';
        const auto client = connectToMember(leader);
        ASSERT_TRUE(await(client->addAuth({"digest", toBytes(superUser)})));
        const auto before = await(client->getData(Path("/zookeeper/config")));
        ASSERT_TRUE(before);
        EXPECT_THAT(std::string(textOf(*before->data)), HasSubstr(name));

        ReconfigRequest leave;
        leave.leaving = std::to_string(member + 1);
        const auto smaller = await(client->reconfig(leave));
        ASSERT_TRUE(smaller) << smaller.error().detail;
        EXPECT_THAT(std::string(textOf(*smaller->data)), Not(HasSubstr(name)));
        ReconfigRequest join;
        join.joining = ensemble().specification(member);
        const auto whole = await(client->reconfig(join));
        ASSERT_TRUE(whole) << whole.error().detail;
        EXPECT_THAT(std::string(textOf(*whole->data)), HasSubstr(name));
    }

    TEST_P(ClientOnEnsemble, ReconfigSaysWhyItIsRefused)
    {
        const int leader = ensemble().memberInMode("leader");
        const auto client = connectToMember(leader);
        ReconfigRequest same;
        same.joining = ensemble().specification((leader + 1) % 3);
        EXPECT_EQ(await(client->reconfig(same)).error().code, Errc::noAuth);
        ASSERT_TRUE(await(client->addAuth({"digest", toBytes(superUser)})));

        ReconfigRequest dead; // Three that nobody starts: the six would have no quorum.
        dead.joining = "server.7=127.0.0.1:1:2;127.0.0.1:3,server.8=127.0.0.1:4:5;127.0.0.1:6,"
                       "server.9=127.0.0.1:7:8;127.0.0.1:9";
        EXPECT_EQ(await(client->reconfig(dead)).error().code, Errc::newConfigNoQuorum);
        ReconfigRequest stale = same;
        stale.currentConfigId = 1;
        EXPECT_EQ(await(client->reconfig(stale)).error().code, Errc::badVersion);

        // Two at once, while nobody can agree to the first.
        ensemble().member((leader + 1) % 3).freeze();
        ensemble().member((leader + 2) % 3).freeze();
        const auto first = track(client->reconfig(same));
        const auto second = track(client->reconfig(same));
        const std::uint16_t port = ensemble().member(leader).port();
        EXPECT_TRUE(spinUntil([port] {
            return askServer(port, "srvr").find("Outstanding: 2") != std::string::npos;
        }));
        ensemble().member((leader + 1) % 3).thaw();
        ensemble().member((leader + 2) % 3).thaw();
        ASSERT_TRUE(spinUntil([&] { return second->has_value(); }));
        EXPECT_TRUE(first->value()) << first->value().error().detail;
        ASSERT_FALSE(second->value());
        EXPECT_EQ(second->value().error().code, Errc::reconfigInProgress);
    }

} // namespace
} // namespace zs::test

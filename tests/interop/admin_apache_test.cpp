// SPDX-License-Identifier: Apache-2.0
// Four-letter words and the AdminServer of a real Apache ZooKeeper 3.8.
#include "clientlib/admin/admin_client.h"
#include "clientlib/client.h"
#include "tests/support/apache_server.h"
#include "tests/support/await.h"

#include <gmock/gmock.h>

namespace zs::test {
namespace {

    using namespace admin;
    using namespace flw;
    using namespace std::chrono_literals;
    using testing::Contains;
    using testing::ElementsAre;
    using testing::HasSubstr;
    using testing::Pair;
    using testing::StartsWith;

    enum class Channel { word, adminServer };

    /// A server on which only one of the two channels is open, with a session that holds an
    /// ephemeral and a data watch. What is true must not depend on the channel.
    class AdminOnApache : public testing::TestWithParam<Channel> {
    protected:
        struct Rig {
            std::unique_ptr<ApacheServer> server;
            std::unique_ptr<Client> client;
            std::uint16_t adminPort = 0;
        };

        static Rig& rig(Channel channel)
        {
            Rig& made = s_rigs[channel];
            if (!made.server) {
                made.adminPort = freePort();
                ApacheServer::Options options;
                // The last line of a key wins.
                if (channel == Channel::adminServer) {
                    options.configLines << "4lw.commands.whitelist=srvr"
                                        << "admin.enableServer=true"
                                        << "admin.serverAddress=127.0.0.1"
                                        << QString("admin.serverPort=%1").arg(made.adminPort);
                    options.extraJars << "/usr/share/java/servlet-api.jar";
                }
                made.server = std::make_unique<ApacheServer>(options);
                if (!made.server->start())
                    ADD_FAILURE() << "no server";
                made.client = connectClient(*made.server);
            }
            return made;
        }
        static std::unique_ptr<Client> connectClient(const ApacheServer& server)
        {
            ClientOptions options;
            options.servers = *ConnectString::parse(server.address());
            options.connectTimeout = 15s; // For a machine with other work.
            std::unique_ptr<Client> client = Client::connectTo(std::move(options));
            EXPECT_TRUE(await(client->create(Path("/e"), Bytes(), CreateMode::ephemeral)));
            EXPECT_TRUE(await(client->getData(Path("/e"), Watch::yes)));
            return client;
        }
        static AdminOptions optionsOf(const Rig& rig)
        {
            AdminOptions options;
            options.server = Endpoint{"127.0.0.1", rig.server->port()};
            options.adminServer = QUrl(QString("http://127.0.0.1:%1").arg(rig.adminPort));
            options.timeout = 15s;
            return options;
        }
        static void TearDownTestSuite() { s_rigs.clear(); }

        void SetUp() override
        {
            admin = std::make_unique<AdminClient>(optionsOf(rig(GetParam())));
            session = rig(GetParam()).client->status().sessionId;
        }

        std::unique_ptr<AdminClient> admin;
        SessionId session;
        static std::map<Channel, Rig> s_rigs;
    };
    std::map<Channel, AdminOnApache::Rig> AdminOnApache::s_rigs;

    TEST_P(AdminOnApache, TellsItself)
    {
        const auto srvr = await(admin->srvr());
        ASSERT_TRUE(srvr) << srvr.error().detail;
        EXPECT_EQ(srvr->mode, "standalone");
        EXPECT_THAT(srvr->version, StartsWith("3.8.0"));
        EXPECT_EQ(srvr->nodeCount, 6);
        const auto stat = await(admin->stat());
        ASSERT_TRUE(stat) << stat.error().detail;
        EXPECT_GE(stat->server.zxid, srvr->zxid);
        EXPECT_FALSE(stat->connections.empty());
        const auto conf = await(admin->conf());
        ASSERT_TRUE(conf) << conf.error().detail;
        EXPECT_EQ(conf->integer("tickTime"), 500);
        EXPECT_EQ(conf->integer("clientPort"), rig(GetParam()).server->port());
        const auto envi = await(admin->envi());
        ASSERT_TRUE(envi) << envi.error().detail;
        EXPECT_EQ(envi->at("os.name"), "Linux");
        const auto dirs = await(admin->dirs());
        ASSERT_TRUE(dirs) << dirs.error().detail;
        EXPECT_GT(dirs->logBytes, 0);
        EXPECT_EQ(*await(admin->isro()), WriteState::readWrite);
        EXPECT_TRUE(await(admin->ruok()));
        EXPECT_TRUE(await(admin->hash()));
    }

    TEST_P(AdminOnApache, TellsItsMetrics)
    {
        const auto mntr = await(admin->mntr());
        ASSERT_TRUE(mntr) << mntr.error().detail;
        EXPECT_EQ(mntr->integer("znode_count"), 6);
        EXPECT_EQ(mntr->integer("ephemerals_count"), 1);
        EXPECT_EQ(mntr->text("server_state"), "standalone");
        EXPECT_TRUE(mntr->number("avg_latency"));
    }

    TEST_P(AdminOnApache, TellsItsSessionsAndWatches)
    {
        const auto cons = await(admin->cons());
        ASSERT_TRUE(cons) << cons.error().detail;
        const auto isOurs = [this](const ConnectionInfo& connection) {
            return connection.session && connection.session->id == session;
        };
        EXPECT_EQ(std::count_if(cons->begin(), cons->end(), isOurs), 1);
        const auto amongThem
            = Contains(testing::Field(&SessionDump::Bucket::sessions, Contains(session)));
        auto dump = await(admin->dump());
        // Apache's ExpiryQueue leaves out a session that goes to a new bucket as it is dumped.
        for (int i = 0; i < 20 && dump && !testing::Matches(amongThem)(dump->expiries); ++i)
            dump = await(admin->dump());
        ASSERT_TRUE(dump) << dump.error().detail;
        EXPECT_THAT(dump->ephemerals, ElementsAre(Pair(session, ElementsAre("/e"))));
        EXPECT_THAT(dump->expiries, amongThem);
        EXPECT_EQ(*await(admin->wchs()), (WatchSummary{1, 1, 1}));
        EXPECT_THAT(*await(admin->wchc()), ElementsAre(Pair(session, ElementsAre("/e"))));
        EXPECT_THAT(*await(admin->wchp()), ElementsAre(Pair("/e", ElementsAre(session))));
    }

    TEST_P(AdminOnApache, ResetsItsFigures)
    {
        ASSERT_TRUE(await(admin->crst()));
        ASSERT_TRUE(await(admin->srst()));
        const auto mntr = await(admin->mntr());
        ASSERT_TRUE(mntr);
        EXPECT_LT(*mntr->integer("packets_received"), 5);
    }

    TEST_P(AdminOnApache, SaysWhatToOpenWhereBothAreClosed)
    {
        AdminOptions options = optionsOf(rig(Channel::adminServer));
        options.adminServer = QUrl(QString("http://127.0.0.1:%1").arg(freePort()));
        AdminClient closed(options);
        const auto mntr = await(closed.mntr());
        ASSERT_FALSE(mntr);
        EXPECT_EQ(mntr.error().code, Errc::noAuth);
        EXPECT_THAT(mntr.error().detail, HasSubstr("4lw.commands.whitelist"));
        EXPECT_THAT(mntr.error().detail, HasSubstr("admin.enableServer"));
    }

    TEST_P(AdminOnApache, GivesRawAnswersToo)
    {
        EXPECT_THAT(*await(admin->word("srvr")), StartsWith("Zookeeper version: 3.8.0"));
        EXPECT_EQ(*await(admin->word("none")), "");
        if (GetParam() == Channel::adminServer) {
            EXPECT_EQ(await(admin->command("zabstate"))->value("voting"), false);
            EXPECT_EQ(await(admin->command("nonsense")).error().code, Errc::unimplemented);
        }
    }

    INSTANTIATE_TEST_SUITE_P(Channels, AdminOnApache,
        testing::Values(Channel::word, Channel::adminServer),
        [](const testing::TestParamInfo<Channel>& channel) {
            return channel.param == Channel::word ? "Words" : "AdminServer";
        });

} // namespace
} // namespace zs::test

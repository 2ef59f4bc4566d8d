// SPDX-License-Identifier: Apache-2.0
// A cluster that runs gets an observer.
#include "tests/localcluster/launcher/cluster_player.h"

#include <QFile>

namespace zs::launcher {
namespace {

    using namespace std::chrono_literals;
    using test::ClusterPlayer;
    using testing::HasSubstr;

    class ClusterGrowth : public testing::Test {
    protected:
        static void SetUpTestSuite() { ClusterPlayer::makeApplication(); }
        static std::string told(const ClusterPlayer& player)
        {
            return testing::PrintToString(player.failures);
        }
        QString folder() const { return m_home.path() + "/cluster"; }

    private:
        const QTemporaryDir m_home;
    };

    TEST_F(ClusterGrowth, ObserverJoinsAfterAllOthersHaveLearntOfIt)
    {
        ClusterPlayer player(ClusterPlayer::profileIn(folder(), 3));
        Cluster& cluster = *player.cluster;
        EXPECT_THAT(cluster.observerOff().toStdString(), HasSubstr("Start it first"));
        cluster.start();
        ASSERT_TRUE(player.waitUntilServing(3)) << told(player);
        const ClusterProfile before = cluster.profile();
        const ServerId leader = player.leader();
        std::map<ServerId, qint64> pids;
        for (const ServerProfile& server : before.servers)
            pids[server.id] = cluster.processId(server.id);
        ASSERT_EQ(cluster.observerOff(), "");
        cluster.addObserver();
        EXPECT_THAT(cluster.observerOff().toStdString(), HasSubstr("is being added"));
        ASSERT_TRUE(player.waitFor([&] { return cluster.isServing(ServerId(4)); }, 60s))
            << told(player);
        ASSERT_TRUE(player.waitUntilServing(4)) << told(player);
        for (const ServerProfile& server : before.servers) {
            EXPECT_EQ(*cluster.profile().find(server.id), server) << "its ports stay";
            EXPECT_NE(cluster.processId(server.id), pids[server.id]) << "it was restarted";
            QFile file(configFile(cluster.profile(), server.id));
            ASSERT_TRUE(file.open(QIODevice::ReadOnly));
            EXPECT_THAT(file.readAll().toStdString(), HasSubstr("server.4="));
        }
        EXPECT_NE(player.leader(), leader) << "the last that was restarted, when others led";
        EXPECT_EQ(loadProfile(folder())->servers.size(), 4U);
        // Its links are the relay's, too.
        cluster.isolate(ServerId(4));
        ASSERT_TRUE(player.waitFor([&] { return !cluster.isServing(ServerId(4)); }))
            << told(player);
        EXPECT_EQ(player.servingServers(), 3U);
        cluster.healAll();
        ASSERT_TRUE(player.waitUntilServing(4)) << told(player);
        EXPECT_TRUE(player.stop());
    }

    TEST_F(ClusterGrowth, SaysWhyThereCanBeNoObserver)
    {
        ClusterPlayer alone(ClusterPlayer::profileIn(folder(), 1));
        alone.cluster->start();
        ASSERT_TRUE(alone.waitUntilServing(1)) << told(alone);
        alone.cluster->addObserver();
        EXPECT_FALSE(alone.waitFor([] { return false; }));
        ASSERT_EQ(alone.failures.size(), 1U);
        EXPECT_THAT(alone.failures[0], HasSubstr("A server alone cannot be observed"));
        EXPECT_EQ(alone.cluster->profile().servers.size(), 1U);
    }

} // namespace
} // namespace zs::launcher

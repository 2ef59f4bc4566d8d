// SPDX-License-Identifier: Apache-2.0
// A cluster whose relay is killed: another one takes its place.
#include "localcluster/launcher/run_state.h"
#include "tests/localcluster/launcher/cluster_player.h"
#include "tests/localcluster/launcher/taken_port.h"

#include <csignal>

namespace zs::launcher {
namespace {

    using test::ClusterPlayer;
    using testing::Contains;
    using testing::HasSubstr;

    class RelayRestart : public testing::Test {
    protected:
        static void SetUpTestSuite() { ClusterPlayer::makeApplication(); }
        void SetUp() override
        {
            player.cluster->start();
            ASSERT_TRUE(player.waitUntilServing(3)) << told();
        }
        std::string told() const { return testing::PrintToString(player.failures); }
        ProcessKey relay() const { return RunState::load(folder()).relay; }
        QString folder() const { return m_home.path() + "/cluster"; }
        void killRelay()
        {
            const ProcessKey key = relay();
            ASSERT_TRUE(ManagedProcess::isAlive(key));
            ::kill(static_cast<pid_t>(key.pid), SIGKILL);
        }
        /// How often any server began to look for a leader.
        std::ptrdiff_t searches() const
        {
            return std::count_if(
                player.moments.begin(), player.moments.end(), [](const timeline::Moment& told) {
                    const auto* state = std::get_if<trace::StateEvent>(&told.event);
                    return state && state->to == trace::ServerState::looking;
                });
        }
        bool waitForNotices(std::size_t count)
        {
            return player.waitFor([&] { return player.notices.size() >= count; });
        }

    private:
        const QTemporaryDir m_home;

    protected:
        ClusterPlayer player{ClusterPlayer::profileIn(folder(), 3)};
    };

    TEST_F(RelayRestart, ServersReachEachOtherAgainAndFaultsStayInForce)
    {
        Cluster& cluster = *player.cluster;
        bool inForce = false;
        QObject::connect(&cluster, &Cluster::faultsChanged, &cluster, [&] { inForce = true; });
        cluster.delay(ServerId(1), ServerId(2), std::chrono::milliseconds(5));
        ASSERT_TRUE(player.waitFor([&] { return inForce; })) << told();
        const ProcessKey old = relay();
        const std::ptrdiff_t before = searches();
        killRelay();
        ASSERT_TRUE(waitForNotices(1)) << told();
        EXPECT_THAT(player.notices[0], HasSubstr("was started again"));
        EXPECT_NE(relay().pid, old.pid);
        EXPECT_EQ(cluster.linkFaultsOff(), "");
        ASSERT_TRUE(player.waitFor([&] { return searches() > before; })) << "links were reset";
        EXPECT_TRUE(player.waitFor([&] { // Moments are handed out in order, a little later.
            return testing::Value(
                player.told(), testing::IsSupersetOf({"relay", "relay over"}));
        })) << testing::PrintToString(player.told());
        ASSERT_TRUE(player.waitUntilServing(3)) << told();
        // The new relay has the fault that the old one had, and takes new ones.
        EXPECT_EQ(cluster.faults().delay.size(), 2U);
        const ServerId leader = player.leader();
        cluster.isolate(leader);
        ASSERT_TRUE(player.waitFor([&] {
            return player.leader() != ServerId(0) && player.leader() != leader
                && !cluster.isServing(leader);
        })) << told();
        cluster.healAll();
        ASSERT_TRUE(player.waitUntilServing(3)) << told();
        EXPECT_TRUE(player.stop());
    }

    TEST_F(RelayRestart, ServerThatIsCutOffStaysSo)
    {
        Cluster& cluster = *player.cluster;
        const ServerId leader = player.leader();
        cluster.isolate(leader);
        ASSERT_TRUE(player.waitFor([&] {
            return player.leader() != ServerId(0) && player.leader() != leader
                && !cluster.isServing(leader);
        })) << told();
        const std::ptrdiff_t before = searches();
        killRelay();
        ASSERT_TRUE(waitForNotices(1)) << told();
        EXPECT_EQ(cluster.faults().cut.size(), 4U);
        // The other two agree anew; it hears of nothing and stays alone.
        ASSERT_TRUE(player.waitFor([&] { return searches() > before; })) << told();
        ASSERT_TRUE(player.waitUntilServing(2)) << told();
        EXPECT_FALSE(cluster.isServing(leader));
        cluster.healAll();
        ASSERT_TRUE(player.waitUntilServing(3)) << told();
    }

    TEST_F(RelayRestart, NewRelayKeepsThePortsOfServersThatStopLater)
    {
        killRelay();
        ASSERT_TRUE(waitForNotices(1)) << told();
        ASSERT_TRUE(player.waitUntilServing(3)) << told();
        player.cluster->kill(ServerId(1));
        const std::uint16_t port = player.cluster->profile().servers[0].clientPort;
        QTimer look; // Nothing tells when the relay has it; it looks twice a second.
        look.start(std::chrono::milliseconds(50));
        ASSERT_TRUE(player.waitFor([&] {
            try {
                const TakenPort taken(port);
                return false;
            } catch (const std::runtime_error&) {
                return player.cluster->serverState(ServerId(1)) == ProcessState::stopped;
            }
        }));
        player.cluster->start(ServerId(1));
        ASSERT_TRUE(player.waitUntilServing(3)) << told();
    }

    TEST_F(RelayRestart, RelayThatEndsAgainAndAgainIsGivenUpWithTheReason)
    {
        for (std::size_t end = 1; end <= 3; ++end) {
            killRelay();
            ASSERT_TRUE(waitForNotices(end)) << told();
        }
        killRelay();
        EXPECT_FALSE(player.waitFor([] { return false; }));
        ASSERT_EQ(player.failures.size(), 1U);
        EXPECT_THAT(player.failures[0], HasSubstr("0: The relay between the servers ended"));
        EXPECT_THAT(player.failures[0], HasSubstr("signal 9"));
        EXPECT_THAT(player.cluster->linkFaultsOff().toStdString(), HasSubstr("has ended"));
        player.failures.clear();
        EXPECT_TRUE(player.stop());
    }

} // namespace
} // namespace zs::launcher

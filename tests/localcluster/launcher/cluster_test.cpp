// SPDX-License-Identifier: Apache-2.0
// Whole clusters of real servers and the real relay.
#include "localcluster/launcher/apache_install.h"
#include "localcluster/launcher/cluster_config.h"
#include "localcluster/launcher/managed_process.h"
#include "localcluster/launcher/port_claims.h"
#include "localcluster/launcher/run_state.h"
#include "tests/localcluster/launcher/cluster_player.h"
#include "tests/localcluster/launcher/taken_port.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <csignal>

namespace zs::launcher {
namespace {

    using namespace std::chrono_literals;
    using test::ClusterPlayer;
    using test::Sweeper;
    using testing::Contains;
    using testing::HasSubstr;

    class ClusterTest : public testing::Test {
    protected:
        static void SetUpTestSuite() { ClusterPlayer::makeApplication(); }

        ClusterProfile three() { return ClusterPlayer::profileIn(folder(), 3); }
        QString folder() const { return m_home.path() + QStringLiteral("/a cluster"); }

        QTemporaryDir m_home;
    };

    QByteArray contentOf(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    TEST_F(ClusterTest, ThreeServersServeAndNothingStaysAfterTheStop)
    {
        ClusterPlayer player(three());
        Cluster& cluster = *player.cluster;
        cluster.start();
        EXPECT_TRUE(player.moments.empty()) << "no signal may come before start() returns";
        ASSERT_TRUE(player.waitUntilServing(3)) << testing::PrintToString(player.failures);
        EXPECT_TRUE(player.waitFor([&] { return player.servingCount == 1; }));
        std::vector<ProcessKey> processes;
        for (const ServerId id : {ServerId(1), ServerId(2), ServerId(3)}) {
            EXPECT_EQ(cluster.serverState(id), ProcessState::running);
            EXPECT_EQ(contentOf(configFile(cluster.profile(), id)).toStdString(),
                configText(cluster.profile(), id));
            EXPECT_EQ(contentOf(dataFolder(cluster.profile(), id) + "/myid").trimmed().toInt(),
                id.value);
        }
        const RunState run = RunState::load(folder());
        EXPECT_EQ(run.servers.size(), 3U);
        ASSERT_TRUE(player.stop());
        EXPECT_EQ(cluster.state(), Cluster::State::stopped);
        for (const auto& [id, key] : run.servers)
            EXPECT_FALSE(ManagedProcess::isAlive(key));
        EXPECT_FALSE(ManagedProcess::isAlive(run.relay));
        EXPECT_FALSE(QFileInfo::exists(run.control)) << "sockets are removed";
        EXPECT_FALSE(QFileInfo::exists(folder() + "/run.json"));
        EXPECT_THAT(player.told(), Contains("stopped 2"));
    }

    TEST_F(ClusterTest, KilledLeaderIsFollowedByAnotherAndComesBack)
    {
        ClusterPlayer player(three());
        player.cluster->start();
        ASSERT_TRUE(player.waitUntilServing(3)) << testing::PrintToString(player.failures);
        const ServerId old = player.leader();
        ASSERT_NE(old, ServerId(0));
        player.cluster->kill(old);
        ASSERT_TRUE(player.waitFor([&] {
            return player.leader() != ServerId(0) && player.leader() != old
                && player.servingServers() == 2;
        })) << testing::PrintToString(player.failures);
        EXPECT_EQ(player.cluster->serverState(old), ProcessState::stopped);
        player.cluster->start(old);
        ASSERT_TRUE(player.waitUntilServing(3)) << testing::PrintToString(player.failures);
        EXPECT_THAT(player.told(), Contains("kill " + std::to_string(old.value)));
        EXPECT_THAT(player.told(), Contains("killed " + std::to_string(old.value)));
    }

    TEST_F(ClusterTest, PausedServerIsMissedAndComesBackWhenItIsResumed)
    {
        ClusterPlayer player(three());
        player.cluster->start();
        ASSERT_TRUE(player.waitUntilServing(3)) << testing::PrintToString(player.failures);
        const ServerId old = player.leader();
        player.cluster->pause(old);
        EXPECT_EQ(player.cluster->serverState(old), ProcessState::paused);
        ASSERT_TRUE(player.waitFor(
            [&] { return player.leader() != ServerId(0) && player.leader() != old; }));
        EXPECT_FALSE(player.cluster->isServing(old));
        player.cluster->resume(old);
        // It wakes as a leader, finds that it was replaced, and follows.
        const auto follows = [&] {
            return std::any_of(player.moments.begin(), player.moments.end(), [&](const auto& told) {
                const auto* state = std::get_if<trace::StateEvent>(&told.event);
                return state && told.server == old && state->to == trace::ServerState::following;
            });
        };
        ASSERT_TRUE(player.waitFor(follows)) << testing::PrintToString(player.failures);
        ASSERT_TRUE(player.waitUntilServing(3)) << testing::PrintToString(player.failures);
        EXPECT_THAT(player.told(), Contains("pause " + std::to_string(old.value) + " over"));
        // A paused server hears the stop, too.
        player.cluster->pause(old);
        EXPECT_TRUE(player.stop());
    }

    TEST_F(ClusterTest, IsolatedLeaderIsReplacedAndReturnsWhenTheLinksAreHealed)
    {
        ClusterPlayer player(three());
        Cluster& cluster = *player.cluster;
        cluster.start();
        ASSERT_TRUE(player.waitUntilServing(3)) << testing::PrintToString(player.failures);
        EXPECT_EQ(cluster.linkFaultsOff(), "");
        const ServerId old = player.leader();
        cluster.isolate(old);
        EXPECT_EQ(cluster.faults().cut.size(), 4U);
        ASSERT_TRUE(player.waitFor([&] {
            return player.leader() != ServerId(0) && player.leader() != old
                && !cluster.isServing(old);
        })) << testing::PrintToString(player.failures);
        cluster.heal(old);
        EXPECT_TRUE(cluster.faults().empty());
        ASSERT_TRUE(player.waitUntilServing(3)) << testing::PrintToString(player.failures);
        EXPECT_THAT(player.told(), Contains("isolate " + std::to_string(old.value) + " over"));
    }

    TEST_F(ClusterTest, ServerThatWasWipedComesBackWithTheDataOfTheOthers)
    {
        ClusterPlayer player(three());
        player.cluster->start();
        ASSERT_TRUE(player.waitUntilServing(3)) << testing::PrintToString(player.failures);
        const QString data = dataFolder(player.cluster->profile(), ServerId(1));
        ASSERT_TRUE(QFileInfo::exists(data + "/version-2"));
        player.cluster->wipe(ServerId(1));
        ASSERT_TRUE(player.waitFor([&] { return !QFileInfo::exists(data + "/version-2"); }));
        EXPECT_TRUE(QFileInfo::exists(data + "/myid"));
        ASSERT_TRUE(player.waitFor([&] {
            return player.cluster->serverState(ServerId(1)) == ProcessState::stopped;
        }));
        player.cluster->start(ServerId(1));
        ASSERT_TRUE(player.waitUntilServing(3)) << testing::PrintToString(player.failures);
    }

    TEST_F(ClusterTest, ServersCanBeStartedOneByOne)
    {
        ClusterPlayer player(three());
        player.cluster->start(ServerId(1));
        ASSERT_TRUE(player.waitFor([&] {
            return player.cluster->serverState(ServerId(1)) == ProcessState::running;
        })) << testing::PrintToString(player.failures);
        EXPECT_EQ(player.servingServers(), 0U);
        player.cluster->start(ServerId(2));
        ASSERT_TRUE(player.waitUntilServing(2)) << testing::PrintToString(player.failures);
        EXPECT_EQ(player.leader(), ServerId(2));
        EXPECT_EQ(player.cluster->serverState(ServerId(3)), ProcessState::stopped);
    }

    TEST_F(ClusterTest, OneServerAloneIsAStandaloneServer)
    {
        ClusterPlayer player(ClusterPlayer::profileIn(folder(), 1));
        player.cluster->start();
        ASSERT_TRUE(player.waitUntilServing(1)) << testing::PrintToString(player.failures);
        EXPECT_THAT(player.cluster->linkFaultsOff().toStdString(), HasSubstr("one server"));
        player.cluster->isolate(ServerId(1));
        EXPECT_TRUE(player.cluster->faults().empty());
        EXPECT_TRUE(player.stop());
    }

    TEST_F(ClusterTest, PortThatIsTakenIsReplacedInEveryFile)
    {
        ClusterProfile profile = three();
        {
            PortClaims claims;
            ASSERT_TRUE(planPorts(profile, claims, {0, 0, 0, 0}));
        }
        const TakenPort taken;
        profile.servers[1].electionPort = taken.port();
        ClusterPlayer player(profile);
        player.cluster->start();
        ASSERT_TRUE(player.waitUntilServing(3)) << testing::PrintToString(player.failures);
        EXPECT_NE(player.cluster->profile().servers[1].electionPort, taken.port());
        EXPECT_EQ(player.cluster->profile().servers[0], profile.servers[0]);
    }

    /// Without a relay nobody keeps the port between the look at it and the server's own bind.
    TEST_F(ClusterTest, PortThatIsTakenAtTheLastMomentIsReplacedToo)
    {
        std::unique_ptr<TakenPort> thief;
        // A server needs a few milliseconds to its port: now and then it is there first.
        for (int turn = 0; turn < 50 && !thief; ++turn) {
            ClusterPlayer player(
                ClusterPlayer::profileIn(folder() + QString::number(turn), 1));
            QObject::connect(player.cluster.get(), &Cluster::stateChanged, player.cluster.get(),
                [&](Cluster::State state) {
                    if (thief || state != Cluster::State::open)
                        return;
                    const auto process
                        = static_cast<pid_t>(player.cluster->processId(ServerId(1)));
                    ::kill(process, SIGSTOP);
                    try {
                        thief = std::make_unique<TakenPort>(
                            player.cluster->profile().servers[0].clientPort);
                    } catch (const std::runtime_error&) {
                    }
                    ::kill(process, SIGCONT);
                });
            player.cluster->start();
            ASSERT_TRUE(player.waitUntilServing(1)) << testing::PrintToString(player.failures);
            if (thief) {
                EXPECT_NE(player.cluster->profile().servers[0].clientPort, thief->port());
            }
        }
        EXPECT_TRUE(thief);
    }

    TEST_F(ClusterTest, RelayKeepsThePortsOfServersThatAreDown)
    {
        ClusterPlayer player(three());
        player.cluster->start(ServerId(1));
        ASSERT_TRUE(player.waitFor([&] {
            return player.cluster->serverState(ServerId(1)) == ProcessState::running;
        })) << testing::PrintToString(player.failures);
        for (const ServerProfile& server : player.cluster->profile().servers) {
            EXPECT_THROW(TakenPort(server.clientPort), std::runtime_error);
            EXPECT_THROW(TakenPort(server.quorumPort), std::runtime_error);
        }
    }

    TEST_F(ClusterTest, KeptRunningItIsTakenOverByTheNextProgram)
    {
        ClusterProfile profile = three();
        profile.keepRunning = true;
        const Sweeper sweeper{folder()};
        RunState run;
        {
            ClusterPlayer player(profile);
            player.cluster->start();
            ASSERT_TRUE(player.waitUntilServing(3)) << testing::PrintToString(player.failures);
            player.cluster->cut(ServerId(1), ServerId(2));
            run = RunState::load(folder());
        }
        for (const auto& [id, key] : run.servers)
            EXPECT_TRUE(ManagedProcess::isAlive(key)) << id.value;
        const auto stored = loadProfile(folder());
        ASSERT_TRUE(stored) << stored.error().detail;
        ClusterPlayer next(*stored);
        next.cluster->open();
        ASSERT_TRUE(next.waitUntilServing(3)) << testing::PrintToString(next.failures);
        EXPECT_EQ(next.cluster->processId(ServerId(2)), run.servers.at(ServerId(2)).pid);
        ASSERT_TRUE(next.waitFor([&] { return !next.cluster->faults().empty(); }));
        EXPECT_TRUE(next.cluster->faults().cut.contains(LinkEnds(1, 2)));
        next.cluster->healAll();
        next.cluster->kill(ServerId(3));
        ASSERT_TRUE(next.waitFor([&] {
            return next.cluster->serverState(ServerId(3)) == ProcessState::stopped;
        }));
        ASSERT_TRUE(next.stop());
        for (const auto& [id, key] : run.servers)
            EXPECT_FALSE(ManagedProcess::isAlive(key)) << id.value;
        EXPECT_FALSE(ManagedProcess::isAlive(run.relay));
    }

    TEST_F(ClusterTest, DestructionKillsWhatRuns)
    {
        RunState run;
        {
            ClusterPlayer player(three());
            player.cluster->start();
            ASSERT_TRUE(player.waitUntilServing(3)) << testing::PrintToString(player.failures);
            player.cluster->pause(ServerId(1));
            run = RunState::load(folder());
        }
        EXPECT_EQ(run.servers.size(), 3U);
        for (const auto& [id, key] : run.servers)
            EXPECT_FALSE(ManagedProcess::isAlive(key)) << id.value;
        EXPECT_FALSE(ManagedProcess::isAlive(run.relay));
    }

    TEST_F(ClusterTest, SecondProgramIsKeptOutOfTheFolder)
    {
        ClusterPlayer first(three());
        first.cluster->start();
        ASSERT_TRUE(first.waitUntilServing(3)) << testing::PrintToString(first.failures);
        ClusterPlayer second(three());
        second.cluster->start();
        EXPECT_FALSE(second.waitFor([] { return false; }));
        ASSERT_EQ(second.failures.size(), 1U);
        EXPECT_THAT(second.failures[0], HasSubstr("0: Another Zooscope (process "));
        EXPECT_EQ(second.cluster->state(), Cluster::State::stopped);
        EXPECT_EQ(first.servingServers(), 3U);
    }

    TEST_F(ClusterTest, SaysWhatKeepsItFromStarting)
    {
        const auto reasonOf = [](ClusterProfile profile, ClusterOptions options) {
            ClusterPlayer player(std::move(profile), std::move(options));
            player.cluster->start();
            EXPECT_FALSE(player.waitFor([] { return false; }));
            EXPECT_NE(player.cluster->state(), Cluster::State::opening);
            return player.failures.empty() ? std::string() : player.failures[0];
        };
        ClusterOptions options = ClusterPlayer::options();
        options.relayProgram = m_home.path() + "/none";
        EXPECT_THAT(reasonOf(three(), options), HasSubstr("There is no program "));
        options = ClusterPlayer::options();
        options.serverProgram = m_home.path() + "/none";
        EXPECT_THAT(reasonOf(ClusterPlayer::profileIn(folder(), 1), options),
            HasSubstr("0: There is no program " + m_home.path().toStdString() + "/none."));
        QFile inTheWay(m_home.path() + "/file");
        ASSERT_TRUE(inTheWay.open(QIODevice::WriteOnly));
        EXPECT_THAT(reasonOf(ClusterPlayer::profileIn(inTheWay.fileName() + "/x", 3),
                        ClusterPlayer::options()),
            HasSubstr("could not be used"));
        ClusterProfile foreign = three();
        ASSERT_TRUE(QDir().mkpath(dataFolder(foreign, ServerId(2))));
        QFile myid(dataFolder(foreign, ServerId(2)) + "/myid");
        ASSERT_TRUE(myid.open(QIODevice::WriteOnly));
        myid.write("7\n");
        myid.close();
        EXPECT_THAT(reasonOf(foreign, ClusterPlayer::options()), HasSubstr("of another server"));
        ClusterProfile bad = ClusterPlayer::profileIn(folder(), 1);
        bad.servers[0].extra = "electionAlg=1\n";
        EXPECT_THAT(
            reasonOf(bad, ClusterPlayer::options()), HasSubstr("zoo-1.cfg:7: Invalid electionAlg"));
        bad.servers[0].extra.clear();
        bad.servers[0].engine = Engine::apache;
        bad.apacheInstall = m_home.path();
        EXPECT_THAT(reasonOf(bad, ClusterPlayer::options()),
            HasSubstr("There is no Apache ZooKeeper in " + m_home.path().toStdString()));
    }

    TEST_F(ClusterTest, ApacheServerTakesPartAndItsLogBecomesInferredMoments)
    {
        if (!ApacheInstall::find())
            GTEST_SKIP() << "there is no Apache ZooKeeper here";
        ClusterProfile profile = three();
        profile.servers[2].engine = Engine::apache;
        ClusterPlayer player(profile);
        player.cluster->start();
        ASSERT_TRUE(player.waitFor([&] { return player.servingServers() == 3; }, 60s))
            << testing::PrintToString(player.failures);
        const auto inferred = [&] {
            return std::any_of(player.moments.begin(), player.moments.end(), [](const auto& told) {
                const auto* state = std::get_if<trace::StateEvent>(&told.event);
                return state && told.inferred && told.server == ServerId(3)
                    && state->to != trace::ServerState::looking;
            });
        };
        EXPECT_TRUE(player.waitFor(inferred));
        player.cluster->isolate(ServerId(3));
        ASSERT_TRUE(player.waitFor([&] {
            return !player.cluster->isServing(ServerId(3)) && player.servingServers() == 2;
        })) << testing::PrintToString(player.failures);
        player.cluster->healAll();
        ASSERT_TRUE(player.waitUntilServing(3)) << testing::PrintToString(player.failures);
        EXPECT_TRUE(player.stop());
    }

    TEST_F(ClusterTest, ServerThatDiesByItselfIsToldWithItsLastWords)
    {
        ClusterPlayer player(three());
        player.cluster->start();
        ASSERT_TRUE(player.waitUntilServing(3)) << testing::PrintToString(player.failures);
        ::kill(static_cast<pid_t>(player.cluster->processId(ServerId(1))), SIGKILL);
        EXPECT_FALSE(player.waitFor([] { return false; }));
        ASSERT_EQ(player.failures.size(), 1U);
        EXPECT_THAT(player.failures[0],
            testing::AllOf(HasSubstr("1: Server 1 ended by itself. It was ended by signal 9"),
                HasSubstr("It said last:")));
    }

} // namespace
} // namespace zs::launcher

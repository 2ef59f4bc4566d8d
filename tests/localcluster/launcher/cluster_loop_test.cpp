// SPDX-License-Identifier: Apache-2.0
// Launch, kill, pause, partition, rejoin, stop, again and again in one process: what each round
// leaves behind would show. ZS_ROUNDS=100 runs more than the usual 10.
#include "localcluster/launcher/managed_process.h"
#include "localcluster/launcher/port_claims.h"
#include "localcluster/launcher/run_state.h"
#include "tests/localcluster/launcher/cluster_player.h"

#include <QDir>
#include <QFile>

#include <unistd.h>

namespace zs::launcher {
namespace {

    using test::ClusterPlayer;

    qsizetype openDescriptors()
    {
        return QDir("/proc/self/fd").entryList(QDir::AllEntries | QDir::System).size();
    }

    /// Resident memory of this process in bytes.
    qint64 residentBytes()
    {
        QFile file("/proc/self/statm");
        if (!file.open(QIODevice::ReadOnly))
            return 0;
        return file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
    }

    QStringList children()
    {
        QFile file(QStringLiteral("/proc/self/task/%1/children").arg(::getpid()));
        if (!file.open(QIODevice::ReadOnly))
            return {QStringLiteral("unknown")};
        return QString::fromLatin1(file.readAll()).split(u' ', Qt::SkipEmptyParts);
    }

    QStringList filesBelow(const QString& folder)
    {
        return QDir(folder).entryList(QDir::Files | QDir::Hidden | QDir::System);
    }

    class ClusterLoop : public testing::Test {
    protected:
        static void SetUpTestSuite() { ClusterPlayer::makeApplication(); }

        void round(const QString& folder)
        {
            ClusterPlayer player(ClusterPlayer::profileIn(folder, 3));
            const auto told = [&player] { return testing::PrintToString(player.failures); };
            player.cluster->start();
            ASSERT_TRUE(player.waitUntilServing(3)) << told();
            m_run = RunState::load(folder);
            m_profile = player.cluster->profile();
            const ServerId first = player.leader();
            player.cluster->kill(first);
            ASSERT_TRUE(player.waitUntilServing(2)) << told();
            player.cluster->start(first);
            ASSERT_TRUE(player.waitUntilServing(3)) << told();
            const ServerId second = player.leader();
            player.cluster->pause(second);
            ASSERT_TRUE(player.waitFor([&] {
                return player.leader() != second && player.leader() != ServerId(0)
                    && player.servingServers() == 2;
            })) << told();
            player.cluster->resume(second);
            // It learns that it was replaced, and joins the others.
            ASSERT_TRUE(player.waitFor([&] { return follows(player, second); })) << told();
            ASSERT_TRUE(player.waitUntilServing(3)) << told();
            const ServerId third = player.leader();
            player.cluster->partition({third});
            ASSERT_TRUE(player.waitFor([&] {
                return player.leader() != third && player.leader() != ServerId(0)
                    && !player.cluster->isServing(third);
            })) << told();
            player.cluster->healAll();
            ASSERT_TRUE(player.waitUntilServing(3)) << told();
            ASSERT_TRUE(player.stop()) << told();
            player.cluster.reset();
        }

        /// What a server told last about its state.
        static bool follows(const ClusterPlayer& player, ServerId id)
        {
            bool found = false;
            for (const timeline::Moment& moment : player.moments) {
                const auto* state = std::get_if<trace::StateEvent>(&moment.event);
                if (state && moment.server == id)
                    found = state->to == trace::ServerState::following;
            }
            return found;
        }

        void expectNothingIsLeft(const QString& folder)
        {
            for (const auto& [id, key] : m_run.servers)
                EXPECT_FALSE(ManagedProcess::isAlive(key));
            EXPECT_FALSE(ManagedProcess::isAlive(m_run.relay));
            EXPECT_EQ(children(), QStringList());
            EXPECT_FALSE(QFile::exists(m_run.control));
            ClusterProfile again = m_profile;
            PortClaims claims;
            EXPECT_TRUE(planPorts(again, claims));
            EXPECT_EQ(again, m_profile) << "a port is still taken";
            EXPECT_EQ(filesBelow(folder),
                (QStringList{"profile.json", "relay.log", "relay.plan", "zoo-1.cfg", "zoo-2.cfg",
                    "zoo-3.cfg"}));
        }

        RunState m_run;
        ClusterProfile m_profile;
    };

    TEST_F(ClusterLoop, LeavesNoProcessPortDescriptorFileOrMemory)
    {
        const int asked = qEnvironmentVariableIntValue("ZS_ROUNDS");
        const int rounds = asked > 2 ? asked : ZS_USUAL_ROUNDS;
        const QTemporaryDir home;
        const QString folder = home.path() + "/cluster";
        qsizetype descriptors = 0;
        qint64 memory = 0;
        for (int number = 1; number <= rounds; ++number) {
            ASSERT_NO_FATAL_FAILURE(round(folder)) << "round " << number;
            expectNothingIsLeft(folder);
            ASSERT_FALSE(HasFailure()) << "round " << number;
            if (number == 2) { // What is loaded or cached once is there.
                descriptors = openDescriptors();
                memory = residentBytes();
            }
        }
        EXPECT_EQ(openDescriptors(), descriptors);
        if (ZS_USUAL_ROUNDS < 10)
            return; // Sanitizers keep what was freed, and look for leaks themselves.
        // Allocators keep some; a leak would grow with each round.
        const qint64 allowed = (qint64(2) << 20) + rounds * (qint64(64) << 10);
        EXPECT_LT(residentBytes(), memory + allowed);
    }

} // namespace
} // namespace zs::launcher

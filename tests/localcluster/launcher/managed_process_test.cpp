// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/managed_process.h"
#include "localcluster/launcher/port_claims.h"

#include "tests/localcluster/launcher/cluster_player.h"

#include <QFile>

#include <csignal>

namespace zs::launcher {
namespace {

    using testing::HasSubstr;

    class ManagedProcessTest : public testing::Test {
    protected:
        static void SetUpTestSuite() { test::ClusterPlayer::makeApplication(); }

        ProcessSpec shell(const QString& script)
        {
            ProcessSpec spec;
            spec.program = "/bin/sh";
            spec.arguments = QStringList{"-c", script};
            spec.logFile = m_home.path() + "/log";
            spec.workingFolder = m_home.path();
            return spec;
        }

        std::string waitForEnd(ManagedProcess& process)
        {
            std::optional<std::string> how;
            QObject::connect(&process, &ManagedProcess::ended, &process,
                [&how](const QString& words) { how = words.toStdString(); });
            QTimer limit;
            limit.setSingleShot(true);
            limit.start(std::chrono::seconds(20));
            while (!how && limit.isActive())
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            return how.value_or("it did not end");
        }

        QTemporaryDir m_home;
    };

    TEST_F(ManagedProcessTest, TellsHowItEndedAndKeepsWhatItSaid)
    {
        ManagedProcess process;
        ASSERT_TRUE(process.start(shell("pwd; echo problem >&2; exit 3")));
        EXPECT_TRUE(process.isRunning());
        EXPECT_EQ(waitForEnd(process), "It ended with exit code 3.");
        EXPECT_FALSE(process.isRunning());
        QFile log(m_home.path() + "/log");
        ASSERT_TRUE(log.open(QIODevice::ReadOnly));
        EXPECT_EQ(log.readAll(), m_home.path().toUtf8() + "\nproblem\n");
        ASSERT_TRUE(process.start(shell("kill -9 $$"))) << "it can be started again";
        EXPECT_EQ(waitForEnd(process), "It was ended by signal 9 (Killed).");
    }

    TEST_F(ManagedProcessTest, SaysWhyAProgramCannotBeStarted)
    {
        ManagedProcess process;
        ProcessSpec spec = shell("");
        spec.program = m_home.path() + "/none";
        const auto started = process.start(spec);
        ASSERT_FALSE(started);
        EXPECT_THAT(started.error().detail,
            HasSubstr("/none could not be started: No such file or directory"));
        EXPECT_FALSE(process.isRunning());
    }

    TEST_F(ManagedProcessTest, InheritsNoDescriptorsOfOurs)
    {
        const int leak = ::dup(STDOUT_FILENO); // Without O_CLOEXEC.
        ManagedProcess process;
        ASSERT_TRUE(process.start(shell("ls /proc/self/fd | wc -l")));
        static_cast<void>(waitForEnd(process));
        ::close(leak);
        QFile log(m_home.path() + "/log");
        ASSERT_TRUE(log.open(QIODevice::ReadOnly));
        EXPECT_EQ(log.readAll().trimmed(), "4") << "0, 1, 2 and that of ls";
    }

    TEST_F(ManagedProcessTest, HoldsThePortsThatItInheritsForAsLongAsItRuns)
    {
        ManagedProcess process;
        std::uint16_t port = 0;
        {
            PortClaims claims;
            for (port = 20'000; !claims.claim(port); ++port) { }
            ProcessSpec spec = shell("exec sleep 600");
            spec.inherited = claims.descriptors();
            ASSERT_TRUE(process.start(spec));
        }
        PortClaims claims;
        EXPECT_FALSE(claims.claim(port));
        process.killNow();
        EXPECT_TRUE(claims.claim(port));
    }

    TEST_F(ManagedProcessTest, TakesOverAProcessByItsKeyAndNoOther)
    {
        ManagedProcess first;
        ASSERT_TRUE(first.start(shell("exec sleep 60")));
        const ProcessKey key = first.key();
        EXPECT_TRUE(ManagedProcess::isAlive(key));
        ManagedProcess second;
        EXPECT_FALSE(second.attach({key.pid, key.startTicks + 1})) << "the number was given again";
        EXPECT_FALSE(second.isRunning());
        ASSERT_TRUE(second.attach(key));
        second.signal(SIGSTOP);
        second.signal(SIGKILL);
        EXPECT_EQ(waitForEnd(second), "");
        EXPECT_FALSE(ManagedProcess::isAlive(key));
        EXPECT_FALSE(second.attach(key));
    }

} // namespace
} // namespace zs::launcher

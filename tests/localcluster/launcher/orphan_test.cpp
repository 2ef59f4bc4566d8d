// SPDX-License-Identifier: Apache-2.0
// A whole cluster in a program of its own, which is killed.
#include "localcluster/launcher/private_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

#include <gmock/gmock.h>

#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace zs::launcher {
namespace {

    constexpr int patienceMs = 30'000;

    TEST(ClusterOrphans, NothingOutlivesItsOwnerThatWasKilledNotEvenWhatIsPaused)
    {
        int argc = 1;
        char name[] = "orphan_test";
        char* argv[] = {name, nullptr};
        const QCoreApplication application(argc, argv);
        QTemporaryDir home;
        for (int run = 0; run < 2; ++run) { // The second time on the data of the first.
            QProcess host;
            host.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            host.start(ZS_LAUNCHER_HOST_PATH, {home.path() + "/cluster"});
            while (!host.canReadLine())
                ASSERT_TRUE(host.waitForReadyRead(patienceMs)) << "the host program is silent";
            const QStringList words = QString::fromUtf8(host.readLine()).trimmed().split(' ');
            ASSERT_EQ(words.value(0), "ready") << words.join(' ').toStdString();
            ASSERT_EQ(words.size(), 5);
            std::vector<int> processes;
            for (const QString& word : words.mid(1)) {
                processes.push_back(
                    static_cast<int>(::syscall(SYS_pidfd_open, word.toInt(), 0)));
                ASSERT_GE(processes.back(), 0);
            }
            host.kill();
            EXPECT_TRUE(host.waitForFinished(patienceMs));
            for (const int process : processes) {
                pollfd wait{process, POLLIN, 0};
                EXPECT_EQ(::poll(&wait, 1, patienceMs), 1) << "it outlived its owner";
                ::close(process);
            }
        }
        // Who is killed leaves its sockets; the next run of the same cluster would remove them.
        const auto sockets = runtimeFolder(home.path() + "/cluster");
        ASSERT_TRUE(sockets);
        EXPECT_TRUE(QDir(*sockets).removeRecursively());
    }

} // namespace
} // namespace zs::launcher

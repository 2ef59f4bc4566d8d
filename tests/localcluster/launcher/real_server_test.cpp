// SPDX-License-Identifier: Apache-2.0
// The launcher with the real zooscope-server, in a process of its own that can be killed.
#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>

#include <gmock/gmock.h>

#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace zs::launcher {
namespace {

    constexpr int patienceMs = 30'000;

    /// "imok" of a server that serves; empty when nothing answers.
    std::string askRuok(std::uint16_t port)
    {
        const int client = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        std::string answer;
        if (::connect(client, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0
            && ::send(client, "ruok", 4, MSG_NOSIGNAL) == 4) {
            char buffer[16];
            for (ssize_t got = 0; (got = ::recv(client, buffer, sizeof buffer, 0)) > 0;)
                answer.append(buffer, static_cast<std::size_t>(got));
        }
        ::close(client);
        return answer;
    }

    class LocalServerReal : public testing::Test {
    protected:
        static void SetUpTestSuite()
        {
            static int argc = 1;
            static char name[] = "real_server_test";
            static char* argv[] = {name, nullptr};
            if (!QCoreApplication::instance())
                static QCoreApplication application(argc, argv);
        }

        /// Starts the host program and reads its one line.
        void startHost(QProcess& host)
        {
            host.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            host.start(ZS_LAUNCHER_HOST_PATH, {m_home.path()});
            while (!host.canReadLine())
                ASSERT_TRUE(host.waitForReadyRead(patienceMs)) << "the host program is silent";
            const QString line = QString::fromUtf8(host.readLine()).trimmed();
            const QStringList words = line.split(' ');
            ASSERT_EQ(words.value(0), "ready") << line.toStdString();
            m_process = words.value(1).toInt();
            m_port = static_cast<std::uint16_t>(words.value(2).toUInt());
        }

        /// True when the process `descriptor` (of pidfd_open) ends in time.
        static bool ends(int descriptor)
        {
            pollfd wait{descriptor, POLLIN, 0};
            const bool ended = ::poll(&wait, 1, patienceMs) == 1;
            ::close(descriptor);
            return ended;
        }

        QTemporaryDir m_home;
        pid_t m_process = 0;
        std::uint16_t m_port = 0;
    };

    TEST_F(LocalServerReal, ServesAndLeavesNoOrphanWhenItsOwnerIsKilled)
    {
        for (int run = 0; run < 2; ++run) { // The second time on the data of the first.
            QProcess host;
            startHost(host);
            if (HasFatalFailure())
                return;
            EXPECT_EQ(askRuok(m_port), "imok");
            const int server = static_cast<int>(::syscall(SYS_pidfd_open, m_process, 0));
            ASSERT_GE(server, 0);
            host.kill();
            EXPECT_TRUE(host.waitForFinished(patienceMs));
            EXPECT_TRUE(ends(server)) << "the server outlived its owner";
        }
    }

} // namespace
} // namespace zs::launcher

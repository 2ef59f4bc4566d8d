// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientlib/admin/ask_word.h"
#include "tests/support/await.h"
#include "ui/connections/ssh_tunnel.h"
#include "ui/connections/ssh_words.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>

#include <gmock/gmock.h>

#include <csignal>

namespace zs::ui {
namespace {

using zs::test::await;
using zs::test::spinUntil;

/// Answers every connection with one text and closes, as a four-letter word is answered.
class Answering : public QTcpServer {
public:
    Answering()
    {
        const bool listens = listen(QHostAddress::LocalHost);
        Q_ASSERT(listens);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                socket->write("imok");
                socket->disconnectFromHost();
            });
        });
    }
    Endpoint endpoint() const { return {"127.0.0.1", serverPort()}; }
};

class SshTunnelTest : public testing::Test {
protected:
    std::unique_ptr<SshTunnel> makeTunnel(const QString& destination)
    {
        return std::make_unique<SshTunnel>(SshProfile{true, destination, 2222, {}},
            std::vector<Endpoint>{m_server.endpoint()}, QStringLiteral(ZS_FAKE_SSH));
    }

    Answering m_server;
};

TEST_F(SshTunnelTest, WordsOfAServerComeThroughTheForwardedPort)
{
    const auto tunnel = makeTunnel(QStringLiteral("gate"));
    tunnel->start();
    ASSERT_TRUE(spinUntil([&] { return tunnel->isReady(); }));
    const Endpoint via = dialledFor(tunnel->routes(), m_server.endpoint());
    EXPECT_NE(via, m_server.endpoint());
    const auto answer = await(admin::askWord(via, "ruok"));
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(*answer, "imok");
    EXPECT_EQ(dialledFor(tunnel->routes(), {"other", 1}), (Endpoint{"other", 1}));
}

TEST_F(SshTunnelTest, RefusalIsToldInTheWordsOfSsh)
{
    const auto tunnel = makeTunnel(QStringLiteral("refused"));
    QSignalSpy failed(tunnel.get(), &SshTunnel::failed);
    tunnel->start();
    ASSERT_TRUE(spinUntil([&] { return failed.count() > 0; }));
    EXPECT_THAT(failed[0][0].toString().toStdString(),
        testing::HasSubstr("Permission denied (publickey)."));
    EXPECT_FALSE(tunnel->isReady());
}

TEST_F(SshTunnelTest, AMissingProgramIsTold)
{
    SshTunnel tunnel({true, QStringLiteral("gate"), 0, {}}, {m_server.endpoint()},
        QStringLiteral("/nonexistent/ssh"));
    QSignalSpy failed(&tunnel, &SshTunnel::failed);
    tunnel.start();
    ASSERT_TRUE(spinUntil([&] { return failed.count() > 0; }));
    EXPECT_THAT(sshWords(failed[0][0].toString()).toStdString(),
        testing::HasSubstr("Install the client of OpenSSH"));
}

TEST_F(SshTunnelTest, ComesBackOnTheSamePortsWhenItEnds)
{
    const auto tunnel = makeTunnel(QStringLiteral("once"));
    QSignalSpy ready(tunnel.get(), &SshTunnel::ready);
    QSignalSpy failed(tunnel.get(), &SshTunnel::failed);
    tunnel->start();
    ASSERT_TRUE(spinUntil([&] { return ready.count() == 1; }));
    const Routes before = tunnel->routes();
    EXPECT_FALSE(await(admin::askWord(before.front().via, "ruok")).value_or("").size() > 0);
    ASSERT_TRUE(spinUntil([&] { return ready.count() == 2; }));
    EXPECT_EQ(failed.count(), 1);
    EXPECT_EQ(tunnel->routes(), before);
}

TEST_F(SshTunnelTest, NothingListensAfterItsEnd)
{
    auto tunnel = makeTunnel(QStringLiteral("gate"));
    tunnel->start();
    ASSERT_TRUE(spinUntil([&] { return tunnel->isReady(); }));
    const Endpoint via = tunnel->routes().front().via;
    tunnel.reset();
    EXPECT_EQ(await(admin::askWord(via, "ruok")).error().code, Errc::unreachable);
}

TEST(SshWords, TheLastLineOfSshIsTheReasonAndWhatToDoStandsBeforeIt)
{
    const QString changed = QStringLiteral(
        "@@@@@@\r\n@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\r\n@@@@@@\r\n"
        "Offending key in ~/.ssh/known_hosts:3\r\nHost key verification failed.\r\n");
    EXPECT_THAT(
        sshWords(changed).toStdString(), testing::StartsWith("The gateway has another key"));
    EXPECT_THAT(sshWords(changed).toStdString(),
        testing::EndsWith("ssh says: Host key verification failed."));
    EXPECT_THAT(sshWords(QStringLiteral("ssh: Could not resolve hostname gate: no")).toStdString(),
        testing::EndsWith("ssh says: Could not resolve hostname gate: no"));
    EXPECT_EQ(sshWords(QStringLiteral("something new")), QStringLiteral("ssh says: something new"));
    EXPECT_EQ(sshWords(QString()), QString());
}

} // namespace
} // namespace zs::ui

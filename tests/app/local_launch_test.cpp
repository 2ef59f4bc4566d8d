// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local_launch.h"

#include "clientlib/client.h"
#include "localcluster/launcher/free_port.h"
#include "tests/support/await.h"

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace zs::app {
namespace {

class LocalLaunchTest : public testing::Test {
protected:
    ui::LaunchWish wish(int servers)
    {
        ui::LaunchWish wish;
        wish.servers = servers;
        wish.firstClientPort = launcher::freePort(0).value_or(0);
        wish.folder = m_folder.filePath(QStringLiteral("local"));
        return wish;
    }
    bool waitFor(ui::LaunchControl::State state)
    {
        return test::spinUntil([&] { return m_launch.state() == state; });
    }

    QTemporaryDir m_folder;
    LocalLaunch m_launch{m_folder.path()};
};

TEST_F(LocalLaunchTest, BusyPortIsSkipped)
{
    QTcpServer busy;
    ASSERT_TRUE(busy.listen(QHostAddress::LocalHost));
    ui::LaunchWish wished = wish(3);
    wished.firstClientPort = busy.serverPort();
    m_launch.plan(wished);
    EXPECT_EQ(m_launch.planProblem(), QString());
    EXPECT_NE(m_launch.firstClientPort(), busy.serverPort());
    EXPECT_NE(m_launch.firstClientPort(), 0);
}

/// The card promises the texts; the launcher writes the files.
TEST_F(LocalLaunchTest, ThreeServersGetTheTextsThatWereShownAndALittleData)
{
    m_launch.plan(wish(3));
    QString edited = m_launch.files()[1].text + QStringLiteral("snapCount=5000\n");
    EXPECT_EQ(m_launch.edit(1, edited), QStringList());
    const auto bad = m_launch.edit(0, m_launch.files()[0].text + QStringLiteral("tickTime=x\n"));
    ASSERT_EQ(bad.size(), 1);
    EXPECT_TRUE(bad[0].startsWith(QStringLiteral("zoo-1.cfg:12: "))) << bad[0].toStdString();
    const QList<ui::LaunchFile> shown = m_launch.files();
    EXPECT_EQ(shown[1].text, edited);
    QSignalSpy ready(&m_launch, &ui::LaunchControl::ready);
    m_launch.start();
    EXPECT_EQ(m_launch.state(), ui::LaunchControl::State::starting);
    ASSERT_TRUE(waitFor(ui::LaunchControl::State::running));
    ASSERT_EQ(ready.count(), 1);
    EXPECT_EQ(ready[0][0].toString(), m_launch.connectString());
    EXPECT_NE(m_launch.cluster(), nullptr);
    // A port that another program took since it was shown is replaced, and then shown anew.
    const QRegularExpression port(QStringLiteral("(:|clientPort=)\\d+"));
    const QList<ui::LaunchFile> now = m_launch.files();
    for (qsizetype i = 0; i < shown.size(); ++i) {
        QFile file(m_folder.filePath(QStringLiteral("local/") + shown[i].name));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        QString written = QString::fromUtf8(file.readAll());
        EXPECT_EQ(written.toStdString(), now[i].text.toStdString());
        QString promised = shown[i].text;
        EXPECT_EQ(written.remove(port).toStdString(), promised.remove(port).toStdString());
    }
    ClientOptions options;
    options.servers = *ConnectString::parse(m_launch.connectString().toStdString());
    const auto client = Client::connectTo(std::move(options));
    ASSERT_TRUE(test::spinUntil([&] {
        const auto names = test::await(client->children(Path("/queue")));
        return names && names->names.size() == 2;
    }));
    m_launch.shutDown();
    EXPECT_EQ(m_launch.state(), ui::LaunchControl::State::stopped);
    EXPECT_EQ(m_launch.connectString(), QString());
}

TEST_F(LocalLaunchTest, FolderOfAnotherClusterIsNotTaken)
{
    m_launch.plan(wish(1));
    m_launch.start();
    ASSERT_TRUE(waitFor(ui::LaunchControl::State::running));
    m_launch.shutDown();
    m_launch.plan(wish(3));
    EXPECT_TRUE(m_launch.planProblem().contains(QStringLiteral("holds a cluster of 1 server")));
    m_launch.plan(wish(1));
    EXPECT_EQ(m_launch.planProblem(), QString());
}

TEST_F(LocalLaunchTest, FolderThatCannotBeMadeIsToldInWords)
{
    QFile file(m_folder.filePath(QStringLiteral("file")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    QSignalSpy failed(&m_launch, &ui::LaunchControl::failed);
    ui::LaunchWish wished = wish(1);
    wished.folder = file.fileName() + QStringLiteral("/below");
    m_launch.plan(wished);
    m_launch.start();
    ASSERT_TRUE(test::spinUntil([&] { return failed.count() == 1; }));
    EXPECT_TRUE(failed[0][0].toString().contains(file.fileName()));
    EXPECT_EQ(m_launch.state(), ui::LaunchControl::State::stopped);
}

} // namespace
} // namespace zs::app

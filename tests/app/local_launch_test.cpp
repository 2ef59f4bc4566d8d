// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local_launch.h"

#include "localcluster/launcher/free_port.h"
#include "tests/support/await.h"

#include <QFile>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace zs::app {
namespace {

TEST(LocalLaunch, BusyPortIsSkipped)
{
    QTcpServer busy;
    ASSERT_TRUE(busy.listen(QHostAddress::LocalHost));
    const LocalLaunch launch;
    const std::uint16_t next = launch.nextFreePort(busy.serverPort());
    EXPECT_NE(next, busy.serverPort());
    EXPECT_TRUE(next == 0 || launcher::isPortFree(next));
}

/// The card promises the text; the launcher writes the file.
TEST(LocalLaunch, WritesTheTextThatItShows)
{
    QTemporaryDir folder;
    const QString data = folder.filePath(QStringLiteral("server"));
    LocalLaunch launch(data);
    const auto port = launcher::freePort(0);
    ASSERT_TRUE(port);
    const QString shown = launch.configText(data, *port);
    EXPECT_TRUE(shown.contains(QStringLiteral("clientPort=%1").arg(*port)));
    // The server program is beside the tests' programs, so it even starts.
    launch.start(data, *port);
    ASSERT_TRUE(test::spinUntil(
        [&] { return launch.state() == ui::LaunchControl::State::running; }));
    EXPECT_EQ(launch.port(), *port);
    QFile written(data + QStringLiteral("/") + launch.configFileName());
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    EXPECT_EQ(QString::fromUtf8(written.readAll()), shown);
    launch.stop();
    EXPECT_TRUE(test::spinUntil(
        [&] { return launch.state() == ui::LaunchControl::State::stopped; }));
    EXPECT_EQ(launch.port(), 0);
}

TEST(LocalLaunch, FolderThatCannotBeMadeIsToldInWords)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("file")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    LocalLaunch launch;
    QSignalSpy failed(&launch, &ui::LaunchControl::failed);
    launch.start(file.fileName() + QStringLiteral("/below"), 2181);
    ASSERT_TRUE(test::spinUntil([&] { return failed.count() == 1; }));
    EXPECT_TRUE(failed[0][0].toString().contains(file.fileName()));
    EXPECT_EQ(launch.state(), ui::LaunchControl::State::stopped);
}

} // namespace
} // namespace zs::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interface_scale.h"

#include "tests/support/await.h"
#include "ui/common/settings.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace zs::app {
namespace {

class InterfaceScaleTest : public testing::Test {
protected:
    void SetUp() override { qunsetenv("QT_SCALE_FACTOR"); }
    void TearDown() override { qunsetenv("QT_SCALE_FACTOR"); }

    QTemporaryDir folder;
    ui::Settings settings{folder.filePath(QStringLiteral("s.ini"))};
};

TEST_F(InterfaceScaleTest, IsTheStoredOne)
{
    settings.setValue(QStringLiteral("preferences/scalePercent"), 150);
    EXPECT_EQ(applyInterfaceScale(settings), (InterfaceScale{150, false}));
    EXPECT_EQ(qgetenv("QT_SCALE_FACTOR"), "1.5");
}

TEST_F(InterfaceScaleTest, LeavesQtAloneWhereNothingWasChosen)
{
    EXPECT_EQ(applyInterfaceScale(settings), (InterfaceScale{100, false}));
    EXPECT_FALSE(qEnvironmentVariableIsSet("QT_SCALE_FACTOR"));
}

TEST_F(InterfaceScaleTest, TheEnvironmentWins)
{
    settings.setValue(QStringLiteral("preferences/scalePercent"), 150);
    qputenv("QT_SCALE_FACTOR", "1.25");
    EXPECT_EQ(applyInterfaceScale(settings), (InterfaceScale{125, true}));
    EXPECT_EQ(qgetenv("QT_SCALE_FACTOR"), "1.25");
}

TEST_F(InterfaceScaleTest, NonsenseInTheFileIsBounded)
{
    settings.setValue(QStringLiteral("preferences/scalePercent"), 9000);
    EXPECT_EQ(applyInterfaceScale(settings), (InterfaceScale{200, false}));
    qunsetenv("QT_SCALE_FACTOR");
    settings.setValue(QStringLiteral("preferences/scalePercent"), QStringLiteral("big"));
    EXPECT_EQ(applyInterfaceScale(settings), (InterfaceScale{100, false}));
}

/// What a program that is started by startAgain finds in its environment and arguments.
QByteArray foundBy(const InterfaceScale& running, const QString& file)
{
    const QStringList script{QStringLiteral("-c"),
        QStringLiteral("echo \"$QT_SCALE_FACTOR $1\" > \"$0.part\"; mv \"$0.part\" \"$0\""), file,
        QStringLiteral("--verbose")};
    EXPECT_TRUE(startAgain(QStringLiteral("/bin/sh"), script, running));
    QFile found(file);
    EXPECT_TRUE(test::spinUntil([&] { return found.exists(); }));
    EXPECT_TRUE(found.open(QIODevice::ReadOnly));
    return found.readAll();
}

TEST_F(InterfaceScaleTest, AProgramStartedAgainTakesTheNewScaleAndTheSameArguments)
{
    settings.setValue(QStringLiteral("preferences/scalePercent"), 150);
    const InterfaceScale own = applyInterfaceScale(settings);
    ASSERT_EQ(qgetenv("QT_SCALE_FACTOR"), "1.5");
    EXPECT_EQ(foundBy(own, folder.filePath(QStringLiteral("own"))), " --verbose\n");
    const InterfaceScale given{150, true};
    EXPECT_EQ(foundBy(given, folder.filePath(QStringLiteral("given"))), "1.5 --verbose\n");
    EXPECT_FALSE(startAgain(folder.filePath(QStringLiteral("nothing")), {}, own));
}

} // namespace
} // namespace zs::app

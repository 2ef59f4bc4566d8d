// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/settings.h"

#include "tests/support/await.h"

#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;
using testing::HasSubstr;
using testing::Not;

class SettingsFile : public testing::Test {
protected:
    /// What a program that is killed now would leave.
    std::string onDisk() const
    {
        QFile stored(file);
        return stored.open(QIODevice::ReadOnly) ? stored.readAll().toStdString() : std::string();
    }
    bool isOnDisk(const char* line) const
    {
        return spinUntil([&] { return onDisk().find(line) != std::string::npos; });
    }
    /// Another program that writes the file just now, and is not done.
    std::unique_ptr<QLockFile> busy() const
    {
        auto lock = std::make_unique<QLockFile>(file + QStringLiteral(".lock"));
        lock->setStaleLockTime(0);
        EXPECT_TRUE(lock->tryLock());
        return lock;
    }
    QTemporaryDir folder;
    QString file = folder.filePath(QStringLiteral("s.ini"));
};

TEST_F(SettingsFile, WhatWasChangedIsOnDiskSoonAndReadTheNextTime)
{
    Settings settings(file);
    settings.setValue(QStringLiteral("a/text"), QStringLiteral("x"));
    settings.setValue(QStringLiteral("a/list"), QStringList{"1", "2"});
    settings.setValue(QStringLiteral("b"), QByteArray("\0\x01", 2));
    EXPECT_TRUE(isOnDisk("text=x\n"));
    const Settings next(file);
    EXPECT_EQ(next.allKeys(), (QStringList{"a/list", "a/text", "b"}));
    EXPECT_EQ(next.value(QStringLiteral("a/list")), QVariant(QStringList{"1", "2"}));
    EXPECT_EQ(next.value(QStringLiteral("b")).toByteArray(), QByteArray("\0\x01", 2));
    EXPECT_EQ(next.childKeys(QStringLiteral("a")), (QStringList{"list", "text"}));
}

TEST_F(SettingsFile, DestructionWritesWhatWaits)
{
    Settings(file).setValue(QStringLiteral("a"), 1);
    EXPECT_THAT(onDisk(), HasSubstr("a=1\n"));
}

TEST_F(SettingsFile, NoReadAndNoWriteWaitsForABusyDisk)
{
    auto disk = busy();
    Settings settings(file);
    QSignalSpy problems(&settings, &Settings::problemChanged);
    for (int turn = 1; turn <= 5; ++turn) { // Each is a turn of the event loop.
        settings.setValue(QStringLiteral("turn"), turn);
        QCoreApplication::processEvents();
        EXPECT_EQ(settings.value(QStringLiteral("turn")).toInt(), turn);
    }
    EXPECT_EQ(onDisk(), "");
    disk.reset();
    EXPECT_TRUE(isOnDisk("turn=5\n"));
    EXPECT_EQ(problems.count(), 0);
}

TEST_F(SettingsFile, ATurnOfTheEventLoopIsWrittenAsAWhole)
{
    Settings settings(file);
    settings.setValue(QStringLiteral("list/size"), 1);
    settings.setValue(QStringLiteral("list/1"), QStringLiteral("old"));
    settings.sync();
    auto disk = busy();
    settings.remove(QStringLiteral("list"));
    EXPECT_TRUE(settings.allKeys().isEmpty());
    settings.setValue(QStringLiteral("list/size"), 2);
    settings.setValue(QStringLiteral("list/2"), QStringLiteral("new"));
    disk.reset();
    EXPECT_THAT(onDisk(), HasSubstr("1=old\n")) << "nothing before the turn ends";
    ASSERT_TRUE(isOnDisk("2=new\n"));
    EXPECT_THAT(onDisk(), HasSubstr("size=2\n"));
    EXPECT_THAT(onDisk(), Not(HasSubstr("1=old\n")));
}

TEST_F(SettingsFile, WhatAnotherProgramChangedMeanwhileStays)
{
    Settings ours(file);
    Settings theirs(file);
    ours.setValue(QStringLiteral("ours"), 1);
    ours.sync();
    theirs.setValue(QStringLiteral("theirs"), 2);
    theirs.sync();
    ours.setValue(QStringLiteral("ours"), 3);
    ours.sync();
    EXPECT_THAT(onDisk(), HasSubstr("ours=3\n"));
    EXPECT_THAT(onDisk(), HasSubstr("theirs=2\n"));
}

TEST_F(SettingsFile, WhatTheDiskRefusesIsToldAndWrittenAfterTheNextChange)
{
    const QString taken = folder.filePath(QStringLiteral("in"));
    QFile obstacle(taken);
    ASSERT_TRUE(obstacle.open(QIODevice::WriteOnly)); // No folder can be made there.
    file = taken + QStringLiteral("/s.ini");
    Settings settings(file);
    QSignalSpy problems(&settings, &Settings::problemChanged);
    settings.setValue(QStringLiteral("a"), 1);
    ASSERT_TRUE(spinUntil([&] { return problems.count() == 1; }));
    EXPECT_TRUE(settings.hasProblem());
    EXPECT_EQ(settings.value(QStringLiteral("a")).toInt(), 1);
    settings.setValue(QStringLiteral("b"), 2);
    settings.sync();
    ASSERT_TRUE(obstacle.remove());
    settings.setValue(QStringLiteral("c"), 3);
    EXPECT_TRUE(isOnDisk("c=3\n"));
    EXPECT_THAT(onDisk(), HasSubstr("a=1\nb=2\n"));
    EXPECT_TRUE(spinUntil([&] { return problems.count() == 2; }));
    EXPECT_FALSE(settings.hasProblem());
}

} // namespace
} // namespace zs::ui

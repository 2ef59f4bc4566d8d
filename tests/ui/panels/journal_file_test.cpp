// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/await.h"
#include "ui/panels/journal_file.h"
#include "ui/panels/journal_writer.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <gmock/gmock.h>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>

namespace zs::ui {
namespace {

using test::spinUntil;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class JournalOnDisk : public testing::Test {
protected:
    [[nodiscard]] QString folder() const
    {
        return m_temporary.filePath(QStringLiteral("data/journal"));
    }
    [[nodiscard]] QString file() const { return JournalFile::fileIn(folder()); }
    static std::vector<std::string> linesOf(const QString& name)
    {
        QFile file(name);
        std::vector<std::string> lines;
        if (!file.open(QIODevice::ReadOnly))
            return lines;
        while (!file.atEnd())
            lines.push_back(file.readLine().toStdString());
        return lines;
    }
    /// Of all files, the oldest first.
    [[nodiscard]] std::vector<std::string> allLines() const
    {
        std::vector<std::string> lines;
        const int count = int(QDir(folder()).entryList(QDir::Files).size());
        for (int number = count - 1; number > 0; --number) {
            for (std::string& line :
                linesOf(folder() + QStringLiteral("/writes.%1.jsonl").arg(number)))
                lines.push_back(std::move(line));
        }
        for (std::string& line : linesOf(file()))
            lines.push_back(std::move(line));
        return lines;
    }
    static unsigned modeOf(const QString& name)
    {
        struct stat facts {};
        EXPECT_EQ(::stat(QFile::encodeName(name).constData(), &facts), 0);
        return facts.st_mode & 0777;
    }
    static Result<void> append(JournalFile& file, QByteArrayList lines)
    {
        return file.append(lines);
    }
    void put(const QString& name, const QByteArray& text) const
    {
        QDir().mkpath(folder());
        QFile file(name);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QTemporaryDir m_temporary;
};

TEST_F(JournalOnDisk, OnlyTheUserMayReadIt)
{
    JournalFile journal(folder(), {});
    ASSERT_TRUE(append(journal, {"one", "two"}));
    ASSERT_TRUE(append(journal, {"three"}));
    EXPECT_THAT(linesOf(file()), ElementsAre("one\n", "two\n", "three\n"));
    EXPECT_EQ(modeOf(file()), 0600U);
    EXPECT_EQ(modeOf(folder()), 0700U);
}

TEST_F(JournalOnDisk, AFileThatOthersCouldReadIsTakenFromThem)
{
    put(file(), "old\n");
    ASSERT_TRUE(QFile::setPermissions(
        file(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    JournalFile journal(folder(), {});
    ASSERT_TRUE(append(journal, {"new"}));
    EXPECT_THAT(linesOf(file()), ElementsAre("old\n", "new\n"));
    EXPECT_EQ(modeOf(file()), 0600U);
}

TEST_F(JournalOnDisk, FullFilesMakeRoomAndTheOldestGo)
{
    JournalFile journal(folder(), {.fileBytes = 12, .files = 3});
    for (const char* line : {"line1", "line2", "line3", "line4", "line5", "line6", "line7"})
        ASSERT_TRUE(append(journal, {line}));
    EXPECT_THAT(allLines(), ElementsAre("line3\n", "line4\n", "line5\n", "line6\n", "line7\n"));
    EXPECT_THAT(QDir(folder()).entryList(QDir::Files),
        ElementsAre("writes.1.jsonl", "writes.2.jsonl", "writes.jsonl"));
    EXPECT_EQ(modeOf(folder() + QStringLiteral("/writes.2.jsonl")), 0600U);
}

TEST_F(JournalOnDisk, ALinkInItsPlaceIsRefusedAndNotFollowed)
{
    const QString target = m_temporary.filePath(QStringLiteral("target"));
    put(target, "theirs");
    ASSERT_TRUE(QFile::link(target, file()));
    JournalFile journal(folder(), {});
    const Result<void> outcome = append(journal, {"one"});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, Errc::io);
    EXPECT_THAT(outcome.error().detail, HasSubstr("writes.jsonl"));
    EXPECT_THAT(linesOf(target), ElementsAre("theirs"));
}

TEST_F(JournalOnDisk, APipeInItsPlaceHoldsNobodyUp)
{
    QDir().mkpath(folder());
    ASSERT_EQ(::mkfifo(QFile::encodeName(file()).constData(), 0600), 0);
    JournalFile journal(folder(), {});
    EXPECT_FALSE(append(journal, {"one"}));
}

TEST_F(JournalOnDisk, APieceOfALineIsEndedBeforeTheNext)
{
    put(file(), "whole\npie");
    JournalFile journal(folder(), {});
    ASSERT_TRUE(append(journal, {"next"}));
    EXPECT_THAT(linesOf(file()), ElementsAre("whole\n", "pie\n", "next\n"));
}

TEST_F(JournalOnDisk, AFullDiskLosesNoLine)
{
    JournalFile journal(folder(), {});
    ASSERT_TRUE(append(journal, {"0123456789"}));
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = before;
    small.rlim_cur = 16; // A part of the next line.
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    QByteArrayList lines{"abcdefghij", "klmnopqrst"};
    const Result<void> full = journal.append(lines);
    const Result<void> again = journal.append(lines);
    (void)::setrlimit(RLIMIT_FSIZE, &before);
    (void)std::signal(SIGXFSZ, handler);
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().code, Errc::noSpace);
    EXPECT_FALSE(again);
    EXPECT_EQ(lines.size(), 2) << "they wait";
    ASSERT_TRUE(journal.append(lines));
    EXPECT_THAT(lines, IsEmpty());
    EXPECT_THAT(
        linesOf(file()), ElementsAre("0123456789\n", "abcde\n", "abcdefghij\n", "klmnopqrst\n"));
}

TEST_F(JournalOnDisk, WhoDeletesItGetsANewOne)
{
    JournalFile journal(folder(), {});
    ASSERT_TRUE(append(journal, {"one"}));
    ASSERT_TRUE(QDir(folder()).removeRecursively());
    ASSERT_TRUE(append(journal, {"two"}));
    EXPECT_THAT(linesOf(file()), ElementsAre("two\n"));
}

TEST_F(JournalOnDisk, SeveralConsolesAppendWholeLinesAndShareTheTurnOfFiles)
{
    constexpr int lines = 400;
    const auto console = [this](char name) {
        JournalFile journal(folder(), {.fileBytes = 2'000, .files = 200});
        for (int number = 0; number < lines; ++number)
            EXPECT_TRUE(append(journal, {QByteArray(1, name) + QByteArray::number(number)}));
    };
    std::thread one(console, 'a');
    std::thread two(console, 'b');
    one.join();
    two.join();
    std::vector<std::string> expected;
    for (const char name : {'a', 'b'}) {
        for (int number = 0; number < lines; ++number)
            expected.push_back(name + std::to_string(number) + '\n');
    }
    EXPECT_THAT(allLines(), testing::UnorderedElementsAreArray(expected));
    EXPECT_GE(QDir(folder()).entryList(QDir::Files).size(), 2);
}

using JournalInBackground = JournalOnDisk;

TEST_F(JournalInBackground, WhatWaitsIsWrittenBeforeItEnds)
{
    {
        JournalWriter writer(folder());
        writer.add({"one", "two"});
        writer.setOn(false);
        writer.add({"unwanted"});
    }
    EXPECT_THAT(linesOf(file()), ElementsAre("one\n", "two\n"));
}

TEST_F(JournalInBackground, NothingIsMadeBeforeTheFirstLine)
{
    { const JournalWriter writer(folder()); }
    EXPECT_FALSE(QDir(folder()).exists());
}

TEST_F(JournalInBackground, AFolderThatCannotBeMadeIsToldOnceAndWhatWaitedIsWrittenLater)
{
    const QString inTheWay = m_temporary.filePath(QStringLiteral("data"));
    QFile obstacle(inTheWay);
    ASSERT_TRUE(obstacle.open(QIODevice::WriteOnly));
    obstacle.close();
    JournalWriter writer(folder());
    QSignalSpy told(&writer, &JournalWriter::problemChanged);
    writer.add({"one"});
    ASSERT_TRUE(spinUntil([&] { return writer.problem().has_value(); }));
    EXPECT_THAT(writer.problem()->detail, HasSubstr("journal"));
    writer.add({"two"});
    ASSERT_TRUE(QFile::remove(inTheWay));
    writer.add({"three"});
    ASSERT_TRUE(spinUntil([&] { return !writer.problem(); }));
    EXPECT_EQ(told.count(), 2) << "it came, and it went";
    EXPECT_THAT(linesOf(file()), ElementsAre("one\n", "two\n", "three\n"));
}

TEST_F(JournalInBackground, WhatIsTooMuchToWaitIsCounted)
{
    const QString inTheWay = m_temporary.filePath(QStringLiteral("data"));
    QFile obstacle(inTheWay);
    ASSERT_TRUE(obstacle.open(QIODevice::WriteOnly));
    obstacle.close();
    JournalWriter writer(folder());
    const QByteArray large(JournalWriter::maxWaitingBytes / 4, 'x');
    for (int i = 0; i < 7; ++i)
        writer.add({large});
    ASSERT_TRUE(spinUntil([&] { return writer.problem().has_value(); }));
    ASSERT_TRUE(QFile::remove(inTheWay));
    writer.add({large}); // Wakes it, even where it is too much itself.
    // Whole lines and those that were counted: none is missing.
    int whole = 0;
    int lost = 0;
    const auto count = [&] {
        whole = lost = 0;
        for (const std::string& line : allLines()) {
            const auto told = QJsonDocument::fromJson(QByteArray::fromStdString(line)).object();
            const int counted = told.value(QStringLiteral("lostLines")).toInt();
            lost += counted;
            whole += counted == 0 ? 1 : 0;
        }
        return whole + lost == 8;
    };
    ASSERT_TRUE(spinUntil(count)) << whole << " and " << lost;
    EXPECT_GE(lost, 3);
}

} // namespace
} // namespace zs::ui

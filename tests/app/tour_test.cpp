// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace {

struct Outcome {
    int exitCode = -1;
    QString out;
    QString err;
};

enum class Screen { offscreen, none };

Outcome runConsole(const QString& program, const QStringList& arguments, const QString& home,
    Screen screen = Screen::offscreen)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        environment.remove(QLatin1String(name));
    if (screen == Screen::offscreen)
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home);
    environment.insert(QStringLiteral("XDG_DATA_HOME"), home);
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    Outcome outcome;
    if (process.waitForFinished(100'000) && process.exitStatus() == QProcess::NormalExit)
        outcome.exitCode = process.exitCode();
    outcome.out = QString::fromLocal8Bit(process.readAllStandardOutput());
    outcome.err = QString::fromLocal8Bit(process.readAllStandardError());
    return outcome;
}

class Console : public testing::Test {
protected:
    QString folder(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    QTemporaryDir m_folder;
};

TEST_F(Console, TourWalksTheMainJobAndLeavesAPictureOfEachStep)
{
    const Outcome outcome = runConsole(QStringLiteral(ZS_CONSOLE),
        {QStringLiteral("--tour"), folder("pictures")}, folder("home"));
    EXPECT_EQ(outcome.exitCode, 0) << outcome.out.toStdString() << outcome.err.toStdString();
    const auto lines = outcome.out.split(u'\n').filter(QStringLiteral("ok "));
    EXPECT_GE(lines.size(), 13);
    const QStringList pictures
        = QDir(folder("pictures")).entryList({QStringLiteral("*.png")}, QDir::Files);
    EXPECT_GE(pictures.size(), lines.size());
    for (const QString& picture : pictures) {
        const QImage image(QDir(folder("pictures")).filePath(picture));
        EXPECT_EQ(image.size(), QSize(1440, 900)) << picture.toStdString();
    }
}

TEST_F(Console, TourWithoutAServerFailsAndSaysWhy)
{
    // A copy of the program has no server beside it.
    const QString lonely = folder("zooscope");
    ASSERT_TRUE(QFile::copy(QStringLiteral(ZS_CONSOLE), lonely));
    const Outcome outcome = runConsole(
        lonely, {QStringLiteral("--tour"), folder("pictures")}, folder("home"));
    EXPECT_EQ(outcome.exitCode, 1);
    EXPECT_TRUE(outcome.out.contains(QStringLiteral("FAIL   2"))) << outcome.out.toStdString();
    EXPECT_TRUE(outcome.out.contains(QStringLiteral("zooscope-server")))
        << outcome.out.toStdString();
}

TEST_F(Console, TourIntoAPlaceThatCannotBeWrittenIsRefused)
{
    QFile file(folder("file"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    const Outcome outcome = runConsole(QStringLiteral(ZS_CONSOLE),
        {QStringLiteral("--tour"), folder("file") + QStringLiteral("/x")}, folder("home"));
    EXPECT_EQ(outcome.exitCode, 1);
    EXPECT_TRUE(outcome.err.contains(QStringLiteral("cannot be written")));
}

TEST_F(Console, WrongArgumentsEndWithTwoAndAHint)
{
    const Outcome outcome
        = runConsole(QStringLiteral(ZS_CONSOLE), {QStringLiteral("--bogus")}, folder("home"));
    EXPECT_EQ(outcome.exitCode, 2);
    EXPECT_TRUE(outcome.err.contains(QStringLiteral("--bogus")));
}

TEST_F(Console, VersionAndHelpGoToTheOutput)
{
    const Outcome version
        = runConsole(QStringLiteral(ZS_CONSOLE), {QStringLiteral("--version")}, folder("home"));
    EXPECT_EQ(version.exitCode, 0);
    EXPECT_TRUE(version.out.startsWith(QStringLiteral("zooscope ")));
    const Outcome help
        = runConsole(QStringLiteral(ZS_CONSOLE), {QStringLiteral("--help")}, folder("home"));
    EXPECT_TRUE(help.out.contains(QStringLiteral("--launch")));
}

TEST_F(Console, WithoutADisplayHelpIsPrintedAndTheWindowRefusedWithAHint)
{
    const Outcome help = runConsole(QStringLiteral(ZS_CONSOLE), {QStringLiteral("--help")},
        folder("home"), Screen::none);
    EXPECT_EQ(help.exitCode, 0);
    EXPECT_TRUE(help.out.contains(QStringLiteral("--launch")));
    const Outcome window
        = runConsole(QStringLiteral(ZS_CONSOLE), {}, folder("home"), Screen::none);
    EXPECT_EQ(window.exitCode, 2);
    EXPECT_TRUE(window.err.contains(QStringLiteral("--tour DIR")));
}

} // namespace

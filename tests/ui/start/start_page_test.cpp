// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_launch_control.h"
#include "tests/support/installed_theme.h"
#include "tests/support/picture.h"
#include "ui/common/banner.h"
#include "ui/common/segmented_control.h"
#include "ui/common/text_label.h"
#include "ui/connections/connection_list.h"
#include "ui/start/launch_card.h"
#include "ui/start/start_page.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

class LaunchCardTest : public testing::Test {
protected:
    void SetUp() override { m_card.show(); }

    template <class T>
    T* find(const char* name)
    {
        T* widget = m_card.findChild<T*>(QLatin1String(name));
        EXPECT_NE(widget, nullptr) << name;
        return widget;
    }

    Theme& m_theme = test::installedTheme(); // Before the first widget.
    test::FakeLaunchControl m_control;
    LaunchCard m_card{&m_control};
};

TEST_F(LaunchCardTest, ShowsTheVeryTextsThatWillBeWritten)
{
    auto* config = find<QPlainTextEdit>("launchConfig");
    auto* tabs = find<QTabBar>("launchFiles");
    ASSERT_EQ(tabs->count(), 3);
    EXPECT_EQ(tabs->tabText(2), QStringLiteral("zoo-3.cfg"));
    EXPECT_EQ(config->toPlainText(), m_control.files()[0].text);
    tabs->setCurrentIndex(1);
    EXPECT_EQ(config->toPlainText(), m_control.files()[1].text);
    auto* port = find<QLineEdit>("launchPort");
    port->selectAll();
    QTest::keyClicks(port, QStringLiteral("2300"));
    EXPECT_TRUE(config->toPlainText().contains(QStringLiteral("clientPort=2301")));
}

TEST_F(LaunchCardTest, NumberOfServersNamesTheFolderUntilAPersonChoosesOne)
{
    auto* folder = find<QLineEdit>("launchFolder");
    EXPECT_EQ(folder->text(), QStringLiteral("/srv/local-3"));
    auto* servers = find<SegmentedControl>("launchServers");
    servers->setCurrentIndex(2);
    EXPECT_EQ(m_control.wish().servers, 5);
    EXPECT_EQ(folder->text(), QStringLiteral("/srv/local-5"));
    folder->setText(QStringLiteral("/data/mine"));
    servers->setCurrentIndex(3);
    EXPECT_EQ(m_control.wish().folder, QStringLiteral("/data/mine"));
    QTest::mouseClick(find<QCheckBox>("launchObserver"), Qt::LeftButton, {}, QPoint(8, 8));
    EXPECT_TRUE(m_control.wish().observer);
    EXPECT_EQ(find<QTabBar>("launchFiles")->count(), 8);
    servers->setCurrentIndex(0); // A standalone server has nobody to observe.
    EXPECT_FALSE(m_control.wish().observer);
    EXPECT_FALSE(find<QCheckBox>("launchObserver")->isEnabled());
}

TEST_F(LaunchCardTest, EditedFileIsCheckedBeforeItCanBeLaunched)
{
    auto* config = find<QPlainTextEdit>("launchConfig");
    auto* tabs = find<QTabBar>("launchFiles");
    auto* launch = find<QPushButton>("launchServer");
    config->setPlainText(QStringLiteral("bad"));
    EXPECT_FALSE(launch->isEnabled());
    EXPECT_TRUE(find<Note>("launchProblem")->isVisible());
    EXPECT_EQ(find<Note>("launchProblem")->text(), QStringLiteral("zoo-1.cfg:1: bad"));
    EXPECT_FALSE(tabs->isTabEnabled(1)) << "the edit would be lost";
    config->setPlainText(QStringLiteral("good"));
    EXPECT_TRUE(launch->isEnabled());
    EXPECT_FALSE(find<Note>("launchProblem")->isVisible());
    tabs->setCurrentIndex(1);
    tabs->setCurrentIndex(0);
    EXPECT_EQ(config->toPlainText(), QStringLiteral("good"));
}

TEST_F(LaunchCardTest, BusyPortIsReplacedByTheNextFreeOneAndSaysSo)
{
    m_control.setBusy({2181, 2182});
    m_card.hide();
    m_card.show();
    EXPECT_EQ(find<TextLabel>("launchPortHint")->text(),
        QStringLiteral("2181 is in use; 2183 will be taken."));
    EXPECT_TRUE(find<QPlainTextEdit>("launchConfig")
                    ->toPlainText()
                    .contains(QStringLiteral("clientPort=2183")));
    QTest::mouseClick(find<QPushButton>("launchServer"), Qt::LeftButton);
    EXPECT_EQ(m_control.starts(), 1);
}

TEST_F(LaunchCardTest, WithoutAPortNothingCanBeLaunched)
{
    auto* port = find<QLineEdit>("launchPort");
    port->clear();
    EXPECT_FALSE(find<QPushButton>("launchServer")->isEnabled());
    EXPECT_EQ(find<TextLabel>("launchPortHint")->text(),
        QStringLiteral("A client port is a number from 1 to 65535."));
}

TEST_F(LaunchCardTest, PlanThatCannotBeStartedSaysWhy)
{
    m_control.setPlanProblem(QStringLiteral("There is no Java."));
    find<SegmentedControl>("launchEngine")->setCurrentIndex(1);
    EXPECT_TRUE(m_control.wish().apache);
    EXPECT_FALSE(find<QPushButton>("launchServer")->isEnabled());
    EXPECT_EQ(find<Note>("launchProblem")->text(), QStringLiteral("There is no Java."));
    m_control.setPlanProblem({});
    find<SegmentedControl>("launchEngine")->setCurrentIndex(0);
    EXPECT_TRUE(find<QPushButton>("launchServer")->isEnabled());
    EXPECT_FALSE(find<Note>("launchProblem")->isVisible());
}

TEST_F(LaunchCardTest, OffersToOpenAndToStopWhatRuns)
{
    QTest::mouseClick(find<QPushButton>("launchServer"), Qt::LeftButton);
    EXPECT_EQ(m_control.starts(), 1);
    EXPECT_FALSE(find<QPushButton>("launchServer")->isEnabled());
    EXPECT_TRUE(find<QPlainTextEdit>("launchConfig")->isReadOnly());
    m_control.setState(LaunchControl::State::running);
    QSignalSpy opened(&m_card, &LaunchCard::openRequested);
    QTest::mouseClick(find<QPushButton>("launchServer"), Qt::LeftButton);
    ASSERT_EQ(opened.count(), 1);
    EXPECT_EQ(opened[0][0].toString(), QStringLiteral("127.0.0.1:2181"));
    QTest::mouseClick(find<QPushButton>("stopServer"), Qt::LeftButton);
    EXPECT_EQ(m_control.state(), LaunchControl::State::stopping);
}

TEST_F(LaunchCardTest, FailureIsToldUntilTheNextStart)
{
    QTest::mouseClick(find<QPushButton>("launchServer"), Qt::LeftButton);
    m_control.fail(QStringLiteral("There is no program."));
    auto* problem = find<Note>("launchProblem");
    EXPECT_TRUE(problem->isVisible());
    EXPECT_EQ(problem->text(), QStringLiteral("There is no program."));
    QTest::mouseClick(find<QPushButton>("launchServer"), Qt::LeftButton);
    EXPECT_FALSE(problem->isVisible());
}

TEST(StartPage, HasTheDesignsColumns)
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    ConnectionStore store(&settings);
    const QDateTime now = QDateTime::currentDateTime();
    store.save({QStringLiteral("local-3"), QStringLiteral("127.0.0.1:2181"),
        std::chrono::seconds(30), Environment::local, now.addDays(-3)});
    store.save({QStringLiteral("ci-ensemble"), QStringLiteral("zk.ci.internal:2181"),
        std::chrono::seconds(30), Environment::test, now.addDays(-9)});
    store.save({QStringLiteral("payments-staging"),
        QStringLiteral("10.20.4.11:2181,10.20.4.12:2181"), std::chrono::seconds(30),
        Environment::staging, now.addDays(-1)});
    store.save({QStringLiteral("payments-prod"),
        QStringLiteral("zk-1.pay.internal:2181,zk-2.pay.internal:2181"), std::chrono::seconds(30),
        Environment::production, now});
    for (const bool dark : {false, true}) {
        test::installedTheme(dark ? ThemeMode::dark : ThemeMode::light);
        test::FakeLaunchControl control;
        auto* list = new ConnectionList(&store);
        auto* card = new LaunchCard(&control);
        StartPage page(list, card);
        page.resize(1440, 874);
        page.show();
        QApplication::processEvents();
        EXPECT_EQ(card->geometry().topLeft(), QPoint(964, 40));
        EXPECT_EQ(card->width(), 420);
        EXPECT_EQ(list->geometry().left(), 56);
        EXPECT_EQ(list->geometry().right(), 923);
        EXPECT_EQ(list->geometry().top(), 116);
        test::savePicture(page,
            dark ? QStringLiteral("start-dark") : QStringLiteral("start-light"));
    }
}

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_launch_control.h"
#include "tests/support/installed_theme.h"
#include "tests/support/picture.h"
#include "ui/common/banner.h"
#include "ui/common/segmented_control.h"
#include "ui/common/settings.h"
#include "ui/common/text_label.h"
#include "ui/connections/connection_list.h"
#include "ui/start/launch_card.h"
#include "ui/start/card_row.h"
#include "ui/start/recent_nodes.h"
#include "ui/start/start_links.h"
#include "ui/start/start_page.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
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
    Settings settings(folder.filePath(QStringLiteral("s.ini")));
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
        auto* recent = new RecentNodes(list);
        list->setBelow(recent);
        recent->setEntries({{QStringLiteral("1"), QStringLiteral("payments-prod"),
                                Token::danger, Path("/config/payments/gateway.json")},
            {QStringLiteral("2"), QStringLiteral("payments-staging"), Token::looking,
                Path("/leases/settlement")}});
        auto* links = new StartLinks;
        StartPage page(list, card, links);
        page.resize(1440, 874);
        page.show();
        QApplication::processEvents();
        EXPECT_EQ(card->geometry().topLeft(), QPoint(964, 40));
        EXPECT_EQ(card->width(), 420);
        EXPECT_EQ(list->geometry().left(), 56);
        EXPECT_EQ(list->geometry().right(), 923);
        EXPECT_EQ(list->geometry().top(), 116);
        EXPECT_EQ(links->geometry().topLeft(),
            QPoint(964, 40 + card->height() + 16));
        EXPECT_EQ(links->size(), QSize(420, 90));
        test::savePicture(page,
            dark ? QStringLiteral("start-dark") : QStringLiteral("start-light"));
    }
}

class RecentNodesTest : public testing::Test {
protected:
    RecentNodes::Entry entry(const char* path)
    {
        return {QStringLiteral("id"), QStringLiteral("dev"), Token::following, Path(path)};
    }
    QList<CardRow*> rows()
    {
        QList<CardRow*> shown = m_nodes.findChildren<CardRow*>();
        shown.removeIf([](const CardRow* row) { return row->isHidden(); });
        return shown;
    }

    Theme& m_theme = test::installedTheme();
    RecentNodes m_nodes;
};

TEST_F(RecentNodesTest, AreHiddenWhileThereAreNone)
{
    EXPECT_TRUE(m_nodes.isHidden());
    m_nodes.setEntries({entry("/a")});
    EXPECT_FALSE(m_nodes.isHidden());
    m_nodes.setEntries({});
    EXPECT_TRUE(m_nodes.isHidden());
}

TEST_F(RecentNodesTest, TellWhichNodeOfWhichConnectionWasChosen)
{
    m_nodes.setEntries({entry("/a"), entry("/b")});
    m_nodes.show();
    QSignalSpy chosen(&m_nodes, &RecentNodes::chosen);
    QTest::mouseClick(rows()[1], Qt::LeftButton);
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen[0][0].toString(), QStringLiteral("id"));
    EXPECT_EQ(chosen[0][1].value<Path>().text(), "/b");
    QTest::keyClick(rows()[0], Qt::Key_Space);
    ASSERT_EQ(chosen.size(), 2);
    EXPECT_EQ(chosen[1][1].value<Path>().text(), "/a");
}

TEST_F(RecentNodesTest, MayChangeWithinTheClickOnOneOfThem)
{
    m_nodes.setEntries({entry("/a"), entry("/b")});
    m_nodes.show();
    QObject::connect(&m_nodes, &RecentNodes::chosen, &m_nodes,
        [this] { m_nodes.setEntries({entry("/c")}); });
    QTest::mouseClick(rows()[0], Qt::LeftButton);
    QApplication::processEvents(); // A layout shows what is new in it later.
    ASSERT_EQ(rows().size(), 1);
    EXPECT_EQ(rows()[0]->text(), QStringLiteral("/c"));
}

TEST_F(RecentNodesTest, ShowOnlyTheFirstOnesAndSafely)
{
    m_nodes.setEntries({entry("/a\u202eb"), entry("/2"), entry("/3"), entry("/4"), entry("/5"),
        entry("/6"), entry("/7")});
    ASSERT_EQ(rows().size(), qsizetype(RecentNodes::mostShown));
    EXPECT_EQ(rows()[0]->text(), QStringLiteral("/a\\u202eb"));
    EXPECT_EQ(rows()[0]->accessibleName(), QStringLiteral("/a\\u202eb, dev"));
}

} // namespace
} // namespace zs::ui

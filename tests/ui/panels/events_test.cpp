// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_client.h"
#include "tests/support/installed_theme.h"
#include "tests/support/picture.h"
#include "ui/panels/events_view.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

class Events : public testing::Test {
protected:
    QString cell(int row, int column) const
    {
        return m_model.index(row, column).data().toString();
    }
    void fire(EventType type, const char* path)
    {
        Q_EMIT m_client.watchFired(WatchEvent{type, Path(path), Zxid(-1)});
    }

    Theme& m_theme = test::installedTheme(); // Before the first widget.
    test::FakeClient m_client;
    EventsModel m_model{&m_client};
    QAbstractItemModelTester m_tester{&m_model};
};

TEST_F(Events, NewestComesFirstUnderZooKeepersName)
{
    m_model.clear();
    fire(EventType::nodeCreated, "/a");
    fire(EventType::nodeDataChanged, "/b");
    ASSERT_EQ(m_model.rowCount(), 2);
    EXPECT_EQ(cell(0, EventsModel::EventColumn), QStringLiteral("NodeDataChanged"));
    EXPECT_EQ(cell(0, EventsModel::PlaceColumn), QStringLiteral("/b"));
    EXPECT_EQ(cell(1, EventsModel::EventColumn), QStringLiteral("NodeCreated"));
}

TEST_F(Events, HostilePathIsMadeVisible)
{
    fire(EventType::nodeCreated, "/a\xe2\x80\xae");
    EXPECT_EQ(cell(0, EventsModel::PlaceColumn), QStringLiteral("/a\\u202e"));
}

TEST_F(Events, TurnsOfTheSessionAreTold)
{
    m_client.setState(SessionState::connected);
    m_model.clear();
    m_client.setState(SessionState::reconnecting, "no answer to ping for 10 s");
    EXPECT_EQ(cell(0, EventsModel::EventColumn), QStringLiteral("Disconnected"));
    EXPECT_EQ(cell(0, EventsModel::DetailColumn), QStringLiteral("no answer to ping for 10 s"));
    m_client.setState(SessionState::connected);
    EXPECT_EQ(cell(0, EventsModel::EventColumn), QStringLiteral("SyncConnected"));
    EXPECT_EQ(m_model.rowCount(), 2);
}

TEST_F(Events, LaterStatCompletesTheNewestEventOfItsPath)
{
    fire(EventType::nodeDataChanged, "/a");
    fire(EventType::nodeDataChanged, "/b");
    Stat stat;
    stat.version = 17;
    stat.dataLengthBytes = 5;
    m_model.noteStat(Path("/a"), stat);
    EXPECT_EQ(cell(0, EventsModel::DetailColumn), QString());
    EXPECT_EQ(cell(1, EventsModel::DetailColumn), QStringLiteral("now at version 17, 5 B"));
    stat.version = 18;
    m_model.noteStat(Path("/a"), stat);
    EXPECT_EQ(cell(1, EventsModel::DetailColumn), QStringLiteral("now at version 17, 5 B"));
}

TEST_F(Events, AChangeTellsOldAndNewValueWhereBothWereRead)
{
    Stat stat;
    stat.version = 16;
    stat.mzxid = Zxid(1);
    m_model.noteVersion(Path("/a"), toBytes("two"), stat);
    fire(EventType::nodeDataChanged, "/a");
    stat.version = 17;
    stat.mzxid = Zxid(2);
    m_model.noteVersion(Path("/a"), toBytes("three\n"), stat);
    EXPECT_EQ(cell(0, EventsModel::DetailColumn),
        QStringLiteral("version 16 → 17: \"two\" → \"three\\u000a\""));
    fire(EventType::nodeDataChanged, "/a");
    stat.mzxid = Zxid(3);
    m_model.noteVersion(Path("/a"), std::nullopt, stat);
    EXPECT_TRUE(cell(0, EventsModel::DetailColumn).endsWith(QStringLiteral("→ null")));
    m_model.noteVersion(Path("/other"), Bytes(100, 0xff), stat);
    fire(EventType::nodeDataChanged, "/other");
    stat.mzxid = Zxid(4);
    m_model.noteVersion(Path("/other"), toBytes(std::string(100, 'x')), stat);
    EXPECT_TRUE(cell(0, EventsModel::DetailColumn).contains(QStringLiteral("100 B → \"xxx")));
    EXPECT_TRUE(cell(0, EventsModel::DetailColumn).endsWith(QStringLiteral("…\"")));
}

TEST_F(Events, RowsAreFilteredAndExported)
{
    m_model.clear();
    fire(EventType::nodeCreated, "/a,\"b\"");
    fire(EventType::nodeDeleted, "/c");
    EventsView view(&m_model);
    view.show();
    auto* filter = view.findChild<QLineEdit*>(QStringLiteral("filterEvents"));
    QTest::keyClicks(filter, QStringLiteral("CREATED"));
    EXPECT_EQ(view.table()->model()->rowCount(), 1);
    QTemporaryDir folder;
    QSignalSpy message(&view, &PanelPage::message);
    view.exportTo(folder.filePath(QStringLiteral("events.csv")));
    QFile file(folder.filePath(QStringLiteral("events.csv")));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    ASSERT_EQ(lines.size(), 3);
    EXPECT_EQ(lines[0], "Time,Event,Path or server,Detail\r");
    EXPECT_TRUE(lines[1].contains("NodeCreated,\"/a,\"\"b\"\"\",")) << lines[1].constData();
    view.exportTo(QStringLiteral("/nowhere/events.csv"));
    ASSERT_EQ(message.count(), 2);
    EXPECT_TRUE(message[0][0].toBool());
    EXPECT_FALSE(message[1][0].toBool());
}

TEST_F(Events, PausedEventsComeWhenItGoesOn)
{
    m_model.clear();
    m_model.setPaused(true);
    fire(EventType::nodeCreated, "/a");
    fire(EventType::nodeCreated, "/b");
    EXPECT_EQ(m_model.rowCount(), 0);
    m_model.setPaused(false);
    ASSERT_EQ(m_model.rowCount(), 2);
    EXPECT_EQ(cell(0, EventsModel::PlaceColumn), QStringLiteral("/b"));
}

TEST(EventsLimit, OldestAreDropped)
{
    test::FakeClient client;
    EventsModel model(&client); // Without the tester, which reads all rows on each insertion.
    for (int count = 0; count < EventsModel::maxEvents + 5; ++count)
        Q_EMIT client.watchFired(WatchEvent{EventType::nodeCreated, Path("/a"), Zxid(-1)});
    EXPECT_EQ(model.rowCount(), EventsModel::maxEvents);
}

TEST_F(Events, OtherSessionIsListenedToInstead)
{
    test::FakeClient next;
    m_model.setClient(&next);
    m_model.clear();
    fire(EventType::nodeCreated, "/old");
    EXPECT_EQ(m_model.rowCount(), 0);
    Q_EMIT next.watchFired(WatchEvent{EventType::nodeCreated, Path("/new"), Zxid(-1)});
    EXPECT_EQ(m_model.rowCount(), 1);
}

TEST_F(Events, ViewGoesToTheNodeAndClears)
{
    fire(EventType::nodeDataChanged, "/config/app");
    EventsView view(&m_model);
    view.resize(1084, 214);
    view.show();
    QSignalSpy activated(&view, &EventsView::pathActivated);
    auto* table = view.findChild<QTableView*>(QStringLiteral("events"));
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Return);
    ASSERT_EQ(activated.count(), 1);
    EXPECT_EQ(activated[0][0].toString(), QStringLiteral("/config/app"));
    test::picture(view, "events");
    QTest::mouseClick(
        view.findChild<QToolButton*>(QStringLiteral("clearEvents")), Qt::LeftButton);
    EXPECT_EQ(m_model.rowCount(), 0);
}

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// What the start page leads to beside connections: recent nodes, lessons, recordings.
#include "tests/ui/mainwindow/main_window_fixture.h"
#include "ui/cluster/cluster_page.h"
#include "ui/cluster/lessons/lesson_host.h"
#include "ui/cluster/lessons/lesson_picker.h"
#include "ui/mainwindow/action_registry.h"
#include "ui/mainwindow/connection_deck.h"
#include "ui/mainwindow/lessons_page.h"
#include "ui/start/card_row.h"
#include "ui/start/recent_nodes.h"
#include "ui/tree/node_marks.h"

#include <QFileDialog>
#include <QPushButton>
#include <QTest>

namespace zs::ui {
namespace {

class StartLinksTest : public MainWindowTest {
protected:
    QStringList recent()
    {
        QStringList texts;
        for (const CardRow* row : m_window->findChildren<CardRow*>(QStringLiteral("recentNode"))) {
            if (!row->isHidden())
                texts << row->text() + u' ' + row->owner();
        }
        return texts;
    }
    CardRow* row(const char* name)
    {
        auto* found = m_window->findChild<CardRow*>(QLatin1String(name));
        EXPECT_NE(found, nullptr) << name;
        return found;
    }
    /// Goes there, and waits until it counts as looked at.
    bool visits(const char* path)
    {
        m_window->workspace()->goTo(Path(path));
        return QTest::qWaitFor([&] {
            const auto& recent = m_window->workspace()->marks()->recent();
            return !recent.empty() && recent.front() == Path(path);
        });
    }
    bool shows(const char* path)
    {
        return QTest::qWaitFor([&] {
            return m_window->workspace()
                && m_window->workspace()->controller()->path() == Path(path);
        });
    }
    LessonsPage* lessons() { return m_window->findChild<LessonsPage*>(); }
};

TEST_F(StartLinksTest, RecentNodesOfAllConnectionsLeadBackToThem)
{
    EXPECT_EQ(recent(), QStringList());
    connectTo(QStringLiteral("one:2181"));
    ASSERT_TRUE(visits("/config/app"));
    m_window->disconnectFromServer();
    ASSERT_EQ(m_window->workspace(), nullptr);
    ASSERT_FALSE(recent().isEmpty());
    // The root is no place of its own: a connection begins there.
    EXPECT_EQ(recent(), QStringList{QStringLiteral("/config/app payments-prod")});

    QTest::mouseClick(row("recentNode"), Qt::LeftButton);
    ASSERT_NE(m_window->workspace(), nullptr);
    m_fake->setState(SessionState::connected);
    EXPECT_TRUE(shows("/config/app"));
}

TEST_F(StartLinksTest, ANodeOfAnOpenConnectionIsShownThere)
{
    connectTo(QStringLiteral("one:2181"));
    ASSERT_TRUE(visits("/config/app"));
    ASSERT_TRUE(visits("/config/db"));
    m_window->showStartPage();
    const auto rows = m_window->findChildren<CardRow*>(QStringLiteral("recentNode"));
    const auto wanted = std::find_if(rows.begin(), rows.end(), [](const CardRow* row) {
        return !row->isHidden() && row->text() == QStringLiteral("/config/app");
    });
    ASSERT_NE(wanted, rows.end());
    QTest::mouseClick(*wanted, Qt::LeftButton);
    ASSERT_NE(m_window->workspace(), nullptr);
    EXPECT_EQ(m_window->connections()->pages().size(), 1);
    EXPECT_TRUE(shows("/config/app"));
}

TEST_F(StartLinksTest, AForgottenConnectionTakesItsNodesAlong)
{
    connectTo(QStringLiteral("one:2181"));
    ASSERT_TRUE(visits("/config/app"));
    m_window->disconnectFromServer();
    ASSERT_FALSE(recent().isEmpty());
    m_window->store()->forget(m_window->store()->profiles().front().id);
    EXPECT_EQ(recent(), QStringList());
}

TEST_F(StartLinksTest, LessonsAreOfferedWithoutAConnectionAndLeadBack)
{
    QTest::mouseClick(row("openLessons"), Qt::LeftButton);
    ASSERT_NE(lessons(), nullptr);
    EXPECT_TRUE(lessons()->isVisible());
    EXPECT_EQ(lessons()->clusterPage()->header()->mode(), ClusterHeader::Mode::lesson);
    auto* picker = m_window->findChild<LessonPicker*>();
    ASSERT_NE(picker, nullptr);
    EXPECT_TRUE(picker->isVisible());
    picker->close();
    QTest::mouseClick(
        lessons()->findChild<QPushButton*>(QStringLiteral("backToStart")), Qt::LeftButton);
    EXPECT_FALSE(lessons()->isVisible());
    EXPECT_TRUE(row("openLessons")->isVisible());
}

TEST_F(StartLinksTest, ARecordingIsChosenWithoutAConnection)
{
    QTest::mouseClick(row("openRecording"), Qt::LeftButton);
    ASSERT_NE(lessons(), nullptr);
    EXPECT_EQ(lessons()->clusterPage()->header()->mode(), ClusterHeader::Mode::replay);
    auto* dialog = m_window->findChild<QFileDialog*>();
    ASSERT_NE(dialog, nullptr);
    dialog->reject();
}

TEST_F(StartLinksTest, ThePaletteLeadsToLessonsFromAConnectionAndItsTabLeadsBack)
{
    connectTo(QStringLiteral("one:2181"));
    ASSERT_TRUE(m_window->actions()->trigger(QStringLiteral("window.lessons")));
    ASSERT_NE(lessons(), nullptr);
    EXPECT_TRUE(lessons()->isVisible());
    EXPECT_EQ(m_window->workspace(), nullptr);
    EXPECT_EQ(m_window->connections()->pages().size(), 1);
    m_window->openConnection(m_window->store()->profiles().front());
    EXPECT_NE(m_window->workspace(), nullptr);
    EXPECT_FALSE(lessons()->isVisible());
}

} // namespace
} // namespace zs::ui

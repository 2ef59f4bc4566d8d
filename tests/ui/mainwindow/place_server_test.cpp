// SPDX-License-Identifier: GPL-3.0-or-later
// A connection that is opened again comes back where it was left: node, tab, panels.
#include "tests/support/fault_proxy.h"
#include "tests/ui/mainwindow/workspace_on_server.h"
#include "ui/common/panel_tab.h"
#include "ui/common/settings.h"
#include "ui/common/toast.h"
#include "ui/mainwindow/path_bar.h"
#include "ui/mainwindow/place_keeper.h"
#include "ui/mainwindow/workspace_frame.h"
#include "ui/node/node_view.h"
#include "ui/panels/requests_model.h"
#include "ui/start/card_row.h"
#include "ui/tree/znode_tree_view.h"

#include <QDockWidget>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QTabBar>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::await;
using test::Kind;
using test::spinUntil;
using testing::AnyOf;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// The paths that a user saw, each time that something was painted: in the path bar, and as the
/// node whose data are shown or awaited.
class PathsSeen : public QObject {
public:
    PathsSeen() { qApp->installEventFilter(this); }
    [[nodiscard]] const std::vector<std::string>& inBar() const { return m_inBar; }
    [[nodiscard]] const std::vector<std::string>& inPanel() const { return m_inPanel; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::Paint)
            return false;
        if (const auto* bar = qobject_cast<PathBar*>(watched))
            m_inBar.push_back(bar->path().text());
        for (QObject* up = watched; up; up = up->parent()) {
            const auto* page = qobject_cast<WorkspacePage*>(up);
            if (page && page->controller()->phase() != NodePhase::none)
                m_inPanel.push_back(page->controller()->path().text());
        }
        return false;
    }

private:
    std::vector<std::string> m_inBar;
    std::vector<std::string> m_inPanel;
};

class PlacesOnServers : public WorkspaceOnServer {
protected:
    struct Sizes {
        int tree = 0;
        int inspector = 0;
        int bottom = 0;
        bool operator==(const Sizes&) const = default;
        friend void PrintTo(const Sizes& sizes, std::ostream* out)
        {
            *out << sizes.tree << ' ' << sizes.inspector << ' ' << sizes.bottom;
        }
    };
    Sizes sizes() const
    {
        return {find<QDockWidget>("treeDock")->width(),
            find<QDockWidget>("inspectorDock")->width(),
            find<QDockWidget>("bottomDock")->height()};
    }
    bool isShown(const char* dock) const { return find<QDockWidget>(dock)->isVisible(); }
    NodeView::Tab tab() const { return m_window->findChild<NodeView*>()->currentTab(); }
    /// Goes there by the path bar.
    void typePath(const Path& path)
    {
        press(Qt::Key_L, Qt::ControlModifier);
        auto* line = find<QLineEdit>("pathLine");
        line->selectAll();
        QTest::keyClicks(line, QString::fromStdString(path.text()));
        QTest::keyClick(line, Qt::Key_Return);
        ASSERT_TRUE(spinUntil([&] { return shows(path.text()); })) << path.text();
    }
    void clickTab(NodeView::Tab tab)
    {
        auto* tabs = find<QTabBar>("nodeTabs");
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(int(tab)).center());
    }
    /// Drags the edge of a dock.
    void drag(const char* grip, const QPoint& by)
    {
        auto* edge = find<QWidget>(grip);
        const QPoint from = edge->rect().center();
        QTest::mousePress(edge, Qt::LeftButton, {}, from);
        const QPoint to = from + by;
        QMouseEvent move(QEvent::MouseMove, to, edge->mapToGlobal(to), Qt::NoButton,
            Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(edge, &move);
        QTest::mouseRelease(edge, Qt::LeftButton, {}, to);
    }
    /// The start page's only connection, by a double click.
    void openRow()
    {
        auto* list = find<QListView>("connections");
        ASSERT_EQ(list->model()->rowCount(), 1);
        const QPoint at = list->visualRect(list->model()->index(0, 0)).center();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, at);
        ASSERT_TRUE(spinUntil([&] { return m_window->workspace() != nullptr; }));
    }
    std::string toast() const
    {
        const auto* toast = m_window->workspace()->findChild<Toast*>();
        return toast && toast->isVisible() ? toast->text().toStdString() : std::string();
    }
    /// Whose data were read in this session, as often as they were.
    std::vector<std::string> pathsRead() const
    {
        auto* requests = m_window->workspace()->findChild<RequestsModel*>();
        requests->showWaiting();
        std::vector<std::string> paths;
        for (int row = 0; row < requests->rowCount(); ++row) {
            const RequestRecord& record = requests->record(row);
            if (record.op == OpCode::getData && !record.path.isWithin(Path("/zookeeper")))
                paths.push_back(record.path.text());
        }
        return paths;
    }
    /// Until the settings on disk say it, as another program reads them.
    bool isWritten(const Path& node, const char* tab)
    {
        return spinUntil([&] {
            QFile file(m_settings.fileName());
            if (!file.open(QIODevice::ReadOnly))
                return false;
            const std::string text = file.readAll().toStdString();
            return text.find("node=" + node.text() + "\n") != std::string::npos
                && text.find(std::string("tab=") + tab + "\n") != std::string::npos;
        });
    }
};

TEST_P(PlacesOnServers, AConnectionOpenedAgainIsWhereItWasLeft)
{
    put("a", "1");
    put("a/b", "2");
    connectWindow();
    typePath(below("a/b"));
    clickTab(NodeView::Tab::children);
    const Sizes before = sizes();
    drag("treeDockGrip", {60, 0});
    drag("inspectorDockGrip", {-40, 0});
    drag("bottomDockGrip", {0, -50});
    click("tabRequests");
    const Sizes chosen{before.tree + 60, before.inspector + 40, before.bottom + 50};
    ASSERT_TRUE(spinUntil([&] { return sizes() == chosen; })) << testing::PrintToString(sizes());

    press(Qt::Key_F4, Qt::ControlModifier); // The same window.
    ASSERT_EQ(m_window->workspace(), nullptr);
    openRow();
    ASSERT_TRUE(spinUntil([&] { return shows(below("a/b").text()); }));
    EXPECT_EQ(tab(), NodeView::Tab::children);
    EXPECT_EQ(m_window->workspace()->treeView()->currentPath(), below("a/b"));
    EXPECT_TRUE(spinUntil([&] { return sizes() == chosen; })) << testing::PrintToString(sizes());
    EXPECT_TRUE(find<QAbstractButton>("tabRequests")->isChecked());

    press(Qt::Key_J, Qt::ControlModifier);
    EXPECT_FALSE(isShown("bottomDock"));
    clickTab(NodeView::Tab::acl);
    startConsole(&m_settings); // The next run.
    openRow();
    ASSERT_TRUE(spinUntil([&] { return shows(below("a/b").text()); }));
    EXPECT_EQ(tab(), NodeView::Tab::acl);
    EXPECT_FALSE(isShown("bottomDock"));
    EXPECT_TRUE(isShown("treeDock") && isShown("inspectorDock"));
    press(Qt::Key_J, Qt::ControlModifier);
    EXPECT_TRUE(isShown("bottomDock"));
    EXPECT_TRUE(spinUntil([&] { return sizes() == chosen; })) << testing::PrintToString(sizes());
}

TEST_P(PlacesOnServers, AProgramThatIsKilledLeavesItsPlace)
{
    put("a", "1");
    connectWindow();
    typePath(below("a"));
    clickTab(NodeView::Tab::history);
    press(Qt::Key_I, Qt::ControlModifier); // Stat goes.
    ASSERT_TRUE(isWritten(below("a"), "history"));
    // What the file has now is all that a program that ends at once would leave.
    const QString left = m_folder.filePath(QStringLiteral("left.ini"));
    ASSERT_TRUE(QFile::copy(m_settings.fileName(), left));
    clickTab(NodeView::Tab::data);
    Settings settings(left);
    startConsole(&settings);
    openRow();
    EXPECT_TRUE(spinUntil([&] { return shows(below("a").text()); }));
    EXPECT_EQ(tab(), NodeView::Tab::history);
    EXPECT_FALSE(isShown("inspectorDock"));
    m_window.reset(); // Before its settings.
}

TEST_P(PlacesOnServers, ANodeThatIsGoneLeadsToTheNearestAboveItAndSaysSo)
{
    put("a", "1");
    put("a/b", "2");
    put("a/b/c", "3");
    connectWindow();
    typePath(below("a/b/c"));
    startConsole(&m_settings);
    for (const char* name : {"a/b/c", "a/b"})
        ASSERT_TRUE(await(m_other->remove(below(name))));
    openRow();
    ASSERT_TRUE(spinUntil([&] { return shows(below("a").text()); }));
    EXPECT_THAT(toast(), HasSubstr("There is no node " + below("a/b/c").text()));

    startConsole(&m_settings); // From now on that is its place.
    openRow();
    ASSERT_TRUE(spinUntil([&] { return shows(below("a").text()); }));
    EXPECT_THAT(toast(), IsEmpty());

    startConsole(&m_settings);
    for (const Path& path : {below("a"), m_root})
        ASSERT_TRUE(await(m_other->remove(path)));
    openRow();
    ASSERT_TRUE(spinUntil([&] { return !toast().empty(); })); // The root may be there before.
    EXPECT_THAT(toast(), HasSubstr("There is no node " + below("a").text()));
    EXPECT_TRUE(spinUntil([&] { return shows("/"); }));
}

TEST_P(PlacesOnServers, NoOtherNodeIsSeenOnTheWayAndEachIsReadOnce)
{
    put("a", "1");
    put("a/b", "2");
    connectWindow();
    typePath(below("a/b"));
    for (const bool gone : {false, true}) {
        startConsole(&m_settings);
        if (gone) {
            ASSERT_TRUE(await(m_other->remove(below("a/b"))));
        }
        PathsSeen seen;
        openRow();
        auto* tree = find<QWidget>("znodeTree");
        tree->setFocus(); // Its root becomes the current row.
        const Path end = gone ? below("a") : below("a/b");
        ASSERT_TRUE(spinUntil([&] { return shows(end.text()); }));
        ASSERT_TRUE(spinUntil([&] {
            return !seen.inBar().empty() && seen.inBar().back() == end.text();
        }));
        EXPECT_EQ(seen.inBar().front(), below("a/b").text());
        EXPECT_THAT(seen.inBar(), Each(AnyOf(below("a/b").text(), end.text())));
        EXPECT_THAT(seen.inPanel(), Each(end.text()));
        EXPECT_EQ(m_window->workspace()->treeView()->currentPath(), end);
        EXPECT_THAT(pathsRead(), ElementsAre(end.text()));
    }
}

TEST_P(PlacesOnServers, TheRootIsReadOnceAsWell)
{
    ConnectionProfile profile;
    profile.servers = QString::fromStdString(address());
    m_window->openConnection(profile);
    find<QWidget>("znodeTree")->setFocus(); // Before there is a session.
    ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    EXPECT_EQ(m_window->workspace()->treeView()->currentPath(), Path());
    EXPECT_THAT(pathsRead(), ElementsAre("/"));
}

TEST_P(PlacesOnServers, ANodeBelowOneThatMayNotBeListedIsReachedAllTheSame)
{
    put("a", "1");
    put("a/b", "2");
    connectWindow();
    typePath(below("a/b"));
    startConsole(&m_settings);
    const std::vector<Acl> hidden{{perm::admin, {"world", "anyone"}}};
    ASSERT_TRUE(await(m_other->setAcl(below("a"), hidden, anyVersion)));
    openRow();
    EXPECT_TRUE(spinUntil([&] { return shows(below("a/b").text()); }));
    EXPECT_THAT(toast(), IsEmpty());
}

TEST_P(PlacesOnServers, ARecentNodeOfTheStartPageGoesBeforeTheLastPlace)
{
    put("a", "1");
    put("b", "2");
    connectWindow();
    typePath(below("a"));
    typePath(below("b"));
    startConsole(&m_settings);
    const auto rows = m_window->findChildren<CardRow*>(QStringLiteral("recentNode"));
    const auto wanted = std::find_if(rows.begin(), rows.end(), [&](const CardRow* row) {
        return !row->isHidden() && row->text().toStdString() == below("a").text();
    });
    ASSERT_NE(wanted, rows.end());
    QTest::mouseClick(*wanted, Qt::LeftButton);
    ASSERT_TRUE(spinUntil([&] { return m_window->workspace() != nullptr; }));
    EXPECT_TRUE(spinUntil([&] { return shows(below("a").text()); }));
}

TEST_P(PlacesOnServers, AServerThatDoesNotAnswerMakesNothingForgotten)
{
    put("a", "1");
    bool silent = false;
    test::FaultProxy proxy(port(), [&](int) {
        return test::FaultPlan{.fault = silent ? test::Fault::stall : test::Fault::none};
    });
    ConnectionProfile profile;
    profile.servers = QString::fromStdString(proxy.address());
    m_window->openConnection(profile);
    ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    typePath(below("a"));

    silent = true;
    startConsole(&m_settings);
    const int before = proxy.connectionCount();
    openRow();
    ASSERT_TRUE(spinUntil([&] { return proxy.connectionCount() > before; }));
    auto* tree = find<QWidget>("znodeTree");
    QTest::mouseClick(tree, Qt::LeftButton); // The root alone is there.
    tree->setFocus();
    EXPECT_EQ(m_window->workspace()->path(), below("a")) << "where it will be";
    EXPECT_EQ(find<PathBar>("pathBar")->path(), below("a"));

    silent = false;
    startConsole(&m_settings);
    openRow();
    EXPECT_TRUE(spinUntil([&] { return shows(below("a").text()); }));
    m_window.reset(); // Before the proxy.
}

INSTANTIATE_TEST_SUITE_P(Servers, PlacesOnServers, testing::Values(Kind::ours, Kind::apache),
    [](const auto& each) { return each.param == Kind::ours ? "ours" : "apache"; });

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// The tree, the path bar and the panels at work on real servers.
#include "tests/support/picture.h"
#include "tests/ui/mainwindow/workspace_on_server.h"
#include "ui/common/toast.h"
#include "ui/panels/events_model.h"
#include "ui/panels/requests_model.h"
#include "ui/panels/write_journal.h"
#include "ui/tree/znode_tree_model.h"
#include "ui/tree/znode_tree_view.h"

#include <QAction>
#include <QClipboard>
#include <QCompleter>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>

#include <gmock/gmock.h>

#include <set>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using test::await;
using test::Kind;
using test::spinUntil;
using testing::ElementsAre;
using testing::HasSubstr;

class BrowsingServers : public WorkspaceOnServer {
protected:
    ZnodeTreeModel* model() const { return m_window->workspace()->treeModel(); }
    QModelIndex row(const Path& path) const { return model()->indexOf(path); }
    std::vector<std::string> rowsOf(const Path& path) const
    {
        std::vector<std::string> names;
        const QModelIndex parent = row(path);
        for (int i = 0; i < model()->rowCount(parent); ++i)
            names.push_back(model()->index(i, 0, parent).data().toString().toStdString());
        return names;
    }
    QTreeView* tree() const { return find<QTreeView>("znodeTree"); }
    void open(const Path& path)
    {
        go(path);
        ASSERT_TRUE(spinUntil([&] { return shows(path.text()); })) << path.text();
    }
    QLineEdit* typePath(const std::string& text)
    {
        press(Qt::Key_L, Qt::ControlModifier);
        auto* line = find<QLineEdit>("pathLine");
        line->selectAll();
        QTest::keyClicks(line, QString::fromStdString(text));
        return line;
    }
    /// Opens the menu of a row as the right button does, chooses an entry of it.
    void chooseInMenu(const Path& path, const char* entry)
    {
        tree()->scrollTo(row(path));
        const QPoint at = tree()->visualRect(row(path)).center();
        bool chosen = false;
        QTimer::singleShot(0, m_window.get(), [&] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            ASSERT_NE(menu, nullptr);
            auto* action = menu->findChild<QAction*>(QLatin1String(entry));
            ASSERT_NE(action, nullptr) << entry;
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
            chosen = true;
            menu->close();
        });
        QContextMenuEvent event(
            QContextMenuEvent::Mouse, at, tree()->viewport()->mapToGlobal(at));
        QApplication::sendEvent(tree()->viewport(), &event);
        EXPECT_TRUE(chosen);
    }
    std::string cell(const QAbstractItemModel* table, int line, int column) const
    {
        return table->index(line, column).data().toString().toStdString();
    }
    /// How many watches the server holds in all.
    int watchesOnServer() const
    {
        const std::string told = test::askServer(port(), "wchs");
        const auto at = told.find("Total watches:");
        return at == std::string::npos ? -1 : std::stoi(told.substr(at + 14));
    }
};

TEST_P(BrowsingServers, APathIsTypedCompletedPastedAndWalkedBackAndForth)
{
    put("services", "all");
    put("services/gateway", "found");
    put("services/garage", "other");
    connectWindow();
    const std::string services = m_root.text() + "/services";
    QLineEdit* line = typePath(services + "/gat");
    const QCompleter* completer = line->completer();
    ASSERT_TRUE(spinUntil([&] { return completer->completionCount() == 1; }));
    EXPECT_EQ(completer->currentCompletion().toStdString(), services + "/gateway");
    QTest::keyClicks(line, "eway");
    QTest::keyClick(line, Qt::Key_Return);
    ASSERT_TRUE(spinUntil([&] { return shows(services + "/gateway"); }));
    EXPECT_EQ(shownText(), "found");
    press(Qt::Key_Up, Qt::AltModifier);
    ASSERT_TRUE(spinUntil([&] { return shows(services); }));
    press(Qt::Key_Left, Qt::AltModifier);
    ASSERT_TRUE(spinUntil([&] { return shows(services + "/gateway"); }));
    press(Qt::Key_Right, Qt::AltModifier);
    ASSERT_TRUE(spinUntil([&] { return shows(services); }));
    QTest::mouseClick(find<QToolButton>(("part:" + m_root.text()).c_str()), Qt::LeftButton);
    ASSERT_TRUE(spinUntil([&] { return shows(m_root.text()); }));
    QApplication::clipboard()->setText(QString::fromStdString(services + "/garage"));
    line = typePath("x");
    line->selectAll();
    QTest::keyClick(line, Qt::Key_V, Qt::ControlModifier);
    QTest::keyClick(line, Qt::Key_Return);
    ASSERT_TRUE(spinUntil([&] { return shows(services + "/garage"); }));
}

TEST_P(BrowsingServers, APathThatNobodyHasIsToldAndTheShownNodeStays)
{
    connectWindow();
    open(m_root);
    QTest::keyClick(typePath(m_root.text() + "/nowhere"), Qt::Key_Return);
    const auto* toast = m_window->workspace()->findChild<Toast*>();
    ASSERT_TRUE(spinUntil([&] { return toast->isVisible(); }));
    EXPECT_THAT(toast->text().toStdString(), HasSubstr("/nowhere"));
    EXPECT_TRUE(shows(m_root.text()));
}

TEST_P(BrowsingServers, WhatLiesBelowANodeThatMayNotBeListedIsReachedByItsPath)
{
    put("closed", "");
    put("closed/known", "found");
    put("closed/other", "");
    const std::vector<Acl> unlisted{{perm::create | perm::remove, {"world", "anyone"}}};
    ASSERT_TRUE(await(m_other->setAcl(below("closed"), unlisted, anyVersion)));
    connectWindow();
    QTest::keyClick(typePath(below("closed/known").text()), Qt::Key_Return);
    ASSERT_TRUE(spinUntil([&] { return shows(below("closed/known").text()); }));
    EXPECT_EQ(shownText(), "found");
    EXPECT_THAT(rowsOf(below("closed")), ElementsAre("known"));
    EXPECT_TRUE(row(below("closed")).data(ZnodeTreeModel::UnreadableRole).toBool());
    EXPECT_EQ(tree()->currentIndex(), row(below("closed/known")));
}

TEST_P(BrowsingServers, TheTreeListsWhatTheServerListsAndFollowsWhatOthersDo)
{
    put("a", "1");
    connectWindow();
    open(below("a"));
    const auto listed = [&] {
        const auto all = await(m_other->children(Path()));
        return all ? std::set<std::string>(all->names.begin(), all->names.end())
                   : std::set<std::string>();
    };
    EXPECT_TRUE(spinUntil([&] {
        const auto rows = rowsOf(Path());
        return std::set<std::string>(rows.begin(), rows.end()) == listed();
    }));
    EXPECT_TRUE(row(Path("/zookeeper")).isValid()) << "nothing is hidden";
    put("b", "2");
    ASSERT_TRUE(await(m_other->create(below("lease"), toBytes("x"), CreateMode::ephemeral)));
    const auto task
        = await(m_other->create(below("task-"), toBytes("x"), CreateMode::persistentSequential));
    ASSERT_TRUE(task);
    ASSERT_TRUE(spinUntil([&] { return rowsOf(m_root).size() == 4; }));
    EXPECT_THAT(rowsOf(m_root), ElementsAre("a", "b", "lease", "task-0000000003"));
    const auto kind = [&](const Path& path) {
        return static_cast<NodeKind>(row(path).data(ZnodeTreeModel::NodeKindRole).toInt());
    };
    EXPECT_TRUE(spinUntil([&] { return kind(below("lease")) == NodeKind::ephemeral; }));
    EXPECT_TRUE(spinUntil([&] { return kind(task->path) == NodeKind::sequential; }));
    ASSERT_TRUE(await(m_other->remove(below("lease"))));
    EXPECT_TRUE(spinUntil([&] { return !row(below("lease")).isValid(); }));
    EXPECT_EQ(m_window->workspace()->path(), below("a")) << "the selection stays";
}

// A console that watched everything made a server run out of memory.
TEST_P(BrowsingServers, OnlyWhatIsOpenAndVisibleIsWatched)
{
    constexpr int children = 400;
    for (int i = 0; i < children; ++i)
        put("n" + std::to_string(1000 + i), "x");
    connectWindow();
    const int before = watchesOnServer();
    ASSERT_GE(before, 0);
    open(below("n1000"));
    ASSERT_TRUE(spinUntil([&] { return rowsOf(m_root).size() == children; }));
    const auto known = [&](const std::string& name) {
        return row(below(name)).data(ZnodeTreeModel::StatKnownRole).toBool();
    };
    ASSERT_TRUE(spinUntil([&] { return known("n1000") && known("n1005"); }));
    const int rowsThatFit = tree()->viewport()->height() / tree()->visualRect(row(m_root)).height();
    const int mostOfTheNode = 8; // Its data, children and ACL, and those of the levels above.
    // Two screens were seen, and a row has two: on the node and on its children.
    EXPECT_LE(model()->watchesHeld(), 4 * rowsThatFit + mostOfTheNode);
    EXPECT_LE(watchesOnServer(), 4 * rowsThatFit + mostOfTheNode);
    EXPECT_FALSE(known("n1399")) << "nobody looked at it";
}

TEST_P(BrowsingServers, TheFilterLeadsToANodeAsItIsTyped)
{
    put("payments", "1");
    put("payments/gateway", "2");
    put("orders", "3");
    connectWindow();
    open(below("payments/gateway"));
    open(below("orders"));
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Slash);
    auto* filter = find<QLineEdit>("treeFilter");
    ASSERT_TRUE(filter->hasFocus());
    QTest::keyClicks(filter, "gatew");
    auto* matches = find<QListView>("filterMatches");
    const auto onlyMatch = [&] {
        return matches->model()->rowCount() == 1
            ? matches->model()->index(0, 0).data().toString().toStdString()
            : std::string();
    };
    ASSERT_TRUE(spinUntil([&] { return onlyMatch().find("gateway") != std::string::npos; }));
    QTest::keyClick(filter, Qt::Key_Return);
    EXPECT_TRUE(spinUntil([&] { return shows(below("payments/gateway").text()); }));
}

TEST_P(BrowsingServers, TheMenuOfARowCopiesItsPathDataAndLine)
{
    put("a b", "its data");
    connectWindow();
    open(below("a b"));
    const auto copied = [] { return QApplication::clipboard()->text().toStdString(); };
    chooseInMenu(below("a b"), "menuCopyPath");
    EXPECT_EQ(copied(), below("a b").text());
    chooseInMenu(below("a b"), "menuCopyData");
    EXPECT_TRUE(spinUntil([&] { return copied() == "its data"; }));
    chooseInMenu(below("a b"), "menuCopyZkCli");
    EXPECT_EQ(copied(), "get -s \"" + below("a b").text() + "\"");
}

// The peer needed 9.8 s for it, and 40,000 requests. Names this long make the answer larger than
// the 1 MiB at which other clients drop the connection.
TEST_P(BrowsingServers, TwentyThousandLongNamesAreReadAtOnceAndScrolled)
{
    constexpr int nodes = 20'000;
    const Path top = below("big");
    put("big", "x");
    const std::string stem(56, 'n');
    int created = 0;
    auto onCreated = [&](const Result<CreatedResponse>& answer) { created += answer ? 1 : 0; };
    for (int i = 0; i < nodes; ++i)
        QCoro::connect(m_other->create(top.child(stem + std::to_string(10'000 + i)), {}),
            m_other.get(), onCreated);
    ASSERT_TRUE(spinUntil([&] { return created == nodes; }, 120s)) << created;
    connectWindow();
    open(top);
    const auto* requests = find<QTableView>("requests")->model();
    const auto asked = [&](const char* operation) {
        int count = 0;
        for (int line = 0; line < requests->rowCount(); ++line)
            count += cell(requests, line, RequestsModel::OperationColumn).find(operation) == 0
                && cell(requests, line, RequestsModel::PathColumn) == top.text();
        return count;
    };
    // The panel shows requests some at a time, a little later than they end.
    ASSERT_TRUE(spinUntil([&] { return asked("getData") > 0; }));
    const int listed = asked("getChildren");
    tree()->expand(row(top));
    ASSERT_TRUE(spinUntil([&] { return model()->rowCount(row(top)) == nodes; }));
    ASSERT_TRUE(spinUntil([&] { return asked("getChildren") > listed; }));
    EXPECT_EQ(asked("getChildren") - listed, 1);
    const Path last = top.child(stem + std::to_string(10'000 + nodes - 1));
    tree()->scrollTo(row(last));
    ASSERT_TRUE(
        spinUntil([&] { return row(last).data(ZnodeTreeModel::StatKnownRole).toBool(); }));
    EXPECT_LE(model()->watchesHeld(), ZnodeTreeModel::maxWatches);
}

TEST_P(BrowsingServers, AChrootStandsBeforeThePathAndIsUnderstoodWhereItIsTyped)
{
    put("config", "x");
    const std::string chroot = m_root.text();
    ConnectionProfile profile;
    profile.servers = QString::fromStdString(address() + chroot);
    m_window->openConnection(profile);
    ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    auto* part = find<QToolButton>("chroot");
    EXPECT_TRUE(part->isVisible());
    EXPECT_EQ(part->accessibleName().toStdString(), "Chroot " + chroot);
    EXPECT_TRUE(part->toolTip().contains("sees only what is below it"));
    test::picture(*m_window, "chroot");
    const auto answer = [&](const std::string& typed) {
        QTest::keyClick(typePath(typed), Qt::Key_Return);
    };
    answer(chroot + "/config");
    ASSERT_TRUE(spinUntil([&] { return shows("/config"); }));
    EXPECT_EQ(m_window->workspace()->findChild<Toast*>()->text(),
        "The chroot was left out: here the node is /config.");
    answer(chroot);
    ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    answer("/config");
    ASSERT_TRUE(spinUntil([&] { return shows("/config"); }));
    QTest::mouseClick(find<QToolButton>("chroot"), Qt::LeftButton);
    ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    put(chroot.substr(1), "of the same name"); // Now the path that is typed is one.
    answer(chroot);
    ASSERT_TRUE(spinUntil([&] { return shows(chroot); }));
}

TEST_P(BrowsingServers, ACollapsedRowTellsOfItsFirstChildAndOfItsLast)
{
    put("leaf", "x");
    connectWindow();
    open(below("leaf"));
    const auto count = [&] { return row(below("leaf")).data(ZnodeTreeModel::CountRole).toInt(); };
    ASSERT_TRUE(spinUntil([&] { return count() == 0; }));
    for (int round = 0; round < 2; ++round) {
        put("leaf/child", "y");
        ASSERT_TRUE(spinUntil([&] { return count() == 1; })) << round;
        ASSERT_TRUE(await(m_other->remove(below("leaf/child"))));
        ASSERT_TRUE(spinUntil([&] { return count() == 0; })) << round;
    }
    EXPECT_FALSE(tree()->isExpanded(row(below("leaf"))));
}

TEST_P(BrowsingServers, AChangeByOthersIsToldWithBothValuesAndAnOwnOneCanBeUndone)
{
    put("a", "one");
    connectWindow();
    open(below("a"));
    ASSERT_TRUE(await(m_other->setData(below("a"), toBytes("two"), anyVersion)));
    const auto* events = find<QTableView>("events")->model();
    ASSERT_TRUE(spinUntil([&] {
        return cell(events, 0, EventsModel::DetailColumn).find("\"one\" → \"two\"")
            != std::string::npos;
    })) << cell(events, 0, EventsModel::DetailColumn);
    EXPECT_EQ(cell(events, 0, EventsModel::EventColumn), "NodeDataChanged");
    EXPECT_EQ(cell(events, 0, EventsModel::PlaceColumn), below("a").text());
    ASSERT_TRUE(spinUntil([&] { return shownText() == "two"; }));

    editor()->setFocus();
    QTest::keyClicks(editor(), "my ");
    QTest::keyClick(editor(), Qt::Key_S, Qt::ControlModifier);
    auto* writes = find<QTableView>("writes");
    ASSERT_TRUE(spinUntil([&] { return writes->model()->rowCount() == 1; }));
    const auto* requests = find<QTableView>("requests")->model();
    const auto line = [&] {
        for (int i = 0; i < requests->rowCount(); ++i) {
            if (cell(requests, i, RequestsModel::OperationColumn).find("setData") == 0)
                return cell(requests, i, RequestsModel::LineColumn);
        }
        return std::string();
    };
    EXPECT_TRUE(
        spinUntil([&] { return line() == "set -v 1 " + below("a").text() + " \"my two\""; }))
        << line();
    click("tabWrites");
    writes->selectRow(0);
    click("undoWrite");
    EXPECT_TRUE(spinUntil([&] { return stored(below("a")) == "two"; }));
    EXPECT_TRUE(spinUntil([&] { return shownText() == "two"; }));
}

INSTANTIATE_TEST_SUITE_P(Servers, BrowsingServers, testing::Values(Kind::ours, Kind::apache),
    [](const auto& each) { return each.param == Kind::ours ? "ours" : "apache"; });

} // namespace
} // namespace zs::ui

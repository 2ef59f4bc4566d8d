// SPDX-License-Identifier: GPL-3.0-or-later
// A walk over the screens and dialogs of the console, in English and in Chinese: names, targets,
// room for the texts, words, the way of Tab. ctest runs it at 100 % and at 150 %.
#include "tests/ui/access/screens_on_server.h"
#include "tests/ui/cluster/fake_cluster_control.h"
#include "ui/cluster/cluster_page.h"
#include "ui/cluster/server_log_dialog.h"
#include "ui/common/segmented_control.h"
#include "ui/mainwindow/workspace_frame.h"
#include "ui/node/node_view.h"
#include "ui/tree/znode_tree_view.h"

#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QToolButton>

namespace zs::ui {
namespace {

using test::await;
using test::Kind;
using test::spinUntil;

class Screens : public ScreensOnServer {};

TEST_P(Screens, StartPageAndItsDialogs)
{
    lookAtWindow("start");
    ConnectionProfile profile;
    profile.name = QStringLiteral("orders");
    profile.servers = QString::fromStdString(address());
    profile.environment = Environment::production;
    profile.digestUsers = {QStringLiteral("bob")};
    m_data.insert(profile.name);
    m_window->store()->add({profile});
    lookAtWindow("start with a row");
    click("newConnection");
    lookAtDialog("connect", [&](QDialog& dialog) {
        auto* pages = findIn<QListWidget>(&dialog, "connectionPages");
        for (int page = 1; page < pages->count(); ++page) {
            pages->setCurrentRow(page);
            look(dialog, "connect page " + std::to_string(page));
        }
    });
    m_window->editConnection(m_window->store()->profiles().back());
    lookAtDialog("edit connection");
    auto* list = find<QListView>("connections");
    list->setFocus();
    list->setCurrentIndex(list->model()->index(list->model()->rowCount() - 1, 0));
    QTest::keyClick(list, Qt::Key_Delete);
    lookAtDialog("remove connection");
    run("window.preferences");
    lookAtDialog("preferences", [&](QDialog& dialog) {
        findIn<SegmentedControl>(&dialog, "preferPage")->setCurrentIndex(1);
        look(dialog, "preferences, keys");
    });
    run("window.keys");
    lookAtDialog("keys");
    run("window.palette");
    look(*find<QWidget>("commandPalette"), "palette");
    QTest::keyClick(find<QWidget>("commandPalette"), Qt::Key_Escape);
    m_window->openConnection(m_window->store()->profiles().back());
    lookAtDialog("password");
}

TEST_P(Screens, TabsOfANode)
{
    put("n", "{\"a\": 1}");
    put("n/child", "x");
    m_data.insert(QStringLiteral("child"));
    connectWindow();
    openNode("n");
    lookAtWindow("data");
    run("node.find");
    click("findShowReplace");
    look(*m_window, "find", false); // Esc, on the way out of the editor, would end the search.
    click("findClose");
    editor()->setFocus();
    QTest::keyClicks(editor(), " ");
    click("showDiff");
    lookAtWindow("diff");
    click("showDiff");
    ASSERT_TRUE(await(m_other->setData(below("n"), toBytes("{\"a\": 2}"), anyVersion)));
    ASSERT_TRUE(spinUntil([&] { return node()->newer().has_value(); }));
    lookAtWindow("conflict banner");
    run("node.revert");
    for (const char* tab : {"view.acl", "view.children", "view.watches", "view.history"}) {
        run(tab);
        lookAtWindow(tab);
    }
    run("view.data");
    for (const char* tab : {"tabEvents", "tabRequests", "tabWrites"}) {
        click(tab);
        lookAtWindow(tab);
    }
}

TEST_P(Screens, DataOfOtherKinds)
{
    put("none", "");
    put("bytes", std::string("\x00\x01\xff\xfe", 4));
    put("locked", "x", {{perm::read, {"digest", "bob:x"}}});
    connectWindow();
    openNode("none");
    lookAtWindow("no data");
    openNode("bytes");
    lookAtWindow("hex");
    go(below("locked"));
    ASSERT_TRUE(spinUntil([&] { return node()->phase() == NodePhase::failed; }));
    lookAtWindow("refused");
    click("addIdentityToRead");
    lookAtDialog("add identity");
}

TEST_P(Screens, DialogsOfANode)
{
    put("n", "line\n");
    put("m", "x");
    put("n/child", "x");
    m_data.insert(QStringLiteral("m"));
    m_data.insert(QStringLiteral("child"));
    connectWindow();
    openNode("n");
    run("node.new");
    lookAtDialog("new node");
    run("node.delete");
    lookAtDialog("delete");
    run("node.duplicate");
    lookAtDialog("duplicate");
    run("node.move");
    lookAtDialog("move");
    const std::vector<Path> both{below("n"), below("m")};
    Q_EMIT m_window->workspace()->treeView()->moveRequested(both);
    lookAtDialog("move several");
    Q_EMIT m_window->workspace()->treeView()->duplicateRequested(both);
    lookAtDialog("duplicate several");
    run("connection.session");
    lookAtDialog("session");
    click("measureSubtree");
    lookAtDialog("subtree");
    click("showQuota");
    lookAtDialog("quota");
    run("view.acl");
    ASSERT_TRUE(spinUntil([&] { return !aclRows().empty(); }));
    click("openAddPrincipal");
    lookAtDialog("add principal", [&](QDialog& dialog) {
        auto* schemes = findIn<QListWidget>(&dialog, "schemes");
        for (int row = 0; row < schemes->count(); ++row) {
            schemes->setCurrentRow(row);
            look(dialog, "add " + schemes->item(row)->text().toStdString());
        }
    });
    click("permA", aclRows()[0]);
    lookAtWindow("acl draft");
    click("applyAcl");
    lookAtDialog("lock-out");
    click("revertAcl");
    run("view.data");
    editor()->setFocus();
    QTest::keyClicks(editor(), "mine ");
    ASSERT_TRUE(await(m_other->setData(below("n"), toBytes("theirs\n"), anyVersion)));
    ASSERT_TRUE(spinUntil([&] { return node()->newer().has_value(); }));
    click("compareWithServer");
    lookAtDialog("conflict");
    run("connection.disconnect");
    lookAtDialog("unsaved edits");
    run("window.palette");
    look(*find<QWidget>("commandPalette"), "palette of a connection");
}

TEST_P(Screens, DialogsOfProduction)
{
    put("n", "x");
    ConnectionProfile profile;
    profile.servers = QString::fromStdString(address());
    profile.environment = Environment::production;
    profile.openReadOnly = true;
    m_window->openConnection(profile);
    ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    run("connection.lock");
    lookAtDialog("unlock production");
    profile.name = QStringLiteral("orders");
    profile.servers = QStringLiteral("localhost:%1").arg(port()); // Another connection.
    profile.openReadOnly = false;
    m_data.insert(profile.name);
    m_data.insert(profile.servers);
    m_window->openConnection(profile);
    ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    openNode("n");
    run("node.delete");
    lookAtDialog("delete on production");
}

TEST_P(Screens, TabGoesThroughTheLogOfAServer)
{
    const timeline::Timeline none;
    FakeClusterControl control;
    control.log = {QStringLiteral("2026-11-22 10:35:02,000 [myid:2] - INFO  - LOOKING")};
    ServerLogDialog dialog(&control, ServerId(2), &none, nullptr);
    dialog.show();
    goThrough(dialog, "server log");
    EXPECT_EQ(dialog.focusWidget()->objectName(), QStringLiteral("logSearch"));
}

TEST_P(Screens, ReadOnlyConnectionClusterAndLessons)
{
    put("n", "x");
    ConnectionProfile profile;
    profile.servers = QString::fromStdString(address());
    profile.openReadOnly = true;
    m_window->openConnection(profile);
    ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    lookAtWindow("read-only");
    openNode("n");
    run("node.find");
    lookAtWindow("find, read-only");
    run("connection.lock");
    lookAtDialog("unlock");
    profile.name = QStringLiteral("second");
    profile.servers = QStringLiteral("localhost:%1").arg(port());
    m_data.insert(profile.servers);
    profile.openReadOnly = false;
    m_data.insert(profile.name);
    m_window->openConnection(profile);
    ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    lookAtWindow("two connections");
    run("connection.beside");
    lookAtWindow("side by side");
    run("connection.beside");
    m_window->workspace()->showCluster();
    lookAtWindow("cluster");
    run("window.lessons");
    if (QWidget* list = QApplication::activePopupWidget())
        list->close(); // A popup goes as soon as anything else is pressed.
    lookAtWindow("lessons");
}

/// Which pane has the focus: a bar, a dock's content, the centre.
TEST_P(Screens, F6GoesRoundAllPanesAndBackAgain)
{
    put("n", "x");
    connectWindow();
    openNode("n");
    WorkspaceFrame* frame = m_window->workspace()->frame();
    const std::vector<std::pair<const char*, const QWidget*>> panes{
        {"top bar", find<QWidget>("topBar")}, {"rail", find<QWidget>("railBrowse")->parentWidget()},
        {"tree", find<QWidget>("treeView")}, {"centre", find<QWidget>("nodeView")},
        {"inspector", find<QWidget>("statView")}, {"bottom", find<QWidget>("bottomPanel")},
        {"status bar", find<QWidget>("statusState")->parentWidget()}};
    const auto here = [&]() -> std::string {
        const QWidget* focus = QApplication::focusWidget();
        for (const auto& [name, pane] : panes) {
            if (focus && pane->isAncestorOf(focus))
                return name;
        }
        return "nowhere";
    };
    ASSERT_EQ(frame->page(), WorkspaceFrame::Page::browse);
    find<QWidget>("goUp")->setFocus();
    ASSERT_EQ(here(), "top bar");
    std::vector<std::string> forwards, backwards;
    for (std::size_t step = 0; step < panes.size(); ++step) {
        WorkspaceOnServer::press(Qt::Key_F6);
        forwards.push_back(here());
    }
    const std::vector<std::string> order{
        "rail", "tree", "centre", "inspector", "bottom", "status bar", "top bar"};
    EXPECT_EQ(forwards, order);
    for (std::size_t step = 0; step < panes.size(); ++step) {
        WorkspaceOnServer::press(Qt::Key_F6, Qt::ShiftModifier);
        backwards.push_back(here());
    }
    const std::vector<std::string> back{
        "status bar", "bottom", "inspector", "centre", "tree", "rail", "top bar"};
    EXPECT_EQ(backwards, back);
}

TEST_P(Screens, AnEntryOfTheStatusBarIsPressedByKeys)
{
    connectWindow();
    auto* session = find<StatusEntry>("statusSession");
    session->setFocus(Qt::TabFocusReason);
    ASSERT_TRUE(session->hasFocus());
    QTest::keyClick(session, Qt::Key_Return);
    lookAtDialog("session by keys");
}

TEST_P(Screens, TabIndentsInTheEditorAndLeavesItAfterEsc)
{
    put("n", "x");
    connectWindow();
    openNode("n");
    editor()->setFocus();
    QTest::keyClick(editor(), Qt::Key_Tab);
    EXPECT_EQ(shownText(), "  x");
    EXPECT_TRUE(editor()->hasFocus());
    QTest::keyClick(editor(), Qt::Key_Escape);
    QTest::keyClick(editor(), Qt::Key_Tab);
    EXPECT_FALSE(editor()->hasFocus());
    EXPECT_EQ(shownText(), "  x");
    editor()->setFocus();
    QTest::keyClick(editor(), Qt::Key_Tab);
    EXPECT_TRUE(editor()->hasFocus()) << "only straight after Esc";
}

TEST_P(Screens, TabGoesThroughTheLessonPickerAndEscGivesTheFocusBack)
{
    run("window.lessons");
    QPointer<QWidget> picker = QApplication::activePopupWidget(); // The page opens it by itself.
    ASSERT_TRUE(picker);
    QTest::keyClick(picker->focusWidget(), Qt::Key_Escape);
    ASSERT_TRUE(spinUntil([&] { return picker.isNull(); }));
    auto* opener = find<QPushButton>("clusterPicker");
    for (const char* from : {"lessonList", "lessonMixed", "runLesson"}) {
        opener->setFocus(Qt::TabFocusReason);
        QTest::keyClick(opener, Qt::Key_Space);
        picker = QApplication::activePopupWidget();
        ASSERT_TRUE(picker);
        EXPECT_EQ(picker->objectName(), QStringLiteral("lessonPicker"));
        EXPECT_EQ(picker->focusWidget()->objectName(), QStringLiteral("lessonList"));
        for (const std::string& each : wrongWith(*picker, "en"))
            ADD_FAILURE() << each;
        for (const std::string& each : FocusCheck(*picker).wrong())
            ADD_FAILURE() << "focus: " << each;
        auto* part = findIn<QWidget>(picker, from);
        part->setFocus(Qt::TabFocusReason);
        QTest::keyClick(part, Qt::Key_Escape);
        ASSERT_TRUE(spinUntil([&] { return picker.isNull(); })) << from;
        QApplication::setActiveWindow(m_window.get()); // Here popups take that, too.
        EXPECT_EQ(QApplication::focusWidget(), opener) << from;
    }
}

TEST_P(Screens, TabGoesThroughTheNameOfABookmarkAndEscGivesTheFocusBack)
{
    connectWindow();
    m_window->workspace()->showCluster();
    ASSERT_TRUE(m_window->workspace()->clusterPage()->openRecording(
        QStringLiteral(ZS_TEST_DATA "/traces/lesson-12.ztrace")));
    rest();
    auto* opener = find<QToolButton>("playerBookmark");
    opener->setFocus(Qt::TabFocusReason);
    QTest::keyClick(opener, Qt::Key_Space);
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    ASSERT_NE(menu, nullptr);
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    lookAtDialog("bookmark");
    EXPECT_EQ(QApplication::focusWidget(), opener);
}

TEST_P(Screens, TabGoesThroughTheSearchInDataThatCanBeEdited)
{
    put("n", "one two one");
    connectWindow();
    openNode("n");
    find<QWidget>("znodeTree")->setFocus();
    run("node.find");
    find<QToolButton>("findShowReplace")->click();
    const std::vector<std::string> order{"findField", "findCase", "findWord", "findRegex",
        "findPrevious", "findNext", "findShowReplace", "findClose", "replaceField", "replaceHit",
        "replaceAllHits"};
    const auto here = [] {
        const QWidget* focus = QApplication::focusWidget();
        return focus ? focus->objectName().toStdString() : std::string();
    };
    // From `start`, as far as it goes within the bar; then the one behind it.
    const auto walk = [&](const char* start, int key, Qt::KeyboardModifiers modifiers) {
        std::vector<std::string> way;
        find<QWidget>(start)->setFocus(Qt::TabFocusReason);
        const QWidget* bar = find<QWidget>("findBar");
        while (way.size() <= order.size() && bar->isAncestorOf(QApplication::focusWidget())) {
            way.push_back(here());
            WorkspaceOnServer::press(key, modifiers);
        }
        return way;
    };
    EXPECT_EQ(walk("findField", Qt::Key_Tab, {}), order);
    EXPECT_EQ(here(), "dataEditor");
    EXPECT_EQ(walk("replaceAllHits", Qt::Key_Backtab, Qt::ShiftModifier),
        std::vector<std::string>(order.rbegin(), order.rend()));
    for (const std::string& part : order) {
        find<QWidget>("znodeTree")->setFocus();
        run("node.find");
        find<QWidget>(part.c_str())->setFocus(Qt::TabFocusReason);
        WorkspaceOnServer::press(Qt::Key_Escape);
        EXPECT_FALSE(find<QWidget>("findBar")->isVisible()) << part;
        EXPECT_EQ(here(), "znodeTree") << part;
    }
    editor()->setFocus();
    run("node.find");
    WorkspaceOnServer::press(Qt::Key_Escape);
    EXPECT_EQ(here(), "dataEditor");
    run("node.find");
    editor()->setFocus(); // To the hits, with the bar open.
    WorkspaceOnServer::press(Qt::Key_Escape);
    EXPECT_FALSE(find<QWidget>("findBar")->isVisible());
    EXPECT_EQ(here(), "dataEditor");
    WorkspaceOnServer::press(Qt::Key_Tab);
    EXPECT_NE(here(), "dataEditor") << "as it tells those who cannot see it";
    EXPECT_EQ(shownText(), "one two one");
    lookAtWindow("searched");
}

INSTANTIATE_TEST_SUITE_P(Servers, Screens, testing::Values(Kind::apache, Kind::ours),
    [](const auto& kind) { return kind.param == Kind::ours ? "Ours" : "Apache"; });

} // namespace
} // namespace zs::ui

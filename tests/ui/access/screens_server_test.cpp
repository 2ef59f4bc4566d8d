// SPDX-License-Identifier: GPL-3.0-or-later
// A walk over the screens and dialogs of the console, in English and in Chinese: names, targets,
// room for the texts, words, the way of Tab. ctest runs it at 100 % and at 150 %.
#include "tests/ui/access/focus_check.h"
#include "tests/ui/access/screen_check.h"
#include "tests/ui/cluster/fake_cluster_control.h"
#include "tests/ui/mainwindow/rows_on_server.h"
#include "ui/cluster/server_log_dialog.h"
#include "ui/common/segmented_control.h"
#include "ui/mainwindow/action_registry.h"
#include "ui/mainwindow/workspace_frame.h"
#include "ui/node/node_view.h"
#include "ui/tree/znode_tree_view.h"

#include <QListView>
#include <QListWidget>
#include <QPointer>

#include <map>

namespace zs::ui {
namespace {

using test::await;
using test::Kind;
using test::spinUntil;

constexpr int widthPx = 1280;
constexpr int heightPx = 720;

/// Where the focus is when a dialog opens: in the first field that one fills in, or, where nothing
/// is to be filled in or Enter must do no harm, at the button that does none.
const std::map<std::string, std::string> firstFocus{{"connect", "servers"},
    {"edit connection", "connectionName"}, {"remove connection", "cancel"},
    {"preferences", "preferPage"}, {"keys", "cancel"}, {"password", "password"},
    {"add identity", "identityUser"}, {"new node", "newNodeName"}, {"delete", "cancel"},
    {"delete on production", "deleteConfirm"}, {"duplicate", "transferTarget"},
    {"move", "transferTarget"}, {"move several", "transfersTarget"},
    {"duplicate several", "transfersTarget"}, {"session", "cancel"},
    {"subtree", "measureRate"}, {"quota", "quotaCount"}, {"add principal", "schemes"},
    {"lock-out", "keepAdmin"}, {"conflict", "cancel"}, {"unsaved edits", "cancel"},
    {"unlock", "unlock"}, {"unlock production", "connectionNameTyped"},
    {"session by keys", "cancel"}};

class Screens : public RowsOnServer {
protected:
    void SetUp() override
    {
        RowsOnServer::SetUp();
        if (!isReady())
            return;
        m_window->resize(widthPx, heightPx);
        m_data = {QStringLiteral("# checkWatches; zkCli has none"), // A line for zkCli.
            QString::fromStdString(address()), QString::fromStdString(m_root.text())};
    }
    void TearDown() override
    {
        RowsOnServer::TearDown();
        m_languages.setCurrent(QStringLiteral("en"));
    }
    /// Until no layout waits for another.
    static void rest()
    {
        for (int round = 0; round < 8; ++round)
            QCoreApplication::processEvents();
    }
    /// What ScreenCheck has against it now, a line each.
    std::vector<std::string> wrongWith(QWidget& window, const char* language) const
    {
        const ScreenCheck check(window, m_data);
        std::vector<std::string> all;
        const auto add = [&all](const char* kind, const std::vector<std::string>& wrong) {
            for (const std::string& each : wrong)
                all.push_back(std::string(kind) + each);
        };
        add("name: ", check.names());
        add("target: ", check.targets());
        add("room: ", check.clipped());
        add("words: ", check.words(QLatin1String(language)));
        return all;
    }
    /// Tab and Shift+Tab through all of it.
    static void goThrough(QWidget& window, const std::string& where)
    {
        QApplication::setActiveWindow(window.window());
        ASSERT_TRUE(test::spinUntil([&] { return window.window()->isActiveWindow(); })) << where;
        for (const std::string& each : FocusCheck(window).wrong())
            ADD_FAILURE() << where << " focus: " << each;
        rest();
    }
    /// Everything that ScreenCheck knows, in both languages, and that FocusCheck does.
    void look(QWidget& window, const std::string& where, bool andGoThrough = true)
    {
        for (const char* language : {"en", "zh_CN"}) {
            m_window->setLanguage(QLatin1String(language));
            rest();
            // Figures of the status bar change meanwhile; a bar folds one round of events later.
            std::vector<std::string> wrong;
            test::spinUntil([&] {
                wrong = wrongWith(window, language);
                return wrong.empty();
            }, std::chrono::seconds(10));
            for (const std::string& each : wrong)
                ADD_FAILURE() << where << " [" << language << "] " << each;
            if (!qEnvironmentVariableIsEmpty("ZS_PICTURES"))
                window.grab().save(qEnvironmentVariable("ZS_PICTURES") + QLatin1String("/access-")
                    + QString::fromStdString(where).replace(u' ', u'-') + QLatin1String("-")
                    + QLatin1String(language) + QLatin1String(".png"));
        }
        m_window->setLanguage(QStringLiteral("en"));
        rest();
        if (andGoThrough && window.isWindow())
            goThrough(window, where);
    }
    void lookAtWindow(const std::string& where) { look(*m_window, where); }
    /// Looks at the dialog that is open now, and cancels it.
    void lookAtDialog(const std::string& where, const std::function<void(QDialog&)>& more = {})
    {
        QPointer<QDialog> open;
        ASSERT_TRUE(spinUntil([&] {
            for (QDialog* each : m_window->findChildren<QDialog*>())
                open = each->isVisible() ? each : open.data();
            return !open.isNull();
        })) << where;
        QApplication::setActiveWindow(open);
        ASSERT_TRUE(spinUntil([&] { return open->isActiveWindow(); })) << where;
        ASSERT_TRUE(firstFocus.contains(where)) << where << " is a new dialog";
        const auto start = [&open] {
            const QWidget* focus = open->focusWidget();
            while (focus && focus->objectName().isEmpty()) // A segment of a control.
                focus = focus->parentWidget();
            return focus ? focus->objectName().toStdString() : std::string();
        };
        EXPECT_TRUE(spinUntil([&] { return start() == firstFocus.at(where); },
            std::chrono::seconds(10))) << where << " starts at " << start();
        look(*open, where);
        if (more)
            more(*open);
        ASSERT_TRUE(open) << where;
        QTest::keyClick(open, Qt::Key_Escape);
        EXPECT_TRUE(spinUntil([&] { return !open || !open->isVisible(); })) << where;
        QApplication::setActiveWindow(m_window.get());
    }
    void run(const char* action)
    {
        WorkspacePage* page = m_window->workspace();
        ActionRegistry* registry = page && page->actions()->find(QLatin1String(action))
            ? page->actions() : m_window->actions();
        ASSERT_TRUE(registry->trigger(QLatin1String(action))) << action;
    }
    void openNode(const std::string& name)
    {
        go(below(name));
        const std::string path = below(name).text();
        ASSERT_TRUE(spinUntil([&] { return shows(path) && node()->acl().has_value(); }));
        m_data.insert(QString::fromStdString(path));
        m_data.insert(QString::fromStdString(name));
    }

    std::set<QString> m_data; ///< What people wrote.
};

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

INSTANTIATE_TEST_SUITE_P(Servers, Screens, testing::Values(Kind::apache, Kind::ours),
    [](const auto& kind) { return kind.param == Kind::ours ? "Ours" : "Apache"; });

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Each action of the catalogue, by each of its keys, or by the palette where it has none, on real
// servers: what its name says happens.
#include "tests/support/relay.h"
#include "tests/ui/mainwindow/folder_opener.h"
#include "tests/ui/mainwindow/keys_on_server.h"
#include "ui/cluster/cluster_page.h"
#include "ui/cluster/lessons/lesson_picker.h"
#include "ui/cluster/playback.h"
#include "ui/common/text_label.h"
#include "ui/connections/connection_dialog.h"
#include "ui/connections/unlock_dialog.h"
#include "ui/mainwindow/connection_deck.h"
#include "ui/mainwindow/keyboard_sheet.h"
#include "ui/mainwindow/lessons_page.h"
#include "ui/mainwindow/preferences_dialog.h"
#include "ui/mainwindow/workspace_frame.h"
#include "ui/node/delete_dialog.h"
#include "ui/node/new_node_dialog.h"
#include "ui/node/node_view.h"
#include "ui/node/transfer_dialog.h"
#include "ui/panels/journal_writer.h"
#include "ui/panels/requests_model.h"
#include "ui/stat/session_dialog.h"
#include "ui/tree/node_marks.h"
#include "ui/tree/znode_tree_view.h"

#include <QClipboard>
#include <QFileDialog>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>

#include <gmock/gmock.h>

#include <map>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using test::await;
using test::Kind;
using test::spinUntil;
using Panel = WorkspaceFrame::Panel;
using Tab = NodeView::Tab;

class CatalogueOnServers : public KeysOnServer {
protected:
    /// What a user does to have an action run.
    using Run = std::function<void()>;
    /// Has it run, and yields whether it did what it is called for.
    using Check = std::function<bool(const Run&)>;

    void SetUp() override
    {
        KeysOnServer::SetUp();
        if (!isReady())
            return;
        put("a", "one two one");
        put("a/x", "x");
        put("b", "b");
        connectWindow();
    }
    void TearDown() override
    {
        KeysOnServer::TearDown();
        m_theme.setMode(ThemeMode::light);
        m_languages.setCurrent(QStringLiteral("en"));
    }
    /// Where every check begins: the data of /…/a, the keys in the tree, nothing open over it.
    void rest()
    {
        QApplication::setActiveWindow(m_window.get());
        m_home = m_window->connections()->active();
        page().frame()->showPage(WorkspaceFrame::Page::browse);
        nodeView().showTab(Tab::data);
        tree()->setFocus();
        open(below("a"));
        ASSERT_EQ(QApplication::activeModalWidget(), nullptr);
    }
    WorkspacePage& page() const { return *m_window->workspace(); }
    NodeView& nodeView() const { return *page().findChild<NodeView*>(); }
    Client* client() const { return page().client(); }
    /// All ways in which a user can run it without a mouse.
    std::vector<std::pair<std::string, Run>> waysOf(const ActionInfo& info)
    {
        std::vector<std::pair<std::string, Run>> ways;
        for (const QKeySequence& keys : keysOf(QLatin1String(info.id)))
            ways.emplace_back(keys.toString().toStdString(), [this, keys] { press(keys); });
        if (ways.empty()) {
            ways.emplace_back("palette",
                [this, &info] { runByPalette(QLatin1String(info.id), info.name()); });
        }
        return ways;
    }
    /// The dialog comes, and goes by Esc.
    template <class Dialog>
    bool opens(const Run& run, const std::function<bool(const Dialog&)>& isRight = {})
    {
        run();
        QPointer<Dialog> dialog;
        const bool came = spinUntil([&] {
            for (Dialog* each : m_window->findChildren<Dialog*>())
                dialog = each->isVisible() ? each : dialog.data();
            return dialog != nullptr;
        });
        const bool right = came && (!isRight || isRight(*dialog));
        if (came)
            QTest::keyClick(dialog, Qt::Key_Escape);
        return right && spinUntil([&] { return !dialog || !dialog->isVisible(); });
    }
    /// Twice: there, and back.
    static bool toggles(const Run& run, const std::function<bool()>& state)
    {
        const bool before = state();
        run();
        const bool turned = spinUntil([&] { return state() != before; });
        run();
        return turned && spinUntil([&] { return state() == before; });
    }
    /// How often the server was asked for it; the Requests panel tells.
    int asked(const QString& operation) const
    {
        const auto* table = find<QTableView>("requests")->model();
        int count = 0;
        for (int line = 0; line < table->rowCount(); ++line) {
            const QModelIndex told = table->index(line, RequestsModel::OperationColumn);
            count += told.data().toString().startsWith(operation) ? 1 : 0;
        }
        return count;
    }
    bool asks(const Run& run, const char* operation)
    {
        spinUntil([&] { return shows(below("a").text()) && node()->acl().has_value(); });
        const int before = asked(QLatin1String(operation));
        run();
        return spinUntil([&] { return asked(QLatin1String(operation)) > before; });
    }
    bool showsTab(const Run& run, Tab tab)
    {
        nodeView().showTab(tab == Tab::data ? Tab::acl : Tab::data);
        run();
        return nodeView().currentTab() == tab
            && page().findChild<QTabBar*>(QStringLiteral("nodeTabs"))->currentIndex() == int(tab);
    }
    void typeDraft(const std::string& text)
    {
        editor()->setFocus();
        type(text);
        tree()->setFocus();
        ASSERT_TRUE(node()->isDirty());
    }
    /// Looks for "one", which is there twice, and goes on from there.
    bool finds(const Run& run)
    {
        const auto* said = find<TextLabel>("findStatus");
        press(keyOf("node.find"));
        press(Qt::Key_A, Qt::ControlModifier);
        type("one");
        const auto hits = [said] { return said->text().toStdString(); };
        const bool found = spinUntil(
            [&] { return hits().find("of 2") != std::string::npos || hits() == "2 found"; });
        const std::string before = hits();
        tree()->setFocus();
        run();
        const bool went = spinUntil(
            [&] { return hits() != before && hits().find("of 2") != std::string::npos; });
        EXPECT_TRUE(found && went) << before << ", then " << hits();
        return found && went;
    }
    /// With one more connection, which is active then; it is closed again.
    bool withASecond(
        const std::string& servers, const std::function<bool()>& check, bool readOnly = false)
    {
        ConnectionProfile profile;
        profile.servers = QString::fromStdString(servers);
        profile.sessionTimeout = 4s;
        profile.openReadOnly = readOnly;
        m_window->openConnection(profile);
        WorkspacePage* second = m_window->workspace();
        EXPECT_NE(second, m_home);
        const bool connected = spinUntil([&] { return node()->phase() == NodePhase::ready; });
        second->treeView()->focusTree();
        const bool good = connected && check();
        ConnectionDeck* deck = m_window->connections();
        for (WorkspacePage* each : QList<WorkspacePage*>(deck->pages())) {
            if (each != m_home)
                deck->remove(each);
        }
        deck->activate(m_home);
        return good;
    }
    void addGo(std::map<std::string, Check>& checks);
    void addNode(std::map<std::string, Check>& checks);
    void addChange(std::map<std::string, Check>& checks);
    void addTree(std::map<std::string, Check>& checks);
    void addView(std::map<std::string, Check>& checks);
    void addPages(std::map<std::string, Check>& checks);
    void addConnections(std::map<std::string, Check>& checks);
    void addSessions(std::map<std::string, Check>& checks);
    void addWindow(std::map<std::string, Check>& checks);
    void addLook(std::map<std::string, Check>& checks);

    WorkspacePage* m_home = nullptr;
};

void CatalogueOnServers::addGo(std::map<std::string, Check>& checks)
{
    checks["go.path"] = [this](const Run& run) {
        run();
        const bool there = hasFocus("pathLine");
        press(Qt::Key_Escape);
        return there && !find<QWidget>("pathLine")->isVisible();
    };
    checks["go.up"] = [this](const Run& run) {
        run();
        return spinUntil([&] { return shows(m_root.text()); });
    };
    checks["go.back"] = [this](const Run& run) {
        visit(below("b"));
        run();
        return spinUntil([&] { return shows(below("a").text()); });
    };
    checks["go.forward"] = [this](const Run& run) {
        visit(below("b"));
        press(keyOf("go.back"));
        const bool back = spinUntil([&] { return shows(below("a").text()); });
        run();
        return back && spinUntil([&] { return shows(below("b").text()); });
    };
}

void CatalogueOnServers::addNode(std::map<std::string, Check>& checks)
{
    checks["node.save"] = [this](const Run& run) {
        const std::string before = shownText();
        typeDraft("saved ");
        run();
        return spinUntil([&] { return stored(below("a")) == "saved " + before; });
    };
    checks["node.revert"] = [this](const Run& run) {
        const std::string before = shownText();
        typeDraft("dropped ");
        run();
        return spinUntil([&] { return !node()->isDirty() && shownText() == before; });
    };
    checks["node.refresh"] = [this](const Run& run) { return asks(run, "getData"); };
    checks["node.find"] = [this](const Run& run) {
        run();
        return hasFocus("findField");
    };
    checks["node.findNext"] = [this](const Run& run) { return finds(run); };
    checks["node.findPrevious"] = [this](const Run& run) { return finds(run); };
    checks["node.watch"] = [this](const Run& run) {
        return toggles(run,
            [this] { return row(below("a")).data(ZnodeTreeModel::WatchedRole).toBool(); });
    };
    checks["node.bookmark"] = [this](const Run& run) {
        return toggles(run, [this] { return page().marks()->isBookmarked(below("a")); });
    };
    checks["node.copyPath"] = [this](const Run& run) {
        QApplication::clipboard()->clear();
        run();
        return QApplication::clipboard()->text().toStdString() == below("a").text();
    };
}

void CatalogueOnServers::addChange(std::map<std::string, Check>& checks)
{
    checks["node.new"] = [this](const Run& run) { return opens<NewNodeDialog>(run); };
    checks["node.delete"] = [this](const Run& run) { return opens<DeleteDialog>(run); };
    const auto titled = [](const char* word) {
        return [word](const TransferDialog& dialog) {
            return dialog.windowTitle().contains(QLatin1String(word));
        };
    };
    checks["node.duplicate"] = [this, titled](const Run& run) {
        return opens<TransferDialog>(run, titled("Duplicate"));
    };
    checks["node.move"] = [this, titled](const Run& run) {
        return opens<TransferDialog>(run, titled("Move"));
    };
}

void CatalogueOnServers::addTree(std::map<std::string, Check>& checks)
{
    checks["tree.filter"] = [this](const Run& run) {
        run();
        const bool there = hasFocus("treeFilter");
        press(Qt::Key_Escape);
        return there && tree()->hasFocus();
    };
    checks["tree.refresh"] = [this](const Run& run) { return asks(run, "getChildren"); };
    checks["tree.collapse"] = [this](const Run& run) {
        const bool before = tree()->isExpanded(row(m_root));
        run();
        return before && !tree()->isExpanded(row(m_root)) && tree()->isExpanded(row(Path()));
    };
    const auto sorts = [this](TreeSort by) {
        return [this, by](const Run& run) {
            model()->setSort(by == TreeSort::name ? TreeSort::size : TreeSort::name, false);
            run();
            return model()->sortOrder() == by && !model()->isReversed();
        };
    };
    checks["tree.sortNatural"] = sorts(TreeSort::natural);
    checks["tree.sortName"] = sorts(TreeSort::name);
    checks["tree.sortChanged"] = sorts(TreeSort::changed);
    checks["tree.sortSize"] = sorts(TreeSort::size);
    checks["tree.sortChildren"] = sorts(TreeSort::children);
    checks["tree.sortReversed"] = [this](const Run& run) {
        model()->setSort(TreeSort::name, false);
        return toggles(run, [this] {
            return rowsOf(m_root) == std::vector<std::string>{"b", "a"};
        });
    };
}

void CatalogueOnServers::addView(std::map<std::string, Check>& checks)
{
    const auto tab = [this](Tab which) {
        return [this, which](const Run& run) { return showsTab(run, which); };
    };
    checks["view.data"] = tab(Tab::data);
    checks["view.acl"] = tab(Tab::acl);
    checks["view.children"] = tab(Tab::children);
    checks["view.watches"] = tab(Tab::watches);
    checks["view.history"] = tab(Tab::history);
    const auto panel = [this](const char* dock) {
        return [this, dock](const Run& run) {
            const auto shown = [this, dock] {
                return page().findChild<QWidget*>(QLatin1String(dock))->isVisible();
            };
            return toggles(run, shown);
        };
    };
    checks["view.tree"] = panel("treeDock");
    checks["view.inspector"] = panel("inspectorDock");
    checks["view.bottom"] = panel("bottomDock");
    checks["view.events"] = [this](const Run& run) {
        press(keyOf("view.bottom"));
        const auto* events = find<QTableView>("events");
        const bool hidden = !events->isVisible();
        run();
        return hidden && events->isVisible();
    };
    const auto pane = [this](const char* from, const char* to) {
        return [this, from, to](const Run& run) {
            const auto within = [this](const char* name) {
                const auto* area = page().findChild<QWidget*>(QLatin1String(name));
                return area && area->isAncestorOf(QApplication::focusWidget());
            };
            const bool before = within(from);
            run();
            return before && within(to);
        };
    };
    checks["view.nextPane"] = pane("treeDock", "nodeView");
    checks["view.previousPane"] = pane("treeDock", "rail");
}

void CatalogueOnServers::addPages(std::map<std::string, Check>& checks)
{
    checks["view.cluster"] = [this](const Run& run) {
        run();
        const QWidget* cluster = page().clusterPage();
        const QWidget* focus = QApplication::focusWidget();
        return cluster && cluster->isVisible()
            && (cluster == focus || cluster->isAncestorOf(focus));
    };
    checks["view.browse"] = [this](const Run& run) {
        press(keyOf("view.cluster"));
        const bool away = !tree()->isVisible();
        run();
        return away && tree()->isVisible() && tree()->hasFocus();
    };
    checks["cluster.play"] = [this](const Run& run) {
        press(keyOf("view.cluster"));
        return toggles(run, [this] { return page().clusterPage()->playback()->isPlaying(); });
    };
    const auto steps = [this](const Run& run) {
        press(keyOf("view.cluster"));
        Playback* playback = page().clusterPage()->playback();
        playback->play();
        run();
        return !playback->isPlaying(); // A step goes from one event to another: time stands.
    };
    checks["cluster.back"] = steps;
    checks["cluster.on"] = steps;
}

void CatalogueOnServers::addConnections(std::map<std::string, Check>& checks)
{
    const auto twice = [](const std::string& servers) { return servers + "," + servers; };
    const auto second = [this, twice](const std::function<bool()>& check) {
        return withASecond(twice(address()), check);
    };
    const auto steps = [this, second](const Run& run) {
        return second([&] {
            run();
            return m_window->workspace() == m_home;
        });
    };
    checks["connection.next"] = steps;
    checks["connection.previous"] = steps;
    checks["connection.beside"] = [this, second](const Run& run) {
        return second([&] {
            return toggles(run, [this] { return m_home->isVisible() && page().isVisible(); });
        });
    };
    checks["connection.disconnect"] = [this, second](const Run& run) {
        return second([&] {
            run();
            return m_window->workspace() == m_home && m_window->connections()->pages().size() == 1;
        });
    };
    checks["connection.lock"] = [this, twice](const Run& run) {
        return withASecond(
            twice(twice(address())),
            [&] {
                const bool locked = status("statusWrites") == "Read-only";
                return locked && opens<UnlockDialog>(run);
            },
            true);
    };
    checks["connection.connect"] = [this](const Run& run) { return opens<ConnectionDialog>(run); };
    checks["connection.start"] = [this](const Run& run) {
        run();
        const bool there = !m_window->workspace() && find<QWidget>("connections")->isVisible();
        m_window->openConnection(m_home->profile());
        return there && m_window->workspace() == m_home;
    };
}

void CatalogueOnServers::addSessions(std::map<std::string, Check>& checks)
{
    const auto state = [this](SessionState wanted) {
        return spinUntil([&] { return client()->status().state == wanted; });
    };
    checks["connection.session"] = [this](const Run& run) { return opens<SessionDialog>(run); };
    checks["connection.retry"] = [this, state](const Run& run) {
        test::Relay way(port());
        return withASecond(way.address(), [&] {
            way.bar();
            const bool lost = state(SessionState::reconnecting);
            const bool open = way.open();
            run();
            return lost && open && state(SessionState::connected);
        });
    };
    checks["connection.newSession"] = [this, state](const Run& run) {
        test::ApacheServer::Options quick = options();
        quick.tickTimeMs = 500; // Sessions may be as short as two ticks.
        test::ApacheServer server(quick);
        EXPECT_TRUE(server.start());
        ClientOptions options;
        options.servers = *ConnectString::parse(server.address());
        const auto other = Client::connectTo(options);
        test::Relay way(server.port());
        return withASecond(way.address(), [&] {
            const SessionId before = client()->status().sessionId;
            const Path lease("/lease");
            EXPECT_TRUE(await(client()->create(lease, {}, CreateMode::ephemeral)));
            QSignalSpy gone(other.get(), &Client::watchFired);
            EXPECT_TRUE(await(other->exists(lease, Watch::yes)));
            way.bar();
            const bool lost = spinUntil([&] { return !gone.isEmpty(); }) && way.open()
                && state(SessionState::expired);
            run();
            return lost && state(SessionState::connected)
                && client()->status().sessionId != before;
        });
    };
}

void CatalogueOnServers::addWindow(std::map<std::string, Check>& checks)
{
    checks["window.palette"] = [this](const Run& run) {
        run();
        const auto* palette = find<CommandPalette>("commandPalette");
        const bool there = palette->isVisible() && hasFocus("paletteField");
        press(Qt::Key_Escape);
        return there && !palette->isVisible() && tree()->hasFocus();
    };
    checks["window.keys"] = [this](const Run& run) { return opens<KeyboardSheet>(run); };
    checks["window.preferences"] = [this](const Run& run) { return opens<PreferencesDialog>(run); };
    const auto leavesLessons = [this] {
        const bool there = m_window->findChild<LessonsPage*>()->isVisible();
        m_window->openConnection(m_home->profile());
        return there;
    };
    checks["window.lessons"] = [this, leavesLessons](const Run& run) {
        return opens<LessonPicker>(run) && leavesLessons();
    };
    checks["window.recording"] = [this, leavesLessons](const Run& run) {
        return opens<QFileDialog>(run) && leavesLessons();
    };
    checks["window.journal"] = [this](const Run& run) {
        const FolderOpener files;
        EXPECT_TRUE(await(client()->setData(below("b"), toBytes("told"), anyVersion)));
        EXPECT_TRUE(spinUntil([&] { return QFile::exists(m_window->journal()->file()); }));
        run();
        return files.opened == QList{QUrl::fromLocalFile(m_window->journal()->folder())};
    };
    checks["window.quit"] = [this](const Run& run) {
        run();
        return !m_window->isVisible();
    };
}

void CatalogueOnServers::addLook(std::map<std::string, Check>& checks)
{
    const auto theme = [this](ThemeMode mode) {
        return [this, mode](const Run& run) {
            m_window->setThemeMode(mode == ThemeMode::dark ? ThemeMode::light : ThemeMode::dark);
            run();
            const bool looksSo
                = mode == ThemeMode::system || m_theme.isDark() == (mode == ThemeMode::dark);
            return m_theme.mode() == mode && looksSo;
        };
    };
    checks["window.themeSystem"] = theme(ThemeMode::system);
    checks["window.themeLight"] = theme(ThemeMode::light);
    checks["window.themeDark"] = theme(ThemeMode::dark);
    const auto language = [this](const char* wanted, const char* other, const char* word) {
        return [this, wanted, other, word](const Run& run) {
            m_window->setLanguage(QLatin1String(other));
            run();
            const auto* tabs = page().findChild<QTabBar*>(QStringLiteral("nodeTabs"));
            return m_languages.current() == QLatin1String(wanted)
                && spinUntil([&] { return tabs->tabText(0) == QString::fromUtf8(word); });
        };
    };
    checks["window.chinese"] = language("zh_CN", "en", "数据");
    checks["window.english"] = language("en", "zh_CN", "Data");
}

TEST_P(CatalogueOnServers, EachActionDoesWhatItIsCalledByEachOfItsKeysOrByThePalette)
{
    std::map<std::string, Check> checks;
    addGo(checks);
    addNode(checks);
    addChange(checks);
    addTree(checks);
    addView(checks);
    addPages(checks);
    addConnections(checks);
    addSessions(checks);
    addWindow(checks);
    addLook(checks);
    for (const auto& [id, check] : checks)
        EXPECT_NE(findActionInfo(QString::fromStdString(id)), nullptr) << id << " is no action";
    ASSERT_STREQ(actionCatalogue().back().id, "window.quit") << "nothing can be pressed after it";
    for (const ActionInfo& info : actionCatalogue()) {
        const auto check = checks.find(info.id);
        EXPECT_NE(check, checks.end()) << "nothing here presses the keys of " << info.id;
        if (check == checks.end())
            continue;
        for (const auto& [way, run] : waysOf(info)) {
            SCOPED_TRACE(std::string(info.id) + " by " + way);
            rest();
            ASSERT_FALSE(HasFatalFailure());
            EXPECT_TRUE(check->second(run))
                << "at " << (m_window->workspace() ? node()->path().text() : "the start page")
                << ", told: " << (m_window->workspace() ? toast() : std::string());
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Servers, CatalogueOnServers, testing::Values(Kind::ours, Kind::apache),
    [](const auto& each) { return each.param == Kind::ours ? "ours" : "apache"; });

} // namespace
} // namespace zs::ui

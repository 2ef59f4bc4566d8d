// SPDX-License-Identifier: GPL-3.0-or-later
// Every key of the keyboard map does its thing, and the sheet and the palette list just these.
#include "tests/support/picture.h"
#include "tests/ui/mainwindow/main_window_fixture.h"
#include "ui/cluster/cluster_page.h"
#include "ui/cluster/playback.h"
#include "ui/common/text_label.h"
#include "ui/common/toast.h"
#include "ui/mainwindow/action_registry.h"
#include "ui/mainwindow/command_palette.h"
#include "ui/mainwindow/connection_deck.h"
#include "ui/mainwindow/keyboard_sheet.h"
#include "ui/mainwindow/preferences_dialog.h"
#include "ui/mainwindow/workspace_frame.h"
#include "ui/node/data_editor.h"
#include "ui/node/delete_dialog.h"
#include "ui/node/new_node_dialog.h"
#include "ui/node/node_view.h"
#include "ui/node/transfer_dialog.h"
#include "ui/tree/node_marks.h"
#include "ui/tree/znode_tree_model.h"
#include "ui/tree/znode_tree_view.h"

#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTest>
#include <QTreeView>

#include <gmock/gmock.h>

#include <map>
#include <set>

namespace zs::ui {
namespace {

using test::spinUntil;
using Panel = WorkspaceFrame::Panel;
using Tab = NodeView::Tab;

class Keyboard : public MainWindowTest {
protected:
    void SetUp() override
    {
        MainWindowTest::SetUp();
        connectTo(QStringLiteral("a:2181"));
        go("/config/app");
        m_tree = find<QTreeView>(QStringLiteral("znodeTree"));
        m_tree->setFocus();
    }
    void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : m_window.get(), Qt::Key(key), modifiers);
    }
    /// The keys of an action as they stand in the registry.
    void pressKeysOf(const QString& id)
    {
        const QKeyCombination keys = action(id).keys.front()[0];
        press(keys.key(), keys.keyboardModifiers());
    }
    const Action& action(const QString& id) const
    {
        const Action* own = m_window->actions()->find(id);
        return own ? *own : *m_window->workspace()->actions()->find(id);
    }
    std::vector<const Action*> keyed() const
    {
        std::vector<const Action*> all;
        for (ActionRegistry* registry :
            {m_window->workspace()->actions(), m_window->actions()}) {
            for (const Action& one : registry->actions()) {
                if (!one.keys.isEmpty())
                    all.push_back(&one);
            }
        }
        return all;
    }
    template <class Dialog>
    bool opensAndCloses()
    {
        auto* dialog = m_window->findChild<Dialog*>();
        if (!dialog || !dialog->isVisible())
            return false;
        dialog->reject();
        delete dialog;
        return true;
    }
    WorkspacePage& page() const { return *m_window->workspace(); }
    bool shows(const char* path) const
    {
        return spinUntil([&] { return shownPath() == path; });
    }
    bool togglesPanel(const char* id, Panel panel)
    {
        const bool before = page().frame()->isPanelShown(panel);
        pressKeysOf(QLatin1String(id));
        const bool between = page().frame()->isPanelShown(panel);
        pressKeysOf(QLatin1String(id));
        return before && !between && page().frame()->isPanelShown(panel);
    }
    bool showsTab(const char* id, Tab tab)
    {
        pressKeysOf(QLatin1String(id));
        return find<NodeView>(QStringLiteral("nodeView"))->currentTab() == tab;
    }
    /// Whether the keys go to a hit in `text` which the bar then calls `status`.
    bool finds(const char* id, const char* text, const char* status)
    {
        const auto atRest = [this] {
            return m_fake->pendingCount() == 0 && page().controller()->phase() == NodePhase::ready;
        };
        EXPECT_TRUE(spinUntil(atRest)); // What is read twice is shown twice.
        m_fake->put(Path("/config/app"), text);
        auto* editor = find<DataEditor>(QStringLiteral("dataEditor"));
        const auto* said = find<TextLabel>(QStringLiteral("findStatus"));
        find<NodeView>(QStringLiteral("nodeView"))->find();
        find<QLineEdit>(QStringLiteral("findField"))->setText(QStringLiteral("-"));
        const bool found = spinUntil([&] {
            const QString words = said->text();
            return atRest() && editor->data() == toBytes(text)
                && (words == "1 of 2" || words == "2 found");
        });
        editor->selectBytes({0, 0});
        QApplication::setActiveWindow(m_window.get()); // A dialog that went gave it up meanwhile.
        m_tree->setFocus();
        pressKeysOf(QLatin1String(id));
        const bool went = spinUntil([&] { return said->text() == QLatin1String(status); });
        EXPECT_TRUE(went) << said->text().toStdString() << " selected "
                          << editor->selectedBytes().from << ' ' << editor->selectedBytes().size;
        return found && went;
    }
    using Checks = std::map<QString, std::function<bool()>>;
    void addGoChecks(Checks& checks);
    void addNodeChecks(Checks& checks);
    void addViewChecks(Checks& checks);
    void addClusterChecks(Checks& checks);
    void addWindowChecks(Checks& checks);
    void addConnectionChecks(Checks& checks);
    bool withASecond(const std::function<bool(WorkspacePage* first)>& check);

    QTreeView* m_tree = nullptr;
};

void Keyboard::addGoChecks(Checks& checks)
{
    checks["go.path"] = [this] {
        pressKeysOf("go.path");
        auto* line = find<QLineEdit>(QStringLiteral("pathLine"));
        const bool shown = line->isVisible() && line->hasFocus();
        QTest::keyClick(line, Qt::Key_Escape);
        return shown && !line->isVisible();
    };
    checks["go.up"] = [this] {
        pressKeysOf("go.up");
        return shows("/config");
    };
    checks["go.back"] = [this] {
        go("/brokers");
        pressKeysOf("go.back");
        return shows("/config/app");
    };
    checks["go.forward"] = [this] {
        go("/brokers");
        pressKeysOf("go.back");
        const bool back = shows("/config/app");
        pressKeysOf("go.forward");
        return back && shows("/brokers");
    };
}

void Keyboard::addNodeChecks(Checks& checks)
{
    checks["node.save"] = [this] {
        page().controller()->edit(toBytes("typed"));
        pressKeysOf("node.save");
        return spinUntil([&] { return m_fake->tree().text(Path("/config/app")) == "typed"; });
    };
    checks["node.find"] = [this] {
        pressKeysOf("node.find");
        return find<QLineEdit>(QStringLiteral("findField"))->hasFocus();
    };
    checks["node.findNext"] = [this] { return finds("node.findNext", "a-b-c", "1 of 2"); };
    checks["node.findPrevious"]
        = [this] { return finds("node.findPrevious", "d-e-f", "2 of 2, wrapped"); };
    checks["node.refresh"] = [this] {
        const int before = m_fake->calls(OpCode::getData);
        pressKeysOf("node.refresh");
        return spinUntil([&] { return m_fake->calls(OpCode::getData) > before; });
    };
    checks["tree.refresh"] = [this] {
        go("/config");
        const int before = m_fake->calls(OpCode::getChildren2);
        pressKeysOf("tree.refresh");
        return spinUntil([&] { return m_fake->calls(OpCode::getChildren2) > before; });
    };
    checks["node.new"] = [this] {
        pressKeysOf("node.new");
        return opensAndCloses<NewNodeDialog>();
    };
    checks["node.delete"] = [this] {
        pressKeysOf("node.delete");
        return opensAndCloses<DeleteDialog>();
    };
    checks["node.move"] = [this] {
        pressKeysOf("node.move");
        return opensAndCloses<TransferDialog>();
    };
    checks["node.watch"] = [this] {
        const auto watched = [this] {
            const QModelIndex row = page().treeModel()->indexOf(Path("/config/app"));
            return row.data(ZnodeTreeModel::WatchedRole).toBool();
        };
        pressKeysOf("node.watch");
        const bool on = watched();
        pressKeysOf("node.watch");
        return on && !watched();
    };
    checks["node.bookmark"] = [this] {
        pressKeysOf("node.bookmark");
        const bool on = page().marks()->isBookmarked(Path("/config/app"));
        pressKeysOf("node.bookmark");
        return on && page().marks()->bookmarks().empty();
    };
    checks["node.copyPath"] = [this] {
        QApplication::clipboard()->clear();
        pressKeysOf("node.copyPath");
        return QApplication::clipboard()->text() == QStringLiteral("/config/app");
    };
    checks["tree.filter"] = [this] {
        pressKeysOf("tree.filter");
        auto* filter = find<QLineEdit>(QStringLiteral("treeFilter"));
        const bool focused = filter->hasFocus();
        press(Qt::Key_Escape);
        return focused && m_tree->hasFocus();
    };
}

void Keyboard::addViewChecks(Checks& checks)
{
    checks["view.data"] = [this] { return showsTab("view.data", Tab::data); };
    checks["view.acl"] = [this] { return showsTab("view.acl", Tab::acl); };
    checks["view.children"] = [this] { return showsTab("view.children", Tab::children); };
    checks["view.watches"] = [this] { return showsTab("view.watches", Tab::watches); };
    checks["view.history"] = [this] { return showsTab("view.history", Tab::history); };
    checks["view.tree"] = [this] { return togglesPanel("view.tree", Panel::tree); };
    checks["view.inspector"] = [this] { return togglesPanel("view.inspector", Panel::inspector); };
    checks["view.bottom"] = [this] { return togglesPanel("view.bottom", Panel::bottom); };
    checks["view.cluster"] = [this] {
        pressKeysOf("view.cluster");
        const bool shown = page().frame()->page() == WorkspaceFrame::Page::cluster;
        page().frame()->showPage(WorkspaceFrame::Page::browse);
        return shown;
    };
    checks["view.browse"] = [this] {
        page().showCluster();
        pressKeysOf("view.browse");
        return page().frame()->page() == WorkspaceFrame::Page::browse && m_tree->hasFocus();
    };
    const auto pane = [this](const char* id, const char* other) {
        QWidget* before = QApplication::focusWidget();
        pressKeysOf(QLatin1String(id));
        QWidget* between = QApplication::focusWidget();
        pressKeysOf(QLatin1String(other));
        return between != before
            && page().treeView()->isAncestorOf(QApplication::focusWidget());
    };
    checks["view.nextPane"] = [pane] { return pane("view.nextPane", "view.previousPane"); };
    checks["view.previousPane"] = [pane] { return pane("view.previousPane", "view.nextPane"); };
}

void Keyboard::addClusterChecks(Checks& checks)
{
    checks["cluster.play"] = [this] {
        page().showCluster();
        Playback* playback = page().clusterPage()->playback();
        const bool before = playback->isPlaying();
        pressKeysOf("cluster.play");
        return playback->isPlaying() != before;
    };
    const auto steps = [this](const char* id) {
        page().showCluster();
        Playback* playback = page().clusterPage()->playback();
        playback->play();
        pressKeysOf(QLatin1String(id));
        return !playback->isPlaying(); // A step is from one event to the next, so time stands.
    };
    checks["cluster.back"] = [steps] { return steps("cluster.back"); };
    checks["cluster.on"] = [steps] { return steps("cluster.on"); };
}

/// With one more connection open, which is active; it is closed again.
bool Keyboard::withASecond(const std::function<bool(WorkspacePage* first)>& check)
{
    WorkspacePage* first = &page();
    test::FakeClient* fake = m_fake;
    m_window->openConnection({.servers = QStringLiteral("b:2181")});
    WorkspacePage* second = &page();
    const bool good = second != first && check(first);
    if (m_window->connections()->find(second->profile().id))
        m_window->connections()->remove(second);
    m_window->connections()->activate(first);
    m_fake = fake;
    return good;
}

void Keyboard::addConnectionChecks(Checks& checks)
{
    const auto steps = [this](const char* id) {
        return withASecond([this, id](WorkspacePage* first) {
            pressKeysOf(QLatin1String(id));
            return m_window->workspace() == first;
        });
    };
    checks["connection.next"] = [steps] { return steps("connection.next"); };
    checks["connection.previous"] = [steps] { return steps("connection.previous"); };
    checks["connection.beside"] = [this] {
        return withASecond([this](WorkspacePage* first) {
            pressKeysOf("connection.beside");
            return first->isVisible() && page().isVisible();
        });
    };
    checks["connection.disconnect"] = [this] {
        return withASecond([this](WorkspacePage* first) {
            m_window->connections()->activate(first); // The second is the one that may go.
            pressKeysOf("connection.next");
            pressKeysOf("connection.disconnect");
            return m_window->connections()->pages().size() == 1;
        });
    };
    checks["connection.start"] = [this] {
        pressKeysOf("connection.start");
        const bool shown = !m_window->workspace();
        m_window->openConnection(m_window->connections()->active()->profile());
        return shown && m_window->workspace();
    };
}

void Keyboard::addWindowChecks(Checks& checks)
{
    checks["window.palette"] = [this] {
        pressKeysOf("window.palette");
        auto* palette = find<CommandPalette>(QStringLiteral("commandPalette"));
        const bool shown = palette->isVisible();
        press(Qt::Key_Escape);
        return shown && !palette->isVisible() && m_tree->hasFocus();
    };
    checks["window.keys"] = [this] {
        pressKeysOf("window.keys");
        return opensAndCloses<KeyboardSheet>();
    };
    checks["window.preferences"] = [this] {
        pressKeysOf("window.preferences");
        return opensAndCloses<PreferencesDialog>();
    };
    addConnectionChecks(checks);
    checks["window.quit"] = [this] {
        pressKeysOf("window.quit");
        return !m_window->isVisible();
    };
}

TEST_F(Keyboard, EveryKeyInTheRegistryDoesItsThing)
{
    Checks checks;
    addGoChecks(checks);
    addNodeChecks(checks);
    addViewChecks(checks);
    addClusterChecks(checks);
    addWindowChecks(checks);
    std::set<QString> known;
    for (const Action* one : keyed())
        known.insert(one->id);
    for (const auto& [id, check] : checks)
        EXPECT_TRUE(known.contains(id)) << id.toStdString() << " has lost its keys";
    for (const QString& id : known) {
        if (id == QStringLiteral("window.quit"))
            continue; // Last.
        ASSERT_TRUE(checks.contains(id)) << "no test presses the keys of " << id.toStdString();
        go("/config/app");
        page().frame()->showPage(WorkspaceFrame::Page::browse);
        QApplication::setActiveWindow(m_window.get()); // A dialog had it, which is gone.
        m_tree->setFocus();
        EXPECT_TRUE(checks[id]()) << id.toStdString();
    }
    page().frame()->showPage(WorkspaceFrame::Page::browse);
    QApplication::setActiveWindow(m_window.get());
    m_tree->setFocus();
    EXPECT_TRUE(checks[QStringLiteral("window.quit")]());
}

/// The map of the design, without the pages and features that are not there yet.
TEST_F(Keyboard, TheDesignsMapIsTheRegistrys)
{
    const std::map<QString, QString> map{{"Ctrl+K", "window.palette"}, {"?", "window.keys"},
        {"Ctrl+L", "go.path"},
        {"Ctrl+S", "node.save"}, {"Ctrl+F", "node.find"}, {"F5", "node.refresh"},
        {"Shift+F5", "tree.refresh"},
        {"Ctrl+N", "node.new"}, {"Del", "node.delete"}, {"Alt+Left", "go.back"},
        {"Alt+Right", "go.forward"}, {"Alt+Up", "go.up"}, {"Alt+1", "view.data"},
        {"Alt+2", "view.acl"}, {"Alt+3", "view.children"}, {"Alt+4", "view.watches"},
        {"Alt+5", "view.history"}, {"Ctrl+1", "view.browse"}, {"Ctrl+2", "view.cluster"},
        {"Ctrl+J", "view.bottom"}, {"Ctrl+B", "view.tree"}, {"Ctrl+I", "view.inspector"},
        {"/", "tree.filter"}, {"Ctrl+W", "node.watch"}, {"Ctrl+Shift+C", "node.copyPath"},
        {"F6", "view.nextPane"}, {"Shift+F6", "view.previousPane"}, {"Space", "cluster.play"},
        {",", "cluster.back"}, {".", "cluster.on"}};
    for (const auto& [keys, id] : map) {
        const QKeySequence wanted = QKeySequence::fromString(keys, QKeySequence::PortableText);
        EXPECT_TRUE(action(id).keys.contains(wanted)) << keys.toStdString();
    }
}

TEST_F(Keyboard, TheSheetListsEveryKeyOfTheRegistriesAndFollowsTheLanguage)
{
    press(Qt::Key_F1);
    auto* sheet = find<KeyboardSheet>(QStringLiteral("keyboardSheet"));
    ASSERT_TRUE(sheet->isVisible());
    test::picture(*sheet, "keyboard-sheet");
    for (const Action* one : keyed()) {
        const auto* line = sheet->findChild<QWidget*>(QStringLiteral("keys:") + one->id);
        ASSERT_NE(line, nullptr) << one->id.toStdString();
        QStringList keys;
        for (const QKeySequence& each : one->keys)
            keys << each.toString(QKeySequence::NativeText);
        const QString told
            = QStringLiteral("%1: %2").arg(one->name(), keys.join(QStringLiteral(", ")));
        EXPECT_EQ(line->accessibleName(), told);
        const auto* area = sheet->findChild<QScrollArea*>(QStringLiteral("keyboardSheetArea"));
        const QRect place(line->mapTo(area->viewport(), QPoint()), line->size());
        EXPECT_TRUE(area->viewport()->rect().contains(place)) << told.toStdString();
    }
    m_window->setLanguage(QStringLiteral("zh_CN"));
    QApplication::processEvents();
    EXPECT_EQ(sheet->windowTitle(), QStringLiteral("键盘"));
    test::savePicture(*sheet, QStringLiteral("keyboard-sheet-zh"));
    auto* close = sheet->findChild<QPushButton*>(QStringLiteral("cancel"));
    EXPECT_EQ(close->text(), QStringLiteral("关闭"));
    QTest::keyClick(sheet, Qt::Key_Escape);
    EXPECT_FALSE(sheet->isVisible());
}

TEST_F(Keyboard, AQuestionMarkOpensTheSheetWhereItIsNoText)
{
    // Where a keyboard needs Shift for it, the platform tells Qt both; the offscreen one does not.
    press(Qt::Key_Question);
    EXPECT_TRUE(opensAndCloses<KeyboardSheet>());
    QApplication::setActiveWindow(m_window.get());
    auto* filter = find<QLineEdit>(QStringLiteral("treeFilter"));
    filter->setFocus();
    QTest::keyClick(filter, '?');
    EXPECT_EQ(filter->text(), QStringLiteral("?"));
    filter->clear();
    auto* editor = find<DataEditor>(QStringLiteral("dataEditor"));
    editor->setFocus();
    QTest::keyClick(editor, '?');
    EXPECT_TRUE(page().controller()->isDirty());
    m_fake->put(Path("/void"), "");
    go("/void");
    auto* empty = find<QWidget>(QStringLiteral("noData"));
    ASSERT_TRUE(spinUntil([&] { return empty->isVisible(); }));
    empty->setFocus();
    QTest::keyClick(empty, '?');
    EXPECT_TRUE(page().controller()->isDirty()) << "what is typed over no data becomes data";
    EXPECT_FALSE(opensAndCloses<KeyboardSheet>());
}

TEST_F(Keyboard, KeysOfWhatIsImpossibleTellTheReason)
{
    auto* toast = m_window->workspace()->findChild<Toast*>();
    pressKeysOf("node.save");
    EXPECT_TRUE(toast->isVisible());
    EXPECT_EQ(toast->text(), QStringLiteral("There is nothing to save."));
    go("/");
    pressKeysOf("go.up");
    EXPECT_EQ(toast->text(), QStringLiteral("The root has no parent."));
    m_fake->setState(SessionState::reconnecting);
    pressKeysOf("node.new");
    EXPECT_EQ(toast->text(), QStringLiteral("Writes are held until the connection is back."));
    EXPECT_EQ(m_window->findChild<NewNodeDialog*>(), nullptr);
}

TEST_F(Keyboard, WorkWhereTheFocusIsInTheEditorToo)
{
    auto* editor = find<DataEditor>(QStringLiteral("dataEditor"));
    editor->setFocus();
    pressKeysOf("node.bookmark"); // Scintilla would duplicate the line.
    EXPECT_TRUE(page().marks()->isBookmarked(Path("/config/app")));
    pressKeysOf("node.watch");
    EXPECT_FALSE(page().controller()->isDirty());
    pressKeysOf("window.palette");
    EXPECT_TRUE(find<CommandPalette>(QStringLiteral("commandPalette"))->isVisible());
    press(Qt::Key_Escape);
    EXPECT_TRUE(editor->hasFocus());
    QTest::keyClicks(editor, QStringLiteral("/,."));
    EXPECT_TRUE(page().controller()->isDirty()) << "letters are typed, they are no commands";
    EXPECT_EQ(page().frame()->page(), WorkspaceFrame::Page::browse);
}

} // namespace
} // namespace zs::ui

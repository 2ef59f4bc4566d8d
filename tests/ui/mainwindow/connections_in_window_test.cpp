// SPDX-License-Identifier: GPL-3.0-or-later
// Several connections in one window: each with its own session, tree, tabs and status.
#include "tests/support/picture.h"
#include "tests/ui/mainwindow/main_window_fixture.h"
#include "ui/common/preferences.h"
#include "ui/common/toast.h"
#include "ui/mainwindow/command_palette.h"
#include "ui/mainwindow/connection_deck.h"
#include "ui/mainwindow/connection_switcher.h"
#include "ui/mainwindow/connection_tabs.h"
#include "ui/mainwindow/palette_model.h"
#include "ui/mainwindow/top_bar.h"
#include "ui/mainwindow/unsaved_edits_dialog.h"
#include "ui/mainwindow/workspace_frame.h"
#include "ui/tree/znode_tree_view.h"

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QTest>
#include <QToolButton>

namespace zs::ui {
namespace {

using test::spinUntil;

class ConnectionsInWindow : public MainWindowTest {
protected:
    /// Opens one more; `m_fake` is its client then.
    WorkspacePage* open(const QString& name, Environment environment = Environment::staging)
    {
        ConnectionProfile profile;
        profile.name = name;
        profile.servers = name + QStringLiteral(":2181");
        profile.environment = environment;
        m_window->openConnection(profile);
        m_fake->setState(SessionState::connected);
        EXPECT_TRUE(spinUntil([&] { return shownPath() == "/"; }));
        return m_window->workspace();
    }
    ConnectionDeck& deck() const { return *m_window->connections(); }
    ConnectionTabBar& bar() const { return *find<ConnectionTabs>("connectionTabs")->bar(); }
    template <class T>
    static T* findIn(const QWidget* page, const char* name)
    {
        T* widget = page->findChild<T*>(QLatin1String(name));
        EXPECT_NE(widget, nullptr) << name;
        return widget;
    }
    void clickTab(int index) const
    {
        QTest::mouseClick(&bar(), Qt::LeftButton, {}, bar().tabRect(index).center());
    }
    void clickClose(int index) const
    {
        QTest::mouseClick(bar().tabButton(index, QTabBar::RightSide), Qt::LeftButton);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers) const
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : m_window.get(), key, modifiers);
    }
    /// A draft on /config/app of the active connection.
    void draft()
    {
        go("/config/app");
        m_window->workspace()->controller()->edit(toBytes("mine"));
    }
};

TEST_F(ConnectionsInWindow, ASecondOneOpensBesideTheFirstWhichStaysAsItWas)
{
    WorkspacePage* one = open(QStringLiteral("one"));
    const QPointer<test::FakeClient> first = m_fake;
    go("/config/app");
    EXPECT_FALSE(find<ConnectionTabs>("connectionTabs")->isVisible()) << "one needs no tabs";
    WorkspacePage* two = open(QStringLiteral("two"), Environment::production);
    ASSERT_NE(one, two);
    ASSERT_TRUE(first) << "its session lives";
    EXPECT_TRUE(find<ConnectionTabs>("connectionTabs")->isVisible());
    EXPECT_EQ(bar().count(), 2);
    EXPECT_TRUE(two->isVisible());
    EXPECT_FALSE(one->isVisible());
    EXPECT_EQ(one->path(), Path("/config/app"));
    EXPECT_EQ(two->path(), Path());
    EXPECT_TRUE(m_window->windowTitle().contains(QStringLiteral("two")));
    go("/brokers");
    EXPECT_EQ(one->path(), Path("/config/app"));
    test::picture(*m_window, "connections-tabs");
}

TEST_F(ConnectionsInWindow, TabsAndKeysSwitchAndTheTitleFollows)
{
    WorkspacePage* one = open(QStringLiteral("one"));
    WorkspacePage* two = open(QStringLiteral("two"));
    clickTab(0);
    EXPECT_EQ(m_window->workspace(), one);
    EXPECT_TRUE(one->isVisible() && !two->isVisible());
    EXPECT_TRUE(m_window->windowTitle().contains(QStringLiteral("one")));
    EXPECT_TRUE(one->isAncestorOf(QApplication::focusWidget()));
    press(Qt::Key_Tab, Qt::ControlModifier);
    EXPECT_EQ(m_window->workspace(), two);
    press(Qt::Key_Tab, Qt::ControlModifier);
    EXPECT_EQ(m_window->workspace(), one) << "after the last comes the first";
    press(Qt::Key_Backtab, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(m_window->workspace(), two);
    bar().setFocus();
    QTest::keyClick(&bar(), Qt::Key_Left);
    EXPECT_EQ(m_window->workspace(), one) << "arrow keys choose tabs";
}

TEST_F(ConnectionsInWindow, ShortcutsActOnTheOneThatIsSeen)
{
    using Panel = WorkspaceFrame::Panel;
    WorkspacePage* one = open(QStringLiteral("one"));
    WorkspacePage* two = open(QStringLiteral("two"));
    press(Qt::Key_J, Qt::ControlModifier);
    EXPECT_TRUE(one->frame()->isPanelShown(Panel::bottom));
    EXPECT_FALSE(two->frame()->isPanelShown(Panel::bottom));
    clickTab(0);
    press(Qt::Key_L, Qt::ControlModifier);
    EXPECT_TRUE(findIn<QLineEdit>(one, "pathLine")->isVisible());
}

TEST_F(ConnectionsInWindow, SwitcherListsWhatIsOpenAndWhatElseIsKnown)
{
    WorkspacePage* one = open(QStringLiteral("one"));
    open(QStringLiteral("two"));
    m_window->store()->save({.name = QStringLiteral("three"), .servers = QStringLiteral("c:1")});
    auto* menu = find<QMenu>(QStringLiteral("connectionsMenu"));
    QTest::mouseClick(
        m_window->workspace()->frame()->topBar()->switcher(), Qt::LeftButton);
    ASSERT_TRUE(menu->isVisible());
    QStringList checkable;
    QStringList others;
    for (const QAction* action : menu->actions()) {
        if (action->objectName().startsWith(QStringLiteral("connection:")))
            (action->isCheckable() ? checkable : others) << action->text();
    }
    EXPECT_EQ(checkable, (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
    EXPECT_EQ(others, QStringList{QStringLiteral("three")});
    menu->close();
    menu->findChild<QAction*>(QStringLiteral("connection:") + one->profile().id)->trigger();
    EXPECT_EQ(m_window->workspace(), one);
    EXPECT_EQ(deck().pages().size(), 2) << "no new session for what is open";
    EXPECT_EQ(m_asked.size(), 2U);
}

TEST_F(ConnectionsInWindow, OtherSettingsOfAnOpenOneGetANewSession)
{
    open(QStringLiteral("one"));
    const QPointer<test::FakeClient> before = m_fake;
    ConnectionProfile changed = m_window->workspace()->profile();
    changed.sessionTimeout = std::chrono::seconds(7);
    m_window->openConnection(changed);
    EXPECT_EQ(before, nullptr);
    EXPECT_EQ(deck().pages().size(), 1);
    ASSERT_EQ(m_asked.size(), 2U);
    EXPECT_EQ(m_asked[1].sessionTimeout, std::chrono::seconds(7));
}

TEST_F(ConnectionsInWindow, ClosingOneLeavesTheOthers)
{
    open(QStringLiteral("one"));
    const QPointer<test::FakeClient> first = m_fake;
    WorkspacePage* two = open(QStringLiteral("two"));
    open(QStringLiteral("three"));
    const QPointer<test::FakeClient> third = m_fake;
    clickClose(0);
    EXPECT_EQ(first, nullptr) << "its session ended";
    EXPECT_NE(third, nullptr);
    EXPECT_EQ(bar().count(), 2);
    press(Qt::Key_F4, Qt::ControlModifier);
    EXPECT_EQ(third, nullptr);
    ASSERT_EQ(m_window->workspace(), two);
    EXPECT_TRUE(two->isVisible());
    EXPECT_FALSE(bar().isVisible());
    press(Qt::Key_F4, Qt::ControlModifier);
    EXPECT_EQ(m_window->workspace(), nullptr);
    EXPECT_TRUE(find<QWidget>(QStringLiteral("startPage"))->isVisible());
    EXPECT_EQ(m_window->windowTitle(), QStringLiteral("Zooscope"));
}

TEST_F(ConnectionsInWindow, UnsavedEditsAreAskedForBeforeTheirConnectionGoes)
{
    open(QStringLiteral("one"));
    open(QStringLiteral("two"));
    draft();
    EXPECT_FALSE(bar().connections()[0].unsaved);
    EXPECT_TRUE(bar().connections()[1].unsaved);
    clickClose(1);
    auto* dialog = find<UnsavedEditsDialog>(QStringLiteral("unsavedEditsDialog"));
    ASSERT_TRUE(dialog->isVisible());
    test::picture(*dialog, "unsaved-edits");
    QTest::keyClick(dialog, Qt::Key_Return);
    EXPECT_EQ(deck().pages().size(), 2) << "Enter never loses edits";
    delete dialog;

    clickClose(1);
    dialog = find<UnsavedEditsDialog>(QStringLiteral("unsavedEditsDialog"));
    QTest::mouseClick(
        findIn<QPushButton>(dialog, "closeWithoutSaving"), Qt::LeftButton);
    EXPECT_EQ(deck().pages().size(), 1);
}

TEST_F(ConnectionsInWindow, TheWindowAsksForUnsavedEditsOfAllConnections)
{
    open(QStringLiteral("one"));
    draft();
    open(QStringLiteral("two"));
    EXPECT_FALSE(m_window->close());
    auto* dialog = find<UnsavedEditsDialog>(QStringLiteral("unsavedEditsDialog"));
    ASSERT_TRUE(m_window->isVisible() && dialog->isVisible());
    QTest::mouseClick(
        findIn<QPushButton>(dialog, "closeWithoutSaving"), Qt::LeftButton);
    EXPECT_FALSE(m_window->isVisible());
}

TEST_F(ConnectionsInWindow, ATroubleInTheBackgroundShowsAtItsTabAlone)
{
    open(QStringLiteral("one"));
    test::FakeClient* first = m_fake;
    WorkspacePage* two = open(QStringLiteral("two"));
    first->setState(SessionState::expired);
    const QList<ConnectionTab> tabs = bar().connections();
    EXPECT_EQ(tabs[0].state, Role::danger);
    EXPECT_EQ(tabs[1].state, Role::leading);
    EXPECT_TRUE(bar().tabToolTip(0).contains(QStringLiteral("expired"), Qt::CaseInsensitive));
    EXPECT_EQ(findIn<StatusEntry>(two, "statusState")->text(), QStringLiteral("Connected"));
}

TEST_F(ConnectionsInWindow, TwoAreSeenSideBySideAndTheFocusSaysWhichIsActive)
{
    using Panel = WorkspaceFrame::Panel;
    WorkspacePage* one = open(QStringLiteral("one"));
    WorkspacePage* two = open(QStringLiteral("two"), Environment::production);
    clickTab(0);
    QTest::mouseClick(find<QToolButton>(QStringLiteral("sideBySide")), Qt::LeftButton);
    ASSERT_TRUE(one->isVisible() && two->isVisible());
    EXPECT_NEAR(one->width(), two->width(), 2);
    EXPECT_EQ(m_window->width(), 1440) << "the window keeps its size";
    EXPECT_LT(one->mapTo(m_window.get(), QPoint()).x(), two->mapTo(m_window.get(), QPoint()).x());
    EXPECT_EQ(m_window->workspace(), one);
    test::picture(*m_window, "connections-side-by-side");

    two->treeView()->focusTree();
    EXPECT_EQ(m_window->workspace(), two);
    EXPECT_TRUE(m_window->windowTitle().contains(QStringLiteral("two")));
    press(Qt::Key_J, Qt::ControlModifier);
    EXPECT_FALSE(two->frame()->isPanelShown(Panel::bottom));
    EXPECT_TRUE(one->frame()->isPanelShown(Panel::bottom));
    press(Qt::Key_K, Qt::ControlModifier);
    auto* palette = find<CommandPalette>(QStringLiteral("commandPalette"));
    QTest::keyClicks(
        find<QLineEdit>(QStringLiteral("paletteField")), QStringLiteral("/config/db"));
    ASSERT_TRUE(spinUntil([&] { return !palette->model()->isSearching(); }));
    QTest::keyClick(find<QLineEdit>(QStringLiteral("paletteField")), Qt::Key_Return);
    EXPECT_TRUE(spinUntil([&] { return two->path() == Path("/config/db"); }));
    EXPECT_EQ(one->path(), Path());

    press(Qt::Key_Backslash, Qt::ControlModifier);
    EXPECT_TRUE(two->isVisible() && !one->isVisible());
    EXPECT_NEAR(two->width(), deck().width(), 1); // The splitter's handle.
}

TEST_F(ConnectionsInWindow, AThirdTakesThePlaceOfTheActiveOneOfTwo)
{
    WorkspacePage* one = open(QStringLiteral("one"));
    WorkspacePage* two = open(QStringLiteral("two"));
    WorkspacePage* three = open(QStringLiteral("three"));
    clickTab(0);
    press(Qt::Key_Backslash, Qt::ControlModifier);
    ASSERT_EQ(deck().beside(), two);
    clickTab(2);
    EXPECT_TRUE(three->isVisible() && two->isVisible() && !one->isVisible());
    EXPECT_LT(three->x(), two->x());
    EXPECT_NEAR(three->width(), two->width(), 2);
    clickClose(2);
    EXPECT_EQ(m_window->workspace(), two);
    EXPECT_NEAR(two->width(), deck().width(), 1) << "the one that is left has all the room";
}

TEST_F(ConnectionsInWindow, StartPageLeavesConnectionsOpenAndTheirTabsLeadBack)
{
    WorkspacePage* one = open(QStringLiteral("one"));
    press(Qt::Key_T, Qt::ControlModifier);
    EXPECT_TRUE(find<QWidget>(QStringLiteral("startPage"))->isVisible());
    EXPECT_EQ(m_window->workspace(), nullptr);
    ASSERT_TRUE(bar().isVisible()) << "else nothing led back";
    test::picture(*m_window, "connections-start");
    clickTab(0);
    EXPECT_EQ(m_window->workspace(), one);
    EXPECT_TRUE(one->isVisible());
    EXPECT_FALSE(bar().isVisible());
}

TEST_F(ConnectionsInWindow, ATabTellsItsStateToScreenReadersInTheLanguageOfTheProgram)
{
    open(QStringLiteral("one"));
    open(QStringLiteral("two"));
    EXPECT_EQ(bar().accessibleTabName(0), QStringLiteral("one, Connected"));
    m_window->setLanguage(QStringLiteral("zh_CN"));
    ASSERT_TRUE(
        spinUntil([&] { return bar().accessibleTabName(0) == QStringLiteral("one，已连接"); }))
        << bar().accessibleTabName(0).toStdString();
    test::picture(*m_window, "connections-tabs-zh");
}

TEST_F(ConnectionsInWindow, WhatWasOpenIsOpenedAgainSideBySideAsItWas)
{
    open(QStringLiteral("one"), Environment::production);
    open(QStringLiteral("two"));
    open(QStringLiteral("three"));
    clickTab(0);
    press(Qt::Key_Backslash, Qt::ControlModifier);
    ASSERT_EQ(deck().beside()->profile().name, "two");
    m_window.reset();
    m_window = makeWindow();
    EXPECT_EQ(deck().pages().size(), 0);
    m_window->reopenConnections();
    ASSERT_EQ(deck().pages().size(), 3);
    EXPECT_EQ(deck().pages()[2]->profile().name, "three");
    EXPECT_EQ(deck().active()->profile().name, "one");
    ASSERT_TRUE(deck().beside());
    EXPECT_EQ(deck().beside()->profile().name, "two");
    EXPECT_TRUE(deck().active()->isVisible() && deck().beside()->isVisible());
    EXPECT_EQ(deck().active()->profile().environment, Environment::production);
    EXPECT_EQ(QApplication::activeModalWidget(), nullptr) << "no server answers, nobody is asked";

    clickClose(1); // What is closed stays closed.
    ASSERT_TRUE(spinUntil([&] { return deck().pages().size() == 2; }));
    m_window.reset();
    m_window = makeWindow();
    m_window->reopenConnections();
    ASSERT_EQ(deck().pages().size(), 2);
    EXPECT_EQ(deck().beside(), nullptr);
}

TEST_F(ConnectionsInWindow, NothingIsOpenedAgainWhereThePreferencesSaySo)
{
    open(QStringLiteral("one"));
    m_window.reset();
    Preferences(&m_settings).setReopensConnections(false);
    m_window = makeWindow();
    m_window->reopenConnections();
    EXPECT_EQ(deck().pages().size(), 0);
    EXPECT_EQ(m_window->workspace(), nullptr);
}

TEST_F(ConnectionsInWindow, AConnectionWhosePasswordIsNowhereKeptIsLeftOutWithoutAQuestion)
{
    open(QStringLiteral("one"));
    ConnectionStore store(&m_settings);
    ConnectionProfile secret = store.profiles().first();
    secret.digestUsers = QStringList{QStringLiteral("ann")};
    store.remember(secret);
    m_window.reset();
    for (int start = 0; start < 2; ++start) { // The next start tries again.
        m_window = makeWindow();
        m_window->reopenConnections();
        ASSERT_TRUE(spinUntil([&] {
            const auto* toast = m_window->findChild<Toast*>(QString(), Qt::FindDirectChildrenOnly);
            return toast && toast->text().startsWith("one was not opened again.");
        })) << start;
        EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
        EXPECT_EQ(deck().find(secret.id), nullptr);
        if (start == 0)
            open(QStringLiteral("other"));
        m_window.reset();
    }
}

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Keys are changed in the preferences, and hold at once wherever they are named or pressed.
#include "tests/support/picture.h"
#include "tests/ui/mainwindow/main_window_fixture.h"
#include "ui/common/banner.h"
#include "ui/common/chip.h"
#include "ui/common/segmented_control.h"
#include "ui/common/text_label.h"
#include "ui/mainwindow/action_registry.h"
#include "ui/mainwindow/connection_deck.h"
#include "ui/mainwindow/keyboard_page.h"
#include "ui/mainwindow/keyboard_sheet.h"
#include "ui/mainwindow/preferences_dialog.h"
#include "ui/mainwindow/workspace_frame.h"
#include "ui/node/delete_dialog.h"
#include "ui/tree/znode_tree_view.h"

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QTreeView>
#include <QTreeWidget>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;
using testing::ElementsAre;
using testing::IsEmpty;

QKeySequence keys(const char* text)
{
    return QKeySequence::fromString(QLatin1String(text), QKeySequence::PortableText);
}

class KeysInWindow : public MainWindowTest {
protected:
    void TearDown() override
    {
        MainWindowTest::TearDown();
        setActionKeys(resolveKeys({}));
    }
    void openPage()
    {
        m_window->showPreferences();
        m_dialog = m_window->findChildren<PreferencesDialog*>().back();
        m_dialog->showKeyboard();
        QApplication::setActiveWindow(m_dialog);
        ASSERT_TRUE(m_dialog->findChild<KeyboardPage*>()->isVisible());
    }
    void closePage()
    {
        delete m_dialog;
        QApplication::setActiveWindow(m_window.get());
    }
    template <class T>
    T* in(const char* name) const
    {
        T* widget = m_dialog->findChild<T*>(QLatin1String(name));
        EXPECT_NE(widget, nullptr) << name;
        return widget;
    }
    QTreeWidgetItem* item(const char* id) const
    {
        auto* list = in<QTreeWidget>("keyList");
        for (int at = 0; at < list->topLevelItemCount(); ++at) {
            QTreeWidgetItem* heading = list->topLevelItem(at);
            for (int line = 0; line < heading->childCount(); ++line) {
                if (heading->child(line)->data(0, Qt::UserRole) == QLatin1String(id))
                    return heading->child(line);
            }
        }
        return nullptr;
    }
    /// Chooses an action in the list, goes to the field and presses a key there.
    void give(const char* id, int key, Qt::KeyboardModifiers with = {})
    {
        auto* list = in<QTreeWidget>("keyList");
        list->setFocus();
        list->setCurrentItem(item(id));
        QTest::keyClick(list, Qt::Key_Return);
        ASSERT_TRUE(in<KeyField>("keyField")->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key(key), with);
    }
    void click(const char* name)
    {
        auto* button = in<QAbstractButton>(name);
        ASSERT_TRUE(button && button->isVisible() && button->isEnabled()) << name;
        QTest::mouseClick(button, Qt::LeftButton);
    }
    QStringList slotTexts() const
    {
        QStringList texts;
        for (const auto* button : in<QWidget>("keySlots")->findChildren<QPushButton*>())
            texts << button->text();
        return texts;
    }
    void clickSlot(const char* key)
    {
        for (auto* button : in<QWidget>("keySlots")->findChildren<QPushButton*>()) {
            if (button->text() == QLatin1String(key))
                return QTest::mouseClick(button, Qt::LeftButton);
        }
        ADD_FAILURE() << key;
    }
    std::string told() const
    {
        const auto* note = in<Note>("keyNote");
        return note->isVisible() ? note->text().toStdString() : std::string();
    }
    QTreeView* tree() const { return find<QTreeView>(QStringLiteral("znodeTree")); }
    void press(QWidget* where, int key, Qt::KeyboardModifiers with = {})
    {
        where->setFocus();
        QTest::keyClick(where, Qt::Key(key), with);
    }

    QPointer<PreferencesDialog> m_dialog;
};

TEST_F(KeysInWindow, ANewKeyHoldsAtOnceInEveryConnectionAndTheOldOneIsGone)
{
    connectTo(QStringLiteral("a:2181"));
    m_window->openConnection({.servers = QStringLiteral("b:2181")});
    m_fake->setState(SessionState::connected);
    openPage();
    give("view.bottom", Qt::Key_U, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_EQ(told(), "");
    EXPECT_EQ(item("view.bottom")->text(1), QStringLiteral("Ctrl+Alt+U"));
    closePage();
    for (WorkspacePage* page : m_window->connections()->pages()) {
        m_window->connections()->activate(page);
        const auto shown
            = [&] { return page->frame()->isPanelShown(WorkspaceFrame::Panel::bottom); };
        auto* list = page->findChild<QTreeView*>(QStringLiteral("znodeTree"));
        ASSERT_TRUE(shown());
        press(list, Qt::Key_J, Qt::ControlModifier);
        EXPECT_TRUE(shown());
        press(list, Qt::Key_U, Qt::ControlModifier | Qt::AltModifier);
        EXPECT_FALSE(shown());
    }
}

TEST_F(KeysInWindow, ToolTipsMenuPaletteAndSheetNameTheNewKeyAtOnce)
{
    connectTo(QStringLiteral("a:2181"));
    openPage();
    give("go.back", Qt::Key_F9);
    give("window.preferences", Qt::Key_F10);
    give("node.save", Qt::Key_F11);
    closePage();
    EXPECT_EQ(find<QWidget>(QStringLiteral("goBack"))->toolTip(), QStringLiteral("Back (F9)"));
    EXPECT_EQ(find<QPushButton>(QStringLiteral("save"))->toolTip(), QStringLiteral("Save (F11)"));
    EXPECT_EQ(find<QAction>(QStringLiteral("preferences"))->shortcut(), keys("F10"));
    EXPECT_EQ(m_window->workspace()->actions()->find("go.back")->keyText(), "F9");
    m_window->showKeys();
    auto* sheet = find<KeyboardSheet>(QStringLiteral("keyboardSheet"));
    EXPECT_EQ(sheet->findChild<QWidget*>(QStringLiteral("keys:go.back"))->accessibleName(),
        QStringLiteral("Back: F9"));
}

TEST_F(KeysInWindow, KeysThatWidgetsHandleFollow)
{
    connectTo(QStringLiteral("a:2181"));
    go("/config/app");
    openPage();
    give("node.delete", Qt::Key_Delete, Qt::ControlModifier);
    give("tree.filter", Qt::Key_Semicolon);
    give("node.save", Qt::Key_F11);
    give("node.find", Qt::Key_F12);
    closePage();
    const auto asked = [&] { return !m_window->findChildren<DeleteDialog*>().isEmpty(); };
    press(tree(), Qt::Key_Delete);
    EXPECT_FALSE(asked());
    auto* filter = find<QLineEdit>(QStringLiteral("treeFilter"));
    press(tree(), Qt::Key_Slash);
    EXPECT_FALSE(filter->hasFocus());
    press(tree(), Qt::Key_Semicolon);
    EXPECT_TRUE(filter->hasFocus());
    auto* data = find<QWidget>(QStringLiteral("dataEditor"));
    press(data, Qt::Key_F12);
    EXPECT_TRUE(find<QLineEdit>(QStringLiteral("findField"))->hasFocus());
    m_window->workspace()->controller()->edit(toBytes("typed"));
    press(data, Qt::Key_S, Qt::ControlModifier);
    EXPECT_TRUE(m_window->workspace()->controller()->isDirty());
    press(data, Qt::Key_F11);
    EXPECT_TRUE(spinUntil([&] { return m_fake->tree().text(Path("/config/app")) == "typed"; }));
    press(tree(), Qt::Key_Delete, Qt::ControlModifier);
    EXPECT_TRUE(spinUntil(asked));
}

TEST_F(KeysInWindow, AKeyOfAnotherIsTakenOverOnlyOnDemandAndComesBackByReset)
{
    openPage(); // On the start page: what needs a connection is listed, too.
    give("go.path", Qt::Key_S, Qt::ControlModifier);
    EXPECT_EQ(told(), "Ctrl+S is the key of: Save node");
    EXPECT_EQ(keysOf("node.save"), QList{keys("Ctrl+S")});
    EXPECT_EQ(keysOf("go.path"), QList{keys("Ctrl+L")});
    test::picture(*m_dialog, "preferences-keyboard");
    click("takeKey");
    EXPECT_EQ(told(), "");
    EXPECT_EQ(keysOf("go.path"), QList{keys("Ctrl+S")});
    EXPECT_THAT(keysOf("node.save"), IsEmpty());
    click("resetKey");
    EXPECT_EQ(keysOf("go.path"), QList{keys("Ctrl+L")});
    EXPECT_EQ(keysOf("node.save"), QList{keys("Ctrl+S")});
}

TEST_F(KeysInWindow, WhatIsRefusedIsExplainedAndNothingChanges)
{
    openPage();
    give("node.delete", Qt::Key_D);
    EXPECT_THAT(told(), testing::HasSubstr("Add Ctrl or Alt"));
    EXPECT_EQ(keysOf("node.delete"), QList{keys("Del")});
    EXPECT_FALSE(in<QPushButton>("takeKey")->isVisible());
    give("go.path", Qt::Key_C, Qt::ControlModifier);
    EXPECT_THAT(told(), testing::HasSubstr("Ctrl+C"));
    EXPECT_EQ(keysOf("go.path"), QList{keys("Ctrl+L")});
    EXPECT_THAT(m_settings.childKeys(QStringLiteral("keys")), IsEmpty());
    QTest::keyClick(in<KeyField>("keyField"), Qt::Key_Escape);
    EXPECT_FALSE(m_dialog && m_dialog->isVisible());
}

TEST_F(KeysInWindow, OneIsResetOrAllAreAndTheNextRunHasWhatWasChosen)
{
    openPage();
    give("go.path", Qt::Key_F9);
    give("go.up", Qt::Key_Comma, Qt::AltModifier);
    in<QTreeWidget>("keyList")->setCurrentItem(item("window.keys"));
    click("removeKey");
    click("removeKey");
    closePage();
    m_window.reset();
    setActionKeys(resolveKeys({}));
    m_window = makeWindow();
    EXPECT_EQ(keysOf("go.path"), QList{keys("F9")});
    EXPECT_EQ(keysOf("go.up"), QList{keys("Alt+,")});
    EXPECT_THAT(keysOf("window.keys"), IsEmpty());
    openPage();
    click("resetAllKeys");
    EXPECT_EQ(actionKeys(), resolveKeys({}));
    EXPECT_THAT(m_settings.childKeys(QStringLiteral("keys")), IsEmpty());
}

TEST_F(KeysInWindow, AnActionHasSeveralKeysAndEachIsChangedByItself)
{
    connectTo(QStringLiteral("a:2181"));
    openPage();
    give("go.path", Qt::Key_F9); // In place of its only one.
    EXPECT_EQ(keysOf("go.path"), QList{keys("F9")});
    click("addKey");
    EXPECT_TRUE(in<KeyField>("keyField")->hasFocus());
    EXPECT_FALSE(in<QPushButton>("removeKey")->isEnabled()) << "there is nothing yet";
    QTest::keyClick(in<KeyField>("keyField"), Qt::Key_G, Qt::ControlModifier);
    EXPECT_EQ(keysOf("go.path"), (QList{keys("F9"), keys("Ctrl+G")}));
    EXPECT_EQ(item("go.path")->text(1), QStringLiteral("F9, Ctrl+G"));
    EXPECT_EQ(slotTexts(), (QStringList{"F9", "Ctrl+G"}));
    click("addKey");
    QTest::keyClick(in<KeyField>("keyField"), Qt::Key_S, Qt::ControlModifier);
    EXPECT_EQ(told(), "Ctrl+S is the key of: Save node");
    EXPECT_EQ(keysOf("go.path").size(), 2);
    click("takeKey");
    EXPECT_EQ(keysOf("go.path"), (QList{keys("F9"), keys("Ctrl+G"), keys("Ctrl+S")}));
    test::picture(*m_dialog, "preferences-several-keys");

    clickSlot("Ctrl+G");
    QTest::keyClick(in<KeyField>("keyField"), Qt::Key_H, Qt::ControlModifier);
    EXPECT_EQ(keysOf("go.path"), (QList{keys("F9"), keys("Ctrl+H"), keys("Ctrl+S")}));
    QTest::keyClick(in<KeyField>("keyField"), Qt::Key_F9);
    EXPECT_EQ(keysOf("go.path").size(), 3) << "it has that one";
    clickSlot("Ctrl+S");
    click("removeKey");
    EXPECT_EQ(keysOf("go.path"), (QList{keys("F9"), keys("Ctrl+H")}));
    click("addKey");
    QTest::keyClick(in<KeyField>("keyField"), Qt::Key_F10);
    click("addKey");
    QTest::keyClick(in<KeyField>("keyField"), Qt::Key_F11);
    EXPECT_FALSE(in<QWidget>("addKey")->isEnabled()) << "four are enough";
    closePage();
    auto* line = find<QLineEdit>(QStringLiteral("pathLine"));
    for (const int key : {Qt::Key_F9, Qt::Key_F10, Qt::Key_F11}) {
        press(tree(), key);
        EXPECT_TRUE(line->isVisible()) << key;
        QTest::keyClick(line, Qt::Key_Escape);
    }
    press(tree(), Qt::Key_H, Qt::ControlModifier);
    EXPECT_TRUE(line->isVisible());
    m_window.reset(); // The next run has them all.
    setActionKeys(resolveKeys({}));
    m_window = makeWindow();
    EXPECT_EQ(keysOf("go.path"), (QList{keys("F9"), keys("Ctrl+H"), keys("F10"), keys("F11")}));
}

TEST_F(KeysInWindow, KeysAreChangedByKeysAlone)
{
    connectTo(QStringLiteral("a:2181"));
    press(tree(), Qt::Key_F1); // The help sheet leads there.
    auto* sheet = find<KeyboardSheet>(QStringLiteral("keyboardSheet"));
    QApplication::setActiveWindow(sheet);
    auto* change = sheet->findChild<QPushButton*>(QStringLiteral("changeKeys"));
    change->setFocus();
    QTest::keyClick(change, Qt::Key_Space);
    EXPECT_FALSE(sheet->isVisible());
    m_dialog = find<PreferencesDialog>(QStringLiteral("preferencesDialog"));
    QApplication::setActiveWindow(m_dialog);
    ASSERT_TRUE(m_dialog->findChild<KeyboardPage*>()->isVisible());
    const auto focused = [] { return QApplication::focusWidget()->objectName().toStdString(); };
    const auto tabTo = [&](const char* name) {
        for (int step = 0; step < 30 && focused() != name; ++step)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        return focused() == name;
    };
    EXPECT_EQ(focused(), "filterKeys");
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("refresh node"));
    ASSERT_TRUE(tabTo("keyList"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    ASSERT_TRUE(tabTo("addKey"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    EXPECT_EQ(focused(), "keyField");
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_R, Qt::ControlModifier);
    EXPECT_EQ(keysOf("node.refresh"), (QList{keys("F5"), keys("Ctrl+R")}));
    ASSERT_TRUE(tabTo("removeKey")); // The new one is the chosen one.
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    EXPECT_EQ(keysOf("node.refresh"), QList{keys("F5")});
}

TEST_F(KeysInWindow, TheRowsOfTheListAreAsHighAsTheDesignsAndTheFilterNamesItsKey)
{
    connectTo(QStringLiteral("a:2181"));
    const auto* mark = find<KeyLabel>(QStringLiteral("treeFilterKey"));
    EXPECT_EQ(mark->accessibleName(), QStringLiteral("/"));
    openPage();
    const auto* list = in<QTreeWidget>("keyList");
    for (const char* id : {"go.path", "window.keys"})
        EXPECT_EQ(list->visualItemRect(item(id)).height(), 28) << id;
    EXPECT_EQ(list->visualItemRect(item("go.path")->parent()).height(), 28);
    give("tree.filter", Qt::Key_F, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_EQ(mark->accessibleName(), QStringLiteral("Ctrl+Alt+F"));
    EXPECT_TRUE(mark->isVisible());
    auto* filter = find<QLineEdit>(QStringLiteral("treeFilter"));
    EXPECT_GE(filter->textMargins().right(), mark->sizeHint().width());
    click("removeKey");
    EXPECT_FALSE(mark->isVisible());
    click("resetKey");
    EXPECT_TRUE(mark->isVisible());
    EXPECT_EQ(mark->accessibleName(), QStringLiteral("/"));
}

TEST_F(KeysInWindow, BrokenEntriesOfTheSettingsAreToldAndHarmless)
{
    m_window.reset();
    m_settings.setValue(QStringLiteral("keys/node.save"), QStringLiteral("Ctrl+Nonsense"));
    m_settings.setValue(QStringLiteral("keys/no.such.action"), QStringLiteral("Ctrl+L"));
    m_settings.setValue(QStringLiteral("keys/node.delete"), QStringLiteral("d"));
    m_settings.setValue(QStringLiteral("keys/go.up"), QByteArray("\x01\xff\0x", 4));
    m_settings.setValue(QStringLiteral("keys/go.back"), QStringLiteral("F9"));
    m_settings.setValue(QStringLiteral("keys/go.forward"), QStringLiteral("F9"));
    m_window = makeWindow();
    EXPECT_EQ(keysOf("node.save"), QList{keys("Ctrl+S")});
    EXPECT_EQ(keysOf("go.path"), QList{keys("Ctrl+L")});
    EXPECT_EQ(keysOf("node.delete"), QList{keys("Del")});
    EXPECT_EQ(keysOf("go.up"), QList{keys("Alt+Up")});
    EXPECT_EQ(keysOf("go.back"), QList{keys("F9")});
    EXPECT_EQ(keysOf("go.forward"), QList{keys("Alt+Right")});
    openPage();
    const std::string ignored = in<TextLabel>("keysIgnored")->text().toStdString();
    EXPECT_TRUE(in<TextLabel>("keysIgnored")->isVisible());
    for (const char* id : {"node.save: Ctrl+Nonsense", "no.such.action", "node.delete: d", "go.up",
             "go.forward: F9"})
        EXPECT_THAT(ignored, testing::HasSubstr(id));
    EXPECT_THAT(ignored, testing::Not(testing::HasSubstr("go.back")));
}

TEST_F(KeysInWindow, TheListIsFilteredByCommandAndByKeyAndFollowsTheLanguage)
{
    openPage();
    auto* filter = in<QLineEdit>("filterKeys");
    QTest::keyClicks(filter, QStringLiteral("palette"));
    EXPECT_FALSE(item("window.palette")->isHidden());
    EXPECT_TRUE(item("node.save")->isHidden());
    EXPECT_TRUE(item("node.save")->parent()->isHidden()) << "a heading over nothing";
    filter->clear();
    QTest::keyClicks(filter, QStringLiteral("shift+f"));
    EXPECT_FALSE(item("tree.refresh")->isHidden());
    EXPECT_TRUE(item("window.palette")->isHidden());
    filter->clear();
    m_window->setLanguage(QStringLiteral("zh_CN"));
    QApplication::processEvents();
    EXPECT_EQ(item("node.save")->text(0), QStringLiteral("保存节点"));
    test::savePicture(*m_dialog, QStringLiteral("preferences-keyboard-zh"));
}

/// Else the preferences would offer keys for what nobody does, or leave out what somebody does.
TEST_F(KeysInWindow, TheCatalogueIsWhatWindowAndWorkspaceCanDo)
{
    connectTo(QStringLiteral("a:2181"));
    for (const ActionInfo& info : actionCatalogue()) {
        const QString id = QLatin1String(info.id);
        EXPECT_TRUE(m_window->actions()->find(id) || m_window->workspace()->actions()->find(id))
            << info.id;
    }
    for (ActionRegistry* registry : {m_window->actions(), m_window->workspace()->actions()}) {
        for (const Action& action : registry->actions())
            EXPECT_NE(findActionInfo(action.id), nullptr) << action.id.toStdString();
    }
}

} // namespace
} // namespace zs::ui

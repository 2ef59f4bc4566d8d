// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window through its widgets, on a real server: ours, and Apache's.
#include "clientlib/protocol/digest.h"
#include "tests/support/picture.h"
#include "tests/ui/mainwindow/workspace_on_server.h"
#include "ui/common/message_view.h"
#include "ui/mainwindow/command_palette.h"
#include "ui/mainwindow/palette_model.h"
#include "ui/node/transfers_dialog.h"
#include "ui/tree/node_marks.h"
#include "ui/tree/znode_tree_model.h"
#include "ui/tree/znode_tree_view.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::await;
using test::Kind;
using test::spinUntil;
using testing::Contains;

TEST_P(WorkspaceOnServer, PaletteGoesToATypedPathThatNobodyExpanded)
{
    put("services", "");
    put("services/gateway", "found");
    put("services/mail", "other");
    connectWindow();
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    auto* field = find<QLineEdit>("paletteField");
    const PaletteModel* model = find<CommandPalette>("commandPalette")->model();
    QTest::keyClicks(field, QString::fromStdString(m_root.text() + "/services/gw"));
    ASSERT_TRUE(spinUntil([&] { return !model->isSearching() && model->rowCount() == 2; }));
    QTest::keyClick(field, Qt::Key_Return);
    EXPECT_TRUE(spinUntil([&] { return shows(m_root.text() + "/services/gateway"); }));
}

TEST_P(WorkspaceOnServer, BookmarksAndRecentNodesAreThereInTheNextRun)
{
    put("a", "1");
    connectWindow();
    go(Path(m_root.text() + "/a"));
    QTest::mouseClick(find<QToolButton>("bookmarkNode"), Qt::LeftButton);
    m_window->disconnectFromServer();
    connectWindow();
    const NodeMarks* marks = m_window->workspace()->marks();
    EXPECT_THAT(marks->bookmarks(), Contains(Path(m_root.text() + "/a")));
    EXPECT_THAT(marks->recent(), Contains(Path(m_root.text() + "/a")));
}

TEST_P(WorkspaceOnServer, ARefusedNodeTellsWhyAndIsReadAfterTheRightIdentityWasAdded)
{
    const std::vector<Acl> bobs{{perm::all, {"digest", digestId("bob:secret")}}};
    put("locked", "for bob alone", bobs);
    const Path locked(m_root.text() + "/locked");
    connectWindow();
    go(locked);
    const NodeController* node = m_window->workspace()->controller();
    ASSERT_TRUE(spinUntil([&] { return node->phase() == NodePhase::failed; }));
    const auto* message = find<MessageView>("nodeError");
    const auto tells = [&](const char* words) {
        return spinUntil([&] { return message->text().contains(QLatin1String(words)); });
    };
    EXPECT_TRUE(tells("ip:127.0.0.1")) << message->text().toStdString();
    EXPECT_TRUE(tells("The server does not tell who may.")) << message->text().toStdString();
    test::picture(*m_window, "refused");
    const auto addIdentity = [&](const char* user, const char* password) {
        QTest::mouseClick(find<QPushButton>("addIdentityToRead"), Qt::LeftButton);
        auto* dialog = find<QDialog>("addIdentityDialog");
        QTest::keyClicks(dialog->findChild<QLineEdit*>("identityUser"), user);
        QTest::keyClicks(dialog->findChild<QLineEdit*>("identityPassword"), password);
        test::picture(*dialog, "add-identity");
        QTest::keyClick(dialog, Qt::Key_Return);
        const QPointer<QDialog> open(dialog);
        ASSERT_TRUE(spinUntil([&] { return !open; }));
    };
    addIdentity("eve", "guess");
    EXPECT_TRUE(tells("digest:eve")) << message->text().toStdString();
    EXPECT_EQ(node->phase(), NodePhase::failed);
    addIdentity("bob", "secret");
    ASSERT_TRUE(spinUntil([&] { return node->phase() == NodePhase::ready; }));
    EXPECT_EQ(zs::textOf(*node->data()), "for bob alone");
    const auto unlocked = [&] {
        const QModelIndex row = m_window->workspace()->treeModel()->indexOf(locked);
        return row.isValid() && !row.data(ZnodeTreeModel::UnreadableRole).toBool();
    };
    EXPECT_TRUE(spinUntil(unlocked)) << "the lock goes";
}

TEST_P(WorkspaceOnServer, ARefusalTellsTheAclThatWasSeenBefore)
{
    put("turned", "open at first");
    const Path path(m_root.text() + "/turned");
    connectWindow();
    go(path);
    const NodeController* node = m_window->workspace()->controller();
    ASSERT_TRUE(spinUntil([&] { return node->acl().has_value(); }));
    const std::vector<Acl> bobs{{perm::all, {"digest", digestId("bob:secret")}}};
    ASSERT_TRUE(await(m_other->setAcl(path, bobs, anyVersion)));
    m_window->workspace()->refresh();
    ASSERT_TRUE(spinUntil([&] { return node->phase() == NodePhase::failed; }));
    const auto* message = find<MessageView>("nodeError");
    EXPECT_TRUE(spinUntil([&] {
        return message->text().contains(QStringLiteral("it let world:anyone read it"));
    })) << message->text().toStdString();
}

TEST_P(WorkspaceOnServer, TheTreeIsSortedBySizeAndStaysSoInTheNextRun)
{
    put("small", "1");
    put("large", "a much longer value");
    put("middle", "12345");
    const auto order = [this] {
        const ZnodeTreeModel* model = m_window->workspace()->treeModel();
        const QModelIndex root = model->indexOf(m_root);
        std::vector<std::string> names;
        for (int row = 0; row < model->rowCount(root); ++row)
            names.push_back(model->index(row, 0, root).data().toString().toStdString());
        return names;
    };
    const std::vector<std::string> bySize{"large", "middle", "small"};
    connectWindow();
    go(Path(m_root.text() + "/small"));
    find<QAction>("sort:size")->trigger();
    EXPECT_TRUE(spinUntil([&] { return order() == bySize; }));
    ASSERT_TRUE(await(m_other->setData(
        Path(m_root.text() + "/small"), toBytes("now it is the longest of all"), anyVersion)));
    EXPECT_TRUE(spinUntil([&] { return order().front() == "small"; })) << "it is watched";
    m_window->disconnectFromServer();
    connectWindow();
    EXPECT_TRUE(find<QAction>("sort:size")->isChecked());
    go(Path(m_root.text() + "/middle"));
    EXPECT_TRUE(
        spinUntil([&] { return order() == std::vector<std::string>{"small", "large", "middle"}; }));
}

TEST_P(WorkspaceOnServer, SeveralNodesAreDeletedOneQuestionAfterTheOther)
{
    for (const char* name : {"a", "a/below", "b", "c"})
        put(name, "x");
    connectWindow();
    go(Path(m_root.text() + "/a/below"));
    auto* tree = find<QTreeView>("znodeTree");
    const auto click = [&](const char* name, Qt::KeyboardModifier modifier) {
        const QModelIndex row
            = m_window->workspace()->treeModel()->indexOf(Path(m_root.text() + "/" + name));
        tree->scrollTo(row);
        QTest::mouseClick(
            tree->viewport(), Qt::LeftButton, modifier, tree->visualRect(row).center());
    };
    click("a", Qt::NoModifier);
    click("a/below", Qt::ControlModifier); // Goes with /a: no question of its own.
    click("b", Qt::ControlModifier);
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_Delete);
    for (int question = 0; question < 2; ++question) {
        QPushButton* confirm = nullptr;
        ASSERT_TRUE(spinUntil([&] {
            confirm = m_window->findChild<QPushButton*>(QStringLiteral("deleteNodes"));
            return confirm && confirm->isVisible() && confirm->isEnabled();
        })) << question;
        const QPointer<QWidget> dialog(confirm->window());
        QTest::mouseClick(confirm, Qt::LeftButton);
        ASSERT_TRUE(spinUntil([&] { return !dialog; })) << question;
    }
    const auto left = await(m_other->children(m_root));
    ASSERT_TRUE(left);
    EXPECT_THAT(left->names, testing::ElementsAre("c"));
    EXPECT_EQ(m_window->findChild<QPushButton*>(QStringLiteral("deleteNodes")), nullptr);
}

TEST_P(WorkspaceOnServer, SeveralNodesAreMovedAndDuplicatedInOneDialog)
{
    for (const char* name : {"a", "a/below", "b", "c", "c/deep", "to"})
        put(name, name);
    connectWindow();
    go(below("a/below"));
    auto* tree = find<QTreeView>("znodeTree");
    const ZnodeTreeModel* model = m_window->workspace()->treeModel();
    const auto at = [&](const char* name) {
        const QModelIndex row = model->indexOf(below(name));
        tree->scrollTo(row);
        return tree->visualRect(row).center();
    };
    const auto clickRow = [&](const char* name, Qt::KeyboardModifier modifier) {
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, modifier, at(name));
    };
    const auto choose = [&](const char* entry, const char* row) {
        QTimer::singleShot(0, m_window.get(), [entry] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            ASSERT_NE(menu, nullptr);
            auto* action = menu->findChild<QAction*>(QLatin1String(entry));
            ASSERT_NE(action, nullptr);
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
            menu->close();
        });
        QContextMenuEvent event(QContextMenuEvent::Mouse, at(row),
            tree->viewport()->mapToGlobal(at(row)), Qt::NoModifier);
        QApplication::sendEvent(tree->viewport(), &event);
    };
    const auto transfer = [&](int selected, const std::string& target) {
        QPointer<TransfersDialog> dialog(m_window->findChild<TransfersDialog*>());
        ASSERT_FALSE(dialog.isNull());
        const auto* rows = dialog->findChild<QTableView*>(QStringLiteral("transfersList"));
        EXPECT_EQ(rows->model()->rowCount(), selected);
        auto* field = dialog->findChild<QLineEdit*>(QStringLiteral("transfersTarget"));
        field->selectAll();
        QTest::keyClicks(field, QString::fromStdString(target));
        click("transfersStart", dialog);
        ASSERT_TRUE(spinUntil([&] { return !dialog; }));
    };
    clickRow("a", Qt::NoModifier);
    clickRow("a/below", Qt::ControlModifier); // Goes with /a.
    clickRow("c", Qt::ControlModifier);
    choose("menuMove", "c");
    transfer(2, below("to").text());
    EXPECT_EQ(stored(below("to/a/below")), "a/below");
    EXPECT_EQ(stored(below("to/c/deep")), "c/deep");
    EXPECT_EQ(stored(below("a")), "(none)");
    EXPECT_EQ(stored(below("c")), "(none)");
    ASSERT_TRUE(spinUntil([&] { return shows(below("to").text()); }));

    clickRow("b", Qt::NoModifier);
    clickRow("to", Qt::ControlModifier);
    choose("menuDuplicate", "b");
    transfer(2, m_root.text());
    EXPECT_EQ(stored(below("b-copy")), "b");
    EXPECT_EQ(stored(below("to-copy/c/deep")), "c/deep");
    EXPECT_EQ(stored(below("to/c/deep")), "c/deep");
    // Each has a line among the writes.
    const QAbstractItemModel* writes = find<QTableView>("writes")->model();
    EXPECT_EQ(writes->rowCount(), 4);
}

TEST_P(WorkspaceOnServer, DataAreCopiedAsTextOrInHexadecimal)
{
    put("text", "\xE8\x8A\x82\xE7\x82\xB9 = 1");
    put("binary", std::string_view("\0\xff\x10", 3));
    connectWindow();
    const auto copied = [&](const char* name) {
        QApplication::clipboard()->clear();
        Q_EMIT m_window->workspace()->treeView()->copyDataRequested(
            Path(m_root.text() + "/" + name));
        EXPECT_TRUE(spinUntil([] { return !QApplication::clipboard()->text().isEmpty(); }));
        return QApplication::clipboard()->text();
    };
    EXPECT_EQ(copied("text"), QStringLiteral("节点 = 1"));
    EXPECT_EQ(copied("binary"), QStringLiteral("00 ff 10"));
}

TEST_P(WorkspaceOnServer, TwoConnectionsSideBySideHaveTheirOwnSessionsAndBothFollowTheServer)
{
    put("app", "1");
    connectWindow();
    WorkspacePage* whole = m_window->workspace();
    // The same server again, below a chroot: another connection.
    const std::string chroot = address() + m_root.text();
    m_window->openConnection({.servers = QString::fromStdString(chroot)});
    WorkspacePage* part = m_window->workspace();
    ASSERT_NE(part, whole);
    ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    QTest::mouseClick(find<QToolButton>("sideBySide"), Qt::LeftButton);
    ASSERT_TRUE(whole->isVisible() && part->isVisible());
    EXPECT_NE(whole->client()->status().sessionId, part->client()->status().sessionId);

    const Path seenWhole(m_root.text() + "/app");
    whole->goTo(seenWhole);
    part->goTo(Path("/app"));
    const auto holds = [](const WorkspacePage* page, std::string_view text) {
        const NodeController* node = page->controller();
        return node->phase() == NodePhase::ready && node->data()
            && zs::textOf(*node->data()) == text;
    };
    ASSERT_TRUE(spinUntil([&] { return holds(whole, "1") && holds(part, "1"); }));
    part->controller()->edit(toBytes("2"));
    part->controller()->save();
    EXPECT_TRUE(spinUntil([&] { return holds(whole, "2"); })) << "its own watch told it";

    m_window->closeConnection(part);
    EXPECT_EQ(m_window->workspace(), whole);
    ASSERT_TRUE(await(m_other->setData(seenWhole, toBytes("3"), anyVersion)));
    EXPECT_TRUE(spinUntil([&] { return holds(whole, "3"); })) << "the other one lives on";
}

INSTANTIATE_TEST_SUITE_P(Servers, WorkspaceOnServer, testing::Values(Kind::ours, Kind::apache),
    [](const auto& each) { return each.param == Kind::ours ? "ours" : "apache"; });

} // namespace
} // namespace zs::ui

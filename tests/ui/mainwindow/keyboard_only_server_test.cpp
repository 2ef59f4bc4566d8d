// SPDX-License-Identifier: GPL-3.0-or-later
// The main job without a mouse, on real servers: every step is a key where the focus is.
#include "tests/ui/mainwindow/keys_on_server.h"
#include "ui/connections/connection_dialog.h"
#include "ui/node/delete_dialog.h"
#include "ui/node/new_node_dialog.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::await;
using test::Kind;
using test::spinUntil;
using testing::ElementsAre;

class KeyboardOnlyOnServers : public KeysOnServer {
protected:
    /// Until the dialog has the keys, as a window manager gives them to what it opens.
    template <class Dialog>
    QPointer<QDialog> waitFor()
    {
        const QPointer<QDialog> shown(dialog<Dialog>());
        if (shown)
            QApplication::setActiveWindow(shown);
        return shown;
    }
    static bool goes(const QPointer<QDialog>& dialog)
    {
        return spinUntil([&] { return !dialog || !dialog->isVisible(); });
    }
    void connectByKeys();
    void createByKeys(const Path& path);
    void editByKeys(const Path& path);
    void protectByKeys(const Path& path);
    void deleteByKeys(const Path& path);
};

/// From the start page, by the dialog of a new connection.
void KeyboardOnlyOnServers::connectByKeys()
{
    ASSERT_TRUE(tabTo("newConnection"));
    press(Qt::Key_Space);
    const QPointer<QDialog> dialog = waitFor<ConnectionDialog>();
    ASSERT_TRUE(dialog);
    ASSERT_TRUE(hasFocus("servers"));
    type(address());
    press(Qt::Key_Return); // Takes the server into the list.
    press(Qt::Key_Return); // Nothing more is typed: connects.
    ASSERT_TRUE(goes(dialog));
    ASSERT_TRUE(spinUntil([&] { return m_window->workspace() && shows("/"); }));
    QApplication::setActiveWindow(m_window.get());
    EXPECT_TRUE(hasFocus("znodeTree"));
}

void KeyboardOnlyOnServers::createByKeys(const Path& path)
{
    press(keyOf("node.new"));
    const QPointer<QDialog> dialog = waitFor<NewNodeDialog>();
    ASSERT_TRUE(dialog);
    ASSERT_TRUE(hasFocus("newNodeName"));
    type(std::string(path.name()));
    ASSERT_TRUE(tabTo("newNodeData"));
    type("by keys");
    ASSERT_TRUE(tabTo("createNode"));
    press(Qt::Key_Space);
    ASSERT_TRUE(goes(dialog));
    ASSERT_TRUE(spinUntil([&] { return shows(path.text()); }));
    EXPECT_EQ(stored(path), "by keys");
}

void KeyboardOnlyOnServers::editByKeys(const Path& path)
{
    press(Qt::Key_Return); // From the tree into the data.
    ASSERT_TRUE(spinUntil([&] { return hasFocus("dataEditor"); }));
    press(Qt::Key_End, Qt::ControlModifier);
    type(" alone");
    press(keyOf("node.save"));
    EXPECT_TRUE(spinUntil([&] { return stored(path) == "by keys alone"; }));
}

/// Nobody may write it any more.
void KeyboardOnlyOnServers::protectByKeys(const Path& path)
{
    press(keyOf("view.acl"));
    ASSERT_TRUE(spinUntil([&] { return aclRows().size() == 1; }));
    ASSERT_TRUE(tabTo("permW"));
    press(Qt::Key_Space);
    ASSERT_TRUE(spinUntil([&] { return find<QWidget>("applyAcl")->isEnabled(); }));
    ASSERT_TRUE(tabTo("applyAcl"));
    press(Qt::Key_Space);
    const std::vector<Acl> withoutWrite{{perm::all & ~perm::write, {"world", "anyone"}}};
    EXPECT_TRUE(spinUntil([&] { return storedAcl(path) == withoutWrite; }));
}

void KeyboardOnlyOnServers::deleteByKeys(const Path& path)
{
    for (int pane = 0; pane < 8 && !hasFocus("znodeTree"); ++pane)
        press(keyOf("view.previousPane"));
    ASSERT_TRUE(hasFocus("znodeTree"));
    press(keyOf("node.delete"));
    const QPointer<QDialog> dialog = waitFor<DeleteDialog>();
    ASSERT_TRUE(dialog);
    auto* button = findIn<QWidget>(dialog, "deleteNodes");
    ASSERT_TRUE(spinUntil([&] { return button->isEnabled(); }));
    press(Qt::Key_Return);
    EXPECT_TRUE(dialog && dialog->isVisible()) << "Enter presses no red button";
    EXPECT_NE(stored(path), "(none)");
    ASSERT_TRUE(tabTo("deleteNodes"));
    press(Qt::Key_Space);
    ASSERT_TRUE(goes(dialog));
    EXPECT_TRUE(spinUntil([&] { return stored(path) == "(none)"; }));
}

TEST_P(KeyboardOnlyOnServers, FromTheStartPageToANodeThatIsMadeEditedProtectedAndDeletedAndBack)
{
    ASSERT_EQ(m_window->workspace(), nullptr);
    connectByKeys();
    ASSERT_FALSE(HasFatalFailure());
    visit(m_root);
    EXPECT_TRUE(hasFocus("znodeTree")) << "from the path bar the keys go on in the tree";
    const Path made = below("made");
    createByKeys(made);
    ASSERT_FALSE(HasFatalFailure());
    editByKeys(made);
    ASSERT_FALSE(HasFatalFailure());
    protectByKeys(made);
    ASSERT_FALSE(HasFatalFailure());
    deleteByKeys(made);
    ASSERT_FALSE(HasFatalFailure());

    press(keyOf("connection.disconnect"));
    ASSERT_EQ(m_window->workspace(), nullptr);
    ASSERT_TRUE(tabTo("connections")); // There it waits to be opened again.
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    EXPECT_TRUE(spinUntil([&] { return m_window->workspace() && shows(m_root.text()); }));
}

INSTANTIATE_TEST_SUITE_P(Servers, KeyboardOnlyOnServers,
    testing::Values(Kind::ours, Kind::apache),
    [](const auto& each) { return each.param == Kind::ours ? "ours" : "apache"; });

} // namespace
} // namespace zs::ui

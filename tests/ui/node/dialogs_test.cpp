// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/picture.h"
#include "ui/common/banner.h"
#include "ui/common/text_label.h"
#include "ui/node/delete_dialog.h"
#include "ui/node/new_node_dialog.h"
#include "ui/node/node_controller.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;
using testing::HasSubstr;

class NodeDialogs : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void SetUp() override
    {
        for (const char* path : {"/leases", "/config/payments/regions/eu", "/config/payments/flags",
                 "/config/payments/gateway.json", "/config/payments/keys"})
            fake.put(Path(path), "data");
    }
    template <class T>
    static T* find(QWidget& dialog, const char* name)
    {
        T* widget = dialog.findChild<T*>(QLatin1String(name));
        EXPECT_NE(widget, nullptr) << name;
        return widget;
    }
    static void click(QWidget& dialog, const char* name)
    {
        QTest::mouseClick(find<QPushButton>(dialog, name), Qt::LeftButton);
    }

    test::FakeClient fake;
    NodeController node{&fake};
    DialogPlace staging{
        QStringLiteral("payments-staging"), QStringLiteral("staging"), Role::looking};
    DialogPlace production{
        QStringLiteral("payments-prod"), QStringLiteral("production"), Role::danger, true};
};

TEST_F(NodeDialogs, CreatesANodeFromTheKeyboard)
{
    NewNodeDialog dialog(&node, Path("/leases"), staging);
    QSignalSpy created(&dialog, &NewNodeDialog::created);
    dialog.show();
    auto* name = find<QLineEdit>(dialog, "newNodeName");
    EXPECT_FALSE(find<QPushButton>(dialog, "createNode")->isEnabled()) << "a name is missing";
    QTest::keyClicks(name, "worker");
    find<QPlainTextEdit>(dialog, "newNodeData")->setPlainText("{\"a\": 1}");
    QTest::keyClick(name, Qt::Key_Return);
    ASSERT_TRUE(spinUntil([&] { return created.count() == 1; }));
    EXPECT_EQ(created[0][0].value<Path>(), Path("/leases/worker"));
    EXPECT_EQ(fake.tree().text(Path("/leases/worker")), "{\"a\": 1}");
    EXPECT_EQ(dialog.result(), QDialog::Accepted);
}

TEST_F(NodeDialogs, CreatesAnEphemeralSequentialNodeAndTellsItsNumber)
{
    NewNodeDialog dialog(&node, Path("/leases"), staging);
    QSignalSpy created(&dialog, &NewNodeDialog::created);
    dialog.show();
    QTest::keyClicks(find<QLineEdit>(dialog, "newNodeName"), "settle-");
    find<QRadioButton>(dialog, "kindEphemeral")->click();
    find<QCheckBox>(dialog, "kindSequential")->click();
    test::picture(dialog, "new-node");
    click(dialog, "createNode");
    ASSERT_TRUE(spinUntil([&] { return created.count() == 1; }));
    EXPECT_EQ(created[0][0].value<Path>(), Path("/leases/settle-0000000000"));
    EXPECT_NE(fake.tree().data(Path("/leases/settle-0000000000"))->stat.ephemeralOwner.value, 0);
}

TEST_F(NodeDialogs, SaysWhileTypingWhatIsWrongWithAName)
{
    NewNodeDialog dialog(&node, Path("/leases"), staging);
    dialog.show();
    auto* name = find<QLineEdit>(dialog, "newNodeName");
    QTest::keyClicks(name, "a/b");
    EXPECT_THAT(
        find<TextLabel>(dialog, "newNodeHint")->text().toStdString(), HasSubstr("slash"));
    EXPECT_FALSE(find<QPushButton>(dialog, "createNode")->isEnabled());
    find<QCheckBox>(dialog, "createParents")->click();
    EXPECT_TRUE(find<QPushButton>(dialog, "createNode")->isEnabled());
}

TEST_F(NodeDialogs, StaysOpenWithTheReasonWhenCreationFails)
{
    fake.put(Path("/leases/taken"));
    NewNodeDialog dialog(&node, Path("/leases"), staging);
    dialog.show();
    QTest::keyClicks(find<QLineEdit>(dialog, "newNodeName"), "taken");
    click(dialog, "createNode");
    auto* failure = find<Note>(dialog, "newNodeFailure");
    ASSERT_TRUE(spinUntil([&] { return failure->isVisible(); }));
    EXPECT_THAT(failure->text().toStdString(), HasSubstr("NodeExists"));
    EXPECT_TRUE(dialog.isVisible());
    EXPECT_TRUE(find<QPushButton>(dialog, "createNode")->isEnabled());
}

TEST_F(NodeDialogs, EscapeCancelsWithoutAWrite)
{
    NewNodeDialog dialog(&node, Path("/leases"), staging);
    dialog.show();
    QTest::keyClicks(find<QLineEdit>(dialog, "newNodeName"), "x");
    QTest::keyClick(&dialog, Qt::Key_Escape);
    EXPECT_EQ(dialog.result(), QDialog::Rejected);
    EXPECT_EQ(fake.calls(OpCode::create2) + fake.calls(OpCode::create), 0);
}

TEST_F(NodeDialogs, NamesTheExactCountAndDeletesFromTheBottomUp)
{
    DeleteDialog dialog(&node, Path("/config/payments"), staging);
    QSignalSpy deleted(&dialog, &DeleteDialog::deleted);
    dialog.show();
    auto* button = find<QPushButton>(dialog, "deleteNodes");
    ASSERT_TRUE(spinUntil([&] { return button->isEnabled(); }));
    EXPECT_THAT(button->text().toStdString(), HasSubstr("6"));
    EXPECT_EQ(find<TextLabel>(dialog, "countNodes")->text(), "6");
    test::picture(dialog, "delete");
    QTest::keyClick(&dialog, Qt::Key_Return);
    EXPECT_EQ(fake.calls(OpCode::remove), 0) << "Enter never triggers a red button";
    QTest::mouseClick(button, Qt::LeftButton);
    ASSERT_TRUE(spinUntil([&] { return deleted.count() == 1; }));
    EXPECT_EQ(deleted[0][1].toInt(), 6);
    EXPECT_FALSE(fake.tree().has(Path("/config/payments")));
}

TEST_F(NodeDialogs, AsksForTheNameOnProduction)
{
    DeleteDialog dialog(&node, Path("/config/payments"), production);
    dialog.show();
    auto* confirm = find<QLineEdit>(dialog, "deleteConfirm");
    ASSERT_TRUE(spinUntil([&] { return confirm->isEnabled(); }));
    auto* button = find<QPushButton>(dialog, "deleteNodes");
    EXPECT_FALSE(button->isEnabled());
    QTest::keyClicks(confirm, "paymen");
    test::picture(dialog, "delete-production");
    EXPECT_FALSE(button->isEnabled());
    QTest::keyClicks(confirm, "ts");
    EXPECT_TRUE(button->isEnabled());
}

TEST_F(NodeDialogs, RefusesToDeleteWhatZooKeeperKeepsForItself)
{
    DeleteDialog dialog(&node, Path("/zookeeper"), staging);
    dialog.show();
    EXPECT_FALSE(find<QPushButton>(dialog, "deleteNodes")->isEnabled());
    EXPECT_THAT(find<Note>(dialog, "deleteWarning")->text().toStdString(), HasSubstr("zookeeper"));
}

TEST_F(NodeDialogs, SaysWhereADeletionStopped)
{
    DeleteDialog dialog(&node, Path("/config/payments"), staging);
    dialog.show();
    auto* button = find<QPushButton>(dialog, "deleteNodes");
    ASSERT_TRUE(spinUntil([&] { return button->isEnabled(); }));
    fake.put(Path("/config/payments/flags"), "changed");
    QTest::mouseClick(button, Qt::LeftButton);
    auto* warning = find<Note>(dialog, "deleteWarning");
    ASSERT_TRUE(spinUntil([&] { return warning->text().contains("BadVersion"); }));
    EXPECT_THAT(warning->text().toStdString(), HasSubstr("/config/payments/flags"));
    EXPECT_FALSE(button->isEnabled());
    EXPECT_TRUE(fake.tree().has(Path("/config/payments/flags")));
}

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/picture.h"
#include "ui/common/banner.h"
#include "ui/common/text_label.h"
#include "ui/node/new_node_dialog.h"
#include "ui/node/node_controller.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
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

TEST_F(NodeDialogs, ForesaysTheNumberOfASequentialNode)
{
    for (int i = 0; i < 3; ++i)
        (void)test::await(fake.create(
            Path("/leases/settle-"), Bytes{}, CreateMode::persistentSequential));
    (void)test::await(fake.remove(Path("/leases/settle-0000000001")));
    NewNodeDialog dialog(&node, Path("/leases"), staging);
    QSignalSpy created(&dialog, &NewNodeDialog::created);
    dialog.show();
    QTest::keyClicks(find<QLineEdit>(dialog, "newNodeName"), "settle-");
    find<QCheckBox>(dialog, "kindSequential")->click();
    auto* hint = find<TextLabel>(dialog, "newNodeHint");
    EXPECT_TRUE(spinUntil([&] { return hint->text().contains("settle-0000000003 or higher"); }))
        << hint->text().toStdString();
    click(dialog, "createNode");
    ASSERT_TRUE(spinUntil([&] { return created.count() == 1; }));
    EXPECT_EQ(created[0][0].value<Path>(), Path("/leases/settle-0000000003"));
}

TEST_F(NodeDialogs, CreatesATtlNodeAndSaysWhatItNeeds)
{
    NewNodeDialog dialog(&node, Path("/leases"), staging);
    QSignalSpy created(&dialog, &NewNodeDialog::created);
    dialog.show();
    EXPECT_FALSE(find<QSpinBox>(dialog, "ttlAmount")->isEnabled());
    QTest::keyClicks(find<QLineEdit>(dialog, "newNodeName"), "cursor");
    find<QRadioButton>(dialog, "kindTtl")->click();
    find<QSpinBox>(dialog, "ttlAmount")->setValue(2);
    test::picture(dialog, "new-node-ttl");
    std::string notes;
    for (const Note* note : dialog.findChildren<Note*>())
        notes += note->isVisible() ? note->text().toStdString() : std::string();
    EXPECT_THAT(notes, HasSubstr("extendedTypesEnabled"));
    fake.failNext(OpCode::create2, Errc::unimplemented);
    click(dialog, "createNode");
    auto* failure = find<Note>(dialog, "newNodeFailure");
    ASSERT_TRUE(spinUntil([&] { return failure->isVisible(); }));
    EXPECT_THAT(failure->text().toStdString(), HasSubstr("Unimplemented"));
    click(dialog, "createNode");
    ASSERT_TRUE(spinUntil([&] { return created.count() == 1; }));
}

TEST_F(NodeDialogs, AContainerCannotBeSequentialAndTooLongALifeIsRefused)
{
    NewNodeDialog dialog(&node, Path("/leases"), staging);
    dialog.show();
    QTest::keyClicks(find<QLineEdit>(dialog, "newNodeName"), "c");
    find<QRadioButton>(dialog, "kindContainer")->click();
    EXPECT_FALSE(find<QCheckBox>(dialog, "kindSequential")->isEnabled());
    find<QRadioButton>(dialog, "kindTtl")->click();
    find<QSpinBox>(dialog, "ttlAmount")->setValue(99'999);
    find<QComboBox>(dialog, "ttlUnit")->setCurrentIndex(3);
    EXPECT_FALSE(find<QPushButton>(dialog, "createNode")->isEnabled());
    find<QRadioButton>(dialog, "kindContainer")->click();
    click(dialog, "createNode");
    ASSERT_TRUE(spinUntil([&] { return fake.tree().has(Path("/leases/c")); }));
}

TEST_F(NodeDialogs, TakesTheParentsAclAndShowsWhatEachChoiceGrants)
{
    const std::vector<Acl> own{{perm::all, {"ip", "10.0.0.0/8"}}, {perm::read, {"ip", "::1"}}};
    fake.putAcl(Path("/leases"), own);
    NewNodeDialog dialog(&node, Path("/leases"), staging);
    QSignalSpy created(&dialog, &NewNodeDialog::created);
    dialog.show();
    auto* choice = find<QComboBox>(dialog, "newNodeAcl");
    auto* summary = find<TextLabel>(dialog, "newNodeAclSummary");
    ASSERT_TRUE(spinUntil([&] { return choice->currentText() == "Same as parent"; }));
    EXPECT_THAT(summary->text().toStdString(), HasSubstr("no world access"));
    EXPECT_THAT(choice->toolTip().toStdString(), HasSubstr("10.0.0.0/8"));
    QTest::keyClicks(find<QLineEdit>(dialog, "newNodeName"), "n");
    test::picture(dialog, "new-node-acl");
    click(dialog, "createNode");
    ASSERT_TRUE(spinUntil([&] { return created.count() == 1; }));
    EXPECT_EQ(test::await(fake.getAcl(Path("/leases/n")))->acl, own);
    choice->setCurrentIndex(choice->findText("Open to the world"));
    EXPECT_THAT(summary->text().toStdString(), HasSubstr("cdrwa"));
}

TEST_F(NodeDialogs, AnAclWithHiddenSecretsIsNotOfferedAsTheParents)
{
    fake.putAcl(Path("/leases"), {{perm::all, {"digest", "bob:x"}}});
    NewNodeDialog dialog(&node, Path("/leases"), staging);
    dialog.show();
    ASSERT_TRUE(spinUntil([&] { return fake.pendingCount() == 0; }));
    EXPECT_EQ(find<QComboBox>(dialog, "newNodeAcl")->findText("Same as parent"), -1);
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
    EXPECT_EQ(dialog.focusWidget(), find<QLineEdit>(dialog, "newNodeName")) << "to try another";
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

} // namespace
} // namespace zs::ui

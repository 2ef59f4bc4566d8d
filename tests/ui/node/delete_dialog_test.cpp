// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/delete_dialog.h"

#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/picture.h"
#include "ui/common/banner.h"
#include "ui/common/text_label.h"
#include "ui/node/node_controller.h"
#include "ui/node/subtree_backup.h"

#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;
using testing::HasSubstr;

class Deleting : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void SetUp() override
    {
        QDir(backupFolder()).removeRecursively();
        for (const char* path : {"/config/payments/regions/eu", "/config/payments/flags",
                 "/config/payments/gateway.json", "/config/payments/keys"})
            fake.put(Path(path), "data");
    }
    void TearDown() override { QDir(backupFolder()).removeRecursively(); }

    void open(const DialogPlace& place, const char* path = "/config/payments", int watches = 0)
    {
        dialog = std::make_unique<DeleteDialog>(&node, Path(path), watches, place);
        deleted = std::make_unique<QSignalSpy>(dialog.get(), &DeleteDialog::deleted);
        dialog->show();
    }
    template <class T>
    T* find(const char* name)
    {
        T* widget = dialog->findChild<T*>(QLatin1String(name));
        EXPECT_NE(widget, nullptr) << name;
        return widget;
    }
    QPushButton* button() { return find<QPushButton>("deleteNodes"); }
    bool counted() { return spinUntil([&] { return button()->isEnabled(); }); }
    bool isGone() { return spinUntil([&] { return deleted->count() == 1; }); }
    void click(const char* name)
    {
        QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton);
    }
    std::string warning() { return find<Note>("deleteWarning")->text().toStdString(); }
    std::string progress() { return find<TextLabel>("deleteProgress")->text().toStdString(); }

    test::FakeClient fake;
    NodeController node{&fake};
    std::unique_ptr<DeleteDialog> dialog;
    std::unique_ptr<QSignalSpy> deleted;
    DialogPlace staging{
        QStringLiteral("payments-staging"), QStringLiteral("staging"), Role::looking};
    DialogPlace production{
        QStringLiteral("payments-prod"), QStringLiteral("production"), Role::danger, true};
};

TEST_F(Deleting, NamesTheExactCountSavesABackupAndDeletesFromTheBottomUp)
{
    open(staging);
    ASSERT_TRUE(counted());
    EXPECT_THAT(button()->text().toStdString(), HasSubstr("6"));
    EXPECT_EQ(find<TextLabel>("countNodes")->text(), "6");
    test::picture(*dialog, "delete");
    QTest::keyClick(dialog.get(), Qt::Key_Return);
    EXPECT_EQ(fake.calls(OpCode::remove), 0) << "Enter never triggers a red button";
    click("deleteNodes");
    ASSERT_TRUE(isGone());
    EXPECT_EQ(deleted->at(0)[1].toInt(), 6);
    EXPECT_FALSE(fake.tree().has(Path("/config/payments")));
    QFile file(deleted->at(0)[2].toString());
    ASSERT_TRUE(file.open(QIODevice::ReadOnly)) << file.fileName().toStdString();
    EXPECT_TRUE(file.fileName().startsWith(backupFolder()));
    const Result<Backup> backup = parseBackup(file.readAll());
    ASSERT_TRUE(backup.has_value()) << backup.error().detail;
    EXPECT_EQ(backup->nodes.size(), 6U);
}

TEST_F(Deleting, WritesNoFileWhenNoBackupIsWanted)
{
    open(staging);
    ASSERT_TRUE(counted());
    click("withBackup");
    click("deleteNodes");
    ASSERT_TRUE(isGone());
    EXPECT_EQ(deleted->at(0)[2].toString(), "");
    EXPECT_EQ(fake.calls(OpCode::getAcl), 0);
}

TEST_F(Deleting, AFailedBackupDeletesNothing)
{
    open(staging);
    ASSERT_TRUE(counted());
    fake.failOn(Path("/config/payments/keys"), Errc::noAuth);
    click("deleteNodes");
    ASSERT_TRUE(spinUntil([&] { return warning().find("backup failed") != std::string::npos; }));
    EXPECT_THAT(warning(), HasSubstr("/config/payments/keys"));
    EXPECT_EQ(fake.calls(OpCode::remove), 0);
    EXPECT_TRUE(button()->isEnabled()) << "without a backup it still can be deleted";
}

TEST_F(Deleting, AsksForTheNameOnProduction)
{
    open(production, "/config/payments", 3);
    auto* confirm = find<QLineEdit>("deleteConfirm");
    ASSERT_TRUE(spinUntil([&] { return confirm->isEnabled(); }));
    EXPECT_FALSE(button()->isEnabled());
    QTest::keyClicks(confirm, "paymen");
    test::picture(*dialog, "delete-production");
    EXPECT_FALSE(button()->isEnabled());
    QTest::keyClicks(confirm, "ts");
    EXPECT_TRUE(button()->isEnabled());
    QTest::keyClick(confirm, Qt::Key_Return);
    EXPECT_EQ(fake.calls(OpCode::remove), 0) << "Enter never triggers a red button";
}

TEST_F(Deleting, NamesEphemeralNodes)
{
    for (int i = 0; i < 6; ++i) {
        const Path path("/config/payments/lease-" + std::to_string(i));
        (void)test::await(fake.create(path, Bytes{}, CreateMode::ephemeral));
    }
    open(staging);
    ASSERT_TRUE(counted());
    std::string names;
    for (const TextLabel* label : find<QWidget>("ephemeralNames")->findChildren<TextLabel*>())
        names += label->text().toStdString() + "\n";
    EXPECT_THAT(names, HasSubstr("/config/payments/lease-0"));
    EXPECT_THAT(names, HasSubstr("2 more"));
    test::picture(*dialog, "delete-ephemerals");
}

TEST_F(Deleting, WarnsOfTreesThatWellKnownProgramsNeed)
{
    fake.put(Path("/brokers/ids/1"), "x");
    open(staging, "/brokers/ids");
    ASSERT_TRUE(counted());
    EXPECT_THAT(find<Note>("knownTree")->text().toStdString(), HasSubstr("Kafka"));
    EXPECT_TRUE(find<Note>("knownTree")->isVisible());
    fake.put(Path("/app/payments"));
    open(staging, "/app/payments");
    ASSERT_TRUE(counted());
    EXPECT_FALSE(find<Note>("knownTree")->isVisible());
    open(staging, "/config"); // Beside /brokers/ids it is Kafka's, too.
    EXPECT_TRUE(spinUntil([&] { return find<Note>("knownTree")->isVisible(); }));
}

TEST_F(Deleting, RefusesToDeleteWhatZooKeeperKeepsForItself)
{
    open(staging, "/zookeeper");
    EXPECT_FALSE(button()->isVisible());
    EXPECT_THAT(warning(), HasSubstr("zookeeper"));
}

TEST_F(Deleting, SaysWhereItStoppedAndCountsAgain)
{
    open(staging);
    ASSERT_TRUE(counted());
    click("withBackup");
    fake.put(Path("/config/payments/flags"), "changed");
    click("deleteNodes");
    ASSERT_TRUE(spinUntil([&] { return warning().find("BadVersion") != std::string::npos; }));
    EXPECT_THAT(warning(), HasSubstr("/config/payments/flags"));
    EXPECT_FALSE(button()->isVisible());
    EXPECT_TRUE(fake.tree().has(Path("/config/payments/flags")));
    test::picture(*dialog, "delete-stopped");
    click("countAgain");
    ASSERT_TRUE(counted());
    click("deleteNodes");
    ASSERT_TRUE(isGone());
    EXPECT_EQ(deleted->at(0)[1].toInt(), 6) << "all of it, in two runs";
}

TEST_F(Deleting, StopsAndGoesOn)
{
    for (int i = 0; i < 500; ++i)
        fake.put(Path("/config/payments/n" + std::to_string(i)));
    open(staging);
    ASSERT_TRUE(counted());
    click("withBackup");
    fake.hold();
    click("deleteNodes");
    click("cancel");
    fake.release();
    ASSERT_TRUE(spinUntil([&] { return fake.pendingCount() == 0; }));
    ASSERT_TRUE(dialog->isVisible());
    EXPECT_THAT(progress(), HasSubstr("Cancelled after"));
    EXPECT_THAT(button()->text().toStdString(), HasSubstr("other"));
    test::picture(*dialog, "delete-resume");
    click("deleteNodes");
    ASSERT_TRUE(isGone());
    EXPECT_EQ(deleted->at(0)[1].toInt(), 506);
}

TEST_F(Deleting, EscDuringTheCountDeletesNothing)
{
    fake.hold();
    open(staging);
    QTest::keyClick(dialog.get(), Qt::Key_Escape);
    fake.release();
    ASSERT_TRUE(spinUntil([&] { return fake.pendingCount() == 0; }));
    EXPECT_EQ(dialog->result(), QDialog::Rejected);
    EXPECT_EQ(fake.calls(OpCode::remove), 0);
}

} // namespace
} // namespace zs::ui

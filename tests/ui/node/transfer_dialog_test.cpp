// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/transfer_dialog.h"

#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/picture.h"
#include "ui/common/banner.h"
#include "ui/common/text_label.h"
#include "ui/node/node_controller.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;
using testing::HasSubstr;
using Kind = SubtreeTransfer::Kind;

class Transfer : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void SetUp() override
    {
        for (const char* path : {"/a/x", "/a/y", "/other"})
            fake.put(Path(path), "data");
    }
    void open(Kind kind, const DialogPlace& place, const char* from = "/a")
    {
        dialog = std::make_unique<TransferDialog>(kind, &node, Path(from), place);
        finished = std::make_unique<QSignalSpy>(dialog.get(), &TransferDialog::finished);
        dialog->show();
        ASSERT_TRUE(spinUntil([&] { return fake.pendingCount() == 0; }));
    }
    template <class T>
    T* find(const char* name)
    {
        T* widget = dialog->findChild<T*>(QLatin1String(name));
        EXPECT_NE(widget, nullptr) << name;
        return widget;
    }
    QPushButton* start() { return find<QPushButton>("transferStart"); }
    bool isReady() { return spinUntil([&] { return start()->isEnabled(); }); }
    void type(const char* path)
    {
        auto* target = find<QLineEdit>("transferTarget");
        target->selectAll();
        QTest::keyClicks(target, path);
    }
    std::string hint() { return find<TextLabel>("transferHint")->text().toStdString(); }
    std::string failure() { return find<Note>("transferFailure")->text().toStdString(); }

    test::FakeClient fake;
    NodeController node{&fake};
    std::unique_ptr<TransferDialog> dialog;
    std::unique_ptr<QSignalSpy> finished;
    DialogPlace local{QStringLiteral("local"), QStringLiteral("local"), Role::leading};
    DialogPlace production{
        QStringLiteral("payments-prod"), QStringLiteral("production"), Role::danger, true};
};

TEST_F(Transfer, DuplicatesByEnter)
{
    open(Kind::duplicate, local);
    ASSERT_TRUE(isReady());
    EXPECT_THAT(start()->text().toStdString(), HasSubstr("3"));
    test::picture(*dialog, "duplicate");
    QTest::keyClick(find<QLineEdit>("transferTarget"), Qt::Key_Return);
    ASSERT_TRUE(spinUntil([&] { return finished->count() == 1; }));
    EXPECT_EQ(fake.tree().text(Path("/a-copy/x")), "data");
    EXPECT_TRUE(fake.tree().has(Path("/a/x")));
}

TEST_F(Transfer, RenamesButNeverByEnterAlone)
{
    open(Kind::move, local);
    type("/b");
    ASSERT_TRUE(isReady());
    QTest::keyClick(find<QLineEdit>("transferTarget"), Qt::Key_Return);
    EXPECT_FALSE(fake.tree().has(Path("/b"))) << "a move deletes";
    QTest::mouseClick(start(), Qt::LeftButton);
    ASSERT_TRUE(spinUntil([&] { return finished->count() == 1; }));
    EXPECT_EQ(fake.tree().text(Path("/b/y")), "data");
    EXPECT_FALSE(fake.tree().has(Path("/a")));
}

TEST_F(Transfer, NamesEphemeralsBeforeAnythingIsDone)
{
    (void)test::await(fake.create(Path("/a/lease"), Bytes{}, CreateMode::ephemeral));
    open(Kind::move, local);
    type("/b");
    auto* stays = find<Note>("transferStays");
    ASSERT_TRUE(spinUntil([&] { return stays->isVisible(); }));
    EXPECT_THAT(stays->text().toStdString(), HasSubstr("/a/lease"));
    EXPECT_FALSE(start()->isEnabled());
    test::picture(*dialog, "move-ephemerals");
    open(Kind::duplicate, local);
    ASSERT_TRUE(isReady()) << "a copy leaves them out";
    QTest::mouseClick(start(), Qt::LeftButton);
    ASSERT_TRUE(spinUntil([&] { return finished->count() == 1; }));
    EXPECT_FALSE(fake.tree().has(Path("/a-copy/lease")));
}

TEST_F(Transfer, AnEphemeralItselfCannotBeDuplicated)
{
    (void)test::await(fake.create(Path("/a/lease"), Bytes{}, CreateMode::ephemeral));
    open(Kind::duplicate, local, "/a/lease");
    auto* stays = find<Note>("transferStays");
    ASSERT_TRUE(spinUntil([&] { return stays->isVisible(); }));
    EXPECT_THAT(stays->text().toStdString(), HasSubstr("belongs to its session"));
    EXPECT_FALSE(start()->isEnabled()) << "nothing would be copied";
}

TEST_F(Transfer, SaysWhileTypingWhatIsWrongWithTheTarget)
{
    open(Kind::move, local);
    EXPECT_THAT(hint(), HasSubstr("where it is"));
    type("/a/x/deeper");
    EXPECT_THAT(hint(), HasSubstr("below itself"));
    type("/zookeeper/b");
    EXPECT_THAT(hint(), HasSubstr("for itself"));
    type("b//c");
    EXPECT_FALSE(hint().empty());
    EXPECT_FALSE(start()->isEnabled());
}

TEST_F(Transfer, NeverOverwritesAndSaysSo)
{
    open(Kind::duplicate, local);
    type("/other");
    ASSERT_TRUE(isReady());
    QTest::mouseClick(start(), Qt::LeftButton);
    ASSERT_TRUE(spinUntil([&] { return !failure().empty(); }));
    EXPECT_THAT(failure(), HasSubstr("NodeExists"));
    EXPECT_EQ(fake.tree().text(Path("/other")), "data");
    EXPECT_TRUE(start()->isEnabled()) << "another path can be tried";
}

TEST_F(Transfer, AMoveOnProductionIsConfirmedByName)
{
    open(Kind::move, production);
    type("/b");
    ASSERT_TRUE(spinUntil([&] { return start()->text().contains(u'3'); })) << "counted";
    EXPECT_FALSE(start()->isEnabled());
    QTest::keyClicks(find<QLineEdit>("transferConfirm"), "a");
    EXPECT_TRUE(isReady());
    open(Kind::duplicate, production);
    EXPECT_FALSE(find<QLineEdit>("transferConfirm")->isVisible()) << "a copy loses nothing";
}

TEST_F(Transfer, AMoveOfAKnownTreeIsWarnedOf)
{
    fake.put(Path("/brokers/ids/1"), "x");
    open(Kind::move, local, "/brokers");
    EXPECT_TRUE(find<Note>("knownTree")->isVisible());
    EXPECT_THAT(find<Note>("knownTree")->text().toStdString(), HasSubstr("Kafka"));
    test::picture(*dialog, "move-known");
    open(Kind::move, local);
    EXPECT_FALSE(find<Note>("knownTree")->isVisible());
}

TEST_F(Transfer, StopSaysWhatStaysAtTheNewPlace)
{
    for (int i = 0; i < 500; ++i)
        fake.put(Path("/a/n" + std::to_string(i)));
    open(Kind::duplicate, local);
    ASSERT_TRUE(isReady());
    fake.setDelay(std::chrono::milliseconds(2));
    QTest::mouseClick(start(), Qt::LeftButton);
    ASSERT_TRUE(spinUntil([&] { return fake.tree().has(Path("/a-copy")); }));
    QTest::keyClick(dialog.get(), Qt::Key_Escape);
    ASSERT_TRUE(spinUntil([&] { return !failure().empty(); }));
    EXPECT_TRUE(dialog->isVisible());
    EXPECT_THAT(failure(), HasSubstr("Stopped"));
    EXPECT_TRUE(fake.tree().has(Path("/a/n499")));
}

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/transfers_dialog.h"

#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/picture.h"
#include "ui/common/banner.h"
#include "ui/common/text_label.h"
#include "ui/node/node_controller.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Kind = SubtreeTransfer::Kind;

TEST(TopmostOf, DropsWhatIsBelowAnotherAndKeepsTheOrder)
{
    const auto paths = [](std::initializer_list<const char*> texts) {
        std::vector<Path> all;
        for (const char* text : texts)
            all.emplace_back(text);
        return all;
    };
    EXPECT_EQ(topmostOf(paths({"/b/x", "/a", "/a-b", "/a/x/y", "/a/x", "/b/x"})),
        paths({"/b/x", "/a", "/a-b"}));
    EXPECT_EQ(topmostOf(paths({"/a", "/", "/b"})), paths({"/"}));
    EXPECT_THAT(topmostOf({}), IsEmpty());
}

class Transfers : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void SetUp() override
    {
        for (const char* path : {"/a/x", "/a/y", "/b", "/deep/c/z", "/to"})
            fake.put(Path(path), "data");
    }
    void TearDown() override { dialog.reset(); }
    void open(Kind kind, const std::vector<Path>& from, const DialogPlace& place)
    {
        dialog = std::make_unique<TransfersDialog>(kind, &node, from, place);
        finished = std::make_unique<QSignalSpy>(dialog.get(), &TransfersDialog::finished);
        transferred = std::make_unique<QSignalSpy>(dialog.get(), &TransfersDialog::transferred);
        dialog->show();
        ASSERT_TRUE(spinUntil([&] { return state() != "Counted"; }));
    }
    void open(Kind kind, const std::vector<Path>& from) { open(kind, from, local); }
    template <class T>
    T* find(const char* name)
    {
        T* widget = dialog->findChild<T*>(QLatin1String(name));
        EXPECT_NE(widget, nullptr) << name;
        return widget;
    }
    std::string state()
    {
        const std::string text = find<TextLabel>("transfersProgress")->text().toStdString();
        return text.substr(0, text.find(':'));
    }
    QPushButton* start() { return find<QPushButton>("transfersStart"); }
    bool isReady() { return spinUntil([&] { return start()->isEnabled(); }); }
    void type(const char* path)
    {
        auto* target = find<QLineEdit>("transfersTarget");
        target->selectAll();
        QTest::keyClicks(target, path);
    }
    void click(const char* name)
    {
        QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton);
    }
    QAbstractItemModel* rows() { return find<QTableView>("transfersList")->model(); }
    std::string cell(int row, int column)
    {
        return rows()->index(row, column).data().toString().toStdString();
    }
    std::string facts(int row) { return cell(row, SubtreeTransfers::FactsColumn); }
    bool says(int row, const char* words)
    {
        return spinUntil([&] { return facts(row).find(words) != std::string::npos; });
    }
    void toggle(int row)
    {
        auto* table = find<QTableView>("transfersList");
        const QRect cell = table->visualRect(rows()->index(row, 0));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
            QPoint(cell.left() + 10, cell.center().y()));
    }
    std::string failure() { return find<Note>("transfersFailure")->text().toStdString(); }
    bool isFinished() { return spinUntil([&] { return finished->count() == 1; }); }
    bool has(const char* path) { return fake.tree().has(Path(path)); }

    test::FakeClient fake;
    NodeController node{&fake};
    std::unique_ptr<TransfersDialog> dialog;
    std::unique_ptr<QSignalSpy> finished;
    std::unique_ptr<QSignalSpy> transferred;
    DialogPlace local{QStringLiteral("local"), QStringLiteral("local"), Role::leading};
    DialogPlace production{
        QStringLiteral("payments-prod"), QStringLiteral("production"), Role::danger, true};
    const std::vector<Path> three{Path("/a"), Path("/b"), Path("/deep/c")};
};

TEST_F(Transfers, MoveAllOfThemWithWhatIsBelow)
{
    open(Kind::move, three);
    const QAbstractItemModelTester tester(rows());
    EXPECT_FALSE(start()->isEnabled()) << "two of them are there";
    type("/to");
    ASSERT_TRUE(isReady());
    EXPECT_EQ(cell(2, SubtreeTransfers::TargetColumn), "/to/c");
    EXPECT_EQ(facts(0), "3 node(s), 8 B");
    EXPECT_EQ(start()->text().toStdString(), "Move 6 node(s)");
    test::picture(*dialog, "move-several");
    QTest::keyClick(find<QLineEdit>("transfersTarget"), Qt::Key_Return);
    EXPECT_FALSE(has("/to/a")) << "a move deletes: not by Enter";
    click("transfersStart");
    ASSERT_TRUE(isFinished());
    EXPECT_EQ(finished->at(0)[1].toInt(), 6);
    ASSERT_EQ(transferred->count(), 3);
    EXPECT_EQ(transferred->at(2)[0].value<Path>(), Path("/deep/c"));
    EXPECT_EQ(transferred->at(2)[1].value<Path>(), Path("/to/c"));
    EXPECT_EQ(fake.tree().text(Path("/to/a/x")), "data");
    EXPECT_EQ(fake.tree().text(Path("/to/c/z")), "data");
    for (const char* gone : {"/a", "/b", "/deep/c"})
        EXPECT_FALSE(has(gone)) << gone;
}

TEST_F(Transfers, DuplicateBesideTheOriginalsUnderOtherNames)
{
    open(Kind::duplicate, {Path("/a"), Path("/b")});
    ASSERT_TRUE(isReady());
    EXPECT_EQ(cell(0, SubtreeTransfers::TargetColumn), "/a-copy");
    QTest::keyClick(find<QLineEdit>("transfersTarget"), Qt::Key_Return);
    ASSERT_TRUE(isFinished());
    EXPECT_TRUE(has("/a-copy/y"));
    EXPECT_TRUE(has("/b-copy"));
    EXPECT_TRUE(has("/a/y"));
}

TEST_F(Transfers, NamesThatAreTakenAreToldBeforeAndCanBeLeftOut)
{
    fake.put(Path("/to/b"), "old");
    fake.put(Path("/deep/a"), "other");
    open(Kind::move, {Path("/a"), Path("/b"), Path("/deep/a"), Path("/deep/c")});
    type("/to");
    ASSERT_TRUE(says(1, "there is a node"));
    EXPECT_THAT(facts(0), HasSubstr("two of them"));
    EXPECT_THAT(facts(2), HasSubstr("two of them"));
    EXPECT_FALSE(start()->isEnabled());
    test::picture(*dialog, "move-several-clash");
    toggle(2); // Now only one has that name.
    EXPECT_THAT(facts(0), HasSubstr("3 node"));
    auto* leaveOut = find<QPushButton>("transfersLeaveOut");
    ASSERT_TRUE(spinUntil([&] { return leaveOut->isVisible(); }));
    click("transfersLeaveOut");
    ASSERT_TRUE(isReady());
    EXPECT_EQ(start()->text().toStdString(), "Move 5 node(s)");
    click("transfersStart");
    ASSERT_TRUE(isFinished());
    EXPECT_EQ(fake.tree().text(Path("/to/b")), "old");
    EXPECT_TRUE(has("/b"));
    EXPECT_TRUE(has("/deep/a"));
    EXPECT_TRUE(has("/to/a/x"));
    EXPECT_TRUE(has("/to/c/z"));
}

TEST_F(Transfers, EphemeralsAreNamedBeforeAnythingIsDone)
{
    (void)test::await(fake.create(Path("/a/lease"), Bytes{}, CreateMode::ephemeral));
    open(Kind::move, three);
    type("/to");
    auto* stays = find<Note>("transfersStays");
    ASSERT_TRUE(spinUntil([&] { return stays->isVisible(); }));
    EXPECT_THAT(stays->text().toStdString(), HasSubstr("/a/lease"));
    ASSERT_TRUE(says(0, "ephemeral"));
    EXPECT_FALSE(start()->isEnabled());
    test::picture(*dialog, "move-several-ephemerals");
    open(Kind::duplicate, three);
    type("/to");
    ASSERT_TRUE(isReady()) << "copies leave them out";
    click("transfersStart");
    ASSERT_TRUE(isFinished());
    EXPECT_TRUE(has("/to/a/x"));
    EXPECT_FALSE(has("/to/a/lease"));
}

TEST_F(Transfers, ATargetThatCannotBeIsToldWhileTyping)
{
    open(Kind::move, {Path("/a"), Path("/b")});
    auto* hint = find<TextLabel>("transfersHint");
    const auto hints = [&](const char* words) {
        return spinUntil([&] { return hint->text().contains(QLatin1String(words)); });
    };
    type("/nowhere");
    EXPECT_TRUE(hints("no such node"));
    EXPECT_FALSE(start()->isEnabled());
    type("/a//b");
    EXPECT_TRUE(hints("must be a name"));
    type("/a/x");
    EXPECT_TRUE(says(0, "below itself"));
    type("/zookeeper");
    EXPECT_TRUE(says(0, "for itself"));
    EXPECT_FALSE(start()->isEnabled());
}

TEST_F(Transfers, WhatFailsDoesNotKeepTheOthersAndIsTriedAgain)
{
    open(Kind::move, three);
    type("/to");
    ASSERT_TRUE(isReady());
    fake.failOn(Path("/b"), Errc::noAuth);
    click("transfersStart");
    ASSERT_TRUE(spinUntil([&] { return !failure().empty(); }));
    EXPECT_THAT(failure(), AllOf(HasSubstr("2 of the nodes were moved"), HasSubstr("1 failed")));
    EXPECT_EQ(facts(0), "moved");
    EXPECT_TRUE(dialog->isVisible());
    test::picture(*dialog, "move-several-failed");
    fake.failOn(Path("/b"), Errc::ok);
    ASSERT_TRUE(isReady());
    EXPECT_EQ(start()->text().toStdString(), "Go on");
    click("transfersStart");
    ASSERT_TRUE(isFinished());
    EXPECT_EQ(transferred->count(), 3) << "what was done is not done again";
    EXPECT_TRUE(has("/to/b"));
    EXPECT_FALSE(has("/b"));
}

TEST_F(Transfers, ALostConnectionEndsAllOfIt)
{
    open(Kind::duplicate, three);
    type("/to");
    ASSERT_TRUE(isReady());
    fake.failOn(Path("/a"), Errc::sessionExpired);
    click("transfersStart");
    ASSERT_TRUE(spinUntil([&] { return !failure().empty(); }));
    EXPECT_FALSE(has("/to/b")) << "no server takes it";
}

TEST_F(Transfers, StopSaysWhatIsDoneAndGoOnDoesTheRest)
{
    for (int i = 0; i < 300; ++i)
        fake.put(Path("/b/n" + std::to_string(i)));
    open(Kind::duplicate, three);
    type("/to");
    ASSERT_TRUE(isReady());
    fake.setDelay(std::chrono::milliseconds(2));
    click("transfersStart");
    ASSERT_TRUE(spinUntil([&] { return has("/to/b"); }));
    QTest::keyClick(dialog.get(), Qt::Key_Escape);
    ASSERT_TRUE(spinUntil([&] { return !failure().empty(); }));
    EXPECT_TRUE(dialog->isVisible());
    EXPECT_THAT(failure(), AllOf(HasSubstr("Stopped"), HasSubstr("1 of the nodes")));
    EXPECT_FALSE(has("/to/c"));
    fake.setDelay({});
    ASSERT_TRUE(isReady()) << "what is there of /to/b is its own";
    click("transfersStart");
    ASSERT_TRUE(isFinished());
    EXPECT_TRUE(has("/to/b/n299"));
    EXPECT_TRUE(has("/to/c/z"));
    EXPECT_EQ(transferred->count(), 3);
}

TEST_F(Transfers, OnProductionAMoveIsConfirmedByTheConnectionsName)
{
    open(Kind::move, three, production);
    type("/to");
    ASSERT_TRUE(spinUntil([&] { return start()->text().startsWith(QLatin1String("Move 6")); }));
    ASSERT_TRUE(spinUntil([&] { return fake.pendingCount() == 0; }));
    EXPECT_FALSE(start()->isEnabled());
    QTest::keyClicks(find<QLineEdit>("transfersConfirm"), "payments-prod");
    EXPECT_TRUE(isReady());
    open(Kind::duplicate, three, production);
    EXPECT_FALSE(find<QLineEdit>("transfersConfirm")->isVisible());
}

TEST_F(Transfers, KnownTreesAmongThemAreWarnedOf)
{
    fake.put(Path("/brokers/ids/1"));
    open(Kind::move, {Path("/a"), Path("/brokers")});
    auto* known = find<Note>("knownTree");
    EXPECT_TRUE(known->isVisible());
    EXPECT_THAT(known->text().toStdString(), AllOf(HasSubstr("/brokers"), HasSubstr("Kafka"),
        Not(HasSubstr("more"))));
}

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// The tabs Children and History.
#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/picture.h"
#include "ui/common/chip.h"
#include "ui/common/text_label.h"
#include "ui/node/children_page.h"
#include "ui/node/data_editor.h"
#include "ui/node/diff_view.h"
#include "ui/node/node_controller.h"
#include "ui/node/node_view.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

class NodeTabs : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void SetUp() override
    {
        fake.put(Path("/topics/orders"), "three hundred bytes");
        fake.put(Path("/topics/payments/p0"), "x");
        fake.put(Path("/topics/payments"), "four");
        fake.put(Path("/topics/task-0000000117"), "12");
        (void)test::await(fake.create(Path("/topics/election"), Bytes{}, CreateMode::ephemeral));
        view.resize(700, 420);
        view.show();
    }
    template <class T>
    T* find(const char* name)
    {
        T* widget = view.findChild<T*>(QLatin1String(name));
        EXPECT_NE(widget, nullptr) << name;
        return widget;
    }
    void open(const char* path, NodeView::Tab tab)
    {
        node.open(Path(path));
        view.showTab(tab);
        settle();
    }
    void settle()
    {
        ASSERT_TRUE(spinUntil([&] {
            return fake.pendingCount() == 0 && node.phase() == NodePhase::ready;
        }));
    }
    std::vector<std::string> column(int number)
    {
        const QAbstractItemModel* model = table()->model();
        std::vector<std::string> texts;
        for (int row = 0; row < model->rowCount(); ++row)
            texts.push_back(model->index(row, number).data().toString().toStdString());
        return texts;
    }
    QTableView* table() { return find<QTableView>("children"); }
    void clickHeader(int section)
    {
        QHeaderView* header = table()->horizontalHeader();
        const int x = header->sectionViewportPosition(section) + 20;
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {x, 10});
        settle();
    }
    std::vector<std::string> versions()
    {
        std::vector<std::string> rows;
        auto* list = find<QListWidget>("versions");
        for (int row = 0; row < list->count(); ++row)
            rows.push_back(
                list->item(row)->data(Qt::AccessibleTextRole).toString().toStdString());
        return rows;
    }

    test::FakeClient fake;
    NodeController node{&fake};
    NodeView view{&node, new QLabel(QStringLiteral("ACL"))};
};

TEST_F(NodeTabs, ChildrenComeWithTheirDetails)
{
    open("/topics", NodeView::Tab::children);
    EXPECT_THAT(column(ChildrenModel::NameColumn),
        ElementsAre("election", "orders", "payments", "task-0000000117"));
    EXPECT_THAT(column(ChildrenModel::KindColumn),
        ElementsAre("ephemeral", "persistent", "persistent", "sequential?"));
    EXPECT_THAT(column(ChildrenModel::SizeColumn), ElementsAre("0 B", "19 B", "4 B", "2 B"));
    EXPECT_THAT(column(ChildrenModel::ChildrenColumn), ElementsAre("0", "0", "1", "0"));
    test::picture(view, "tab-children");
}

TEST_F(NodeTabs, ChildrenFollowTheServer)
{
    open("/topics", NodeView::Tab::children);
    fake.put(Path("/topics/new"), "1");
    ASSERT_TRUE(spinUntil([&] { return table()->model()->rowCount() == 5; }));
    fake.erase(Path("/topics/new"));
    ASSERT_TRUE(spinUntil([&] { return table()->model()->rowCount() == 4; }));
}

TEST_F(NodeTabs, ChildrenAreSortedAndFiltered)
{
    open("/topics", NodeView::Tab::children);
    clickHeader(ChildrenModel::SizeColumn);
    EXPECT_THAT(column(ChildrenModel::NameColumn).back(), "orders");
    clickHeader(ChildrenModel::SizeColumn);
    EXPECT_THAT(column(ChildrenModel::NameColumn).front(), "orders");
    QTest::keyClicks(find<QLineEdit>("childFilter"), "PAY");
    EXPECT_THAT(column(ChildrenModel::NameColumn), ElementsAre("payments"));
    EXPECT_THAT(find<TextLabel>("childCount")->text().toStdString(), HasSubstr("1 shown"));
}

TEST_F(NodeTabs, AChildIsOpenedDeletedOrCreatedFromTheTable)
{
    open("/topics", NodeView::Tab::children);
    QSignalSpy activated(&view, &NodeView::pathActivated);
    QSignalSpy deleted(&view, &NodeView::deleteChildrenRequested);
    QSignalSpy created(&view, &NodeView::newRequested);
    table()->setFocus();
    table()->selectRow(2);
    QTest::keyClick(table(), Qt::Key_Return);
    QTest::keyClick(table(), Qt::Key_Delete);
    QTest::mouseClick(find<QPushButton>("newChild"), Qt::LeftButton);
    ASSERT_EQ(activated.count() + deleted.count() + created.count(), 3);
    EXPECT_EQ(activated[0][0].value<Path>(), Path("/topics/payments"));
    EXPECT_THAT(deleted[0][0].value<std::vector<Path>>(), ElementsAre(Path("/topics/payments")));
    EXPECT_EQ(created[0][0].value<Path>(), Path("/topics"));
}

TEST_F(NodeTabs, BoxesChooseSeveralChildrenAndKeepThemWhenRowsComeAndMove)
{
    open("/topics", NodeView::Tab::children);
    QSignalSpy deleted(&view, &NodeView::deleteChildrenRequested);
    const auto* remove = find<QPushButton>("deleteChild");
    EXPECT_FALSE(remove->isEnabled());
    const auto tick = [&](int row) {
        const QRect name = table()->visualRect(table()->model()->index(row, 0));
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {},
            {name.left() + 18, name.center().y()});
    };
    tick(1);
    tick(3);
    tick(2);
    tick(2);
    EXPECT_EQ(remove->text(), QStringLiteral("Delete 2 nodes"));
    fake.put(Path("/topics/new"), "1");
    ASSERT_TRUE(spinUntil([&] { return table()->model()->rowCount() == 5; }));
    clickHeader(ChildrenModel::NameColumn); // The other way round.
    EXPECT_EQ(remove->text(), QStringLiteral("Delete 2 nodes"));
    test::picture(view, "tab-children-chosen");
    QTest::mouseClick(find<QPushButton>("deleteChild"), Qt::LeftButton);
    ASSERT_EQ(deleted.count(), 1);
    EXPECT_THAT(deleted[0][0].value<std::vector<Path>>(),
        UnorderedElementsAre(Path("/topics/orders"), Path("/topics/task-0000000117")));
    // A click beside the box chooses that row alone.
    const QRect name = table()->visualRect(table()->model()->index(0, 0));
    QTest::mouseClick(
        table()->viewport(), Qt::LeftButton, {}, {name.left() + 90, name.center().y()});
    EXPECT_EQ(remove->text(), QStringLiteral("Delete"));
}

TEST_F(NodeTabs, ManyChildrenCostDetailsOfTheVisibleRowsAlone)
{
    for (int i = 0; i < 20'000; ++i)
        fake.put(Path("/many/n" + std::to_string(i)), "x");
    const int before = fake.calls(OpCode::exists);
    open("/many", NodeView::Tab::children);
    EXPECT_EQ(table()->model()->rowCount(), 20'000);
    EXPECT_LT(fake.calls(OpCode::exists) - before, 60);
    table()->scrollToBottom();
    settle();
    EXPECT_LT(fake.calls(OpCode::exists) - before, 120);
    view.showTab(NodeView::Tab::data);
    EXPECT_EQ(table()->model()->rowCount(), 0) << "what nobody sees needs no memory";
}

TEST_F(NodeTabs, ANodeWithoutChildrenAndOneThatMayNotBeListedSaySo)
{
    open("/topics/orders", NodeView::Tab::children);
    EXPECT_FALSE(table()->isVisible());
    test::picture(view, "tab-children-empty");
    fake.failOn(Path("/topics"), Errc::noAuth);
    node.open(Path("/topics"));
    ASSERT_TRUE(spinUntil([&] { return fake.pendingCount() == 0; }));
    EXPECT_FALSE(table()->isVisible());
}

TEST_F(NodeTabs, WatchesTellWhatTheServerHolds)
{
    open("/topics", NodeView::Tab::watches);
    auto* data = find<Chip>("watch0");
    auto* children = find<Chip>("watch1");
    ASSERT_TRUE(spinUntil([&] { return data->text() == "set"; })) << "the shown node is watched";
    EXPECT_EQ(children->text(), "none");
    test::picture(view, "tab-watches");
    view.showTab(NodeView::Tab::children);
    settle();
    view.showTab(NodeView::Tab::watches);
    ASSERT_TRUE(spinUntil([&] { return children->text() == "set"; }));
    fake.put(Path("/topics/another"));
    EXPECT_TRUE(spinUntil(
        [&] { return find<TextLabel>("watchEvents1")->text().startsWith("1 "); }));
}

TEST_F(NodeTabs, EverythingBelowIsWatchedAndNoMore)
{
    open("/topics", NodeView::Tab::watches);
    QTest::mouseClick(find<QAbstractButton>("watchBelow"), Qt::LeftButton, {}, {8, 8});
    auto* chip = find<Chip>("watch2");
    ASSERT_TRUE(spinUntil([&] { return chip->text() == "persistent"; }));
    fake.put(Path("/topics/payments/p0"), "changed");
    EXPECT_TRUE(spinUntil(
        [&] { return find<TextLabel>("watchEvents2")->text().startsWith("1 "); }));
    QTest::mouseClick(find<QAbstractButton>("watchBelow"), Qt::LeftButton, {}, {8, 8});
    ASSERT_TRUE(spinUntil([&] { return chip->text() == "none"; }));
    fake.failNext(OpCode::addWatch, Errc::unimplemented);
    QSignalSpy message(&view, &NodeView::message);
    QTest::mouseClick(find<QAbstractButton>("watchBelow"), Qt::LeftButton, {}, {8, 8});
    ASSERT_TRUE(spinUntil([&] { return message.count() == 1; }));
    EXPECT_FALSE(find<QAbstractButton>("watchBelow")->isChecked());
}

TEST_F(NodeTabs, HistoryTellsVersionsAndWhereTheyCameFrom)
{
    open("/topics/payments", NodeView::Tab::data);
    node.edit(toBytes("mine"));
    node.save();
    settle();
    ASSERT_TRUE(spinUntil([&] { return !node.isSaving(); }));
    fake.put(Path("/topics/payments"), "theirs");
    ASSERT_TRUE(spinUntil([&] { return node.base().stat.version == 3; }));
    node.edit(toBytes("draft"));
    view.showTab(NodeView::Tab::history);
    const auto rows = versions();
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_THAT(rows[0], HasSubstr("draft"));
    EXPECT_THAT(rows[1], HasSubstr("v3, changed elsewhere"));
    EXPECT_THAT(rows[2], HasSubstr("v2, saved here"));
    EXPECT_THAT(rows[3], HasSubstr("v1, first read"));
    EXPECT_THAT(find<TextLabel>("versionsCompared")->text().toStdString(), HasSubstr("draft"));
    test::picture(view, "tab-history-draft");
}

TEST_F(NodeTabs, HistoryComparesPackedVersionsUnpackedAndBytesAsHex)
{
    const auto packed = [](const char* text) {
        return qCompress(QByteArray(text)).sliced(4).toStdString(); // Qt puts the length before.
    };
    const auto changed = [this] {
        std::string signs;
        for (const DiffRow& row : find<DiffView>("versionDiff")->rows())
            signs += row.sign == ' ' ? "" : row.sign + row.text + "\n";
        return signs;
    };
    const auto put = [this](const std::string& data, int version) {
        fake.put(Path("/topics/payments"), data);
        return spinUntil([&] { return node.base().stat.version == version; });
    };
    open("/topics/payments", NodeView::Tab::data);
    const int first = node.base().stat.version;
    ASSERT_TRUE(put(packed("a\nb\nc\n"), first + 1));
    ASSERT_TRUE(put(packed("a\nB\nc\n"), first + 2));
    view.showTab(NodeView::Tab::history);
    EXPECT_EQ(changed(), "-b\n+B\n");
    test::picture(view, "tab-history-packed");
    ASSERT_TRUE(put("a\nB\nc\n", first + 3));
    EXPECT_THAT(changed(), HasSubstr("78 9c")) << "the same text, no more packed";
    ASSERT_TRUE(put(std::string("\x00\x01", 2), first + 4));
    EXPECT_THAT(changed(), HasSubstr("00 01"));
}

TEST_F(NodeTabs, AnOlderVersionComesBackAsANewOne)
{
    open("/topics/payments", NodeView::Tab::data);
    node.edit(toBytes("second"));
    node.save();
    ASSERT_TRUE(spinUntil([&] { return !node.isSaving() && !node.isDirty(); }));
    view.showTab(NodeView::Tab::history);
    find<QListWidget>("versions")->setCurrentRow(1);
    auto* restore = find<QPushButton>("restoreVersion");
    EXPECT_THAT(restore->text().toStdString(), HasSubstr("v1"));
    const DiffRows rows = find<DiffView>("versionDiff")->rows();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].text, "four");
    EXPECT_EQ(rows[1].text, "second");
    test::picture(view, "tab-history");
    QTest::mouseClick(restore, Qt::LeftButton);
    ASSERT_TRUE(spinUntil([&] { return node.base().stat.version == 3; }));
    EXPECT_EQ(fake.tree().text(Path("/topics/payments")), "four");
    view.showTab(NodeView::Tab::data);
    EXPECT_EQ(std::string(zs::textOf(find<DataEditor>("dataEditor")->data())), "four");
}

TEST_F(NodeTabs, RestoringMeetsAChangeByOthersAsAConflict)
{
    open("/topics/payments", NodeView::Tab::data);
    node.edit(toBytes("second"));
    node.save();
    ASSERT_TRUE(spinUntil([&] { return !node.isSaving() && !node.isDirty(); }));
    view.showTab(NodeView::Tab::history);
    find<QListWidget>("versions")->setCurrentRow(1);
    QSignalSpy conflicted(&node, &NodeController::conflicted);
    fake.hold();
    QTest::mouseClick(find<QPushButton>("restoreVersion"), Qt::LeftButton);
    fake.put(Path("/topics/payments"), "theirs");
    fake.release();
    ASSERT_TRUE(spinUntil([&] { return conflicted.count() == 1; }));
    EXPECT_EQ(fake.tree().text(Path("/topics/payments")), "theirs");
}

} // namespace
} // namespace zs::ui

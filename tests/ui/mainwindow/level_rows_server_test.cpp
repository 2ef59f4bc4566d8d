// SPDX-License-Identifier: GPL-3.0-or-later
// Levels of the tree and the Children table: orders, deletions that fail, and 100,000 children.
#include "tests/ui/mainwindow/rows_on_server.h"
#include "ui/common/banner.h"
#include "ui/common/text_label.h"
#include "ui/node/children_model.h"
#include "ui/node/delete_dialog.h"
#include "ui/panels/requests_model.h"

#include <QHeaderView>
#include <QListView>
#include <QTableView>
#include <QToolButton>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::await;
using test::Kind;
using test::spinUntil;
using testing::ElementsAre;
using testing::HasSubstr;

class LevelsOnServers : public RowsOnServer {
protected:
    void chooseSort(const char* entry)
    {
        chooseSoon(entry);
        click("sortNodes");
    }
    bool treeShows(const std::vector<std::string>& names)
    {
        return spinUntil([&] { return rowsOf(m_root) == names; });
    }
    QTableView* children() const { return find<QTableView>("children"); }
    std::vector<std::string> tableRows() const
    {
        std::vector<std::string> names;
        const QAbstractItemModel* rows = children()->model();
        for (int i = 0; i < rows->rowCount(); ++i)
            names.push_back(cell(rows, i, ChildrenModel::NameColumn));
        return names;
    }
    bool tableShows(const std::vector<std::string>& names)
    {
        return spinUntil([&] { return tableRows() == names; });
    }
    void clickHeader(int section)
    {
        QHeaderView* header = children()->horizontalHeader();
        const int x = header->sectionViewportPosition(section) + 20;
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {x, 10});
    }
    /// Writes a node at a later millisecond than any before it.
    void touch(const std::string& name, const std::string& data)
    {
        std::int64_t mtimeMs = 0;
        do {
            const auto stat
                = await(m_other->setData(below(name), toBytes(data), anyVersion));
            ASSERT_TRUE(stat);
            mtimeMs = stat->mtimeMs;
        } while (mtimeMs <= m_newestMs);
        m_newestMs = mtimeMs;
    }
    /// How many requests of a kind the console has made for a node and what is below it.
    int asked(const char* operation, const Path& path) const
    {
        const auto* requests = find<QTableView>("requests")->model();
        int count = 0;
        for (int line = 0; line < requests->rowCount(); ++line) {
            const Path of = requests->index(line, 0).data(RequestsModel::PathRole).value<Path>();
            count += cell(requests, line, RequestsModel::OperationColumn).find(operation) == 0
                && of.isWithin(path);
        }
        return count;
    }
    /// n000000, n000001, … in transactions, so that it takes a moment alone.
    void grow(const Path& top, int nodes)
    {
        constexpr int perTransaction = 2'000;
        ASSERT_TRUE(await(m_other->create(top, toBytes("x"))));
        for (int first = 0; first < nodes; first += perTransaction) {
            Transaction some;
            for (int i = first; i < first + perTransaction; ++i)
                some.create(top.child(nameOf(i)), toBytes("x"));
            ASSERT_TRUE(await(m_other->multi(std::move(some))));
        }
    }
    static std::string nameOf(int number)
    {
        const std::string digits = std::to_string(number);
        return "n" + std::string(6 - digits.size(), '0') + digits;
    }

    std::int64_t m_newestMs = 0;
};

TEST_P(LevelsOnServers, TheTreeIsSortedInEachWayThatItsMenuOffersAndTheOtherWayRound)
{
    for (const char* name : {"n2", "n10", "n1", "N3", "n10/a", "n10/b", "n1/a"})
        put(name, "x");
    touch("n1", "333");
    touch("N3", "4444");
    touch("n2", "55555");
    touch("n10", "1");
    connectWindow();
    open(below("n1"));
    EXPECT_TRUE(treeShows({"n1", "n2", "N3", "n10"})) << "numbers by value";
    chooseSort("sort:name");
    EXPECT_TRUE(treeShows({"N3", "n1", "n10", "n2"})) << "byte by byte";
    chooseSort("sort:changed");
    EXPECT_TRUE(treeShows({"n10", "n2", "N3", "n1"})) << "newest first";
    touch("N3", "4444");
    EXPECT_TRUE(treeShows({"N3", "n10", "n2", "n1"})) << "and followed";
    chooseSort("sort:size");
    EXPECT_TRUE(treeShows({"n2", "N3", "n1", "n10"}));
    chooseSort("sort:reversed");
    EXPECT_TRUE(treeShows({"n10", "n1", "N3", "n2"}));
    chooseSort("sort:children");
    ASSERT_TRUE(spinUntil([&] { return rowsOf(m_root).back() == "n10"; }));
    EXPECT_EQ(rowsOf(m_root)[2], "n1");
    put("N3/a", "x");
    put("N3/b", "x");
    put("N3/c", "x");
    click("refreshNodes"); // A server tells nobody who looks from above of grandchildren.
    EXPECT_TRUE(spinUntil([&] { return rowsOf(m_root).back() == "N3"; }));
    EXPECT_EQ(m_window->workspace()->path(), below("n1")) << "the selection stays";
    chooseSort("sort:natural");
    EXPECT_TRUE(treeShows({"n10", "N3", "n2", "n1"}));
}

TEST_P(LevelsOnServers, TheChildrenTableIsSortedByEachColumnAndFiltered)
{
    for (const char* name : {"n2", "n10", "n1", "n10/a", "n10/b", "n1/a"})
        put(name, "x");
    ASSERT_TRUE(await(m_other->create(below("lease"), toBytes("x"), CreateMode::ephemeral)));
    touch("n1", "333");
    touch("n2", "55555");
    touch("n10", "22");
    touch("n10", "22");
    touch("lease", "666666");
    connectWindow();
    open(m_root);
    press(Qt::Key_3, Qt::AltModifier);
    EXPECT_TRUE(tableShows({"lease", "n1", "n10", "n2"}));
    clickHeader(ChildrenModel::NameColumn);
    EXPECT_TRUE(tableShows({"n2", "n10", "n1", "lease"}));
    clickHeader(ChildrenModel::SizeColumn);
    EXPECT_TRUE(tableShows({"n10", "n1", "n2", "lease"}));
    clickHeader(ChildrenModel::SizeColumn);
    EXPECT_TRUE(tableShows({"lease", "n2", "n1", "n10"}));
    clickHeader(ChildrenModel::ChangedColumn);
    EXPECT_TRUE(tableShows({"n1", "n2", "n10", "lease"}));
    clickHeader(ChildrenModel::ChildrenColumn);
    ASSERT_TRUE(spinUntil([&] { return tableRows().back() == "n10"; }));
    EXPECT_EQ(tableRows()[2], "n1");
    clickHeader(ChildrenModel::KindColumn);
    EXPECT_TRUE(spinUntil([&] { return tableRows().back() == "lease"; })) << "ephemeral";
    EXPECT_EQ(cell(children()->model(), 3, ChildrenModel::KindColumn), "ephemeral");
    auto* filter = find<QLineEdit>("childFilter");
    filter->setFocus();
    QTest::keyClicks(filter, "N1");
    EXPECT_TRUE(spinUntil([&] { return tableRows().size() == 2; }));
    put("n11", "late");
    EXPECT_TRUE(spinUntil([&] { return tableRows().size() == 3; })) << "it is live";
    const auto* count = find<TextLabel>("childCount");
    EXPECT_TRUE(spinUntil([&] { return count->text().startsWith(QStringLiteral("5 child")); }))
        << count->text().toStdString();
    children()->selectRow(0);
    children()->setFocus();
    const Path first = children()->model()->index(0, 0).data(ChildrenModel::PathRole).value<Path>();
    QTest::keyClick(children(), Qt::Key_Return);
    EXPECT_TRUE(spinUntil([&] { return shows(first.text()); }));
}

// A peer took the row away whether or not the server did what it was asked to.
TEST_P(LevelsOnServers, ADeletionThatTheServerRefusesIsToldAndTheRowStays)
{
    put("kept", "x", {{perm::all & ~perm::remove, {"world", "anyone"}}});
    put("kept/child", "precious");
    connectWindow();
    open(below("kept/child"));
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Delete);
    auto* ask = dialog<DeleteDialog>();
    click("deleteNodes", ask);
    auto* warning = ask->findChild<Note*>(QStringLiteral("deleteWarning"));
    ASSERT_TRUE(spinUntil([&] { return warning->text().contains(QStringLiteral("NoAuth")); }));
    EXPECT_TRUE(ask->isVisible());
    EXPECT_THAT(warning->text().toStdString(), HasSubstr(below("kept/child").text()));
    finish(ask, "cancel");
    EXPECT_TRUE(row(below("kept/child")).isValid());
    EXPECT_TRUE(shows(below("kept/child").text()));
    EXPECT_EQ(stored(below("kept/child")), "precious");
}

TEST_P(LevelsOnServers, AHundredThousandChildrenAreOpenedScrolledFilteredAndFollowed)
{
    constexpr int nodes = 100'000;
    const Path top = below("big");
    grow(top, nodes);
    connectWindow();
    open(top);
    ASSERT_TRUE(spinUntil([&] { return asked("getData", top) > 0; }));
    const int listed = asked("getChildren", top);
    tree()->expand(row(top));
    ASSERT_TRUE(spinUntil([&] { return model()->rowCount(row(top)) == nodes; }));
    ASSERT_TRUE(spinUntil([&] { return asked("getChildren", top) > listed; }));
    EXPECT_EQ(asked("getChildren", top) - listed, 1) << "one request for the whole level";
    const Path last = top.child(nameOf(nodes - 1));
    clickRow(last);
    ASSERT_TRUE(spinUntil([&] { return shows(last.text()); }));
    ASSERT_TRUE(
        spinUntil([&] { return row(last).data(ZnodeTreeModel::StatKnownRole).toBool(); }));
    EXPECT_FALSE(
        row(top.child(nameOf(nodes / 2))).data(ZnodeTreeModel::StatKnownRole).toBool());
    EXPECT_LE(model()->watchesHeld(), ZnodeTreeModel::maxWatches);
    EXPECT_LT(asked("exists", top), 1'000) << "of what was seen alone";

    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Slash);
    auto* filter = find<QLineEdit>("treeFilter");
    QTest::keyClicks(filter, "n04999");
    const QAbstractItemModel* matches = find<QListView>("filterMatches")->model();
    ASSERT_TRUE(spinUntil([&] { return matches->rowCount() == 10; }));
    QTest::keyClicks(filter, "9");
    ASSERT_TRUE(spinUntil([&] { return matches->rowCount() == 1; }));
    QTest::keyClick(filter, Qt::Key_Return);
    const Path found = top.child(nameOf(49'999));
    ASSERT_TRUE(spinUntil([&] { return shows(found.text()); }));

    ASSERT_TRUE(await(m_other->remove(top.child(nameOf(7)))));
    ASSERT_TRUE(await(m_other->create(top.child("new"), toBytes("late"))));
    ASSERT_TRUE(spinUntil([&] {
        return row(top.child("new")).isValid() && !row(top.child(nameOf(7))).isValid();
    }));
    EXPECT_TRUE(shows(found.text())) << "the selection stays";

    go(top);
    press(Qt::Key_3, Qt::AltModifier);
    const QAbstractItemModel* table = children()->model();
    ASSERT_TRUE(spinUntil([&] { return table->rowCount() == nodes; }));
    auto* childFilter = find<QLineEdit>("childFilter");
    childFilter->setFocus();
    QTest::keyClicks(childFilter, "n0999");
    ASSERT_TRUE(spinUntil([&] { return table->rowCount() == 100; }));
    EXPECT_LT(asked("exists", top), 2'000);
}

INSTANTIATE_TEST_SUITE_P(Servers, LevelsOnServers, testing::Values(Kind::ours, Kind::apache),
    [](const auto& each) { return each.param == Kind::ours ? "ours" : "apache"; });

} // namespace
} // namespace zs::ui

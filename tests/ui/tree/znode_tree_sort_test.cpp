// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "ui/tree/znode_tree_model.h"

#include <QAbstractItemModelTester>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;
using testing::ElementsAre;

class TreeSorting : public testing::Test {
protected:
    void SetUp() override
    {
        fake.put(Path("/n10"), "12345");
        fake.put(Path("/n9"), "1");
        fake.put(Path("/N1"), "123");
        fake.put(Path("/n9/a"), "");
        fake.put(Path("/n9/b"), "");
        fake.put(Path("/N1/c"), "");
        model.setExpanded(model.index(0, 0), true);
        ASSERT_TRUE(shows({"N1", "n9", "n10"}));
    }
    std::vector<std::string> names(const Path& parent = Path()) const
    {
        std::vector<std::string> out;
        const QModelIndex above = model.indexOf(parent);
        for (int row = 0; row < model.rowCount(above); ++row)
            out.push_back(model.index(row, 0, above).data().toString().toStdString());
        std::erase(out, "zookeeper"); // Has no data and no children: last or first.
        return out;
    }
    bool shows(const std::vector<std::string>& wanted, const Path& parent = Path())
    {
        return spinUntil([&] { return names(parent) == wanted && !model.isSorting(); });
    }
    /// The tester opens every level that it sees, so not every test can do with it.
    void watchRules()
    {
        tester = std::make_unique<QAbstractItemModelTester>(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    }
    /// Every row says that it is where it is.
    void checkRows(const QModelIndex& parent)
    {
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex index = model.index(row, 0, parent);
            EXPECT_EQ(model.indexOf(model.pathAt(index)), index);
            EXPECT_EQ(model.indexOf(model.pathAt(index)).row(), row);
        }
    }

    test::FakeClient fake;
    ZnodeTreeModel model{&fake};
    std::unique_ptr<QAbstractItemModelTester> tester;
};

TEST_F(TreeSorting, ByNameIsByBytes)
{
    watchRules();
    model.setSort(TreeSort::name, false);
    EXPECT_THAT(names(), ElementsAre("N1", "n10", "n9"));
    checkRows(model.index(0, 0));
    model.setSort(TreeSort::natural, true);
    EXPECT_THAT(names(), ElementsAre("n10", "n9", "N1"));
    model.setSort(TreeSort::natural, false);
    EXPECT_THAT(names(), ElementsAre("N1", "n9", "n10"));
    checkRows(model.index(0, 0));
}

TEST_F(TreeSorting, BySizeAndChildrenReadsEachStatOnceAndWithoutWatches)
{
    const int watches = model.watchesHeld();
    model.setSort(TreeSort::size, false);
    EXPECT_TRUE(model.isSorting());
    EXPECT_TRUE(shows({"n10", "N1", "n9"}));
    EXPECT_EQ(fake.calls(OpCode::exists), 4);
    EXPECT_EQ(model.watchesHeld(), watches);
    model.setSort(TreeSort::children, false);
    EXPECT_THAT(names(), ElementsAre("n9", "N1", "n10"));
    model.setSort(TreeSort::children, true);
    EXPECT_THAT(names(), ElementsAre("n10", "N1", "n9"));
    EXPECT_EQ(fake.calls(OpCode::exists), 4) << "what is known is not asked again";
}

TEST_F(TreeSorting, FollowsWhatChangesOnTheServer)
{
    watchRules();
    model.setSort(TreeSort::size, false);
    ASSERT_TRUE(shows({"n10", "N1", "n9"}));
    model.setVisibleRows({model.indexOf(Path("/n9"))}); // Visible rows are watched.
    ASSERT_TRUE(spinUntil([&] { return fake.pendingCount() == 0; }));
    fake.put(Path("/n9"), "a longer value than all others");
    EXPECT_TRUE(shows({"n9", "n10", "N1"}));
    fake.put(Path("/new"), "four");
    EXPECT_TRUE(shows({"n9", "n10", "new", "N1"}));
    fake.erase(Path("/n10"));
    EXPECT_TRUE(shows({"n9", "new", "N1"}));
    checkRows(model.index(0, 0));
}

TEST_F(TreeSorting, KeepsWhatOthersPointAt)
{
    watchRules();
    const QPersistentModelIndex nine(model.indexOf(Path("/n9")));
    const QPersistentModelIndex one(model.indexOf(Path("/N1")));
    model.setSort(TreeSort::name, true);
    EXPECT_EQ(model.pathAt(nine), Path("/n9"));
    EXPECT_EQ(nine.row(), 1) << "after /zookeeper";
    EXPECT_EQ(model.pathAt(one), Path("/N1"));
    EXPECT_EQ(one.row(), 3);
}

TEST_F(TreeSorting, SortsTheLevelsThatAreOpenedLater)
{
    fake.put(Path("/n9/long"), "xxxxxxxxxxxx");
    model.setSort(TreeSort::size, false);
    ASSERT_TRUE(shows({"n10", "N1", "n9"}));
    model.setExpanded(model.indexOf(Path("/n9")), true);
    EXPECT_TRUE(shows({"long", "a", "b"}, Path("/n9")));
    model.setExpanded(model.indexOf(Path("/n9")), false);
    model.setSort(TreeSort::natural, false);
    model.setExpanded(model.indexOf(Path("/n9")), true);
    EXPECT_TRUE(shows({"a", "b", "long"}, Path("/n9"))) << "it was closed when the order changed";
}

TEST_F(TreeSorting, NodesThatMayNotBeReadEndUpLastAndDelayNobody)
{
    fake.failOn(Path("/n10"), Errc::noAuth);
    model.setSort(TreeSort::size, false);
    EXPECT_TRUE(shows({"N1", "n9", "n10"}));
}

TEST_F(TreeSorting, GoesOnAfterALostConnection)
{
    fake.hold();
    model.setSort(TreeSort::size, false);
    ASSERT_TRUE(spinUntil([&] { return fake.pendingCount() > 0; }));
    fake.setState(SessionState::reconnecting);
    fake.release();
    EXPECT_THAT(names(), ElementsAre("N1", "n9", "n10"));
    fake.setState(SessionState::connected);
    EXPECT_TRUE(shows({"n10", "N1", "n9"}));
}

TEST_F(TreeSorting, LevelsThatAreTooLongKeepTheirOrderAndSaySo)
{
    for (int i = 0; i <= ZnodeTreeModel::mostSortedByStat; ++i)
        fake.put(Path("/n10/x" + std::to_string(i)));
    model.setSort(TreeSort::size, false);
    ASSERT_TRUE(shows({"n10", "N1", "n9"}));
    EXPECT_EQ(model.unsortedLevels(), 0);
    const int asked = fake.calls(OpCode::exists);
    model.setExpanded(model.indexOf(Path("/n10")), true);
    ASSERT_TRUE(spinUntil([&] {
        return model.rowCount(model.indexOf(Path("/n10"))) > ZnodeTreeModel::mostSortedByStat;
    }));
    EXPECT_EQ(model.unsortedLevels(), 1);
    EXPECT_EQ(fake.calls(OpCode::exists), asked);
    EXPECT_EQ(names(Path("/n10")).front(), "x0");
}

TEST_F(TreeSorting, TheFilterSeesEveryNodeInWhateverOrder)
{
    model.setSort(TreeSort::name, true);
    model.setExpanded(model.indexOf(Path("/n9")), true);
    ASSERT_TRUE(shows({"b", "a"}, Path("/n9")));
    std::vector<std::string> seen;
    std::optional<Path> cursor;
    do {
        cursor = model.scan(cursor, 2,
            [&](const ZnodeTreeModel::Visited& node) { seen.push_back(node.path().text()); });
    } while (cursor);
    EXPECT_THAT(
        seen, ElementsAre("/", "/N1", "/n9", "/n9/a", "/n9/b", "/n10", "/zookeeper"));
}

} // namespace
} // namespace zs::ui

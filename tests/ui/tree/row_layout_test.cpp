// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/row_layout.h"

#include <QStandardItemModel>
#include <QTreeView>

#include <gmock/gmock.h>

#include <random>

namespace zs::ui {
namespace {

/// Some rows below `item`, and rows below those.
void grow(QStandardItem& item, int depth, std::mt19937& random)
{
    const int count = int(random() % 5);
    for (int i = 0; i < count; ++i) {
        auto* child = new QStandardItem(QStringLiteral("%1.%2").arg(item.text()).arg(i));
        item.appendRow(child);
        if (depth > 0)
            grow(*child, depth - 1, random);
    }
}

class RowLayouts : public testing::TestWithParam<unsigned> {
protected:
    void SetUp() override
    {
        grow(*model.invisibleRootItem(), 5, random);
        reference.setModel(&model);
    }
    QModelIndexList all(const QModelIndex& parent = {}) const
    {
        QModelIndexList found;
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex index = model.index(row, 0, parent);
            found << index << all(index);
        }
        return found;
    }
    void toggleSome()
    {
        for (const QModelIndex& index : all()) {
            if (random() % 3 != 0)
                continue;
            reference.setExpanded(index, !reference.isExpanded(index));
            if (reference.isExpanded(index))
                expanded.insert(index);
            else
                expanded.remove(index);
        }
    }
    /// What QTreeView shows, from top to bottom.
    QModelIndexList shown() const
    {
        QModelIndexList rows;
        for (QModelIndex at = model.index(0, 0); at.isValid(); at = reference.indexBelow(at))
            rows << at;
        return rows;
    }
    void compare()
    {
        const RowLayout layout(model, expanded);
        const QModelIndexList rows = shown();
        ASSERT_EQ(layout.rowCount(), int(rows.size()));
        for (int i = 0; i < layout.rowCount(); ++i) {
            ASSERT_EQ(layout.at(i), rows[i]) << i;
            ASSERT_EQ(layout.numberOf(rows[i]), i);
        }
        EXPECT_FALSE(layout.at(layout.rowCount()).isValid());
        EXPECT_FALSE(layout.at(-1).isValid());
        for (const QModelIndex& index : all()) {
            if (!rows.contains(index)) {
                EXPECT_EQ(layout.numberOf(index), std::nullopt);
            }
        }
        compareRuns(layout, rows);
    }
    /// The runs between two rows name each row between them once.
    void compareRuns(const RowLayout& layout, const QModelIndexList& rows)
    {
        if (rows.isEmpty())
            return;
        const int first = int(random() % unsigned(rows.size()));
        const int last = first + int(random() % unsigned(int(rows.size()) - first));
        QModelIndexList named;
        for (const RowLayout::Run& run : layout.runs(first, last)) {
            EXPECT_EQ(run.first.parent(), run.last.parent());
            for (int row = run.first.row(); row <= run.last.row(); ++row)
                named << run.first.siblingAtRow(row);
        }
        EXPECT_EQ(named, rows.mid(first, last - first + 1));
    }

    std::mt19937 random{GetParam()};
    QStandardItemModel model;
    QTreeView reference;
    QSet<QPersistentModelIndex> expanded;
};

TEST_P(RowLayouts, NumbersTheRowsThatQTreeViewShows)
{
    compare();
    for (int round = 0; round < 4; ++round) {
        toggleSome();
        compare();
    }
}

TEST_P(RowLayouts, FollowsRowsThatComeAndGo)
{
    toggleSome();
    for (int round = 0; round < 6; ++round) {
        const QModelIndexList rows = all();
        if (rows.isEmpty())
            break;
        QStandardItem* item = model.itemFromIndex(rows[int(random() % unsigned(rows.size()))]);
        if (random() % 2 == 0)
            item->insertRow(0, new QStandardItem(QStringLiteral("new")));
        else
            model.removeRow(item->row(), item->index().parent());
        compare(); // Rows that went with it are still in the set.
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RowLayouts, testing::Range(0U, 40U));

TEST(RowLayout, AskedAfterARemovalItNamesNoRowThatWent)
{
    QStandardItemModel model;
    auto* open = new QStandardItem(QStringLiteral("open"));
    for (int i = 0; i < 3; ++i)
        open->appendRow(new QStandardItem(QStringLiteral("below")));
    model.appendRow(open);
    const RowLayout layout(model, {QPersistentModelIndex(open->index())});
    ASSERT_EQ(layout.rowCount(), 4);
    model.removeRow(0);
    for (int i = 0; i < 4; ++i)
        EXPECT_FALSE(layout.at(i).isValid()) << i;
}

} // namespace
} // namespace zs::ui

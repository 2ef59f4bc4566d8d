// SPDX-License-Identifier: GPL-3.0-or-later
// The tree's own layout of its rows: large levels, the place in view, keys, mouse, screen readers.
#include "ui/tree/znode_tree_view.h"

#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/installed_theme.h"
#include "ui/tree/znode_delegate.h"
#include "ui/tree/znode_tree_widget.h"

#include <QAccessible>
#include <QApplication>
#include <QScrollBar>
#include <QTest>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

/// Counts how often a row was asked for.
class CountingModel : public ZnodeTreeModel {
public:
    using ZnodeTreeModel::ZnodeTreeModel;
    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override
    {
        ++looks;
        return ZnodeTreeModel::index(row, column, parent);
    }
    mutable int looks = 0;
};

using namespace std::chrono_literals;
using test::spinUntil;
using testing::ElementsAre;

class TreeRows : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void SetUp() override
    {
        view.resize(292, 600);
        view.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&view));
    }
    static std::string name(int number)
    {
        std::string digits = std::to_string(number);
        return "n" + std::string(7 - digits.size(), '0') + digits;
    }
    /// A node with so many children, all of them in the tree.
    void open(const Path& parent, int children)
    {
        fake.put(parent);
        for (int i = 0; i < children; ++i)
            fake.put(parent.child(name(i)));
        view.select(parent);
        ASSERT_TRUE(spinUntil([&] { return view.currentPath() == parent; }));
        tree->expand(at(parent));
        ASSERT_TRUE(spinUntil([&] { return model.rowCount(at(parent)) == children; }, 60s));
    }
    QModelIndex at(const Path& path) const { return model.indexOf(path); }
    Path topPath() const { return model.pathAt(tree->indexAt({1, 0})); }

    test::FakeClient fake;
    CountingModel model{&fake};
    ZnodeTreeView view{&model};
    ZnodeTreeWidget* tree = view.findChild<ZnodeTreeWidget*>("znodeTree");
};

TEST_F(TreeRows, WhatIsInViewStaysWhenRowsComeAndGoAboveIt)
{
    open(Path("/level"), 2'000);
    tree->scrollTo(at(Path("/level").child(name(1'000))), QAbstractItemView::PositionAtTop);
    tree->verticalScrollBar()->setValue(tree->verticalScrollBar()->value() + 7);
    const Path top = topPath();
    ASSERT_EQ(top, Path("/level").child(name(1'000)));
    const int y = tree->visualRect(at(top)).top();
    ASSERT_EQ(y, -7);
    for (int i = 0; i < 300; ++i)
        fake.put(Path("/level/a" + std::to_string(i)));
    ASSERT_TRUE(spinUntil([&] { return model.rowCount(at(Path("/level"))) == 2'300; }));
    QApplication::processEvents();
    EXPECT_TRUE(spinUntil([&] { return tree->visualRect(at(top)).top() == y; }));
    for (int i = 0; i < 300; ++i)
        fake.erase(Path("/level/a" + std::to_string(i)));
    ASSERT_TRUE(spinUntil([&] { return model.rowCount(at(Path("/level"))) == 2'000; }));
    EXPECT_TRUE(spinUntil([&] { return tree->visualRect(at(top)).top() == y; }));
    EXPECT_EQ(topPath(), top);
}

TEST_F(TreeRows, TheEndOfTheTreeStaysInViewWhenManyRowsGoAboveIt)
{
    open(Path("/level"), 2'000);
    for (int i = 0; i < 500; ++i)
        fake.put(Path("/level/a" + std::to_string(i)));
    ASSERT_TRUE(spinUntil([&] { return model.rowCount(at(Path("/level"))) == 2'500; }));
    const Path shown = Path("/level").child(name(1'970));
    tree->scrollTo(at(shown), QAbstractItemView::PositionAtTop);
    ASSERT_EQ(topPath(), shown);
    for (int i = 0; i < 500; ++i)
        fake.erase(Path("/level/a" + std::to_string(i)));
    ASSERT_TRUE(spinUntil([&] { return model.rowCount(at(Path("/level"))) == 2'000; }));
    EXPECT_TRUE(spinUntil([&] { return topPath() == shown; })) << topPath().text();
}

TEST_F(TreeRows, ALevelThatIsOpenAboveAnotherIsReadWithoutMovingTheSelection)
{
    open(Path("/b"), 100);
    const Path chosen = Path("/b").child(name(60));
    view.select(chosen);
    ASSERT_TRUE(spinUntil([&] { return view.currentPath() == chosen; }));
    const int y = tree->visualRect(at(chosen)).top();
    fake.put(Path("/a"));
    for (int i = 0; i < 20'000; ++i)
        fake.put(Path("/a").child(name(i)));
    ASSERT_TRUE(spinUntil([&] { return at(Path("/a")).isValid(); }));
    tree->expand(at(Path("/a")));
    ASSERT_TRUE(spinUntil([&] { return model.rowCount(at(Path("/a"))) == 20'000; }, 60s));
    EXPECT_TRUE(spinUntil([&] { return tree->visualRect(at(chosen)).top() == y; }));
    EXPECT_EQ(view.currentPath(), chosen);
    EXPECT_THAT(view.selectedPaths(), ElementsAre(chosen));
    EXPECT_TRUE(tree->isExpanded(at(Path("/b"))));
}

TEST_F(TreeRows, AChangeAmongManyRowsLooksAtFewOfThem)
{
    open(Path("/level"), 100'000);
    ASSERT_TRUE(spinUntil([&] { return fake.pendingCount() == 0; }));
    model.looks = 0;
    const Path fresh("/level/a");
    fake.put(fresh);
    ASSERT_TRUE(spinUntil([&] { return at(fresh).isValid(); }));
    tree->collapse(at(Path("/level")));
    tree->expand(at(Path("/level")));
    fake.erase(fresh);
    ASSERT_TRUE(spinUntil([&] { return !at(fresh).isValid() && fake.pendingCount() == 0; }));
    QApplication::processEvents();
    EXPECT_LT(model.looks, 10'000) << "of 100,000 rows";
}

TEST_F(TreeRows, KeysMoveOverAHundredThousandRows)
{
    open(Path("/level"), 100'000);
    const auto press = [this](Qt::Key key, Qt::KeyboardModifiers with = {}) {
        QTest::keyClick(tree, key, with);
        return std::string(view.currentPath().name());
    };
    tree->setFocus();
    EXPECT_EQ(press(Qt::Key_Down), name(0));
    EXPECT_EQ(press(Qt::Key_Down), name(1));
    EXPECT_EQ(press(Qt::Key_Up), name(0));
    const int page = tree->viewport()->height() / ZnodeDelegate::rowHeight;
    EXPECT_EQ(press(Qt::Key_PageDown), name(page));
    EXPECT_TRUE(tree->viewport()->rect().contains(tree->visualRect(tree->currentIndex())));
    EXPECT_EQ(press(Qt::Key_PageUp), name(0));
    EXPECT_EQ(press(Qt::Key_End), "zookeeper"); // The root's last child.
    EXPECT_EQ(press(Qt::Key_Up), name(99'999));
    EXPECT_EQ(press(Qt::Key_Left), "level");
    EXPECT_EQ(press(Qt::Key_Right), name(0));
    EXPECT_EQ(press(Qt::Key_End, Qt::ShiftModifier), "zookeeper");
    EXPECT_EQ(view.selectedPaths().size(), 100'001U);
    press(Qt::Key_Home);
    EXPECT_EQ(view.currentPath(), Path());
    QTest::keyClick(tree, Qt::Key_A, Qt::ControlModifier);
    EXPECT_EQ(tree->selectionModel()->selectedRows().size(), tree->rows().rowCount());
}

TEST_F(TreeRows, ADoubleClickOpensAndClosesARow)
{
    open(Path("/level"), 3);
    const auto doubleClick = [this] {
        const QPoint place = tree->visualRect(at(Path("/level"))).center();
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, place);
        QTest::mouseDClick(tree->viewport(), Qt::LeftButton, {}, place);
    };
    doubleClick();
    EXPECT_FALSE(tree->isExpanded(at(Path("/level"))));
    EXPECT_TRUE(tree->visualRect(at(Path("/level").child(name(0)))).isNull());
    doubleClick();
    EXPECT_TRUE(tree->isExpanded(at(Path("/level"))));
    EXPECT_FALSE(tree->visualRect(at(Path("/level").child(name(0)))).isNull());
}

TEST_F(TreeRows, ScreenReadersAreToldOfTheRows)
{
    open(Path("/level"), 3);
    QAccessibleInterface* told = QAccessible::queryAccessibleInterface(tree);
    ASSERT_NE(told, nullptr);
    EXPECT_EQ(told->role(), QAccessible::Tree);
    ASSERT_EQ(told->childCount(), tree->rows().rowCount());
    QStringList names;
    for (int i = 0; i < told->childCount(); ++i) {
        QAccessibleInterface* row = told->child(i);
        ASSERT_NE(row, nullptr);
        EXPECT_EQ(row->role(), QAccessible::TreeItem);
        EXPECT_EQ(told->indexOfChild(row), i);
        EXPECT_EQ(told->child(i), row) << "the same row, the same interface";
        EXPECT_EQ(row->parent(), told);
        names << row->text(QAccessible::Name);
    }
    EXPECT_THAT(names, ElementsAre("/", "level", QString::fromStdString(name(0)),
        QString::fromStdString(name(1)), QString::fromStdString(name(2)), "zookeeper"));
    QAccessibleInterface* level = told->child(1);
    EXPECT_TRUE(level->state().expanded);
    EXPECT_TRUE(level->state().selected);
    const QPoint middle = level->rect().center();
    EXPECT_EQ(told->childAt(middle.x(), middle.y()), level);
    level->actionInterface()->doAction(QAccessibleActionInterface::toggleAction());
    EXPECT_TRUE(level->state().collapsed);
    QAccessibleInterface* last = told->child(2);
    last->actionInterface()->doAction(QAccessibleActionInterface::setFocusAction());
    EXPECT_EQ(view.currentPath(), Path("/zookeeper"));
    fake.erase(Path("/level/" + name(0)));
    fake.erase(Path("/level/" + name(1)));
    fake.erase(Path("/level/" + name(2)));
    fake.erase(Path("/level"));
    ASSERT_TRUE(spinUntil([&] { return !at(Path("/level")).isValid(); }));
    EXPECT_FALSE(level->isValid());
    EXPECT_EQ(told->child(1)->text(QAccessible::Name), "zookeeper");
}

} // namespace
} // namespace zs::ui

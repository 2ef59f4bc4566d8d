// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/znode_tree_view.h"

#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/picture.h"
#include "ui/common/banner.h"
#include "ui/tree/tree_filter_model.h"
#include "ui/tree/znode_tree_widget.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QListView>
#include <QPaintEvent>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using test::spinUntil;
using testing::ElementsAre;

class TreeView : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void SetUp() override
    {
        for (const char* path : {"/admin/x", "/brokers/ids/1001", "/brokers/ids/1002",
                 "/brokers/seqid", "/config/payments/gateway.json", "/config/payments/keys",
                 "/config/payments/limits.yaml", "/config/users/a", "/controller_epoch",
                 "/leases/settle-0000000041"})
            fake.put(Path(path), "{}");
        view.resize(292, 730);
        view.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&view));
        ASSERT_TRUE(spinUntil([&] { return at("/brokers").isValid(); }));
    }
    QModelIndex at(const char* path) const { return model.indexOf(Path(path)); }
    void select(const char* path)
    {
        view.select(Path(path));
        ASSERT_TRUE(spinUntil([&] { return view.currentPath() == Path(path); })) << path;
    }
    /// Opens the context menu of a row, acts in it, and closes it.
    void openMenu(const char* path, const std::function<void(QMenu&)>& act)
    {
        bool acted = false;
        QTimer::singleShot(0, &view, [&] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            ASSERT_NE(menu, nullptr);
            act(*menu);
            menu->close();
            acted = true;
        });
        Q_EMIT tree->customContextMenuRequested(tree->visualRect(at(path)).center());
        EXPECT_TRUE(acted);
    }
    void click(const QModelIndex& index, int x = -1)
    {
        const QRect row = tree->visualRect(index);
        const QPoint place(x < 0 ? row.left() + 40 : x, row.center().y());
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, place);
    }

    test::FakeClient fake;
    ZnodeTreeModel model{&fake};
    ZnodeTreeView view{&model};
    ZnodeTreeWidget* tree = view.findChild<ZnodeTreeWidget*>("znodeTree");
    QSignalSpy activated{&view, &ZnodeTreeView::nodeActivated};
};

/// Adds up what a widget is asked to repaint.
class PaintSpy : public QObject {
public:
    explicit PaintSpy(QWidget* widget) { widget->installEventFilter(this); }
    QRegion region;

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::Paint)
            region += static_cast<QPaintEvent*>(event)->region();
        return false;
    }
};

TEST_F(TreeView, AnArrowThatComesLaterIsPaintedWhole)
{
    ASSERT_TRUE(spinUntil([&] { return fake.pendingCount() == 0; }));
    QApplication::processEvents();
    PaintSpy spy(tree->viewport());
    fake.put(Path("/controller_epoch/child"));
    const auto count = [&] { return at("/controller_epoch").data(ZnodeTreeModel::CountRole); };
    ASSERT_TRUE(spinUntil([&] { return count().toInt() == 1; }));
    const QRect item = tree->visualRect(at("/controller_epoch"));
    const QPoint arrow(item.left() - 10, item.center().y());
    EXPECT_TRUE(spinUntil([&] { return spy.region.contains(arrow); }));
}

TEST_F(TreeView, ALeafThatGetsAChildCanBeOpenedAndOneThatLosesItLosesItsArrow)
{
    const auto count
        = [&] { return at("/controller_epoch").data(ZnodeTreeModel::CountRole).toInt(); };
    const auto followed = [&] { return fake.watchCount(Path("/controller_epoch")) == 2; };
    ASSERT_TRUE(spinUntil(followed));
    const int arrowX = 16 + 15;
    click(at("/controller_epoch"), arrowX);
    EXPECT_FALSE(tree->isExpanded(at("/controller_epoch"))) << "there is no arrow to click";
    fake.put(Path("/controller_epoch/child"));
    ASSERT_TRUE(spinUntil([&] { return count() == 1; }));
    click(at("/controller_epoch"), arrowX);
    ASSERT_TRUE(spinUntil([&] { return at("/controller_epoch/child").isValid(); }));
    click(at("/controller_epoch"), arrowX);
    ASSERT_FALSE(tree->isExpanded(at("/controller_epoch")));
    ASSERT_TRUE(spinUntil(followed));
    fake.erase(Path("/controller_epoch/child"));
    ASSERT_TRUE(spinUntil([&] { return count() == 0; }));
    click(at("/controller_epoch"), arrowX);
    EXPECT_FALSE(tree->isExpanded(at("/controller_epoch"))) << "the arrow went";
    ASSERT_TRUE(spinUntil(followed));
    fake.put(Path("/controller_epoch/again"));
    ASSERT_TRUE(spinUntil([&] { return count() == 1; }));
    tree->setFocus();
    tree->setCurrentIndex(at("/controller_epoch"));
    QTest::keyClick(tree, Qt::Key_Right);
    ASSERT_TRUE(spinUntil([&] { return at("/controller_epoch/again").isValid(); }));
    EXPECT_FALSE(at("/controller_epoch/child").isValid());
}

TEST_F(TreeView, ShowsWhatChangedWhileItWasHidden)
{
    const auto followed = [&] { return fake.watchCount(Path("/controller_epoch")) == 2; };
    ASSERT_TRUE(spinUntil(followed));
    view.hide();
    fake.put(Path("/controller_epoch/child"));
    ASSERT_TRUE(spinUntil([&] { return fake.watchCount(Path("/controller_epoch")) < 2; }));
    view.show();
    ASSERT_TRUE(spinUntil(
        [&] { return at("/controller_epoch").data(ZnodeTreeModel::CountRole).toInt() == 1; }));
    EXPECT_TRUE(spinUntil(followed));
}

TEST_F(TreeView, OpensTheRootByItselfAndActivatesWhatIsClicked)
{
    EXPECT_TRUE(tree->isExpanded(at("/")));
    click(at("/config"));
    ASSERT_EQ(activated.count(), 1);
    EXPECT_EQ(activated[0][0].value<Path>(), Path("/config"));
}

TEST_F(TreeView, TheArrowOpensALevelWithoutSelectingIt)
{
    ASSERT_TRUE(spinUntil([&] { return at("/brokers").data(ZnodeTreeModel::CountRole) == 2; }));
    click(at("/brokers"), 16 + 15);
    ASSERT_TRUE(spinUntil([&] { return at("/brokers/ids").isValid(); }));
    EXPECT_TRUE(tree->isExpanded(at("/brokers")));
    EXPECT_EQ(activated.count(), 0);
}

TEST_F(TreeView, IsUsableByKeysAlone)
{
    QSignalSpy remove(&view, &ZnodeTreeView::deleteRequested);
    QSignalSpy create(&view, &ZnodeTreeView::newNodeRequested);
    QSignalSpy opened(&view, &ZnodeTreeView::nodeOpened);
    tree->setFocus();
    click(at("/admin"));
    QTest::keyClick(tree, Qt::Key_Down);
    EXPECT_EQ(view.currentPath(), Path("/brokers"));
    ASSERT_TRUE(spinUntil([&] { return activated.count() == 2; }));
    EXPECT_EQ(activated[1][0].value<Path>(), Path("/brokers"));
    QTest::keyClick(tree, Qt::Key_Right);
    ASSERT_TRUE(spinUntil([&] { return at("/brokers/ids").isValid(); }));
    QTest::keyClick(tree, Qt::Key_Down);
    QTest::keyClick(tree, Qt::Key_Delete);
    QTest::keyClick(tree, Qt::Key_N, Qt::ControlModifier);
    QTest::keyClick(tree, Qt::Key_Return);
    ASSERT_EQ(remove.count(), 1);
    EXPECT_THAT(remove[0][0].value<std::vector<Path>>(), ElementsAre(Path("/brokers/ids")));
    ASSERT_EQ(create.count(), 1);
    EXPECT_EQ(create[0][0].value<Path>(), Path("/brokers/ids"));
    EXPECT_EQ(opened.count(), 1);
    QTest::keyClick(tree, Qt::Key_D);
    EXPECT_EQ(remove.count(), 1) << "no bare letter deletes";
}

TEST_F(TreeView, ReadOnlyAsksForNoWrite)
{
    QSignalSpy remove(&view, &ZnodeTreeView::deleteRequested);
    view.setWritable(false);
    click(at("/admin"));
    QTest::keyClick(tree, Qt::Key_Delete);
    EXPECT_EQ(remove.count(), 0);
    EXPECT_FALSE(view.findChild<QToolButton*>("newNode")->isEnabled());
}

TEST_F(TreeView, SeveralNodesAreSelectedByMouseAndKeysAndActedOnTogether)
{
    QSignalSpy remove(&view, &ZnodeTreeView::deleteRequested);
    click(at("/admin"));
    const auto clickWith = [&](const char* path, Qt::KeyboardModifier modifier) {
        QTest::mouseClick(
            tree->viewport(), Qt::LeftButton, modifier, tree->visualRect(at(path)).center());
    };
    clickWith("/config", Qt::ControlModifier);
    EXPECT_THAT(view.selectedPaths(), ElementsAre(Path("/admin"), Path("/config")));
    clickWith("/leases", Qt::ShiftModifier);
    EXPECT_THAT(view.selectedPaths(),
        ElementsAre(Path("/admin"), Path("/config"), Path("/controller_epoch"), Path("/leases")));
    test::picture(view, "tree-several");
    QTest::keyClick(tree, Qt::Key_Delete);
    ASSERT_EQ(remove.count(), 1);
    EXPECT_EQ(remove[0][0].value<std::vector<Path>>().size(), 4U);
    QTest::keyClick(tree, Qt::Key_Down, Qt::ShiftModifier);
    EXPECT_EQ(view.selectedPaths().size(), 5U);
}

TEST_F(TreeView, MenuOfSeveralNodesCopiesAllTheirPaths)
{
    click(at("/admin"));
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, Qt::ControlModifier,
        tree->visualRect(at("/config")).center());
    openMenu("/config", [](QMenu& menu) {
        EXPECT_NE(menu.findChild<QAction*>("menuMove"), nullptr);
        menu.findChild<QAction*>("menuCopyPath")->trigger();
    });
    EXPECT_EQ(QApplication::clipboard()->text(), "/admin\n/config");
    openMenu("/brokers", [](QMenu& menu) { // Beside the selection.
        menu.findChild<QAction*>("menuCopyZkCli")->trigger();
    });
    EXPECT_EQ(QApplication::clipboard()->text(), "get -s /brokers");
}

TEST_F(TreeView, SortMenuOrdersTheRowsAndTheSelectionStays)
{
    QSignalSpy sorted(&view, &ZnodeTreeView::sortChosen);
    select("/config");
    view.findChild<QAction*>("sort:reversed")->trigger();
    ASSERT_EQ(sorted.count(), 1);
    EXPECT_EQ(view.currentPath(), Path("/config"));
    EXPECT_LT(tree->visualRect(at("/leases")).top(), tree->visualRect(at("/config")).top());
    view.findChild<QAction*>("sort:children")->trigger();
    ASSERT_TRUE(spinUntil([&] {
        return tree->visualRect(at("/brokers")).top() < tree->visualRect(at("/leases")).top()
            || model.isSorting();
    }));
    EXPECT_EQ(sorted.last()[0].value<TreeSort>(), TreeSort::children);
    EXPECT_EQ(sorted.last()[1].toBool(), true);
}

TEST_F(TreeView, SelectsADeepNodeThatWasNotReadYet)
{
    view.select(Path("/config/payments/keys"));
    ASSERT_TRUE(spinUntil([&] { return activated.count() == 1; }));
    EXPECT_EQ(view.currentPath(), Path("/config/payments/keys"));
    EXPECT_TRUE(tree->visualRect(at("/config/payments/keys")).isValid());
    QSignalSpy failed(&view, &ZnodeTreeView::selectFailed);
    view.select(Path("/config/nothing"));
    ASSERT_TRUE(spinUntil([&] { return failed.count() == 1; }));
}

TEST_F(TreeView, KeepsSelectionAndExpansionWhileTheServerChanges)
{
    select("/brokers/ids/1002");
    for (int i = 0; i < 30; ++i)
        fake.put(Path("/aaa" + std::to_string(i)));
    fake.erase(Path("/brokers/ids/1001"));
    ASSERT_TRUE(spinUntil(
        [&] { return at("/aaa29").isValid() && !at("/brokers/ids/1001").isValid(); }));
    EXPECT_EQ(view.currentPath(), Path("/brokers/ids/1002"));
    EXPECT_TRUE(tree->isExpanded(at("/brokers/ids")));
}

TEST_F(TreeView, DoesNotJumpToANeighbourWhenTheSelectedNodeIsDeleted)
{
    select("/brokers/ids/1001");
    ASSERT_TRUE(spinUntil([&] { return activated.count() == 1; }));
    fake.erase(Path("/brokers/ids/1001"));
    ASSERT_TRUE(spinUntil([&] { return !at("/brokers/ids/1001").isValid(); }));
    EXPECT_FALSE(tree->currentPath());
    click(at("/admin"));
    ASSERT_TRUE(spinUntil([&] { return activated.last()[0].value<Path>() == Path("/admin"); }));
    EXPECT_EQ(activated.count(), 2) << "nothing was activated in between";
}

TEST_F(TreeView, FiltersLoadedNodesAsYouTypeAndLeadsToThem)
{
    select("/config/payments/keys");
    auto* filter = view.findChild<QLineEdit*>("treeFilter");
    auto* matches = view.findChild<QListView*>("filterMatches");
    QTest::keyClick(tree, Qt::Key_Slash);
    EXPECT_TRUE(filter->hasFocus());
    QTest::keyClicks(filter, "LIMITS");
    ASSERT_TRUE(spinUntil([&] { return matches->model()->rowCount() == 1; }));
    EXPECT_TRUE(matches->isVisible());
    QTest::keyClick(filter, Qt::Key_Return);
    ASSERT_TRUE(spinUntil(
        [&] { return view.currentPath() == Path("/config/payments/limits.yaml"); }));
    QTest::keyClick(filter, Qt::Key_Escape);
    EXPECT_TRUE(tree->isVisible());
    EXPECT_EQ(filter->text(), "");
}

TEST_F(TreeView, FiltersByWildcards)
{
    select("/brokers/ids/1001");
    auto* filter = view.findChild<QLineEdit*>("treeFilter");
    auto* matches = view.findChild<QListView*>("filterMatches");
    const auto shown = [matches] {
        QStringList paths;
        for (int row = 0; row < matches->model()->rowCount(); ++row)
            paths << matches->model()->index(row, 0).data().toString();
        return paths;
    };
    const QStringList both{"/brokers/ids/1001", "/brokers/ids/1002"};
    QTest::keyClick(tree, Qt::Key_Slash);
    QTest::keyClicks(filter, "100?");
    ASSERT_TRUE(spinUntil([&] { return shown() == both; })) << shown().join(' ').toStdString();
    filter->clear();
    QTest::keyClicks(filter, "IDS/*2");
    ASSERT_TRUE(spinUntil([&] { return shown() == both.mid(1); }));
    filter->clear();
    QTest::keyClicks(filter, "id*");
    ASSERT_TRUE(spinUntil([&] { return shown() == QStringList("/brokers/ids"); }));
    QTest::keyClick(filter, Qt::Key_Return);
    ASSERT_TRUE(spinUntil([&] { return view.currentPath() == Path("/brokers/ids"); }));
}

TEST_F(TreeView, FiltersByARegularExpressionAndSaysWhyOneIsNone)
{
    select("/brokers/ids/1001");
    auto* filter = view.findChild<QLineEdit*>("treeFilter");
    auto* matches = view.findChild<QListView*>("filterMatches");
    auto* note = view.findChild<Note*>("filterNote");
    QTest::keyClick(tree, Qt::Key_Slash);
    QTest::keyClicks(filter, "/^1\\d{2}2$/");
    ASSERT_TRUE(spinUntil([&] { return matches->model()->rowCount() == 1; }));
    EXPECT_EQ(matches->model()->index(0, 0).data().toString(), "/brokers/ids/1002");
    EXPECT_FALSE(note->isVisible());

    filter->selectAll();
    QTest::keyClicks(filter, "/1[0/");
    EXPECT_TRUE(note->isVisible()) << "told with the key, not when it is over";
    EXPECT_EQ(note->text().toStdString(),
        "Not a regular expression: missing terminating ] for character class, at character 3.");
    EXPECT_TRUE(filter->property("invalid").toBool());
    EXPECT_EQ(filter->accessibleDescription(), note->text());
    EXPECT_EQ(matches->model()->rowCount(), 0);
    test::picture(view, "tree-filter-invalid");

    filter->selectAll();
    QTest::keyClicks(filter, "/1[0]/");
    ASSERT_TRUE(spinUntil([&] { return matches->model()->rowCount() == 2; }));
    ASSERT_TRUE(spinUntil([&] { return !note->isVisible(); }));
    EXPECT_FALSE(filter->property("invalid").toBool());

    filter->selectAll();
    QTest::keyClicks(filter, "nothing-of-this-name");
    ASSERT_TRUE(spinUntil([&] { return note->text().startsWith("No loaded node fits."); }));
    test::picture(view, "tree-filter-none");
    QTest::keyClick(filter, Qt::Key_Escape);
    EXPECT_FALSE(note->isVisible());
}

TEST_F(TreeView, AnExpressionThatWouldTakeForEverIsGivenUpWithoutAStall)
{
    for (int i = 0; i < 20'000; ++i)
        fake.put(Path("/many/" + std::string(40, 'a') + std::to_string(i)));
    ASSERT_TRUE(spinUntil([&] { return at("/many").isValid(); }));
    tree->expand(at("/many"));
    ASSERT_TRUE(spinUntil([&] { return model.rowCount(at("/many")) == 20'000; }));
    auto* filter = view.findChild<QLineEdit*>("treeFilter");
    auto* note = view.findChild<Note*>("filterNote");
    filter->setText("/(a+)+[^a]$/");
    ASSERT_TRUE(spinUntil([&] { return note->isVisible(); }));
    EXPECT_TRUE(note->text().contains("given up at /many/aaaa")) << note->text().toStdString();
    filter->setText("/^a+19999$/"); // And the next one is as quick as ever.
    auto* matches = view.findChild<QListView*>("filterMatches");
    ASSERT_TRUE(spinUntil([&] { return matches->model()->rowCount() == 1; }));
    ASSERT_TRUE(spinUntil([&] { return !note->isVisible(); }));
}

TEST_F(TreeView, OffersToStopAReadThatTakesLong)
{
    fake.hold();
    tree->expand(at("/brokers"));
    auto* stop = view.findChild<QPushButton*>("stopReading");
    ASSERT_TRUE(spinUntil([&] { return stop->isVisible(); }));
    test::picture(view, "tree-slow");
    QTest::mouseClick(stop, Qt::LeftButton);
    EXPECT_FALSE(stop->isVisible());
    EXPECT_EQ(model.rowCount(at("/brokers")), 1) << "a row says that it was stopped";
    fake.release();
}

TEST_F(TreeView, EveryControlHasANameForScreenReaders)
{
    for (const QWidget* widget : view.findChildren<QWidget*>()) {
        if (widget->focusPolicy() != Qt::NoFocus && !widget->objectName().startsWith("qt_")) {
            EXPECT_FALSE(widget->objectName().isEmpty()) << widget->metaObject()->className();
            const bool named = !widget->accessibleName().isEmpty()
                || qobject_cast<const QPushButton*>(widget);
            EXPECT_TRUE(named) << widget->objectName().toStdString();
        }
    }
}

TEST_F(TreeView, TakesAHundredThousandChildrenWithoutAStall)
{
    fake.put(Path("/big"));
    for (int i = 0; i < 100'000; ++i)
        fake.put(Path("/big/n" + std::to_string(i)));
    ASSERT_TRUE(spinUntil([&] { return at("/big").isValid(); }));
    tree->expand(at("/big"));
    ASSERT_TRUE(spinUntil([&] { return model.rowCount(at("/big")) == 100'000; }));
    tree->scrollTo(at("/big/n99999"));
    ASSERT_TRUE(spinUntil(
        [&] { return at("/big/n99999").data(ZnodeTreeModel::StatKnownRole).toBool(); }));
}

TEST_F(TreeView, LooksAsDesigned)
{
    (void)test::await(fake.create(Path("/brokers/ids/1003"), Bytes{}, CreateMode::ephemeral));
    fake.failOn(Path("/config/users"), Errc::noAuth);
    select("/brokers/ids/1002");
    tree->expand(at("/config"));
    ASSERT_TRUE(spinUntil([&] { return at("/config/users").isValid(); }));
    tree->expand(at("/config/users"));
    tree->expand(at("/leases"));
    model.setWatched(Path("/brokers/ids"), true);
    select("/config/payments/gateway.json");
    ASSERT_TRUE(spinUntil([&] {
        return at("/brokers/ids/1002").data(ZnodeTreeModel::StatKnownRole).toBool()
            && at("/config/users").data(ZnodeTreeModel::UnreadableRole).toBool();
    }));
    fake.put(Path("/brokers/ids/1002"), "changed");
    ASSERT_TRUE(spinUntil(
        [&] { return at("/brokers/ids/1002").data(ZnodeTreeModel::ChangedRole).toBool(); }));
    test::picture(view, "tree");
    EXPECT_EQ(tree->visualRect(at("/config")).height(), 26);
    EXPECT_EQ(tree->indentation(), 16);
}

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// A page of any width, down to half of the smallest window: nothing in its bars overlaps or is cut.
#include "tests/support/picture.h"
#include "tests/ui/mainwindow/main_window_fixture.h"
#include "ui/common/text_label.h"
#include "ui/mainwindow/path_bar.h"
#include "ui/mainwindow/session_status_bar.h"
#include "ui/mainwindow/top_bar.h"
#include "ui/mainwindow/workspace_frame.h"
#include "ui/node/node_view.h"

#include <QDockWidget>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

namespace zs::ui {
namespace {

using Panel = WorkspaceFrame::Panel;

/// Words that may be elided, and what finds a smaller form by itself; all else needs its size hint.
bool mayBeNarrower(const QWidget* widget)
{
    return qobject_cast<const TextLabel*>(widget) || qobject_cast<const QLineEdit*>(widget)
        || qobject_cast<const PathBar*>(widget) || qobject_cast<const QTabBar*>(widget);
}

std::string nameOf(const QWidget* widget)
{
    return widget->objectName().toStdString() + " (" + widget->metaObject()->className() + ")";
}

std::vector<const QWidget*> visibleChildren(const QWidget* row)
{
    std::vector<const QWidget*> seen;
    for (const QObject* child : row->children()) {
        const auto* widget = qobject_cast<const QWidget*>(child);
        if (widget && widget->isVisible() && !widget->isWindow())
            seen.push_back(widget);
    }
    return seen;
}

/// Nothing in the row, or in the rows inside it, overlaps, sticks out or has too little room.
void expectFits(const QWidget* row, const std::string& when)
{
    const std::vector<const QWidget*> seen = visibleChildren(row);
    for (std::size_t index = 0; index < seen.size(); ++index) {
        const QWidget* widget = seen[index];
        const QRect place = widget->geometry();
        const std::string who = when + ": " + nameOf(row) + " / " + nameOf(widget);
        EXPECT_GE(place.left(), 0) << who;
        EXPECT_LE(place.right(), row->width() - 1) << who;
        const int needed = mayBeNarrower(widget) ? widget->minimumSizeHint().width()
                                                 : widget->sizeHint().width();
        EXPECT_GE(place.width(), std::min(needed, widget->maximumWidth())) << who;
        for (std::size_t other = index + 1; other < seen.size(); ++other)
            EXPECT_FALSE(place.intersects(seen[other]->geometry()))
                << who << " and " << nameOf(seen[other]);
        if (qobject_cast<const QTabBar*>(widget))
            EXPECT_TRUE(visibleChildren(widget).empty()) << who << " has to be scrolled";
        else if (!qobject_cast<const QLineEdit*>(widget))
            expectFits(widget, when);
    }
}

/// Names and addresses of the length that people have; in the language of the parameter.
class NarrowPage : public MainWindowTest, public testing::WithParamInterface<const char*> {
protected:
    void SetUp() override
    {
        MainWindowTest::SetUp();
        connectTo(QStringLiteral("zookeeper-0.payments.example:2181"));
        m_fake->put(Path("/config/payments-gateway/application-settings"), "{\"a\": 1}");
        go("/config/payments-gateway/application-settings");
        m_window->setMinimumSize(1, 1);
        m_window->setLanguage(QLatin1String(GetParam()));
    }
    void widen(int width)
    {
        m_window->resize(width, 900);
        rest();
        ASSERT_EQ(page()->width(), width);
        ASSERT_LE(page()->minimumSizeHint().width(), width);
    }
    /// Until no layout waits for another: as many rounds as rows lie in each other.
    static void rest()
    {
        for (int round = 0; round < 8; ++round)
            QCoreApplication::processEvents();
    }
    WorkspacePage* page() const { return m_window->workspace(); }
    template <class T = QWidget>
    T* in(const char* name) const
    {
        T* widget = page()->findChild<T*>(QLatin1String(name));
        EXPECT_NE(widget, nullptr) << name;
        return widget;
    }
    /// A part that was replaced lives until the event loop comes round.
    bool showsRoot() const
    {
        const auto parts = page()->findChildren<QToolButton*>(QStringLiteral("part:/"));
        return std::any_of(
            parts.begin(), parts.end(), [](const QToolButton* part) { return part->isVisible(); });
    }
    void expectAllBarsFit(const std::string& when) const
    {
        for (const char* bar : {"topBar", "treeHeader", "nodeHeader", "dataTools", "panelStrip"})
            expectFits(in(bar), when);
        expectFits(in("encoding")->parentWidget(), when);
        expectFits(page()->frame()->statusBar(), when);
        const QWidget* docks = in("treeDock")->parentWidget();
        EXPECT_LE(docks->minimumSizeHint().width(), docks->width()) << when;
    }
};

TEST_P(NarrowPage, ClusterPageLeavesTheDocksAndThePathAsTheyWere)
{
    widen(1440);
    const auto* tree = in("treeDock");
    const auto* inspector = in("inspectorDock");
    const int treePx = tree->width(), inspectorPx = inspector->width();
    for (int round = 0; round < 2; ++round) {
        page()->showCluster();
        rest();
        m_window->setLanguage(round == 0 ? QStringLiteral("zh_CN") : QStringLiteral("en"));
        page()->frame()->showPage(WorkspaceFrame::Page::browse);
        rest();
        EXPECT_EQ(tree->width(), treePx);
        EXPECT_EQ(inspector->width(), inspectorPx);
        EXPECT_TRUE(showsRoot());
        m_window->setLanguage(round == 0 ? QStringLiteral("en") : QStringLiteral("zh_CN"));
        EXPECT_TRUE(showsRoot()) << "not only a frame later";
    }
}

TEST_P(NarrowPage, NothingOverlapsOrIsCutAtAnyWidth)
{
    for (int width = 1440; width >= 480; width -= 20) {
        widen(width);
        expectAllBarsFit(std::to_string(width));
    }
    for (int width = 480; width <= 1440; width += 240) { // What unfolds fits as well.
        widen(width);
        expectAllBarsFit("widened to " + std::to_string(width));
    }
}

TEST_P(NarrowPage, NothingOverlapsWithOtherTabsOrALongerWordOrTheLock)
{
    page()->controller()->edit(toBytes("no json any more\n"));
    for (const int width : {1440, 1024, 720, 680, 640}) {
        widen(width);
        for (const char* tab : {"tabEvents", "tabRequests", "tabWrites"}) {
            in<QAbstractButton>(tab)->click();
            rest();
            expectAllBarsFit(std::to_string(width) + " " + tab);
        }
        in<NodeView>("nodeView")->showTab(NodeView::Tab::children);
        rest();
        expectFits(in("childFilter")->parentWidget(), std::to_string(width));
        in<NodeView>("nodeView")->showTab(NodeView::Tab::data);
        page()->frame()->topBar()->setLocked(true);
        m_fake->setState(SessionState::connecting);
        rest();
        expectAllBarsFit(std::to_string(width) + " locked, connecting");
        m_fake->setState(SessionState::connected);
        page()->frame()->topBar()->setLocked(std::nullopt);
    }
}

TEST_P(NarrowPage, AWidePageShowsAllOfItsTools)
{
    widen(720);
    widen(1440);
    for (const char* tool : {"layOutText", "wrapLines", "showDiff", "insertFile", "saveAs",
             "watchNode", "duplicateNode", "deleteNode", "toggleInspector", "newNode",
             "showBookmarks", "copyPath", "bookmarkNode"})
        EXPECT_TRUE(in(tool)->isVisible()) << tool;
    for (const char* more : {"moreDataTools", "moreNodeTools", "moreTreeTools", "statusMore"})
        EXPECT_FALSE(in(more)->isVisible()) << more;
    EXPECT_EQ(in("paletteBox")->width(), 260);
    EXPECT_EQ(in("filterEvents")->width(), 180);
    EXPECT_NEAR(in("treeDock")->width(), 292, 2);
    EXPECT_TRUE(page()->frame()->isPanelShown(Panel::inspector));
}

TEST_P(NarrowPage, ToolsWithoutRoomWorkFromTheMenuByTheKeyboard)
{
    widen(720);
    auto* wrap = in<QAbstractButton>("wrapLines");
    auto* saveAs = in<QAbstractButton>("saveAs");
    auto* more = in<QToolButton>("moreDataTools");
    ASSERT_FALSE(saveAs->isVisible());
    ASSERT_TRUE(more->isVisible());
    EXPECT_FALSE(more->accessibleName().isEmpty());
    EXPECT_TRUE(more->focusPolicy() & Qt::TabFocus);
    widen(480); // With less room still, more of them.
    EXPECT_FALSE(wrap->isVisible());
    auto* menu = in<QMenu>("moreDataToolsMenu");
    Q_EMIT menu->aboutToShow();
    const auto entry = [&](const char* name) {
        return menu->findChild<QAction*>(QLatin1String(name));
    };
    ASSERT_TRUE(entry("wrapLines") && entry("saveAs") && entry("showDiff"));
    EXPECT_EQ(entry("wrapLines")->text(), wrap->text());
    EXPECT_EQ(entry("saveAs")->text(), saveAs->accessibleName()) << "it is an icon alone";
    EXPECT_TRUE(entry("wrapLines")->isCheckable());
    EXPECT_FALSE(entry("showDiff")->isEnabled()) << "there is no edit";
    const bool before = wrap->isChecked();
    entry("wrapLines")->trigger();
    EXPECT_NE(wrap->isChecked(), before);
}

TEST_P(NarrowPage, StatusBarKeepsWhatItDropsInATip)
{
    widen(1440);
    const QString session = status("statusSession");
    ASSERT_FALSE(session.isEmpty());
    ASSERT_TRUE(in("statusSession")->isVisible());
    widen(480);
    EXPECT_TRUE(in("statusState")->isVisible());
    EXPECT_TRUE(in("statusWrites")->isVisible());
    ASSERT_FALSE(in("statusSession")->isVisible());
    ASSERT_TRUE(in("statusMore")->isVisible());
    EXPECT_TRUE(in("statusMore")->toolTip().contains(session));
    EXPECT_TRUE(in("statusMore")->accessibleName().contains(session));
}

TEST_P(NarrowPage, TreeFoldsAndComesBackAsWideAsItWas)
{
    auto* docks = in("treeDock")->parentWidget();
    static_cast<QMainWindow*>(docks)->resizeDocks(
        {in<QDockWidget>("treeDock")}, {333}, Qt::Horizontal);
    rest();
    widen(720);
    EXPECT_TRUE(page()->frame()->isPanelShown(Panel::tree));
    EXPECT_NEAR(in("treeDock")->width(), 220, 2);
    const QByteArray narrow = page()->frame()->saveLayout();
    widen(640);
    EXPECT_FALSE(page()->frame()->isPanelShown(Panel::tree));
    EXPECT_GE(in("nodeView")->width(), 500);
    const QByteArray folded = page()->frame()->saveLayout();
    EXPECT_FALSE(page()->frame()->isPanelShown(Panel::tree)) << "saving shows nothing";
    page()->frame()->togglePanel(Panel::tree);
    rest();
    EXPECT_TRUE(page()->frame()->isPanelShown(Panel::tree)) << "by the user's wish";
    widen(1440);
    EXPECT_NEAR(in("treeDock")->width(), 333, 2);
    EXPECT_TRUE(page()->frame()->isPanelShown(Panel::inspector));
    for (const QByteArray& saved : {narrow, folded}) {
        page()->frame()->restoreLayout(saved);
        rest();
        EXPECT_TRUE(page()->frame()->isPanelShown(Panel::tree));
        EXPECT_TRUE(page()->frame()->isPanelShown(Panel::inspector));
    }
}

TEST_P(NarrowPage, TreeTakesThePlaceOfTheCentreWhereThereIsNoRoomForBoth)
{
    widen(560);
    auto* frame = page()->frame();
    ASSERT_FALSE(frame->isPanelShown(Panel::tree));
    QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
    rest();
    EXPECT_TRUE(in("treeView")->isVisible());
    EXPECT_FALSE(in("nodeView")->isVisible());
    EXPECT_TRUE(in("znodeTree")->hasFocus());
    EXPECT_LE(page()->minimumSizeHint().width(), 560) << "it pushes nothing out of the window";
    EXPECT_EQ(page()->width(), 560);
    EXPECT_GE(in("treeView")->width(), 480);
    const std::string name = GetParam();
    test::picture(*m_window, ("narrow-tree-" + name).c_str());
    widen(540); // It stays while the page changes a little.
    EXPECT_TRUE(in("treeView")->isVisible());
    const QByteArray saved = frame->saveLayout();
    EXPECT_TRUE(in("treeView")->isVisible()) << "saving changes nothing";
    EXPECT_FALSE(in("nodeView")->isVisible());

    in("znodeTree")->setFocus();
    QTest::keyClick(in("znodeTree"), Qt::Key_Return); // Opens the node: that is the centre's part.
    rest();
    EXPECT_TRUE(in("nodeView")->isVisible());
    EXPECT_FALSE(frame->isPanelShown(Panel::tree));
    QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
    rest();
    ASSERT_TRUE(in("treeView")->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
    rest();
    EXPECT_TRUE(in("nodeView")->isVisible());
    EXPECT_FALSE(frame->isPanelShown(Panel::tree));
    QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
    rest();
    widen(1440);
    EXPECT_TRUE(in("nodeView")->isVisible() && in("treeView")->isVisible());
    EXPECT_NEAR(in("treeDock")->width(), 292, 2);
    frame->restoreLayout(saved);
    rest();
    EXPECT_NEAR(in("treeDock")->width(), 292, 2);
    EXPECT_TRUE(in("nodeView")->isVisible());
}

TEST_P(NarrowPage, PaletteFoldsToItsIconAndKeepsNameAndKey)
{
    widen(720);
    const QWidget* box = in("paletteBox");
    EXPECT_EQ(box->width(), 28);
    EXPECT_FALSE(box->accessibleName().isEmpty());
    EXPECT_TRUE(box->toolTip().contains(QStringLiteral("Ctrl+K")));
    const std::string name = GetParam();
    test::picture(*m_window, ("narrow-720-" + name).c_str());
    widen(640);
    test::picture(*m_window, ("narrow-640-" + name).c_str());
    widen(480);
    test::picture(*m_window, ("narrow-480-" + name).c_str());
}

INSTANTIATE_TEST_SUITE_P(Languages, NarrowPage, testing::Values("en", "zh_CN"),
    [](const auto& language) { return std::string(language.param); });

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/workspace_frame.h"

#include "ui/common/action_keys.h"
#include "ui/common/focus_order.h"
#include "ui/common/widgets.h"
#include "ui/mainwindow/dock_grip.h"
#include "ui/mainwindow/rail.h"
#include "ui/mainwindow/session_banner.h"
#include "ui/mainwindow/session_status_bar.h"
#include "ui/mainwindow/top_bar.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QEvent>
#include <QHBoxLayout>
#include <QMainWindow>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int layoutVersion = 1;
constexpr int treePx = 292;
constexpr int inspectorPx = 284;
constexpr int lentInspectorPx = 332;
constexpr int bottomPx = 214;
constexpr int leastRoomPx = 400; ///< Less is no width that anybody chose.
constexpr int inspectorFoldsBelowPx = 1200;
constexpr int railFoldsBelowPx = 1100;
constexpr int treeShrinksBelowPx = 960;
constexpr int leastTreePx = 220;
constexpr int mostTreePx = 520;

/// Takes the place of a dock's title bar, and no room.
class NoTitle : public QWidget {
public:
    using QWidget::QWidget;
    QSize sizeHint() const override { return {0, 0}; }
    QSize minimumSizeHint() const override { return {0, 0}; }
};

bool holdsFocus(const QWidget* pane)
{
    const QWidget* focus = QApplication::focusWidget();
    return focus && (focus == pane || pane->isAncestorOf(focus));
}

/// A window by birth; made a part at once, since that styles all that is in it anew.
QMainWindow* makeDocks(QWidget* parent)
{
    auto* docks = new QMainWindow(parent);
    docks->setWindowFlags(Qt::Widget);
    docks->setDockOptions(QMainWindow::AllowNestedDocks);
    return docks;
}

/// The first widget of a pane that takes the focus by Tab, in tab order.
QWidget* firstFocusable(QWidget* pane)
{
    QWidget* widget = pane->focusProxy(); // What the pane is there for, its tools apart.
    if (widget && widget->isVisible() && widget->isEnabled())
        return widget;
    return firstInFocusOrder(*pane);
}

} // namespace

WorkspaceFrame::WorkspaceFrame(QWidget* parent) :
    QWidget(parent), m_topBar(new TopBar(this)), m_rail(new Rail(this)),
    m_docks(makeDocks(this)), m_tree(addDock("treeDock", Qt::LeftDockWidgetArea)),
    m_inspector(addDock("inspectorDock", Qt::RightDockWidgetArea)),
    m_bottom(addDock("bottomDock", Qt::BottomDockWidgetArea)),
    m_statusBar(new SessionStatusBar(this)), m_middle(new QHBoxLayout)
{
    // The tree keeps its full height; the bottom dock runs below centre and inspector.
    m_docks->setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    m_docks->setCorner(Qt::TopLeftCorner, Qt::LeftDockWidgetArea);
    m_docks->setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    m_docks->setCorner(Qt::TopRightCorner, Qt::TopDockWidgetArea);
    QDockWidget* bannerDock = addDock("bannerDock", Qt::TopDockWidgetArea);
    m_banner = new SessionBanner(bannerDock);
    bannerDock->setWidget(m_banner);
    bannerDock->hide();
    connect(m_banner, &SessionBanner::shownChanged, bannerDock, &QWidget::setVisible);
    m_tree->installEventFilter(this);
    m_inspector->installEventFilter(this);
    for (QDockWidget* dock : {m_tree, m_inspector, m_bottom}) {
        auto* grip = new DockGrip(m_docks, dock, m_docks->dockWidgetArea(dock));
        connect(grip, &DockGrip::dragged, this, &WorkspaceFrame::layoutChosen);
    }
    for (const Panel panel : {Panel::tree, Panel::inspector, Panel::bottom}) {
        connect(dockOf(panel)->toggleViewAction(), &QAction::toggled, this,
            [this, panel](bool shown) { Q_EMIT panelShown(panel, shown); });
    }
    m_rail->addPage("railBrowse", QStringLiteral("folder-tree"));
    m_rail->addPage("railCluster", QStringLiteral("orbit"));
    connect(m_rail, &Rail::pageChosen, this, [this](int page) { showPage(Page(page)); });
    QHBoxLayout* middle = m_middle;
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addWidget(m_docks, 1);
    auto* column = makeColumn(this, 0);
    column->addWidget(m_topBar);
    column->addLayout(middle, 1);
    column->addWidget(m_statusBar);
    retranslate();
}

WorkspaceViews WorkspaceFrame::places() const
{
    return {m_tree, m_docks, m_inspector, m_bottom};
}

void WorkspaceFrame::setViews(WorkspaceViews views)
{
    m_views = views;
    views.tree->setMinimumWidth(leastTreePx);
    views.tree->setMaximumWidth(mostTreePx);
    views.inspector->setMinimumWidth(240);
    views.inspector->setMaximumWidth(420);
    m_tree->setWidget(views.tree);
    m_inspector->setWidget(views.inspector);
    m_bottom->setWidget(views.bottom);
    m_docks->setCentralWidget(views.centre);
    sizeDocks();
}

void WorkspaceFrame::showPage(Page page)
{
    if (page == Page::cluster && !m_cluster && m_makeCluster) {
        m_cluster = m_makeCluster();
        m_middle->addWidget(m_cluster, 1);
    }
    const bool cluster = page == Page::cluster && m_cluster;
    // One goes before the other comes: in half of the room the docks would be squeezed, for good.
    QWidget* const shown = cluster ? m_cluster : m_docks;
    QWidget* const hidden = cluster ? m_docks : m_cluster;
    if (hidden)
        hidden->hide();
    shown->show();
    m_rail->setCurrentPage(int(cluster ? Page::cluster : Page::browse));
    retranslate();
    if (cluster)
        m_cluster->setFocus(Qt::OtherFocusReason);
}

WorkspaceFrame::Page WorkspaceFrame::page() const
{
    return m_cluster && !m_cluster->isHidden() ? Page::cluster : Page::browse;
}

QDockWidget* WorkspaceFrame::addDock(const char* name, Qt::DockWidgetArea area)
{
    auto* dock = new QDockWidget(m_docks);
    dock->setObjectName(QLatin1String(name));
    dock->setFeatures(QDockWidget::NoDockWidgetFeatures);
    // The panels have their own headers.
    dock->setTitleBarWidget(new NoTitle(dock));
    m_docks->addDockWidget(area, dock);
    return dock;
}

QDockWidget* WorkspaceFrame::dockOf(Panel panel) const
{
    switch (panel) {
    case Panel::tree: return m_tree;
    case Panel::inspector: return m_inspector;
    case Panel::bottom: break;
    }
    return m_bottom;
}

bool WorkspaceFrame::isPanelShown(Panel panel) const
{
    return !dockOf(panel)->isHidden();
}

void WorkspaceFrame::setPanelShown(Panel panel, bool shown)
{
    if (panel == Panel::inspector) {
        m_inspectorFolded = false; // From now on it is the user's wish.
        m_inspectorWasHidden = !shown;
    }
    if (panel == Panel::tree)
        m_treeFolded = false;
    if (panel == Panel::bottom)
        m_bottomFolded = false;
    if (panel == Panel::tree && m_settled)
        setTreeAlone(shown && !hasRoomForTree());
    dockOf(panel)->setVisible(shown);
    if (panel == Panel::tree && m_treeAlone)
        m_views.tree->setFocus(Qt::ShortcutFocusReason); // The centre may have had it.
    Q_EMIT layoutChosen();
}

void WorkspaceFrame::lendInspector(bool lent)
{
    if (std::exchange(m_inspectorLent, lent) == lent)
        return;
    if (lent) {
        m_inspectorWasHidden = m_inspector->isHidden();
        m_inspector->show();
        m_docks->resizeDocks(
            {m_inspector}, {std::max(m_inspectorWidth, lentInspectorPx)}, Qt::Horizontal);
        return;
    }
    m_docks->resizeDocks({m_inspector}, {m_inspectorWidth}, Qt::Horizontal);
    m_inspector->setVisible(!m_inspectorWasHidden);
    fold(); // The page may have got wider or narrower meanwhile.
}

void WorkspaceFrame::showCentre()
{
    setTreeAlone(false);
    fold();
}

void WorkspaceFrame::setTreeAlone(bool alone)
{
    if (alone == m_treeAlone)
        return;
    m_treeAlone = alone;
    m_views.tree->setMaximumWidth(alone ? QWIDGETSIZE_MAX : mostTreePx);
    m_views.centre->setVisible(!alone);
    foldPanel(m_bottom, m_bottomFolded, alone); // It lies below the centre.
}

void WorkspaceFrame::focusNextPane(bool forward)
{
    std::vector<QWidget*> panes{
        m_topBar, m_rail, m_views.tree, m_views.centre, m_views.inspector, m_views.bottom,
        m_statusBar};
    if (page() == Page::cluster)
        panes = {m_topBar, m_rail, m_cluster, m_statusBar};
    const int count = int(panes.size());
    int here = 0;
    for (int index = 0; index < count; ++index) {
        if (holdsFocus(panes[std::size_t(index)]))
            here = index;
    }
    for (int step = 1; step <= count; ++step) {
        const int index = (here + (forward ? step : count - step)) % count;
        QWidget* pane = panes[std::size_t(index)];
        QWidget* target = pane->isVisible() ? firstFocusable(pane) : nullptr;
        if (target) {
            target->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

QByteArray WorkspaceFrame::saveLayout() const
{
    if (!m_settled)
        return m_restored; // It was never seen: its docks have no sizes of their own yet.
    std::vector<QDockWidget*> folded;
    if (m_treeAlone)
        m_views.centre->show();
    if (m_bottomFolded)
        folded.push_back(m_bottom);
    if (m_inspectorFolded)
        folded.push_back(m_inspector);
    if (m_treeFolded)
        folded.push_back(m_tree);
    for (QDockWidget* dock : folded) {
        const QSignalBlocker unseen(dock->toggleViewAction());
        dock->show();
    }
    if (m_treeShrunk)
        m_docks->resizeDocks({m_tree}, {m_treeWidth}, Qt::Horizontal);
    if (m_inspectorLent)
        m_docks->resizeDocks({m_inspector}, {m_inspectorWidth}, Qt::Horizontal);
    const bool onlyLent = m_inspectorLent && m_inspectorWasHidden && !m_inspectorFolded;
    const QSignalBlocker quiet(m_inspector->toggleViewAction());
    if (onlyLent)
        m_inspector->hide();
    const QByteArray state = m_docks->saveState(layoutVersion);
    for (QDockWidget* dock : folded) {
        const QSignalBlocker unseen(dock->toggleViewAction());
        dock->hide();
    }
    if (m_inspectorLent) {
        m_inspector->show();
        m_docks->resizeDocks(
            {m_inspector}, {std::max(m_inspectorWidth, lentInspectorPx)}, Qt::Horizontal);
    }
    if (m_treeShrunk)
        m_docks->resizeDocks({m_tree}, {leastTreePx}, Qt::Horizontal);
    if (m_treeAlone)
        m_views.centre->hide();
    return state;
}

void WorkspaceFrame::sizeDocks()
{
    m_docks->resizeDocks({m_tree, m_inspector}, {treePx, inspectorPx}, Qt::Horizontal);
    m_docks->resizeDocks({m_bottom}, {bottomPx}, Qt::Vertical);
}

void WorkspaceFrame::restoreLayout(const QByteArray& state)
{
    m_restored = state;
    m_docks->restoreState(state, layoutVersion);
    // The banner tells a state of now, whatever was shown when the layout was saved.
    m_banner->parentWidget()->setVisible(!m_banner->isHidden());
}

void WorkspaceFrame::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void WorkspaceFrame::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    settle();
    fold();
}

void WorkspaceFrame::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    settle();
}

/// Docks that were laid out in no room, before the window gave its own, would stay squeezed.
void WorkspaceFrame::settle()
{
    if (m_settled || !isVisible() || width() < leastRoomPx)
        return;
    m_settled = true;
    layout()->activate();
    if (m_restored.isEmpty() || !m_docks->restoreState(m_restored, layoutVersion))
        sizeDocks();
    m_banner->parentWidget()->setVisible(!m_banner->isHidden());
    fold();
}

void WorkspaceFrame::retranslate()
{
    m_rail->setPageText(0, tr("Browse", "page of the navigation rail: tree and nodes"),
        keyOf("view.browse"));
    m_rail->setPageText(1, tr("Cluster", "page of the navigation rail: servers and elections"),
        keyOf("view.cluster"));
    m_topBar->setPageTitle(page() == Page::cluster ? tr("Cluster and elections") : QString());
    m_tree->setWindowTitle(tr("Nodes"));
    m_inspector->setWindowTitle(tr("Stat"));
    m_bottom->setWindowTitle(tr("Events"));
}

void WorkspaceFrame::fold()
{
    m_rail->setLabelsShown(width() >= railFoldsBelowPx);
    if (!m_settled)
        return; // There are no widths yet.
    if (!m_inspectorLent)
        foldPanel(m_inspector, m_inspectorFolded, width() < inspectorFoldsBelowPx);
    if (m_treeAlone && hasRoomForTree())
        setTreeAlone(false);
    if (!m_treeAlone)
        foldPanel(m_tree, m_treeFolded, !hasRoomForTree());
    const bool narrow = width() < treeShrinksBelowPx;
    if (narrow == m_treeShrunk)
        return;
    m_treeShrunk = narrow;
    if (m_treeWidth == 0)
        m_treeWidth = treePx;
    m_docks->resizeDocks({m_tree}, {narrow ? leastTreePx : m_treeWidth}, Qt::Horizontal);
}

/// The user's width of the tree is what it had in a wide page: a narrow one squeezes it.
bool WorkspaceFrame::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_tree && event->type() == QEvent::Resize && m_settled && !m_treeShrunk
        && width() >= treeShrinksBelowPx)
        m_treeWidth = m_tree->width();
    if (watched == m_inspector && event->type() == QEvent::Resize && m_settled
        && !m_inspectorLent)
        m_inspectorWidth = m_inspector->width();
    return QWidget::eventFilter(watched, event);
}

bool WorkspaceFrame::hasRoomForTree() const
{
    const int centre = m_views.centre->minimumSizeHint().width();
    return width() > m_rail->width() + leastTreePx + centre;
}

QSize WorkspaceFrame::minimumSizeHint() const
{
    const QSize least = QWidget::minimumSizeHint();
    if (page() == Page::cluster)
        return least;
    const int folded = m_rail->width() + m_views.centre->minimumSizeHint().width();
    return {std::min(least.width(), folded), least.height()};
}

void WorkspaceFrame::foldPanel(QDockWidget* panel, bool& folded, bool narrow)
{
    if (narrow && !folded && !panel->isHidden()) {
        folded = true;
        panel->hide();
    } else if (!narrow && folded) {
        folded = false;
        panel->show();
    }
}

} // namespace zs::ui

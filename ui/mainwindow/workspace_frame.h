// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QDockWidget;
class QHBoxLayout;
class QMainWindow;

namespace zs::ui {

class Rail;
class SessionBanner;
class SessionStatusBar;
class TopBar;

/// The widgets that WorkspaceFrame arranges. It takes them over.
struct WorkspaceViews {
    QWidget* tree = nullptr;
    QWidget* centre = nullptr;
    QWidget* inspector = nullptr;
    QWidget* bottom = nullptr;
};

/// The frame of an open connection: top bar, rail, docks around the centre, banner, status bar.
/// Only geometry: it knows no session. Below 1200 px the inspector folds first, then the rail's
/// words; then the tree gets narrower, and folds where the centre has no room beside it. What
/// folded by itself comes back by itself. Who shows the tree there sees it in the centre's place.
class WorkspaceFrame : public QWidget {
    Q_OBJECT
public:
    enum class Panel { tree, inspector, bottom };

    explicit WorkspaceFrame(QWidget* parent = nullptr);

    /// The parents that the views are to be made with: one that changes its parent is styled anew,
    /// with all that is in it.
    [[nodiscard]] WorkspaceViews places() const;
    /// Takes them over; once, before it is shown.
    void setViews(WorkspaceViews views);

    /// The rail's pages, in its order.
    enum class Page { browse, cluster };
    /// Makes the cluster's page when it is shown for the first time; the frame takes it over.
    void setClusterPage(std::function<QWidget*()> make) { m_makeCluster = std::move(make); }
    void showPage(Page page);
    [[nodiscard]] Page page() const;

    [[nodiscard]] TopBar* topBar() const { return m_topBar; }
    [[nodiscard]] Rail* rail() const { return m_rail; }
    [[nodiscard]] SessionBanner* banner() const { return m_banner; }
    [[nodiscard]] SessionStatusBar* statusBar() const { return m_statusBar; }

    [[nodiscard]] bool isPanelShown(Panel panel) const;
    void setPanelShown(Panel panel, bool shown);
    /// Shows the inspector for as long as something else stands in it, as wide as that needs;
    /// `false`: as it was before.
    void lendInspector(bool lent);
    void togglePanel(Panel panel) { setPanelShown(panel, !isPanelShown(panel)); }
    /// The centre is seen, also where the tree took its place.
    void showCentre();
    /// Moves the focus to the next or previous of top bar, rail, tree, centre, inspector, bottom
    /// and status bar; of the cluster's page alone where that is shown.
    void focusNextPane(bool forward);

    /// Sizes and visibility of the docks, for the next run: as if there were room for all.
    [[nodiscard]] QByteArray saveLayout() const;
    /// Bytes of another version or of nothing leave the layout as it is.
    void restoreLayout(const QByteArray& state);

    /// Of a page that folded what it can.
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// By whatever reason a panel came or went.
    void panelShown(zs::ui::WorkspaceFrame::Panel panel, bool shown);
    /// The user gave a panel another size, or wants it to be seen or not.
    void layoutChosen();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QDockWidget* addDock(const char* name, Qt::DockWidgetArea area);
    [[nodiscard]] QDockWidget* dockOf(Panel panel) const;
    void retranslate();
    void fold();
    void setTreeAlone(bool alone);
    [[nodiscard]] bool hasRoomForTree() const;
    void foldPanel(QDockWidget* panel, bool& folded, bool narrow);
    void sizeDocks();
    void settle();

    WorkspaceViews m_views;
    TopBar* m_topBar;
    Rail* m_rail;
    QMainWindow* m_docks;
    QDockWidget* m_tree;
    QDockWidget* m_inspector;
    QDockWidget* m_bottom;
    SessionBanner* m_banner = nullptr;
    SessionStatusBar* m_statusBar;
    std::function<QWidget*()> m_makeCluster;
    QHBoxLayout* m_middle; ///< The rail and the pages, of which one is shown.
    QWidget* m_cluster = nullptr;
    QByteArray m_restored; ///< The layout of an earlier run; empty: that of the design.
    bool m_settled = false;
    bool m_inspectorLent = false;
    bool m_inspectorWasHidden = false; ///< Before it was lent.
    int m_inspectorWidth = 284;        ///< px, when it was not lent.
    bool m_inspectorFolded = false; ///< By the width, not by the user.
    bool m_treeFolded = false;      ///< The same.
    bool m_bottomFolded = false;    ///< While the tree is alone.
    bool m_treeAlone = false; ///< In the place of the centre: the page has no room for both.
    bool m_treeShrunk = false;      ///< The same.
    int m_treeWidth = 0;            ///< px, when there was room last; 0: there never was.
};

} // namespace zs::ui

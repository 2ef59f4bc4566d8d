// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/path.h"
#include "ui/theme/tokens.h"

#include <QWidget>

#include <utility>
#include <vector>

class QShortcut;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace zs {
struct ClientOptions;
}

namespace zs::ui {

class ChildrenPage;
class DataPage;
class HistoryPage;
class NodeController;
class NodeHistory;
class WatchesPage;

/// The centre of the workspace: the selected node's tabs and, at their right, its actions. It only
/// asks for dialogs; whoever owns it opens them.
class NodeView : public QWidget {
    Q_OBJECT
public:
    enum class Tab { data, acl, children, watches, history };

    /// `aclPage` fills the tab "ACL", which is another feature's; the view takes it over.
    NodeView(NodeController* controller, QWidget* aclPage, QWidget* parent = nullptr);

    void showTab(Tab tab);
    [[nodiscard]] Tab currentTab() const;
    /// How the session was opened: its server may be asked more in the same way.
    void setConnection(const ClientOptions& options);
    /// See DataPage.
    void setRefusal(const QString& words);
    /// The state of the eye; does not emit watchToggled.
    void setWatched(bool watched);
    /// The state of the button that shows the Stat panel; does not emit inspectorToggled.
    void setInspectorShown(bool shown);

public Q_SLOTS:
    void focusContent();
    /// Looks for something in the data, whichever tab was shown; see DataPage.
    void find();
    void findNext();
    void findPrevious();

Q_SIGNALS:
    /// Somebody wants to see this node, a child for one.
    void pathActivated(const zs::Path& path);
    void newRequested(const zs::Path& parent);
    void deleteRequested(const zs::Path& path);
    /// Of the children that are chosen in their table.
    void deleteChildrenRequested(const std::vector<zs::Path>& paths);
    /// The node may not be read; an identity may help.
    void identityWanted();
    void duplicateRequested(const zs::Path& path);
    void watchToggled(const zs::Path& path, bool watched);
    void inspectorToggled(bool shown);
    /// The session's watches on this node are gone; who needs one sets it again.
    void watchesRemoved(const zs::Path& path);
    /// By whatever reason another tab came.
    void tabChanged(zs::ui::NodeView::Tab tab);
    /// Somebody wants to see server's and own data side by side.
    void compareRequested(const zs::Path& path);
    /// For a toast.
    void message(zs::ui::Role role, const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeHeader();
    void wire();
    void addFindKeys();
    void takeKeys();
    void refresh();

    NodeController* m_controller;
    QTabBar* m_tabs = nullptr;
    QToolButton* m_watch = nullptr;
    QToolButton* m_duplicate = nullptr;
    QToolButton* m_delete = nullptr;
    QToolButton* m_inspector = nullptr;
    QStackedWidget* m_pages;
    DataPage* m_data;
    QWidget* m_acl;
    ChildrenPage* m_children;
    WatchesPage* m_watches;
    NodeHistory* m_seen;
    std::vector<std::pair<const char*, QShortcut*>> m_findKeys; ///< By the ids of their actions.
    HistoryPage* m_history;
};

} // namespace zs::ui

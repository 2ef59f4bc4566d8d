// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/path.h"
#include "ui/tree/znode_tree_model.h"

#include <QWidget>

#include <optional>

class QAction;
class QLineEdit;
class QListView;
class QMenu;
class QPushButton;
class QStackedWidget;
class QTimer;
class QToolButton;

namespace zs::ui {

class NodeMarks;
class KeyLabel;
class Note;
class TextLabel;
class TreeFilterModel;
class ZnodeTreeWidget;

/// The dock "Nodes": title with actions, filter, tree, and a footer that counts nodes and watches.
/// It only asks for dialogs; whoever owns it opens them.
class ZnodeTreeView : public QWidget {
    Q_OBJECT
public:
    explicit ZnodeTreeView(ZnodeTreeModel* model, QWidget* parent = nullptr);

    /// The selected node; the root while none is.
    [[nodiscard]] Path currentPath() const;
    /// What is selected, from top to bottom; never empty: the root while nothing is.
    [[nodiscard]] std::vector<Path> selectedPaths() const;
    /// Bookmarks and recent nodes for the menu. Must outlive the view.
    void setMarks(NodeMarks* marks);
    /// Does not emit sortChosen.
    void setSort(TreeSort sort, bool reversed);
    /// False greys what would write.
    void setWritable(bool writable);

public Q_SLOTS:
    /// Reads the levels down to `path`, opens them and selects its row; then nodeActivated.
    void select(const zs::Path& path);
    void focusFilter();
    /// All but the root.
    void collapseAll();
    void focusTree();

Q_SIGNALS:
    /// A node was selected.
    void nodeActivated(const zs::Path& path);
    /// Enter or double click: show it and go there.
    void nodeOpened(const zs::Path& path);
    void newNodeRequested(const zs::Path& parent);
    /// Of all that is selected.
    void deleteRequested(const std::vector<zs::Path>& paths);
    void copyDataRequested(const zs::Path& path);
    void bookmarkToggled(const zs::Path& path, bool on);
    void copied(const QString& text);
    void sortChosen(zs::ui::TreeSort sort, bool reversed);
    /// A bookmark or a recent node was chosen.
    void pathChosen(const zs::Path& path);
    /// All that are selected; a node and one below it may be among them.
    void duplicateRequested(const std::vector<zs::Path>& paths);
    void moveRequested(const std::vector<zs::Path>& paths);
    /// The context menu's "Watch".
    void watchToggled(const zs::Path& path, bool watched);
    /// select() found no such node; `closest` is the nearest above it.
    void selectFailed(const zs::Path& path, const zs::Path& closest);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeHeader();
    QWidget* makeFilter();
    QWidget* makeFooter();
    void wire();
    void retranslate();
    void applyFilter(const QString& text);
    void showFilterNote();
    void showFilterKey();
    void openMatch(const QModelIndex& index);
    void showMenu(const QPoint& position);
    void addNodeEntries(QMenu& menu, const QModelIndex& index, const Path& path);
    void addTransferEntries(QMenu& menu, const std::vector<Path>& paths);
    void addSharedEntries(QMenu& menu, const std::vector<Path>& paths);
    void copy(const QStringList& lines);
    void makeSortMenu();
    void chooseSort();
    void fillMarksMenu();
    void retranslateSort();
    void showSummary();
    void activateSoon(const Path& path);

    ZnodeTreeModel* m_model;
    TreeFilterModel* m_matches;
    ZnodeTreeWidget* m_tree;
    QListView* m_matchList;
    QStackedWidget* m_stack;
    QLineEdit* m_filter = nullptr;
    KeyLabel* m_filterKey = nullptr; ///< In the empty filter.
    Note* m_filterNote = nullptr; ///< Why no node is listed, or not all that fit.
    TextLabel* m_title = nullptr;
    QToolButton* m_new = nullptr;
    QToolButton* m_refresh = nullptr;
    QToolButton* m_collapse = nullptr;
    QToolButton* m_sort = nullptr;
    QToolButton* m_bookmarks = nullptr;
    QWidget* m_watchIcon = nullptr;
    QMenu* m_sortMenu = nullptr;
    QMenu* m_marksMenu = nullptr;
    QList<QAction*> m_sorts; ///< In the order of TreeSort.
    QAction* m_reversed = nullptr;
    NodeMarks* m_marks = nullptr;
    TextLabel* m_summary = nullptr;
    TextLabel* m_watches = nullptr;
    QPushButton* m_stop = nullptr;
    bool m_writable = true;
    std::optional<Path> m_selecting; ///< What select() waits for.
    std::optional<Path> m_activating;
    QTimer* m_activateTimer;
};

} // namespace zs::ui

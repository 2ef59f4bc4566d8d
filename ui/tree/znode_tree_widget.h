// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tree/row_layout.h"
#include "ui/tree/znode_tree_model.h"

#include <QAccessible>
#include <QTreeView>

namespace zs::ui {

/// The rows of the tree: draws grounds and arrows, and tells the model what can be seen.
/// QTreeView makes an item for each row whenever rows come or go, which stops the program for the
/// longer the more there are; so this one lays its rows out itself (RowLayout, rows of one height),
/// and Qt's items stay empty. Of what is not virtual in QTreeView, indexAbove, indexBelow and
/// expandAll know no rows here; expand, collapse and isExpanded work.
class ZnodeTreeWidget : public QTreeView {
    Q_OBJECT
public:
    explicit ZnodeTreeWidget(ZnodeTreeModel* model, QWidget* parent = nullptr);

    /// All rows that can be scrolled to. True until the next event.
    [[nodiscard]] const RowLayout& rows() const;

    QModelIndex indexAt(const QPoint& point) const override;
    QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    void selectAll() override;
    void doItemsLayout() override;

    /// The node of the current row, if there is one.
    [[nodiscard]] std::optional<Path> currentPath() const;
    /// From top to bottom as they are shown.
    [[nodiscard]] std::vector<Path> selectedPaths() const;

Q_SIGNALS:
    /// The user, or setCurrentIndex, moved to a node. Not sent when a row goes away below.
    void currentNodeChanged(const zs::Path& path);
    /// Enter or a double click.
    void nodeOpened(const zs::Path& path);
    void deleteRequested(const zs::Path& path);
    void newChildRequested(const zs::Path& parent);
    void filterRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(
        const QRect& rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    void selectionChanged(
        const QItemSelection& selected, const QItemSelection& deselected) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    void drawBranches(
        QPainter* painter, const QRect& rect, const QModelIndex& index) const override;
    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
        const QList<int>& roles) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void keyboardSearch(const QString& search) override;

private:
    [[nodiscard]] int levelOf(const QModelIndex& index) const;
    [[nodiscard]] bool hasArrow(const QModelIndex& index) const;
    void tellVisibleRows();
    void forgetRows();
    void noteTop();
    [[nodiscard]] int rowsInView() const;
    [[nodiscard]] QModelIndex afterLeft(const QModelIndex& current);
    [[nodiscard]] QModelIndex afterRight(const QModelIndex& current);
    [[nodiscard]] QModelIndex rowFor(int number, int step, const QModelIndex& otherwise) const;
    [[nodiscard]] QItemSelection selectionOf(int first, int last) const;
    void tellReaders(QAccessible::Event what, const QModelIndex& row);
    void setHovered(const QModelIndex& index);

    ZnodeTreeModel* m_model;
    QTimer m_visibleTimer;
    QPersistentModelIndex m_hovered;
    bool m_removing = false;

    mutable std::unique_ptr<RowLayout> m_rows; ///< Null: to be made when it is asked for.
    QSet<QPersistentModelIndex> m_expandedRows;
    QPersistentModelIndex m_top; ///< The first row in view, as long as there is something above.
    int m_topOffset = 0;         ///< Its pixels above the view.
};

} // namespace zs::ui

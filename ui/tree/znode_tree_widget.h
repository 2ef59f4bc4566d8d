// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tree/znode_tree_model.h"

#include <QTreeView>

namespace zs::ui {

/// The rows of the tree: draws grounds and arrows, and tells the model what can be seen.
class ZnodeTreeWidget : public QTreeView {
    Q_OBJECT
public:
    explicit ZnodeTreeWidget(ZnodeTreeModel* model, QWidget* parent = nullptr);

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
    void setHovered(const QModelIndex& index);

    ZnodeTreeModel* m_model;
    QTimer m_visibleTimer;
    QPersistentModelIndex m_hovered;
    bool m_removing = false;
};

} // namespace zs::ui

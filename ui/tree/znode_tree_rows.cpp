// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ZnodeTreeWidget that lays its rows out, in place of QTreeView.
#include "ui/tree/znode_delegate.h"
#include "ui/tree/znode_tree_widget.h"

#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace zs::ui {

namespace {

constexpr int rowPx = ZnodeDelegate::rowHeight;

} // namespace

const RowLayout& ZnodeTreeWidget::rows() const
{
    if (!m_rows)
        m_rows = std::make_unique<RowLayout>(*m_model, m_expandedRows);
    return *m_rows;
}

void ZnodeTreeWidget::forgetRows()
{
    m_rows.reset();
}

void ZnodeTreeWidget::doItemsLayout()
{
    m_expandedRows.removeIf([](const QPersistentModelIndex& row) { return !row.isValid(); });
    forgetRows();
    const QPersistentModelIndex top = m_top; // A bar with fewer rows may move, and note another.
    const int offset = m_topOffset;
    QAbstractItemView::doItemsLayout();
    if (const std::optional<int> number = rows().numberOf(top))
        verticalScrollBar()->setValue(*number * rowPx + offset);
    noteTop();
}

void ZnodeTreeWidget::rowsInserted(const QModelIndex& parent, int start, int end)
{
    QAbstractItemView::rowsInserted(parent, start, end);
    forgetRows();
    scheduleDelayedItemsLayout();
}

void ZnodeTreeWidget::updateGeometries()
{
    const int height = viewport()->height();
    const qint64 all = qint64(rows().rowCount()) * rowPx;
    QScrollBar* bar = verticalScrollBar();
    bar->setSingleStep(rowPx);
    bar->setPageStep(height);
    bar->setRange(0, static_cast<int>(std::clamp<qint64>(all - height, 0, INT_MAX / 2)));
    QAbstractItemView::updateGeometries();
}

void ZnodeTreeWidget::scrollContentsBy(int dx, int dy)
{
    QAbstractItemView::scrollContentsBy(dx, dy);
    noteTop();
}

/// What stands at the top of the view stays there when rows come or go above it.
void ZnodeTreeWidget::noteTop()
{
    const int offset = verticalOffset();
    m_top = offset == 0 ? QModelIndex() : rows().at(offset / rowPx);
    m_topOffset = offset % rowPx;
}

int ZnodeTreeWidget::rowsInView() const
{
    return viewport()->height() / rowPx;
}

QModelIndex ZnodeTreeWidget::indexAt(const QPoint& point) const
{
    const int y = point.y() + verticalOffset();
    return y < 0 ? QModelIndex() : rows().at(y / rowPx);
}

QRect ZnodeTreeWidget::visualRect(const QModelIndex& index) const
{
    const std::optional<int> number = rows().numberOf(index);
    if (!number)
        return {};
    const int left = (levelOf(index) + 1) * indentation() - horizontalOffset();
    return {left, *number * rowPx - verticalOffset(), viewport()->width() - left, rowPx};
}

void ZnodeTreeWidget::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    for (QModelIndex above = index.parent(); above.isValid() && state() == NoState;
         above = above.parent())
        expand(above);
    const std::optional<int> number = rows().numberOf(index);
    if (!number)
        return;
    updateGeometries(); // The bar may be of fewer rows.
    QScrollBar* bar = verticalScrollBar();
    const int top = *number * rowPx;
    const int room = viewport()->height() - rowPx;
    if (hint == PositionAtTop || (hint == EnsureVisible && top < bar->value()))
        bar->setValue(top);
    else if (hint == PositionAtBottom || (hint == EnsureVisible && top > bar->value() + room))
        bar->setValue(top - room);
    else if (hint == PositionAtCenter)
        bar->setValue(top - room / 2);
}

void ZnodeTreeWidget::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const int offset = verticalOffset();
    const QRect dirty = event->region().boundingRect();
    const int first = std::max(0, (dirty.top() + offset) / rowPx);
    const int last = std::min((dirty.bottom() + offset) / rowPx, rows().rowCount() - 1);
    for (int number = first; number <= last; ++number) {
        option.rect = QRect(0, number * rowPx - offset, viewport()->width(), rowPx);
        if (event->region().intersects(option.rect))
            drawRow(&painter, option, rows().at(number));
    }
}

void ZnodeTreeWidget::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QPersistentModelIndex index = indexAt(event->position().toPoint());
    QAbstractItemView::mouseDoubleClickEvent(event);
    // Who was told of it may have changed the tree.
    if (event->button() == Qt::LeftButton && index.isValid() && m_model->hasChildren(index))
        setExpanded(index, !isExpanded(index));
}

QModelIndex ZnodeTreeWidget::afterLeft(const QModelIndex& current)
{
    if (isExpanded(current) && m_model->hasChildren(current)) {
        collapse(current);
        return current;
    }
    return current.parent().isValid() ? current.parent() : current;
}

QModelIndex ZnodeTreeWidget::afterRight(const QModelIndex& current)
{
    if (!isExpanded(current)) {
        if (m_model->hasChildren(current))
            expand(current);
        return current;
    }
    const QModelIndex below = m_model->index(0, 0, current);
    return m_model->isNode(below) ? below : current;
}

/// The row of that number, or the nearest one in the direction of `step` that is no placeholder;
/// where there is none, `otherwise`.
QModelIndex ZnodeTreeWidget::rowFor(int number, int step, const QModelIndex& otherwise) const
{
    for (number = std::clamp(number, 0, rows().rowCount() - 1);
         number >= 0 && number < rows().rowCount(); number += step) {
        const QModelIndex row = rows().at(number);
        if (m_model->flags(row) & Qt::ItemIsEnabled)
            return row;
    }
    return otherwise;
}

QModelIndex ZnodeTreeWidget::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const QModelIndex current = currentIndex();
    const std::optional<int> from = rows().numberOf(current);
    if (!from)
        return rowFor(0, 1, current);
    switch (action) {
    case MoveLeft: return afterLeft(current);
    case MoveRight: return afterRight(current);
    case MoveUp:
    case MovePrevious: return rowFor(*from - 1, -1, current);
    case MoveDown:
    case MoveNext: return rowFor(*from + 1, 1, current);
    case MoveHome: return rowFor(0, 1, current);
    case MoveEnd: return rowFor(rows().rowCount() - 1, -1, current);
    case MovePageUp: return rowFor(*from - rowsInView(), 1, current);
    case MovePageDown: return rowFor(*from + rowsInView(), -1, current);
    }
    return current;
}

QItemSelection ZnodeTreeWidget::selectionOf(int first, int last) const
{
    QItemSelection selection;
    for (const RowLayout::Run& run : rows().runs(first, last)) {
        if (m_model->flags(run.first) & Qt::ItemIsSelectable) // Else words in place of children.
            selection.append(QItemSelectionRange(run.first, run.last));
    }
    return selection;
}

void ZnodeTreeWidget::setSelection(
    const QRect& rect, QItemSelectionModel::SelectionFlags command)
{
    const QRect area = rect.normalized();
    const int last = rows().rowCount() - 1;
    const int from = (area.top() + verticalOffset()) / rowPx;
    const int until = std::min((area.bottom() + verticalOffset()) / rowPx, last);
    selectionModel()->select(selectionOf(std::max(from, 0), until), command);
}

void ZnodeTreeWidget::selectAll()
{
    selectionModel()->select(selectionOf(0, rows().rowCount() - 1),
        QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

QRegion ZnodeTreeWidget::visualRegionForSelection(const QItemSelection& selection) const
{
    return selection.isEmpty() ? QRegion() : QRegion(viewport()->rect());
}

void ZnodeTreeWidget::selectionChanged(
    const QItemSelection& selected, const QItemSelection& deselected)
{
    QAbstractItemView::selectionChanged(selected, deselected); // QTreeView's tells of its items.
    if (!selected.isEmpty())
        tellReaders(QAccessible::SelectionAdd, selected.first().topLeft());
}

void ZnodeTreeWidget::tellReaders(QAccessible::Event what, const QModelIndex& row)
{
    if (!QAccessible::isActive() || (what == QAccessible::Focus && !hasFocus()))
        return;
    const std::optional<int> number = rows().numberOf(row);
    if (!number)
        return;
    QAccessibleEvent event(this, what);
    event.setChild(*number);
    QAccessible::updateAccessibility(&event);
}

} // namespace zs::ui

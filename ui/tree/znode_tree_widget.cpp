// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/znode_tree_widget.h"

#include "ui/common/action_keys.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/tree/znode_delegate.h"
#include "ui/tree/znode_tree_access.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace zs::ui {

namespace {

constexpr int indentPx = 16;
constexpr int arrowPx = 14;
constexpr int arrowCentre = 15; ///< From the left edge of the row's own indentation.
/// While somebody scrolls, rows that pass are not worth a request.
constexpr std::chrono::milliseconds settleTime{15};

} // namespace

ZnodeTreeWidget::ZnodeTreeWidget(ZnodeTreeModel* model, QWidget* parent)
    : QTreeView(parent)
    , m_model(model)
{
    installTreeAccess();
    setObjectName(QStringLiteral("znodeTree"));
    setAccessibleName(tr("Nodes"));
    setProperty("surface", "panel");
    setModel(model);
    setItemDelegate(new ZnodeDelegate(this));
    setUniformRowHeights(true);
    setHeaderHidden(true);
    setIndentation(indentPx);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setMouseTracking(true);
    m_visibleTimer.setSingleShot(true);
    m_visibleTimer.setInterval(settleTime);
    connect(&m_visibleTimer, &QTimer::timeout, this, &ZnodeTreeWidget::tellVisibleRows);
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved,
             &QAbstractItemModel::rowsAboutToBeRemoved})
        connect(model, change, this, &ZnodeTreeWidget::forgetRows);
    connect(model, &QAbstractItemModel::layoutChanged, this, &ZnodeTreeWidget::forgetRows);
    const auto look = [this] { m_visibleTimer.start(); };
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, look);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, look);
    connect(model, &QAbstractItemModel::rowsInserted, this, look);
    connect(model, &QAbstractItemModel::rowsRemoved, this, look);
    connect(this, &QTreeView::expanded, this, [this, look](const QModelIndex& index) {
        m_expandedRows.insert(index);
        scheduleDelayedItemsLayout();
        forgetRows();
        m_model->setExpanded(index, true);
        look();
    });
    connect(this, &QTreeView::collapsed, this, [this, look](const QModelIndex& index) {
        m_expandedRows.remove(index);
        scheduleDelayedItemsLayout();
        forgetRows();
        m_model->setExpanded(index, false);
        look();
    });
    connect(this, &QTreeView::doubleClicked, this, [this](const QModelIndex& index) {
        if (m_model->isNode(index))
            Q_EMIT nodeOpened(m_model->pathAt(index));
    });
    expand(model->index(0, 0));
}

std::optional<Path> ZnodeTreeWidget::currentPath() const
{
    if (!m_model->isNode(currentIndex()))
        return std::nullopt;
    return m_model->pathAt(currentIndex());
}

std::vector<Path> ZnodeTreeWidget::selectedPaths() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    rows.removeIf([this](const QModelIndex& row) { return !m_model->isNode(row); });
    std::vector<std::pair<int, Path>> placed;
    for (const QModelIndex& row : std::as_const(rows))
        placed.emplace_back(visualRect(row).top(), m_model->pathAt(row));
    std::sort(placed.begin(), placed.end());
    std::vector<Path> paths;
    for (auto& [top, path] : placed)
        paths.push_back(std::move(path));
    return paths;
}

int ZnodeTreeWidget::levelOf(const QModelIndex& index) const
{
    int level = 0;
    for (QModelIndex at = index.parent(); at.isValid(); at = at.parent())
        ++level;
    return level;
}

bool ZnodeTreeWidget::hasArrow(const QModelIndex& index) const
{
    const int count = index.data(ZnodeTreeModel::CountRole).toInt();
    // Rows of a level that was closed may be children that are gone meanwhile.
    const bool mayHaveOld = count == 0 && !isExpanded(index);
    return m_model->isNode(index)
        && (count > 0 || (m_model->rowCount(index) > 0 && !mayHaveOld));
}

void ZnodeTreeWidget::drawRow(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QRect row(0, option.rect.top(), viewport()->width(), option.rect.height());
    if (selectionModel()->isSelected(index))
        painter->fillRect(row, color(hasFocus() ? Token::selected : Token::selectedInactive));
    else if (index == m_hovered)
        painter->fillRect(row, color(Token::hover));
    drawBranches(painter, row, index);
    QStyleOptionViewItem item(option);
    item.rect = row;
    item.rect.setLeft(visualRect(index).left());
    itemDelegate()->paint(painter, item, index);
    if (hasFocus() && index == currentIndex()) {
        painter->setPen(QPen(color(Token::accent), 1));
        painter->drawRect(row.adjusted(0, 0, -1, -1));
    }
}

void ZnodeTreeWidget::drawBranches(
    QPainter* painter, const QRect& rect, const QModelIndex& index) const
{
    if (!hasArrow(index))
        return;
    const int centre = levelOf(index) * indentPx + arrowCentre - horizontalOffset();
    const QPixmap arrow = iconPixmap(
        isExpanded(index) ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
        Token::text2, arrowPx, devicePixelRatioF());
    painter->drawPixmap(
        centre - arrowPx / 2, rect.top() + (rect.height() - arrowPx) / 2, arrow);
}

void ZnodeTreeWidget::dataChanged(
    const QModelIndex& topLeft, const QModelIndex& bottomRight, const QList<int>& roles)
{
    QTreeView::dataChanged(topLeft, bottomRight, roles);
    // Qt repaints from the indentation on; the arrow stands left of that.
    if (topLeft == bottomRight) {
        const QRect item = visualRect(topLeft);
        viewport()->update(0, item.top(), viewport()->width(), item.height());
    } else {
        viewport()->update();
    }
}

void ZnodeTreeWidget::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QAbstractItemView::currentChanged(current, previous); // QTreeView's tells of its items.
    tellReaders(QAccessible::Focus, current);
    if (!m_removing && m_model->isNode(current))
        Q_EMIT currentNodeChanged(m_model->pathAt(current));
}

void ZnodeTreeWidget::rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end)
{
    // Qt moves the current row to a neighbour; the user did not choose that one.
    bool currentGoes = false;
    for (QModelIndex at = currentIndex(); at.isValid(); at = at.parent()) {
        if (at.parent() == parent && at.row() >= start && at.row() <= end)
            currentGoes = true;
    }
    m_removing = true;
    QTreeView::rowsAboutToBeRemoved(parent, start, end);
    if (currentGoes)
        selectionModel()->clear();
    m_removing = false;
}

void ZnodeTreeWidget::mousePressEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && hasArrow(index)) {
        const int centre = levelOf(index) * indentPx + arrowCentre - horizontalOffset();
        if (std::abs(event->position().x() - centre) <= 12) {
            setExpanded(index, !isExpanded(index));
            return;
        }
    }
    const int left = index.isValid() ? visualRect(index).left() : 0;
    if (!hasArrow(index) && event->position().x() < left) {
        // Qt opens a row by a click left of it; without an arrow, that is a click on the row.
        QMouseEvent onRow(event->type(), QPointF(left + 1, event->position().y()),
            event->globalPosition(), event->button(), event->buttons(), event->modifiers());
        QTreeView::mousePressEvent(&onRow);
        return;
    }
    QTreeView::mousePressEvent(event);
}

void ZnodeTreeWidget::mouseMoveEvent(QMouseEvent* event)
{
    setHovered(indexAt(event->position().toPoint()));
    QTreeView::mouseMoveEvent(event);
}

bool ZnodeTreeWidget::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave)
        setHovered({});
    return QTreeView::viewportEvent(event);
}

void ZnodeTreeWidget::setHovered(const QModelIndex& index)
{
    if (m_hovered == index)
        return;
    m_hovered = index;
    viewport()->update();
}

void ZnodeTreeWidget::keyPressEvent(QKeyEvent* event)
{
    const std::optional<Path> path = currentPath();
    if (isKeyOf("tree.filter", *event)) {
        Q_EMIT filterRequested();
    } else if (path && isKeyOf("node.delete", *event)) {
        Q_EMIT deleteRequested(*path);
    } else if (path && isKeyOf("node.new", *event)) {
        Q_EMIT newChildRequested(*path);
    } else if (path && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT nodeOpened(*path);
    } else {
        QTreeView::keyPressEvent(event);
        return;
    }
    event->accept();
}

void ZnodeTreeWidget::keyboardSearch(const QString&)
{
    // Qt's search looks at every row of the model in turn; the filter does better.
}

void ZnodeTreeWidget::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    m_visibleTimer.start();
}

void ZnodeTreeWidget::showEvent(QShowEvent* event)
{
    QTreeView::showEvent(event);
    m_visibleTimer.start();
}

void ZnodeTreeWidget::hideEvent(QHideEvent* event)
{
    QTreeView::hideEvent(event);
    m_visibleTimer.start(); // Not at once: another page may only take its place in a splitter.
}

void ZnodeTreeWidget::tellVisibleRows()
{
    if (!isVisible()) {
        m_model->setVisibleRows({});
        return;
    }
    QModelIndexList visible;
    const int first = verticalOffset() / ZnodeDelegate::rowHeight;
    const int last = std::min(first + rowsInView(), rows().rowCount() - 1);
    for (int number = first; number <= last; ++number)
        visible << rows().at(number);
    m_model->setVisibleRows(visible);
}

} // namespace zs::ui

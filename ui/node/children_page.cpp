// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/children_page.h"

#include "ui/common/action_keys.h"
#include "ui/common/error_report.h"
#include "ui/common/message_view.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/node/node_controller.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QStyleOptionButton>
#include <QTableView>

#include <algorithm>
#include <set>

namespace zs::ui {

namespace {

constexpr int rowPx = 28;
constexpr int sidePx = 10;
constexpr int filterPx = 200;
constexpr int checkPx = 16;
constexpr int checkRoomPx = 37; ///< Left of the icon, with the box in it.

class ChildDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        painter->save();
        const bool active = option.state & QStyle::State_Active;
        if (option.state & QStyle::State_Selected)
            painter->fillRect(
                option.rect, color(active ? Token::selected : Token::selectedInactive));
        painter->fillRect(QRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1),
            color(Token::border));
        QRect cell = option.rect.adjusted(sidePx, 0, -sidePx, -1);
        if (index.column() == ChildrenModel::NameColumn) {
            paintBox(painter, option, cell);
            cell.setLeft(cell.left() + checkRoomPx - 1);
        }
        const QString iconName = index.data(ChildrenModel::IconRole).toString();
        if (!iconName.isEmpty()) {
            const Token tone
                = iconName == QLatin1String("zap") ? Token::lookingText : Token::text2;
            painter->drawPixmap(QPoint(cell.x(), cell.center().y() - 7),
                iconPixmap(iconName, tone, 16, painter->device()->devicePixelRatioF()));
            cell.setLeft(cell.left() + 22);
        }
        painter->setFont(fontFor(TextStyle::body));
        const bool strong = index.column() == ChildrenModel::NameColumn;
        painter->setPen(color(strong ? Token::text : Token::text2));
        const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
        painter->drawText(cell, int(alignment) | Qt::TextSingleLine,
            painter->fontMetrics().elidedText(
                index.data().toString(), Qt::ElideMiddle, cell.width()));
        painter->restore();
    }

private:
    static void paintBox(
        QPainter* painter, const QStyleOptionViewItem& option, const QRect& cell)
    {
        QStyleOptionButton box;
        box.palette = option.palette;
        box.rect = QRect(cell.x(), cell.center().y() - checkPx / 2 + 1, checkPx, checkPx);
        box.state = QStyle::State_Enabled
            | (option.state & QStyle::State_Selected ? QStyle::State_On : QStyle::State_Off);
        const QStyle* style = option.widget ? option.widget->style() : QApplication::style();
        style->drawPrimitive(QStyle::PE_IndicatorCheckBox, &box, painter, option.widget);
    }
};

/// A click on a row's box adds the row to the chosen ones, or takes it from them; a box is ticked
/// while its row is chosen.
class ChildTable : public QTableView {
public:
    using QTableView::QTableView;

protected:
    QItemSelectionModel::SelectionFlags selectionCommand(
        const QModelIndex& index, const QEvent* event) const override
    {
        const bool mouse = event && (event->type() == QEvent::MouseButtonPress
            || event->type() == QEvent::MouseButtonRelease || event->type() == QEvent::MouseMove);
        if (mouse && index.isValid() && index.column() == ChildrenModel::NameColumn) {
            const auto* click = static_cast<const QMouseEvent*>(event);
            const int x = click->position().toPoint().x() - visualRect(index).x();
            if (x < sidePx + checkRoomPx && click->modifiers() == Qt::NoModifier)
                return event->type() == QEvent::MouseButtonPress
                    ? QItemSelectionModel::Toggle | QItemSelectionModel::Rows
                    : QItemSelectionModel::NoUpdate;
        }
        return QTableView::selectionCommand(index, event);
    }
};

} // namespace

ChildrenPage::ChildrenPage(NodeController* controller, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_model(new ChildrenModel(this))
    , m_stack(new QStackedWidget(this))
    , m_table(new ChildTable(this))
    , m_message(new MessageView(this))
    , m_note(new TextLabel(TextStyle::label, Token::text3, this))
{
    setObjectName(QStringLiteral("childrenPage"));
    QVBoxLayout* column = makeColumn(this, 0);
    column->addWidget(makeBar());
    makeTable();
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_message);
    column->addWidget(m_stack, 1);
    QFrame* foot = makePanel("panel", "top", this);
    foot->setFixedHeight(32);
    makeRow(foot, 8)->setContentsMargins(12, 0, 12, 0);
    foot->layout()->addWidget(m_note);
    column->addWidget(foot);
    wire();
    retranslate();
}

QWidget* ChildrenPage::makeBar()
{
    QFrame* bar = makePanel("canvas", "bottom", this);
    bar->setFixedHeight(40);
    QHBoxLayout* row = makeRow(bar, 8);
    row->setContentsMargins(12, 0, 12, 0);
    m_filter = new QLineEdit(bar);
    m_filter->setObjectName(QStringLiteral("childFilter"));
    m_filter->setFixedWidth(filterPx);
    m_filter->setClearButtonEnabled(true);
    setLeadingIcon(m_filter, QStringLiteral("list-filter"));
    m_count = new TextLabel(TextStyle::label, Token::text3, bar);
    m_count->setObjectName(QStringLiteral("childCount"));
    m_new = makeButton("newChild", ButtonKind::normal, bar);
    setIcon(m_new, QStringLiteral("plus"), 14);
    m_delete = makeButton("deleteChild", ButtonKind::normal, bar);
    setIcon(m_delete, QStringLiteral("trash-2"), 14);
    for (QPushButton* button : {m_new, m_delete})
        button->setProperty("compact", true);
    row->addWidget(m_filter);
    row->addWidget(m_count, 1);
    row->addWidget(m_new);
    row->addWidget(m_delete);
    return bar;
}

void ChildrenPage::makeTable()
{
    m_table->setObjectName(QStringLiteral("children"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new ChildDelegate(m_table));
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setProperty("boxes", true);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowPx);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setSortIndicator(ChildrenModel::NameColumn, Qt::AscendingOrder);
    header->setSectionResizeMode(ChildrenModel::NameColumn, QHeaderView::Stretch);
    constexpr int widths[] = {0, 110, 90, 80, 84, 130};
    for (int section = 1; section < ChildrenModel::columns; ++section)
        header->resizeSection(section, widths[section]);
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
}

void ChildrenPage::wire()
{
    connect(m_filter, &QLineEdit::textChanged, m_model, &ChildrenModel::setFilter);
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, m_model,
        &ChildrenModel::sort);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this,
        &ChildrenPage::tellVisibleRows);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        Q_EMIT pathActivated(m_model->pathAt(index.row()));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &ChildrenPage::refresh);
    keepChoice();
    connect(m_model, &ChildrenModel::changed, this, &ChildrenPage::refresh);
    connect(m_new, &QPushButton::clicked, this,
        [this] { Q_EMIT newRequested(m_controller->path()); });
    connect(m_delete, &QPushButton::clicked, this, [this] {
        if (const auto paths = chosen(); !paths.empty())
            Q_EMIT deleteRequested(paths);
    });
    connect(m_controller, &NodeController::contentReplaced, this, &ChildrenPage::follow);
    connect(m_controller, &NodeController::stateChanged, this, [this] {
        if (m_active && m_model->client() != m_controller->client())
            follow();
        refresh();
    });
}

std::vector<Path> ChildrenPage::chosen() const
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    std::vector<Path> paths;
    for (const QModelIndex& row : rows)
        paths.push_back(m_model->pathAt(row.row()));
    return paths;
}

/// What was chosen stays so when rows come, go or move; what is filtered away is not chosen.
void ChildrenPage::keepChoice()
{
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this,
        [this] { m_kept = chosen(); });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        const std::set<Path> kept(m_kept.begin(), m_kept.end());
        QItemSelection rows;
        for (int row = 0; !kept.empty() && row < m_model->rowCount(); ++row) {
            if (kept.contains(m_model->pathAt(row)))
                rows.select(m_model->index(row, 0),
                    m_model->index(row, ChildrenModel::columns - 1));
        }
        m_table->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
    });
}

void ChildrenPage::setActive(bool active)
{
    if (std::exchange(m_active, active) == active)
        return;
    if (active)
        follow();
    else
        m_model->clear(); // What nobody sees needs no memory and no watch again.
}

void ChildrenPage::follow()
{
    if (!m_active)
        return;
    const bool otherSession = m_model->client() != m_controller->client();
    m_model->setClient(m_controller->client());
    if (m_controller->phase() == NodePhase::none)
        m_model->clear();
    else if (otherSession || m_controller->path() != m_model->path()
        || m_model->state() != ChildrenModel::State::ready)
        m_model->open(m_controller->path());
}

void ChildrenPage::refresh()
{
    int rows = 0;
    for (const QItemSelectionRange& range : m_table->selectionModel()->selection())
        rows += range.height();
    m_new->setEnabled(m_controller->isWritable()
        && m_controller->base().stat.ephemeralOwner.value == 0);
    m_delete->setEnabled(m_controller->isWritable() && rows > 0);
    m_delete->setText(
        rows < 2 ? tr("Delete") : tr("Delete %n nodes", nullptr, rows));
    const int total = m_model->total();
    m_count->setText(m_model->isSorting() ? tr("Reading what to sort by…")
            : m_model->rowCount() == total
            ? tr("%n children", nullptr, total)
            : tr("%1, %2 shown", "\"42 children\", number")
                  .arg(tr("%n children", nullptr, total), formatCount(m_model->rowCount())));
    const bool failed = m_model->state() == ChildrenModel::State::failed;
    const bool empty = m_model->state() == ChildrenModel::State::ready && total == 0;
    if (failed) {
        const Error& error = *m_model->error();
        m_message->setError(error);
        m_message->setReport(errorReport(error, m_model->path(), m_model->client()));
    } else if (empty) {
        m_message->setMessage(Role::down, QStringLiteral("folder"), tr("No children"),
            tr("Nothing is below this node. \"New\" creates the first one."));
    }
    m_note->parentWidget()->setVisible(!failed && !empty);
    m_stack->setCurrentWidget(failed || empty ? static_cast<QWidget*>(m_message) : m_table);
    tellVisibleRows();
}

void ChildrenPage::tellVisibleRows()
{
    // Before the first layout every row would count as seen.
    if (!m_active || m_model->rowCount() == 0 || m_table->viewport()->height() < rowPx)
        return;
    const int first = m_table->rowAt(0);
    const int last = m_table->rowAt(m_table->viewport()->height() - 1);
    m_model->setVisibleRows(first, last < 0 ? m_model->rowCount() - 1 : last);
}

bool ChildrenPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize)
        tellVisibleRows();
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (isKeyOf("node.delete", *key) && m_delete->isEnabled()) {
            m_delete->click();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ChildrenPage::retranslate()
{
    m_filter->setPlaceholderText(tr("Filter children"));
    m_filter->setAccessibleName(tr("Filter children"));
    m_table->setAccessibleName(tr("Children of the node"));
    m_new->setText(tr("New"));
    setPlainToolTip(m_new, tr("New child of this node (%1)")
                               .arg(keyOf("node.new").toString(QKeySequence::NativeText)));
    m_delete->setToolTip(tr("Delete the selected children"));
    m_note->setText(
        tr("\"sequential?\" is a guess from the 10-digit name; the server does not record it"));
    m_model->retranslate();
    refresh();
}

void ChildrenPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace zs::ui

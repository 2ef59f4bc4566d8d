// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/journal_view.h"

#include "ui/common/panel_tab.h"
#include "ui/common/widgets.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>

namespace zs::ui {

namespace {

constexpr int sidePx = 10;

class WriteDelegate : public QStyledItemDelegate {
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
        const QRect cell = option.rect.adjusted(sidePx, 0, -sidePx / 2, -1);
        const int column = index.column();
        const bool mono
            = column == WriteJournal::TimeColumn || column == WriteJournal::PathColumn;
        const bool strong
            = column == WriteJournal::WriteColumn || column == WriteJournal::PathColumn;
        painter->setFont(fontFor(mono ? TextStyle::mono : TextStyle::body));
        painter->setPen(color(strong ? Token::text : Token::text2));
        painter->drawText(cell, Qt::AlignVCenter | Qt::TextSingleLine,
            painter->fontMetrics().elidedText(
                index.data().toString(), Qt::ElideMiddle, cell.width()));
        painter->restore();
    }
};

} // namespace

JournalView::JournalView(WriteJournal* journal, QWidget* parent)
    : PanelPage(QStringLiteral("Writes"), QStringLiteral("undo-2"), journal, parent)
    , m_journal(journal)
    , m_undo(makeButton("undoWrite", ButtonKind::normal, tools()))
{
    table()->setObjectName(QStringLiteral("writes"));
    table()->setItemDelegate(new WriteDelegate(table()));
    QHeaderView* header = table()->horizontalHeader();
    header->resizeSection(WriteJournal::TimeColumn, 110);
    header->resizeSection(WriteJournal::WriteColumn, 110);
    header->resizeSection(WriteJournal::PathColumn, 300);
    header->resizeSection(WriteJournal::DetailColumn, 280);
    m_undo->setProperty("compact", true);
    setIcon(m_undo, QStringLiteral("undo-2"), 14);
    addTool(m_undo);
    hidePause(); // Nothing floods this list.
    connect(m_undo, &QPushButton::clicked, this, [this] { m_journal->undo(chosenRow()); });
    connect(table()->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &JournalView::refresh);
    connect(journal, &QAbstractItemModel::dataChanged, this, &JournalView::refresh);
    connect(journal, &QAbstractItemModel::rowsInserted, this, &JournalView::refresh);
    connect(journal, &QAbstractItemModel::modelReset, this, &JournalView::refresh);
    connect(this, &PanelPage::clearRequested, journal, &WriteJournal::clear);
    connect(this, &PanelPage::rowActivated, this, [this](const QModelIndex& index) {
        Q_EMIT pathActivated(index.data(WriteJournal::PathRole).value<Path>());
    });
    JournalView::retranslate();
}

void JournalView::setWritable(bool writable)
{
    m_writable = writable;
    refresh();
}

int JournalView::chosenRow() const
{
    const QModelIndexList chosen = table()->selectionModel()->selectedRows();
    return chosen.isEmpty() ? -1 : rows()->mapToSource(chosen.front()).row();
}

void JournalView::refresh()
{
    m_undo->setEnabled(m_writable && m_journal->canUndo(chosenRow()));
}

void JournalView::retranslate()
{
    tab()->setText(tr("Writes"));
    table()->setAccessibleName(tr("Writes of this session"));
    m_undo->setText(tr("Undo"));
    m_undo->setToolTip(tr("Put back what was there before the selected write"));
    m_journal->retranslate();
    PanelPage::retranslate();
    refresh();
}

} // namespace zs::ui

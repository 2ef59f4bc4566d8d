// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/events_view.h"

#include "ui/common/panel_tab.h"
#include "ui/common/widgets.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int stripPx = 32;
constexpr int rowPx = 28;
constexpr int sidePx = 10;

/// Paints a cell: times and places in mono, the event with its icon, a line below each row.
class EventDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        painter->save();
        const bool selected = option.state & QStyle::State_Selected;
        const bool active = option.state & QStyle::State_Active;
        if (selected)
            painter->fillRect(
                option.rect, color(active ? Token::selected : Token::selectedInactive));
        painter->fillRect(QRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1),
            color(Token::border));
        QRect cell = option.rect.adjusted(sidePx, 0, -sidePx / 2, -1);
        const QString iconName = index.data(EventsModel::IconRole).toString();
        if (!iconName.isEmpty()) {
            const auto tone = static_cast<Token>(index.data(EventsModel::ToneRole).toInt());
            painter->drawPixmap(QPoint(cell.x(), cell.center().y() - 6),
                iconPixmap(iconName, tone, 14, painter->device()->devicePixelRatioF()));
            cell.setLeft(cell.left() + 21);
        }
        const int column = index.column();
        const bool mono = column == EventsModel::TimeColumn || column == EventsModel::PlaceColumn;
        const QString text = index.data().toString();
        const bool hexDetail
            = column == EventsModel::DetailColumn && text.contains(QStringLiteral("0x"));
        painter->setFont(
            fontFor(mono || hexDetail ? TextStyle::mono : TextStyle::body));
        const bool strong
            = column == EventsModel::EventColumn || column == EventsModel::PlaceColumn;
        painter->setPen(color(strong ? Token::text : Token::text2));
        painter->drawText(cell, Qt::AlignVCenter | Qt::TextSingleLine,
            painter->fontMetrics().elidedText(text, Qt::ElideMiddle, cell.width()));
        painter->restore();
    }
};

} // namespace

EventsView::EventsView(EventsModel* model, QWidget* parent) :
    QWidget(parent), m_model(model), m_tab(new PanelTab(QStringLiteral("radio"), this)),
    m_pause(makeIconButton("pauseEvents", QStringLiteral("pause"), this)),
    m_clear(makeIconButton("clearEvents", QStringLiteral("eraser"), this)),
    m_hide(makeIconButton("hideBottom", QStringLiteral("chevron-down"), this)),
    m_table(new QTableView(this))
{
    auto* strip = makePanel("panel", "bottom", this);
    strip->setFixedHeight(stripPx + 1);
    auto* row = makeRow(strip, 2);
    row->setContentsMargins(12, 0, 12, 0);
    row->addWidget(m_tab);
    row->addStretch();
    for (QToolButton* button : {m_pause, m_clear, m_hide}) {
        button->setProperty("compact", true);
        row->addWidget(button);
    }
    m_tab->setChecked(true);
    m_tab->setEnabled(false); // The only tab of this strip.
    m_pause->setCheckable(true);
    m_table->setObjectName(QStringLiteral("events"));
    m_table->setModel(model);
    m_table->setItemDelegate(new EventDelegate(m_table));
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowPx);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    header->resizeSection(EventsModel::TimeColumn, 110);
    header->resizeSection(EventsModel::EventColumn, 190);
    header->resizeSection(EventsModel::PlaceColumn, 270);
    auto* column = makeColumn(this, 0);
    column->addWidget(strip);
    column->addWidget(m_table, 1);

    connect(m_pause, &QToolButton::toggled, model, &EventsModel::setPaused);
    connect(m_pause, &QToolButton::toggled, this, &EventsView::retranslate);
    connect(m_clear, &QToolButton::clicked, model, &EventsModel::clear);
    connect(m_hide, &QToolButton::clicked, this, &EventsView::hideRequested);
    connect(model, &QAbstractItemModel::rowsInserted, this, &EventsView::updateCount);
    connect(model, &QAbstractItemModel::modelReset, this, &EventsView::updateCount);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        const QString place = index.siblingAtColumn(EventsModel::PlaceColumn).data().toString();
        if (place.startsWith(u'/'))
            Q_EMIT pathActivated(place);
    });
    retranslate();
    updateCount();
}

void EventsView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        m_model->retranslate();
    }
    QWidget::changeEvent(event);
}

void EventsView::retranslate()
{
    m_tab->setText(tr("Events"));
    m_tab->updateGeometry();
    m_table->setAccessibleName(tr("Events"));
    setVerb(m_pause, m_pause->isChecked() ? tr("Show new events") : tr("Hold new events back"));
    setVerb(m_clear, tr("Clear events"));
    setVerb(m_hide, tr("Hide panel"), QKeySequence(Qt::CTRL | Qt::Key_J));
}

void EventsView::updateCount()
{
    m_tab->setCount(m_model->rowCount());
}

} // namespace zs::ui

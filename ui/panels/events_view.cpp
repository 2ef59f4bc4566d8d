// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/events_view.h"

#include "ui/common/panel_tab.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>

namespace zs::ui {
namespace {

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

EventsView::EventsView(EventsModel* model, QWidget* parent)
    : PanelPage(QStringLiteral("Events"), QStringLiteral("radio"), model, parent)
    , m_model(model)
{
    table()->setObjectName(QStringLiteral("events"));
    table()->setItemDelegate(new EventDelegate(table()));
    QHeaderView* header = table()->horizontalHeader();
    header->resizeSection(EventsModel::TimeColumn, 110);
    header->resizeSection(EventsModel::EventColumn, 190);
    header->resizeSection(EventsModel::PlaceColumn, 270);
    connect(this, &PanelPage::pauseToggled, model, &EventsModel::setPaused);
    connect(this, &PanelPage::clearRequested, model, &EventsModel::clear);
    connect(this, &PanelPage::rowActivated, this, [this](const QModelIndex& index) {
        const QString place = index.siblingAtColumn(EventsModel::PlaceColumn).data().toString();
        if (place.startsWith(u'/'))
            Q_EMIT pathActivated(place);
    });
    EventsView::retranslate();
}

void EventsView::retranslate()
{
    tab()->setText(tr("Events"));
    table()->setAccessibleName(tr("Events"));
    m_model->retranslate();
    PanelPage::retranslate();
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/requests_view.h"

#include "ui/common/panel_tab.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>

namespace zs::ui {

namespace {

constexpr int sidePx = 10;

class RequestDelegate : public QStyledItemDelegate {
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
        const int column = index.column();
        const bool number = column == RequestsModel::TookColumn;
        const QRect cell
            = option.rect.adjusted(sidePx, 0, number ? -sidePx : -sidePx / 2, -1);
        const bool word = column == RequestsModel::OperationColumn
            || column == RequestsModel::ResultColumn || number;
        painter->setFont(fontFor(word ? TextStyle::body : TextStyle::mono));
        Token tone = column == RequestsModel::PathColumn ? Token::text : Token::text2;
        if (column == RequestsModel::ResultColumn)
            tone = index.data(RequestsModel::FailedRole).toBool() ? Token::dangerText
                                                                  : Token::leadingText;
        if (column == RequestsModel::OperationColumn
            && index.data(RequestsModel::WriteRole).toBool())
            tone = Token::accentText;
        painter->setPen(color(tone));
        painter->drawText(cell,
            Qt::AlignVCenter | Qt::TextSingleLine | (number ? Qt::AlignRight : Qt::AlignLeft),
            painter->fontMetrics().elidedText(
                index.data().toString(), Qt::ElideMiddle, cell.width()));
        painter->restore();
    }
};

} // namespace

RequestsView::RequestsView(RequestsModel* model, QWidget* parent)
    : PanelPage(QStringLiteral("Requests"), QStringLiteral("arrow-left-right"), model, parent)
    , m_model(model)
{
    table()->setObjectName(QStringLiteral("requests"));
    table()->setItemDelegate(new RequestDelegate(table()));
    QHeaderView* header = table()->horizontalHeader();
    header->resizeSection(RequestsModel::TimeColumn, 110);
    header->resizeSection(RequestsModel::OperationColumn, 120);
    header->resizeSection(RequestsModel::PathColumn, 240);
    header->resizeSection(RequestsModel::ResultColumn, 110);
    header->resizeSection(RequestsModel::TookColumn, 80);
    connect(this, &PanelPage::pauseToggled, model, &RequestsModel::setPaused);
    connect(this, &PanelPage::clearRequested, model, &RequestsModel::clear);
    connect(this, &PanelPage::rowActivated, this, [this](const QModelIndex& index) {
        Q_EMIT pathActivated(index.data(RequestsModel::PathRole).value<Path>());
    });
    RequestsView::retranslate();
}

QString RequestsView::copyText(const QModelIndex& row) const
{
    return QString::fromStdString(m_model->record(row.row()).zkCli);
}

void RequestsView::showWaiting()
{
    m_model->showWaiting();
}

void RequestsView::retranslate()
{
    tab()->setText(tr("Requests"));
    table()->setAccessibleName(tr("Requests"));
    m_model->retranslate();
    PanelPage::retranslate();
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connection_list.h"

#include "ui/common/message_view.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/connections/connection_delegate.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMouseEvent>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int filterWidthPx = 220;
constexpr int emptyHeightPx = 240;

} // namespace

ConnectionList::ConnectionList(ConnectionStore* store, QWidget* parent) :
    QWidget(parent), m_store(store), m_model(new ConnectionListModel(store, this)),
    m_title(new TextLabel(TextStyle::dialogTitle, Token::text, this)),
    m_filter(new QLineEdit(this)),
    m_new(makeButton("newConnection", ButtonKind::primary, this)), m_card(new QFrame(this)),
    m_view(new QListView(m_card)), m_empty(new MessageView(m_card))
{
    m_filter->setObjectName(QStringLiteral("connectionFilter"));
    m_filter->setFixedWidth(filterWidthPx);
    setLeadingIcon(m_filter, QStringLiteral("search"));
    setIcon(m_new, QStringLiteral("plus"), 16, {.normal = Token::onAccent});
    m_card->setProperty("card", true);
    m_view->setObjectName(QStringLiteral("connections"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new ConnectionDelegate(m_view));
    m_view->setMouseTracking(true);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->viewport()->setAutoFillBackground(false);
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
    auto* inside = makeColumn(m_card, 0);
    inside->addWidget(m_view);
    inside->addWidget(m_empty);

    auto* header = new QHBoxLayout;
    header->setSpacing(8);
    header->addWidget(m_title, 1);
    header->addWidget(m_filter);
    header->addWidget(m_new);
    auto* column = makeColumn(this, 12);
    column->addLayout(header);
    column->addWidget(m_card);
    column->addStretch(1);

    connect(m_filter, &QLineEdit::textChanged, m_model, &ConnectionListModel::setFilter);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ConnectionList::updateRows);
    connect(m_view, &QListView::doubleClicked, this, &ConnectionList::open);
    connect(m_new, &QPushButton::clicked, this, &ConnectionList::newRequested);
    retranslate();
    updateRows();
}

void ConnectionList::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ConnectionList::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    updateRows();
}

void ConnectionList::retranslate()
{
    m_title->setText(tr("Connections"));
    m_filter->setPlaceholderText(tr("Filter connections"));
    m_filter->setAccessibleName(tr("Filter connections"));
    m_new->setText(tr("Connect…"));
    m_view->setAccessibleName(tr("Connections"));
    m_model->refreshTexts();
    updateRows();
}

/// The card is as high as its rows, as far as the page has room.
void ConnectionList::updateRows()
{
    const int rows = m_model->rowCount();
    const int room = std::max(height() - 40, 2 * ConnectionDelegate::rowPx);
    m_view->setVisible(rows > 0);
    m_empty->setVisible(rows == 0);
    const int wanted = rows > 0 ? rows * ConnectionDelegate::rowPx : emptyHeightPx;
    m_card->setFixedHeight(std::min(wanted, room) + 2);
    if (rows > 0 && !m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_model->index(0));
    if (m_store->profiles().isEmpty()) {
        m_empty->setMessage(Role::following, QStringLiteral("plug"), tr("No connections yet"),
            tr("Connect to an ensemble, or launch a local server. What you used stays here."));
    } else {
        m_empty->setMessage(Role::down, QStringLiteral("search"), tr("No connection matches"),
            tr("The filter looks at names, hosts and environments."));
    }
}

void ConnectionList::open(const QModelIndex& index)
{
    if (index.isValid())
        Q_EMIT openRequested(m_model->profileAt(index.row()));
}

void ConnectionList::forget(const QModelIndex& index)
{
    if (index.isValid())
        m_store->forget(m_model->profileAt(index.row()).servers);
}

void ConnectionList::showMenu(const QModelIndex& index, const QPoint& globalPos)
{
    if (!index.isValid())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QPersistentModelIndex row(index);
    QAction* openAction = menu->addAction(tr("Open"), this, [this, row] { open(row); });
    openAction->setIcon(icon(QStringLiteral("log-in")));
    QAction* forgetAction
        = menu->addAction(tr("Remove from this list"), this, [this, row] { forget(row); });
    forgetAction->setIcon(icon(QStringLiteral("x")));
    menu->popup(globalPos);
}

bool ConnectionList::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            open(m_view->currentIndex());
            return true;
        }
        if (key == Qt::Key_Delete) {
            forget(m_view->currentIndex());
            return true;
        }
    }
    if (event->type() == QEvent::ContextMenu) {
        const auto* menu = static_cast<QContextMenuEvent*>(event);
        showMenu(m_view->currentIndex(), menu->globalPos());
        return true;
    }
    if (watched == m_view->viewport() && event->type() == QEvent::MouseButtonPress) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const QModelIndex index = m_view->indexAt(mouse->pos());
        const bool selected = m_view->selectionModel()->isSelected(index);
        const QRect row = m_view->visualRect(index);
        if (index.isValid() && selected
            && ConnectionDelegate::openRect(row).contains(mouse->pos())) {
            open(index);
            return true;
        }
        if (index.isValid() && !selected
            && ConnectionDelegate::menuRect(row).contains(mouse->pos())) {
            showMenu(index, mouse->globalPosition().toPoint());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace zs::ui

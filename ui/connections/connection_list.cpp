// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connection_list.h"

#include "ui/common/message_view.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/connections/connection_delegate.h"
#include "ui/connections/connection_json.h"
#include "ui/connections/remove_connection_dialog.h"

#include <QEvent>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMouseEvent>
#include <QSaveFile>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int filterWidthPx = 220;
constexpr int emptyHeightPx = 240;
constexpr int footPx = 40;
constexpr int spacingPx = 12;
constexpr qint64 mostImportBytes = 16 << 20;

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
    inside->addWidget(buildFoot());

    auto* header = new QHBoxLayout;
    header->setSpacing(8);
    header->addWidget(m_title, 1);
    header->addWidget(m_filter);
    header->addWidget(m_new);
    auto* column = makeColumn(this, spacingPx);
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

void ConnectionList::setBelow(QWidget* widget)
{
    m_below = widget;
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->insertWidget(column->count() - 1, widget); // Before the stretch.
    widget->installEventFilter(this);
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
    m_new->setText(tr("New connection"));
    m_import->setText(tr("Import connections…"));
    m_export->setText(tr("Export connections…"));
    m_view->setAccessibleName(tr("Connections"));
    m_model->refreshTexts();
    updateRows();
}

/// The card is as high as its rows, as far as the page has room.
void ConnectionList::updateRows()
{
    const int rows = m_model->rowCount();
    const int below
        = m_below && !m_below->isHidden() ? m_below->sizeHint().height() + spacingPx : 0;
    const int room = std::max(height() - 40 - below, 2 * ConnectionDelegate::rowPx);
    m_view->setVisible(rows > 0);
    m_empty->setVisible(rows == 0);
    int wanted = rows > 0 ? footPx : emptyHeightPx + footPx;
    for (int row = 0; row < rows; ++row)
        wanted += ConnectionDelegate::heightOf(m_model->index(row));
    m_card->setFixedHeight(std::min(wanted, room) + 2);
    m_export->setEnabled(!m_store->profiles().isEmpty());
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

void ConnectionList::askToRemove(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    const ConnectionProfile profile = m_model->profileAt(index.row());
    auto* dialog = new RemoveConnectionDialog(profile, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, profile] {
        m_store->forget(profile.id);
        Q_EMIT removed(profile);
    });
    dialog->open();
}

void ConnectionList::duplicate(const QModelIndex& index)
{
    ConnectionProfile copy = m_model->profileAt(index.row());
    copy.id.clear(); // Its passwords stay with the original.
    copy.lastUsed = {};
    copy.name = tr("Copy of %1", "a connection's name").arg(shownName(copy));
    Q_EMIT editRequested(copy);
}

void ConnectionList::importFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > mostImportBytes)
        return Q_EMIT message(Role::danger,
            tr("%1 cannot be read: %2")
                .arg(path, file.isOpen() ? tr("it is too large") : file.errorString()));
    const Result<QList<ConnectionProfile>> profiles = importConnections(file.readAll());
    if (!profiles)
        return Q_EMIT message(Role::danger,
            tr("Nothing was imported from %1: %2")
                .arg(path, visibleText(std::string_view(profiles.error().detail))));
    m_store->add(*profiles);
    Q_EMIT message(
        Role::leading, tr("%n connection(s) imported", nullptr, int(profiles->size())));
}

void ConnectionList::exportFile(const QString& path)
{
    QSaveFile file(path);
    const QByteArray text = exportConnections(m_store->profiles());
    // Hosts, users and file names are for their owner; who may share the file can open it up.
    const bool written = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && file.write(text) == text.size()
        && file.flush() && file.commit(); // commit() alone does not tell of what was cut short.
    if (!written)
        return Q_EMIT message(
            Role::danger, tr("%1 cannot be written: %2").arg(path, file.errorString()));
    Q_EMIT message(Role::leading,
        tr("%n connection(s) exported, without secrets", nullptr,
            int(m_store->profiles().size())));
}

QWidget* ConnectionList::buildFoot()
{
    QFrame* foot = makePanel("", "top", m_card);
    QHBoxLayout* row = makeRow(foot, 4);
    foot->setProperty("foot", "card");
    row->setContentsMargins(2, 5, 8, 5);
    m_import = makeButton("importConnections", ButtonKind::ghost, foot);
    m_export = makeButton("exportConnections", ButtonKind::ghost, foot);
    m_import->setProperty("plain", true);
    m_export->setProperty("plain", true);
    setIcon(m_import, QStringLiteral("download"), 16);
    setIcon(m_export, QStringLiteral("upload"), 16);
    row->addWidget(m_import);
    row->addWidget(m_export);
    row->addStretch();
    foot->setFixedHeight(footPx);
    const auto choose = [this](bool save, const QString& title, auto take) {
        auto* dialog = new QFileDialog(this, title, {}, tr("Connections (*.json)"));
        dialog->setObjectName(QStringLiteral("connectionsFile"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(save ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
        dialog->setDefaultSuffix(QStringLiteral("json"));
        connect(dialog, &QFileDialog::fileSelected, this, take);
        dialog->open();
    };
    connect(m_import, &QPushButton::clicked, this,
        [this, choose] { choose(false, m_import->text(), &ConnectionList::importFile); });
    connect(m_export, &QPushButton::clicked, this,
        [this, choose] { choose(true, m_export->text(), &ConnectionList::exportFile); });
    return foot;
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
    QAction* editAction = menu->addAction(
        tr("Edit…"), this, [this, row] { Q_EMIT editRequested(m_model->profileAt(row.row())); });
    editAction->setIcon(icon(QStringLiteral("pencil")));
    QAction* copyAction
        = menu->addAction(tr("Duplicate…"), this, [this, row] { duplicate(row); });
    copyAction->setIcon(icon(QStringLiteral("copy-plus")));
    menu->addSeparator();
    QAction* removeAction
        = menu->addAction(tr("Remove…"), this, [this, row] { askToRemove(row); });
    removeAction->setIcon(icon(QStringLiteral("trash-2")));
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
            askToRemove(m_view->currentIndex());
            return true;
        }
    }
    if (watched == m_below) {
        if (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent)
            updateRows();
        return false;
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
        const QRect row = ConnectionDelegate::bodyRect(m_view->visualRect(index));
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

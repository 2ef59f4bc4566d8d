// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/cluster_view.h"

#include "ui/cluster/cluster_scene.h"
#include "ui/cluster/link_item.h"
#include "ui/cluster/packet_item.h"
#include "ui/cluster/scene_access.h"
#include "ui/cluster/server_item.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QRubberBand>
#include <QStyle>

#include <algorithm>

namespace zs::ui {
namespace {

constexpr int barGapPx = 8;
constexpr int barMarginPx = 4;

template <class Item>
Item* findItem(const QGraphicsView& view, const QPoint& pos)
{
    const auto items = view.items(pos);
    for (QGraphicsItem* item : items) {
        if (item->type() == Item::Type)
            return static_cast<Item*>(item);
    }
    return nullptr;
}

ServerItem* serverAt(const QGraphicsView& view, const QPoint& pos)
{
    const auto items = view.items(pos);
    for (QGraphicsItem* item : items) {
        if (auto* server = qobject_cast<ServerItem*>(item->toGraphicsObject()))
            return server;
    }
    return nullptr;
}

} // namespace

ClusterView::ClusterView(ClusterScene* scene, QWidget* parent) :
    QGraphicsView(scene, parent), m_scene(scene), m_actions(new CardActions(viewport())),
    m_lasso(new QRubberBand(QRubberBand::Rectangle, viewport()))
{
    installSceneAccess();
    setObjectName(QStringLiteral("clusterView"));
    setFrameShape(QFrame::NoFrame);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setViewportUpdateMode(SmartViewportUpdate);
    setOptimizationFlag(DontAdjustForAntialiasing);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    connect(m_actions, &CardActions::chosen, this, [this](CardAction action) {
        if (m_open)
            Q_EMIT actionChosen(*m_open, action);
    });
    connect(m_actions, &CardActions::escaped, this, [this] {
        const auto open = m_open;
        closeCard();
        setFocus(Qt::OtherFocusReason);
        if (open && m_scene->server(*open))
            m_scene->server(*open)->setFocus();
    });
}

void ClusterView::setSmallCards(bool small)
{
    m_small = small;
    m_scene->setSize(viewport()->size(), small);
    placeActions();
}

void ClusterView::setCardActions(const std::vector<CardAction>& actions)
{
    m_actions->setActions(actions);
    m_actions->setVisible(m_open && !actions.empty());
    placeActions();
}

void ClusterView::closeCard()
{
    m_open.reset();
    m_actions->hide();
    m_scene->setPicked({});
    Q_EMIT cardOpened(std::nullopt);
}

void ClusterView::followCard()
{
    if (m_open && m_actions->isVisible())
        placeActions();
}

void ClusterView::openServer(ServerId id)
{
    if (ServerItem* item = m_scene->server(id))
        openCardOf(item, true);
}

QString ClusterView::spokenMessages() const
{
    QStringList words;
    for (const PacketLook& packet : m_scene->look().packets)
        words << packet.spoken;
    return words.join(QStringLiteral("; "));
}

bool ClusterView::event(QEvent* event)
{
    // Letters are this view's while a card has the focus; elsewhere they are shortcuts.
    if (event->type() == QEvent::ShortcutOverride && focusedServer()) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::NoModifier && key->key() >= Qt::Key_A
            && key->key() <= Qt::Key_Z) {
            event->accept();
            return true;
        }
    }
    return QGraphicsView::event(event);
}

ServerItem* ClusterView::focusedServer() const
{
    return qobject_cast<ServerItem*>(m_scene->focusItem() ? m_scene->focusItem()->toGraphicsObject()
                                                          : nullptr);
}

/// Gives the focus to the next or previous card; false beyond the last one.
bool ClusterView::focusServer(int step)
{
    const std::vector<ServerItem*> all = m_scene->servers();
    if (all.empty())
        return false;
    const auto here = std::find(all.begin(), all.end(), focusedServer());
    std::ptrdiff_t index = step > 0 ? 0 : std::ptrdiff_t(all.size()) - 1;
    if (here != all.end())
        index = here - all.begin() + step;
    if (index < 0 || index >= std::ptrdiff_t(all.size()))
        return false;
    all[std::size_t(index)]->setFocus(Qt::TabFocusReason);
    return true;
}

bool ClusterView::focusNextPrevChild(bool next)
{
    if (hasFocus() && focusServer(next ? 1 : -1))
        return true;
    m_scene->setFocusItem(nullptr);
    return QGraphicsView::focusNextPrevChild(next);
}

void ClusterView::focusInEvent(QFocusEvent* event)
{
    QGraphicsView::focusInEvent(event);
    const auto reason = event->reason();
    if ((reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason
            || reason == Qt::ShortcutFocusReason)
        && !focusedServer())
        focusServer(reason == Qt::BacktabFocusReason ? -1 : 1);
}

void ClusterView::resizeEvent(QResizeEvent* event)
{
    QGraphicsView::resizeEvent(event);
    Q_EMIT roomChanged(viewport()->size());
    m_scene->setSize(viewport()->size(), m_small);
    placeActions();
}

void ClusterView::openCardOf(ServerItem* item, bool withFocus)
{
    m_open = item->id();
    m_scene->setPicked({item->id()});
    Q_EMIT cardOpened(item->id());
    placeActions();
    if (withFocus && m_actions->isVisible())
        m_actions->focusFirst();
}

void ClusterView::placeActions()
{
    ServerItem* item = m_open ? m_scene->server(*m_open) : nullptr;
    if (!item) {
        m_actions->hide();
        return;
    }
    const QRect card(mapFromScene(item->pos()), item->cardSize().toSize());
    const int right = viewport()->width() - m_actions->width() - barMarginPx;
    const int x = std::clamp(
        card.center().x() - m_actions->width() / 2, barMarginPx, std::max(barMarginPx, right));
    int y = card.bottom() + barGapPx;
    if (y + m_actions->height() > viewport()->height())
        y = card.top() - barGapPx - m_actions->height();
    m_actions->move(x, y);
    m_actions->raise();
}

void ClusterView::togglePick(ServerId id)
{
    std::set<ServerId> ids = m_scene->picked();
    if (!ids.erase(id))
        ids.insert(id);
    m_open.reset();
    m_actions->hide();
    m_scene->setPicked(ids);
}

void ClusterView::mousePressEvent(QMouseEvent* event)
{
    const QPoint pos = event->position().toPoint();
    if (event->button() != Qt::LeftButton)
        return QGraphicsView::mousePressEvent(event);
    setFocus(Qt::MouseFocusReason);
    if (const auto* packet = findItem<PacketItem>(*this, pos)) {
        Q_EMIT packetChosen(packet->look().key);
        return;
    }
    if (ServerItem* server = serverAt(*this, pos)) {
        if (event->modifiers() & Qt::ShiftModifier)
            togglePick(server->id());
        else
            openCardOf(server, false);
        return;
    }
    m_lassoFrom = pos;
}

void ClusterView::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_lassoFrom)
        return QGraphicsView::mouseMoveEvent(event);
    const QRect rect = QRect(*m_lassoFrom, event->position().toPoint()).normalized();
    if (rect.width() + rect.height() < QApplication::startDragDistance())
        return;
    m_lasso->setGeometry(rect);
    m_lasso->show();
}

void ClusterView::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_lassoFrom)
        return QGraphicsView::mouseReleaseEvent(event);
    const bool dragged = m_lasso->isVisible();
    m_lasso->hide();
    m_lassoFrom.reset();
    if (dragged)
        takeLasso(m_lasso->geometry(), event->modifiers() & Qt::ShiftModifier);
    else if (!(event->modifiers() & Qt::ShiftModifier))
        closeCard();
}

void ClusterView::takeLasso(const QRect& rect, bool add)
{
    std::set<ServerId> ids;
    if (add)
        ids = m_scene->picked();
    for (ServerItem* item : m_scene->servers()) {
        const QRectF card(item->pos(), item->cardSize());
        if (rect.contains(mapFromScene(card.center())))
            ids.insert(item->id());
    }
    m_open.reset();
    m_actions->hide();
    m_scene->setPicked(ids);
}

void ClusterView::mouseDoubleClickEvent(QMouseEvent* event)
{
    mousePressEvent(event); // A fast second click is a click.
}

void ClusterView::contextMenuEvent(QContextMenuEvent* event)
{
    ServerItem* server = event->reason() == QContextMenuEvent::Mouse ? serverAt(*this, event->pos())
                                                                      : focusedServer();
    if (server) {
        const QPointF middle = server->pos() + QPointF(server->cardSize().width() / 2, 20);
        const QPoint pos = event->reason() == QContextMenuEvent::Mouse
            ? event->globalPos()
            : viewport()->mapToGlobal(mapFromScene(middle));
        Q_EMIT serverMenuRequested(server->id(), pos);
    } else if (const auto* link = findItem<LinkItem>(*this, event->pos())) {
        Q_EMIT linkMenuRequested(link->look().a, link->look().b, event->globalPos());
    }
    event->accept();
}

bool ClusterView::actByKey(ServerId id, int key)
{
    const std::vector<CardAction>& offered = m_actions->actions();
    const auto action = std::find_if(offered.begin(), offered.end(),
        [key](CardAction each) { return keyOf(each) == key; });
    if (action == offered.end())
        return false;
    const CardAction chosen = *action; // The signal may change what is offered.
    Q_EMIT actionChosen(id, chosen);
    return true;
}

void ClusterView::keyPressEvent(QKeyEvent* event)
{
    ServerItem* server = focusedServer();
    const int key = event->key();
    if (key == Qt::Key_Escape && (m_open || !m_scene->picked().empty()))
        return closeCard();
    if (!server)
        return event->ignore();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        if (event->modifiers() & Qt::ShiftModifier)
            return togglePick(server->id());
        return openCardOf(server, true);
    }
    if (key == Qt::Key_Right || key == Qt::Key_Down) {
        focusServer(1);
        return;
    }
    if (key == Qt::Key_Left || key == Qt::Key_Up) {
        focusServer(-1);
        return;
    }
    if (event->modifiers() == Qt::NoModifier && key >= Qt::Key_A && key <= Qt::Key_Z) {
        // The bar knows what this server's state allows.
        const ServerId id = server->id();
        openCardOf(server, false);
        if (actByKey(id, key))
            return;
    }
    event->ignore();
}

} // namespace zs::ui

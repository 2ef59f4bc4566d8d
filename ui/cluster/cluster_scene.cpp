// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/cluster_scene.h"

#include "ui/cluster/link_item.h"
#include "ui/cluster/packet_item.h"
#include "ui/cluster/partition_item.h"
#include "ui/cluster/quorum_item.h"
#include "ui/cluster/server_item.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace zs::ui {
namespace {

constexpr qreal ellipsePx = 1.25;
constexpr qreal ringPx = 84; ///< Around the middle, with the badge's half.
constexpr qreal faultReachPx = 26; ///< Words of faults are longer than badges, and so is "quorum".
constexpr double badgeBesideRing = 0.95;
constexpr double faultBesideRing = 0.25;

/// Deletes the items of `map` for which `gone` holds.
template <class Map, class Gone>
void dropIf(Map& map, Gone gone)
{
    for (auto entry = map.begin(); entry != map.end();) {
        if (gone(entry->first)) {
            delete entry->second;
            entry = map.erase(entry);
        } else {
            ++entry;
        }
    }
}

} // namespace

ClusterScene::ClusterScene(QObject* parent) :
    QGraphicsScene(parent), m_ring(new QuorumItem), m_partition(new PartitionItem)
{
    addItem(m_partition);
    addItem(m_ring);
    m_ring->hide();
    // Items come and go with each message; an index would be rebuilt all the time.
    setItemIndexMethod(NoIndex);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        for (QGraphicsItem* item : items())
            item->update();
        update();
    });
}

void ClusterScene::setLook(const SceneLook& look)
{
    if (look == m_look)
        return;
    bool moves = look.atTop != m_look.atTop || look.cards.size() != m_look.cards.size();
    for (std::size_t index = 0; !moves && index < look.cards.size(); ++index)
        moves = look.cards[index].id != m_look.cards[index].id;
    m_look = look;
    syncServers();
    if (moves)
        place();
    syncLinks();
    syncPackets();
    placePartition();
    m_ring->setLook(look.ring, m_animated);
}

void ClusterScene::setSize(const QSizeF& size, bool smallCards)
{
    if (size == m_size && smallCards == m_small && !m_layout.cards.empty())
        return;
    m_size = size;
    m_small = smallCards;
    setSceneRect(QRectF(QPointF(), size));
    place();
    syncLinks();
    syncPackets();
    placePartition();
}

void ClusterScene::setAnimated(bool animated)
{
    m_animated = animated;
}

ServerItem* ClusterScene::server(ServerId id) const
{
    const auto found = m_servers.find(id);
    return found == m_servers.end() ? nullptr : found->second;
}

std::vector<ServerItem*> ClusterScene::servers() const
{
    std::vector<ServerItem*> all;
    for (const auto& [id, item] : m_servers)
        all.push_back(item);
    return all;
}

std::set<ServerId> ClusterScene::picked() const
{
    std::set<ServerId> ids;
    for (const auto& [id, item] : m_servers) {
        if (item->isPicked())
            ids.insert(id);
    }
    return ids;
}

void ClusterScene::setPicked(const std::set<ServerId>& ids)
{
    if (ids == picked())
        return;
    for (const auto& [id, item] : m_servers)
        item->setPicked(ids.contains(id));
    Q_EMIT pickedChanged();
}

void ClusterScene::setChosenPacket(std::uint64_t key)
{
    m_chosen = key;
    for (const auto& [each, item] : m_packets)
        item->setChosen(each == key);
}

void ClusterScene::place()
{
    std::vector<ServerId> ids;
    for (const CardLook& card : m_look.cards)
        ids.push_back(card.id);
    m_layout = layOutScene(m_size, ids, m_small, m_look.atTop, m_look.observers);
    for (const auto& [id, rect] : m_layout.cards) {
        ServerItem* item = server(id);
        item->setCardSize(rect.size(), m_small);
        item->setPos(rect.topLeft());
    }
    m_ring->setPos(m_layout.centre);
    invalidate(QRectF(), BackgroundLayer);
}

void ClusterScene::syncServers()
{
    std::set<ServerId> here;
    for (const CardLook& card : m_look.cards) {
        here.insert(card.id);
        ServerItem*& item = m_servers[card.id];
        const bool isNew = !item;
        if (isNew) {
            item = new ServerItem(card.id);
            addItem(item);
        }
        item->setLook(card, m_animated && !isNew);
        if (!m_animated)
            item->finishFade();
    }
    const std::set<ServerId> before = picked();
    dropIf(m_servers, [&](ServerId id) { return !here.contains(id); });
    if (picked() != before)
        Q_EMIT pickedChanged();
}

void ClusterScene::syncLinks()
{
    std::set<std::pair<ServerId, ServerId>> here;
    for (const LinkLook& link : m_look.links) {
        const auto line = linkBetween(m_layout, link.a, link.b);
        if (!line)
            continue;
        here.insert({link.a, link.b});
        LinkItem*& item = m_links[{link.a, link.b}];
        if (!item) {
            item = new LinkItem;
            addItem(item);
        }
        // On the ring the word of a fault would hide the count.
        const bool onRing = m_look.ring.shown
            && QLineF(line->center(), m_layout.centre).length() < ringPx + faultReachPx;
        item->setLook(link, *line, onRing ? faultBesideRing : 0.5);
    }
    dropIf(m_links, [&](const auto& ends) { return !here.contains(ends); });
}

void ClusterScene::syncPackets()
{
    std::set<std::uint64_t> here;
    for (const PacketLook& packet : m_look.packets) {
        const auto link = linkBetween(m_layout, packet.from, packet.to);
        if (!link)
            continue;
        here.insert(packet.key);
        PacketItem*& item = m_packets[packet.key];
        if (!item) {
            item = new PacketItem;
            addItem(item);
        }
        item->setLook(packet);
        item->setChosen(packet.key == m_chosen);
        QPointF place = pointOnLink(*link, packet.along, item->boxSize() / 2);
        // What rests on the ring would hide the count.
        if (packet.rests && m_look.ring.shown
            && QLineF(place, m_layout.centre).length() < ringPx)
            place = pointOnLink(*link, badgeBesideRing, item->boxSize() / 2);
        item->setPos(place);
    }
    dropIf(m_packets, [&](std::uint64_t key) { return !here.contains(key); });
}

void ClusterScene::placePartition()
{
    const std::vector<ServerId> apart(
        m_look.partition.apart.begin(), m_look.partition.apart.end());
    QList<QRectF> cards;
    qreal sum = 0;
    for (const ServerId id : apart) {
        const auto card = m_layout.cards.find(id);
        if (card == m_layout.cards.end())
            continue;
        cards.append(card->second);
        sum += card->second.center().x();
    }
    const auto cut = partitionCut(m_layout, apart);
    const bool left = cut && !cards.isEmpty() && sum / qreal(cards.size()) < *cut;
    m_partition->setPlace(m_layout.area, cut, left, cards);
}

void ClusterScene::drawBackground(QPainter* painter, const QRectF& rect)
{
    painter->fillRect(rect, color(Token::canvas));
    if (m_layout.cards.size() < 2)
        return;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(color(Token::border), ellipsePx));
    painter->drawEllipse(m_layout.centre, m_layout.radiusX, m_layout.radiusY);
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/scene_layout.h"

#include <QLineF>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace zs::ui {
namespace {

constexpr QSizeF largeCard(200, 82);
constexpr QSizeF smallCard(164, 64);
constexpr qreal legendPx = 9; ///< Of the height, kept free for the legend.
constexpr qreal marginPx = 10;

/// Where the segment from the middle of `card` to `target` leaves the card.
QPointF edgeOf(const QRectF& card, const QPointF& target)
{
    const QPointF from = card.center();
    const QPointF way = target - from;
    const qreal infinite = std::numeric_limits<qreal>::infinity();
    const qreal byX = way.x() == 0 ? infinite : card.width() / 2 / std::abs(way.x());
    const qreal byY = way.y() == 0 ? infinite : card.height() / 2 / std::abs(way.y());
    return from + way * std::min({byX, byY, qreal(1)});
}

std::vector<ServerId> clockwise(const std::vector<ServerId>& ids, std::optional<ServerId> atTop,
    const std::set<ServerId>& observers)
{
    if (!atTop || std::find(ids.begin(), ids.end(), *atTop) == ids.end())
        return ids;
    std::vector<ServerId> order;
    std::vector<ServerId> below;
    for (const ServerId id : ids)
        (observers.contains(id) && id != *atTop ? below : order).push_back(id);
    std::rotate(order.begin(), std::find(order.begin(), order.end(), *atTop), order.end());
    const auto half = std::ptrdiff_t((order.size() + 1) / 2);
    order.insert(order.begin() + half, below.begin(), below.end());
    return order;
}

} // namespace

SceneLayout layOutScene(const QSizeF& size, const std::vector<ServerId>& ids, bool smallCards,
    std::optional<ServerId> atTop, const std::set<ServerId>& observers)
{
    SceneLayout layout;
    layout.area = QRectF(QPointF(), size);
    layout.small = smallCards;
    const QSizeF card = smallCards ? smallCard : largeCard;
    const qreal height = size.height() - legendPx;
    layout.centre = {size.width() / 2, height * 0.485};
    // Small cards are more: they need the room at the sides.
    const qreal widest = size.width() / 2 - card.width() / 2 - marginPx;
    const qreal highest = layout.centre.y() - card.height() / 2 - marginPx;
    const qreal wish = size.width() * (smallCards ? 0.39 : 0.373);
    layout.radiusX = std::max<qreal>(0, std::min(wish, widest));
    layout.radiusY = std::max<qreal>(0, std::min(height * 0.355, highest));
    const std::vector<ServerId> order = clockwise(ids, atTop, observers);
    for (std::size_t place = 0; place < order.size(); ++place) {
        const qreal angle = 2 * std::numbers::pi * qreal(place) / qreal(order.size());
        const QPointF middle = layout.centre
            + QPointF(layout.radiusX * std::sin(angle), -layout.radiusY * std::cos(angle));
        const QPointF corner = middle - QPointF(card.width() / 2, card.height() / 2);
        layout.cards.emplace(order[place],
            QRectF(QPointF(std::round(corner.x()), std::round(corner.y())), card));
    }
    return layout;
}

std::optional<QLineF> linkBetween(const SceneLayout& layout, ServerId from, ServerId to)
{
    const auto a = layout.cards.find(from);
    const auto b = layout.cards.find(to);
    if (a == layout.cards.end() || b == layout.cards.end() || from == to)
        return std::nullopt;
    return QLineF(edgeOf(a->second, b->second.center()), edgeOf(b->second, a->second.center()));
}

QPointF pointOnLink(const QLineF& link, double along, const QSizeF& half)
{
    const qreal length = link.length();
    if (length <= 0)
        return link.p1();
    // Half of the message's extent in the direction of the link, but for a short link.
    const qreal dx = std::abs(link.dx()) / length;
    const qreal dy = std::abs(link.dy()) / length;
    const qreal across = dx * half.height() > dy * half.width()
        ? half.width() / std::max(dx, 1e-6)
        : half.height() / std::max(dy, 1e-6);
    const qreal inset = std::min(across / length, 0.5);
    return link.pointAt(inset + (1 - 2 * inset) * std::clamp(along, 0.0, 1.0));
}

std::optional<qreal> partitionCut(
    const SceneLayout& layout, const std::vector<ServerId>& apart)
{
    qreal apartLeft = std::numeric_limits<qreal>::max();
    qreal apartRight = std::numeric_limits<qreal>::lowest();
    qreal restLeft = apartLeft;
    qreal restRight = apartRight;
    for (const auto& [id, card] : layout.cards) {
        const bool isApart = std::find(apart.begin(), apart.end(), id) != apart.end();
        qreal& left = isApart ? apartLeft : restLeft;
        qreal& right = isApart ? apartRight : restRight;
        left = std::min(left, card.left());
        right = std::max(right, card.right());
    }
    if (apartRight < restLeft)
        return (apartRight + restLeft) / 2;
    if (restRight < apartLeft)
        return (restRight + apartLeft) / 2;
    return std::nullopt;
}

} // namespace zs::ui

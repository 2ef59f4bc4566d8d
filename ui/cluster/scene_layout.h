// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/ids.h"

#include <QLineF>
#include <QPointF>
#include <QRectF>

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace zs::ui {

/// Where the parts of the scene are, in its own logical pixels from its upper left corner.
struct SceneLayout {
    QRectF area;
    bool small = false; ///< Cards without the third line.
    QPointF centre;     ///< Of the ellipse and of the ring.
    qreal radiusX = 0;
    qreal radiusY = 0;
    std::map<ServerId, QRectF> cards;
};

/// The design's ellipse: ids clockwise from the top. With `atTop` that one is at the top, the other
/// voters follow it clockwise, and `observers` are at the bottom. Equal arguments give equal
/// places.
[[nodiscard]] SceneLayout layOutScene(const QSizeF& size, const std::vector<ServerId>& ids,
    bool smallCards, std::optional<ServerId> atTop = std::nullopt,
    const std::set<ServerId>& observers = {});

/// A link's visible part: between the edges of two cards. Empty for a server that is not there.
[[nodiscard]] std::optional<QLineF> linkBetween(
    const SceneLayout& layout, ServerId from, ServerId to);

/// Where a message of half extent `half` is on its way, so that cards never cover it.
[[nodiscard]] QPointF pointOnLink(const QLineF& link, double along, const QSizeF& half);

/// The line that parts `apart` from the other servers: a vertical cut where one separates them,
/// else nothing. Yields its x.
[[nodiscard]] std::optional<qreal> partitionCut(
    const SceneLayout& layout, const std::vector<ServerId>& apart);

} // namespace zs::ui

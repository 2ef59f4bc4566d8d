// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/looks.h"

namespace zs::ui {

/// More messages than that on a link between two servers become one pill with their number.
inline constexpr int packetsOnALink = 12;

/// Folds the messages of crowded links. Badges are never folded. Keeps the order.
[[nodiscard]] std::vector<PacketLook> foldCrowds(const std::vector<PacketLook>& packets);

/// For reduced motion: messages do not travel. One message stands at the middle of its link,
/// several share it evenly.
[[nodiscard]] std::vector<PacketLook> holdStill(std::vector<PacketLook> packets);

} // namespace zs::ui

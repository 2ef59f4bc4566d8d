// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/cluster_control.h"

class QMenu;

namespace zs::ui {

/// What a server offers in its present state, in the order of its bar.
[[nodiscard]] std::vector<CardAction> actionsFor(const ClusterControl& control, ServerId id);

/// The faults of one link. The menu ends with its use.
void fillLinkMenu(QMenu* menu, ClusterControl* control, ServerId a, ServerId b);

/// All that can be done to a server, with a menu for each of its links: the way for the keyboard.
/// `act` gets the actions that the bar has as well.
void fillServerMenu(QMenu* menu, ClusterControl* control, ServerId id,
    const std::function<void(CardAction)>& act);

} // namespace zs::ui

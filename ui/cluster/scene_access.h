// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace zs::ui {

/// Shows the scene to screen readers: the view is a group whose children are the servers ("Server
/// 2, LOOKING, votes for 2, zxid 5|8"); its description tells the messages. A server can be
/// pressed, which opens its actions. Once a program; further calls do nothing.
void installSceneAccess();

} // namespace zs::ui

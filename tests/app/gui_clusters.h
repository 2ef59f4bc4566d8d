// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/gui_watch.h"

#include <QJsonObject>

namespace zs::bench {

/// "Launch" to three servers that serve and the tree with its first nodes painted; then the leader
/// is killed `rounds` times, and from what the trace tells until it is painted is measured.
[[nodiscard]] QJsonObject measureLaunchAndKills(GuiWatch& watch, int rounds);

/// The page, live, with what so many servers would tell: CPU and the longest hold of the event
/// loop.
[[nodiscard]] QJsonObject measureLiveLoad(
    GuiWatch& watch, int servers, int eventsASecond, std::chrono::seconds time);

/// A recording of that many seconds: opened, then scrubbed at random.
[[nodiscard]] QJsonObject measureRecording(
    GuiWatch& watch, int servers, int eventsASecond, std::chrono::seconds length);

} // namespace zs::bench

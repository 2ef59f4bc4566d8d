// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "localcluster/timeline/happening.h"
#include "localcluster/timeline/lane.h"
#include "localcluster/timeline/picture.h"
#include "ui/cluster/looks.h"

namespace zs::ui {

/// "zoo-2": servers have no names of their own.
[[nodiscard]] QString serverName(ServerId id);
/// "5|8": epoch and counter in decimal, as the design writes them on cards.
[[nodiscard]] QString shortZxid(Zxid zxid);
[[nodiscard]] QString shortZxidOrUnknown(const std::optional<Zxid>& zxid); ///< "?" without one.
/// "2 (5|8)".
[[nodiscard]] QString shortVote(const trace::Vote& vote);
/// "4 and 5", "1, 2 and 3" in the language's way.
[[nodiscard]] QString serverList(const std::vector<ServerId>& ids);
/// "1, 2, 3".
[[nodiscard]] QString shortList(const std::vector<ServerId>& ids);
/// "0.31 s", "240 ms".
[[nodiscard]] QString shortDuration(std::int64_t ns);

/// The leader of the stage that the cluster is in; null without one.
[[nodiscard]] const timeline::ServerPicture* leaderOf(const timeline::ClusterPicture& picture);
[[nodiscard]] Role roleOf(const timeline::ServerPicture& server);
/// LOOKING … with SYNCING for a learner in synchronization, DOWN, PAUSED.
[[nodiscard]] QString stateWord(const timeline::ServerPicture& server);
[[nodiscard]] Role roleOf(timeline::LaneState state);
[[nodiscard]] QString wordOf(const timeline::LaneSpan& span);
[[nodiscard]] QString wordOf(trace::SyncMode mode);
[[nodiscard]] Role roleOf(trace::SyncMode mode);

/// What happened, as a line of the list of events; times count from `begin`.
[[nodiscard]] EventLook eventOf(const timeline::Happening& happening, Instant begin);

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "localcluster/timeline/timeline.h"
#include "ui/cluster/looks.h"

#include <map>

namespace zs::ui {

/// What the page knows besides the picture.
struct PictureContext {
    Instant begin;                    ///< Of the timeline: times are shown from here.
    std::map<ServerId, QString> ports; ///< Of clients, where they are known.
    bool reducedMotion = false;
    /// A message is on screen at least this long in the time of the trace; so a message of some
    /// microseconds can be seen. 0: exactly as long as it travelled.
    std::chrono::nanoseconds leastFlight{0};
};

/// Pure functions of a picture: the same picture gives the same looks. They draw nothing that the
/// picture does not say; what it does not know is left out.
[[nodiscard]] SceneLook sceneOf(const timeline::ClusterPicture& picture,
    const timeline::Traffic& traffic, const PictureContext& context);
[[nodiscard]] std::vector<PhaseLook> phasesOf(const timeline::ClusterPicture& picture);
[[nodiscard]] std::vector<VoteLook> votesOf(const timeline::ClusterPicture& picture, Instant begin);
[[nodiscard]] SyncAxisLook syncOf(const timeline::ClusterPicture& picture);
[[nodiscard]] std::vector<TransactionLook> transactionsOf(
    const timeline::ClusterPicture& picture, std::size_t limit);
[[nodiscard]] DetailsLook detailsOf(const timeline::ServerPicture& server,
    const timeline::ClusterPicture& picture, const PictureContext& context);
[[nodiscard]] DetailsLook detailsOf(
    const timeline::PacketFlight& flight, const PictureContext& context);
/// The rule of this moment in words, below the table; empty for none.
[[nodiscard]] QString noteOf(const timeline::ClusterPicture& picture);
/// What a partition means for its smaller side; empty without one.
[[nodiscard]] QString warningOf(const timeline::ClusterPicture& picture);
[[nodiscard]] std::vector<LegendLook> legendOf(const SceneLook& scene);
[[nodiscard]] std::vector<LaneLook> lanesOf(
    const std::vector<timeline::Lane>& lanes, Instant begin, Instant end);

/// Where the facts come from, as honestly as they are.
struct SourceWords {
    QString text;
    bool exact = false;       ///< Every packet was told.
    bool votesVisible = true; ///< False: only roles and zxids are polled.
};
[[nodiscard]] SourceWords sourceOf(const timeline::ClusterPicture& picture);

/// A flight's key: the same at each time, for a picture and for a click on it.
[[nodiscard]] std::uint64_t keyOf(const timeline::PacketFlight& flight);

} // namespace zs::ui

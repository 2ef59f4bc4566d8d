// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/timeline/happening.h"

namespace zs::timeline {

/// What a stretch of a server's lane shows.
enum class LaneState { unknown, looking, syncing, following, leading, observing, down, paused };
constexpr std::size_t countOf(LaneState) { return 8; }

struct LaneSpan {
    Instant from;
    std::optional<Instant> to; ///< None: it goes on.
    LaneState state = LaneState::unknown;
    std::optional<trace::SyncMode> mode; ///< Of `syncing`, once it is chosen.
    std::optional<std::int64_t> epoch;
    bool inferred = false;
    bool operator==(const LaneSpan&) const = default;
};

enum class LaneMark { voteTaken, elected, killed, stopped, started, faultStarted, faultEnded,
    quorumLost, serves };
struct LaneMarkAt {
    Instant t;
    LaneMark mark = LaneMark::voteTaken;
    MomentIndex moment = 0;
    bool operator==(const LaneMarkAt&) const = default;
};

/// One server's row below the scene, over the whole timeline.
struct Lane {
    ServerId server;
    std::vector<LaneSpan> spans; ///< Ascending, without overlap.
    std::vector<LaneMarkAt> marks;
    bool operator==(const Lane&) const = default;
};

/// What the load met, for the chart.
struct LoadPoint {
    Instant t;
    trace::LoadEvent load;
    static constexpr auto fields(auto& r) { return std::tie(r.t, r.load); }
    bool operator==(const LoadPoint&) const = default;
};

/// When there was an election, for the automatic slow motion and for "last election".
struct ElectionSpan {
    Instant from;
    std::optional<Instant> to; ///< When the new leader served; none: it goes on.
    std::optional<ServerId> leader;
    std::int64_t round = 0;
    bool operator==(const ElectionSpan&) const = default;
};

} // namespace zs::timeline

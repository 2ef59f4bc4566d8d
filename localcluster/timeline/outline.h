// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/timeline/reducer.h"

#include <deque>

namespace zs::timeline {

/// What moments added to the outline: kept with each pack, so that opening reads no lines.
struct OutlinePart {
    std::vector<Happening> happenings; ///< The notable ones.
    std::vector<LaneChange> lanes;
    std::vector<ElectionChange> elections;
    std::vector<LoadPoint> loads;
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.happenings, r.lanes, r.elections, r.loads);
    }
};

/// What is known of the whole timeline without unpacking anything: notable happenings, lanes,
/// elections. It grows at its end; `mark` and `rewind` take back what came since the mark.
class Outline {
public:
    Outline(std::size_t maxHappenings, std::size_t maxLoads)
        : m_maxHappenings(maxHappenings)
        , m_maxLoads(maxLoads)
    {
    }

    /// Takes what moments told, in order. Changes that change nothing are left out.
    void add(const Told& told);
    void add(const LaneChange& change);
    void add(const ElectionChange& change);
    void add(const Happening& happening);
    void add(const LoadPoint& load);
    /// What a recording kept.
    void add(const OutlinePart& part);

    void mark();
    /// Back to the last mark.
    void rewind();

    [[nodiscard]] const std::vector<Lane>& lanes() const { return m_lanes; }
    [[nodiscard]] const std::vector<ElectionSpan>& elections() const { return m_elections; }
    [[nodiscard]] const std::deque<Happening>& happenings() const { return m_happenings; }
    [[nodiscard]] std::uint64_t revision() const { return m_revision; }
    [[nodiscard]] const std::deque<LoadPoint>& loads() const { return m_loads; }
    /// What was added since the mark, as far as it changed something.
    [[nodiscard]] const OutlinePart& part() const { return m_part; }

private:
    struct LaneMarked {
        std::size_t spans = 0;
        std::size_t marks = 0;
    };
    /// Null when there are too many.
    [[nodiscard]] Lane* laneOf(ServerId server);
    void addMark(ServerId server, const Happening& happening, LaneMark mark);

    static constexpr std::size_t maxSpans = 20'000; ///< Of a lane; the oldest go.
    static constexpr std::size_t maxMarks = 20'000;

    std::size_t m_maxHappenings;
    std::size_t m_maxLoads;
    std::vector<Lane> m_lanes; ///< Ascending by server.
    std::vector<ElectionSpan> m_elections;
    std::deque<Happening> m_happenings;
    std::uint64_t m_revision = 0;
    std::deque<LoadPoint> m_loads;
    OutlinePart m_part;
    std::vector<Lane> m_markedLanes; ///< The last span of each lane alone: what may still change.
    std::vector<LaneMarked> m_markedSizes;
    std::size_t m_markedElections = 0;
    std::optional<ElectionSpan> m_markedElection;
};

} // namespace zs::timeline

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/timeline/timeline.h"

#include <functional>
#include <string>

namespace zs::timeline {

/// A lesson as it was recorded from real servers (tests/data/traces), told once more from its
/// lines: what the recording kept besides is not used.
class LessonRecording {
public:
    explicit LessonRecording(const std::string& name);

    [[nodiscard]] const Timeline& timeline() const { return m_timeline; }
    [[nodiscard]] const std::vector<Moment>& moments() const { return m_moments; }
    [[nodiscard]] const std::vector<Happening>& happenings() const { return m_happenings; }

    /// Those of a kind, after `since`.
    [[nodiscard]] std::vector<Happening> told(
        HappeningKind kind, std::int64_t server = 0, Instant since = {}) const;
    /// The first of a kind after `since`; the test fails when there is none.
    [[nodiscard]] Happening first(
        HappeningKind kind, std::int64_t server = 0, Instant since = {}) const;
    /// When the launcher told this of a server; the test fails when it did not.
    [[nodiscard]] Instant process(std::int64_t server, trace::ProcessChange what) const;
    [[nodiscard]] ClusterPicture picture(Instant t) const { return m_timeline.picture(t); }
    [[nodiscard]] ServerPicture server(std::int64_t id, Instant t) const;
    [[nodiscard]] ClusterPicture last() const { return picture(m_timeline.end()); }
    /// Flights of this type between two servers, in the order of sending.
    [[nodiscard]] std::vector<PacketFlight> flights(std::int64_t from, std::int64_t to,
        Instant since = {}) const;

private:
    Timeline m_timeline;
    std::vector<Moment> m_moments;
    std::vector<Happening> m_happenings;
};

} // namespace zs::timeline

// SPDX-License-Identifier: Apache-2.0
#include "localcluster/timeline/outline.h"

#include <algorithm>

namespace zs::timeline {

namespace {

std::optional<LaneMark> markOf(const Happening& one)
{
    switch (one.kind) {
    case HappeningKind::voteTaken: return LaneMark::voteTaken;
    case HappeningKind::elected: return LaneMark::elected;
    case HappeningKind::toldOfLeader: return LaneMark::elected;
    case HappeningKind::quorumLost: return LaneMark::quorumLost;
    case HappeningKind::leads:
    case HappeningKind::follows:
    case HappeningKind::observes: return LaneMark::serves;
    case HappeningKind::stopped: return LaneMark::stopped;
    case HappeningKind::faultStarted: return LaneMark::faultStarted;
    case HappeningKind::faultEnded: return LaneMark::faultEnded;
    case HappeningKind::processChanged:
        if (one.process == trace::ProcessChange::killed
            || one.process == trace::ProcessChange::exited)
            return LaneMark::killed;
        if (one.process == trace::ProcessChange::stopped)
            return LaneMark::stopped;
        if (one.process == trace::ProcessChange::started)
            return LaneMark::started;
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

template <class T>
void halve(std::vector<T>& items)
{
    items.erase(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(items.size() / 2));
}

} // namespace

void Outline::add(const Told& told)
{
    for (const LaneChange& one : told.lanes)
        add(one);
    for (const ElectionChange& one : told.elections)
        add(one);
    for (const Happening& one : told.happenings) {
        if (isNotable(one.kind))
            add(one);
    }
    for (const LoadPoint& one : told.loads)
        add(one);
}

Lane* Outline::laneOf(ServerId server)
{
    const auto at = std::lower_bound(m_lanes.begin(), m_lanes.end(), server,
        [](const Lane& lane, ServerId id) { return lane.server < id; });
    if (at != m_lanes.end() && at->server == server)
        return &*at;
    if (m_lanes.size() >= PictureLimits::servers)
        return nullptr;
    return &*m_lanes.insert(at, Lane{server, {}, {}});
}

void Outline::add(const LaneChange& change)
{
    Lane* const found = laneOf(change.server);
    if (!found)
        return;
    Lane& lane = *found;
    if (lane.spans.empty() && change.state == LaneState::unknown)
        return;
    if (!lane.spans.empty()) {
        LaneSpan& last = lane.spans.back();
        const bool same = last.state == change.state && last.inferred == change.inferred;
        const auto mode = same && !change.mode ? last.mode : change.mode;
        const auto epoch = same && !change.epoch ? last.epoch : change.epoch;
        if (same && last.mode == mode && last.epoch == epoch)
            return;
        if (same || last.from == change.t) {
            // A detail became known, or what it was lasted no time: no span of its own.
            last = {last.from, {}, change.state, mode, epoch, change.inferred};
            m_part.lanes.push_back(change);
            ++m_revision;
            return;
        }
        last.to = change.t;
    }
    lane.spans.push_back(
        {change.t, {}, change.state, change.mode, change.epoch, change.inferred});
    m_part.lanes.push_back(change);
    ++m_revision;
}

void Outline::add(const ElectionChange& change)
{
    if (change.begins) {
        m_elections.push_back({change.t, {}, {}, change.round});
    } else if (!m_elections.empty() && !m_elections.back().to) {
        m_elections.back().to = change.t;
        m_elections.back().leader = change.leader;
        m_elections.back().round = change.round;
    }
    m_part.elections.push_back(change);
    ++m_revision;
}

void Outline::add(const Happening& happening)
{
    m_happenings.push_back(happening);
    m_part.happenings.push_back(happening);
    ++m_revision;
    const std::optional<LaneMark> mark = markOf(happening);
    if (!mark)
        return;
    if (happening.server > ServerId())
        addMark(happening.server, happening, *mark);
    else
        for (const ServerId server : happening.servers)
            addMark(server, happening, *mark);
}

void Outline::addMark(ServerId server, const Happening& happening, LaneMark mark)
{
    if (Lane* lane = laneOf(server))
        lane->marks.push_back({happening.t, mark, happening.moment});
}

void Outline::add(const LoadPoint& load)
{
    m_loads.push_back(load);
    m_part.loads.push_back(load);
}

void Outline::add(const OutlinePart& part)
{
    for (const LaneChange& one : part.lanes)
        add(one);
    for (const ElectionChange& one : part.elections)
        add(one);
    for (const Happening& one : part.happenings)
        add(one);
    for (const LoadPoint& one : part.loads)
        add(one);
}

void Outline::mark()
{
    // The oldest go here and nowhere else, so that `rewind` has nothing to bring back.
    while (m_happenings.size() > m_maxHappenings)
        m_happenings.pop_front();
    while (m_loads.size() > m_maxLoads)
        m_loads.pop_front();
    for (Lane& lane : m_lanes) {
        if (lane.spans.size() > maxSpans)
            halve(lane.spans);
        if (lane.marks.size() > maxMarks)
            halve(lane.marks);
    }
    if (m_elections.size() > maxSpans)
        halve(m_elections);

    m_part = OutlinePart();
    m_markedLanes.clear();
    m_markedSizes.clear();
    for (const Lane& lane : m_lanes) {
        Lane& last = m_markedLanes.emplace_back(Lane{lane.server, {}, {}});
        if (!lane.spans.empty())
            last.spans.push_back(lane.spans.back());
        m_markedSizes.push_back({lane.spans.size(), lane.marks.size()});
    }
    m_markedElections = m_elections.size();
    m_markedElection.reset();
    if (!m_elections.empty())
        m_markedElection = m_elections.back();
}

void Outline::rewind()
{
    m_happenings.resize(m_happenings.size() - m_part.happenings.size());
    m_loads.resize(m_loads.size() - m_part.loads.size());
    std::vector<Lane> kept;
    for (std::size_t i = 0; i < m_markedLanes.size(); ++i) {
        Lane lane = std::move(*laneOf(m_markedLanes[i].server)); // Lanes never go.
        lane.spans.resize(m_markedSizes[i].spans);
        lane.marks.resize(m_markedSizes[i].marks);
        if (!lane.spans.empty())
            lane.spans.back() = m_markedLanes[i].spans.front();
        kept.push_back(std::move(lane));
    }
    m_lanes = std::move(kept);
    m_elections.resize(m_markedElections);
    if (m_markedElection)
        m_elections.back() = *m_markedElection;
    m_part = OutlinePart();
    ++m_revision;
}

} // namespace zs::timeline

// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/timeline/lesson_recording.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <limits>

namespace zs::timeline {

namespace {

constexpr std::size_t noLimit = std::numeric_limits<std::size_t>::max() / 2;

} // namespace

LessonRecording::LessonRecording(const std::string& name)
{
    const Result<Timeline> kept
        = Timeline::open(std::string(ZS_TEST_DATA) + "/traces/" + name + ".ztrace");
    EXPECT_TRUE(kept) << kept.error().detail;
    if (!kept)
        return;
    m_moments = kept->moments(kept->begin(), kept->end(), noLimit);
    EXPECT_EQ(m_moments.size(), kept->size());
    m_timeline.append(m_moments);
    m_happenings = m_timeline.happenings(
        m_timeline.begin(), m_timeline.end(), Detail::all, noLimit);
}

std::vector<Happening> LessonRecording::told(
    HappeningKind kind, std::int64_t server, Instant since) const
{
    std::vector<Happening> found;
    std::copy_if(m_happenings.begin(), m_happenings.end(), std::back_inserter(found),
        [&](const Happening& one) {
            return one.kind == kind && one.t >= since
                && (server == 0 || one.server == ServerId(server));
        });
    return found;
}

Happening LessonRecording::first(HappeningKind kind, std::int64_t server, Instant since) const
{
    const std::vector<Happening> all = told(kind, server, since);
    EXPECT_FALSE(all.empty()) << "kind " << static_cast<int>(kind) << " of server " << server;
    return all.empty() ? Happening() : all.front();
}

Instant LessonRecording::process(std::int64_t server, trace::ProcessChange what) const
{
    for (const Happening& one : told(HappeningKind::processChanged, server)) {
        if (one.process == what)
            return one.t;
    }
    ADD_FAILURE() << "the launcher told nothing like it of server " << server;
    return {};
}

ServerPicture LessonRecording::server(std::int64_t id, Instant t) const
{
    const ClusterPicture picture = m_timeline.picture(t);
    const ServerPicture* found = picture.server(ServerId(id));
    EXPECT_TRUE(found) << "server " << id;
    return found ? *found : ServerPicture();
}

std::vector<PacketFlight> LessonRecording::flights(
    std::int64_t from, std::int64_t to, Instant since) const
{
    std::vector<PacketFlight> all
        = m_timeline.traffic(since, m_timeline.end(), noLimit).flights;
    std::erase_if(all, [&](const PacketFlight& one) {
        return one.from != ServerId(from) || one.to != ServerId(to) || one.type == "PING";
    });
    return all;
}

} // namespace zs::timeline

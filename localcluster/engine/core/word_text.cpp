// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/word_text.h"

#include "localcluster/engine/core/pipeline.h"

#include <map>

namespace zs::engine {

namespace {

    /// False: none are left.
    bool spend(std::size_t& lines)
    {
        if (lines == 0)
            return false;
        --lines;
        return true;
    }

    std::string connectionLine(const ConnectionFigures& one, std::int64_t nowWallMs, bool brief)
    {
        std::string line = " /" + one.address + ':' + std::to_string(one.port) + '['
            + (one.receiving ? "1" : "0") + "](queued=" + std::to_string(one.queued)
            + ",recved=" + std::to_string(one.received) + ",sent=" + std::to_string(one.sent);
        if (!brief && one.session.value != 0) {
            line += ",sid=" + toText(one.session) + ",lop=" + one.lastOperation
                + ",est=" + std::to_string(nowWallMs - one.age.count())
                + ",to=" + std::to_string(one.timeout.count());
            if (one.lastCxid >= 0)
                line += ",lcxid=" + toHexText(one.lastCxid);
            line += ",lzxid=" + toHexText(one.lastZxid)
                + ",lresp=" + std::to_string(one.lastResponseMs)
                + ",llat=" + std::to_string(one.latency.last)
                + ",minlat=" + std::to_string(one.latency.min)
                + ",avglat=" + std::to_string(std::int64_t(one.latency.average()))
                + ",maxlat=" + std::to_string(one.latency.max);
        }
        return line + ")\n";
    }

    /// Apache's clock of connections: they end in buckets of ten seconds after their time-out.
    std::int64_t expiryWallMs(const ConnectionFigures& one, Now now)
    {
        constexpr std::int64_t bucketMs = 10'000;
        const auto due = one.lastSeen.time_since_epoch()
            + (one.session.value == 0 ? ServerSettings::Ms(bucketMs) : one.timeout);
        const auto msOf = [](Instant::duration time) {
            return std::chrono::duration_cast<ServerSettings::Ms>(time).count();
        };
        const std::int64_t end = (msOf(due) / bucketMs + 1) * bucketMs;
        return now.wallMs + end - msOf(now.instant.time_since_epoch());
    }

} // namespace

bool WordText::more(std::string& out, std::size_t lines, Now now)
{
    while (m_current < m_parts.size()) {
        if (!m_parts[m_current](out, lines, now))
            return true;
        ++m_current;
    }
    return false;
}

WordText WordText::of(
    std::string_view word, const WordSources& sources, const Pipeline& pipeline, Now now)
{
    WordText text;
    if (word == "stat") {
        text.add(versionText(sources) + "Clients:\n");
        text.addConnections(pipeline, /*brief=*/true);
        text.add('\n' + serverText(sources));
    } else if (word == "cons") {
        text.addConnections(pipeline, /*brief=*/false);
        text.add("\n");
    } else if (word == "wchp") {
        text.addWatchesByPath(pipeline);
        text.add("\n");
    } else if (word == "wchc") {
        text.addWatchesByConnection(pipeline);
        text.add("\n");
    } else if (word == "dump") {
        text.addSessions(sources.sessionBuckets);
        if (sources.tree)
            text.addEphemerals(*sources.tree);
        text.addConnectionSets(pipeline, now);
    }
    return text;
}

void WordText::add(std::string text)
{
    m_parts.push_back([text = std::move(text)](std::string& out, std::size_t&, Now) {
        out += text;
        return true;
    });
}

void WordText::addConnections(const Pipeline& pipeline, bool brief)
{
    m_parts.push_back([&pipeline, brief, next = std::uint32_t(0)](
                          std::string& out, std::size_t& lines, Now now) mutable {
        for (; next < pipeline.connectionSlots(); ++next) {
            if (!spend(lines))
                return false;
            if (const auto figures = pipeline.figuresOf(ConnectionId{next}, now))
                out += connectionLine(*figures, now.wallMs, brief);
        }
        return true;
    });
}

void WordText::addWatchesByPath(const Pipeline& pipeline)
{
    m_parts.push_back([&pipeline, slot = std::uint32_t(0), next = std::size_t(0),
                          path = std::string()](
                          std::string& out, std::size_t& lines, Now) mutable {
        const WatchTable& table = pipeline.dataWatches();
        for (; slot < table.slotCount(); ++slot, next = 0) {
            for (;; ++next) {
                if (!spend(lines))
                    return false;
                const auto watcher = table.watcherAt(slot, next);
                if (!watcher)
                    break;
                if (next == 0 || path != table.pathAt(slot)) { // Else another's slot since.
                    path = table.pathAt(slot);
                    out += path + '\n';
                }
                out += '\t' + toText(pipeline.sessionOf(*watcher)) + '\n';
            }
        }
        return true;
    });
}

void WordText::addWatchesByConnection(const Pipeline& pipeline)
{
    m_parts.push_back([&pipeline, connection = ConnectionId(), session = SessionId(),
                          slots = std::vector<std::uint32_t>()](
                          std::string& out, std::size_t& lines, Now) mutable {
        const WatchTable& table = pipeline.dataWatches();
        for (; connection.value < pipeline.connectionSlots(); ++connection.value) {
            if (!spend(lines))
                return false;
            if (slots.empty() && table.hasWatched(connection)) {
                session = pipeline.sessionOf(connection);
                out += toText(session) + '\n';
                slots = table.slotsOf(connection);
            }
            for (; !slots.empty(); slots.pop_back()) {
                if (!spend(lines))
                    return false;
                if (pipeline.sessionOf(connection) == session // Else another's slot since.
                    && table.isWatchedBy(slots.back(), connection))
                    (out += '\t').append(table.pathAt(slots.back())) += '\n';
            }
        }
        return true;
    });
}

void WordText::addSessions(std::vector<ExpiryBucket> buckets)
{
    std::size_t sessions = 0;
    for (const ExpiryBucket& bucket : buckets)
        sessions += bucket.sessions.size();
    add("SessionTracker dump:\nSession Sets (" + std::to_string(buckets.size()) + ")/("
        + std::to_string(sessions) + "):\n");
    m_parts.push_back([buckets = std::move(buckets), at = std::size_t(0), next = std::size_t(0)](
                          std::string& out, std::size_t& lines, Now) mutable {
        for (; at < buckets.size(); ++at, next = 0) {
            const std::vector<SessionId>& ids = buckets[at].sessions;
            if (lines == 0)
                return false;
            if (next == 0)
                out += std::to_string(ids.size()) + " expire at " + javaDate(buckets[at].wallMs)
                    + ":\n";
            for (; next < ids.size(); ++next) {
                if (!spend(lines))
                    return false;
                out += '\t' + toText(ids[next]) + '\n';
            }
        }
        return true;
    });
}

void WordText::addEphemerals(const DataTree& tree)
{
    std::vector<SessionId> owners = tree.sessionsWithEphemerals();
    add("ephemeral nodes dump:\nSessions with Ephemerals (" + std::to_string(owners.size())
        + "):\n");
    m_parts.push_back([&tree, owners = std::move(owners), at = std::size_t(0),
                          next = std::size_t(0)](
                          std::string& out, std::size_t& lines, Now) mutable {
        for (; at < owners.size(); ++at, next = 0) {
            if (lines == 0)
                return false;
            if (next == 0)
                out += toText(owners[at]) + ":\n";
            const auto& nodes = tree.ephemeralsOf(owners[at]);
            for (; next < nodes.size(); ++next) {
                if (!spend(lines))
                    return false;
                out += '\t' + nodes[next]->path() + '\n';
            }
        }
        return true;
    });
}

void WordText::addConnectionSets(const Pipeline& pipeline, Now now)
{
    std::map<std::int64_t, std::vector<std::pair<ConnectionId, SessionId>>> sets;
    std::size_t count = 0;
    for (ConnectionId id; id.value < pipeline.connectionSlots(); ++id.value) {
        const auto figures = pipeline.figuresOf(id, now);
        if (!figures)
            continue;
        sets[expiryWallMs(*figures, now)].emplace_back(id, figures->session);
        ++count;
    }
    add("Connections dump:\nConnections Sets (" + std::to_string(sets.size()) + ")/("
        + std::to_string(count) + "):\n");
    for (auto& [wallMs, set] : sets) {
        add(std::to_string(set.size()) + " expire at " + javaDate(wallMs) + ":\n");
        m_parts.push_back([&pipeline, set = std::move(set), next = std::size_t(0)](
                              std::string& out, std::size_t& lines, Now moment) mutable {
            for (; next < set.size(); ++next) {
                if (!spend(lines))
                    return false;
                const auto figures = pipeline.figuresOf(set[next].first, moment);
                if (figures && figures->session == set[next].second) // Else another one's slot.
                    out += "\tip: /" + figures->address + ':' + std::to_string(figures->port)
                        + " sessionId: " + toText(figures->session) + '\n';
            }
            return true;
        });
    }
}

} // namespace zs::engine

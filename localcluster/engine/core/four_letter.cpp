// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/four_letter.h"

#include "clientlib/base/bytes.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <map>

namespace zs::engine {

namespace {

    constexpr std::string_view words[] = {"conf", "cons", "crst", "dirs", "dump", "envi", "gtmk",
        "hash", "isro", "mntr", "ruok", "srst", "srvr", "stat", "stmk", "wchc",
        "wchp", "wchs"};

    /// A double as Java prints it with at most four decimals: "0.0", "0.3333", "12.5".
    std::string javaDouble(double value)
    {
        char text[64];
        std::snprintf(text, sizeof text, "%.4f", value);
        std::string result = text;
        while (result.back() == '0' && result[result.size() - 2] != '.')
            result.pop_back();
        return result;
    }

    std::string proposalLine(const ServerFigures& figures)
    {
        if (!figures.ensemble || !figures.ensemble->leader)
            return {};
        const ProposalSizes& sizes = figures.ensemble->leader->proposalSizes;
        return "Proposal sizes last/min/max: " + std::to_string(sizes.last) + '/'
            + std::to_string(sizes.min) + '/' + std::to_string(sizes.max) + '\n';
    }

    std::string linesOf(
        const std::vector<std::pair<std::string, std::string>>& pairs, std::string text = {})
    {
        for (const auto& [key, value] : pairs)
            text += key + '=' + value + '\n';
        return text;
    }

    std::string monitorText(const WordSources& sources)
    {
        const ServerFigures& figures = sources.figures;
        std::string text;
        const auto put = [&text](const char* key, const std::string& value) {
            text += "zk_" + std::string(key) + '\t' + value + '\n';
        };
        const auto number = [&put](const char* key, std::int64_t value) {
            put(key, std::to_string(value));
        };
        put("version",
            sources.host.builtOn.empty()
                ? sources.host.version
                : sources.host.version + ", built on " + sources.host.builtOn);
        put("server_state", figures.mode);
        if (figures.ensemble) {
            put("peer_state", figures.ensemble->peerState);
            if (figures.ensemble->observerMaster)
                number("observer_master_id", figures.ensemble->observerMaster->value);
        }
        put("avg_latency", javaDouble(figures.latency.average()));
        number("max_latency", figures.latency.max);
        number("min_latency", figures.latency.min);
        number("packets_received", figures.received);
        number("packets_sent", figures.sent);
        number("num_alive_connections", std::int64_t(figures.connections));
        number("outstanding_requests", std::int64_t(figures.outstanding));
        number("znode_count", std::int64_t(figures.nodeCount));
        number("watch_count", std::int64_t(figures.watches));
        number("ephemerals_count", std::int64_t(figures.ephemerals));
        number("approximate_data_size", figures.dataSizeBytes);
        number("open_file_descriptor_count", sources.host.openFiles);
        number("max_file_descriptor_count", sources.host.maxFiles);
        number("uptime", sources.host.uptimeMs);
        number("global_sessions", std::int64_t(figures.globalSessions));
        number("local_sessions", std::int64_t(figures.localSessions));
        number("last_client_response_size", figures.lastResponseBytes);
        if (!figures.ensemble)
            return text;
        number("quorum_size", std::int64_t(figures.ensemble->quorumSize));
        if (const auto& leader = figures.ensemble->leader) {
            number("learners", std::int64_t(leader->learners));
            number("synced_followers", std::int64_t(leader->syncedFollowers));
            number("synced_non_voting_followers",
                std::int64_t(leader->syncedNonVotingFollowers));
            number("synced_observers", std::int64_t(leader->syncedObservers));
            number("pending_syncs", std::int64_t(leader->pendingSyncs));
            number("leader_uptime", leader->uptimeMs);
            number("last_proposal_size", leader->proposalSizes.last);
            number("max_proposal_size", leader->proposalSizes.max);
            number("min_proposal_size", leader->proposalSizes.min);
        }
        number("digest_mismatches_count", figures.digestMismatches);
        return text;
    }

    std::string watchesText(const WatchTable& watches)
    {
        return std::to_string(watches.connectionCount()) + " connections watching "
            + std::to_string(watches.pathCount()) + " paths\nTotal watches:"
            + std::to_string(watches.watchCount()) + '\n';
    }

    std::string hashText(const WordSources& sources)
    {
        std::string text;
        for (const auto& [zxid, digest] : sources.digests)
            text += hex(static_cast<std::uint64_t>(zxid.value)) + ": " + std::to_string(digest)
                + '\n';
        return text;
    }

} // namespace

std::string javaDate(std::int64_t wallMs)
{
    static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
        "Aug", "Sep", "Oct", "Nov", "Dec"};
    using namespace std::chrono;
    const sys_time<seconds> moment(seconds(wallMs / 1000));
    const auto day = floor<std::chrono::days>(moment);
    const year_month_day date(day);
    const hh_mm_ss time(moment - day);
    char text[64];
    std::snprintf(text, sizeof text, "%s %s %02u %02d:%02d:%02d UTC %d",
        days[weekday(day).c_encoding()], months[unsigned(date.month()) - 1],
        unsigned(date.day()), int(time.hours().count()), int(time.minutes().count()),
        int(time.seconds().count()), int(date.year()));
    return text;
}

std::string versionText(const WordSources& sources)
{
    std::string line = "Zookeeper version: " + sources.host.version;
    if (!sources.host.builtOn.empty())
        line += ", built on " + sources.host.builtOn;
    line += '\n';
    if (sources.figures.mode == "read-only")
        line += "READ-ONLY mode; serving only read-only clients\n";
    return line;
}

std::string serverText(const WordSources& sources)
{
    const ServerFigures& figures = sources.figures;
    return "Latency min/avg/max: " + std::to_string(figures.latency.min) + '/'
        + javaDouble(figures.latency.average()) + '/' + std::to_string(figures.latency.max)
        + "\nReceived: " + std::to_string(figures.received)
        + "\nSent: " + std::to_string(figures.sent)
        + "\nConnections: " + std::to_string(figures.connections)
        + "\nOutstanding: " + std::to_string(figures.outstanding)
        + "\nZxid: " + toText(figures.lastProcessed) + "\nMode: " + figures.mode
        + "\nNode count: " + std::to_string(figures.nodeCount) + '\n' + proposalLine(figures);
}

bool isFourLetterWord(std::string_view word)
{
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool isAllowed(
    std::string_view word, const std::set<std::string, std::less<>>& whitelist, bool readOnlyMode)
{
    return whitelist.contains("*") || whitelist.contains(word) || (readOnlyMode && word == "isro");
}

std::string refusalText(std::string_view word)
{
    return std::string(word) + " is not executed because it is not in the whitelist.\n";
}

bool isExpensive(std::string_view word)
{
    return word == "dump" || word == "cons" || word == "wchc" || word == "wchp";
}

std::string tooOftenText(std::string_view word, std::uint32_t perSecond)
{
    return std::string(word) + " is not executed because dump, cons, wchc and wchp are answered "
        + std::to_string(perSecond) + " times a second at most (4lw.expensivePerSecond); ask "
          "again later.\n";
}

bool isLong(std::string_view word) { return isExpensive(word) || word == "stat"; }

std::string answerTo(std::string_view word, const WordSources& sources)
{
    if (word == "ruok")
        return "imok";
    if (word == "isro")
        return sources.figures.mode == "read-only" ? "ro" : "rw";
    if (word == "srvr")
        return versionText(sources) + serverText(sources);
    if (word == "conf")
        return linesOf(sources.host.configuration)
            + (sources.host.membership.empty() ? "" : "membership: \n" + sources.host.membership);
    if (word == "envi")
        return linesOf(sources.host.environment, "Environment:\n");
    if (word == "dirs")
        return "datadir_size: " + std::to_string(sources.host.dataDirBytes)
            + "\nlogdir_size: " + std::to_string(sources.host.logDirBytes) + '\n';
    if (word == "mntr")
        return monitorText(sources);
    if (word == "wchs")
        return watchesText(sources.dataWatches);
    if (word == "hash")
        return hashText(sources);
    if (word == "gtmk")
        return std::to_string(sources.traceMask);
    return notServingText(word);
}

bool needsService(std::string_view word)
{
    return word != "ruok" && word != "envi" && word != "gtmk" && word != "stmk";
}

std::string notServingText(std::string_view word)
{
    return word == "isro" ? "null" : "This ZooKeeper instance is not currently serving requests\n";
}

} // namespace zs::engine

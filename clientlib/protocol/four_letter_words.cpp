// SPDX-License-Identifier: Apache-2.0
#include "clientlib/protocol/four_letter_words.h"

#include <charconv>

namespace zs::flw {

namespace {

    /// Takes the first line off `rest`.
    std::string_view takeLine(std::string_view& rest)
    {
        const std::size_t end = rest.find('\n');
        std::string_view line = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        return line;
    }

    tl::unexpected<Error> badLine(std::string_view word, std::string_view line)
    {
        return failure(Errc::protocol,
            "the answer to " + std::string(word) + " has a line that cannot be read: \""
                + std::string(line.substr(0, 120)) + "\"");
    }

    template <class T>
    bool readNumber(std::string_view text, T& value, int base = 10)
    {
        const char* last = text.data() + text.size();
        const auto [end, error] = std::from_chars(text.data(), last, value, base);
        return error == std::errc() && end == last;
    }
    bool readNumber(std::string_view text, double& value)
    {
        const char* last = text.data() + text.size();
        const auto [end, error] = std::from_chars(text.data(), last, value);
        return error == std::errc() && end == last;
    }

    /// "0x1a" or "1a"; ids beyond 2^63 are negative in Java.
    bool readHex(std::string_view text, std::int64_t& value)
    {
        if (text.starts_with("0x"))
            text.remove_prefix(2);
        std::uint64_t bits = 0;
        if (!readNumber(text, bits, 16))
            return false;
        value = static_cast<std::int64_t>(bits);
        return true;
    }

    bool readLatencies(std::string_view text, ServerStats& stats)
    {
        const std::size_t first = text.find('/');
        const std::size_t second = text.find('/', first + 1);
        if (first == std::string_view::npos || second == std::string_view::npos)
            return false;
        return readNumber(text.substr(0, first), stats.minLatencyMs)
            && readNumber(text.substr(first + 1, second - first - 1), stats.avgLatencyMs)
            && readNumber(text.substr(second + 1), stats.maxLatencyMs);
    }

    /// True also for a line of a kind that is not ours to read.
    bool readStat(std::string_view name, std::string_view value, ServerStats& stats)
    {
        if (name == "Zookeeper version")
            stats.version = value;
        else if (name == "Mode")
            stats.mode = value;
        else if (name == "Latency min/avg/max")
            return readLatencies(value, stats);
        else if (name == "Received")
            return readNumber(value, stats.received);
        else if (name == "Sent")
            return readNumber(value, stats.sent);
        else if (name == "Connections")
            return readNumber(value, stats.connections);
        else if (name == "Outstanding")
            return readNumber(value, stats.outstanding);
        else if (name == "Zxid")
            return readHex(value, stats.zxid.value);
        else if (name == "Node count")
            return readNumber(value, stats.nodeCount);
        return true;
    }

    bool readConnectionField(
        std::string_view name, std::string_view value, ClientConnection& connection)
    {
        if (name == "queued")
            return readNumber(value, connection.queued);
        if (name == "recved")
            return readNumber(value, connection.received);
        if (name == "sent")
            return readNumber(value, connection.sent);
        if (name == "sid")
            return readHex(value, connection.session.value);
        if (name == "lop")
            connection.lastOperation = value;
        else if (name == "est")
            return readNumber(value, connection.establishedMs);
        else if (name == "to")
            return readNumber(value, connection.timeoutMs);
        else if (name == "lzxid")
            return readHex(value, connection.lastZxid.value);
        else if (name == "minlat")
            return readNumber(value, connection.minLatencyMs);
        else if (name == "avglat")
            return readNumber(value, connection.avgLatencyMs);
        else if (name == "maxlat")
            return readNumber(value, connection.maxLatencyMs);
        return true;
    }

    /// " /127.0.0.1:36094[1](queued=0,recved=4,…)"
    bool readConnection(std::string_view line, ClientConnection& connection)
    {
        const std::size_t interest = line.rfind('[');
        const std::size_t open = line.rfind('(');
        if (interest == std::string_view::npos || open == std::string_view::npos
            || interest > open || !line.ends_with(')'))
            return false;
        const std::size_t start = line.find_first_not_of(" /");
        if (start >= interest)
            return false;
        connection.address = line.substr(start, interest - start);
        std::string_view fields = line.substr(open + 1, line.size() - open - 2);
        while (!fields.empty()) {
            const std::size_t comma = fields.find(',');
            const std::string_view field = fields.substr(0, comma);
            fields = comma == std::string_view::npos ? std::string_view()
                                                     : fields.substr(comma + 1);
            const std::size_t equals = field.find('=');
            if (equals == std::string_view::npos
                || !readConnectionField(
                    field.substr(0, equals), field.substr(equals + 1), connection))
                return false;
        }
        return true;
    }

} // namespace

Result<void> checkAnswer(std::string_view word, std::string_view answer)
{
    if (answer.find("is not executed because it is not in the whitelist") < 16)
        return failure(Errc::noAuth,
            "the server does not answer " + std::string(word)
                + "; 4lw.commands.whitelist in its configuration would have to list it");
    if (answer.starts_with("This ZooKeeper instance is not currently serving requests"))
        return failure(Errc::unreachable, "the server runs, but serves nobody (no quorum yet)");
    if (answer.empty())
        return failure(Errc::unimplemented,
            "the server closed without an answer to " + std::string(word)
                + ": it does not know the word, or it is no ZooKeeper server");
    return {};
}

Result<ServerStats> parseSrvr(std::string_view answer)
{
    if (Result<void> there = checkAnswer("srvr", answer); !there)
        return tl::unexpected(there.error());
    ServerStats stats;
    while (!answer.empty()) {
        const std::string_view line = takeLine(answer);
        stats.readOnly = stats.readOnly || line.starts_with("READ-ONLY mode");
        const std::size_t colon = line.find(": ");
        if (line.starts_with(' ') || colon == std::string_view::npos)
            continue; // A client of `stat`.
        if (!readStat(line.substr(0, colon), line.substr(colon + 2), stats))
            return badLine("srvr", line);
    }
    if (stats.version.empty() || stats.mode.empty())
        return failure(Errc::protocol, "the answer to srvr tells no version or no mode");
    return stats;
}

Result<std::vector<ClientConnection>> parseCons(std::string_view answer)
{
    if (Result<void> there = checkAnswer("cons", answer); !there)
        return tl::unexpected(there.error());
    std::vector<ClientConnection> connections;
    while (!answer.empty()) {
        const std::string_view line = takeLine(answer);
        if (!line.starts_with(' '))
            continue; // The other lines of `stat`, and the empty one at the end.
        if (!readConnection(line, connections.emplace_back()))
            return badLine("cons", line);
    }
    return connections;
}

std::optional<double> Monitor::metric(const std::string& name) const
{
    const auto found = metrics.find(name);
    return found == metrics.end() ? std::nullopt : std::optional(found->second);
}

Result<Monitor> parseMntr(std::string_view answer)
{
    if (Result<void> there = checkAnswer("mntr", answer); !there)
        return tl::unexpected(there.error());
    Monitor monitor;
    while (!answer.empty()) {
        const std::string_view line = takeLine(answer);
        const std::size_t tab = line.find('\t');
        if (tab == std::string_view::npos)
            continue;
        std::string_view name = line.substr(0, tab);
        const std::string_view value = line.substr(tab + 1);
        if (name.starts_with("zk_"))
            name.remove_prefix(3);
        double number = 0;
        if (name == "version")
            monitor.version = value;
        else if (name == "server_state")
            monitor.state = value;
        else if (readNumber(value, number))
            monitor.metrics.emplace(name, number);
    }
    if (monitor.version.empty())
        return failure(Errc::protocol, "the answer to mntr tells no zk_version");
    return monitor;
}

Result<Settings> parseSettings(std::string_view word, std::string_view answer)
{
    if (Result<void> there = checkAnswer(word, answer); !there)
        return tl::unexpected(there.error());
    // `dirs` writes "key: value", the others "key=value".
    const std::string_view separator = word == "dirs" ? ": " : "=";
    Settings settings;
    while (!answer.empty()) {
        const std::string_view line = takeLine(answer);
        const std::size_t at = line.find(separator);
        if (at != std::string_view::npos)
            settings.insert_or_assign(
                std::string(line.substr(0, at)), std::string(line.substr(at + separator.size())));
    }
    return settings;
}

Result<WatchSummary> parseWchs(std::string_view answer)
{
    if (Result<void> there = checkAnswer("wchs", answer); !there)
        return tl::unexpected(there.error());
    WatchSummary summary;
    const std::string_view first = takeLine(answer);
    const std::string_view second = takeLine(answer);
    constexpr std::string_view middle = " connections watching ";
    constexpr std::string_view end = " paths";
    constexpr std::string_view total = "Total watches:";
    const std::size_t at = first.find(middle);
    if (at == std::string_view::npos || !first.ends_with(end)
        || !readNumber(first.substr(0, at), summary.connections)
        || !readNumber(first.substr(at + middle.size(),
                           first.size() - at - middle.size() - end.size()),
            summary.paths))
        return badLine("wchs", first);
    if (!second.starts_with(total) || !readNumber(second.substr(total.size()), summary.watches))
        return badLine("wchs", second);
    return summary;
}

Result<std::map<SessionId, std::vector<Path>>> parseWchc(std::string_view answer)
{
    if (Result<void> there = checkAnswer("wchc", answer); !there)
        return tl::unexpected(there.error());
    std::map<SessionId, std::vector<Path>> watches;
    std::vector<Path>* paths = nullptr;
    while (!answer.empty()) {
        const std::string_view line = takeLine(answer);
        if (line.empty())
            continue;
        SessionId session;
        if (line.starts_with('\t') && paths)
            paths->emplace_back(std::string(line.substr(1)));
        else if (readHex(line, session.value))
            paths = &watches[session];
        else
            return badLine("wchc", line);
    }
    return watches;
}

Result<std::map<Path, std::vector<SessionId>>> parseWchp(std::string_view answer)
{
    if (Result<void> there = checkAnswer("wchp", answer); !there)
        return tl::unexpected(there.error());
    std::map<Path, std::vector<SessionId>> watches;
    std::vector<SessionId>* sessions = nullptr;
    while (!answer.empty()) {
        const std::string_view line = takeLine(answer);
        if (line.empty())
            continue;
        SessionId session;
        if (line.starts_with('/'))
            sessions = &watches[Path(std::string(line))];
        else if (line.starts_with('\t') && sessions && readHex(line.substr(1), session.value))
            sessions->push_back(session);
        else
            return badLine("wchp", line);
    }
    return watches;
}

Result<SessionDump> parseDump(std::string_view answer)
{
    if (Result<void> there = checkAnswer("dump", answer); !there)
        return tl::unexpected(there.error());
    enum class Part { sessions, ephemerals, connections } part = Part::sessions;
    SessionDump dump;
    std::vector<Path>* owned = nullptr;
    while (!answer.empty()) {
        const std::string_view line = takeLine(answer);
        SessionId session;
        if (line.starts_with("ephemeral nodes dump"))
            part = Part::ephemerals;
        else if (line.starts_with("Connections dump"))
            part = Part::connections;
        else if (part == Part::sessions && line.starts_with("\t0x")) {
            if (!readHex(line.substr(1), session.value))
                return badLine("dump", line);
            dump.sessions.push_back(session);
        } else if (part == Part::ephemerals && line.starts_with("0x") && line.ends_with(':')) {
            if (!readHex(line.substr(0, line.size() - 1), session.value))
                return badLine("dump", line);
            owned = &dump.ephemerals[session];
        } else if (part == Part::ephemerals && line.starts_with("\t/") && owned) {
            owned->emplace_back(std::string(line.substr(1)));
        }
    }
    return dump;
}

Result<std::vector<TreeDigest>> parseHash(std::string_view answer)
{
    // Shortly after its start a server has no line yet: that is an answer too.
    if (Result<void> there = checkAnswer("hash", answer); !there && !answer.empty())
        return tl::unexpected(there.error());
    std::vector<TreeDigest> digests;
    while (!answer.empty()) {
        const std::string_view line = takeLine(answer);
        const std::size_t colon = line.find(": ");
        if (line.empty())
            continue;
        TreeDigest& digest = digests.emplace_back();
        if (colon == std::string_view::npos
            || !readHex(line.substr(0, colon), digest.zxid.value)
            || !readNumber(line.substr(colon + 2), digest.digest))
            return badLine("hash", line);
    }
    return digests;
}

Result<bool> parseIsReadWrite(std::string_view answer)
{
    if (Result<void> there = checkAnswer("isro", answer); !there)
        return tl::unexpected(there.error());
    if (answer.starts_with("rw"))
        return true;
    if (answer.starts_with("ro"))
        return false;
    return badLine("isro", answer);
}

} // namespace zs::flw

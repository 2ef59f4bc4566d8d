// SPDX-License-Identifier: Apache-2.0
#include "clientlib/protocol/four_letter_words.h"

#include "clientlib/protocol/answer_failure.h"
#include "clientlib/protocol/text_scan.h"

namespace zs::flw {

namespace {

    /// "a/b/c" as three numbers, each by `parse`.
    template <class T, class Parse>
    bool readTriple(std::string_view text, Parse parse, T& first, T& second, T& third)
    {
        const auto head = splitAt(text, "/");
        const auto tail = head ? splitAt(head->second, "/") : std::nullopt;
        if (!tail)
            return false;
        const auto a = parse(head->first);
        const auto b = parse(tail->first);
        const auto c = parse(tail->second);
        if (!a || !b || !c)
            return false;
        first = static_cast<T>(*a);
        second = static_cast<T>(*b);
        third = static_cast<T>(*c);
        return true;
    }

    /// Takes one line of `srvr`; false when it is malformed. Unknown lines are passed over.
    bool readServerLine(std::string_view line, ServerStats& stats)
    {
        if (line.starts_with("READ-ONLY mode")) {
            stats.readOnly = true;
            return true;
        }
        const auto parts = splitAt(line, ": ");
        if (!parts)
            return true;
        const auto& [key, value] = *parts;
        const auto count = [v = value](std::int64_t& target) {
            const auto number = integerIn(v);
            target = number.value_or(target);
            return number.has_value();
        };
        if (key == "Zookeeper version")
            stats.version = trimmed(value);
        else if (key == "Latency min/avg/max")
            return readTriple(
                value, numberIn, stats.minLatencyMs, stats.avgLatencyMs, stats.maxLatencyMs);
        else if (key == "Received")
            return count(stats.received);
        else if (key == "Sent")
            return count(stats.sent);
        else if (key == "Connections")
            return count(stats.connections);
        else if (key == "Outstanding")
            return count(stats.outstanding);
        else if (key == "Node count")
            return count(stats.nodeCount);
        else if (key == "Mode")
            stats.mode = trimmed(value);
        else if (key == "Zxid")
            stats.zxid = Zxid(hexIn(value).value_or(0));
        else if (key == "Proposal sizes last/min/max") {
            ProposalBytes bytes;
            if (!readTriple(value, integerIn, bytes.last, bytes.min, bytes.max))
                return false;
            stats.proposals = bytes;
        }
        return true;
    }

    /// One field "key=value" of a connection; false when the value is malformed.
    bool readConnectionField(std::string_view key, std::string_view value, ConnectionInfo& info)
    {
        const auto decimal = [value](std::int64_t& target) {
            const auto number = integerIn(value);
            target = number.value_or(target);
            return number.has_value();
        };
        if (key == "queued")
            return decimal(info.queued);
        if (key == "recved")
            return decimal(info.received);
        if (key == "sent")
            return decimal(info.sent);
        const std::optional<std::int64_t> hex = hexIn(value);
        if (key == "sid") {
            info.session.emplace().id = SessionId(hex.value_or(0));
            return hex.has_value();
        }
        if (!info.session)
            return true; // Some field that we do not know.
        SessionInfo& session = *info.session;
        if (key == "lop") {
            session.lastOperation = value;
            return true;
        }
        if (key == "lcxid") {
            session.lastCxid = hex;
            return hex.has_value();
        }
        if (key == "lzxid") {
            session.lastZxid = Zxid(hex.value_or(0));
            return hex.has_value();
        }
        static constexpr std::pair<std::string_view, std::int64_t SessionInfo::*> decimals[]
            = {{"est", &SessionInfo::establishedMs}, {"to", &SessionInfo::timeoutMs},
                {"lresp", &SessionInfo::lastResponseMs}, {"llat", &SessionInfo::lastLatencyMs},
                {"minlat", &SessionInfo::minLatencyMs}, {"avglat", &SessionInfo::avgLatencyMs},
                {"maxlat", &SessionInfo::maxLatencyMs}};
        for (const auto& [name, member] : decimals) {
            if (key == name)
                return decimal(session.*member);
        }
        return true;
    }

    /// " /127.0.0.1:36094[1](queued=0,recved=4,…)"; nothing when it is no such line.
    std::optional<ConnectionInfo> readConnection(std::string_view line)
    {
        line = trimmed(line);
        const std::size_t fieldsAt = line.find("](");
        const std::size_t opsAt = line.substr(0, fieldsAt).rfind('[');
        if (fieldsAt == std::string_view::npos || opsAt == std::string_view::npos
            || !line.ends_with(')'))
            return std::nullopt;
        ConnectionInfo info;
        std::string_view address = line.substr(0, opsAt);
        // Java prints "name/address:port" with an empty name where it did not look one up.
        if (const std::size_t slash = address.rfind('/'); slash != std::string_view::npos)
            address.remove_prefix(slash + 1);
        info.address = address;
        const auto ops = hexIn(line.substr(opsAt + 1, fieldsAt - opsAt - 1));
        if (!ops)
            return std::nullopt;
        info.interestOps = static_cast<std::int32_t>(*ops);
        std::string_view fields = line.substr(fieldsAt + 2);
        fields.remove_suffix(1);
        while (!fields.empty()) {
            const std::size_t comma = fields.find(',');
            const auto field = splitAt(fields.substr(0, comma), "=");
            if (!field || !readConnectionField(field->first, field->second, info))
                return std::nullopt;
            fields.remove_prefix(comma == std::string_view::npos ? fields.size() : comma + 1);
        }
        return info;
    }

    Result<void> expectText(
        std::string_view word, std::string_view answer, std::string_view expected)
    {
        if (Result<void> given = checkAnswer(word, answer); !given)
            return given;
        if (trimmed(answer) != expected)
            return noSuchAnswer(word, answer);
        return {};
    }

} // namespace

Result<void> checkAnswer(std::string_view word, std::string_view answer)
{
    if (answer.find("is not executed because it is not in the whitelist") < 32) {
        return failure(Errc::noAuth,
            "the server does not answer \"" + std::string(word)
                + "\": add it to 4lw.commands.whitelist in its configuration");
    }
    if (trimmed(answer) == "This ZooKeeper instance is not currently serving requests") {
        return failure(Errc::systemError,
            "the server runs but does not serve requests; most likely it has no quorum");
    }
    return {};
}

Result<ServerStats> parseSrvr(std::string_view answer)
{
    Result<StatAnswer> stat = parseStat(answer);
    if (!stat)
        return tl::unexpected(stat.error());
    return std::move(stat->server);
}

Result<StatAnswer> parseStat(std::string_view answer)
{
    if (Result<void> given = checkAnswer("stat", answer); !given)
        return tl::unexpected(given.error());
    StatAnswer stat;
    Lines lines(answer);
    while (const auto line = lines.next()) {
        if (std::optional<ConnectionInfo> connection = readConnection(*line))
            stat.connections.push_back(std::move(*connection));
        else if (!line->empty() && *line != "Clients:" && !readServerLine(*line, stat.server))
            return noSuchAnswer("srvr", *line);
    }
    if (stat.server.version.empty() || stat.server.mode.empty())
        return noSuchAnswer("srvr", answer);
    stat.server.readOnly = stat.server.readOnly || stat.server.mode == "read-only";
    return stat;
}

Result<std::vector<ConnectionInfo>> parseCons(std::string_view answer)
{
    if (Result<void> given = checkAnswer("cons", answer); !given)
        return tl::unexpected(given.error());
    std::vector<ConnectionInfo> connections;
    Lines lines(answer);
    while (const auto line = lines.next()) {
        if (trimmed(*line).empty())
            continue;
        std::optional<ConnectionInfo> connection = readConnection(*line);
        if (!connection)
            return noSuchAnswer("cons", *line);
        connections.push_back(std::move(*connection));
    }
    return connections;
}

Result<Monitor> parseMntr(std::string_view answer)
{
    if (Result<void> given = checkAnswer("mntr", answer); !given)
        return tl::unexpected(given.error());
    Monitor monitor;
    Lines lines(answer);
    while (const auto line = lines.next()) {
        const auto parts = splitAt(*line, "\t");
        if (!parts)
            continue;
        const std::string_view name = after(parts->first, "zk_").value_or(parts->first);
        monitor.values.insert_or_assign(std::string(name), std::string(trimmed(parts->second)));
    }
    if (!monitor.values.contains("version"))
        return noSuchAnswer("mntr", answer);
    return monitor;
}

Result<Configuration> parseConf(std::string_view answer)
{
    if (Result<void> given = checkAnswer("conf", answer); !given)
        return tl::unexpected(given.error());
    Configuration configuration;
    bool inMembership = false;
    Lines lines(answer);
    while (const auto line = lines.next()) {
        if (line->starts_with("membership:")) {
            inMembership = true;
            continue;
        }
        const auto parts = splitAt(*line, "=");
        if (!parts)
            continue;
        if (inMembership)
            configuration.membership.emplace_back(trimmed(*line));
        else
            configuration.settings.insert_or_assign(
                std::string(trimmed(parts->first)), std::string(trimmed(parts->second)));
    }
    if (!configuration.settings.contains("dataDir"))
        return noSuchAnswer("conf", answer);
    return configuration;
}

Result<Environment> parseEnvi(std::string_view answer)
{
    if (Result<void> given = checkAnswer("envi", answer); !given)
        return tl::unexpected(given.error());
    if (!answer.starts_with("Environment:"))
        return noSuchAnswer("envi", answer);
    Environment environment;
    Lines lines(answer);
    while (const auto line = lines.next()) {
        if (const auto parts = splitAt(*line, "="))
            environment.insert_or_assign(std::string(parts->first), std::string(parts->second));
    }
    return environment;
}

Result<DirectorySizes> parseDirs(std::string_view answer)
{
    if (Result<void> given = checkAnswer("dirs", answer); !given)
        return tl::unexpected(given.error());
    std::optional<std::int64_t> data;
    std::optional<std::int64_t> log;
    Lines lines(answer);
    while (const auto line = lines.next()) {
        if (const auto text = after(*line, "datadir_size:"))
            data = integerIn(*text);
        else if (const auto other = after(*line, "logdir_size:"))
            log = integerIn(*other);
    }
    if (!data || !log)
        return noSuchAnswer("dirs", answer);
    return DirectorySizes{*data, *log};
}

Result<std::vector<TreeDigest>> parseHash(std::string_view answer)
{
    if (Result<void> given = checkAnswer("hash", answer); !given)
        return tl::unexpected(given.error());
    std::vector<TreeDigest> digests;
    Lines lines(answer);
    while (const auto line = lines.next()) {
        if (trimmed(*line).empty())
            continue;
        const auto parts = splitAt(*line, ":");
        const auto zxid = parts ? hexIn(parts->first) : std::nullopt;
        // A long in Java: large digests are printed as negative numbers.
        const auto digest = parts ? integerIn(parts->second) : std::nullopt;
        const auto large = parts ? unsignedIn(parts->second) : std::nullopt;
        if (!zxid || (!digest && !large))
            return noSuchAnswer("hash", *line);
        digests.push_back(
            TreeDigest{Zxid(*zxid), large ? *large : static_cast<std::uint64_t>(*digest)});
    }
    return digests;
}

Result<WriteState> parseIsro(std::string_view answer)
{
    if (Result<void> given = checkAnswer("isro", answer); !given)
        return tl::unexpected(given.error());
    const std::string_view state = trimmed(answer);
    if (state == "rw")
        return WriteState::readWrite;
    if (state == "ro")
        return WriteState::readOnly;
    if (state == "null")
        return WriteState::notServing;
    return noSuchAnswer("isro", answer);
}

Result<void> parseRuok(std::string_view answer) { return expectText("ruok", answer, "imok"); }

Result<void> parseCrst(std::string_view answer)
{
    return expectText("crst", answer, "Connection stats reset.");
}

Result<void> parseSrst(std::string_view answer)
{
    return expectText("srst", answer, "Server stats reset.");
}

} // namespace zs::flw

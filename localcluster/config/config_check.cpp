// SPDX-License-Identifier: Apache-2.0
#include "localcluster/config/config_check.h"

#include <algorithm>
#include <functional>
#include <sstream>

namespace zs::config {

namespace {

    int lineOf(const std::vector<Property>& properties, std::string_view key)
    {
        int line = 0;
        for (const Property& property : properties) {
            if (property.key == key)
                line = property.line;
        }
        return line;
    }

    bool isMemberKey(std::string_view key)
    {
        return key.starts_with("server.") || key.starts_with("group.")
            || key.starts_with("weight.");
    }

    bool looksRelative(const std::string& path)
    {
        return !path.empty() && path[0] != '/' && !path.starts_with("./")
            && !path.starts_with("../");
    }

    /// A remark about the line of a member's key, such as "server.2".
    Remark remarkOn(const ParsedConfig& parsed, const std::string& key, std::string text)
    {
        const auto line = parsed.memberLines.find(key);
        return {parsed.memberFile, line == parsed.memberLines.end() ? 0 : line->second,
            std::move(text)};
    }
    std::string keyOf(const char* prefix, std::int64_t number)
    {
        return prefix + std::to_string(number);
    }

    void checkLimits(ParsedConfig& parsed, const std::string& file,
        const std::vector<Property>& properties)
    {
        const ServerConfig& config = parsed.config;
        if (config.initLimitTicks == 0)
            parsed.errors.push_back({file, lineOf(properties, "initLimit"),
                "initLimit is not set; an ensemble needs the number of ticks that a follower may "
                "take to connect and sync, e.g. initLimit=10"});
        if (config.syncLimitTicks == 0)
            parsed.errors.push_back({file, lineOf(properties, "syncLimit"),
                "syncLimit is not set; an ensemble needs the number of ticks that a follower may "
                "lag, e.g. syncLimit=5"});
        if (config.participants() <= 2)
            parsed.warnings.push_back({file, 0,
                "No server failure will be tolerated. You need at least 3 servers."});
        else if (config.participants() % 2 == 0)
            parsed.warnings.push_back(
                {file, 0, "Non-optimal configuration, consider an odd number of servers."});
    }

    void checkGroups(ParsedConfig& parsed)
    {
        const ServerConfig& config = parsed.config;
        const auto known = [&](ServerId id) {
            return std::any_of(config.servers.begin(), config.servers.end(),
                [&](const ServerSpec& server) { return server.id == id; });
        };
        std::vector<ServerId> seen;
        for (const auto& [group, members] : config.groups) {
            for (const ServerId id : members) {
                const std::string text = std::to_string(id.value);
                if (!known(id))
                    parsed.errors.push_back(remarkOn(parsed, keyOf("group.", group),
                        "group." + std::to_string(group) + " lists server " + text
                            + ", which has no server." + text + " line"));
                if (std::find(seen.begin(), seen.end(), id) != seen.end())
                    parsed.errors.push_back(remarkOn(parsed, keyOf("group.", group),
                        "Server " + text + " is in multiple groups; it must be in one"));
                seen.push_back(id);
            }
        }
        for (const auto& [id, weight] : config.weights) {
            if (!known(id))
                parsed.errors.push_back(remarkOn(parsed, keyOf("weight.", id.value),
                    "weight." + std::to_string(id.value) + " belongs to no server line"));
        }
    }

    /// Two members on one host must not share a port: the second could never bind it.
    void checkPortsDiffer(ParsedConfig& parsed)
    {
        std::vector<std::pair<std::string, std::int64_t>> taken;
        for (const ServerSpec& server : parsed.config.servers) {
            for (const PeerAddress& address : server.addresses) {
                for (const std::uint16_t port : {address.quorumPort, address.electionPort}) {
                    std::string key = address.host + ":" + std::to_string(port);
                    const auto other = std::find_if(taken.begin(), taken.end(),
                        [&](const auto& entry) { return entry.first == key; });
                    if (other != taken.end())
                        parsed.errors.push_back(
                            remarkOn(parsed, keyOf("server.", server.id.value),
                                "server." + std::to_string(other->second) + " and server."
                                    + std::to_string(server.id.value) + " both use " + key
                                    + "; each needs ports of its own"));
                    taken.emplace_back(std::move(key), server.id.value);
                }
            }
        }
    }

    /// The names that Java's runtime knows.
    constexpr std::string_view digestAlgorithms[] = {"SHA1", "SHA-1", "SHA", "MD5", "SHA-224",
        "SHA-256", "SHA-384", "SHA-512", "SHA-512/224", "SHA-512/256", "SHA3-224", "SHA3-256",
        "SHA3-384", "SHA3-512"};

    /// What would lock everybody out, or let in who should not be, is an error, as in Apache.
    void checkAuthentication(ParsedConfig& parsed,
        const std::function<void(std::string_view key, std::string text)>& error)
    {
        const ServerConfig& config = parsed.config;
        const std::string& algorithm = config.digestAuthAlgorithm;
        if (std::find(std::begin(digestAlgorithms), std::end(digestAlgorithms), algorithm)
            == std::end(digestAlgorithms))
            error("DigestAuthenticationProvider.digestAlg",
                "don't support this ACL digest algorithm: " + algorithm
                    + "; write SHA1, SHA-256 or SHA-512, for example");
        if (config.requireClientSasl)
            error("sessionRequireClientSASLAuth",
                "sessionRequireClientSASLAuth asks for SASL, which this version has not yet, so no "
                "client could connect; remove it, or use enforce.auth.schemes=digest");
        const std::vector<std::string> schemes = config.enforcedSchemes();
        if (config.enforceAuth && schemes.empty())
            error("enforce.auth.enabled",
                "enforce.auth.enabled is true enforce.auth.schemes must be configured, e.g. "
                "enforce.auth.schemes=digest");
        for (const std::string& scheme : schemes) {
            const bool isThere = scheme == "ip" || (scheme == "digest" && config.digestAuthEnabled)
                || (scheme == "x509" && config.secureClientPort != -1);
            if (!isThere)
                error("enforce.auth.schemes",
                    "Authentication scheme " + scheme
                        + " is not available; there are ip, digest (unless it is disabled) and "
                          "x509 (with secureClientPort)");
        }
    }

} // namespace

std::vector<std::string> ServerConfig::enforcedSchemes() const
{
    std::vector<std::string> schemes;
    std::stringstream parts(enforceAuth ? enforceAuthSchemes : std::string());
    for (std::string part; std::getline(parts, part, ',');) {
        const std::size_t first = part.find_first_not_of(' ');
        if (first != std::string::npos)
            schemes.push_back(part.substr(first, part.find_last_not_of(' ') - first + 1));
    }
    return schemes;
}

void checkMainFile(
    ParsedConfig& parsed, const std::string& file, const std::vector<Property>& properties)
{
    ServerConfig& config = parsed.config;
    const auto error = [&](std::string_view key, std::string text) {
        parsed.errors.push_back({file, lineOf(properties, key), std::move(text)});
    };
    const auto warn = [&](std::string_view key, std::string text) {
        parsed.warnings.push_back({file, lineOf(properties, key), std::move(text)});
    };
    if (config.dataDir.empty())
        error("dataDir", "dataDir is not set; name the directory for snapshots, e.g. "
                         "dataDir=/var/lib/zookeeper");
    if (looksRelative(config.dataDir))
        warn("dataDir", config.dataDir + " is relative. Prepend ./ to indicate that you're sure!");
    if (looksRelative(config.dataLogDir))
        warn("dataLogDir",
            config.dataLogDir + " is relative. Prepend ./ to indicate that you're sure!");
    if (config.tickTimeMs == 0)
        error("tickTime", "tickTime is not set; it must be at least 1 ms, e.g. tickTime=2000");
    if (!config.clientPortAddress.empty() && config.clientPort == -1)
        error("clientPortAddress", "clientPortAddress is set but clientPort is not set");
    if (!config.secureClientPortAddress.empty() && config.secureClientPort == -1)
        error("secureClientPortAddress",
            "secureClientPortAddress is set but secureClientPort is not set");
    if (config.minSessionTimeout() > config.maxSessionTimeout())
        error("minSessionTimeout",
            "minSessionTimeout must not be larger than maxSessionTimeout; they are "
                + std::to_string(config.minSessionTimeout()) + " and "
                + std::to_string(config.maxSessionTimeout()) + " ms");
    if (config.electionAlg != 3)
        error("electionAlg", "Invalid electionAlg value. Only 3 is supported.");
    if (config.snapRetainCount < 3) {
        warn("autopurge.snapRetainCount", "Invalid autopurge.snapRetainCount: "
                + std::to_string(config.snapRetainCount) + ". Defaulting to 3");
        config.snapRetainCount = 3;
    }
    if (config.snapCount < 2) {
        warn("snapCount", "SnapCount should be 2 or more. Now, snapCount is reset to 2");
        config.snapCount = 2;
    }
    const std::string& compression = config.snapshotCompression;
    if (!compression.empty() && compression != "gz" && compression != "snappy")
        error("snapshot.compression.method",
            "unknown snapshot.compression.method " + compression
                + "; it must be gz, snappy or empty");
    checkAuthentication(parsed, error);
    if (config.dynamicConfigFile.empty())
        return;
    for (const Property& property : properties) {
        if (isMemberKey(property.key))
            parsed.errors.push_back({file, property.line,
                "parameter: " + property.key + " must be in a separate dynamic config file"});
    }
}

void checkMembers(
    ParsedConfig& parsed, const std::string& file, const std::vector<Property>& properties)
{
    const ServerConfig& config = parsed.config;
    const std::size_t observers = config.servers.size() - config.participants();
    if (config.participants() == 0) {
        if (observers > 0)
            parsed.errors.push_back(
                remarkOn(parsed, keyOf("server.", config.servers.front().id.value),
                    "Observers w/o participants is an invalid configuration; add server.N lines "
                    "without :observer"));
        return;
    }
    if (!config.isEnsemble()) {
        parsed.warnings.push_back(
            {file, 0, "Invalid configuration, only one server specified (ignoring)"});
        if (observers > 0)
            parsed.errors.push_back(
                remarkOn(parsed, keyOf("server.", config.servers.front().id.value),
                    "Observers w/o quorum is an invalid configuration; add participants or set "
                    "standaloneEnabled=false"));
        return;
    }
    checkLimits(parsed, file, properties);
    checkGroups(parsed);
    checkPortsDiffer(parsed);
}

void checkMyId(ParsedConfig& parsed, const std::string& file, const std::string& idFile)
{
    ServerConfig& config = parsed.config;
    const ServerId id = *parsed.myId;
    const auto own = std::find_if(config.servers.begin(), config.servers.end(),
        [&](const ServerSpec& server) { return server.id == id; });
    if (own == config.servers.end()) {
        parsed.errors.push_back({idFile, 1,
            "id " + std::to_string(id.value) + " has no server." + std::to_string(id.value)
                + " line in " + file + "; this server would never take part"});
        return;
    }
    if (config.extendedTypes && id.value == 255)
        parsed.errors.push_back(
            {idFile, 1, "id 255 cannot be used with extendedTypesEnabled; use 0 to 254"});
    if (own->type != config.peerType) {
        const auto name = [](PeerType type) {
            return type == PeerType::observer ? "OBSERVER" : "PARTICIPANT";
        };
        parsed.warnings.push_back({file, 0,
            std::string("Peer type from servers list (") + name(own->type)
                + ") doesn't match peerType (" + name(config.peerType)
                + "). Defaulting to servers list."});
        config.peerType = own->type;
    }
    if (!own->client)
        return;
    if (config.clientPort != -1 && config.clientPort != own->client->port) {
        parsed.errors.push_back(remarkOn(parsed, keyOf("server.", id.value),
            "client address for this server (id = " + std::to_string(id.value)
                + ") in static config file is " + std::to_string(config.clientPort)
                + " is different from client address found in its server line: "
                + std::to_string(own->client->port)
                + "; give the same port in both or drop one"));
        return;
    }
    config.clientPort = own->client->port;
    if (config.clientPortAddress.empty())
        config.clientPortAddress = own->client->host;
}

} // namespace zs::config

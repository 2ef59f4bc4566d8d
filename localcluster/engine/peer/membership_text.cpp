// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/peer/membership_text.h"

#include "localcluster/config/properties.h"
#include "localcluster/engine/quorum/config_text.h"

#include <algorithm>
#include <charconv>

namespace zs::engine {

namespace {

/// Java's HashMap<Long, …> walks its buckets, whose number grows with the map. Small ids
/// stand in the bucket of their own number, so that only ids beyond it leave the order.
std::vector<const config::ServerSpec*> inJavasOrder(
    const std::vector<config::ServerSpec>& servers)
{
    std::size_t buckets = 16;
    while (servers.size() * 4 > buckets * 3)
        buckets *= 2;
    std::vector<const config::ServerSpec*> ordered;
    for (const config::ServerSpec& server : servers)
        ordered.push_back(&server);
    const auto bucketOf = [&](const config::ServerSpec* server) {
        return static_cast<std::uint64_t>(server->id.value) & (buckets - 1);
    };
    std::stable_sort(ordered.begin(), ordered.end(),
        [&](const auto* a, const auto* b) { return bucketOf(a) < bucketOf(b); });
    return ordered;
}

std::string hostText(const std::string& host)
{
    return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

std::string lineOf(const config::ServerSpec& server)
{
    std::vector<config::PeerAddress> addresses = server.addresses;
    std::stable_sort(addresses.begin(), addresses.end(),
        [](const auto& a, const auto& b) { return a.host < b.host; });
    std::string line = "server." + std::to_string(server.id.value) + "=";
    for (std::size_t i = 0; i < addresses.size(); ++i) {
        line += (i > 0 ? "|" : "") + hostText(addresses[i].host) + ":"
            + std::to_string(addresses[i].quorumPort) + ":"
            + std::to_string(addresses[i].electionPort);
    }
    line += server.type == config::PeerType::observer ? ":observer" : ":participant";
    if (server.client)
        line += ";" + (server.client->host.empty() ? "0.0.0.0" : hostText(server.client->host))
            + ":" + std::to_string(server.client->port);
    return line;
}

Member memberOf(const config::ServerSpec& server)
{
    Member member;
    member.observer = server.type == config::PeerType::observer;
    if (server.client)
        member.client = HostPort{
            server.client->host.empty() ? "0.0.0.0" : server.client->host, server.client->port};
    for (const config::PeerAddress& address : server.addresses) {
        member.quorum.push_back({address.host, address.quorumPort});
        member.election.push_back({address.host, address.electionPort});
    }
    return member;
}

Result<config::ServerSpec> readServer(const config::Property& property)
{
    const std::string_view digits = std::string_view(property.key).substr(7);
    std::int64_t id = -1;
    const auto [to, error] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
    if (error != std::errc() || to != digits.data() + digits.size() || id < 0 || id > 255)
        return failure(Errc::invalidInput,
            property.key + " has no server id from 0 to 255 behind its dot");
    return config::parseServerSpec(ServerId(id), property.value);
}

} // namespace

Membership membershipOf(const std::vector<config::ServerSpec>& servers, std::int64_t version)
{
    Membership membership;
    std::set<ServerId> voters;
    for (const config::ServerSpec* server : inJavasOrder(servers)) {
        membership.members[server->id] = memberOf(*server);
        if (server->type == config::PeerType::participant)
            voters.insert(server->id);
        membership.text += lineOf(*server) + "\n";
    }
    char digits[17] = {};
    std::to_chars(digits, digits + sizeof digits, static_cast<std::uint64_t>(version), 16);
    membership.text += std::string("version=") + digits;
    membership.verifier = std::make_shared<MajorityVerifier>(std::move(voters), version);
    return membership;
}

Result<Membership> readMembership(std::string_view text)
{
    const auto properties = config::parseProperties(text);
    if (!properties)
        return tl::unexpected(properties.error());
    std::map<ServerId, config::ServerSpec> servers;
    for (const config::Property& property : *properties) {
        if (property.key == "version")
            continue;
        if (!property.key.starts_with("server."))
            return failure(Errc::invalidInput,
                "a configuration with " + property.key
                    + " is not supported by this version, which knows majorities only");
        Result<config::ServerSpec> server = readServer(property);
        if (!server)
            return tl::unexpected(server.error());
        servers[server->id] = std::move(*server);
    }
    std::vector<config::ServerSpec> ordered;
    bool anyVoter = false;
    for (auto& [id, server] : servers) {
        anyVoter = anyVoter || server.type == config::PeerType::participant;
        ordered.push_back(std::move(server));
    }
    if (!anyVoter)
        return failure(Errc::invalidInput, "a configuration without a participant");
    return membershipOf(ordered, configVersionOf(text).value_or(0));
}

} // namespace zs::engine

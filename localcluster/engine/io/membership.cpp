// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/membership.h"

#include <algorithm>
#include <charconv>

namespace zs::engine::io {

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
        for (const config::PeerAddress& address : server.addresses) {
            member.quorum.push_back({address.host, address.quorumPort});
            member.election.push_back({address.host, address.electionPort});
        }
        return member;
    }

} // namespace

std::int64_t configVersionOf(const config::ServerConfig& config)
{
    const std::string& name = config.dynamicConfigFile;
    const std::size_t dot = name.rfind('.');
    if (dot == std::string::npos)
        return 0;
    std::int64_t version = 0;
    const char* const end = name.data() + name.size();
    const auto [to, error] = std::from_chars(name.data() + dot + 1, end, version, 16);
    return error == std::errc() && to == end && dot + 1 < name.size() ? version : 0;
}

Result<Membership> membershipOf(const config::ServerConfig& config)
{
    if (!config.groups.empty() || !config.weights.empty())
        return failure(Errc::invalidInput,
            "group.N and weight.N (hierarchical quorums) are not supported by this version; "
            "remove them, so that the majority of the participants decides");
    Membership membership;
    std::set<ServerId> voters;
    for (const config::ServerSpec* server : inJavasOrder(config.servers)) {
        membership.members[server->id] = memberOf(*server);
        if (server->type == config::PeerType::participant)
            voters.insert(server->id);
        membership.text += lineOf(*server) + "\n";
    }
    const std::int64_t version = configVersionOf(config);
    char digits[17] = {};
    std::to_chars(digits, digits + sizeof digits, static_cast<std::uint64_t>(version), 16);
    membership.text += std::string("version=") + digits;
    membership.verifier = std::make_shared<MajorityVerifier>(std::move(voters), version);
    return membership;
}

Result<PeerSettings> peerSettingsOf(const config::ServerConfig& config, ServerId self)
{
    auto membership = membershipOf(config);
    if (!membership)
        return tl::unexpected(membership.error());
    PeerSettings settings;
    settings.self = self;
    settings.observer = config.peerType == config::PeerType::observer;
    settings.membership = std::move(*membership);
    settings.initLimitTicks = static_cast<std::int32_t>(config.initLimitTicks);
    settings.syncLimitTicks = static_cast<std::int32_t>(config.syncLimitTicks);
    settings.commitLogCount
        = static_cast<std::size_t>(std::max<std::int64_t>(config.commitLogCount, 1));
    settings.leaderServes = config.leaderServes;
    settings.syncEnabled = config.syncEnabled;
    settings.readOnlyMode = config.readOnlyMode;
    settings.minNotificationInterval = std::chrono::milliseconds(config.minNotificationIntervalMs);
    settings.maxNotificationInterval = std::chrono::milliseconds(config.maxNotificationIntervalMs);
    return settings;
}

} // namespace zs::engine::io

// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/membership.h"

#include "localcluster/engine/peer/membership_text.h"

#include <algorithm>
#include <charconv>
#include <unistd.h>

namespace zs::engine::io {

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
    return engine::membershipOf(config.servers, configVersionOf(config));
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
    if (const Member* own = settings.find(self))
        settings.own = *own;
    settings.initLimitTicks = static_cast<std::int32_t>(config.initLimitTicks);
    settings.syncLimitTicks = static_cast<std::int32_t>(config.syncLimitTicks);
    settings.commitLogCount
        = static_cast<std::size_t>(std::max<std::int64_t>(config.commitLogCount, 1));
    settings.maxConcurrentSnapSyncs = static_cast<std::size_t>(config.maxConcurrentSnapSyncs);
    settings.maxConcurrentDiffSyncs = static_cast<std::size_t>(config.maxConcurrentDiffSyncs);
    const long pages = ::sysconf(_SC_PHYS_PAGES), pageBytes = ::sysconf(_SC_PAGESIZE);
    if (pages > 0 && pageBytes > 0) // A larger tree could not be held.
        settings.maxTreeBytes
            = static_cast<std::size_t>(pages) * static_cast<std::size_t>(pageBytes);
    settings.leaderServes = config.leaderServes;
    settings.syncEnabled = config.syncEnabled;
    settings.readOnlyMode = config.readOnlyMode;
    settings.minNotificationInterval = std::chrono::milliseconds(config.minNotificationIntervalMs);
    settings.maxNotificationInterval = std::chrono::milliseconds(config.maxNotificationIntervalMs);
    return settings;
}

} // namespace zs::engine::io

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"
#include "clientlib/base/result.h"
#include "localcluster/config/server_spec.h"

#include <QString>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace zs::launcher {

class PortClaims;

/// Which program a server is.
enum class Engine { ours, apache };

/// One server of a local cluster. Ports are on 127.0.0.1; 0: not chosen yet (see planPorts).
struct ServerProfile {
    ServerId id; ///< 1 to 9: N of server.N and zoo-N.cfg.
    config::PeerType role = config::PeerType::participant;
    Engine engine = Engine::ours;
    std::uint16_t clientPort = 0;
    std::uint16_t quorumPort = 0;
    std::uint16_t electionPort = 0;
    /// Further lines of its zoo.cfg, as a person wrote them. What the launcher itself writes
    /// (folders, ports, members, timing) is not among them.
    std::string extra;

    bool operator==(const ServerProfile&) const = default;
};

/// Where the relay listens for one server that dials another.
struct LinkPorts {
    std::uint16_t quorum = 0;
    std::uint16_t election = 0;

    bool operator==(const LinkPorts&) const = default;
};

/// (who dials, whom).
using LinkEnds = std::pair<ServerId, ServerId>;

/// What a local cluster is, kept between its runs as profile.json in its folder:
///   profile.json, zoo-N.cfg, server-N/data (with myid), server-N/server.log, relay.log
/// A plain value. One participant without observers is a standalone server.
struct ClusterProfile {
    QString name;
    QString folder; ///< Absolute. Two clusters never share one.
    std::vector<ServerProfile> servers; ///< By id; 1 to 9 of them.
    std::int64_t tickTimeMs = 2000;
    std::int64_t initLimitTicks = 10;
    std::int64_t syncLimitTicks = 5;
    QString apacheInstall;    ///< Where Apache's jars are; empty: found (see ApacheInstall).
    bool keepRunning = false; ///< The servers outlive the program that started them.
    /// Servers reach each other through the relay, which is what link faults need.
    bool relayed = true;
    std::map<LinkEnds, LinkPorts> relayPorts;

    [[nodiscard]] const ServerProfile* find(ServerId id) const;
    [[nodiscard]] ServerProfile* find(ServerId id);
    [[nodiscard]] std::size_t participants() const;
    [[nodiscard]] bool isEnsemble() const { return servers.size() > 1; }
    /// "127.0.0.1:2181,127.0.0.1:2182,…" for clients.
    [[nodiscard]] QString connectString() const;

    bool operator==(const ClusterProfile&) const = default;
};

/// The most servers that a local cluster has.
inline constexpr std::size_t maxServers = 9;

/// A new profile: participants 1…`participants`, then the observers; no ports yet.
[[nodiscard]] ClusterProfile makeProfile(
    const QString& folder, std::size_t participants, std::size_t observers = 0);

/// The lowest ports that a person asked for; 0: any.
struct PortWishes {
    std::uint16_t client = 2181;
    std::uint16_t quorum = 2888;
    std::uint16_t election = 3888;
    std::uint16_t relay = 13'000;
};

/// Gives each server three ports and each pair of them its relay ports: the lowest that are free
/// and not claimed by another cluster, from `wishes` upward, all different. What a profile has
/// already stays where it is free and not in `taken`. All are claimed: they stay free for as long
/// as `claims` lives. Blocks for some microseconds a port. Fails: invalidInput, when none are left.
[[nodiscard]] Result<void> planPorts(ClusterProfile& profile, PortClaims& claims,
    const PortWishes& wishes = {}, const std::set<std::uint16_t>& taken = {});

/// The same for one server that is new in a cluster that runs: nobody else's ports change.
[[nodiscard]] Result<void> planNewServer(
    ClusterProfile& profile, ServerId id, PortClaims& claims, const PortWishes& wishes);

/// Claims the ports of a cluster that runs already, but for those that others claim.
void claimPorts(const ClusterProfile& profile, PortClaims& claims);

/// What is wrong with the profile itself (ids, roles, ports that clash), in a sentence.
/// Fails: invalidInput.
[[nodiscard]] Result<void> checkProfile(const ClusterProfile& profile);

/// Why links of this cluster cannot be broken; empty when they can: there is but one server, or a
/// server's file asks for quorum TLS or reconfiguration, or `relayed` is off.
[[nodiscard]] QString linkFaultsOff(const ClusterProfile& profile);

/// Reads profile.json of a folder. Fails: noNode when there is none; io; invalidInput, naming what
/// is wrong.
[[nodiscard]] Result<ClusterProfile> loadProfile(const QString& folder);
/// Makes the folder (0700) and writes profile.json (0600). Fails: io.
[[nodiscard]] Result<void> saveProfile(const ClusterProfile& profile);

/// Paths below a profile's folder.
[[nodiscard]] QString configFile(const ClusterProfile& profile, ServerId id); ///< zoo-N.cfg
[[nodiscard]] QString serverFolder(const ClusterProfile& profile, ServerId id);
[[nodiscard]] QString dataFolder(const ClusterProfile& profile, ServerId id);
[[nodiscard]] QString logFile(const ClusterProfile& profile, ServerId id);

} // namespace zs::launcher

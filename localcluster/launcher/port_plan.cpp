// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/cluster_profile.h"
#include "localcluster/launcher/free_port.h"
#include "localcluster/launcher/port_claims.h"

#include <random>

namespace zs::launcher {
namespace {

/// The ports that the kernel gives to outgoing connections begin above this.
constexpr std::uint16_t lastPlanned = 32'000;
constexpr std::uint16_t firstPlanned = 10'000;

/// Gives out ports, each once.
class Planner {
public:
    Planner(PortClaims& claims, const std::set<std::uint16_t>& taken)
        : m_claims(claims)
        , m_given(taken)
    {
    }

    /// What a profile had before, if it is still to be had.
    bool keep(std::uint16_t port)
    {
        // Connections of its last run may still linger: they do not matter to servers.
        return port != 0 && give(port, isPortFree);
    }

    /// The lowest free one from `wish` upward; 0 when there is none.
    std::uint16_t take(std::uint16_t wish)
    {
        if (wish == 0) {
            std::random_device random;
            wish = static_cast<std::uint16_t>(
                firstPlanned + random() % (lastPlanned - firstPlanned));
        }
        for (int port = wish; port <= 65'535; ++port) {
            const auto candidate = static_cast<std::uint16_t>(port);
            if (give(candidate, isPortUnused))
                return candidate;
        }
        return 0;
    }

    void settle(std::uint16_t& port, std::uint16_t wish)
    {
        if (!keep(port))
            port = take(wish);
        m_failed = m_failed || port == 0;
    }

    [[nodiscard]] bool failed() const { return m_failed; }

private:
    bool give(std::uint16_t port, bool (*isFree)(std::uint16_t))
    {
        // The claim first: who looks first and claims then may find what another one took between.
        if (m_given.contains(port) || !m_claims.claim(port))
            return false;
        if (!isFree(port)) {
            m_claims.release(port);
            return false;
        }
        m_given.insert(port);
        return true;
    }

    PortClaims& m_claims;
    std::set<std::uint16_t> m_given;
    bool m_failed = false;
};

std::uint16_t above(std::uint16_t wish, std::size_t index)
{
    return wish == 0 ? std::uint16_t(0) : static_cast<std::uint16_t>(wish + index);
}

std::set<std::uint16_t> portsOf(const ClusterProfile& profile)
{
    std::set<std::uint16_t> all;
    for (const ServerProfile& server : profile.servers)
        all.insert({server.clientPort, server.quorumPort, server.electionPort});
    for (const auto& [ends, ports] : profile.relayPorts)
        all.insert({ports.quorum, ports.election});
    return all;
}

tl::unexpected<Error> noPorts()
{
    return failure(Errc::invalidInput,
        "No ports of 127.0.0.1 are free. Close programs that you do not need.");
}

} // namespace

Result<void> planNewServer(
    ClusterProfile& profile, ServerId id, PortClaims& claims, const PortWishes& wishes)
{
    Planner planner(claims, portsOf(profile));
    ServerProfile& server = *profile.find(id);
    planner.settle(server.clientPort, wishes.client);
    planner.settle(server.quorumPort, wishes.quorum);
    planner.settle(server.electionPort, wishes.election);
    if (linkFaultsOff(profile).isEmpty()) {
        for (const ServerProfile& other : profile.servers) {
            if (other.id == id)
                continue;
            for (const LinkEnds& ends : {LinkEnds(id, other.id), LinkEnds(other.id, id)}) {
                planner.settle(profile.relayPorts[ends].quorum, wishes.relay);
                planner.settle(profile.relayPorts[ends].election, wishes.relay);
            }
        }
    }
    return planner.failed() ? Result<void>(noPorts()) : Result<void>();
}

void claimPorts(const ClusterProfile& profile, PortClaims& claims)
{
    for (const std::uint16_t port : portsOf(profile))
        static_cast<void>(claims.claim(port));
}

Result<void> planPorts(ClusterProfile& profile, PortClaims& claims, const PortWishes& wishes,
    const std::set<std::uint16_t>& taken)
{
    Planner planner(claims, taken);
    std::size_t index = 0;
    for (ServerProfile& server : profile.servers) {
        planner.settle(server.clientPort, above(wishes.client, index));
        planner.settle(server.quorumPort, above(wishes.quorum, index));
        planner.settle(server.electionPort, above(wishes.election, index));
        ++index;
    }
    std::map<LinkEnds, LinkPorts> links;
    if (linkFaultsOff(profile).isEmpty()) {
        for (const ServerProfile& from : profile.servers) {
            for (const ServerProfile& to : profile.servers) {
                if (from.id == to.id)
                    continue;
                const LinkEnds ends(from.id, to.id);
                LinkPorts ports = profile.relayPorts[ends];
                planner.settle(ports.quorum, wishes.relay);
                planner.settle(ports.election, wishes.relay);
                links[ends] = ports;
            }
        }
    }
    profile.relayPorts = std::move(links);
    if (planner.failed())
        return noPorts();
    return {};
}

} // namespace zs::launcher

// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/cluster_profile.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

namespace zs::launcher {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::launcher::ClusterProfile)
};

tl::unexpected<Error> wrong(const QString& what)
{
    return failure(Errc::invalidInput, what.toStdString());
}

/// All ports of a profile, those that are not chosen left out.
std::vector<std::uint16_t> portsOf(const ClusterProfile& profile)
{
    std::vector<std::uint16_t> ports;
    const auto add = [&ports](std::uint16_t port) {
        if (port != 0)
            ports.push_back(port);
    };
    for (const ServerProfile& server : profile.servers) {
        add(server.clientPort);
        add(server.quorumPort);
        add(server.electionPort);
    }
    for (const auto& [ends, link] : profile.relayPorts) {
        add(link.quorum);
        add(link.election);
    }
    return ports;
}

} // namespace

const ServerProfile* ClusterProfile::find(ServerId id) const
{
    const auto found = std::find_if(servers.begin(), servers.end(),
        [id](const ServerProfile& server) { return server.id == id; });
    return found == servers.end() ? nullptr : &*found;
}

ServerProfile* ClusterProfile::find(ServerId id)
{
    return const_cast<ServerProfile*>(std::as_const(*this).find(id)); // It is not const here.
}

std::size_t ClusterProfile::participants() const
{
    return static_cast<std::size_t>(std::count_if(servers.begin(), servers.end(),
        [](const ServerProfile& server) { return server.role == config::PeerType::participant; }));
}

QString ClusterProfile::connectString() const
{
    QStringList all;
    for (const ServerProfile& server : servers)
        all << QStringLiteral("127.0.0.1:%1").arg(server.clientPort);
    return all.join(u',');
}

ClusterProfile makeProfile(
    const QString& folder, std::size_t participants, std::size_t observers)
{
    ClusterProfile profile;
    profile.folder = QDir::cleanPath(QDir(folder).absolutePath());
    profile.name = QDir(profile.folder).dirName();
    for (std::size_t i = 1; i <= participants + observers; ++i) {
        ServerProfile server;
        server.id = ServerId(static_cast<std::int64_t>(i));
        if (i > participants)
            server.role = config::PeerType::observer;
        profile.servers.push_back(server);
    }
    return profile;
}

Result<void> checkProfile(const ClusterProfile& profile)
{
    if (profile.servers.empty() || profile.servers.size() > maxServers)
        return wrong(Words::tr("A local cluster has 1 to %1 servers, not %2.")
                         .arg(maxServers)
                         .arg(profile.servers.size()));
    ServerId last(0);
    for (const ServerProfile& server : profile.servers) {
        if (server.id <= last || server.id.value > 9)
            return wrong(Words::tr("The ids of servers must be 1 to 9 and ascend; %1 does not.")
                             .arg(server.id.value));
        last = server.id;
    }
    const std::size_t observers = profile.servers.size() - profile.participants();
    if (observers > 0 && profile.participants() < 2)
        return wrong(Words::tr("Observers need at least two participants to observe."));
    if (profile.tickTimeMs < 1 || profile.initLimitTicks < 1 || profile.syncLimitTicks < 1)
        return wrong(Words::tr("tickTime, initLimit and syncLimit must be at least 1."));
    if (profile.folder.isEmpty() || QDir::isRelativePath(profile.folder))
        return wrong(Words::tr("The cluster's folder must be an absolute path."));
    std::vector<std::uint16_t> ports = portsOf(profile);
    std::sort(ports.begin(), ports.end());
    const auto twice = std::adjacent_find(ports.begin(), ports.end());
    if (twice != ports.end())
        return wrong(Words::tr("Port %1 is used twice. Give each server ports of its own.")
                         .arg(*twice));
    return {};
}

QString configFile(const ClusterProfile& profile, ServerId id)
{
    return profile.folder + QStringLiteral("/zoo-%1.cfg").arg(id.value);
}

QString serverFolder(const ClusterProfile& profile, ServerId id)
{
    return profile.folder + QStringLiteral("/server-%1").arg(id.value);
}

QString dataFolder(const ClusterProfile& profile, ServerId id)
{
    return serverFolder(profile, id) + QStringLiteral("/data");
}

QString logFile(const ClusterProfile& profile, ServerId id)
{
    return serverFolder(profile, id) + QStringLiteral("/server.log");
}

} // namespace zs::launcher

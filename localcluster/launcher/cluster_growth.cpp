// SPDX-License-Identifier: Apache-2.0
// A cluster that runs gets an observer. Without reconfiguration, which link faults exclude, every
// server must read its new file: they are restarted one after another, the leader last.
#include "localcluster/launcher/cluster_impl.h"

#include <algorithm>

namespace zs::launcher {
namespace {

constexpr std::chrono::seconds restartLimit{60};

/// Where it belongs among the others, which stand by id.
void insertServer(ClusterProfile& profile, const ServerProfile& server)
{
    const auto place = std::find_if(profile.servers.begin(), profile.servers.end(),
        [&server](const ServerProfile& other) { return other.id > server.id; });
    profile.servers.insert(place, server);
}

ServerId lowestFreeId(const ClusterProfile& profile)
{
    ServerId id(1);
    while (profile.find(id))
        id = ServerId(id.value + 1);
    return id;
}

/// The relay's command for a server that joins.
QByteArray joinCommand(const ClusterProfile& profile, ServerId id)
{
    const ServerProfile& server = *profile.find(id);
    QByteArray text = "join";
    for (const qint64 number : {qint64(id.value), qint64(server.quorumPort),
             qint64(server.electionPort), qint64(server.clientPort)})
        text += " " + QByteArray::number(number);
    for (const auto& [ends, out] : profile.relayPorts) {
        if (ends.first != id)
            continue;
        const LinkPorts& back = profile.relayPorts.at(LinkEnds(ends.second, id));
        text += " " + QByteArray::number(qint64(ends.second.value));
        for (const std::uint16_t port : {out.quorum, out.election, back.quorum, back.election})
            text += ":" + QByteArray::number(qint64(port));
    }
    return text;
}

} // namespace

QString Cluster::Impl::observerOff() const
{
    if (state != State::open)
        return tr("The cluster is not running. Start it first.");
    if (!profile.isEnsemble())
        return tr("A server alone cannot be observed. Launch a cluster of three or more.");
    if (profile.servers.size() >= maxServers)
        return tr("A local cluster has at most %1 servers.").arg(maxServers);
    if (m_growth.added.value != 0)
        return tr("Server %1 is being added.").arg(m_growth.added.value);
    return {};
}

void Cluster::Impl::addObserver()
{
    if (const QString why = observerOff(); !why.isEmpty())
        return fail(ServerId(0), why);
    ServerProfile added;
    added.id = lowestFreeId(profile);
    added.role = config::PeerType::observer;
    ClusterProfile grown = profile;
    insertServer(grown, added);
    if (const auto planned = planNewServer(grown, added.id, m_claims, options.wishes); !planned)
        return fail(ServerId(0), QString::fromStdString(planned.error().detail));
    const ClusterProfile before = std::exchange(profile, std::move(grown));
    const auto checked = checkProfile(profile);
    const auto written = checked ? writeFiles() : checked;
    if (!written) {
        profile = before;
        return fail(ServerId(0), QString::fromStdString(written.error().detail));
    }
    book.addServer(added.id);
    addServer(added.id);
    m_growth.added = added.id;
    later([this, id = added.id] { Q_EMIT m_face.serverChanged(id); });
    if (!m_relay.isRunning())
        return restartOthers();
    m_relayClient.say(
        joinCommand(profile, added.id), [this](const QString& problem, const QString&) {
            if (problem.isEmpty())
                return restartOthers();
            m_growth = {};
            fail(ServerId(0),
                tr("The links of the new observer could not be made: %1. Stop the cluster and "
                   "start it again.")
                    .arg(problem));
        });
}

void Cluster::Impl::restartOthers()
{
    for (const auto& [id, server] : m_servers) {
        if (server->process.isRunning() && id != m_leader)
            m_growth.waiting.push_back(id);
    }
    if (const Server* leader = find(m_leader); leader && leader->process.isRunning())
        m_growth.waiting.push_back(m_leader);
    restartNext();
}

void Cluster::Impl::restartNext()
{
    m_growTimer.stop();
    if (m_growth.added.value == 0)
        return;
    if (m_growth.waiting.empty()) {
        const ServerId added = std::exchange(m_growth, {}).added;
        return start(added);
    }
    m_growth.restarting = m_growth.waiting.front();
    m_growth.waiting.pop_front();
    m_growTimer.start(restartLimit);
    restart(m_growth.restarting);
}

void Cluster::Impl::onGrowTimeout()
{
    const Growth growth = std::exchange(m_growth, {});
    fail(growth.restarting,
        tr("Server %1 was restarted to learn of observer %2, and does not serve again. Look at its "
           "log and at broken links; then restart the servers that are left, and start %2.")
            .arg(growth.restarting.value)
            .arg(growth.added.value));
}

} // namespace zs::launcher

// SPDX-License-Identifier: Apache-2.0
// The relay of a cluster, and the faults that it plays.
#include "localcluster/launcher/cluster_impl.h"
#include "localcluster/launcher/private_file.h"

namespace zs::launcher {
namespace {

constexpr std::chrono::seconds relayStartTimeout{10};
constexpr int portTakenExit = 3;

/// The plan file of zooscope-relay.
QByteArray planOf(const ClusterProfile& profile, const QString& control)
{
    QByteArray text = "control " + control.toLocal8Bit() + "\n";
    const auto add = [&text](const char* word, std::initializer_list<qint64> numbers) {
        text += word;
        for (const qint64 number : numbers)
            text += " " + QByteArray::number(number);
        text += "\n";
    };
    for (const ServerProfile& server : profile.servers)
        add("server", {server.id.value, server.quorumPort, server.electionPort,
                          server.clientPort});
    for (const auto& [ends, ports] : profile.relayPorts)
        add("line", {ends.first.value, ends.second.value, ports.quorum, ports.election});
    return text;
}

} // namespace

Result<void> Cluster::Impl::startRelay()
{
    const QString planFile = profile.folder + QStringLiteral("/relay.plan");
    const QString control = m_runtime + QStringLiteral("/relay.sock");
    if (const auto written = writePrivateFile(planFile, planOf(profile, control)); !written)
        return written;
    ProcessSpec spec;
    spec.program = relayProgram();
    spec.arguments = QStringList{planFile};
    spec.logFile = profile.folder + QStringLiteral("/relay.log");
    spec.workingFolder = profile.folder;
    spec.diesWithUs = !keepsRunning();
    m_relayLines.clear();
    m_logs.watch(0, spec.logFile);
    m_relayTimer.start(relayStartTimeout);
    return m_relay.start(spec);
}

void Cluster::Impl::onRelayLine(const QString& text)
{
    m_relayLines.push_back(text);
    if (m_relayLines.size() > 8)
        m_relayLines.pop_front();
    if (state != State::opening || !text.endsWith(QStringLiteral(": ready")))
        return;
    m_relayTimer.stop();
    m_relayClient.connectTo(m_runtime + QStringLiteral("/relay.sock"));
    opened();
}

void Cluster::Impl::onRelayEnded(const QString& how)
{
    m_logs.readNow(0);
    m_relayTimer.stop();
    m_relayClient.disconnectNow();
    if (state == State::stopping)
        return finishStop();
    if (state == State::opening) {
        const bool taken = how.contains(QString::number(portTakenExit))
            && !m_relayLines.empty()
            && m_relayLines.back().contains(QStringLiteral("is used by another program"));
        if (taken && planAnew())
            return;
        return abandon(tr("The relay between the servers could not be started.") + u' ' + how
            + lastWords(m_relayLines));
    }
    faultsOff = tr("The relay has ended. Stop the cluster and start it again.");
    saveRun();
    fail(ServerId(0),
        tr("The relay between the servers ended, so they cannot reach each other.") + u' ' + how
            + lastWords(m_relayLines) + u'\n' + tr("Stop the cluster and start it again."));
}

QByteArray Cluster::Impl::words(const char* command, const std::set<LinkEnds>& ways)
{
    QByteArray text = command;
    for (const LinkEnds& way : ways)
        text += " " + QByteArray::number(qint64(way.first.value)) + ">"
            + QByteArray::number(qint64(way.second.value));
    return text;
}

void Cluster::Impl::breakLinks(FaultBook::Events events, const QByteArray& command)
{
    m_relayClient.say(command, [this](const QString& problem, const QString&) {
        if (problem.isEmpty())
            Q_EMIT m_face.faultsChanged();
        else
            fail(ServerId(0), tr("A link could not be changed: %1.").arg(problem));
    });
    for (trace::FaultEvent& event : events)
        m_feed.tell(std::move(event));
}

} // namespace zs::launcher

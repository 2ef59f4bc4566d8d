// SPDX-License-Identifier: Apache-2.0
// The relay of a cluster, and the faults that it plays.
#include "localcluster/launcher/cluster_impl.h"
#include "localcluster/launcher/private_file.h"

namespace zs::launcher {
namespace {

constexpr std::chrono::seconds relayStartTimeout{10};
constexpr int portTakenExit = 3;
/// A relay that ends more often than this within the time will do so again.
constexpr std::size_t mostRestarts = 3;
constexpr std::chrono::seconds restartMemory{60};

QByteArray wayText(const LinkEnds& way)
{
    return QByteArray::number(qint64(way.first.value)) + ">"
        + QByteArray::number(qint64(way.second.value));
}

/// What is broken now, for a relay that takes the place of another.
QByteArray firstCommands(const LinkFaults& faults)
{
    QByteArray text;
    for (const LinkEnds& way : faults.cut)
        text += "first cut " + wayText(way) + "\n";
    for (const auto& [way, time] : faults.delay)
        text += "first delay " + QByteArray::number(qint64(time.count())) + " " + wayText(way)
            + "\n";
    return text;
}

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

/// In an open cluster it takes the place of one that ended.
Result<void> Cluster::Impl::startRelay()
{
    const QString planFile = profile.folder + QStringLiteral("/relay.plan");
    const QString control = m_runtime + QStringLiteral("/relay.sock");
    QByteArray plan = planOf(profile, control);
    if (state == State::open)
        plan += "again\n" + firstCommands(book.faults());
    if (const auto written = writePrivateFile(planFile, plan); !written)
        return written;
    ProcessSpec spec;
    spec.program = relayProgram();
    spec.arguments = QStringList{planFile};
    spec.logFile = profile.folder + QStringLiteral("/relay.log");
    spec.workingFolder = profile.folder;
    spec.diesWithUs = !keepsRunning();
    claimPorts(profile, m_claims); // Those of a cluster that was taken over are not held here yet.
    spec.inherited = m_claims.descriptors();
    m_relayLines.clear();
    m_logs.watch(0, spec.logFile);
    m_relayTimer.start(relayStartTimeout);
    m_relayStarting = true;
    return m_relay.start(spec);
}

void Cluster::Impl::onRelayLine(const QString& text)
{
    m_relayLines.push_back(text);
    if (m_relayLines.size() > 8)
        m_relayLines.pop_front();
    const bool awaited = m_relayStarting && (state == State::opening || state == State::open);
    if (!awaited || !text.endsWith(QStringLiteral(": ready")))
        return;
    m_relayStarting = false;
    m_relayTimer.stop();
    m_relayClient.connectTo(m_runtime + QStringLiteral("/relay.sock"));
    state == State::open ? relayReturned() : opened();
}

void Cluster::Impl::relayReturned()
{
    faultsOff = launcher::linkFaultsOff(profile);
    saveRun();
    tellRelay(false, {});
    Q_EMIT m_face.faultsChanged();
    Q_EMIT m_face.noticed(
        tr("The relay between the servers had ended, and was started again. Their connections were "
           "reset; faults of links are in force as before."));
}

/// The relay's end and return, as a fault of the launcher's own stream.
void Cluster::Impl::tellRelay(bool ended, const QString& how)
{
    trace::FaultEvent event;
    event.what = "relay";
    event.detail = how.toStdString();
    event.on = ended;
    m_feed.tell(std::move(event));
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
    if (!std::exchange(m_relayStarting, false))
        tellRelay(true, how);
    reviveRelay(how);
}

/// Starts a relay in the place of one that ended while servers run: they connect anew.
void Cluster::Impl::reviveRelay(const QString& how)
{
    const Instant now = monotonicNow();
    std::erase_if(m_relayEnds, [now](Instant end) { return now - end > restartMemory; });
    m_relayEnds.push_back(now);
    QString reason = how;
    if (m_relayEnds.size() <= mostRestarts) {
        const auto started = startRelay();
        if (started) {
            faultsOff = tr("The relay between the servers is being started again.");
            saveRun();
            Q_EMIT m_face.faultsChanged();
            return;
        }
        m_relayStarting = false;
        m_relayTimer.stop();
        reason += u' ' + QString::fromStdString(started.error().detail);
    }
    faultsOff = tr("The relay has ended. Stop the cluster and start it again.");
    saveRun();
    Q_EMIT m_face.faultsChanged();
    fail(ServerId(0),
        tr("The relay between the servers ended, so they cannot reach each other.") + u' '
            + reason + lastWords(m_relayLines) + u'\n'
            + tr("Stop the cluster and start it again."));
}

QByteArray Cluster::Impl::words(const char* command, const std::set<LinkEnds>& ways)
{
    QByteArray text = command;
    for (const LinkEnds& way : ways)
        text += " " + wayText(way);
    return text;
}

void Cluster::Impl::breakLinks(FaultBook::Events events, const QByteArray& command)
{
    m_relayClient.say(command, [this](const QString& problem, const QString&) {
        if (problem.isEmpty())
            Q_EMIT m_face.faultsChanged();
        else if (ManagedProcess::isAlive(m_relay.key())) // Else the next one gets it from the book.
            fail(ServerId(0), tr("A link could not be changed: %1.").arg(problem));
    });
    for (trace::FaultEvent& event : events)
        m_feed.tell(std::move(event));
}

} // namespace zs::launcher

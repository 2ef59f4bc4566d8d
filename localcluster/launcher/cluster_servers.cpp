// SPDX-License-Identifier: Apache-2.0
// One server of a cluster: started, watched, stopped, broken.
#include "localcluster/launcher/cluster_impl.h"

#include "localcluster/launcher/free_port.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTime>

#include <csignal>

namespace zs::launcher {
namespace {

constexpr std::size_t keptLines = 400;
constexpr std::size_t lastLines = 8;
constexpr qint64 maxLogBytes = qint64(16) << 20;

/// One old log is kept beside a big one.
void turnOver(const QString& log)
{
    if (QFile(log).size() < maxLogBytes)
        return;
    QFile::remove(log + QStringLiteral(".1"));
    QFile::rename(log, log + QStringLiteral(".1"));
}

timeline::ApacheLogReader::Clock logClock()
{
    timeline::ApacheLogReader::Clock clock;
    clock.utcOffset = std::chrono::seconds(QDateTime::currentDateTime().offsetFromUtc());
    clock.wallNs = std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::system_clock::now().time_since_epoch())
                       .count();
    clock.mono = monotonicNow();
    return clock;
}

} // namespace

void Cluster::Impl::become(ServerId id, ProcessState next)
{
    if (std::exchange(find(id)->state, next) == next)
        return;
    later([this, id] { Q_EMIT m_face.serverChanged(id); });
    countServing();
}

void Cluster::Impl::tellProcess(
    ServerId id, trace::ProcessChange what, qint64 pid, QString detail)
{
    m_feed.tell(trace::ProcessEvent{id, what, pid, detail.toStdString()});
}

void Cluster::Impl::start(ServerId id)
{
    Server* server = find(id);
    if (!server || state == State::stopping)
        return;
    if (state != State::open) {
        m_wanted.insert(id);
        return open();
    }
    if (server->state == ProcessState::stopping)
        server->startAfter = true;
    else if (server->state == ProcessState::stopped)
        launch(id);
}

Result<ProcessSpec> Cluster::Impl::specOf(ServerId id)
{
    const ServerProfile& entry = *profile.find(id);
    ProcessSpec spec;
    spec.logFile = logFile(profile, id);
    spec.workingFolder = serverFolder(profile, id);
    spec.diesWithUs = !keepsRunning();
    const QString config = configFile(profile, id);
    if (entry.engine == Engine::apache) {
        const auto install = ApacheInstall::find(profile.apacheInstall);
        if (!install)
            return tl::unexpected(install.error());
        spec.program = install->java;
        spec.arguments
            = install->arguments(config, profile.folder + QStringLiteral("/log-config"));
        return spec;
    }
    spec.program = serverProgram();
    if (options.trace) {
        spec.arguments << QStringLiteral("--trace")
                       << QStringLiteral("unix:%1/trace.sock").arg(m_runtime);
        if (options.traceDetail)
            spec.arguments << QStringLiteral("--trace-detail");
    }
    spec.arguments << config;
    return spec;
}

/// Only Apache's servers tell by their log alone.
std::unique_ptr<timeline::ApacheLogReader> Cluster::Impl::readerOf(ServerId id) const
{
    if (profile.find(id)->engine != Engine::apache)
        return nullptr;
    return std::make_unique<timeline::ApacheLogReader>(id, logClock());
}

void Cluster::Impl::launch(ServerId id)
{
    Server& server = *find(id);
    const auto spec = specOf(id);
    if (!spec)
        return fail(id, QString::fromStdString(spec.error().detail));
    const ServerProfile& entry = *profile.find(id);
    server.startAfter = server.wipeAfter = server.wasKilled = server.timedOut = false;
    server.traced
        = options.trace && entry.engine == Engine::ours && profile.isEnsemble();
    server.takenOver = false;
    server.reader = readerOf(id);
    turnOver(spec->logFile);
    m_logs.watch(static_cast<int>(id.value), spec->logFile);
    if (const auto started = server.process.start(*spec); !started)
        return fail(id, QString::fromStdString(started.error().detail));
    server.timer.start(options.startTimeout);
    become(id, ProcessState::starting);
    tellProcess(id, trace::ProcessChange::started, server.process.key().pid);
    saveRun();
}

void Cluster::Impl::stop(ServerId id)
{
    Server* server = find(id);
    if (!server)
        return;
    m_wanted.erase(id);
    server->startAfter = server->wipeAfter = false;
    if (!server->process.isRunning() || server->state == ProcessState::stopping)
        return;
    const bool paused = server->state == ProcessState::paused;
    become(id, ProcessState::stopping);
    server->process.signal(SIGTERM);
    if (paused)
        server->process.signal(SIGCONT); // Else it would never hear.
    server->timer.start(options.stopTimeout);
}

void Cluster::Impl::kill(ServerId id)
{
    Server* server = find(id);
    if (!server || !server->process.isRunning())
        return;
    server->wasKilled = true;
    trace::FaultEvent fault;
    fault.what = "kill";
    fault.servers = {id};
    m_feed.tell(std::move(fault));
    server->process.signal(SIGKILL);
}

void Cluster::Impl::pause(ServerId id)
{
    Server* server = find(id);
    if (!server || server->state != ProcessState::running)
        return;
    server->process.signal(SIGSTOP);
    become(id, ProcessState::paused);
    trace::FaultEvent fault;
    fault.what = "pause";
    fault.servers = {id};
    m_feed.tell(std::move(fault));
    tellProcess(id, trace::ProcessChange::paused, server->process.key().pid);
}

void Cluster::Impl::resume(ServerId id)
{
    Server* server = find(id);
    if (!server || server->state != ProcessState::paused)
        return;
    server->process.signal(SIGCONT);
    become(id, ProcessState::running);
    trace::FaultEvent fault;
    fault.what = "pause";
    fault.servers = {id};
    fault.on = false;
    m_feed.tell(std::move(fault));
    tellProcess(id, trace::ProcessChange::resumed, server->process.key().pid);
}

void Cluster::Impl::restart(ServerId id)
{
    Server* server = find(id);
    if (!server)
        return;
    if (!server->process.isRunning())
        return start(id);
    stop(id);
    server->startAfter = true;
}

void Cluster::Impl::wipe(ServerId id)
{
    Server* server = find(id);
    if (!server)
        return;
    if (!server->process.isRunning())
        return wipeData(id);
    stop(id);
    server->wipeAfter = true;
}

void Cluster::Impl::wipeData(ServerId id)
{
    QDir data(dataFolder(profile, id) + QStringLiteral("/version-2"));
    if (data.exists() && !data.removeRecursively())
        return fail(id,
            tr("The data of server %1 could not be deleted. Look at %2.")
                .arg(id.value)
                .arg(data.path()));
    tellProcess(id, trace::ProcessChange::wiped, 0);
    later([this, id] { Q_EMIT m_face.serverChanged(id); });
}

void Cluster::Impl::onServerLine(ServerId id, const QString& text)
{
    Server* server = find(id);
    if (!server)
        return;
    server->lines.push_back(text);
    if (server->lines.size() > keptLines)
        server->lines.pop_front();
    const bool apache = profile.find(id)->engine == Engine::apache;
    const bool serves = text.contains(QStringLiteral("] serving clients on "))
        || text.contains(QStringLiteral(" - broadcast"))
        || (apache && !profile.isEnsemble() && text.contains(QStringLiteral("binding to port ")));
    const bool isUp = serves || text.contains(QStringLiteral(" listens for clients on "))
        || (apache && text.contains(QStringLiteral("binding to port ")));
    if (isUp && server->state == ProcessState::starting) {
        server->timer.stop();
        become(id, ProcessState::running);
        tellProcess(id, trace::ProcessChange::ready, server->process.key().pid);
    }
    if (serves && !server->traced)
        setServing(id, true);
    else if (apache && text.contains(QStringLiteral("Peer state changed: looking")))
        setServing(id, false);
    if (server->reader)
        m_feed.add(server->reader->feed(text.toStdString() + "\n"));
    Q_EMIT m_face.logLine(id, text);
}

/// A server that was found running has come to our socket.
void Cluster::Impl::takeUpTrace(ServerId id, Server& server)
{
    server.takenOver = false;
    server.traced = true;
    later([this, id] { Q_EMIT m_face.serverChanged(id); });
    if (std::exchange(m_joinTold, true))
        return;
    const QString time = QTime::currentTime().toString(QStringLiteral("HH:mm:ss"));
    later([this, time] {
        Q_EMIT m_face.noticed(
            tr("Joined the running cluster at %1: what happened before was not observed.")
                .arg(time));
    });
}

void Cluster::Impl::onMoments(const std::vector<timeline::Moment>& moments)
{
    for (const timeline::Moment& moment : moments) {
        Server* server = find(moment.server);
        const auto* stream = std::get_if<trace::StreamEvent>(&moment.event);
        if (server && server->takenOver && stream && stream->pid == server->process.key().pid)
            takeUpTrace(moment.server, *server);
        if (!server || !server->traced || server->process.key().pid == 0)
            continue;
        if (const auto* phase = std::get_if<trace::PhaseEvent>(&moment.event))
            setServing(moment.server, phase->phase == trace::Phase::broadcast);
        else if (const auto* change = std::get_if<trace::StateEvent>(&moment.event)) {
            if (change->to == trace::ServerState::looking
                || change->to == trace::ServerState::down)
                setServing(moment.server, false);
            else if (change->to == trace::ServerState::leading)
                m_leader = moment.server;
        }
    }
    Q_EMIT m_face.moments(moments);
}

void Cluster::Impl::setServing(ServerId id, bool serving)
{
    if (std::exchange(find(id)->serving, serving) == serving)
        return;
    later([this, id] { Q_EMIT m_face.serverChanged(id); });
    countServing();
    if (serving && id == m_growth.restarting)
        later([this] { restartNext(); });
}

void Cluster::Impl::countServing()
{
    std::size_t count = 0;
    for (const ServerProfile& entry : profile.servers) {
        if (entry.role == config::PeerType::participant && m_face.isServing(entry.id))
            ++count;
    }
    const bool serves = count > profile.participants() / 2;
    m_everServed = m_everServed || serves;
    if (std::exchange(m_quorumServes, serves) != serves && serves)
        later([this] { Q_EMIT m_face.serving(); });
}

void Cluster::Impl::onEnded(ServerId id, const QString& how)
{
    Server& server = *find(id);
    const ProcessState before = server.state;
    m_logs.readNow(static_cast<int>(id.value));
    server.timer.stop();
    setServing(id, false);
    const bool asked = before == ProcessState::stopping;
    const auto change = server.wasKilled ? trace::ProcessChange::killed
        : asked                          ? trace::ProcessChange::stopped
                                         : trace::ProcessChange::exited;
    tellProcess(id, change, 0, how);
    const bool starting = server.state == ProcessState::starting;
    become(id, ProcessState::stopped);
    saveRun();
    if (state == State::stopping)
        return finishStop();
    if (!asked && !server.wasKilled) {
        const bool taken = starting && portsTaken(id);
        if (taken && !m_everServed) {
            m_wanted.insert(id);
            if (planAnew())
                return;
        }
        QString reason = starting ? tr("Server %1 ended before it was ready.").arg(id.value)
                                  : tr("Server %1 ended by itself.").arg(id.value);
        if (server.timedOut)
            reason = tr("Server %1 was not ready after %2 s, so it was ended.")
                         .arg(id.value)
                         .arg(options.startTimeout.count() / 1000.0);
        else if (taken)
            reason += u' ' + tr("Another program uses one of its ports; quit that one.");
        fail(id, reason + u' ' + how + lastWords(server.lines));
    }
    if (std::exchange(server.wipeAfter, false))
        wipeData(id);
    if (std::exchange(server.startAfter, false))
        launch(id);
}

void Cluster::Impl::onTimeout(ServerId id)
{
    Server& server = *find(id);
    server.timedOut = server.state == ProcessState::starting;
    server.process.signal(SIGKILL);
}

bool Cluster::Impl::portsTaken(ServerId id) const
{
    const ServerProfile& entry = *profile.find(id);
    if (!isPortFree(entry.clientPort))
        return true;
    return profile.isEnsemble()
        && (!isPortFree(entry.quorumPort) || !isPortFree(entry.electionPort));
}

QString Cluster::Impl::lastWords(const std::deque<QString>& lines) const
{
    if (lines.empty())
        return {};
    QString text = u'\n' + tr("It said last:");
    const std::size_t skipped = lines.size() > lastLines ? lines.size() - lastLines : 0;
    for (std::size_t i = skipped; i < lines.size(); ++i)
        text += u'\n' + lines[i];
    return text;
}

} // namespace zs::launcher

// SPDX-License-Identifier: Apache-2.0
// The cluster as a whole: opened, taken over, stopped.
#include "localcluster/launcher/cluster_impl.h"

#include "localcluster/launcher/cluster_config.h"
#include "localcluster/launcher/free_port.h"
#include "localcluster/launcher/private_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <csignal>

namespace zs::launcher {
namespace {

constexpr int maxPlans = 5;

std::vector<ServerId> idsOf(const ClusterProfile& profile)
{
    std::vector<ServerId> ids;
    for (const ServerProfile& server : profile.servers)
        ids.push_back(server.id);
    return ids;
}

QString textOf(const Error& error)
{
    return QString::fromStdString(error.detail);
}

} // namespace

Cluster::Impl::Impl(ClusterProfile wanted, ClusterOptions how, Cluster& face)
    : profile(std::move(wanted))
    , options(std::move(how))
    , book(idsOf(profile))
    , faultsOff(launcher::linkFaultsOff(profile))
    , m_face(face)
{
    m_relayTimer.setSingleShot(true);
    connect(&m_relayTimer, &QTimer::timeout, this, [this] { m_relay.signal(SIGKILL); });
    connect(&m_relay, &ManagedProcess::ended, this, &Impl::onRelayEnded);
    connect(&m_logs, &LogWatcher::line, this, &Impl::onLine);
    connect(&m_feed, &MomentFeed::moments, this, &Impl::onMoments);
    connect(&m_feed, &MomentFeed::damaged, this, [this](const QString& why) {
        fail(ServerId(0), tr("A server's trace could not be read: %1.").arg(why));
    });
    m_growTimer.setSingleShot(true);
    connect(&m_growTimer, &QTimer::timeout, this, &Impl::onGrowTimeout);
    for (const ServerProfile& entry : profile.servers)
        addServer(entry.id);
}

void Cluster::Impl::addServer(ServerId id)
{
    auto server = std::make_unique<Server>();
    server->timer.setSingleShot(true);
    connect(&server->timer, &QTimer::timeout, this, [this, id] { onTimeout(id); });
    connect(&server->process, &ManagedProcess::ended, this,
        [this, id](const QString& ending) { onEnded(id, ending); });
    m_servers.emplace(id, std::move(server));
}

Cluster::Impl::~Impl()
{
    if (!keepsRunning())
        endAll();
    if (state != State::stopped)
        release();
}

Cluster::Impl::Server* Cluster::Impl::find(ServerId id)
{
    const auto found = m_servers.find(id);
    return found == m_servers.end() ? nullptr : found->second.get();
}

const Cluster::Impl::Server* Cluster::Impl::find(ServerId id) const
{
    const auto found = m_servers.find(id);
    return found == m_servers.end() ? nullptr : found->second.get();
}

void Cluster::Impl::later(std::function<void()> what)
{
    QMetaObject::invokeMethod(this, std::move(what), Qt::QueuedConnection);
}

void Cluster::Impl::fail(ServerId id, const QString& reason)
{
    later([this, id, reason] { Q_EMIT m_face.failed(id, reason); });
}

void Cluster::Impl::becomeState(State next)
{
    if (std::exchange(state, next) != next)
        later([this, next] { Q_EMIT m_face.stateChanged(next); });
}

void Cluster::Impl::open()
{
    if (state != State::stopped)
        return;
    becomeState(State::opening);
    m_plans = 0;
    m_everServed = false;
    m_takenOver = false;
    m_leader = ServerId(0);
    m_relayEnds.clear();
    m_takenPorts.clear();
    later([this] { doOpen(); });
}

void Cluster::Impl::startAll()
{
    for (const auto& [id, server] : m_servers)
        start(id);
}

void Cluster::Impl::doOpen()
{
    if (state != State::opening)
        return finishStop(); // It was stopped meanwhile.
    if (const auto prepared = prepare(); !prepared)
        return abandon(textOf(prepared.error()));
    const RunState run = RunState::load(profile.folder);
    if (run.anyRuns())
        return takeOver(run);
    if (const auto planned = plan(); !planned)
        abandon(textOf(planned.error()));
}

/// What is done once for a run.
Result<void> Cluster::Impl::prepare()
{
    if (const auto made = makePrivateFolder(profile.folder); !made)
        return made;
    if (const auto locked = lock(); !locked)
        return locked;
    const auto runtime = runtimeFolder(profile.folder);
    if (!runtime)
        return tl::unexpected(runtime.error());
    m_runtime = *runtime;
    if (!options.trace)
        return {};
    return m_feed.listen(m_runtime + QStringLiteral("/trace.sock"));
}

Result<void> Cluster::Impl::lock()
{
    auto lock = std::make_unique<QLockFile>(profile.folder + QStringLiteral("/lock"));
    lock->setStaleLockTime(0); // A lock ends with its process, never by its age.
    if (lock->tryLock(0)) {
        m_lock = std::move(lock);
        return {};
    }
    qint64 owner = 0;
    QString host;
    QString application;
    if (!lock->getLockInfo(&owner, &host, &application))
        return failure(Errc::io,
            tr("The folder %1 could not be locked. Check that you may write to it and that the "
               "disk is not full.")
                .arg(profile.folder)
                .toStdString());
    return failure(Errc::nodeExists,
        tr("Another Zooscope (process %1) runs the cluster of the folder %2. Use that one, or quit "
           "it first.")
            .arg(owner)
            .arg(profile.folder)
            .toStdString());
}

/// Ports, files and the relay; done again when a port was taken meanwhile.
Result<void> Cluster::Impl::plan()
{
    ++m_plans;
    if (const auto checked = checkProfile(profile); !checked)
        return checked;
    if (const auto planned = planPorts(profile, m_claims, options.wishes, m_takenPorts); !planned)
        return planned;
    if (const auto there = checkPrograms(); !there)
        return there;
    if (const auto problems = checkConfigs(profile); !problems.empty()) {
        std::string text;
        for (const config::Remark& remark : problems)
            text += (text.empty() ? "" : "\n") + toText(remark);
        return failure(Errc::invalidInput, text);
    }
    if (const auto written = writeFiles(); !written)
        return written;
    if (!launcher::linkFaultsOff(profile).isEmpty()) {
        later([this] { opened(); });
        return {};
    }
    return startRelay();
}

QString Cluster::Impl::programOf(const QString& given, const char* name)
{
    return given.isEmpty() ? QCoreApplication::applicationDirPath() + u'/' + QLatin1String(name)
                           : given;
}

/// All at once, before anything is begun.
Result<void> Cluster::Impl::checkPrograms() const
{
    QStringList programs;
    const bool anyOurs = std::any_of(profile.servers.begin(), profile.servers.end(),
        [](const ServerProfile& server) { return server.engine == Engine::ours; });
    if (anyOurs)
        programs << serverProgram();
    if (launcher::linkFaultsOff(profile).isEmpty())
        programs << relayProgram();
    for (const QString& program : programs) {
        if (!QFileInfo::exists(program))
            return failure(Errc::noNode,
                tr("There is no program %1. Build or install the whole of Zooscope.")
                    .arg(program)
                    .toStdString());
    }
    return {};
}

Result<void> Cluster::Impl::checkMyId(ServerId id) const
{
    QFile file(dataFolder(profile, id) + QStringLiteral("/myid"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    constexpr qint64 longest = 64;
    const QByteArray text = file.read(longest).trimmed();
    if (text == QByteArray::number(qint64(id.value)))
        return {};
    return failure(Errc::invalidInput,
        tr("%1 holds \"%2\", so the data beside it is of another server than %3. Move it away, or "
           "choose another folder.")
            .arg(file.fileName(), QString::fromUtf8(text))
            .arg(id.value)
            .toStdString());
}

Result<void> Cluster::Impl::writeFiles()
{
    if (const auto saved = saveProfile(profile); !saved)
        return saved;
    bool anyApache = false;
    for (const ServerProfile& server : profile.servers) {
        const ServerId id = server.id;
        anyApache = anyApache || server.engine == Engine::apache;
        for (const QString& folder : {serverFolder(profile, id), dataFolder(profile, id)}) {
            if (const auto made = makePrivateFolder(folder); !made)
                return made;
        }
        if (const auto checked = checkMyId(id); !checked)
            return checked;
        const QString myid = dataFolder(profile, id) + QStringLiteral("/myid");
        const QByteArray idText = QByteArray::number(qint64(id.value)) + "\n";
        const QByteArray config = QByteArray::fromStdString(configText(profile, id));
        if (const auto written = writePrivateFile(myid, idText); !written)
            return written;
        if (const auto written = writePrivateFile(configFile(profile, id), config); !written)
            return written;
    }
    if (!anyApache)
        return {};
    if (const auto install = ApacheInstall::find(profile.apacheInstall); !install)
        return tl::unexpected(install.error());
    const QString folder = profile.folder + QStringLiteral("/log-config");
    if (const auto made = makePrivateFolder(folder); !made)
        return made;
    for (const auto& [name, content] : ApacheInstall::logConfigFiles()) {
        if (const auto written = writePrivateFile(folder + u'/' + name, content); !written)
            return written;
    }
    return {};
}

void Cluster::Impl::opened()
{
    if (state != State::opening)
        return;
    faultsOff = launcher::linkFaultsOff(profile);
    becomeState(State::open);
    saveRun();
    for (const ServerId id : std::exchange(m_wanted, {})) {
        if (find(id)->state == ProcessState::stopped)
            launch(id);
    }
}

/// A cluster that was left running becomes ours.
void Cluster::Impl::takeOver(const RunState& run)
{
    if (auto stored = loadProfile(profile.folder))
        profile = std::move(*stored); // Its ports are those of the run.
    for (const auto& [id, key] : run.servers)
        takeOverServer(id, key);
    m_takenOver = true;
    if (!launcher::linkFaultsOff(profile).isEmpty())
        return opened();
    if (!m_relay.attach(run.relay)) { // It ended while nobody watched.
        opened();
        return reviveRelay({});
    }
    m_relayClient.connectTo(run.control);
    m_relayClient.say("state", [this](const QString& problem, const QString& words) {
        opened();
        if (problem.isEmpty())
            takeOverFaults(words);
        else
            faultsOff = problem;
    });
}

void Cluster::Impl::takeOverServer(ServerId id, const ProcessKey& key)
{
    Server* server = find(id);
    if (!server || !server->process.attach(key))
        return;
    server->traced = false;
    server->takenOver = true;
    server->reader = readerOf(id); // Of the last that it said, too.
    const bool paused = server->process.isPaused();
    become(id, paused ? ProcessState::paused : ProcessState::running);
    tellProcess(id, trace::ProcessChange::ready, key.pid);
    if (paused)
        tellProcess(id, trace::ProcessChange::paused, key.pid);
    constexpr qint64 tailBytes = 256 * 1024;
    m_logs.watch(static_cast<int>(id.value), logFile(profile, id), tailBytes);
    m_logs.readNow(static_cast<int>(id.value));
}

/// "cut 1>2 delay 1>3=50"
void Cluster::Impl::takeOverFaults(const QString& words)
{
    LinkFaults found;
    for (const QString& word : words.split(u' ')) {
        const LinkEnds way(ServerId(word.section(u'>', 0, 0).toInt()),
            ServerId(word.section(u'>', 1).section(u'=', 0, 0).toInt()));
        if (!find(way.first) || !find(way.second))
            continue;
        if (word.contains(u'='))
            found.delay[way] = std::chrono::milliseconds(word.section(u'=', 1).toInt());
        else
            found.cut.insert(way);
    }
    if (found.empty())
        return;
    for (trace::FaultEvent& event : book.adopt(found))
        m_feed.tell(std::move(event));
    Q_EMIT m_face.faultsChanged();
}

/// The present plan met a port that another program has: another one is tried. False when nothing
/// says which, or when it was tried often enough.
bool Cluster::Impl::planAnew()
{
    const std::size_t before = m_takenPorts.size();
    const auto look = [this](std::uint16_t port) {
        if (port != 0 && !isPortFree(port))
            m_takenPorts.insert(port);
    };
    for (const auto& [id, server] : m_servers) {
        if (server->process.isRunning())
            m_wanted.insert(id);
    }
    endAll();
    for (const ServerProfile& server : profile.servers) {
        look(server.clientPort);
        look(server.quorumPort);
        look(server.electionPort);
    }
    for (const auto& [ends, ports] : profile.relayPorts) {
        look(ports.quorum);
        look(ports.election);
    }
    if (m_takenPorts.size() == before || m_plans >= maxPlans)
        return false;
    becomeState(State::opening);
    later([this] {
        if (state != State::opening)
            return finishStop();
        if (const auto planned = plan(); !planned)
            abandon(textOf(planned.error()));
    });
    return true;
}

/// Kills all that runs and waits for it, which takes milliseconds.
void Cluster::Impl::endAll()
{
    for (const auto& [id, server] : m_servers) {
        server->process.killNow();
        server->timer.stop();
        server->serving = false;
        if (server->state != ProcessState::stopped)
            become(id, ProcessState::stopped);
    }
    m_relayTimer.stop();
    m_growth = {};
    m_growTimer.stop();
    m_relayStarting = false;
    m_relayClient.disconnectNow();
    m_relay.killNow();
}

/// Nothing of ours stays but what runs on.
void Cluster::Impl::release()
{
    m_relayTimer.stop();
    m_relayClient.disconnectNow();
    for (const auto& [id, server] : m_servers)
        m_logs.forget(static_cast<int>(id.value));
    m_logs.forget(0);
    m_feed.shut();
    if (m_lock)
        saveRun();
    if (!m_runtime.isEmpty() && m_lock && !m_relay.isRunning())
        QDir(m_runtime).removeRecursively();
    m_runtime.clear();
    m_lock.reset();
    m_claims.releaseAll(); // A relay that runs on holds them still.
    m_wanted.clear();
    static_cast<void>(book.healAll());
    faultsOff = launcher::linkFaultsOff(profile);
    m_quorumServes = false;
}

void Cluster::Impl::abandon(const QString& reason)
{
    endAll();
    release();
    becomeState(State::stopped);
    fail(ServerId(0), reason);
}

void Cluster::Impl::stopAll()
{
    if (state == State::stopped || state == State::stopping)
        return;
    becomeState(State::stopping);
    m_growth = {};
    m_growTimer.stop();
    for (const auto& [id, server] : m_servers)
        stop(id);
    later([this] { finishStop(); });
}

void Cluster::Impl::finishStop()
{
    if (state != State::stopping)
        return;
    for (const auto& [id, server] : m_servers) {
        if (server->process.isRunning())
            return;
    }
    if (m_relay.isRunning())
        return m_relay.signal(SIGTERM);
    m_feed.flush();
    release();
    becomeState(State::stopped);
    later([this] { Q_EMIT m_face.stopped(); });
}

void Cluster::Impl::saveRun()
{
    RunState run;
    run.relay = m_relay.key();
    run.control = m_runtime + QStringLiteral("/relay.sock");
    for (const auto& [id, server] : m_servers) {
        if (server->process.isRunning())
            run.servers[id] = server->process.key();
    }
    if (const auto saved = run.save(profile.folder); !saved)
        fail(ServerId(0), textOf(saved.error()));
}

void Cluster::Impl::onLine(int key, const QString& text)
{
    if (key == 0)
        onRelayLine(text);
    else
        onServerLine(ServerId(key), text);
}

} // namespace zs::launcher

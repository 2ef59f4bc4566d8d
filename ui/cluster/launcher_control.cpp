// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/launcher_control.h"

#include "localcluster/launcher/cluster.h"
#include "ui/cluster/election_poller.h"

#include <utility>

namespace zs::ui {
namespace {

/// Some minutes of a busy cluster, some ten megabytes.
constexpr std::size_t mostKept = 60'000;
/// Figures of servers that tell their states by a log.
constexpr auto askEvery = std::chrono::milliseconds(500);

} // namespace

LauncherControl::LauncherControl(launcher::Cluster* cluster) :
    ClusterControl(cluster), m_cluster(cluster)
{
    connect(cluster, &launcher::Cluster::serverChanged, this, &ClusterControl::changed);
    connect(cluster, &launcher::Cluster::faultsChanged, this, &ClusterControl::changed);
    connect(cluster, &launcher::Cluster::stateChanged, this, &ClusterControl::changed);
    connect(cluster, &launcher::Cluster::moments, this, &LauncherControl::keep);
    connect(cluster, &launcher::Cluster::failed, this, &ClusterControl::failed);
    connect(cluster, &launcher::Cluster::noticed, this, &ClusterControl::noticed);
    connect(cluster, &launcher::Cluster::logLine, this, &ClusterControl::logLine);
    connect(cluster, &launcher::Cluster::stateChanged, this, &LauncherControl::askForeign);
    askForeign();
}

/// What they are was told by their logs, and sooner: only figures are taken of the answers.
void LauncherControl::askForeign()
{
    delete std::exchange(m_poller, nullptr);
    if (m_cluster->state() != launcher::Cluster::State::open || !m_cluster->profile().isEnsemble())
        return;
    std::map<ServerId, Endpoint> foreign;
    for (const launcher::ServerProfile& server : m_cluster->profile().servers) {
        if (server.engine == launcher::Engine::apache)
            foreign[server.id] = Endpoint{"127.0.0.1", server.clientPort};
    }
    if (foreign.empty())
        return;
    const auto runs = [this](ServerId id) {
        return m_cluster->serverState(id) == launcher::ProcessState::running;
    };
    m_poller = new ElectionPoller(foreign, runs, this);
    connect(m_poller, &ElectionPoller::moments, this,
        [this](std::vector<timeline::Moment> answers) {
            std::erase_if(answers, [](const timeline::Moment& moment) {
                const auto* polled = std::get_if<trace::PolledEvent>(&moment.event);
                return !polled || !polled->answered;
            });
            if (!answers.empty())
                keep(answers);
        });
    m_poller->start(askEvery);
}

QString LauncherControl::name() const
{
    return m_cluster->profile().name;
}

std::vector<ServerId> LauncherControl::servers() const
{
    std::vector<ServerId> ids;
    for (const launcher::ServerProfile& server : m_cluster->profile().servers)
        ids.push_back(server.id);
    return ids;
}

ClusterControl::Process LauncherControl::process(ServerId id) const
{
    switch (m_cluster->serverState(id)) {
    case launcher::ProcessState::stopped: return Process::stopped;
    case launcher::ProcessState::starting: return Process::starting;
    case launcher::ProcessState::running: return Process::running;
    case launcher::ProcessState::paused: return Process::paused;
    case launcher::ProcessState::stopping: break;
    }
    return Process::stopping;
}

quint16 LauncherControl::clientPort(ServerId id) const
{
    const launcher::ServerProfile* server = m_cluster->profile().find(id);
    return server ? server->clientPort : quint16(0);
}

QString LauncherControl::linkFaultsOff() const
{
    return m_cluster->linkFaultsOff();
}

bool LauncherControl::hasLinkFaults() const
{
    return !m_cluster->faults().empty();
}

bool LauncherControl::hasLinkFaults(ServerId id) const
{
    const auto touches = [id](const launcher::LinkEnds& ends) {
        return ends.first == id || ends.second == id;
    };
    for (const launcher::LinkEnds& ends : m_cluster->faults().cut) {
        if (touches(ends))
            return true;
    }
    for (const auto& [ends, time] : m_cluster->faults().delay) {
        if (touches(ends))
            return true;
    }
    return false;
}

QStringList LauncherControl::recentLog(ServerId id) const
{
    return m_cluster->recentLog(id);
}

QString LauncherControl::connectString() const
{
    return m_cluster->connectString();
}

bool LauncherControl::tells(ServerId id) const
{
    return m_cluster->tells(id);
}

std::vector<timeline::Moment> LauncherControl::earlier() const
{
    return {m_kept.begin(), m_kept.end()};
}

void LauncherControl::keep(const std::vector<timeline::Moment>& moments)
{
    m_kept.insert(m_kept.end(), moments.begin(), moments.end());
    if (m_kept.size() > mostKept)
        m_kept.erase(m_kept.begin(), m_kept.begin() + std::ptrdiff_t(m_kept.size() - mostKept));
    Q_EMIT this->moments(moments);
}

void LauncherControl::act(ServerId id, CardAction action)
{
    switch (action) {
    case CardAction::start: return m_cluster->start(id);
    case CardAction::stop: return m_cluster->stop(id);
    case CardAction::kill: return m_cluster->kill(id);
    case CardAction::pause: return m_cluster->pause(id);
    case CardAction::resume: return m_cluster->resume(id);
    case CardAction::isolate: return m_cluster->isolate(id);
    case CardAction::heal: return m_cluster->heal(id);
    case CardAction::restart: return m_cluster->restart(id);
    case CardAction::wipe: return m_cluster->wipe(id);
    case CardAction::log: break;
    }
}

void LauncherControl::partition(const std::set<ServerId>& group)
{
    m_cluster->partition(group);
}

void LauncherControl::cut(ServerId from, ServerId to)
{
    m_cluster->cut(from, to);
}

void LauncherControl::drop(ServerId a, ServerId b)
{
    m_cluster->drop(a, b);
}

void LauncherControl::delay(ServerId a, ServerId b, std::chrono::milliseconds time)
{
    m_cluster->delay(a, b, time);
}

void LauncherControl::healLink(ServerId a, ServerId b)
{
    m_cluster->heal(a, b);
}

void LauncherControl::healAll()
{
    m_cluster->healAll();
}

QString LauncherControl::observerOff() const
{
    return m_cluster->observerOff();
}

void LauncherControl::addObserver()
{
    m_cluster->addObserver();
}

void LauncherControl::startAll()
{
    m_cluster->start();
}

void LauncherControl::stopAll()
{
    m_cluster->stop();
}

} // namespace zs::ui

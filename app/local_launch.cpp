// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local_launch.h"

#include "app/example_data.h"
#include "localcluster/launcher/apache_install.h"
#include "localcluster/launcher/cluster_config.h"
#include "localcluster/launcher/cluster_store.h"
#include "localcluster/launcher/port_claims.h"

#include <QEventLoop>
#include <QTimer>

namespace zs::app {
namespace {

QString textOf(const Error& error)
{
    return QString::fromStdString(error.detail);
}

/// As many that vote, and the observers that are wished: more may have been added since.
bool isAlike(const launcher::ClusterProfile& stored, const launcher::ClusterProfile& wished)
{
    return stored.servers.size() >= wished.servers.size()
        && stored.participants() == wished.participants();
}

} // namespace

LocalLaunch::LocalLaunch(QString home, QObject* parent) :
    LaunchControl(parent), m_home(std::move(home))
{
    if (m_home.isEmpty())
        m_home = launcher::defaultClusterHome();
}

LocalLaunch::~LocalLaunch() = default;

ui::LaunchControl::State LocalLaunch::state() const
{
    using ClusterState = launcher::Cluster::State;
    switch (m_cluster ? m_cluster->state() : ClusterState::stopped) {
    case ClusterState::opening: return State::starting;
    case ClusterState::open: return m_served ? State::running : State::starting;
    case ClusterState::stopping: return State::stopping;
    case ClusterState::stopped: break;
    }
    return State::stopped;
}

launcher::Cluster* LocalLaunch::cluster() const
{
    return state() == State::stopped ? nullptr : m_cluster.get();
}

const launcher::ClusterProfile& LocalLaunch::profile() const
{
    return state() == State::stopped ? m_plan : m_cluster->profile();
}

QString LocalLaunch::connectString() const
{
    return state() == State::stopped ? QString() : profile().connectString();
}

QString LocalLaunch::defaultFolder(const ui::LaunchWish& wish) const
{
    return QStringLiteral("%1/local-%2%3%4")
        .arg(m_home)
        .arg(wish.servers)
        .arg(wish.observer ? QStringLiteral("-observer") : QString(),
            wish.apache ? QStringLiteral("-apache") : QString());
}

void LocalLaunch::plan(const ui::LaunchWish& wish)
{
    if (state() != State::stopped)
        return;
    m_problem.clear();
    m_trace = wish.trace;
    if (!wish.folder.isEmpty() && wish.firstClientPort != 0)
        planIn(wish);
}

void LocalLaunch::planIn(const ui::LaunchWish& wish)
{
    launcher::ClusterProfile wished = launcher::makeProfile(
        wish.folder, std::size_t(wish.servers), wish.observer ? 1 : 0);
    const auto stored = launcher::loadProfile(wish.folder);
    m_isNew = !stored;
    if (stored && !isAlike(*stored, wished))
        m_problem = tr("%1 holds a cluster of %n server(s). Choose as many servers, or another "
                       "folder.",
            "", int(stored->servers.size()))
                        .arg(wish.folder);
    else if (!stored && stored.error().code != Errc::noNode)
        m_problem = textOf(stored.error());
    else if (stored)
        wished = *stored;
    std::uint16_t port = wish.firstClientPort;
    for (launcher::ServerProfile& server : wished.servers) {
        server.engine = wish.apache ? launcher::Engine::apache : launcher::Engine::ours;
        server.clientPort = port++;
    }
    launcher::PortWishes wishes;
    wishes.client = wish.firstClientPort;
    launcher::PortClaims claims; // For a moment: the start claims them for good.
    const auto planned = launcher::planPorts(wished, claims, wishes);
    m_plan = std::move(wished);
    if (!planned && m_problem.isEmpty())
        m_problem = textOf(planned.error());
    if (!wish.apache || !m_problem.isEmpty())
        return;
    if (const auto install = launcher::ApacheInstall::find(m_plan.apacheInstall); !install)
        m_problem = textOf(install.error());
}

std::uint16_t LocalLaunch::firstClientPort() const
{
    return profile().servers.empty() ? std::uint16_t(0) : profile().servers.front().clientPort;
}

QList<ui::LaunchFile> LocalLaunch::files() const
{
    QList<ui::LaunchFile> all;
    for (const launcher::ServerProfile& server : profile().servers)
        all.append({QStringLiteral("zoo-%1.cfg").arg(server.id.value),
            QString::fromStdString(launcher::configText(profile(), server.id))});
    return all;
}

QStringList LocalLaunch::edit(int file, const QString& text)
{
    if (state() != State::stopped || file < 0 || std::size_t(file) >= m_plan.servers.size())
        return {};
    launcher::ConfigEdit edit = launcher::editConfig(
        m_plan, m_plan.servers[std::size_t(file)].id, text.toStdString());
    QStringList problems;
    for (const config::Remark& remark : edit.errors)
        problems << QString::fromStdString(toText(remark));
    if (problems.isEmpty())
        m_plan = std::move(edit.profile);
    return problems;
}

void LocalLaunch::start()
{
    if (state() != State::stopped || m_plan.servers.empty() || !m_problem.isEmpty())
        return;
    launcher::ClusterOptions options;
    options.trace = m_trace;
    options.wishes.client = m_plan.servers.front().clientPort;
    m_served = false;
    m_example.reset();
    m_cluster = std::make_unique<launcher::Cluster>(m_plan, options);
    using launcher::Cluster;
    connect(m_cluster.get(), &Cluster::stateChanged, this, &LaunchControl::stateChanged);
    connect(m_cluster.get(), &Cluster::serving, this, &LocalLaunch::onServing);
    connect(m_cluster.get(), &Cluster::failed, this, &LocalLaunch::onFailed);
    m_cluster->start();
}

void LocalLaunch::stop()
{
    m_example.reset();
    if (m_cluster)
        m_cluster->stop();
}

void LocalLaunch::shutDown()
{
    if (state() == State::stopped || m_cluster->keepsRunning())
        return;
    QEventLoop loop;
    connect(m_cluster.get(), &launcher::Cluster::stopped, &loop, &QEventLoop::quit);
    connect(m_cluster.get(), &launcher::Cluster::stateChanged, &loop,
        [this, &loop] { state() == State::stopped ? loop.quit() : void(); });
    stop();
    loop.exec();
}

void LocalLaunch::onServing()
{
    if (std::exchange(m_served, true))
        return;
    if (std::exchange(m_isNew, false))
        m_example = std::make_unique<ExampleData>(connectString());
    Q_EMIT stateChanged();
    Q_EMIT ready(connectString());
}

void LocalLaunch::onFailed(ServerId id, const QString& reason)
{
    if (m_served) {
        Q_EMIT died(reason);
        return;
    }
    // With a server missing from the start, the cluster is not what was wished.
    if (id.value != 0)
        m_cluster->stop();
    Q_EMIT stateChanged();
    Q_EMIT failed(reason);
}

} // namespace zs::app

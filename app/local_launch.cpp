// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local_launch.h"

#include "localcluster/launcher/free_port.h"
#include "localcluster/launcher/private_config.h"
#include "resources/resources.h"

#include <QFile>
#include <QFileInfo>

namespace zs::app {
namespace {

/// How many ports above the wanted one are tried: each try is one bind.
constexpr int portsToTry = 200;

QString sampleConfig()
{
    return QStringLiteral(":/zooscope/conf/zoo-1.cfg");
}

} // namespace

LocalLaunch::LocalLaunch(QString folder, QObject* parent) :
    LaunchControl(parent), m_folder(std::move(folder))
{
    ui::initResources();
    if (m_folder.isEmpty())
        m_folder = launcher::LocalServer::defaultFolder();
}

LocalLaunch::~LocalLaunch() = default;

ui::LaunchControl::State LocalLaunch::state() const
{
    using ServerState = launcher::LocalServer::State;
    switch (m_server ? m_server->state() : ServerState::stopped) {
    case ServerState::starting: return State::starting;
    case ServerState::ready: return State::running;
    case ServerState::stopping: return State::stopping;
    case ServerState::stopped: break;
    }
    return State::stopped;
}

std::uint16_t LocalLaunch::port() const
{
    return state() == State::stopped ? std::uint16_t(0) : m_server->port();
}

QString LocalLaunch::defaultFolder() const
{
    return m_folder;
}

std::uint16_t LocalLaunch::nextFreePort(std::uint16_t preferred) const
{
    for (int port = preferred; port <= 65'535 && port < preferred + portsToTry; ++port) {
        if (launcher::isPortFree(std::uint16_t(port)))
            return std::uint16_t(port);
    }
    return 0;
}

QString LocalLaunch::configFileName() const
{
    return QStringLiteral("zoo.cfg");
}

QString LocalLaunch::configText(const QString& folder, std::uint16_t port) const
{
    QFile sample(sampleConfig());
    if (!sample.open(QIODevice::ReadOnly))
        return {};
    const QString data = QFileInfo(folder + QStringLiteral("/data")).absoluteFilePath();
    const launcher::PrivateSettings settings{.dataDir = data.toStdString(), .clientPort = port};
    return QString::fromStdString(
        launcher::privateConfig(sample.readAll().toStdString(), settings));
}

void LocalLaunch::start(const QString& folder, std::uint16_t port)
{
    if (state() != State::stopped)
        return;
    launcher::LocalServerOptions options;
    options.sampleConfig = sampleConfig();
    options.folder = folder;
    options.preferredPort = port;
    m_server = std::make_unique<launcher::LocalServer>(std::move(options));
    connect(m_server.get(), &launcher::LocalServer::stateChanged, this,
        &LaunchControl::stateChanged);
    connect(m_server.get(), &launcher::LocalServer::ready, this, &LaunchControl::ready);
    connect(m_server.get(), &launcher::LocalServer::failed, this, &LaunchControl::failed);
    connect(m_server.get(), &launcher::LocalServer::exited, this,
        [this](bool expected, const QString& how) {
            if (!expected)
                Q_EMIT died(tr("The local server ended by itself. %1").arg(how));
        });
    m_server->start();
}

void LocalLaunch::stop()
{
    if (m_server)
        m_server->stop();
}

} // namespace zs::app

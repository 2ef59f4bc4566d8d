// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/ssh_tunnel.h"

#include <QTcpServer>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace zs::ui {
namespace {

constexpr auto readyWord = "zooscope-tunnel-ready";
constexpr auto loopback = "127.0.0.1";
constexpr std::chrono::milliseconds firstPause{500};
constexpr int mostDoublings = 6; // To half a minute between two tries.
constexpr int endWaitMs = 500;

/// A port that is free now; ssh itself refuses to start (ExitOnForwardFailure) when it is taken
/// before it gets there.
std::uint16_t freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress(QHostAddress::LocalHost)) ? probe.serverPort() : 0;
}

} // namespace

SshTunnel::SshTunnel(
    SshProfile profile, std::vector<Endpoint> servers, QString program, QObject* parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_servers(std::move(servers))
    , m_program(std::move(program))
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &SshTunnel::run);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &SshTunnel::onOutput);
    connect(&m_process, &QProcess::finished, this, &SshTunnel::onEnd);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            onEnd();
    });
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setChildProcessModifier([parent = ::getpid()] {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (::getppid() != parent)
            ::_exit(1); // It was killed before the line above.
    });
}

SshTunnel::~SshTunnel()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(endWaitMs))
        m_process.kill();
}

void SshTunnel::start()
{
    m_routes.clear();
    for (const Endpoint& server : m_servers)
        m_routes.push_back({server, {loopback, freePort()}});
    run();
}

QStringList SshTunnel::arguments() const
{
    QStringList all{QStringLiteral("-N"), QStringLiteral("-T"), QStringLiteral("-o"),
        QStringLiteral("ExitOnForwardFailure=yes"), QStringLiteral("-o"),
        QStringLiteral("ConnectTimeout=10"), QStringLiteral("-o"),
        QStringLiteral("ServerAliveInterval=15"), QStringLiteral("-o"),
        QStringLiteral("PermitLocalCommand=yes"), QStringLiteral("-o"),
        // It runs once the ports forward: an event, where a look at the ports would be a guess.
        QStringLiteral("LocalCommand=echo %1").arg(QLatin1String(readyWord))};
    if (qEnvironmentVariableIsEmpty("SSH_ASKPASS"))
        all << QStringLiteral("-o") << QStringLiteral("BatchMode=yes");
    if (m_profile.port > 0)
        all << QStringLiteral("-p") << QString::number(m_profile.port);
    if (!m_profile.identityFile.isEmpty())
        all << QStringLiteral("-i") << m_profile.identityFile;
    for (const Route& route : m_routes)
        all << QStringLiteral("-L")
            << QString::fromStdString(toText(route.via) + ':' + toText(route.server));
    // What follows is a host, whatever it looks like.
    return all << QStringLiteral("--") << m_profile.destination;
}

void SshTunnel::run()
{
    m_ready = false;
    m_process.start(m_program, arguments());
}

void SshTunnel::onOutput()
{
    if (m_ready || !m_process.readAllStandardOutput().contains(readyWord))
        return;
    m_ready = true;
    m_failures = 0;
    Q_EMIT ready();
}

void SshTunnel::onEnd()
{
    m_ready = false;
    QString reason = QString::fromLocal8Bit(m_process.readAllStandardError()).trimmed();
    if (reason.isEmpty())
        reason = m_process.errorString();
    m_again.start(firstPause * (1 << std::min(m_failures, mostDoublings)));
    ++m_failures;
    Q_EMIT failed(reason);
}

} // namespace zs::ui

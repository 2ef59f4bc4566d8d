// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connection_opener.h"

#include "clientlib/base/expect.h"
#include "ui/connections/ask_password.h"
#include "ui/connections/ssh_words.h"

namespace zs::ui {

namespace {

QCoro::Task<std::optional<QString>> askNobody(Login)
{
    co_return std::nullopt;
}

} // namespace

ConnectionOpener::ConnectionOpener(Secrets* secrets, QWidget* window)
    : QObject(window)
    , m_secrets(secrets)
    , m_window(window)
{
}

ConnectionOpener::~ConnectionOpener() = default;

void ConnectionOpener::open(const ConnectionProfile& profile, MayAsk mayAsk)
{
    const int turn = ++m_turn;
    m_opening = {profile, {}, nullptr};
    const bool hasSecrets = !loginsOf(profile).isEmpty()
        || (profile.tls.on && !profile.tls.keyFile.isEmpty());
    if (!hasSecrets)
        return startTunnel();
    AskPassword ask = &askNobody;
    if (mayAsk == MayAsk::yes)
        ask = [profile, secrets = m_secrets, window = m_window](Login login) {
            return askPassword(profile, std::move(login), secrets, window);
        };
    auto onCredentials = [this, turn, mayAsk](const Result<Credentials>& credentials) {
        if (turn != m_turn)
            return;
        if (!credentials)
            return Q_EMIT failed(mayAsk == MayAsk::yes
                    ? QString()
                    : tr("A password is asked for, since it is nowhere kept."));
        m_opening.credentials = *credentials;
        startTunnel();
    };
    QCoro::connect(gatherCredentials(profile, m_secrets, ask), this, onCredentials);
}

void ConnectionOpener::startTunnel()
{
    const SshProfile& ssh = m_opening.profile.ssh;
    if (!ssh.on)
        return Q_EMIT opened(std::exchange(m_opening, {}));
    const auto servers = ConnectString::parse(m_opening.profile.servers.toStdString());
    ZS_EXPECT(servers.has_value());
    // Deleted from the event loop: its last holder may let go of it in a signal of its own.
    m_opening.tunnel = std::shared_ptr<SshTunnel>(
        new SshTunnel(ssh, servers->servers), [](SshTunnel* tunnel) { tunnel->deleteLater(); });
    SshTunnel* tunnel = m_opening.tunnel.get();
    const int turn = m_turn;
    connect(tunnel, &SshTunnel::ready, this, [this, turn, tunnel] {
        tunnel->disconnect(this);
        if (turn == m_turn)
            Q_EMIT opened(std::exchange(m_opening, {}));
    });
    connect(tunnel, &SshTunnel::failed, this, [this, turn, tunnel](const QString& reason) {
        tunnel->disconnect(this);
        if (turn != m_turn)
            return;
        m_opening = {};
        Q_EMIT failed(tr("The SSH tunnel failed: %1").arg(sshWords(reason)));
    });
    tunnel->start();
}

} // namespace zs::ui

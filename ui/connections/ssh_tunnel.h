// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/route.h"
#include "ui/connections/connection_profile.h"

#include <QObject>
#include <QProcess>
#include <QTimer>

#include <vector>

namespace zs::ui {

/// Forwards a port of the loopback address to each server, through one process of the system's
/// `ssh`. When that process ends it is started again, on the same ports, so that a session finds
/// its way back. It asks nothing on a terminal: keys come from ssh's configuration, its agent, or
/// a program of SSH_ASKPASS.
/// Threads: GUI thread; nothing blocks. Lifetime: the process ends with this object, and, on
/// Linux, with this program even when that is killed.
class SshTunnel : public QObject {
    Q_OBJECT
public:
    /// `program`: the ssh to run, for tests.
    SshTunnel(SshProfile profile, std::vector<Endpoint> servers,
        QString program = QStringLiteral("ssh"), QObject* parent = nullptr);
    ~SshTunnel() override;

    void start();
    /// Valid from start() on.
    [[nodiscard]] const Routes& routes() const { return m_routes; }
    [[nodiscard]] bool isReady() const { return m_ready; }

Q_SIGNALS:
    /// The ports forward; again after each restart.
    void ready();
    /// It did not come up, or ended; `reason` is ssh's own words. It is tried again.
    void failed(const QString& reason);

private:
    [[nodiscard]] QStringList arguments() const;
    void run();
    void onOutput();
    void onEnd();

    const SshProfile m_profile;
    const std::vector<Endpoint> m_servers;
    const QString m_program;
    Routes m_routes;
    QProcess m_process;
    QTimer m_again;
    int m_failures = 0; ///< In a row.
    bool m_ready = false;
};

} // namespace zs::ui

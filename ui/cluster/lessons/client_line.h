// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTcpServer>

class QTcpSocket;

namespace zs::ui {

/// What a lesson's client dials: a port that leads to one server, and to another one when the
/// lesson says so. So a session goes where the lesson tells, and ends as a killed program's does.
/// Threads: the one that made it.
class ClientLine : public QObject {
    Q_OBJECT
public:
    explicit ClientLine(QObject* parent = nullptr);

    /// False: no port was free.
    [[nodiscard]] bool listen();
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    /// New connections lead to this port of 127.0.0.1; those that stand break.
    void leadTo(quint16 port);
    /// What stands breaks, without another byte, and nobody is let in any more.
    void breakOff();

private:
    void accept();
    void join(QTcpSocket* near);

    QTcpServer m_server;
    quint16 m_target = 0; ///< 0: broken off.
};

} // namespace zs::ui

// SPDX-License-Identifier: Apache-2.0
#include "clientlib/net/server_probe.h"

#include <QNetworkProxy>

namespace zs::net {

ServerProbe::ServerProbe(const Endpoint& server, QObject* parent)
    : QObject(parent)
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &ServerProbe::finish);
    connect(&m_socket, &QTcpSocket::connected, this, [this] { m_socket.write("isro"); });
    connect(&m_socket, &QTcpSocket::readyRead, this, [this] {
        constexpr qint64 longestAnswer = 1024; // More is no answer to `isro`.
        m_answer += m_socket.read(longestAnswer);
        if (m_answer.size() >= longestAnswer)
            finish();
    });
    // The server closes when it has answered, which is an "error" in Qt's words.
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &ServerProbe::finish,
        Qt::QueuedConnection);
    m_limit.start(std::chrono::seconds(2));
    m_socket.connectToHost(QString::fromStdString(server.host), server.port);
}

void ServerProbe::finish()
{
    if (std::exchange(m_finished, true))
        return;
    m_limit.stop();
    m_answer += m_socket.read(1024);
    Q_EMIT answered(m_answer.trimmed() == "rw");
    deleteLater();
}

} // namespace zs::net

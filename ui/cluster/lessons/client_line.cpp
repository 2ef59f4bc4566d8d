// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/lessons/client_line.h"

#include <QHostAddress>
#include <QTcpSocket>

namespace zs::ui {
namespace {

/// Whoever reads slowly holds the sender back, not our memory.
constexpr qint64 mostBuffered = 4 << 20;

void pump(QTcpSocket* from, QTcpSocket* to)
{
    if (to->state() == QAbstractSocket::ConnectedState && to->bytesToWrite() < mostBuffered)
        to->write(from->readAll());
}

} // namespace

ClientLine::ClientLine(QObject* parent) : QObject(parent)
{
    connect(&m_server, &QTcpServer::newConnection, this, &ClientLine::accept);
}

bool ClientLine::listen()
{
    return m_server.listen(QHostAddress::LocalHost);
}

void ClientLine::leadTo(quint16 port)
{
    breakOff();
    m_target = port;
}

void ClientLine::breakOff()
{
    m_target = 0;
    for (QTcpSocket* socket : findChildren<QTcpSocket*>()) {
        socket->disconnect();
        socket->abort();
        socket->deleteLater();
    }
}

void ClientLine::accept()
{
    while (QTcpSocket* near = m_server.nextPendingConnection()) {
        near->setParent(this);
        if (m_target == 0) {
            near->abort();
            near->deleteLater();
        } else {
            join(near);
        }
    }
}

void ClientLine::join(QTcpSocket* near)
{
    auto* far = new QTcpSocket(this);
    const auto carry = [](QTcpSocket* from, QTcpSocket* to) {
        from->setReadBufferSize(mostBuffered);
        from->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(from, &QTcpSocket::readyRead, to, [from, to] { pump(from, to); });
        connect(to, &QTcpSocket::bytesWritten, from, [from, to] { pump(from, to); });
        connect(from, &QTcpSocket::disconnected, to, [from, to] {
            pump(from, to);
            to->disconnectFromHost();
            from->deleteLater();
        });
    };
    carry(near, far);
    carry(far, near);
    connect(far, &QTcpSocket::connected, near, [near, far] { pump(near, far); });
    connect(far, &QTcpSocket::errorOccurred, near, [near, far] {
        near->disconnectFromHost(); // Nobody listens there: the client tries again.
        far->deleteLater();
    });
    far->connectToHost(QHostAddress::LocalHost, m_target);
}

} // namespace zs::ui

// SPDX-License-Identifier: Apache-2.0
#include "tests/support/relay.h"

#include <QHostAddress>
#include <QNetworkProxy>

namespace zs::test {

Relay::Relay(std::uint16_t target)
    : m_target(target)
    , m_pairs(std::make_unique<QObject>())
{
    m_listener.setProxy(QNetworkProxy::NoProxy);
    connect(&m_listener, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket* client = m_listener.nextPendingConnection())
            join(client);
    });
    if (!open())
        qFatal("the relay cannot listen");
}

bool Relay::open()
{
    if (!m_listener.listen(QHostAddress::LocalHost, m_port))
        return false;
    m_port = m_listener.serverPort();
    return true;
}

void Relay::bar()
{
    m_listener.close();
    m_pairs = std::make_unique<QObject>();
}

void Relay::join(QTcpSocket* client)
{
    client->setParent(m_pairs.get());
    auto* server = new QTcpSocket(m_pairs.get());
    server->setProxy(QNetworkProxy::NoProxy);
    const auto pass = [](QTcpSocket* from, QTcpSocket* to) {
        connect(from, &QTcpSocket::readyRead, to, [from, to] {
            to->write(from->readAll()); // Kept until `to` is connected.
            to->flush();
        });
        connect(from, &QTcpSocket::disconnected, to, &QTcpSocket::disconnectFromHost);
    };
    pass(client, server);
    pass(server, client);
    server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_target);
}

} // namespace zs::test

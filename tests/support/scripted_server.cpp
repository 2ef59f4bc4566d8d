// SPDX-License-Identifier: Apache-2.0
#include "tests/support/scripted_server.h"

#include <QHostAddress>
#include <QNetworkProxy>

#include <algorithm>

namespace zs::test {

ScriptedServer::ScriptedServer()
    : m_onConnect(&ScriptedServer::grant)
    , m_onRequest([](Peer& peer, const RequestHeader& header, ByteView) {
        peer.send(ReplyHeader{header.xid, Zxid(1), Errc::ok});
    })
    , m_onWord([](Peer& peer, const std::string&) { peer.close(); })
{
    m_listener.setProxy(QNetworkProxy::NoProxy);
    if (!m_listener.listen(QHostAddress::LocalHost, 0))
        qFatal("the scripted server cannot listen");
    connect(&m_listener, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket* socket = m_listener.nextPendingConnection()) {
            auto* peer = new Peer(*this, socket);
            peer->setParent(this);
        }
    });
}

std::string ScriptedServer::address() const { return "127.0.0.1:" + std::to_string(port()); }

std::vector<ScriptedServer::Peer*> ScriptedServer::peers() const
{
    std::vector<Peer*> alive;
    for (QObject* child : children()) {
        if (auto* peer = dynamic_cast<Peer*>(child))
            alive.push_back(peer);
    }
    return alive;
}

void ScriptedServer::grant(Peer& peer, const ConnectRequest& request)
{
    ConnectResponse response;
    response.timeoutMs = request.timeoutMs;
    response.sessionId
        = request.sessionId == SessionId() ? SessionId(0x7e57) : request.sessionId;
    response.password = Bytes(16, 1);
    peer.send(response);
}

ScriptedServer::Peer::Peer(ScriptedServer& server, QTcpSocket* socket)
    : m_server(server)
    , m_socket(socket)
{
    socket->setParent(this);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::readyRead, this, &Peer::read);
    connect(socket, &QTcpSocket::disconnected, this, &Peer::deleteLater);
}

void ScriptedServer::Peer::sendBytes(ByteView bytes)
{
    m_socket->write(reinterpret_cast<const char*>(bytes.data()), qint64(bytes.size()));
    m_socket->flush();
}

void ScriptedServer::Peer::read()
{
    const QByteArray received = m_socket->readAll();
    const bool isWord = !m_greeted && received.size() == 4
        && std::all_of(received.begin(), received.end(), [](char c) { return c >= 'a'; });
    if (isWord)
        return m_server.m_onWord(*this, received.toStdString());
    m_splitter.feed(viewOf(std::string_view(received.data(), std::size_t(received.size()))));
    while (true) {
        const auto frame = m_splitter.next();
        if (!frame || !*frame)
            return;
        if (!m_greeted) {
            m_greeted = true;
            ++m_server.m_connections;
            m_server.m_onConnect(*this, *jute::decode<ConnectRequest>(**frame));
            continue;
        }
        const RequestHeader header = *jute::decode<RequestHeader>(**frame);
        if (header.xid == xid::ping)
            send(ReplyHeader{xid::ping, Zxid(1), Errc::ok});
        else
            m_server.m_onRequest(*this, header, (*frame)->subspan(8));
    }
}

} // namespace zs::test

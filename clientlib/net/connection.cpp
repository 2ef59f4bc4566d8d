// SPDX-License-Identifier: Apache-2.0
#include "clientlib/net/connection.h"

#include <QNetworkProxy>
#include <QPointer>

namespace zs::net {

namespace {

    constexpr std::size_t chunkBytes = 256 * 1024;

} // namespace

Connection::Connection()
    : m_socket(std::make_unique<QTcpSocket>())
    , m_chunk(std::make_unique<Bytes>(chunkBytes))
{
    m_socket->setProxy(QNetworkProxy::NoProxy);
    // The option needs the connected socket; small requests must not wait for Nagle's algorithm.
    connect(m_socket.get(), &QTcpSocket::connected, this,
        [this] { m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1); });
    connect(m_socket.get(), &QTcpSocket::connected, this, &Connection::connected,
        Qt::QueuedConnection);
    // Queued, since Qt does not emit readyRead while a slot of it runs: a receiver that opens a
    // dialog would else deafen the connection until the session expires.
    connect(
        m_socket.get(), &QTcpSocket::readyRead, this, &Connection::readAll, Qt::QueuedConnection);
    connect(
        m_socket.get(), &QTcpSocket::errorOccurred, this,
        [this] {
            const QPointer<Connection> alive(this);
            readAll(); // What the server said before it closed still counts.
            if (alive)
                end();
        },
        Qt::QueuedConnection);
}

Connection::~Connection() { abandon(); }

void Connection::abandon()
{
    m_ended = true;
    m_socket->disconnect(this);
    // close() and not abort(): what was handed to the kernel is still delivered, no reset is sent.
    m_socket->close();
}

void Connection::open(const Endpoint& server)
{
    m_socket->connectToHost(QString::fromStdString(server.host), server.port);
}

void Connection::write(ByteView bytes)
{
    if (m_ended || m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    m_socket->write(reinterpret_cast<const char*>(bytes.data()), qint64(bytes.size()));
    m_socket->flush(); // Else Qt waits for the next turn of the event loop.
}

void Connection::poll() { readAll(); }

void Connection::readAll()
{
    const QPointer<Connection> alive(this); // A receiver may destroy this connection.
    while (!m_ended) {
        const qint64 count
            = m_socket->read(reinterpret_cast<char*>(m_chunk->data()), qint64(m_chunk->size()));
        if (count <= 0)
            return;
        Q_EMIT received(ByteView(*m_chunk).first(static_cast<std::size_t>(count)));
        if (!alive)
            return;
    }
}

void Connection::end()
{
    if (std::exchange(m_ended, true))
        return;
    Q_EMIT ended(describeError());
}

std::string Connection::describeError() const
{
    switch (m_socket->error()) {
    case QAbstractSocket::ConnectionRefusedError: return "connection refused";
    case QAbstractSocket::RemoteHostClosedError: return "the server closed the connection";
    case QAbstractSocket::HostNotFoundError: return "unknown host";
    case QAbstractSocket::SocketTimeoutError: return "no answer";
    default: return m_socket->errorString().toStdString();
    }
}

} // namespace zs::net

// SPDX-License-Identifier: Apache-2.0
#include "clientlib/net/connection.h"

#include <QPointer>
#include <QSslSocket>

#include <cerrno>
#include <cstring>

namespace zs::net {

namespace {

    constexpr std::size_t chunkBytes = 256 * 1024;

    Instant present() { return Instant(std::chrono::steady_clock::now().time_since_epoch()); }

} // namespace

Connection::Connection(std::optional<TlsOptions> tls, Routes routes)
    : m_tls(std::move(tls))
    , m_routes(std::move(routes))
    , m_chunk(std::make_unique<Bytes>(m_tls ? chunkBytes : 0))
{
}

Connection::~Connection() { abandon(); }

void Connection::abandon()
{
    m_ended = true;
    m_dialer.reset();
    m_greeting.reset();
    m_stream.reset();
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    // close() and not abort(): what was handed to the kernel is still delivered, no reset is sent.
    m_socket->close();
}

void Connection::open(const Endpoint& server, std::chrono::milliseconds within)
{
    m_server = server;
    m_within = within;
    if (!m_tls)
        return dial();
    m_greeting = std::make_unique<TlsGreeting>(*m_tls, server.host);
    connect(m_greeting.get(), &TlsGreeting::prepared, this, &Connection::dial);
    connect(m_greeting.get(), &TlsGreeting::failed, this, &Connection::end);
    connect(m_greeting.get(), &TlsGreeting::done, this, [this] {
        m_certificate = m_greeting->certificate();
        m_open = true;
        Q_EMIT connected();
    });
    m_greeting->prepare();
}

void Connection::dial()
{
    const Dialer::MakeSocket make = [tls = m_tls.has_value()]() -> std::unique_ptr<QTcpSocket> {
        if (tls)
            return std::make_unique<QSslSocket>();
        return std::make_unique<QTcpSocket>();
    };
    m_dialer = std::make_unique<Dialer>(dialledFor(m_routes, m_server), m_within, make);
    connect(m_dialer.get(), &Dialer::connected, this, &Connection::useSocket);
    connect(m_dialer.get(), &Dialer::failed, this, &Connection::end);
    m_dialer->start();
}

void Connection::useSocket()
{
    m_socket = m_dialer->takeSocket();
    if (!m_greeting)
        return useStream();
    // Queued, since Qt does not emit readyRead while a slot of it runs: a receiver that opens a
    // dialog would else deafen the connection until the session expires.
    connect(
        m_socket.get(), &QTcpSocket::readyRead, this, &Connection::readAll, Qt::QueuedConnection);
    connect(
        m_socket.get(), &QTcpSocket::errorOccurred, this,
        [this] {
            const QPointer<Connection> alive(this);
            readAll(); // What the server said before it closed still counts.
            if (alive && !m_ended)
                end(m_greeting->explain());
        },
        Qt::QueuedConnection);
    m_greeting->start(static_cast<QSslSocket*>(m_socket.get()));
}

void Connection::useStream()
{
    const std::unique_ptr<QTcpSocket> socket = std::move(m_socket);
    const QByteArray early = socket->readAll(); // A server may speak first.
    m_stream = PlainStream::sharing(socket->socketDescriptor());
    if (!m_stream)
        return end(failureOf(*socket)); // It closed at once, or no descriptor is left.
    connect(m_stream.get(), &PlainStream::received, this, &Connection::received);
    connect(m_stream.get(), &PlainStream::ended, this, [this](int error) {
        if (error == 0 || error == ECONNRESET || error == EPIPE)
            return end({ConnectionFault::closed, "the server closed the connection", {}});
        end({ConnectionFault::other, std::strerror(error), {}});
    });
    m_open = true;
    const QPointer<Connection> alive(this);
    Q_EMIT connected();
    if (alive && !m_ended && !early.isEmpty())
        Q_EMIT received(
            viewOf(std::string_view(early.constData(), std::size_t(early.size()))), present());
}

void Connection::write(ByteView bytes)
{
    if (m_stream && !m_ended)
        return m_stream->write(bytes);
    if (m_ended || !m_open || !m_socket || m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    m_socket->write(reinterpret_cast<const char*>(bytes.data()), qint64(bytes.size()));
    m_socket->flush(); // Else Qt waits for the next turn of the event loop.
}

void Connection::poll()
{
    if (m_stream && !m_ended)
        return m_stream->poll();
    readAll();
}

void Connection::rest(std::chrono::milliseconds time)
{
    if (m_stream && !m_ended)
        m_stream->rest(time);
}

void Connection::readAll()
{
    const QPointer<Connection> alive(this); // A receiver may destroy this connection.
    while (m_open && !m_ended && m_socket && m_socket->isReadable()) {
        const qint64 count
            = m_socket->read(reinterpret_cast<char*>(m_chunk->data()), qint64(m_chunk->size()));
        if (count <= 0)
            return;
        Q_EMIT received(ByteView(*m_chunk).first(static_cast<std::size_t>(count)), present());
        if (!alive)
            return;
    }
}

void Connection::end(const ConnectionFailure& why)
{
    if (std::exchange(m_ended, true))
        return;
    const ConnectionFailure told = why; // Whose it is may go with a receiver.
    Q_EMIT ended(told);
}

} // namespace zs::net

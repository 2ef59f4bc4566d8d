// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/client_ports.h"

#include <cerrno>
#include <sys/socket.h>

namespace zs::engine::io {

using asio::ip::tcp;

namespace {

    constexpr std::size_t inputBytes = std::size_t(64) << 10;

    bool wouldBlock() { return errno == EAGAIN || errno == EWOULDBLOCK; }

    /// Ends a connection so that what was sent still arrives: unread input would make the kernel
    /// send a reset, which may overtake it.
    void endConnection(tcp::socket& socket)
    {
        if (!socket.is_open())
            return;
        const int fd = socket.native_handle();
        ::shutdown(fd, SHUT_WR);
        char rest[4096];
        for (int i = 0; i < 16 && ::recv(fd, rest, sizeof rest, MSG_DONTWAIT) > 0; ++i) { }
        ::shutdown(fd, SHUT_RDWR); // A child that writes a snapshot may hold the socket, too.
        asio::error_code ignored;
        socket.close(ignored);
    }

} // namespace

ClientPorts::ClientPorts(StandaloneServer& server, std::function<Now()> now, OnReleased onReleased)
    : m_server(server)
    , m_now(std::move(now))
    , m_onReleased(std::move(onReleased))
    , m_input(inputBytes)
{
}

ClientPorts::~ClientPorts() = default;

ClientPorts::Port* ClientPorts::find(ConnectionId id)
{
    return id.value < m_ports.size() ? m_ports[id.value].get() : nullptr;
}

void ClientPorts::add(ClientListener::Accepted accepted)
{
    Peer peer;
    peer.address = accepted.address;
    peer.port = accepted.port;
    const ConnectionId id = m_server.connectionOpened(std::move(peer), m_now());
    if (id.value >= m_ports.size())
        m_ports.resize(id.value + 1);
    ZS_EXPECT(!m_ports[id.value]);
    m_ports[id.value]
        = std::make_shared<Port>(std::move(accepted.socket), std::move(accepted.address));
    ++m_count;
    askToRearm(id, *m_ports[id.value]);
}

void ClientPorts::askToRearm(ConnectionId id, Port& port)
{
    if (!std::exchange(port.toRearm, true))
        m_toRearm.push_back(id);
}

void ClientPorts::rearm()
{
    for (const ConnectionId id : m_toRearm) {
        Port* port = find(id);
        if (!port || !std::exchange(port->toRearm, false))
            continue; // Gone, or a new connection under an old number that was listed already.
        if (!port->isReading && !port->closing && m_server.wantsInput(id))
            waitForInput(id, m_ports[id.value]);
    }
    m_toRearm.clear();
}

void ClientPorts::waitForInput(ConnectionId id, const PortRef& port)
{
    port->isReading = true;
    port->socket.async_wait(
        tcp::socket::wait_read, [this, id, port](const asio::error_code& error) {
            port->isReading = false;
            if (!error && find(id) == port.get() && !port->closing)
                readReady(id, *port);
        });
}

void ClientPorts::readReady(ConnectionId id, Port& port)
{
    if (!m_server.wantsInput(id))
        return; // updateReading comes when it does again.
    const ssize_t got
        = ::recv(port.socket.native_handle(), m_input.data(), m_input.size(), MSG_DONTWAIT);
    if (got < 0 && (wouldBlock() || errno == EINTR))
        return askToRearm(id, port);
    if (got <= 0) { // The client closed, or the connection broke.
        m_server.connectionClosed(id);
        return drop(id);
    }
    m_server.received(id, ByteView(m_input).first(static_cast<std::size_t>(got)), m_now());
    askToRearm(id, port);
}

void ClientPorts::updateReading(ConnectionId id)
{
    if (Port* port = find(id); port && !port->isReading && !port->closing)
        askToRearm(id, *port);
}

void ClientPorts::flush(ConnectionId id)
{
    Port* port = find(id);
    while (port && !port->isWriting) {
        const ByteView out = m_server.pendingOutput(id);
        if (out.empty())
            break;
        const ssize_t sent = ::send(
            port->socket.native_handle(), out.data(), out.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0 && wouldBlock())
            return waitForRoom(id, m_ports[id.value]);
        if (sent < 0) {
            m_server.connectionClosed(id);
            return drop(id);
        }
        const bool isAll = static_cast<std::size_t>(sent) == out.size();
        m_server.outputSent(id, static_cast<std::size_t>(sent), m_now());
        if (!isAll)
            return waitForRoom(id, m_ports[id.value]);
        break; // What outputSent set free comes as a new effect.
    }
    if (port && port->closing && !port->isWriting && m_server.pendingOutput(id).empty()) {
        m_server.connectionClosed(id);
        drop(id);
    }
}

void ClientPorts::waitForRoom(ConnectionId id, const PortRef& port)
{
    port->isWriting = true;
    port->socket.async_wait(
        tcp::socket::wait_write, [this, id, port](const asio::error_code& error) {
            port->isWriting = false;
            if (!error && find(id) == port.get())
                flush(id);
        });
}

void ClientPorts::closeFlushed(ConnectionId id)
{
    Port* port = find(id);
    if (!port || port->closing)
        return;
    port->closing = true;
    const PortRef kept = m_ports[id.value];
    flush(id);
    if (find(id) != kept.get())
        return;
    kept->deadline.expires_after(lastWords);
    kept->deadline.async_wait([this, id, kept](const asio::error_code& error) {
        if (error || find(id) != kept.get())
            return;
        m_server.connectionClosed(id);
        drop(id);
    });
}

void ClientPorts::drop(ConnectionId id)
{
    const PortRef port = std::exchange(m_ports[id.value], nullptr);
    --m_count;
    port->deadline.cancel();
    endConnection(port->socket);
    m_onReleased(port->address);
}

void ClientPorts::closeAll()
{
    for (std::uint32_t value = 0; value < m_ports.size(); ++value) {
        const ConnectionId id{value};
        if (find(id))
            flush(id);
        if (find(id)) {
            m_server.connectionClosed(id);
            drop(id);
        }
    }
}

} // namespace zs::engine::io

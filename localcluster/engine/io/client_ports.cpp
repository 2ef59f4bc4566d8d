// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/client_ports.h"

#include "clientlib/base/expect.h"

#include <algorithm>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/socket.h>

namespace zs::engine::io {

namespace {

    constexpr std::size_t inputBytes = std::size_t(64) << 10;
    /// Of a connection's token: the upper bits count connections.
    constexpr int numberBits = 32;

    bool wouldBlock() { return errno == EAGAIN || errno == EWOULDBLOCK; }

    /// Unread input would make the kernel send a reset, which may overtake what was sent.
    void discardInput(const Fd& socket)
    {
        char rest[4096];
        int calls = 0;
        while (calls < 16 && ::recv(socket.get(), rest, sizeof rest, MSG_DONTWAIT) > 0)
            ++calls;
    }

} // namespace

ClientPorts::ClientPorts(asio::io_context& loop, PollSet& poll, ClientHandler& handler,
    std::function<Now()> now, OnReleased onReleased)
    : m_loop(loop)
    , m_poll(poll)
    , m_handler(handler)
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
    const ConnectionId id = m_handler.connectionOpened(std::move(peer), m_now());
    if (id.value >= m_ports.size())
        m_ports.resize(id.value + 1);
    ZS_EXPECT(!m_ports[id.value]);
    m_ports[id.value] = std::make_unique<Port>();
    ++m_count;
    Port& port = *m_ports[id.value];
    port.socket = std::move(accepted.socket);
    port.address = std::move(accepted.address);
    m_serial = (m_serial + 1) & 0x7fffffff; // Keeps tokens below the limit.
    port.token = std::uint64_t(m_serial) << numberBits | id.value;
    port.awaited = EPOLLIN;
    if (!m_poll.add(port.socket.get(), port.awaited, port.token))
        closeNow(id);
}

void ClientPorts::onEvent(std::uint64_t token, std::uint32_t events)
{
    const ConnectionId id{static_cast<std::uint32_t>(token)};
    const auto current = [&] {
        Port* port = find(id);
        // Another token: closed meanwhile. A child that is about to write a snapshot keeps such a
        // socket, and so its events, for a moment.
        return port && port->token == token ? port : nullptr;
    };
    if (Port* port = current(); port && (events & EPOLLOUT) && port->isWriting) {
        port->isWriting = false;
        flush(id);
        if (port = current(); port)
            await(id, *port);
    }
    Port* port = current();
    if (!port)
        return;
    const bool isReading = !port->closing && m_handler.wantsInput(id);
    if (isReading && (events & (EPOLLIN | EPOLLHUP | EPOLLERR)))
        return readReady(id, *port);
    if (events & (EPOLLHUP | EPOLLERR))
        closeNow(id); // Nobody reads, so nobody else would notice.
}

void ClientPorts::forgetInput()
{
    std::fill_n(m_input.begin(), m_inputUsed, std::uint8_t(0));
    m_inputUsed = 0;
}

void ClientPorts::readReady(ConnectionId id, Port& port)
{
    const ssize_t got = ::recv(port.socket.get(), m_input.data(), m_input.size(), MSG_DONTWAIT);
    if (got < 0 && (wouldBlock() || errno == EINTR))
        return;
    if (got <= 0) // The client closed, or the connection broke.
        return closeNow(id);
    const auto size = static_cast<std::size_t>(got);
    port.mayHaveInput = size == m_input.size();
    m_inputUsed = std::max(m_inputUsed, size);
    m_handler.received(id, ByteView(m_input).first(size), m_now());
    if (!m_handler.wantsInput(id))
        await(id, port);
}

/// Tells the poll set, where that is news, what this port waits for.
void ClientPorts::await(ConnectionId id, Port& port)
{
    const std::uint32_t wanted
        = (!port.closing && m_handler.wantsInput(id) ? std::uint32_t(EPOLLIN) : 0)
        | (port.isWriting ? std::uint32_t(EPOLLOUT) : 0);
    if (wanted != std::exchange(port.awaited, wanted))
        m_poll.change(port.socket.get(), wanted, port.token);
}

void ClientPorts::updateReading(ConnectionId id)
{
    if (Port* port = find(id))
        await(id, *port);
}

void ClientPorts::send(ConnectionId id, int flags)
{
    Port* port = find(id);
    while (port && !port->isWriting) {
        const ByteView out = m_handler.pendingOutput(id);
        if (out.empty())
            break;
        const ssize_t sent = ::send(
            port->socket.get(), out.data(), out.size(), MSG_DONTWAIT | MSG_NOSIGNAL | flags);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0 && wouldBlock())
            return waitForRoom(id, *port);
        if (sent < 0)
            return closeNow(id);
        const bool isAll = static_cast<std::size_t>(sent) == out.size();
        m_handler.outputSent(id, static_cast<std::size_t>(sent), m_now());
        if (!isAll)
            return waitForRoom(id, *port);
        break; // What outputSent set free comes as a new effect.
    }
    if (port && port->closing && !port->isWriting && m_handler.pendingOutput(id).empty())
        closeNow(id);
}

void ClientPorts::waitForRoom(ConnectionId id, Port& port)
{
    port.isWriting = true;
    await(id, port);
}

void ClientPorts::closeFlushed(ConnectionId id)
{
    Port* port = find(id);
    if (!port || port->closing)
        return;
    port->closing = true;
    const std::uint64_t token = port->token;
    // What answers closeSession leaves in one segment with the end of the stream: the kernel keeps
    // it back until the socket is closed. Not where the client may still be sending, for unread
    // input would turn the end into a reset, which drops what was kept back.
    const bool isLast = m_handler.saidGoodbye(id);
    port->mayHaveInput = port->mayHaveInput || isLast;
    send(id, isLast ? MSG_MORE : 0);
    port = find(id);
    if (!port || port->token != token)
        return;
    await(id, *port);
    port->deadline = std::make_unique<asio::steady_timer>(m_loop, lastWords);
    port->deadline->async_wait([this, id, token](const asio::error_code& error) {
        const Port* late = error ? nullptr : find(id);
        if (late && late->token == token)
            closeNow(id);
    });
}

/// The connection is of no use any more, whoever ended it: tells the core and closes it.
void ClientPorts::closeNow(ConnectionId id)
{
    m_handler.connectionClosed(id);
    drop(id);
}

void ClientPorts::drop(ConnectionId id)
{
    const std::unique_ptr<Port> port = std::exchange(m_ports[id.value], nullptr);
    --m_count;
    if (port->mayHaveInput || !(port->awaited & EPOLLIN))
        discardInput(port->socket);
    // Closing takes it out of the poll set.
    port->socket.reset();
    m_onReleased(port->address);
}

void ClientPorts::closeAll()
{
    for (std::uint32_t value = 0; value < m_ports.size(); ++value) {
        const ConnectionId id{value};
        if (find(id))
            flush(id);
        if (find(id))
            closeNow(id);
    }
}

} // namespace zs::engine::io

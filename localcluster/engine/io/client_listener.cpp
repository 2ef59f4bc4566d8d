// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/client_listener.h"

#include <algorithm>
#include <asio/ip/tcp.hpp>
#include <asio/ip/v6_only.hpp>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <system_error>

namespace zs::engine::io {

using asio::ip::tcp;

namespace {

    constexpr int mostAcceptsPerTurn = 128;
    constexpr int turnsOfMany = 4;
    constexpr std::chrono::milliseconds acceptPause{100};

    /// What to do about a port that cannot be had; empty: the system's words must do.
    std::string adviceFor(const asio::error_code& error)
    {
        if (error == asio::error::address_in_use)
            return "; another program has this port, perhaps a server that runs already: stop it, "
                   "or choose another port";
        if (error == asio::error::access_denied)
            return "; ports below 1024 need more rights than this user has";
        if (error.value() == EADDRNOTAVAIL)
            return "; this machine has no such address";
        return {};
    }

    std::string textOf(const asio::ip::address& address)
    {
        if (address.is_v6() && address.to_v6().is_v4_mapped())
            return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
        return address.to_string();
    }

} // namespace

ClientListener::ClientListener(
    asio::io_context& loop, PollSet& poll, ListenOptions options, OnAccept onAccept,
    OnProblem onProblem)
    : m_loop(loop)
    , m_poll(poll)
    , m_options(std::move(options))
    , m_onAccept(std::move(onAccept))
    , m_onProblem(std::move(onProblem))
    , m_pause(loop)
{
}

Result<void> ClientListener::open()
{
    Result<void> opened;
    if (m_options.host.empty()) {
        opened = openAt(tcp::endpoint(tcp::v6(), m_options.port));
        if (!opened) // No IPv6 on this machine, or the port is taken: the second try tells which.
            opened = openAt(tcp::endpoint(tcp::v4(), m_options.port));
    } else {
        asio::error_code error;
        tcp::resolver resolver(m_loop);
        const auto found = resolver.resolve(m_options.host, "", error);
        if (error)
            return failure(Errc::io,
                std::string("cannot resolve ") + m_options.hostKey + " " + m_options.host + ": "
                    + error.message());
        opened = openAt(tcp::endpoint(found.begin()->endpoint().address(), m_options.port));
    }
    return opened ? wait() : opened;
}

Result<void> ClientListener::openAt(const tcp::endpoint& endpoint)
{
    asio::error_code error;
    tcp::acceptor acceptor(m_loop);
    const int backlog
        = m_options.backlog > 0 ? m_options.backlog : tcp::acceptor::max_listen_connections;
    acceptor.open(endpoint.protocol(), error);
    if (!error)
        acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error && endpoint.address().is_v6() && endpoint.address().is_unspecified())
        acceptor.set_option(asio::ip::v6_only(false), error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(backlog, error);
    if (!error)
        acceptor.non_blocking(true, error);
    if (error)
        return failure(Errc::io,
            "cannot listen on " + (m_options.host.empty() ? "0.0.0.0" : m_options.host) + ":"
                + std::to_string(m_options.port) + ": " + error.message() + adviceFor(error));
    setInherited(acceptor);
    m_port = acceptor.local_endpoint(error).port();
    m_socket = Fd(acceptor.release()); // The poll set waits for it, not asio.
    return {};
}

/// Options that each accepted socket takes over from the listening one (tcp(7), socket(7)), which
/// saves a system call for each.
void ClientListener::setInherited(tcp::acceptor& acceptor) const
{
    asio::error_code ignored;
    acceptor.set_option(tcp::no_delay(true), ignored);
    if (m_options.keepAlive)
        acceptor.set_option(asio::socket_base::keep_alive(true), ignored);
}

void ClientListener::close()
{
    m_poll.forget(std::exchange(m_watch, 0));
    m_socket.reset();
    m_pause.cancel();
}

std::string ClientListener::endpointText() const
{
    const std::string host = m_options.host.empty() ? "0.0.0.0" : m_options.host;
    const bool isV6 = host.find(':') != std::string::npos;
    return (isV6 ? "[" + host + "]" : host) + ":" + std::to_string(m_port);
}

Result<void> ClientListener::wait()
{
    m_watch = m_poll.watch(m_socket.get(), [this] { acceptReady(); });
    if (m_watch == 0)
        return tl::unexpected(systemError("cannot wait for connections"));
    return {};
}

/// Connections beyond those of this turn come up in the next one. To ask for one that is not there
/// costs almost as much as to take one, so that many are asked for only while many come.
void ClientListener::acceptReady()
{
    for (int i = 0; i < m_acceptsPerTurn; ++i) {
        tcp::endpoint from;
        auto size = static_cast<socklen_t>(from.capacity());
        Fd socket(::accept4(m_socket.get(), from.data(), &size, SOCK_CLOEXEC));
        if (!socket && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            m_acceptsPerTurn = std::max(i, 1);
            m_fullTurns = 0;
            return;
        }
        if (!socket && (errno == ECONNABORTED || errno == EINTR))
            continue; // The client gave up meanwhile.
        if (!socket)
            return pauseAccepting(std::generic_category().message(errno));
        from.resize(size);
        m_outOfFiles = false;
        take(std::move(socket), from);
        if (!m_socket)
            return; // Closed by who took it.
    }
    if (++m_fullTurns >= turnsOfMany) {
        m_acceptsPerTurn = std::min(m_acceptsPerTurn * 2, mostAcceptsPerTurn);
        m_fullTurns = 0;
    }
}

void ClientListener::pauseAccepting(const std::string& why)
{
    if (!std::exchange(m_outOfFiles, true))
        m_onProblem("cannot accept connections: " + why
            + "; will try again. If this lasts, raise the limit of open files (ulimit -n)");
    // The waiting connection keeps the socket readable: waiting for that would spin.
    m_poll.change(m_socket.get(), 0, m_watch);
    m_pause.expires_after(acceptPause);
    m_pause.async_wait([this](const asio::error_code& error) {
        if (!error && m_watch != 0)
            m_poll.change(m_socket.get(), EPOLLIN, m_watch);
    });
}

void ClientListener::take(Fd socket, const tcp::endpoint& from)
{
    if (from.address() != m_lastFrom) { // Many come from the same; its text takes long to make.
        m_lastFrom = from.address();
        m_lastFromText = textOf(m_lastFrom);
    }
    std::string address = m_lastFromText;
    std::int64_t& ofAddress = m_perAddress[address];
    const bool tooManyOfIt
        = m_options.maxPerAddress > 0 && ofAddress >= m_options.maxPerAddress;
    if (tooManyOfIt || (m_options.maxInAll > 0 && m_inAll >= m_options.maxInAll)) {
        if (ofAddress == 0)
            m_perAddress.erase(address);
        m_onProblem(tooManyOfIt
                ? "too many connections from " + address + ": one more is refused (maxClientCnxns "
                    + std::to_string(m_options.maxPerAddress) + ")"
                : "too many connections in all: one more, from " + address
                    + ", is refused (maxCnxns " + std::to_string(m_options.maxInAll) + ")");
        return; // Its destructor closes it.
    }
    ++ofAddress;
    ++m_inAll;
    m_onAccept({std::move(socket), std::move(address), from.port()});
}

void ClientListener::released(const std::string& address)
{
    const auto at = m_perAddress.find(address);
    if (at == m_perAddress.end())
        return;
    --m_inAll;
    if (--at->second == 0)
        m_perAddress.erase(at);
}

} // namespace zs::engine::io

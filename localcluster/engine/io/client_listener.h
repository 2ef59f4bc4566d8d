// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/file.h"
#include "localcluster/engine/io/poll_set.h"

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace zs::engine::io {

struct ListenOptions {
    const char* hostKey = "clientPortAddress"; ///< Whose value `host` is, for messages.
    std::string host; ///< Empty: every address, IPv6 and IPv4.
    std::uint16_t port = 0; ///< 0: any free one; see `port()`.
    int backlog = -1;       ///< -1: the operating system's most.
    std::int64_t maxPerAddress = 60; ///< maxClientCnxns; 0: no limit.
    std::int64_t maxInAll = 0;       ///< maxCnxns; 0: no limit.
    bool keepAlive = false;
};

/// Accepts client connections within the limits. A connection too many is accepted and closed, as
/// Apache does. When file descriptors run out it pauses instead of spinning.
/// Threads: the loop's.
class ClientListener {
public:
    struct Accepted {
        Fd socket;           ///< TCP_NODELAY; blocking, so calls pass MSG_DONTWAIT.
        std::string address; ///< Textual, IPv4 also when it came mapped into IPv6.
        std::uint16_t port = 0;
    };
    using OnAccept = std::function<void(Accepted)>;
    using OnProblem = std::function<void(const std::string&)>;

    /// `loop` and `poll` must outlive it.
    ClientListener(asio::io_context& loop, PollSet& poll, ListenOptions options,
        OnAccept onAccept, OnProblem onProblem);
    ~ClientListener() { close(); }
    ClientListener(const ClientListener&) = delete;
    ClientListener& operator=(const ClientListener&) = delete;
    /// Binds and listens. Fails: io, naming the address ("address already in use").
    [[nodiscard]] Result<void> open();
    void close();
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    /// "0.0.0.0:2181", as people look for it.
    [[nodiscard]] std::string endpointText() const;
    /// A connection that was handed out is gone.
    void released(const std::string& address);

private:
    Result<void> openAt(const asio::ip::tcp::endpoint& endpoint);
    [[nodiscard]] Result<void> wait();
    void acceptReady();
    void pauseAccepting(const std::string& why);
    void setInherited(asio::ip::tcp::acceptor& acceptor) const;
    void take(Fd socket, const asio::ip::tcp::endpoint& from);

    asio::io_context& m_loop;
    PollSet& m_poll;
    const ListenOptions m_options;
    const OnAccept m_onAccept;
    const OnProblem m_onProblem;
    Fd m_socket; ///< Listens, non-blocking.
    std::uint64_t m_watch = 0; ///< Of the poll set; 0: it does not look for connections.
    int m_acceptsPerTurn = 1;
    int m_fullTurns = 0; ///< In a row, each with as many connections as were asked for.
    asio::steady_timer m_pause;
    std::map<std::string, std::int64_t> m_perAddress;
    std::int64_t m_inAll = 0;
    asio::ip::address m_lastFrom; ///< Of the last connection, and as text.
    std::string m_lastFromText;
    std::uint16_t m_port = 0;
    bool m_outOfFiles = false; ///< Said once, until accepting works again.
};

} // namespace zs::engine::io

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/client_handler.h"
#include "localcluster/engine/io/client_listener.h"
#include "localcluster/engine/io/poll_set.h"

#include <memory>
#include <vector>

namespace zs::engine::io {

/// Moves bytes between the client sockets and the core. Each ready socket is read once per turn,
/// into one buffer that all share, and what the core has for a connection goes out in one call.
/// Threads: the loop's.
class ClientPorts {
public:
    using OnReleased = std::function<void(const std::string& address)>;

    /// `poll`, whose events go to `onEvent`, and `handler` must outlive this object.
    ClientPorts(asio::io_context& loop, PollSet& poll, ClientHandler& handler,
        std::function<Now()> now, OnReleased onReleased);
    ~ClientPorts();

    void add(ClientListener::Accepted accepted);
    /// An event of the PollSet whose token came from this object: one below `tokenLimit`.
    void onEvent(std::uint64_t token, std::uint32_t events);
    static constexpr std::uint64_t tokenLimit = std::uint64_t(1) << 63;
    /// Sends what the core has for it, as far as the socket takes it.
    void flush(ConnectionId id) { send(id, 0); }
    /// The core wants, or no longer wants, its input.
    void updateReading(ConnectionId id);
    /// Closes once all that is pending went out; not later than `lastWords`.
    void closeFlushed(ConnectionId id);
    /// Sends what can be sent at once, and closes all. For the end of the server.
    void closeAll();
    [[nodiscard]] std::size_t count() const { return m_count; }
    /// Clears what was received since the last call: passwords must not stay in memory.
    void forgetInput();

    /// How long a connection that is being closed may take to read what was sent to it.
    static constexpr std::chrono::seconds lastWords{5};

private:
    struct Port {
        Fd socket;
        std::string address;
        std::uint64_t token = 0;     ///< Its number, and what tells it from earlier ones.
        std::uint32_t awaited = 0;   ///< Events that the epoll set waits for.
        bool isWriting = false;      ///< Waits for room to send.
        bool mayHaveInput = true;    ///< The last call did not read all there was.
        bool closing = false;
        std::unique_ptr<asio::steady_timer> deadline; ///< Of a closing one.
    };

    [[nodiscard]] Port* find(ConnectionId id);
    void readReady(ConnectionId id, Port& port);
    void send(ConnectionId id, int flags);
    void await(ConnectionId id, Port& port);
    void waitForRoom(ConnectionId id, Port& port);
    void closeNow(ConnectionId id);
    void drop(ConnectionId id);

    asio::io_context& m_loop;
    PollSet& m_poll;
    ClientHandler& m_handler;
    const std::function<Now()> m_now;
    const OnReleased m_onReleased;
    std::vector<std::unique_ptr<Port>> m_ports; ///< By ConnectionId; null: none.
    std::uint32_t m_serial = 0;
    std::size_t m_count = 0;
    Bytes m_input; ///< Received and handed to the core at once.
    std::size_t m_inputUsed = 0; ///< How far something was received since forgetInput.
};

} // namespace zs::engine::io

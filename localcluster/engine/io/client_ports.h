// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/standalone_server.h"
#include "localcluster/engine/io/client_listener.h"

#include <vector>

namespace zs::engine::io {

/// Moves bytes between the client sockets and the core. Each ready socket is read once per turn,
/// into one buffer that all share, and what the core has for a connection goes out in one call.
/// Threads: the loop's.
class ClientPorts {
public:
    using OnReleased = std::function<void(const std::string& address)>;

    ClientPorts(StandaloneServer& server, std::function<Now()> now, OnReleased onReleased);
    ~ClientPorts();

    void add(ClientListener::Accepted accepted);
    /// Sends what the core has for it, as far as the socket takes it.
    void flush(ConnectionId id);
    /// The core wants, or no longer wants, its input.
    void updateReading(ConnectionId id);
    /// Closes once all that is pending went out; not later than `lastWords`.
    void closeFlushed(ConnectionId id);
    /// Waits again for the sockets that were read. Call at the end of a turn.
    void rearm();
    /// Sends what can be sent at once, and closes all. For the end of the server.
    void closeAll();
    [[nodiscard]] std::size_t count() const { return m_count; }

    /// How long a connection that is being closed may take to read what was sent to it.
    static constexpr std::chrono::seconds lastWords{5};

private:
    struct Port {
        Port(asio::ip::tcp::socket s, std::string a)
            : socket(std::move(s)), deadline(socket.get_executor()), address(std::move(a)) {}
        asio::ip::tcp::socket socket;
        asio::steady_timer deadline;
        std::string address;
        bool isReading = false; ///< A wait for input is under way.
        bool isWriting = false; ///< A wait for room to send is under way.
        bool toRearm = false;   ///< Listed in m_toRearm.
        bool closing = false;
    };
    using PortRef = std::shared_ptr<Port>; ///< Shared with the handlers that wait for it.

    [[nodiscard]] Port* find(ConnectionId id);
    void waitForInput(ConnectionId id, const PortRef& port);
    void waitForRoom(ConnectionId id, const PortRef& port);
    void readReady(ConnectionId id, Port& port);
    void askToRearm(ConnectionId id, Port& port);
    void drop(ConnectionId id);

    StandaloneServer& m_server;
    const std::function<Now()> m_now;
    const OnReleased m_onReleased;
    std::vector<PortRef> m_ports; ///< By ConnectionId; null: none.
    std::vector<ConnectionId> m_toRearm;
    std::size_t m_count = 0;
    Bytes m_input; ///< Received and handed to the core at once.
};

} // namespace zs::engine::io

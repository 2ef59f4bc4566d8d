// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/relay/connection.h"
#include "localcluster/relay/control_port.h"

#include <map>
#include <memory>
#include <vector>

namespace zs::relay {

/// The relay of one local cluster: a listening port for each server that dials another, twice
/// (quorum and election), and the faults between them.
/// Threads: the loop's.
class Relay {
public:
    /// Fails in open(), not here. `loop` must outlive the relay.
    Relay(asio::io_context& loop, RelayPlan plan);
    ~Relay();

    /// Binds all ports and the control socket. Fails: alreadyThere (nodeExists) when a port is
    /// taken, naming it; invalidInput, when the plan's first commands are wrong; io.
    [[nodiscard]] Result<void> open();
    /// The answer to one line of the control socket, without newline.
    [[nodiscard]] std::string answer(std::string_view line);
    /// Closes everything, so that the loop runs out of work.
    void close();

    [[nodiscard]] std::size_t connectionCount() const { return m_connections.size(); }

    /// Of one listening port. A server has a handful; more are a mistake or an attack.
    static constexpr std::size_t maxConnectionsPerLine = 64;

private:
    struct Door {
        Door(asio::io_context& loop, Line l)
            : acceptor(loop), pause(loop), line(std::move(l))
        {
        }
        asio::ip::tcp::acceptor acceptor;
        asio::steady_timer pause;
        Line line;
        std::size_t open = 0;
    };

    [[nodiscard]] Result<void> reserve(std::uint16_t port);
    void reserveLater();
    [[nodiscard]] Result<void> openLine(const Ends& ends);
    [[nodiscard]] Result<void> join(const Join& command);
    [[nodiscard]] Result<void> listen(std::uint16_t port, Line line);
    void accept(Door& door);
    void take(Door& door, asio::ip::tcp::socket socket);
    void tellFaults();
    void drop(const Drop& command);

    asio::io_context& m_loop;
    RelayPlan m_plan; ///< With those that joined.
    FaultTable m_faults;
    std::vector<std::unique_ptr<Door>> m_doors;
    /// Bound and never listening: the kernel lets only the servers, which set SO_REUSEADDR, bind
    /// the port a second time, and refuses who connects.
    std::vector<asio::ip::tcp::socket> m_reserved;
    /// Ports of servers that ran when this relay was started: bound once they are down.
    std::vector<std::uint16_t> m_unreserved;
    asio::steady_timer m_reserveTimer;
    std::map<Connection*, std::shared_ptr<Connection>> m_connections;
    ControlPort m_control;
};

} // namespace zs::relay

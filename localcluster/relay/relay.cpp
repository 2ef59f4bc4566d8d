// SPDX-License-Identifier: Apache-2.0
#include "localcluster/relay/relay.h"

namespace zs::relay {
namespace {

using asio::ip::tcp;
constexpr std::chrono::milliseconds quorumPatience{500};
constexpr std::chrono::milliseconds acceptPause{100};

tl::unexpected<Error> portProblem(std::uint16_t port, const asio::error_code& error)
{
    const bool taken = error == asio::error::address_in_use;
    return failure(taken ? Errc::nodeExists : Errc::io,
        "port " + std::to_string(port) + " of 127.0.0.1 "
            + (taken ? "is used by another program" : "could not be used: " + error.message()));
}

} // namespace

Relay::Relay(asio::io_context& loop, RelayPlan plan)
    : m_loop(loop)
    , m_plan(std::move(plan))
    , m_control(loop, [this](std::string_view line) { return answer(line); })
{
}

Relay::~Relay()
{
    close();
}

Result<void> Relay::open()
{
    for (const auto& [id, ports] : m_plan.servers) {
        for (const std::uint16_t port : {ports.quorum, ports.election, ports.client}) {
            if (const auto done = reserve(port); !done)
                return done;
        }
    }
    for (const auto& [ends, ports] : m_plan.lines) {
        const RealPorts& real = m_plan.servers.at(ends.second);
        Line quorum{ends, real.quorum, std::nullopt, quorumPatience};
        if (const auto done = listen(ports.quorum, quorum); !done)
            return done;
        // Whoever is dialled dials back by the line of the other way.
        const LinePorts& back = m_plan.lines.at(Ends(ends.second, ends.first));
        Line election{ends, real.election, "127.0.0.1:" + std::to_string(back.election), {}};
        if (const auto done = listen(ports.election, election); !done)
            return done;
    }
    return m_control.open(m_plan.control);
}

Result<void> Relay::reserve(std::uint16_t port)
{
    asio::error_code error;
    tcp::socket socket(m_loop);
    socket.open(tcp::v4(), error);
    if (!error)
        socket.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        socket.bind({asio::ip::address_v4::loopback(), port}, error);
    if (error)
        return portProblem(port, error);
    m_reserved.push_back(std::move(socket));
    return {};
}

Result<void> Relay::listen(std::uint16_t port, Line line)
{
    auto door = std::make_unique<Door>(m_loop, std::move(line));
    asio::error_code error;
    door->acceptor.open(tcp::v4(), error);
    if (!error)
        door->acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        door->acceptor.bind({asio::ip::address_v4::loopback(), port}, error);
    if (!error)
        door->acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return portProblem(port, error);
    accept(*door);
    m_doors.push_back(std::move(door));
    return {};
}

void Relay::accept(Door& door)
{
    door.acceptor.async_accept([this, &door](const asio::error_code& error, tcp::socket socket) {
        if (!door.acceptor.is_open())
            return;
        if (!error) {
            take(door, std::move(socket));
            return accept(door);
        }
        // No descriptor is left, most likely: some may come free.
        door.pause.expires_after(acceptPause);
        door.pause.async_wait([this, &door](const asio::error_code& stopped) {
            if (!stopped)
                accept(door);
        });
    });
}

void Relay::take(Door& door, tcp::socket socket)
{
    if (door.open >= maxConnectionsPerLine)
        return; // The socket closes.
    ++door.open;
    auto connection
        = std::make_shared<Connection>(m_loop, std::move(socket), door.line, m_faults);
    Connection* const key = connection.get();
    m_connections.emplace(key, std::move(connection));
    key->begin([this, &door](Connection* ended) {
        --door.open;
        m_connections.erase(ended);
    });
}

void Relay::tellFaults()
{
    const auto all = m_connections; // A connection may end meanwhile.
    for (const auto& [key, connection] : all)
        connection->faultsChanged();
}

void Relay::drop(const Drop& command)
{
    const auto all = m_connections;
    for (const auto& [key, connection] : all) {
        for (const Ends& link : command.links) {
            if (connection->ends() == link || connection->ends() == Ends(link.second, link.first))
                connection->abort();
        }
    }
}

std::string Relay::answer(std::string_view line)
{
    const auto command = parseCommand(line);
    if (!command)
        return "error " + command.error().detail;
    if (std::holds_alternative<AskState>(*command))
        return "ok " + toText(m_faults);
    if (const auto* dropped = std::get_if<Drop>(&*command)) {
        drop(*dropped);
        return "ok";
    }
    if (std::holds_alternative<Quit>(*command)) {
        m_loop.stop();
        return "ok";
    }
    if (const auto* cut = std::get_if<Cut>(&*command))
        m_faults.apply(*cut);
    else if (const auto* delay = std::get_if<Delay>(&*command))
        m_faults.apply(*delay);
    else if (const auto* heal = std::get_if<Heal>(&*command))
        m_faults.apply(*heal);
    tellFaults();
    return "ok";
}

void Relay::close()
{
    asio::error_code ignored;
    for (const auto& door : m_doors) {
        door->acceptor.close(ignored);
        door->pause.cancel();
    }
    const auto all = m_connections;
    for (const auto& [key, connection] : all)
        connection->abort();
    m_reserved.clear();
    m_control.close();
}

} // namespace zs::relay

// SPDX-License-Identifier: Apache-2.0
#include "localcluster/relay/relay.h"

namespace zs::relay {
namespace {

using asio::ip::tcp;
constexpr std::chrono::milliseconds quorumPatience{500};
constexpr std::chrono::milliseconds acceptPause{100};
constexpr std::chrono::milliseconds reservePause{500};

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
    , m_reserveTimer(loop)
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
            const auto done = reserve(port);
            if (!done && m_plan.again && done.error().code == Errc::nodeExists)
                m_unreserved.push_back(port); // Its server listens there.
            else if (!done)
                return done;
        }
    }
    reserveLater();
    for (const std::string& command : m_plan.first) {
        const std::string said = answer(command);
        if (!said.starts_with("ok"))
            return failure(Errc::invalidInput, "\"first " + command + "\": " + said);
    }
    for (const auto& [ends, ports] : m_plan.lines) {
        if (const auto done = openLine(ends); !done)
            return done;
    }
    return m_control.open(m_plan.control);
}

Result<void> Relay::openLine(const Ends& ends)
{
    const LinePorts& ports = m_plan.lines.at(ends);
    const RealPorts& real = m_plan.servers.at(ends.second);
    Line quorum{ends, real.quorum, std::nullopt, quorumPatience};
    if (const auto done = listen(ports.quorum, quorum); !done)
        return done;
    // Whoever is dialled dials back by the line of the other way.
    const LinePorts& back = m_plan.lines.at(Ends(ends.second, ends.first));
    Line election{ends, real.election, "127.0.0.1:" + std::to_string(back.election), {}};
    return listen(ports.election, election);
}

Result<void> Relay::join(const Join& command)
{
    for (const auto& [other, lines] : command.lines) {
        if (!m_plan.servers.contains(other))
            return failure(Errc::invalidInput,
                "there is no server " + std::to_string(other.value) + " to be joined with");
    }
    if (!m_plan.servers.emplace(command.id, command.real).second)
        return failure(Errc::nodeExists,
            "server " + std::to_string(command.id.value) + " is here already");
    for (const std::uint16_t port :
        {command.real.quorum, command.real.election, command.real.client}) {
        if (const auto done = reserve(port); !done)
            return done;
    }
    for (const auto& [other, lines] : command.lines) {
        m_plan.lines[Ends(command.id, other)] = lines.out;
        m_plan.lines[Ends(other, command.id)] = lines.back;
        for (const Ends& ends : {Ends(command.id, other), Ends(other, command.id)}) {
            if (const auto done = openLine(ends); !done)
                return done;
        }
    }
    return {};
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

void Relay::reserveLater()
{
    std::erase_if(
        m_unreserved, [this](std::uint16_t port) { return reserve(port).has_value(); });
    if (m_unreserved.empty())
        return;
    m_reserveTimer.expires_after(reservePause);
    m_reserveTimer.async_wait([this](const asio::error_code& stopped) {
        if (!stopped)
            reserveLater();
    });
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
    if (const auto* joined = std::get_if<Join>(&*command)) {
        const auto done = join(*joined);
        return done ? "ok" : "error " + done.error().detail;
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
    m_reserveTimer.cancel();
    m_unreserved.clear();
    m_reserved.clear();
    m_control.close();
}

} // namespace zs::relay

// SPDX-License-Identifier: Apache-2.0
#include "localcluster/relay/control_port.h"

#include <asio/read_until.hpp>
#include <asio/write.hpp>

#include <sys/stat.h>
#include <unistd.h>

namespace zs::relay {

using asio::local::stream_protocol;

/// Reads a line, writes its answer, and so on.
class ControlPort::Client : public std::enable_shared_from_this<Client> {
public:
    Client(stream_protocol::socket socket, ControlPort& port)
        : m_socket(std::move(socket))
        , m_port(&port)
    {
    }

    void readLine()
    {
        asio::async_read_until(m_socket, asio::dynamic_buffer(m_input, maxLineBytes), '\n',
            [self = shared_from_this()](const asio::error_code& error, std::size_t count) {
                self->onLine(error, count);
            });
    }

    void close()
    {
        asio::error_code ignored;
        m_socket.close(ignored);
        m_port = nullptr;
    }

private:
    void onLine(const asio::error_code& error, std::size_t count)
    {
        if (!m_port)
            return;
        if (error)
            return leave();
        m_output = m_port->m_answer(std::string_view(m_input).substr(0, count - 1)) + "\n";
        m_input.erase(0, count);
        asio::async_write(m_socket, asio::buffer(m_output),
            [self = shared_from_this()](const asio::error_code& failed, std::size_t) {
                if (!self->m_port)
                    return;
                if (failed)
                    return self->leave();
                self->readLine();
            });
    }

    void leave()
    {
        ControlPort* const port = m_port;
        close();
        port->m_clients.erase(shared_from_this());
    }

    stream_protocol::socket m_socket;
    ControlPort* m_port;
    std::string m_input;
    std::string m_output;
};

ControlPort::ControlPort(asio::io_context& loop, Answer answer)
    : m_loop(loop)
    , m_acceptor(loop)
    , m_answer(std::move(answer))
{
}

Result<void> ControlPort::open(const std::string& path)
{
    // sun_path ends with a zero byte.
    if (path.size() >= sizeof(sockaddr_un::sun_path))
        return failure(Errc::io, "the path of the control socket is too long: " + path);
    (void)::unlink(path.c_str());
    asio::error_code error;
    m_acceptor.open(stream_protocol(), error);
    if (!error)
        m_acceptor.bind(stream_protocol::endpoint(path), error);
    if (!error && ::chmod(path.c_str(), 0600) != 0)
        error = asio::error_code(errno, asio::system_category());
    if (!error)
        m_acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return failure(Errc::io, "cannot listen at " + path + ": " + error.message());
    m_path = path;
    accept();
    return {};
}

void ControlPort::close()
{
    asio::error_code ignored;
    m_acceptor.close(ignored);
    for (const auto& client : m_clients)
        client->close();
    m_clients.clear();
    if (!m_path.empty())
        (void)::unlink(std::exchange(m_path, {}).c_str());
}

void ControlPort::accept()
{
    m_acceptor.async_accept(
        [this](const asio::error_code& error, stream_protocol::socket socket) {
            if (error)
                return; // Closed.
            if (m_clients.size() < maxClients) {
                auto client = std::make_shared<Client>(std::move(socket), *this);
                m_clients.insert(client);
                client->readLine();
            }
            accept();
        });
}

} // namespace zs::relay

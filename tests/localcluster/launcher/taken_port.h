// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>

namespace zs::launcher {

/// Listens on a port of 127.0.0.1 for as long as it lives, as another program would.
class TakenPort {
public:
    /// `wanted` 0: one that the kernel picks.
    explicit TakenPort(std::uint16_t wanted = 0) : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(wanted);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto* const generic = reinterpret_cast<sockaddr*>(&address);
        socklen_t length = sizeof address;
        if (::bind(m_socket, generic, length) != 0 || ::listen(m_socket, 1) != 0
            || ::getsockname(m_socket, generic, &length) != 0) {
            ::close(m_socket);
            throw std::runtime_error("no port to take");
        }
        m_port = ntohs(address.sin_port);
    }
    ~TakenPort() { ::close(m_socket); }
    TakenPort(const TakenPort&) = delete;
    TakenPort& operator=(const TakenPort&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    int m_socket;
    std::uint16_t m_port = 0;
};

} // namespace zs::launcher

// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/free_port.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace zs::launcher {
namespace {

    /// Binds and listens as a server would; yields the port that the kernel gave.
    std::optional<std::uint16_t> tryListen(std::uint16_t port, bool reuse = true)
    {
        const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (probe < 0)
            return std::nullopt;
        // Servers set this too: connections in TIME_WAIT do not keep a port taken.
        const int on = reuse ? 1 : 0;
        ::setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto* const generic = reinterpret_cast<sockaddr*>(&address);
        socklen_t length = sizeof address;
        const bool bound = ::bind(probe, generic, length) == 0 && ::listen(probe, 1) == 0
            && ::getsockname(probe, generic, &length) == 0;
        ::close(probe);
        if (!bound)
            return std::nullopt;
        return ntohs(address.sin_port);
    }

} // namespace

bool isPortFree(std::uint16_t port)
{
    return port != 0 && tryListen(port).has_value();
}

bool isPortUnused(std::uint16_t port)
{
    return port != 0 && tryListen(port, false).has_value();
}

std::optional<std::uint16_t> freePort(std::uint16_t preferred)
{
    const int last = std::min(preferred + 100, 65535);
    for (int port = preferred; preferred != 0 && port <= last; ++port) {
        if (isPortFree(static_cast<std::uint16_t>(port)))
            return static_cast<std::uint16_t>(port);
    }
    return tryListen(0);
}

} // namespace zs::launcher

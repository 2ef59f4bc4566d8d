// SPDX-License-Identifier: Apache-2.0
#include "tests/support/free_port.h"

#include "localcluster/launcher/port_claims.h"

#include <cstdio>
#include <cstdlib>
#include <random>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace zs::test {

namespace {

    bool isFree(std::uint16_t port)
    {
        const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const bool free
            = ::bind(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        ::close(probe);
        return free;
    }

} // namespace

std::uint16_t freePort()
{
    static launcher::PortClaims claims;
    static std::mt19937 random{std::random_device{}()};
    std::uniform_int_distribution<int> ports(10'000, 31'999);
    for (int attempt = 0; attempt < 10'000; ++attempt) {
        const auto port = static_cast<std::uint16_t>(ports(random));
        if (claims.holds(port) || !claims.claim(port))
            continue;
        // Claimed before it is probed, which may keep another test's server from its own port.
        if (isFree(port))
            return port;
        claims.release(port);
    }
    std::fputs("no TCP port is free for a test\n", stderr);
    std::abort();
}

} // namespace zs::test

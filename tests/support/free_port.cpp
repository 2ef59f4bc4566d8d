// SPDX-License-Identifier: Apache-2.0
#include "tests/support/free_port.h"

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
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

    /// By an abstract name, which goes with this process, however that ends: the name by which
    /// local clusters claim their ports, too (localcluster/launcher/port_claims.h). It comes before
    /// the probe, which may keep the server of another test from a port that is that test's.
    bool reserve(std::uint16_t port)
    {
        const int mark = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string name = "zooscope-port-" + std::to_string(port);
        std::memcpy(address.sun_path + 1, name.data(), name.size());
        const auto size
            = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
        if (::bind(mark, reinterpret_cast<const sockaddr*>(&address), size) == 0 && isFree(port))
            return true; // `mark` stays open.
        ::close(mark);
        return false;
    }

} // namespace

std::uint16_t freePort()
{
    static std::mt19937 random{std::random_device{}()};
    std::uniform_int_distribution<int> ports(10'000, 31'999);
    for (int attempt = 0; attempt < 10'000; ++attempt) {
        const auto port = static_cast<std::uint16_t>(ports(random));
        if (reserve(port))
            return port;
    }
    std::fputs("no TCP port is free for a test\n", stderr);
    std::abort();
}

} // namespace zs::test

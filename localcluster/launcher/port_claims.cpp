// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/port_claims.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>
#include <string>

namespace zs::launcher {

PortClaims::~PortClaims()
{
    releaseAll();
}

bool PortClaims::claim(std::uint16_t port)
{
    if (holds(port))
        return true;
    const int mark = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (mark < 0)
        return false;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    // Abstract: it begins with a zero, and no file stands for it.
    const std::string name = "zooscope-port-" + std::to_string(port);
    std::memcpy(address.sun_path + 1, name.data(), name.size());
    const auto size
        = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
    if (::bind(mark, reinterpret_cast<const sockaddr*>(&address), size) != 0) {
        ::close(mark);
        return false;
    }
    m_sockets.emplace(port, mark);
    return true;
}

void PortClaims::release(std::uint16_t port)
{
    if (const auto found = m_sockets.find(port); found != m_sockets.end()) {
        ::close(found->second);
        m_sockets.erase(found);
    }
}

void PortClaims::releaseAll()
{
    for (const auto& [port, mark] : m_sockets)
        ::close(mark);
    m_sockets.clear();
}

std::vector<int> PortClaims::descriptors() const
{
    std::vector<int> all;
    for (const auto& [port, mark] : m_sockets)
        all.push_back(mark);
    return all;
}

} // namespace zs::launcher

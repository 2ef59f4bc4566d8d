// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <vector>

namespace zs::launcher {

/// Ports that no other cluster of this machine plans. Whether somebody listens on a port does not
/// tell: a follower leaves its quorum port alone until it leads, perhaps for days.
///
/// A claim is an abstract Unix socket named for the port: made by one program only, and gone with
/// the last process that holds its descriptor, however that ends. It binds only those who ask by
/// the same name. Threads: any one at a time.
class PortClaims {
public:
    PortClaims() = default;
    ~PortClaims();
    PortClaims(const PortClaims&) = delete;
    PortClaims& operator=(const PortClaims&) = delete;

    /// True when `port` is claimed here now, perhaps since before; false when another one has it.
    [[nodiscard]] bool claim(std::uint16_t port);
    [[nodiscard]] bool holds(std::uint16_t port) const { return m_sockets.contains(port); }
    /// Does nothing for a port that is not claimed here.
    void release(std::uint16_t port);
    void releaseAll();

    /// For a child that is to hold the claims too; they stay owned here.
    [[nodiscard]] std::vector<int> descriptors() const;

private:
    std::map<std::uint16_t, int> m_sockets;
};

} // namespace zs::launcher

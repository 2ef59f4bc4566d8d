// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace zs::relay {

/// Puts another address into the hello with which a server opens an election connection (long
/// version, long sid, int length, text: see QuorumCnxManager.InitialMessage of Apache ZooKeeper
/// 3.8). The receiver may dial back to that address, so it must be one of the relay's.
/// A hello of 3.4 (a bare sid), and whatever is no hello, passes as it is: the receiver judges it.
/// A value; no I/O.
class HelloRewriter {
public:
    explicit HelloRewriter(std::string address) : m_address(std::move(address)) {}

    /// Takes the next bytes of the stream, yields what goes on: nothing while the hello is not
    /// whole, since Apache's receiver wants it in one piece.
    [[nodiscard]] std::string feed(std::string_view bytes);
    /// What was held when the stream ended.
    [[nodiscard]] std::string finish();

    /// Apache's own limit on the address.
    static constexpr std::uint32_t maxAddressBytes = 2048;

private:
    [[nodiscard]] std::string passOn();

    std::string m_address;
    std::string m_held;
    bool m_passing = false; ///< The hello is behind us.
};

} // namespace zs::relay

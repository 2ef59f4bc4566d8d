// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/base/ids.h"

#include <optional>
#include <string>
#include <vector>

namespace zs::engine {

/// A host and a port as the election protocol writes them: "10.0.0.1:3888", "[::1]:3888".
struct HostPort {
    std::string host; ///< Without the brackets of an IPv6 address.
    std::uint16_t port = 0;
    auto operator<=>(const HostPort&) const = default;

    [[nodiscard]] std::string text() const;
    /// True for 0.0.0.0 and ::, which name no host that could be dialled.
    [[nodiscard]] bool isWildcard() const;
    /// Fails: invalidInput.
    [[nodiscard]] static Result<HostPort> parse(std::string_view text);
};

/// The first message on an election connection, from the server that dialled.
/// Source: QuorumCnxManager.InitialMessage of Apache ZooKeeper 3.8.
struct ElectionGreeting {
    enum class Form {
        bareId,         ///< ZooKeeper 3.4: the server id alone.
        oneAddress,     ///< Version -65536: what we send.
        manyAddresses,  ///< Version -65535: several, joined with "|".
    };
    /// Longest list of addresses that is accepted.
    static constexpr std::size_t maxAddressBytes = 2048;
    /// The id with which an observer of ZooKeeper 3.3 asks for one.
    static constexpr ServerId anonymousObserver{-1};

    Form form = Form::oneAddress;
    ServerId sid;
    std::vector<HostPort> addresses; ///< Where the sender's election port can be dialled.
    bool operator==(const ElectionGreeting&) const = default;

    [[nodiscard]] Bytes encode() const;
};

/// A greeting and how many bytes it took; messages may follow at once.
struct ReceivedGreeting {
    ElectionGreeting greeting;
    std::size_t sizeBytes = 0;
};

/// Reads the greeting at the start of `received`; nothing while it is incomplete. Fails: protocol
/// (unknown version, unreasonable length, malformed address); the connection must be closed then.
/// All addresses are kept as sent, wildcards too, see HostPort::isWildcard.
[[nodiscard]] Result<std::optional<ReceivedGreeting>> readGreeting(ByteView received);

} // namespace zs::engine

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"
#include "clientlib/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zs::config {

enum class PeerType { participant, observer };

/// Where one member listens for the others.
struct PeerAddress {
    std::string host;               ///< Name or literal; IPv6 without its brackets.
    std::uint16_t quorumPort = 0;   ///< The leader listens here for followers and observers.
    std::uint16_t electionPort = 0; ///< All members listen here while they elect.

    bool operator==(const PeerAddress&) const = default;
};

/// Where one member listens for clients; an empty host is every address.
struct ClientAddress {
    std::string host;
    std::uint16_t port = 0;

    bool operator==(const ClientAddress&) const = default;
};

/// One `server.N` line of a configuration.
struct ServerSpec {
    ServerId id;
    std::vector<PeerAddress> addresses; ///< At least one; more need multiAddress.enabled.
    PeerType type = PeerType::participant;
    std::optional<ClientAddress> client;
    std::optional<ClientAddress> secureClient;

    bool operator==(const ServerSpec&) const = default;
};

/// Reads `host:quorumPort:electionPort[:type][;[clientHost:]port[;[secureHost:]port]]`, several
/// addresses separated by `|`. Fails: invalidInput, saying which part is wrong and what it needs.
/// Source: QuorumPeer.QuorumServer of Apache ZooKeeper 3.8.
[[nodiscard]] Result<ServerSpec> parseServerSpec(ServerId id, std::string_view text);

/// The value of the `server.N` line, in the classic form unless it holds client addresses.
[[nodiscard]] std::string toText(const ServerSpec& server);

} // namespace zs::config

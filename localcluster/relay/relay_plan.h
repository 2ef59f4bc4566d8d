// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"
#include "clientlib/base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zs::relay {

/// (sender, receiver) or (who dials, whom).
using Ends = std::pair<ServerId, ServerId>;

/// Where a server really listens. The relay keeps these ports from other programs while the
/// server is down.
struct RealPorts {
    std::uint16_t quorum = 0;
    std::uint16_t election = 0;
    std::uint16_t client = 0;
};

/// Where the relay listens for one server that dials another.
struct LinePorts {
    std::uint16_t quorum = 0;
    std::uint16_t election = 0;
};

/// What a relay is started with.
struct RelayPlan {
    std::string control; ///< Path of the Unix socket that takes commands.
    std::map<ServerId, RealPorts> servers;
    std::map<Ends, LinePorts> lines;
    /// It takes the place of one that ended: servers may run, and have their real ports.
    bool again = false;
    /// Commands of the control socket, in force before the first connection.
    std::vector<std::string> first;
};

/// Reads the text of a plan: lines
///   control PATH
///   server ID QUORUM ELECTION CLIENT
///   line FROM TO QUORUM ELECTION
///   again
///   first COMMAND
/// and comments (#). Fails: invalidInput, "line N: …".
[[nodiscard]] Result<RelayPlan> parsePlan(std::string_view text);
[[nodiscard]] std::string toText(const RelayPlan& plan);

} // namespace zs::relay

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/config/server_spec.h"
#include "localcluster/engine/zab/peer_settings.h"

namespace zs::engine {

/// The ensemble that these members make, with the rule of the majority. Its text has the bytes that
/// Apache ZooKeeper 3.8 makes of it (QuorumMaj and QuorumServer.toString): a client part only where
/// the member's own line has one, members in the order of Java's HashMap, the version in
/// hexadecimal.
[[nodiscard]] Membership membershipOf(
    const std::vector<config::ServerSpec>& servers, std::int64_t version);

/// The configuration that another server sent: lines `server.N=…` and `version=…`. Fails:
/// invalidInput, saying which line is wrong, or what this version cannot do (group.G, weight.N).
/// Source: QuorumPeer.configFromString.
[[nodiscard]] Result<Membership> readMembership(std::string_view text);

} // namespace zs::engine

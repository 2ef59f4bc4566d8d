// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/config/server_config.h"
#include "localcluster/engine/zab/peer_settings.h"

namespace zs::engine::io {

/// The ensemble that a configuration describes. `text` has the bytes that Apache ZooKeeper 3.8
/// makes of it (QuorumMaj and QuorumServer.toString): a client part only where the server's own
/// line has one, members in the order of Java's HashMap, the version in hexadecimal.
/// Fails: invalidInput for what this version cannot do (hierarchical quorums).
[[nodiscard]] Result<Membership> membershipOf(const config::ServerConfig& config);

/// The configuration's version: the hexadecimal ending of the dynamic file's name; 0: static.
[[nodiscard]] std::int64_t configVersionOf(const config::ServerConfig& config);

/// What the member `self` must know. Fails: as membershipOf.
[[nodiscard]] Result<PeerSettings> peerSettingsOf(
    const config::ServerConfig& config, ServerId self);

} // namespace zs::engine::io

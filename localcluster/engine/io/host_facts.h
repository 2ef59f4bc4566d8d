// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/config/server_config.h"
#include "localcluster/engine/core/four_letter.h"
#include "localcluster/engine/io/client_listener.h"
#include "localcluster/engine/io/disk_source.h"
#include "localcluster/engine/zab/peer_settings.h"

#include <chrono>

namespace zs::engine::io {

/// "3.8.0-zooscope-0.1.0": what clients parse as a ZooKeeper version, with our own behind it.
[[nodiscard]] std::string serverVersion();
/// When this program was configured: "2026-11-21 23:00 UTC".
[[nodiscard]] std::string builtOn();

/// What the four-letter word `word` tells about machine and process; no more, since it is asked on
/// the loop. May read /proc and the directories.
[[nodiscard]] HostFacts gatherHostFacts(std::string_view word, const config::ServerConfig& config,
    const DataDirectories& directories, const ClientListener& listener,
    std::chrono::steady_clock::duration uptime);

/// Adds what `conf` of a member tells beside (QuorumZooKeeperServer.dumpConf of Apache 3.8), where
/// `host` was gathered for that word.
void addMemberFacts(
    HostFacts& host, const config::ServerConfig& config, const PeerSettings& settings);

} // namespace zs::engine::io

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/config/server_config.h"
#include "localcluster/engine/core/four_letter.h"
#include "localcluster/engine/io/client_listener.h"
#include "localcluster/engine/io/disk_source.h"

#include <chrono>

namespace zs::engine::io {

/// "3.8.0-zooscope-0.1.0": what clients parse as a ZooKeeper version, with our own behind it.
[[nodiscard]] std::string serverVersion();
/// When this program was configured: "2026-11-21 23:00 UTC".
[[nodiscard]] std::string builtOn();

/// What four-letter words tell about machine and process. Reads /proc and the directories.
[[nodiscard]] HostFacts gatherHostFacts(const config::ServerConfig& config,
    const DataDirectories& directories, const ClientListener& listener,
    std::chrono::steady_clock::duration uptime);

} // namespace zs::engine::io

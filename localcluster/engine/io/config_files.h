// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/config/server_config.h"
#include "localcluster/engine/zab/peer_settings.h"
#include "localcluster/engine/zab/zab_effects.h"

namespace zs::engine::io {

/// The files of a configuration that changes while the server runs, beside the one that it was
/// started with (`zoo.cfg`), with Apache's names and content: `zoo.cfg.dynamic.next`,
/// `zoo.cfg.dynamic.<version>`, `zoo.cfg.bak`. All block on the disk. Files appear by rename, with
/// the permissions of `zoo.cfg`.
/// Source: QuorumPeerConfig.writeDynamicConfig, editStaticConfig, backupOldConfig of 3.8. Stated
/// difference: comments and the order of lines in `zoo.cfg` stay.

/// Performs the task. Fails: io, noSpace, naming the file.
[[nodiscard]] Result<void> keepConfig(const std::string& configFile, const WriteConfig& task);

/// What `zoo.cfg.dynamic.next` proposes; nothing when there is no such file. Fails: io,
/// invalidInput.
[[nodiscard]] Result<std::optional<Membership>> readProposedConfig(const std::string& configFile);

/// Copies a `zoo.cfg` that holds the members itself to `zoo.cfg.bak`, before any reconfiguration
/// takes them out. Fails: io, noSpace.
[[nodiscard]] Result<void> backUpConfig(const std::string& configFile);

} // namespace zs::engine::io

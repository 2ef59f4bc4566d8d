// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/data_store.h"
#include "localcluster/engine/io/epoch_files.h"
#include "localcluster/engine/peer/quorum_peer.h"

namespace zs::engine::io {

/// What a member finds on its disk, and what its log should say about it.
struct RecoveredMember {
    PeerHistory history;
    Zxid lastProcessed;
    Zxid snapshot;            ///< What was loaded before the log.
    std::size_t replayed = 0; ///< Records after it.
    std::vector<std::string> notes;
};

/// Recovers tree, sessions, the log's tail and the epoch files. On a fresh directory it writes
/// snapshot.0 first. Blocks on the disk. Fails: as storage::recover and readEpochs.
[[nodiscard]] Result<RecoveredMember> recoverMember(
    const DataDirectories& directories, const config::ServerConfig& config);

/// Cuts the history behind `last`, as a leader asks for (TRUNC): recovers the state right after it,
/// then deletes newer snapshots, then cuts the logs. A crash at any moment leaves a history that
/// this server once had. Blocks on the disk; nobody else may write the logs.
/// Fails: as storage::recover, before anything was changed (corrupt: the snapshots that are left
/// do not reach back so far); io.
[[nodiscard]] Result<RecoveredState> truncateHistory(
    const DataDirectories& directories, const config::ServerConfig& config, Zxid last);

/// Makes the snapshot that was written under its temporary name the newest state: log records
/// above it go first, then it gets its name, then newer snapshots go, then all that is older: those
/// logs do not lead to it. A crash at any moment leaves the old history, or its beginning, or the
/// new state. Blocks on the disk; nobody else may write the logs. Fails: io.
[[nodiscard]] Result<void> adoptSnapshot(
    const DataDirectories& directories, const SnapshotTarget& target, Zxid zxid);

/// The log's transactions from the last one <= `from` on, with their entries; nothing when there is
/// none so old, when one is missing or damaged, or when they exceed `limitBytes` (< 0: no limit).
/// Blocks on the disk; the last log file may be written meanwhile, but none may be cut.
[[nodiscard]] std::optional<std::vector<std::pair<Zxid, Bytes>>> readLogFrom(
    const DataDirectories& directories, Zxid from, std::int64_t limitBytes);

} // namespace zs::engine::io

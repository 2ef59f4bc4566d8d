// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/config/server_config.h"
#include "localcluster/engine/io/disk_source.h"
#include "localcluster/engine/io/file.h"
#include "localcluster/engine/io/log_thread.h"
#include "localcluster/engine/io/snapshot_child.h"

#include <functional>
#include <mutex>

namespace zs::engine::io {

/// Makes the directories of a server where that is allowed, takes the lock that keeps a second
/// server out, and removes what a killed server left half-made.
class DataStore {
public:
    /// Fails: io (cannot create, cannot lock: another server runs on it).
    [[nodiscard]] static Result<DataStore> open(const config::ServerConfig& config);

    [[nodiscard]] const DataDirectories& directories() const { return m_directories; }
    /// Who deletes or cuts files of the history, or reads logs beside those who do, holds it.
    [[nodiscard]] std::mutex& filesMutex() { return *m_filesMutex; }
    /// The large files that a killed server left half-made: deleted by `open`, but not closed, for
    /// to free half a snapshot at once would hold up the start. For `freeSpace`. Once only.
    [[nodiscard]] std::vector<Fd> takeLeftovers() { return std::exchange(m_leftovers, {}); }

    /// Recovers tree and sessions. On a fresh directory it writes snapshot.0 first, without which
    /// logs would be refused later. Fails: as storage::recover.
    [[nodiscard]] Result<storage::Recovered> recover(
        const config::ServerConfig& config, DataTree& tree);

private:
    DataStore(DataDirectories directories, Fd lock)
        : m_directories(std::move(directories))
        , m_lock(std::move(lock))
    {
    }

    void removeLeftovers();

    DataDirectories m_directories;
    Fd m_lock;
    std::vector<Fd> m_leftovers;
    std::unique_ptr<std::mutex> m_filesMutex = std::make_unique<std::mutex>();
};

/// The recovery settings of a configuration.
[[nodiscard]] storage::RecoveryOptions recoveryOptions(const config::ServerConfig& config);

/// Recovers a tree; on a fresh directory it writes snapshot.0 first. What was read is durable when
/// it returns: a killed server may have left it to the kernel alone, and a vote, an
/// acknowledgement or a reply will rely on it. Fails: as storage::recover.
[[nodiscard]] Result<storage::Recovered> recoverTree(const DataDirectories& directories,
    const config::ServerConfig& config, const storage::RecoveryOptions& options, DataTree& tree);

/// The snapshot settings of a configuration.
[[nodiscard]] SnapshotTarget snapshotTarget(const config::ServerConfig& config);

/// What the configuration says of a snapshot, still without its sessions.
[[nodiscard]] storage::SnapshotHead snapshotHeadOf(const config::ServerConfig& config);

/// The settings of a log in these directories.
[[nodiscard]] LogOptions logOptions(
    const config::ServerConfig& config, const DataDirectories& directories);

/// What a purge deleted.
struct Purged {
    std::vector<std::string> names;
    std::vector<Fd> files; ///< The large ones, still open, so that their space is not free yet.
};

/// Deletes what `autopurge.snapRetainCount` does not keep. Blocks on the disk; the caller holds the
/// store's filesMutex. Source: PurgeTxnLog of Apache ZooKeeper 3.8. Fails: io.
[[nodiscard]] Result<Purged> purge(const DataDirectories& directories, std::size_t retain);

} // namespace zs::engine::io

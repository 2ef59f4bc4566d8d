// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/storage/compression.h"
#include "localcluster/engine/storage/snapshot_writer.h"

#include <optional>
#include <sys/types.h>

namespace zs::engine::io {

struct SnapshotTarget {
    std::string directory; ///< <dataDir>/version-2
    storage::Compression compression = storage::Compression::none;
};

/// Writes a snapshot of `tree`, named for its last zxid, so that it exists whole or not at all:
/// temporary file, fsync, rename, directory fsync. Blocks on the disk. Fails: io.
[[nodiscard]] Result<void> writeSnapshot(
    const SnapshotTarget& target, const DataTree& tree, const storage::SnapshotHead& head);

/// Takes snapshots in a forked child, which sees the tree as it was at that moment (copy on
/// write) while the server goes on. The child dies with the server.
/// Threads: the server's loop alone.
class SnapshotChild {
public:
    /// Fails: io, when fork does. Not while one is running.
    [[nodiscard]] Result<void> start(
        const SnapshotTarget& target, const DataTree& tree, const storage::SnapshotHead& head);
    [[nodiscard]] bool running() const { return m_pid > 0; }
    /// Call on SIGCHLD: nullopt while it runs on, else whether it succeeded.
    [[nodiscard]] std::optional<Result<void>> reap();
    /// Ends a running child; its temporary file is left for the next start to remove.
    void abandon();

private:
    pid_t m_pid = -1;
};

} // namespace zs::engine::io

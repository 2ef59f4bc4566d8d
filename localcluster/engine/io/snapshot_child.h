// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/child_process.h"
#include "localcluster/engine/storage/compression.h"
#include "localcluster/engine/storage/snapshot_writer.h"

namespace zs::engine::io {

struct SnapshotTarget {
    std::string directory; ///< <dataDir>/version-2
    storage::Compression compression = storage::Compression::none;
};

/// How a snapshot is written. `gentle`: in steps that the disk has finished before the next, with
/// pauses between them, since each sync of the log beside it waits for all that the disk was given.
enum class Pace { quick, gentle };

/// Writes a snapshot of `tree`, named for its last zxid, so that it exists whole or not at all:
/// temporary file, fsync, rename, directory fsync. Blocks on the disk. Fails: io.
[[nodiscard]] Result<void> writeSnapshot(const SnapshotTarget& target, const DataTree& tree,
    const storage::SnapshotHead& head, Pace pace = Pace::quick);

/// The halves of it: `temporaryName` in the directory, synced; then its name and the directory.
[[nodiscard]] Result<void> writeTemporarySnapshot(const SnapshotTarget& target,
    const DataTree& tree, const storage::SnapshotHead& head, Pace pace = Pace::quick);
[[nodiscard]] Result<void> publishSnapshot(const SnapshotTarget& target, Zxid zxid);

/// Takes snapshots in a child process, of the tree as it is at that moment.
/// Threads: the server's loop alone.
class SnapshotChild {
public:
    /// `temporary`: the file stays under its temporary name, for publishSnapshot.
    enum class Outcome { published, temporary };

    /// Fails: io, when fork does. Not while one is running.
    [[nodiscard]] Result<void> start(const SnapshotTarget& target, const DataTree& tree,
        const storage::SnapshotHead& head, Outcome outcome = Outcome::published);
    [[nodiscard]] bool running() const { return m_child.running(); }
    /// Call on SIGCHLD: nullopt while it runs on, else whether it succeeded. Fails: noSpace, io.
    [[nodiscard]] std::optional<Result<void>> reap();
    [[nodiscard]] bool wasKilled() const { return m_child.wasKilled(); }
    /// Ends a running child; its temporary file is left for the next start to remove.
    void abandon() { m_child.abandon(); }

private:
    ChildProcess m_child;
};

} // namespace zs::engine::io

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/acl.h"
#include "localcluster/engine/core/stat_persisted.h"
#include "localcluster/engine/core/txn.h"

#include <optional>
#include <string_view>
#include <vector>

namespace zs::engine::storage {

/// Told what a snapshot holds, in the file's order. A failure of any of these ends the reading and
/// becomes its failure.
class SnapshotVisitor {
public:
    virtual Result<void> session(SessionId id, std::int32_t timeoutMs) = 0;
    virtual Result<void> aclList(std::int64_t diskId, std::vector<Acl> list) = 0;
    /// `path` is "" for the root; path and data are borrowed from the file's bytes.
    virtual Result<void> node(std::string_view path, std::optional<ByteView> data,
        std::int64_t aclDiskId, const StatPersisted& stat)
        = 0;

protected:
    ~SnapshotVisitor() = default;
};

/// What stands behind the nodes.
struct SnapshotTrailer {
    /// The tree's digest and the zxid of the last transaction in it, which is above the one in the
    /// file's name when the snapshot was taken while transactions went on. 3.6 and later.
    std::optional<TxnDigest> digest;
    Zxid digestZxid;
    std::optional<Zxid> lastProcessed; ///< 3.9 and later.
};

/// Reads a snapshot (uncompressed bytes) and checks every seal. Trailers that an older server did
/// not write may be missing. Source: FileSnap of Apache ZooKeeper 3.8 and 3.9.
/// Fails: corrupt, naming the offset.
[[nodiscard]] Result<SnapshotTrailer> readSnapshot(ByteView file, SnapshotVisitor& visitor);

/// Whether an uncompressed snapshot begins and ends as a finished one does; cheap.
[[nodiscard]] bool looksFinished(ByteView file);

} // namespace zs::engine::storage

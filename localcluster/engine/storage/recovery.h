// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/data_tree.h"
#include "localcluster/engine/storage/data_files.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zs::engine::storage {

/// The bytes of one file; they live as long as this object.
class FileBytes {
public:
    virtual ~FileBytes() = default;
    [[nodiscard]] virtual ByteView bytes() const = 0;
};

/// Where recovery gets the contents from: the disk, or a test's memory.
class FileSource {
public:
    /// Fails: io.
    virtual Result<std::unique_ptr<FileBytes>> openLog(const std::string& name) = 0;
    virtual Result<std::unique_ptr<FileBytes>> openSnapshot(const std::string& name) = 0;

protected:
    ~FileSource() = default;
};

struct RecoveryOptions {
    bool trustEmptySnapshot = false; ///< `zookeeper.snapshot.trust.empty`: logs without a snapshot.
    bool dbAutocreate = true;        ///< `db.autocreate`: nothing on disk is an empty tree.
    bool checkDigests = true;        ///< `zookeeper.digest.enabled`.
    /// The state right after this transaction: newer snapshots and records are passed over.
    std::optional<Zxid> upTo = {};
    std::size_t tailCount = 0; ///< So many of the last records are handed out with their entries.
};

/// What was found on disk, beside the tree itself.
struct Recovered {
    std::map<SessionId, std::int32_t> sessions; ///< Time-outs in ms.
    Zxid lastProcessed;
    Zxid snapshot;             ///< Of the file that was loaded.
    bool fresh = false;        ///< Nothing was on disk: write snapshot.0 before anything else.
    std::size_t replayed = 0;  ///< Log records applied.
    std::vector<std::string> notes; ///< What a log should say: torn tails, snapshots passed over.
    /// The last `tailCount` records, oldest first, also such that the snapshot holds already.
    std::vector<std::pair<Zxid, Bytes>> tail;
};

/// The damage for which a directory is refused: where a log stops making sense, or a snapshot that
/// cannot be read and that nothing else replaces.
struct Damage {
    bool isSnapshot = false;
    std::string file;
    std::size_t offset = 0; ///< In a log: of the first record that cannot be used.
    std::string why;
    Zxid snapshot; ///< Of the snapshot that was loaded.
    Zxid keeps;    ///< The last transaction before the damage.
};

/// Fills `tree` from the newest sound snapshot and the logs behind it.
/// Order of trial, torn tails and refusals are Apache ZooKeeper 3.8's (disk-formats §5), stricter
/// where it would lose data: a missing record within an epoch, a damaged last record, a damaged
/// snapshot whose own transaction the logs behind the older one do not have (a leader's SNAP).
/// Fails: corrupt (naming file, offset and what to do), io, invalidInput (a log without snapshot).
/// The tree is in no defined state then. `damage` is set when a file's damage was the reason.
[[nodiscard]] Result<Recovered> recover(const DataFiles& files, FileSource& source,
    const RecoveryOptions& options, DataTree& tree, std::optional<Damage>* damage = nullptr);

} // namespace zs::engine::storage

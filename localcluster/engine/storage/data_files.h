// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zs::engine::storage {

enum class Compression { none, gzip, snappy };

/// A file `log.<zxid>`; the zxid is that of its first record.
struct LogFile {
    Zxid zxid;
    std::string name;
    bool operator==(const LogFile&) const = default;
};
/// A file `snapshot.<zxid>[.gz|.snappy]`; the zxid is the tree's last one when it was begun.
struct SnapshotFile {
    Zxid zxid;
    Compression compression = Compression::none;
    std::string name;
    bool operator==(const SnapshotFile&) const = default;
};

[[nodiscard]] std::string logName(Zxid zxid);
[[nodiscard]] std::string snapshotName(Zxid zxid, Compression compression);
/// nullopt: not such a name (Apache passes over those, too).
[[nodiscard]] std::optional<LogFile> parseLogName(std::string_view name);
[[nodiscard]] std::optional<SnapshotFile> parseSnapshotName(std::string_view name);

/// The logs and snapshots of one server, each ascending by zxid.
struct DataFiles {
    std::vector<LogFile> logs;
    std::vector<SnapshotFile> snapshots;
};
/// Picks them out of the names in `<dataLogDir>/version-2` and `<dataDir>/version-2`, which may be
/// the same directory.
[[nodiscard]] DataFiles classify(
    const std::vector<std::string>& logDirNames, const std::vector<std::string>& snapDirNames);

/// The logs that hold what came after `zxid`: the newest whose name is not above it, and all later
/// ones.
[[nodiscard]] std::vector<LogFile> logsSince(const DataFiles& files, Zxid zxid);

/// What a purge deletes: all but the `retain` newest of `validSnapshots`, and the logs that none of
/// the kept ones needs. Source: PurgeTxnLog of Apache ZooKeeper 3.8.
struct PurgePlan {
    std::vector<std::string> logs;
    std::vector<std::string> snapshots;
};
[[nodiscard]] PurgePlan planPurge(
    const DataFiles& files, const std::vector<SnapshotFile>& validSnapshots, std::size_t retain);

} // namespace zs::engine::storage

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/storage/recovery.h"

#include <string>
#include <vector>

namespace zs::engine::storage {

/// One change that makes a data directory readable again. Nothing is ever deleted: what a file held
/// before stays beside it.
struct RepairStep {
    enum class Kind {
        setAside, ///< The whole file is put out of the way.
        cut,      ///< The file ends at `from`.
        leaveOut, ///< The bytes from `from` to `until` go; the snapshot holds what they said.
    } kind = Kind::setAside;
    bool isSnapshot = false;
    std::string file;
    std::size_t from = 0;
    std::size_t until = 0;
    std::string why; ///< What is the matter; empty for a log that goes since one before it is cut.
};

struct RepairPlan {
    /// To be done in this order. A stop between two of them leaves a directory that is refused.
    std::vector<RepairStep> steps;
    Zxid keeps; ///< The last transaction that is there afterwards.
    /// No snapshot is left, but the logs begin at the very first transaction: they need a snapshot
    /// of the empty tree before them (or `snapshot.trust.empty`).
    bool needsTrustEmpty = false;
};

/// What has to go until `recover` takes the rest, losing as little as can be: damaged snapshots
/// that no log leads to; damaged records that the snapshot contains already; otherwise the log
/// from its first damaged record on, and all later logs. No steps: it is sound.
/// Fails: as recover, with what no repair can mend (io; no readable snapshot, nor all logs).
[[nodiscard]] Result<RepairPlan> planRepair(
    DataFiles files, FileSource& source, RecoveryOptions options);

} // namespace zs::engine::storage

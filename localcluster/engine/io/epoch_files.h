// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/zab/zab_effects.h"

#include <string>

namespace zs::engine::io {

/// What acceptedEpoch and currentEpoch hold.
struct Epochs {
    std::int64_t accepted = 0;
    std::int64_t current = 0;
    /// Sentences for the log: what was missing and got which value.
    std::vector<std::string> notes;
};

/// Reads both files in `directory` (<dataDir>/version-2). A missing one is made, with the epoch of
/// `last`, the zxid of the recovered tree; a newer `currentEpoch.tmp` of a server that died between
/// writing and renaming is adopted. Blocks on the disk.
/// currentEpoch may be behind `last` where acceptedEpoch is not: see QuorumPeer::start.
/// Fails: corrupt (no number; the last zxid is of a later epoch than both; acceptedEpoch is behind
/// currentEpoch), io. Source: QuorumPeer.loadDataBase of Apache ZooKeeper 3.8, which refuses a
/// currentEpoch behind `last` in any case.
[[nodiscard]] Result<Epochs> readEpochs(const std::string& directory, Zxid last);

/// Replaces one of the files, durably. Blocks on the disk. Fails: io, noSpace.
[[nodiscard]] Result<void> writeEpoch(
    const std::string& directory, EpochFile file, std::int64_t epoch);

} // namespace zs::engine::io

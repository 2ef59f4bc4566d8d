// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/recipes/copy_tree.h"
#include "clientlib/recipes/delete_tree.h"

namespace zs {

enum class MovePhase {
    scanning,  ///< Looks for what could not be moved, before anything is written.
    copying,
    verifying, ///< Reads source and copy again and compares them.
    deleting,  ///< Deletes the source, each node only while its data equal those of its copy.
    done,
};

struct MoveOptions : RecipeOptions {
    std::size_t maxSamples = 100; ///< Of the list of ephemerals.
    /// Goes on with a move that was stopped: what is at `to` already counts as copied where it
    /// equals the source, which may be gone in parts.
    bool goOn = false;
    /// As a phase begins; the progress starts anew with each.
    std::function<void(MovePhase)> onPhase;
};

/// `progress` is that of the phase in which the move ended.
struct MoveReport : RecipeReport {
    MovePhase phase = MovePhase::scanning; ///< The one it ended in; `done` after success.
    std::uint64_t copied = 0;
    std::uint64_t deleted = 0;             ///< In the source.
    std::uint64_t ephemerals = 0;
    std::vector<Path> ephemeralPaths;      ///< The first of them.
};

/// Moves `from` and all below it to `to`: copies, compares, and deletes the source only when all
/// of the copy is right. ZooKeeper has no such operation, so others see both for a while, and
/// watches and versions do not move along. Every failure leaves at least one whole tree: before
/// `deleting` the source is untouched and an unfinished copy stays at `to`; in `deleting` a node
/// that changed after it was compared, or is new, stays in the source and is among `errors`.
/// Refuses before it writes anything: what copyTree and deleteTree refuse; ephemeral nodes below
/// `from`, which belong to their sessions (invalidInput); nodes it may not read (noAuth).
[[nodiscard]] QCoro::Task<MoveReport> moveTree(
    ClientRef client, Path from, Path to, MoveOptions options = {});

} // namespace zs

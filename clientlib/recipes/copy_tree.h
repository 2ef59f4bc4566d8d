// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/recipes/recipe.h"

namespace zs {

struct CopyOptions : RecipeOptions {
    std::size_t maxSamples = 100; ///< Of the list of ephemerals.
    /// Goes on with a copy that was stopped: a node that is there already counts as copied when
    /// its data and ACL equal the source's, and its children follow.
    bool goOn = false;
};

struct CopyReport : RecipeReport {
    std::uint64_t copied = 0;          ///< With those that goOn found there.
    std::uint64_t ephemerals = 0;      ///< They belong to their sessions and were left out.
    std::vector<Path> ephemeralPaths;  ///< The first of them, in the source.
};

/// Copies `from` and all below it to `to`: data (null and empty kept apart) and ACLs, with many
/// requests in flight, parents first. Sequential nodes keep their names. Containers and TTL nodes
/// become persistent ones: clients cannot tell them apart. Nodes that others delete meanwhile are
/// left out. Nothing is ever overwritten: a node that is there already in the copy (with goOn:
/// and differs from the source) is among `errors`, and nothing below it is copied. So is a node
/// whose ACL this session may not see in full (no ADMIN), and one that may not be read. What was
/// copied stays, whatever happens.
/// A copied ACL that denies this session CREATE on a node lets the copy of its children fail.
/// Counts: found = named so far, done = copied, gone or ephemeral, failed = not copied.
/// Ends with badArguments (malformed; `to` is within `from` or /zookeeper), noNode (`from`, or the
/// parent of `to`), nodeExists (`to`; with goOn, where it differs from `from`).
[[nodiscard]] QCoro::Task<CopyReport> copyTree(
    ClientRef client, Path from, Path to, CopyOptions options = {});

/// Whether `from` may be copied to `to`, as far as the paths alone tell.
[[nodiscard]] Result<void> checkMayCopy(const Path& from, const Path& to);

} // namespace zs

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/recipes/recipe.h"

namespace zs {

struct DeleteOptions : RecipeOptions {
    /// How often a node is listed again that got new children while its old ones were deleted.
    int maxRounds = 5;
};

struct DeleteReport : RecipeReport {
    std::uint64_t deleted = 0;    ///< By this call.
    std::uint64_t goneBefore = 0; ///< Listed, but others deleted them first.
    std::uint64_t kept = 0;       ///< Left because something below them could not be deleted.
};

/// Deletes `root` and all below it: children before their parent, with many requests in flight,
/// whatever the versions. What others delete meanwhile is fine; what they create meanwhile is
/// deleted too, until `maxRounds`. A node that cannot be deleted is among `errors` (noAuth: the
/// parent's ACL grants no DELETE), its ancestors count as `kept`, and the rest goes on.
/// Memory: the names listed and not yet deleted.
/// Counts: found = named so far, done = deleted or gone, failed = given up, without the kept ones.
/// Refuses the root of the tree and all of /zookeeper (badArguments). Ends with noNode when `root`
/// does not exist.
[[nodiscard]] QCoro::Task<DeleteReport> deleteTree(
    ClientRef client, Path root, DeleteOptions options = {});

} // namespace zs

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/recipes/acl_foresight.h"
#include "clientlib/recipes/recipe.h"

namespace zs {

/// What became of one node, or in a dry run: what would.
struct AclStep {
    Path path;
    AclOutcome outcome = AclOutcome::equal;
    std::vector<Acl> before;      ///< To undo it. Empty when it may not be read (then refused).
    std::int32_t aversion = 0;    ///< Of `before`.
};

struct SetAclOptions : RecipeOptions {
    bool dryRun = false; ///< Reads and tells, writes nothing.
    /// Called once for each node that was judged.
    std::function<void(AclStep)> onNode;
};

struct SetAclReport : RecipeReport {
    std::uint64_t changed = 0;
    std::uint64_t equal = 0;
    std::uint64_t refused = 0; ///< No ADMIN. In a dry run as far as it can be foreseen.
};

/// Replaces the ACL of `root` and of all below it. Each ACL is written only over
/// the version that was read (aversion): after a change by others it is read and judged again, a
/// few times. Below "/" it leaves /zookeeper out. Children that others create meanwhile keep the
/// ACL they were created with. A node that may not be listed is handled; what is below it is not,
/// and is among `errors` under its path.
/// Counts: found = named so far, done = changed, equal, refused or gone, failed = none of them.
/// Ends with noNode (`root`), invalidAcl (empty, or the server refuses an id), badArguments (path).
[[nodiscard]] QCoro::Task<SetAclReport> setAclTree(
    ClientRef client, Path root, std::vector<Acl> acl, SetAclOptions options = {});

} // namespace zs

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/recipes/recipe.h"

namespace zs {

/// What a walk reads of each node beside its Stat and the names of its children.
struct WalkWants {
    bool data = false;
    bool acl = false;
};

/// One node, as a walk hands it out.
struct WalkedNode {
    Path path;
    Stat stat;                   ///< All 0 when not even that may be read.
    std::optional<Bytes> data;   ///< With WalkWants::data; null and empty kept apart.
    std::vector<Acl> acl;        ///< With WalkWants::acl.
    std::size_t childCount = 0;  ///< How many of its children the walk goes on to.
    /// Why a part of it could not be read (noAuth, for one); that part is empty then. Not counted
    /// as a failure of the node: what is known of it is here.
    std::optional<Error> unread;
};

/// Called once for each node, a parent before its children, else in no order.
using Visitor = std::function<void(WalkedNode node)>;

/// Walks `root` and all below it, with many requests in flight, and streams what it finds to
/// `visit`. Memory: the names listed and not yet visited. Nodes that others delete meanwhile are
/// left out; what others create below a node that was listed already is not seen.
/// Counts: found = named so far, done = visited or gone, failed = nothing could be read.
/// Ends with noNode when `root` does not exist, badArguments when it is no valid path.
[[nodiscard]] QCoro::Task<RecipeReport> walkTree(
    ClientRef client, Path root, WalkWants wants, Visitor visit, RecipeOptions options = {});

} // namespace zs

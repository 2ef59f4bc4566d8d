// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/recipes/recipe.h"

#include <string>

namespace zs {

struct CountOptions : RecipeOptions {
    std::size_t maxSamples = 20; ///< Of each list of paths below.
};

/// A subtree in figures. Also right, as a lower bound, when the count was stopped.
struct TreeCount : RecipeReport {
    std::uint64_t nodes = 0;       ///< With the root.
    std::uint64_t leaves = 0;      ///< Without children.
    std::uint64_t ephemerals = 0;
    std::uint64_t dataBytes = 0;   ///< Sum of the nodes' data.
    std::uint64_t pathBytes = 0;   ///< Sum of the lengths of the full paths.
    std::uint64_t unreadable = 0;  ///< Nodes whose children may not be listed (no READ).
    std::uint32_t maxDepth = 0;    ///< Below the root; 0 when it has no children.
    std::vector<Path> samples;           ///< The first nodes found, the root first.
    std::vector<Path> ephemeralSamples;  ///< The first ephemerals found.
    struct Sized {
        Path path;
        std::int32_t dataBytes = 0;
        bool operator==(const Sized&) const = default;
    };
    std::vector<Sized> largest; ///< The nodes with the most data, largest first.
};

/// Counts and sizes `root` and all below it: one request a node. As walkTree otherwise; `failed`
/// nodes are not part of the count.
[[nodiscard]] QCoro::Task<TreeCount> countTree(
    ClientRef client, Path root, CountOptions options = {});

} // namespace zs

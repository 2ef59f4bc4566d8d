// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/error.h"
#include "clientlib/base/path.h"
#include "clientlib/protocol/stat.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zs::ui {

struct TreeNode;
using TreeChildren = std::vector<std::unique_ptr<TreeNode>>;

/// What a row of the tree stands for.
enum class RowKind : std::uint8_t {
    node,     ///< A znode.
    skeleton, ///< Holds the place of children that are being read.
    problem,  ///< Says in words why children could not be read.
};

/// The children of a node, from the moment somebody asks for them.
struct TreeLevel {
    TreeChildren children; ///< In natural order of their names.
    /// The rows, where they are shown in another order; empty: the natural one. Then, and only
    /// then, every child's rowHint is its row.
    std::vector<TreeNode*> shown;
    TreeChildren notes; ///< Rows in words; only without children.
    std::vector<std::string> target; ///< What `children` is being merged towards, sorted.
    std::size_t merged = 0;          ///< How much of `target` is done.
    bool merging = false;
    bool listed = false;   ///< A listing was merged completely at least once.
    bool loading = false;  ///< A read is under way.
    bool again = false;    ///< It changed while it was being read.
    bool stale = true;     ///< Must be read before it is shown.
    bool expanded = false; ///< The view shows it: it is kept up to date.
    bool announce = false; ///< New children are marked as changed (not at the first listing).
    std::uint64_t request = 0; ///< Number of the newest read; older answers are dropped.
    std::chrono::steady_clock::time_point loadingSince;
};

/// One row. Rows hold no more than this, since a tree may show a million of them; a level, the
/// bulky part, exists only where somebody looked below.
struct TreeNode {
    TreeNode* parent = nullptr;
    std::unique_ptr<TreeLevel> level;
    std::string name; ///< Of a note: the sentence.
    mutable int rowHint = 0; ///< Where it was found last; checked before use.
    std::int32_t numChildren = -1; ///< -1: not known.
    std::int32_t dataLength = -1;  ///< Bytes; -1: no Stat was seen yet.
    std::int64_t mtimeMs = 0;      ///< With dataLength.
    RowKind kind = RowKind::node;
    bool ephemeral = false;
    bool statKnown = false;
    bool unreadable = false; ///< NoAuth was the answer.
    bool changed = false;    ///< The amber dot.
};

/// Where the child of that name is among children in natural order, or would be.
std::size_t placeOf(const TreeChildren& children, std::string_view name);

} // namespace zs::ui

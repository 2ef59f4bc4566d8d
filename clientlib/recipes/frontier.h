// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/path.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zs {

/// A node whose children are being dealt with.
struct Branch {
    Branch() = default;
    ~Branch();
    Branch(const Branch&) = delete;
    Branch& operator=(const Branch&) = delete;

    Path path;
    std::shared_ptr<Branch> parent;  ///< Null for the root of the work.
    std::vector<std::string> names;  ///< Of its children; those before `next` were handed out.
    std::size_t next = 0;
    std::size_t open = 0;            ///< Children that are not dealt with yet.
    int rounds = 0;                  ///< How often it was listed again.
    bool kept = false;               ///< Something below it could not be deleted.
};
using BranchRef = std::shared_ptr<Branch>;

/// The nodes of a subtree that were named in a listing and not dealt with yet. Hands out the
/// latest branch first, so that it holds no more than the sibling lists along the paths in work.
class Frontier {
public:
    struct Item {
        Path path;
        BranchRef parent; ///< Null for the root.
    };

    /// The node the work starts with; handed out first.
    void addRoot(Path root);
    /// All names of `branch` are to be dealt with; `open` is set to their number.
    void add(BranchRef branch);
    [[nodiscard]] bool isEmpty() const { return !m_root && m_branches.empty(); }
    /// Requires: not empty.
    [[nodiscard]] Item take();

private:
    std::optional<Path> m_root;
    std::vector<BranchRef> m_branches; ///< Each with names left.
};

} // namespace zs

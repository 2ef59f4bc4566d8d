// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/frontier.h"

#include "clientlib/base/expect.h"

#include <utility>

namespace zs {

/// A loop, not a recursion along the parents: a path may have half a million components.
Branch::~Branch()
{
    std::shared_ptr<Branch> above = std::move(parent);
    while (above && above.use_count() == 1) {
        std::shared_ptr<Branch> higher = std::move(above->parent);
        above = std::move(higher);
    }
}

void Frontier::addRoot(Path root)
{
    m_root = std::move(root);
}

void Frontier::add(BranchRef branch)
{
    branch->next = 0;
    branch->open = branch->names.size();
    if (!branch->names.empty())
        m_branches.push_back(std::move(branch));
}

Frontier::Item Frontier::take()
{
    ZS_EXPECT(!isEmpty());
    if (m_root) {
        Item item{*std::exchange(m_root, std::nullopt), nullptr};
        return item;
    }
    const BranchRef branch = m_branches.back();
    Path path = branch->path.child(branch->names[branch->next++]);
    if (branch->next == branch->names.size()) {
        // The branch may stay open for long: it does not keep the list.
        std::vector<std::string>().swap(branch->names);
        m_branches.pop_back();
    }
    return Item{std::move(path), branch};
}

} // namespace zs

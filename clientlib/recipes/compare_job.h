// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/recipes/frontier.h"
#include "clientlib/recipes/full_node.h"

namespace zs {

/// Compares a subtree with its copy: names, data and ACLs. Each node that differs, or is in one of
/// them alone, is failed (dataInconsistency); nothing is changed. With `mayHoldMore` the copy may
/// have children that the source has not.
class CompareJob : public FullReadJob {
public:
    CompareJob(ClientRef client, Path from, Path to, const RecipeOptions& options,
        bool mayHoldMore = false);

protected:
    std::uint32_t nextCost() const override
    {
        return m_frontier.isEmpty() ? 0 : 2 * fullReadCost;
    }
    Step startStep(std::uint32_t cost) override;

private:
    [[nodiscard]] QCoro::Task<> compare(Path path);

    const Path m_from;
    const Path m_to;
    const bool m_mayHoldMore;
    Frontier m_frontier;
};

} // namespace zs

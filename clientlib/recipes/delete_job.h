// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/recipes/delete_tree.h"
#include "clientlib/recipes/frontier.h"
#include "clientlib/recipes/tree_job.h"

namespace zs {

/// Deletes a subtree. A node alternates between two steps of one request each: list, and when
/// nothing is (left) below it, remove.
class DeleteJob : public TreeJob {
public:
    DeleteJob(ClientRef client, Path root, const DeleteOptions& options)
        : TreeJob(std::move(client), options)
        , m_maxRounds(options.maxRounds)
    {
        addFound(1);
        m_frontier.addRoot(std::move(root));
    }

    /// To be taken once, when the job is done.
    [[nodiscard]] DeleteReport takeReport();

protected:
    /// The version with which a node without children may be removed, or why it must stay; noNode
    /// when it is gone.
    [[nodiscard]] virtual QCoro::Task<Result<std::int32_t>> versionToRemove(Path path);
    std::uint32_t nextCost() const override
    {
        return m_childless.empty() && m_relist.empty() && m_frontier.isEmpty() ? 0 : 1;
    }
    Step startStep(std::uint32_t cost) override;

private:
    /// A node in work.
    struct Node {
        Path path;
        BranchRef parent; ///< Null for the root.
        int rounds = 0;   ///< How often it was listed because it had got new children.
        bool unlisted = false; ///< Its children may not be listed.
    };

    [[nodiscard]] QCoro::Task<> list(Node node);
    [[nodiscard]] QCoro::Task<> remove(Node node);
    void listed(Node node, std::vector<std::string> names);
    void notEmpty(Node node, const Error& error);
    void closed(const BranchRef& parent, bool keepsParent);
    void gone(const Node& node);
    void giveUp(const Node& node, const Error& why);

    const int m_maxRounds;
    DeleteReport m_counts;
    Frontier m_frontier;
    std::vector<Node> m_childless; ///< To be removed; served first, which bounds it.
    std::vector<Node> m_relist;
};

} // namespace zs

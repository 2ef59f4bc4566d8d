// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/delete_tree.h"

#include "clientlib/recipes/frontier.h"
#include "clientlib/recipes/tree_job.h"

namespace zs {

namespace {

    /// A node alternates between two steps of one request each: list, and when nothing is (left)
    /// below it, remove.
    class DeleteJob : public TreeJob {
    public:
        DeleteJob(ClientRef client, Path root, const DeleteOptions& options)
            : TreeJob(std::move(client), options)
            , m_maxRounds(options.maxRounds)
        {
            addFound(1);
            m_frontier.addRoot(std::move(root));
        }

        std::uint64_t deleted = 0;
        std::uint64_t goneBefore = 0;
        std::uint64_t kept = 0;

    protected:
        std::uint32_t nextCost() const override
        {
            return m_childless.empty() && m_relist.empty() && m_frontier.isEmpty() ? 0 : 1;
        }
        QCoro::Task<> startStep(std::uint32_t cost) override;

    private:
        /// A node in work.
        struct Node {
            Path path;
            BranchRef parent; ///< Null for the root.
            int rounds = 0;   ///< How often it was listed because it had got new children.
            bool unlisted = false; ///< Its children may not be listed.
        };

        QCoro::Task<> list(Node node);
        QCoro::Task<> remove(Node node);
        void listed(Node node, std::vector<std::string> names);
        void notEmpty(Node node, const Error& error);
        void closed(const BranchRef& parent, bool keepsParent);
        void gone(const Node& node);
        void giveUp(const Node& node, const Error& why);

        const int m_maxRounds;
        Frontier m_frontier;
        std::vector<Node> m_childless; ///< To be removed; served first, which bounds it.
        std::vector<Node> m_relist;
    };

    QCoro::Task<> DeleteJob::startStep(std::uint32_t cost)
    {
        // Removing frees memory, listing takes some.
        if (!m_childless.empty()) {
            Node node = std::move(m_childless.back());
            m_childless.pop_back();
            co_await remove(std::move(node));
        } else if (!m_relist.empty()) {
            Node node = std::move(m_relist.back());
            m_relist.pop_back();
            co_await list(std::move(node));
        } else {
            Frontier::Item item = m_frontier.take();
            Node node;
            node.path = std::move(item.path);
            node.parent = std::move(item.parent);
            co_await list(std::move(node));
        }
        stepEnded(cost);
    }

    QCoro::Task<> DeleteJob::list(Node node)
    {
        for (int attempts = 0; Client* const asked = client();) {
            Result<ChildrenResponse> answer = co_await asked->children(node.path);
            if (answer) {
                listed(std::move(node), std::move(answer->names));
                co_return;
            }
            if (sendAgain(answer.error(), attempts))
                continue;
            if (hasEnded())
                co_return;
            const Errc code = answer.error().code;
            if (code == Errc::noNode) {
                gone(node);
            } else if (code == Errc::noAuth) {
                // DELETE is a right on the parent: a leaf may go although it may not be read.
                node.unlisted = true;
                m_childless.push_back(std::move(node));
            } else {
                giveUp(node, answer.error());
            }
            co_return;
        }
    }

    void DeleteJob::listed(Node node, std::vector<std::string> names)
    {
        if (names.empty()) {
            m_childless.push_back(std::move(node));
            return;
        }
        addFound(names.size());
        auto branch = std::make_shared<Branch>();
        branch->path = std::move(node.path);
        branch->parent = std::move(node.parent);
        branch->names = std::move(names);
        branch->rounds = node.rounds;
        m_frontier.add(std::move(branch));
    }

    QCoro::Task<> DeleteJob::remove(Node node)
    {
        for (int attempts = 0; Client* const asked = client();) {
            const Result<void> answer = co_await asked->remove(node.path);
            if (answer) {
                ++deleted;
                addDone();
                closed(node.parent, false);
                co_return;
            }
            const Errc code = answer.error().code;
            if (code == Errc::noNode && attempts > 0) {
                // Gone after an attempt whose answer was lost: it was most likely this one.
                ++deleted;
                addDone();
                closed(node.parent, false);
                co_return;
            }
            if (sendAgain(answer.error(), attempts))
                continue;
            if (hasEnded())
                co_return;
            if (code == Errc::noNode)
                gone(node);
            else if (code == Errc::notEmpty)
                notEmpty(std::move(node), answer.error());
            else
                giveUp(node, answer.error());
            co_return;
        }
    }

    void DeleteJob::notEmpty(Node node, const Error& error)
    {
        if (node.unlisted) {
            const Error why(Errc::noAuth,
                node.path.text() + " has children that this session may not list (no READ)");
            giveUp(node, why);
        } else if (node.rounds >= m_maxRounds) {
            const Error why(error.code,
                node.path.text() + " keeps getting new children: listed "
                    + std::to_string(node.rounds + 1) + " times");
            giveUp(node, why);
        } else {
            ++node.rounds;
            m_relist.push_back(std::move(node));
        }
    }

    /// The root's absence is the caller's news; that of any other node only spares the work.
    void DeleteJob::gone(const Node& node)
    {
        if (!node.parent && deleted == 0 && goneBefore == 0) {
            end(Error(Errc::noNode, "there is no node " + node.path.text()));
            return;
        }
        ++goneBefore;
        addDone();
        closed(node.parent, false);
    }

    void DeleteJob::giveUp(const Node& node, const Error& why)
    {
        addFailed(node.path, why);
        closed(node.parent, true);
    }

    /// A child of `branch` is dealt with; after the last one it is the turn of `branch` itself.
    void DeleteJob::closed(const BranchRef& parent, bool keepsParent)
    {
        // A loop, not a recursion: trees may be as deep as a path is long.
        for (BranchRef branch = parent; branch; branch = branch->parent) {
            branch->kept = branch->kept || keepsParent;
            if (--branch->open > 0)
                return;
            if (!branch->kept) {
                Node node;
                node.path = std::move(branch->path);
                node.parent = branch->parent;
                node.rounds = branch->rounds;
                m_childless.push_back(std::move(node));
                return;
            }
            ++kept;
            keepsParent = true;
        }
    }

} // namespace

QCoro::Task<DeleteReport> deleteTree(ClientRef client, Path root, DeleteOptions options)
{
    DeleteReport report;
    if (Result<void> allowed = checkMayChange(root, "delete"); !allowed) {
        report.ended = allowed.error();
        co_return report;
    }
    DeleteJob job(std::move(client), std::move(root), options);
    co_await job.run();
    static_cast<RecipeReport&>(report) = std::move(job.report());
    report.deleted = job.deleted;
    report.goneBefore = job.goneBefore;
    report.kept = job.kept;
    co_return report;
}

} // namespace zs

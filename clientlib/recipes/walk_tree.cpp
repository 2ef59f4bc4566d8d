// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/walk_tree.h"

#include "clientlib/recipes/frontier.h"
#include "clientlib/recipes/tree_job.h"

namespace zs {

namespace {

    class WalkJob : public TreeJob {
    public:
        WalkJob(ClientRef client, Path root, WalkWants wants, Visitor visit,
            const RecipeOptions& options)
            : TreeJob(std::move(client), options)
            , m_wants(wants)
            , m_visit(std::move(visit))
        {
            addFound(1);
            m_frontier.addRoot(std::move(root));
        }

    protected:
        std::uint32_t nextCost() const override
        {
            if (m_frontier.isEmpty())
                return 0;
            return 1 + (m_wants.data ? 1 : 0) + (m_wants.acl ? 1 : 0);
        }
        Step startStep(std::uint32_t cost) override;

    private:
        /// One go at a node: all that is wanted, sent before the first is awaited.
        struct Reading {
            QCoro::Task<Result<ChildrenResponse>> children;
            QCoro::Task<Result<DataResponse>> data;
            QCoro::Task<Result<AclResponse>> acl;
        };
        bool takeNext(Path& path);
        Reading ask(Client& asked, const Path& path) const;
        void visit(WalkedNode&& node, std::vector<std::string>&& names);
        QCoro::Task<bool> readStatOnly(WalkedNode& node);
        bool settle(const WalkedNode& node, const Error& error);

        const WalkWants m_wants;
        const Visitor m_visit;
        Frontier m_frontier;
    };

    WalkJob::Reading WalkJob::ask(Client& asked, const Path& path) const
    {
        Reading reading;
        reading.children = asked.children(path);
        if (m_wants.data)
            reading.data = asked.getData(path);
        if (m_wants.acl)
            reading.acl = asked.getAcl(path);
        return reading;
    }

    /// True: it is the root.
    bool WalkJob::takeNext(Path& path)
    {
        Frontier::Item item = m_frontier.take();
        path = std::move(item.path);
        return !item.parent;
    }

    /// All in one coroutine: one more for each of millions of nodes would be felt.
    Step WalkJob::startStep(std::uint32_t cost)
    {
        WalkedNode node;
        const bool isRoot = takeNext(node.path);
        std::vector<std::string> names;
        bool known = false;
        int attempts = 0;
        for (Client* asked = client(); asked;) {
            Reading reading = ask(*asked, node.path);
            std::optional<Error> problem;
            Result<ChildrenResponse> listed = co_await reading.children;
            if (listed) {
                node.stat = listed->stat;
                names = std::move(listed->names);
            } else {
                problem = std::move(listed.error());
            }
            if (m_wants.data) {
                Result<DataResponse> value = co_await reading.data;
                if (value)
                    node.data = std::move(value->data);
                else if (!problem)
                    problem = std::move(value.error());
            }
            if (m_wants.acl) {
                Result<AclResponse> rights = co_await reading.acl;
                if (rights)
                    node.acl = std::move(rights->acl);
                else if (!problem)
                    problem = std::move(rights.error());
            }
            known = !problem;
            if (!problem)
                break;
            if (sendAgain(*problem, attempts)) {
                asked = client();
                continue;
            }
            if (!settle(node, *problem)) {
                node.unread = std::move(problem);
                known = listed || co_await readStatOnly(node);
            }
            break;
        }
        if (known)
            visit(std::move(node), std::move(names));
        else if (isRoot && !hasEnded())
            end(Error(Errc::noNode, "there is no node " + node.path.text()));
        stepEnded(cost);
    }

    void WalkJob::visit(WalkedNode&& node, std::vector<std::string>&& names)
    {
        node.childCount = names.size();
        if (!names.empty()) {
            addFound(names.size());
            auto branch = std::make_shared<Branch>();
            branch->path = node.path;
            branch->names = std::move(names);
            m_frontier.add(std::move(branch));
        }
        addDone();
        m_visit(std::move(node));
    }

    /// Whether a failed answer ends the reading of `node`: it is gone, or the job is at its end.
    bool WalkJob::settle(const WalkedNode& node, const Error& error)
    {
        if (hasEnded())
            return true;
        if (error.code == Errc::noNode) {
            addDone();
            return true;
        }
        if (error.code == Errc::noAuth)
            return false;
        addFailed(node.path, error);
        return true;
    }

    /// A node whose children may not be listed often still tells its Stat (`exists` needs no right
    /// before ZooKeeper 3.8.4 and 3.9.2).
    QCoro::Task<bool> WalkJob::readStatOnly(WalkedNode& node)
    {
        for (int attempts = 0;;) {
            Client* const asked = client();
            if (!asked)
                co_return false;
            Result<std::optional<Stat>> found = co_await asked->exists(node.path);
            if (found && *found) {
                node.stat = **found;
                co_return true;
            }
            if (found) {
                addDone(); // Gone meanwhile.
                co_return false;
            }
            if (!sendAgain(found.error(), attempts))
                co_return !hasEnded();
        }
    }

} // namespace

QCoro::Task<RecipeReport> walkTree(
    ClientRef client, Path root, WalkWants wants, Visitor visit, RecipeOptions options)
{
    if (Result<void> valid = root.validate(); !valid) {
        RecipeReport refused;
        refused.ended = valid.error();
        co_return refused;
    }
    WalkJob job(std::move(client), std::move(root), wants, std::move(visit), options);
    co_await job.run();
    co_return std::move(job.report());
}

} // namespace zs

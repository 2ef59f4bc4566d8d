// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/set_acl_tree.h"

#include "clientlib/recipes/frontier.h"
#include "clientlib/recipes/full_node.h"


namespace zs {

namespace {

    /// How often an ACL is judged again that others change at the same time.
    constexpr int maxRounds = 4;

    /// A node takes a step to read it and, when its ACL changes, one to write it.
    class SetAclJob : public TreeJob {
    public:
        SetAclJob(ClientRef client, Path root, std::vector<Acl> acl, const SetAclOptions& options)
            : TreeJob(std::move(client), options)
            , m_root(root)
            , m_wanted(std::move(acl))
            , m_dryRun(options.dryRun)
            , m_onNode(options.onNode)
        {
            addFound(1);
            m_frontier.addRoot(std::move(root));
        }

        SetAclReport takeReport()
        {
            static_cast<RecipeReport&>(m_counts) = std::move(report());
            return std::move(m_counts);
        }

    protected:
        std::uint32_t nextCost() const override
        {
            if (!m_asked)
                return m_asking ? 0 : 1;
            if (!m_toWrite.empty())
                return 1;
            return m_frontier.isEmpty() ? 0 : 2;
        }
        Step startStep(std::uint32_t cost) override;

    private:
        struct Work {
            AclStep step;
            int rounds = 0;
        };

        QCoro::Task<> askWhoWeAre();
        QCoro::Task<> read(Path path);
        QCoro::Task<> write(Work work);
        QCoro::Task<Result<AclResponse>> readAcl(Path path);
        void descend(const Path& path, std::vector<std::string> names);
        void judge(Work work);
        void settle(Work work, AclOutcome outcome);
        void lost(const Path& path, const Error& error);

        const Path m_root;
        const std::vector<Acl> m_wanted;
        const bool m_dryRun;
        const std::function<void(AclStep)> m_onNode;
        SetAclReport m_counts;
        bool m_asking = false;
        bool m_asked = false; ///< Who this session is, for the dry run's foresight.
        std::optional<std::vector<AuthId>> m_identities;
        Frontier m_frontier;
        std::vector<Work> m_toWrite; ///< Served first, which bounds it.
    };

    Step SetAclJob::startStep(std::uint32_t cost)
    {
        if (!m_asked) {
            co_await askWhoWeAre();
        } else if (!m_toWrite.empty()) {
            Work work = std::move(m_toWrite.back());
            m_toWrite.pop_back();
            co_await write(std::move(work));
        } else {
            Frontier::Item item = m_frontier.take();
            co_await read(std::move(item.path));
        }
        stepEnded(cost);
    }

    /// Servers before 3.7 cannot tell: then the ACLs alone must do.
    QCoro::Task<> SetAclJob::askWhoWeAre()
    {
        m_asking = true;
        for (int attempts = 0; Client* const asked = client();) {
            Result<std::vector<AuthId>> who = co_await asked->whoAmI();
            if (who)
                m_identities = std::move(*who);
            else if (sendAgain(who.error(), attempts))
                continue;
            break;
        }
        m_asked = true;
    }

    QCoro::Task<> SetAclJob::read(Path path)
    {
        for (int attempts = 0; Client* const asked = client();) {
            QCoro::Task<Result<ChildrenResponse>> children = asked->children(path);
            QCoro::Task<Result<AclResponse>> acl = asked->getAcl(path);
            Result<ChildrenResponse> listed = co_await children;
            Result<AclResponse> shown = co_await acl;
            const bool mayNotList = !listed && listed.error().code == Errc::noAuth;
            if (!shown || (!listed && !mayNotList)) {
                const Error& why = shown ? listed.error() : shown.error();
                if (sendAgain(why, attempts))
                    continue;
                lost(path, why);
                co_return;
            }
            if (listed) {
                descend(path, std::move(listed->names));
            } else {
                const Error unlisted(Errc::noAuth,
                    "the children of " + path.text() + " may not be listed (no READ)");
                addFound(1); // It stands for what is below.
                addFailed(path, unlisted);
            }
            Work work;
            work.step.path = std::move(path);
            work.step.before = std::move(shown->acl);
            work.step.aversion = shown->stat.aversion;
            judge(std::move(work));
            co_return;
        }
    }

    /// Neither read nor judged: gone, or a failure of its own.
    void SetAclJob::lost(const Path& path, const Error& error)
    {
        if (hasEnded())
            return;
        if (error.code == Errc::noNode && path == m_root && m_counts.changed == 0) {
            end(Error(Errc::noNode, "there is no node " + path.text()));
        } else if (error.code == Errc::noNode) {
            addDone();
        } else if (error.code == Errc::noAuth) {
            // Without READ and ADMIN not even the ACL is shown: it cannot be set either.
            Work work;
            work.step.path = path;
            settle(std::move(work), AclOutcome::refused);
        } else {
            addFailed(path, error);
        }
    }

    void SetAclJob::descend(const Path& path, std::vector<std::string> names)
    {
        if (path.isRoot())
            std::erase(names, "zookeeper");
        if (names.empty())
            return;
        addFound(names.size());
        auto branch = std::make_shared<Branch>();
        branch->path = path;
        branch->names = std::move(names);
        m_frontier.add(std::move(branch));
    }

    void SetAclJob::judge(Work work)
    {
        AclOutcome outcome = foresee(work.step.before, m_wanted, m_identities);
        if (!m_dryRun && outcome == AclOutcome::refused)
            outcome = AclOutcome::changes; // A forecast: the server decides.
        if (m_dryRun || outcome == AclOutcome::equal)
            settle(std::move(work), outcome);
        else
            m_toWrite.push_back(std::move(work));
    }

    void SetAclJob::settle(Work work, AclOutcome outcome)
    {
        work.step.outcome = outcome;
        m_counts.changed += outcome == AclOutcome::changes ? 1 : 0;
        m_counts.equal += outcome == AclOutcome::equal ? 1 : 0;
        m_counts.refused += outcome == AclOutcome::refused ? 1 : 0;
        addDone();
        if (m_onNode)
            m_onNode(std::move(work.step));
    }

    QCoro::Task<Result<AclResponse>> SetAclJob::readAcl(Path path)
    {
        for (int attempts = 0; Client* const asked = client();) {
            Result<AclResponse> shown = co_await asked->getAcl(path);
            if (shown || !sendAgain(shown.error(), attempts))
                co_return shown;
        }
        co_return failure(Errc::cancelled, "stopped on request");
    }

    QCoro::Task<> SetAclJob::write(Work work)
    {
        bool answerLost = false;
        for (int attempts = 0; Client* const asked = client();) {
            const Result<Stat> set
                = co_await asked->setAcl(work.step.path, m_wanted, work.step.aversion);
            if (set) {
                settle(std::move(work), AclOutcome::changes);
                co_return;
            }
            answerLost = answerLost || outcomeUnknown(set.error().code);
            if (sendAgain(set.error(), attempts))
                continue;
            if (hasEnded())
                co_return;
            const Errc code = set.error().code;
            if (code == Errc::badVersion && ++work.rounds < maxRounds) {
                Result<AclResponse> shown = co_await readAcl(work.step.path);
                if (!shown) {
                    lost(work.step.path, shown.error());
                    co_return;
                }
                if (sameAcl(shown->acl, m_wanted)) {
                    // By an attempt whose answer was lost, or by others.
                    settle(std::move(work), answerLost ? AclOutcome::changes : AclOutcome::equal);
                    co_return;
                }
                work.step.before = std::move(shown->acl);
                work.step.aversion = shown->stat.aversion;
                continue;
            }
            if (code == Errc::invalidAcl)
                end(set.error()); // No other node would take it either.
            else if (code == Errc::noAuth)
                settle(std::move(work), AclOutcome::refused);
            else
                lost(work.step.path, set.error());
            co_return;
        }
    }

} // namespace

QCoro::Task<SetAclReport> setAclTree(
    ClientRef client, Path root, std::vector<Acl> acl, SetAclOptions options)
{
    SetAclReport refused;
    if (Result<void> valid = root.validate(); !valid)
        refused.ended = valid.error();
    else if (acl.empty())
        refused.ended = Error(Errc::invalidAcl, "the ACL is empty: nobody could use the nodes");
    if (refused.ended)
        co_return refused;
    SetAclJob job(std::move(client), std::move(root), std::move(acl), options);
    co_await job.run();
    co_return job.takeReport();
}

} // namespace zs

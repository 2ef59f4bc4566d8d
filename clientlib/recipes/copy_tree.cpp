// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/copy_tree.h"

#include "clientlib/recipes/frontier.h"
#include "clientlib/recipes/full_node.h"

namespace zs {

namespace {

    /// A node takes two steps: read the source, create the copy; only then its children follow.
    class CopyJob : public FullReadJob {
    public:
        CopyJob(ClientRef client, Path from, Path to, const CopyOptions& options)
            : FullReadJob(std::move(client), options)
            , m_from(std::move(from))
            , m_to(std::move(to))
            , m_maxSamples(options.maxSamples)
            , m_goOn(options.goOn)
        {
            addFound(1);
            m_frontier.addRoot(m_from);
        }

        CopyReport takeReport()
        {
            static_cast<RecipeReport&>(m_counts) = std::move(report());
            return std::move(m_counts);
        }

    protected:
        std::uint32_t nextCost() const override
        {
            if (!m_read.empty())
                return 1;
            return m_frontier.isEmpty() ? 0 : fullReadCost;
        }
        Step startStep(std::uint32_t cost) override;

    private:
        struct Work {
            Path source;
            Path target;
            FullNode node;
        };

        QCoro::Task<> read(Path source);
        QCoro::Task<> write(Work work);
        QCoro::Task<bool> isOurs(const Work& work);
        void written(Work work);
        void refused(const Work& work, const Error& error);
        void skipEphemeral(const Path& source);

        const Path m_from;
        const Path m_to;
        const std::size_t m_maxSamples;
        const bool m_goOn;
        CopyReport m_counts;
        Frontier m_frontier;
        std::vector<Work> m_read; ///< Read, not yet written; served first, which bounds it.
    };

    Step CopyJob::startStep(std::uint32_t cost)
    {
        if (!m_read.empty()) {
            Work work = std::move(m_read.back());
            m_read.pop_back();
            co_await write(std::move(work));
        } else {
            Frontier::Item item = m_frontier.take();
            co_await read(std::move(item.path));
        }
        stepEnded(cost);
    }

    QCoro::Task<> CopyJob::read(Path source)
    {
        Result<FullNode> node = co_await readFully(source);
        if (!node && hasEnded())
            co_return;
        if (!node && node.error().code == Errc::noNode) {
            if (source == m_from)
                end(Error(Errc::noNode, "there is no node " + source.text()));
            addDone(); // Gone meanwhile.
        } else if (!node) {
            addFailed(source, node.error());
        } else if (node->stat.ephemeralOwner != SessionId()) {
            skipEphemeral(source);
        } else if (isMasked(node->acl)) {
            addFailed(source,
                Error(Errc::noAuth,
                    "the ACL of " + source.text()
                        + " is not shown in full to this session (no ADMIN)"));
        } else {
            Work work;
            work.target = Path(m_to.text() + source.text().substr(m_from.text().size()));
            work.source = std::move(source);
            work.node = std::move(*node);
            m_read.push_back(std::move(work));
        }
    }

    void CopyJob::skipEphemeral(const Path& source)
    {
        ++m_counts.ephemerals;
        if (m_counts.ephemeralPaths.size() < m_maxSamples)
            m_counts.ephemeralPaths.push_back(source);
        addDone();
    }

    QCoro::Task<> CopyJob::write(Work work)
    {
        for (int attempts = 0; Client* const asked = client();) {
            const Result<CreatedResponse> made = co_await asked->create(
                work.target, work.node.data, CreateMode::persistent, work.node.acl);
            if (made) {
                written(std::move(work));
                co_return;
            }
            if (made.error().code == Errc::nodeExists && (attempts > 0 || m_goOn)) {
                // An earlier attempt, whose answer was lost, or an earlier run may have made it.
                const bool ours = co_await isOurs(work);
                if (ours) {
                    written(std::move(work));
                    co_return;
                }
            }
            if (sendAgain(made.error(), attempts))
                continue;
            if (!hasEnded())
                refused(work, made.error());
            co_return;
        }
    }

    /// Whether the node at the target is what this job would have created, or with goOn what the
    /// run before it did create and perhaps filled.
    QCoro::Task<bool> CopyJob::isOurs(const Work& work)
    {
        const Result<FullNode> there = co_await readFully(work.target);
        if (!there || there->data != work.node.data || !sameAcl(there->acl, work.node.acl))
            co_return false;
        if (m_goOn)
            co_return there->stat.ephemeralOwner == SessionId();
        co_return there->stat.version == 0 && there->names.empty();
    }

    void CopyJob::written(Work work)
    {
        ++m_counts.copied;
        addDone();
        if (work.node.names.empty())
            return;
        addFound(work.node.names.size());
        auto branch = std::make_shared<Branch>();
        branch->path = std::move(work.source);
        branch->names = std::move(work.node.names);
        m_frontier.add(std::move(branch));
    }

    void CopyJob::refused(const Work& work, const Error& error)
    {
        if (work.source != m_from) {
            addFailed(work.target, error);
        } else if (error.code == Errc::nodeExists) {
            end(Error(error.code, work.target.text() + " exists already; choose another place"));
        } else if (error.code == Errc::noNode) {
            end(Error(error.code,
                "there is no node " + work.target.parent().text() + " to hold the copy"));
        } else {
            end(error);
        }
    }

} // namespace

Result<void> checkMayCopy(const Path& from, const Path& to)
{
    if (Result<void> valid = from.validate(); !valid)
        return valid;
    if (Result<void> allowed = checkMayChange(to, "write to"); !allowed)
        return allowed;
    if (to.isWithin(from)) {
        return failure(Errc::badArguments,
            "cannot copy " + from.text() + " into itself (" + to.text() + ")");
    }
    return {};
}

QCoro::Task<CopyReport> copyTree(ClientRef client, Path from, Path to, CopyOptions options)
{
    if (Result<void> allowed = checkMayCopy(from, to); !allowed) {
        CopyReport refused;
        refused.ended = allowed.error();
        co_return refused;
    }
    CopyJob job(std::move(client), std::move(from), std::move(to), options);
    co_await job.run();
    co_return job.takeReport();
}

} // namespace zs

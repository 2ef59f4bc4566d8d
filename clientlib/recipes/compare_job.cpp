// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/compare_job.h"

#include <algorithm>

namespace zs {

namespace {

    /// What differs, in words; empty when nothing does. Sorts the names of both.
    std::string difference(FullNode& one, FullNode& other, bool otherMayHoldMore)
    {
        std::sort(one.names.begin(), one.names.end());
        std::sort(other.names.begin(), other.names.end());
        if (one.data != other.data)
            return "data";
        if (!sameAcl(one.acl, other.acl))
            return "ACL";
        const bool all = std::includes(
            other.names.begin(), other.names.end(), one.names.begin(), one.names.end());
        if (!all || (!otherMayHoldMore && one.names.size() != other.names.size()))
            return "children";
        return {};
    }

} // namespace

CompareJob::CompareJob(
    ClientRef client, Path from, Path to, const RecipeOptions& options, bool mayHoldMore)
    : FullReadJob(std::move(client), options)
    , m_from(std::move(from))
    , m_to(std::move(to))
    , m_mayHoldMore(mayHoldMore)
{
    addFound(1);
    m_frontier.addRoot(m_from);
}

Step CompareJob::startStep(std::uint32_t cost)
{
    Frontier::Item item = m_frontier.take();
    co_await compare(std::move(item.path));
    stepEnded(cost);
}

QCoro::Task<> CompareJob::compare(Path path)
{
    const Path copy(m_to.text() + path.text().substr(m_from.text().size()));
    // Both are sent before the first is awaited.
    QCoro::Task<Result<FullNode>> source = readFully(path);
    QCoro::Task<Result<FullNode>> target = readFully(copy);
    Result<FullNode> here = co_await source;
    Result<FullNode> there = co_await target;
    if (hasEnded())
        co_return;
    if (!here || !there) {
        addFailed(path, here ? there.error() : here.error());
        co_return;
    }
    const std::string differs = difference(*here, *there, m_mayHoldMore);
    if (!differs.empty()) {
        addFailed(path,
            Error(Errc::dataInconsistency, path.text() + " differs from its copy: " + differs));
        co_return;
    }
    addDone();
    if (here->names.empty())
        co_return;
    addFound(here->names.size());
    auto branch = std::make_shared<Branch>();
    branch->path = std::move(path);
    branch->names = std::move(here->names);
    m_frontier.add(std::move(branch));
}

} // namespace zs

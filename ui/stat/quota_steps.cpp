// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/quota_steps.h"

#include "clientlib/transaction.h"

#include <deque>

namespace zs::ui {

namespace {

constexpr std::size_t mostListed = 10'000; ///< Quota nodes below one path that are looked at.

Error gone()
{
    return Error(Errc::cancelled, "the session was closed");
}

/// The quota of a node above `path`, if there is one; the root's does not count for zkCli either.
QCoro::Task<Result<std::optional<Path>>> quotaAbove(QPointer<Client> client, Path path)
{
    for (Path above = path.parent(); !above.isRoot(); above = above.parent()) {
        if (!client)
            co_return tl::unexpected(gone());
        const Result<std::optional<Stat>> found = co_await client->exists(quotaLimitsPath(above));
        if (!found)
            co_return tl::unexpected(found.error());
        if (*found)
            co_return std::optional<Path>(above);
    }
    co_return std::optional<Path>();
}

/// The first quota of a node below `path`.
QCoro::Task<Result<std::optional<Path>>> quotaBelow(QPointer<Client> client, Path path)
{
    std::deque<Path> waiting{path};
    for (std::size_t listed = 0; !waiting.empty() && listed < mostListed; ++listed) {
        if (!client)
            co_return tl::unexpected(gone());
        const Path here = waiting.front();
        waiting.pop_front();
        const Result<ChildrenResponse> names = co_await client->children(quotaFolder(here));
        if (!names && names.error().code == Errc::noNode)
            continue;
        if (!names)
            co_return tl::unexpected(names.error());
        for (const std::string& name : names->names) {
            if (name == quotaLimitsPath(here).name() && here != path)
                co_return std::optional<Path>(here);
            if (name != quotaLimitsPath(here).name() && name != quotaStatsPath(here).name())
                waiting.push_back(here.child(name));
        }
    }
    co_return std::optional<Path>();
}

std::string textOf(const DataResponse& answer)
{
    return answer.data ? std::string(zs::textOf(*answer.data)) : std::string();
}

} // namespace

QCoro::Task<Result<QuotaFacts>> readQuota(QPointer<Client> client, Path path)
{
    QuotaFacts facts;
    if (!client)
        co_return tl::unexpected(gone());
    const Result<DataResponse> limits = co_await client->getData(quotaLimitsPath(path));
    if (!limits && limits.error().code != Errc::noNode)
        co_return tl::unexpected(limits.error());
    if (limits) {
        facts.limits = parseQuota(textOf(*limits));
        facts.version = limits->stat.version;
        if (!facts.limits)
            co_return tl::unexpected(Error(Errc::protocol,
                quotaLimitsPath(path).text() + " holds no limits: " + textOf(*limits)));
        if (!client)
            co_return tl::unexpected(gone());
        const Result<DataResponse> usage = co_await client->getData(quotaStatsPath(path));
        if (usage)
            facts.usage = parseQuota(textOf(*usage));
        co_return facts;
    }
    const Result<std::optional<Path>> above = co_await quotaAbove(client, path);
    if (!above)
        co_return tl::unexpected(above.error());
    facts.above = *above;
    const Result<std::optional<Path>> below = co_await quotaBelow(client, path);
    if (!below)
        co_return tl::unexpected(below.error());
    facts.below = *below;
    co_return facts;
}

QCoro::Task<Result<QuotaList>> listQuotas(QPointer<Client> client)
{
    QuotaList list;
    std::deque<Path> waiting{Path()};
    for (std::size_t listed = 0; !waiting.empty(); ++listed) {
        list.isWhole = listed < mostListed;
        if (!list.isWhole)
            break;
        if (!client)
            co_return tl::unexpected(gone());
        const Path here = waiting.front();
        waiting.pop_front();
        const Result<ChildrenResponse> names = co_await client->children(quotaFolder(here));
        if (!names && names.error().code == Errc::noNode)
            continue;
        if (!names)
            co_return tl::unexpected(names.error());
        for (const std::string& name : names->names) {
            if (name == quotaLimitsPath(here).name())
                list.paths.push_back(here);
            else if (name != quotaStatsPath(here).name())
                waiting.push_back(here.child(name));
        }
    }
    co_return list;
}

QCoro::Task<Result<void>> writeQuota(QPointer<Client> client, Path path, QuotaNumbers limits,
    std::optional<std::int32_t> version)
{
    if (!client)
        co_return tl::unexpected(gone());
    const Bytes text = toBytes(quotaText(limits));
    if (version) {
        const Result<Stat> done
            = co_await client->setData(quotaLimitsPath(path), text, *version);
        if (!done)
            co_return tl::unexpected(done.error());
        co_return Result<void>();
    }
    // A quota of no node would wait for one that comes.
    const Result<std::optional<Stat>> node = co_await client->exists(path);
    if (!node)
        co_return tl::unexpected(node.error());
    if (!*node)
        co_return tl::unexpected(Error(Errc::noNode, "there is no node " + path.text()));
    std::vector<Path> folders; // From the deepest up.
    for (Path each = path; !each.isRoot(); each = each.parent())
        folders.push_back(quotaFolder(each));
    Transaction all;
    for (auto folder = folders.rbegin(); folder != folders.rend(); ++folder) {
        if (!client)
            co_return tl::unexpected(gone());
        const Result<std::optional<Stat>> found = co_await client->exists(*folder);
        if (!found)
            co_return tl::unexpected(found.error());
        if (!*found)
            all.create(*folder, std::nullopt);
    }
    // The server counts what is there when the second of them is created.
    all.create(quotaLimitsPath(path), text);
    all.create(quotaStatsPath(path), toBytes("count=0,bytes=0"));
    if (!client)
        co_return tl::unexpected(gone());
    const Result<std::vector<MultiResult>> done = co_await client->multi(std::move(all));
    if (!done)
        co_return tl::unexpected(done.error());
    co_return Result<void>();
}

QCoro::Task<Result<void>> removeQuota(QPointer<Client> client, Path path, std::int32_t version)
{
    Transaction all;
    all.remove(quotaLimitsPath(path), version);
    if (!client)
        co_return tl::unexpected(gone());
    const Result<ChildrenResponse> own = co_await client->children(quotaFolder(path));
    if (!own)
        co_return tl::unexpected(own.error());
    std::size_t left = own->names.size();
    for (const std::string& name : own->names) {
        if (name == quotaStatsPath(path).name())
            all.remove(quotaStatsPath(path));
        if (name == quotaStatsPath(path).name() || name == quotaLimitsPath(path).name())
            --left;
    }
    for (Path each = path; left == 0 && !each.isRoot(); each = each.parent()) {
        all.remove(quotaFolder(each));
        if (each.parent().isRoot() || !client)
            break;
        const Result<ChildrenResponse> names
            = co_await client->children(quotaFolder(each.parent()));
        if (!names)
            co_return tl::unexpected(names.error());
        left = names->names.size() - std::min<std::size_t>(names->names.size(), 1);
    }
    if (!client)
        co_return tl::unexpected(gone());
    const Result<std::vector<MultiResult>> done = co_await client->multi(std::move(all));
    if (!done)
        co_return tl::unexpected(done.error());
    co_return Result<void>();
}

QCoro::Task<Result<void>> undoQuota(QPointer<Client> client, QuotaChange change)
{
    // Versions start at 0 again with a quota that somebody else set anew.
    const Result<QuotaFacts> now = co_await readQuota(client, change.path);
    if (!now)
        co_return tl::unexpected(now.error());
    if (now->limits != change.after || (now->limits && now->version != change.version))
        co_return tl::unexpected(
            Error(Errc::badVersion, "the quota of " + change.path.text() + " changed since"));
    Result<void> done;
    if (change.before)
        done = co_await writeQuota(client, change.path, *change.before, change.version);
    else if (change.version)
        done = co_await removeQuota(client, change.path, *change.version);
    co_return done;
}

} // namespace zs::ui

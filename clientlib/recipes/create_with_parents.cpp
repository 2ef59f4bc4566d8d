// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/create_with_parents.h"

namespace zs {

namespace {

    /// How often the node is tried again whose parents others delete under it.
    constexpr int maxRounds = 5;
    /// How often a parent is tried again after a lost connection.
    constexpr int maxAttempts = 4;

    Result<void> checkPath(const NewNode& node)
    {
        // What the server adds makes a sequential "/a/" valid.
        if (isSequential(node.mode))
            return validatePath(node.path.text() + "0");
        return node.path.validate();
    }

    /// Why no (further) request may be sent, if that is so.
    std::optional<Error> stopped(const ClientRef& client, const std::stop_token& stop)
    {
        if (stop.stop_requested())
            return Error(Errc::cancelled, "stopped on request");
        if (!client)
            return Error(Errc::cancelled, "the connection was closed meanwhile");
        return std::nullopt;
    }

    /// Creates `missing` (from the node upwards) from its last entry on. Yields nullopt when all
    /// exist now.
    QCoro::Task<std::optional<Error>> createAll(ClientRef client, std::vector<Path> missing,
        std::vector<Acl> acl, std::stop_token stop, std::vector<Path>& created)
    {
        const std::optional<Bytes> noData = Bytes();
        while (!missing.empty()) {
            const Path path = missing.back();
            for (int attempt = 1;; ++attempt) {
                if (std::optional<Error> why = stopped(client, stop))
                    co_return why;
                const Result<CreatedResponse> made
                    = co_await client->create(path, noData, CreateMode::persistent, acl);
                if (made)
                    created.push_back(path);
                if (made || made.error().code == Errc::nodeExists)
                    break;
                if (!outcomeUnknown(made.error().code) || attempt == maxAttempts)
                    co_return made.error();
            }
            missing.pop_back();
        }
        co_return std::nullopt;
    }

    /// The ancestors of `path` that do not exist, the nearest first. Yields why it cannot tell.
    QCoro::Task<Result<std::vector<Path>>> missingParents(
        ClientRef client, Path path, std::stop_token stop)
    {
        std::vector<Path> missing;
        for (Path above = path.parent(); !above.isRoot(); above = above.parent()) {
            if (std::optional<Error> why = stopped(client, stop))
                co_return tl::unexpected(*why);
            const Result<std::optional<Stat>> found = co_await client->exists(above);
            // noAuth: newer servers let only readers see the Stat, and there is one.
            if (!found && found.error().code != Errc::noAuth)
                co_return tl::unexpected(found.error());
            if (!found || *found)
                break;
            missing.push_back(above);
        }
        co_return missing;
    }

} // namespace

QCoro::Task<CreateReport> createWithParents(
    ClientRef client, NewNode node, std::stop_token stop)
{
    CreateReport report{{}, failure(Errc::cancelled, std::string())};
    if (Result<void> valid = checkPath(node); !valid) {
        report.node = tl::unexpected(valid.error());
        co_return report;
    }
    for (int round = 0;; ++round) {
        if (std::optional<Error> why = stopped(client, stop)) {
            report.node = tl::unexpected(*why);
            co_return report;
        }
        report.node = co_await client->create(node.path, node.data, node.mode, node.acl);
        if (report.node || report.node.error().code != Errc::noNode || round == maxRounds)
            co_return report;
        Result<std::vector<Path>> missing = co_await missingParents(client, node.path, stop);
        std::optional<Error> problem;
        if (missing)
            problem = co_await createAll(client, *missing, node.parentAcl, stop, report.parents);
        else
            problem = missing.error();
        if (problem) {
            report.node = tl::unexpected(*problem);
            co_return report;
        }
    }
}

} // namespace zs

// SPDX-License-Identifier: Apache-2.0
// The operations of NetworkClient beyond single nodes: multi, watches, queries, reconfig.
#include "clientlib/net/answers.h"
#include "clientlib/net/network_client.h"

namespace zs {

using namespace net;

namespace {

    /// The first result that is a refusal of its own; those around it say only "not applied".
    std::optional<std::size_t> refusedAt(const std::vector<MultiResult>& results)
    {
        for (std::size_t i = 0; i < results.size(); ++i) {
            const bool bystander = results[i].err == Errc::ok
                || results[i].err == Errc::runtimeInconsistency;
            if (results[i].type == OpCode::error && !bystander)
                return i;
        }
        return std::nullopt;
    }

    Error refusalOf(std::vector<MultiOp>& ops, std::size_t index, Errc err)
    {
        return Error(err,
            "multi, operation " + std::to_string(index + 1) + " of " + std::to_string(ops.size())
                + " (" + std::string(opcodeName(ops[index].type)) + ' '
                + pathOf(ops[index]).text() + "): " + std::string(errcName(err))
                + "; nothing was applied");
    }

    void hideChroot(std::vector<MultiResult>& results, const Chroot& chroot)
    {
        for (MultiResult& result : results) {
            if (auto* named = std::get_if<PathRecord>(&result.value))
                named->path = chroot.fromServer(named->path);
            else if (auto* made = std::get_if<CreatedResponse>(&result.value))
                made->path = chroot.fromServer(made->path);
        }
    }

    Result<void> validateOp(MultiOp& op)
    {
        if (const auto* create = std::get_if<CreateRequest>(&op.request))
            return validateCreate(create->path, static_cast<CreateMode>(create->flags), {});
        if (const auto* create = std::get_if<CreateTtlRequest>(&op.request))
            return validateCreate(create->path, static_cast<CreateMode>(create->flags),
                std::chrono::milliseconds(create->ttlMs));
        return pathOf(op).validate();
    }

    Result<MultiResponse> resultsOf(const Reply& reply, OpCode op, std::size_t wanted)
    {
        Result<MultiResponse> response = answerOf<MultiResponse>(reply, op, Path());
        if (response && response->results.size() != wanted)
            return failure(Errc::protocol,
                std::string(opcodeName(op)) + ": the server gave "
                    + std::to_string(response->results.size()) + " results for "
                    + std::to_string(wanted) + " operations");
        return response;
    }

} // namespace

Result<std::vector<MultiOp>> NetworkClient::toServer(std::vector<MultiOp> ops) const
{
    for (MultiOp& op : ops) {
        if (Result<void> valid = validateOp(op); !valid)
            return tl::unexpected(valid.error());
        pathOf(op) = m_chroot.toServer(pathOf(op));
    }
    return ops;
}

QCoro::Task<Result<std::vector<MultiResult>>> NetworkClient::multi(
    Transaction transaction, std::stop_token stop)
{
    std::vector<MultiOp> ops = transaction.ops();
    Result<std::vector<MultiOp>> mapped = toServer(ops);
    if (!mapped)
        co_return tl::unexpected(mapped.error());
    const Chroot chroot = m_chroot;
    MultiRequest record;
    record.ops = std::move(*mapped);
    Call call(*m_driver, requestOf(OpCode::multi, record), stop);
    const Reply reply = co_await call.reply();
    Result<MultiResponse> response = resultsOf(reply, OpCode::multi, ops.size());
    if (!response)
        co_return tl::unexpected(response.error());
    if (const auto refused = refusedAt(response->results))
        co_return tl::unexpected(refusalOf(ops, *refused, response->results[*refused].err));
    hideChroot(response->results, chroot);
    co_return std::move(response->results);
}

QCoro::Task<Result<std::vector<MultiResult>>> NetworkClient::multiRead(
    ReadBatch batch, std::stop_token stop)
{
    Result<std::vector<MultiOp>> mapped = toServer(batch.ops());
    if (!mapped)
        co_return tl::unexpected(mapped.error());
    MultiRequest record;
    record.ops = std::move(*mapped);
    Call call(*m_driver, requestOf(OpCode::multiRead, record), stop);
    const Reply reply = co_await call.reply();
    Result<MultiResponse> response = resultsOf(reply, OpCode::multiRead, record.ops.size());
    if (!response)
        co_return tl::unexpected(response.error());
    co_return std::move(response->results);
}

QCoro::Task<Result<std::int32_t>> NetworkClient::allChildrenNumber(
    Path path, std::stop_token stop)
{
    if (Result<void> valid = path.validate(); !valid)
        co_return tl::unexpected(valid.error());
    const PathRecord record{m_chroot.toServer(path)};
    Call call(*m_driver, requestOf(OpCode::getAllChildrenNumber, record), stop);
    const Reply reply = co_await call.reply();
    const Result<CountResponse> count
        = answerOf<CountResponse>(reply, OpCode::getAllChildrenNumber, path);
    if (!count)
        co_return tl::unexpected(count.error());
    co_return count->count;
}

QCoro::Task<Result<std::vector<Path>>> NetworkClient::ephemerals(
    Path prefix, std::stop_token stop)
{
    const Chroot chroot = m_chroot;
    GetEphemeralsRequest record;
    record.prefix = chroot.toServer(prefix).text();
    Call call(*m_driver, requestOf(OpCode::getEphemerals, record), stop);
    const Reply reply = co_await call.reply();
    const Result<NamesResponse> names
        = answerOf<NamesResponse>(reply, OpCode::getEphemerals, prefix);
    if (!names)
        co_return tl::unexpected(names.error());
    const Path root = chroot.toServer(Path());
    std::vector<Path> paths;
    for (const std::string& name : names->names) {
        // The server compares text: /app also matches /application, which is outside of it.
        if (const Path path(name); path.isWithin(root))
            paths.push_back(chroot.fromServer(path));
    }
    co_return paths;
}

QCoro::Task<Result<std::vector<AuthId>>> NetworkClient::whoAmI(std::stop_token stop)
{
    session::Request request;
    request.op = OpCode::whoAmI;
    Call call(*m_driver, std::move(request), stop);
    const Reply reply = co_await call.reply();
    Result<WhoAmIResponse> who = answerOf<WhoAmIResponse>(reply, OpCode::whoAmI, Path());
    if (!who)
        co_return tl::unexpected(who.error());
    co_return std::move(who->identities);
}

QCoro::Task<Result<void>> NetworkClient::addWatch(
    Path path, AddWatchMode mode, std::stop_token stop)
{
    if (Result<void> valid = path.validate(); !valid)
        co_return valid;
    const AddWatchRequest record{m_chroot.toServer(path), static_cast<std::int32_t>(mode)};
    session::Request request = requestOf(OpCode::addWatch, record);
    request.watch = mode == AddWatchMode::persistent ? session::WatchUse::addPersistent
                                                     : session::WatchUse::addRecursive;
    request.path = record.path;
    Call call(*m_driver, std::move(request), stop);
    const Reply reply = co_await call.reply();
    co_return doneOf(reply, OpCode::addWatch, path);
}

QCoro::Task<Result<void>> NetworkClient::removeWatches(
    Path path, WatcherType type, std::stop_token stop)
{
    if (Result<void> valid = path.validate(); !valid)
        co_return valid;
    const RemoveWatchesRequest record{m_chroot.toServer(path), static_cast<std::int32_t>(type)};
    session::Request request = requestOf(OpCode::removeWatches, record);
    request.watch = session::WatchUse::remove;
    request.removed = type;
    request.path = record.path;
    Call call(*m_driver, std::move(request), stop);
    const Reply reply = co_await call.reply();
    co_return doneOf(reply, OpCode::removeWatches, path);
}

QCoro::Task<Result<DataResponse>> NetworkClient::reconfig(
    ReconfigRequest request, std::stop_token stop)
{
    Call call(*m_driver, requestOf(OpCode::reconfig, request), stop);
    const Reply reply = co_await call.reply();
    co_return answerOf<DataResponse>(reply, OpCode::reconfig, Path("/zookeeper/config"));
}

} // namespace zs

// SPDX-License-Identifier: Apache-2.0
// The operations of NetworkClient beyond single nodes: multi, watches, queries, reconfig.
#include "clientlib/net/ask.h"
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
                + " (" + std::string(askedFor(ops[index].type)) + ' '
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

    /// Turns each creation into the form that servers before 3.5 know. False: there is none.
    bool useOlderForm(MultiRequest& record)
    {
        bool changed = false;
        for (MultiOp& op : record.ops) {
            const bool newer = op.type == OpCode::create2;
            op.type = newer ? OpCode::create : op.type;
            changed = changed || newer;
        }
        return changed;
    }

    /// A server that cannot read one of the operations applies none.
    template <class Convert>
    QCoro::Task<Result<std::vector<MultiResult>>> askMulti(
        SessionDriver& driver, MultiRequest record, std::stop_token stop, Convert convert)
    {
        session::Request request = requestOf(OpCode::multi, record);
        Call call(driver, &request, std::stop_token(stop));
        const Reply& reply = co_await call.reply();
        if (reply.err != Errc::marshalling || !useOlderForm(record))
            co_return convert(reply, OpCode::multi, Path());
        request = requestOf(OpCode::multi, record);
        Call again(driver, &request, std::move(stop));
        const Reply& second = co_await again.reply();
        co_return convert(second, OpCode::multi, Path());
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
    using Results = Result<std::vector<MultiResult>>;
    Result<std::vector<MultiOp>> mapped = toServer(transaction.ops());
    if (!mapped)
        return refuse<std::vector<MultiResult>>(mapped.error());
    MultiRequest record;
    record.ops = std::move(*mapped);
    const auto convert = [chroot = m_chroot, ops = transaction.ops()](
                             const Reply& reply, OpCode op, const Path&) mutable -> Results {
        Result<MultiResponse> response = resultsOf(reply, op, ops.size());
        if (!response)
            return tl::unexpected(response.error());
        if (const auto refused = refusedAt(response->results))
            return tl::unexpected(refusalOf(ops, *refused, response->results[*refused].err));
        hideChroot(response->results, chroot);
        return std::move(response->results);
    };
    return askMulti(*m_driver, std::move(record), std::move(stop), convert);
}

QCoro::Task<Result<std::vector<MultiResult>>> NetworkClient::multiRead(
    ReadBatch batch, std::stop_token stop)
{
    using Results = Result<std::vector<MultiResult>>;
    Result<std::vector<MultiOp>> mapped = toServer(batch.ops());
    if (!mapped)
        return refuse<std::vector<MultiResult>>(mapped.error());
    MultiRequest record;
    record.ops = std::move(*mapped);
    const auto convert = [wanted = record.ops.size()](
                             const Reply& reply, OpCode op, const Path&) -> Results {
        Result<MultiResponse> response = resultsOf(reply, op, wanted);
        if (!response)
            return tl::unexpected(response.error());
        return std::move(response->results);
    };
    return ask<std::vector<MultiResult>>(
        Path(), requestOf(OpCode::multiRead, record), std::move(stop), convert);
}

QCoro::Task<Result<std::int32_t>> NetworkClient::allChildrenNumber(
    Path path, std::stop_token stop)
{
    const PathRecord record{m_chroot.toServer(path)};
    const auto convert = [](const Reply& reply, OpCode op, const Path& asked) {
        return answerOf<CountResponse>(reply, op, asked).map([](const CountResponse& answer) {
            return answer.count;
        });
    };
    return ask<std::int32_t>(std::move(path), requestOf(OpCode::getAllChildrenNumber, record),
        std::move(stop), convert);
}

QCoro::Task<Result<std::vector<Path>>> NetworkClient::ephemerals(
    Path prefix, std::stop_token stop)
{
    GetEphemeralsRequest record;
    record.prefix = m_chroot.toServer(prefix).text();
    const auto convert = [chroot = m_chroot](const Reply& reply, OpCode op,
                             const Path& asked) -> Result<std::vector<Path>> {
        const Result<NamesResponse> names = answerOf<NamesResponse>(reply, op, asked);
        if (!names)
            return tl::unexpected(names.error());
        const Path root = chroot.toServer(Path());
        std::vector<Path> paths;
        for (const std::string& name : names->names) {
            // The server compares text: /app also matches /application, which is outside of it.
            if (const Path path(name); path.isWithin(root))
                paths.push_back(chroot.fromServer(path));
        }
        return paths;
    };
    // The prefix is a text and need not be a whole path.
    session::Request request = requestOf(OpCode::getEphemerals, record);
    return askUnchecked<std::vector<Path>>(
        *m_driver, std::move(prefix), request, std::move(stop), convert);
}

QCoro::Task<Result<std::vector<AuthId>>> NetworkClient::whoAmI(std::stop_token stop)
{
    session::Request request;
    request.op = OpCode::whoAmI;
    const auto convert = [](const Reply& reply, OpCode op, const Path& asked) {
        return answerOf<WhoAmIResponse>(reply, op, asked).map([](const WhoAmIResponse& answer) {
            return answer.identities;
        });
    };
    return ask<std::vector<AuthId>>(Path(), std::move(request), std::move(stop), convert);
}

QCoro::Task<Result<void>> NetworkClient::addWatch(
    Path path, AddWatchMode mode, std::stop_token stop)
{
    const AddWatchRequest record{m_chroot.toServer(path), static_cast<std::int32_t>(mode)};
    session::Request request = requestOf(OpCode::addWatch, record);
    request.watch = mode == AddWatchMode::persistent ? session::WatchUse::addPersistent
                                                     : session::WatchUse::addRecursive;
    request.path = record.path;
    return ask<void>(std::move(path), std::move(request), std::move(stop), doneOf);
}

FrameProgress NetworkClient::arriving() const { return m_driver->machine().arriving(); }

WatchKeeper NetworkClient::watchKeeper(const Path& path) const
{
    const session::SessionMachine& machine = m_driver->machine();
    const Path onServer = m_chroot.toServer(path);
    const bool stands = machine.watches().contains(WatcherType::persistent, onServer)
        || machine.watches().contains(WatcherType::persistentRecursive, onServer);
    if (!stands)
        return WatchKeeper::nobody;
    return machine.emulatesWatches() ? WatchKeeper::client : WatchKeeper::server;
}

int NetworkClient::watchesHeld() const
{
    return static_cast<int>(m_driver->machine().watches().size());
}

QCoro::Task<Result<void>> NetworkClient::checkWatches(
    Path path, WatcherType type, std::stop_token stop)
{
    const RemoveWatchesRequest record{m_chroot.toServer(path), static_cast<std::int32_t>(type)};
    session::Request request = requestOf(OpCode::checkWatches, record);
    request.watch = session::WatchUse::check;
    request.removed = type;
    request.path = record.path;
    return ask<void>(std::move(path), std::move(request), std::move(stop), doneOf);
}

QCoro::Task<Result<void>> NetworkClient::removeWatches(
    Path path, WatcherType type, std::stop_token stop)
{
    const RemoveWatchesRequest record{m_chroot.toServer(path), static_cast<std::int32_t>(type)};
    session::Request request = requestOf(OpCode::removeWatches, record);
    request.watch = session::WatchUse::remove;
    request.removed = type;
    request.path = record.path;
    return ask<void>(std::move(path), std::move(request), std::move(stop), doneOf);
}

QCoro::Task<Result<DataResponse>> NetworkClient::reconfig(
    ReconfigRequest request, std::stop_token stop)
{
    return ask<DataResponse>(Path("/zookeeper/config"), requestOf(OpCode::reconfig, request),
        std::move(stop), answerOf<DataResponse>);
}

} // namespace zs

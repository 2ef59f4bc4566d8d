// SPDX-License-Identifier: Apache-2.0
// The operations of FakeClient beyond single nodes.
#include "tests/support/fake_client.h"
#include "tests/support/fake_turn.h"

namespace zs::test {

Result<MultiResult> FakeClient::applyOp(
    const MultiOp& op, std::vector<FakeTree::Change>& changes)
{
    MultiResult result;
    result.type = op.type;
    const auto note = [&changes](const std::vector<FakeTree::Change>& more) {
        changes.insert(changes.end(), more.begin(), more.end());
    };
    if (const auto* create = std::get_if<CreateRequest>(&op.request)) {
        auto made = m_tree.create(create->path, create->data,
            static_cast<CreateMode>(create->flags), create->acl, m_status.sessionId);
        if (!made)
            return tl::unexpected(made.error());
        note(made->changes);
        result.value = made->value;
    } else if (const auto* set = std::get_if<SetDataRequest>(&op.request)) {
        auto done = m_tree.setData(set->path, set->data, set->version);
        if (!done)
            return tl::unexpected(done.error());
        note(done->changes);
        result.value = StatResponse{done->value};
    } else if (const auto* versioned = std::get_if<VersionedPathRequest>(&op.request)) {
        if (op.type == OpCode::remove) {
            auto done = m_tree.remove(versioned->path, versioned->version);
            if (!done)
                return tl::unexpected(done.error());
            note(*done);
        } else {
            const Result<DataResponse> node = m_tree.data(versioned->path);
            if (!node)
                return tl::unexpected(node.error());
            if (versioned->version != anyVersion && versioned->version != node->stat.version)
                return failure(Errc::badVersion, "BadVersion: " + versioned->path.text());
        }
    } else {
        return failure(Errc::unimplemented, "the fake knows no TTL in a multi");
    }
    return result;
}

QCoro::Task<Result<std::vector<MultiResult>>> FakeClient::multi(
    Transaction transaction, std::stop_token stop)
{
    Turn turn(*this, OpCode::multi, Path(), stop);
    if (std::optional<Error> stopped = co_await turn.comes())
        co_return tl::unexpected(*stopped);
    const FakeTree before = m_tree;
    std::vector<MultiResult> results;
    std::vector<FakeTree::Change> changes;
    for (const MultiOp& op : transaction.ops()) {
        Result<MultiResult> result = applyOp(op, changes);
        if (!result) {
            m_tree = before; // All or nothing.
            co_return tl::unexpected(result.error());
        }
        results.push_back(std::move(*result));
    }
    fire(changes);
    co_return results;
}

QCoro::Task<Result<std::vector<MultiResult>>> FakeClient::multiRead(
    ReadBatch batch, std::stop_token stop)
{
    Turn turn(*this, OpCode::multiRead, Path(), stop);
    if (std::optional<Error> stopped = co_await turn.comes())
        co_return tl::unexpected(*stopped);
    std::vector<MultiResult> results;
    for (MultiOp op : batch.ops()) {
        MultiResult& result = results.emplace_back();
        result.type = op.type;
        const Path path = pathOf(op);
        if (!m_tree.has(path)) {
            result.type = OpCode::error;
            result.err = Errc::noNode;
        } else if (op.type == OpCode::getData) {
            result.value = *m_tree.data(path);
        } else {
            result.value = NamesResponse{m_tree.children(path)->names};
        }
    }
    co_return results;
}

QCoro::Task<Result<std::int32_t>> FakeClient::allChildrenNumber(Path path, std::stop_token stop)
{
    Turn turn(*this, OpCode::getAllChildrenNumber, path, stop);
    if (std::optional<Error> stopped = co_await turn.comes())
        co_return tl::unexpected(*stopped);
    if (!m_tree.has(path))
        co_return failure(Errc::noNode, "NoNode: " + path.text());
    co_return static_cast<std::int32_t>(m_tree.subtree(path).size()) - 1;
}

QCoro::Task<Result<std::vector<Path>>> FakeClient::ephemerals(Path prefix, std::stop_token stop)
{
    Turn turn(*this, OpCode::getEphemerals, prefix, stop);
    if (std::optional<Error> stopped = co_await turn.comes())
        co_return tl::unexpected(*stopped);
    std::vector<Path> own;
    for (const Path& path : m_tree.subtree(Path())) {
        const bool mine = m_tree.data(path)->stat.ephemeralOwner == m_status.sessionId;
        if (mine && path.text().starts_with(prefix.text()))
            own.push_back(path);
    }
    co_return own;
}

QCoro::Task<Result<std::vector<AuthId>>> FakeClient::whoAmI(std::stop_token stop)
{
    Turn turn(*this, OpCode::whoAmI, Path(), stop);
    if (std::optional<Error> stopped = co_await turn.comes())
        co_return tl::unexpected(*stopped);
    std::vector<AuthId> identities;
    identities.push_back(AuthId{"ip", "127.0.0.1"});
    co_return identities;
}

QCoro::Task<Result<void>> FakeClient::addWatch(
    Path path, AddWatchMode mode, std::stop_token stop)
{
    Turn turn(*this, OpCode::addWatch, path, stop);
    if (std::optional<Error> stopped = co_await turn.comes())
        co_return tl::unexpected(*stopped);
    m_persistentWatches[path] = mode;
    co_return Result<void>();
}

QCoro::Task<Result<void>> FakeClient::checkWatches(
    Path path, WatcherType type, std::stop_token stop)
{
    Turn turn(*this, OpCode::checkWatches, path, stop);
    if (std::optional<Error> stopped = co_await turn.comes())
        co_return tl::unexpected(*stopped);
    const bool any = type == WatcherType::any;
    const bool found = ((any || type == WatcherType::data) && m_dataWatches.contains(path))
        || ((any || type == WatcherType::children) && m_childWatches.contains(path))
        || (type != WatcherType::data && type != WatcherType::children
            && m_persistentWatches.contains(path));
    if (!found)
        co_return failure(Errc::noWatcher, "NoWatcher: " + path.text());
    co_return Result<void>();
}

QCoro::Task<Result<void>> FakeClient::removeWatches(
    Path path, WatcherType type, std::stop_token stop)
{
    Turn turn(*this, OpCode::removeWatches, path, stop);
    if (std::optional<Error> stopped = co_await turn.comes())
        co_return tl::unexpected(*stopped);
    std::size_t removed = 0;
    if (type == WatcherType::any || type == WatcherType::data)
        removed += m_dataWatches.erase(path);
    if (type == WatcherType::any || type == WatcherType::children)
        removed += m_childWatches.erase(path);
    if (type != WatcherType::data && type != WatcherType::children)
        removed += m_persistentWatches.erase(path);
    if (removed == 0)
        co_return failure(Errc::noWatcher, "NoWatcher: " + path.text());
    co_return Result<void>();
}

QCoro::Task<Result<DataResponse>> FakeClient::reconfig(ReconfigRequest, std::stop_token stop)
{
    Turn turn(*this, OpCode::reconfig, Path(), stop);
    if (std::optional<Error> stopped = co_await turn.comes())
        co_return tl::unexpected(*stopped);
    co_return failure(Errc::reconfigDisabled, "ReconfigDisabled: the fake has no ensemble");
}

} // namespace zs::test

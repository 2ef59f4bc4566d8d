// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fake_client.h"

#include "clientlib/base/expect.h"
#include "tests/support/fake_turn.h"
#include "tests/support/thread_time.h"

#include <QTimer>

namespace zs::test {

FakeClient::FakeClient()
{
    m_status.state = SessionState::connected;
    m_status.server = Endpoint{"fake.example", 2181};
    m_status.sessionId = SessionId(0x100000000000001);
    m_status.sessionTimeout = std::chrono::seconds(30);
}

FakeClient::~FakeClient()
{
    finishAll(Error(Errc::cancelled, "the client was destroyed"));
}

void FakeClient::enqueue(Turn* turn)
{
    m_waiting.push_back(turn);
    scheduleAnswer();
}

void FakeClient::scheduleAnswer()
{
    if (m_held || m_scheduled || m_waiting.empty())
        return;
    m_scheduled = true;
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(
        m_waiting.front()->due - std::chrono::steady_clock::now());
    QTimer::singleShot(std::max(wait, std::chrono::milliseconds(0)), this, [this] {
        m_scheduled = false;
        answerDue();
    });
}

void FakeClient::answerDue()
{
    const QPointer<FakeClient> alive(this); // Whoever is resumed may destroy this client.
    const auto now = std::chrono::steady_clock::now();
    while (alive && !m_held && !m_waiting.empty() && m_waiting.front()->due <= now) {
        Turn* turn = m_waiting.front();
        m_waiting.pop_front();
        turn->answer();
    }
    if (alive)
        scheduleAnswer();
}

void FakeClient::finishAll(const Error& why)
{
    // Only those that wait now: a resumed caller may well ask again.
    for (std::deque<Turn*> waiting = std::exchange(m_waiting, {}); !waiting.empty();) {
        Turn* turn = waiting.front();
        waiting.pop_front();
        turn->stop(why);
    }
}

void FakeClient::put(const Path& path, std::string_view data)
{
    if (m_tree.has(path)) {
        fire(m_tree.setData(path, toBytes(data), anyVersion)->changes);
        return;
    }
    if (!m_tree.has(path.parent()))
        put(path.parent());
    const auto created
        = m_tree.create(path, toBytes(data), CreateMode::persistent, openAcl(), SessionId());
    ZS_EXPECT(created.has_value());
    fire(created->changes);
}

void FakeClient::erase(const Path& path)
{
    const std::vector<Path> subtree = m_tree.subtree(path);
    for (auto node = subtree.rbegin(); node != subtree.rend(); ++node) {
        const auto removed = m_tree.remove(*node, anyVersion);
        ZS_EXPECT(removed.has_value());
        fire(*removed);
    }
}

void FakeClient::putAcl(const Path& path, std::vector<Acl> acl)
{
    ZS_EXPECT(m_tree.setAcl(path, std::move(acl), anyVersion).has_value());
}

void FakeClient::failNext(OpCode op, Errc code, std::string detail)
{
    if (detail.empty())
        detail = std::string(opcodeName(op)) + ": " + std::string(errcName(code));
    m_failNext[op].emplace_back(code, std::move(detail));
}

void FakeClient::failOn(const Path& path, Errc code)
{
    if (code == Errc::ok)
        m_failOn.erase(path);
    else
        m_failOn[path] = code;
}

std::optional<Error> FakeClient::injectedFailure(OpCode op, const Path& path)
{
    if (const auto next = m_failNext.find(op); next != m_failNext.end() && !next->second.empty()) {
        const Error error = next->second.front();
        next->second.pop_front();
        return error;
    }
    if (const auto bad = m_failOn.find(path); bad != m_failOn.end())
        return Error(bad->second, std::string(errcName(bad->second)) + ": " + path.text());
    switch (m_status.state) {
    case SessionState::expired: return Error(Errc::sessionExpired, "the session expired");
    case SessionState::authFailed: return Error(Errc::authFailed, "an identity was refused");
    case SessionState::closed: return Error(Errc::cancelled, "the client is closed");
    default: return std::nullopt;
    }
}

void FakeClient::hold() { m_held = true; }

void FakeClient::release()
{
    m_held = false;
    scheduleAnswer();
}

void FakeClient::setState(SessionState state, std::string problem)
{
    SessionStatus status = m_status;
    status.state = state;
    status.problem = std::move(problem);
    const bool searching
        = state == SessionState::connecting || state == SessionState::reconnecting;
    status.attempt = searching ? status.attempt + 1 : 0;
    status.expiresAt.reset();
    if (state == SessionState::reconnecting)
        status.expiresAt = std::chrono::steady_clock::now() + status.sessionTimeout;
    setStatus(std::move(status));
}

void FakeClient::setStatus(SessionStatus status)
{
    m_status = std::move(status);
    const QPointer<FakeClient> alive(this);
    switch (m_status.state) {
    case SessionState::reconnecting:
        finishAll(Error(Errc::connectionLoss, "the connection was lost"));
        break;
    case SessionState::expired:
        finishAll(Error(Errc::sessionExpired, "the session expired"));
        break;
    case SessionState::authFailed:
        finishAll(Error(Errc::authFailed, "an identity was refused"));
        break;
    case SessionState::closed: finishAll(Error(Errc::cancelled, "the client is closed")); break;
    default: break;
    }
    if (alive)
        Q_EMIT statusChanged(m_status);
}

int FakeClient::calls(OpCode op) const
{
    const auto found = m_calls.find(op);
    return found == m_calls.end() ? 0 : found->second;
}

int FakeClient::watchCount(const Path& path) const
{
    return static_cast<int>(m_dataWatches.count(path) + m_childWatches.count(path)
        + m_persistentWatches.count(path));
}

void FakeClient::fire(const std::vector<FakeTree::Change>& changes)
{
    const QPointer<FakeClient> alive(this);
    for (const FakeTree::Change& change : changes) {
        bool watched = false;
        if (change.type != EventType::nodeChildrenChanged)
            watched = m_dataWatches.erase(change.path) > 0;
        const bool endsChildWatch = change.type == EventType::nodeChildrenChanged
            || change.type == EventType::nodeDeleted;
        if (endsChildWatch)
            watched = m_childWatches.erase(change.path) > 0 || watched;
        for (const auto& [path, mode] : m_persistentWatches) {
            const bool recursive = mode == AddWatchMode::persistentRecursive;
            watched = watched
                || (recursive ? change.type != EventType::nodeChildrenChanged
                            && change.path.isWithin(path)
                              : change.path == path);
        }
        if (watched)
            Q_EMIT watchFired(WatchEvent{change.type, change.path, m_tree.lastZxid()});
        if (!alive)
            return;
    }
}

QCoro::Task<Result<CreatedResponse>> FakeClient::create(
    Path path, std::optional<Bytes> data, CreateMode mode, std::vector<Acl> acl,
    std::chrono::milliseconds ttl, std::stop_token stop)
{
    Turn turn(*this, OpCode::create2, path, stop);
    if (std::optional<Error> stopped = co_await turn.comes())
        co_return tl::unexpected(*stopped);
    if (isTtl(mode) != (ttl.count() > 0))
        co_return failure(Errc::badArguments, "a TTL goes with the TTL modes alone");
    auto done = m_tree.create(path, std::move(data), mode, std::move(acl), m_status.sessionId);
    if (!done)
        co_return tl::unexpected(done.error());
    fire(done->changes); // May destroy this client: nothing of it is used from here on.
    co_return std::move(done->value);
}

QCoro::Task<Result<void>> FakeClient::remove(
    Path path, std::int32_t version, std::stop_token stop)
{
    Turn turn(*this, OpCode::remove, path, stop);
    if (std::optional<Error> stopped = co_await turn.comes())
        co_return tl::unexpected(*stopped);
    const auto done = m_tree.remove(path, version);
    if (!done)
        co_return tl::unexpected(done.error());
    fire(*done);
    co_return Result<void>();
}

QCoro::Task<Result<std::optional<Stat>>> FakeClient::exists(
    Path path, Watch watch, std::stop_token stop)
{
    Turn turn(*this, OpCode::exists, path, stop);
    if (std::optional<Error> stopped = co_await turn.comes())
        co_return tl::unexpected(*stopped);
    if (watch == Watch::yes)
        m_dataWatches[path] = 1; // Also on a missing node: it then waits for the creation.
    const Result<DataResponse> node = m_tree.data(path);
    std::optional<Stat> stat;
    if (node)
        stat = node->stat;
    co_return stat;
}

QCoro::Task<Result<DataResponse>> FakeClient::getData(
    Path path, Watch watch, std::stop_token stop)
{
    Turn turn(*this, OpCode::getData, path, stop);
    if (std::optional<Error> stopped = co_await turn.comes())
        co_return tl::unexpected(*stopped);
    Result<DataResponse> node = m_tree.data(path);
    if (node && watch == Watch::yes)
        m_dataWatches[path] = 1;
    co_return node;
}

QCoro::Task<Result<Stat>> FakeClient::setData(
    Path path, std::optional<Bytes> data, std::int32_t version, std::stop_token stop)
{
    Turn turn(*this, OpCode::setData, path, stop);
    if (std::optional<Error> stopped = co_await turn.comes())
        co_return tl::unexpected(*stopped);
    const auto done = m_tree.setData(path, std::move(data), version);
    if (!done)
        co_return tl::unexpected(done.error());
    fire(done->changes);
    co_return done->value;
}

QCoro::Task<Result<AclResponse>> FakeClient::getAcl(Path path, std::stop_token stop)
{
    Turn turn(*this, OpCode::getAcl, path, stop);
    if (std::optional<Error> stopped = co_await turn.comes())
        co_return tl::unexpected(*stopped);
    co_return m_tree.acl(path);
}

QCoro::Task<Result<Stat>> FakeClient::setAcl(
    Path path, std::vector<Acl> acl, std::int32_t aversion, std::stop_token stop)
{
    Turn turn(*this, OpCode::setAcl, path, stop);
    if (std::optional<Error> stopped = co_await turn.comes())
        co_return tl::unexpected(*stopped);
    co_return m_tree.setAcl(path, std::move(acl), aversion);
}

QCoro::Task<Result<ChildrenResponse>> FakeClient::children(
    Path path, Watch watch, std::stop_token stop)
{
    Turn turn(*this, OpCode::getChildren2, path, stop);
    if (std::optional<Error> stopped = co_await turn.comes())
        co_return tl::unexpected(*stopped);
    std::optional<OwnWork> own(std::in_place); // A server would have done this.
    Result<ChildrenResponse> found = m_tree.children(path);
    own.reset();
    if (found && watch == Watch::yes)
        m_childWatches[path] = 1;
    co_return found;
}

QCoro::Task<Result<void>> FakeClient::sync(Path path, std::stop_token stop)
{
    Turn turn(*this, OpCode::sync, path, stop);
    if (std::optional<Error> stopped = co_await turn.comes())
        co_return tl::unexpected(*stopped);
    co_return Result<void>();
}

QCoro::Task<Result<void>> FakeClient::addAuth(Identity identity, std::stop_token stop)
{
    Turn turn(*this, OpCode::auth, Path(), stop);
    if (std::optional<Error> stopped = co_await turn.comes())
        co_return tl::unexpected(*stopped);
    if (identity.scheme != "digest")
        co_return failure(Errc::authFailed, "the server refused the scheme " + identity.scheme);
    co_return Result<void>();
}

QCoro::Task<Result<void>> FakeClient::close()
{
    Turn turn(*this, OpCode::closeSession, Path());
    if (std::optional<Error> stopped = co_await turn.comes())
        co_return tl::unexpected(*stopped);
    setState(SessionState::closed);
    co_return Result<void>();
}

} // namespace zs::test

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/client.h"
#include "tests/support/fake_tree.h"

#include <deque>
#include <map>
#include <optional>

namespace zs::test {

/// A Client without a server: a tree in memory, one-shot watches, errors and delays on demand.
/// Requests are answered in order and from the event loop, never inside the call. Like the real
/// one it completes what is pending with `cancelled` when it is destroyed.
/// The methods above the line act as "somebody else" would: they change the tree at once, and the
/// watches of the client under test fire.
class FakeClient : public Client {
public:
    FakeClient();
    ~FakeClient() override;

    /// Creates or overwrites a node, and its missing parents.
    void put(const Path& path, std::string_view data = {});
    /// Removes a node and all below it.
    void erase(const Path& path);
    /// Replaces the ACL of a node that exists.
    void putAcl(const Path& path, std::vector<Acl> acl);
    [[nodiscard]] const FakeTree& tree() const { return m_tree; }

    /// The next request of this kind fails once, without effect.
    void failNext(OpCode op, Errc code, std::string detail = {});
    /// Every request on `path` fails, until `Errc::ok` takes it back.
    void failOn(const Path& path, Errc code);
    /// How long an answer takes; 0: the next turn of the event loop.
    void setDelay(std::chrono::milliseconds delay) { m_delay = delay; }
    /// Stops and resumes answering; what was asked meanwhile waits.
    void hold();
    void release();
    /// Changes the status as a real connection would. A state in which no request can succeed
    /// fails those that wait: reconnecting connectionLoss, expired sessionExpired, closed
    /// cancelled.
    void setState(SessionState state, std::string problem = {});
    void setStatus(SessionStatus status);
    /// How often this kind of request was made.
    [[nodiscard]] int calls(OpCode op) const;
    [[nodiscard]] std::size_t pendingCount() const { return m_waiting.size(); }
    /// How many watches stand on `path` itself, of any kind.
    [[nodiscard]] int watchCount(const Path& path) const;
    [[nodiscard]] int retryNowCount() const { return m_retries; }
    // -----------------------------------------------------------------------------------------

    SessionStatus status() const override { return m_status; }
    Zxid lastZxid() const override { return m_tree.lastZxid(); }
    std::chrono::microseconds latency() const override { return m_latency; }
    void setLatency(std::chrono::microseconds latency) { m_latency = latency; }
    QCoro::Task<Result<CreatedResponse>> create(Path path, std::optional<Bytes> data,
        CreateMode mode = CreateMode::persistent, std::vector<Acl> acl = openAcl(),
        std::chrono::milliseconds ttl = {}, std::stop_token stop = {}) override;
    QCoro::Task<Result<void>> remove(
        Path path, std::int32_t version = anyVersion, std::stop_token stop = {}) override;
    QCoro::Task<Result<std::optional<Stat>>> exists(
        Path path, Watch watch = Watch::no, std::stop_token stop = {}) override;
    QCoro::Task<Result<DataResponse>> getData(
        Path path, Watch watch = Watch::no, std::stop_token stop = {}) override;
    QCoro::Task<Result<Stat>> setData(Path path, std::optional<Bytes> data, std::int32_t version,
        std::stop_token stop = {}) override;
    QCoro::Task<Result<AclResponse>> getAcl(Path path, std::stop_token stop = {}) override;
    QCoro::Task<Result<Stat>> setAcl(Path path, std::vector<Acl> acl, std::int32_t aversion,
        std::stop_token stop = {}) override;
    QCoro::Task<Result<ChildrenResponse>> children(
        Path path, Watch watch = Watch::no, std::stop_token stop = {}) override;
    QCoro::Task<Result<void>> sync(Path path, std::stop_token stop = {}) override;
    QCoro::Task<Result<std::vector<MultiResult>>> multi(
        Transaction transaction, std::stop_token stop = {}) override;
    QCoro::Task<Result<std::vector<MultiResult>>> multiRead(
        ReadBatch batch, std::stop_token stop = {}) override;
    QCoro::Task<Result<std::int32_t>> allChildrenNumber(
        Path path, std::stop_token stop = {}) override;
    QCoro::Task<Result<std::vector<Path>>> ephemerals(
        Path prefix = Path(), std::stop_token stop = {}) override;
    QCoro::Task<Result<std::vector<AuthId>>> whoAmI(std::stop_token stop = {}) override;
    QCoro::Task<Result<void>> addWatch(
        Path path, AddWatchMode mode, std::stop_token stop = {}) override;
    QCoro::Task<Result<void>> checkWatches(
        Path path, WatcherType type = WatcherType::any, std::stop_token stop = {}) override;
    QCoro::Task<Result<void>> removeWatches(
        Path path, WatcherType type = WatcherType::any, std::stop_token stop = {}) override;
    QCoro::Task<Result<DataResponse>> reconfig(
        ReconfigRequest request, std::stop_token stop = {}) override;
    QCoro::Task<Result<void>> addAuth(Identity identity, std::stop_token stop = {}) override;
    QCoro::Task<Result<void>> close() override;
    void retryNow() override { ++m_retries; }

private:
    class Turn;

    void enqueue(Turn* turn);
    void answerDue();
    void scheduleAnswer();
    void finishAll(const Error& why);
    std::optional<Error> injectedFailure(OpCode op, const Path& path);
    void fire(const std::vector<FakeTree::Change>& changes);
    Result<MultiResult> applyOp(const MultiOp& op, std::vector<FakeTree::Change>& changes);

    FakeTree m_tree;
    SessionStatus m_status;
    std::chrono::microseconds m_latency{800};
    std::chrono::milliseconds m_delay{0};
    bool m_held = false;
    bool m_scheduled = false;
    int m_retries = 0;
    std::deque<Turn*> m_waiting; ///< Each lives in the frame of its coroutine.
    std::map<OpCode, std::deque<Error>> m_failNext;
    std::map<Path, Errc> m_failOn;
    std::map<OpCode, int> m_calls;
    std::map<Path, int> m_dataWatches; ///< Set by exists and getData; 1 when it stands.
    std::map<Path, int> m_childWatches;
    std::map<Path, AddWatchMode> m_persistentWatches;
};

} // namespace zs::test

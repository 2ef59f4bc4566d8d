// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/instant.h"
#include "clientlib/protocol/multi.h"
#include "clientlib/protocol/node_records.h"
#include "clientlib/protocol/session_records.h"
#include "clientlib/protocol/watch_records.h"
#include "clientlib/session/connect_string.h"
#include "clientlib/session/identity.h"
#include "clientlib/session/session_state.h"

#include <QObject>

#include <QCoroTask>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace zs {

struct ClientOptions {
    ConnectString servers;
    std::chrono::milliseconds sessionTimeout{30'000};  ///< Asked for; the server clamps it.
    std::chrono::milliseconds connectTimeout{5'000};   ///< For one server, TCP and handshake.
    std::size_t maxReplyBytes = std::size_t(64) << 20; ///< A larger reply breaks the connection.
    bool acceptReadOnlyServer = false;
    std::vector<Identity> identities;
};

/// All that one status line needs. Sent with `statusChanged` whenever a part of it changes.
struct SessionStatus {
    SessionState state = SessionState::connecting;
    Endpoint server;                                ///< The present one, or the one being tried.
    SessionId sessionId;
    std::chrono::milliseconds sessionTimeout{0};    ///< As negotiated.
    int attempt = 0;                                ///< Of the running search for a server, from 1.
    std::string problem;                            ///< Why the last attempt or connection ended.
    /// While reconnecting: from when on the server may drop the session. It counts from its last
    /// contact, checks once a tick, and gives all sessions a fresh time-out after an election.
    std::optional<std::chrono::steady_clock::time_point> expiresAt;
    bool operator==(const SessionStatus&) const = default;
};

/// A watch fired. The path is as the caller knows it (chroot taken off).
struct WatchEvent {
    EventType type = EventType::none;
    Path path;
    Zxid zxid; ///< -1 from servers before 3.9: not told.
};

enum class Watch : bool { no, yes };

/// One session with a ZooKeeper ensemble; it reconnects by itself until the session expires.
/// Threads:  only the thread that made it, which must run a Qt event loop (checked by ZS_EXPECT).
/// Errors:   every Task yields a Result and none throws; see outcomeUnknown() before retrying.
/// Lifetime: destruction completes what is pending with `cancelled`; arguments go in by value.
///           Dropping a Task detaches it: the request still runs.
/// Units:    data in bytes, at most 1 MiB unless the server allows more; durations in std::chrono.
/// Order:    replies in request order; a watch event comes before any reply that shows the change.
/// Watches:  one-shot, set with `Watch::yes`, kept across reconnects, told by `watchFired`.
class Client : public QObject {
    Q_OBJECT
public:
    ~Client() override;

    /// Starts to connect over TCP and returns at once. Requests made while no server is connected
    /// are held until one is, or until each server was tried in vain: they then fail with
    /// unreachable (with each server's reason) and were not sent. The search itself goes on.
    /// Destroying the Client ends its session as `close` does, but does not wait for the answer.
    [[nodiscard]] static std::unique_ptr<Client> connectTo(ClientOptions options);

    [[nodiscard]] virtual SessionStatus status() const = 0;
    /// The last zxid that a reply carried.
    [[nodiscard]] virtual Zxid lastZxid() const = 0;
    /// Running mean of the round trips of pings and requests; 0 before the first.
    [[nodiscard]] virtual std::chrono::microseconds latency() const = 0;

    /// Creates a node and yields its path (with the number of a sequential one) and Stat.
    /// Fails: noNode (the parent), nodeExists, noAuth, noChildrenForEphemerals, invalidAcl,
    /// badArguments (path), quotaExceeded, connectionLoss, sessionExpired.
    [[nodiscard]] virtual QCoro::Task<Result<CreatedResponse>> create(Path path,
        std::optional<Bytes> data, CreateMode mode = CreateMode::persistent,
        std::vector<Acl> acl = openAcl())
        = 0;
    /// Removes one node, if it has no child. Fails: noNode, badVersion, notEmpty, noAuth, …
    [[nodiscard]] virtual QCoro::Task<Result<void>> remove(
        Path path, std::int32_t version = anyVersion)
        = 0;
    /// The Stat, or nullopt where there is no such node: then the watch waits for its creation.
    [[nodiscard]] virtual QCoro::Task<Result<std::optional<Stat>>> exists(
        Path path, Watch watch = Watch::no)
        = 0;
    /// Data (null and empty kept apart) and Stat. Fails: noNode, noAuth, …
    [[nodiscard]] virtual QCoro::Task<Result<DataResponse>> getData(
        Path path, Watch watch = Watch::no)
        = 0;
    /// Replaces the data if the node is at `version`. Fails: noNode, badVersion, noAuth, …
    [[nodiscard]] virtual QCoro::Task<Result<Stat>> setData(
        Path path, std::optional<Bytes> data, std::int32_t version)
        = 0;
    [[nodiscard]] virtual QCoro::Task<Result<AclResponse>> getAcl(Path path) = 0;
    /// Replaces the ACL if the node is at `aversion`.
    [[nodiscard]] virtual QCoro::Task<Result<Stat>> setAcl(
        Path path, std::vector<Acl> acl, std::int32_t aversion)
        = 0;
    /// The names of the children, unsorted, and the node's Stat. Fails: noNode, noAuth, …
    [[nodiscard]] virtual QCoro::Task<Result<ChildrenResponse>> children(
        Path path, Watch watch = Watch::no)
        = 0;
    /// Waits until the server has caught up with its leader.
    [[nodiscard]] virtual QCoro::Task<Result<void>> sync(Path path) = 0;
    /// Presents a further identity, now and after each reconnect. Fails: authFailed, which is
    /// final for the session; unreachable and cancelled, and the identity is forgotten.
    [[nodiscard]] virtual QCoro::Task<Result<void>> addAuth(Identity identity) = 0;
    /// Ends the session on the server, so that its ephemerals go at once. Final. Fails:
    /// connectionLoss when the server could not be told; its ephemerals then go by time-out.
    [[nodiscard]] virtual QCoro::Task<Result<void>> close() = 0;
    /// While reconnecting: tries the next server now instead of after its back-off.
    virtual void retryNow() = 0;

Q_SIGNALS:
    void statusChanged(const zs::SessionStatus& status);
    /// Comes before any reply that shows the change.
    void watchFired(const zs::WatchEvent& event);

protected:
    Client();
};

} // namespace zs

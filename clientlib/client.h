// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/instant.h"
#include "clientlib/protocol/frame_splitter.h"
#include "clientlib/protocol/multi.h"
#include "clientlib/protocol/node_records.h"
#include "clientlib/protocol/session_records.h"
#include "clientlib/protocol/watch_records.h"
#include "clientlib/route.h"
#include "clientlib/session/connect_string.h"
#include "clientlib/session/connection_fault.h"
#include "clientlib/session/identity.h"
#include "clientlib/session/session_state.h"
#include "clientlib/tls_options.h"
#include "clientlib/transaction.h"

#include <QObject>

#include <QCoroTask>

#include <chrono>
#include <memory>
#include <stop_token>
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
    std::optional<TlsOptions> tls; ///< For servers' secureClientPort; nullopt: plain TCP.
    Routes routes;                 ///< Servers that are reached by another address.
};

/// All that one status line needs. Sent with `statusChanged` whenever a part of it changes.
struct SessionStatus {
    SessionState state = SessionState::connecting;
    Endpoint server;                                ///< The present one, or the one being tried.
    SessionId sessionId;
    std::chrono::milliseconds sessionTimeout{0};    ///< As negotiated.
    int attempt = 0;                                ///< Of the running search for a server, from 1.
    std::string problem;                            ///< Why the last attempt or connection ended.
    ConnectionFault fault = ConnectionFault::none;  ///< The same as a value.
    /// Over TLS: the connected server's, or the one that a check of `fault` refused.
    std::optional<Certificate> certificate;
    /// This client refuses writes by itself (see ReadOnlyClient), whatever the server would do.
    bool writesLocked = false;
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

/// Who looks after a watch of `addWatch`.
enum class WatchKeeper {
    nobody, ///< There is no such watch.
    server, ///< Each change is told.
    client, ///< One-shot watches of a server before 3.6, set again and again; see addWatch.
};

/// One session with a ZooKeeper ensemble; it reconnects by itself until the session expires.
/// Threads:  only the thread that made it, which must run a Qt event loop (checked by ZS_EXPECT).
/// Errors:   every Task yields a Result and none throws; see outcomeUnknown() before retrying.
/// Lifetime: destruction completes what is pending with `cancelled`; arguments go in by value.
///           Dropping a Task detaches it: the request still runs.
/// Stop:     a `stop` may be requested on any thread; the task then ends with `cancelled`. What
///           was sent by then is still carried out by the server.
/// Units:    data in bytes, at most 1 MiB unless the server allows more; durations in std::chrono.
/// Order:    replies in request order; a watch event comes before any reply that shows the change.
/// Watches:  one-shot, set with `Watch::yes`, kept across reconnects, told by `watchFired`.
class Client : public QObject {
    Q_OBJECT
public:
    ~Client() override;

    /// Starts to connect over TCP and returns at once. Requests made while no server is connected
    /// are held until one is, or until each server was tried in vain: they then fail with
    /// unreachable, or tls where nothing but that failed (with each server's reason), and were not
    /// sent. The search itself goes on.
    /// Destroying the Client ends its session as `close` does, but does not wait for the answer.
    [[nodiscard]] static std::unique_ptr<Client> connectTo(ClientOptions options);

    [[nodiscard]] virtual SessionStatus status() const = 0;
    /// The last zxid that a reply carried.
    [[nodiscard]] virtual Zxid lastZxid() const = 0;
    /// Running mean of the round trips of pings and requests; 0 before the first.
    [[nodiscard]] virtual std::chrono::microseconds latency() const = 0;
    /// How much has come of the answer that is arriving: a large one takes a while on a slow line.
    /// Answers come in the order of the requests, so it may be an older one's.
    [[nodiscard]] virtual FrameProgress arriving() const;

    /// Creates a node and yields its path (with the number of a sequential one) and Stat.
    /// `ttl` is for the TTL modes alone: 1 ms to 2^40 - 1 ms without change and without children
    /// until the server removes the node; servers need extendedTypesEnabled for it.
    /// Fails: noNode (the parent), nodeExists, noAuth, noChildrenForEphemerals, invalidAcl,
    /// badArguments (path, ttl), quotaExceeded, unimplemented, connectionLoss, sessionExpired.
    [[nodiscard]] virtual QCoro::Task<Result<CreatedResponse>> create(Path path,
        std::optional<Bytes> data, CreateMode mode = CreateMode::persistent,
        std::vector<Acl> acl = openAcl(), std::chrono::milliseconds ttl = {},
        std::stop_token stop = {})
        = 0;
    /// Removes one node, if it has no child. Fails: noNode, badVersion, notEmpty, noAuth, …
    [[nodiscard]] virtual QCoro::Task<Result<void>> remove(
        Path path, std::int32_t version = anyVersion, std::stop_token stop = {})
        = 0;
    /// The Stat, or nullopt where there is no such node: then the watch waits for its creation.
    [[nodiscard]] virtual QCoro::Task<Result<std::optional<Stat>>> exists(
        Path path, Watch watch = Watch::no, std::stop_token stop = {})
        = 0;
    /// Data (null and empty kept apart) and Stat. Fails: noNode, noAuth, …
    [[nodiscard]] virtual QCoro::Task<Result<DataResponse>> getData(
        Path path, Watch watch = Watch::no, std::stop_token stop = {})
        = 0;
    /// Replaces the data if the node is at `version`. Fails: noNode, badVersion, noAuth, …
    [[nodiscard]] virtual QCoro::Task<Result<Stat>> setData(Path path, std::optional<Bytes> data,
        std::int32_t version, std::stop_token stop = {})
        = 0;
    [[nodiscard]] virtual QCoro::Task<Result<AclResponse>> getAcl(
        Path path, std::stop_token stop = {})
        = 0;
    /// Replaces the ACL if the node is at `aversion`.
    [[nodiscard]] virtual QCoro::Task<Result<Stat>> setAcl(
        Path path, std::vector<Acl> acl, std::int32_t aversion, std::stop_token stop = {})
        = 0;
    /// The names of the children, unsorted, and the node's Stat. Fails: noNode, noAuth, …
    [[nodiscard]] virtual QCoro::Task<Result<ChildrenResponse>> children(
        Path path, Watch watch = Watch::no, std::stop_token stop = {})
        = 0;
    /// Waits until the server has caught up with its leader.
    [[nodiscard]] virtual QCoro::Task<Result<void>> sync(Path path, std::stop_token stop = {}) = 0;

    /// Applies all operations or none; yields the result of each, in order. Fails with the code of
    /// the first operation that the server refused, and names it.
    [[nodiscard]] virtual QCoro::Task<Result<std::vector<MultiResult>>> multi(
        Transaction transaction, std::stop_token stop = {})
        = 0;
    /// Reads all at one moment; each operation succeeds or fails on its own (MultiResult::err).
    /// Since 3.6; before: unimplemented.
    [[nodiscard]] virtual QCoro::Task<Result<std::vector<MultiResult>>> multiRead(
        ReadBatch batch, std::stop_token stop = {})
        = 0;
    /// How many nodes are below this one, at any depth. Since 3.6.
    [[nodiscard]] virtual QCoro::Task<Result<std::int32_t>> allChildrenNumber(
        Path path, std::stop_token stop = {})
        = 0;
    /// The ephemeral nodes of this session whose path starts with the text `prefix`. Since 3.6.
    [[nodiscard]] virtual QCoro::Task<Result<std::vector<Path>>> ephemerals(
        Path prefix = Path(), std::stop_token stop = {})
        = 0;
    /// The identities that the server knows this connection by. Since 3.7.
    [[nodiscard]] virtual QCoro::Task<Result<std::vector<AuthId>>> whoAmI(
        std::stop_token stop = {})
        = 0;
    /// Watches a node (or all below it too) until removeWatches: each change is told. Kept across
    /// reconnects, but changes in between are not told: read again then.
    /// Servers before 3.6 do not know it; the first attempt on one breaks the connection, which is
    /// made again. There each node takes two one-shot watches, set again after each event, so:
    /// changes that follow each other fast are told as one, perhaps behind a reply that shows them;
    /// a node that came and went at once is not told; the lists of children have to be readable.
    /// Whoever reads again on each event still misses no state. At most 1,000 nodes: a larger tree
    /// is refused (unimplemented), and one that outgrows it ends the watch (`watchEnded`).
    [[nodiscard]] virtual QCoro::Task<Result<void>> addWatch(
        Path path, AddWatchMode mode, std::stop_token stop = {})
        = 0;
    /// Who looks after a watch that addWatch has set on this path; it may differ after a reconnect.
    [[nodiscard]] virtual WatchKeeper watchKeeper(const Path& path) const;
    /// Whether the server that is connected holds such a watch, of this session or another. Fails:
    /// noWatcher when not; marshalling as removeWatches. Servers before 3.9 count persistent
    /// watches as `data` and `children` too. Since 3.5.
    [[nodiscard]] virtual QCoro::Task<Result<void>> checkWatches(
        Path path, WatcherType type = WatcherType::any, std::stop_token stop = {})
        = 0;
    /// Ends watches of this session. Fails: noWatcher; marshalling for the persistent types on
    /// servers before 3.9, which know only `any` for them.
    [[nodiscard]] virtual QCoro::Task<Result<void>> removeWatches(
        Path path, WatcherType type = WatcherType::any, std::stop_token stop = {})
        = 0;
    /// Changes the members of the ensemble; yields the new configuration. Fails: noAuth (the
    /// default), reconfigDisabled, badVersion, newConfigNoQuorum, reconfigInProgress, badArguments.
    [[nodiscard]] virtual QCoro::Task<Result<DataResponse>> reconfig(
        ReconfigRequest request, std::stop_token stop = {})
        = 0;

    /// Presents a further identity, now and after each reconnect. Fails: authFailed, which is
    /// final for the session; unreachable, and the identity is forgotten.
    [[nodiscard]] virtual QCoro::Task<Result<void>> addAuth(
        Identity identity, std::stop_token stop = {})
        = 0;
    /// Ends the session on the server, so that its ephemerals go at once. Final. Fails:
    /// connectionLoss when the server could not be told; its ephemerals then go by time-out.
    [[nodiscard]] virtual QCoro::Task<Result<void>> close() = 0;
    /// While reconnecting: tries the next server now instead of after its back-off. On a read-only
    /// server: looks for one with a quorum now, and moves there when there is one.
    virtual void retryNow() = 0;

Q_SIGNALS:
    void statusChanged(const zs::SessionStatus& status);
    /// Comes before any reply that shows the change.
    void watchFired(const zs::WatchEvent& event);
    /// A watch of addWatch on a server before 3.6 could not be kept, and is forgotten: noAuth,
    /// unimplemented (too many nodes), ... Nothing of it is told any more.
    void watchEnded(const zs::Path& path, zs::AddWatchMode mode, const zs::Error& why);

protected:
    Client();
};

} // namespace zs

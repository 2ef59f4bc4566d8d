// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/frame_splitter.h"
#include "clientlib/protocol/session_records.h"
#include "localcluster/engine/core/authorizer.h"
#include "localcluster/engine/core/connection.h"
#include "localcluster/engine/core/data_tree.h"
#include "localcluster/engine/core/effects.h"
#include "localcluster/engine/core/preparer.h"
#include "localcluster/engine/core/server_settings.h"
#include "localcluster/engine/core/statistics.h"
#include "localcluster/engine/core/watch_table.h"

#include <deque>
#include <memory>

namespace zs::engine {

/// Where a pipeline sends what it may not decide itself: its own preparer (standalone, leader), or
/// the leader over the wire (learner). The one seam between the two. Called inside the pipeline's
/// event functions; must not call back into it at once, except where said.
class Upstream {
public:
    /// A write of a client of this server. Comes back as `Pipeline::committed`.
    virtual void submit(const WriteRequest& request, Now now) = 0;
    /// ok, sessionExpired (closing) or unknownSession, as far as this server knows.
    [[nodiscard]] virtual Errc checkSession(SessionId session) const = 0;
    /// A sign of life. False: the session is unknown or closing.
    virtual bool touch(SessionId session, std::chrono::milliseconds timeout, Now now) = 0;
    /// An id for a new session, tracked from here on; its createSession is submitted next.
    [[nodiscard]] virtual SessionId newSession(std::chrono::milliseconds timeout, Now now) = 0;
    /// A client came back with a session (password checked). Answered, at once or later, by
    /// `Pipeline::revalidated`.
    virtual void revalidate(
        ConnectionId id, SessionId session, std::chrono::milliseconds timeout, Now now) = 0;
    /// Answered, at once or later, by `Pipeline::synced`, when all that was committed before is
    /// applied.
    virtual void sync(ConnectionId id, std::int32_t xid) = 0;

protected:
    ~Upstream() = default;
};

/// A server's view of its client connections: cuts frames, shakes hands, keeps each session's
/// order, answers reads from the tree, submits writes, applies what was committed, writes replies
/// and watch events. The same on standalone servers, leaders and learners.
/// Order: replies of a connection leave in request order; a read waits only for the session's own
/// writes before it; a watch event precedes the reply of the write that caused it.
/// Threads: none; one at a time.
class Pipeline final : private TreeObserver {
public:
    Pipeline(const ServerSettings& settings, DataTree& tree, Upstream& upstream);
    ~Pipeline();

    [[nodiscard]] ConnectionId connectionOpened(Peer peer, Now now);
    void received(ConnectionId id, ByteView bytes, Now now);
    void connectionClosed(ConnectionId id);
    [[nodiscard]] ByteView pendingOutput(ConnectionId id) const;
    void outputSent(ConnectionId id, std::size_t sizeBytes, Now now);
    [[nodiscard]] bool wantsInput(ConnectionId id) const;
    /// Drops connections that never sent their ConnectRequest.
    void tick(Now now);
    [[nodiscard]] std::optional<Instant> nextTimer() const;

    /// Applies a committed transaction, fires watches, answers the client that waits for it.
    void committed(const Txn& txn, Now now);
    void revalidated(ConnectionId id, bool valid, Now now);
    void synced(ConnectionId id, std::int32_t xid, Now now);
    /// Ends the connection of a session without a frame: it expired, or moved to another server.
    void closeSession(SessionId session);
    /// Ends all connections that wait for a write: its outcome is unknown.
    void closeWaiting();
    void refuseWrites(bool refuse) { m_refuseWrites = refuse; }
    /// Lets requests run that waited for fewer outstanding ones. Call at the end of a batch.
    void resume(Now now);

    /// Everything but the log.
    void takeEffects(Effects& effects);

private:
    void changed(const TreeChange& change) override;
    Connection& at(ConnectionId id);

    bool m_refuseWrites = false;
};

} // namespace zs::engine

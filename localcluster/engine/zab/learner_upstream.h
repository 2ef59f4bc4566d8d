// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/quorum/learner_records.h"
#include "localcluster/engine/zab/leader_link.h"

#include <map>
#include <set>

namespace zs::engine {

/// Where a learner's clients get their decisions: everything that changes state, and every
/// question about a session, travels to the leader. Source: FollowerRequestProcessor,
/// ObserverRequestProcessor, LearnerSessionTracker, Learner of Apache ZooKeeper 3.8.
class LearnerUpstream final : public Upstream {
public:
    /// Both must outlive it.
    LearnerUpstream(Replica& replica, LeaderLink& link);

    void submit(const WriteRequest& request, Now now) override;
    void upgrade(SessionId session, std::chrono::milliseconds timeout, Now now) override;
    [[nodiscard]] Errc checkSession(SessionId session) const override;
    bool touch(SessionId session, std::chrono::milliseconds timeout, Now now) override;
    [[nodiscard]] SessionId newSession(std::chrono::milliseconds timeout, Now now) override;
    void revalidate(ConnectionId id, SessionId session, std::chrono::milliseconds timeout,
        Now now) override;
    void sync(const WriteRequest& request, Now now) override;

    // ---- what the leader says ----

    /// SYNC: the oldest request of that kind is done. One too many is ignored.
    void synced(Now now);
    void revalidated(const RevalidateAnswer& answer, Now now);
    /// The transaction is in the tree.
    void committed(const Txn& txn);
    /// PING: the sessions that showed life since the last one; they are forgotten.
    [[nodiscard]] Bytes takeTouches();

private:
    struct PendingSync {
        SessionId session;
        std::int32_t xid = 0;
    };
    struct Revalidation {
        ConnectionId connection;
        std::chrono::milliseconds timeout{0};
    };

    Replica& m_replica;
    LeaderLink& m_link;
    /// Not in the replica yet: their createSession is on its way, from here or from a server that
    /// they left.
    std::set<SessionId> m_coming;
    std::map<SessionId, std::int32_t> m_touched;
    std::deque<PendingSync> m_syncs;
    /// A client that comes once more takes the place of its older connection.
    std::map<SessionId, Revalidation> m_revalidations;
};

} // namespace zs::engine

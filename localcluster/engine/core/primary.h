// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/preparer.h"

#include <functional>

namespace zs::engine {

/// Who decides the order of writes, a standalone server or a leader: its preparer, the session
/// table, and the writes that the server itself asks for when sessions expire and when containers
/// and TTL nodes are due.
/// Source: PrepRequestProcessor, SessionTrackerImpl, ContainerManager of Apache ZooKeeper 3.8.
/// Threads: none; one at a time.
class Primary {
public:
    /// All must outlive it.
    Primary(const ServerSettings& settings, DataTree& tree, const Authorizer& authorizer);

    /// The first transaction gets the zxid behind `last`. All sessions get their full time.
    void start(Zxid last, Now now);
    [[nodiscard]] SessionTable& sessions() { return m_sessions; }
    [[nodiscard]] const SessionTable& sessions() const { return m_sessions; }
    [[nodiscard]] Txn prepare(const WriteRequest& request, Now now)
    {
        return m_preparer.prepare(request, now);
    }
    /// Of the last prepared transaction.
    [[nodiscard]] Zxid lastZxid() const { return m_preparer.lastZxid(); }
    /// The transaction is in the tree now.
    void applied(const TxnHeader& header)
    {
        if (header.type == OpCode::closeSession)
            m_sessions.remove(header.session);
        m_preparer.applied(header.zxid);
    }
    /// All that was prepared and not applied is gone; go on behind the tree's last zxid.
    void forgetPrepared();

    using Submit = std::function<void(const WriteRequest&)>;
    /// Submits closeSession for each session whose time is over and, once each
    /// containerCheckInterval, deleteContainer for what is due.
    void tick(const Submit& submit, Now now);
    /// When `tick` has something to do next.
    [[nodiscard]] std::optional<Instant> nextTimer() const;
    /// As `nextTimer`, when no session can expire.
    [[nodiscard]] std::optional<Instant> nextReap() const;

private:
    void reap(const Submit& submit, Now now);

    const ServerSettings& m_settings;
    DataTree& m_tree;
    SessionTable m_sessions;
    Preparer m_preparer;
    Instant m_nextReap;
};

} // namespace zs::engine

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/session_table.h"
#include "localcluster/engine/zab/replica.h"

namespace zs::engine {

/// What serves clients that ask for it while there is no quorum: the tree as it is, read-only, with
/// sessions of its own that nobody else knows. Source: ReadOnlyZooKeeperServer of Apache 3.8.
/// QuorumPeer makes one while LOOKING; `Replica::stopServing` and its destructor end it.
/// Threads: none; one at a time.
class ReadOnlyService final : private Upstream {
public:
    /// `replica` must outlive it.
    explicit ReadOnlyService(Replica& replica);
    ReadOnlyService(const ReadOnlyService&) = delete;
    ReadOnlyService& operator=(const ReadOnlyService&) = delete;

    void start(Now now);
    void tick(Now now);
    [[nodiscard]] std::optional<Instant> nextTimer() const;
    void fillFigures(ServerFigures& figures) const;

private:
    [[nodiscard]] bool isLocal(SessionId) const override { return true; }
    void submit(const WriteRequest& request, Now now) override;
    [[nodiscard]] Errc checkSession(SessionId session) const override;
    bool touch(SessionId session, std::chrono::milliseconds timeout, Now now) override;
    [[nodiscard]] SessionId newSession(std::chrono::milliseconds timeout, Now now) override;
    void revalidate(ConnectionId id, SessionId session, std::chrono::milliseconds timeout,
        Now now) override;
    void sync(const WriteRequest& request, Now now) override;

    Replica& m_replica;
    SessionTable m_sessions;
};

} // namespace zs::engine

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/pipeline.h"
#include "localcluster/engine/core/session_table.h"
#include "localcluster/engine/zab/peer_listener.h"

#include <functional>

namespace zs::engine {

/// The sessions that only this member knows (localSessionsEnabled), before what decides about all
/// others, leader or learner. A new session is local: nothing of it is proposed, it expires here,
/// and it ends when this member's role does. With localSessionsUpgradingEnabled the first ephemeral
/// node that it asks for makes it global, by a createSession in front of the request; without, such
/// a request is refused. All its other writes go the way of every write.
/// Source: UpgradeableSessionTracker, LocalSessionTracker, QuorumZooKeeperServer of Apache 3.8.
/// Threads: none; one at a time.
class LocalSessions final : public Upstream {
public:
    using NewId = std::function<SessionId()>;
    /// `pipeline` must outlive it.
    LocalSessions(const ServerSettings& settings, Pipeline& pipeline, NewId newId)
        : m_settings(settings), m_pipeline(pipeline), m_newId(std::move(newId))
        , m_sessions(settings.tickTime)
    {
    }

    /// Those of an older role are gone. `inner` must live until the next `begin`, or `end`.
    void begin(Upstream& inner);
    void end();
    void listen(PeerListener* listener) { m_listener = listener; }
    void tick(Now now);
    [[nodiscard]] std::optional<Instant> nextTimer() const { return m_sessions.nextExpiry(); }
    [[nodiscard]] std::size_t count() const { return m_sessions.size(); }

    [[nodiscard]] Screening screen(const WriteRequest& request, Now now) override;
    [[nodiscard]] bool isLocal(SessionId session) const override
    {
        return m_sessions.state(session) != SessionTable::State::unknown;
    }
    void endLocal(SessionId session) override;
    void submit(const WriteRequest& request, Now now) override;
    [[nodiscard]] Errc checkSession(SessionId session) const override;
    bool touch(SessionId session, std::chrono::milliseconds timeout, Now now) override;
    [[nodiscard]] SessionId newSession(std::chrono::milliseconds timeout, Now now) override;
    void revalidate(ConnectionId id, SessionId session, std::chrono::milliseconds timeout,
        Now now) override;
    void sync(const WriteRequest& request, Now now) override;

private:
    void tell(SessionId session, SessionStep step, std::chrono::milliseconds timeout) const;

    const ServerSettings& m_settings;
    Pipeline& m_pipeline;
    NewId m_newId;
    Upstream* m_inner = nullptr;
    PeerListener* m_listener = nullptr;
    SessionTable m_sessions;
};

} // namespace zs::engine

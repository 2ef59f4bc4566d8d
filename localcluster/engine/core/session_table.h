// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/base/ids.h"
#include "clientlib/base/instant.h"
#include "clientlib/protocol/opcode.h"

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <unordered_map>

namespace zs::engine {

using SessionPassword = std::array<std::uint8_t, 16>;

/// The password of a session: 16 bytes of java.util.Random seeded with id XOR 0xB3415C00. Every
/// server of a (mixed) ensemble computes the same, else sessions could not move; so it is no proof
/// of identity. Source: ZooKeeperServer.generatePasswd of Apache 3.8.
[[nodiscard]] SessionPassword sessionPassword(SessionId id);
/// Compares in constant time.
[[nodiscard]] bool isSessionPassword(SessionId id, ByteView password);

/// Where a server's session ids start: the server's id in the top byte, below it the milliseconds.
/// Source: SessionTrackerImpl.initializeNextSessionId of Apache 3.8.
[[nodiscard]] SessionId firstSessionId(ServerId server, std::int64_t nowMs);

/// A local session exists only on the server that opened it: nothing of it is logged or replicated,
/// it owns no ephemerals, and it ends with its server. A standalone server has only global ones,
/// whatever `localSessionsEnabled` says: Apache's SessionTrackerImpl knows no others.
enum class SessionKind : std::uint8_t { global, local };

/// Whether the request makes an ephemeral node, for which a local session must become a global one
/// first (`localSessionsUpgradingEnabled`), or be refused with EphemeralOnLocalSession. A malformed
/// request makes none. Source: QuorumZooKeeperServer.checkUpgradeSession of Apache 3.8.
[[nodiscard]] bool makesEphemeral(OpCode type, ByteView body);

/// The sessions of an ensemble as its leader, or a standalone server, tracks them. Time is an
/// argument; expiry falls into buckets of one tick: a session dies between its time-out and one
/// tick later. Source: SessionTrackerImpl, ExpiryQueue of Apache 3.8.
class SessionTable {
public:
    enum class State { unknown, open, closing };
    using Timeout = std::chrono::milliseconds;

    /// `tick`: the width of the expiry buckets.
    explicit SessionTable(std::chrono::milliseconds tick) : m_tick(tick) {}

    /// Where `newId` goes on.
    void startIdsAt(SessionId first) { m_nextId = first; }
    /// An id that no session has; never the value that marks containers.
    [[nodiscard]] SessionId newId();

    /// Starts to track; a session that is tracked already is touched, and keeps its kind. Returns
    /// whether it was new.
    bool open(SessionId id, Timeout timeout, Instant now, SessionKind kind = SessionKind::global);
    [[nodiscard]] bool isLocal(SessionId id) const;
    /// A local session becomes a global one; its createSession is to be committed before anything
    /// else of it. nullopt: there is no such local session, or it is closing.
    std::optional<Timeout> upgrade(SessionId id);
    /// False when the session is unknown or closing. Cheap: most touches stay in one bucket.
    bool touch(SessionId id, Timeout timeout, Instant now);
    void setClosing(SessionId id);
    void remove(SessionId id);
    [[nodiscard]] State state(SessionId id) const;
    [[nodiscard]] std::optional<Timeout> timeout(SessionId id) const;
    [[nodiscard]] std::size_t size() const { return m_sessions.size(); } ///< Of both kinds.
    [[nodiscard]] std::size_t localCount() const { return m_localCount; }

    /// The sessions whose time is over, by bucket and then id; they are marked as closing and are
    /// not returned again. They stay until `remove`.
    [[nodiscard]] std::vector<SessionId> expireUntil(Instant now);
    /// When `expireUntil` has something to do next; nullopt: never, as things are.
    [[nodiscard]] std::optional<Instant> nextExpiry() const;
    /// After a leader change or a restart: all get their full time-out again.
    void restartAll(Instant now);

    /// All global sessions with their time-outs, ascending by id: the session table of a snapshot.
    [[nodiscard]] std::vector<std::pair<SessionId, Timeout>> all() const;
    /// Bucket end → ids, ascending, for `dump`.
    [[nodiscard]] std::map<Instant, std::vector<SessionId>> buckets() const;

private:
    struct Session {
        Timeout timeout{0};
        Instant bucket; ///< Its place in m_buckets; zero while closing and taken out.
        bool closing = false;
        SessionKind kind = SessionKind::global;
    };
    [[nodiscard]] Instant bucketFor(Instant now, Timeout timeout) const;
    void move(SessionId id, Session& session, Instant bucket);

    std::chrono::milliseconds m_tick;
    SessionId m_nextId{1};
    std::size_t m_localCount = 0;
    std::unordered_map<SessionId, Session> m_sessions;
    /// Ids by the end of their bucket. A session may stand in older buckets too: it counts only in
    /// the one that it names itself, so that a touch never searches a bucket.
    std::map<Instant, std::vector<SessionId>> m_buckets;
};

} // namespace zs::engine

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/data_tree.h"
#include "localcluster/engine/core/effects.h"
#include "localcluster/engine/core/four_letter.h"
#include "localcluster/engine/core/listener.h"
#include "localcluster/engine/core/pipeline.h"
#include "localcluster/engine/core/primary.h"
#include "localcluster/engine/core/word_desk.h"

namespace zs::engine {

/// A whole standalone ZooKeeper server without its sockets, files, clock and threads.
///
/// A turn of io's loop: call `received` for all that is readable, `durable` when a sync is done,
/// `tick` when the timer fires; then `takeEffects` once and perform them. Nothing is called back
/// but a Listener, if there is one.
///
///     server.received(connection, bytes, now); … server.takeEffects(effects);
///     log.append(effects.log); for (id : effects.dirty) send(server.pendingOutput(id)) …
///     …fsync done… server.durable(zxid, now); server.takeEffects(effects); …
///
/// Law: a write is applied, and its reply written, only by `durable`; so no read sees and no reply
/// tells what is not on disk.
/// Start: fill `tree()` (TreeLoader, then DataTree::apply for each log record) and `sessions()`
/// (open / remove as the records say), then `start`.
/// Threads: none; one at a time. Errors: to clients, on the wire. Memory: bounded per connection.
class StandaloneServer final : private Upstream {
public:
    StandaloneServer(ServerSettings settings, SessionId firstSession);

    [[nodiscard]] DataTree& tree() { return m_tree; }
    [[nodiscard]] SessionTable& sessions() { return m_primary.sessions(); }
    /// Who hears of every step from now on; null: nobody. It must outlive this object.
    void listen(Listener* listener);
    /// Deletes ephemerals of unknown sessions (not logged), gives all sessions their full time.
    void start(Now now);

    // ---- connections ----
    [[nodiscard]] ConnectionId connectionOpened(Peer peer, Now now);
    /// Bytes from the client, in any pieces. The view need not outlive the call.
    void received(ConnectionId id, ByteView bytes, Now now);
    /// The socket is gone, whoever closed it; also after an entry in Effects::closing.
    void connectionClosed(ConnectionId id);
    /// What to send now; valid until the next call of any other function.
    [[nodiscard]] ByteView pendingOutput(ConnectionId id) const;
    /// The first `sizeBytes` of pendingOutput went out. May let waiting requests of it run.
    void outputSent(ConnectionId id, std::size_t sizeBytes, Now now);
    /// False: do not read from it (back-pressure) until Effects::readingChanged names it again.
    [[nodiscard]] bool wantsInput(ConnectionId id) const;
    /// Its client closed the session, and so sends nothing more.
    [[nodiscard]] bool saidGoodbye(ConnectionId id) const { return m_pipeline.saidGoodbye(id); }

    // ---- disk and time ----
    /// All log entries up to `zxid` are on disk.
    void durable(Zxid zxid, Now now);
    /// Expires sessions, reaps containers and TTL nodes, drops silent connections.
    void tick(Now now);
    /// The log cannot be written any more (disk full, I/O error). What waits for the disk ends in
    /// closed connections (outcome unknown); reads go on, writes are refused with NotReadOnly.
    void stopWrites(Now now);

    /// The log can be written again and ends with `tree().lastProcessed()`: writes are taken from
    /// here on, under the zxids behind it. Sessions get their full time. After stopWrites only.
    void resumeWrites(Now now);

    /// Moves what there is to do into `effects`, whose buffers are used again.
    void takeEffects(Effects& effects);

    // ---- four-letter words ----
    /// Answers a word of Effects::words; the connection is closed after it.
    void answerWord(const WordAsked& asked, const HostFacts& host, Now now);
    /// The same figures for other readers (AdminServer, `trace`).
    [[nodiscard]] ServerFigures figures() const;

private:
    // Upstream: a standalone server is its own leader.
    void submit(const WriteRequest& request, Now now) override;
    Errc checkSession(SessionId session) const override;
    bool touch(SessionId session, std::chrono::milliseconds timeout, Now now) override;
    SessionId newSession(std::chrono::milliseconds timeout, Now now) override;
    void revalidate(ConnectionId id, SessionId session, std::chrono::milliseconds timeout,
        Now now) override;
    void sync(const WriteRequest& request, Now now) override;

    struct Waiting;
    void commit(const Waiting& waiting, Now now);
    void tellSession(const Waiting& waiting) const;
    void expireLocalSessions(Now now);

    /// A prepared transaction, or a sync, that waits for the disk.
    struct Waiting {
        Txn txn;
        std::size_t sizeBytes = 0; ///< Of its log entry.
        bool isSync = false;
        bool isOwn = false;   ///< The server asked for it, not a client.
        SessionId session;    ///< Of a sync.
        std::int32_t xid = 0; ///< Of a sync.
    };

    ServerSettings m_settings;
    DataTree m_tree;
    Authorizer m_authorizer;
    Primary m_primary;
    Pipeline m_pipeline;
    WordDesk m_words;
    std::deque<Waiting> m_waiting;
    LogBatch m_log;
    Listener* m_listener = nullptr;
    bool m_writesStopped = false;
};

} // namespace zs::engine

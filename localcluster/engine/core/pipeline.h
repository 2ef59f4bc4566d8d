// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/frame_splitter.h"
#include "clientlib/protocol/session_records.h"
#include "localcluster/engine/core/authorizer.h"
#include "localcluster/engine/core/connection.h"
#include "localcluster/engine/core/data_tree.h"
#include "localcluster/engine/core/effects.h"
#include "localcluster/engine/core/four_letter.h"
#include "localcluster/engine/core/listener.h"
#include "localcluster/engine/core/preparer.h"
#include "localcluster/engine/core/server_settings.h"
#include "localcluster/engine/core/statistics.h"
#include "localcluster/engine/core/watch_table.h"
#include "localcluster/engine/core/word_text.h"

#include <deque>

namespace zs::engine {

/// Where a pipeline sends what it may not decide itself: its own preparer (standalone, leader), or
/// the leader over the wire (learner). The one seam between the two. Called inside the pipeline's
/// event functions; must not call back into it at once, except where said.
class Upstream {
public:
    /// What becomes of a client's write.
    enum class Screening : std::uint8_t {
        submit,
        /// As `submit`, behind the session's createSession, which was submitted just now: a local
        /// session becomes a global one. Its commit comes first.
        upgraded,
        endHere, ///< closeSession of a local session: answered here, in order; then `endLocal`.
        refuse,  ///< An ephemeral node of a session that stays local: EphemeralOnLocalSession.
    };
    [[nodiscard]] virtual Screening screen(const WriteRequest&, Now) { return Screening::submit; }
    /// The session exists on this server alone: nobody commits its createSession.
    [[nodiscard]] virtual bool isLocal(SessionId) const { return false; }
    virtual void endLocal(SessionId) {}
    /// A local session becomes a global one: tracked from here on, its createSession submitted.
    virtual void upgrade(SessionId session, std::chrono::milliseconds timeout, Now now);
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
    /// A client's sync. Answered, at once or later, by `Pipeline::synced`, when all that was
    /// committed before is applied.
    virtual void sync(const WriteRequest& request, Now now) = 0;

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
    /// Serves nobody yet: connections are taken, words are cut out, and who asks for a session is
    /// closed. Both must outlive it.
    Pipeline(const ServerSettings& settings, const Authorizer& authorizer);

    /// Clients are served from now on; both must outlive the service. `readOnly`: sessions are
    /// local, writes and clients that know nothing of read-only mode are refused. While stopped.
    void serve(DataTree& tree, Upstream& upstream, bool readOnly);
    /// Ends the service: all clients are closed (their sessions live on), words are still taken.
    void stopServing();
    [[nodiscard]] bool serves() const { return m_tree != nullptr; }

    /// See StandaloneServer::listen.
    void listen(Listener* listener);

    [[nodiscard]] ConnectionId connectionOpened(Peer peer, Now now);
    void received(ConnectionId id, ByteView bytes, Now now);
    void connectionClosed(ConnectionId id);
    [[nodiscard]] ByteView pendingOutput(ConnectionId id) const;
    void outputSent(ConnectionId id, std::size_t sizeBytes, Now now);
    [[nodiscard]] bool wantsInput(ConnectionId id) const;
    /// Its closeSession was taken: no client sends anything behind that.
    [[nodiscard]] bool saidGoodbye(ConnectionId id) const { return at(id).sessionClosing; }
    /// Drops connections that never sent their ConnectRequest; goes on with long answers to words.
    void tick(Now now);
    [[nodiscard]] std::optional<Instant> nextTimer() const;

    /// Applies a committed transaction, fires watches, answers the client that waits for it.
    void committed(const Txn& txn, Now now);
    void revalidated(ConnectionId id, bool valid, Now now);
    void synced(SessionId session, std::int32_t xid, Now now);
    /// Ends the connection of a session without a frame: it expired, or moved to another server.
    void closeSession(SessionId session);
    /// A local session is over: its connection, if any, ends as by closeSession.
    void localEnded(SessionId session)
    {
        sessionEnded(session);
        closeSession(session);
    }
    /// Ends all connections that wait for a write: its outcome is unknown.
    void closeWaiting();
    void refuseWrites(bool refuse) { m_refuseWrites = refuse; }
    /// Lets requests run that waited for fewer outstanding ones. Call at the end of a batch.
    void resume(Now now);

    /// Everything but the log.
    void takeEffects(Effects& effects);

    // ---- for four-letter words ----
    /// Sends raw text to a connection that asked with a word, then closes it.
    void answerWord(ConnectionId id, std::string_view text);
    /// The same for a long text, in slices: one now, the others by `tick`, which `nextTimer` asks
    /// for. It ends with the service.
    void answerWord(const WordAsked& asked, WordText text, Now now);
    void fillFigures(ServerFigures& figures) const;
    /// nullopt: there is no such connection, or it is being closed.
    [[nodiscard]] std::optional<ConnectionFigures> figuresOf(ConnectionId id, Now now) const;
    /// Ids of connections are below it.
    [[nodiscard]] std::uint32_t connectionSlots() const
    {
        return static_cast<std::uint32_t>(m_connections.size());
    }
    [[nodiscard]] const WatchTable& dataWatches() const { return m_dataWatches; }
    [[nodiscard]] SessionId sessionOf(ConnectionId id) const;
    /// Who holds the session's connection; null: nobody, now.
    [[nodiscard]] const Peer* peerOf(SessionId session) const;
    void resetServerFigures();
    void resetConnectionFigures();
    [[nodiscard]] std::size_t outstanding() const { return m_outstanding; }

private:
    using State = Connection::State;

    Connection& at(ConnectionId id);
    [[nodiscard]] const Connection& at(ConnectionId id) const;

    // Input (pipeline.cpp).
    ByteView finishFrame(ConnectionId id, ByteView bytes, Now now);
    ByteView takeFrames(ConnectionId id, ByteView bytes, Now now);
    void processInput(ConnectionId id, Now now);
    [[nodiscard]] bool mayProceed(ConnectionId id, Connection& connection);
    void hold(ConnectionId id, Connection& connection);
    void processFrame(ConnectionId id, ByteView frame, Now now);
    void processRequest(ConnectionId id, ByteView frame, Now now);
    void close(ConnectionId id);
    void markDirty(ConnectionId id, Connection& connection);
    void tellDisconnected(ConnectionId id, const Connection& connection) const;
    void forgetPending(Connection& connection);
    void dropFresh(Now now);
    [[nodiscard]] bool isOrphan(const TxnHeader& header);
    [[nodiscard]] bool isScreened(Connection& connection, PendingRequest& request, ByteView body,
        Now now);

    // Sessions (pipeline_session.cpp).
    void processConnect(ConnectionId id, ByteView frame, Now now);
    void openSession(ConnectionId id, Now now);
    void finishConnect(ConnectionId id, bool valid, Now now);
    void processAuth(ConnectionId id, std::int32_t xid, ByteView body);
    [[nodiscard]] bool mayOpenSession(ConnectionId id);
    void sessionEnded(SessionId session);
    void bindSession(ConnectionId id, SessionId session);
    void unbindSession(ConnectionId id, Connection& connection);

    // Four-letter words (pipeline_words.cpp).
    [[nodiscard]] bool takeWord(ConnectionId id, ByteView bytes, Now now);
    [[nodiscard]] bool mayAnswer(std::string_view word, Now now);
    void refuse(ConnectionId id, const char* limit);
    void writeWords(Now now);
    [[nodiscard]] bool isWaiting(const WordAsked& asked) const;

    // Requests that are answered here (pipeline_reads.cpp). Each writes the body of its reply.
    void run(ConnectionId id, const PendingRequest& request, ByteView body, Now now);
    [[nodiscard]] Errc answer(ConnectionId id, OpCode type, jute::Reader& in, jute::Writer& out);
    /// What needs READ on a node, and may leave a watch on it.
    [[nodiscard]] Errc readWatched(ConnectionId id, jute::Reader& in, WatchTable& watches,
        jute::Writer& out, void (*write)(jute::Writer& out, const Node& node));
    [[nodiscard]] Errc readExists(ConnectionId id, jute::Reader& in, jute::Writer& out);
    [[nodiscard]] Errc readAcl(ConnectionId id, jute::Reader& in, jute::Writer& out);
    [[nodiscard]] Errc readDescendants(ConnectionId id, jute::Reader& in, jute::Writer& out);
    [[nodiscard]] Errc readEphemerals(ConnectionId id, jute::Reader& in, jute::Writer& out);
    [[nodiscard]] Errc readIdentities(ConnectionId id, jute::Writer& out);
    [[nodiscard]] Errc readMulti(ConnectionId id, jute::Reader& in, jute::Writer& out);
    [[nodiscard]] Errc setWatches(ConnectionId id, jute::Reader& in, bool second);
    [[nodiscard]] Errc addWatch(ConnectionId id, jute::Reader& in, jute::Writer& out);
    [[nodiscard]] Errc seekWatch(ConnectionId id, jute::Reader& in, bool remove);
    /// Whether it may have `more` watches beside those it has.
    [[nodiscard]] bool mayWatch(ConnectionId id, std::size_t more);
    /// The node, if there is one and the connection has one of the permissions `needed` on it.
    [[nodiscard]] tl::expected<const Node*, Errc> readable(
        ConnectionId id, std::string_view path, std::int32_t needed);

    // Replies and events (pipeline_replies.cpp).
    void finish(ConnectionId id, const Txn& txn, const ApplyResult& result, Now now);
    void drain(ConnectionId id, Now now);
    void replyError(ConnectionId id, std::int32_t xid, Zxid zxid, Errc err);
    void count(Connection& connection, const PendingRequest& request, Errc err, Now now);
    void changed(const TreeChange& change) override;
    void fire(WatchTable& table, EventType type, std::string_view path, AclRef acl,
        const std::vector<ConnectionId>* except);
    void sendEvent(ConnectionId id, EventType type, std::string_view path, Zxid zxid);

    const ServerSettings& m_settings;
    const Authorizer& m_authorizer;
    DataTree* m_tree = nullptr; ///< Null, as is the next: nobody is served.
    Upstream* m_upstream = nullptr;
    bool m_readOnly = false;
    Listener* m_listener = nullptr;
    Listener* m_detail = nullptr; ///< The same, when it wants replies and events.
    WatchTable m_dataWatches;
    WatchTable m_childWatches;
    std::deque<Connection> m_connections; ///< A deque: references stay while it grows.
    std::vector<ConnectionId> m_free;
    std::unordered_map<SessionId, ConnectionId> m_bySession;
    /// Writes in flight of connections that are gone, by session. Commits come in the order of
    /// submission, so these come first and must not answer the session's next connection.
    std::unordered_map<SessionId, std::size_t> m_orphans;
    /// Living sessions that were opened here, by the address that opened them.
    std::unordered_map<std::string, std::size_t> m_sessionsOf;
    std::unordered_map<SessionId, const std::string*> m_openedBy; ///< Keys of the map above.
    std::vector<Refusal> m_refusals;
    /// Tokens for expensive four-letter words, and since when.
    double m_wordTokens = 0;
    Instant m_wordsRefilled;
    bool m_wordsAsked = false;
    std::size_t m_outstanding = 0; ///< Requests that wait for upstream or behind one that does.
    std::size_t m_freshCount = 0;
    std::size_t m_connectionCount = 0;
    Instant m_nextFreshCheck;
    bool m_refuseWrites = false;

    std::vector<ConnectionId> m_dirty, m_closing, m_readingChanged, m_held;
    std::vector<WordAsked> m_words;
    std::deque<std::pair<WordAsked, WordText>> m_longWords; ///< A slice each, in turn.
    std::uint64_t m_wordSerial = 0;
    std::vector<ConnectionId> m_hits, m_dataHits; ///< Kept for their memory.
    Bytes m_event;                                ///< The frame that is being sent to watchers.
    Zxid m_applying;                              ///< Of the transaction being applied.

    LatencyFigures m_latency;
    std::int64_t m_received = 0, m_sent = 0;
    std::int64_t m_lastResponseBytes = -1;
};

} // namespace zs::engine

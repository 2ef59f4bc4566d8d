// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/authorizer.h"
#include "localcluster/engine/core/pipeline.h"
#include "localcluster/engine/core/word_desk.h"
#include "localcluster/engine/zab/committed_log.h"
#include "localcluster/engine/zab/config_keeper.h"
#include "localcluster/engine/zab/local_sessions.h"
#include "localcluster/engine/zab/peer_listener.h"
#include "localcluster/engine/zab/peer_settings.h"
#include "localcluster/engine/zab/zab_effects.h"

#include <algorithm>

namespace zs::engine {

/// A transaction that was proposed: decoded, and as it stands in log and packets.
struct Proposal {
    Txn txn;
    SharedEntry entry;
    [[nodiscard]] Zxid zxid() const { return txn.header.zxid; }
};
using ProposalRef = std::shared_ptr<const Proposal>;

/// What a member keeps in every role: tree, sessions, epochs, the committed log in memory, what is
/// logged and not committed, and the client connections. Roles change it by these calls only, and
/// put what they want done into `effects`.
///
/// Laws
/// - Memory is never ahead of the log by more than what the disk has been given: what is in `tree`
///   or `pending` was appended, or came from the disk, or is being saved.
/// - Transactions commit in the order in which they were appended.
/// Threads: none; one at a time.
class Replica {
public:
    /// Both settings must outlive it.
    Replica(const ServerSettings& server, const PeerSettings& peer, SessionId firstSession);

    void listen(PeerListener* listener);
    [[nodiscard]] PeerListener* listener() const { return m_listener; }
    /// For facts that are cheap to make; else ask `listener` first.
    void tell(const trace::Event& event)
    {
        if (m_listener)
            m_listener->tell(event);
    }
    [[nodiscard]] const ServerSettings& serverSettings() const { return m_server; }
    [[nodiscard]] const PeerSettings& peerSettings() const { return m_peer; }
    [[nodiscard]] const Authorizer& authorizer() const { return m_authorizer; }
    /// Who hears of reconfigurations; null: nobody. It must outlive this object.
    void keepConfigBy(ConfigKeeper* keeper) { m_configKeeper = keeper; }
    [[nodiscard]] ConfigKeeper* configKeeper() const { return m_configKeeper; }

    // ---- history ----

    /// Replaces tree, sessions and committed log: at the start, after TRUNC, for SNAP (together
    /// with `saveTree`). Nothing may be served, pending or in the disk's queue but this.
    /// /zookeeper/config gets this member's configuration text.
    void load(RecoveredState state, Now now);
    void setEpochs(std::int64_t accepted, std::int64_t current);
    [[nodiscard]] DataTree& tree() { return *m_tree; }
    [[nodiscard]] const DataTree& tree() const { return *m_tree; }
    /// Global sessions with their time-outs in ms.
    [[nodiscard]] const std::map<SessionId, std::int32_t>& sessions() const { return m_sessions; }
    [[nodiscard]] const CommittedLog& committedLog() const { return m_committedLog; }
    [[nodiscard]] std::int64_t acceptedEpoch() const { return m_acceptedEpoch; } ///< On disk.
    [[nodiscard]] std::int64_t currentEpoch() const { return m_currentEpoch; }   ///< On disk.
    /// The latest epoch that a member was heard to have accepted while this server led an older
    /// one: what it proposes next lies above. Not on disk, since nothing was promised here.
    [[nodiscard]] std::int64_t acceptedElsewhere() const { return m_acceptedElsewhere; }
    void noteAcceptedElsewhere(std::int64_t epoch)
    {
        m_acceptedElsewhere = std::max(m_acceptedElsewhere, epoch);
    }

    // ---- transactions ----

    /// Gives the entry to the log; it is pending until `commitNext`. Tells `proposed`.
    void append(ProposalRef proposal);
    /// The same without the log, for an observer that keeps none: its disk stays behind.
    void appendUnlogged(ProposalRef proposal);
    /// Appended and not committed, oldest first.
    [[nodiscard]] const std::deque<ProposalRef>& pending() const { return m_pending; }
    /// Applies the oldest pending transaction: tree, sessions, watch events, replies.
    void commitNext(Now now);
    /// Of what was given to the log; without any, the zxid of the tree.
    [[nodiscard]] Zxid lastAppended() const { return m_lastAppended; }
    /// Of what the log holds on disk.
    [[nodiscard]] Zxid lastLogged() const { return m_lastLogged; }

    // ---- disk: effects and their completions (QuorumPeer calls these before it tells the role)

    void writeEpoch(EpochFile file, std::int64_t epoch);
    void truncateLog(Zxid last);
    /// Saves the tree as it is now; then `treeSaved`.
    void saveTree(Zxid zxid);
    void readLog(const ReadLog& task);
    void writeConfig(WriteConfig task);

    void logged(Zxid last);
    void epochWritten(EpochFile file, std::int64_t epoch);
    void truncated(RecoveredState state, Now now);
    /// The history here cannot be cut as the leader asked: it stays, and the next leader is asked
    /// for a whole tree, which replaces it.
    void truncationImpossible();
    [[nodiscard]] bool needsWholeTree() const { return m_needsWholeTree; }
    void treeSaved(Zxid zxid);
    /// All that was given to the disk is done.
    [[nodiscard]] bool diskIdle() const;
    /// The disk failed: nothing of what was queued is done.
    void forgetDisk();

    // ---- clients ----

    [[nodiscard]] Pipeline& pipeline() { return m_pipeline; }
    [[nodiscard]] const Pipeline& pipeline() const { return m_pipeline; }
    /// Clients are served from the tree from now on, what they cannot decide by `upstream`.
    void serve(Upstream& upstream, bool readOnly);
    /// Closes all clients.
    void stopServing();
    [[nodiscard]] bool serves() const { return m_pipeline.serves(); }
    [[nodiscard]] WordDesk& wordDesk() { return m_words; }
    /// Those that only this member knows; none, unless localSessionsEnabled.
    [[nodiscard]] LocalSessions& localSessions() { return m_localSessions; }
    [[nodiscard]] const LocalSessions& localSessions() const { return m_localSessions; }

    /// An id that no session known here has.
    [[nodiscard]] SessionId newSessionId();
    /// Numbers DialLeader through the life of the process, so that late answers are known as such.
    [[nodiscard]] std::uint64_t newDialAttempt() { return ++m_dialAttempts; }

    // ---- the end of a role ----

    /// Applies what is pending: it is on disk and may have been committed by others. Nothing is
    /// served, and the disk is idle.
    void applyPending(Now now);
    /// Since the process began, as Apache counts.
    void countDigestMismatch() { ++m_digestMismatches; }
    [[nodiscard]] std::int64_t digestMismatches() const { return m_digestMismatches; }
    /// The leader's tree says where its epoch begins.
    void openEpoch(std::int64_t epoch);

    /// What the roles want done.
    [[nodiscard]] ZabEffects& effects() { return m_effects; }
    /// Moves effects and the log's batch out; buffers are used again.
    void takeEffects(ZabEffects& effects);

private:
    void apply(const Proposal& proposal, Now now);
    void tellSession(const Txn& txn) const;
    void flushBatch();

    const ServerSettings& m_server;
    const PeerSettings& m_peer;
    PeerListener* m_listener = nullptr;
    ConfigKeeper* m_configKeeper = nullptr;
    Authorizer m_authorizer;
    std::unique_ptr<DataTree> m_tree;
    std::map<SessionId, std::int32_t> m_sessions;
    CommittedLog m_committedLog;
    std::int64_t m_acceptedEpoch = 0;
    std::int64_t m_currentEpoch = 0;
    std::int64_t m_acceptedElsewhere = 0;
    std::deque<ProposalRef> m_pending;
    std::deque<ProposalRef> m_unlogged; ///< Given to the log and not on disk; for the trace.
    Zxid m_lastAppended;
    Zxid m_lastLogged;
    bool m_needsWholeTree = false;
    std::int64_t m_digestMismatches = 0;
    std::size_t m_awaited = 0; ///< Tasks of the disk other than appending and reading.
    SessionId m_nextSession;
    std::uint64_t m_dialAttempts = 0;
    LogBatch m_batch;
    ZabEffects m_effects;
    WordDesk m_words;
    Pipeline m_pipeline;
    LocalSessions m_localSessions;
};

} // namespace zs::engine

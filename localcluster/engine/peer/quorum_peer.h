// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/four_letter.h"
#include "localcluster/engine/core/server_settings.h"
#include "localcluster/engine/peer/peer_effects.h"
#include "localcluster/engine/zab/peer_listener.h"
#include "localcluster/engine/zab/peer_settings.h"

namespace zs::engine {

/// What is on disk when a member starts.
struct PeerHistory {
    RecoveredState state;
    std::int64_t acceptedEpoch = 0;
    std::int64_t currentEpoch = 0;
};

/// A member of an ensemble without its sockets, files, clock and threads: election, ZAB and the
/// client connections in every role (QuorumPeer of Apache ZooKeeper 3.8).
///
/// A turn of io's loop is that of StandaloneServer: tell what happened, then `takeEffects` once and
/// perform them. Nothing is called back but a listener.
///
/// Laws
/// - An answer that depends on the disk is an effect of its completion, never of the request.
/// - While LOOKING the tree holds every transaction of the log, committed or not: its last zxid is
///   the vote. A role that ends waits for what the disk was given, applies it, and then looks.
/// - Clients are served between the end of synchronization and the end of the role (and read-only,
///   where that is on, while LOOKING); all others are closed, and words are answered.
/// Threads: none; one at a time. `now` must not go back. Equal calls give equal effects.
class QuorumPeer {
public:
    QuorumPeer(ServerSettings server, PeerSettings peer, SessionId firstSession);
    ~QuorumPeer();

    /// Who hears of every step from now on; null: nobody. It must outlive this object.
    void listen(PeerListener* listener);
    /// Enters LOOKING.
    void start(PeerHistory history, Now now);

    // ---- client port: as StandaloneServer ----
    [[nodiscard]] ConnectionId connectionOpened(Peer peer, Now now);
    void received(ConnectionId id, ByteView bytes, Now now);
    void connectionClosed(ConnectionId id);
    [[nodiscard]] ByteView pendingOutput(ConnectionId id) const;
    void outputSent(ConnectionId id, std::size_t sizeBytes, Now now);
    [[nodiscard]] bool wantsInput(ConnectionId id) const;
    [[nodiscard]] bool saidGoodbye(ConnectionId id) const;
    void answerWord(const WordAsked& asked, const HostFacts& host, Now now);
    [[nodiscard]] ServerFigures figures(Now now) const;

    // ---- election port: see ElectionPort ----
    void electionDialled(ServerId peer, LinkId link, Now now);
    void electionDialFailed(ServerId peer, bool refused, Now now);
    void electionAccepted(LinkId link, Now now);
    void electionReceived(LinkId link, ByteView bytes, Now now);
    void electionClosed(LinkId link, Now now);
    void electionBlocked(LinkId link, bool blocked, Now now);

    // ---- quorum port ----
    void leaderDialled(std::uint64_t attempt, QuorumLink link, Now now);
    void leaderDialFailed(std::uint64_t attempt, std::string_view why, Now now);
    /// A learner connected. `from`: for the log.
    void learnerAccepted(QuorumLink link, std::string from, Now now);
    void quorumReceived(QuorumLink link, ByteView bytes, Now now);
    void quorumClosed(QuorumLink link, std::string_view why, Now now);
    /// How much of what was given for this link is not written yet; tell when it changes much.
    void quorumBacklog(QuorumLink link, std::size_t sizeBytes, Now now);
    /// Of SendTree so much is on its way, as often as is convenient; `whole`: that was all.
    void quorumTreeSent(QuorumLink link, std::int64_t sizeBytes, bool whole, Now now);

    // ---- disk ----
    void logged(Zxid last, Now now);
    void epochWritten(EpochFile file, std::int64_t epoch, Now now);
    void truncated(RecoveredState state, Now now);
    /// The history cannot be cut as the leader asks; nothing was changed. The next leader is asked
    /// for its whole tree, and until that is on disk what is here counts in votes, as it must.
    void truncationImpossible(std::string_view why, Now now);
    void treeSaved(Zxid zxid, Now now);
    /// Entries as in the log, ascending; nothing: there is none so old, it is too long, or damaged.
    void logRead(QuorumLink link, std::optional<std::vector<std::pair<Zxid, Bytes>>> entries,
        Now now);
    /// The log or an epoch file cannot be written (disk full, I/O error): what was queued is not
    /// done. The member leaves its role and takes none until `diskMended`; words are answered.
    void diskFailed(std::string why, Now now);
    /// The disk works again and holds exactly this.
    void diskMended(PeerHistory history, Now now);

    void tick(Now now);
    /// Moves what there is to do into `effects`, whose buffers are used again.
    void takeEffects(PeerEffects& effects);

    // ---- for io's snapshots, and for tests ----
    [[nodiscard]] const DataTree& tree() const;
    /// The session table of a snapshot of `tree()`, ascending by id.
    [[nodiscard]] std::vector<std::pair<SessionId, std::chrono::milliseconds>> sessions() const;
    [[nodiscard]] PeerState state() const;
    /// With the configuration as it is now.
    [[nodiscard]] const PeerSettings& settings() const;
    /// Clients are served (read-only: false).
    [[nodiscard]] bool serves() const;
    [[nodiscard]] std::int64_t acceptedEpoch() const;
    [[nodiscard]] std::int64_t currentEpoch() const;
    /// Of the last proposal that was given to the log here.
    [[nodiscard]] Zxid lastLogged() const;

private:
    struct State;
    std::unique_ptr<State> m;
};

} // namespace zs::engine

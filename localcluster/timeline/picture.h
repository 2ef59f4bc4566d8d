// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/timeline/moment.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

/// What can be drawn of a cluster at one time, as plain values. An empty optional means that
/// nothing was observed: it must not be drawn. All lists are bounded.
namespace zs::timeline {

/// A server's place in the ensemble, from its configuration.
enum class Role { unknown, participant, observer };
constexpr std::size_t countOf(Role) { return 3; }
/// What the launcher tells about a server's process; unknown where there is no launcher.
enum class ProcessState { unknown, starting, running, paused, stopped, killed, exited };
constexpr std::size_t countOf(ProcessState) { return 7; }
/// Where the facts about a server come from; the source chip says so.
enum class Source { none, trace, log, polling };
constexpr std::size_t countOf(Source) { return 4; }

/// A notification that a server holds: what it heard last from another.
struct HeldVote {
    ServerId from;
    trace::Vote vote;
    std::int64_t round = 0;
    trace::ServerState state = trace::ServerState::looking; ///< The sender's.
    Instant at;
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.from, r.vote, r.round, r.state, r.at);
    }
    bool operator==(const HeldVote&) const = default;
};

/// The count of one server for the vote that it backs.
struct Tally {
    trace::Vote vote;
    std::vector<ServerId> voters; ///< Whose votes equal it, ascending.
    bool quorum = false;
    static constexpr auto fields(auto& r) { return std::tie(r.vote, r.voters, r.quorum); }
    bool operator==(const Tally&) const = default;
};

/// One end of a connection that is open.
struct LinkEnd {
    ServerId peer;
    trace::Port port = trace::Port::election;
    std::optional<ServerId> dialler;
    Instant since;
    static constexpr auto fields(auto& r) { return std::tie(r.peer, r.port, r.dialler, r.since); }
    bool operator==(const LinkEnd&) const = default;
};

/// A tree's digest; equal digests at equal zxids prove equal trees.
struct DigestAt {
    Zxid zxid;
    std::uint64_t digest = 0;
    static constexpr auto fields(auto& r) { return std::tie(r.zxid, r.digest); }
    bool operator==(const DigestAt&) const = default;
};

/// How one learner is brought up to date.
struct SyncPicture {
    ServerId leader;
    ServerId learner;
    trace::LearnerRole role = trace::LearnerRole::participant;
    std::optional<trace::SyncMode> mode; ///< None: the learner came, the leader has not chosen.
    std::optional<Zxid> learnerZxid; ///< What it had when it came; told when a mode is chosen.
    Zxid from;                           ///< The mode packet's zxid: to where it is cut, or starts.
    Zxid to;                             ///< It will have everything up to here.
    std::optional<std::int64_t> bytes;   ///< That arrived or were sent so far, of a snapshot.
    std::optional<std::int64_t> ofBytes; ///< Of how many.
    std::string why;                     ///< The leader's reason, in English.
    bool newLeaderAcked = false;
    bool upToDate = false;
    Instant since;
    Instant changed; ///< When the last of these facts was told.
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.leader, r.learner, r.role, r.mode, r.learnerZxid, r.from, r.to, r.bytes,
            r.ofBytes, r.why, r.newLeaderAcked, r.upToDate, r.since, r.changed);
    }
    bool operator==(const SyncPicture&) const = default;
};

/// One server, as its card and the details of the panel show it.
struct ServerPicture {
    ServerId id;
    Role role = Role::unknown;
    Source source = Source::none;
    std::optional<Instant> heard; ///< Its last line or answer: how fresh all this is.

    ProcessState process = ProcessState::unknown;
    std::optional<Instant> processSince;
    std::int64_t pid = 0; ///< 0: not known.
    std::string version;

    std::optional<trace::ServerState> state;
    std::optional<trace::Phase> phase; ///< Within FOLLOWING, LEADING or OBSERVING.
    std::optional<Instant> stateSince;
    std::string stateWhy; ///< As the server says it, in English.
    std::optional<ServerId> leader; ///< Whom it elected, while it is in a role.

    std::optional<std::int64_t> acceptedEpoch;
    std::optional<std::int64_t> currentEpoch;
    std::optional<Zxid> lastLogged;
    std::optional<Zxid> lastCommitted; ///< The last that it applied: its tree is there.
    std::optional<DigestAt> digest;

    std::optional<std::int64_t> round;
    std::optional<trace::Vote> vote;         ///< Its vote, in the election or after it.
    std::optional<trace::Vote> previousVote; ///< The one before, within the same election.
    std::vector<HeldVote> held;              ///< Ascending by sender.
    std::optional<Tally> tally;
    std::vector<LinkEnd> links;
    std::optional<SyncPicture> sync; ///< Its own, as a learner; until it leaves the role.

    std::optional<Zxid> logMin; ///< Leader: what its committed log in memory spans.
    std::optional<Zxid> logMax;
    bool quorumLost = false; ///< Leader: it has told that its followers are no quorum any more.
    std::vector<ServerId> silent; ///< Leader: who does not answer, when the quorum was lost.
    std::optional<std::int64_t> connections; ///< Polled: clients.
    std::optional<std::int64_t> outstanding; ///< Polled: requests that wait.
    std::optional<std::int64_t> nodes;       ///< Polled.
    bool inferred = false;       ///< The state is concluded, not told by the server itself.
    std::int64_t droppedLines = 0; ///< Of its trace: the picture has holes when not 0.

    /// FOLLOWING or OBSERVING, and still being brought up to date.
    [[nodiscard]] bool isSyncing() const
    {
        return (state == trace::ServerState::following || state == trace::ServerState::observing)
            && phase && *phase != trace::Phase::broadcast;
    }
    [[nodiscard]] bool isLeader() const { return state == trace::ServerState::leading; }
    /// Known by its log or its answers alone: what it logs, acknowledges and commits it tells
    /// nobody but the other servers.
    [[nodiscard]] bool isForeign() const
    {
        return source == Source::log || source == Source::polling;
    }
    /// Its process does not run, or it said itself that it stopped.
    [[nodiscard]] bool isDown() const
    {
        return state == trace::ServerState::down || process == ProcessState::stopped
            || process == ProcessState::killed || process == ProcessState::exited;
    }

    static constexpr auto fields(auto& r)
    {
        return std::tie(r.id, r.role, r.source, r.heard, r.process, r.processSince, r.pid,
            r.version, r.state, r.phase, r.stateSince, r.stateWhy, r.leader, r.acceptedEpoch,
            r.currentEpoch, r.lastLogged, r.lastCommitted, r.digest, r.round, r.vote,
            r.previousVote, r.held, r.tally, r.links, r.sync, r.logMin, r.logMax, r.quorumLost,
            r.silent, r.connections, r.outstanding, r.nodes, r.inferred, r.droppedLines);
    }
    bool operator==(const ServerPicture&) const = default;
};

/// How one part of two votes compares: theirs against mine.
enum class CellOutcome { notReached, equal, theirsWins, theirsLoses };
constexpr std::size_t countOf(CellOutcome) { return 4; }
struct VoteCell {
    std::int64_t mine = 0;
    std::int64_t theirs = 0;
    CellOutcome outcome = CellOutcome::notReached;
    static constexpr auto fields(auto& r) { return std::tie(r.mine, r.theirs, r.outcome); }
    bool operator==(const VoteCell&) const = default;
};

/// A row of the vote table: one received vote and how it was judged.
struct VoteRow {
    Instant t;
    ServerId at;                  ///< Who judged.
    std::optional<ServerId> from; ///< Who sent it.
    std::int64_t round = 0;       ///< The judge's.
    trace::Vote mine;
    trace::Vote theirs;
    VoteCell epoch;
    VoteCell zxid; ///< Whole zxids: split them with Zxid(value).
    VoteCell sid;
    trace::Verdict verdict = trace::Verdict::ignored;
    std::optional<trace::DecidedBy> by; ///< `round`: of another round, no cell was looked at.
    bool inferred = false;
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.t, r.at, r.from, r.round, r.mine, r.theirs, r.epoch, r.zxid, r.sid,
            r.verdict, r.by, r.inferred);
    }
    bool operator==(const VoteRow&) const = default;
};

/// The election that goes on, or the last one that was.
struct ElectionPicture {
    bool underWay = false;
    std::int64_t round = 0; ///< The highest that was told.
    Instant started;        ///< When the first server began to look, in this election.
    std::optional<Instant> ended; ///< When its leader began to serve (broadcast).
    std::optional<ServerId> leader; ///< Elected by a quorum of what was told.
    std::optional<Instant> electedAt;
    /// The ring: the count that is furthest of all servers' counts, and who counted.
    std::optional<Tally> best;
    std::optional<ServerId> bestAt;
    /// Voters that back the same vote already, but whose notification was not counted yet.
    std::vector<ServerId> onTheWay;
    std::vector<VoteRow> rows; ///< Ascending in time.
    std::int64_t olderRows = 0; ///< That are not in `rows` any more.
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.underWay, r.round, r.started, r.ended, r.leader, r.electedAt, r.best,
            r.bestAt, r.onTheWay, r.rows, r.olderRows);
    }
    bool operator==(const ElectionPicture&) const = default;
};

/// The phase strip: where the whole cluster stands.
enum class Stage { unknown, election, discovery, synchronization, broadcast };
constexpr std::size_t countOf(Stage) { return 5; }
struct StagePicture {
    Stage stage = Stage::unknown;
    std::optional<ServerId> leader;       ///< Elected; from `discovery` on.
    std::optional<std::int64_t> epoch;    ///< From `discovery` on, once it is proposed.
    std::optional<std::int64_t> waitedNs; ///< How long the leader's election took.
    std::vector<ServerId> newLeaderAcks;  ///< Who acknowledged NEWLEADER, the leader included.
    bool newLeaderQuorum = false;
    std::optional<Zxid> committed; ///< The last that the leader committed.
    std::optional<Zxid> acking;    ///< The proposal that the ring counts in broadcast …
    std::vector<ServerId> acks;    ///< … and who has logged it.
    bool acksQuorum = false;
    Instant since;
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.stage, r.leader, r.epoch, r.waitedNs, r.newLeaderAcks,
            r.newLeaderQuorum, r.committed, r.acking, r.acks, r.acksQuorum, r.since);
    }
    bool operator==(const StagePicture&) const = default;
};

/// queued: it has a zxid, but was sent to nobody and is in no log yet.
enum class TxnState { queued, proposed, committed };
constexpr std::size_t countOf(TxnState) { return 3; }
struct TxnPicture {
    Zxid zxid;
    std::string type; ///< "create", "setData" …
    std::optional<std::string> path;
    std::optional<SessionId> session;
    TxnState state = TxnState::queued;
    Instant queuedAt;
    std::optional<Instant> committedAt;
    std::vector<ServerId> logged;    ///< On whose disk it is, as they said themselves.
    std::vector<ServerId> acks;      ///< Whose acknowledgement the leader has counted.
    std::vector<ServerId> committed; ///< Who has committed or applied it.
    bool quorum = false;
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.zxid, r.type, r.path, r.session, r.state, r.queuedAt, r.committedAt,
            r.logged, r.acks, r.committed, r.quorum);
    }
    bool operator==(const TxnPicture&) const = default;
};

enum class FaultKind { other, pause, isolate, partition, cut, delay };
constexpr std::size_t countOf(FaultKind) { return 6; }
/// A fault that is in force.
struct FaultPicture {
    FaultKind kind = FaultKind::other;
    std::string what;              ///< The launcher's word.
    std::vector<ServerId> servers; ///< Whom it hits; of a partition, the one side.
    std::vector<ServerId> others;  ///< Of a partition or isolation: the other side, if known.
    std::optional<ServerId> peer;  ///< Of a cut (from `servers` to it) or delay.
    std::optional<std::int64_t> ms;
    std::string detail;
    Instant since;
    static constexpr auto fields(auto& r)
    {
        return std::tie(
            r.kind, r.what, r.servers, r.others, r.peer, r.ms, r.detail, r.since);
    }
    bool operator==(const FaultPicture&) const = default;
};

struct SessionPicture {
    SessionId id;
    std::optional<ServerId> server; ///< That it is connected to; none: disconnected.
    std::optional<ServerId> last;   ///< That it was connected to last, or is.
    Instant since;
    std::optional<ServerId> movedFrom; ///< Where it was before.
    std::optional<Instant> movedAt;
    std::string client; ///< Its address; empty: not told.
    std::int64_t timeoutMs = 0;
    static constexpr auto fields(auto& r)
    {
        return std::tie(
            r.id, r.server, r.last, r.since, r.movedFrom, r.movedAt, r.client, r.timeoutMs);
    }
    bool operator==(const SessionPicture&) const = default;
};

/// What the load of the panel met, up to `at`.
struct LoadPicture {
    Instant at;
    std::int64_t ok = 0; ///< In the last `spanNs`, as the next two.
    std::int64_t failed = 0;
    std::int64_t delayed = 0;
    std::int64_t maxNs = 0;
    std::int64_t spanNs = 0;
    std::int64_t okEver = 0;
    std::int64_t failedEver = 0;
    std::int64_t delayedEver = 0;
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.at, r.ok, r.failed, r.delayed, r.maxNs, r.spanNs, r.okEver,
            r.failedEver, r.delayedEver);
    }
    bool operator==(const LoadPicture&) const = default;
};

/// Everything that can be drawn at one time: a pure function of the moments up to then.
struct ClusterPicture {
    Instant t; ///< For which it was asked.
    std::vector<ServerPicture> servers; ///< Ascending by id.
    std::vector<ServerId> voters;       ///< Of the configuration; empty: not known.
    std::vector<ServerId> observers;
    /// Votes that make a quorum; none with groups and weights, or an unknown configuration.
    std::optional<std::int64_t> quorumSize;
    ElectionPicture election;
    StagePicture stage;
    std::vector<SyncPicture> syncs; ///< Of the present leader's learners, ascending by learner.
    std::vector<TxnPicture> transactions; ///< The newest, ascending by zxid.
    std::vector<FaultPicture> faults;
    std::vector<SessionPicture> sessions; ///< Ascending by id.
    std::int64_t moreSessions = 0;        ///< That are not in `sessions`: there are too many.
    std::optional<LoadPicture> load;

    [[nodiscard]] const ServerPicture* server(ServerId id) const
    {
        for (const ServerPicture& one : servers) {
            if (one.id == id)
                return &one;
        }
        return nullptr;
    }

    static constexpr auto fields(auto& r)
    {
        return std::tie(r.t, r.servers, r.voters, r.observers, r.quorumSize, r.election, r.stage,
            r.syncs, r.transactions, r.faults, r.sessions, r.moreSessions, r.load);
    }
    bool operator==(const ClusterPicture&) const = default;
};

} // namespace zs::timeline

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/timeline/moment.h"

#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace zs::timeline {

/// What happened, in one sentence; the words are made where they are shown. Behind each kind stand
/// the members of Happening that it sets besides `t`, `moment` and (if not noted) `server`.
enum class HappeningKind {
    // Processes and faults (the launcher's).
    processChanged, ///< process, why; led: it was the leader.
    faultStarted,   ///< fault, servers, other (the peer), count (ms of a delay), why; no server.
    faultEnded,     ///< As above; durationNs.
    // States.
    startsLooking, ///< state (before), why. Without a leader before: the server starts.
    lostLeader,    ///< other: whom it followed; why.
    stepsDown,     ///< It led; epoch, why.
    quorumLost,    ///< have, need, servers (silent).
    stopped,       ///< It said that it stops; why.
    // Election.
    startsRound,  ///< round, vote.
    joinsRound,   ///< round, vote: a later round was heard of.
    voteTaken,    ///< other (sender), vote (theirs), mine, by.
    voteKept,     ///< As above. Detail.
    voteCounted,  ///< other, vote; have, need when known. Detail.
    voteIgnored,  ///< other, vote, mine, by. Detail.
    quorumOfVotes, ///< vote, servers (voters), have, need when known.
    elected,      ///< other (the leader), zxid, round, durationNs (its wait).
    toldOfLeader, ///< As `elected`, by a server that found the others settled already.
    // Discovery and synchronization.
    proposesEpoch, ///< epoch. The leader has written it as accepted.
    acceptsEpoch,  ///< epoch.
    learnerCame,   ///< other (learner), epoch (that it accepted; none: not told), observer.
    syncChosen,    ///< other (learner), mode, zxid (it had), from, to; count (bytes), why.
    snapshotTaken, ///< other (leader), count (bytes): the learner has it all.
    newLeaderAck,  ///< other (who acknowledged), have, need when known.
    leads,         ///< epoch, have, need: broadcast begins, clients are served.
    follows,       ///< epoch, other (leader): it serves clients.
    observes,      ///< As above.
    // Broadcast. All are details.
    proposes,     ///< zxid, why (type), path.
    ackFrom,      ///< other, zxid, have, need when known.
    quorumCommit, ///< zxid, have, need when known: the leader commits.
    // Sessions.
    sessionOpened,  ///< session, why (client address). Detail.
    sessionMoved,   ///< session, other (from), why (client address).
    sessionExpired, ///< session.
    sessionClosed,  ///< session. Detail.
    // What a failover cost.
    serviceLost,     ///< other (the leader that was); no server. From here nobody commits.
    serviceReturned, ///< server (new leader), other (old), epoch, durationNs.
    /// server (new leader); durationNs without a leader; count: sessions that moved; have: those
    /// that expired; lost: acknowledged writes that are gone, where it can be known. Told when
    /// every session is back or expired, or ten seconds after the service returned.
    failoverCost,
    // Proofs and doubts.
    digestsEqual,  ///< zxid, servers: these trees are the same there.
    digestsDiffer, ///< zxid, servers.
    linesDropped,  ///< count: its trace has a gap, and so has the picture.
};
constexpr std::size_t countOf(HappeningKind)
{
    return static_cast<std::size_t>(HappeningKind::linesDropped) + 1;
}

/// One thing that happened, as facts.
struct Happening {
    Instant t;
    MomentIndex moment = 0; ///< The moment that tells it.
    HappeningKind kind = HappeningKind::processChanged;
    ServerId server; ///< 0: of no single server.
    std::optional<ServerId> other;
    std::vector<ServerId> servers;
    std::optional<trace::Vote> vote;
    std::optional<trace::Vote> mine;
    std::optional<trace::DecidedBy> by;
    std::optional<trace::ServerState> state;
    std::optional<trace::ProcessChange> process;
    std::optional<trace::SyncMode> mode;
    std::optional<Zxid> zxid;
    std::optional<Zxid> from;
    std::optional<Zxid> to;
    std::optional<std::int64_t> round;
    std::optional<std::int64_t> epoch;
    std::optional<SessionId> session;
    std::optional<std::int64_t> have;
    std::optional<std::int64_t> need;
    std::optional<std::int64_t> count;
    std::optional<std::int64_t> lost;
    std::int64_t durationNs = 0;
    bool led = false;
    bool observer = false;
    bool inferred = false;
    std::string fault; ///< The launcher's word: "partition" …
    std::string path;
    std::string why;

    static constexpr auto fields(auto& r)
    {
        return std::tie(r.t, r.moment, r.kind, r.server, r.other, r.servers, r.vote, r.mine, r.by,
            r.state, r.process, r.mode, r.zxid, r.from, r.to, r.round, r.epoch, r.session, r.have,
            r.need, r.count, r.lost, r.durationNs, r.led, r.observer, r.inferred, r.fault, r.path,
            r.why);
    }
    bool operator==(const Happening&) const = default;
};

/// False: it is frequent, and shown only where somebody looks closely (slow motion, a lesson).
[[nodiscard]] constexpr bool isNotable(HappeningKind kind)
{
    switch (kind) {
    case HappeningKind::voteKept:
    case HappeningKind::voteCounted:
    case HappeningKind::voteIgnored:
    case HappeningKind::proposes:
    case HappeningKind::ackFrom:
    case HappeningKind::quorumCommit:
    case HappeningKind::sessionOpened:
    case HappeningKind::sessionClosed:
    case HappeningKind::digestsEqual:
        return false;
    default:
        return true;
    }
}

} // namespace zs::timeline

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/instant.h"
#include "localcluster/engine/election/vote.h"
#include "localcluster/engine/quorum/notification.h"
#include "localcluster/engine/quorum/quorum_verifier.h"
#include "localcluster/trace/event.h"

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace zs::engine {

struct ElectionSettings {
    using Ms = std::chrono::milliseconds;
    ServerId self;
    bool observer = false; ///< Learner type; a participant outside the voter list is none.
    Ms finalizeWait{200};
    Ms minNotificationInterval{200};    ///< fastleader.minNotificationInterval
    Ms maxNotificationInterval{60'000}; ///< fastleader.maxNotificationInterval
    bool reconfigEnabled = false;
};

/// Give `message` to the server `to`, at once or when it can be reached.
struct SendVote {
    ServerId to;
    Notification message;
};
/// Try to connect to every server that a vote was meant for.
struct ConnectAll {};
/// The election is over for this server; it now is in `state`.
struct Elected {
    Vote winner;
    std::int64_t round = 0;
    PeerState state = PeerState::looking;
};
/// A voter has a newer configuration. Install it, then `reconfigure` and `look` again.
struct ConfigHeard {
    ServerId from;
    std::string config;
};
using ElectionEffect = std::variant<SendVote, ConnectAll, Elected, ConfigHeard, trace::Event>;
using ElectionEffects = std::vector<ElectionEffect>;

/// What is known about a peer's election port in this election.
enum class Reach {
    unknown,
    refused,   ///< Nobody listens there: the server is down.
    accepting, ///< A connection was made.
};

/// Fast Leader Election of one server, in every role: it looks for a leader when asked to, and
/// answers servers that look for one while it leads, follows or observes.
/// Equal calls give equal effects, to be performed in order. A vote of its own never leaves the
/// object. Trace facts stand where they happened among the effects.
/// Source: FastLeaderElection of Apache ZooKeeper 3.8. Stated differences: while it waits for a
/// better vote (finalizeWait), a vote that is not better does not begin the wait anew, equal votes
/// still count, FOLLOWING and LEADING are heard; the wait is left out when every voter that is up
/// agrees; whoever looked in vain meanwhile is answered at its end. A peer that
/// answered as one with a leader, and then looks in this round with a worse vote, is sent the
/// proposal again at once, not only at the next poll: it forgot what it got while it was settled;
/// a newer configuration is taken from voters alone, not from whoever can connect.
/// Threads: none; one at a time. `now` must not go back.
class LeaderElection {
public:
    /// `own`: this server's id with its last zxid and current epoch, as read from disk.
    LeaderElection(const ElectionSettings& settings, QuorumRule rule, std::string configText,
        Zxid lastZxid, std::int64_t currentEpoch);

    /// Enters LOOKING with a new round. `lastZxid`, `currentEpoch`: this server's history.
    [[nodiscard]] ElectionEffects look(
        Zxid lastZxid, std::int64_t currentEpoch, Instant now, std::string why);
    /// A notification of another server. Strangers are answered, and never counted.
    [[nodiscard]] ElectionEffects received(
        ServerId from, const Notification& notification, Instant now);
    [[nodiscard]] ElectionEffects reachChanged(ServerId peer, Reach reach, Instant now);
    /// Call at `nextTimer`. `delivered`: to at least one peer everything could be sent.
    [[nodiscard]] ElectionEffects tick(Instant now, bool delivered);
    [[nodiscard]] std::optional<Instant> nextTimer() const;

    /// After synchronization: leader and learners serve this epoch from now on.
    void serve(std::int64_t epoch) { m_current.vote.epoch = epoch; }
    /// The configuration changed, and with it perhaps whether this server observes. Votes heard
    /// before stay.
    void reconfigure(QuorumRule rule, std::string configText, bool observer);
    /// A reconfiguration named the leader (with the zxid that it had), or this server's part
    /// changed under the present one: no election. Not while LOOKING; ends with Elected.
    [[nodiscard]] ElectionEffects appoint(ServerId leader, Zxid zxid, std::string why);

    [[nodiscard]] PeerState state() const { return m_state; }
    [[nodiscard]] std::int64_t round() const { return m_round; }
    /// While LOOKING the proposal, else the vote that won.
    [[nodiscard]] const Vote& vote() const
    {
        return m_state == PeerState::looking ? m_proposal : m_current.vote;
    }

private:
    using HeardVotes = std::map<ServerId, HeardVote>;

    [[nodiscard]] Vote initialVote(Zxid lastZxid, std::int64_t currentEpoch) const;
    [[nodiscard]] bool beats(const Vote& theirs, const Vote& mine) const;
    [[nodiscard]] Notification message(
        const Vote& vote, std::int64_t round, PeerState state) const;
    [[nodiscard]] HeardVote proposalAsHeard() const;
    [[nodiscard]] std::set<ServerId> backing(const HeardVotes& heard, const HeardVote& vote) const;
    [[nodiscard]] bool leaderAgrees(
        const HeardVotes& heard, ServerId leader, std::int64_t round) const;
    [[nodiscard]] bool everybodyUpAgrees() const;

    void propose(const Vote& vote);
    void sendToAll();
    [[nodiscard]] bool lags(ServerId from, const Notification& n) const;
    void answerWithResult(ServerId to);
    void heard(ServerId from, const Notification& n, Instant now);
    void heardLooking(ServerId from, const Notification& n, Instant now);
    void joinRound(ServerId from, const Notification& n, const Vote& theirs);
    void heardSettled(ServerId from, const Notification& n, Instant now);
    bool settledQuorum(const HeardVotes& votes, const HeardVote& vote);
    void count(Instant now);
    void finish(const Vote& winner, std::int64_t round, Instant now);
    [[nodiscard]] PeerState stateUnder(ServerId leader) const;
    void tell(trace::Event event) { m_effects.emplace_back(std::move(event)); }
    void tellCompared(ServerId from, const Vote& mine, const Vote& theirs, trace::Verdict verdict,
        std::optional<trace::DecidedBy> by);
    void tellTally(const Vote& vote, const std::set<ServerId>& backers, bool quorum);
    ElectionEffects take() { return std::exchange(m_effects, {}); }

    ElectionSettings m_settings;
    QuorumRule m_rule;
    std::string m_configText;

    PeerState m_state = PeerState::looking;
    bool m_started = false;
    std::int64_t m_round = 0; ///< Apache's logicalclock; never persisted.
    Vote m_initial;           ///< The vote for itself.
    Vote m_proposal;
    HeardVote m_current; ///< Result of the last election; before the first one the own vote.
    HeardVotes m_inRound; ///< Apache's recvset.
    HeardVotes m_outside; ///< Apache's outofelection: FOLLOWING and LEADING, of any round.
    std::set<ServerId> m_passedOver; ///< Looked in vain during the finalize wait.
    std::map<ServerId, Reach> m_reach;

    Instant m_lookingSince;
    Instant m_pollAt;
    ElectionSettings::Ms m_interval{0};
    std::optional<Instant> m_finalizeAt;
    std::optional<std::pair<Vote, std::set<ServerId>>> m_lastTally;
    ElectionEffects m_effects;
};

/// The trace's names for the same things.
[[nodiscard]] trace::Vote traceOf(const Vote& vote);
[[nodiscard]] trace::ServerState traceOf(PeerState state);

} // namespace zs::engine

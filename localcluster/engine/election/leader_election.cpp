// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/election/leader_election.h"

#include "clientlib/base/expect.h"
#include "localcluster/engine/quorum/config_text.h"

#include <algorithm>

namespace zs::engine {

namespace {

/// A server with an empty database that may not vote says so with this zxid.
constexpr Zxid mayNotVote{-1};

/// What makes two votes differ; nothing when they are equal.
std::optional<trace::DecidedBy> difference(const Vote& a, const Vote& b)
{
    if (a.epoch != b.epoch)
        return trace::DecidedBy::epoch;
    if (a.zxid != b.zxid)
        return trace::DecidedBy::zxid;
    if (a.leader != b.leader)
        return trace::DecidedBy::sid;
    return std::nullopt;
}

Vote voteOf(const Notification& n) { return {n.peerEpoch, n.zxid, n.leader}; }

} // namespace

trace::Vote traceOf(const Vote& vote) { return {vote.leader, vote.zxid, vote.epoch}; }

trace::ServerState traceOf(PeerState state)
{
    switch (state) {
    case PeerState::looking: return trace::ServerState::looking;
    case PeerState::following: return trace::ServerState::following;
    case PeerState::leading: return trace::ServerState::leading;
    case PeerState::observing: return trace::ServerState::observing;
    }
    return trace::ServerState::down;
}

LeaderElection::LeaderElection(const ElectionSettings& settings, QuorumRule rule,
    std::string configText, Zxid lastZxid, std::int64_t currentEpoch)
    : m_settings(settings), m_rule(std::move(rule)), m_configText(std::move(configText)),
      m_initial(initialVote(lastZxid, currentEpoch)), m_proposal(m_initial)
{
    // Until its first election is over, Apache's server answers non-voters with this vote.
    m_current.vote = {currentEpoch, lastZxid, settings.self};
    m_current.round = -1;
}

Vote LeaderElection::initialVote(Zxid lastZxid, std::int64_t currentEpoch) const
{
    Vote vote{Vote::none, Zxid(Vote::none), ServerId(Vote::none)};
    if (m_rule.committed().voters().contains(m_settings.self))
        vote.leader = m_settings.self;
    if (!m_settings.observer) {
        vote.zxid = lastZxid;
        vote.epoch = currentEpoch;
    }
    return vote;
}

ElectionEffects LeaderElection::look(
    Zxid lastZxid, std::int64_t currentEpoch, Instant now, std::string why)
{
    const trace::ServerState from
        = m_started ? traceOf(m_state) : trace::ServerState::down;
    tell(trace::StateEvent{from, trace::ServerState::looking, std::move(why)});
    m_started = true;
    m_state = PeerState::looking;
    m_lookingSince = now;
    m_interval = m_settings.minNotificationInterval;
    m_pollAt = now + m_interval;
    m_finalizeAt.reset();
    m_inRound.clear();
    m_outside.clear();
    m_passedOver.clear();
    m_lastTally.reset();
    // Who refused a connection long ago may be back.
    std::erase_if(m_reach, [](const auto& peer) { return peer.second != Reach::accepting; });
    ++m_round;
    m_initial = initialVote(lastZxid, currentEpoch);
    tell(trace::RoundEvent{m_round, traceOf(m_initial)});
    propose(m_initial);
    count(now);
    return take();
}

void LeaderElection::propose(const Vote& vote)
{
    m_proposal = vote;
    m_finalizeAt.reset(); // Whether something beats the new one is waited for anew.
    if (m_rule.isVoter(m_settings.self) && m_initial.zxid != mayNotVote)
        m_inRound[m_settings.self] = proposalAsHeard();
    sendToAll();
}

void LeaderElection::sendToAll()
{
    for (const ServerId voter : m_rule.voters()) {
        if (voter != m_settings.self)
            m_effects.emplace_back(
                SendVote{voter, message(m_proposal, m_round, PeerState::looking)});
    }
}

Notification LeaderElection::message(
    const Vote& vote, std::int64_t round, PeerState state) const
{
    Notification n;
    n.state = state;
    n.leader = vote.leader;
    n.zxid = vote.zxid;
    n.electionEpoch = round;
    n.peerEpoch = vote.epoch;
    n.config = m_configText;
    return n;
}

HeardVote LeaderElection::proposalAsHeard() const
{
    return {m_proposal, m_round, 0, PeerState::looking};
}

bool LeaderElection::beats(const Vote& theirs, const Vote& mine) const
{
    return m_rule.committed().weightOf(theirs.leader) != 0 && mine < theirs;
}

ElectionEffects LeaderElection::received(
    ServerId from, const Notification& n, Instant now)
{
    ZS_EXPECT(from != m_settings.self);
    const bool looking = m_state == PeerState::looking;
    if (looking && m_settings.reconfigEnabled && m_rule.isVoter(from)
        && configVersionOf(n.config).value_or(0) > m_rule.committed().version()) {
        m_effects.emplace_back(ConfigHeard{from, n.config});
        return take();
    }
    if (!m_rule.isVoter(from)) {
        // Observers and strangers learn at once how things stand, with the round as it is now.
        m_effects.emplace_back(SendVote{from, message(m_current.vote, m_round, m_state)});
        return take();
    }
    if (!isKnown(n.state))
        return take();
    if (!looking) {
        if (n.state == PeerState::looking)
            answerWithResult(from);
        return take();
    }
    m_pollAt = now + m_interval;
    const bool isBehind = lags(from, n);
    heard(from, n, now);
    // After the judgement, so that a sender that lags gets our newest proposal.
    if (m_state == PeerState::looking && isBehind)
        m_effects.emplace_back(SendVote{from, message(m_proposal, m_round, PeerState::looking)});
    return take();
}

/// The sender looks, and would change its vote if it knew ours. In our own round it was sent ours;
/// but who then answered as one that has a leader has forgotten it.
bool LeaderElection::lags(ServerId from, const Notification& n) const
{
    if (n.state != PeerState::looking || n.electionEpoch > m_round)
        return false;
    if (n.electionEpoch < m_round)
        return true;
    const bool bothMayVote = m_initial.zxid != mayNotVote && n.zxid != mayNotVote;
    return m_outside.contains(from) && bothMayVote && m_rule.isVoter(n.leader)
        && beats(m_proposal, voteOf(n));
}

void LeaderElection::answerWithResult(ServerId to)
{
    m_effects.emplace_back(SendVote{to, message(m_current.vote, m_current.round, m_state)});
}

void LeaderElection::heard(ServerId from, const Notification& n, Instant now)
{
    if (!m_rule.isVoter(n.leader))
        return;
    switch (n.state) {
    case PeerState::looking:
        return heardLooking(from, n, now);
    case PeerState::following:
    case PeerState::leading:
        return heardSettled(from, n, now);
    case PeerState::observing:
        return;
    }
}

void LeaderElection::heardLooking(ServerId from, const Notification& n, Instant now)
{
    using trace::DecidedBy;
    using trace::Verdict;
    const Vote theirs = voteOf(n);
    const Vote mine = m_proposal;
    if (m_initial.zxid == mayNotVote || n.zxid == mayNotVote)
        return tellCompared(from, mine, theirs, Verdict::ignored, DecidedBy::zxid);
    const bool better = beats(theirs, m_proposal);
    if (m_finalizeAt && !better && (n.electionEpoch != m_round || theirs != m_proposal)) {
        // A quorum agrees already: only something better stops it.
        if (n.electionEpoch >= m_round)
            m_passedOver.insert(from);
        return tellCompared(from, mine, theirs, Verdict::ignored, difference(mine, theirs));
    }
    if (n.electionEpoch < m_round)
        return tellCompared(from, mine, theirs, Verdict::ignored, DecidedBy::round);
    if (n.electionEpoch > m_round) {
        joinRound(from, n, theirs);
    } else {
        const Verdict verdict = better ? Verdict::takes
            : theirs == mine           ? Verdict::counts
                                       : Verdict::keeps;
        tellCompared(from, mine, theirs, verdict, difference(mine, theirs));
        if (better)
            propose(theirs);
    }
    m_inRound[from] = {theirs, n.electionEpoch, 0, PeerState::looking};
    count(now);
}

void LeaderElection::joinRound(ServerId from, const Notification& n, const Vote& theirs)
{
    // What was backed in an older round no longer counts: the comparison is with the own history.
    m_round = n.electionEpoch;
    m_inRound.clear();
    m_lastTally.reset();
    const bool takes = beats(theirs, m_initial);
    const trace::Verdict verdict = takes ? trace::Verdict::takes
        : theirs == m_initial            ? trace::Verdict::counts
                                         : trace::Verdict::keeps;
    tellCompared(from, m_initial, theirs, verdict, difference(m_initial, theirs));
    const Vote vote = takes ? theirs : m_initial;
    tell(trace::RoundEvent{m_round, traceOf(vote)});
    propose(vote);
}

void LeaderElection::heardSettled(ServerId from, const Notification& n, Instant now)
{
    const HeardVote vote{voteOf(n), n.electionEpoch, n.version, n.state};
    if (n.electionEpoch == m_round) {
        // Apache forgets the version here; so within a round the leader's id alone is compared.
        HeardVote versionless = vote;
        versionless.version = 0;
        m_inRound[from] = versionless;
        if (settledQuorum(m_inRound, vote))
            return finish(vote.vote, n.electionEpoch, now);
    }
    m_outside[from] = vote;
    if (settledQuorum(m_outside, vote)) {
        m_round = n.electionEpoch;
        return finish(vote.vote, n.electionEpoch, now);
    }
}

bool LeaderElection::settledQuorum(const HeardVotes& votes, const HeardVote& vote)
{
    const std::set<ServerId> backers = backing(votes, vote);
    const bool quorum = m_rule.isQuorum(backers)
        && leaderAgrees(votes, vote.vote.leader, vote.round);
    tellTally(vote.vote, backers, quorum);
    return quorum;
}

/// Keeps servers from electing a dead leader over and over on hearsay.
bool LeaderElection::leaderAgrees(
    const HeardVotes& heard, ServerId leader, std::int64_t round) const
{
    if (leader == m_settings.self)
        return m_round == round;
    const auto own = heard.find(leader);
    return own != heard.end() && own->second.state == PeerState::leading;
}

std::set<ServerId> LeaderElection::backing(const HeardVotes& heard, const HeardVote& vote) const
{
    std::set<ServerId> backers;
    for (const auto& [voter, theirs] : heard) {
        if (backSameLeader(theirs, vote))
            backers.insert(voter);
    }
    return backers;
}

void LeaderElection::count(Instant now)
{
    const std::set<ServerId> backers = backing(m_inRound, proposalAsHeard());
    const bool quorum = m_rule.isQuorum(backers);
    tellTally(m_proposal, backers, quorum);
    if (!quorum) {
        m_finalizeAt.reset();
        return;
    }
    if (everybodyUpAgrees())
        return finish(m_proposal, m_round, now);
    if (!m_finalizeAt)
        m_finalizeAt = now + m_settings.finalizeWait;
}

/// Nobody is left who could send a better vote: each voter agrees, or does not run.
bool LeaderElection::everybodyUpAgrees() const
{
    const std::set<ServerId> backers = backing(m_inRound, proposalAsHeard());
    const std::set<ServerId> voters = m_rule.voters();
    return std::all_of(voters.begin(), voters.end(), [&](ServerId voter) {
        const auto reach = m_reach.find(voter);
        return backers.contains(voter)
            || (reach != m_reach.end() && reach->second == Reach::refused);
    });
}

void LeaderElection::finish(const Vote& winner, std::int64_t round, Instant now)
{
    m_state = stateUnder(winner.leader);
    m_current = {winner, round, 0, m_state};
    m_finalizeAt.reset();
    tell(trace::ElectedEvent{
        winner.leader, winner.zxid, round, (now - m_lookingSince).count()});
    tell(trace::StateEvent{trace::ServerState::looking, traceOf(m_state), "elected"});
    m_effects.emplace_back(Elected{winner, round, m_state});
    for (const ServerId peer : std::exchange(m_passedOver, {}))
        answerWithResult(peer);
}

PeerState LeaderElection::stateUnder(ServerId leader) const
{
    return leader == m_settings.self ? PeerState::leading
        : m_settings.observer        ? PeerState::observing
                                     : PeerState::following;
}

/// Source: QuorumPeer.updateVote, updateServerState. A new leader's vote has no round and, until
/// it serves, no epoch.
ElectionEffects LeaderElection::appoint(ServerId leader, Zxid zxid, std::string why)
{
    ZS_EXPECT(m_started && m_state != PeerState::looking);
    const trace::ServerState from = traceOf(m_state);
    if (m_current.vote.leader != leader) {
        m_current.vote = {-1, zxid, leader};
        m_current.round = -1;
    }
    m_state = m_current.state = stateUnder(leader);
    tell(trace::StateEvent{from, traceOf(m_state), std::move(why)});
    m_effects.emplace_back(Elected{m_current.vote, m_current.round, m_state});
    return take();
}

ElectionEffects LeaderElection::reachChanged(ServerId peer, Reach reach, Instant now)
{
    if (m_rule.isVoter(peer))
        m_reach[peer] = reach;
    if (m_state == PeerState::looking && m_finalizeAt && everybodyUpAgrees())
        finish(m_proposal, m_round, now);
    return take();
}

ElectionEffects LeaderElection::tick(Instant now, bool delivered)
{
    if (!m_started || m_state != PeerState::looking)
        return take();
    if (m_finalizeAt) {
        if (now >= *m_finalizeAt)
            finish(m_proposal, m_round, now);
        return take();
    }
    if (now >= m_pollAt) {
        if (delivered) {
            sendToAll();
            count(now); // Our own vote is heard anew, as everybody else's.
        } else {
            m_effects.emplace_back(ConnectAll{});
        }
        m_interval = std::min(2 * m_interval, m_settings.maxNotificationInterval);
        m_pollAt = now + m_interval;
    }
    return take();
}

std::optional<Instant> LeaderElection::nextTimer() const
{
    if (!m_started || m_state != PeerState::looking)
        return std::nullopt;
    return m_finalizeAt.value_or(m_pollAt);
}

void LeaderElection::reconfigure(QuorumRule rule, std::string configText, bool observer)
{
    m_settings.observer = observer;
    m_rule = std::move(rule);
    m_configText = std::move(configText);
}

void LeaderElection::tellCompared(ServerId from, const Vote& mine, const Vote& theirs,
    trace::Verdict verdict, std::optional<trace::DecidedBy> by)
{
    tell(trace::CompareEvent{from, traceOf(mine), traceOf(theirs), by, verdict});
}

/// Once for each count.
void LeaderElection::tellTally(const Vote& vote, const std::set<ServerId>& backers, bool quorum)
{
    if (m_lastTally && m_lastTally->first == vote && m_lastTally->second == backers)
        return;
    m_lastTally.emplace(vote, backers);
    tell(trace::TallyEvent{traceOf(vote), {backers.begin(), backers.end()}, quorum});
}

} // namespace zs::engine

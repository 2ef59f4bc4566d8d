// SPDX-License-Identifier: Apache-2.0
// The reducer's rules about votes.
#include "localcluster/timeline/reducer.h"

#include <algorithm>
#include <limits>

namespace zs::timeline {

using trace::DecidedBy;
using trace::ServerState;
using trace::Verdict;

namespace {

/// What an observer, which votes for nobody, has for a vote.
constexpr std::int64_t noVote = std::numeric_limits<std::int64_t>::min();

VoteCell cellOf(std::int64_t mine, std::int64_t theirs, bool& decided)
{
    VoteCell cell{mine, theirs, CellOutcome::notReached};
    if (decided)
        return cell;
    cell.outcome = mine == theirs ? CellOutcome::equal
        : theirs > mine           ? CellOutcome::theirsWins
                                  : CellOutcome::theirsLoses;
    decided = mine != theirs;
    return cell;
}

bool better(const trace::Vote& a, const trace::Vote& b)
{
    return std::tie(a.epoch, a.zxid, a.leader) > std::tie(b.epoch, b.zxid, b.leader);
}

HappeningKind kindOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::takes: return HappeningKind::voteTaken;
    case Verdict::keeps: return HappeningKind::voteKept;
    case Verdict::counts: return HappeningKind::voteCounted;
    case Verdict::ignored: break;
    }
    return HappeningKind::voteIgnored;
}

} // namespace

void Reducer::becomeVote(Server& s, const trace::Vote& vote)
{
    if (vote.leader.value == noVote || s.vote == vote)
        return;
    s.previousVote = s.vote;
    s.vote = vote;
}

void Reducer::take(Server& s, const trace::RoundEvent& e)
{
    const bool starts = !s.vote && !s.tally;
    s.round = e.round;
    ElectionPicture& election = m_state.picture.election;
    if (election.underWay)
        election.round = std::max(election.round, e.round);
    becomeVote(s, e.vote);
    if (starts && e.vote.leader == s.id) {
        s.lastLogged = e.vote.zxid; // A server's first vote is for its own history …
        if (s.isForeign())
            s.lastCommitted = e.vote.zxid; // … which Apache's has applied; it tells no more of it.
    }
    Happening& told = tell(
        starts ? HappeningKind::startsRound : HappeningKind::joinsRound, s.id);
    told.round = e.round;
    if (e.vote.leader.value != noVote)
        told.vote = e.vote;
}

void Reducer::take(Server& s, const trace::NotifyEvent& e)
{
    OpenSend one;
    one.port = trace::Port::election;
    one.type = "NOTIFICATION";
    one.vote = e.vote;
    one.round = e.round;
    one.senderState = e.peerState;
    one.stale = e.stale;
    one.sentAt = m_moment->t;
    one.moment = m_index;
    one.inferred = m_moment->inferred;
    if (e.dir == trace::Direction::out) {
        one.from = s.id;
        one.to = e.peer;
        // An observer is answered with whom one backed before the election.
        const bool ballot = isVoter(s.id) && isVoter(e.peer);
        if (ballot && e.peerState == ServerState::looking && !e.stale
            && s.state == ServerState::looking)
            becomeVote(s, e.vote);
        return sent(std::move(one));
    }
    if (e.peer == s.id) {
        // A server that tells no trace hears itself in its log: so its own vote is known.
        if (s.state == ServerState::looking)
            becomeVote(s, e.vote);
        return;
    }
    one.from = e.peer;
    one.to = s.id;
    received(one);
    const auto at = std::lower_bound(s.held.begin(), s.held.end(), e.peer,
        [](const HeldVote& held, ServerId id) { return held.from < id; });
    const HeldVote held{e.peer, e.vote, e.round, e.peerState, m_moment->t};
    if (at != s.held.end() && at->from == e.peer)
        *at = held;
    else if (s.held.size() < PictureLimits::servers)
        s.held.insert(at, held);
}

void Reducer::take(Server& s, const trace::CompareEvent& e)
{
    VoteRow row;
    row.t = m_moment->t;
    row.at = s.id;
    row.from = e.peer;
    row.round = s.round.value_or(0);
    row.mine = e.mine;
    row.theirs = e.theirs;
    row.by = e.by;
    row.verdict = e.result;
    row.inferred = m_moment->inferred;
    bool decided = e.by == DecidedBy::round;
    row.epoch = cellOf(e.mine.epoch, e.theirs.epoch, decided);
    row.zxid = cellOf(e.mine.zxid.value, e.theirs.zxid.value, decided);
    row.sid = cellOf(e.mine.leader.value, e.theirs.leader.value, decided);
    ElectionPicture& election = m_state.picture.election;
    if (election.rows.size() >= PictureLimits::voteRows) {
        election.rows.erase(election.rows.begin());
        election.olderRows = wrappingSum(election.olderRows, 1);
    }
    election.rows.push_back(row);

    Happening& told = tell(kindOf(e.result), s.id);
    told.other = e.peer;
    told.vote = e.theirs;
    if (e.mine.leader.value != noVote)
        told.mine = e.mine;
    told.by = e.by;
    if (e.result == Verdict::takes)
        becomeVote(s, e.theirs);
}

void Reducer::take(Server& s, const trace::TallyEvent& e)
{
    const bool hadQuorum = s.tally && s.tally->quorum && s.tally->vote == e.vote;
    s.tally = Tally{e.vote, cutList(e.voters), e.quorum};
    if (!e.quorum || hadQuorum)
        return;
    Happening& told = tell(HappeningKind::quorumOfVotes, s.id);
    told.vote = e.vote;
    told.servers = s.tally->voters;
    told.have = static_cast<std::int64_t>(e.voters.size());
    told.need = m_state.picture.quorumSize;
}

void Reducer::take(Server& s, const trace::ElectedEvent& e)
{
    s.round = e.round;
    s.leader = e.leader;
    const auto held = std::find_if(s.held.begin(), s.held.end(),
        [&](const HeldVote& one) { return one.from == e.leader; });
    const bool settled = held != s.held.end() && held->state == ServerState::leading;
    if (!s.vote || s.vote->leader != e.leader) {
        trace::Vote vote{e.leader, e.zxid, 0};
        for (const HeldVote& one : s.held) {
            if (one.vote.leader == e.leader)
                vote.epoch = one.vote.epoch;
        }
        becomeVote(s, vote);
    }
    ElectionPicture& election = m_state.picture.election;
    if (election.underWay && !election.leader) {
        election.leader = e.leader;
        election.electedAt = m_moment->t;
    }
    if (e.leader == s.id)
        m_state.picture.stage.waitedNs = e.waitedNs;
    Happening& told = tell(
        settled ? HappeningKind::toldOfLeader : HappeningKind::elected, s.id);
    told.other = e.leader;
    told.zxid = e.zxid;
    told.round = e.round;
    told.durationNs = e.waitedNs;
}

/// What follows from the servers' votes: the ring.
void Reducer::finishElection(ClusterPicture& picture) const
{
    ElectionPicture& election = picture.election;
    election.onTheWay.clear();
    election.best.reset();
    election.bestAt.reset();
    const auto ahead = [&](const Tally& tally) {
        return !election.best || tally.voters.size() > election.best->voters.size()
            || (tally.voters.size() == election.best->voters.size()
                && better(tally.vote, election.best->vote));
    };
    for (const Server& one : picture.servers) {
        if (one.tally && !one.isDown() && isVoter(one.id) && ahead(*one.tally)) {
            election.best = one.tally;
            election.bestAt = one.id;
        }
    }
    if (!election.best || !election.underWay)
        return;
    const std::vector<ServerId>& counted = election.best->voters;
    for (const Server& one : picture.servers) {
        if (one.state == ServerState::looking && !one.isDown() && isVoter(one.id)
            && one.vote == election.best->vote
            && std::find(counted.begin(), counted.end(), one.id) == counted.end())
            election.onTheWay.push_back(one.id);
    }
}

} // namespace zs::timeline

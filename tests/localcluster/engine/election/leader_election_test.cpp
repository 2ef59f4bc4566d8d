// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/election/leader_election.h"

#include <gmock/gmock.h>

namespace zs::engine {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Instant at(std::chrono::nanoseconds t) { return Instant(t); }

std::shared_ptr<const QuorumVerifier> majorityOf(int voters)
{
    std::set<ServerId> ids;
    for (int id = 1; id <= voters; ++id)
        ids.insert(ServerId(id));
    return std::make_shared<MajorityVerifier>(std::move(ids));
}
ElectionSettings selfIs(int id, bool observer = false)
{
    ElectionSettings settings;
    settings.self = ServerId(id);
    settings.observer = observer;
    return settings;
}
LeaderElection electionOf(int self, int voters, Zxid last = Zxid(1, 5), std::int64_t epoch = 1)
{
    return {selfIs(self, self > voters), QuorumRule(majorityOf(voters)), "version=0", last, epoch};
}
Notification vote(PeerState state, int leader, Zxid zxid, std::int64_t round,
    std::int64_t epoch = 1)
{
    Notification n;
    n.state = state;
    n.leader = ServerId(leader);
    n.zxid = zxid;
    n.electionEpoch = round;
    n.peerEpoch = epoch;
    n.config = "version=0";
    return n;
}
template <class T>
std::vector<T> only(const ElectionEffects& effects)
{
    std::vector<T> found;
    for (const ElectionEffect& effect : effects) {
        if (const T* one = std::get_if<T>(&effect))
            found.push_back(*one);
    }
    return found;
}
template <class T>
std::vector<T> facts(const ElectionEffects& effects)
{
    std::vector<T> found;
    for (const trace::Event& event : only<trace::Event>(effects)) {
        if (const T* one = std::get_if<T>(&event))
            found.push_back(*one);
    }
    return found;
}

TEST(LeaderElection, ASingleVoterElectsItselfAtOnce)
{
    LeaderElection election = electionOf(1, 1);
    const ElectionEffects effects = election.look(Zxid(1, 5), 1, at(0s), "start");
    ASSERT_THAT(only<Elected>(effects), SizeIs(1));
    EXPECT_EQ(election.state(), PeerState::leading);
    EXPECT_EQ(election.nextTimer(), std::nullopt);
}

TEST(LeaderElection, BacksOffBetweenNotificationsUpToItsLimit)
{
    LeaderElection election = electionOf(1, 3);
    (void)election.look(Zxid(1, 5), 1, at(0s), "start");
    Instant now = at(0s);
    std::vector<std::int64_t> waits;
    for (int i = 0; i < 11; ++i) {
        const Instant next = *election.nextTimer();
        waits.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(next - now).count());
        now = next;
        EXPECT_THAT(only<SendVote>(election.tick(now, true)), SizeIs(2));
    }
    EXPECT_THAT(waits,
        ElementsAre(200, 400, 800, 1600, 3200, 6400, 12800, 25600, 51200, 60000, 60000));
}

TEST(LeaderElection, ConnectsInsteadOfSendingWhenNothingGotOut)
{
    LeaderElection election = electionOf(1, 3);
    (void)election.look(Zxid(1, 5), 1, at(0s), "start");
    const ElectionEffects effects = election.tick(at(200ms), false);
    EXPECT_THAT(only<ConnectAll>(effects), SizeIs(1));
    EXPECT_THAT(only<SendVote>(effects), IsEmpty());
}

TEST(LeaderElection, WaitsForABetterVoteBeforeItIsDone)
{
    LeaderElection election = electionOf(1, 3);
    (void)election.look(Zxid(1, 5), 1, at(0s), "start");
    ElectionEffects effects
        = election.received(ServerId(2), vote(PeerState::looking, 2, Zxid(1, 5), 1), at(10ms));
    EXPECT_THAT(only<Elected>(effects), IsEmpty());
    EXPECT_EQ(facts<trace::CompareEvent>(effects).at(0).by, trace::DecidedBy::sid);
    EXPECT_EQ(election.nextTimer(), at(210ms));
    // Something better comes within the wait: it goes on.
    effects = election.received(
        ServerId(3), vote(PeerState::looking, 3, Zxid(1, 6), 1), at(100ms));
    EXPECT_EQ(facts<trace::CompareEvent>(effects).at(0).by, trace::DecidedBy::zxid);
    EXPECT_EQ(election.vote().leader, ServerId(3));
    EXPECT_EQ(election.nextTimer(), at(300ms));
    EXPECT_THAT(only<Elected>(election.tick(at(299ms), true)), IsEmpty());
    EXPECT_THAT(only<Elected>(election.tick(at(300ms), true)), SizeIs(1));
    EXPECT_EQ(election.state(), PeerState::following);
}

TEST(LeaderElection, DoesNotWaitForServersThatAreDown)
{
    LeaderElection election = electionOf(1, 3);
    (void)election.look(Zxid(1, 5), 1, at(0s), "start");
    (void)election.received(ServerId(2), vote(PeerState::looking, 2, Zxid(1, 5), 1), at(10ms));
    EXPECT_THAT(
        only<Elected>(election.reachChanged(ServerId(3), Reach::accepting, at(11ms))), IsEmpty());
    EXPECT_THAT(
        only<Elected>(election.reachChanged(ServerId(3), Reach::refused, at(12ms))), SizeIs(1));
}

TEST(LeaderElection, AnswersWhoLooksWithTheResultOnceItIsKnown)
{
    LeaderElection election = electionOf(2, 3);
    (void)election.look(Zxid(1, 5), 1, at(0s), "start");
    (void)election.received(ServerId(1), vote(PeerState::looking, 2, Zxid(1, 5), 1), at(1ms));
    (void)election.tick(at(1s), true);
    ASSERT_EQ(election.state(), PeerState::leading);
    election.serve(2);
    const auto answers = only<SendVote>(
        election.received(ServerId(3), vote(PeerState::looking, 3, Zxid(1, 9), 7), at(2s)));
    ASSERT_THAT(answers, SizeIs(1));
    EXPECT_EQ(answers[0].to, ServerId(3));
    EXPECT_EQ(answers[0].message, vote(PeerState::leading, 2, Zxid(1, 5), 1, 2))
        << "zxid and round of the vote, the epoch that is served";
    const Notification follows = vote(PeerState::following, 2, Zxid(1, 5), 1);
    EXPECT_THAT(election.received(ServerId(1), follows, at(3s)), IsEmpty())
        << "who does not look needs no answer";
}

TEST(LeaderElection, MovesAServerThatLagsToItsRound)
{
    LeaderElection election = electionOf(1, 3);
    (void)election.look(Zxid(1, 5), 1, at(0s), "start");
    (void)election.look(Zxid(1, 5), 1, at(1s), "again");
    const auto answers = only<SendVote>(
        election.received(ServerId(3), vote(PeerState::looking, 3, Zxid(1, 9), 1), at(2s)));
    ASSERT_THAT(answers, SizeIs(1));
    EXPECT_EQ(answers[0].message, vote(PeerState::looking, 1, Zxid(1, 5), 2));
}

TEST(LeaderElection, RepeatsItsBetterProposalToWhoeverForgotIt)
{
    LeaderElection election = electionOf(2, 3);
    (void)election.look(Zxid(1, 5), 1, at(0s), "start");
    const auto answersTo = [&](ServerId from, const Notification& n) {
        return only<SendVote>(election.received(from, n, at(1ms)));
    };
    const Notification worse = vote(PeerState::looking, 1, Zxid(1, 5), 1);
    EXPECT_THAT(answersTo(ServerId(1), worse), IsEmpty()) << "it has ours, or will";
    // It had a leader when it got ours.
    (void)answersTo(ServerId(1), vote(PeerState::following, 3, Zxid(1, 1), 0));
    const auto answers = answersTo(ServerId(1), worse);
    ASSERT_THAT(answers, SizeIs(1));
    EXPECT_EQ(answers[0].to, ServerId(1));
    EXPECT_EQ(answers[0].message, vote(PeerState::looking, 2, Zxid(1, 5), 1));
    EXPECT_THAT(answersTo(ServerId(1), vote(PeerState::looking, 1, Zxid(-1), 1)), IsEmpty())
        << "who may not vote would not listen";
    EXPECT_THAT(answersTo(ServerId(1), vote(PeerState::looking, 2, Zxid(1, 5), 1)), IsEmpty())
        << "it agrees";
}

TEST(LeaderElection, AgreesAtOnceWithAServerThatLostItsLeaderALittleEarlier)
{
    // All follow 3, which dies. Server 2 notices first; server 1 has forgotten its vote.
    LeaderElection one = electionOf(1, 3);
    LeaderElection two = electionOf(2, 3);
    for (LeaderElection* each : {&one, &two}) {
        (void)each->look(Zxid(1, 5), 1, at(0s), "start");
        (void)each->received(ServerId(3), vote(PeerState::leading, 3, Zxid(1, 5), 1), at(1ms));
        const ServerId other(each == &one ? 2 : 1);
        (void)each->received(other, vote(PeerState::following, 3, Zxid(1, 5), 1), at(1ms));
        ASSERT_EQ(each->state(), PeerState::following);
        (void)each->reachChanged(ServerId(3), Reach::refused, at(1ms));
    }
    // Delivers at once what they tell each other, until nothing is left.
    const auto exchange = [&](ElectionEffects begun, LeaderElection& sender) {
        struct Letter { ServerId from, to; Notification text; };
        std::vector<Letter> letters;
        const auto post = [&](const ElectionEffects& effects, const LeaderElection& from) {
            for (const SendVote& send : only<SendVote>(effects)) {
                if (send.to != ServerId(3))
                    letters.push_back({ServerId(&from == &one ? 1 : 2), send.to, send.message});
            }
        };
        post(begun, sender);
        for (std::size_t i = 0; i < letters.size(); ++i) {
            ASSERT_LT(i, 20U) << "they must not repeat themselves for ever";
            const Letter letter = letters[i];
            LeaderElection& to = letter.to == ServerId(1) ? one : two;
            post(to.received(letter.from, letter.text, at(1s)), to);
        }
    };
    exchange(two.look(Zxid(1, 5), 1, at(1s), "leader lost"), two);
    (void)two.reachChanged(ServerId(3), Reach::refused, at(1s));
    exchange(one.look(Zxid(1, 5), 1, at(1s), "leader lost"), one);
    (void)one.reachChanged(ServerId(3), Reach::refused, at(1s));
    EXPECT_EQ(two.state(), PeerState::leading);
    EXPECT_EQ(one.state(), PeerState::following);
    EXPECT_EQ(one.vote().leader, ServerId(2));
}

TEST(LeaderElection, ComparesWithItsOwnHistoryWhenItJoinsANewerRound)
{
    LeaderElection election = electionOf(1, 5);
    (void)election.look(Zxid(1, 5), 1, at(0s), "start");
    (void)election.received(ServerId(4), vote(PeerState::looking, 4, Zxid(1, 9), 1), at(1ms));
    EXPECT_EQ(election.vote().leader, ServerId(4));
    const auto effects
        = election.received(ServerId(2), vote(PeerState::looking, 2, Zxid(1, 4), 3), at(2ms));
    EXPECT_EQ(election.round(), 3);
    EXPECT_EQ(election.vote().leader, ServerId(1)) << "4 may be dead in this round";
    EXPECT_EQ(facts<trace::RoundEvent>(effects).at(0).round, 3);
}

TEST(LeaderElection, JoinsALeaderOnlyWhenItSaysItselfThatItLeads)
{
    LeaderElection election = electionOf(5, 5, Zxid(9, 9), 9);
    (void)election.look(Zxid(9, 9), 9, at(0s), "start");
    for (const int follower : {1, 2, 4}) {
        const auto effects = election.received(ServerId(follower),
            vote(PeerState::following, 3, Zxid(1, 5), 4, 2), at(1ms));
        EXPECT_THAT(only<Elected>(effects), IsEmpty()) << "three of five, but all hearsay";
    }
    const auto effects = election.received(
        ServerId(3), vote(PeerState::leading, 3, Zxid(1, 5), 4, 2), at(2ms));
    ASSERT_THAT(only<Elected>(effects), SizeIs(1));
    EXPECT_EQ(only<Elected>(effects)[0].winner, (Vote{2, Zxid(1, 5), ServerId(3)}));
    EXPECT_EQ(election.round(), 4);
    EXPECT_EQ(election.state(), PeerState::following);
}

TEST(LeaderElection, JoinsAnEnsembleWhoseServersKnowDifferentEpochs)
{
    // Out of election rounds and zxids may differ; those of 3.4 tell other epochs, too.
    LeaderElection election = electionOf(1, 3);
    (void)election.look(Zxid(1, 5), 1, at(0s), "start");
    Notification old = vote(PeerState::following, 3, Zxid(1, 1), 8, 1);
    old.form = Notification::Form::bytes40;
    old.version = 0;
    (void)election.received(ServerId(2), old, at(1ms));
    EXPECT_THAT(only<Elected>(election.received(ServerId(3),
                    vote(PeerState::leading, 3, Zxid(1, 2), 7, 2), at(2ms))),
        SizeIs(1));
}

TEST(LeaderElection, IsNotItselfTheLeaderOfAnotherRoundOnHearsay)
{
    LeaderElection election = electionOf(3, 3);
    (void)election.look(Zxid(1, 5), 1, at(0s), "start");
    for (const int follower : {1, 2}) {
        EXPECT_THAT(only<Elected>(election.received(ServerId(follower),
                        vote(PeerState::following, 3, Zxid(1, 5), 6, 1), at(1ms))),
            IsEmpty());
    }
}

TEST(LeaderElection, ObserverFollowsTheVotersAndIsNeverCounted)
{
    LeaderElection observer = electionOf(4, 3);
    const auto sent = only<SendVote>(observer.look(Zxid(1, 5), 1, at(0s), "start"));
    ASSERT_THAT(sent, SizeIs(3));
    EXPECT_EQ(sent[0].message.leader, ServerId(Vote::none));
    EXPECT_EQ(sent[0].message.zxid, Zxid(Vote::none));
    EXPECT_EQ(sent[0].message.peerEpoch, Vote::none);
    (void)observer.received(ServerId(1), vote(PeerState::following, 2, Zxid(1, 5), 1), at(1ms));
    (void)observer.received(ServerId(2), vote(PeerState::leading, 2, Zxid(1, 5), 1), at(1ms));
    EXPECT_EQ(observer.state(), PeerState::observing);

    LeaderElection voter = electionOf(2, 3);
    (void)voter.look(Zxid(1, 5), 1, at(0s), "start");
    const auto answers
        = only<SendVote>(voter.received(ServerId(4), sent[0].message, at(1ms)));
    ASSERT_THAT(answers, SizeIs(1)) << "an observer is answered at once";
    EXPECT_EQ(answers[0].message.state, PeerState::looking);
    EXPECT_EQ(voter.vote().leader, ServerId(2));
}

TEST(LeaderElection, IgnoresWhatNoVoterMayVoteFor)
{
    LeaderElection election = electionOf(1, 3);
    (void)election.look(Zxid(1, 5), 1, at(0s), "start");
    (void)election.received(ServerId(2), vote(PeerState::looking, 9, Zxid(9, 9), 1, 9), at(1ms));
    (void)election.received(ServerId(2), vote(PeerState::looking, 2, Zxid(-1), 1, 9), at(1ms));
    (void)election.received(ServerId(2), vote(PeerState(7), 2, Zxid(9, 9), 1, 9), at(1ms));
    (void)election.received(ServerId(2), vote(PeerState::observing, 2, Zxid(9, 9), 1, 9), at(1ms));
    EXPECT_EQ(election.vote().leader, ServerId(1));
    EXPECT_EQ(election.round(), 1);
}

TEST(LeaderElection, NeverElectsAServerOfWeightZero)
{
    class Weighted final : public QuorumVerifier {
    public:
        const std::set<ServerId>& voters() const override { return m_voters; }
        bool isQuorum(const std::set<ServerId>& set) const override { return set.size() > 1; }
        std::int64_t weightOf(ServerId id) const override { return id == ServerId(3) ? 0 : 1; }
        std::int64_t version() const override { return 0; }

    private:
        std::set<ServerId> m_voters{ServerId(1), ServerId(2), ServerId(3)};
    };
    LeaderElection election(selfIs(1), QuorumRule(std::make_shared<Weighted>()), "", Zxid(1, 5), 1);
    (void)election.look(Zxid(1, 5), 1, at(0s), "start");
    (void)election.received(ServerId(3), vote(PeerState::looking, 3, Zxid(9, 9), 1, 9), at(1ms));
    EXPECT_EQ(election.vote().leader, ServerId(1));
}

TEST(LeaderElection, AnswersAtTheEndWhoLookedInVainDuringTheWait)
{
    LeaderElection election = electionOf(2, 3);
    (void)election.look(Zxid(1, 5), 1, at(0s), "start");
    (void)election.received(ServerId(1), vote(PeerState::looking, 2, Zxid(1, 5), 1), at(1ms));
    (void)election.received(ServerId(3), vote(PeerState::looking, 3, Zxid(1, 2), 9), at(2ms));
    const ElectionEffects effects = election.tick(at(201ms), true);
    ASSERT_THAT(only<Elected>(effects), SizeIs(1));
    const auto answers = only<SendVote>(effects);
    ASSERT_THAT(answers, SizeIs(1));
    EXPECT_EQ(answers[0].to, ServerId(3));
    EXPECT_EQ(answers[0].message.state, PeerState::leading);
}

TEST(LeaderElection, TellsOfANewerConfigurationOnlyWhenItMayChange)
{
    Notification newer = vote(PeerState::looking, 2, Zxid(1, 5), 1);
    newer.config = "server.2=h:1:2:participant\nversion=100000001";
    for (const bool enabled : {false, true}) {
        ElectionSettings settings = selfIs(1);
        settings.reconfigEnabled = enabled;
        LeaderElection election(settings, QuorumRule(majorityOf(3)), "version=0", Zxid(1, 5), 1);
        (void)election.look(Zxid(1, 5), 1, at(0s), "start");
        const auto heard = only<ConfigHeard>(election.received(ServerId(2), newer, at(1ms)));
        EXPECT_THAT(heard, SizeIs(enabled ? 1 : 0));
    }
}

} // namespace
} // namespace zs::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/picture_looks.h"

#include "tests/ui/cluster/sample_pictures.h"
#include "ui/cluster/cluster_paint.h"
#include "ui/cluster/cluster_words.h"
#include "ui/cluster/packet_crowd.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string text(const QString& words)
{
    return words.toStdString();
}

SceneLook electionScene()
{
    return sceneOf(sample::election(), sample::electionTraffic(), {});
}

TEST(PictureLooks, CardsTellStateZxidAndVote)
{
    const SceneLook scene = electionScene();
    ASSERT_EQ(scene.cards.size(), 5U);
    const CardLook& four = scene.cards[3];
    EXPECT_EQ(text(four.name), "zoo-4");
    EXPECT_EQ(four.role, Role::looking);
    EXPECT_EQ(text(four.state), "LOOKING");
    EXPECT_EQ(text(plainText(four.second)), "zxid 5|7");
    EXPECT_EQ(text(plainText(four.third)), "vote 2 (5|8) was 4");
    EXPECT_EQ(text(four.spoken), "Server 4, LOOKING, votes for 2, zxid 5|7");
    const CardLook& three = scene.cards[2];
    EXPECT_TRUE(three.down);
    EXPECT_EQ(text(three.state), "DOWN");
    EXPECT_EQ(text(plainText(three.third)), "killed at 0.000 s");
}

TEST(PictureLooks, RingCountsVotesTowardsTheQuorum)
{
    const RingLook ring = electionScene().ring;
    EXPECT_TRUE(ring.shown);
    EXPECT_EQ(ring.voters, 5);
    EXPECT_EQ(ring.counted, 2);
    EXPECT_EQ(ring.underWay, 1);
    EXPECT_EQ(ring.needed, 3);
    EXPECT_EQ(text(ring.head), "2 of 5");
    EXPECT_EQ(text(ring.below), "for server 2");
}

TEST(PictureLooks, VotesTravelFromSenderToReceiver)
{
    const SceneLook scene = electionScene();
    ASSERT_EQ(scene.packets.size(), 3U);
    EXPECT_EQ(text(scene.packets[0].word), "2 (5|8) r6");
    EXPECT_NEAR(scene.packets[0].along, 0.5, 1e-9);
    EXPECT_NEAR(scene.packets[2].along, 0.15, 1e-9);
}

TEST(PictureLooks, TheHigherZxidDecidesAndTheIdIsNotRead)
{
    timeline::ClusterPicture picture = sample::election();
    // Lesson 4: 3 has 122 and hears of (1, 123).
    picture.election.rows = {sample::row(
        3, 1, sample::vote(1, Zxid(1, 123)), sample::vote(3, Zxid(1, 122)))};
    const std::vector<VoteLook> rows = votesOf(picture, {});
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(text(rows[0].cells[0].text), "1=1");
    EXPECT_EQ(text(rows[0].cells[1].text), "123>122");
    EXPECT_EQ(rows[0].cells[1].tone, VoteCell::Tone::wins);
    EXPECT_EQ(text(rows[0].cells[2].text), "–");
    EXPECT_EQ(rows[0].cells[2].tone, VoteCell::Tone::unread);
    EXPECT_EQ(text(rows[0].verdict), "takes 1");
}

TEST(PictureLooks, VoteTableSaysWhatEachServerDid)
{
    std::vector<std::string> verdicts;
    for (const VoteLook& row : votesOf(sample::election(), {}))
        verdicts.push_back(text(row.verdict));
    EXPECT_THAT(verdicts, ElementsAre("takes 2", "keeps 2", "keeps 2", "keeps 2", "takes 1",
                              "takes 2", "counted"));
    EXPECT_THAT(text(noteOf(sample::election())), HasSubstr("Server 2 ties with 1 on zxid 5|8"));
}

TEST(PictureLooks, PhasesTellWhereTheClusterStands)
{
    const std::vector<PhaseLook> election = phasesOf(sample::election());
    EXPECT_EQ(election[0].state, StepState::current);
    EXPECT_EQ(text(election[0].below), "round 6, 2 of 3 votes");
    EXPECT_EQ(election[1].state, StepState::waiting);
    const std::vector<PhaseLook> sync = phasesOf(sample::synchronization());
    EXPECT_EQ(text(sync[0].below), "server 2, 62 ms");
    EXPECT_EQ(text(sync[1].below), "epoch 6");
    EXPECT_EQ(sync[2].state, StepState::current);
    EXPECT_EQ(text(sync[2].below), "2 of 3 acks");
    const std::vector<PhaseLook> broadcast = phasesOf(sample::partition());
    EXPECT_EQ(text(broadcast[3].below), "6|41 committed");
    EXPECT_EQ(phasesOf({})[0].state, StepState::waiting) << "nothing observed, nothing claimed";
}

TEST(PictureLooks, SynchronizationHasASentenceForEachLearner)
{
    const SyncAxisLook look = syncOf(sample::synchronization());
    EXPECT_EQ(text(look.minimum), "minCommitted 5|3");
    ASSERT_EQ(look.rows.size(), 5U);
    EXPECT_THAT(text(look.rows[0].reason), HasSubstr("nothing to send"));
    EXPECT_THAT(text(look.rows[1].reason), HasSubstr("dropped"));
    EXPECT_EQ(text(look.rows[1].mode), "TRUNC");
    EXPECT_GT(look.rows[1].onAxis, 1);
    EXPECT_EQ(text(look.rows[2].span), "5|10 → 5|12");
    EXPECT_LT(look.rows[3].onAxis, 0);
    EXPECT_THAT(text(look.rows[3].reason), HasSubstr("Older than minCommitted 5|3"));
    EXPECT_THAT(text(look.rows[4].reason), HasSubstr("Observer"));
}

TEST(PictureLooks, LearnersWearTheirBadgeAndSyncing)
{
    const SceneLook scene = sceneOf(sample::synchronization(), {}, {});
    EXPECT_EQ(scene.atTop, ServerId(2));
    EXPECT_EQ(text(scene.cards[3].state), "SYNCING");
    EXPECT_EQ(text(plainText(scene.cards[4].third)), "snapshot 61 %");
    ASSERT_EQ(scene.packets.size(), 5U);
    EXPECT_EQ(text(scene.packets[0].detail), "empty");
    EXPECT_NEAR(scene.packets[3].progress, 0.61, 0.01);
}

TEST(PictureLooks, TransactionsShowWhoHasThemAndWhoIsAway)
{
    const std::vector<TransactionLook> rows = transactionsOf(sample::partition(), 6);
    ASSERT_EQ(rows.size(), 6U);
    EXPECT_EQ(text(rows[0].zxid), "6|43");
    EXPECT_EQ(text(rows[0].state), "queued");
    EXPECT_EQ(rows[2].acks[0].state, AckLook::State::logged);
    EXPECT_EQ(rows[2].acks[4].state, AckLook::State::unreachable);
    EXPECT_EQ(text(rows[5].change), "delete /b");
}

TEST(PictureLooks, APartitionIsWordsAndBrokenLinks)
{
    const SceneLook scene = sceneOf(sample::partition(), {}, {});
    EXPECT_EQ(text(scene.partition.words), "Partition: 4, 5 cut off from 1, 2, 3");
    for (const LinkLook& link : scene.links) {
        const bool across = (link.a.value >= 4) != (link.b.value >= 4);
        const bool ofLeader = link.a == ServerId(3) || link.b == ServerId(3);
        EXPECT_EQ(link.style == LinkStyle::unreachable, across && ofLeader)
            << link.a.value << link.b.value;
    }
    EXPECT_THAT(text(warningOf(sample::partition())), HasSubstr("2 votes of 3"));
    EXPECT_THAT(text(warningOf(sample::election())), IsEmpty());
}

TEST(PictureLooks, NothingIsDrawnThatWasNotObserved)
{
    timeline::ClusterPicture picture;
    timeline::ServerPicture polled;
    polled.id = ServerId(1);
    polled.source = timeline::Source::polling;
    polled.state = trace::ServerState::following;
    polled.heard = sample::at(1s);
    picture.t = sample::at(3s);
    picture.servers = {polled};
    const SceneLook scene = sceneOf(picture, {}, {});
    EXPECT_TRUE(scene.cards[0].second.empty());
    EXPECT_TRUE(scene.cards[0].third.empty());
    EXPECT_FALSE(scene.ring.shown);
    const SourceWords source = sourceOf(picture);
    EXPECT_EQ(text(source.text), "Polling 4lw, roles and zxid only");
    EXPECT_FALSE(source.votesVisible);
    const DetailsLook details = detailsOf(polled, picture, {});
    EXPECT_EQ(text(details.facts.back().value), "polled 2.00 s ago");
}

TEST(PictureLooks, AnObserverHasNoVote)
{
    timeline::ClusterPicture picture = sample::election();
    picture.servers[0].role = timeline::Role::observer;
    const CardLook card = sceneOf(picture, {}, {}).cards[0];
    EXPECT_EQ(text(plainText(card.third)), "does not vote");
    EXPECT_EQ(text(card.spoken), "Server 1, LOOKING, zxid 5|8");
}

TEST(PictureLooks, DetailsTellForHowLongAServerIsPaused)
{
    timeline::ClusterPicture picture = sample::partition();
    timeline::FaultPicture pause;
    pause.kind = timeline::FaultKind::pause;
    pause.servers = sample::ids({1});
    pause.since = picture.t - 2s;
    picture.faults = {pause};
    const auto process = [&](std::size_t index) {
        return text(detailsOf(picture.servers[index], picture, {}).facts.at(0).value);
    };
    EXPECT_EQ(process(0), "pid 41871, paused for 2.00 s");
    EXPECT_EQ(process(1), "pid 41872, up 3.12 s");
}

TEST(PictureLooks, MoreVotesThanAQuorumNeedsAreNotOfThatMany)
{
    timeline::ClusterPicture picture = sample::election();
    picture.election.best->voters = sample::ids({1, 2, 3, 4});
    EXPECT_EQ(text(phasesOf(picture)[0].below), "round 6, 4 votes");
}

TEST(PictureLooks, AMessageWithOneEndIsShownAtThatEndAlone)
{
    timeline::Traffic traffic = sample::electionTraffic();
    traffic.flights.resize(1);
    traffic.flights[0].receivedAt.reset();
    PictureContext context;
    context.leastFlight = 10ms;
    const SceneLook scene = sceneOf(sample::election(), traffic, context);
    ASSERT_EQ(scene.packets.size(), 1U);
    EXPECT_LT(scene.packets[0].along, 0.2);
    context.leastFlight = 1ms;
    EXPECT_THAT(sceneOf(sample::election(), traffic, context).packets, IsEmpty());
}

TEST(PictureLooks, LegendNamesWhatAColourStandsForAndLeavesTheHandshakeToItsWords)
{
    SceneLook scene;
    const auto say = [&](const char* word, Role role) {
        PacketLook packet;
        packet.word = QString::fromLatin1(word);
        packet.tint = tintOf(role);
        scene.packets.push_back(packet);
    };
    say("LEADERINFO", Role::following);
    say("ACKEPOCH", Role::leading);
    EXPECT_THAT(legendOf(scene), IsEmpty());
    say("PROPOSE 1|2", Role::following);
    say("ACK 1|2", Role::leading);
    const std::vector<LegendLook> legend = legendOf(scene);
    ASSERT_EQ(legend.size(), 2U);
    EXPECT_EQ(text(legend[0].text), "Proposal");
    EXPECT_EQ(text(legend[1].text), "Ack");
}

TEST(PacketCrowd, MoreThanTwelveOnALinkAreOnePill)
{
    std::vector<PacketLook> packets(13);
    for (std::size_t index = 0; index < packets.size(); ++index) {
        packets[index].key = index + 1;
        packets[index].from = ServerId(index % 2 ? 1 : 2);
        packets[index].to = ServerId(index % 2 ? 2 : 1);
    }
    PacketLook elsewhere;
    elsewhere.key = 99;
    elsewhere.from = ServerId(1);
    elsewhere.to = ServerId(3);
    packets.push_back(elsewhere);
    const std::vector<PacketLook> folded = foldCrowds(packets);
    ASSERT_EQ(folded.size(), 2U);
    EXPECT_THAT(text(folded[0].word), HasSubstr("13"));
    EXPECT_TRUE(folded[0].rests);
    EXPECT_EQ(folded[1].key, 99U);
    packets.erase(packets.begin());
    EXPECT_EQ(foldCrowds(packets).size(), 13U) << "twelve are still drawn";
}

TEST(PacketCrowd, WithReducedMotionMessagesShareTheirLinkEvenly)
{
    std::vector<PacketLook> packets(2);
    packets[0].from = packets[1].to = ServerId(1);
    packets[0].to = packets[1].from = ServerId(2);
    packets = holdStill(packets);
    EXPECT_NEAR(packets[0].along, 1.0 / 3, 1e-9);
    EXPECT_NEAR(1 - packets[1].along, 2.0 / 3, 1e-9);
    EXPECT_NEAR(holdStill({packets[0]})[0].along, 0.5, 1e-9);
}

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Servers without a trace are drawn with what is known of them, and with nothing else.
#include "tests/ui/cluster/sample_pictures.h"
#include "ui/cluster/cluster_paint.h"
#include "ui/cluster/picture_looks.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

std::string text(const QString& words)
{
    return words.toStdString();
}

/// Three servers in broadcast under number 3; those in `foreign` are known by their logs.
timeline::ClusterPicture mixed(std::initializer_list<int> foreign)
{
    timeline::ClusterPicture picture;
    picture.t = sample::at(900ms);
    for (const int id : {1, 2, 3}) {
        timeline::ServerPicture one = sample::server(id,
            id == 3 ? trace::ServerState::leading : trace::ServerState::following, Zxid(2, 5));
        one.phase = trace::Phase::broadcast;
        one.leader = ServerId(3);
        picture.servers.push_back(one);
    }
    for (const int id : foreign) {
        timeline::ServerPicture& one = picture.servers[std::size_t(id) - 1];
        one.source = timeline::Source::log;
        one.lastLogged.reset();
        one.lastCommitted.reset();
    }
    picture.voters = sample::ids({1, 2, 3});
    picture.quorumSize = 2;
    picture.stage.stage = timeline::Stage::broadcast;
    picture.stage.leader = ServerId(3);
    timeline::TxnPicture txn
        = sample::txn(5, "setData", "/a", timeline::TxnState::committed, {1});
    picture.transactions = {txn};
    return picture;
}

TEST(ForeignLooks, ACardHasNoZxidThatNobodyTold)
{
    timeline::ClusterPicture picture = mixed({1, 3});
    SceneLook scene = sceneOf(picture, {}, {});
    EXPECT_TRUE(scene.cards[0].second.empty());
    EXPECT_TRUE(scene.cards[0].third.empty());
    EXPECT_TRUE(scene.cards[2].third.empty()) << "a leader whose commits nobody saw";
    EXPECT_FALSE(scene.cards[1].third.empty());

    picture.servers[0].lastCommitted = Zxid(2, 4); // Of its answer to srvr.
    picture.servers[2].lastCommitted = Zxid(2, 5);
    scene = sceneOf(picture, {}, {});
    EXPECT_EQ(text(plainText(scene.cards[0].second)), "zxid 2|4");
    EXPECT_TRUE(scene.cards[0].third.empty()) << "srvr tells nothing of its log";
    EXPECT_EQ(text(plainText(scene.cards[2].third)), "commits 2|5");
}

TEST(ForeignLooks, TheRingCountsNoAcksOfALeaderThatTellsNone)
{
    const RingLook ring = sceneOf(mixed({3}), {}, {}).ring;
    EXPECT_TRUE(ring.shown);
    EXPECT_TRUE(ring.unseen);
    EXPECT_EQ(ring.counted, 0);
    EXPECT_THAT(text(ring.below), HasSubstr("not"));

    const RingLook own = sceneOf(mixed({1}), {}, {}).ring;
    EXPECT_FALSE(own.unseen);
    EXPECT_EQ(text(own.head), "1 of 3");
}

TEST(ForeignLooks, AcksOfNewLeaderAreShownOnceALogTellsOfThem)
{
    timeline::ClusterPicture picture = mixed({3});
    picture.stage.stage = timeline::Stage::synchronization;
    EXPECT_TRUE(sceneOf(picture, {}, {}).ring.unseen);
    EXPECT_EQ(text(phasesOf(picture)[2].below), "acks not visible");
    picture.stage.newLeaderAcks = sample::ids({1, 3});
    EXPECT_EQ(text(sceneOf(picture, {}, {}).ring.head), "2 of 3");
    EXPECT_EQ(text(phasesOf(picture)[2].below), "2 of 2 acks");
}

TEST(ForeignLooks, ATransactionLeavesOpenWhoElseHasIt)
{
    using State = AckLook::State;
    const std::vector<AckLook> acks = transactionsOf(mixed({2, 3}), 4)[0].acks;
    EXPECT_EQ(acks[0].state, State::logged);
    EXPECT_EQ(acks[1].state, State::unseen);
    EXPECT_EQ(acks[2].state, State::unseen);
    // Under a leader with a trace whoever has not acknowledged has not.
    EXPECT_EQ(transactionsOf(mixed({2}), 4)[0].acks[1].state, State::absent);
}

TEST(ForeignLooks, ALearnerThatOnlyCameHasNoPlaceOnTheAxis)
{
    timeline::ClusterPicture picture = mixed({3});
    picture.stage.stage = timeline::Stage::synchronization;
    timeline::SyncPicture sync;
    sync.leader = ServerId(3);
    sync.learner = ServerId(1);
    picture.syncs = {sync};
    const SyncAxisLook look = syncOf(picture);
    EXPECT_FALSE(look.rows[0].onAxis);
    EXPECT_TRUE(look.rows[0].span.isEmpty());
    EXPECT_EQ(text(look.rows[0].mode), "came");
}

TEST(ForeignLooks, AnElectionOfWhichNoRoundIsKnownHasNone)
{
    timeline::ClusterPicture picture = mixed({1, 2, 3});
    picture.stage.stage = timeline::Stage::election;
    EXPECT_EQ(text(phasesOf(picture)[0].below), "under way");
}

TEST(ForeignLooks, DetailsTellWhereTheFiguresComeFrom)
{
    const timeline::ClusterPicture picture = mixed({1});
    const DetailsLook look = detailsOf(picture.servers[0], picture, {});
    const auto has = [&](const char* value) {
        return std::any_of(look.facts.begin(), look.facts.end(),
            [&](const FactLook& fact) { return fact.value == QLatin1String(value); });
    };
    EXPECT_TRUE(has("its log and srvr, inferred"));
    EXPECT_TRUE(has("not observed")) << "the zxid that it logged last";
}

} // namespace
} // namespace zs::ui

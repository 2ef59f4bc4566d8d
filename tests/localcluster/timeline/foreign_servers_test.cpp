// SPDX-License-Identifier: Apache-2.0
// What the picture tells of servers without a trace, beside servers that have one.
#include "localcluster/timeline/timeline.h"

#include "tests/localcluster/timeline/moments.h"

#include <gmock/gmock.h>

namespace zs::timeline {

namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using trace::Direction;
using trace::Phase;
using trace::Port;
using trace::ServerState;
using trace::SyncMode;

ServerId id(std::int64_t value) { return ServerId(value); }

constexpr auto ensemble = "server.1=a:1:2\nserver.2=b:1:2\nserver.3=c:1:2\n";

/// Moments of servers with a trace (`says`) and of one that is known by its log (`logged`).
class MixedScript {
public:
    MixedScript() { add(0ns, 0, trace::StreamEvent{0, "", 0, 0, ensemble}, false); }
    MixedScript& says(std::chrono::nanoseconds t, std::int64_t server, trace::Event event)
    {
        return add(t, server, std::move(event), false);
    }
    MixedScript& logged(std::chrono::nanoseconds t, std::int64_t server, trace::Event event)
    {
        return add(t, server, std::move(event), true);
    }
    [[nodiscard]] ClusterPicture picture(std::chrono::nanoseconds t) const
    {
        Timeline timeline;
        timeline.append(m_moments);
        return timeline.picture(at(t));
    }
    [[nodiscard]] Timeline timeline() const
    {
        Timeline timeline;
        timeline.append(m_moments);
        return timeline;
    }

private:
    MixedScript& add(
        std::chrono::nanoseconds t, std::int64_t server, trace::Event event, bool inferred)
    {
        m_moments.push_back({at(t), id(server), ++m_n, std::move(event), inferred});
        return *this;
    }
    std::vector<Moment> m_moments;
    std::uint64_t m_n = 0;
};

trace::StateEvent becomes(ServerState from, ServerState to) { return {from, to, "test"}; }

trace::PacketEvent in(std::int64_t from, const char* type, Zxid zxid)
{
    return {Direction::in, Port::quorum, id(from), type, zxid, 20, 1};
}

trace::SyncEvent diff(std::int64_t learner, Zxid had, Zxid to)
{
    trace::SyncEvent sync;
    sync.peer = id(learner);
    sync.mode = SyncMode::diff;
    sync.peerZxid = had;
    sync.to = to;
    return sync;
}

trace::TxnEvent txn(Zxid zxid, trace::TxnStep step)
{
    return {zxid, "setData", "/a", {}, 30, step};
}

/// All three look, from an empty history; 3 has no trace.
MixedScript election()
{
    MixedScript script;
    for (const int server : {1, 2}) {
        script.says(1ms, server, becomes(ServerState::down, ServerState::looking));
        script.says(2ms, server, trace::RoundEvent{1, vote(server, Zxid())});
    }
    script.logged(1ms, 3, becomes(ServerState::down, ServerState::looking));
    script.logged(2ms, 3, trace::RoundEvent{1, vote(3, Zxid())});
    return script;
}

/// Ours, number 2, leads epoch 1; the foreign one follows.
MixedScript underOurLeader()
{
    MixedScript script = election();
    script.says(10ms, 2, becomes(ServerState::looking, ServerState::leading))
        .says(11ms, 2, trace::PhaseEvent{Phase::discovery, 0})
        .says(12ms, 2, trace::EpochFileEvent{trace::EpochFile::accepted, 1})
        .says(12ms, 2, trace::EpochFileEvent{trace::EpochFile::current, 1})
        .logged(12ms, 3, becomes(ServerState::looking, ServerState::following))
        .says(13ms, 2, trace::LearnerEvent{id(3), Zxid(), trace::LearnerRole::participant})
        .says(14ms, 2, trace::PhaseEvent{Phase::synchronization, 1})
        .says(15ms, 2, diff(3, Zxid(), Zxid(1, 0)))
        .says(18ms, 2, in(3, "ACK", Zxid(1, 0)))
        .says(20ms, 2, trace::PhaseEvent{Phase::broadcast, 1})
        .logged(21ms, 3, trace::PhaseEvent{Phase::broadcast, 0});
    return script;
}

TEST(ForeignFollower, HasWhatItsLeaderTellsOfIt)
{
    MixedScript script = underOurLeader();
    EXPECT_EQ(script.picture(5ms).server(id(3))->lastLogged, Zxid()) << "its vote said so";
    const ServerPicture synchronized = *script.picture(30ms).server(id(3));
    EXPECT_EQ(synchronized.lastLogged, Zxid(1, 0)) << "not what it had in the election";
    EXPECT_EQ(synchronized.lastCommitted, Zxid(1, 0));

    script.says(40ms, 2, txn(Zxid(1, 7), trace::TxnStep::proposed))
        .says(41ms, 2, txn(Zxid(1, 7), trace::TxnStep::logged))
        .says(42ms, 2, in(3, "ACK", Zxid(1, 7)));
    const ClusterPicture written = script.picture(50ms);
    EXPECT_EQ(written.server(id(3))->lastLogged, Zxid(1, 7));
    EXPECT_EQ(written.server(id(3))->lastCommitted, Zxid(1, 0)) << "nobody saw it apply that";
    ASSERT_EQ(written.transactions.size(), 1U);
    EXPECT_THAT(written.transactions[0].logged, ElementsAre(id(2), id(3)));
    EXPECT_EQ(script.picture(41ms).server(id(3))->lastLogged, Zxid(1, 0)) << "a time before";
}

TEST(ForeignFollower, FoldedAcknowledgementsCountAsWell)
{
    MixedScript script = underOurLeader();
    trace::FlowEvent acks;
    acks.port = Port::quorum;
    acks.peer = id(3);
    acks.dir = Direction::in;
    acks.type = "ACK";
    acks.count = 500;
    acks.first = Zxid(1, 1);
    acks.last = Zxid(1, 500);
    script.says(200ms, 2, acks);
    EXPECT_EQ(script.picture(200ms).server(id(3))->lastLogged, Zxid(1, 500));
}

TEST(ForeignFollower, AnOwnServerIsNotJudgedByItsPackets)
{
    MixedScript script = underOurLeader();
    script.says(25ms, 1, becomes(ServerState::looking, ServerState::following))
        .says(40ms, 2, in(1, "ACK", Zxid(1, 9)));
    EXPECT_EQ(script.picture(50ms).server(id(1))->lastLogged, Zxid()) << "it tells by itself";
}

/// The foreign server leads epoch 1, and number 1, which is ours, follows.
MixedScript underForeignLeader()
{
    MixedScript script = election();
    script.logged(10ms, 3, becomes(ServerState::looking, ServerState::leading))
        .logged(11ms, 3, trace::PhaseEvent{Phase::discovery, 0})
        .says(11ms, 1, becomes(ServerState::looking, ServerState::following))
        .says(11ms, 1, trace::ElectedEvent{id(3), Zxid(), 1, 1'000'000})
        .logged(12ms, 3, trace::LearnerEvent{id(1), Zxid(), trace::LearnerRole::participant})
        .logged(13ms, 3, trace::PhaseEvent{Phase::synchronization, 0})
        .logged(20ms, 3, trace::EpochFileEvent{trace::EpochFile::current, 1})
        .logged(20ms, 3, trace::AcksEvent{{}, {id(1), id(3)}, true})
        .logged(21ms, 3, trace::PhaseEvent{Phase::broadcast, 1})
        .says(22ms, 1, trace::PhaseEvent{Phase::broadcast, 1});
    return script;
}

TEST(ForeignLeader, ItsCommitsAreKnownByThePacketsThatReachOurs)
{
    MixedScript script = underForeignLeader();
    const ClusterPicture serving = script.picture(30ms);
    EXPECT_EQ(serving.stage.stage, Stage::broadcast);
    EXPECT_FALSE(serving.server(id(3))->lastLogged) << "no line tells of its log";
    EXPECT_EQ(serving.server(id(3))->lastCommitted, Zxid(1, 0)) << "where its epoch begins";

    script.says(40ms, 1, txn(Zxid(1, 4), trace::TxnStep::logged))
        .says(41ms, 1, in(3, "COMMIT", Zxid(1, 4)));
    const ClusterPicture written = script.picture(50ms);
    EXPECT_EQ(written.server(id(3))->lastCommitted, Zxid(1, 4));
    EXPECT_EQ(written.stage.committed, Zxid(1, 4));
    EXPECT_FALSE(written.stage.acking) << "nobody saw the acknowledgements that it counted";
    ASSERT_EQ(written.transactions.size(), 1U);
    EXPECT_THAT(written.transactions[0].logged, ElementsAre(id(1)));

    // An answer that was written before the packet came in is older.
    trace::PolledEvent polled;
    polled.answered = true;
    polled.zxid = Zxid(1, 3);
    script.logged(60ms, 3, polled);
    EXPECT_EQ(script.picture(60ms).server(id(3))->lastCommitted, Zxid(1, 4));
    polled.zxid = Zxid(1, 6);
    script.logged(70ms, 3, polled);
    EXPECT_EQ(script.picture(70ms).server(id(3))->lastCommitted, Zxid(1, 6));
}

TEST(ForeignLeader, WhatALearnerHadIsNotKnownBeforeItSaysSo)
{
    MixedScript script = underForeignLeader();
    const Timeline timeline = script.timeline();
    const std::vector<Happening> all
        = timeline.happenings(at(0s), at(1s), Detail::all);
    const auto came = std::find_if(all.begin(), all.end(),
        [](const Happening& one) { return one.kind == HappeningKind::learnerCame; });
    ASSERT_NE(came, all.end());
    EXPECT_FALSE(came->zxid);
    EXPECT_FALSE(came->epoch) << "the log's line names the learner only";
    const ClusterPicture coming = script.picture(15ms);
    ASSERT_EQ(coming.syncs.size(), 1U);
    EXPECT_FALSE(coming.syncs[0].learnerZxid);
    EXPECT_THAT(coming.stage.newLeaderAcks, IsEmpty());
}

TEST(ForeignServer, StartsAnewFromWhatItsFirstVoteSays)
{
    MixedScript script = underOurLeader();
    script.says(40ms, 0, trace::ProcessEvent{id(3), trace::ProcessChange::killed, 0, "signal 9"})
        .says(50ms, 0, trace::ProcessEvent{id(3), trace::ProcessChange::started, 77, ""})
        .logged(60ms, 3, becomes(ServerState::down, ServerState::looking))
        .logged(61ms, 3, trace::RoundEvent{1, vote(3, Zxid(1, 12))});
    const ServerPicture server = *script.picture(70ms).server(id(3));
    EXPECT_EQ(server.lastLogged, Zxid(1, 12));
    EXPECT_EQ(server.lastCommitted, Zxid(1, 12)) << "Apache's applies its whole log when it starts";
}

} // namespace

} // namespace zs::timeline

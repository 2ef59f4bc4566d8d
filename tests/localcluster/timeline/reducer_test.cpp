// SPDX-License-Identifier: Apache-2.0
#include "localcluster/timeline/reducer.h"

#include "localcluster/timeline/ensemble_text.h"
#include "tests/localcluster/timeline/moments.h"

#include <gmock/gmock.h>

namespace zs::timeline {

namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using trace::Direction;
using trace::Port;
using trace::ProcessChange;
using trace::ServerState;

ServerId id(std::int64_t value) { return ServerId(value); }

struct Played {
    explicit Played(const Script& script)
    {
        for (const Moment& one : script.moments())
            reducer.apply(one, index++, told);
        picture = reducer.picture(script.moments().back().t);
    }
    [[nodiscard]] std::vector<HappeningKind> kinds() const
    {
        std::vector<HappeningKind> found;
        for (const Happening& one : told.happenings)
            found.push_back(one.kind);
        return found;
    }
    Reducer reducer;
    MomentIndex index = 0;
    Told told;
    ClusterPicture picture;
};

trace::PacketEvent packet(Direction dir, std::int64_t peer, const char* type, std::int64_t link)
{
    return {dir, Port::quorum, ServerId(peer), type, Zxid(1, 1), 20, link};
}

TEST(EnsembleText, TellsVotersObserversAndWeights)
{
    const EnsembleText plain = readEnsemble("tickTime=200\nserver.3=a:1:2\n"
                                            " server.1 = b:1:2:participant;2181\r\n"
                                            "server.12=c:1:2:observer;0.0.0.0:2181\nserver.x=d\n");
    EXPECT_THAT(plain.voters, ElementsAre(id(1), id(3)));
    EXPECT_THAT(plain.observers, ElementsAre(id(12)));
    EXPECT_FALSE(plain.weighted);
    EXPECT_TRUE(readEnsemble("server.1=a:1:2\ngroup.1=1").weighted);
    EXPECT_THAT(readEnsemble("").voters, IsEmpty());
}

TEST(Flights, AreBrokenOffWithTheirConnectionUnlessTheyArrive)
{
    Script script;
    script.enters(1ms, 1, ServerState::down, ServerState::looking)
        .enters(1ms, 2, ServerState::down, ServerState::looking)
        .says(2ms, 1, packet(Direction::out, 2, "ACK", 1))
        .says(3ms, 1, packet(Direction::out, 2, "REQUEST", 2))
        .says(4ms, 2, packet(Direction::in, 1, "ACK", 1))
        .says(5ms, 1, trace::LinkEvent{id(2), Port::quorum, false, "reset", {}});
    const Played run(script);
    ASSERT_THAT(run.told.flights, SizeIs(1));
    EXPECT_EQ(run.told.flights[0].sentAt, at(2ms));
    EXPECT_EQ(run.told.flights[0].receivedAt, at(4ms));
    ASSERT_THAT(run.reducer.state().sends, SizeIs(1));
    EXPECT_TRUE(run.reducer.state().sends[0].abandoned);
}

TEST(Flights, NumbersOfANewConnectionAreNotMistakenForThoseOfTheOldOne)
{
    Script script;
    script.enters(1ms, 1, ServerState::down, ServerState::looking)
        .enters(1ms, 2, ServerState::down, ServerState::looking)
        .says(2ms, 1, packet(Direction::out, 2, "PING", 1)) // Lost with its connection.
        .says(3ms, 1, trace::LinkEvent{id(2), Port::quorum, false, "reset", {}})
        .says(9ms, 1, packet(Direction::out, 2, "PING", 1))
        .says(10ms, 2, packet(Direction::in, 1, "PING", 1));
    const Played run(script);
    ASSERT_THAT(run.told.flights, SizeIs(1));
    EXPECT_EQ(run.told.flights[0].sentAt, at(9ms));
    EXPECT_THAT(run.reducer.state().sends, IsEmpty()) << "what was sent before cannot come now";
}

TEST(Flights, OfOneWhoTellsNoTraceAreKeptFew)
{
    Script script;
    script.enters(1ms, 1, ServerState::down, ServerState::looking);
    for (int i = 1; i <= 500; ++i)
        script.says(i * 2ms, 1, packet(Direction::out, 2, "PING", i));
    EXPECT_LE(Played(script).reducer.state().sends.size(), 2U);
}

TEST(Flights, AnArrivalWithoutItsSendersLineIsToldAsSuch)
{
    Script script;
    script.says(4ms, 2, packet(Direction::in, 1, "ACK", 1));
    const Played run(script);
    ASSERT_THAT(run.told.flights, SizeIs(1));
    EXPECT_FALSE(run.told.flights[0].sentAt);
    EXPECT_EQ(run.told.flights[0].receivedAt, at(4ms));
}

TEST(Flights, FoldedLinesAreFlowsWithACount)
{
    trace::FlowEvent flow;
    flow.port = Port::quorum;
    flow.peer = id(2);
    flow.dir = Direction::out;
    flow.type = "PROPOSAL";
    flow.count = 700;
    flow.first = Zxid(1, 1);
    flow.last = Zxid(1, 700);
    flow.spanNs = 100'000'000;
    trace::FlowEvent logged;
    logged.type = "setData";
    logged.step = trace::TxnStep::logged;
    logged.count = 700;
    logged.first = Zxid(1, 1);
    logged.last = Zxid(1, 700);
    Script script;
    script.enters(1ms, 1, ServerState::down, ServerState::looking)
        .says(200ms, 1, flow)
        .says(201ms, 1, logged);
    const Played run(script);
    ASSERT_THAT(run.told.flows, SizeIs(1));
    EXPECT_EQ(run.told.flows[0].count, 700);
    EXPECT_EQ(run.told.flows[0].from, id(1));
    EXPECT_EQ(run.told.flows[0].to, id(2));
    EXPECT_EQ(run.told.flows[0].begin, at(100ms));
    EXPECT_EQ(run.picture.server(id(1))->lastLogged, Zxid(1, 700));
}

TEST(Votes, AnAnswerToAnObserverIsNoBallot)
{
    const auto ballot = [](std::int64_t peer, const trace::Vote& vote) {
        return trace::NotifyEvent{
            Direction::out, id(peer), 2, vote, ServerState::looking, false};
    };
    Script script;
    script
        .says(0ms, 0,
            trace::StreamEvent{0, "", 0, 0, "server.1=a:1:2\nserver.2=b:1:2\nserver.3=c:1:2\n"
                                            "server.4=d:1:2:observer\n"})
        .enters(1ms, 1, ServerState::down, ServerState::looking)
        .says(2ms, 1, ballot(2, vote(2, Zxid(1, 8), 1)))
        .says(3ms, 1, ballot(4, vote(3, Zxid()))); // Whom it backed before.
    EXPECT_EQ(Played(script).picture.server(id(1))->vote, vote(2, Zxid(1, 8), 1));
}

TEST(Acks, OneThatComesAfterTheCommitFillsTheRing)
{
    const auto ack = [](std::int64_t peer) {
        return trace::PacketEvent{Direction::in, Port::quorum, id(peer), "ACK", Zxid(1, 4), 20, 1};
    };
    Script script;
    script
        .says(0ms, 0,
            trace::StreamEvent{0, "", 0, 0, "server.1=a:1:2\nserver.2=b:1:2\nserver.3=c:1:2\n"})
        .enters(1ms, 3, ServerState::looking, ServerState::leading)
        .says(2ms, 3, trace::PhaseEvent{trace::Phase::broadcast, 1})
        .enters(1ms, 1, ServerState::looking, ServerState::following)
        .says(2ms, 1, trace::ElectedEvent{id(3), Zxid(), 1, 0})
        .says(3ms, 1, trace::PhaseEvent{trace::Phase::broadcast, 1})
        .says(5ms, 3, trace::AcksEvent{{Zxid(1, 4)}, {id(1), id(3)}, true})
        .says(6ms, 3, ack(2));
    EXPECT_THAT(Played(script).picture.stage.acks, ElementsAre(id(1), id(2), id(3)));
}

TEST(Processes, APausedServerIsAFaultAndNoLossOfItsState)
{
    Script script;
    script.says(1ms, 0, trace::ProcessEvent{id(1), ProcessChange::started, 0, ""})
        .says(2ms, 0, trace::ProcessEvent{id(1), ProcessChange::ready, 4711, ""})
        .enters(3ms, 1, ServerState::down, ServerState::looking)
        .says(5ms, 0, trace::ProcessEvent{id(1), ProcessChange::paused, 4711, ""});
    const Played paused(script);
    EXPECT_EQ(paused.picture.server(id(1))->process, ProcessState::paused);
    EXPECT_EQ(paused.picture.server(id(1))->state, ServerState::looking);
    EXPECT_EQ(paused.picture.server(id(1))->pid, 4711);
    ASSERT_THAT(paused.picture.faults, SizeIs(1));
    EXPECT_EQ(paused.picture.faults[0].kind, FaultKind::pause);
    EXPECT_EQ(paused.told.lanes.back().state, LaneState::paused);
    script.says(9ms, 0, trace::ProcessEvent{id(1), ProcessChange::resumed, 4711, ""});
    EXPECT_THAT(Played(script).picture.faults, IsEmpty());
}

TEST(Processes, AServerThatDiesKeepsWhatIsOnItsDiskUntilItIsWiped)
{
    Script script;
    script.says(1ms, 1, trace::DiskEvent{trace::DiskWork::recover, 1, 2, "log.1", Zxid(5, 8)})
        .enters(2ms, 1, ServerState::down, ServerState::looking)
        .says(3ms, 1, trace::EpochFileEvent{trace::EpochFile::current, 5})
        .says(4ms, 0, trace::ProcessEvent{id(1), ProcessChange::killed, 0, "signal 9"});
    const ServerPicture dead = *Played(script).picture.server(id(1));
    EXPECT_TRUE(dead.isDown());
    EXPECT_EQ(dead.lastLogged, Zxid(5, 8));
    EXPECT_EQ(dead.currentEpoch, 5);
    EXPECT_FALSE(dead.vote);
    script.says(5ms, 0, trace::ProcessEvent{id(1), ProcessChange::wiped, 0, ""});
    EXPECT_FALSE(Played(script).picture.server(id(1))->lastLogged);
}

TEST(Processes, AKillCountsFromItsSignalAndIsToldOnce)
{
    Script script;
    script.enters(1ms, 1, ServerState::down, ServerState::looking)
        .says(5ms, 0, trace::FaultEvent{"kill", "", {id(1)}})
        .says(9ms, 0, trace::ProcessEvent{id(1), ProcessChange::killed, 7, "signal 9"});
    const Played run(script);
    EXPECT_EQ(run.picture.server(id(1))->process, ProcessState::killed);
    EXPECT_EQ(run.picture.server(id(1))->processSince, at(5ms));
    EXPECT_THAT(run.kinds(),
        ElementsAre(HappeningKind::startsLooking, HappeningKind::processChanged));
    EXPECT_THAT(run.picture.faults, IsEmpty());
    script.says(20ms, 0, trace::ProcessEvent{id(1), ProcessChange::started, 8, ""});
    EXPECT_EQ(Played(script).picture.server(id(1))->process, ProcessState::starting);
}

TEST(Faults, ACutHasADirectionADelayItsTimeAndHealEndsThemAll)
{
    Script script;
    script.says(1ms, 0, trace::FaultEvent{"cut", "", {id(1)}, id(2), true, {}})
        .says(2ms, 0, trace::FaultEvent{"delay", "", {id(1)}, id(3), true, 150})
        .says(3ms, 0, trace::FaultEvent{"drop", "", {id(1)}, id(3), true, {}});
    const Played run(script);
    ASSERT_THAT(run.picture.faults, SizeIs(2));
    EXPECT_EQ(run.picture.faults[0].kind, FaultKind::cut);
    EXPECT_THAT(run.picture.faults[0].servers, ElementsAre(id(1)));
    EXPECT_EQ(run.picture.faults[0].peer, id(2));
    EXPECT_EQ(run.picture.faults[1].ms, 150);
    EXPECT_THAT(run.told.happenings, SizeIs(3));
    Script ended = script;
    ended.says(7ms, 0, trace::FaultEvent{"cut", "", {id(1)}, id(2), false, {}});
    const Played after(ended);
    EXPECT_THAT(after.picture.faults, SizeIs(1));
    EXPECT_EQ(after.told.happenings.back().kind, HappeningKind::faultEnded);
    EXPECT_EQ(after.told.happenings.back().durationNs, 6'000'000);
    script.says(9ms, 0, trace::FaultEvent{"heal", "", {}, {}, false, {}});
    EXPECT_THAT(Played(script).picture.faults, IsEmpty());
}

TEST(Sessions, AreWhereTheirConnectionIsAndMoveWithIt)
{
    using trace::SessionChange;
    using trace::SessionEvent;
    const SessionId session(0x100);
    Script script;
    script.says(1ms, 2, SessionEvent{session, SessionChange::opened, {}, 30000})
        .says(2ms, 1, SessionEvent{session, SessionChange::opened, "a:1", 30000})
        .says(5ms, 1, SessionEvent{session, SessionChange::disconnected, "a:1", 30000})
        .says(9ms, 2, SessionEvent{session, SessionChange::reattached, "a:2", 30000});
    const Played run(script);
    ASSERT_THAT(run.picture.sessions, SizeIs(1));
    EXPECT_EQ(run.picture.sessions[0].server, id(2));
    EXPECT_EQ(run.picture.sessions[0].movedFrom, id(1));
    EXPECT_EQ(run.picture.sessions[0].client, "a:2");
    EXPECT_THAT(run.kinds(),
        ElementsAre(HappeningKind::sessionOpened, HappeningKind::sessionMoved));
    script.says(20ms, 1, SessionEvent{session, SessionChange::expired, {}, 30000})
        .says(21ms, 2, SessionEvent{session, SessionChange::expired, {}, 30000})
        .says(22ms, 3, SessionEvent{session, SessionChange::opened, {}, 30000}); // It lags.
    const Played after(script);
    EXPECT_THAT(after.picture.sessions, IsEmpty());
    EXPECT_EQ(std::count(after.told.happenings.begin(), after.told.happenings.end(),
                  after.told.happenings.back()),
        1);
    EXPECT_EQ(after.told.happenings.back().kind, HappeningKind::sessionExpired);
}

TEST(Digests, DifferentTreesAtTheSameZxidAreTold)
{
    Script script;
    script.says(1ms, 1, trace::DigestEvent{Zxid(1, 128), {7}})
        .says(2ms, 2, trace::DigestEvent{Zxid(1, 128), {7}})
        .says(3ms, 3, trace::DigestEvent{Zxid(1, 128), {8}});
    const Played run(script);
    EXPECT_THAT(run.kinds(),
        ElementsAre(HappeningKind::digestsEqual, HappeningKind::digestsDiffer));
    EXPECT_EQ(run.told.happenings.back().server, id(3));
    EXPECT_THAT(run.told.happenings.back().servers, ElementsAre(id(1), id(2)));
}

TEST(Bounds, NoTraceMakesAPictureGrowWithoutEnd)
{
    Script script;
    const std::string longText(100'000, 'x');
    std::vector<ServerId> many;
    for (int i = 1; i <= 5000; ++i)
        many.emplace_back(i);
    for (int i = 1; i <= 3000; ++i) {
        const auto t = i * 1ms;
        script.enters(t, i % 200 + 1, ServerState::down, ServerState::looking, longText)
            .says(t, 1, trace::TallyEvent{vote(1, {}), many, true})
            .says(t, 1, trace::CompareEvent{id(i), vote(1, {}), vote(2, {}), {}, {}})
            .says(t, 1, packet(Direction::out, i, "ACK", i))
            .says(t, 1, trace::LinkEvent{id(i), Port::election, true, "", {}})
            .says(t, 1, trace::SessionEvent{SessionId(i), trace::SessionChange::opened, "a", 1})
            .says(t, 1, trace::LearnerEvent{id(i), {}, {}})
            .says(t, 1, trace::TxnEvent{Zxid(1, std::uint32_t(i)), "create", longText, {}, 1,
                trace::TxnStep::proposed})
            .says(t, 0, trace::FaultEvent{"cut", longText, many, id(i), true, {}});
    }
    const Played run(script);
    const ReducerState& state = run.reducer.state();
    EXPECT_LE(state.picture.servers.size(), PictureLimits::servers);
    EXPECT_LE(state.sends.size(), PictureLimits::sends);
    EXPECT_LE(state.picture.election.rows.size(), PictureLimits::voteRows);
    EXPECT_LE(state.picture.sessions.size(), PictureLimits::sessions);
    EXPECT_GT(state.picture.moreSessions, 0);
    EXPECT_LE(state.picture.transactions.size(), PictureLimits::transactions);
    EXPECT_LE(state.picture.syncs.size(), PictureLimits::syncs);
    EXPECT_LE(state.picture.faults.size(), PictureLimits::faults);
    EXPECT_LE(state.picture.server(id(1))->tally->voters.size(), PictureLimits::listedServers);
    EXPECT_LE(state.picture.server(id(1))->stateWhy.size(), PictureLimits::textBytes + 3);
}

} // namespace

} // namespace zs::timeline

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/lessons/expectations_more.h"

#include <gtest/gtest.h>

namespace zs::ui::expect {
namespace {

using namespace std::chrono_literals;
using trace::Direction;

class ExpectationsTest : public testing::Test {
protected:
    void tell(int server, trace::Event event)
    {
        now += 1ms;
        seen.add(timeline::Moment{now, ServerId(server), ++lines, std::move(event)});
    }
    void packet(int server, int peer, Direction dir, const char* type, Zxid zxid)
    {
        trace::PacketEvent event;
        event.dir = dir;
        event.peer = ServerId(peer);
        event.type = type;
        event.zxid = zxid;
        tell(server, event);
    }
    void state(int server, trace::ServerState to)
    {
        trace::StateEvent event;
        event.to = to;
        tell(server, event);
    }
    /// It is started, elects this leader and serves.
    void serve(int server, int leader)
    {
        tell(server, trace::StreamEvent());
        trace::ElectedEvent elected;
        elected.leader = ServerId(leader);
        tell(server, elected);
        state(server,
            server == leader ? trace::ServerState::leading : trace::ServerState::following);
        trace::PhaseEvent phase;
        phase.phase = trace::Phase::broadcast;
        tell(server, phase);
    }
    void end(int server)
    {
        trace::ProcessEvent process;
        process.server = ServerId(server);
        process.what = trace::ProcessChange::killed;
        tell(0, process);
    }
    void answer(ClientAnswer::What what, const char* client, SessionId session = {})
    {
        ClientAnswer told;
        told.at = now += 1ms;
        told.what = what;
        told.client = client;
        told.session = session;
        seen.add(told);
    }

    Evidence seen;
    Instant now{1s};
    std::uint64_t lines = 0;
};

TEST_F(ExpectationsTest, PacketsAreExactlyThoseInThatOrder)
{
    const auto wanted = packets(1, 2,
        {{Direction::in, "DIFF", Zxid(1, 5)}, {Direction::in, "PROPOSAL", Zxid(1, 4)},
            {Direction::out, "ACK"}});
    packet(1, 2, Direction::in, "DIFF", Zxid(1, 5));
    packet(1, 3, Direction::in, "PROPOSAL", Zxid(1, 9)); // From another server.
    packet(1, 2, Direction::in, "PING", Zxid());
    EXPECT_FALSE(wanted.find(seen).has_value());
    packet(1, 2, Direction::in, "PROPOSAL", Zxid(1, 4));
    packet(1, 2, Direction::out, "ACK", Zxid(1, 4));
    EXPECT_EQ(wanted.find(seen), now);
}

TEST_F(ExpectationsTest, AnotherPacketBetweenThemIsFoundOut)
{
    const auto wanted
        = packets(1, 2, {{Direction::in, "DIFF", Zxid(1, 5)}, {Direction::in, "NEWLEADER"}});
    packet(1, 2, Direction::in, "DIFF", Zxid(1, 5));
    packet(1, 2, Direction::in, "PROPOSAL", Zxid(1, 4));
    packet(1, 2, Direction::in, "NEWLEADER", Zxid(1, 0));
    EXPECT_FALSE(wanted.find(seen).has_value());
}

TEST_F(ExpectationsTest, ForeignServerIsKnownByItsLogItsAnswersAndItsClients)
{
    seen.setForeign(ServerId(3));
    const auto log = [this](trace::Event event) {
        now += 1ms;
        seen.add(timeline::Moment{now, ServerId(3), ++lines, std::move(event), true});
    };
    const auto live = [&] {
        log(trace::StateEvent{trace::ServerState::down, trace::ServerState::looking, "started"});
        log(trace::StateEvent{trace::ServerState::looking, trace::ServerState::following, ""});
        log(trace::ElectedEvent{ServerId(2), Zxid(), 1, 0});
        log(trace::PhaseEvent{trace::Phase::broadcast, 1});
    };
    live();
    EXPECT_TRUE(follows(3, 2).find(seen).has_value());
    EXPECT_FALSE(applied({3}, Zxid(1, 4)).find(seen).has_value());
    trace::PolledEvent polled;
    polled.answered = true;
    polled.zxid = Zxid(1, 4);
    log(polled);
    EXPECT_EQ(applied({3}, Zxid(1, 4)).find(seen), now);
    EXPECT_EQ(committed(3, Zxid(1, 4)).find(seen), now);
    EXPECT_FALSE(committed(3, Zxid(1, 5)).find(seen).has_value());
    end(3);
    EXPECT_FALSE(follows(3, 2).find(seen).has_value());
    live();
    EXPECT_TRUE(follows(3, 2).find(seen).has_value());
    EXPECT_FALSE(applied({3}, Zxid(1, 1)).find(seen).has_value()) << "its next process begins anew";
}

TEST_F(ExpectationsTest, ClientTellsThatItsSessionGoesOnThroughAForeignServer)
{
    seen.setForeign(ServerId(3));
    const auto wanted = reattaches("owner", 3);
    ClientAnswer connected;
    connected.what = ClientAnswer::What::connected;
    connected.client = "owner";
    connected.session = SessionId(7);
    const auto connect = [&](int server, SessionId session) {
        connected.at = now += 1ms;
        connected.server = ServerId(server);
        connected.session = session;
        seen.add(connected);
        return wanted.find(seen).has_value();
    };
    EXPECT_FALSE(connect(3, SessionId(7))) << "it is new";
    EXPECT_FALSE(connect(1, SessionId(7)));
    EXPECT_FALSE(connect(3, SessionId(8))) << "another session";
    EXPECT_TRUE(connect(3, SessionId(7)));
}

TEST_F(ExpectationsTest, AskingAForeignServerForWhatItNeverTellsIsABug)
{
    seen.setForeign(ServerId(3));
    EXPECT_DEATH(static_cast<void>(counts(3, {1}, true).find(seen)), "");
    EXPECT_DEATH(static_cast<void>(logged(3, Zxid(1, 1)).find(seen)), "");
}

TEST_F(ExpectationsTest, LeaderGivesUpAfterSyncLimitTicksAndBeforeOneMore)
{
    const auto wanted = givesUpInTime(3, {2, 4});
    const auto lose = [&](std::chrono::milliseconds silence, int pings) {
        for (const int peer : {2, 4})
            packet(3, peer, Direction::in, "PING", Zxid());
        const Instant heard = now;
        for (int ping = 0; ping < pings; ++ping) {
            for (const int peer : {2, 4})
                packet(3, peer, Direction::out, "PING", Zxid());
        }
        now = heard + silence - 1ms;
        seen.beginStep(heard);
        tell(3, trace::QuorumLostEvent{1, 3, {}});
        return wanted.find(seen).has_value();
    };
    EXPECT_TRUE(lose(1001ms, 10));
    EXPECT_TRUE(lose(1200ms, 12));
    EXPECT_TRUE(lose(9s, 12)) << "nobody let it run meanwhile";
    EXPECT_FALSE(lose(1300ms, 13)) << "it waited for too long";
    EXPECT_FALSE(lose(900ms, 9)) << "it gave up too early";
    seen.beginStep(now + 1ns);
    EXPECT_FALSE(wanted.find(seen).has_value()) << "that was an earlier step";
}

TEST_F(ExpectationsTest, DeadServerFollowsNobody)
{
    serve(2, 2);
    serve(1, 2);
    EXPECT_TRUE(follows(1, 2).find(seen).has_value());
    EXPECT_FALSE(follows(1, 3).find(seen).has_value());
    EXPECT_TRUE(oneLeads({1, 2}).find(seen).has_value());
    end(1);
    EXPECT_FALSE(follows(1, 2).find(seen).has_value());
    EXPECT_FALSE(oneLeads({1, 2}).find(seen).has_value());
    tell(1, trace::StreamEvent()); // Its next process has to find its role anew.
    EXPECT_FALSE(follows(1, 2).find(seen).has_value());
    EXPECT_TRUE(leads(2).find(seen).has_value());
    state(2, trace::ServerState::looking);
    EXPECT_FALSE(leads(2).find(seen).has_value());
}

TEST_F(ExpectationsTest, NothingOfAnEarlierStepCounts)
{
    state(1, trace::ServerState::looking);
    EXPECT_TRUE(startsLooking(1).find(seen).has_value());
    seen.beginStep(now + 1ns);
    EXPECT_FALSE(startsLooking(1).find(seen).has_value());
}

TEST_F(ExpectationsTest, SessionEndsByOneTransactionOnAllServers)
{
    answer(ClientAnswer::What::connected, "owner", SessionId(7));
    const auto wanted = endsOnAll({1, 2}, "owner");
    trace::TxnEvent close;
    close.type = "closeSession";
    close.session = SessionId(7);
    close.step = trace::TxnStep::applied;
    close.zxid = Zxid(1, 8);
    tell(1, close);
    EXPECT_FALSE(wanted.find(seen).has_value());
    trace::TxnEvent other = close;
    other.session = SessionId(8);
    tell(2, other);
    EXPECT_FALSE(wanted.find(seen).has_value());
    tell(2, close);
    EXPECT_TRUE(wanted.find(seen).has_value());
}

TEST_F(ExpectationsTest, SameSessionMustReattach)
{
    answer(ClientAnswer::What::connected, "owner", SessionId(7));
    trace::SessionEvent event;
    event.what = trace::SessionChange::reattached;
    event.id = SessionId(8);
    tell(3, event);
    EXPECT_FALSE(reattaches("owner", 3).find(seen).has_value());
    event.id = SessionId(7);
    tell(3, event);
    EXPECT_TRUE(reattaches("owner", 3).find(seen).has_value());
}

TEST_F(ExpectationsTest, ClientIsConnectedUntilItIsTold)
{
    answer(ClientAnswer::What::connected, "owner", SessionId(7));
    EXPECT_TRUE(seen.connectedSince("owner").has_value());
    answer(ClientAnswer::What::disconnected, "owner");
    EXPECT_FALSE(seen.connectedSince("owner").has_value());
    EXPECT_EQ(seen.connections("owner"), 1U);
    EXPECT_EQ(seen.sessionOf("owner"), SessionId(7));
}

TEST_F(ExpectationsTest, NewestConnectionOfAPairCounts)
{
    const auto wanted = dialled(1, 2, trace::Port::election, 2);
    trace::LinkEvent link;
    link.peer = ServerId(2);
    link.port = trace::Port::election;
    link.up = true;
    link.dialler = ServerId(1);
    tell(1, link);
    EXPECT_FALSE(wanted.find(seen).has_value());
    link.dialler = ServerId(2);
    tell(1, link);
    EXPECT_TRUE(wanted.find(seen).has_value());
    link.up = false;
    tell(1, link);
    EXPECT_FALSE(wanted.find(seen).has_value());
}

} // namespace
} // namespace zs::ui::expect

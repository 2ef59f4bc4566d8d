// SPDX-License-Identifier: Apache-2.0
#include "localcluster/timeline/poll_reader.h"

#include "localcluster/timeline/timeline.h"
#include "tests/localcluster/timeline/moments.h"

#include <fstream>
#include <gmock/gmock.h>

namespace zs::timeline {

namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;
using trace::ServerState;

ServerId id(std::int64_t value) { return ServerId(value); }

std::string answer(const std::string& name)
{
    std::ifstream in(std::string(ZS_TEST_DATA) + "/admin/" + name, std::ios::binary);
    EXPECT_TRUE(in) << name;
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string srvr(const std::string& mode, const std::string& zxid)
{
    return "Zookeeper version: 3.8.0-1, built on 2022\nLatency min/avg/max: 0/0.5/3\n"
           "Received: 10\nSent: 9\nConnections: 4\nOutstanding: 1\nZxid: "
        + zxid + "\nMode: " + mode + "\nNode count: 7\n";
}

TEST(Polls, TellRolesEpochsAndZxidsAsOfTheirTime)
{
    PollReader reader;
    Timeline timeline;
    timeline.append(reader.answered(id(1), at(1s), srvr("follower", "0x500000003")));
    timeline.append(reader.answered(id(2), at(1s), srvr("leader", "0x500000004")));
    const ClusterPicture picture = timeline.picture(at(2s));
    const ServerPicture leader = *picture.server(id(2));
    EXPECT_EQ(leader.state, ServerState::leading);
    EXPECT_EQ(leader.source, Source::polling);
    EXPECT_TRUE(leader.inferred);
    EXPECT_EQ(leader.heard, at(1s)) << "how fresh it is";
    EXPECT_EQ(leader.currentEpoch, 5);
    EXPECT_EQ(leader.lastCommitted, Zxid(5, 4));
    EXPECT_EQ(leader.connections, 4);
    EXPECT_EQ(leader.outstanding, 1);
    EXPECT_EQ(picture.server(id(1))->state, ServerState::following);
    EXPECT_EQ(picture.stage.stage, Stage::broadcast);
    EXPECT_EQ(picture.stage.leader, id(2));
    EXPECT_EQ(picture.stage.committed, Zxid(5, 4));
    EXPECT_THAT(picture.election.rows, IsEmpty()) << "nobody saw a vote";
    EXPECT_THAT(timeline.traffic(at(0s), at(9s)).flights, IsEmpty());
}

TEST(Polls, AddFiguresToWhatALogTells)
{
    PollReader reader;
    Timeline timeline;
    timeline.append({Moment{at(1s), id(3), 1,
        trace::StateEvent{ServerState::down, ServerState::looking, "started"}, true}});
    for (const Moment& moment : reader.answered(id(3), at(2s), srvr("leader", "0x500000004"))) {
        if (std::holds_alternative<trace::PolledEvent>(moment.event))
            timeline.append({moment});
    }
    const ServerPicture server = *timeline.picture(at(3s)).server(id(3));
    EXPECT_EQ(server.source, Source::log) << "its votes and states are still told";
    EXPECT_EQ(server.state, ServerState::looking);
    EXPECT_EQ(server.lastCommitted, Zxid(5, 4));
}

TEST(Polls, TellALeaderChangeAtTheAnswerThatShowsIt)
{
    PollReader reader;
    Timeline timeline;
    timeline.append(reader.answered(id(1), at(1s), srvr("follower", "0x500000003")));
    timeline.append(reader.answered(id(2), at(1s), srvr("leader", "0x500000003")));
    timeline.append(reader.answered(
        id(1), at(2s), "This ZooKeeper instance is not currently serving requests\n"));
    timeline.append(reader.silent(id(2), at(2s), "connection refused"));
    EXPECT_EQ(timeline.picture(at(2s)).server(id(1))->state, ServerState::looking);
    EXPECT_EQ(timeline.picture(at(2s)).server(id(2))->state, ServerState::leading)
        << "as it was seen last; that it is silent, its age tells";
    timeline.append(reader.answered(id(1), at(3s), srvr("leader", "0x600000001")));
    const ClusterPicture after = timeline.picture(at(3s));
    EXPECT_EQ(after.stage.leader, id(1));
    EXPECT_EQ(after.stage.epoch, 6);
}

TEST(Polls, ReadMntrAsTheServersPrintIt)
{
    PollReader reader;
    const std::vector<Moment> told = reader.answered(id(3), at(1s), answer("leader.mntr.txt"));
    ASSERT_FALSE(told.empty());
    const auto polled = std::get<trace::PolledEvent>(told.front().event);
    EXPECT_TRUE(polled.answered);
    EXPECT_EQ(polled.state, ServerState::leading);
    EXPECT_TRUE(polled.syncedFollowers);
    EXPECT_TRUE(told.front().inferred);
    EXPECT_FALSE(std::get<trace::PolledEvent>(
        reader.answered(id(3), at(2s), answer("refused.mntr.txt")).front().event)
                     .answered);
    EXPECT_TRUE(std::get<trace::PolledEvent>(
        reader.answered(id(4), at(2s), answer("leader.srvr.txt")).front().event)
                    .zxid);
}

TEST(Polls, AnAnswerThatTellsNothingIsNoAnswer)
{
    PollReader reader;
    for (const char* text : {"", "imok", "zk_server_state", "\xff\xfe garbage"}) {
        const std::vector<Moment> told = reader.answered(id(1), at(1s), text);
        ASSERT_EQ(told.size(), 1U) << text;
        EXPECT_FALSE(std::get<trace::PolledEvent>(told[0].event).state) << text;
    }
}

} // namespace

} // namespace zs::timeline

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/election_poller.h"

#include "localcluster/timeline/timeline.h"
#include "tests/support/await.h"
#include "tests/support/scripted_server.h"
#include "ui/cluster/playback.h"

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using test::ScriptedServer;
using test::spinUntil;
using trace::ServerState;

/// Answers `conf` and `srvr` as a member of an ensemble would.
class Member {
public:
    explicit Member(std::string conf) : m_conf(std::move(conf))
    {
        m_server.onWord([this](ScriptedServer::Peer& peer, const std::string& word) {
            const std::string text = word == "conf" ? m_conf : srvr();
            peer.sendBytes(toBytes(text));
            peer.close();
            if (word != "conf")
                ++asked;
        });
    }
    Endpoint endpoint() const { return {"127.0.0.1", m_server.port()}; }

    std::string mode = "follower";
    std::string zxid = "0x500000003";
    int asked = 0;

private:
    std::string srvr() const
    {
        if (mode.empty())
            return "This ZooKeeper instance is not currently serving requests\n";
        return "Zookeeper version: 3.8.0-1, built on 2022\nLatency min/avg/max: 0/0.5/3\n"
               "Received: 10\nSent: 9\nConnections: 4\nOutstanding: 1\nZxid: "
            + zxid + "\nMode: " + mode + "\nNode count: 7\n";
    }
    std::string m_conf;
    ScriptedServer m_server;
};

class Polling : public testing::Test {
protected:
    void follow(ElectionPoller& poller)
    {
        QObject::connect(&poller, &ElectionPoller::moments, &poller,
            [this](const std::vector<timeline::Moment>& told) { timeline.append(told); });
        poller.start();
    }
    timeline::ClusterPicture picture() const
    {
        return timeline.picture(Playback::machineNow());
    }
    std::optional<ServerState> stateOf(std::int64_t id) const
    {
        if (timeline.empty())
            return std::nullopt;
        const timeline::ClusterPicture shown = picture();
        const timeline::ServerPicture* server = shown.server(ServerId(id));
        return server ? server->state : std::nullopt;
    }

    timeline::Timeline timeline;
};

TEST_F(Polling, ShowsRolesOfARemoteEnsembleAndWhenItsLeaderChanges)
{
    Member two("clientPort=2181\nserverId=2\n");
    Member five("clientPort=2181\nserverId=5\n");
    five.mode = "leader";
    ElectionPoller poller({two.endpoint(), five.endpoint()});
    follow(poller);
    ASSERT_TRUE(spinUntil([&] {
        return stateOf(2) == ServerState::following && stateOf(5) == ServerState::leading;
    }));
    const timeline::ClusterPicture first = picture();
    EXPECT_EQ(first.stage.leader, ServerId(5));
    EXPECT_TRUE(first.server(ServerId(5))->inferred) << "nobody saw the election";
    EXPECT_TRUE(first.election.rows.empty());
    EXPECT_EQ(first.server(ServerId(2))->currentEpoch, 5);
    EXPECT_EQ(first.server(ServerId(2))->connections, 4);
    five.mode.clear(); // It serves nobody any more …
    two.mode = "leader";
    two.zxid = "0x600000001";
    ASSERT_TRUE(spinUntil([&] {
        return stateOf(2) == ServerState::leading && stateOf(5) == ServerState::looking;
    }));
    EXPECT_EQ(picture().server(ServerId(2))->currentEpoch, 6);
    // … and each figure tells how old it is.
    EXPECT_GT(*picture().server(ServerId(2))->heard, *first.server(ServerId(2))->heard);
}

TEST_F(Polling, ServersThatTellNoIdHaveTheirPlace)
{
    Member one("conf is not executed because it is not in the whitelist.\n");
    Member twin("serverId=1\n"); // A second name of the first, or a mistake.
    ElectionPoller poller({one.endpoint(), twin.endpoint()});
    follow(poller);
    ASSERT_TRUE(spinUntil([&] { return stateOf(1) && one.asked > 0 && twin.asked > 0; }));
    EXPECT_LE(picture().servers.size(), 2U);
}

TEST_F(Polling, ServerThatDoesNotAnswerIsNotDrawnAsAnything)
{
    Member one("serverId=1\n");
    ScriptedServer mute; // Closes at every word.
    ElectionPoller poller({one.endpoint(), {"127.0.0.1", mute.port()}});
    follow(poller);
    ASSERT_TRUE(spinUntil([&] {
        return stateOf(1) && picture().server(ServerId(2)) != nullptr;
    }));
    EXPECT_EQ(stateOf(2), std::nullopt);
}

TEST_F(Polling, AsksByTheWayThatTheSessionTakes)
{
    Member inside("serverId=3\n");
    const Endpoint server{"zk.inside.invalid", 2181};
    ElectionPoller poller({server}, {std::nullopt, {{server, inside.endpoint()}}});
    follow(poller);
    ASSERT_TRUE(spinUntil([&] { return stateOf(3) == ServerState::following; }));
}

TEST_F(Polling, AsksOnlyTheServersThatAreWanted)
{
    Member one("");
    Member two("");
    std::set<ServerId> wanted{ServerId(1)};
    ElectionPoller poller({{ServerId(1), one.endpoint()}, {ServerId(2), two.endpoint()}},
        [&](ServerId id) { return wanted.contains(id); });
    follow(poller);
    ASSERT_TRUE(spinUntil([&] { return stateOf(1) == ServerState::following; }));
    EXPECT_EQ(two.asked, 0);
    wanted = {ServerId(2)};
    ASSERT_TRUE(spinUntil([&] { return stateOf(2) == ServerState::following; }));
}

} // namespace
} // namespace zs::ui

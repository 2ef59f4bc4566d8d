// SPDX-License-Identifier: Apache-2.0
#include "localcluster/timeline/apache_log_reader.h"

#include "localcluster/timeline/stream_merger.h"
#include "localcluster/timeline/timeline.h"
#include "tests/localcluster/timeline/moments.h"

#include <fstream>
#include <gmock/gmock.h>

namespace zs::timeline {

namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using trace::ServerState;

ServerId id(std::int64_t value) { return ServerId(value); }

/// 2026-11-22 09:00:00 UTC is the monotonic clock's zero.
constexpr ApacheLogReader::Clock clockOfTest{0s, 1'795'338'000'000'000'000, Instant()};

std::string logOf(int server)
{
    std::ifstream in(std::string(ZS_TEST_DATA) + "/apache_logs/server-" + std::to_string(server)
            + ".log", std::ios::binary);
    EXPECT_TRUE(in);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The three logs as the launcher would merge them, with the configuration that it knows.
Timeline recorded()
{
    StreamMerger merger;
    merger.add(Moment{{}, ServerId(), 0,
        trace::StreamEvent{0, "", 0, 0, "server.1=a:1:2\nserver.2=b:1:2\nserver.3=c:1:2\n"},
        false});
    for (int server = 1; server <= 3; ++server) {
        ApacheLogReader reader(ServerId(server), clockOfTest);
        for (Moment& one : reader.feed(logOf(server)))
            merger.add(std::move(one));
        EXPECT_GT(reader.understood(), 50U);
    }
    Timeline timeline;
    timeline.append(merger.finish());
    return timeline;
}

std::vector<Happening> told(const Timeline& timeline, HappeningKind kind)
{
    std::vector<Happening> all
        = timeline.happenings(timeline.begin(), timeline.end(), Detail::all);
    std::erase_if(all, [kind](const Happening& one) { return one.kind != kind; });
    return all;
}

TEST(ApacheLog, TellsWhoLedAndWhen)
{
    const Timeline timeline = recorded();
    std::vector<ServerId> leaders;
    for (const Happening& one : told(timeline, HappeningKind::leads)) {
        EXPECT_TRUE(one.inferred);
        leaders.push_back(one.server);
    }
    EXPECT_THAT(leaders, ElementsAre(id(2), id(3)));
    const ClusterPicture last = timeline.picture(timeline.end());
    EXPECT_EQ(last.stage.stage, Stage::broadcast);
    EXPECT_EQ(last.stage.leader, id(3));
    EXPECT_EQ(last.stage.epoch, 2);
    for (const ServerPicture& one : last.servers) {
        EXPECT_EQ(one.source, Source::log);
        EXPECT_TRUE(one.inferred);
        EXPECT_FALSE(one.isSyncing());
        EXPECT_EQ(one.state, one.id == id(3) ? ServerState::leading : ServerState::following);
    }
    ASSERT_EQ(timeline.elections().size(), 2U);
    EXPECT_EQ(timeline.elections()[0].leader, id(2));
    EXPECT_EQ(timeline.elections()[1].leader, id(3));
}

TEST(ApacheLog, TellsVotesThatCameAndTheServersOwnFromItsTalkWithItself)
{
    const Timeline timeline = recorded();
    const std::vector<Happening> rounds = told(timeline, HappeningKind::startsRound);
    ASSERT_FALSE(rounds.empty());
    EXPECT_EQ(rounds.front().server, id(1));
    EXPECT_EQ(rounds.front().round, 1);
    EXPECT_EQ(rounds.front().vote->leader, id(1));
    // Server 1 heard 2, and votes for it from then on.
    const Happening elected = told(timeline, HappeningKind::elected).front();
    const ClusterPicture picture = timeline.picture(elected.t);
    EXPECT_EQ(picture.server(id(1))->vote->leader, id(2));
    EXPECT_EQ(picture.server(id(1))->previousVote->leader, id(1));
    EXPECT_THAT(picture.server(id(1))->held, SizeIs(1));
}

TEST(ApacheLog, TellsHowEachLearnerWasSynchronized)
{
    const Timeline timeline = recorded();
    std::vector<std::string> texts;
    for (const Happening& one : told(timeline, HappeningKind::syncChosen)) {
        constexpr auto names = namesOf(trace::SyncMode());
        texts.push_back(std::to_string(one.server.value) + " to "
            + std::to_string(one.other->value) + ": "
            + std::string(names[static_cast<std::size_t>(*one.mode)]));
    }
    ASSERT_GE(texts.size(), 4U);
    EXPECT_THAT(std::vector(texts.begin(), texts.begin() + 4),
        ElementsAre("2 to 1: DIFF", "2 to 3: SNAP", "3 to 1: DIFF", "3 to 2: DIFF"));
    const Happening snap = told(timeline, HappeningKind::syncChosen)[1];
    EXPECT_EQ(snap.zxid, Zxid());
    EXPECT_EQ(snap.to, Zxid(1, 0));
}

TEST(ApacheLog, DrawsNothingThatNoLineSays)
{
    const Timeline timeline = recorded();
    const Traffic traffic = timeline.traffic(timeline.begin(), timeline.end(), 100'000);
    EXPECT_THAT(traffic.flights, testing::Not(IsEmpty()));
    for (const PacketFlight& one : traffic.flights) {
        EXPECT_EQ(one.type, "NOTIFICATION");
        EXPECT_FALSE(one.sentAt);
        EXPECT_TRUE(one.inferred);
    }
    EXPECT_THAT(timeline.picture(timeline.end()).election.rows, IsEmpty());
    EXPECT_THAT(timeline.picture(timeline.end()).transactions, IsEmpty());
}

TEST(ApacheLog, ReadsPiecesOfAnySizeAndBothLayouts)
{
    const std::string text = logOf(2);
    ApacheLogReader whole(id(2), clockOfTest);
    const std::vector<Moment> expected = whole.feed(text);
    ApacheLogReader pieces(id(2), clockOfTest);
    std::vector<Moment> found;
    for (std::size_t i = 0; i < text.size(); i += 7)
        for (Moment& one : pieces.feed(std::string_view(text).substr(i, 7)))
            found.push_back(std::move(one));
    EXPECT_EQ(found, expected);

    ApacheLogReader logback(id(5), {3600s, clockOfTest.wallNs, {}});
    const std::vector<Moment> later = logback.feed(
        "2026-11-22 10:00:00,250 [myid:5] - INFO  [QuorumPeer[myid=5](plain=[0:0:0:0]:2181)"
        "(secure=disabled):o.a.z.s.q.QuorumPeer@1549] - LEADING\r\n"
        "2026-11-22 10:00:01,000 [myid:5] - INFO  [QuorumPeer[myid=5]:o.a.z.s.q.QuorumPeer@1] - "
        "Peer state changed: leading - discovery\n");
    ASSERT_EQ(later.size(), 2U);
    EXPECT_EQ(later[0].t, at(250ms));
    EXPECT_EQ(std::get<trace::StateEvent>(later[0].event).to, ServerState::leading);
    EXPECT_EQ(std::get<trace::PhaseEvent>(later[1].event).phase, trace::Phase::discovery);
}

TEST(ApacheLog, SurvivesWhatIsNoLog)
{
    ApacheLogReader reader(id(1), clockOfTest);
    EXPECT_THAT(reader.feed(std::string(1'000'000, 'x')), IsEmpty());
    EXPECT_THAT(reader.feed("\n\n2026-13-99 99:99:99,999 - INFO  [a:QuorumPeer@1] - LOOKING\n"
                            "2026-11-22 09:00:00,000 - INFO  [a:QuorumPeer@\n"
                            "2026-11-22 09:00:00,000 - INFO  [:@1] - \n"
                            "2026-11-22 09:00:00,000 - INFO  [t:FastLeaderElection@1] - "
                            "Notification: n.sid:x, n.state:LOOKING\n"),
        IsEmpty());
    EXPECT_THAT(
        reader.feed("2026-11-22 09:00:00,000 - INFO  [t:QuorumPeer@1] - LOOKING\n"), SizeIs(1))
        << "and goes on";
}

} // namespace

} // namespace zs::timeline

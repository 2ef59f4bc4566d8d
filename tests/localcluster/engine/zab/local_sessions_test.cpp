// SPDX-License-Identifier: Apache-2.0
// Sessions that only their member knows: on a learner, whose leader hears nothing of them but
// their writes, and on a leader.
#include "clientlib/protocol/node_records.h"
#include "tests/localcluster/engine/zab/learner_words.h"
#include "tests/localcluster/engine/zab/leader_rig.h"

namespace zs::engine {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::IsEmpty;
using std::chrono::milliseconds;

ServerSettings locally(bool upgrading)
{
    ServerSettings server;
    server.serverId = 1;
    server.tickTime = milliseconds(1000);
    server.localSessions = true;
    server.localSessionsUpgrading = upgrading;
    return server;
}

Bytes creation(const std::string& path, bool ephemeral)
{
    return jute::encode(CreateRequest{Path(path), Bytes(), openAcl(), ephemeral ? 1 : 0});
}

/// The error of the only reply, and its session's end or not.
Errc errorIn(const Bytes& output)
{
    return jute::decode<ReplyHeader>(ByteView(output).subspan(4, 16)).value().err;
}

/// A follower with one client, whose session is local.
struct LocalOnAFollower : testing::Test {
    explicit LocalOnAFollower(bool upgrading = true)
        : h(setup(upgrading))
    {
        serveIn(h, 2);
        static_cast<void>(h.takeSent());
        client = h.connectClient();
        const Bytes output = h.takeOutput(client);
        session = jute::decode<ConnectResponse>(ByteView(output).subspan(4)).value().sessionId;
    }
    static LearnerHarness::Setup setup(bool upgrading)
    {
        LearnerHarness::Setup with = test::with(epochOne(3));
        with.server = locally(upgrading);
        return with;
    }
    /// What was forwarded: operations with their cxid.
    std::vector<std::pair<OpCode, std::int32_t>> forwarded()
    {
        std::vector<std::pair<OpCode, std::int32_t>> requests;
        for (const QuorumPacket& packet : h.takeSent()) {
            if (packet.type != PacketType::request)
                continue;
            const auto request = ForwardedRequest::decode(*packet.data).value();
            EXPECT_EQ(request.session, session);
            requests.emplace_back(request.op, request.cxid);
        }
        return requests;
    }
    void commitTxn(TxnBody body, OpCode type, std::int32_t cxid)
    {
        Txn txn;
        txn.header = {session, cxid, z(2, ++counter), 5000, type};
        txn.body = std::move(body);
        h.feed(proposalOf(txn));
        commit(h, txn.header.zxid);
        h.finishDisk();
    }
    static CreateTxn created(const std::string& path, bool ephemeral)
    {
        CreateTxn txn;
        txn.path = path;
        txn.acl = openAcl();
        txn.ephemeral = ephemeral;
        return txn;
    }

    LearnerHarness h;
    ConnectionId client;
    SessionId session;
    std::uint32_t counter = 0;
};

TEST_F(LocalOnAFollower, BeginsAndEndsWithoutTheLeader)
{
    EXPECT_NE(session, SessionId());
    EXPECT_THAT(forwarded(), IsEmpty());
    EXPECT_EQ(h.replica.localSessions().count(), 1U);
    EXPECT_THAT(h.replica.sessions(), IsEmpty());
    h.request(client, 1, OpCode::closeSession, {});
    EXPECT_EQ(errorIn(h.takeOutput(client)), Errc::ok);
    EXPECT_THAT(forwarded(), IsEmpty());
    EXPECT_EQ(h.replica.localSessions().count(), 0U);
}

TEST_F(LocalOnAFollower, ForwardsItsWritesAndEndsBehindThem)
{
    h.request(client, 1, OpCode::create, creation("/plain", false));
    h.request(client, 2, OpCode::closeSession, {});
    EXPECT_THAT(forwarded(), ElementsAre(std::pair(OpCode::create, 1)));
    EXPECT_TRUE(h.takeOutput(client).empty()); // In its turn.
    commitTxn(created("/plain", false), OpCode::create, 1);
    EXPECT_FALSE(h.takeOutput(client).empty());
    EXPECT_EQ(h.replica.localSessions().count(), 0U);
}

TEST_F(LocalOnAFollower, BecomesGlobalWithItsFirstEphemeralNode)
{
    h.request(client, 1, OpCode::create, creation("/e", true));
    EXPECT_THAT(forwarded(),
        ElementsAre(std::pair(OpCode::createSession, 0), std::pair(OpCode::create, 1)));
    EXPECT_EQ(h.replica.localSessions().count(), 0U);
    commitTxn(CreateSessionTxn{20000}, OpCode::createSession, 0);
    EXPECT_TRUE(h.takeOutput(client).empty());
    EXPECT_TRUE(h.replica.sessions().contains(session));
    commitTxn(created("/e", true), OpCode::create, 1);
    EXPECT_EQ(errorIn(h.takeOutput(client)), Errc::ok);
    // From now on it is as all others.
    h.request(client, 2, OpCode::create, creation("/f", true));
    h.request(client, 3, OpCode::closeSession, {});
    EXPECT_THAT(forwarded(),
        ElementsAre(std::pair(OpCode::create, 2), std::pair(OpCode::closeSession, 3)));
}

/// The answers of what a lost connection asked for reach nobody, and confuse nobody.
TEST_F(LocalOnAFollower, AnUpgradeOfALostConnectionAnswersNoLaterRequest)
{
    h.request(client, 1, OpCode::create, creation("/e", true));
    h.replica.pipeline().connectionClosed(client);
    const ConnectionId again = h.connectClient(session);
    h.feed(PacketType::revalidate, Zxid(-1), jute::encode(RevalidateAnswer{session, true}));
    static_cast<void>(h.takeOutput(again));
    h.request(again, 1, OpCode::create, creation("/g", false));
    commitTxn(CreateSessionTxn{20000}, OpCode::createSession, 0);
    commitTxn(created("/e", true), OpCode::create, 1);
    EXPECT_TRUE(h.takeOutput(again).empty());
    commitTxn(created("/g", false), OpCode::create, 1);
    EXPECT_EQ(errorIn(h.takeOutput(again)), Errc::ok);
}

TEST_F(LocalOnAFollower, ComesBackToItsServerWithoutTheLeader)
{
    h.replica.pipeline().connectionClosed(client);
    const ConnectionId again = h.connectClient(session);
    EXPECT_THAT(h.takeSent(), IsEmpty());
    const Bytes output = h.takeOutput(again);
    const auto answer = jute::decode<ConnectResponse>(ByteView(output).subspan(4)).value();
    EXPECT_EQ(answer.sessionId, session);
}

TEST_F(LocalOnAFollower, ExpiresHere)
{
    h.now.instant += milliseconds(15'000);
    h.request(client, -2, OpCode::ping, {});
    h.now.instant += milliseconds(15'000);
    h.replica.localSessions().tick(h.now);
    EXPECT_EQ(h.replica.localSessions().count(), 1U); // Touched in time.
    ASSERT_TRUE(h.replica.localSessions().nextTimer());
    h.now.instant += milliseconds(7'000);
    h.replica.localSessions().tick(h.now);
    EXPECT_EQ(h.replica.localSessions().count(), 0U);
    EXPECT_THAT(forwarded(), IsEmpty());
}

/// Nothing wakes a member for sessions that are gone.
TEST_F(LocalOnAFollower, EndsWithTheRole)
{
    h.replica.stopServing();
    EXPECT_EQ(h.replica.localSessions().count(), 0U);
    EXPECT_FALSE(h.replica.localSessions().nextTimer());
}

struct WithoutUpgrading : LocalOnAFollower {
    WithoutUpgrading() : LocalOnAFollower(false) {}
};

TEST_F(WithoutUpgrading, AnEphemeralNodeIsRefusedInItsTurn)
{
    h.request(client, 1, OpCode::create, creation("/plain", false));
    h.request(client, 2, OpCode::create2, creation("/e", true));
    EXPECT_THAT(forwarded(), ElementsAre(std::pair(OpCode::create, 1)));
    EXPECT_TRUE(h.takeOutput(client).empty());
    commitTxn(created("/plain", false), OpCode::create, 1);
    const Bytes output = h.takeOutput(client);
    const std::size_t first = 4 + static_cast<std::size_t>(output[3]);
    EXPECT_EQ(errorIn(Bytes(output.begin() + std::ptrdiff_t(first), output.end())),
        Errc::ephemeralOnLocalSession);
    EXPECT_EQ(h.replica.localSessions().count(), 1U);
}

// ---- the leader -------------------------------------------------------------------------------

ServerSettings leading(bool upgrading)
{
    ServerSettings server = locally(upgrading);
    server.serverId = 2;
    return server;
}

TEST(LocalOnALeader, OfItsOwnClientsAndOfLearners)
{
    LeaderRig rig(goldenSettings(ServerId(2)), leading(true));
    rig.start();
    const QuorumLink link = rig.join(ServerId(1), Zxid(), 0);
    static_cast<void>(rig.take(link));
    const ConnectionId own = rig.openSession();
    EXPECT_EQ(rig.replica.localSessions().count(), 1U);
    EXPECT_THAT(rig.take(link), IsEmpty());
    Bytes frame;
    jute::appendFrame(frame, RequestHeader{1, OpCode::create},
        CreateRequest{Path("/own"), Bytes(), openAcl(), 0});
    rig.request(own, frame);
    rig.ack(link, Zxid(1, 1));
    EXPECT_NE(rig.replica.tree().find("/own"), nullptr);

    // A session that only server 1 knows may do all but make an ephemeral node.
    const SessionId theirs(std::int64_t(1) << 56 | 5);
    const auto ask = [&](std::int32_t cxid, const std::string& path, bool ephemeral) {
        rig.feed(link,
            QuorumPacket{PacketType::request, Zxid(-1),
                ForwardedRequest{theirs, cxid, OpCode::create, creation(path, ephemeral)}.encode(),
                {}});
        rig.ack(link, rig.replica.lastAppended());
    };
    ask(1, "/theirs", false);
    EXPECT_NE(rig.replica.tree().find("/theirs"), nullptr);
    ask(2, "/ephemeral", true);
    EXPECT_EQ(rig.replica.tree().find("/ephemeral"), nullptr);

    // The own one becomes global.
    frame.clear();
    jute::appendFrame(frame, RequestHeader{2, OpCode::create},
        CreateRequest{Path("/mine"), Bytes(), openAcl(), 1});
    rig.request(own, frame);
    rig.ack(link, rig.replica.lastAppended());
    EXPECT_NE(rig.replica.tree().find("/mine"), nullptr);
    EXPECT_EQ(rig.replica.localSessions().count(), 0U);
    EXPECT_EQ(rig.replica.sessions().size(), 1U);
}

/// One of its own number that it does not know is expired, not local.
TEST(LocalOnALeader, DoesNotTakeAnUnknownSessionOfItsOwnForALocalOne)
{
    LeaderRig rig(goldenSettings(ServerId(2)), leading(true));
    rig.start();
    const QuorumLink link = rig.join(ServerId(1), Zxid(), 0);
    const SessionId ours(std::int64_t(2) << 56 | 5);
    rig.feed(link,
        QuorumPacket{PacketType::request, Zxid(-1),
            ForwardedRequest{ours, 1, OpCode::create, creation("/lost", false)}.encode(), {}});
    rig.ack(link, rig.replica.lastAppended());
    EXPECT_EQ(rig.replica.tree().find("/lost"), nullptr);
}

} // namespace
} // namespace zs::engine

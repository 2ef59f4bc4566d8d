// SPDX-License-Identifier: Apache-2.0
// What leaders of Apache ZooKeeper 3.8.0 sent to their learners, told to ours: it must send what
// Apache's learners sent. Known differences, on purpose:
// - FOLLOWERINFO names protocol 0x10001, which tells our leaders that it is one of ours.
// - 3.8.0 acknowledges, behind UPTODATE, also what was committed before the synchronization; no
//   leader counts that, so ours does not send it.
// - 3.8.0 sends the ACK of NEWLEADER before its data is on disk; ours behind it.
#include "tests/localcluster/engine/quorum/golden_stream.h"
#include "tests/localcluster/engine/zab/learner_harness.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace zs::engine {
namespace {

using test::LearnerHarness;
using zs::test::GoldenMessage;
using zs::test::goldenStream;

/// The packets between a learner and its leader on one connection, in order.
std::vector<GoldenMessage> conversation(const std::string& name, int connection)
{
    std::vector<GoldenMessage> messages;
    for (const GoldenMessage& message : goldenStream(name).messages) {
        if (message.port == "quorum" && message.connection == connection)
            messages.push_back(message);
    }
    return messages;
}

QuorumPacket packetOf(const GoldenMessage& message)
{
    PacketSplitter splitter(std::size_t(1) << 20);
    splitter.feed(message.bytes);
    return **splitter.next();
}

/// A member whose last zxid is `last`, without transactions: as if all were in its snapshot.
test::DiskImage diskAt(Zxid last, std::int64_t accepted, std::int64_t current)
{
    LearnerHarness empty(LearnerHarness::Setup{});
    empty.perform(SaveTree{Zxid()});
    test::DiskImage disk;
    disk.snapshot = empty.disk.snapshot;
    disk.snapshotZxid = last;
    disk.acceptedEpoch = accepted;
    disk.currentEpoch = current;
    return disk;
}

/// One packet as text; identities in any order.
std::string plain(QuorumPacket packet)
{
    if (packet.authInfo)
        std::sort(packet.authInfo->begin(), packet.authInfo->end());
    return std::string(nameOf(packet.type)) + ' ' + hex(packet.encode());
}

/// What our learner sends when the leader's packets of `messages` come in order, the disk being
/// done after each.
std::vector<std::string> ours(
    LearnerHarness& h, const std::vector<GoldenMessage>& messages, ServerId leader)
{
    for (const GoldenMessage& message : messages) {
        if (message.from == leader) {
            if (message.kind != "CLOSE")
                h.feed(message.bytes);
            h.finishDisk();
        }
    }
    std::vector<std::string> sent;
    for (const QuorumPacket& packet : h.takeSent())
        sent.push_back(plain(packet));
    return sent;
}

struct Handshake {
    const char* name;
    int connection;
    int self;
    int leader;
    Zxid last;
    std::int64_t accepted;
    std::int64_t current;
};

std::vector<std::string> apaches(const std::vector<GoldenMessage>& messages, const Handshake& how)
{
    std::vector<std::string> sent;
    Zxid committed;
    for (const GoldenMessage& message : messages) {
        if (message.kind == "COMMIT")
            committed = packetOf(message).zxid;
        if (message.from != ServerId(how.self) || message.kind == "CLOSE")
            continue;
        QuorumPacket packet = packetOf(message);
        if (packet.type == PacketType::followerInfo || packet.type == PacketType::observerInfo) {
            LearnerInfo info = LearnerInfo::decode(*packet.data).value();
            info.protocolVersion = zooscopeLearnerProtocol;
            packet.data = info.encode();
        }
        const bool ofTheHistory = packet.type == PacketType::ack && packet.zxid.counter() != 0
            && packet.zxid <= committed;
        if (!ofTheHistory)
            sent.push_back(plain(packet));
    }
    return sent;
}

class GoldenHandshake : public testing::TestWithParam<Handshake> {};

TEST_P(GoldenHandshake, OursSendsWhatApachesLearnerSent)
{
    const Handshake& how = GetParam();
    LearnerHarness::Setup setup;
    setup.self = ServerId(how.self);
    setup.leader = ServerId(how.leader);
    setup.observer = how.self == 4;
    setup.disk = diskAt(how.last, how.accepted, how.current);
    if (std::string_view(how.name) == "handshake-trunc") {
        // The one that must be cut off.
        setup.disk.snapshotZxid = Zxid(how.last.value - 1);
        setup.disk.log.emplace_back(
            how.last, test::entryOf(test::createTxn(how.last, "/uncommitted")));
    }
    LearnerHarness h(setup);
    h.connect();
    const auto messages = conversation(how.name, how.connection);
    ASSERT_FALSE(messages.empty());
    EXPECT_EQ(ours(h, messages, setup.leader), apaches(messages, how));
    EXPECT_EQ(h.over(), "");
    EXPECT_TRUE(h.replica.serves());
    const auto recovered = h.disk.recover();
    ASSERT_TRUE(recovered) << recovered.error().detail;
    EXPECT_EQ(recovered->tree->lastProcessed(), h.replica.tree().lastProcessed());
    EXPECT_EQ(h.disk.currentEpoch, *h.learner->servedEpoch());
    EXPECT_EQ(h.replica.tree().find("/uncommitted"), nullptr);
}

INSTANTIATE_TEST_SUITE_P(Recorded, GoldenHandshake,
    testing::Values(Handshake{"handshake-diff", 2, 1, 2, Zxid(1, 0xc), 1, 1},
        Handshake{"handshake-snap", 1, 1, 2, Zxid(), 0, 0},
        Handshake{"handshake-snap-first", 1, 3, 2, Zxid(), 0, 0},
        Handshake{"handshake-trunc", 4, 2, 3, Zxid(1, 0x19), 1, 1},
        Handshake{"handshake-cold-diff", 1, 1, 2, Zxid(), 0, 0},
        Handshake{"new-epoch", 3, 1, 3, Zxid(1, 0x18), 1, 1},
        Handshake{"leader-change", 7, 3, 2, Zxid(1, 0x18), 2, 2},
        Handshake{"observer-handshake", 4, 4, 2, Zxid(), 0, 0}),
    [](const auto& handshake) {
        std::string name = handshake.param.name;
        std::replace(name.begin(), name.end(), '-', '_');
        return name;
    });

/// Of a leader in its first epoch, up to date and without a transaction, or with one session.
LearnerHarness::Setup serving(int self, Zxid last, SessionId firstSession)
{
    LearnerHarness::Setup setup;
    setup.self = ServerId(self);
    setup.observer = self == 4;
    setup.disk = diskAt(last, 1, 1);
    setup.firstSession = firstSession;
    return setup;
}

void serve(LearnerHarness& h)
{
    h.connect();
    h.discover(1);
    h.feed(PacketType::diff, h.replica.tree().lastProcessed());
    h.bringUpToDate(1);
    ASSERT_EQ(h.over(), "");
}

constexpr std::int64_t sessionOfOne = 0x1000018fc3a0000;

std::vector<std::string> fromLearner(const std::vector<GoldenMessage>& messages, int self)
{
    std::vector<std::string> sent;
    for (const GoldenMessage& message : messages) {
        if (message.from == ServerId(self) && message.kind != "CLOSE")
            sent.push_back(plain(packetOf(message)));
    }
    return sent;
}

std::vector<std::string> taken(LearnerHarness& h)
{
    std::vector<std::string> sent;
    for (const QuorumPacket& packet : h.takeSent())
        sent.push_back(plain(packet));
    return sent;
}

/// The client's requests of a recording, sent by a client of ours when it is their turn.
void replay(LearnerHarness& h, ConnectionId client, const std::vector<GoldenMessage>& messages)
{
    for (const GoldenMessage& message : messages) {
        if (message.from == ServerId(2)) {
            h.feed(message.bytes);
            h.finishDisk();
        } else if (message.kind == "REQUEST") {
            const auto request = ForwardedRequest::decode(*packetOf(message).data).value();
            if (request.op != OpCode::createSession)
                h.request(client, request.cxid, request.op, request.body);
        }
    }
}

TEST(GoldenLearner, ASessionWritesAFailureAndTheirAcks)
{
    LearnerHarness h(serving(1, Zxid(1, 0), SessionId(sessionOfOne)));
    serve(h);
    const ConnectionId client = h.connectClient();
    const auto opening = conversation("session-forwarded", 1);
    replay(h, client, opening);
    EXPECT_EQ(taken(h), fromLearner(opening, 1));
    EXPECT_FALSE(h.takeOutput(client).empty());

    Bytes auth;
    jute::Writer out(auth);
    out.number<std::int32_t>(0);
    out.buffer(viewOf("digest"));
    out.buffer(viewOf("alice:secret"));
    h.request(client, -4, OpCode::auth, auth);
    static_cast<void>(h.takeOutput(client));
    for (const char* name : {"write-forwarded", "write-failed", "sync-op"}) {
        const auto messages = conversation(name, 1);
        replay(h, client, messages);
        EXPECT_EQ(taken(h), fromLearner(messages, 1)) << name;
        EXPECT_EQ(h.over(), "");
        EXPECT_FALSE(h.takeOutput(client).empty()) << name;
    }
    EXPECT_NE(h.replica.tree().find("/g"), nullptr);
}

/// Followers and an observer that forward nothing of their own.
TEST(GoldenLearner, WhatIsProposedIsAcknowledgedAndWhatIsInformedIsNot)
{
    struct Listener {
        const char* name;
        int connection;
        int self;
    };
    for (const Listener& who : {Listener{"write-on-leader", 2, 3}, Listener{"multi", 2, 1},
             Listener{"session-expiry", 2, 3}, Listener{"observer-inform", 2, 1},
             Listener{"observer-inform", 3, 4}, Listener{"leader-loses-quorum", 1, 3}}) {
        SCOPED_TRACE(std::string(who.name) + " to " + std::to_string(who.self));
        auto messages = conversation(who.name, who.connection);
        while (messages.back().kind == "CLOSE")
            messages.pop_back();
        if (std::string_view(who.name) == "leader-loses-quorum")
            messages.pop_back(); // The followers died before they had logged the last.
        const Zxid first = packetOf(messages.front()).zxid;
        LearnerHarness h(serving(who.self, Zxid(first.value - 1), SessionId(1)));
        serve(h);
        EXPECT_EQ(ours(h, messages, ServerId(2)), fromLearner(messages, who.self));
        EXPECT_EQ(h.over(), "");
        EXPECT_GE(h.replica.tree().lastProcessed(), first);
    }
}

TEST(GoldenLearner, AnObserversSessionIsInformed)
{
    constexpr std::int64_t sessionOfFour = 0x400001955dd0000;
    LearnerHarness h(serving(4, Zxid(1, 0x12), SessionId(sessionOfFour)));
    serve(h);
    const ConnectionId client = h.connectClient();
    const auto messages = conversation("observer-request", 1);
    replay(h, client, messages);
    EXPECT_EQ(taken(h), fromLearner(messages, 4));
    EXPECT_EQ(h.over(), "");
    EXPECT_EQ(h.replica.tree().lastProcessed(), Zxid(1, 0x15));
}

TEST(GoldenLearner, PingsAreEchoedWithTheTouchedSessions)
{
    test::DiskImage disk = diskAt(Zxid(1, 5), 1, 1);
    Txn created;
    created.header = {SessionId(sessionOfOne), 0, Zxid(1, 6), 1, OpCode::createSession};
    created.body = CreateSessionTxn{20000};
    disk.log.emplace_back(Zxid(1, 6), test::entryOf(created));
    LearnerHarness::Setup setup = serving(1, Zxid(), SessionId(1));
    setup.disk = disk;
    LearnerHarness h(setup);
    serve(h);
    const ConnectionId client = h.connectClient(SessionId(sessionOfOne));
    const RevalidateAnswer valid{SessionId(sessionOfOne), true};
    h.feed(PacketType::revalidate, Zxid(-1), jute::encode(valid));
    static_cast<void>(h.takeSent());
    const auto messages = conversation("ping", 2);
    std::size_t pings = 0;
    for (const GoldenMessage& message : messages) {
        if (message.from != ServerId(2)) {
            EXPECT_EQ(taken(h), std::vector<std::string>{plain(packetOf(message))});
            ++pings;
            continue;
        }
        h.now.instant += std::chrono::milliseconds(500);
        h.request(client, -2, OpCode::ping, {});
        h.feed(message.bytes);
    }
    EXPECT_GT(pings, 3U);
}

TEST(GoldenLearner, AnsweredRevalidationsFinishTheHandshake)
{
    LearnerHarness h(serving(3, Zxid(1, 6), SessionId(1)));
    serve(h);
    std::size_t answers = 0;
    std::optional<ConnectionId> client;
    for (const GoldenMessage& message : conversation("revalidate", 1)) {
        if (message.from == ServerId(3) && message.kind == "REVALIDATE") {
            const auto asked = jute::decode<SessionTouch>(*packetOf(message).data).value();
            client = h.connectClient(asked.session, asked.timeoutMs);
            EXPECT_EQ(taken(h), std::vector<std::string>{plain(packetOf(message))});
        } else if (message.from == ServerId(2)) {
            h.feed(message.bytes);
            h.finishDisk();
            if (message.kind == "REVALIDATE") {
                EXPECT_FALSE(h.takeOutput(*client).empty());
                ++answers;
            } else {
                static_cast<void>(h.takeSent());
            }
        }
    }
    EXPECT_EQ(answers, 2U);
}

} // namespace
} // namespace zs::engine

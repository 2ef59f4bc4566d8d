// SPDX-License-Identifier: Apache-2.0
// Our leader in the place of Apache's in recorded ensembles: it is fed what the learners sent and
// what its own clients asked, at the recorded wall-clock times, and must send what Apache's sent.
#include "tests/localcluster/engine/quorum/golden_stream.h"
#include "tests/localcluster/engine/zab/leader_rig.h"

#include "clientlib/protocol/node_records.h"
#include "localcluster/engine/storage/snapshot_writer.h"
#include "localcluster/engine/storage/tree_stream_reader.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace zs::engine {

namespace {

using test::LeaderRig;
using zs::test::GoldenMessage;
using zs::test::GoldenStream;
using zs::test::goldenStream;

QuorumPacket packetOf(const GoldenMessage& message)
{
    PacketSplitter splitter(std::size_t(1) << 20);
    splitter.feed(message.bytes);
    return **splitter.next();
}

Txn txnOf(const GoldenMessage& message) { return decodeTxn(*packetOf(message).data).value(); }

/// What the leader's own client asked for to get this transaction.
Bytes requestFor(const Txn& txn)
{
    Bytes frame;
    const RequestHeader header{txn.header.cxid, txn.header.type};
    if (const auto* create = std::get_if<CreateTxn>(&txn.body)) {
        jute::appendFrame(frame, header,
            CreateRequest{
                Path(create->path), create->data, create->acl, create->ephemeral ? 1 : 0});
    } else if (const auto* set = std::get_if<SetDataTxn>(&txn.body)) {
        jute::appendFrame(frame, header, SetDataRequest{Path(set->path), set->data, -1});
    } else {
        EXPECT_EQ(txn.header.type, OpCode::closeSession);
        jute::appendFrame(frame, header);
    }
    return frame;
}

/// A leader of ours in one recorded epoch.
class Played {
public:
    explicit Played(ServerId self, ServerSettings server = test::goldenServer(),
        PeerSettings peer = test::goldenSettings(ServerId(2)))
        : rig(withSelf(std::move(peer), self), std::move(server)), leaderId(self)
    {
    }
    static PeerSettings withSelf(PeerSettings settings, ServerId self)
    {
        settings.self = self;
        return settings;
    }

    /// Feeds one file and compares all that was sent to each learner.
    void replay(const std::string& name) { replay(goldenStream(name)); }
    void replay(const GoldenStream& stream)
    {
        SCOPED_TRACE(stream.name);
        std::map<ServerId, std::vector<QuorumPacket>> expected;
        for (std::size_t i = 0; i < stream.messages.size(); ++i) {
            const GoldenMessage& message = stream.messages[i];
            if (message.port != "quorum" || message.kind == "RAW")
                continue;
            if (message.to == leaderId)
                fromLearner(stream, i);
            else if (message.kind != "PING" && message.kind != "CLOSE")
                fromLeader(message, expected[message.to]);
        }
        for (const auto& [id, packets] : expected)
            compare(id, packets, rig.take(links.at(id)));
    }

    /// The observer was stopped, unrecorded, before the last two transactions of this file.
    void replayUntilObserverStops(const std::string& name)
    {
        GoldenStream stream = goldenStream(name);
        const auto last = std::find_if(stream.messages.rbegin(), stream.messages.rend(),
            [](const GoldenMessage& message) { return message.to == ServerId(4); });
        stream.messages.insert(last.base(), {1, "quorum", ServerId(4), leaderId, "CLOSE", "", {}});
        replay(stream);
    }

    void fromLearner(const GoldenStream& stream, std::size_t at)
    {
        const GoldenMessage& message = stream.messages[at];
        if (message.kind == "CLOSE")
            return rig.close(links.at(message.from));
        if (message.kind == "FOLLOWERINFO" || message.kind == "OBSERVERINFO")
            links[message.from] = rig.connect();
        if (message.kind == "REQUEST")
            setClock(stream, at);
        rig.feed(links.at(message.from), message.bytes);
    }

    /// A forwarded request gets the time of the transaction that it became.
    void setClock(const GoldenStream& stream, std::size_t at)
    {
        const auto request = ForwardedRequest::decode(*packetOf(stream.messages[at]).data).value();
        for (std::size_t i = at; i < stream.messages.size(); ++i) {
            if (stream.messages[i].kind != "PROPOSAL")
                continue;
            const Txn txn = txnOf(stream.messages[i]);
            if (txn.header.session == request.session && txn.header.cxid == request.cxid) {
                rig.now.wallMs = txn.header.timeMs;
                return;
            }
        }
    }

    void fromLeader(const GoldenMessage& message, std::vector<QuorumPacket>& expected)
    {
        QuorumPacket packet = packetOf(message);
        if (packet.type == PacketType::proposal && packet.zxid > rig.replica.lastAppended())
            propose(txnOf(message));
        if (packet.type == PacketType::leaderInfo) // The one byte by which ours know each other.
            packet.data = jute::encode(LeaderInfo{zooscopeLearnerProtocol});
        expected.push_back(std::move(packet));
    }

    /// The leader began it: for a client of its own, or because a session's time was over.
    void propose(const Txn& txn)
    {
        if (txn.header.cxid == 0 && txn.header.type == OpCode::closeSession) {
            rig.now.wallMs = txn.header.timeMs - 3000;
            return rig.advance(std::chrono::milliseconds(3000));
        }
        rig.now.wallMs = txn.header.timeMs;
        if (txn.header.type == OpCode::createSession)
            clients[txn.header.session]
                = rig.openSession(std::get<CreateSessionTxn>(txn.body).timeoutMs);
        else
            rig.request(clients.at(txn.header.session), requestFor(txn));
    }

    static void compare(ServerId id, const std::vector<QuorumPacket>& expected,
        const std::vector<QuorumPacket>& sent)
    {
        SCOPED_TRACE("to server " + std::to_string(id.value));
        ASSERT_EQ(sent.size(), expected.size());
        for (std::size_t i = 0; i < sent.size(); ++i) {
            EXPECT_EQ(nameOf(sent[i].type), nameOf(expected[i].type)) << i;
            EXPECT_EQ(hex(sent[i].encode()), hex(expected[i].encode())) << i;
        }
    }

    LeaderRig rig;
    ServerId leaderId;
    std::map<ServerId, QuorumLink> links;
    std::map<SessionId, ConnectionId> clients;
};

/// What a member's disk would hold: the tree, and as the log's end the last transaction.
RecoveredState stateOf(const Replica& replica)
{
    storage::SnapshotHead head;
    for (const auto& [id, timeoutMs] : replica.sessions())
        head.sessions.emplace_back(id, std::chrono::milliseconds(timeoutMs));
    storage::SnapshotWriter writer(replica.tree(), head, storage::SnapshotForm::stream);
    storage::TreeStreamReader reader(replica.tree().options(), std::size_t(1) << 20);
    for (Bytes block; writer.next(block);)
        EXPECT_TRUE(reader.feed(block));
    auto received = reader.take(replica.tree().lastProcessed()).value();
    RecoveredState state{std::move(received.tree), std::move(received.sessions), {}};
    const CommittedLog& log = replica.committedLog();
    for (std::size_t i = 0; i < log.zxids().size(); ++i)
        state.tail.emplace_back(log.zxids()[i], *log.entry(i));
    return state;
}

/// Path, data and creation time of a node in the stream behind SNAP.
struct SnapshotNode {
    Bytes data;
    std::int64_t ctimeMs = 0;
};
SnapshotNode nodeIn(const GoldenStream& stream, const std::string& path)
{
    Bytes needle;
    jute::Writer(needle).buffer(viewOf(path));
    for (const GoldenMessage& message : stream.messages) {
        if (message.kind != "RAW")
            continue;
        const auto found = std::search(
            message.bytes.begin(), message.bytes.end(), needle.begin(), needle.end());
        if (found == message.bytes.end())
            continue;
        jute::Reader in(ByteView(message.bytes)
                            .subspan(static_cast<std::size_t>(found - message.bytes.begin())
                                + needle.size()));
        SnapshotNode node;
        const ByteView data = in.buffer().value_or(ByteView());
        node.data.assign(data.begin(), data.end());
        for (int skipped = 0; skipped < 3; ++skipped) // ACL id, czxid, mzxid.
            static_cast<void>(in.number<std::int64_t>());
        node.ctimeMs = in.number<std::int64_t>();
        return node;
    }
    ADD_FAILURE() << path << " is not in the snapshot";
    return {};
}

/// Server 2 leads; yields it as it was when it lost its quorum.
void leadFirstEpoch(Played& run)
{
    LeaderRig& rig = run.rig;
    auto& links = run.links;
    rig.start();
    run.replay("handshake-cold-diff");
    run.replay("handshake-snap-first");
    EXPECT_TRUE(rig.tookTree(links.at(ServerId(3))));
    for (const char* name : {"session-forwarded", "write-forwarded", "write-failed", "sync-op",
             "write-on-leader", "ping", "revalidate", "multi", "session-expiry"})
        run.replay(name);

    rig.close(links.at(ServerId(1)));
    run.replay("handshake-diff");
    EXPECT_FALSE(rig.tookTree(links.at(ServerId(1))));

    // One create was not recorded; the snapshot that follows knows it.
    rig.close(links.at(ServerId(1)));
    const SnapshotNode node = nodeIn(goldenStream("handshake-snap"), "/g/beforesnap");
    rig.now.wallMs = node.ctimeMs;
    Bytes frame;
    jute::appendFrame(frame, RequestHeader{4, OpCode::create2},
        CreateRequest{Path("/g/beforesnap"), node.data, openAcl(), 0});
    rig.request(run.clients.at(SessionId(0x2000018fc590001)), frame);
    rig.ack(links.at(ServerId(3)), Zxid(1, 0x11));
    static_cast<void>(rig.take(links.at(ServerId(3))));

    for (const char* name : {"handshake-snap", "observer-handshake", "observer-inform"})
        run.replay(name);
    run.replayUntilObserverStops("observer-request");
    run.replay("leader-loses-quorum");
    EXPECT_TRUE(rig.tookTree(links.at(ServerId(4))));
    EXPECT_EQ(rig.replica.pending().size(), 1u);
    EXPECT_FALSE(rig.leader.over());
}

TEST(GoldenLeader, SendsWhatApachesLeaderSentInAWholeEpoch)
{
    Played run(ServerId(2));
    leadFirstEpoch(run);
    run.rig.close(run.links.at(ServerId(1)));
    run.rig.close(run.links.at(ServerId(3)));
    run.rig.advance(std::chrono::milliseconds(1000));
    ASSERT_TRUE(run.rig.leader.over());
    EXPECT_NE(run.rig.leader.over()->find("quorum lost"), std::string::npos)
        << *run.rig.leader.over();
}

/// Epoch 2 of server 3, without a write; server 2 comes back with one that nobody else has.
TEST(GoldenLeader, SendsWhatApachesNextLeaderSent)
{
    Played first(ServerId(2));
    leadFirstEpoch(first);
    Played second(ServerId(3));
    second.rig.recover(stateOf(first.rig.replica), 1, 1);
    second.rig.start();
    second.replay("new-epoch");
    second.replay("handshake-trunc");
    EXPECT_FALSE(second.rig.leader.over());

    // Server 3 dies: epoch 3 of server 2, in which the tree of all epochs goes on.
    Played third(ServerId(2));
    third.rig.recover(stateOf(first.rig.replica), 2, 2);
    third.rig.start();
    third.replay("leader-change");
    EXPECT_FALSE(third.rig.leader.over());
    EXPECT_NE(third.rig.replica.tree().find("/after-change/eph"), nullptr);
}

/// With reconfig on: server 4 is in nobody's configuration, and follows without a vote.
TEST(GoldenLeader, SendsWhatApachesLeaderSentToAServerThatIsNotListed)
{
    const GoldenStream stream = goldenStream("reconfig-unlisted-server");
    PeerSettings peer = test::goldenSettings(ServerId(2));
    for (const GoldenMessage& message : stream.messages) {
        if (message.kind == "NEWLEADER")
            peer.membership.text = std::string(textOf(*packetOf(message).data));
    }
    peer.membership.members.erase(ServerId(4));
    peer.membership.verifier = std::make_shared<MajorityVerifier>(
        peer.membership.verifier->voters(), 0x100000000);
    ServerSettings server = test::goldenServer();
    server.reconfigEnabled = true;
    Played run(ServerId(2), server, peer);
    run.rig.start();
    for (const int id : {1, 3})
        static_cast<void>(run.rig.join(ServerId(id), Zxid(), 0));
    run.replay(stream);
    EXPECT_TRUE(run.rig.tookTree(run.links.at(ServerId(4))));
}

} // namespace

} // namespace zs::engine

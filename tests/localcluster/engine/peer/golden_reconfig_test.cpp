// SPDX-License-Identifier: Apache-2.0
// Members of ours in the place of Apache's while an Apache leader reconfigures the ensemble: they
// must send what Apache's sent, on the same connections. Excepted: the version by which ours know
// each other (FOLLOWERINFO, OBSERVERINFO, LEADERINFO); and the requests of server 1's client, whose
// password is not recorded (how requests travel is seen in session-forwarded and others).
#include "localcluster/engine/peer/membership_text.h"
#include "localcluster/engine/peer/quorum_peer.h"
#include "localcluster/engine/quorum/learner_records.h"
#include "localcluster/engine/quorum/quorum_packet.h"
#include "tests/localcluster/engine/quorum/golden_stream.h"

#include <gmock/gmock.h>

namespace zs::engine {
namespace {

using zs::test::GoldenMessage;
using zs::test::goldenStream;

QuorumPacket packetOf(const GoldenMessage& message)
{
    PacketSplitter splitter(std::size_t(1) << 20);
    splitter.feed(message.bytes);
    return **splitter.next();
}

std::string configIn(const std::string& name, const std::string& kind)
{
    for (const GoldenMessage& message : goldenStream(name).messages) {
        if (message.port == "quorum" && message.kind == kind)
            return std::string(textOf(*packetOf(message).data));
    }
    return {};
}

std::string plain(QuorumPacket packet)
{
    if (packet.type == PacketType::followerInfo || packet.type == PacketType::observerInfo) {
        LearnerInfo info = LearnerInfo::decode(*packet.data).value();
        info.protocolVersion = zooscopeLearnerProtocol;
        packet.data = info.encode();
    } else if (packet.type == PacketType::leaderInfo) {
        packet.data = jute::encode(LeaderInfo{zooscopeLearnerProtocol});
    }
    return std::string(nameOf(packet.type)) + ' ' + hex(packet.encode());
}

/// A member that is told what its peers said.
class GoldenPeer {
public:
    explicit GoldenPeer(int self, bool fresh = false)
        : m_self(self)
    {
        const std::string config = configIn("reconfig-unlisted-server", "NEWLEADER");
        ServerSettings server;
        server.serverId = self;
        server.tickTime = std::chrono::milliseconds(1000);
        server.reconfigEnabled = true;
        PeerSettings settings;
        settings.self = ServerId(self);
        settings.own.election = {{"127.0.0.1", static_cast<std::uint16_t>(24300 + self)}};
        settings.membership = readMembership(config).value();
        if (fresh) { // What somebody wrote who wants the server to join.
            const std::string own = "server.4=127.0.0.1:24204:24304:participant\n";
            settings.membership
                = readMembership(config.substr(0, config.rfind("version")) + own).value();
        }
        m_peer = std::make_unique<QuorumPeer>(server, settings, SessionId(0x10000170e0b0000));
        PeerHistory history;
        history.state.tree = std::make_unique<DataTree>();
        if (!fresh) {
            history.state.tree->setLastProcessed(Zxid(1, 0));
            history.acceptedEpoch = history.currentEpoch = 1;
        }
        m_peer->start(std::move(history), m_now);
        perform();
    }

    /// Server 2 leads; the others follow it.
    void hearOfLeader()
    {
        for (int other = 1; other <= 3; ++other) {
            if (other == m_self)
                continue;
            const LinkId link{static_cast<std::uint64_t>(other)};
            if (other < m_self) {
                m_peer->electionDialled(ServerId(other), link, m_now);
            } else {
                m_peer->electionAccepted(link, m_now);
                ElectionGreeting greeting;
                greeting.sid = ServerId(other);
                greeting.addresses = {{"127.0.0.1", static_cast<std::uint16_t>(24300 + other)}};
                m_peer->electionReceived(link, greeting.encode(), m_now);
            }
            Notification vote;
            vote.state = other == 2 ? PeerState::leading : PeerState::following;
            vote.leader = ServerId(2);
            vote.electionEpoch = 1;
            vote.peerEpoch = 1;
            vote.config = configIn("reconfig-unlisted-server", "NEWLEADER");
            Bytes frame;
            vote.appendFrame(frame);
            m_peer->electionReceived(link, frame, m_now);
            perform();
        }
    }

    void synchronize()
    {
        connect(ServerId(2));
        feed({PacketType::leaderInfo, Zxid(1, 0), jute::encode(LeaderInfo{}), {}});
        feed({PacketType::diff, Zxid(1, 0), {}, {}});
        const std::string config = configIn("reconfig-unlisted-server", "NEWLEADER");
        feed({PacketType::newLeader, Zxid(1, 0), Bytes(config.begin(), config.end()), {}});
        feed({PacketType::upToDate, Zxid(-1), {}, {}});
        ASSERT_TRUE(m_peer->serves());
        m_sent.clear();
    }

    /// One connection of a recording; a new one when it begins with a handshake.
    void replay(const std::string& name, int connection)
    {
        SCOPED_TRACE(name + ", connection " + std::to_string(connection));
        std::vector<std::string> expected;
        for (const GoldenMessage& message : goldenStream(name).messages) {
            if (message.port != "quorum" || message.connection != connection
                || message.kind == "CLOSE" || message.kind == "REQUEST")
                continue;
            if (message.to == ServerId(m_self)) {
                m_peer->quorumReceived(m_link, message.bytes, m_now);
                perform();
                continue;
            }
            if (message.kind == "FOLLOWERINFO" || message.kind == "OBSERVERINFO")
                connect(message.to);
            expected.push_back(plain(packetOf(message)));
        }
        EXPECT_EQ(sentOn(m_link), expected);
    }

    /// As leader: all connections of the recording on which it is spoken to.
    void lead(const std::string& name, const std::vector<int>& connections)
    {
        std::map<int, std::vector<std::string>> expected;
        std::map<int, QuorumLink> links;
        for (const GoldenMessage& message : goldenStream(name).messages) {
            const int connection = message.connection;
            if (message.port != "quorum" || !std::count(connections.begin(), connections.end(),
                    connection))
                continue;
            if (message.from == ServerId(m_self)) {
                expected[connection].push_back(plain(packetOf(message)));
                continue;
            }
            if (!links.contains(connection)) {
                links[connection] = QuorumLink{++m_lastLink};
                m_peer->learnerAccepted(links[connection], "127.0.0.1:1", m_now);
            }
            m_peer->quorumReceived(links[connection], message.bytes, m_now);
            perform();
        }
        for (const auto& [connection, packets] : expected)
            EXPECT_EQ(sentOn(links[connection]), packets) << "connection " << connection;
    }

    [[nodiscard]] QuorumPeer& peer() { return *m_peer; }
    [[nodiscard]] const std::vector<WriteConfig>& written() const { return m_written; }
    [[nodiscard]] bool listens() const { return m_listens; }
    [[nodiscard]] std::string configNode() const
    {
        return std::string(textOf(*m_peer->tree().find("/zookeeper/config")->data()));
    }

private:
    void feed(const QuorumPacket& packet)
    {
        m_peer->quorumReceived(m_link, packet.encode(), m_now);
        perform();
    }

    void connect(ServerId leader)
    {
        ASSERT_FALSE(m_dials.empty()) << "nobody was dialled";
        EXPECT_EQ(m_dials.back().leader, leader);
        EXPECT_EQ(m_dials.back().addresses.front().port, 24200 + leader.value);
        m_link = QuorumLink{++m_lastLink};
        const std::uint64_t attempt = m_dials.back().attempt;
        m_dials.clear();
        m_peer->leaderDialled(attempt, m_link, m_now);
        perform();
    }

    std::vector<std::string> sentOn(QuorumLink link)
    {
        PacketSplitter splitter(std::size_t(1) << 20);
        splitter.feed(m_sent[link]);
        std::vector<std::string> packets;
        for (auto packet = splitter.next(); packet && *packet; packet = splitter.next()) {
            if ((*packet)->type != PacketType::ping)
                packets.push_back(plain(**packet));
        }
        m_sent.erase(link);
        return packets;
    }

    /// What it wants done, until it wants nothing more; the disk is done at once.
    void perform()
    {
        for (bool any = true; any;) {
            PeerEffects effects;
            m_peer->takeEffects(effects);
            any = !effects.quorum.empty() || !effects.disk.empty();
            for (QuorumEffect& effect : effects.quorum) {
                if (auto* dial = std::get_if<DialLeader>(&effect))
                    m_dials.push_back(std::move(*dial));
                else if (const auto* send = std::get_if<SendQuorum>(&effect))
                    append(m_sent[send->link], send->bytes);
                else if (const auto* listen = std::get_if<ListenForLearners>(&effect))
                    m_listens = listen->on;
            }
            for (const DiskTask& task : effects.disk)
                complete(task);
        }
    }

    static void append(Bytes& to, const Bytes& bytes)
    {
        to.insert(to.end(), bytes.begin(), bytes.end());
    }

    void complete(const DiskTask& task)
    {
        if (const auto* log = std::get_if<AppendLog>(&task))
            m_peer->logged(log->batch.entries.back().zxid, m_now);
        else if (const auto* epoch = std::get_if<WriteEpoch>(&task))
            m_peer->epochWritten(epoch->file, epoch->epoch, m_now);
        else if (const auto* save = std::get_if<SaveTree>(&task))
            m_peer->treeSaved(save->zxid, m_now);
        else if (const auto* config = std::get_if<WriteConfig>(&task))
            m_written.push_back(*config);
        else
            ADD_FAILURE() << "a task of the disk that no recording asks for";
    }

    int m_self;
    Now m_now{Instant(std::chrono::seconds(100)), 1'795'303'600'000};
    std::unique_ptr<QuorumPeer> m_peer;
    QuorumLink m_link;
    std::uint64_t m_lastLink = 100;
    std::map<QuorumLink, Bytes> m_sent;
    std::vector<DialLeader> m_dials;
    std::vector<WriteConfig> m_written;
    bool m_listens = false;
};

/// Server 4 joins, observes, votes, and follows the leader that the removed one named.
TEST(GoldenReconfig, WhoIsAddedObservesThenVotesThenFollowsTheNamedLeader)
{
    GoldenPeer four(4);
    four.hearOfLeader();
    four.synchronize();
    EXPECT_EQ(four.peer().state(), PeerState::following); // Without a vote.
    four.replay("reconfig-add-observer", 2);
    four.replay("reconfig-add-observer", 4);
    EXPECT_EQ(four.peer().state(), PeerState::observing);
    EXPECT_TRUE(four.peer().serves());
    four.replay("reconfig-remove-follower", 3);
    EXPECT_EQ(four.peer().state(), PeerState::observing);
    four.replay("reconfig-promote-observer", 3);
    four.replay("reconfig-promote-observer", 4);
    EXPECT_EQ(four.peer().state(), PeerState::following);
    EXPECT_EQ(four.configNode(), configIn("reconfig-promote-observer", "NEWLEADER"));
    four.replay("reconfig-remove-leader", 3);
    four.replay("reconfig-remove-leader", 5);
    EXPECT_TRUE(four.peer().serves());
    EXPECT_EQ(four.peer().currentEpoch(), 2);
    EXPECT_EQ(four.configNode(), configIn("reconfig-remove-leader", "NEWLEADER"));
    EXPECT_EQ(four.peer().settings().membership.verifier->voters(),
        (std::set<ServerId>{ServerId(1), ServerId(4)}));
    // Each proposal first, each commit behind it.
    std::vector<std::pair<std::int64_t, bool>> files;
    for (const WriteConfig& written : four.written()) {
        files.emplace_back(written.version, written.committed);
        EXPECT_TRUE(!written.committed || written.dropsNext);
    }
    using testing::ElementsAre;
    using testing::Pair;
    EXPECT_THAT(files,
        ElementsAre(Pair(0x100000002, false), Pair(0x100000002, true), Pair(0x100000003, true),
            Pair(0x100000004, true), Pair(0x100000005, false), Pair(0x100000005, true)));
}

TEST(GoldenReconfig, WhoIsRemovedFollowsOnWithoutAVote)
{
    GoldenPeer three(3);
    three.hearOfLeader();
    three.synchronize();
    three.replay("reconfig-add-observer", 3);
    three.replay("reconfig-remove-follower", 2);
    EXPECT_EQ(three.peer().state(), PeerState::following);
    EXPECT_TRUE(three.peer().serves());
    three.replay("reconfig-promote-observer", 2);
    three.replay("reconfig-remove-leader", 2);
    three.replay("reconfig-remove-leader", 4);
    EXPECT_TRUE(three.peer().serves());
    EXPECT_EQ(three.peer().settings().find(ServerId(3)), nullptr);
}

TEST(GoldenReconfig, WhoIsNamedLeadsWithoutAnElection)
{
    GoldenPeer one(1);
    one.hearOfLeader();
    one.synchronize();
    for (const char* name : {"reconfig-add-observer", "reconfig-remove-follower",
             "reconfig-promote-observer", "reconfig-remove-leader"})
        one.replay(name, 1);
    EXPECT_EQ(one.peer().state(), PeerState::leading);
    EXPECT_TRUE(one.listens());
    one.lead("reconfig-remove-leader", {4, 5, 6});
    EXPECT_TRUE(one.peer().serves());
    EXPECT_EQ(one.peer().currentEpoch(), 2);
}

/// Its own file says version 0; what the voters have is newer.
TEST(GoldenReconfig, WhoIsNotListedTakesTheVotersConfigurationAndFollows)
{
    GoldenPeer four(4, /*fresh=*/true);
    four.hearOfLeader(); // The first to tell brings the configuration, and the election anew.
    four.hearOfLeader();
    four.replay("reconfig-unlisted-server", 7);
    EXPECT_TRUE(four.peer().serves());
    EXPECT_EQ(four.configNode(), configIn("reconfig-unlisted-server", "NEWLEADER"));
    EXPECT_EQ(four.peer().settings().find(ServerId(4)), nullptr);
}

} // namespace
} // namespace zs::engine

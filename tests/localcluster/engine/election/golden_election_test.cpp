// SPDX-License-Identifier: Apache-2.0
// Election ports of ours in the place of Apache's in recorded elections.
#include "localcluster/engine/election/election_port.h"
#include "tests/localcluster/engine/quorum/golden_stream.h"

#include <gmock/gmock.h>

namespace zs::engine {
namespace {

using namespace std::chrono_literals;
using testing::SizeIs;

Instant at(std::chrono::nanoseconds t) { return Instant(t); }
HostPort addressOf(std::int64_t id)
{
    return {"127.0.0.1", static_cast<std::uint16_t>(24300 + id)};
}
ElectionGreeting greetingOf(std::int64_t id)
{
    ElectionGreeting greeting;
    greeting.sid = ServerId(id);
    greeting.addresses = {addressOf(id)};
    return greeting;
}
ElectionLinks::Members members(std::int64_t count)
{
    ElectionLinks::Members all;
    for (std::int64_t id = 1; id <= count; ++id)
        all[ServerId(id)] = {addressOf(id)};
    return all;
}
ElectionPort portOf(std::int64_t self, const std::string& config = "version=0",
    Zxid last = Zxid(1, 5), std::int64_t epoch = 1)
{
    ElectionSettings settings;
    settings.self = ServerId(self);
    const auto verifier = std::make_shared<MajorityVerifier>(
        std::set<ServerId>{ServerId(1), ServerId(2), ServerId(3)});
    return {LeaderElection(settings, QuorumRule(verifier), config, last, epoch),
        ElectionLinks(greetingOf(self), members(4), false)};
}
template <class T>
std::vector<T> only(const PortEffects& effects)
{
    std::vector<T> found;
    for (const PortEffect& effect : effects) {
        if (const T* one = std::get_if<T>(&effect))
            found.push_back(*one);
    }
    return found;
}
std::string configOf(const test::GoldenStream& stream)
{
    for (const auto& message : stream.messages) {
        if (message.kind == "NOTIF")
            return Notification::decode(ByteView(message.bytes).subspan(4))->config;
    }
    return {};
}

/// What a server sends on some recorded connections, each of which it opened (`dialled`: to whom)
/// or accepted, when it is told what came on them.
struct Player {
    Player(const std::string& name, std::int64_t own, Zxid last, std::int64_t epoch)
        : stream(test::goldenStream(name))
        , self(own)
        , port(portOf(own, configOf(stream), last, epoch))
    {
        static_cast<void>(port.look(last, epoch, at(0s), "start"));
    }
    void dialled(int connection, std::int64_t peer)
    {
        open(connection);
        keep(port.dialled(ServerId(peer), linkOf(connection), at(1ms)));
    }
    void accepted(int connection)
    {
        open(connection);
        keep(port.accepted(linkOf(connection), at(1ms)));
    }
    void play()
    {
        std::map<int, std::string> expected;
        for (const int connection : connections)
            expected[connection];
        for (const auto& message : stream.messages) {
            if (message.port != "election" || !connections.contains(message.connection)
                || message.kind == "CLOSE")
                continue;
            if (message.from == ServerId(self))
                expected[message.connection] += " " + message.kind + hex(message.bytes);
            else
                keep(port.received(linkOf(message.connection), message.bytes, at(2ms)));
        }
        for (const auto& [connection, words] : expected)
            EXPECT_EQ(sent[connection], words) << stream.name << ", connection " << connection;
    }

    test::GoldenStream stream;
    std::int64_t self;
    ElectionPort port;

private:
    static LinkId linkOf(int connection)
    {
        return LinkId{static_cast<std::uint64_t>(connection)};
    }
    void open(int connection) { connections.insert(connection); }
    void keep(const PortEffects& effects)
    {
        for (const SendBytes& one : only<SendBytes>(effects)) {
            const bool greeting = one.bytes.size() > 2 && one.bytes[0] == 0xff;
            sent[static_cast<int>(one.link.value)]
                += std::string(greeting ? " HELLO" : " NOTIF") + hex(one.bytes);
        }
    }

    std::set<int> connections;
    std::map<int, std::string> sent;
};

TEST(GoldenElection, AColdStartSpeaksAsApachesFromBothSides)
{
    Player one("election-cold-start", 1, Zxid(), 0);
    one.accepted(1);
    one.play();
    Player two("election-cold-start", 2, Zxid(), 0);
    two.dialled(1, 1);
    two.play();
    EXPECT_EQ(two.port.election().vote().leader, ServerId(2));
    EXPECT_EQ(one.port.election().vote().leader, ServerId(2));
}

/// Server 3 comes back behind a leader change: stale votes first, then how things stand.
TEST(GoldenElection, ComesBackBehindALeaderChangeAsApaches)
{
    Player three("leader-change", 3, Zxid(1, 0x18), 2);
    three.dialled(5, 1);
    three.dialled(6, 2);
    three.play();
    EXPECT_EQ(three.port.election().state(), PeerState::following);
}

/// Server 2, which led, comes back while 3 leads and 1 follows.
TEST(GoldenElection, TheOldLeaderComesBackAsApaches)
{
    Player two("handshake-trunc", 2, Zxid(1, 0x19), 1);
    two.dialled(1, 1);
    two.accepted(3);
    two.play();
    EXPECT_EQ(two.port.election().state(), PeerState::following);
    EXPECT_EQ(two.port.election().vote().leader, ServerId(3));
}

/// Servers 1 and 3 meet again; the first notification of each may be an old one.
TEST(GoldenElection, TwoSurvivorsElectAsApaches)
{
    Player three("new-epoch", 3, Zxid(1, 0x18), 1);
    three.dialled(2, 1);
    three.play();
    EXPECT_EQ(three.port.election().vote().leader, ServerId(3));
    Player one("new-epoch", 1, Zxid(1, 0x18), 1);
    one.accepted(2);
    one.play();
    EXPECT_EQ(one.port.election().vote().leader, ServerId(3));
}

/// Server 1 comes back while 2 leads and 3 follows: its own captured bytes must be ours.
TEST(ElectionPort, SpeaksAsACapturedServerThatComesBack)
{
    const test::GoldenStream stream = test::goldenStream("election-rejoin");
    std::string config;
    for (const auto& message : stream.messages) {
        if (message.kind == "NOTIF")
            config = Notification::decode(ByteView(message.bytes).subspan(4))->config;
    }
    ElectionPort port = portOf(1, config, Zxid(1, 0xc), 1);
    std::map<int, Bytes> sent; // By captured connection.
    std::vector<PortEffects> dials{port.look(Zxid(1, 0xc), 1, at(0s), "start")};
    ASSERT_THAT(only<Dial>(dials[0]), SizeIs(2));
    const auto keep = [&](const PortEffects& effects) {
        for (const SendBytes& one : only<SendBytes>(effects)) {
            Bytes& bytes = sent[static_cast<int>(one.link.value)];
            bytes.insert(bytes.end(), one.bytes.begin(), one.bytes.end());
        }
    };
    // Connections 1 and 2 of the capture are its knocks at 3 and 2.
    keep(port.dialled(ServerId(3), LinkId{1}, at(1ms)));
    keep(port.dialled(ServerId(2), LinkId{2}, at(1ms)));
    keep(port.accepted(LinkId{3}, at(2ms)));
    keep(port.accepted(LinkId{4}, at(2ms)));
    std::map<int, Bytes> expected;
    for (const auto& message : stream.messages) {
        if (message.from == ServerId(1)) {
            Bytes& bytes = expected[message.connection];
            bytes.insert(bytes.end(), message.bytes.begin(), message.bytes.end());
        } else if (message.connection >= 3) {
            keep(port.received(
                LinkId{static_cast<std::uint64_t>(message.connection)}, message.bytes, at(3ms)));
        }
    }
    for (const auto& [connection, bytes] : expected)
        EXPECT_EQ(hex(sent[connection]), hex(bytes)) << "connection " << connection;
    EXPECT_EQ(port.election().state(), PeerState::following);
    EXPECT_EQ(port.election().vote(), (Vote{1, Zxid(0), ServerId(2)}));
}

/// Server 3 comes to a formed ensemble; the stale LOOKING votes that it hears first mislead it not.
TEST(ElectionPort, SurvivesTheStaleFirstMessagesOfALateJoin)
{
    const test::GoldenStream stream = test::goldenStream("election-late-join");
    ElectionPort port = portOf(3, "version=0", Zxid(0), 0);
    (void)port.look(Zxid(0), 0, at(0s), "start");
    (void)port.dialled(ServerId(2), LinkId{1}, at(1ms));
    (void)port.dialled(ServerId(1), LinkId{2}, at(1ms));
    for (const auto& message : stream.messages) {
        if (message.to != ServerId(3))
            continue;
        EXPECT_EQ(port.election().state(), PeerState::looking);
        (void)port.received(
            LinkId{static_cast<std::uint64_t>(message.connection)}, message.bytes, at(2ms));
    }
    EXPECT_EQ(port.election().state(), PeerState::following);
    EXPECT_EQ(port.election().vote().leader, ServerId(2));
}

} // namespace
} // namespace zs::engine

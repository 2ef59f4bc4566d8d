// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/quorum/config_text.h"
#include "localcluster/engine/quorum/election_greeting.h"
#include "localcluster/engine/quorum/learner_records.h"
#include "localcluster/engine/quorum/notification.h"
#include "localcluster/engine/quorum/quorum_packet.h"
#include "localcluster/engine/quorum/quorum_verifier.h"

#include <gmock/gmock.h>

#include <random>

namespace zs::engine {
namespace {

Notification sample(Notification::Form form)
{
    Notification n;
    n.state = PeerState::leading;
    n.leader = ServerId(3);
    n.zxid = Zxid(2, 7);
    n.electionEpoch = 5;
    n.peerEpoch = 2;
    n.form = form;
    n.version = form == Notification::Form::versioned ? 2 : 0;
    if (form == Notification::Form::versioned)
        n.config = "server.1=h:1:2:participant\nversion=0";
    return n;
}

TEST(Notification, OldFormsKeepTheirLengths)
{
    for (const auto& [form, size] : {std::pair(Notification::Form::bytes28, 28u),
             std::pair(Notification::Form::bytes40, 40u)}) {
        const Bytes bytes = sample(form).encode();
        EXPECT_EQ(bytes.size(), size);
        EXPECT_EQ(*Notification::decode(bytes), sample(form));
    }
}

TEST(Notification, TakesTheEpochOfTheOldestFormFromTheZxid)
{
    Notification old = sample(Notification::Form::bytes28);
    old.zxid = Zxid(9, 1);
    EXPECT_EQ(Notification::decode(old.encode())->peerEpoch, 9);
}

TEST(Notification, RefusesEveryOtherTruncation)
{
    const Bytes whole = sample(Notification::Form::versioned).encode();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        if (size == 28 || size == 40)
            continue;
        const auto n = Notification::decode(ByteView(whole).first(size));
        ASSERT_FALSE(n) << size;
        EXPECT_EQ(n.error().code, Errc::protocol);
    }
    EXPECT_TRUE(Notification::decode(whole));
}

TEST(Notification, RefusesAConfigurationLongerThanTheMessage)
{
    Bytes bytes = sample(Notification::Form::versioned).encode();
    for (const char* length : {"7fffffff", "80000000", "ffffffff", "00000100"}) {
        const Bytes wrong = *unhex(length);
        std::copy(wrong.begin(), wrong.end(), bytes.begin() + 40);
        EXPECT_FALSE(Notification::decode(bytes)) << length;
    }
}

TEST(ElectionGreeting, KnowsAllThreeForms)
{
    ElectionGreeting greeting;
    greeting.sid = ServerId(2);
    greeting.form = ElectionGreeting::Form::bareId;
    EXPECT_EQ(hex(greeting.encode()), "0000000000000002");
    EXPECT_EQ((*readGreeting(greeting.encode()))->greeting, greeting);
    greeting.form = ElectionGreeting::Form::manyAddresses;
    greeting.addresses = {{"10.0.0.1", 3888}, {"::1", 3889}};
    const Bytes bytes = greeting.encode();
    EXPECT_THAT(std::string(textOf(bytes)), testing::HasSubstr("10.0.0.1:3888|[::1]:3889"));
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const auto part = readGreeting(ByteView(bytes).first(size));
        ASSERT_TRUE(part) << size;
        EXPECT_FALSE(*part) << size;
    }
    EXPECT_EQ((*readGreeting(bytes))->greeting, greeting);
}

TEST(ElectionGreeting, RefusesWhatIsNoGreeting)
{
    for (const char* bytes : {"fffffffffffe0000",        // Unknown version.
             "ffffffffffff0000" "0000000000000001" "00000000", // No address.
             "ffffffffffff0000" "0000000000000001" "00000801", // Too long: refused before it comes.
             "ffffffffffff0000" "0000000000000001" "ffffffff",
             "ffffffffffff0000" "0000000000000001" "00000003" "613a62", // "a:b"
             "ffffffffffff0000" "0000000000000001" "00000001" "7c"}) { // "|"
        const auto greeting = readGreeting(*unhex(bytes));
        ASSERT_FALSE(greeting) << bytes;
        EXPECT_EQ(greeting.error().code, Errc::protocol);
    }
}

TEST(ElectionGreeting, TellsWildcardsFromAddresses)
{
    EXPECT_TRUE(HostPort::parse("0.0.0.0:1")->isWildcard());
    EXPECT_TRUE(HostPort::parse("[::]:1")->isWildcard());
    EXPECT_TRUE(HostPort::parse("[0:0:0:0:0:0:0:0]:1")->isWildcard());
    EXPECT_FALSE(HostPort::parse("[::1]:1")->isWildcard());
    EXPECT_FALSE(HostPort::parse("zk.example:1")->isWildcard());
    EXPECT_FALSE(HostPort::parse("h:65536"));
    EXPECT_FALSE(HostPort::parse("::1:3888"));
}

TEST(PacketSplitter, RefusesUnreasonableLengthsBeforeTheirBytesCome)
{
    const std::string head = "00000002" "0000000100000001";
    for (const std::string tail : {"7fffffff", "fffffffe", "00001001", "ffffffff" "7fffffff",
             "ffffffff" "fffffffe", "ffffffff" "00000001" "7fffffff",
             "ffffffff" "00000001" "fffffff0"}) {
        PacketSplitter splitter(4096);
        splitter.feed(*unhex(head + tail));
        const auto packet = splitter.next();
        ASSERT_FALSE(packet) << tail;
        EXPECT_EQ(packet.error().code, Errc::protocol);
        splitter.feed(*unhex("00"));
        EXPECT_FALSE(splitter.next()) << "the stream is of no use any more";
    }
}

TEST(PacketSplitter, KeepsNullAndEmptyApart)
{
    for (const bool data : {false, true}) {
        for (const bool ids : {false, true}) {
            QuorumPacket packet;
            if (data)
                packet.data.emplace();
            if (ids)
                packet.authInfo.emplace();
            PacketSplitter splitter(100);
            splitter.feed(packet.encode());
            EXPECT_EQ(**splitter.next(), packet);
        }
    }
}

TEST(PacketSplitter, SurvivesRandomBytes)
{
    std::mt19937_64 random(1);
    for (int run = 0; run < 3000; ++run) {
        PacketSplitter splitter(1000);
        Bytes bytes(random() % 200);
        for (std::uint8_t& byte : bytes)
            byte = random() % 3 == 0 ? static_cast<std::uint8_t>(random()) : 0;
        splitter.feed(bytes);
        for (int packets = 0; packets < 20; ++packets) {
            const auto packet = splitter.next();
            if (!packet || !*packet)
                break;
        }
        (void)Notification::decode(bytes);
        (void)readGreeting(bytes);
        (void)LearnerInfo::decode(bytes);
        (void)ForwardedRequest::decode(bytes);
        (void)decodeTouches(bytes);
        (void)Activation::decode(bytes);
    }
}

TEST(LearnerInfo, AcceptsTheLengthsOfAllVersions)
{
    EXPECT_EQ(LearnerInfo::decode(*unhex("0000000000000003"))->serverId, ServerId(3));
    const auto old = LearnerInfo::decode(*unhex("0000000000000003" "00010000"));
    EXPECT_EQ(old->protocolVersion, apacheLearnerProtocol);
    EXPECT_FALSE(old->configVersion);
    EXPECT_EQ(hex(old->encode()), "0000000000000003" "00010000");
    for (const std::size_t size : {0u, 7u, 9u, 13u, 19u, 21u})
        EXPECT_FALSE(LearnerInfo::decode(Bytes(size)));
}

TEST(ConfigVersion, IsReadFromTheLastLine)
{
    EXPECT_EQ(configVersionOf("server.1=h:1:2:participant\nversion=100000002"), 0x100000002);
    EXPECT_EQ(configVersionOf("version=0"), 0);
    EXPECT_EQ(configVersionOf("server.1=h:1:2:participant"), std::nullopt);
    EXPECT_EQ(configVersionOf("x\nversion=zz"), std::nullopt);
}

TEST(QuorumRule, NeedsBothConfigurationsWhileANewOneIsProposed)
{
    const auto set = [](std::initializer_list<int> ids) {
        std::set<ServerId> out;
        for (const int id : ids)
            out.insert(ServerId(id));
        return out;
    };
    const auto current = std::make_shared<MajorityVerifier>(set({1, 2, 3}), 5);
    const auto next = std::make_shared<MajorityVerifier>(set({3, 4, 5}), 6);
    const QuorumRule rule(current, next);
    EXPECT_FALSE(rule.isQuorum(set({1, 2})));
    EXPECT_FALSE(rule.isQuorum(set({1, 2, 3})));
    EXPECT_TRUE(rule.isQuorum(set({1, 3, 4})));
    EXPECT_TRUE(rule.isVoter(ServerId(5)));
    EXPECT_FALSE(rule.isVoter(ServerId(6)));
    const QuorumRule settled(next, current); // Older: not a proposal.
    EXPECT_TRUE(settled.isQuorum(set({4, 5})));
    EXPECT_FALSE(settled.isVoter(ServerId(1)));
}

} // namespace
} // namespace zs::engine

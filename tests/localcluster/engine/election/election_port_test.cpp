// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/election/election_port.h"

#include <gmock/gmock.h>

namespace zs::engine {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
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
template <class T>
std::vector<T> only(const LinkEffects& effects)
{
    std::vector<T> found;
    for (const LinkEffect& effect : effects) {
        if (const T* one = std::get_if<T>(&effect))
            found.push_back(*one);
    }
    return found;
}
Notification voteFor(std::int64_t leader)
{
    Notification n;
    n.leader = ServerId(leader);
    return n;
}

// ---- who keeps which connection -------------------------------------------------------------

TEST(ElectionLinks, TheHigherIdKeepsWhatItDialled)
{
    ElectionLinks links(greetingOf(3), members(3), false);
    EXPECT_THAT(only<Dial>(links.send(ServerId(1), voteFor(3))), SizeIs(1));
    EXPECT_THAT(links.send(ServerId(1), voteFor(2)), IsEmpty()) << "one dial at a time";
    const LinkEffects effects = links.dialled(ServerId(1), LinkId{7});
    EXPECT_THAT(only<SendGreeting>(effects), SizeIs(1));
    EXPECT_THAT(only<CloseLink>(effects), IsEmpty());
    ASSERT_THAT(only<SendMessage>(effects), SizeIs(1));
    EXPECT_EQ(only<SendMessage>(effects)[0].message.leader, ServerId(2))
        << "the newer message replaced the older one";
    EXPECT_EQ(links.peerOf(LinkId{7}), ServerId(1));
}

TEST(ElectionLinks, TheLowerIdKnocksAndIsDialledBack)
{
    ElectionLinks links(greetingOf(1), members(3), false);
    (void)links.send(ServerId(3), voteFor(1));
    const LinkEffects knock = links.dialled(ServerId(3), LinkId{7});
    EXPECT_THAT(only<SendGreeting>(knock), SizeIs(1));
    EXPECT_THAT(only<CloseLink>(knock), SizeIs(1));
    EXPECT_THAT(only<SendMessage>(knock), IsEmpty());
    EXPECT_THAT(only<Dial>(links.send(ServerId(3), voteFor(2))), IsEmpty())
        << "a second knock would cost the connection that is on its way";
    const LinkEffects back = links.greeted(LinkId{8}, greetingOf(3));
    ASSERT_THAT(only<SendMessage>(back), SizeIs(1));
    EXPECT_EQ(only<SendMessage>(back)[0].message.leader, ServerId(2));
    EXPECT_EQ(links.peerOf(LinkId{8}), ServerId(3));
}

TEST(ElectionLinks, ALowerIdThatKnocksIsClosedAndDialledAtTheAddressItGave)
{
    ElectionLinks links(greetingOf(3), members(3), false);
    (void)links.send(ServerId(1), voteFor(3));
    (void)links.dialled(ServerId(1), LinkId{7});
    ElectionGreeting moved = greetingOf(1);
    moved.addresses = {{"0.0.0.0", 1}, {"10.0.0.9", 3888}};
    const LinkEffects effects = links.greeted(LinkId{8}, moved);
    const auto closed = only<CloseLink>(effects);
    ASSERT_THAT(closed, SizeIs(2));
    EXPECT_EQ(closed[0].link, LinkId{8});
    EXPECT_EQ(closed[1].link, LinkId{7}) << "it would not knock if it had a connection";
    ASSERT_THAT(only<Dial>(effects), SizeIs(1));
    EXPECT_THAT(only<Dial>(effects)[0].addresses, ElementsAre(HostPort{"10.0.0.9", 3888}));
}

TEST(ElectionLinks, ANewerConnectionReplacesTheOlderAndRepeatsTheLastMessage)
{
    ElectionLinks links(greetingOf(1), members(3), false);
    (void)links.greeted(LinkId{7}, greetingOf(3));
    (void)links.send(ServerId(3), voteFor(1));
    const LinkEffects effects = links.greeted(LinkId{8}, greetingOf(3));
    ASSERT_THAT(only<CloseLink>(effects), SizeIs(1));
    EXPECT_EQ(only<CloseLink>(effects)[0].link, LinkId{7});
    ASSERT_THAT(only<SendMessage>(effects), SizeIs(1));
    EXPECT_TRUE(only<SendMessage>(effects)[0].stale);
    EXPECT_EQ(links.peerOf(LinkId{7}), std::nullopt);
    EXPECT_THAT(links.closed(LinkId{7}), IsEmpty()) << "old news about a replaced connection";
}

TEST(ElectionLinks, HoldsOneMessageForAPeerThatReadsNothing)
{
    ElectionLinks links(greetingOf(1), members(3), false);
    (void)links.greeted(LinkId{7}, greetingOf(3));
    (void)links.setBlocked(LinkId{7}, true);
    EXPECT_THAT(links.send(ServerId(3), voteFor(1)), IsEmpty());
    EXPECT_THAT(links.send(ServerId(3), voteFor(2)), IsEmpty());
    EXPECT_FALSE(links.anyDelivered());
    const auto sent = only<SendMessage>(links.setBlocked(LinkId{7}, false));
    ASSERT_THAT(sent, SizeIs(1));
    EXPECT_EQ(sent[0].message.leader, ServerId(2));
    EXPECT_TRUE(links.anyDelivered());
}

TEST(ElectionLinks, RefusesStrangersAndItsOwnId)
{
    ElectionLinks links(greetingOf(2), members(3), false);
    for (const std::int64_t id : {2, 9, -1, -5}) {
        EXPECT_THAT(only<CloseLink>(links.greeted(LinkId{7}, greetingOf(id))), SizeIs(1)) << id;
        EXPECT_EQ(links.peerOf(LinkId{7}), std::nullopt);
    }
}

TEST(ElectionLinks, AdmitsAFewStrangersWhereConfigurationsMayChange)
{
    ElectionLinks links(greetingOf(2), members(3), true);
    for (std::uint64_t i = 0; i < ElectionLinks::maxStrangers; ++i)
        EXPECT_THAT(only<CloseLink>(links.greeted(LinkId{i}, greetingOf(100 + std::int64_t(i)))),
            IsEmpty());
    EXPECT_THAT(only<CloseLink>(links.greeted(LinkId{50}, greetingOf(200))), SizeIs(1));
    (void)links.closed(LinkId{0});
    EXPECT_THAT(only<CloseLink>(links.greeted(LinkId{51}, greetingOf(200))), IsEmpty());
}

TEST(ElectionLinks, LooksWhetherAHigherPeerLivesWithoutCostingItsConnection)
{
    ElectionLinks links(greetingOf(1), members(3), false);
    (void)links.greeted(LinkId{7}, greetingOf(3));
    (void)links.closed(LinkId{7});
    EXPECT_THAT(only<Dial>(links.reconnect(ServerId(3))), SizeIs(1));
    const LinkEffects effects = links.dialled(ServerId(3), LinkId{8});
    EXPECT_THAT(only<SendGreeting>(effects), IsEmpty());
    EXPECT_THAT(only<CloseLink>(effects), SizeIs(1));
    EXPECT_EQ(only<ReachChanged>(effects).at(0).reach, Reach::accepting);
    // The system took it for a process that was ending: now it is gone.
    EXPECT_THAT(only<Dial>(links.reconnect(ServerId(3))), SizeIs(1));
    EXPECT_EQ(only<ReachChanged>(links.dialFailed(ServerId(3), true)).at(0).reach, Reach::refused);
    EXPECT_THAT(links.reconnect(ServerId(3)), IsEmpty()) << "twice between two polls";
    links.poll();
    EXPECT_THAT(only<Dial>(links.reconnect(ServerId(3))), SizeIs(1));
    EXPECT_EQ(only<ReachChanged>(links.dialFailed(ServerId(3), true)).at(0).reach, Reach::refused);
}

// ---- bytes ----------------------------------------------------------------------------------

TEST(ElectionPort, ClosesWhatDoesNotGreetInTime)
{
    ElectionPort port = portOf(1);
    EXPECT_THAT(port.accepted(LinkId{1}, at(0s)), IsEmpty());
    EXPECT_EQ(port.nextTimer(), at(ElectionPort::greetingTimeout));
    EXPECT_THAT(only<CloseLink>(port.tick(at(ElectionPort::greetingTimeout))), SizeIs(1));
    EXPECT_EQ(port.nextTimer(), std::nullopt);
}

TEST(ElectionPort, HoldsABoundedNumberOfUnknownConnections)
{
    ElectionPort port = portOf(1);
    for (std::uint64_t i = 1; i <= ElectionPort::maxUnknown; ++i)
        EXPECT_THAT(port.accepted(LinkId{i}, at(i * 1ms)), IsEmpty());
    const auto closed = only<CloseLink>(port.accepted(LinkId{1000}, at(1s)));
    ASSERT_THAT(closed, SizeIs(1));
    EXPECT_EQ(closed[0].link, LinkId{1}) << "the oldest makes room";
}

TEST(ElectionPort, ClosesConnectionsWithDamagedBytesAndNoOther)
{
    for (const char* bytes : {"00000000", "ffffffff", "00080001", "7fffffff"}) {
        ElectionPort port = portOf(1);
        (void)port.accepted(LinkId{1}, at(0s));
        (void)port.accepted(LinkId{2}, at(0s));
        (void)port.received(LinkId{1}, greetingOf(3).encode(), at(0s));
        (void)port.received(LinkId{2}, greetingOf(2).encode(), at(0s));
        const auto closed = only<CloseLink>(port.received(LinkId{1}, *unhex(bytes), at(0s)));
        ASSERT_THAT(closed, SizeIs(1)) << bytes;
        EXPECT_EQ(closed[0].link, LinkId{1});
        EXPECT_THAT(port.received(LinkId{1}, *unhex("00"), at(0s)), IsEmpty());
    }
    ElectionPort port = portOf(1);
    (void)port.accepted(LinkId{1}, at(0s));
    EXPECT_THAT(only<CloseLink>(port.received(LinkId{1}, *unhex("fffffffffffffff0"), at(0s))),
        SizeIs(1));
}

TEST(ElectionPort, SkipsADamagedNotificationAndReadsTheNext)
{
    ElectionPort port = portOf(1);
    (void)port.look(Zxid(1, 5), 1, at(0s), "start");
    (void)port.accepted(LinkId{1}, at(0s));
    Bytes bytes = greetingOf(3).encode();
    const Bytes tooShort = *unhex("00000003" "000000");
    bytes.insert(bytes.end(), tooShort.begin(), tooShort.end());
    Notification vote = voteFor(3);
    vote.zxid = Zxid(9, 9);
    vote.peerEpoch = 9;
    vote.electionEpoch = 1;
    vote.appendFrame(bytes);
    for (const std::uint8_t byte : bytes) {
        const PortEffects effects = port.received(LinkId{1}, ByteView(&byte, 1), at(1ms));
        EXPECT_THAT(only<CloseLink>(effects), IsEmpty());
    }
    EXPECT_EQ(port.election().vote().leader, ServerId(3));
}

} // namespace
} // namespace zs::engine

// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/peer/member_config.h"
#include "localcluster/engine/peer/membership_text.h"

#include <gmock/gmock.h>

namespace zs::engine {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string lines(const std::string& ids, const std::string& version)
{
    std::string text;
    for (const char id : ids) {
        text += std::string("server.") + id + "=127.0.0.1:280" + id + ":380" + id
            + ":participant;127.0.0.1:218" + id + "\n";
    }
    return text + "version=" + version;
}

/// Server 1 of three, whose leader is 3.
struct OneOfThree : testing::Test {
    explicit OneOfThree(bool enabled = true)
        : server(serverSettings(enabled))
        , peer(peerSettings())
        , replica(server, peer, SessionId(1))
        , config(server, peer, replica)
    {
        config.roleBegins(ServerId(3));
    }
    static ServerSettings serverSettings(bool enabled)
    {
        ServerSettings settings;
        settings.reconfigEnabled = enabled;
        return settings;
    }
    static PeerSettings peerSettings()
    {
        PeerSettings settings;
        settings.self = ServerId(1);
        settings.membership = readMembership(lines("123", "100000000")).value();
        return settings;
    }
    std::vector<WriteConfig> taken()
    {
        ZabEffects effects;
        replica.takeEffects(effects);
        std::vector<WriteConfig> written;
        for (const DiskTask& task : effects.disk)
            written.push_back(std::get<WriteConfig>(task));
        remarks = effects.warnings;
        return written;
    }

    ServerSettings server;
    PeerSettings peer;
    Replica replica;
    MemberConfig config;
    Now now{Instant(std::chrono::seconds(1)), 1000};
    std::vector<std::string> remarks;
};

TEST_F(OneOfThree, NeedsBothQuorumsWhileOneIsProposed)
{
    const std::set<ServerId> old{ServerId(1), ServerId(2)};
    EXPECT_TRUE(peer.rule().isQuorum(old));
    config.configProposed(lines("1456", "100000007"), now);
    EXPECT_TRUE(config.takeChanged());
    EXPECT_FALSE(config.takeChanged());
    EXPECT_FALSE(peer.rule().isQuorum(old));
    EXPECT_TRUE(peer.rule().isQuorum({ServerId(1), ServerId(2), ServerId(4), ServerId(5)}));
    ASSERT_THAT(taken(), SizeIs(1));
    EXPECT_EQ(peer.membership.verifier->version(), 0x100000000);
}

/// The leader that proposed it died with it: the next one brings what is agreed on.
TEST_F(OneOfThree, AnOlderConfigurationTakesThePlaceOfALostProposal)
{
    config.configProposed(lines("1456", "100000007"), now);
    config.configProposed(lines("123", "100000000"), now);
    EXPECT_FALSE(peer.proposed);
    EXPECT_TRUE(peer.rule().isQuorum({ServerId(1), ServerId(2)}));
}

TEST_F(OneOfThree, ACommittedOneReplacesTheOldAndGoesToDisk)
{
    config.configProposed(lines("134", "100000007"), now);
    EXPECT_FALSE(config.configCommitted(lines("134", "100000007"), ServerId(3), Zxid(1, 7), now));
    EXPECT_FALSE(peer.proposed);
    EXPECT_EQ(peer.membership.text, lines("134", "100000007"));
    const auto written = taken();
    ASSERT_THAT(written, SizeIs(2));
    EXPECT_FALSE(written[0].committed);
    EXPECT_TRUE(written[1].committed && written[1].dropsNext && written[1].namesClientPort);
    EXPECT_FALSE(config.takeAppointment());
    // The same again changes nothing.
    EXPECT_FALSE(config.configCommitted(lines("134", "100000007"), ServerId(3), Zxid(1, 7), now));
    EXPECT_THAT(taken(), IsEmpty());
}

TEST_F(OneOfThree, ANamedLeaderEndsTheRoleAndIsFollowedWithoutAnElection)
{
    EXPECT_TRUE(config.configCommitted(lines("124", "100000007"), ServerId(2), Zxid(1, 7), now));
    const auto appointed = config.takeAppointment();
    ASSERT_TRUE(appointed);
    EXPECT_EQ(appointed->leader, ServerId(2));
    EXPECT_EQ(appointed->zxid, Zxid(1, 7));
}

/// Of UPTODATE, or heard in an election: nobody named a leader.
TEST_F(OneOfThree, WithoutANamedLeaderARemovedOneIsFollowedNoMore)
{
    EXPECT_TRUE(config.configCommitted(lines("124", "100000007"), std::nullopt, Zxid(), now));
    EXPECT_FALSE(config.takeAppointment());
    EXPECT_FALSE(config.configCommitted(lines("1245", "100000008"), std::nullopt, Zxid(), now)
        && peer.membership.members.size() != 4);
}

TEST_F(OneOfThree, OtherAddressesOfItsOwnAreTold)
{
    std::string moved = lines("123", "100000007");
    moved.replace(moved.find("2801"), 4, "2901");
    EXPECT_FALSE(config.configCommitted(moved, ServerId(3), Zxid(1, 7), now));
    const auto self = config.takeMoved();
    ASSERT_TRUE(self);
    EXPECT_EQ(self->quorum.front().port, 2901);
    EXPECT_FALSE(config.takeMoved());
}

TEST_F(OneOfThree, WhoIsRemovedStillSaysWhereItIs)
{
    EXPECT_FALSE(config.configCommitted(lines("23", "100000007"), ServerId(3), Zxid(1, 7), now));
    const ElectionGreeting greeting = greetingOf(peer);
    ASSERT_THAT(greeting.addresses, SizeIs(1));
    EXPECT_EQ(greeting.addresses.front().port, 3801);
    EXPECT_FALSE(electionMembers(peer).contains(ServerId(1)));
    peer.own = {}; // It was in no configuration ever: the id alone.
    EXPECT_EQ(greetingOf(peer).form, ElectionGreeting::Form::bareId);
    EXPECT_EQ(greetingOf(peer).encode().size(), 8U);
}

TEST_F(OneOfThree, WhatCannotBeReadIsLeftOut)
{
    for (const char* text : {"", "version=5", "server.x=1:2:3\nversion=5", "server.1=nonsense",
             "server.1=h:1:2\nserver.1000=h:1:2\nversion=9", "server.1=h:1:2\ngroup.1=1"}) {
        config.configProposed(text, now);
        EXPECT_FALSE(config.configCommitted(text, ServerId(2), Zxid(1, 7), now)) << text;
        EXPECT_THAT(taken(), IsEmpty()) << text;
        EXPECT_THAT(remarks, testing::Contains(HasSubstr("cannot be read"))) << text;
    }
    EXPECT_EQ(peer.membership.members.size(), 3U);
}

struct ReconfigIsOff : OneOfThree {
    ReconfigIsOff() : OneOfThree(false) {}
};

TEST_F(ReconfigIsOff, NothingOfItChanges)
{
    config.configProposed(lines("124", "100000007"), now);
    EXPECT_FALSE(config.configCommitted(lines("124", "100000007"), ServerId(2), Zxid(1, 7), now));
    EXPECT_FALSE(config.takeChanged());
    EXPECT_EQ(peer.membership.text, lines("123", "100000000"));
    EXPECT_THAT(taken(), IsEmpty());
}

} // namespace
} // namespace zs::engine

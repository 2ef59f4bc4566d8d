// SPDX-License-Identifier: Apache-2.0
#include "localcluster/config/server_spec.h"

#include <gmock/gmock.h>

namespace zs::config {
namespace {

using testing::HasSubstr;

TEST(ServerSpec, ReadsTheClassicForm)
{
    const auto server = parseServerSpec(ServerId(1), "127.0.0.1:2887:3887");
    ASSERT_TRUE(server) << server.error().detail;
    EXPECT_EQ(server->addresses, (std::vector<PeerAddress>{{"127.0.0.1", 2887, 3887}}));
    EXPECT_EQ(server->type, PeerType::participant);
    EXPECT_FALSE(server->client);
}

TEST(ServerSpec, WrittenFormsComeBackUnchanged)
{
    for (const std::string text : {"h:2888:3888", "h:2888:3888:observer", "h:2888:3888;2181",
             "h:2888:3888;10.0.0.1:2181", "h:1:2;2181;2281", "h:1:2;;2281", "a:1:2|b:1:2",
             "[2001:db8::1]:2888:3888;[::1]:2181"}) {
        const auto server = parseServerSpec(ServerId(3), text);
        ASSERT_TRUE(server) << text << ": " << server.error().detail;
        EXPECT_EQ(toText(*server), text);
    }
}

TEST(ServerSpec, ParticipantIsTheDefaultAndMayBeSpelledOut)
{
    EXPECT_EQ(toText(*parseServerSpec(ServerId(1), "h:1:2:Participant;2181")), "h:1:2;2181");
}

TEST(ServerSpec, RefusalsSayWhatWouldBeRight)
{
    const auto refusal = [](std::string_view text) {
        const auto server = parseServerSpec(ServerId(2), text);
        return server ? "accepted " + std::string(text) : server.error().detail;
    };
    EXPECT_THAT(refusal("localhost:1"), HasSubstr("host:quorumPort:electionPort"));
    EXPECT_THAT(refusal(""), HasSubstr("host:quorumPort:electionPort"));
    EXPECT_THAT(refusal("h:0:1"), HasSubstr("1 to 65535"));
    EXPECT_THAT(refusal("h:70000:1"), HasSubstr("1 to 65535"));
    EXPECT_THAT(refusal("h:5:5"), HasSubstr("must be different"));
    EXPECT_THAT(refusal("h:1:2:leader"), HasSubstr("participant or observer"));
    EXPECT_THAT(refusal("h:1:2;x"), HasSubstr("client port"));
    EXPECT_THAT(refusal("h:1:2;1;2;3"), HasSubstr("server_config;client_config"));
    EXPECT_THAT(refusal("[::1:2:3"), HasSubstr("host:quorumPort:electionPort"));
    EXPECT_THAT(refusal("[::1]x:2:3:4"), HasSubstr("host:quorumPort:electionPort"));
}

} // namespace
} // namespace zs::config

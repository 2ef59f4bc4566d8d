// SPDX-License-Identifier: Apache-2.0
#include "localcluster/config/config_reader.h"
#include "localcluster/engine/io/membership.h"

#include <gmock/gmock.h>

namespace zs::engine::io {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

config::ServerConfig parsed(const std::string& lines)
{
    auto result = config::parseConfig(
        "dataDir=/d\ninitLimit=10\nsyncLimit=5\n" + lines, "zoo.cfg");
    EXPECT_TRUE(result.errors.empty()) << toText(result.errors.front());
    return result.config;
}

// As in the notifications of tests/data/golden/quorum/election-cold-start.json.
TEST(Membership, TextIsThatOfApachesServers)
{
    const auto membership = membershipOf(parsed("clientPort=2181\n"
                                                "server.2=127.0.0.1:24202:24302\n"
                                                "server.1=127.0.0.1:24201:24301\n"
                                                "server.4=127.0.0.1:24204:24304:observer\n"
                                                "server.3=127.0.0.1:24203:24303\n"));
    ASSERT_TRUE(membership);
    EXPECT_EQ(membership->text,
        "server.1=127.0.0.1:24201:24301:participant\n"
        "server.2=127.0.0.1:24202:24302:participant\n"
        "server.3=127.0.0.1:24203:24303:participant\n"
        "server.4=127.0.0.1:24204:24304:observer\n"
        "version=0");
    EXPECT_THAT(membership->verifier->voters(),
        ElementsAre(ServerId(1), ServerId(2), ServerId(3)));
    EXPECT_TRUE(membership->members.at(ServerId(4)).observer);
    EXPECT_THAT(membership->members.at(ServerId(4)).election,
        ElementsAre(HostPort {"127.0.0.1", 24304}));
}

TEST(Membership, TextHasClientAddressesAndBracketsWhereTheLinesHaveThem)
{
    const auto membership = membershipOf(parsed("server.1=[::1]:1:2;2181\n"
                                                "server.2=h:3:4;10.0.0.1:2182\n"
                                                "server.17=h:5:6\n"));
    ASSERT_TRUE(membership);
    // 17 and 1 share a bucket of Java's map.
    EXPECT_EQ(membership->text,
        "server.1=[::1]:1:2:participant;0.0.0.0:2181\n"
        "server.17=h:5:6:participant\n"
        "server.2=h:3:4:participant;10.0.0.1:2182\n"
        "version=0");
}

TEST(Membership, VersionIsTheEndingOfTheDynamicFilesName)
{
    config::ServerConfig config = parsed("server.1=h:1:2\nserver.2=h:3:4\nserver.3=h:5:6\n");
    config.dynamicConfigFile = "/conf/zoo.cfg.dynamic.1000000a0";
    EXPECT_EQ(configVersionOf(config), 0x1000000a0);
    EXPECT_THAT(membershipOf(config)->text, testing::EndsWith("\nversion=1000000a0"));
    config.dynamicConfigFile = "/conf/zoo.cfg.dynamic";
    EXPECT_EQ(configVersionOf(config), 0);
}

TEST(Membership, HierarchicalQuorumsAreRefusedInsteadOfCountedAsAMajority)
{
    const auto membership = membershipOf(parsed(
        "server.1=h:1:2\nserver.2=h:3:4\nserver.3=h:5:6\ngroup.1=1:2\ngroup.2=3\n"));
    ASSERT_FALSE(membership);
    EXPECT_THAT(membership.error().detail, HasSubstr("hierarchical"));
}

} // namespace
} // namespace zs::engine::io

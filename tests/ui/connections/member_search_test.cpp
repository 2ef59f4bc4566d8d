// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "ui/connections/member_search.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using testing::ElementsAre;

TEST(MemberSearch, ReadsEveryFormOfAMemberLine)
{
    const std::string_view config = "server.1=zk-1:2888:3888:participant;0.0.0.0:2181\n"
                                    "server.2=zk-2:2888:3888:participant;10.0.0.2:2182\n"
                                    "server.3=zk-3:2888:3888:observer;2183\n"
                                    "server.4=[fd00::4]:2888:3888:participant;[::]:2184\n"
                                    "server.5=zk-5:2888:3888:participant\n"
                                    "server.6=zk-6:1:2:participant|zk-6b:1:2:participant;2186\n"
                                    "group.1=1:2\nversion=100000000\n";
    EXPECT_THAT(clientAddresses(config, 2199),
        ElementsAre(Endpoint{"zk-1", 2181}, Endpoint{"10.0.0.2", 2182}, Endpoint{"zk-3", 2183},
            Endpoint{"fd00::4", 2184}, Endpoint{"zk-5", 2199}, Endpoint{"zk-6", 2186}));
}

TEST(MemberSearch, GarbageNamesNobody)
{
    EXPECT_TRUE(clientAddresses("", 1).empty());
    EXPECT_TRUE(clientAddresses("server.=\nserver.1\n=;\nserver.2=;99999\n", 1).empty());
    EXPECT_THAT(clientAddresses("server.1=a;b:c:d", 7), ElementsAre(Endpoint{"b", 7}));
}

TEST(MemberSearch, LooksOutsideOfTheChroot)
{
    Path chroot("/none");
    const ClientFactory make = [&](ClientOptions options) -> std::unique_ptr<Client> {
        chroot = options.servers.chroot;
        auto client = std::make_unique<test::FakeClient>();
        client->put(Path("/zookeeper/config"), "server.1=a:1:2:participant;0.0.0.0:2181");
        return client;
    };
    ClientOptions options;
    options.servers = *ConnectString::parse("a:2181/app");
    const auto found = test::await(findMembers(options, make));
    ASSERT_TRUE(found) << found.error().detail;
    EXPECT_THAT(*found, ElementsAre(Endpoint{"a", 2181}));
    EXPECT_TRUE(chroot.isRoot());
}

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/zkcli_line.h"

#include <gmock/gmock.h>

namespace zs {
namespace {

using testing::HasSubstr;

TEST(ZkCliLine, SaysWhatZkCliWouldTake)
{
    using namespace std::chrono_literals;
    const Path path("/a");
    EXPECT_EQ(zkcli::set(path, toBytes("x"), 16), "set -v 16 /a x");
    EXPECT_EQ(zkcli::set(path, toBytes("a b"), -1), "set /a \"a b\"");
    EXPECT_EQ(zkcli::set(path, toBytes("{\"a\": 1}"), 0), "set -v 0 /a '{\"a\": 1}'");
    EXPECT_EQ(zkcli::remove(path, 3), "delete -v 3 /a");
    EXPECT_EQ(zkcli::line("get -s", Path("/with blank")), "get -s \"/with blank\"");
    EXPECT_EQ(zkcli::create(path, std::nullopt, CreateMode::container, openAcl(), {}),
        "create -c /a");
    EXPECT_EQ(zkcli::create(path, toBytes("x"), CreateMode::ephemeralSequential, openAcl(), {}),
        "create -s -e /a x");
    EXPECT_EQ(zkcli::create(path, toBytes("x"), CreateMode::persistentTtl,
                  {{perm::read | perm::write, {"ip", "::1"}}}, 5s),
        "create -t 5000 /a x ip:::1:rw");
    EXPECT_EQ(zkcli::setAcl(path, openAcl(), 2), "setAcl -v 2 /a world:anyone:cdrwa");
}

TEST(ZkCliLine, DataThatLookLikeAnOptionStandBehindTheEndOfTheOptions)
{
    const Path path("/a");
    EXPECT_EQ(zkcli::set(path, toBytes("-5"), 2), "set -v 2 -- /a -5");
    EXPECT_EQ(zkcli::create(path, toBytes("-v x"), CreateMode::ephemeral, openAcl(), {}),
        "create -e -- /a \"-v x\"");
    EXPECT_THAT(zkcli::set(path, toBytes("--"), 2), HasSubstr("# set")) << "that is dropped";
}

TEST(ZkCliLine, AnAclStaysOneArgumentAndIsNoLineWhereZkCliWouldPartAnId)
{
    const Path path("/a");
    EXPECT_EQ(zkcli::setAcl(path, {{perm::read, {"x509", "CN=a b"}}}, 0),
        "setAcl -v 0 /a \"x509:CN=a b:r\"");
    const std::vector<Acl> commas{{perm::read, {"x509", "CN=gateway,OU=pay"}}};
    EXPECT_THAT(zkcli::setAcl(path, commas, 0), HasSubstr("# setAcl -v 0 /a … (an ACL"));
    EXPECT_THAT(zkcli::create(path, toBytes("x"), CreateMode::persistent, commas, {}),
        HasSubstr("# create /a x … (an ACL"));
}

TEST(ZkCliLine, ACommentTellsWhatZkCliCannot)
{
    const Path path("/a");
    EXPECT_THAT(zkcli::set(path, toBytes("a\nb"), 1), HasSubstr("# set -v 1 /a …"));
    EXPECT_THAT(zkcli::set(path, Bytes{0xff, 0x00}, 1), HasSubstr("# set"));
    EXPECT_THAT(zkcli::set(path, toBytes("both ' and \""), 1), HasSubstr("# set"));
    EXPECT_THAT(zkcli::set(path, Bytes(5'000, 'x'), 1), HasSubstr("5000 bytes"));
    EXPECT_THAT(zkcli::set(path, std::nullopt, 1), HasSubstr("null"));
}

} // namespace
} // namespace zs

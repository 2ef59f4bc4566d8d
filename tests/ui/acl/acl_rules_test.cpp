// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acl/acl_rules.h"

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

const AuthId deploy{"digest", "deploy:rbD9FUQMaYLnxrDE7xhbeKWBFOI="};
const SessionIdentities deployHere{{deploy, {"ip", "10.20.7.41"}}, true};

TEST(AclRules, WorldIsEverybodyAndOtherDigestsAreNotMe)
{
    EXPECT_EQ(isMine({"world", "anyone"}, {}), Granted::yes);
    EXPECT_EQ(isMine(deploy, deployHere), Granted::yes);
    EXPECT_EQ(isMine({"digest", "reader:abc="}, deployHere), Granted::no);
    EXPECT_EQ(isMine({"ip", "10.20.0.0/16"}, deployHere), Granted::yes);
    EXPECT_EQ(isMine({"ip", "10.21.0.0/16"}, deployHere), Granted::no);
}

TEST(AclRules, WhatTheServerDoesNotTellIsUnknownAndNotGuessed)
{
    const SessionIdentities old{{deploy}, false};
    EXPECT_EQ(isMine({"ip", "10.20.0.0/16"}, old), Granted::unknown);
    EXPECT_EQ(isMine({"x509", "CN=a"}, old), Granted::unknown);
    EXPECT_EQ(isMine({"digest", "reader:abc="}, old), Granted::no) << "ours are known";
    EXPECT_EQ(isMine({"digest", "deploy:x"}, deployHere), Granted::unknown)
        << "a masked hash of our user may be ours";
    const SessionIdentities byName{{{"digest", "deploy"}}, true};
    EXPECT_EQ(isMine(deploy, byName), Granted::unknown) << "whoAmI tells the user alone";
}

TEST(AclRules, ARightNamesTheEntryThatGrantsIt)
{
    const std::vector<Acl> entries{{perm::read, {"world", "anyone"}}, {perm::all, deploy}};
    EXPECT_EQ(rightOf(perm::write, entries, deployHere), (Right{Granted::yes, deploy}));
    EXPECT_EQ(rightOf(perm::read, entries, {}).by, (AuthId{"world", "anyone"}));
    EXPECT_EQ(rightOf(perm::admin, entries, {{}, true}).granted, Granted::no);
    const SessionIdentities super{{{"super", ""}}, true};
    EXPECT_EQ(rightOf(perm::admin, {}, super).granted, Granted::yes);
}

TEST(AclRules, LockingOutIsLosingTheLastCertainOrPossibleAdmin)
{
    const std::vector<Acl> mine{{perm::all, deploy}};
    const std::vector<Acl> withoutAdmin{{perm::all & ~perm::admin, deploy}};
    const std::vector<Acl> byAddress{{perm::admin, {"ip", "10.0.0.0/8"}}};
    EXPECT_TRUE(locksOut(mine, withoutAdmin, deployHere));
    EXPECT_FALSE(locksOut(mine, byAddress, deployHere));
    EXPECT_FALSE(locksOut(withoutAdmin, withoutAdmin, deployHere)) << "there was none to lose";
    EXPECT_FALSE(locksOut(mine, {{perm::all, {"world", "anyone"}}}, deployHere));
}

TEST(AclRules, ReadingByTheWorldIsNoWarning)
{
    EXPECT_EQ(openToWorld({{perm::read, {"world", "anyone"}}}), 0);
    EXPECT_EQ(openToWorld({{perm::all, {"world", "anyone"}}}), perm::all & ~perm::read);
    EXPECT_EQ(openToWorld({{perm::all, deploy}}), 0);
}

TEST(AclRules, AWrongNetworkNamesTheRangeAndTheLikelyFix)
{
    EXPECT_EQ(networkProblem("10.20.0.0/16"), "");
    EXPECT_EQ(networkProblem("10.20.7.41"), "");
    EXPECT_EQ(networkProblem("0.0.0.0/0"), "");
    EXPECT_EQ(networkProblem("10.20.0.0/33"),
        "The prefix must be between 0 and 32. Perhaps you mean 10.20.0.0/16.");
    EXPECT_TRUE(networkProblem("10.20.0.256").contains("256"));
    for (const char* bad : {"", "10.20", "10.20.0.0/", "10.20.0.0/x", "a.b.c.d", "10.20.0.0 /8",
             "1.2.3.4/99999", "::1", "99999999999.1.1.1"})
        EXPECT_NE(networkProblem(bad), "") << bad;
    EXPECT_EQ(networkRange("10.20.3.4/16"), QString::fromUtf8("10.20.0.0 – 10.20.255.255"));
    EXPECT_EQ(networkRange("0.0.0.0/0"), QString::fromUtf8("0.0.0.0 – 255.255.255.255"));
    EXPECT_EQ(networkRange("10.20.7.41"), "10.20.7.41");
    EXPECT_EQ(networkRange("10.20.0.0/33"), "");
}

TEST(AclRules, TheTextOfZkCliComesBackAsItWas)
{
    const std::vector<Acl> entries{{perm::read, {"world", "anyone"}}, {perm::all, deploy},
        {perm::write | perm::read, {"x509", "CN=gateway,OU=pay"}}, {perm::all, {"auth", ""}}};
    const auto again = parseAclText(aclText(entries));
    ASSERT_TRUE(again.has_value()) << again.error().detail;
    EXPECT_EQ(*again, entries);
    EXPECT_EQ(parseAclText(" world:anyone:r \n ip:10.0.0.0/8:cdrwa\n")->size(), 2u);
}

TEST(AclRules, ATextThatIsNoAclIsRefusedNamingThePart)
{
    for (const char* bad : {"", "  \n", "hello", "world:anyone", "world:anyone:xyz",
             "world:anyone:r,digest:u:h", "world:anyone:"}) {
        const auto parsed = parseAclText(bad);
        EXPECT_FALSE(parsed.has_value()) << bad;
    }
    EXPECT_NE(parseAclText("world:anyone:r\nnonsense").error().detail.find("nonsense"),
        std::string::npos);
}

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/acl_foresight.h"

#include <gtest/gtest.h>

namespace zs {
namespace {

    using Ids = std::optional<std::vector<AuthId>>;

    Ids only(const char* scheme, const char* id)
    {
        return std::vector<AuthId>{AuthId{scheme, id}};
    }

    Acl acl(std::int32_t perms, const char* scheme, const char* id)
    {
        return Acl{perms, AuthId{scheme, id}};
    }
    const std::vector<Acl> wanted{acl(perm::all, "digest", "amy:hash=")};

    TEST(AclForesight, EqualInAnyOrderAndWithRepetition)
    {
        const std::vector<Acl> one{acl(1, "world", "anyone"), acl(31, "digest", "a:b")};
        const std::vector<Acl> other{one[1], one[0], one[1]};
        EXPECT_EQ(foresee(one, other, std::nullopt), AclOutcome::equal);
        EXPECT_EQ(foresee(one, {one[0]}, std::nullopt), AclOutcome::changes);
    }

    TEST(AclForesight, AHiddenDigestMeansNoAdmin)
    {
        const std::vector<Acl> hidden{acl(31, "digest", "bob:x"), acl(31, "world", "anyone")};
        EXPECT_EQ(mayAdminister(hidden, std::nullopt), AclRight::no);
        EXPECT_EQ(foresee(hidden, wanted, std::nullopt), AclOutcome::refused);
    }

    TEST(AclForesight, AShownDigestMeansAdmin)
    {
        EXPECT_EQ(mayAdminister({acl(1, "digest", "bob:hash=")}, std::nullopt), AclRight::yes);
    }

    TEST(AclForesight, WorldNeedsTheAdminBit)
    {
        EXPECT_EQ(mayAdminister({acl(31, "world", "anyone")}, std::nullopt), AclRight::yes);
        EXPECT_EQ(mayAdminister({acl(15, "world", "anyone")}, std::nullopt), AclRight::no);
    }

    TEST(AclForesight, OtherSchemesNeedTheIdentities)
    {
        const std::vector<Acl> shown{acl(31, "ip", "10.1.0.0/16"), acl(31, "sasl", "amy@REALM")};
        EXPECT_EQ(mayAdminister(shown, std::nullopt), AclRight::unknown);
        EXPECT_EQ(foresee(shown, wanted, std::nullopt), AclOutcome::changes);
        EXPECT_EQ(mayAdminister(shown, only("ip", "10.1.2.3")), AclRight::yes);
        EXPECT_EQ(mayAdminister(shown, only("ip", "10.2.2.3")), AclRight::no);
        EXPECT_EQ(mayAdminister(shown, only("sasl", "amy@REALM")), AclRight::yes);
        EXPECT_EQ(mayAdminister({acl(1, "ip", "10.1.2.3")}, only("super", "")), AclRight::yes);
    }

    TEST(AclForesight, IpRangesCompareTheirPrefix)
    {
        EXPECT_TRUE(ipMatches("127.0.0.1", "127.0.0.1"));
        EXPECT_TRUE(ipMatches("0.0.0.0/0", "203.0.113.9"));
        EXPECT_TRUE(ipMatches("192.168.4.0/22", "192.168.7.255"));
        EXPECT_FALSE(ipMatches("192.168.4.0/22", "192.168.8.0"));
        for (const char* bad : {"", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.4/33", "1.2.3.4/",
                 "1.2.3.4/-1", "::1", "a.b.c.d", "1..2.3"})
            EXPECT_FALSE(ipMatches(bad, "1.2.3.4")) << bad;
        EXPECT_FALSE(ipMatches("0.0.0.0/0", "::1"));
    }

} // namespace
} // namespace zs

// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/authorizer.h"

#include "clientlib/protocol/digest.h"

#include <gmock/gmock.h>

namespace zs::engine {
namespace {

    using testing::ElementsAre;

    class AuthorizerTest : public testing::Test {
    protected:
        bool allows(std::vector<Acl> list, std::int32_t needed, const Identities& who)
        {
            return authorizer.allows(acls, acls.intern(list), needed, who);
        }
        Identities from(std::string address)
        {
            Identities who;
            who.add({"ip", std::move(address)});
            return who;
        }

        AclCache acls;
        Authorizer authorizer{{false, false, digestId("super:admin")}};
    };

    TEST_F(AuthorizerTest, IpRangesComparePrefixes)
    {
        const std::vector<Acl> list{{perm::read, {"ip", "10.1.0.0/16"}}};
        EXPECT_TRUE(allows(list, perm::read, from("10.1.255.1")));
        EXPECT_FALSE(allows(list, perm::read, from("10.2.0.1")));
        EXPECT_FALSE(allows(list, perm::write, from("10.1.0.1")));
        EXPECT_FALSE(allows(list, perm::read, from("::1")));
        EXPECT_TRUE(allows({{perm::read, {"ip", "0.0.0.0/0"}}}, perm::read, from("9.9.9.9")));
        EXPECT_TRUE(allows({{perm::read, {"ip", "9.9.9.9"}}}, perm::read, from("9.9.9.9")));
    }

    TEST_F(AuthorizerTest, UnknownSchemesNeverMatch)
    {
        Identities who = from("1.2.3.4");
        who.add({"kerberos", "me"});
        EXPECT_FALSE(allows({{perm::all, {"kerberos", "me"}}}, perm::read, who));
        EXPECT_FALSE(allows({{perm::all, {"x509", "CN=a"}}}, perm::read, who));
    }

    TEST_F(AuthorizerTest, TheClassicLessonOfDigests)
    {
        Identities who = from("1.2.3.4");
        ASSERT_TRUE(authorizer.authenticate(who, "digest", "acluser1:111111", "1.2.3.4"));
        const Acl entry{perm::all, {"digest", "acluser1:hHUVzmra9P/TbXlP/4jRhG9jZm8="}};
        EXPECT_TRUE(allows({entry}, perm::write, who));
        EXPECT_FALSE(allows({entry}, perm::write, from("1.2.3.4")));
        Identities super = from("1.2.3.4");
        ASSERT_TRUE(authorizer.authenticate(super, "digest", "super:admin", "1.2.3.4"));
        EXPECT_TRUE(allows({entry}, perm::admin, super));
    }

    TEST_F(AuthorizerTest, AuthExpandsToEveryIdentityInPlace)
    {
        Identities who = from("1.2.3.4");
        ASSERT_TRUE(authorizer.authenticate(who, "digest", "a:1", "1.2.3.4"));
        ASSERT_TRUE(authorizer.authenticate(who, "digest", "b:2", "1.2.3.4"));
        ASSERT_TRUE(authorizer.authenticate(who, "digest", "b:2", "1.2.3.4"));
        std::vector<Acl> list{{perm::read, {"world", "anyone"}}, {perm::all, {"auth", "any"}},
            {perm::read, {"world", "anyone"}}, {7, {"ip", "1.2.3.4/8"}}};
        ASSERT_TRUE(authorizer.fixUp(list, who));
        EXPECT_THAT(list,
            ElementsAre(Acl{perm::read, {"world", "anyone"}},
                Acl{perm::all, {"digest", digestId("a:1")}},
                Acl{perm::all, {"digest", digestId("b:2")}}, Acl{7, {"ip", "1.2.3.4/8"}}));
    }

    TEST_F(AuthorizerTest, InvalidListsAreRefused)
    {
        const Identities who = from("1.2.3.4");
        const std::vector<AuthId> bad{{"auth", ""}, {"world", "me"}, {"", ""}, {"super", ""},
            {"ip", "1.2.3"}, {"ip", "1.2.3.4/33"}, {"ip", "::1"}, {"ip", "1.2.3.256"},
            {"digest", "nocolon"}, {"digest", "a:b:c"}, {"digest", "user:"}, {"x509", "CN=a"}};
        for (const AuthId& id : bad) {
            std::vector<Acl> list{{perm::all, id}};
            EXPECT_FALSE(authorizer.fixUp(list, who)) << id.scheme << ':' << id.id;
        }
        std::vector<Acl> empty;
        EXPECT_FALSE(authorizer.fixUp(empty, who));
    }

    TEST_F(AuthorizerTest, TheSubjectOfACertificateIsAnIdentityAndOneOfThemIsSuper)
    {
        Authorizer::Options options;
        options.x509Enabled = true;
        options.x509SuperUser = "CN=root,O=zoo";
        authorizer = Authorizer(options);
        const Identities amy = authorizer.arrived("1.2.3.4", "CN=amy");
        EXPECT_THAT(amy.all(), ElementsAre(AuthId{"ip", "1.2.3.4"}, AuthId{"x509", "CN=amy"}));
        const std::vector<Acl> hers{{perm::all, {"x509", "CN=amy"}}};
        EXPECT_TRUE(allows(hers, perm::write, amy));
        EXPECT_FALSE(allows(hers, perm::write, authorizer.arrived("1.2.3.4", "CN=bob")));
        EXPECT_FALSE(allows(hers, perm::write, authorizer.arrived("1.2.3.4", "")));
        const Identities root = authorizer.arrived("1.2.3.4", "CN=root,O=zoo");
        EXPECT_TRUE(root.isSuper());
        EXPECT_TRUE(allows(hers, perm::write, root));
        std::vector<Acl> list{{perm::all, {"auth", ""}}};
        ASSERT_TRUE(authorizer.fixUp(list, amy));
        EXPECT_EQ(list, hers);
        Identities claimed = amy;
        EXPECT_TRUE(authorizer.authenticate(claimed, "x509", "CN=root,O=zoo", "1.2.3.4"));
        EXPECT_EQ(claimed.all(), amy.all()) << "only what the certificate said";
    }

    TEST_F(AuthorizerTest, AnEnforcedSchemeMustBeProvedByOneOfTheIdentities)
    {
        EXPECT_TRUE(authorizer.mayAsk(from("1.2.3.4"))) << "none is enforced";
        Authorizer::Options options;
        options.enforcedSchemes = {"x509", "digest"};
        authorizer = Authorizer(options);
        Identities who = from("1.2.3.4");
        EXPECT_FALSE(authorizer.mayAsk(who));
        ASSERT_TRUE(authorizer.authenticate(who, "digest", "a:1", "1.2.3.4"));
        EXPECT_TRUE(authorizer.mayAsk(who));
    }

    TEST_F(AuthorizerTest, DigestsMayBeOfAnotherAlgorithmOrOff)
    {
        Authorizer::Options options;
        options.digestAlgorithm = "SHA-256";
        options.superDigest = "super:wtZw1Um4mq1rRKbXqxHs8ueodBP35/JhtBP/nwJ62WY=";
        authorizer = Authorizer(options);
        Identities who = from("1.2.3.4");
        ASSERT_TRUE(authorizer.authenticate(who, "digest", "acluser1:111111", "1.2.3.4"));
        EXPECT_EQ(who.all().back().id, digestId("acluser1:111111", "SHA-256").value());
        EXPECT_NE(who.all().back().id, digestId("acluser1:111111"));
        Identities super = from("1.2.3.4");
        ASSERT_TRUE(authorizer.authenticate(super, "digest", "super:admin", "1.2.3.4"));
        EXPECT_TRUE(super.isSuper());
        options.digestEnabled = false;
        authorizer = Authorizer(options);
        EXPECT_FALSE(authorizer.authenticate(who, "digest", "a:1", "1.2.3.4"));
        EXPECT_FALSE(allows({{perm::all, who.all().back()}}, perm::read, who));
        std::vector<Acl> list{{perm::all, who.all().back()}};
        EXPECT_FALSE(authorizer.fixUp(list, who));
    }

    TEST_F(AuthorizerTest, WithoutAclsEverythingIsAllowedButListsAreStillChecked)
    {
        Authorizer::Options options;
        options.skipAcl = true;
        authorizer = Authorizer(options);
        EXPECT_TRUE(allows({{0, {"world", "anyone"}}}, perm::admin, from("1.2.3.4")));
        std::vector<Acl> list{{perm::all, {"no-such", "x"}}};
        EXPECT_FALSE(authorizer.fixUp(list, from("1.2.3.4")));
    }

    TEST_F(AuthorizerTest, BuiltInSchemesCannotBeClaimed)
    {
        Identities who = from("1.2.3.4");
        for (const char* scheme : {"world", "auth", "super", "x509", "sasl", "no-such"})
            EXPECT_FALSE(authorizer.authenticate(who, scheme, "super:admin", "1.2.3.4")) << scheme;
        EXPECT_TRUE(authorizer.authenticate(who, "ip", "9.9.9.9", "1.2.3.4"));
        EXPECT_THAT(who.all(), ElementsAre(AuthId{"ip", "1.2.3.4"}));
    }

} // namespace
} // namespace zs::engine

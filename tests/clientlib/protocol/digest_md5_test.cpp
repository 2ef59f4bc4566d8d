// SPDX-License-Identifier: Apache-2.0
// DIGEST-MD5 by the examples of RFC 2831 and by an exchange recorded from Apache ZooKeeper 3.8.0.
#include "clientlib/protocol/digest.h"
#include "clientlib/protocol/digest_md5.h"

#include <gmock/gmock.h>

namespace zs {
namespace {

    using testing::ElementsAre;
    using testing::HasSubstr;
    using testing::Not;

    constexpr std::string_view recorded
        = "realm=\"zk-sasl-md5\",nonce=\"kDPVgnF/SslHYCgdeD8uyXZeC6AKBXDGXSrQZ99+\","
          "charset=utf-8,algorithm=md5-sess";

    Result<std::string> responseTo(DigestMd5& client, std::string_view challenge)
    {
        const Result<Bytes> token = client.respond(viewOf(challenge));
        if (!token)
            return tl::unexpected(token.error());
        return std::string(textOf(*token));
    }

    DigestMd5 clientOf(std::string user, std::string password)
    {
        return DigestMd5({.user = std::move(user), .password = std::move(password),
            .cnonce = "abcdef0123456789"});
    }

    std::string refusalOf(std::string_view challenge)
    {
        DigestMd5 client = clientOf("bob", "secret");
        const Result<std::string> token = responseTo(client, challenge);
        return token ? "accepted: " + *token : token.error().detail;
    }

    TEST(Md5, IsThatOfRfc1321)
    {
        const Result<Md5Sum> sum = md5(viewOf("message digest"));
        ASSERT_TRUE(sum);
        EXPECT_EQ(hex(ByteView(*sum)), "f96b697d7cb7938d525a2f31aaf161d0");
    }

    TEST(DigestMd5, AnswersTheImapExampleOfRfc2831)
    {
        DigestMd5 client({.user = "chris", .password = "secret", .cnonce = "OA6MHXh6VqTrRk",
            .service = "imap", .host = "elwood.innosoft.com"});
        const Result<std::string> token = responseTo(client,
            "realm=\"elwood.innosoft.com\",nonce=\"OA6MG9tEQGm2hh\",qop=\"auth\","
            "algorithm=md5-sess,charset=utf-8");
        ASSERT_TRUE(token) << token.error().detail;
        EXPECT_EQ(*token,
            "charset=utf-8,username=\"chris\",realm=\"elwood.innosoft.com\","
            "nonce=\"OA6MG9tEQGm2hh\",nc=00000001,cnonce=\"OA6MHXh6VqTrRk\","
            "digest-uri=\"imap/elwood.innosoft.com\","
            "response=d388dad90d4bbd760a152321f2143af7,qop=auth");
        EXPECT_TRUE(client.verify(viewOf("rspauth=ea40f60335c427b5527b84dbabcdfffd")));
    }

    TEST(DigestMd5, AnswersTheAcapExampleOfRfc2831)
    {
        DigestMd5 client({.user = "chris", .password = "secret", .cnonce = "OA9BSuZWMSpW8m",
            .service = "acap", .host = "elwood.innosoft.com"});
        const Result<std::string> token = responseTo(client,
            "realm=\"elwood.innosoft.com\",nonce=\"OA9BSXrbuRhWay\",qop=\"auth\","
            "algorithm=md5-sess,charset=utf-8");
        ASSERT_TRUE(token) << token.error().detail;
        EXPECT_THAT(*token, HasSubstr("response=6084c6db3fede7352c551284490fd0fc"));
        EXPECT_TRUE(client.verify(viewOf("rspauth=2f0b3d7c3c2e486600ef710726aa2eae")));
    }

    TEST(DigestMd5, AnswersApacheAsItWantsIt)
    {
        DigestMd5 client = clientOf("bob", "secret");
        const Result<std::string> token = responseTo(client, recorded);
        ASSERT_TRUE(token) << token.error().detail;
        EXPECT_EQ(*token,
            "charset=utf-8,username=\"bob\",realm=\"zk-sasl-md5\","
            "nonce=\"kDPVgnF/SslHYCgdeD8uyXZeC6AKBXDGXSrQZ99+\",nc=00000001,"
            "cnonce=\"abcdef0123456789\",digest-uri=\"zookeeper/zk-sasl-md5\","
            "response=124d22233e28ee8e017cf622186caa5d,qop=auth");
        EXPECT_TRUE(client.verify(viewOf("rspauth=88ac435349028935630dd5ca0e167d61")));
    }

    TEST(DigestMd5, TellsAServerThatDoesNotKnowThePassword)
    {
        DigestMd5 client = clientOf("bob", "another");
        ASSERT_TRUE(responseTo(client, recorded));
        const Result<void> proof
            = client.verify(viewOf("rspauth=88ac435349028935630dd5ca0e167d61"));
        ASSERT_FALSE(proof);
        EXPECT_EQ(proof.error().code, Errc::authFailed);
        for (const char* none : {"", "ok", "rspauth=", "stale=true", "rspauth=\"88"}) {
            const Result<void> missing = client.verify(viewOf(none));
            ASSERT_FALSE(missing) << none;
            EXPECT_EQ(missing.error().code, Errc::protocol) << none;
        }
    }

    TEST(DigestMd5, NeverSendsThePassword)
    {
        DigestMd5 client = clientOf("bob", "secret");
        EXPECT_THAT(*responseTo(client, recorded), Not(HasSubstr("secret")));
    }

    TEST(DigestMd5, QuotesNamesThatHoldQuotes)
    {
        DigestMd5 client = clientOf("o\"b\\", "x");
        const Result<std::string> token
            = responseTo(client, "realm=\"a \\\"b\\\"\",nonce=\"n\\\\\",algorithm=md5-sess");
        ASSERT_TRUE(token) << token.error().detail;
        EXPECT_THAT(*token, HasSubstr("username=\"o\\\"b\\\\\""));
        EXPECT_THAT(*token, HasSubstr("realm=\"a \\\"b\\\"\""));
        EXPECT_THAT(*token, HasSubstr("nonce=\"n\\\\\""));
    }

    TEST(DigestMd5, HashesNamesOfIso8859AsSuchAndOthersAsUtf8)
    {
        // Responses of OpenJDK 17's own client.
        const std::string juergen = "j\xc3\xbcrgen";
        DigestMd5 latin({.user = juergen, .password = juergen,
            .cnonce = "e+O1rehfFeeF92cikQCGb7lC5aCbAHjbugG7a+5N"});
        const Result<std::string> token = responseTo(latin, recorded);
        ASSERT_TRUE(token);
        EXPECT_THAT(*token, HasSubstr("username=\"j\xc3\xbcrgen\""));
        EXPECT_THAT(*token, HasSubstr("response=a2d91940561b598823342189ca88e42a"));
        const std::string xiaoming = "\xe5\xb0\x8f\xe6\x98\x8e";
        DigestMd5 wide({.user = xiaoming, .password = xiaoming,
            .cnonce = "QCIIeGppCZ9PCVWiHkjNMFVD0l5zcP6HkLCmOn2M"});
        EXPECT_THAT(
            *responseTo(wide, recorded), HasSubstr("response=e32539675271b000f509b370081d311c"));
    }

    TEST(DigestMd5, SendsIso8859WhereTheServerDoesNotTakeUtf8)
    {
        constexpr std::string_view plain = "nonce=\"n\",algorithm=md5-sess";
        DigestMd5 latin = clientOf("j\xc3\xbcrgen", "x");
        EXPECT_THAT(*responseTo(latin, plain), testing::StartsWith("username=\"j\xfcrgen\",nonce"));
        DigestMd5 wide = clientOf("\xe5\xb0\x8f", "x");
        const Result<std::string> refused = responseTo(wide, plain);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, Errc::invalidInput);
    }

    TEST(DigestMd5Challenge, ReadsWhatTheGrammarAllows)
    {
        const auto challenge = DigestMd5Challenge::parse(
            viewOf(" ,, Realm = \"a\" ,\trealm=b,NONCE=\"x,y=\\\"z\\\"\", qop=\"auth-int , AUTH\","
                   "cipher=\"3des,rc4\",maxbuf=65536,stale=true,algorithm=MD5-sess,unknown=1,"));
        ASSERT_TRUE(challenge) << challenge.error().detail;
        EXPECT_THAT(challenge->realms, ElementsAre("a", "b"));
        EXPECT_EQ(challenge->nonce, "x,y=\"z\"");
        EXPECT_FALSE(challenge->utf8);
    }

    TEST(DigestMd5Challenge, RefusesWhatIsNoneAndNamesTheFault)
    {
        EXPECT_THAT(refusalOf(""), HasSubstr("without a nonce"));
        EXPECT_THAT(refusalOf("nonce=\"\",algorithm=md5-sess"), HasSubstr("without a nonce"));
        EXPECT_THAT(refusalOf("nonce=\"a\""), HasSubstr("without algorithm=md5-sess"));
        EXPECT_THAT(refusalOf("nonce=\"a\",algorithm=md5"), HasSubstr("algorithm=md5-sess"));
        EXPECT_THAT(refusalOf("nonce=\"a\",nonce=\"b\""), HasSubstr("two of nonce"));
        EXPECT_THAT(refusalOf("charset=utf-8,charset=utf-8"), HasSubstr("two of charset"));
        EXPECT_THAT(refusalOf("charset=latin1"), HasSubstr("another charset"));
        EXPECT_THAT(refusalOf("nonce=\"a\",qop=\"auth-conf\",algorithm=md5-sess"),
            HasSubstr("signed or encrypted"));
        EXPECT_THAT(refusalOf("nonce=\"a"), HasSubstr("does not end"));
        EXPECT_THAT(refusalOf("nonce=\"a\\"), HasSubstr("does not end"));
        EXPECT_THAT(refusalOf("nonce=\"a\" b"), HasSubstr("at byte 10: a comma is expected"));
        EXPECT_THAT(refusalOf("nonce"), HasSubstr("name=value is expected"));
        EXPECT_THAT(refusalOf("nonce="), HasSubstr("nonce has no value"));
        EXPECT_THAT(refusalOf("`\x01\x02"), HasSubstr("name=value is expected"));
        EXPECT_THAT(refusalOf(std::string(2049, ',')), HasSubstr("2049 bytes"));
    }

} // namespace
} // namespace zs

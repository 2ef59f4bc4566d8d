// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acl/refusal_words.h"

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

const Path secret("/app/secret");
const SessionIdentities alice{{{"ip", "10.0.0.7"}, {"digest", "alice:aGFzaA=="}}, true};

std::string words(const SessionIdentities& me, const std::optional<SeenAcl>& acl)
{
    return refusalWords(secret, me, acl).toStdString();
}

TEST(RefusalWords, TellWhoOneIsAndThatTheServerKeepsTheRestToItself)
{
    EXPECT_EQ(words(alice, std::nullopt),
        "NoAuth: your session has no R on /app/secret. You are ip:10.0.0.7, digest:alice. The "
        "server does not tell who may. Ask for R, or add an identity that has it.");
}

TEST(RefusalWords, NameWhomTheAclLetsReadAndNobodyElse)
{
    const SeenAcl acl{{{perm::read | perm::write, {"digest", "bob:Ym9i"}},
                          {perm::write, {"digest", "carl:Y2FybA=="}},
                          {perm::read, {"sasl", "zk/host"}}},
        {}};
    const std::string told = words(alice, acl);
    EXPECT_NE(told.find("Its ACL lets digest:bob, sasl:zk/host read it."), std::string::npos)
        << told;
    EXPECT_EQ(told.find("carl"), std::string::npos);
    EXPECT_EQ(told.find("Ym9i"), std::string::npos) << "hashes are nobody's business";
}

TEST(RefusalWords, SayWhenTheAclIsAMemory)
{
    const SeenAcl acl{{{perm::read, {"digest", "bob:Ym9i"}}}, QStringLiteral("14:02")};
    const std::string told = words(alice, acl);
    EXPECT_NE(told.find("seen last, at 14:02, it let digest:bob read it"), std::string::npos)
        << told;
}

TEST(RefusalWords, KnowAclsThatLetNobodyRead)
{
    const SeenAcl acl{{{perm::write, {"world", "anyone"}}}, {}};
    EXPECT_NE(words(alice, acl).find("Its ACL lets nobody read it."), std::string::npos);
}

TEST(RefusalWords, DoNotPretendToKnowWhoOneIs)
{
    const std::string told = words({{}, false}, std::nullopt);
    EXPECT_NE(told.find("the server does not tell as whom it sees it"), std::string::npos) << told;
    EXPECT_NE(words({{}, true}, std::nullopt).find("has presented no identity."),
        std::string::npos);
}

} // namespace
} // namespace zs::ui

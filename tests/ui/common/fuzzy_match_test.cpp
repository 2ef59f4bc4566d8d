// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/fuzzy_match.h"

#include <gmock/gmock.h>

#include <string>

namespace zs::ui {
namespace {

using testing::ElementsAre;

int scoreOf(std::u16string_view text, std::u16string_view query)
{
    const auto match = fuzzyMatch(text, query);
    EXPECT_TRUE(match.has_value());
    return match ? match->score : -1;
}

TEST(FuzzyMatch, FindsLettersInTheirOrderOnly)
{
    EXPECT_TRUE(fuzzyMatch(u"/config/payments", u"cpay"));
    EXPECT_FALSE(fuzzyMatch(u"/config/payments", u"payc"));
    EXPECT_FALSE(fuzzyMatch(u"ab", u"abc"));
    EXPECT_FALSE(fuzzyMatch(u"", u"a"));
}

TEST(FuzzyMatch, AnEmptyQueryFitsEverything)
{
    ASSERT_TRUE(fuzzyMatch(u"/a", u""));
    EXPECT_TRUE(fuzzyMatch(u"/a", u"  ")->positions.empty());
    EXPECT_TRUE(fuzzyMatch(u"", u""));
}

TEST(FuzzyMatch, PrefersAnUnbrokenRunToScatteredLetters)
{
    // A greedy search would take the g of "config" and the a of "payments".
    EXPECT_THAT(fuzzyMatch(u"/config/payments/gateway.json", u"gate")->positions,
        ElementsAre(17, 18, 19, 20));
}

TEST(FuzzyMatch, PrefersTheBeginningsOfWords)
{
    EXPECT_THAT(fuzzyMatch(u"Toggle the pane", u"tt")->positions, ElementsAre(0, 7));
    EXPECT_THAT(fuzzyMatch(u"bookmarkNode", u"n")->positions, ElementsAre(8));
    EXPECT_GT(scoreOf(u"/a/ids", u"ids"), scoreOf(u"/a/bids", u"ids"));
}

TEST(FuzzyMatch, IgnoresTheCaseOfAsciiAndBlanks)
{
    EXPECT_THAT(fuzzyMatch(u"Edit ACL", u"edit acl")->positions, ElementsAre(0, 1, 2, 3, 5, 6, 7));
    EXPECT_TRUE(fuzzyMatch(u"节点/配置", u"配置"));
    EXPECT_FALSE(fuzzyMatch(u"节点", u"配"));
}

TEST(FuzzyMatch, NearLettersScoreMoreThanFarOnes)
{
    EXPECT_GT(scoreOf(u"xaxbx", u"ab"), scoreOf(u"xaxxxxxbx", u"ab"));
}

TEST(FuzzyMatch, LooksAtABoundedPartOfATextOfAnyLength)
{
    const std::u16string far = std::u16string(fuzzyTextLimit, u'x') + u"needle";
    EXPECT_FALSE(fuzzyMatch(far, u"needle"));
    const std::u16string long64(fuzzyQueryLimit + 100, u'x');
    EXPECT_EQ(fuzzyMatch(std::u16string(fuzzyTextLimit, u'x'), long64)->positions.size(),
        fuzzyQueryLimit);
}

TEST(FuzzyMatch, TheQuickTestAgreesWithTheSlowOne)
{
    EXPECT_TRUE(fuzzyHolds("/config/Gateway", "cGATE"));
    EXPECT_TRUE(fuzzyHolds("a b", "a b"));
    EXPECT_TRUE(fuzzyHolds("x", ""));
    EXPECT_FALSE(fuzzyHolds("gat", "gate"));
    EXPECT_FALSE(fuzzyHolds("", "a"));
}

} // namespace
} // namespace zs::ui

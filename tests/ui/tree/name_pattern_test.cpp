// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/name_pattern.h"

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

bool fits(std::string_view pattern, std::string_view text)
{
    return NamePattern(pattern).fits(text);
}

TEST(NamePattern, PlainTextIsAPartInEitherCase)
{
    EXPECT_TRUE(fits("LIMITS", "limits.yaml"));
    EXPECT_TRUE(fits("its.y", "Limits.Yaml"));
    EXPECT_FALSE(fits("limits2", "limits.yaml"));
    EXPECT_TRUE(fits("\\d", "a\\d")) << "a backslash alone is one";
    EXPECT_TRUE(NamePattern().isEmpty());
    EXPECT_FALSE(NamePattern("abc").isForPaths());
    EXPECT_TRUE(NamePattern("a/c").isForPaths());
}

TEST(NamePattern, StarIsAnyCharactersAndTheWholeNameMustFit)
{
    EXPECT_TRUE(fits("lock-*", "LOCK-0000000012"));
    EXPECT_TRUE(fits("lock-*", "lock-"));
    EXPECT_FALSE(fits("lock-*", "my-lock-1"));
    EXPECT_TRUE(fits("*lock-*", "my-lock-1"));
    EXPECT_TRUE(fits("*.yaml", "a.yaml.yaml")) << "the star is tried again";
    EXPECT_FALSE(fits("*.yaml", "a.yaml.bak"));
    EXPECT_TRUE(fits("a*b*c", "a-b-b-c"));
    EXPECT_FALSE(fits("a*b*c", "a-c-b"));
    EXPECT_TRUE(fits("*", ""));
    EXPECT_FALSE(fits("*?", ""));
}

TEST(NamePattern, QuestionMarkIsOneCharacterNotOneByte)
{
    EXPECT_TRUE(fits("n?", "n1"));
    EXPECT_FALSE(fits("n?", "n"));
    EXPECT_FALSE(fits("n?", "n12"));
    EXPECT_TRUE(fits("??", "节点"));
    EXPECT_FALSE(fits("?", "节点"));
    EXPECT_TRUE(fits("*?点", "大节点"));
    EXPECT_FALSE(fits("?", "\xff\xff")) << "bytes that are no UTF-8 count each";
}

TEST(NamePattern, BackslashTakesTheMeaningAway)
{
    EXPECT_TRUE(fits("a\\*b*", "a*bc"));
    EXPECT_FALSE(fits("a\\*b*", "axbc"));
    EXPECT_TRUE(fits("\\?*", "?1"));
    EXPECT_FALSE(fits("\\?*", "x1"));
    EXPECT_TRUE(fits("a\\\\*", "a\\b"));
}

TEST(NamePattern, SlashMakesItOfPaths)
{
    EXPECT_TRUE(fits("/brokers/*", "/brokers/ids/1001"));
    EXPECT_FALSE(fits("/brokers/*", "/kafka/brokers/ids"));
    EXPECT_TRUE(fits("brokers/*/100?", "/kafka/brokers/ids/1001"));
    EXPECT_FALSE(fits("brokers/*", "/my-brokers/ids")) << "it starts where a name does";
    EXPECT_TRUE(fits("*brokers/*", "/my-brokers/ids"));
}

/// A backtracking matcher would need longer than the universe has been there.
TEST(NamePattern, ManyStarsTakeNoLongerThanTheProductOfTheLengths)
{
    std::string pattern;
    for (int i = 0; i < 200; ++i)
        pattern += "*a";
    EXPECT_FALSE(fits(pattern + "b", std::string(20'000, 'a')));
    EXPECT_TRUE(fits(pattern, std::string(20'000, 'a')));
}

} // namespace
} // namespace zs::ui

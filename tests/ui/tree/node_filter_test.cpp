// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/node_filter.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using Fit = NodeFilter::Fit;
using testing::HasSubstr;

Fit fits(const char* typed, std::string_view text)
{
    return NodeFilter(QString::fromUtf8(typed)).fits(text);
}

std::string problem(const char* typed)
{
    return NodeFilter(QString::fromUtf8(typed)).problem().toStdString();
}

TEST(NodeFilter, BetweenSlashesIsARegularExpressionInEitherCase)
{
    EXPECT_EQ(fits("/^lock-\\d+$/", "LOCK-0000000012"), Fit::yes);
    EXPECT_EQ(fits("/^lock-\\d+$/", "my-lock-0000000012"), Fit::no);
    EXPECT_EQ(fits("/0{3}/", "lock-0000000012"), Fit::yes) << "a part is enough";
    EXPECT_EQ(fits("/(?-i)^lock/", "LOCK-1"), Fit::no);
    EXPECT_EQ(fits("/^..$/", "节点"), Fit::yes) << "characters, not bytes";
    EXPECT_TRUE(NodeFilter(QStringLiteral("/a/")).isRegex());
    EXPECT_FALSE(NodeFilter(QStringLiteral("/a/")).isForPaths());
    EXPECT_TRUE(NodeFilter(QStringLiteral("/^/brokers/ids/")).isForPaths());
}

TEST(NodeFilter, OtherTextsAreNamePatterns)
{
    EXPECT_TRUE(NodeFilter().isEmpty());
    for (const char* typed : {"a", "a*", "/", "//", "/a", "a/", "/a/*"})
        EXPECT_FALSE(NodeFilter(QString::fromUtf8(typed)).isRegex()) << typed;
    EXPECT_EQ(fits("/", "/a"), Fit::yes);
    EXPECT_EQ(fits("lock-?", "lock-1"), Fit::yes);
    EXPECT_EQ(fits("lock.1", "lock-1"), Fit::no);
    EXPECT_EQ(problem("[a"), "");
}

TEST(NodeFilter, WhatIsNoExpressionSaysWhyAndWhereAndFitsNothing)
{
    EXPECT_EQ(problem("/[a/"), "Not a regular expression: missing terminating ] for character "
                               "class, at character 2.");
    EXPECT_THAT(problem("/(a/"), HasSubstr("missing closing parenthesis, at character 2"));
    EXPECT_THAT(problem("/*a/"), HasSubstr("quantifier does not follow a repeatable item"));
    EXPECT_EQ(problem("/[a]/"), "");
    EXPECT_EQ(fits("/[a/", "a"), Fit::no);
}

/// Each of these backtracks in more ways than there are atoms, or looks again and again.
TEST(NodeFilter, NoExpressionIsTriedForLong)
{
    const std::string name(NodeFilter::longestForRegex, 'a');
    for (const char* typed : {"/(a+)+[bc]$/", "/(a|a)*[bc]$/", "/(.*)*[bc]$/",
             "/(*LIMIT_MATCH=4000000000)(a+)+[bc]$/", "/^(([a-z])+.)+[0-9]([a-z])+$/"})
        EXPECT_EQ(fits(typed, name), Fit::tooCostly) << typed;
    EXPECT_EQ(fits("/^a+$/", name), Fit::yes);
    EXPECT_EQ(fits("/^a+$/", name + 'a'), Fit::no) << "too long to be looked at";
}

} // namespace
} // namespace zs::ui

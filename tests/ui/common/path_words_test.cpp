// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/path_words.h"

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

QString wordsFor(const QString& text)
{
    return pathProblemWords(text, findPathProblem(text.toStdString()));
}

TEST(PathWords, AGoodPathHasNone)
{
    EXPECT_EQ(wordsFor(QStringLiteral("/config/分期付款")), QString());
}

TEST(PathWords, ARefusedCharacterIsNamedByItsPlaceAsPeopleCount)
{
    EXPECT_TRUE(wordsFor(QStringLiteral("/付\u0007x")).contains(QStringLiteral("3 (U+0007)")));
}

TEST(PathWords, EachMistakeIsExplained)
{
    EXPECT_TRUE(wordsFor(QStringLiteral("no/slash")).contains(QStringLiteral("starts")));
    EXPECT_TRUE(wordsFor(QStringLiteral("/a/")).contains(QStringLiteral("end")));
    EXPECT_TRUE(wordsFor(QStringLiteral("/a//b")).contains(QStringLiteral("Between")));
    EXPECT_TRUE(wordsFor(QStringLiteral("/a/../b")).contains(QStringLiteral("..")));
    EXPECT_FALSE(wordsFor(QString()).isEmpty());
}

} // namespace
} // namespace zs::ui

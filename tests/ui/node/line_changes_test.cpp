// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/line_changes.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(LineChanges, FindsChangedLinesBetweenEqualOnes)
{
    const LineChanges changes = compareLines("a\nb\nc\nd", "a\nB\nc\nD");
    EXPECT_THAT(changes.changedInAfter, ElementsAre(1, 3));
    EXPECT_THAT(changes.changedInBefore, ElementsAre(1, 3));
    EXPECT_EQ(changes.count(), 2);
}

TEST(LineChanges, CountsAddedAndRemovedLines)
{
    EXPECT_THAT(compareLines("a\nc", "a\nb\nc").changedInAfter, ElementsAre(1));
    EXPECT_THAT(compareLines("a\nb\nc", "a\nc").changedInBefore, ElementsAre(1));
    EXPECT_EQ(compareLines("a\nb\nc", "a\nc").count(), 1);
    EXPECT_THAT(compareLines("same\n", "same\n").changedInAfter, IsEmpty());
    EXPECT_EQ(compareLines("a", "a\n").count(), 1) << "a final line feed is a change";
}

TEST(LineChanges, GivesUpPrecisionRatherThanTimeOnHugeTexts)
{
    std::string before = "head\n";
    std::string after = "head\n";
    for (int i = 0; i < 50'000; ++i) {
        before += "b" + std::to_string(i) + "\n";
        after += "a" + std::to_string(i) + "\n";
    }
    EXPECT_EQ(compareLines(before, after).count(), 50'000);
}

} // namespace
} // namespace zs::ui

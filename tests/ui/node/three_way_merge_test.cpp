// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/three_way_merge.h"

#include <gmock/gmock.h>

#include <random>

namespace zs::ui {
namespace {

using Kind = MergePart::Kind;
using testing::ElementsAre;

std::vector<Kind> kindsOf(const std::vector<MergePart>& parts)
{
    std::vector<Kind> kinds;
    for (const MergePart& part : parts)
        kinds.push_back(part.kind);
    return kinds;
}

std::string joined(const std::vector<MergePart>& parts,
    std::vector<std::string_view> MergePart::* side)
{
    std::string text;
    for (const MergePart& part : parts) {
        for (const std::string_view line : part.*side)
            text += line;
    }
    return text;
}

std::string merged(std::string_view base, std::string_view server, std::string_view mine)
{
    const auto parts = mergeThreeWay(base, server, mine);
    for (const MergePart& part : parts)
        EXPECT_NE(part.kind, Kind::conflict);
    return mergedText(parts, {});
}

TEST(ThreeWayMerge, TakesEachSidesOwnChanges)
{
    EXPECT_EQ(merged("a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nD\n"), "A\nb\nc\nD\n");
    EXPECT_EQ(merged("a\nb\nc\n", "a\nc\n", "a\nb\nc\nd\n"), "a\nc\nd\n");
    EXPECT_EQ(merged("a\nb\n", "x\na\nb\n", "a\nb\n"), "x\na\nb\n");
}

TEST(ThreeWayMerge, TheSameChangeOnBothSidesIsNoConflict)
{
    EXPECT_EQ(merged("a\nb\nc\n", "a\nB\nc\n", "a\nB\nc\n"), "a\nB\nc\n");
}

TEST(ThreeWayMerge, TwoChangesOfOneLineAreAConflictThatSomebodyDecides)
{
    const auto parts = mergeThreeWay("a\nb\nc\n", "a\nserver\nc\n", "a\nmine\nc\n");
    EXPECT_THAT(kindsOf(parts), ElementsAre(Kind::same, Kind::conflict, Kind::same));
    EXPECT_EQ(mergedText(parts, {MergeChoice::server}), "a\nserver\nc\n");
    EXPECT_EQ(mergedText(parts, {MergeChoice::mine}), "a\nmine\nc\n");
    EXPECT_EQ(mergedText(parts, {MergeChoice::serverThenMine}), "a\nserver\nmine\nc\n");
}

TEST(ThreeWayMerge, ADeletionAgainstAChangeIsAConflict)
{
    const auto parts = mergeThreeWay("a\nb\nc\n", "a\nc\n", "a\nB\nc\n");
    EXPECT_THAT(kindsOf(parts), ElementsAre(Kind::same, Kind::conflict, Kind::same));
    EXPECT_EQ(mergedText(parts, {MergeChoice::server}), "a\nc\n");
}

TEST(ThreeWayMerge, AConflictHoldsNoLinesOnWhichBothSidesAgree)
{
    const auto parts = mergeThreeWay("1\n", "x\nserver\ny\n", "x\nmine\ny\n");
    EXPECT_THAT(kindsOf(parts), ElementsAre(Kind::both, Kind::conflict, Kind::both));
    EXPECT_EQ(mergedText(parts, {MergeChoice::mine}), "x\nmine\ny\n");
}

TEST(ThreeWayMerge, ALineInOtherWordsIsDecidedForItself)
{
    const auto parts = mergeThreeWay("\"read_ms\": 1500\n}\n",
        "\"read_ms\": 2000\n},\n\"maintenance\": true\n", "\"read_ms\": 1800\n}\n");
    EXPECT_THAT(kindsOf(parts), ElementsAre(Kind::conflict, Kind::server));
    EXPECT_EQ(mergedText(parts, {MergeChoice::mine}),
        "\"read_ms\": 1800\n},\n\"maintenance\": true\n");
}

TEST(ThreeWayMerge, AMissingLastLineFeedSurvivesAndNeverGluesLines)
{
    EXPECT_EQ(merged("a\nb", "A\nb", "a\nb"), "A\nb");
    const auto parts = mergeThreeWay("a", "a\nserver", "a\nmine");
    const std::vector<MergeChoice> both(
        static_cast<std::size_t>(std::count_if(parts.begin(), parts.end(),
            [](const MergePart& part) { return part.kind == Kind::conflict; })),
        MergeChoice::serverThenMine);
    EXPECT_EQ(mergedText(parts, both), "a\nserver\nmine");
}

TEST(ThreeWayMerge, EmptyTextsMerge)
{
    EXPECT_EQ(merged("", "", ""), "");
    EXPECT_EQ(merged("", "new\n", ""), "new\n");
    EXPECT_EQ(merged("old\n", "", "old\n"), "");
}

/// Whatever the texts: no line of any side is lost, and a side that did not change gives way.
TEST(ThreeWayMerge, KeepsEveryLineOfRandomTexts)
{
    std::mt19937 random(7);
    const auto text = [&random] {
        std::string out;
        for (int lines = static_cast<int>(random() % 12); lines > 0; --lines) {
            out += static_cast<char>('a' + random() % 4);
            if (lines > 1 || random() % 2 == 0)
                out += '\n';
        }
        return out;
    };
    for (int round = 0; round < 2'000; ++round) {
        const std::string base = text();
        const std::string server = text();
        const std::string mine = text();
        const auto parts = mergeThreeWay(base, server, mine);
        ASSERT_EQ(joined(parts, &MergePart::server), server) << round;
        ASSERT_EQ(joined(parts, &MergePart::mine), mine) << round;
        ASSERT_EQ(joined(parts, &MergePart::base), base) << round;
        ASSERT_EQ(merged(base, base, mine), mine) << round;
        ASSERT_EQ(merged(base, server, base), server) << round;
        ASSERT_EQ(merged(base, server, server), server) << round;
    }
}

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/diff_rows.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> signedTexts(const DiffRows& rows)
{
    std::vector<std::string> out;
    for (const DiffRow& row : rows)
        out.push_back(row.sign + row.text);
    return out;
}

std::vector<std::string> textsOf(const DiffRows& rows)
{
    std::vector<std::string> out;
    for (const DiffRow& row : rows)
        out.push_back(row.text);
    return out;
}

TEST(ChangedWords, MarksTheWordsThatDiffer)
{
    const std::string_view after = "\"read_ms\": 1800,";
    EXPECT_THAT(changedWords("\"read_ms\": 1500,", after), ElementsAre(ByteRange{11, 15}));
    EXPECT_THAT(changedWords("a b c", "x b z"), ElementsAre(ByteRange{0, 1}, ByteRange{4, 5}));
    EXPECT_THAT(changedWords("alpha", "beta"), IsEmpty()) << "nothing in common: no noise";
}

TEST(MatchParts, FindsChangesFarApartInALongText)
{
    std::string before;
    std::string after;
    for (int i = 0; i < 30'000; ++i) {
        before += "line " + std::to_string(i) + "\n";
        after += (i == 10 || i == 29'990 ? "other " : "line ") + std::to_string(i) + "\n";
    }
    const auto partner = matchParts(splitLines(before), splitLines(after));
    EXPECT_EQ(std::count(partner.begin(), partner.end(), -1), 2);
}

TEST(UnifiedRows, ShowsWhatWentBeforeWhatCame)
{
    const DiffRows rows = unifiedRows("a\nb 1\nc\n", "a\nb 2\nc\nd\n");
    EXPECT_THAT(signedTexts(rows), ElementsAre(" a", "-b 1", "+b 2", " c", "+d"));
    EXPECT_EQ(rows[1].ground, RowGround::removed);
    EXPECT_THAT(rows[2].marks, ElementsAre(ByteRange{2, 3}));
}

TEST(UnifiedRows, DrawsLineEndsWhereOnlyTheyDiffer)
{
    EXPECT_THAT(signedTexts(unifiedRows("a\n", "a\r\n")), ElementsAre("-a␊", "+a␍␊"));
    EXPECT_THAT(signedTexts(unifiedRows("a\n", "a")), ElementsAre("-a␊", "+a"));
    EXPECT_THAT(signedTexts(unifiedRows("x\ry\n", "x\ry\n")), ElementsAre(" x␍y"));
}

TEST(UnifiedRows, CutsAnOverLongLineAroundTheDifference)
{
    std::string before(1'000'000, 'x');
    std::string after = before;
    after.replace(700'000, 3, "yyy");
    const DiffRows rows = unifiedRows(before, after);
    ASSERT_THAT(rows, SizeIs(2));
    EXPECT_LT(rows[1].text.size(), 2'100U);
    EXPECT_THAT(rows[1].text, testing::HasSubstr("yyy"));
}

TEST(SideRows, PadSoThatEqualLinesStandBesideEachOther)
{
    const auto parts = mergeThreeWay("a\nz\n", "a\nnew\nz\n", "a\nz\n");
    const MergeRows rows = sideRows(parts, true);
    EXPECT_THAT(textsOf(rows.server), ElementsAre("a", "new", "z"));
    EXPECT_THAT(textsOf(rows.mine), ElementsAre("a", "", "z"));
    EXPECT_EQ(rows.mine[1].ground, RowGround::filler);
    EXPECT_EQ(rows.base.size(), rows.server.size());
}

TEST(ResultRows, ShowAConflictInOneLineWithItsPlace)
{
    const auto parts
        = mergeThreeWay("\"read_ms\": 1500\n", "\"read_ms\": 2000\n", "\"read_ms\": 1800\n");
    const DiffRows open = resultRows(parts, {MergeChoice::open});
    EXPECT_THAT(textsOf(open), ElementsAre("\"read_ms\": ?"));
    EXPECT_EQ(open[0].conflict, 0);
    EXPECT_EQ(conflictWords(parts[0]).server, "2000");
    EXPECT_EQ(conflictWords(parts[0]).mine, "1800");
    EXPECT_THAT(
        textsOf(resultRows(parts, {MergeChoice::mine})), ElementsAre("\"read_ms\": 1800"));
}

TEST(HexDump, ShowsSixteenBytesALineAndSaysWhatIsLeftOut)
{
    EXPECT_EQ(hexDump(viewOf("A\n")), "41 0a " + std::string(43, ' ') + "A.\n");
    const Bytes large(256 * 1024 + 5, 0);
    EXPECT_THAT(hexDump(large), testing::EndsWith("… 5\n"));
}

} // namespace
} // namespace zs::ui

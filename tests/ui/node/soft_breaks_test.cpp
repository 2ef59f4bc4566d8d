// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/soft_breaks.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

TEST(SoftBreaks, ComeOutAgainWithoutATrace)
{
    std::string text(10'000, 'x');
    for (std::size_t i = 0; i < text.size(); i += 7)
        text.replace(i, 3, "\u5206"); // Three bytes a character: breaks must not fall inside.
    const SoftBroken broken = breakLongLines(text, 100);
    ASSERT_TRUE(broken.possible);
    EXPECT_GT(broken.text.size(), text.size());
    EXPECT_EQ(withoutMarks(broken.text, broken.mark), toBytes(text));
    std::size_t longest = 0;
    for (std::string_view rest = broken.text; !rest.empty();) {
        const std::size_t end = std::min(rest.find(broken.mark), rest.size());
        longest = std::max(longest, end);
        rest.remove_prefix(std::min(end + broken.mark.size(), rest.size()));
    }
    EXPECT_LE(longest, 103u);
}

TEST(SoftBreaks, LeaveOrdinaryTextAlone)
{
    const SoftBroken broken = breakLongLines("a\nb\r\nc", 4);
    EXPECT_EQ(broken.text, "a\nb\r\nc");
    EXPECT_TRUE(broken.mark.empty());
}

TEST(SoftBreaks, UseAMarkThatTheTextDoesNotHold)
{
    const std::string text = "\u2028" + std::string(200, 'x');
    const SoftBroken broken = breakLongLines(text, 50);
    EXPECT_NE(broken.mark, "\u2028");
    EXPECT_EQ(withoutMarks(broken.text, broken.mark), toBytes(text));
    EXPECT_FALSE(breakLongLines("\u2028\u2029\u0085" + std::string(200, 'x'), 50).possible);
}

TEST(SoftBreaks, PlacesInTextAndBytesFindEachOther)
{
    const SoftBroken broken = breakLongLines(std::string(25, 'x') + "\nend", 10);
    const std::size_t mark = broken.mark.size();
    const MarkMap map(broken.text, broken.mark); // Marks before the bytes 10 and 20.
    EXPECT_EQ(map.startInText(9), 9u);
    EXPECT_EQ(map.endInText(10), 10u) << "what ends there ends before the mark";
    EXPECT_EQ(map.startInText(10), 10 + mark) << "what begins there begins behind it";
    EXPECT_EQ(map.startInText(26), 26 + 2 * mark);
    for (std::size_t place = 0; place <= 29; ++place) {
        EXPECT_EQ(map.inBytes(map.startInText(place)), place);
        EXPECT_EQ(map.inBytes(map.endInText(place)), place);
    }
    const MarkMap plain("abc", {});
    EXPECT_EQ(plain.startInText(2), 2u);
    EXPECT_EQ(plain.inBytes(2), 2u);
}

} // namespace
} // namespace zs::ui

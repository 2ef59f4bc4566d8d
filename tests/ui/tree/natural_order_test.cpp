// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/visible_text.h"
#include "ui/tree/natural_order.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using testing::ElementsAre;

TEST(NaturalOrder, ComparesNumbersByValueAndLettersWithoutCase)
{
    EXPECT_THAT(naturallySorted({"n10", "n2", "N3", "a", "n02", "n1"}),
        ElementsAre("a", "n1", "n02", "n2", "N3", "n10"));
}

TEST(NaturalOrder, BearsNumbersLongerThanAnyInteger)
{
    const std::string huge(60, '9');
    EXPECT_LT(naturalCompare(huge, "1" + huge), 0);
    EXPECT_GT(naturalCompare("1" + huge, huge), 0);
    EXPECT_LT(naturalCompare("000" + huge, "1" + huge), 0);
}

TEST(NaturalOrder, IsTotalSoThatEveryNameIsFoundAgain)
{
    const std::vector<std::string> names{"", "0", "00", "a", "A", "a0", "a00", "A0", "b", "a1b"};
    for (const std::string& a : names) {
        for (const std::string& b : names) {
            EXPECT_EQ(naturalCompare(a, b) == 0, a == b) << a << " " << b;
            EXPECT_EQ(naturalLess(a, b), naturalCompare(b, a) > 0) << a << " " << b;
            for (const std::string& c : names) {
                EXPECT_FALSE(naturalLess(a, b) && naturalLess(b, c) && !naturalLess(a, c))
                    << a << " " << b << " " << c;
            }
        }
    }
}

TEST(NaturalOrder, DropsRepeatedNames)
{
    EXPECT_THAT(naturallySorted({"b", "a", "b"}), ElementsAre("a", "b"));
}

TEST(SequenceSuffix, IsExactlyTenDigitsAtTheEnd)
{
    EXPECT_EQ(sequenceSuffix("settle-0000000041"), 7u);
    EXPECT_EQ(sequenceSuffix("0000000041"), 0u);
    EXPECT_EQ(sequenceSuffix("id12345678901"), std::string::npos) << "eleven digits";
    EXPECT_EQ(sequenceSuffix("settle-41"), std::string::npos);
    EXPECT_EQ(sequenceSuffix("0000000041x"), std::string::npos);
}

TEST(VisibleText, ShowsWhatHidesOrTurnsTextAround)
{
    EXPECT_EQ(visibleText(std::string_view("a\nb\0c", 5)), "a\\u000ab\\u0000c");
    EXPECT_EQ(visibleText(std::string_view("x\u202etxt.exe")), "x\\u202etxt.exe");
    EXPECT_EQ(visibleText(std::string_view("ok\xff!")), "ok\\xff!");
    EXPECT_EQ(visibleText(std::string_view("分期付款 é")), QString::fromUtf8("分期付款 é"));
}

} // namespace
} // namespace zs::ui

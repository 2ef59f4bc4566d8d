// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/decode/text_encoding.h"

#include "tests/ui/node/decode/vectors.h"
#include "ui/node/decode/data_projection.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using namespace std::string_view_literals;
using test::vector;
using testing::HasSubstr;

std::optional<TextEncoding> guessOf(std::string_view bytes) { return guessEncoding(viewOf(bytes)); }

TEST(TextEncoding, GuessesWhatOtherToolsWroteAndGivesItBackByteForByte)
{
    struct Case {
        const char* file;
        TextEncoding encoding;
        const char* holds;
    };
    for (const Case& one : {Case{"gbk.text", TextEncoding::gbk, "配置中心：支付服务\n名称=分期付款\n"},
             Case{"gb18030.text", TextEncoding::gb18030, "𠮷 表情\n"},
             Case{"latin1.text", TextEncoding::latin1, "name=Zoë\nplace=Malmö, façade\n"},
             Case{"utf16le.text", TextEncoding::utf16le, "名称=分期付款\n😀\n"},
             Case{"utf16be.text", TextEncoding::utf16be, "名称=分期付款\n😀\n"},
             Case{"plain.json", TextEncoding::utf8, "分期付款"}}) {
        const Bytes stored = vector(one.file);
        ASSERT_EQ(guessEncoding(stored), one.encoding) << one.file;
        const ReadText read = readText(stored, one.encoding);
        EXPECT_THAT(read.utf8, HasSubstr(one.holds)) << one.file;
        EXPECT_TRUE(read.exact) << one.file;
        const auto written = writeText(read.utf8, one.encoding, read.byteOrderMark);
        ASSERT_TRUE(written) << one.file;
        EXPECT_EQ(*written, stored) << one.file;
    }
}

TEST(TextEncoding, DoesNotTakeBinaryForText)
{
    EXPECT_EQ(guessOf("\xff\xfe"sv), std::nullopt);
    EXPECT_EQ(guessOf("\xac\xed\x00\x05sr\x00\x10"sv), std::nullopt);
    EXPECT_EQ(guessOf("\xc0\xaf"sv), std::nullopt) << "an overlong form";
    EXPECT_EQ(guessOf("\xb0\xa1"sv), std::nullopt) << "one character is no evidence";
    EXPECT_EQ(guessOf("\x89PNG\r\n\x1a\n"sv), std::nullopt);
    EXPECT_EQ(guessOf("a\x80z"sv), std::nullopt) << "a control character in Latin-1";
    EXPECT_EQ(guessOf("\xff\xfe\x41\x00\x00\x00"sv), std::nullopt) << "UTF-32";
    EXPECT_EQ(guessOf(""sv), TextEncoding::utf8);
}

TEST(TextEncoding, NamesTheCharacterThatDoesNotFitAndItsPlace)
{
    const auto latin1 = writeText("price\n  5 € or 5 ¥", TextEncoding::latin1, false);
    ASSERT_FALSE(latin1);
    EXPECT_EQ(latin1.error().character, U'€');
    EXPECT_EQ(latin1.error().line, 2U);
    EXPECT_EQ(latin1.error().column, 5U);
    const auto gbk = writeText("好😀", TextEncoding::gbk, false);
    ASSERT_FALSE(gbk);
    EXPECT_EQ(gbk.error().character, U'😀');
    EXPECT_EQ(gbk.error().column, 2U);
    EXPECT_TRUE(writeText("好😀", TextEncoding::gb18030, false));
}

TEST(TextEncoding, SaysWhereBytesAreNoTextOfTheChosenEncoding)
{
    const auto badAt = [](std::string_view bytes, TextEncoding encoding) {
        const ReadText read = readText(viewOf(bytes), encoding);
        EXPECT_FALSE(read.exact && read.firstBad);
        return read.firstBad;
    };
    EXPECT_EQ(badAt("ab\xff""c", TextEncoding::utf8), 2U);
    EXPECT_EQ(badAt("ab\xff""c", TextEncoding::gbk), 2U);
    EXPECT_EQ(badAt("\xb0", TextEncoding::gbk), 0U) << "half a character";
    EXPECT_EQ(badAt("a\0b"sv, TextEncoding::utf16le), 2U) << "half a unit";
    EXPECT_EQ(badAt("\xd8\x00\x00\x41"sv, TextEncoding::utf16be), 0U) << "half a pair";
    EXPECT_EQ(badAt("\xd8\x3d\xde\x00"sv, TextEncoding::utf16be), std::nullopt);
    EXPECT_EQ(badAt("\xe9", TextEncoding::latin1), std::nullopt);
}

TEST(DataProjection, PutsChainAndEncodingTogetherAndTakesThemBack)
{
    const Unpacking gzip = unpack(Codec::gzip, vector("python.gz"), 1 << 20);
    ASSERT_TRUE(gzip);
    const Bytes stored = gzip->pack(vector("gbk.text"));
    const DataProjection view(stored);
    EXPECT_EQ(view.choice(), (ViewChoice{std::vector{Codec::gzip}, TextEncoding::gbk}));
    EXPECT_TRUE(view.isTextWritable());
    EXPECT_FALSE(view.isPlain());
    EXPECT_EQ(*view.storedFor(view.text()), stored);
    std::string changed(view.text());
    changed += "新\n";
    const DataProjection again(*view.storedFor(std::string_view(changed)), view.choice());
    EXPECT_EQ(again.text(), changed);
}

TEST(DataProjection, ChangesNothingInWhatItCannotHold)
{
    const DataProjection bad(viewOf("abc\xff\xff"sv), {std::nullopt, TextEncoding::utf8});
    EXPECT_TRUE(bad.isText()) << "it can be read, with U+FFFD";
    EXPECT_FALSE(bad.isTextWritable());
    EXPECT_EQ(bad.firstBad(), 3U);
    const DataProjection controls(viewOf("a\0b"sv), {std::nullopt, TextEncoding::latin1});
    EXPECT_FALSE(controls.isText());
    const DataProjection wrong(viewOf("abc"sv), {std::vector{Codec::gzip}, std::nullopt});
    EXPECT_EQ(wrong.failure(), (DecodeFailure{Codec::gzip, DecodeTrouble::damaged}));
    EXPECT_TRUE(wrong.isPlain());
}

} // namespace
} // namespace zs::ui

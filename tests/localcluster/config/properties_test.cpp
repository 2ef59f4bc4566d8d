// SPDX-License-Identifier: Apache-2.0
#include "localcluster/config/properties.h"

#include <gmock/gmock.h>

namespace zs::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Property property(std::string key, std::string value, int line)
{
    return {std::move(key), std::move(value), line};
}

TEST(Properties, ReadsAllThreeSeparators)
{
    EXPECT_THAT(*parseProperties("a=1\nb: 2\nc 3\n d  =  4 \nempty\n"),
        ElementsAre(property("a", "1", 1), property("b", "2", 2), property("c", "3", 3),
            property("d", "4", 4), property("empty", "", 5)));
}

TEST(Properties, SkipsCommentsAndBlankLinesButCountsThem)
{
    EXPECT_THAT(*parseProperties("# one\r\n\r\n  ! two\r\nkey=a#b\r\n"),
        ElementsAre(property("key", "a#b", 4)));
}

TEST(Properties, JoinsContinuedLinesAndNamesTheFirst)
{
    EXPECT_THAT(*parseProperties("list=one,\\\n   two,\\\r\n\tthree\nnext=\\\\\nlast=x\\"),
        ElementsAre(property("list", "one,two,three", 1), property("next", "\\", 4),
            property("last", "x", 5)));
}

TEST(Properties, UnescapesAsJavaDoes)
{
    EXPECT_THAT(*parseProperties("a\\:b\\=c=\\u0041\\n\\q\nz=\\uD83D\\uDE00"),
        ElementsAre(property("a:b=c", "A\nq", 1), property("z", "\xf0\x9f\x98\x80", 2)));
}

TEST(Properties, RefusesABrokenUnicodeEscapeWithItsLine)
{
    int line = 0;
    const auto parsed = parseProperties("a=1\nb=\\u12x4\n", &line);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().code, Errc::invalidInput);
    EXPECT_THAT(parsed.error().detail, HasSubstr("malformed \\u escape"));
    EXPECT_EQ(line, 2);
}

TEST(Properties, TakesUtf8AndOtherwiseLatin1)
{
    EXPECT_THAT(*parseProperties("\xef\xbb\xbfname=\xc3\xa9"),
        ElementsAre(property("name", "\xc3\xa9", 1)));
    EXPECT_THAT(*parseProperties("name=\xe9"), ElementsAre(property("name", "\xc3\xa9", 1)));
}

TEST(Properties, EscapedValuesComeBackUnchanged)
{
    for (const std::string value :
        {"C:\\temp\\new", "a b", "tab\there", "x=y:z#", "\xe5\x8a\xa8"}) {
        EXPECT_THAT(*parseProperties("k=" + escapePropertyValue(value)),
            ElementsAre(property("k", value, 1)));
    }
}

TEST(Properties, EscapedKeysComeBackUnchanged)
{
    for (const std::string key : {"C:\\new", "a b", "tab\there", "x=y:z", "#k", "!k", "a#b",
             "serv\r.4", "line\nend", "\xe5\x8a\xa8", ""}) {
        EXPECT_THAT(*parseProperties(escapePropertyKey(key) + "=v"),
            ElementsAre(property(key, "v", 1)));
    }
}

} // namespace
} // namespace zs::config

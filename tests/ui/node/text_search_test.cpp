// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/text_search.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The hits as the texts that they are.
std::vector<std::string> found(std::string_view text, const FindQuery& query)
{
    std::vector<std::string> hits;
    for (const ByteSpan& hit : findAll(text, query).spans)
        hits.emplace_back(text.substr(hit.from, hit.size));
    return hits;
}

QString words(const char* utf8) { return QString::fromUtf8(utf8); }

TEST(TextSearch, PlainTextMeansItselfInEitherCase)
{
    EXPECT_THAT(found("a.b A.B axb", {.text = "a.b"}), ElementsAre("a.b", "A.B"));
    EXPECT_THAT(found("a.b A.B axb", {.text = "a.b", .matchCase = true}), ElementsAre("a.b"));
    EXPECT_THAT(found("(x", {.text = "("}), ElementsAre("("));
    EXPECT_THAT(found("abc", {.text = ""}), IsEmpty());
}

TEST(TextSearch, PlacesCountInBytesWhateverTheCharacters)
{
    const std::string text = "\xc3\xa9\xe5\x88\x86\xf0\x9f\x98\x80x\n\xe5\x88\x86";
    const Hits hits = findAll(text, {.text = words("x")});
    ASSERT_EQ(hits.spans.size(), 1u);
    EXPECT_EQ(hits.spans[0], (ByteSpan{9, 1}));
    EXPECT_THAT(found(text, {.text = words("\xe5\x88\x86")}),
        ElementsAre("\xe5\x88\x86", "\xe5\x88\x86"));
    EXPECT_EQ(findAll(text, {.text = words("\xf0\x9f\x98\x80")}).spans[0], (ByteSpan{5, 4}));
}

TEST(TextSearch, WholeWordsEndWhereLettersOfAnyScriptEnd)
{
    const FindQuery word{.text = words("zoo"), .wholeWord = true};
    EXPECT_THAT(found("zoo zookeeper _zoo zoo-1 (zoo)", word), ElementsAre("zoo", "zoo", "zoo"));
    EXPECT_THAT(found("zoo\xc3\xa9", word), IsEmpty());
}

TEST(TextSearch, ExpressionsKnowLinesHoweverTheyEnd)
{
    EXPECT_THAT(found("a=1\r\nb=22\nc=", {.text = "^\\w=\\d+$", .isRegex = true}),
        ElementsAre("a=1", "b=22"));
    EXPECT_THAT(found("aXb", {.text = "x*", .isRegex = true}), ElementsAre("X"))
        << "nothing is no hit";
}

TEST(TextSearch, AWrongExpressionSaysWhere)
{
    const auto problem = patternProblem({.text = "ab(c", .wholeWord = true, .isRegex = true});
    ASSERT_TRUE(problem.has_value());
    EXPECT_EQ(problem->at, 4);
    EXPECT_THAT(problem->what.toStdString(), testing::HasSubstr("parenthesis"));
    EXPECT_FALSE(patternProblem({.text = "ab(c"}).has_value()) << "plain text";
    EXPECT_FALSE(patternProblem({.text = "", .isRegex = true}).has_value());
}

TEST(TextSearch, AnExpressionThatWouldTakeForeverIsGivenUp)
{
    const std::string text = std::string(5'000, 'a') + "!";
    const FindQuery endless{.text = "(a|aa)+$", .matchCase = true, .isRegex = true};
    EXPECT_EQ(findAll(text, endless).end, Hits::End::stopped);
    EXPECT_FALSE(replaceAll(text, endless, "x").has_value());
    EXPECT_FALSE(replacementAt(text, endless, {0, 3}, "x").has_value());
}

TEST(TextSearch, EndsWhenItsCallerWantsNoMore)
{
    int asked = 0;
    const Hits hits = findAll("xxxx", {.text = "x"}, [&] { return ++asked == 3; });
    EXPECT_EQ(hits.end, Hits::End::stopped);
    EXPECT_EQ(hits.spans.size(), 2u);
}

TEST(TextSearch, TellsOfMoreHitsThanItLists)
{
    const Hits hits = findAll(std::string(mostHits + 1, 'x'), {.text = "x", .matchCase = true});
    EXPECT_EQ(hits.spans.size(), mostHits);
    EXPECT_EQ(hits.end, Hits::End::tooMany);
    EXPECT_EQ(findAll(std::string(mostHits, 'x'), {.text = "x"}).end, Hits::End::complete);
}

TEST(TextSearch, ReplacesEveryHitAndKeepsTheRest)
{
    const auto plain = replaceAll("a\\1 a", {.text = "a"}, "\\1");
    ASSERT_TRUE(plain.has_value());
    EXPECT_EQ(plain->utf8, "\\1\\1 \\1") << "plain text has no groups";
    EXPECT_EQ(plain->count, 2u);
    const FindQuery pairs{.text = "(\\w+)=(\\w+)", .isRegex = true};
    const auto turned = replaceAll("a=1, b=2;", pairs, "\\2:\\1\\n\\\\");
    ASSERT_TRUE(turned.has_value());
    EXPECT_EQ(turned->utf8, "1:a\n\\, 2:b\n\\;");
}

TEST(TextSearch, ReplacesOneHitWhereItStands)
{
    const FindQuery pairs{.text = "(?<=\\s)(\\w)=(\\w)", .isRegex = true};
    const std::string text = "\xe5\x88\x86 a=1 b=2";
    EXPECT_EQ(replacementAt(text, pairs, {8, 3}, "\\2"), "2");
    EXPECT_EQ(replacementAt(text, pairs, {9, 2}, "\\2"), std::nullopt) << "no hit is there";
    EXPECT_EQ(replacementAt(text, pairs, {80, 2}, "\\2"), std::nullopt);
}

TEST(ByteSearch, ReadsDigitsAsPeopleWriteThem)
{
    EXPECT_EQ(*parseHexBytes("ac ed0005"), (Bytes{0xac, 0xed, 0x00, 0x05}));
    EXPECT_EQ(*parseHexBytes("0xAC, 0xED:00"), (Bytes{0xac, 0xed, 0x00}));
    EXPECT_EQ(parseHexBytes("ac g0").error().at, 3);
    EXPECT_EQ(parseHexBytes("ac e").error().at, 3);
    EXPECT_TRUE(parseHexBytes("")->empty());
}

TEST(ByteSearch, FindsAndReplacesBytes)
{
    const Bytes bytes{0, 'A', 'b', 0, 'a', 'B', 0, 0, 0};
    EXPECT_THAT(findBytes(bytes, toBytes("ab"), true).spans,
        ElementsAre(ByteSpan{1, 2}, ByteSpan{4, 2}));
    EXPECT_THAT(findBytes(bytes, toBytes("ab"), false).spans, IsEmpty());
    const Hits zeros = findBytes(bytes, Bytes{0, 0}, false);
    EXPECT_THAT(zeros.spans, ElementsAre(ByteSpan{6, 2})) << "no hit in another";
    EXPECT_THAT(findBytes(bytes, {}, false).spans, IsEmpty());
    EXPECT_EQ(replaceBytes(bytes, {{1, 2}, {4, 2}}, toBytes("xyz")),
        toBytes(std::string_view("\0xyz\0xyz\0\0\0", 11)));
}

} // namespace
} // namespace zs::ui

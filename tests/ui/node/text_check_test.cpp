// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/text_check.h"

#include "ui/node/parser_words.h"
#include "ui/node/properties_layout.h"
#include "ui/node/text_layout.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using testing::HasSubstr;

std::pair<int, int> placeOf(std::string_view text, DataFormat format)
{
    const auto problem = findProblem(text, format);
    return problem ? std::pair(problem->line, problem->column) : std::pair(0, 0);
}

constexpr std::pair<int, int> sound{0, 0};

TEST(TextCheck, TellsLineAndColumnOfWrongJson)
{
    EXPECT_EQ(placeOf("{\"a\": [1, 2]}", DataFormat::json), sound);
    EXPECT_EQ(placeOf("42", DataFormat::json), sound) << "any value is JSON";
    EXPECT_EQ(placeOf("\"text\"\n", DataFormat::json), sound);
    EXPECT_EQ(placeOf(" \n", DataFormat::json), sound) << "nothing yet";
    const auto problem = findProblem("{\n  \"名\": 1,\n  \"b\" 2\n}", DataFormat::json);
    ASSERT_TRUE(problem);
    EXPECT_EQ(problem->line, 3);
    EXPECT_EQ(problem->column, 7);
    EXPECT_THAT(problem->what.toStdString(), HasSubstr("colon"));
    EXPECT_EQ(placeOf("{\"a\": 1} x", DataFormat::json), std::pair(1, 10));
    EXPECT_NE(placeOf("nul", DataFormat::json), sound);
    EXPECT_NE(placeOf(std::string(100'000, '['), DataFormat::json), sound) << "and no crash";
}

TEST(TextCheck, TellsLineAndColumnOfWrongXml)
{
    EXPECT_EQ(placeOf("<?xml version=\"1.0\" encoding=\"GBK\"?><名 值=\"1\"/>", DataFormat::xml),
        sound) << "the declared encoding is that of the stored bytes";
    EXPECT_EQ(placeOf("<a>\n  <b>\n</a>", DataFormat::xml).first, 3);
    EXPECT_NE(placeOf("<a/><b/>", DataFormat::xml), sound);
    const std::string bomb
        = "<!DOCTYPE l [<!ENTITY a \"xxxxxxxxxx\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
          "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">"
          "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">]><l>&d;</l>";
    EXPECT_NE(placeOf(bomb, DataFormat::xml), sound) << "entities that grow are not followed";
}

TEST(TextCheck, TellsLineAndColumnOfWrongYaml)
{
    EXPECT_EQ(placeOf("a: 1\nb:\n  - x\n  - 值\n---\nc: {d: [1, 2]}\n", DataFormat::yaml), sound);
    EXPECT_EQ(placeOf("a: 1\nb: [1, 2\nc: 3\n", DataFormat::yaml).first, 3);
    EXPECT_EQ(placeOf("a: 1\n\tb: 2\n", DataFormat::yaml).first, 2) << "a tab indents nothing";
    EXPECT_NE(placeOf(std::string(20'000, '['), DataFormat::yaml), sound) << "and no crash";
    const std::string large(checkedBytes(DataFormat::yaml) + 1, '[');
    EXPECT_EQ(placeOf(large, DataFormat::yaml), sound) << "too large to check at each key";
}

TEST(TextCheck, PropertiesFailOnUnicodeEscapesAlone)
{
    EXPECT_EQ(placeOf("a=1\n# x\nb : \\u5206\nc=C:\\\\users\n", DataFormat::properties), sound);
    EXPECT_EQ(placeOf("a=1\nb=x\\u52g6\n", DataFormat::properties), std::pair(2, 4));
    EXPECT_EQ(placeOf("a=\\u12", DataFormat::properties), std::pair(1, 3));
}

TEST(TextLayout, JsonKeepsNumbersStringsAndOrder)
{
    const std::string text
        = R"({"z":1.0,"a":[1,{"n":12345678901234567890}],"e":{},"f":[ ],"s":"a\"b{,:","z":null})";
    EXPECT_EQ(*layOut(text, DataFormat::json),
        "{\n  \"z\": 1.0,\n  \"a\": [\n    1,\n    {\n      \"n\": 12345678901234567890\n    }\n"
        "  ],\n  \"e\": {},\n  \"f\": [],\n  \"s\": \"a\\\"b{,:\",\n  \"z\": null\n}");
    EXPECT_EQ(*layOut(*layOut(text, DataFormat::json), DataFormat::json),
        *layOut(text, DataFormat::json));
    EXPECT_EQ(*layOut("[1]\n", DataFormat::json), "[\n  1\n]\n");
    EXPECT_FALSE(layOut("{\"a\" 1}", DataFormat::json));
    EXPECT_FALSE(layOut("", DataFormat::json));
}

TEST(TextLayout, XmlKeepsItsDeclarationAndMixedText)
{
    EXPECT_EQ(*layOut("<?xml version='1.0' encoding='GBK'?><a x=\"1\"><!-- c --><b/>"
                      "<c>t &lt; <i>u</i> v</c></a>",
                  DataFormat::xml),
        "<?xml version='1.0' encoding='GBK'?>\n<a x=\"1\">\n  <!-- c -->\n  <b/>\n"
        "  <c>t &lt; <i>u</i> v</c>\n</a>");
    EXPECT_FALSE(layOut("<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>", DataFormat::xml));
    EXPECT_FALSE(layOut("<a>", DataFormat::xml));
}

TEST(TextLayout, YamlIndentsByTwoAndKeepsCommentsOrderAndSpelling)
{
    EXPECT_EQ(*layOut("# head\n"
                      "z:   'x'   # why\n"
                      "a:\n"
                      "      b: 0x10\n"
                      "      # of c\n"
                      "      c:\n"
                      "          -    d: \"1\"  \n"
                      "               e: &n [1,\n"
                      "                  2]\n"
                      "          - - x\n"
                      "            - *n\n"
                      "\n"
                      "f:\n"
                      "- 1\n",
                  DataFormat::yaml),
        "# head\n"
        "z:   'x'   # why\n"
        "a:\n"
        "  b: 0x10\n"
        "  # of c\n"
        "  c:\n"
        "    - d: \"1\"\n"
        "      e: &n [1,\n"
        "        2]\n"
        "    - - x\n"
        "      - *n\n"
        "\n"
        "f:\n"
        "- 1\n");
}

TEST(TextLayout, YamlKeepsWhatStandsInBlocksOfText)
{
    EXPECT_EQ(*layOut("a:\n"
                      "     run: |\n"
                      "           if x:  \n"
                      "               # no comment\n"
                      "\n"
                      "           end\n"
                      "     next: >-  # folded\n"
                      "      one\n"
                      "      two\n"
                      "list:\n"
                      "   -  |\n"
                      "      text\n"
                      "...\n"
                      "--- second\n",
                  DataFormat::yaml),
        "a:\n"
        "  run: |\n"
        "    if x:  \n"
        "        # no comment\n"
        "\n"
        "    end\n"
        "  next: >-  # folded\n"
        "    one\n"
        "    two\n"
        "list:\n"
        "  - |\n"
        "    text\n"
        "...\n"
        "--- second\n");
}

TEST(TextLayout, YamlIsLeftAloneWhereItsMeaningCouldChange)
{
    EXPECT_FALSE(layOut("a: |4\n      two blanks are of the text\n", DataFormat::yaml));
    EXPECT_FALSE(layOut("a: [1", DataFormat::yaml));
    EXPECT_FALSE(layOut("a:\n\tb: 1\n", DataFormat::yaml));
    const std::string large = "a: " + std::string(checkedBytes(DataFormat::yaml), 'x');
    EXPECT_FALSE(layOut(large, DataFormat::yaml));
    EXPECT_EQ(*layOut("{\"a\": [1, 2]}", DataFormat::yaml), "{\"a\": [1, 2]}");
    EXPECT_EQ(*layOut("a: 1\r\nb:\r\n    c: 2\r\n", DataFormat::yaml), "a: 1\r\nb:\r\n  c: 2\r\n");
}

TEST(TextLayout, PropertiesKeepCommentsOrderEscapesAndLineEnds)
{
    EXPECT_EQ(*layOut("  # head = of it\n"
                      "b : 1\n"
                      "\n"
                      "\ta   2  \n"
                      "b=3\r\n"
                      "  ! tail\n"
                      "key\\ with\\=signs = \\u5206\\: x=y\n"
                      "bare\n"
                      "empty =\n"
                      "=value",
                  DataFormat::properties),
        "# head = of it\nb=1\n\na=2  \nb=3\r\n! tail\nkey\\ with\\=signs=\\u5206\\: x=y\nbare\n"
        "empty=\n=value")
        << "blanks behind a value are of the value";
    EXPECT_FALSE(layOut("a = \\u12\n", DataFormat::properties)) << "Java would not load it";
    EXPECT_FALSE(layOut(" \n", DataFormat::properties));
}

// All expectations were checked with java.util.Properties of JDK 17.
TEST(TextLayout, PropertiesKeepWhatContinuationLinesMean)
{
    EXPECT_EQ(*layOut("hosts = zoo1,\\\n"
                      "   zoo2,\\\n"
                      " # no comment\n"
                      "path = C:\\\\\n"
                      "next : \\\n"
                      "\t\tvalue\n"
                      "open = 1\\\n"
                      "   \n"
                      "z = \\\n",
                  DataFormat::properties),
        "hosts=zoo1,\\\n    zoo2,\\\n    # no comment\npath=C:\\\\\nnext=\\\n    value\n"
        "open=1\\\n\nz=\\\n");
    // The sign that ends the key stands in the next line: then the first stays as it is.
    EXPECT_EQ(*layOut("key \\\n  = v\n", DataFormat::properties), "key \\\n    = v\n");
    EXPECT_FALSE(layOut("\\\nx = 1\n", DataFormat::properties))
        << "what Java makes of it depends on what follows";
}

TEST(TextLayout, PropertiesAreComparedByWhatTheySay)
{
    using Entries = std::vector<PropertiesEntry>;
    EXPECT_EQ(readProperties("#c\na:1\\\n  2\na 3\n\\ b=\\=4"),
        (Entries{{true, "#c", ""}, {false, "a", "12"}, {false, "a", "3"},
            {false, "\\ b", "\\=4"}}));
    EXPECT_EQ(readProperties("a=1\rb\r\nc==d\\"),
        (Entries{{false, "a", "1"}, {false, "b", ""}, {false, "c", "=d"}}));
    EXPECT_NE(readProperties("a=1"), readProperties("a=1 "));
    for (const std::string_view text : {"a = 1 \\\\\n b\t:\f2", "a\\:b:c", "=:", "\f=\\", "\\ ="}) {
        const auto laidOut = layOutProperties(text);
        ASSERT_TRUE(laidOut) << text;
        EXPECT_EQ(readProperties(*laidOut), readProperties(text)) << text;
        EXPECT_EQ(*layOutProperties(*laidOut), *laidOut) << "once laid out it stays";
    }
}

TEST(ParserWords, EveryMistakeOfATextIsKnown)
{
    const char* wrongXml[] = {"<a>", "<a></b>", "<a/><b/>", "x", "<a b='1' b='2'/>", "<a>&x;</a>",
        "<p:a/>", "<a>]]></a>", " <?xml version='1.0'?><a/>", "<?xml version='9'?><a/>",
        "<?xml version='1.0' encoding='?'?><a/>", "<?xml version='1.0' standalone='x'?><a/>",
        "<a>&#xzz;</a>", "<a b/>", "<a b=\"<\"/>", "<?xml?><a/>", "<a><?xml x?></a>",
        "<a xmlns:xml='x'/>", "<a>\x01</a>", "<a b=>", "<!DOCTYPE a [<!ENTITY e '&e;'>]><a>&e;</a>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///x'>]><a b='&e;'/>", "<1/>", "</a>"};
    for (const char* text : wrongXml) {
        const auto problem = findProblem(text, DataFormat::xml);
        ASSERT_TRUE(problem) << text;
        EXPECT_THAT(problem->what.toStdString(), testing::Not(HasSubstr("own words"))) << text;
        EXPECT_FALSE(problem->what.endsWith(u'.')) << text;
    }
    const char* wrongYaml[] = {"a: [1", "a: {b: 1", "a: 1\n\tb: 2", "a: 'x", "a: \"\\q\"", "*x",
        "a: *", "a: & b", "]", "a: b: c", "a: |0\n x", "%YAML 1 2\n---\n", "%YAML x\n---\n",
        "%YAML 9.0\n---\n", "%TAG !\n---\n", "!<x", "a: \"\\xzz\"", "&a &b c", "!a !b c",
        "a: |x\n y", "@", "`"};
    for (const char* text : wrongYaml) {
        const auto problem = findProblem(text, DataFormat::yaml);
        EXPECT_TRUE(problem) << text;
        if (problem) {
            EXPECT_THAT(problem->what.toStdString(), testing::Not(HasSubstr("own words"))) << text;
        }
    }
    const auto deep = findProblem(std::string(20'000, '['), DataFormat::yaml);
    EXPECT_EQ(deep->what, "it is nested too deeply");
}

TEST(ParserWords, WhatVariesIsKeptAndWhatIsUnknownIsQuoted)
{
    EXPECT_EQ(xmlErrorWords("Expected '=', '>', but got 'a %1 \u202e'."),
        "Expected '=', '>', but got 'a %1 \\u202e'");
    EXPECT_EQ(xmlErrorWords("Attribute 'x' redefined."), "Attribute 'x' redefined");
    EXPECT_EQ(xmlErrorWords("Something new."), "the parser's own words are “Something new”");
    EXPECT_EQ(yamlErrorWords("unknown escape character: q"), "unknown escape character: q");
    EXPECT_EQ(yamlErrorWords("of another version"),
        "the parser's own words are “of another version”");
}

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/text_check.h"

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

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/data_format.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

DataFormat formatOf(std::string_view text)
{
    return detectFormat(viewOf(text));
}

TEST(DataFormat, KnowsJsonOnlyWhenItParses)
{
    EXPECT_EQ(formatOf("{\"a\": [1, 2]}"), DataFormat::json);
    EXPECT_EQ(formatOf(" \n[1]"), DataFormat::json);
    EXPECT_EQ(formatOf("{not json}"), DataFormat::text);
    EXPECT_EQ(formatOf("42"), DataFormat::text) << "a bare number is rather text";
}

TEST(DataFormat, TakesTheNameWhereTheTextAloneDoesNotTell)
{
    const auto named = [](std::string_view text, std::string_view name) {
        return detectFormat(viewOf(text), name);
    };
    EXPECT_EQ(named("a: 1\n", "limits.yaml"), DataFormat::yaml);
    EXPECT_EQ(named("a: 1\n", "limits"), DataFormat::text);
    EXPECT_EQ(named("{broken", "gateway.json"), DataFormat::json);
    EXPECT_EQ(named("a=1\n", "x.properties"), DataFormat::properties);
    EXPECT_EQ(named("<a", "routes.xml"), DataFormat::xml);
    EXPECT_EQ(named("", "empty.json"), DataFormat::text);
    EXPECT_EQ(named(std::string_view("a\0", 2), "x.json"), DataFormat::hex);
}

TEST(DataFormat, KnowsXmlYamlAndPropertiesByTheirText)
{
    EXPECT_EQ(formatOf("<?xml version=\"1.0\"?>\n<a"), DataFormat::xml);
    EXPECT_EQ(formatOf("<a><b/></a>"), DataFormat::xml);
    EXPECT_EQ(formatOf("<not really xml"), DataFormat::text);
    EXPECT_EQ(formatOf("---\na: 1\n"), DataFormat::yaml);
    EXPECT_EQ(formatOf("# c\nserver.port=80\nname = a=b\\\n  more\n"), DataFormat::properties);
    EXPECT_EQ(formatOf("a=b"), DataFormat::text) << "one pair may be anything";
    EXPECT_EQ(formatOf("if a == b\nc=d\n"), DataFormat::text);
}

TEST(DataFormat, TreatsWhatATextEditorWouldDestroyAsBinary)
{
    EXPECT_EQ(formatOf(std::string_view("a\0b", 3)), DataFormat::hex);
    EXPECT_EQ(formatOf("\xff\xfe"), DataFormat::hex);
    EXPECT_EQ(formatOf("\xc0\xaf"), DataFormat::hex) << "overlong form";
    EXPECT_EQ(formatOf("\x1b[31m"), DataFormat::hex);
    EXPECT_EQ(formatOf("tab\tline\r\n分期付款"), DataFormat::text);
    EXPECT_EQ(formatOf(""), DataFormat::text);
}

TEST(DataFormat, NamesKnownSignatures)
{
    EXPECT_EQ(
        knownSignature(viewOf(std::string_view("\xac\xed\x00\x05", 4))), "Java serialization");
    EXPECT_EQ(knownSignature(viewOf("\xac")), "");
}

TEST(DataFormat, AnSvgIsKnownByItsRootAndIsXml)
{
    const std::string_view svg = "<?xml version=\"1.0\"?>\n<!-- <a> --><!DOCTYPE svg>\n<svg/>";
    EXPECT_TRUE(looksLikeSvg(svg));
    EXPECT_TRUE(looksLikeSvg(" <svg:svg xmlns:svg=\"x\"/>"));
    EXPECT_EQ(detectFormat(viewOf(svg)), DataFormat::xml);
    for (const std::string_view text :
        {"<svgs/>", "<a><svg/></a>", "<!-- <svg/>", "<?", "", "<svg", "svg"})
        EXPECT_FALSE(looksLikeSvg(text)) << text;
}

} // namespace
} // namespace zs::ui

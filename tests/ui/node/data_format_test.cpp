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

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"

#include <gmock/gmock.h>

namespace zs::app {
namespace {

using testing::HasSubstr;

TEST(Arguments, AreReadInBothForms)
{
    const auto parsed = parseArguments({QStringLiteral("--connect"),
        QStringLiteral("a:2181,b:2182/app"), QStringLiteral("--lang=zh_CN"),
        QStringLiteral("--theme"), QStringLiteral("dark")});
    ASSERT_TRUE(parsed) << parsed.error().detail;
    EXPECT_EQ(parsed->connect, QStringLiteral("a:2181,b:2182/app"));
    EXPECT_EQ(parsed->language, QStringLiteral("zh_CN"));
    EXPECT_EQ(parsed->theme, QStringLiteral("dark"));
    EXPECT_FALSE(parsed->launch);
}

TEST(Arguments, NothingAsksForNothing)
{
    const auto parsed = parseArguments({});
    ASSERT_TRUE(parsed);
    EXPECT_TRUE(parsed->connect.isEmpty() && parsed->tour.isEmpty());
}

TEST(Arguments, MistakesAreNamed)
{
    const std::pair<QStringList, const char*> mistakes[] = {
        {{QStringLiteral("--conect")}, "--conect"},
        {{QStringLiteral("--connect")}, "--connect needs a value"},
        {{QStringLiteral("--connect=")}, "--connect needs a value"},
        {{QStringLiteral("--connect"), QStringLiteral("a:99999")}, "99999"},
        {{QStringLiteral("--lang"), QStringLiteral("xx")}, "en, zh_CN"},
        {{QStringLiteral("--theme"), QStringLiteral("pink")}, "system, light, dark"},
        {{QStringLiteral("--launch"), QStringLiteral("--connect=a")}, "together"},
    };
    for (const auto& [arguments, expected] : mistakes) {
        const auto parsed = parseArguments(arguments);
        ASSERT_FALSE(parsed) << expected;
        EXPECT_EQ(parsed.error().code, Errc::invalidInput);
        EXPECT_THAT(parsed.error().detail, HasSubstr(expected));
    }
}

TEST(Arguments, HelpNamesEachOption)
{
    for (const char* option : {"--connect", "--launch", "--lang", "--theme", "--tour", "--help",
             "--version"})
        EXPECT_THAT(helpText().toStdString(), HasSubstr(option));
}

} // namespace
} // namespace zs::app

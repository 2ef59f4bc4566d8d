// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connect_string_words.h"

#include <gtest/gtest.h>

#include <set>

namespace zs::ui {
namespace {

TEST(ConnectStringWords, EachMistakeHasWordsOfItsOwnThatNameThePart)
{
    const std::pair<const char*, const char*> cases[] = {{"h1,,h2", "comma"}, {":2181", ":2181"},
        {"h:0", "65535"}, {"::1", "brackets"}, {"[::1", "closing bracket"}, {"[::1]x", "between"},
        {"[zz]", "IPv6"}, {"h h", "character"}, {"http://h:2181", "URL"}, {"h/a//b", "/a//b"},
        {"h/a/", "end with a slash"}, {"", "127.0.0.1:2181"}};
    std::set<QString> seen;
    for (const auto& [text, named] : cases) {
        const auto parsed = ConnectString::check(text);
        ASSERT_FALSE(parsed) << text;
        const QString words = connectStringWords(parsed.error());
        EXPECT_TRUE(words.contains(QLatin1String(named))) << words.toStdString();
        EXPECT_TRUE(seen.insert(words).second) << words.toStdString();
    }
}

TEST(ConnectStringWords, HostileCharactersAreShownNotObeyed)
{
    const auto parsed = ConnectString::check("a\xe2\x80\xae" "b c:1");
    ASSERT_FALSE(parsed);
    EXPECT_FALSE(connectStringWords(parsed.error()).contains(QChar(0x202e)));
}

} // namespace
} // namespace zs::ui

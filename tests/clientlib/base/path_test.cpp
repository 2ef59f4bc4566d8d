// SPDX-License-Identifier: Apache-2.0
#include "clientlib/base/path.h"

#include <gmock/gmock.h>

namespace zs {
namespace {

    using testing::HasSubstr;

    TEST(Path, AcceptsWhatZooKeeperAccepts)
    {
        for (const char* text : {"/", "/a", "/a/b", "/a b", "/...", "/.a", "/a..", "/\xe4\xbd\xa0",
                 "/\xef\xa4\x80" /* U+F900 */})
            EXPECT_TRUE(validatePath(text)) << text;
    }

    TEST(Path, RefusesWhatZooKeeperRefusesAndSaysWhy)
    {
        const std::pair<std::string, const char*> cases[] = {
            {"", "empty"},
            {"a", "must start with /"},
            {"/a/", "must not end with /"},
            {"//", "must not end with /"},
            {"/a//b", "empty component"},
            {"/./a", "relative"},
            {"/a/..", "relative"},
            {std::string("/a\0b", 4), "character at byte 2"},
            {"/\x7f", "character at byte 1"},
            {"/a\xc2\x85", "character at byte 2"},          // U+0085, a control character
            {"/\xee\x80\x80", "character at byte 1"},       // U+E000, private use
            {"/\xef\xbf\xbd", "character at byte 1"},       // U+FFFD
            {"/\xf0\x9f\x98\x80", "character at byte 1"},   // an emoji: a surrogate pair in Java
            {"/\xff", "no valid UTF-8 at byte 1"},
            {"/\xed\xa0\x80", "no valid UTF-8 at byte 1"},  // a lone surrogate
            {"/\xc0\xaf", "no valid UTF-8 at byte 1"},      // an overlong slash
        };
        for (const auto& [text, why] : cases) {
            const Result<void> result = validatePath(text);
            ASSERT_FALSE(result) << text;
            EXPECT_EQ(result.error().code, Errc::badArguments);
            EXPECT_THAT(result.error().detail, HasSubstr(why));
        }
    }

    TEST(Path, WalksUpAndDown)
    {
        EXPECT_EQ(Path("/a/b").parent(), Path("/a"));
        EXPECT_EQ(Path("/a").parent(), Path());
        EXPECT_EQ(Path().parent(), Path());
        EXPECT_EQ(Path("/a/b").name(), "b");
        EXPECT_EQ(Path().name(), "");
        EXPECT_EQ(Path().child("a"), Path("/a"));
        EXPECT_EQ(Path("/a").child("b"), Path("/a/b"));
    }

    TEST(Path, IsWithinItsAncestorsOnly)
    {
        EXPECT_TRUE(Path("/a/b").isWithin(Path("/a")));
        EXPECT_TRUE(Path("/a").isWithin(Path("/a")));
        EXPECT_TRUE(Path("/a").isWithin(Path()));
        EXPECT_FALSE(Path("/ab").isWithin(Path("/a")));
        EXPECT_FALSE(Path("/a").isWithin(Path("/a/b")));
    }

} // namespace
} // namespace zs

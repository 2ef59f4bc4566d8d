// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/error_words.h"

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

TEST(ErrorWords, SentenceNamesCodePathAndWhatToDo)
{
    const Error error(Errc::badVersion, "/a is at version 18, you sent 16");
    EXPECT_EQ(sentenceFor(error),
        QStringLiteral("BadVersion: /a is at version 18, you sent 16. Read it again, then retry."));
}

TEST(ErrorWords, TheCodeIsSaidOnce)
{
    EXPECT_EQ(wordsFor(Error(Errc::noAuth, "getData /a: NoAuth")).report,
        QStringLiteral("NoAuth: getData /a"));
    EXPECT_EQ(wordsFor(Error(Errc::badVersion, "operation 2 (check /a): BadVersion")).report,
        QStringLiteral("BadVersion: operation 2 (check /a)"));
    EXPECT_EQ(wordsFor(Error(Errc::noAuth, {})).report, QStringLiteral("NoAuth"));
}

TEST(ErrorWords, TheVersionThatIsNeededIsPartOfTheAdvice)
{
    const Error error(Errc::unimplemented, "createTTL /a: Unimplemented; it needs ZooKeeper 3.5 or "
                                           "later with extendedTypesEnabled=true");
    EXPECT_EQ(sentenceFor(error),
        QStringLiteral("Unimplemented: createTTL /a. It needs ZooKeeper 3.5 or later, with "
                       "extendedTypesEnabled=true on every server."));
    EXPECT_EQ(sentenceFor(Error(Errc::unimplemented,
                  "addWatch /a: Unimplemented; it needs ZooKeeper 3.6 or later")),
        QStringLiteral("Unimplemented: addWatch /a. It needs ZooKeeper 3.6 or later."));
}

TEST(ErrorWords, UnknownOutcomeIsSaid)
{
    const ErrorWords words = wordsFor(Error(Errc::connectionLoss, "setData /a"));
    EXPECT_TRUE(words.advice.contains(QStringLiteral("unknown")));
    EXPECT_TRUE(words.report.startsWith(QStringLiteral("ConnectionLoss")));
}

TEST(ErrorWords, HostileDetailIsMadeVisible)
{
    const ErrorWords words = wordsFor(Error(Errc::noNode, "/a\xe2\x80\xae"));
    EXPECT_TRUE(words.report.endsWith(QStringLiteral("/a\\u202e")));
}

TEST(ErrorWords, EveryCodeHasATitleAndAdvice)
{
    for (int code = -130; code <= 7; ++code) {
        const ErrorWords words = wordsFor(Error(static_cast<Errc>(code), {}));
        EXPECT_FALSE(words.title.isEmpty()) << code;
        EXPECT_FALSE(words.advice.isEmpty()) << code;
        EXPECT_FALSE(words.report.isEmpty()) << code;
    }
}

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/connection_words.h"

#include <gtest/gtest.h>

#include <set>

namespace zs::ui {
namespace {

TEST(ConnectionWords, EachFaultHasWordsOfItsOwn)
{
    std::set<QString> seen;
    constexpr auto last = static_cast<int>(ConnectionFault::tlsHandshake);
    for (int fault = static_cast<int>(ConnectionFault::hostNotFound); fault <= last; ++fault) {
        const QString words = wordsFor(static_cast<ConnectionFault>(fault));
        EXPECT_FALSE(words.isEmpty()) << fault;
        EXPECT_TRUE(seen.insert(words).second) << words.toStdString();
    }
    EXPECT_TRUE(wordsFor(ConnectionFault::none).isEmpty());
}

TEST(ConnectionWords, DetailIsShownWhereItSaysMore)
{
    const std::string problem = "zk1:2281: TLS: the certificate is for a, not for b";
    EXPECT_EQ(reasonOf(ConnectionFault::other, problem).toStdString(), problem);
    const QString named = reasonOf(ConnectionFault::tlsHostName, problem);
    EXPECT_TRUE(named.startsWith(wordsFor(ConnectionFault::tlsHostName)));
    EXPECT_TRUE(named.endsWith(QString::fromStdString(problem)));
    EXPECT_EQ(reasonOf(ConnectionFault::refused, problem), wordsFor(ConnectionFault::refused));
}

TEST(ConnectionWords, ConnectionThatHadASessionEndsWithoutAWordOfOpeningOne)
{
    EXPECT_EQ(endOf(ConnectionFault::closed, "zk1: gone"), "The server closed the connection.");
    EXPECT_EQ(endOf(ConnectionFault::silent, "x"), wordsFor(ConnectionFault::silent));
    EXPECT_EQ(endOf(ConnectionFault::other, "what it says"), "what it says");
}

} // namespace
} // namespace zs::ui

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

TEST(ConnectionWords, RemedyNamesTheCertificateAndTheWayOut)
{
    Certificate shown;
    shown.subject = "CN=zk1";
    shown.issuer = "CN=Test CA";
    shown.dnsNames = {"zk1", "zk1.example"};
    shown.validUntil = std::chrono::sys_seconds(std::chrono::hours(48)); // Of 1970.
    const auto remedy = [&](ConnectionFault fault) {
        return remedyFor({fault, "TLS: not shown", shown}).toStdString();
    };
    EXPECT_EQ(remedy(ConnectionFault::tlsHostName),
        "It is for zk1, zk1.example. Connect by a name that it has, or turn off Check the host "
        "name.");
    EXPECT_EQ(remedy(ConnectionFault::tlsUnknownIssuer),
        "Its subject is CN=zk1, its issuer CN=Test CA. To trust it, name the file of its CA under "
        "Trusted certificates.");
    EXPECT_TRUE(remedy(ConnectionFault::tlsExpired).starts_with(
        "Its subject is CN=zk1; it was valid until 1970-01-0"));
}

TEST(ConnectionWords, WhatOnlyTheSystemTellsStaysInTheRemedy)
{
    EXPECT_EQ(remedyFor({ConnectionFault::tlsSettings, "zk1:1: TLS: /k.pem: there is no such file",
                  {}}),
        "/k.pem: there is no such file");
    EXPECT_EQ(remedyFor({ConnectionFault::expired, "whatever", {}}), QString());
}

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connection_json.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using testing::HasSubstr;

ConnectionProfile fullProfile()
{
    ConnectionProfile profile;
    profile.id = QStringLiteral("7f-1");
    profile.name = QStringLiteral("支付 \"prod\"");
    profile.servers = QStringLiteral("zk-1:2281,[::1]:2282/app");
    profile.sessionTimeout = std::chrono::milliseconds(12'500);
    profile.connectTimeout = std::chrono::milliseconds(1'500);
    profile.environment = Environment::production;
    profile.lastUsed = QDateTime(QDate(2026, 11, 22), QTime(14, 2, 3, 4));
    profile.group = QStringLiteral("Payments");
    profile.digestUsers = {QStringLiteral("ops"), QStringLiteral("audit")};
    profile.saslUser = QStringLiteral("bob");
    profile.tls = {true, QStringLiteral("ca.pem"), QStringLiteral("c.pem"),
        QStringLiteral("k.pem"), false};
    profile.ssh = {true, QStringLiteral("me@gate"), 2222, QStringLiteral("id")};
    profile.openReadOnly = true;
    profile.acceptReadOnlyServer = false;
    profile.confirmWrites = true;
    return profile;
}

TEST(ConnectionJson, EveryMemberComesBack)
{
    const auto again = profileFromJson(toJson(fullProfile()));
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(*again, fullProfile());
}

TEST(ConnectionJson, ExportedFileIsImportedWithoutTheTimesOfUse)
{
    const QByteArray text = exportConnections({fullProfile(), {.servers = QStringLiteral("a")}});
    const auto again = importConnections(text);
    ASSERT_TRUE(again) << again.error().detail;
    ASSERT_EQ(again->size(), 2);
    ConnectionProfile expected = fullProfile();
    expected.lastUsed = {};
    EXPECT_EQ((*again)[0], expected);
}

TEST(ConnectionJson, MistakesAreNamedAndNothingIsTakenOver)
{
    struct Case {
        const char* text;
        const char* says;
    };
    const Case cases[] = {
        {"", "no JSON"},
        {"[1, 2", "no JSON at byte"},
        {R"({"connections":[]})", "zooscopeConnections"},
        {R"({"zooscopeConnections":1,"connections":[{"servers":"a"},{"servers":"b:x"}]})",
            "connection 2: \"servers\""},
        {R"({"zooscopeConnections":1,"connections":[{"servers":"a","tls":{"on":"yes"}}]})",
            "\"on\": true or false"},
        {R"({"zooscopeConnections":1,"connections":[{"servers":"a","ssh":{"port":70000}}]})",
            "\"port\": a number from 0 to 65535"},
        {R"({"zooscopeConnections":1,"connections":[{"servers":"a","id":"../x"}]})", "\"id\""},
        {R"({"zooscopeConnections":1,"connections":[7]})", "\"servers\""},
    };
    for (const Case& each : cases) {
        const auto result = importConnections(each.text);
        ASSERT_FALSE(result) << each.text;
        EXPECT_THAT(result.error().detail, HasSubstr(each.says)) << each.text;
    }
}

} // namespace
} // namespace zs::ui

// SPDX-License-Identifier: Apache-2.0
#include "localcluster/config/config_reader.h"
#include "localcluster/config/setting_table.h"

#include <fstream>
#include <gmock/gmock.h>

namespace zs::config {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct Key {
    std::string need, name, value;
};

/// What Apache ZooKeeper reads; see the README beside the file.
std::vector<Key> apachesKeys()
{
    std::ifstream in(std::string(ZS_TEST_DATA) + "/config/keys.txt");
    std::vector<Key> keys;
    for (Key key; in >> key.need >> key.name && std::getline(in >> std::ws, key.value);)
        keys.push_back(key);
    return keys;
}

std::vector<std::string> texts(const std::vector<Remark>& remarks)
{
    std::vector<std::string> out;
    for (const Remark& remark : remarks)
        out.push_back(toText(remark));
    return out;
}

/// The key in a file that is sound without it.
ParsedConfig parsedWith(const Key& key)
{
    std::string text = "dataDir=/d\nclientPort=2181\nsecureClientPort=2281\n";
    if (key.name == "group.1" || key.name == "weight.1")
        text += "server.1=127.0.0.1:2888:3888\n";
    if (key.name == "enforce.auth.enabled")
        text += "enforce.auth.schemes=digest\n";
    return parseConfig(text + key.name + "=" + key.value + "\n", "zoo.cfg");
}

TEST(ConfigKeys, EveryKeyThatApacheReadsIsKnownAndTakesASoundValue)
{
    const std::vector<Key> keys = apachesKeys();
    ASSERT_GT(keys.size(), 190U);
    for (const Key& key : keys) {
        const ParsedConfig parsed = parsedWith(key);
        EXPECT_THAT(texts(parsed.errors), IsEmpty()) << key.name;
        EXPECT_THAT(texts(parsed.warnings), Not(Contains(HasSubstr("unknown key")))) << key.name;
        EXPECT_THAT(parsed.config.unknown, IsEmpty()) << key.name;
    }
}

TEST(ConfigKeys, AMustHaveIsNeverAcceptedWithoutEffect)
{
    for (const Key& key : apachesKeys()) {
        if (key.need != "must")
            continue;
        const ParsedConfig parsed = parsedWith(key);
        EXPECT_THAT(parsed.config.later, IsEmpty()) << key.name;
        if (const Setting* setting = findSetting(key.name)) {
            EXPECT_FALSE(std::holds_alternative<LaterSetting>(setting->kind)) << key.name;
        }
    }
}

TEST(ConfigKeys, WhatHasNoEffectHereIsSaidOnceWithItsName)
{
    for (const Key& key : apachesKeys()) {
        const ParsedConfig parsed = parsedWith(key);
        const Setting* setting = findSetting(key.name);
        const bool isLater = !parsed.config.later.empty();
        const bool isOther = setting && setting->scope != Setting::Scope::server
            && key.name != "admin.enableServer"; // Its value here wants nothing that is missing.
        const auto about = std::count_if(parsed.warnings.begin(), parsed.warnings.end(),
            [&](const Remark& remark) {
                return remark.text.find(key.name) != std::string::npos
                    && remark.text.find("effect") != std::string::npos;
            });
        EXPECT_EQ(about, isLater || isOther ? 1 : 0) << key.name;
    }
}

TEST(ConfigKeys, WhatHasNoEffectOnAMemberIsSaidThereToo)
{
    const std::string members
        = "dataDir=/d\nclientPort=2181\nsecureClientPort=2281\ninitLimit=10\nsyncLimit=5\n"
          "server.2=127.0.0.2:2888:3888\nserver.3=127.0.0.3:2888:3888\n"
          "server.1=127.0.0.1:2888:3888\nenforce.auth.schemes=digest\n";
    for (const Key& key : apachesKeys()) {
        const ParsedConfig parsed
            = parseConfig(members + key.name + "=" + key.value + "\n", "zoo.cfg");
        EXPECT_THAT(texts(parsed.errors), IsEmpty()) << key.name;
        const Setting* setting = findSetting(key.name);
        const bool isAdmin = setting && setting->scope == Setting::Scope::admin
            && key.name != "admin.enableServer";
        const bool isSaid
            = std::any_of(parsed.warnings.begin(), parsed.warnings.end(), [&](const Remark& one) {
                  return one.text.find(key.name) != std::string::npos
                      && one.text.find("no effect") != std::string::npos;
              });
        EXPECT_EQ(isSaid, !parsed.config.later.empty() || isAdmin) << key.name;
    }
}

TEST(ConfigKeys, SettingsOfEnsemblesAreOneWarningOnAStandaloneServerOnly)
{
    const std::string settings = "localSessionsEnabled=true\nleaderServes=no\ncnxTimeout=9\n";
    EXPECT_THAT(texts(parseConfig("dataDir=/d\n" + settings, "zoo.cfg").warnings),
        ElementsAre(AllOf(HasSubstr("no effect on a standalone server"),
            HasSubstr("localSessionsEnabled (line 2), leaderServes (line 3), cnxTimeout"))));
    const std::string members = "initLimit=5\nsyncLimit=2\nserver.1=a:1:2\nserver.2=b:1:2\n"
                                "server.3=c:1:2\n";
    EXPECT_THAT(texts(parseConfig("dataDir=/d\n" + members + settings, "zoo.cfg").warnings),
        IsEmpty());
}

TEST(ConfigKeys, WhoWantsAnAdminServerIsToldThatThereIsNone)
{
    const auto warnings = [](const std::string& text) {
        return texts(parseConfig("dataDir=/d\n" + text, "zoo.cfg").warnings);
    };
    EXPECT_THAT(warnings("admin.serverPort=9\nadmin.enableServer=true"),
        ElementsAre(AllOf(HasSubstr("no AdminServer"), HasSubstr("admin.serverPort (line 2)"))));
    EXPECT_THAT(warnings("admin.serverPort=9\nadmin.enableServer=false"), IsEmpty());
    EXPECT_THAT(warnings("readonlymode.enabled=true"), ElementsAre(HasSubstr("never read-only")));
}

TEST(ConfigKeys, AuthenticationThatNobodyCouldPassIsAnError)
{
    const auto errors = [](const std::string& text) {
        return texts(parseConfig("dataDir=/d\n" + text, "zoo.cfg").errors);
    };
    EXPECT_THAT(errors("enforce.auth.enabled=true"),
        ElementsAre(HasSubstr("zoo.cfg:2: enforce.auth.enabled is true enforce.auth.schemes")));
    EXPECT_THAT(errors("enforce.auth.enabled=true\nenforce.auth.schemes=digest, sasl"),
        ElementsAre(HasSubstr("zoo.cfg:3: Authentication scheme sasl is not available")));
    EXPECT_THAT(errors("enforce.auth.enabled=true\nenforce.auth.schemes=digest\n"
                       "DigestAuthenticationProvider.enabled=false"),
        ElementsAre(HasSubstr("Authentication scheme digest is not available")));
    EXPECT_THAT(errors("enforce.auth.enabled=true\nenforce.auth.schemes=x509"),
        ElementsAre(HasSubstr("Authentication scheme x509 is not available")));
    EXPECT_THAT(errors("enforce.auth.enabled=false\nenforce.auth.schemes=sasl"), IsEmpty());
    EXPECT_THAT(errors("sessionRequireClientSASLAuth=true"),
        ElementsAre(HasSubstr("zoo.cfg:2: sessionRequireClientSASLAuth asks for SASL")));
    EXPECT_THAT(errors("DigestAuthenticationProvider.digestAlg=ROT13"),
        ElementsAre(HasSubstr("don't support this ACL digest algorithm: ROT13")));
}

} // namespace
} // namespace zs::config

// SPDX-License-Identifier: Apache-2.0
#include "localcluster/config/config_reader.h"
#include "localcluster/config/config_writer.h"
#include "localcluster/config/setting_table.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>

namespace zs::config {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> texts(const std::vector<Remark>& remarks)
{
    std::vector<std::string> out;
    for (const Remark& remark : remarks)
        out.push_back(toText(remark));
    return out;
}
std::vector<std::string> errorsOf(std::string_view text)
{
    return texts(parseConfig(text, "zoo.cfg").errors);
}
std::vector<std::string> warningsOf(std::string_view text)
{
    return texts(parseConfig(text, "zoo.cfg").warnings);
}

/// A directory of its own that goes with the test.
class Config : public testing::Test {
protected:
    Config()
    {
        std::string name = testing::TempDir() + "zs-config-XXXXXX";
        m_dir = mkdtemp(name.data());
    }
    ~Config() override { std::filesystem::remove_all(m_dir); }
    std::string write(const std::string& name, std::string_view text)
    {
        std::ofstream(m_dir / name) << text;
        return m_dir / name;
    }
    std::filesystem::path m_dir;
};

TEST_F(Config, AppliesApachesDefaults)
{
    const ParsedConfig parsed = parseConfig("dataDir=/d\nclientPort=2181\n", "zoo.cfg");
    EXPECT_THAT(parsed.errors, IsEmpty());
    EXPECT_THAT(parsed.warnings, IsEmpty());
    EXPECT_EQ(parsed.config.tickTimeMs, 3000);
    EXPECT_EQ(parsed.config.minSessionTimeout(), 6000);
    EXPECT_EQ(parsed.config.maxSessionTimeout(), 60000);
    EXPECT_EQ(parsed.config.maxClientCnxns, 60);
    EXPECT_EQ(parsed.config.juteMaxBufferBytes, 0xfffff);
    EXPECT_EQ(parsed.config.logDir(), "/d");
    EXPECT_EQ(parsed.config.fourLetterWords, "srvr");
    EXPECT_FALSE(parsed.config.isEnsemble());
}

TEST_F(Config, ReadsEveryKindOfSetting)
{
    const ParsedConfig parsed
        = parseConfig("dataDir=/d\ndataLogDir=/l\ntickTime=2000\n"
                      "jute.maxbuffer=0x1fffff\nforceSync=no\nskipACL=yes\n"
                      "autopurge.purgeInterval=30m\nextendedTypesEnabled=true\n"
                      "localSessionsEnabled=TRUE\npeerType=observer\n"
                      "DigestAuthenticationProvider.superDigest=super:x=\n",
            "zoo.cfg");
    EXPECT_THAT(parsed.errors, IsEmpty());
    const ServerConfig& config = parsed.config;
    EXPECT_EQ(config.logDir(), "/l");
    EXPECT_EQ(config.juteMaxBufferBytes, 0x1fffff);
    EXPECT_FALSE(config.forceSync);
    EXPECT_TRUE(config.skipAcl);
    EXPECT_EQ(config.purgeIntervalMs, 30 * 60 * 1000);
    EXPECT_TRUE(config.extendedTypes);
    EXPECT_TRUE(config.localSessions);
    EXPECT_EQ(config.peerType, PeerType::observer);
    EXPECT_EQ(config.superDigest, "super:x=");
}

TEST_F(Config, EveryErrorNamesFileAndLineAndAllAreReported)
{
    EXPECT_THAT(errorsOf("dataDir=/d\ntickTime=abc\nmaxClientCnxns=-1\nstandaloneEnabled=maybe\n"),
        ElementsAre(AllOf(HasSubstr("zoo.cfg:2:"), HasSubstr("For input string: \"abc\""),
                        HasSubstr("tickTime must be a whole number")),
            AllOf(HasSubstr("zoo.cfg:3:"), HasSubstr("out of range")),
            AllOf(HasSubstr("zoo.cfg:4:"), HasSubstr("Choose 'true' or 'false.'"))));
    const auto failed = verdict(parseConfig("tickTime=abc", "zoo.cfg"));
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, Errc::invalidInput);
}

TEST_F(Config, SaysWhatApacheSaysAboutContradictions)
{
    const auto has = [](std::string_view text, std::string_view words) {
        EXPECT_THAT(errorsOf(text), Contains(HasSubstr(std::string(words)))) << text;
    };
    has("", "dataDir is not set");
    has("dataDir=/d\ntickTime=0", "zoo.cfg:2: tickTime is not set");
    has("dataDir=/d\nclientPortAddress=::1", "clientPortAddress is set but clientPort is not set");
    has("dataDir=/d\nminSessionTimeout=9000\nmaxSessionTimeout=8000",
        "minSessionTimeout must not be larger than maxSessionTimeout");
    has("dataDir=/d\nelectionAlg=1", "Invalid electionAlg value. Only 3 is supported.");
    has("dataDir=/d\npeerType=foo", "Unrecognised peertype: foo");
    has("dataDir=/d\nserver.1=h:1:2:observer", "Observers w/o participants");
    has("dataDir=/d\nserver.1=h:1:2\nserver.2=h:3:4:observer", "Observers w/o quorum");
    has("dataDir=/d\nserver.1=h:1:2\nserver.2=h:3:4", "initLimit is not set");
    has("dataDir=/d\nserver.1=h:1:2\nserver.2=h:3:4", "syncLimit is not set");
    has("dataDir=/d\nserver.1=h:1:2\nserver.2=h:1:4\ninitLimit=5\nsyncLimit=2",
        "zoo.cfg:3: server.1 and server.2 both use h:1");
    has("dataDir=/d\nserver.x=h:1:2", "zoo.cfg:2: server.x has no whole number");
    has("dataDir=/d\nserver.300=h:1:2", "above 255");
    has("dataDir=/d\nsnapshot.compression.method=zip", "must be gz, snappy or empty");
    has("dataDir=/d\ndynamicConfigFile=/x\nserver.1=h:1:2", "must be in a separate dynamic config");
}

TEST_F(Config, WarnsWhereApacheWarns)
{
    const std::string two
        = "dataDir=/d\ninitLimit=5\nsyncLimit=2\nserver.1=h:1:2\nserver.2=h:3:4\n";
    EXPECT_THAT(warningsOf(two), ElementsAre(HasSubstr("No server failure will be tolerated")));
    EXPECT_THAT(warningsOf(two + "server.3=h:5:6\nserver.4=h:7:8\n"),
        ElementsAre(HasSubstr("consider an odd number of servers")));
    EXPECT_THAT(warningsOf("dataDir=data"), ElementsAre(HasSubstr("Prepend ./")));
    EXPECT_THAT(
        warningsOf("dataDir=/d\nserver.1=h:1:2"), ElementsAre(HasSubstr("only one server")));
    EXPECT_THAT(warningsOf("dataDir=/d\nautopurge.snapRetainCount=1"),
        ElementsAre(HasSubstr("Defaulting to 3")));
}

TEST_F(Config, AnUnknownKeyIsAWarningThatNamesTheNearestKnownOne)
{
    EXPECT_THAT(
        warningsOf("dataDir=/d\ntickTmie=2000\nfrobnicate.level=3\nzookeeper.snapCount=5\n"),
        ElementsAre(AllOf(HasSubstr("zoo.cfg:2: unknown key tickTmie"),
                        HasSubstr("did you mean tickTime?")),
            AllOf(HasSubstr("zoo.cfg:3: unknown key frobnicate.level"),
                testing::Not(HasSubstr("did you mean"))),
            HasSubstr("zoo.cfg:4: zookeeper.snapCount has no effect in a configuration file; "
                      "write snapCount")));
}

TEST_F(Config, TheLastDuplicateWinsAndIsMentioned)
{
    const ParsedConfig parsed = parseConfig("dataDir=/a\nclientPort=x\nclientPort=7\n", "zoo.cfg");
    EXPECT_THAT(parsed.errors, IsEmpty());
    EXPECT_EQ(parsed.config.clientPort, 7);
    EXPECT_THAT(
        texts(parsed.warnings), ElementsAre(HasSubstr("zoo.cfg:3: clientPort is set again")));
}

TEST_F(Config, WrittenConfigReadsBackEqual)
{
    ServerConfig config;
    config.dataDir = "/var/lib/zoo keeper\\x";
    config.clientPort = 0;
    config.tickTimeMs = 2000;
    config.forceSync = false;
    config.skipAcl = true;
    config.leaderServes = false;
    config.purgeIntervalMs = 90'000;
    config.initLimitTicks = 10;
    config.syncLimitTicks = 5;
    config.servers = {*parseServerSpec(ServerId(1), "127.0.0.1:2887:3887"),
        *parseServerSpec(ServerId(2), "127.0.0.1:2888:3888:observer;2182"),
        *parseServerSpec(ServerId(3), "[::1]:2889:3889")};
    config.groups = {{1, {ServerId(1), ServerId(3)}}};
    config.weights = {{ServerId(1), 2}};
    const ParsedConfig parsed = parseConfig(writeConfig(config), "zoo.cfg");
    EXPECT_THAT(texts(parsed.errors), IsEmpty());
    EXPECT_EQ(parsed.config, config) << writeConfig(config);
}

TEST_F(Config, EveryKeyOfTheTableIsFoundAndNamedOnce)
{
    std::vector<std::string_view> seen;
    for (const Setting& setting : settingTable()) {
        EXPECT_EQ(findSetting(setting.key), &setting)
            << setting.key << " stands in the table twice";
        EXPECT_EQ(nearestKey(setting.key), setting.key);
    }
}

TEST_F(Config, SampleFilesOfThePseudoClusterAreSound)
{
    for (const char* name : {"zoo-1.cfg", "zoo-2.cfg", "zoo-3.cfg"}) {
        std::ifstream in(std::string(ZS_SOURCE_DIR "/resources/conf/") + name);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        const ParsedConfig parsed = parseConfig(text, name);
        EXPECT_THAT(texts(parsed.errors), IsEmpty());
        EXPECT_EQ(parsed.config.participants(), 3U);
        EXPECT_TRUE(parsed.config.isEnsemble());
    }
}

TEST_F(Config, ReadsMyIdAndTheDynamicFileOfAMember)
{
    const std::string dynamic = write("zoo.cfg.dynamic.100000000",
        "server.1=127.0.0.1:2888:3888;2181\nserver.2=127.0.0.1:2889:3889;2182\n"
        "server.3=127.0.0.1:2890:3890;2183\n");
    const std::string file = write("zoo.cfg",
        "dataDir=" + m_dir.string() + "\ninitLimit=5\nsyncLimit=2\ndynamicConfigFile=" + dynamic);
    EXPECT_THAT(texts(loadConfig(file).errors), ElementsAre(HasSubstr("myid file is missing")));
    write("myid", "abc\n");
    EXPECT_THAT(texts(loadConfig(file).errors),
        ElementsAre(HasSubstr("myid:1: serverid abc is not a number")));
    write("myid", "4\n");
    EXPECT_THAT(texts(loadConfig(file).errors), ElementsAre(HasSubstr("no server.4 line")));
    write("myid", " 2 \n");
    const ParsedConfig parsed = loadConfig(file);
    EXPECT_THAT(texts(parsed.errors), IsEmpty());
    EXPECT_EQ(parsed.myId, ServerId(2));
    EXPECT_EQ(parsed.config.clientPort, 2182);
}

TEST_F(Config, WhatCannotBeReadIsSaidWithItsReason)
{
    EXPECT_THAT(texts(loadConfig(m_dir).errors), ElementsAre(HasSubstr("is a directory")));
    const std::string file = write("zoo.cfg",
        "dataDir=" + m_dir.string()
            + "\ninitLimit=5\nsyncLimit=2\nserver.1=a:1:2\nserver.2=b:1:2\n");
    write("myid", "\n");
    EXPECT_THAT(texts(loadConfig(file).errors),
        ElementsAre(AllOf(HasSubstr("myid:1: the first line is empty"), HasSubstr("server.N"))));
    std::filesystem::remove(m_dir / "myid");
    std::filesystem::create_directory(m_dir / "myid");
    EXPECT_THAT(
        texts(loadConfig(file).errors), ElementsAre(HasSubstr("myid: myid is a directory")));
    EXPECT_THAT(errorsOf("dataDir=/d\nx=\\u12\n"),
        ElementsAre(HasSubstr("zoo.cfg:2: malformed \\u escape")));
}

TEST_F(Config, ARemarkIsOneLineWithoutControlCharacters)
{
    EXPECT_THAT(warningsOf("dataDir=/d\nx\\u001b[31m\\u000ared\\u0085=1\n"),
        ElementsAre(HasSubstr("unknown key x?[31m?red? is ignored")));
    EXPECT_THAT(warningsOf("dataDir=/d\ncl\\u00e9=1\n"), ElementsAre(HasSubstr("cl\xc3\xa9")));
}

TEST_F(Config, AMissingFileAndAWrongDynamicFileAreErrors)
{
    EXPECT_THAT(texts(loadConfig(m_dir / "none.cfg").errors), ElementsAre(HasSubstr("is missing")));
    const std::string dynamic = write("dyn", "version=1\ntickTime=3\n");
    const std::string file = write("zoo.cfg", "dataDir=/d\ndynamicConfigFile=" + dynamic);
    EXPECT_THAT(texts(loadConfig(file).errors),
        ElementsAre(HasSubstr("dyn:1: dynamic file shouldn't have version inside"),
            HasSubstr("dyn:2: Unrecognised parameter: tickTime")));
}

} // namespace
} // namespace zs::config

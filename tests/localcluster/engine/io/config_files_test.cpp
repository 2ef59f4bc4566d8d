// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/config_files.h"
#include "localcluster/config/config_reader.h"
#include "localcluster/engine/io/file.h"

#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace zs::engine::io {
namespace {

constexpr const char* members = "server.2=127.0.0.1:2802:3802:participant;0.0.0.0:2182\n"
                                "server.1=127.0.0.1:2801:3801:participant;0.0.0.0:2181\n"
                                "version=100000007";

struct ConfigFiles : testing::Test {
    ConfigFiles()
    {
        std::string name = testing::TempDir() + "zooscope-config-XXXXXX";
        folder = ::mkdtemp(name.data());
        file = folder + "/zoo.cfg";
        EXPECT_TRUE(replaceFile(file,
            "# my cluster\ntickTime=2000\ndataDir=" + folder
                + "\ninitLimit=10\nsyncLimit=5\n\n# clients\nclientPort=2181\n"
                  "clientPortAddress 127.0.0.1\n# members\nserver.1=127.0.0.1:2801:3801\n"
                  "server.2: 127.0.0.1:2802:\\\n   3802\npeerType=participant\n"
                  "reconfigEnabled=true\n",
            0600));
    }
    ~ConfigFiles() override { std::filesystem::remove_all(folder); }
    std::string read(const std::string& ending) { return readTextFile(file + ending).value(); }

    std::string folder;
    std::string file;
};

TEST_F(ConfigFiles, AProposalIsKeptUntilItIsCommitted)
{
    EXPECT_FALSE(readProposedConfig(file).value());
    ASSERT_TRUE(keepConfig(file, {members, 0x100000007}));
    EXPECT_EQ(read(".dynamic.next"),
        "server.1=127.0.0.1:2801:3801:participant;0.0.0.0:2181\n"
        "server.2=127.0.0.1:2802:3802:participant;0.0.0.0:2182\nversion=100000007");
    const auto proposed = readProposedConfig(file).value();
    ASSERT_TRUE(proposed);
    EXPECT_EQ(proposed->verifier->version(), 0x100000007);
    ASSERT_TRUE(keepConfig(file, {members, 0x100000007, true, true, false}));
    EXPECT_FALSE(readProposedConfig(file).value());
}

TEST_F(ConfigFiles, TheMembersMoveOutOfTheStaticFileAndTheRestStays)
{
    ASSERT_TRUE(backUpConfig(file));
    const std::string before = read("");
    ASSERT_TRUE(keepConfig(file, {members, 0x100000007, true, true, true}));
    EXPECT_EQ(read(".bak"), before);
    EXPECT_EQ(read(""),
        "# my cluster\ntickTime=2000\ndataDir=" + folder
            + "\ninitLimit=10\nsyncLimit=5\n\n# clients\n# members\nreconfigEnabled=true\n"
              "dynamicConfigFile="
            + file + ".dynamic.100000007\n");
    struct stat status {};
    ASSERT_EQ(::stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
    ASSERT_EQ(::stat((file + ".dynamic.100000007").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
    // A server starts from it.
    ASSERT_TRUE(replaceFile(folder + "/myid", "2\n"));
    const config::ParsedConfig parsed = config::loadConfig(file);
    EXPECT_TRUE(parsed.errors.empty()) << toText(parsed.errors.front());
    EXPECT_EQ(parsed.config.clientPort, 2182);
    EXPECT_EQ(parsed.config.servers.size(), 2U);
    // The next version takes the place of the pointer.
    ASSERT_TRUE(keepConfig(file, {members, 0x100000009, true, true, true}));
    EXPECT_NE(read("").find(".dynamic.100000009\n"), std::string::npos);
    EXPECT_EQ(read("").find(".dynamic.100000007\n"), std::string::npos);
}

TEST_F(ConfigFiles, AClientPortThatNoMemberLineNamesStays)
{
    ASSERT_TRUE(keepConfig(file, {members, 0x100000007, true, true, false}));
    EXPECT_NE(read("").find("clientPort=2181\nclientPortAddress 127.0.0.1\n"), std::string::npos);
}

TEST_F(ConfigFiles, ADamagedProposalIsNamed)
{
    ASSERT_TRUE(replaceFile(file + ".dynamic.next", "server.1=nonsense\nversion=9"));
    const auto proposed = readProposedConfig(file);
    ASSERT_FALSE(proposed);
    EXPECT_NE(proposed.error().detail.find("zoo.cfg.dynamic.next"), std::string::npos);
}

TEST_F(ConfigFiles, AFolderThatCannotBeWrittenIsAnError)
{
    const auto kept = keepConfig(folder + "/missing/zoo.cfg", {members, 7, true, true, true});
    ASSERT_FALSE(kept);
    EXPECT_EQ(kept.error().code, Errc::io);
}

} // namespace
} // namespace zs::engine::io

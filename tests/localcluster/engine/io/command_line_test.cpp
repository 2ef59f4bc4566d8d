// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/io/raw_client.h"
#include "tests/localcluster/engine/io/server_process.h"

#include <csignal>
#include <fstream>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <sstream>

namespace zs::engine::io {
namespace {

using testing::HasSubstr;

TEST(CommandLine, WrongArgumentsAndFilesEndWithCodeTwo)
{
    EXPECT_EQ(runServerProgram({}).exitCode, 2);
    EXPECT_THAT(runServerProgram({"--frobnicate"}).output, HasSubstr("unknown option"));
    const Finished missing = runServerProgram({"/nowhere/zoo.cfg"});
    EXPECT_EQ(missing.exitCode, 2);
    EXPECT_THAT(missing.output, HasSubstr("file is missing"));
}

/// A member of an ensemble whose start must end in a refusal.
class MemberRefused : public testing::Test {
protected:
    [[nodiscard]] Finished start(const std::string& more = {}) const
    {
        // Port 1 cannot be bound without rights: none of these starts may come so far.
        std::ofstream(server.config(), std::ios::app)
            << "initLimit=5\nsyncLimit=2\nserver.1=127.0.0.1:2:1\nserver.2=127.0.0.1:3:4\n"
            << more;
        return runServerProgram({server.config()});
    }
    void put(const std::string& name, const std::string& text) const
    {
        const std::filesystem::path path = server.folder() / "data" / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << text;
    }
    ServerProcess server;
};

TEST_F(MemberRefused, WithoutMyId)
{
    const Finished refused = start();
    EXPECT_EQ(refused.exitCode, 2);
    EXPECT_THAT(refused.output, HasSubstr("myid file is missing"));
}

TEST_F(MemberRefused, WithAnIdThatNoLineHas)
{
    put("myid", "3\n");
    const Finished refused = start();
    EXPECT_EQ(refused.exitCode, 2);
    EXPECT_THAT(refused.output, HasSubstr("id 3 has no server.3 line"));
}

TEST_F(MemberRefused, WithHierarchicalQuorums)
{
    put("myid", "1\n");
    const Finished refused = start("group.1=1:2\n");
    EXPECT_EQ(refused.exitCode, 2);
    EXPECT_THAT(refused.output, HasSubstr("hierarchical quorums"));
}

TEST_F(MemberRefused, WithEpochFilesThatContradictEachOther)
{
    put("myid", "1\n");
    put("version-2/acceptedEpoch", "1");
    put("version-2/currentEpoch", "2");
    const Finished refused = start();
    EXPECT_EQ(refused.exitCode, 1);
    EXPECT_THAT(refused.output,
        HasSubstr("The accepted epoch, 1 is less than the current epoch, 2"));
}

TEST(CommandLine, HelpAndVersion)
{
    EXPECT_THAT(runServerProgram({"--help"}).output, HasSubstr("start|stop|restart|status"));
    EXPECT_THAT(runServerProgram({"--version"}).output, HasSubstr("3.8.0-zooscope-"));
    EXPECT_EQ(runServerProgram({"--version"}).exitCode, 0);
}

TEST(CommandLine, StartStatusRestartAndStopSpeakLikeZkServerSh)
{
    ServerProcess server;
    const auto run = [&](const char* command) {
        return runServerProgram({command, server.config()});
    };
    EXPECT_THAT(run("stop").output, HasSubstr("no zookeeper to stop"));
    server.start(); // Finds a free port for the fixed one that status needs.
    const std::uint16_t port = server.port();
    server.end(SIGTERM);
    std::ofstream(server.config(), std::ios::app) << "clientPort=" << port << "\n";
    EXPECT_EQ(run("status").exitCode, 1);
    const Finished started = run("start");
    EXPECT_THAT(started.output, HasSubstr("Starting zookeeper ... STARTED"));
    EXPECT_EQ(started.exitCode, 0);
    EXPECT_THAT(run("start").output, HasSubstr("already running as process"));
    const Finished status = run("status");
    EXPECT_EQ(status.exitCode, 0);
    EXPECT_THAT(status.output, HasSubstr("Mode: standalone"));
    // A start that fails leaves the running server's file alone.
    const std::string pidFile = server.folder() / "data/zookeeper_server.pid";
    std::filesystem::rename(pidFile, pidFile + ".kept");
    std::ofstream(pidFile) << "999999999\n";
    EXPECT_THAT(run("start").output, HasSubstr("FAILED TO START: another zooscope-server runs"));
    EXPECT_TRUE(std::filesystem::exists(pidFile));
    std::filesystem::rename(pidFile + ".kept", pidFile);
    EXPECT_THAT(run("restart").output, HasSubstr("STARTED"));
    EXPECT_THAT(run("stop").output, HasSubstr("Stopping zookeeper ... STOPPED"));
    EXPECT_EQ(askWord(port, "ruok"), "");
}

TEST(CommandLine, PrintsTheCommandThatStartRuns)
{
    ServerProcess server;
    const Finished printed = runServerProgram({"print-cmd", server.config(), "--no-core-dumps"});
    EXPECT_EQ(printed.exitCode, 0);
    EXPECT_THAT(printed.output,
        HasSubstr("zooscope-server' start-foreground --log '" + server.data().parent_path().string()
            + "/zooscope-server.log' --no-core-dumps '" + server.config() + "' < /dev/null"));
    EXPECT_EQ(runServerProgram({"print-cmd", "/nowhere/zoo.cfg"}).exitCode, 2);
}

TEST(CommandLine, ADamagedLogIsRefusedAndRepairKeepsWhatIsSound)
{
    ServerProcess server;
    server.start();
    {
        RawClient client(server.port());
        ASSERT_TRUE(client.openSession());
        ASSERT_EQ(client.create("/first"), 0);
        ASSERT_EQ(client.create("/second", Bytes(100)), 0);
    }
    server.end(SIGKILL);
    const std::string log = server.data() / "log.1";
    std::fstream file(log, std::ios::in | std::ios::out | std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    file.clear();
    file.seekp(std::streamoff(bytes.find("/second")));
    file << 'X';
    file.close();
    const Finished refused = runServerProgram({server.config()});
    EXPECT_EQ(refused.exitCode, 1);
    EXPECT_THAT(refused.output, HasSubstr("log.1, offset"));
    EXPECT_THAT(runServerProgram({"repair", server.config()}).output, HasSubstr("Would cut"));
    EXPECT_EQ(runServerProgram({server.config()}).exitCode, 1) << "nothing was changed";
    EXPECT_EQ(runServerProgram({"repair", "--yes", server.config()}).exitCode, 0);
    EXPECT_TRUE(std::filesystem::exists(server.data() / "damaged.log.1"));
    server.start();
    RawClient client(server.port());
    ASSERT_TRUE(client.openSession());
    EXPECT_EQ(client.exists("/first"), 0);
    EXPECT_EQ(client.exists("/second"), -101);
}

TEST(CommandLine, InspectPrintsEveryRecordAndNode)
{
    const std::string golden = ZS_TEST_DATA "/golden/disk/";
    std::ifstream in(golden + "multi/decoded.json");
    const auto decoded = nlohmann::json::parse(in);
    const Finished log
        = runServerProgram({"inspect", "--json", golden + "multi/version-2/log.1"});
    EXPECT_EQ(log.exitCode, 0);
    std::istringstream lines(log.output);
    std::string line;
    std::getline(lines, line); // The file's own.
    for (const auto& record : decoded["logs"][0]["records"]) {
        ASSERT_TRUE(std::getline(lines, line));
        const auto ours = nlohmann::json::parse(line);
        EXPECT_EQ(ours["offset"], record["offset"]);
        EXPECT_EQ(ours["zxid"], record["zxid"]);
        EXPECT_EQ(ours["kind"], record["type"]) << line;
        if (ours["kind"] == "multi") {
            ASSERT_TRUE(ours["ops"].is_array()) << line;
            for (const auto& op : ours["ops"])
                EXPECT_TRUE(op.contains("kind")) << line;
        }
        if (ours.contains("acl")) {
            EXPECT_EQ(ours["acl"], nlohmann::json::parse(R"(["world:anyone:cdrwa"])")) << line;
        }
    }
    EXPECT_THAT(
        runServerProgram({"inspect", golden + "snap-snappy/version-2/snapshot.0.snappy"}).output,
        HasSubstr("node path=/zookeeper "));
    EXPECT_EQ(runServerProgram({"inspect", golden + "bad-crc/version-2/log.1"}).exitCode, 1);
}

} // namespace
} // namespace zs::engine::io

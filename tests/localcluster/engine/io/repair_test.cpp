// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/io/raw_client.h"
#include "tests/localcluster/engine/io/server_process.h"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>

namespace zs::engine::io {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string contentOf(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A server that was killed after it wrote /first, /second and /third.
class Repair : public testing::Test {
protected:
    Repair()
    {
        server.start();
        RawClient client(server.port());
        EXPECT_TRUE(client.openSession());
        for (const char* path : {"/first", "/second", "/third"})
            EXPECT_EQ(client.create(path, Bytes(100)), 0);
        server.end(SIGKILL);
    }
    void damage(const std::string& text) const
    {
        std::string bytes = contentOf(log);
        bytes.at(bytes.find(text)) = 'X';
        std::ofstream(log, std::ios::binary) << bytes;
    }
    [[nodiscard]] Finished repair(bool yes) const
    {
        return yes ? runServerProgram({"repair", "--yes", server.config()})
                   : runServerProgram({"repair", server.config()});
    }
    void expectServes(const std::string& path, int exists)
    {
        server.start();
        RawClient client(server.port());
        ASSERT_TRUE(client.openSession());
        EXPECT_EQ(client.exists(path), exists) << path;
        server.end(SIGKILL);
    }
    ServerProcess server;
    std::filesystem::path log = server.data() / "log.1";
    std::string aside = server.data() / "damaged.log.1";
};

TEST_F(Repair, WithoutYesItOnlyTells)
{
    damage("/second");
    const std::string before = contentOf(log);
    const Finished told = repair(false);
    EXPECT_EQ(told.exitCode, 0);
    EXPECT_THAT(told.output,
        AllOf(HasSubstr("log.1, offset "), HasSubstr("a sound one follows"),
            HasSubstr("The last transaction that can be kept is 0x2. What came after it is lost."),
            HasSubstr("Would cut log.1 at offset "), HasSubstr("Nothing was changed.")));
    EXPECT_EQ(contentOf(log), before);
    EXPECT_FALSE(std::filesystem::exists(aside));
}

TEST_F(Repair, EveryRepairKeepsTheOldContent)
{
    const std::string sound = contentOf(log);
    damage("/third");
    const std::string third = contentOf(log);
    const Finished first = repair(true);
    EXPECT_EQ(first.exitCode, 0) << first.output;
    EXPECT_THAT(first.output, HasSubstr("its old content is " + aside + "\n"));
    EXPECT_EQ(contentOf(aside), third);
    EXPECT_THAT(repair(true).output, HasSubstr("Nothing to repair: sound up to zxid 0x"));

    damage("/second");
    const std::string second = contentOf(log);
    EXPECT_THAT(repair(true).output, HasSubstr(aside + ".1\n"));
    EXPECT_EQ(contentOf(aside), third) << "the first one must stay";
    EXPECT_EQ(contentOf(aside + ".1"), second);
    expectServes("/second", -101);
    expectServes("/first", 0);
}

TEST_F(Repair, ASnapshotThatNothingReplacesIsSetAside)
{
    const std::filesystem::path snapshot = server.data() / "snapshot.99";
    std::ofstream(snapshot) << "ZKSN and then nothing of use";
    const Finished refused = runServerProgram({server.config()});
    EXPECT_EQ(refused.exitCode, 1);
    EXPECT_THAT(refused.output,
        AllOf(HasSubstr("the snapshot of zxid 0x99 is damaged (snapshot.99: "),
            HasSubstr("zooscope-server repair")));
    EXPECT_THAT(repair(false).output, HasSubstr("Would set snapshot.99 aside."));
    EXPECT_EQ(repair(true).exitCode, 0);
    EXPECT_TRUE(std::filesystem::exists(server.data() / "damaged.snapshot.99"));
    expectServes("/third", 0);
}

TEST_F(Repair, WithAllLogsNoSnapshotIsNeeded)
{
    std::ofstream(server.data() / "snapshot.0") << "nonsense";
    const Finished done = repair(true);
    EXPECT_EQ(done.exitCode, 0);
    EXPECT_THAT(done.output,
        AllOf(HasSubstr("Nothing is lost"), HasSubstr("write a snapshot of the empty tree")));
    expectServes("/third", 0);
}

TEST_F(Repair, AMemberIsToldOfTheBetterWay)
{
    std::ofstream(server.config(), std::ios::app)
        << "initLimit=5\nsyncLimit=2\nserver.1=127.0.0.1:2:1\nserver.2=127.0.0.1:3:4\n";
    std::ofstream(server.folder() / "data/myid") << "1\n";
    damage("/third");
    EXPECT_THAT(repair(false).output, HasSubstr("move its data directory away (keep myid)"));
}

TEST_F(Repair, LeavesARunningServerAlone)
{
    server.start();
    const Finished refused = repair(true);
    EXPECT_EQ(refused.exitCode, 3);
    EXPECT_THAT(refused.output, HasSubstr("another zooscope-server runs on"));
}

TEST(RepairNothing, ADirectoryThatIsNotThereIsNotMade)
{
    const ServerProcess server;
    const Finished refused = runServerProgram({"repair", "--yes", server.config()});
    EXPECT_EQ(refused.exitCode, 3);
    EXPECT_THAT(refused.output, HasSubstr("No such file or directory"));
    EXPECT_FALSE(std::filesystem::exists(server.folder() / "data"));
}

} // namespace
} // namespace zs::engine::io

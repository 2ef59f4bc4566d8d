// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/io/server_process.h"
#include "tests/localcluster/engine/io/raw_client.h"

#include <csignal>
#include <fstream>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <unistd.h>

namespace zs::engine::io {
namespace {

using testing::HasSubstr;

TEST(ServerProcess, KilledInTheMiddleOfWritesKeepsEveryAcknowledgedOne)
{
    ServerProcess server("preAllocSize=64\nsnapCount=200\n");
    int created = 0;
    for (int round = 0; round < 20; ++round) {
        server.start();
        RawClient client(server.port());
        ASSERT_TRUE(client.openSession());
        for (int i = 0; i < created; i += std::max(1, created / 50)) // A sample, and the newest.
            ASSERT_EQ(client.exists("/n" + std::to_string(i)), 0) << "round " << round;
        if (created > 0) {
            ASSERT_EQ(client.exists("/n" + std::to_string(created - 1)), 0) << "round " << round;
        }
        // What was sent but not acknowledged before the kill may be there or not.
        while (client.exists("/n" + std::to_string(created)) == 0)
            ++created;
        const int burst = 60 + round * 7;
        for (int i = 0; i < burst; ++i)
            client.sendCreate(1000 + i, "/n" + std::to_string(created + i), Bytes(100));
        for (int i = 0; i < burst / 2; ++i)
            ASSERT_TRUE(client.receiveFrame());
        EXPECT_EQ(server.end(SIGKILL), 1000 + SIGKILL);
        created += burst / 2;
        while (client.receiveFrame()) // Acknowledgements that were under way.
            ++created;
    }
}

TEST(ServerProcess, StopsCleanlyAndSaysSo)
{
    ServerProcess server;
    server.start();
    RawClient client(server.port());
    ASSERT_TRUE(client.openSession());
    EXPECT_EQ(client.create("/a"), 0);
    EXPECT_EQ(server.end(SIGTERM), 0);
    EXPECT_EQ(client.receiveAll(), "");
    server.start();
    EXPECT_THAT(server.output(), HasSubstr("at zxid 0x2"));
    EXPECT_EQ(server.end(SIGINT), 0);
}

TEST(ServerProcess, SnapshotsAppearWhileItWritesAndOldOnesArePurged)
{
    ServerProcess server("snapCount=20\nautopurge.purgeInterval=50ms\npreAllocSize=64\n");
    server.start();
    RawClient client(server.port());
    ASSERT_TRUE(client.openSession());
    const auto count = [&](const std::string& prefix) {
        int files = 0;
        for (const auto& entry : std::filesystem::directory_iterator(server.data()))
            files += entry.path().filename().string().starts_with(prefix) ? 1 : 0;
        return files;
    };
    // snapshot.0 goes only once three others are there: then both have happened.
    int written = 0;
    for (; written < 5000 && std::filesystem::exists(server.data() / "snapshot.0"); ++written)
        ASSERT_EQ(client.create("/s" + std::to_string(written)), 0);
    EXPECT_FALSE(std::filesystem::exists(server.data() / "snapshot.0"));
    EXPECT_GE(count("snapshot."), 3);
    server.end(SIGKILL);
    server.start();
    RawClient again(server.port());
    ASSERT_TRUE(again.openSession());
    for (int i = 0; i < written; ++i)
        ASSERT_EQ(again.exists("/s" + std::to_string(i)), 0) << i;
}

TEST(ServerProcess, AnnouncingButSilentClientsCostLittleAndDisturbNobody)
{
    ServerProcess server;
    server.start();
    RawClient good(server.port());
    ASSERT_TRUE(good.openSession());
    const std::int64_t before = server.residentBytes();
    std::vector<RawClient> silent;
    for (int i = 0; i < 300; ++i) {
        silent.emplace_back(server.port());
        silent.back().send(*unhex("000fff00" "00000000")); // Announces 1 MB, sends 4 bytes.
    }
    EXPECT_EQ(good.create("/still-serving"), 0);
    EXPECT_LT(server.residentBytes() - before, 10 << 20);
}

TEST(ServerProcess, GarbageClosesThatConnectionOnly)
{
    ServerProcess server;
    server.start();
    RawClient good(server.port());
    ASSERT_TRUE(good.openSession());
    for (const char* bytes : {"ffffffff", "7fffffff", "00100000", "00000000", "474554202f",
             "0000000400000000", "0000002dffffffffffffffff"}) {
        RawClient bad(server.port());
        bad.send(*unhex(bytes));
        EXPECT_EQ(good.exists("/"), 0) << bytes;
    }
    RawClient oversize(server.port());
    oversize.send(*unhex("00100000"));
    EXPECT_EQ(oversize.receiveAll(), "");
}

TEST(ServerProcess, OutOfFileDescriptorsItNeitherSpinsNorDies)
{
    ServerProcess server;
    server.start();
    const rlimit few{40, 40};
    ASSERT_EQ(::prlimit(server.pid(), RLIMIT_NOFILE, &few, nullptr), 0);
    RawClient good(server.port());
    ASSERT_TRUE(good.openSession());
    {
        std::vector<RawClient> many;
        for (int i = 0; i < 60; ++i)
            many.emplace_back(server.port());
        const double before = server.cpuSeconds();
        for (int i = 0; i < 20; ++i) { // About a second of round trips and accept pauses.
            EXPECT_EQ(good.exists("/"), 0);
            ::usleep(50'000); // tidy-ok(sleep): spinning can only be seen over time
        }
        EXPECT_LT(server.cpuSeconds() - before, 0.5);
    }
    RawClient later(server.port());
    EXPECT_TRUE(later.openSession()) << "it accepts again when descriptors are free";
}

TEST(ServerProcess, AFullDiskStopsWritesAndLosesNothingAcknowledged)
{
    ServerProcess server("preAllocSize=0\n");
    server.start();
    RawClient reader(server.port());
    ASSERT_TRUE(reader.openSession());
    ASSERT_EQ(reader.create("/before"), 0);
    const rlimit small{2000, 2000}; // To the server it is like ENOSPC: the write fails half-way.
    ASSERT_EQ(::prlimit(server.pid(), RLIMIT_FSIZE, &small, nullptr), 0);
    RawClient writer(server.port());
    ASSERT_TRUE(writer.openSession());
    int acknowledged = 0;
    while (writer.create("/n" + std::to_string(acknowledged), Bytes(100)) == 0)
        ++acknowledged;
    EXPECT_GT(acknowledged, 0);
    EXPECT_LT(acknowledged, 20);
    EXPECT_EQ(reader.exists("/before"), 0) << "reads go on";
    EXPECT_NE(reader.create("/after"), 0);
    EXPECT_THAT(askWord(server.port(), "srvr"), HasSubstr("Mode: "));
    EXPECT_EQ(server.end(SIGTERM), 0);
    server.start();
    RawClient again(server.port());
    ASSERT_TRUE(again.openSession());
    for (int i = 0; i < acknowledged; ++i)
        EXPECT_EQ(again.exists("/n" + std::to_string(i)), 0) << i;
}

TEST(ServerProcess, WritesGoOnByThemselvesWhenThereIsRoomAgain)
{
    ServerProcess server("preAllocSize=0\n");
    server.start();
    std::vector<std::string> acknowledged;
    RawClient reader(server.port());
    ASSERT_TRUE(reader.openSession());
    for (int round = 0; round < 2; ++round) {
        const auto used = std::filesystem::file_size(server.data() / "log.1");
        const rlimit full{used + 1000, RLIM_INFINITY};
        ASSERT_EQ(::prlimit(server.pid(), RLIMIT_FSIZE, &full, nullptr), 0);
        RawClient writer(server.port());
        ASSERT_TRUE(writer.openSession());
        for (int i = 0;; ++i) {
            const std::string path = "/r" + std::to_string(round) + "-" + std::to_string(i);
            if (writer.create(path, Bytes(100)) != 0)
                break;
            acknowledged.push_back(path);
        }
        EXPECT_EQ(reader.exists(acknowledged.back()), 0) << "reads go on";
        const rlimit roomy{RLIM_INFINITY, RLIM_INFINITY};
        ASSERT_EQ(::prlimit(server.pid(), RLIMIT_FSIZE, &roomy, nullptr), 0);
        const std::string after = "/after" + std::to_string(round);
        while (reader.create(after) != 0) // The server looks for room twice a second.
            ::usleep(20'000); // tidy-ok(sleep): nothing tells a client that writes go on
        acknowledged.push_back(after);
    }
    EXPECT_EQ(server.end(SIGTERM), 0);
    server.start();
    RawClient again(server.port());
    ASSERT_TRUE(again.openSession());
    for (const std::string& path : acknowledged)
        EXPECT_EQ(again.exists(path), 0) << path;
}

TEST(ServerProcess, RefusesMoreConnectionsThanAnAddressMayHave)
{
    ServerProcess server("maxClientCnxns=2\n");
    server.start();
    RawClient first(server.port());
    ASSERT_TRUE(first.openSession());
    {
        RawClient second(server.port());
        ASSERT_TRUE(second.openSession());
        RawClient third(server.port());
        EXPECT_EQ(third.receiveAll(), "");
    }
    for (;;) { // The place is free once the server has seen the second one go.
        RawClient next(server.port());
        if (next.openSession())
            break;
    }
}

TEST(ServerProcess, EndsWithItsParent)
{
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    ServerProcess folder; // For its configuration only.
    const pid_t parent = ::fork();
    if (parent == 0) {
        ::dup2(ends[1], STDERR_FILENO); // Closed when the last of its holders is gone.
        ::close(ends[0]);
        ::close(ends[1]);
        if (::fork() == 0) {
            const std::string config = folder.config();
            ::execl(ZS_SERVER_PROGRAM, ZS_SERVER_PROGRAM, "--exit-with-parent", config.c_str(),
                nullptr);
            ::_exit(127);
        }
        ::pause();
    }
    ::close(ends[1]);
    std::string output;
    char c = 0;
    while (output.find("serving clients on") == std::string::npos && ::read(ends[0], &c, 1) == 1)
        output += c;
    ASSERT_THAT(output, HasSubstr("serving clients on"));
    ::kill(parent, SIGKILL);
    while (::read(ends[0], &c, 1) == 1) // Ends only when the server has ended, too.
        output += c;
    EXPECT_THAT(output, HasSubstr("stopped"));
    ::close(ends[0]);
}

TEST(ServerProcess, ASecondServerOnTheSameDataIsRefused)
{
    ServerProcess server;
    server.start();
    const Finished second = runServerProgram({server.config()});
    EXPECT_EQ(second.exitCode, 3);
    EXPECT_THAT(second.output, HasSubstr("another zooscope-server runs on"));
}

} // namespace
} // namespace zs::engine::io

// SPDX-License-Identifier: Apache-2.0
#include "clientlib/jute/writer.h"
#include "clientlib/protocol/opcode.h"
#include "tests/localcluster/engine/io/raw_client.h"
#include "tests/localcluster/engine/io/server_process.h"

#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>
#include <unistd.h>

namespace zs::engine::io {
namespace {

using testing::HasSubstr;

/// How often `text` stands in the memory that a process may write.
int countInMemory(pid_t pid, const std::string& text)
{
    const std::string folder = "/proc/" + std::to_string(pid);
    std::ifstream maps(folder + "/maps");
    const int memory = ::open((folder + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
    EXPECT_GE(memory, 0);
    int count = 0;
    for (std::string line; std::getline(maps, line);) {
        std::istringstream words(line);
        std::uint64_t from = 0, to = 0;
        char dash = 0;
        std::string rights;
        words >> std::hex >> from >> dash >> to >> rights;
        if (!rights.starts_with("rw"))
            continue;
        std::string content(to - from, '\0');
        const ssize_t got
            = ::pread(memory, content.data(), content.size(), static_cast<off_t>(from));
        content.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        for (std::size_t at = content.find(text); at != std::string::npos;
             at = content.find(text, at + 1))
            ++count;
    }
    ::close(memory);
    return count;
}

Bytes authFrame(const std::string& credentials)
{
    Bytes payload;
    jute::Writer out(payload);
    out.number(std::int32_t(-4)); // The xid of auth.
    out.number(static_cast<std::int32_t>(OpCode::auth));
    out.number(std::int32_t(0));
    out.buffer(viewOf("digest"));
    out.buffer(viewOf(credentials));
    Bytes frame;
    jute::Writer framed(frame);
    framed.buffer(payload);
    return frame;
}

TEST(Secrets, PasswordsDoNotStayInTheServersMemory)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "a sanitizer keeps memory that was given back, and maps terabytes";
#endif
    ServerProcess server;
    server.start();
    RawClient client(server.port());
    ASSERT_TRUE(client.openSession());
    ASSERT_EQ(client.create("/known", viewOf("what is kept is found")), 0);
    ASSERT_GT(countInMemory(server.pid(), "what is kept is found"), 0) << "the search is blind";

    client.send(authFrame("alice:in-one-piece-8d1f"));
    ASSERT_TRUE(client.receiveFrame());
    const Bytes frame = authFrame("bob:in-two-pieces-77c0");
    client.send(ByteView(frame).first(frame.size() - 3));
    ASSERT_THAT(askWord(server.port(), "ruok"), "imok"); // The first piece was read before.
    client.send(ByteView(frame).last(3));
    ASSERT_TRUE(client.receiveFrame());
    ASSERT_THAT(askWord(server.port(), "ruok"), "imok");
    EXPECT_EQ(countInMemory(server.pid(), "in-one-piece-8d1"), 0);
    EXPECT_EQ(countInMemory(server.pid(), "in-two-pieces-7"), 0);
}

TEST(Secrets, WithTheOptionNoCoreIsDumped)
{
    ServerProcess server;
    server.start({"--no-core-dumps"});
    std::ifstream limits("/proc/" + std::to_string(server.pid()) + "/limits");
    const std::string text{std::istreambuf_iterator<char>(limits), {}};
    EXPECT_THAT(text, testing::ContainsRegex("Max core file size +1 +1 "));
}

} // namespace
} // namespace zs::engine::io

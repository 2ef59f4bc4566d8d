// SPDX-License-Identifier: Apache-2.0
#include "localcluster/trace/reader.h"
#include "tests/localcluster/engine/io/raw_client.h"
#include "tests/localcluster/engine/io/server_process.h"

#include <csignal>
#include <cstring>
#include <algorithm>
#include <functional>
#include <gmock/gmock.h>
#include <memory>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace zs::engine::io {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

template <class Event>
std::vector<Event> all(const std::vector<trace::Line>& lines)
{
    std::vector<Event> found;
    for (const trace::Line& line : lines) {
        if (const auto* event = std::get_if<Event>(&line.event))
            found.push_back(*event);
    }
    return found;
}

std::vector<trace::TxnStep> stepsOf(const std::vector<trace::Line>& lines, const std::string& path)
{
    std::vector<trace::TxnStep> steps;
    for (const trace::TxnEvent& txn : all<trace::TxnEvent>(lines)) {
        if (txn.path == path)
            steps.push_back(txn.step);
    }
    return steps;
}

/// Reads a server's trace; the reader refuses one with gaps in its numbers.
std::vector<trace::Line> linesOf(const std::string& file, trace::Header* header = nullptr)
{
    const auto recording = trace::readTraceFile(file);
    EXPECT_TRUE(recording) << (recording ? "" : recording.error().detail);
    if (!recording)
        return {};
    EXPECT_EQ(recording->droppedLines, 0);
    std::uint64_t n = 0;
    Instant last{};
    for (const trace::Line& line : recording->lines) {
        EXPECT_EQ(line.n, ++n);
        EXPECT_GE(line.t, last);
        last = line.t;
    }
    if (header)
        *header = recording->header;
    return recording->lines;
}

TEST(ServerTrace, TellsTheLifeOfAServerAndOfItsWrites)
{
    ServerProcess server("DigestAuthenticationProvider.superDigest=super:c2VjcmV0\nsnapCount=20\n");
    const std::string file = server.folder() / "trace.jsonl";
    server.start({"--trace", file});
    RawClient client(server.port());
    ASSERT_TRUE(client.openSession());
    ASSERT_EQ(client.create("/first"), 0);
    for (int i = 0; i < 200; ++i)
        ASSERT_EQ(client.create("/n" + std::to_string(i)), 0);
    EXPECT_EQ(server.end(SIGTERM), 0);

    trace::Header header;
    const auto lines = linesOf(file, &header);
    EXPECT_EQ(header.sid, ServerId(1));
    EXPECT_GT(header.pid, 0);
    EXPECT_THAT(header.config, HasSubstr("snapCount=20"));
    EXPECT_THAT(header.config, Not(HasSubstr("c2VjcmV0"))) << "no secret enters a trace";
    EXPECT_THAT(stepsOf(lines, "/first"),
        ElementsAre(trace::TxnStep::proposed, trace::TxnStep::logged, trace::TxnStep::committed,
            trace::TxnStep::applied));
    const auto sessions = all<trace::SessionEvent>(lines);
    ASSERT_FALSE(sessions.empty());
    EXPECT_EQ(sessions[0].what, trace::SessionChange::opened);
    EXPECT_EQ(sessions[0].timeoutMs, 10'000);
    EXPECT_THAT(sessions[0].client.value_or(""), HasSubstr("127.0.0.1:"));
    EXPECT_FALSE(all<trace::DigestEvent>(lines).empty());
    const auto disk = all<trace::DiskEvent>(lines);
    ASSERT_GE(disk.size(), 3u);
    EXPECT_EQ(disk[0].what, trace::DiskWork::recover);
    std::vector<trace::DiskEvent> rolls; // A slow sync, or a snapshot, may come in between.
    std::copy_if(disk.begin(), disk.end(), std::back_inserter(rolls),
        [](const trace::DiskEvent& event) { return event.what == trace::DiskWork::roll; });
    ASSERT_GE(rolls.size(), 2u);
    EXPECT_EQ(rolls[0].file, "log.1");
    EXPECT_GT(rolls[1].bytes, 0) << "the log before the second one";
    EXPECT_TRUE(all<trace::ReplyEvent>(lines).empty()) << "only with --trace-detail";
    ASSERT_FALSE(lines.empty());
    const auto* last = std::get_if<trace::StateEvent>(&lines.back().event);
    ASSERT_TRUE(last);
    EXPECT_EQ(last->to, trace::ServerState::down);
}

TEST(ServerTrace, ARecoveredServerSaysWhereItGoesOn)
{
    ServerProcess server;
    const std::string file = server.folder() / "trace.jsonl";
    server.start();
    {
        RawClient client(server.port());
        ASSERT_TRUE(client.openSession());
        ASSERT_EQ(client.create("/a"), 0);
    }
    EXPECT_EQ(server.end(SIGKILL), 1000 + SIGKILL);
    server.start({"--trace", file, "--trace-detail"});
    RawClient client(server.port());
    ASSERT_TRUE(client.openSession());
    EXPECT_EQ(client.exists("/a"), 0);
    EXPECT_EQ(server.end(SIGTERM), 0);
    const auto lines = linesOf(file);
    const auto disk = all<trace::DiskEvent>(lines);
    ASSERT_FALSE(disk.empty());
    EXPECT_EQ(disk[0].what, trace::DiskWork::recover);
    EXPECT_GE(disk[0].zxid.value_or(Zxid()), Zxid(2));
    EXPECT_EQ(disk[0].file, "snapshot.0");
    EXPECT_GT(disk[0].bytes, 0);
    EXPECT_GT(disk[0].ns, 0);
    const auto replies = all<trace::ReplyEvent>(lines);
    ASSERT_FALSE(replies.empty());
    EXPECT_EQ(replies[0].op, "exists");
    EXPECT_EQ(replies[0].err, 0);
}

TEST(ServerTrace, GoesToAUnixSocketWhoseReaderIsSlowWithoutWaitingForIt)
{
    ServerProcess server;
    const std::string path = server.folder() / "s";
    const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    ASSERT_EQ(::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(::listen(listener, 1), 0);
    server.start({"--trace", "unix:" + path});
    RawClient client(server.port());
    ASSERT_TRUE(client.openSession());
    for (int i = 0; i < 3000; ++i) // More lines than a socket's buffer holds.
        ASSERT_EQ(client.create("/node-with-a-rather-long-name-" + std::to_string(i)), 0);
    const int reader = ::accept(listener, nullptr, nullptr);
    ::close(listener);
    ASSERT_GE(reader, 0);
    trace::Reader lines;
    std::vector<trace::Line> got;
    char buffer[65536];
    while (stepsOf(got, "/node-with-a-rather-long-name-0").size() < 4) {
        const ssize_t size = ::read(reader, buffer, sizeof buffer);
        ASSERT_GT(size, 0);
        const auto fed = lines.feed({buffer, static_cast<std::size_t>(size)}, got);
        ASSERT_TRUE(fed) << fed.error().detail;
    }
    EXPECT_TRUE(lines.header());
    ::close(reader); // A reader that goes must not end the server.
    EXPECT_EQ(client.create("/after"), 0);
    EXPECT_EQ(server.end(SIGTERM), 0);
}

/// Somebody who listens for a trace at a path, and reads one stream.
class TraceReader {
public:
    explicit TraceReader(const std::string& path)
    {
        ::unlink(path.c_str());
        sockaddr_un address {};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
        EXPECT_EQ(::bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        EXPECT_EQ(::listen(m_listener, 1), 0);
    }
    ~TraceReader()
    {
        ::close(m_listener);
        if (m_stream >= 0)
            ::close(m_stream);
    }
    /// Reads on until this holds of all lines so far; each read waits for the server.
    void readUntil(const std::function<bool(const std::vector<trace::Line>&)>& enough)
    {
        if (m_stream < 0)
            m_stream = ::accept(m_listener, nullptr, nullptr);
        ASSERT_GE(m_stream, 0);
        char buffer[65536];
        while (!enough(lines)) {
            const ssize_t size = ::read(m_stream, buffer, sizeof buffer);
            ASSERT_GT(size, 0);
            const auto fed = reader.feed({buffer, static_cast<std::size_t>(size)}, lines);
            ASSERT_TRUE(fed) << fed.error().detail;
        }
    }

    trace::Reader reader;
    std::vector<trace::Line> lines;

private:
    int m_listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int m_stream = -1;
};

TEST(ServerTrace, GoesToTheNextReaderWithItsGapMarkedAndWhatIsSoTold)
{
    ServerProcess server;
    const std::string path = server.folder() / "s";
    const auto tellsOf = [](const std::string& node) {
        return [node](const std::vector<trace::Line>& lines) {
            return stepsOf(lines, node).size() == 4;
        };
    };
    auto first = std::make_unique<TraceReader>(path);
    server.start({"--trace", "unix:" + path});
    RawClient client(server.port());
    ASSERT_TRUE(client.openSession());
    ASSERT_EQ(client.create("/seen"), 0);
    first->readUntil(tellsOf("/seen"));
    const trace::Header before = *first->reader.header();
    first.reset();
    for (int i = 0; i < 50; ++i) // Nobody reads them, and nobody waits for that.
        ASSERT_EQ(client.create("/unseen-" + std::to_string(i)), 0);

    TraceReader next(path);
    next.readUntil(
        [](const auto& lines) { return !all<trace::DigestEvent>(lines).empty(); });
    EXPECT_EQ(next.reader.header()->pid, before.pid) << "the same process";
    EXPECT_GT(next.reader.header()->monoNs, before.monoNs);
    ASSERT_GE(next.lines.size(), 3u);
    const auto* gap = std::get_if<trace::DroppedEvent>(&next.lines[0].event);
    ASSERT_TRUE(gap) << "first of all: something is missing before";
    EXPECT_GT(gap->lines, 0);
    const auto* state = std::get_if<trace::StateEvent>(&next.lines[1].event);
    ASSERT_TRUE(state);
    EXPECT_EQ(state->to, trace::ServerState::leading);
    EXPECT_TRUE(next.lines[1].inferred) << "it came about before";
    EXPECT_EQ(all<trace::DigestEvent>(next.lines)[0].zxid, Zxid(52)) << "where the tree is";
    ASSERT_EQ(client.create("/seen-again"), 0);
    next.readUntil(tellsOf("/seen-again"));
    EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST(ServerTrace, ATargetThatCannotBeWrittenIsRefusedAtStart)
{
    ServerProcess server;
    for (const char* target : {"/nonexistent/trace", "unix:/nonexistent/socket"}) {
        const Finished finished = runServerProgram({"--trace", target, server.config()});
        EXPECT_EQ(finished.exitCode, 2);
        EXPECT_THAT(finished.output, HasSubstr("/nonexistent/"));
    }
}

} // namespace
} // namespace zs::engine::io

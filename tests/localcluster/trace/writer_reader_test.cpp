// SPDX-License-Identifier: Apache-2.0
#include "localcluster/trace/file_sink.h"
#include "localcluster/trace/reader.h"
#include "localcluster/trace/writer.h"

#include <gmock/gmock.h>

#include <cstdio>
#include <filesystem>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace zs::trace {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

Instant at(std::chrono::nanoseconds t) { return Instant(t); }
const Header header{1, ServerId(2), 4711, "0.1", 1'700'000'000'000'000'000, 5, "version=0"};
Event packet(std::uint32_t counter, std::int64_t peer = 3)
{
    return PacketEvent{
        Direction::out, Port::quorum, ServerId(peer), "PROPOSAL", Zxid(1, counter), 100, counter};
}

std::vector<Line> readAll(Writer& writer)
{
    Reader reader;
    std::vector<Line> lines;
    const Result<void> fed = reader.feed(writer.pending(), lines);
    EXPECT_TRUE(fed) << fed.error().detail;
    EXPECT_EQ(reader.header(), header);
    return lines;
}
template <class T>
std::vector<T> only(const std::vector<Line>& lines)
{
    std::vector<T> found;
    for (const Line& line : lines) {
        if (const T* event = std::get_if<T>(&line.event))
            found.push_back(*event);
    }
    return found;
}

TEST(TraceWriter, NumbersItsLinesWithoutGaps)
{
    Writer writer(header);
    writer.add(at(1ns), StateEvent{ServerState::down, ServerState::looking, "start"});
    writer.add(at(2ns), packet(1));
    const std::vector<Line> lines = readAll(writer);
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[1], (Line{at(2ns), 2, packet(1)}));
}

TEST(TraceWriter, FoldsWhatExceedsTheRateAndLosesNoCount)
{
    Writer writer(header);
    std::int64_t sent = 0;
    for (int i = 0; i < 100'000; ++i) { // 100,000 a second, to two peers.
        writer.add(at(i * 10us), packet(std::uint32_t(++sent), i % 2 ? 3 : 1));
        if (i == 50'000)
            writer.add(at(i * 10us), ElectedEvent{ServerId(1), Zxid(), 1, 0});
    }
    writer.finish(at(1s));
    const std::vector<Line> lines = readAll(writer);
    const std::vector<FlowEvent> flows = only<FlowEvent>(lines);
    std::int64_t counted = std::int64_t(only<PacketEvent>(lines).size());
    EXPECT_GE(counted, 2000);
    EXPECT_LE(counted, 4100);
    for (const FlowEvent& flow : flows) {
        counted += flow.count;
        EXPECT_EQ(flow.bytes, flow.count * 100);
        EXPECT_LE(flow.spanNs, 100'000'000);
        EXPECT_EQ(flow.port, Port::quorum);
        EXPECT_GE(flow.last.counter(), flow.first.counter() + 2 * (flow.count - 1));
    }
    EXPECT_EQ(counted, sent);
    EXPECT_LE(flows.size(), 22u) << "one line for each peer and 100 ms";
    EXPECT_EQ(only<ElectedEvent>(lines).size(), 1u) << "other kinds are never folded";
}

TEST(TraceWriter, FoldsTransactionsByStepAndTypeAndBuildsNoTextForThem)
{
    Writer writer(header);
    std::int64_t paths = 0;
    const auto path = [&paths]() -> std::optional<std::string> {
        ++paths;
        return "/a";
    };
    for (int i = 0; i < 50'000; ++i) {
        const TxnPoint point{Zxid(i + 1), i % 2 ? "create" : "setData", SessionId(7), 10,
            i % 4 < 2 ? TxnStep::proposed : TxnStep::applied};
        writer.addTxn(at(i * 10us), point, path);
    }
    writer.finish(at(500ms));
    const std::vector<Line> lines = readAll(writer);
    const auto txns = only<TxnEvent>(lines);
    EXPECT_EQ(std::int64_t(txns.size()), paths);
    EXPECT_EQ(txns.at(0),
        (TxnEvent{Zxid(1), "setData", "/a", SessionId(7), 10, TxnStep::proposed}));
    std::int64_t counted = paths;
    for (const FlowEvent& flow : only<FlowEvent>(lines)) {
        counted += flow.count;
        EXPECT_EQ(flow.bytes, flow.count * 10);
        EXPECT_LE(flow.spanNs, 100'000'000);
        EXPECT_GE(flow.last.value, flow.first.value + 4 * (flow.count - 1));
        EXPECT_EQ((flow.last.value - flow.first.value) % 4, 0) << "of one step and type";
    }
    EXPECT_EQ(counted, 50'000);
    EXPECT_LT(paths, 3'100);
}

TEST(TraceWriter, WritesTheLastFlowOfABurstWhenItsTimeIsOver)
{
    Writer::Limits limits;
    limits.linesPerSecond = 1;
    Writer writer(header, limits);
    writer.add(at(0s), packet(1));
    EXPECT_EQ(writer.nextFlush(), std::nullopt);
    writer.add(at(1ms), packet(2));
    ASSERT_EQ(writer.nextFlush(), at(101ms));
    writer.flush(at(100ms));
    EXPECT_EQ(readAll(writer).size(), 1u);
    writer.flush(at(101ms));
    EXPECT_EQ(only<FlowEvent>(readAll(writer)).at(0).count, 1);
}

TEST(TraceWriter, CountsWhatDoesNotFitAndSaysSoOnceThereIsRoom)
{
    Writer::Limits limits;
    limits.bufferBytes = 1000;
    Writer writer(header, limits);
    for (int i = 0; i < 50; ++i)
        writer.add(at(i * 1ms), FaultEvent{"kill", "server 1"});
    EXPECT_LE(writer.pending().size(), limits.bufferBytes);
    const std::int64_t dropped = writer.droppedLines();
    EXPECT_GT(dropped, 30);
    std::string stream(writer.pending());
    writer.taken(writer.pending().size());
    writer.add(at(1s), FaultEvent{"kill", "server 2"});
    stream.append(writer.pending());
    Reader reader;
    std::vector<Line> lines;
    ASSERT_TRUE(reader.feed(stream, lines)) << "numbers have no gap, also after a loss";
    EXPECT_EQ(reader.droppedLines(), dropped);
    EXPECT_EQ(lines.back().event, Event(FaultEvent{"kill", "server 2"}));
}

TEST(TraceReader, TakesPiecesOfAnySize)
{
    Writer writer(header);
    for (std::uint32_t i = 1; i <= 5; ++i)
        writer.add(at(i * 1s), packet(i));
    Reader reader;
    std::vector<Line> lines;
    for (const char c : writer.pending())
        ASSERT_TRUE(reader.feed({&c, 1}, lines));
    EXPECT_EQ(lines, readAll(writer));
    EXPECT_TRUE(reader.atLineEnd());
}

TEST(TraceReader, RefusesALineThatDoesNotEnd)
{
    Reader reader;
    std::vector<Line> lines;
    const std::string piece(1000, ' ');
    Result<void> fed;
    for (int i = 0; i < 1000 && fed; ++i)
        fed = reader.feed(piece, lines);
    ASSERT_FALSE(fed);
    EXPECT_THAT(fed.error().detail, testing::HasSubstr("line 1"));
    EXPECT_FALSE(reader.feed("\n", lines)) << "an error is for good";
}

TEST(TraceReader, NoticesALostLine)
{
    Writer writer(header);
    for (std::uint32_t i = 1; i <= 3; ++i)
        writer.add(at(i * 1s), packet(i));
    std::string stream(writer.pending());
    const std::size_t second = stream.find("{\"t\":2");
    stream.erase(second, stream.find('\n', second) + 1 - second);
    Reader reader;
    std::vector<Line> lines;
    const Result<void> fed = reader.feed(stream, lines);
    ASSERT_FALSE(fed);
    EXPECT_THAT(fed.error().detail, testing::HasSubstr("lost lines"));
}

TEST(TraceFile, ReadsBackWhatWasWrittenWithoutAHalfLastLine)
{
    const std::string path = testing::TempDir() + "/zs-trace-test.jsonl";
    Writer writer(header);
    {
        Result<FileSink> sink = FileSink::open(path);
        ASSERT_TRUE(sink) << sink.error().detail;
        for (std::uint32_t i = 1; i <= 100; ++i)
            writer.add(at(i * 1s), packet(i));
        ASSERT_TRUE(sink->drain(writer));
        EXPECT_TRUE(writer.pending().empty());
    }
    std::FILE* file = std::fopen(path.c_str(), "a");
    std::fputs("{\"t\":1", file);
    std::fclose(file);
    const Result<Recording> recording = readTraceFile(path);
    ASSERT_TRUE(recording) << recording.error().detail;
    EXPECT_EQ(recording->header, header);
    EXPECT_EQ(recording->lines.size(), 100u);
    std::filesystem::remove(path);
    EXPECT_EQ(readTraceFile(path).error().code, Errc::io);
}

TEST(TraceFile, NeverWaitsForASlowReaderAndSurvivesItsEnd)
{
    const std::string path = testing::TempDir() + "/zs-trace-test.sock";
    std::filesystem::remove(path);
    const int listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    ASSERT_EQ(::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(::listen(listener, 1), 0);
    Result<FileSink> sink = FileSink::open(path);
    ASSERT_TRUE(sink) << sink.error().detail;
    const int reader = ::accept(listener, nullptr, nullptr);
    Writer writer(header);
    for (int i = 0; i < 40'000; ++i)
        writer.add(at(i * 1ms), FaultEvent{"a", "b"});
    ASSERT_TRUE(sink->drain(writer));
    EXPECT_FALSE(writer.pending().empty()) << "the socket's buffer is smaller than this";
    ::close(reader);
    ::close(listener);
    EXPECT_FALSE(sink->drain(writer));
    std::filesystem::remove(path);
}

} // namespace
} // namespace zs::trace

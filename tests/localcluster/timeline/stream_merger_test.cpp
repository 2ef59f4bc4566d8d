// SPDX-License-Identifier: Apache-2.0
#include "localcluster/timeline/stream_merger.h"

#include "localcluster/trace/writer.h"
#include "tests/localcluster/timeline/moments.h"

#include <gmock/gmock.h>

namespace zs::timeline {

namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// The bytes of one server's trace with phases at these milliseconds.
std::string traceOf(std::int64_t server, std::initializer_list<int> times)
{
    trace::Header header;
    header.sid = ServerId(server);
    header.monoNs = 1;
    std::string bytes;
    trace::appendLine(bytes, header);
    std::uint64_t n = 0;
    for (const int ms : times)
        trace::appendLine(bytes,
            trace::Line{at(ms * 1ms), ++n, trace::PhaseEvent{trace::Phase::broadcast, 1}, false});
    return bytes;
}

std::vector<std::string> textOf(const std::vector<Moment>& moments)
{
    std::vector<std::string> texts;
    for (const Moment& one : moments)
        texts.push_back(std::to_string(one.server.value) + "@"
            + std::to_string(one.t.time_since_epoch() / 1ms));
    return texts;
}

TEST(StreamMerger, HoldsAMomentBackUntilEveryStreamHasPassedIt)
{
    StreamMerger merger(40ms);
    const auto one = merger.openTrace();
    const auto two = merger.openTrace();
    ASSERT_TRUE(merger.feed(one, traceOf(1, {100, 130})));
    EXPECT_THAT(merger.take(at(110ms)), SizeIs(1)) << "the header alone, long over";
    ASSERT_TRUE(merger.feed(two, traceOf(2, {90, 120})));
    EXPECT_THAT(textOf(merger.take(at(125ms))), ElementsAre("2@0", "2@90", "1@100"));
    EXPECT_THAT(textOf(merger.finish()), ElementsAre("2@120", "1@130"));
}

TEST(StreamMerger, AQuietServerDelaysTheOthersByNoMoreThanTheDeadline)
{
    StreamMerger merger(40ms);
    const auto one = merger.openTrace();
    const auto quiet = merger.openTrace();
    ASSERT_TRUE(merger.feed(quiet, traceOf(2, {})));
    ASSERT_TRUE(merger.feed(one, traceOf(1, {100})));
    (void)merger.take(at(101ms));
    EXPECT_EQ(merger.nextTake(), at(140ms));
    EXPECT_THAT(merger.take(at(139ms)), IsEmpty());
    EXPECT_THAT(textOf(merger.take(at(140ms))), ElementsAre("1@100"));
    EXPECT_FALSE(merger.nextTake());
}

TEST(StreamMerger, NobodyWaitsForAStreamThatIsClosed)
{
    StreamMerger merger(1h);
    const auto one = merger.openTrace();
    const auto dead = merger.openTrace();
    ASSERT_TRUE(merger.feed(one, traceOf(1, {100, 200})));
    ASSERT_TRUE(merger.feed(dead, traceOf(2, {150})));
    EXPECT_THAT(textOf(merger.take(at(1ms))), ElementsAre("1@0", "2@0", "1@100"));
    merger.close(dead);
    EXPECT_THAT(textOf(merger.take(at(201ms))), ElementsAre("2@150"));
}

TEST(StreamMerger, TakesBytesInPiecesOfAnySizeAndNamesAnUnsoundLine)
{
    StreamMerger merger;
    const auto one = merger.openTrace();
    const std::string bytes = traceOf(3, {5, 6});
    for (const char byte : bytes)
        ASSERT_TRUE(merger.feed(one, std::string_view(&byte, 1)));
    EXPECT_THAT(textOf(merger.finish()), ElementsAre("3@0", "3@5", "3@6"));
    const Result<void> bad = merger.feed(one, "{\"t\":7}\n");
    ASSERT_FALSE(bad);
    EXPECT_THAT(bad.error().detail, testing::HasSubstr("line 4"));
    EXPECT_EQ(merger.feed(one, "x").error().code, Errc::invalidInput);
}

TEST(StreamMerger, TheLaunchersMomentsHoldBackNobody)
{
    StreamMerger merger(40ms);
    const auto one = merger.openTrace();
    ASSERT_TRUE(merger.feed(one, traceOf(1, {100, 101})));
    merger.add(Moment{at(99ms), ServerId(), 1, trace::FaultEvent{"cut", "1 to 2"}, false});
    EXPECT_THAT(textOf(merger.take(at(102ms))), ElementsAre("1@0", "0@99", "1@100"));
}

} // namespace

} // namespace zs::timeline

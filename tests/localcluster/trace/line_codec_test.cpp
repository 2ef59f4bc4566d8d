// SPDX-License-Identifier: Apache-2.0
#include "localcluster/trace/json.h"
#include "localcluster/trace/line_codec.h"

#include <gmock/gmock.h>

#include <limits>

namespace zs::trace {
namespace {

const Vote voteA{ServerId(2), Zxid(5, 3), 5};
const Vote voteB{ServerId(std::numeric_limits<std::int64_t>::min()),
    Zxid(std::numeric_limits<std::int64_t>::min()), std::numeric_limits<std::int64_t>::min()};

/// At least one of each kind, with every optional member once there and once not.
std::vector<Event> samples()
{
    FlowEvent flow;
    flow.port = Port::quorum;
    flow.peer = ServerId(3);
    flow.dir = Direction::in;
    flow.type = "PROPOSAL";
    flow.count = 500;
    flow.last = Zxid(1, 500);
    FlowEvent txns;
    txns.type = "setData";
    txns.step = TxnStep::applied;
    return {StateEvent{ServerState::looking, ServerState::down, "asked \"politely\"\n"},
        RoundEvent{3, voteA}, NotifyEvent{Direction::in, ServerId(1), 7, voteB,
                                  ServerState::observing, true},
        CompareEvent{ServerId(3), voteA, voteB, DecidedBy::epoch, Verdict::keeps},
        CompareEvent{std::nullopt, voteA, voteA, std::nullopt, Verdict::counts},
        TallyEvent{voteA, {ServerId(1), ServerId(2)}, true}, TallyEvent{voteA, {}, false},
        ElectedEvent{ServerId(2), Zxid(5, 3), 7, 201'000'000},
        PhaseEvent{Phase::synchronization, 6}, EpochFileEvent{EpochFile::current, 6},
        LearnerEvent{ServerId(1), Zxid(5, 2), LearnerRole::observer},
        SyncEvent{ServerId(1), SyncMode::truncDiff, Zxid(5, 9), Zxid(5, 1), Zxid(6, 2), Zxid(5, 8),
            Zxid(6, 2), 1234, "an older epoch's tail"},
        SyncProgressEvent{ServerId(1), 10, 20},
        AcksEvent{AckedThing{Zxid(6, 1)}, {ServerId(2)}, false},
        AcksEvent{AckedThing{}, {ServerId(1), ServerId(2)}, true},
        PacketEvent{Direction::out, Port::election, ServerId(3), "NOTIFICATION", {}, 226, 1},
        TxnEvent{Zxid(6, 1), "create", "/é\x01", SessionId(-1), 99, TxnStep::logged},
        TxnEvent{Zxid(6, 2), "error", {}, {}, 40, TxnStep::committed}, flow, txns,
        SessionEvent{SessionId(0x1000018fc3a0000), SessionChange::moved, "10.0.0.9:5", 20000},
        SessionEvent{SessionId(1), SessionChange::expired, {}, {}},
        ReplyEvent{SessionId(1), 4, "getData", Zxid(6, 2), -101},
        WatchFiredEvent{SessionId(1), "NodeDeleted", "/a", Zxid(6, 3)},
        LinkEvent{ServerId(2), Port::election, true, "accepted", ServerId(2)},
        LinkEvent{ServerId(2), Port::quorum, false, "reset", {}},
        QuorumLostEvent{1, 2, {ServerId(1), ServerId(3)}}, QuorumFoundEvent{2, 2, {}},
        DigestEvent{Zxid(6, 128), Hex64{0xfedcba9876543210}},
        DiskEvent{DiskWork::recover, 12, 34, "log.600000001", Zxid(6, 1)},
        DiskEvent{DiskWork::fsync, 25'000'000, 0, "log.1", {}}, FaultEvent{"cut", "1 -> 2"},
        FaultEvent{"delay", "1 <-> 2", {ServerId(1)}, ServerId(2), false, 120}, DroppedEvent{17},
        ProcessEvent{ServerId(2), ProcessChange::killed, 4711, "signal 9"},
        LoadEvent{100, 2, 3, 250'000'000, 100'000'000},
        StreamEvent{4711, "3.8.0", 1'795'329'364'858'559'821, 12, "server.1=a:1:2\n"},
        PolledEvent{true, ServerState::leading, Zxid(6, 3), 4, 0, 9, 2, ""},
        PolledEvent{false, {}, {}, {}, {}, {}, {}, "no answer within 2 s"}};
}

TEST(TraceLine, MembersThatWereAddedLaterMayBeMissing)
{
    const auto line = parseLine(R"({"t":1,"n":1,"k":"fault","what":"kill","detail":"server 1"})");
    ASSERT_TRUE(line && *line);
    EXPECT_EQ((*line)->event, Event(FaultEvent{"kill", "server 1"}));
    EXPECT_FALSE(parseLine(
        R"({"t":1,"n":1,"k":"fault","what":"kill","detail":"","servers":3})"));
}

TEST(TraceLine, EveryKindReadsBackEqual)
{
    std::set<std::size_t> kinds;
    std::uint64_t n = 0;
    for (const Event& event : samples()) {
        kinds.insert(event.index());
        ++n;
        const Line line{Instant(std::chrono::nanoseconds(1'234'567'890'123)), n, event, n % 2 == 0};
        std::string text;
        appendLine(text, line);
        ASSERT_EQ(text.back(), '\n');
        text.pop_back();
        EXPECT_EQ(text.find('\n'), std::string::npos);
        const auto read = parseLine(text);
        ASSERT_TRUE(read && *read) << text << (read ? "" : read.error().detail);
        EXPECT_EQ(**read, line) << text;
    }
    EXPECT_EQ(kinds.size(), std::variant_size_v<Event>) << "a kind has no sample";
}

TEST(TraceLine, IsWrittenAsTheFormatSays)
{
    std::string text;
    appendLine(text, Line{Instant(std::chrono::nanoseconds(5)), 1,
                         CompareEvent{ServerId(3), voteA, {ServerId(3), Zxid(5, 4), 5},
                             DecidedBy::zxid, Verdict::takes}});
    EXPECT_EQ(text,
        R"({"t":5,"n":1,"k":"compare","peer":3,)"
        R"("mine":{"leader":2,"zxid":"0x500000003","epoch":5},)"
        R"("theirs":{"leader":3,"zxid":"0x500000004","epoch":5},"by":"zxid","result":"takes"})"
        "\n");
}

TEST(TraceLine, IgnoresUnknownKindsAndMembers)
{
    EXPECT_EQ(*parseLine(R"({"t":1,"n":2,"k":"telepathy","x":[1,{"y":null}]})"), std::nullopt);
    const auto line
        = parseLine(R"({"t":1,"n":2,"k":"dropped","lines":3,"new":1.5e3,"newer":[{}]})");
    ASSERT_TRUE(line && *line);
    EXPECT_EQ((*line)->event, Event(DroppedEvent{3}));
}

TEST(TraceLine, RefusesDamageAndNamesTheMember)
{
    for (const auto& [text, named] : {std::pair(R"({"t":1,"n":2,"k":"dropped"})", "lines"),
             std::pair(R"({"t":1,"n":2,"k":"dropped","lines":"3"})", "lines"),
             std::pair(R"({"t":1,"n":-2,"k":"dropped","lines":3})", "'n'"),
             std::pair(R"({"n":1,"k":"dropped","lines":3})", "'t'"),
             std::pair(R"({"t":1,"n":2,"k":"phase","phase":"lunch","epoch":1})", "phase"),
             std::pair(R"({"t":1,"n":2,"k":"digest","zxid":"0x1ffffffffffffffff","digest":"0x1"})",
                 "zxid"),
             std::pair(R"({"t":1,"n":2,"k":"dropped","lines":3)", "end"),
             std::pair(R"([1])", "object"), std::pair("", "no value")}) {
        const auto line = parseLine(text);
        ASSERT_FALSE(line) << text;
        EXPECT_THAT(line.error().detail, testing::HasSubstr(named)) << text;
    }
}

TEST(TraceLine, StaysShortWhateverAPathHolds)
{
    const std::string path(1'000'000, '\x01');
    std::string text;
    appendLine(text, Line{{}, 1, TxnEvent{Zxid(1), "create", path, {}, 0, TxnStep::applied}});
    EXPECT_LT(text.size(), maxLineBytes);
    text.pop_back();
    EXPECT_TRUE(parseLine(text));
    text.clear();
    appendLine(text, Line{{}, 1, FaultEvent{"\xff\xc3", std::string(20000, '\xa9')}});
    text.pop_back();
    EXPECT_TRUE(parseLine(text)) << "bytes that are no UTF-8 must not make the line unreadable";
}

TEST(Json, IsStrict)
{
    for (const char* text : {"{", "{\"a\"}", "{\"a\":}", "[1,]", "{,}", "01", "+1", "1 2", "nul",
             "\"\\x\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\xff\"", "\"\n\"", "-", "--1",
             "\"abc", "[[[[[[[[[[1]]]]]]]]]]"})
        EXPECT_FALSE(parseJson(text)) << text;
    EXPECT_EQ(std::get<std::string>(parseJson("\"\\u00e9\\ud83d\\ude00\"")->value), "é😀");
    EXPECT_EQ(std::get<std::int64_t>(parseJson(" -9223372036854775808 ")->value),
        std::numeric_limits<std::int64_t>::min());
    EXPECT_TRUE(std::holds_alternative<double>(parseJson("18446744073709551616")->value));
}

} // namespace
} // namespace zs::trace

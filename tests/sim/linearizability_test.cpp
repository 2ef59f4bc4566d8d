// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/linearizability.h"

#include "tests/sim/random.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace zs::sim {
namespace {

using Kind = Operation::Kind;
using Outcome = Operation::Outcome;

Operation op(Kind kind, std::string value, std::int64_t called, std::int64_t returned,
    Outcome outcome = Outcome::ok)
{
    Operation operation;
    operation.node = "/n";
    operation.kind = kind;
    operation.value = std::move(value);
    operation.called = called;
    operation.returned = returned;
    operation.outcome = outcome;
    return operation;
}
Operation unknown(Kind kind, std::string value, std::int64_t called)
{
    return op(kind, std::move(value), called, Operation::never, Outcome::unknown);
}
Verdict::Kind verdictOn(const History& history) { return checkLinearizable(history).kind; }

constexpr auto linearizable = Verdict::Kind::linearizable;
constexpr auto violated = Verdict::Kind::violated;

TEST(Linearizability, AnEmptyHistoryAndASequentialOneAre)
{
    EXPECT_EQ(verdictOn({}), linearizable);
    EXPECT_EQ(verdictOn({op(Kind::create, "a", 0, 1), op(Kind::read, "a", 2, 3),
                  op(Kind::set, "b", 4, 5), op(Kind::read, "b", 6, 7)}),
        linearizable);
}

TEST(Linearizability, AReadOfAnOverwrittenValueIsNot)
{
    const Verdict verdict = checkLinearizable({op(Kind::create, "a", 0, 1),
        op(Kind::set, "b", 2, 3), op(Kind::read, "a", 4, 5)});
    EXPECT_EQ(verdict.kind, violated);
    EXPECT_EQ(verdict.node, "/n");
    EXPECT_EQ(verdict.longest.size(), 2u);
}

TEST(Linearizability, ConcurrentOperationsMayTakeEffectInEitherOrder)
{
    for (const char* seen : {"a", "b"})
        EXPECT_EQ(verdictOn({op(Kind::create, "0", 0, 1), op(Kind::set, "a", 2, 9),
                      op(Kind::set, "b", 2, 9), op(Kind::read, seen, 10, 11)}),
            linearizable);
    EXPECT_EQ(verdictOn({op(Kind::create, "0", 0, 1), op(Kind::set, "a", 2, 9),
                  op(Kind::set, "b", 2, 9), op(Kind::read, "0", 10, 11)}),
        violated);
}

TEST(Linearizability, TwoReadersMayNotDisagreeOnTheOrder)
{
    EXPECT_EQ(verdictOn({op(Kind::create, "0", 0, 1), op(Kind::set, "a", 2, 20),
                  op(Kind::read, "a", 3, 4), op(Kind::read, "0", 5, 6)}),
        violated)
        << "the new value, then the old one";
}

TEST(Linearizability, AnUnknownWriteMayComeLateOrNever)
{
    for (const char* seen : {"0", "a"})
        EXPECT_EQ(verdictOn({op(Kind::create, "0", 0, 1), unknown(Kind::set, "a", 2),
                      op(Kind::read, "0", 3, 4), op(Kind::read, seen, 100, 101)}),
            linearizable);
    EXPECT_EQ(verdictOn({op(Kind::create, "0", 0, 1), op(Kind::read, "a", 2, 3),
                  unknown(Kind::set, "a", 4)}),
        violated)
        << "not before it was called";
    EXPECT_EQ(verdictOn({op(Kind::create, "0", 0, 1), unknown(Kind::set, "a", 2),
                  op(Kind::read, "a", 3, 4), op(Kind::read, "0", 5, 6)}),
        violated)
        << "and not undone";
}

TEST(Linearizability, VersionsDecideACompareAndSet)
{
    Operation first = op(Kind::set, "a", 2, 9);
    Operation second = op(Kind::set, "b", 2, 9);
    first.version = second.version = 0;
    EXPECT_EQ(verdictOn({op(Kind::create, "0", 0, 1), first, second}), violated) << "both won";
    second.outcome = Outcome::badVersion;
    EXPECT_EQ(verdictOn({op(Kind::create, "0", 0, 1), first, second}), linearizable);
    first.newVersion = 2;
    EXPECT_EQ(verdictOn({op(Kind::create, "0", 0, 1), first, second}), violated);
}

TEST(Linearizability, ADeletedNodeStartsAnewWithVersion0)
{
    Operation cas = op(Kind::set, "c", 6, 7);
    cas.version = 0;
    cas.newVersion = 1;
    EXPECT_EQ(verdictOn({op(Kind::create, "a", 0, 1), op(Kind::set, "b", 2, 3),
                  op(Kind::remove, "", 4, 5), op(Kind::read, "", 5, 6, Outcome::noNode),
                  op(Kind::create, "a", 5, 6), cas}),
        linearizable);
    EXPECT_EQ(verdictOn({op(Kind::create, "a", 0, 1), op(Kind::remove, "", 2, 3),
                  op(Kind::read, "a", 4, 5)}),
        violated);
}

TEST(Linearizability, NodesAreIndependent)
{
    History history{op(Kind::create, "a", 0, 1), op(Kind::create, "a", 2, 3)};
    EXPECT_EQ(verdictOn(history), violated);
    history[1].node = "/other";
    EXPECT_EQ(verdictOn(history), linearizable);
}

/// A register that is linearizable by construction, then with one stale read.
History randomHistory(std::uint64_t seed, bool stale)
{
    Random random(seed);
    History history{op(Kind::create, "0", 0, 1)};
    std::vector<std::string> values{"0"};
    for (std::int64_t i = 1; i <= 60; ++i) {
        // Each takes effect at 10 * i; calls and returns lie around it and overlap.
        const auto called = 10 * i - std::int64_t(random.below(40));
        const auto returned = 10 * i + 1 + std::int64_t(random.below(40));
        if (random.chance(0.5)) {
            values.push_back(std::to_string(i));
            history.push_back(op(Kind::set, values.back(), std::max<std::int64_t>(called, 2),
                returned));
            if (random.chance(0.1))
                history.back() = unknown(Kind::set, values.back(), history.back().called);
        } else {
            history.push_back(op(Kind::read, values.back(), called, returned));
        }
    }
    if (stale) {
        history.push_back(op(Kind::set, "end", 1000, 1001));
        history.push_back(op(Kind::read, "0", 1002, 1003));
    }
    return history;
}

TEST(Linearizability, RandomHistoriesAreJudgedByTheirConstruction)
{
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        EXPECT_EQ(verdictOn(randomHistory(seed, false)), linearizable) << seed;
        EXPECT_EQ(verdictOn(randomHistory(seed, true)), violated) << seed;
    }
}

TEST(Linearizability, GivesUpAtItsLimitInsteadOfRunningOn)
{
    History history;
    for (int i = 0; i < 40; ++i)
        history.push_back(unknown(Kind::set, std::to_string(i), 0));
    history.push_back(op(Kind::read, "none of them", 1, 2));
    EXPECT_EQ(checkLinearizable(history, 1000).kind, Verdict::Kind::undecided);
}

TEST(HistoryText, IsReadAsItWasWritten)
{
    const History history = randomHistory(3, true);
    std::string lines;
    for (const Operation& operation : history)
        lines += toJson(operation) + '\n';
    const auto read = parseHistory(lines);
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(*read, history);
}

TEST(HistoryText, AMistakeIsNamedByItsLine)
{
    const std::string good = toJson(op(Kind::read, "a", 0, 1)) + '\n';
    for (const char* bad : {"{", "{\"op\":\"read\"}", "[]",
             "{\"op\":\"read\",\"outcome\":\"ok\",\"called\":5,\"returned\":4}"}) {
        const auto read = parseHistory(good + bad);
        ASSERT_FALSE(read) << bad;
        EXPECT_THAT(read.error().detail, testing::HasSubstr("line 2")) << bad;
    }
}

} // namespace
} // namespace zs::sim

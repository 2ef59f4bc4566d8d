// SPDX-License-Identifier: Apache-2.0
#include "clientlib/net/read_pacer.h"

#include <gtest/gtest.h>

namespace zs::net {
namespace {

    using namespace std::chrono_literals;

    /// Turns `every` so far apart, each with so many answers; yields what the last one said.
    bool afterTurns(ReadPacer& pacer, int turns, std::chrono::nanoseconds every,
        std::size_t answered, std::size_t inFlight, Instant& now)
    {
        bool gather = false;
        for (int i = 0; i < turns; ++i) {
            now += every;
            gather = pacer.shouldGather(answered, inFlight, now);
        }
        return gather;
    }

    TEST(ReadPacer, AnswersOfASlowServerGather)
    {
        ReadPacer pacer;
        Instant now{1h};
        EXPECT_TRUE(afterTurns(pacer, 10, 50us, 4, 1000, now));
        // And go on to gather when the turns are as far apart as that makes them.
        EXPECT_TRUE(afterTurns(pacer, 10, 1100us, 90, 1000, now));
    }

    TEST(ReadPacer, AFastServerIsNeverMadeToWait)
    {
        ReadPacer pacer;
        Instant now{1h};
        EXPECT_FALSE(afterTurns(pacer, 100, 200us, 600, 1000, now));
        EXPECT_FALSE(afterTurns(pacer, 1, 5ms, 1, 1000, now)) << "one pause is no pace";
        EXPECT_FALSE(afterTurns(pacer, 1, 100us, 600, 1000, now));
    }

    TEST(ReadPacer, FewRequestsAreAnsweredAtOnce)
    {
        ReadPacer pacer;
        Instant now{1h};
        EXPECT_FALSE(afterTurns(pacer, 100, 50us, 1, 100, now));
    }

    TEST(ReadPacer, TurnsWithoutAnInstantBetweenThemAreNoPace)
    {
        ReadPacer pacer;
        Instant now{1h};
        EXPECT_FALSE(afterTurns(pacer, 100, 0ns, 1, 1000, now));
    }

} // namespace
} // namespace zs::net

// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/token_bucket.h"

#include <gtest/gtest.h>

namespace zs {
namespace {

    using namespace std::chrono_literals;

    Instant at(std::chrono::nanoseconds time) { return Instant(time); }

    /// How many requests of `cost` go out in `span`, asked every millisecond.
    int sentWithin(TokenBucket bucket, std::uint32_t cost, std::chrono::milliseconds span)
    {
        int sent = 0;
        for (auto now = 0ms; now < span; now += 1ms) {
            for (; bucket.waitFor(cost, at(now)).count() == 0; ++sent)
                bucket.take(cost);
        }
        return sent;
    }

    TEST(TokenBucket, ZeroMeansNoLimit)
    {
        TokenBucket bucket(0);
        for (int i = 0; i < 100'000; ++i) {
            ASSERT_EQ(bucket.waitFor(10, at(0s)), 0ns);
            bucket.take(10);
        }
    }

    TEST(TokenBucket, KeepsTheRateOverTenSeconds)
    {
        EXPECT_NEAR(sentWithin(TokenBucket(400), 1, 10s), 4000, 45);
        EXPECT_NEAR(sentWithin(TokenBucket(7), 1, 10s), 70, 2);
    }

    TEST(TokenBucket, ACostAboveTheBucketIsPaidAfterwards)
    {
        EXPECT_NEAR(sentWithin(TokenBucket(5), 3, 10s), 50 / 3, 2);
    }

    TEST(TokenBucket, APauseSavesUpATenthOfASecondAtMost)
    {
        TokenBucket bucket(1000);
        ASSERT_EQ(bucket.waitFor(1, at(0s)), 0ns);
        int sent = 0;
        for (; bucket.waitFor(1, at(1h)).count() == 0; ++sent)
            bucket.take(1);
        EXPECT_EQ(sent, 100);
        EXPECT_EQ(bucket.waitFor(1, at(1h)), 1ms);
    }

} // namespace
} // namespace zs

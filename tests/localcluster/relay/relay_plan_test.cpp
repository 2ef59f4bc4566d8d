// SPDX-License-Identifier: Apache-2.0
#include "localcluster/relay/relay_plan.h"

#include <gmock/gmock.h>

namespace zs::relay {
namespace {

    using testing::HasSubstr;

    constexpr const char* good = "# two servers\ncontrol /tmp/a b/relay.sock\n"
                                 "server 1 2888 3888 2181\nserver 2 2889 3889 2182\n\n"
                                 "line 1 2 13000 13001\nline 2 1 13002 13003\n";

    TEST(RelayPlan, IsReadAsItWasWritten)
    {
        const auto plan = parsePlan(good);
        ASSERT_TRUE(plan) << plan.error().detail;
        EXPECT_EQ(plan->control, "/tmp/a b/relay.sock");
        EXPECT_EQ(plan->servers.at(ServerId(2)).election, 3889);
        EXPECT_EQ(plan->lines.at(Ends(2, 1)).quorum, 13002);
        const auto again = parsePlan(toText(*plan));
        ASSERT_TRUE(again);
        EXPECT_EQ(toText(*again), toText(*plan));
    }

    TEST(RelayPlan, OfARelayThatTakesThePlaceOfAnotherNamesTheFaultsInForce)
    {
        const auto plan
            = parsePlan(std::string(good) + "again\nfirst cut 1>2\nfirst delay 50 2>1\n");
        ASSERT_TRUE(plan) << plan.error().detail;
        EXPECT_TRUE(plan->again);
        EXPECT_THAT(plan->first, testing::ElementsAre("cut 1>2", "delay 50 2>1"));
        const auto again = parsePlan(toText(*plan));
        ASSERT_TRUE(again);
        EXPECT_EQ(toText(*again), toText(*plan));
        EXPECT_FALSE(parsePlan(good)->again);
    }

    TEST(RelayPlan, NamesTheLineThatIsWrong)
    {
        const auto problem = [](const std::string& more) {
            const auto plan = parsePlan(good + more);
            return plan ? std::string("none") : plan.error().detail;
        };
        EXPECT_THAT(problem("server 3 2890 3890\n"), HasSubstr("line 8: it must be \"server"));
        EXPECT_THAT(problem("server 2 1 2 3\n"), HasSubstr("once"));
        EXPECT_THAT(problem("server 3 0 2 3\n"), HasSubstr("line 8"));
        EXPECT_THAT(problem("server 3 65536 2 3\n"), HasSubstr("line 8"));
        EXPECT_THAT(problem("line 1 1 5 6\n"), HasSubstr("line 8"));
        EXPECT_THAT(problem("line 1 9 5 6\nline 9 1 7 8\n"), HasSubstr("server 9"));
        EXPECT_THAT(problem("lime 1 2 5 6\n"), HasSubstr("none of control"));
        EXPECT_THAT(problem("server 3 1 2 3\nline 1 3 5 6\n"), HasSubstr("none back"));
        EXPECT_FALSE(parsePlan(""));
    }

} // namespace
} // namespace zs::relay

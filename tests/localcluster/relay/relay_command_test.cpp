// SPDX-License-Identifier: Apache-2.0
#include "localcluster/relay/relay_command.h"

#include <gmock/gmock.h>

namespace zs::relay {
namespace {

    using testing::ElementsAre;

    std::string problemOf(std::string_view line)
    {
        const auto command = parseCommand(line);
        return command ? "none" : command.error().detail;
    }

    TEST(RelayCommand, ReadsEveryCommand)
    {
        const auto cut = parseCommand("cut 1>2  2>1\r");
        ASSERT_TRUE(cut);
        EXPECT_THAT(std::get<Cut>(*cut).ways, ElementsAre(Ends(1, 2), Ends(2, 1)));
        const auto delay = parseCommand("delay 50 1>3");
        ASSERT_TRUE(delay);
        EXPECT_EQ(std::get<Delay>(*delay).time.count(), 50);
        const auto drop = parseCommand("drop 3-1");
        ASSERT_TRUE(drop);
        EXPECT_THAT(std::get<Drop>(*drop).links, ElementsAre(Ends(3, 1)));
        const auto heal = parseCommand("heal all");
        ASSERT_TRUE(heal);
        EXPECT_FALSE(std::get<Heal>(*heal).ways);
        EXPECT_TRUE(parseCommand("heal 1>2"));
        EXPECT_TRUE(parseCommand("state"));
        EXPECT_TRUE(parseCommand("quit"));
    }

    TEST(RelayCommand, SaysWhatIsWrong)
    {
        EXPECT_EQ(problemOf("cut"), "name at least one pair, like 1>2");
        EXPECT_EQ(problemOf("cut 1-2"), "\"1-2\" is not like 1>2");
        EXPECT_EQ(problemOf("cut 1>1"), "\"1>1\" is not like 1>2");
        EXPECT_EQ(problemOf("drop 1>2"), "\"1>2\" is not like 1-2");
        EXPECT_EQ(problemOf("delay -1 1>2").substr(0, 24), "delay needs milliseconds");
        EXPECT_EQ(problemOf("delay 99999999999999999999 1>2").substr(0, 11), "delay needs");
        EXPECT_EQ(problemOf(""), "an empty line");
        EXPECT_EQ(problemOf("state now").substr(0, 7), "\"state\"");
    }

    TEST(RelayCommand, FaultsAddUpAndHeal)
    {
        FaultTable faults;
        faults.apply(Cut{{Ends(1, 2), Ends(2, 1)}});
        faults.apply(Delay{std::chrono::milliseconds(50), {Ends(1, 3)}});
        EXPECT_EQ(toText(faults), "cut 1>2 2>1 delay 1>3=50");
        faults.apply(Heal{std::vector{Ends(1, 2)}});
        EXPECT_FALSE(faults.isCut(Ends(1, 2)));
        EXPECT_TRUE(faults.isCut(Ends(2, 1)));
        EXPECT_EQ(faults.delayOf(Ends(1, 3)).count(), 50);
        faults.apply(Delay{std::chrono::milliseconds(0), {Ends(1, 3)}});
        EXPECT_EQ(faults.delayOf(Ends(1, 3)).count(), 0);
        faults.apply(Heal{});
        EXPECT_EQ(toText(faults), "cut delay");
    }

    TEST(RelayCommand, JoinNamesPortsAndLinesOfAServer)
    {
        const auto command = parseCommand("join 4 2890 3890 2184 1:1001:1002:1003:1004 "
                                          "2:1005:1006:1007:1008");
        ASSERT_TRUE(command) << command.error().detail;
        const Join& join = std::get<Join>(*command);
        EXPECT_EQ(join.id, ServerId(4));
        EXPECT_EQ(join.real.election, 3890);
        ASSERT_EQ(join.lines.size(), 2U);
        EXPECT_EQ(join.lines.at(ServerId(2)).out.quorum, 1005);
        EXPECT_EQ(join.lines.at(ServerId(2)).back.election, 1008);
        for (const char* bad : {"join", "join 4 2890 3890 2184", "join 4 1 2 3 1:1:2:3",
                 "join 4 1 2 3 1:1:2:3:x", "join 4 1 2 3 4:1:2:3:4",
                 "join 4 1 2 3 1:1:2:3:4 1:5:6:7:8", "join 4 0 2 3 1:1:2:3:4"})
            EXPECT_FALSE(parseCommand(bad)) << bad;
    }

} // namespace
} // namespace zs::relay

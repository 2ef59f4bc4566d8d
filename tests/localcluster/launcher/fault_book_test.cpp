// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/fault_book.h"

#include <gmock/gmock.h>

namespace zs::launcher {
namespace {

    using namespace std::chrono_literals;
    using testing::ElementsAre;
    using testing::IsEmpty;
    using testing::UnorderedElementsAre;

    std::vector<std::string> textOf(const FaultBook::Events& events)
    {
        std::vector<std::string> all;
        for (const trace::FaultEvent& event : events) {
            std::string text = event.what;
            for (const ServerId id : event.servers)
                text += " " + std::to_string(id.value);
            if (event.peer)
                text += " - " + std::to_string(event.peer->value);
            if (event.ms)
                text += " " + std::to_string(*event.ms) + "ms";
            all.push_back(text + (event.on ? "" : " over"));
        }
        return all;
    }

    FaultBook bookOf(int servers)
    {
        std::vector<ServerId> ids;
        for (int id = 1; id <= servers; ++id)
            ids.emplace_back(id);
        return FaultBook(ids);
    }

    TEST(FaultBook, IsolationIsOneFaultOfAllLinksOfAServer)
    {
        FaultBook book = bookOf(3);
        EXPECT_THAT(textOf(book.isolate(ServerId(2))), ElementsAre("isolate 2"));
        EXPECT_THAT(book.faults().cut, UnorderedElementsAre(LinkEnds(2, 1), LinkEnds(1, 2),
                                           LinkEnds(2, 3), LinkEnds(3, 2)));
        EXPECT_THAT(book.isolate(ServerId(2)), IsEmpty()) << "it is isolated already";
        EXPECT_THAT(textOf(book.heal(book.linksOf(ServerId(2)))), ElementsAre("isolate 2 over"));
        EXPECT_TRUE(book.faults().empty());
    }

    TEST(FaultBook, WhatIsHealedInPartLeavesItsRestAsCuts)
    {
        FaultBook book = bookOf(3);
        static_cast<void>(book.isolate(ServerId(2)));
        EXPECT_THAT(textOf(book.heal(FaultBook::between({ServerId(1)}, {ServerId(2)}))),
            ElementsAre("isolate 2 over", "cut 2 - 3", "cut 3 - 2"));
        EXPECT_EQ(book.faults().cut.size(), 2U);
    }

    TEST(FaultBook, PartitionCutsEachGroupFromTheOther)
    {
        FaultBook book = bookOf(5);
        EXPECT_THAT(textOf(book.partition({ServerId(1), ServerId(2)})),
            ElementsAre("partition 1 2"));
        EXPECT_EQ(book.faults().cut.size(), 12U);
        EXPECT_FALSE(book.faults().cut.contains(LinkEnds(1, 2)));
        EXPECT_THAT(book.partition({}), IsEmpty());
        EXPECT_THAT(textOf(book.healAll()), ElementsAre("heal"));
        EXPECT_TRUE(book.faults().empty());
        EXPECT_THAT(book.healAll(), IsEmpty());
    }

    TEST(FaultBook, NewDelayReplacesTheOldOne)
    {
        FaultBook book = bookOf(3);
        EXPECT_THAT(textOf(book.delay(ServerId(1), ServerId(3), 50ms)),
            ElementsAre("delay 1 - 3 50ms"));
        EXPECT_THAT(textOf(book.delay(ServerId(3), ServerId(1), 80ms)),
            ElementsAre("delay 1 - 3 50ms over", "delay 3 - 1 80ms"));
        EXPECT_EQ(book.faults().delay.at(LinkEnds(1, 3)), 80ms);
        EXPECT_THAT(textOf(book.delay(ServerId(1), ServerId(3), 0ms)),
            ElementsAre("delay 3 - 1 80ms over"));
        EXPECT_TRUE(book.faults().empty());
    }

    TEST(FaultBook, TakesOverWhatIsInForce)
    {
        FaultBook book = bookOf(3);
        LinkFaults found;
        found.cut.insert(LinkEnds(1, 2));
        found.delay = {{LinkEnds(1, 3), 20ms}, {LinkEnds(3, 1), 20ms}};
        EXPECT_THAT(textOf(book.adopt(found)), ElementsAre("cut 1 - 2", "delay 1 - 3 20ms"));
        EXPECT_EQ(book.faults(), found);
    }

} // namespace
} // namespace zs::launcher

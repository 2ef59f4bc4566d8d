// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/watch_table.h"

#include <gmock/gmock.h>

namespace zs::engine {
namespace {

    using testing::ElementsAre;
    using testing::IsEmpty;

    constexpr ConnectionId a{1}, b{2}, c{300};

    std::vector<ConnectionId> fire(
        WatchTable& table, std::string_view path, EventType type = EventType::nodeDataChanged)
    {
        std::vector<ConnectionId> hit;
        table.trigger(path, type, hit);
        return hit;
    }

    TEST(WatchTable, OneShotWatchFiresOnceForItsPathAlone)
    {
        WatchTable table;
        table.add("/x", c, WatchMode::oneShot);
        table.add("/x", a, WatchMode::oneShot);
        table.add("/x", a, WatchMode::oneShot);
        EXPECT_EQ(table.watchCount(), 2u);
        EXPECT_THAT(fire(table, "/x/y"), IsEmpty());
        EXPECT_THAT(fire(table, "/x"), ElementsAre(a, c));
        EXPECT_THAT(fire(table, "/x"), IsEmpty());
        EXPECT_EQ(table.pathCount(), 0u);
        EXPECT_EQ(table.connectionCount(), 2u) << "they are counted until they end, as by Apache";
        table.removeAll(a);
        table.removeAll(b);
        EXPECT_EQ(table.connectionCount(), 1u);
    }

    TEST(WatchTable, PersistentWatchStays)
    {
        WatchTable table;
        table.add("/x", a, WatchMode::persistent);
        EXPECT_THAT(fire(table, "/x", EventType::nodeDeleted), ElementsAre(a));
        EXPECT_THAT(fire(table, "/x", EventType::nodeCreated), ElementsAre(a));
        EXPECT_THAT(fire(table, "/x/y"), IsEmpty());
    }

    TEST(WatchTable, RecursiveWatchSeesAllBelowButNoChildrenChanged)
    {
        WatchTable table;
        table.add("/x", a, WatchMode::recursive);
        table.add("/", b, WatchMode::recursive);
        table.add("/x/y/z", a, WatchMode::oneShot);
        EXPECT_THAT(fire(table, "/x/y/z"), ElementsAre(a, b)) << "each once";
        EXPECT_THAT(fire(table, "/x"), ElementsAre(a, b));
        EXPECT_THAT(fire(table, "/xx"), ElementsAre(b));
        EXPECT_THAT(fire(table, "/x", EventType::nodeChildrenChanged), IsEmpty());
        EXPECT_TRUE(table.isWatched("/x"));
        EXPECT_FALSE(table.isWatched("/x/deep/down")) << "by nobody exactly there";
        EXPECT_TRUE(table.remove("/x", a));
        EXPECT_FALSE(table.remove("/x", a));
        EXPECT_FALSE(table.isWatched("/x"));
        EXPECT_THAT(fire(table, "/x/y"), ElementsAre(b));
    }

    TEST(WatchTable, LastModeOfAConnectionAndPathWins)
    {
        WatchTable table;
        table.add("/x", a, WatchMode::recursive);
        table.add("/x", a, WatchMode::oneShot);
        EXPECT_THAT(fire(table, "/x/y"), IsEmpty());
        EXPECT_THAT(fire(table, "/x"), ElementsAre(a));
        EXPECT_EQ(table.watchCount(), 0u);
    }

    TEST(WatchTable, EndOfAConnectionTakesItsWatchesOnly)
    {
        WatchTable table;
        for (int i = 0; i < 100; ++i)
            table.add("/n" + std::to_string(i), a, WatchMode::oneShot);
        table.add("/n7", b, WatchMode::persistent);
        EXPECT_THAT(fire(table, "/n3"), ElementsAre(a));
        table.removeAll(a);
        table.removeAll(ConnectionId{9999});
        EXPECT_EQ(table.watchCount(), 1u);
        EXPECT_THAT(fire(table, "/n7"), ElementsAre(b));
    }

    TEST(WatchTable, RegisteringAgainForEverKeepsItsMemory)
    {
        WatchTable table;
        for (int i = 0; i < 100'000; ++i) { // Each leaves a stale note at the connection.
            table.add("/kept", a, WatchMode::persistent);
            table.add("/x", a, WatchMode::oneShot);
            fire(table, "/x");
        }
        EXPECT_EQ(table.watchCount(), 1u);
        table.removeAll(a);
        EXPECT_EQ(table.pathCount(), 0u);
    }

} // namespace
} // namespace zs::engine

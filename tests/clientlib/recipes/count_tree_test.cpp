// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/count_tree.h"

#include "tests/clientlib/recipes/recipe_fixture.h"

namespace zs::test {
namespace {

    using testing::ElementsAre;

    class CountTree : public RecipeTest {};

    TEST_F(CountTree, CountsAndSizes)
    {
        client->put(Path("/a"), "12345");
        client->put(Path("/a/b"), "123");
        client->put(Path("/a/b/c"), "1234567");
        client->put(Path("/ab"), "not below /a");
        const TreeCount count = await(countTree(ref(), Path("/a")));
        EXPECT_TRUE(count.complete());
        EXPECT_EQ(count.nodes, 3u);
        EXPECT_EQ(count.leaves, 1u);
        EXPECT_EQ(count.dataBytes, 15u);
        EXPECT_EQ(count.pathBytes, 2u + 4u + 6u);
        EXPECT_EQ(count.maxDepth, 2u);
        EXPECT_THAT(count.samples, ElementsAre(Path("/a"), Path("/a/b"), Path("/a/b/c")));
        ASSERT_EQ(count.largest.size(), 3u);
        EXPECT_EQ(count.largest[0], (TreeCount::Sized{Path("/a/b/c"), 7}));
        EXPECT_EQ(count.largest[2], (TreeCount::Sized{Path("/a/b"), 3}));
    }

    TEST_F(CountTree, DepthCountsFromTheRootAskedFor)
    {
        client->put(Path("/a/b/c/d"));
        EXPECT_EQ(await(countTree(ref(), Path("/a/b"))).maxDepth, 2u);
        EXPECT_EQ(await(countTree(ref(), Path())).maxDepth, 4u);
        EXPECT_EQ(await(countTree(ref(), Path("/a/b/c/d"))).maxDepth, 0u);
    }

    TEST_F(CountTree, ListsEphemerals)
    {
        client->put(Path("/a"));
        ASSERT_TRUE(await(client->create(Path("/a/e"), Bytes(), CreateMode::ephemeral)));
        const TreeCount count = await(countTree(ref(), Path("/a")));
        EXPECT_EQ(count.ephemerals, 1u);
        EXPECT_THAT(count.ephemeralSamples, ElementsAre(Path("/a/e")));
    }

    TEST_F(CountTree, TellsWhatItMayNotList)
    {
        grow(Path("/a"), 2, 1);
        client->failNext(OpCode::getChildren2, Errc::noAuth);
        const TreeCount count = await(countTree(ref(), Path("/a")));
        EXPECT_EQ(count.nodes, 1u);
        EXPECT_EQ(count.unreadable, 1u);
        EXPECT_EQ(count.leaves, 0u);
    }

    TEST_F(CountTree, AStoppedCountIsALowerBound)
    {
        grow(Path("/a"), 4, 3);
        std::stop_source stop;
        auto options = eachStep<CountOptions>([&](int step) {
            if (step == 10)
                stop.request_stop();
        });
        options.stop = stop.get_token();
        options.maxSamples = 3;
        const TreeCount count = await(countTree(ref(), Path("/a"), options));
        EXPECT_EQ(count.endedBy(), Errc::cancelled);
        EXPECT_GE(count.nodes, 10u);
        EXPECT_LT(count.nodes, 85u);
        EXPECT_EQ(count.samples.size(), 3u);
        EXPECT_EQ(count.largest.size(), 3u);
    }

} // namespace
} // namespace zs::test

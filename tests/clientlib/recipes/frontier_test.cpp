// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/frontier.h"

#include <gmock/gmock.h>

namespace zs {
namespace {

    using testing::ElementsAre;

    BranchRef branch(const char* path, std::vector<std::string> names)
    {
        auto made = std::make_shared<Branch>();
        made->path = Path(path);
        made->names = std::move(names);
        return made;
    }

    std::vector<std::string> drain(Frontier& frontier)
    {
        std::vector<std::string> order;
        while (!frontier.isEmpty())
            order.push_back(frontier.take().path.text());
        return order;
    }

    TEST(Frontier, HandsOutTheLatestBranchFirst)
    {
        Frontier frontier;
        frontier.addRoot(Path("/a"));
        EXPECT_EQ(frontier.take().path, Path("/a"));
        frontier.add(branch("/a", {"x", "y"}));
        EXPECT_EQ(frontier.take().path, Path("/a/x"));
        frontier.add(branch("/a/x", {"1", "2"}));
        EXPECT_THAT(drain(frontier), ElementsAre("/a/x/1", "/a/x/2", "/a/y"));
    }

    TEST(Frontier, ABranchWithoutNamesIsNoWork)
    {
        Frontier frontier;
        const BranchRef empty = branch("/a", {});
        frontier.add(empty);
        EXPECT_TRUE(frontier.isEmpty());
        EXPECT_EQ(empty->open, 0u);
    }

    TEST(Frontier, AnExhaustedBranchDropsItsNamesButCountsItsOpenChildren)
    {
        Frontier frontier;
        const BranchRef work = branch("/", {"x", "y"});
        frontier.add(work);
        drain(frontier);
        EXPECT_EQ(work->names.capacity(), 0u);
        EXPECT_EQ(work->open, 2u);
    }

    TEST(Frontier, AChainOfAMillionBranchesGoesWithoutRecursion)
    {
        BranchRef deepest;
        for (int i = 0; i < 1'000'000; ++i) {
            auto next = std::make_shared<Branch>();
            next->parent = std::move(deepest);
            deepest = std::move(next);
        }
        deepest.reset();
        EXPECT_EQ(deepest, nullptr);
    }

} // namespace
} // namespace zs

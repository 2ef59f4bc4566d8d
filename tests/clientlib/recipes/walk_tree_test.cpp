// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/walk_tree.h"

#include "tests/clientlib/recipes/recipe_fixture.h"

#include <algorithm>
#include <set>
#include <thread>

namespace zs::test {
namespace {

    using namespace std::chrono_literals;
    using testing::ElementsAre;
    using testing::Le;
    using testing::UnorderedElementsAre;

    class WalkTree : public RecipeTest {
    protected:
        RecipeReport walk(const Path& root, WalkWants wants = {}, RecipeOptions options = {})
        {
            Visitor visit = [this](WalkedNode node) { visited.push_back(std::move(node)); };
            return await(walkTree(ref(), root, wants, visit, options));
        }
        std::vector<std::string> paths() const
        {
            std::vector<std::string> texts;
            for (const WalkedNode& node : visited)
                texts.push_back(node.path.text());
            return texts;
        }
        std::vector<WalkedNode> visited;
    };

    TEST_F(WalkTree, VisitsEveryNodeOnceAndParentsFirst)
    {
        grow(Path("/a"), 3, 3);
        const RecipeReport report = walk(Path("/a"));
        EXPECT_TRUE(report.complete());
        EXPECT_EQ(report.progress, (Progress{40, 40, 0}));
        std::set<Path> seen;
        for (const WalkedNode& node : visited) {
            EXPECT_TRUE(node.path == Path("/a") || seen.contains(node.path.parent()));
            EXPECT_TRUE(seen.insert(node.path).second) << node.path.text();
        }
        EXPECT_EQ(seen.size(), 40u);
    }

    TEST_F(WalkTree, ReadsDataAndAclOnlyWhereWanted)
    {
        client->put(Path("/a"), "hello");
        client->putAcl(Path("/a"), {Acl{perm::read, AuthId{"world", "anyone"}}});
        walk(Path("/a"));
        walk(Path("/a"), WalkWants{.data = true, .acl = true});
        ASSERT_EQ(visited.size(), 2u);
        EXPECT_EQ(visited[0].data, std::nullopt);
        EXPECT_TRUE(visited[0].acl.empty());
        EXPECT_EQ(visited[0].stat.dataLengthBytes, 5);
        EXPECT_EQ(visited[1].data, toBytes("hello"));
        EXPECT_THAT(visited[1].acl, ElementsAre(Acl{perm::read, AuthId{"world", "anyone"}}));
    }

    TEST_F(WalkTree, TheWholeTreeFromTheRoot)
    {
        client->put(Path("/a/b"));
        walk(Path());
        EXPECT_THAT(paths(), UnorderedElementsAre("/", "/zookeeper", "/a", "/a/b"));
    }

    TEST_F(WalkTree, AMissingRootEndsIt)
    {
        const RecipeReport report = walk(Path("/none"));
        ASSERT_TRUE(report.ended);
        EXPECT_EQ(report.endedBy(), Errc::noNode);
        EXPECT_TRUE(visited.empty());
    }

    TEST_F(WalkTree, AMalformedPathIsRefusedWithoutARequest)
    {
        const RecipeReport report = walk(Path("a//b"));
        ASSERT_TRUE(report.ended);
        EXPECT_EQ(report.endedBy(), Errc::badArguments);
        EXPECT_EQ(client->calls(OpCode::getChildren2), 0);
    }

    TEST_F(WalkTree, LeavesOutWhatOthersDeleteMeanwhile)
    {
        grow(Path("/a"), 5, 2);
        const auto options = eachStep<RecipeOptions>([this](int step) {
            if (step == 1)
                client->erase(Path("/a/n3"));
        });
        RecipeOptions narrow = options;
        narrow.maxInFlight = 1;
        const RecipeReport report = walk(Path("/a"), {}, narrow);
        EXPECT_TRUE(report.complete());
        EXPECT_EQ(visited.size(), 25u); // 31 without /a/n3 and its 5 children.
    }

    TEST_F(WalkTree, AnUnreadableNodeIsVisitedWithItsStat)
    {
        grow(Path("/a"), 2, 1);
        client->failNext(OpCode::getChildren2, Errc::noAuth);
        const RecipeReport report = walk(Path("/a"));
        EXPECT_TRUE(report.complete());
        ASSERT_EQ(visited.size(), 1u);
        ASSERT_TRUE(visited[0].unread);
        EXPECT_EQ(visited[0].unread->code, Errc::noAuth);
        EXPECT_EQ(visited[0].stat.numChildren, 2);
    }

    TEST_F(WalkTree, AFailureOfOneNodeIsCountedAndTheRestGoesOn)
    {
        grow(Path("/a"), 3, 1);
        client->failOn(Path("/a/n1"), Errc::marshalling);
        const RecipeReport report = walk(Path("/a"));
        EXPECT_FALSE(report.ended);
        EXPECT_EQ(report.progress, (Progress{4, 3, 1}));
        ASSERT_EQ(report.errors.size(), 1u);
        EXPECT_EQ(report.errors[0].path, Path("/a/n1"));
        EXPECT_EQ(visited.size(), 3u);
    }

    TEST_F(WalkTree, KeepsOnlySoManyErrorsAndCountsAll)
    {
        grow(Path("/a"), 50, 1);
        for (int i = 0; i < 50; ++i)
            client->failOn(Path("/a/n" + std::to_string(i)), Errc::marshalling);
        RecipeOptions options;
        options.maxErrors = 7;
        const RecipeReport report = walk(Path("/a"), {}, options);
        EXPECT_EQ(report.errors.size(), 7u);
        EXPECT_EQ(report.progress.failed, 50u);
    }

    TEST_F(WalkTree, ALostConnectionIsRiddenOut)
    {
        grow(Path("/a"), 3, 1);
        client->failNext(OpCode::getChildren2, Errc::connectionLoss);
        client->failNext(OpCode::getChildren2, Errc::connectionLoss);
        EXPECT_TRUE(walk(Path("/a")).complete());
        EXPECT_EQ(visited.size(), 4u);
    }

    TEST_F(WalkTree, AConnectionThatStaysLostEndsIt)
    {
        grow(Path("/a"), 3, 1);
        client->failOn(Path("/a/n1"), Errc::connectionLoss);
        const RecipeReport report = walk(Path("/a"));
        ASSERT_TRUE(report.ended);
        EXPECT_EQ(report.endedBy(), Errc::connectionLoss);
    }

    TEST_F(WalkTree, AnExpiredSessionEndsItOnce)
    {
        grow(Path("/a"), 30, 1);
        const auto options = eachStep<RecipeOptions>([this](int step) {
            if (step == 2)
                client->setState(SessionState::expired);
        });
        const RecipeReport report = walk(Path("/a"), {}, options);
        ASSERT_TRUE(report.ended);
        EXPECT_EQ(report.endedBy(), Errc::sessionExpired);
        EXPECT_EQ(report.progress.failed, 0u);
    }

    TEST_F(WalkTree, NeverHasMoreInFlightThanAllowed)
    {
        client->put(Path("/a"));
        for (int i = 0; i < 20'000; ++i)
            client->put(Path("/a/d" + std::to_string(i % 100) + "/n" + std::to_string(i)));
        std::size_t most = 0;
        auto options = eachStep<RecipeOptions>(
            [&](int) { most = std::max(most, client->pendingCount()); });
        options.maxInFlight = 50;
        std::size_t count = 0;
        Visitor visit = [&count](const WalkedNode&) { ++count; };
        const RecipeReport report
            = await(walkTree(ref(), Path("/a"), WalkWants{.data = true}, visit, options));
        EXPECT_TRUE(report.complete());
        EXPECT_EQ(count, 20'101u);
        EXPECT_THAT(most, Le(50u));
        EXPECT_GE(most, 40u);
    }

    TEST_F(WalkTree, KeepsToTheRate)
    {
        grow(Path("/a"), 39, 1);
        RecipeOptions options;
        options.maxPerSecond = 100;
        const auto before = std::chrono::steady_clock::now();
        EXPECT_TRUE(walk(Path("/a"), {}, options).complete());
        // 40 requests, of which the bucket lets 10 go at once.
        EXPECT_GE(std::chrono::steady_clock::now() - before, 290ms);
    }

    TEST_F(WalkTree, StopsAtEveryStep)
    {
        grow(Path("/a"), 3, 2);
        // With two in flight a stop at the last but one changes nothing any more.
        for (int stopAt = 1; stopAt < 12; ++stopAt) {
            std::stop_source stop;
            auto options = eachStep<RecipeOptions>([&](int step) {
                if (step == stopAt)
                    stop.request_stop();
            });
            options.stop = stop.get_token();
            options.maxInFlight = 2;
            const int before = client->calls(OpCode::getChildren2);
            const RecipeReport report = walk(Path("/a"), {}, options);
            ASSERT_TRUE(report.ended) << stopAt;
            EXPECT_EQ(report.endedBy(), Errc::cancelled);
            EXPECT_LE(client->calls(OpCode::getChildren2) - before, stopAt + 1);
        }
    }

    TEST_F(WalkTree, StopWakesAWalkThatWaitsForItsRate)
    {
        grow(Path("/a"), 10, 1);
        std::chrono::steady_clock::duration soonest = 1h;
        for (int attempt = 0; attempt < 5 && soonest >= 500ms; ++attempt) {
            visited.clear();
            std::stop_source stop;
            RecipeOptions options;
            options.maxPerSecond = 1;
            options.stop = stop.get_token();
            Visitor visit = [this](WalkedNode node) { visited.push_back(std::move(node)); };
            const auto outcome = track(walkTree(ref(), Path("/a"), {}, visit, options));
            ASSERT_TRUE(spinUntil([&] { return visited.size() == 1; }));
            const auto before = std::chrono::steady_clock::now();
            stop.request_stop();
            ASSERT_TRUE(spinUntil([&] { return outcome->has_value(); }));
            soonest = std::min(soonest, std::chrono::steady_clock::now() - before);
            EXPECT_EQ((*outcome)->endedBy(), Errc::cancelled);
        }
        EXPECT_LT(soonest, 500ms); // A busy machine may be late at times.
    }

    TEST_F(WalkTree, AStopMayComeFromAnotherThread)
    {
        grow(Path("/a"), 10, 1);
        for (int round = 0; round < 20; ++round) {
            std::stop_source stop;
            RecipeOptions options;
            options.maxPerSecond = 1;
            options.stop = stop.get_token();
            std::thread other([&stop] { stop.request_stop(); });
            EXPECT_EQ(walk(Path("/a"), {}, options).endedBy(), Errc::cancelled);
            other.join();
        }
    }

    TEST_F(WalkTree, AStopThatCameBeforeSendsNothing)
    {
        std::stop_source stop;
        stop.request_stop();
        RecipeOptions options;
        options.stop = stop.get_token();
        EXPECT_EQ(walk(Path(), {}, options).endedBy(), Errc::cancelled);
        EXPECT_EQ(client->calls(OpCode::getChildren2), 0);
    }

    TEST_F(WalkTree, TheClientMayBeDestroyedAtEveryStep)
    {
        for (int step = 1; step < 13; ++step) {
            client = std::make_unique<FakeClient>();
            grow(Path("/a"), 3, 2);
            auto options = eachStep<RecipeOptions>([&](int now) {
                if (now == step)
                    client.reset();
            });
            const RecipeReport report = walk(Path("/a"), WalkWants{.data = true}, options);
            ASSERT_TRUE(report.ended) << step;
            EXPECT_EQ(report.endedBy(), Errc::cancelled);
        }
    }

    TEST_F(WalkTree, TheClientMayBeDestroyedByTheVisitorAndFromOutside)
    {
        grow(Path("/a"), 3, 2);
        Visitor destroy = [this](const WalkedNode&) { client.reset(); };
        EXPECT_EQ(await(walkTree(ref(), Path("/a"), {}, destroy)).endedBy(), Errc::cancelled);

        client = std::make_unique<FakeClient>();
        client->hold();
        Visitor ignore = [](const WalkedNode&) {};
        const auto held = track(walkTree(ref(), Path(), {}, ignore));
        client.reset();
        ASSERT_TRUE(held->has_value());
        EXPECT_EQ((*held)->endedBy(), Errc::cancelled);
    }

    TEST_F(WalkTree, TheClientMayBeDestroyedWhileTheRateIsWaitedFor)
    {
        grow(Path("/a"), 10, 1);
        RecipeOptions options;
        options.maxPerSecond = 1;
        Visitor visit = [this](WalkedNode node) { visited.push_back(std::move(node)); };
        const auto outcome = track(walkTree(ref(), Path("/a"), {}, visit, options));
        ASSERT_TRUE(spinUntil([&] { return visited.size() == 1; }));
        client.reset();
        ASSERT_TRUE(outcome->has_value());
        EXPECT_EQ((*outcome)->endedBy(), Errc::cancelled);
    }

    TEST_F(WalkTree, ANullClientIsCancelled)
    {
        client.reset();
        EXPECT_EQ(walk(Path()).endedBy(), Errc::cancelled);
    }

} // namespace
} // namespace zs::test

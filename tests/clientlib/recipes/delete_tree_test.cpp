// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/delete_tree.h"

#include "tests/clientlib/recipes/recipe_fixture.h"

namespace zs::test {
namespace {

    using namespace std::chrono_literals;

    class DeleteTree : public RecipeTest {
    protected:
        DeleteReport erase(const Path& root, DeleteOptions options = {})
        {
            return await(deleteTree(ref(), root, options));
        }
    };

    TEST_F(DeleteTree, RemovesAllBelowAndTheRootAndNothingElse)
    {
        grow(Path("/a"), 3, 3);
        client->put(Path("/ab"));
        const DeleteReport report = erase(Path("/a"));
        EXPECT_TRUE(report.complete());
        EXPECT_EQ(report.deleted, 40u);
        EXPECT_EQ(report.progress, (Progress{40, 40, 0}));
        EXPECT_FALSE(client->tree().has(Path("/a")));
        EXPECT_TRUE(client->tree().has(Path("/ab")));
        // One listing and one removal a node: no removal was tried too early.
        EXPECT_EQ(client->calls(OpCode::remove), 40);
        EXPECT_EQ(client->calls(OpCode::getChildren2), 40);
    }

    TEST_F(DeleteTree, RefusesTheRootAndZookeeper)
    {
        for (const char* path : {"/", "/zookeeper", "/zookeeper/quota", "no/path", "/a/../b"}) {
            const DeleteReport report = erase(Path(path));
            ASSERT_TRUE(report.ended) << path;
            EXPECT_EQ(report.endedBy(), Errc::badArguments);
            EXPECT_EQ(report.deleted, 0u);
        }
        EXPECT_EQ(client->calls(OpCode::getChildren2), 0);
        client->put(Path("/zookeepers"));
        EXPECT_TRUE(erase(Path("/zookeepers")).complete());
    }

    TEST_F(DeleteTree, AMissingRootEndsIt)
    {
        EXPECT_EQ(erase(Path("/none")).endedBy(), Errc::noNode);
    }

    TEST_F(DeleteTree, GoesOnPastWhatOthersDelete)
    {
        grow(Path("/a"), 6, 2);
        // Somebody else deletes the same tree, a branch every few steps.
        const auto options = eachStep<DeleteOptions>([this](int step) {
            const Path other("/a/n" + std::to_string(step / 5));
            if (client->tree().has(other))
                client->erase(other);
        });
        const DeleteReport report = erase(Path("/a"), options);
        EXPECT_TRUE(report.complete());
        EXPECT_GT(report.goneBefore, 0u);
        EXPECT_EQ(report.deleted + report.goneBefore, report.progress.found);
        EXPECT_FALSE(client->tree().has(Path("/a")));
    }

    TEST_F(DeleteTree, AlsoWhenTheRootGoesInTheMiddle)
    {
        grow(Path("/a"), 3, 2);
        const auto options = eachStep<DeleteOptions>([this](int step) {
            if (step == 7)
                client->erase(Path("/a"));
        });
        EXPECT_TRUE(erase(Path("/a"), options).complete());
    }

    TEST_F(DeleteTree, ListsAgainWhatGotNewChildren)
    {
        grow(Path("/a"), 2, 1);
        int added = 0;
        const auto options = eachStep<DeleteOptions>([&](int) {
            // Just before the root itself would go.
            if (client->tree().subtree(Path("/a")).size() == 1 && added < 3)
                client->put(Path("/a/late" + std::to_string(added++) + "/x"));
        });
        const DeleteReport report = erase(Path("/a"), options);
        EXPECT_TRUE(report.complete());
        EXPECT_EQ(added, 3);
        EXPECT_EQ(report.deleted, 3u + 6u);
        EXPECT_FALSE(client->tree().has(Path("/a")));
    }

    TEST_F(DeleteTree, GivesUpOnANodeThatKeepsGettingChildren)
    {
        grow(Path("/a"), 2, 1);
        int added = 0;
        auto options = eachStep<DeleteOptions>([&](int) {
            if (client->tree().subtree(Path("/a/n0")).size() == 1)
                client->put(Path("/a/n0/late" + std::to_string(added++)));
        });
        options.maxRounds = 4;
        const DeleteReport report = erase(Path("/a"), options);
        EXPECT_FALSE(report.ended);
        ASSERT_EQ(report.errors.size(), 1u);
        EXPECT_EQ(report.errors[0].path, Path("/a/n0"));
        EXPECT_EQ(report.errors[0].error.code, Errc::notEmpty);
        EXPECT_EQ(report.kept, 1u);
        EXPECT_FALSE(client->tree().has(Path("/a/n1")));
    }

    TEST_F(DeleteTree, KeepsTheAncestorsOfWhatMayNotGo)
    {
        grow(Path("/a"), 3, 2);
        client->failOn(Path("/a/n1/n2"), Errc::marshalling);
        const DeleteReport report = erase(Path("/a"));
        EXPECT_FALSE(report.ended);
        EXPECT_EQ(report.progress.failed, 1u);
        EXPECT_EQ(report.kept, 2u);
        EXPECT_EQ(report.deleted, 10u);
        EXPECT_EQ(client->tree().subtree(Path("/a")).size(), 3u);
        // No removal of an ancestor was even tried.
        EXPECT_EQ(client->calls(OpCode::remove), 10);
    }

    TEST_F(DeleteTree, RemovesALeafThatItMayNotList)
    {
        grow(Path("/a"), 1, 1);
        auto options = eachStep<DeleteOptions>([this](int step) {
            if (step == 1)
                client->failNext(OpCode::getChildren2, Errc::noAuth);
        });
        EXPECT_TRUE(erase(Path("/a"), options).complete());
        EXPECT_FALSE(client->tree().has(Path("/a")));
    }

    TEST_F(DeleteTree, SaysWhyItCannotEmptyWhatItMayNotList)
    {
        grow(Path("/a"), 2, 1);
        client->failNext(OpCode::getChildren2, Errc::noAuth);
        const DeleteReport report = erase(Path("/a"));
        ASSERT_EQ(report.errors.size(), 1u);
        EXPECT_EQ(report.errors[0].error.code, Errc::noAuth);
        EXPECT_THAT(report.errors[0].error.detail, testing::HasSubstr("READ"));
    }

    TEST_F(DeleteTree, AnAnswerThatWasLostCountsAsDeleted)
    {
        client->put(Path("/a"));
        client->failNext(OpCode::remove, Errc::connectionLoss);
        // The node is gone when the removal is sent again, as if the first one had worked.
        client->failNext(OpCode::remove, Errc::noNode);
        const DeleteReport report = erase(Path("/a"));
        EXPECT_TRUE(report.complete());
        EXPECT_EQ(report.deleted, 1u);
    }

    TEST_F(DeleteTree, StopsAtEveryStepAndTellsTheTruth)
    {
        for (int stopAt = 1; stopAt < 26; ++stopAt) {
            client = std::make_unique<FakeClient>();
            grow(Path("/a"), 3, 2);
            std::stop_source stop;
            auto options = eachStep<DeleteOptions>([&](int step) {
                if (step == stopAt)
                    stop.request_stop();
            });
            options.stop = stop.get_token();
            options.maxInFlight = 3;
            const DeleteReport report = erase(Path("/a"), options);
            const std::size_t left = client->tree().subtree(Path("/a")).size();
            EXPECT_EQ(left + report.deleted, 13u) << stopAt;
            EXPECT_EQ(report.ended.has_value(), left > 0) << stopAt;
            // What was stopped can be taken up again.
            if (left > 0) {
                EXPECT_TRUE(erase(Path("/a")).complete());
            }
        }
    }

    TEST_F(DeleteTree, TheClientMayBeDestroyedAtEveryStep)
    {
        for (int step = 1; step < 26; ++step) {
            client = std::make_unique<FakeClient>();
            client->setDelay(step % 2 ? 0ms : 1ms);
            grow(Path("/a"), 3, 2);
            auto options = eachStep<DeleteOptions>([&](int now) {
                if (now == step)
                    client.reset();
            });
            EXPECT_EQ(erase(Path("/a"), options).endedBy(), Errc::cancelled) << step;
        }
    }

    TEST_F(DeleteTree, TwentyThousandNodesWithBoundedRequestsInFlight)
    {
        for (int i = 0; i < 20'000; ++i)
            client->put(Path("/a/d" + std::to_string(i % 140) + "/n" + std::to_string(i)));
        std::size_t most = 0;
        auto options = eachStep<DeleteOptions>(
            [&](int) { most = std::max(most, client->pendingCount()); });
        options.maxInFlight = 100;
        const DeleteReport report = erase(Path("/a"), options);
        EXPECT_TRUE(report.complete());
        EXPECT_EQ(report.deleted, 20'141u);
        EXPECT_LE(most, 100u);
        EXPECT_GE(most, 90u);
    }

    TEST_F(DeleteTree, ADeepTreeGoesToo)
    {
        std::string deep;
        for (int i = 0; i < 2'000; ++i)
            deep += "/d";
        client->put(Path(deep));
        EXPECT_EQ(erase(Path("/d")).deleted, 2'000u);
        EXPECT_FALSE(client->tree().has(Path("/d")));
    }

} // namespace
} // namespace zs::test

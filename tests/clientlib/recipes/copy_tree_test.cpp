// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/copy_tree.h"

#include "tests/clientlib/recipes/recipe_fixture.h"

namespace zs::test {
namespace {

    using testing::ElementsAre;

    const std::vector<Acl> readOnly{Acl{perm::read, AuthId{"world", "anyone"}}};

    class CopyTree : public RecipeTest {
    protected:
        CopyReport copy(const char* from, const char* to, CopyOptions options = {})
        {
            return await(copyTree(ref(), Path(from), Path(to), options));
        }
        /// Every node below `from` has an equal one below `to`, and the other way round.
        void expectEqualTrees(const Path& from, const Path& to) const
        {
            const auto nodes = client->tree().subtree(from);
            EXPECT_EQ(nodes.size(), client->tree().subtree(to).size());
            for (const Path& node : nodes) {
                const Path twin(to.text() + node.text().substr(from.text().size()));
                ASSERT_TRUE(client->tree().has(twin)) << twin.text();
                EXPECT_EQ(client->tree().data(node)->data, client->tree().data(twin)->data);
                EXPECT_EQ(client->tree().acl(node)->acl, client->tree().acl(twin)->acl);
            }
        }
    };

    TEST_F(CopyTree, CopiesNodesDataAndAcls)
    {
        grow(Path("/a"), 3, 3);
        client->putAcl(Path("/a/n1"), readOnly);
        ASSERT_TRUE(await(client->create(Path("/a/null"), std::nullopt)));
        ASSERT_TRUE(await(client->create(Path("/a/empty"), Bytes())));
        client->put(Path("/z"));
        const CopyReport report = copy("/a", "/z/b");
        EXPECT_TRUE(report.complete());
        EXPECT_EQ(report.copied, 42u);
        EXPECT_EQ(report.progress, (Progress{42, 42, 0}));
        expectEqualTrees(Path("/a"), Path("/z/b"));
    }

    TEST_F(CopyTree, RefusesPathsThatCannotWork)
    {
        client->put(Path("/a/b"));
        for (const char* to : {"/a", "/a/c", "/", "/zookeeper/x", "relative", "/x/"}) {
            const CopyReport report = copy("/a", to);
            ASSERT_TRUE(report.ended) << to;
            EXPECT_EQ(report.endedBy(), Errc::badArguments) << to;
        }
        EXPECT_EQ(copy("/", "/b").endedBy(), Errc::badArguments);
        EXPECT_EQ(client->calls(OpCode::create2), 0);
        EXPECT_TRUE(copy("/a", "/ab").complete());
    }

    TEST_F(CopyTree, RefusesAnExistingDestinationAndMissingEnds)
    {
        client->put(Path("/a/x"));
        client->put(Path("/b"), "precious");
        EXPECT_EQ(copy("/a", "/b").endedBy(), Errc::nodeExists);
        EXPECT_EQ(client->tree().text(Path("/b")), "precious");
        EXPECT_FALSE(client->tree().has(Path("/b/x")));
        EXPECT_EQ(copy("/none", "/c").endedBy(), Errc::noNode);
        const CopyReport orphan = copy("/a", "/none/c");
        EXPECT_EQ(orphan.endedBy(), Errc::noNode);
        EXPECT_THAT(orphan.ended->detail, testing::HasSubstr("/none "));
    }

    TEST_F(CopyTree, ListsEphemeralsInsteadOfCopyingThem)
    {
        grow(Path("/a"), 2, 1);
        ASSERT_TRUE(await(client->create(Path("/a/e"), Bytes(), CreateMode::ephemeral)));
        const CopyReport report = copy("/a", "/b");
        EXPECT_TRUE(report.complete());
        EXPECT_EQ(report.copied, 3u);
        EXPECT_EQ(report.ephemerals, 1u);
        EXPECT_THAT(report.ephemeralPaths, ElementsAre(Path("/a/e")));
        EXPECT_FALSE(client->tree().has(Path("/b/e")));
    }

    TEST_F(CopyTree, NeverOverwritesWhatOthersPutIntoTheCopy)
    {
        grow(Path("/a"), 3, 2);
        const auto options = eachStep<CopyOptions>([this](int) {
            if (client->tree().has(Path("/b")) && !client->tree().has(Path("/b/n1")))
                client->put(Path("/b/n1"), "of others");
        });
        const CopyReport report = copy("/a", "/b", options);
        EXPECT_FALSE(report.ended);
        ASSERT_EQ(report.errors.size(), 1u);
        EXPECT_EQ(report.errors[0].path, Path("/b/n1"));
        EXPECT_EQ(report.errors[0].error.code, Errc::nodeExists);
        EXPECT_EQ(client->tree().text(Path("/b/n1")), "of others");
        EXPECT_EQ(report.copied, 9u); // 13 without /a/n1 and its 3 children.
    }

    TEST_F(CopyTree, AnAclThatIsNotShownInFullIsNotCopied)
    {
        grow(Path("/a"), 2, 1);
        client->putAcl(Path("/a/n0"), {Acl{perm::all, AuthId{"digest", "bob:x"}}});
        const CopyReport report = copy("/a", "/b");
        ASSERT_EQ(report.errors.size(), 1u);
        EXPECT_EQ(report.errors[0].path, Path("/a/n0"));
        EXPECT_EQ(report.errors[0].error.code, Errc::noAuth);
        EXPECT_FALSE(client->tree().has(Path("/b/n0")));
        EXPECT_TRUE(client->tree().has(Path("/b/n1")));
    }

    TEST_F(CopyTree, AnUnreadableNodeIsAmongTheErrors)
    {
        grow(Path("/a"), 2, 1);
        client->failOn(Path("/a/n0"), Errc::noAuth);
        const CopyReport report = copy("/a", "/b");
        EXPECT_EQ(report.progress, (Progress{3, 2, 1}));
        EXPECT_EQ(report.errors.at(0).path, Path("/a/n0"));
    }

    TEST_F(CopyTree, AnAnswerThatWasLostIsRecognisedAsOurs)
    {
        client->put(Path("/a"), "x");
        client->failNext(OpCode::create2, Errc::connectionLoss);
        // As if the attempt whose answer was lost had worked.
        const auto options = eachStep<CopyOptions>([this](int) { client->put(Path("/b"), "x"); });
        EXPECT_TRUE(copy("/a", "/b", options).complete());

        client->failNext(OpCode::create2, Errc::connectionLoss);
        const auto other = eachStep<CopyOptions>([this](int) { client->put(Path("/c"), "y"); });
        EXPECT_EQ(copy("/a", "/c", other).endedBy(), Errc::nodeExists);
    }

    TEST_F(CopyTree, LeavesOutWhatOthersDeleteMeanwhile)
    {
        grow(Path("/a"), 4, 2);
        auto options = eachStep<CopyOptions>([this](int step) {
            if (step == 3)
                client->erase(Path("/a/n3"));
        });
        options.maxInFlight = 1;
        EXPECT_TRUE(copy("/a", "/b", options).complete());
        expectEqualTrees(Path("/a"), Path("/b"));
    }

    TEST_F(CopyTree, StopsAndSurvivesTheClientsEndAtEveryStep)
    {
        for (int step = 1; step < 24; ++step) {
            client = std::make_unique<FakeClient>();
            grow(Path("/a"), 3, 2);
            std::stop_source stop;
            auto options = eachStep<CopyOptions>([&](int now) {
                if (now == step)
                    stop.request_stop();
            });
            options.stop = stop.get_token();
            options.maxInFlight = 3;
            const CopyReport report = copy("/a", "/b", options);
            ASSERT_TRUE(report.ended) << step;
            EXPECT_EQ(report.endedBy(), Errc::cancelled);
            EXPECT_EQ(client->tree().subtree(Path("/b")).size(), report.copied);

            auto destroying = eachStep<CopyOptions>([&](int now) {
                if (now == step)
                    client.reset();
            });
            EXPECT_EQ(copy("/a", "/c", destroying).endedBy(), Errc::cancelled);
        }
    }

} // namespace
} // namespace zs::test

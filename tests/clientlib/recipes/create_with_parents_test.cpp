// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/create_with_parents.h"

#include "tests/clientlib/recipes/recipe_fixture.h"

namespace zs::test {
namespace {

    using testing::ElementsAre;
    using testing::IsEmpty;

    class CreateWithParents : public RecipeTest {
    protected:
        CreateReport create(NewNode node) { return await(createWithParents(ref(), node)); }
        static NewNode at(const char* path)
        {
            NewNode node;
            node.path = Path(path);
            node.data = toBytes("x");
            return node;
        }
    };

    TEST_F(CreateWithParents, CostsOneRequestWhereNothingIsMissing)
    {
        const CreateReport report = create(at("/a"));
        ASSERT_TRUE(report.node);
        EXPECT_EQ(report.node->path, Path("/a"));
        EXPECT_THAT(report.parents, IsEmpty());
        EXPECT_EQ(client->calls(OpCode::create2), 1);
        EXPECT_EQ(client->calls(OpCode::exists), 0);
    }

    TEST_F(CreateWithParents, CreatesWhatIsMissingFromTheTop)
    {
        client->put(Path("/a"));
        NewNode node = at("/a/b/c/d");
        node.acl = {Acl{perm::read, AuthId{"world", "anyone"}}};
        const CreateReport report = create(node);
        ASSERT_TRUE(report.node);
        EXPECT_THAT(report.parents, ElementsAre(Path("/a/b"), Path("/a/b/c")));
        EXPECT_EQ(client->tree().text(Path("/a/b/c/d")), "x");
        EXPECT_EQ(client->tree().acl(Path("/a/b/c/d"))->acl, node.acl);
        EXPECT_EQ(client->tree().acl(Path("/a/b"))->acl, openAcl());
        EXPECT_EQ(client->tree().data(Path("/a/b"))->data, Bytes());
    }

    TEST_F(CreateWithParents, SequentialNodesKeepTheirNumber)
    {
        NewNode node = at("/a/b/");
        node.mode = CreateMode::persistentSequential;
        const CreateReport report = create(node);
        ASSERT_TRUE(report.node);
        EXPECT_EQ(report.node->path, Path("/a/b/0000000000"));
        EXPECT_THAT(report.parents, ElementsAre(Path("/a"), Path("/a/b")));
    }

    TEST_F(CreateWithParents, AMalformedPathIsRefusedWithoutARequest)
    {
        EXPECT_EQ(create(at("/a/")).node.error().code, Errc::badArguments);
        EXPECT_EQ(create(at("a")).node.error().code, Errc::badArguments);
        EXPECT_EQ(client->calls(OpCode::create2), 0);
    }

    TEST_F(CreateWithParents, AnExistingNodeIsTold)
    {
        client->put(Path("/a/b"));
        EXPECT_EQ(create(at("/a/b")).node.error().code, Errc::nodeExists);
    }

    TEST_F(CreateWithParents, AParentThatOthersCreateMeanwhileIsFine)
    {
        client->hold();
        const auto outcome = track(createWithParents(ref(), at("/a/b/c")));
        // Answered one by one: create (noNode), exists /a/b, exists /a; then /a comes to be.
        client->release();
        ASSERT_TRUE(spinUntil([&] { return client->calls(OpCode::exists) == 2; }));
        client->hold();
        client->put(Path("/a"));
        client->release();
        ASSERT_TRUE(spinUntil([&] { return outcome->has_value(); }));
        EXPECT_TRUE((*outcome)->node);
        EXPECT_TRUE(client->tree().has(Path("/a/b/c")));
    }

    TEST_F(CreateWithParents, AParentThatOthersDeleteIsCreatedAgain)
    {
        client->failNext(OpCode::create2, Errc::noNode);
        client->failNext(OpCode::create2, Errc::noNode);
        client->put(Path("/a"));
        EXPECT_TRUE(create(at("/a/b")).node);
        for (int i = 0; i < 20; ++i)
            client->failNext(OpCode::create2, Errc::noNode);
        EXPECT_EQ(create(at("/a/c")).node.error().code, Errc::noNode);
    }

    TEST_F(CreateWithParents, AnEphemeralParentIsTold)
    {
        ASSERT_TRUE(await(client->create(Path("/e"), Bytes(), CreateMode::ephemeral)));
        const CreateReport report = create(at("/e/x/y"));
        EXPECT_EQ(report.node.error().code, Errc::noChildrenForEphemerals);
        EXPECT_THAT(report.parents, IsEmpty());
    }

    TEST_F(CreateWithParents, AParentIsTriedAgainAfterALostConnectionTheNodeIsNot)
    {
        const CreateReport lost = [this] {
            client->failNext(OpCode::create2, Errc::connectionLoss);
            return create(at("/one"));
        }();
        EXPECT_EQ(lost.node.error().code, Errc::connectionLoss);

        client->failNext(OpCode::create2, Errc::noNode);
        client->failNext(OpCode::create2, Errc::connectionLoss);
        const CreateReport report = create(at("/a/b"));
        EXPECT_TRUE(report.node);
        EXPECT_THAT(report.parents, ElementsAre(Path("/a")));
    }

    TEST_F(CreateWithParents, ParentsThatWereCreatedAreToldAlsoOnFailure)
    {
        client->failOn(Path("/a/b/c"), Errc::noNode);
        const CreateReport report = create(at("/a/b/c"));
        EXPECT_FALSE(report.node);
        EXPECT_THAT(report.parents, ElementsAre(Path("/a"), Path("/a/b")));
    }

    TEST_F(CreateWithParents, StopsAndSurvivesTheClientsEnd)
    {
        std::stop_source stop;
        client->hold();
        const auto outcome = track(createWithParents(ref(), at("/a/b"), stop.get_token()));
        stop.request_stop();
        client->release();
        ASSERT_TRUE(spinUntil([&] { return outcome->has_value(); }));
        EXPECT_EQ((*outcome)->node.error().code, Errc::cancelled);
        EXPECT_FALSE(client->tree().has(Path("/a")));

        client->hold();
        const auto held = track(createWithParents(ref(), at("/a/b")));
        client.reset();
        ASSERT_TRUE(held->has_value());
        EXPECT_EQ((*held)->node.error().code, Errc::cancelled);
    }

} // namespace
} // namespace zs::test

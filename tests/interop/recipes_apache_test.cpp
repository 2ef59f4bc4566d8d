// SPDX-License-Identifier: Apache-2.0
// The recipes against a real Apache ZooKeeper 3.8.
#include "clientlib/protocol/digest.h"
#include "clientlib/recipes/copy_tree.h"
#include "clientlib/recipes/count_tree.h"
#include "clientlib/recipes/create_with_parents.h"
#include "clientlib/recipes/delete_tree.h"
#include "clientlib/recipes/move_tree.h"
#include "clientlib/recipes/set_acl_tree.h"
#include "clientlib/recipes/walk_tree.h"
#include "tests/support/apache_server.h"
#include "tests/support/await.h"

#include <gmock/gmock.h>

namespace zs::test {
namespace {

    using namespace std::chrono_literals;
    using testing::ElementsAre;
    using testing::HasSubstr;

    /// One server for all tests of the program; each test works below a node of its own.
    class RecipesOnApache : public testing::Test {
    protected:
        static void SetUpTestSuite()
        {
            s_server = std::make_unique<ApacheServer>();
            ASSERT_TRUE(s_server->start());
        }
        static void TearDownTestSuite() { s_server.reset(); }

        void SetUp() override
        {
            client = connectClient();
            ASSERT_TRUE(await(client->create(home(), Bytes())));
        }

        static std::unique_ptr<Client> connectClient(std::vector<Identity> identities = {})
        {
            ClientOptions options;
            options.servers = *ConnectString::parse(s_server->address());
            options.connectTimeout = 15s; // For a machine with other work.
            options.sessionTimeout = 10s;
            options.identities = std::move(identities);
            return Client::connectTo(std::move(options));
        }
        static Identity digest(const char* userAndPassword)
        {
            return Identity{"digest", toBytes(userAndPassword)};
        }
        Path home(const std::string& below = {}) const
        {
            return Path(std::string("/")
                + testing::UnitTest::GetInstance()->current_test_info()->name() + below);
        }
        ClientRef ref() const { return ClientRef(client.get()); }

        /// `branches` nodes below `root` with `leaves` each, all requests in flight at once.
        void grow(const Path& root, int branches, int leaves)
        {
            std::vector<Outcome<Result<CreatedResponse>>> made;
            const auto create = [&](const Path& path) {
                made.push_back(track(client->create(path, toBytes("of " + path.text()))));
            };
            create(root);
            for (int i = 0; i < branches; ++i) {
                const Path branch = root.child("b" + std::to_string(i));
                create(branch);
                for (int j = 0; j < leaves; ++j)
                    create(branch.child("l" + std::to_string(j)));
            }
            ASSERT_TRUE(spinUntil([&] { return made.back()->has_value(); }));
            for (const auto& outcome : made)
                ASSERT_TRUE((*outcome)->has_value()) << (*outcome)->error().detail;
        }

        std::unique_ptr<Client> client;
        static std::unique_ptr<ApacheServer> s_server;
    };
    std::unique_ptr<ApacheServer> RecipesOnApache::s_server;

    TEST_F(RecipesOnApache, WalksAndCounts)
    {
        grow(home("/t"), 10, 100);
        std::size_t visited = 0;
        std::size_t wrong = 0;
        Visitor visit = [&](const WalkedNode& node) {
            ++visited;
            const bool right
                = textOf(*node.data) == "of " + node.path.text() && node.acl == openAcl();
            wrong += right ? 0 : 1;
        };
        const RecipeReport walk = await(
            walkTree(ref(), home("/t"), WalkWants{.data = true, .acl = true}, visit));
        EXPECT_TRUE(walk.complete());
        EXPECT_EQ(visited, 1011u);
        EXPECT_EQ(wrong, 0u);
        const TreeCount count = await(countTree(ref(), home("/t")));
        EXPECT_EQ(count.nodes, 1011u);
        EXPECT_EQ(count.leaves, 1000u);
        EXPECT_EQ(count.maxDepth, 2u);
    }

    TEST_F(RecipesOnApache, CountsAllThereIsFromTheRoot)
    {
        const TreeCount count = await(countTree(ref(), Path()));
        EXPECT_TRUE(count.complete());
        EXPECT_GE(count.nodes, 5u); // With /zookeeper, its quota and config.
    }

    TEST_F(RecipesOnApache, DeletesTwentyThousandNodesAgainstACompetitor)
    {
        grow(home("/t"), 100, 200);
        const auto competitor = connectClient();
        DeleteOptions options;
        options.maxInFlight = 500;
        const auto other
            = track(deleteTree(ClientRef(competitor.get()), home("/t"), options));
        const DeleteReport mine = await(deleteTree(ref(), home("/t"), options), 60s);
        ASSERT_TRUE(spinUntil([&] { return other->has_value(); }, 60s));
        EXPECT_TRUE(mine.complete()) << mine.ended->detail;
        EXPECT_TRUE((*other)->complete());
        EXPECT_EQ(mine.deleted + (*other)->deleted, 20'101u);
        EXPECT_EQ(*await(client->exists(home("/t"))), std::nullopt);
    }

    TEST_F(RecipesOnApache, DeletesWhatGrowsMeanwhile)
    {
        grow(home("/t"), 5, 50);
        std::vector<Outcome<Result<CreatedResponse>>> late;
        DeleteOptions options;
        options.progressEvery = 0ms;
        options.onProgress = [&](const Progress& progress) {
            if (progress.done % 100 == 50 && late.size() < 3)
                late.push_back(track(client->create(
                    home("/t/b0/late-"), Bytes(), CreateMode::persistentSequential)));
        };
        const DeleteReport report = await(deleteTree(ref(), home("/t"), options));
        EXPECT_TRUE(report.complete());
        EXPECT_EQ(*await(client->exists(home("/t"))), std::nullopt);
    }

    TEST_F(RecipesOnApache, DeletesWhatMayNotBeReadAndKeepsWhatMayNotGo)
    {
        const auto owner = connectClient({digest("amy:secret")});
        const std::vector<Acl> amyOnly{
            Acl{perm::all, AuthId{"digest", digestId("amy:secret")}}};
        ASSERT_TRUE(await(client->create(home("/t"), Bytes())));
        // Neither may be listed by others; the parent lets them delete both.
        ASSERT_TRUE(await(owner->create(
            home("/t/leaf"), Bytes(), CreateMode::persistent, amyOnly)));
        ASSERT_TRUE(await(owner->create(
            home("/t/inner"), Bytes(), CreateMode::persistent, amyOnly)));
        ASSERT_TRUE(await(owner->create(home("/t/inner/x"), Bytes())));
        const DeleteReport report = await(deleteTree(ref(), home("/t")));
        EXPECT_EQ(report.deleted, 1u);
        EXPECT_EQ(report.kept, 1u);
        ASSERT_EQ(report.errors.size(), 1u);
        EXPECT_EQ(report.errors[0].path, home("/t/inner"));
        EXPECT_EQ(report.errors[0].error.code, Errc::noAuth);
        EXPECT_TRUE(await(deleteTree(ClientRef(owner.get()), home("/t"))).complete());
    }

    TEST_F(RecipesOnApache, CopiesWithAclsAndMoves)
    {
        client = connectClient({digest("amy:secret")});
        grow(home("/a"), 4, 10);
        const std::vector<Acl> amy{Acl{perm::all, AuthId{"digest", digestId("amy:secret")}},
            Acl{perm::read, AuthId{"world", "anyone"}}};
        ASSERT_TRUE(await(client->setAcl(home("/a/b1"), amy, anyVersion)));
        ASSERT_TRUE(await(client->create(home("/a/null"), std::nullopt)));
        const CopyReport copy = await(copyTree(ref(), home("/a"), home("/b")));
        EXPECT_TRUE(copy.complete());
        EXPECT_EQ(copy.copied, 46u);
        EXPECT_EQ(await(client->getAcl(home("/b/b1")))->acl, amy);
        EXPECT_EQ(await(client->getData(home("/b/null")))->data, std::nullopt);
        EXPECT_EQ(await(copyTree(ref(), home("/a"), home("/b"))).endedBy(), Errc::nodeExists);

        const MoveReport move = await(moveTree(ref(), home("/a"), home("/c")));
        EXPECT_TRUE(move.complete()) << move.ended->detail;
        EXPECT_EQ(move.deleted, 46u);
        EXPECT_EQ(*await(client->exists(home("/a"))), std::nullopt);
        EXPECT_EQ(await(client->getAcl(home("/c/b1")))->acl, amy);

        ASSERT_TRUE(await(client->create(home("/c/e"), Bytes(), CreateMode::ephemeral)));
        const MoveReport refused = await(moveTree(ref(), home("/c"), home("/d")));
        EXPECT_THAT(refused.ephemeralPaths, ElementsAre(home("/c/e")));
        EXPECT_EQ(*await(client->exists(home("/d"))), std::nullopt);
    }

    TEST_F(RecipesOnApache, AMaskedAclIsNotCopied)
    {
        const auto owner = connectClient({digest("amy:secret")});
        const std::vector<Acl> shown{Acl{perm::all, AuthId{"digest", digestId("amy:secret")}},
            Acl{perm::read, AuthId{"world", "anyone"}}};
        ASSERT_TRUE(await(owner->create(home("/a"), Bytes(), CreateMode::persistent, shown)));
        const CopyReport copy = await(copyTree(ref(), home("/a"), home("/b")));
        ASSERT_EQ(copy.errors.size(), 1u);
        EXPECT_THAT(copy.errors[0].error.detail, HasSubstr("ADMIN"));
        EXPECT_TRUE(await(copyTree(ClientRef(owner.get()), home("/a"), home("/b"))).complete());
    }

    TEST_F(RecipesOnApache, TheDryRunOfAnAclForeseesWhatTheServerDoes)
    {
        const auto owner = connectClient({digest("amy:secret")});
        const Acl amy{perm::all, AuthId{"digest", digestId("amy:secret")}};
        const Acl everybodyReads{perm::read, AuthId{"world", "anyone"}};
        const Acl here{perm::all, AuthId{"ip", "127.0.0.0/8"}};
        const Acl elsewhere{perm::all, AuthId{"ip", "203.0.113.0/24"}};
        const auto make = [&](const char* below, std::vector<Acl> acl) {
            ASSERT_TRUE(await(owner->create(home(below), Bytes(), CreateMode::persistent, acl)));
        };
        make("/t", openAcl());
        make("/t/amys", {amy, everybodyReads});
        make("/t/hidden", {amy});
        make("/t/fixed", {everybodyReads});
        make("/t/here", {here});
        make("/t/elsewhere", {elsewhere, everybodyReads});
        const std::vector<Acl> wanted{here};

        std::map<Path, AclOutcome> foreseen;
        std::map<Path, AclOutcome> happened;
        SetAclOptions dry;
        dry.dryRun = true;
        dry.onNode = [&](const AclStep& step) { foreseen[step.path] = step.outcome; };
        const SetAclReport preview = await(setAclTree(ref(), home("/t"), wanted, dry));
        EXPECT_EQ(await(client->getAcl(home("/t")))->stat.aversion, 0);
        SetAclOptions wet;
        wet.onNode = [&](const AclStep& step) { happened[step.path] = step.outcome; };
        const SetAclReport report = await(setAclTree(ref(), home("/t"), wanted, wet));
        EXPECT_EQ(foreseen, happened);
        EXPECT_EQ(foreseen.size(), 6u);
        EXPECT_EQ(preview.changed, report.changed);
        EXPECT_EQ(report.changed, 1u);
        EXPECT_EQ(report.equal, 1u);
        EXPECT_EQ(report.refused, 4u);
        EXPECT_EQ(await(client->getAcl(home("/t")))->acl, wanted);

        // The owner may change what is hers.
        const SetAclReport hers
            = await(setAclTree(ClientRef(owner.get()), home("/t/amys"), wanted));
        EXPECT_EQ(hers.changed, 1u);
    }

    TEST_F(RecipesOnApache, CreatesMissingParentsOnce)
    {
        NewNode first;
        first.path = home("/x/y/z");
        NewNode second;
        second.path = home("/x/y/w");
        const auto other = track(createWithParents(ref(), second));
        const CreateReport report = await(createWithParents(ref(), first));
        ASSERT_TRUE(spinUntil([&] { return other->has_value(); }));
        ASSERT_TRUE(report.node) << report.node.error().detail;
        ASSERT_TRUE((*other)->node) << (*other)->node.error().detail;
        EXPECT_EQ(report.parents.size() + (*other)->parents.size(), 2u);
    }

    TEST_F(RecipesOnApache, ADeletionRidesOutARestartOfTheServer)
    {
        grow(home("/t"), 20, 100);
        bool killed = false;
        DeleteOptions options;
        options.maxInFlight = 50;
        options.progressEvery = 0ms;
        options.onProgress = [&](const Progress& progress) {
            if (progress.done < 300 || std::exchange(killed, true))
                return;
            // Queued: the answers that are in the socket still come.
            QTimer::singleShot(0, client.get(), [] {
                s_server->kill();
                s_server->launch();
            });
        };
        DeleteReport report = await(deleteTree(ref(), home("/t"), options), 90s);
        std::uint64_t deleted = report.deleted + report.goneBefore;
        EXPECT_TRUE(killed);
        ASSERT_TRUE(s_server->waitUntilReady());
        if (report.ended) {
            // No server answered for too long: said so, and taken up again.
            EXPECT_TRUE(report.endedBy() == Errc::unreachable
                || report.endedBy() == Errc::connectionLoss)
                << report.ended->detail;
            report = await(deleteTree(ref(), home("/t"), options), 90s);
            deleted += report.deleted + report.goneBefore;
        }
        EXPECT_TRUE(report.complete()) << report.ended->detail;
        EXPECT_LE(deleted, 2'021u);
        EXPECT_EQ(*await(client->exists(home("/t"))), std::nullopt);
    }

} // namespace
} // namespace zs::test

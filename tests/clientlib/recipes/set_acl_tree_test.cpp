// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/set_acl_tree.h"

#include "tests/clientlib/recipes/recipe_fixture.h"

namespace zs::test {
namespace {

    const std::vector<Acl> wanted{
        Acl{perm::all, AuthId{"digest", "amy:hash="}}, Acl{perm::read, AuthId{"world", "anyone"}}};

    class SetAclTree : public RecipeTest {
    protected:
        SetAclReport set(const char* root, SetAclOptions options = {})
        {
            options.onNode = [this](AclStep step) { steps.push_back(std::move(step)); };
            return await(setAclTree(ref(), Path(root), wanted, options));
        }
        static SetAclOptions dryRun()
        {
            SetAclOptions options;
            options.dryRun = true;
            return options;
        }
        AclOutcome outcomeOf(const char* path) const
        {
            for (const AclStep& step : steps) {
                if (step.path == Path(path))
                    return step.outcome;
            }
            ADD_FAILURE() << "not judged: " << path;
            return AclOutcome::equal;
        }
        std::vector<AclStep> steps;
    };

    TEST_F(SetAclTree, ReplacesEveryAclAndTellsTheOldOnes)
    {
        grow(Path("/a"), 3, 2);
        client->put(Path("/ab"));
        const SetAclReport report = set("/a");
        EXPECT_TRUE(report.complete());
        EXPECT_EQ(report.changed, 13u);
        for (const Path& path : client->tree().subtree(Path("/a")))
            EXPECT_EQ(client->tree().acl(path)->acl, wanted);
        EXPECT_EQ(client->tree().acl(Path("/ab"))->acl, openAcl());
        ASSERT_EQ(steps.size(), 13u);
        EXPECT_EQ(steps[0].before, openAcl());
        EXPECT_EQ(set("/a").equal, 13u);
    }

    TEST_F(SetAclTree, TheDryRunForeseesAndWritesNothing)
    {
        grow(Path("/a"), 3, 1);
        client->putAcl(Path("/a/n0"), {wanted[1], wanted[0]});
        client->putAcl(Path("/a/n1"), {Acl{perm::all, AuthId{"digest", "bob:x"}}});
        const SetAclReport report = set("/a", dryRun());
        EXPECT_TRUE(report.complete());
        EXPECT_EQ(report.changed, 2u);
        EXPECT_EQ(report.equal, 1u);
        EXPECT_EQ(report.refused, 1u);
        EXPECT_EQ(outcomeOf("/a/n0"), AclOutcome::equal);
        EXPECT_EQ(outcomeOf("/a/n1"), AclOutcome::refused);
        EXPECT_EQ(outcomeOf("/a/n2"), AclOutcome::changes);
        EXPECT_EQ(client->calls(OpCode::setAcl), 0);
    }

    TEST_F(SetAclTree, TheDryRunUsesTheSessionsIdentities)
    {
        client->put(Path("/a"));
        client->putAcl(Path("/a"), {Acl{perm::all, AuthId{"ip", "127.0.0.0/8"}}});
        EXPECT_EQ(set("/a", dryRun()).changed, 1u); // The fake says: 127.0.0.1.
        client->putAcl(Path("/a"), {Acl{perm::all, AuthId{"ip", "10.0.0.0/8"}}});
        EXPECT_EQ(set("/a", dryRun()).refused, 1u);
        client->failNext(OpCode::whoAmI, Errc::unimplemented);
        EXPECT_EQ(set("/a", dryRun()).changed, 1u);
    }

    TEST_F(SetAclTree, LeavesZookeeperOutBelowTheRootOnly)
    {
        client->put(Path("/a"));
        EXPECT_EQ(set("/").changed, 2u);
        EXPECT_EQ(client->tree().acl(Path("/zookeeper"))->acl, openAcl());
        EXPECT_EQ(set("/zookeeper").changed, 1u);
    }

    TEST_F(SetAclTree, RefusalsDoNotStopIt)
    {
        grow(Path("/a"), 3, 1);
        client->failNext(OpCode::setAcl, Errc::noAuth);
        const SetAclReport report = set("/a");
        EXPECT_TRUE(report.complete());
        EXPECT_EQ(report.refused, 1u);
        EXPECT_EQ(report.changed, 3u);
        client->failOn(Path("/a/n2"), Errc::noAuth);
        EXPECT_EQ(set("/a").refused, 1u);
    }

    TEST_F(SetAclTree, WhatMayNotBeListedIsAmongTheErrors)
    {
        grow(Path("/a"), 2, 1);
        client->failNext(OpCode::getChildren2, Errc::noAuth);
        const SetAclReport report = set("/a");
        EXPECT_EQ(report.changed, 1u);
        ASSERT_EQ(report.errors.size(), 1u);
        EXPECT_EQ(report.errors[0].path, Path("/a"));
        EXPECT_EQ(report.progress, (Progress{2, 1, 1}));
    }

    TEST_F(SetAclTree, AnAclThatOthersChangedIsReadAgain)
    {
        client->put(Path("/a"));
        const std::vector<Acl> theirs{Acl{perm::all, AuthId{"world", "anyone"}},
            Acl{perm::read, AuthId{"ip", "10.0.0.1"}}};
        const auto once = eachStep<SetAclOptions>([&](int step) {
            if (step == 2) // After it was read, before it is written.
                client->putAcl(Path("/a"), theirs);
        });
        EXPECT_EQ(set("/a", once).changed, 1u);
        EXPECT_EQ(client->tree().acl(Path("/a"))->acl, wanted);
        ASSERT_EQ(steps.size(), 1u);
        EXPECT_EQ(steps[0].before, theirs);
    }

    TEST_F(SetAclTree, AnAclThatKeepsChangingIsGivenUp)
    {
        grow(Path("/a"), 1, 1);
        for (int i = 0; i < 4; ++i)
            client->failNext(OpCode::setAcl, Errc::badVersion);
        SetAclOptions options;
        options.maxInFlight = 1;
        const SetAclReport report = set("/a", options);
        ASSERT_EQ(report.errors.size(), 1u);
        EXPECT_EQ(report.errors[0].error.code, Errc::badVersion);
        EXPECT_EQ(report.changed, 1u);
    }

    TEST_F(SetAclTree, AnAnswerThatWasLostCountsAsChanged)
    {
        client->put(Path("/a"));
        client->failNext(OpCode::setAcl, Errc::connectionLoss);
        const auto applied = eachStep<SetAclOptions>([&](int step) {
            if (step == 2)
                client->putAcl(Path("/a"), wanted); // As the lost attempt would have done.
        });
        const SetAclReport report = set("/a", applied);
        EXPECT_TRUE(report.complete());
        EXPECT_EQ(report.changed, 1u);
    }

    TEST_F(SetAclTree, RefusesBadArguments)
    {
        EXPECT_EQ(await(setAclTree(ref(), Path("/a"), {})).endedBy(), Errc::invalidAcl);
        EXPECT_EQ(set("/a//b").endedBy(), Errc::badArguments);
        EXPECT_EQ(set("/none").endedBy(), Errc::noNode);
        client->put(Path("/a"));
        client->failNext(OpCode::setAcl, Errc::invalidAcl);
        EXPECT_EQ(set("/a").endedBy(), Errc::invalidAcl);
    }

    TEST_F(SetAclTree, StopsAndSurvivesTheClientsEndAtEveryStep)
    {
        for (int step = 1; step < 24; ++step) {
            client = std::make_unique<FakeClient>();
            grow(Path("/a"), 3, 2);
            std::stop_source stop;
            auto options = eachStep<SetAclOptions>([&](int now) {
                if (now == step)
                    stop.request_stop();
            });
            options.stop = stop.get_token();
            options.maxInFlight = 2;
            const SetAclReport report = set("/a", options);
            ASSERT_TRUE(report.ended) << step;
            EXPECT_EQ(report.endedBy(), Errc::cancelled);
            std::size_t changed = 0;
            for (const Path& path : client->tree().subtree(Path("/a")))
                changed += client->tree().acl(path)->acl == wanted ? 1 : 0;
            EXPECT_EQ(changed, report.changed);

            auto destroying = eachStep<SetAclOptions>([&](int now) {
                if (now == step)
                    client.reset();
            });
            const SetAclReport last = set("/a", destroying);
            // At the very last step nothing is left that could be cancelled.
            if (!client && !last.complete()) {
                EXPECT_EQ(last.endedBy(), Errc::cancelled) << step;
            }
        }
    }

} // namespace
} // namespace zs::test

// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/move_tree.h"

#include "tests/clientlib/recipes/recipe_fixture.h"

namespace zs::test {
namespace {

    using testing::ElementsAre;
    using testing::HasSubstr;

    class MoveTree : public RecipeTest {
    protected:
        MoveReport move(const char* from, const char* to, MoveOptions options = {})
        {
            return await(moveTree(ref(), Path(from), Path(to), options));
        }
        std::size_t sizeOf(const char* root) const
        {
            return client->tree().subtree(Path(root)).size();
        }
        /// Acts once, as the phase begins.
        static MoveOptions at(MovePhase phase, std::function<void()> act)
        {
            MoveOptions options;
            options.onPhase = [phase, act = std::move(act)](MovePhase now) {
                if (now == phase)
                    act();
            };
            return options;
        }
    };

    TEST_F(MoveTree, CopiesVerifiesAndDeletes)
    {
        grow(Path("/a"), 3, 2);
        std::vector<MovePhase> phases;
        MoveOptions options;
        options.onPhase = [&](MovePhase phase) { phases.push_back(phase); };
        const MoveReport report = move("/a", "/b", options);
        EXPECT_TRUE(report.complete());
        EXPECT_EQ(report.phase, MovePhase::done);
        EXPECT_EQ(report.copied, 13u);
        EXPECT_EQ(report.deleted, 13u);
        EXPECT_EQ(sizeOf("/a"), 0u);
        EXPECT_EQ(sizeOf("/b"), 13u);
        EXPECT_EQ(client->tree().text(Path("/b/n1/n2")), "data of /a/n1/n2");
        EXPECT_THAT(phases, ElementsAre(MovePhase::scanning, MovePhase::copying,
                                MovePhase::verifying, MovePhase::deleting));
    }

    TEST_F(MoveTree, RefusesBeforeItWrites)
    {
        client->put(Path("/a/b"));
        client->put(Path("/full"));
        EXPECT_EQ(move("/a", "/a/c").endedBy(), Errc::badArguments);
        EXPECT_EQ(move("/", "/x").endedBy(), Errc::badArguments);
        EXPECT_EQ(move("/zookeeper", "/x").endedBy(), Errc::badArguments);
        EXPECT_EQ(move("/none", "/x").endedBy(), Errc::noNode);
        EXPECT_EQ(client->calls(OpCode::create2), 0);
        EXPECT_EQ(move("/a", "/full").endedBy(), Errc::nodeExists);
        EXPECT_EQ(client->calls(OpCode::remove), 0);
    }

    TEST_F(MoveTree, RefusesEphemeralsAndNamesThem)
    {
        client->put(Path("/a/b"));
        ASSERT_TRUE(await(client->create(Path("/a/b/e"), Bytes(), CreateMode::ephemeral)));
        const MoveReport report = move("/a", "/x");
        EXPECT_EQ(report.phase, MovePhase::scanning);
        EXPECT_EQ(report.endedBy(), Errc::invalidInput);
        EXPECT_THAT(report.ended->detail, HasSubstr("/a/b/e"));
        EXPECT_THAT(report.ephemeralPaths, ElementsAre(Path("/a/b/e")));
        EXPECT_FALSE(client->tree().has(Path("/x")));
    }

    TEST_F(MoveTree, RefusesWhatItMayNotRead)
    {
        grow(Path("/a"), 2, 1);
        client->failOn(Path("/a/n1"), Errc::noAuth);
        EXPECT_EQ(move("/a", "/x").endedBy(), Errc::noAuth);
        EXPECT_FALSE(client->tree().has(Path("/x")));
    }

    TEST_F(MoveTree, AnEphemeralThatAppearsMeanwhileKeepsTheSource)
    {
        client->put(Path("/a/b"));
        QCoro::Task<Result<CreatedResponse>> late;
        const MoveReport report = move("/a", "/x", at(MovePhase::copying, [&] {
            late = client->create(Path("/a/e"), Bytes(), CreateMode::ephemeral);
        }));
        EXPECT_EQ(report.phase, MovePhase::copying);
        EXPECT_EQ(report.endedBy(), Errc::invalidInput);
        EXPECT_EQ(sizeOf("/a"), 3u);
    }

    TEST_F(MoveTree, AChangeBeforeVerificationKeepsTheSource)
    {
        for (const bool inSource : {true, false}) {
            client = std::make_unique<FakeClient>();
            grow(Path("/a"), 2, 1);
            const Path changed(inSource ? "/a/n1" : "/x/n1");
            const MoveReport report = move("/a", "/x",
                at(MovePhase::verifying, [&] { client->put(changed, "changed"); }));
            EXPECT_EQ(report.phase, MovePhase::verifying);
            EXPECT_EQ(report.endedBy(), Errc::dataInconsistency);
            ASSERT_EQ(report.errors.size(), 1u);
            EXPECT_EQ(report.errors[0].path, Path("/a/n1"));
            EXPECT_EQ(sizeOf("/a"), 3u);
            EXPECT_EQ(client->calls(OpCode::remove), 0);
        }
    }

    TEST_F(MoveTree, ANodeOrAnAclThatIsNewBeforeVerificationKeepsTheSource)
    {
        grow(Path("/a"), 2, 1);
        MoveReport report = move("/a", "/x",
            at(MovePhase::verifying, [&] { client->put(Path("/a/n1/new")); }));
        EXPECT_THAT(report.errors.at(0).error.detail, HasSubstr("children"));
        report = move("/a", "/y", at(MovePhase::verifying, [&] {
            client->putAcl(Path("/y"), {Acl{perm::read, AuthId{"world", "anyone"}}});
        }));
        EXPECT_THAT(report.errors.at(0).error.detail, HasSubstr("ACL"));
        EXPECT_EQ(sizeOf("/a"), 4u);
    }

    TEST_F(MoveTree, ANodeThatChangesWhileTheSourceIsDeletedStays)
    {
        grow(Path("/a"), 3, 1);
        const MoveReport report = move("/a", "/x", at(MovePhase::deleting, [&] {
            client->put(Path("/a/n1"), "newer");
            client->put(Path("/a/n2/born"), "new");
        }));
        EXPECT_EQ(report.phase, MovePhase::deleting);
        EXPECT_FALSE(report.complete());
        EXPECT_EQ(report.errors.size(), 2u);
        EXPECT_EQ(client->tree().text(Path("/a/n1")), "newer");
        EXPECT_EQ(client->tree().text(Path("/a/n2/born")), "new");
        EXPECT_FALSE(client->tree().has(Path("/a/n0")));
        EXPECT_EQ(sizeOf("/x"), 4u);
    }

    TEST_F(MoveTree, AtEveryStepOneWholeTreeIsThere)
    {
        for (int step = 1; step < 60; ++step) {
            client = std::make_unique<FakeClient>();
            grow(Path("/a"), 3, 2);
            std::stop_source stop;
            auto options = eachStep<MoveOptions>([&](int now) {
                if (now == step)
                    stop.request_stop();
            });
            options.stop = stop.get_token();
            options.maxInFlight = 4;
            const MoveReport report = move("/a", "/b", options);
            EXPECT_TRUE(sizeOf("/a") == 13 || sizeOf("/b") == 13) << step;
            EXPECT_EQ(report.complete(), sizeOf("/a") == 0) << step;

            client = std::make_unique<FakeClient>();
            grow(Path("/a"), 3, 2);
            auto destroying = eachStep<MoveOptions>([&](int now) {
                if (now == step)
                    client.reset();
            });
            const MoveReport last = move("/a", "/b", destroying);
            // At the very last step nothing is left that could be cancelled.
            if (!client && !last.complete()) {
                EXPECT_EQ(last.endedBy(), Errc::cancelled) << step;
            }
        }
    }

    TEST_F(MoveTree, GoesOnWhereItWasStopped)
    {
        grow(Path("/a"), 3, 3);
        for (const MovePhase phase : {MovePhase::copying, MovePhase::deleting}) {
            std::stop_source stop;
            MovePhase now = MovePhase::scanning;
            auto options = eachStep<MoveOptions>([&](int) {
                const std::size_t copies = sizeOf("/b");
                const std::size_t left = sizeOf("/a");
                if (now == phase && (phase == MovePhase::copying ? copies > 5 : left < 30))
                    stop.request_stop();
            });
            options.onPhase = [&](MovePhase begun) { now = begun; };
            options.stop = stop.get_token();
            options.maxInFlight = 2;
            options.goOn = phase == MovePhase::deleting;
            EXPECT_EQ(move("/a", "/b", options).endedBy(), Errc::cancelled);
            EXPECT_EQ(now, phase);
            EXPECT_GT(sizeOf("/a"), 0u);
        }
        EXPECT_LT(sizeOf("/a"), 40u);
        EXPECT_EQ(sizeOf("/b"), 40u);
        EXPECT_EQ(move("/a", "/b").endedBy(), Errc::nodeExists) << "only when it is asked to";
        MoveOptions again;
        again.goOn = true;
        const MoveReport report = move("/a", "/b", again);
        EXPECT_TRUE(report.complete()) << report.errors.size();
        EXPECT_EQ(sizeOf("/a"), 0u);
        EXPECT_EQ(sizeOf("/b"), 40u);
        EXPECT_EQ(client->tree().text(Path("/b/n1/n2/n0")), "data of /a/n1/n2/n0");
    }

    TEST_F(MoveTree, GoingOnKeepsWhatDiffersInBothPlaces)
    {
        grow(Path("/a"), 2, 1);
        client->put(Path("/b"), "data of /a");
        client->put(Path("/b/n0"), "of somebody else");
        MoveOptions options;
        options.goOn = true;
        const MoveReport report = move("/a", "/b", options);
        EXPECT_FALSE(report.complete());
        ASSERT_EQ(report.errors.size(), 1u);
        EXPECT_EQ(report.errors[0].path, Path("/b/n0"));
        EXPECT_EQ(sizeOf("/a"), 3u);
        EXPECT_EQ(client->tree().text(Path("/b/n0")), "of somebody else");
    }

} // namespace
} // namespace zs::test

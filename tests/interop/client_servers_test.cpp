// SPDX-License-Identifier: Apache-2.0
// Our client on one standalone server: what a session is used for.
#include "clientlib/protocol/digest.h"
#include "tests/interop/client_on_server.h"

namespace zs::test {
namespace {

    using namespace std::chrono_literals;
    using testing::ElementsAre;

    INSTANTIATE_TEST_SUITE_P(
        Servers, ClientOnServer, testing::Values(Kind::apache, Kind::ours), nameOf);

    TEST_P(ClientOnServer, CreatesReadsWritesListsAndDeletes)
    {
        const auto client = connectClient();
        const auto made = await(client->create(node(), toBytes("one")));
        ASSERT_TRUE(made) << made.error().detail;
        EXPECT_EQ(made->path, node());
        EXPECT_EQ(made->stat.dataLengthBytes, 3);
        const auto child = await(client->create(node("c-"), {}, CreateMode::persistentSequential));
        ASSERT_TRUE(child) << child.error().detail;
        EXPECT_EQ(child->path, node("c-0000000000"));
        const auto names = await(client->children(node()));
        ASSERT_TRUE(names);
        EXPECT_THAT(names->names, ElementsAre("c-0000000000"));
        const auto written = await(client->setData(node(), toBytes("two"), 0));
        ASSERT_TRUE(written);
        EXPECT_EQ(written->version, 1);
        const auto read = await(client->getData(node()));
        ASSERT_TRUE(read);
        EXPECT_EQ(textOf(*read->data), "two");
        EXPECT_EQ(await(client->getData(child->path))->data, std::nullopt);
        EXPECT_EQ(await(client->remove(node())).error().code, Errc::notEmpty);
        EXPECT_TRUE(await(client->remove(child->path)));
        EXPECT_TRUE(await(client->remove(node(), 1)));
        EXPECT_EQ(*await(client->exists(node())), std::nullopt);
        EXPECT_TRUE(await(client->sync(Path())));
        EXPECT_TRUE(await(client->close()));
        EXPECT_EQ(client->status().state, SessionState::closed);
    }

    TEST_P(ClientOnServer, ErrorsNameOperationPathAndCode)
    {
        const auto client = connectClient();
        const auto missing = await(client->getData(node("none")));
        ASSERT_FALSE(missing);
        EXPECT_EQ(missing.error().code, Errc::noNode);
        EXPECT_EQ(missing.error().detail, "getData " + node("none").text() + ": NoNode");
    }

    TEST_P(ClientOnServer, ChrootIsInvisible)
    {
        const auto outside = connectClient();
        ASSERT_TRUE(await(outside->create(node(), {})));
        const auto client = connectClient(node().text());
        std::vector<Path> fired;
        QObject::connect(client.get(), &Client::watchFired, client.get(),
            [&](const WatchEvent& event) { fired.push_back(event.path); });
        ASSERT_TRUE(await(client->exists(Path("/a"), Watch::yes)));
        const auto made = await(client->create(Path("/a"), {}));
        ASSERT_TRUE(made);
        EXPECT_EQ(made->path, Path("/a"));
        EXPECT_THAT(fired, ElementsAre(Path("/a")));
        EXPECT_THAT(await(client->children(Path()))->names, ElementsAre("a"));
        EXPECT_TRUE(await(outside->exists(node("a")))->has_value());
    }

    TEST_P(ClientOnServer, ThousandRequestsInFlightAreAnsweredEach)
    {
        const auto client = connectClient();
        ASSERT_TRUE(await(client->create(node(), {})));
        std::vector<Outcome<Result<CreatedResponse>>> made;
        for (int i = 0; i < 1000; ++i)
            made.push_back(track(client->create(node("n" + std::to_string(i)), toBytes("x"))));
        ASSERT_TRUE(spinUntil([&] { return made.back()->has_value(); }));
        for (const auto& outcome : made) {
            ASSERT_TRUE(outcome->has_value());
            EXPECT_TRUE((*outcome)->has_value());
        }
        EXPECT_EQ(await(client->children(node()))->names.size(), 1000u);
        EXPECT_GT(client->latency(), 0us);
        EXPECT_GT(client->lastZxid(), Zxid(1000));
    }

    TEST_P(ClientOnServer, AclsAndIdentitiesHold)
    {
        const auto owner = connectClient();
        ASSERT_TRUE(await(owner->addAuth({"digest", toBytes("bob:secret")})));
        const std::vector<Acl> acl{{perm::all, {"digest", digestId("bob:secret")}}};
        ASSERT_TRUE(await(owner->create(node(), toBytes("x"), CreateMode::persistent, acl)));
        const auto stranger = connectClient();
        EXPECT_EQ(await(stranger->getData(node())).error().code, Errc::noAuth);
        ASSERT_TRUE(await(owner->getData(node())));
        EXPECT_EQ(await(owner->getAcl(node()))->acl, acl);
        const auto opened = await(owner->setAcl(node(), openAcl(), 0));
        ASSERT_TRUE(opened);
        EXPECT_EQ(opened->aversion, 1);
        EXPECT_TRUE(await(stranger->getData(node())));
    }

    TEST_P(ClientOnServer, RefusedIdentityIsFinalAndSaysWhich)
    {
        const auto client = connectClient();
        const auto refused = await(client->addAuth({"nosuch", toBytes("x")}));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, Errc::authFailed);
        EXPECT_THAT(refused.error().detail, testing::HasSubstr("nosuch"));
        EXPECT_EQ(client->status().state, SessionState::authFailed);
        EXPECT_EQ(await(client->getData(Path())).error().code, Errc::authFailed);
    }

    TEST_P(ClientOnServer, MultiAppliesAllOrNothing)
    {
        const auto outside = connectClient();
        ASSERT_TRUE(await(outside->create(node(), {})));
        const auto client = connectClient(node().text());
        Transaction good;
        good.create(Path("/a"), toBytes("1"))
            .create(Path("/a/c-"), {}, CreateMode::persistentSequential)
            .setData(Path("/a"), toBytes("2"))
            .check(Path("/a"), 1)
            .create(Path("/gone"), {})
            .remove(Path("/gone"));
        const auto done = await(client->multi(good));
        ASSERT_TRUE(done) << done.error().detail;
        ASSERT_EQ(done->size(), 6u);
        EXPECT_EQ(*createdPath(done->at(1)), Path("/a/c-0000000000"));
        EXPECT_EQ(std::get<StatResponse>(done->at(2).value).stat.version, 1);

        Transaction bad;
        bad.create(Path("/b"), {}).setData(Path("/a"), {}, 77).remove(Path("/a/c-0000000000"));
        const auto refused = await(client->multi(bad));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, Errc::badVersion);
        EXPECT_THAT(refused.error().detail, testing::HasSubstr("operation 2 of 3 (setData /a)"));
        EXPECT_EQ(*await(client->exists(Path("/b"))), std::nullopt);

        ReadBatch reads;
        reads.getData(Path("/a")).children(Path("/a")).getData(Path("/none"));
        const auto read = await(client->multiRead(reads));
        ASSERT_TRUE(read) << read.error().detail;
        EXPECT_EQ(textOf(*std::get<DataResponse>(read->at(0).value).data), "2");
        EXPECT_EQ(read->at(2).err, Errc::noNode);
    }

    TEST_P(ClientOnServer, QueriesAnswerWithinTheChroot)
    {
        const auto outside = connectClient();
        ASSERT_TRUE(await(outside->create(node(), {})));
        ASSERT_TRUE(await(outside->create(Path(node().text() + "x"), {}, CreateMode::ephemeral)));
        const auto client = connectClient(node().text());
        ASSERT_TRUE(await(client->create(Path("/e"), {}, CreateMode::ephemeral)));
        ASSERT_TRUE(await(client->create(Path("/p"), {})));
        EXPECT_EQ(*await(client->allChildrenNumber(Path())), 2);
        EXPECT_THAT(*await(client->ephemerals()), ElementsAre(Path("/e")));
        EXPECT_THAT(*await(client->whoAmI()), ElementsAre(AuthId{"ip", "127.0.0.1"}));
    }

    TEST_P(ClientOnServer, ContainersAndTtlNodesAreMade)
    {
        const auto client = connectClient();
        ASSERT_TRUE(await(client->create(node(), {}, CreateMode::container)));
        const auto timed = await(client->create(
            node("t-"), {}, CreateMode::persistentSequentialTtl, openAcl(), 60s));
        ASSERT_TRUE(timed) << timed.error().detail;
        EXPECT_EQ(timed->path, node("t-0000000000"));
        const auto wrong = await(client->create(node("u"), {}, CreateMode::persistentTtl));
        EXPECT_EQ(wrong.error().code, Errc::badArguments);
    }

    TEST_P(ClientOnServer, RecursiveWatchTellsEachChangeUntilItIsRemoved)
    {
        const auto client = connectClient();
        ASSERT_TRUE(await(client->create(node(), {})));
        std::vector<std::pair<EventType, Path>> fired;
        QObject::connect(client.get(), &Client::watchFired, client.get(),
            [&](const WatchEvent& event) { fired.emplace_back(event.type, event.path); });
        ASSERT_TRUE(await(client->addWatch(node(), AddWatchMode::persistentRecursive)));
        ASSERT_TRUE(await(client->create(node("a"), {})));
        ASSERT_TRUE(await(client->setData(node("a"), {}, 0)));
        ASSERT_TRUE(await(client->remove(node("a"))));
        EXPECT_THAT(fired,
            ElementsAre(std::pair(EventType::nodeCreated, node("a")),
                std::pair(EventType::nodeDataChanged, node("a")),
                std::pair(EventType::nodeDeleted, node("a"))));
        const auto gone = await(client->removeWatches(node()));
        ASSERT_TRUE(gone) << gone.error().detail;
        ASSERT_TRUE(await(client->create(node("b"), {})));
        EXPECT_EQ(fired.size(), 3u);
        EXPECT_EQ(await(client->removeWatches(node())).error().code, Errc::noWatcher);
    }

    TEST_P(ClientOnServer, StopTokenEndsARequestAtOnce)
    {
        const auto client = connectClient();
        std::stop_source source;
        const auto pending = track(client->getData(Path(), Watch::no, source.get_token()));
        source.request_stop();
        ASSERT_TRUE(spinUntil([&] { return pending->has_value(); }));
        EXPECT_EQ((*pending)->error().code, Errc::cancelled);
        EXPECT_TRUE(await(client->getData(Path()))); // The session goes on.
        const auto early = await(client->getData(Path(), Watch::no, source.get_token()));
        EXPECT_EQ(early.error().code, Errc::cancelled);
    }

    TEST_P(ClientOnServer, DestroyedClientTakesItsEphemeralsWithIt)
    {
        auto client = connectClient({}, 20s);
        const auto watcher = connectClient();
        ASSERT_TRUE(await(client->create(node(), {}, CreateMode::ephemeral)));
        bool deleted = false;
        QObject::connect(watcher.get(), &Client::watchFired, watcher.get(),
            [&](const WatchEvent& event) { deleted = event.type == EventType::nodeDeleted; });
        ASSERT_TRUE(await(watcher->exists(node(), Watch::yes))->has_value());
        client.reset();
        EXPECT_TRUE(spinUntil([&] { return deleted; }, 5s)); // Far sooner than the time-out.
    }

} // namespace
} // namespace zs::test

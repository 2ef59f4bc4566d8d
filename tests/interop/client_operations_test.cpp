// SPDX-License-Identifier: Apache-2.0
// Each operation of the client on one standalone server: every mode, every refusal.
#include "clientlib/protocol/digest.h"
#include "tests/interop/client_on_server.h"

namespace zs::test {
namespace {

    using namespace std::chrono_literals;
    using testing::Contains;
    using testing::ElementsAre;
    using testing::HasSubstr;
    using testing::UnorderedElementsAre;

    class ClientOperations : public ClientOnServer {};
    INSTANTIATE_TEST_SUITE_P(
        Servers, ClientOperations, testing::Values(Kind::apache, Kind::ours), nameOf);

    TEST_P(ClientOperations, EachModeMakesItsKindOfNode)
    {
        const auto client = connectClient();
        ASSERT_TRUE(await(client->create(node(), {})));
        struct Expected {
            CreateMode mode;
            const char* name;
            bool ephemeral;
        };
        for (const Expected& expected : {Expected{CreateMode::persistent, "p", false},
                 Expected{CreateMode::ephemeral, "e", true},
                 Expected{CreateMode::persistentSequential, "p0000000002", false},
                 Expected{CreateMode::ephemeralSequential, "e0000000003", true},
                 Expected{CreateMode::container, "c", false},
                 Expected{CreateMode::persistentTtl, "t", false},
                 Expected{CreateMode::persistentSequentialTtl, "t0000000006", false}}) {
            const auto ttl = isTtl(expected.mode) ? 60s : 0s;
            const auto made = await(client->create(
                node(std::string(expected.name).substr(0, 1)), {}, expected.mode, openAcl(), ttl));
            ASSERT_TRUE(made) << made.error().detail;
            EXPECT_EQ(made->path, node(expected.name));
            const auto stat = await(client->exists(made->path));
            ASSERT_TRUE(stat && *stat);
            EXPECT_EQ(**stat, made->stat);
            const SessionId owner((*stat)->ephemeralOwner);
            EXPECT_EQ(owner, expected.ephemeral ? client->status().sessionId : SessionId());
        }
    }

    TEST_P(ClientOperations, CreateSaysWhyItIsRefused)
    {
        const auto client = connectClient();
        ASSERT_TRUE(await(client->create(node(), {})));
        ASSERT_TRUE(await(client->create(node("e"), {}, CreateMode::ephemeral)));
        const auto codeOf = [&](const std::string& name, std::vector<Acl> acl = openAcl()) {
            const auto made = await(
                client->create(Path(name), {}, CreateMode::persistent, std::move(acl)));
            return made ? Errc::ok : made.error().code;
        };
        EXPECT_EQ(codeOf(node().text()), Errc::nodeExists);
        EXPECT_EQ(codeOf(node("none/child").text()), Errc::noNode);
        EXPECT_EQ(codeOf(node("e/child").text()), Errc::noChildrenForEphemerals);
        EXPECT_EQ(codeOf(node("x").text(), {}), Errc::invalidAcl);
        EXPECT_EQ(codeOf(node("x").text(), {{perm::all, {"nosuch", "id"}}}), Errc::invalidAcl);
        EXPECT_EQ(codeOf("relative"), Errc::badArguments);
        EXPECT_EQ(codeOf(node("x/").text()), Errc::badArguments);
        const std::vector<Acl> readOnly{{perm::read, {"world", "anyone"}}};
        EXPECT_EQ(codeOf(node("ro").text(), readOnly), Errc::ok);
        EXPECT_EQ(codeOf(node("ro/child").text()), Errc::noAuth);
    }

    TEST_P(ClientOperations, NullAndEmptyDataAreKeptApart)
    {
        const auto client = connectClient();
        ASSERT_TRUE(await(client->create(node(), {})));
        EXPECT_EQ(await(client->getData(node()))->data, std::nullopt);
        ASSERT_TRUE(await(client->setData(node(), Bytes(), 0)));
        EXPECT_EQ(await(client->getData(node()))->data, Bytes());
        ASSERT_TRUE(await(client->setData(node(), std::nullopt, 1)));
        EXPECT_EQ(await(client->getData(node()))->data, std::nullopt);
    }

    TEST_P(ClientOperations, VersionsGuardDataNodeAndAcl)
    {
        const auto client = connectClient();
        ASSERT_TRUE(await(client->create(node(), {})));
        EXPECT_EQ(await(client->setData(node(), {}, 7)).error().code, Errc::badVersion);
        EXPECT_EQ(await(client->setAcl(node(), openAcl(), 7)).error().code, Errc::badVersion);
        EXPECT_EQ(await(client->remove(node(), 7)).error().code, Errc::badVersion);
        EXPECT_EQ(await(client->setAcl(node("none"), openAcl(), 0)).error().code, Errc::noNode);
        EXPECT_EQ(await(client->getAcl(node("none"))).error().code, Errc::noNode);
        EXPECT_EQ(await(client->remove(node("none"))).error().code, Errc::noNode);
        EXPECT_TRUE(await(client->remove(node(), 0)));
    }

    TEST_P(ClientOperations, RepliesAndRequestsBeyondOneMebibytePass)
    {
        const auto client = connectClient();
        const Bytes large(3 << 20, 0x5a);
        ASSERT_TRUE(await(client->create(node(), large)));
        const auto read = await(client->getData(node()));
        ASSERT_TRUE(read) << read.error().detail;
        EXPECT_EQ(read->data, large);
        std::vector<Outcome<Result<CreatedResponse>>> made;
        for (int i = 0; i < 1200; ++i)
            made.push_back(track(client->create(
                node(std::string(1000, 'n') + std::to_string(i)), {})));
        ASSERT_TRUE(spinUntil([&] { return made.back()->has_value(); }));
        const auto names = await(client->children(node()));
        ASSERT_TRUE(names) << names.error().detail;
        EXPECT_EQ(names->names.size(), 1200u);
    }

    TEST_P(ClientOperations, SeveralIdentitiesAreHeldAndNamed)
    {
        ClientOptions options;
        const auto first = connectClient();
        ASSERT_TRUE(await(first->addAuth({"digest", toBytes("bob:secret")})));
        ASSERT_TRUE(await(first->addAuth({"digest", toBytes("ann:other")})));
        const auto who = await(first->whoAmI());
        ASSERT_TRUE(who);
        EXPECT_THAT(*who, Contains(AuthId{"digest", "bob"}));
        EXPECT_THAT(*who, Contains(AuthId{"digest", "ann"}));
        const std::vector<Acl> creator{{perm::all, {"auth", ""}}};
        ASSERT_TRUE(await(first->create(node(), {}, CreateMode::persistent, creator)));
        const auto acl = await(first->getAcl(node()));
        ASSERT_TRUE(acl);
        EXPECT_THAT(acl->acl,
            UnorderedElementsAre(Acl{perm::all, {"digest", digestId("bob:secret")}},
                Acl{perm::all, {"digest", digestId("ann:other")}}));
    }

    TEST_P(ClientOperations, MultiTakesEachKindOfCreation)
    {
        const auto client = connectClient();
        Transaction transaction;
        transaction.create(node(), {})
            .create(node("e"), {}, CreateMode::ephemeral)
            .create(node("s"), {}, CreateMode::persistentSequential)
            .create(node("c"), {}, CreateMode::container)
            .create(node("t"), {}, CreateMode::persistentTtl, openAcl(), 60s);
        const auto done = await(client->multi(transaction));
        ASSERT_TRUE(done) << done.error().detail;
        ASSERT_EQ(done->size(), 5u);
        EXPECT_EQ(*createdPath(done->at(2)), node("s0000000001"));
        EXPECT_EQ(*createdPath(done->at(3)), node("c"));
        EXPECT_TRUE(await(client->multi(Transaction()))->empty());
        Transaction failing;
        failing.check(node("e"), 9);
        const auto refused = await(client->multi(failing));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, Errc::badVersion);
    }

    TEST_P(ClientOperations, ReconfigOfAStandaloneServerIsRefused)
    {
        const auto client = connectClient();
        ReconfigRequest request;
        request.leaving = "1";
        const auto refused = await(client->reconfig(request));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, Errc::reconfigDisabled);
        EXPECT_TRUE(await(client->getData(Path()))); // The session goes on.
    }

    TEST_P(ClientOperations, ChrootIsInvisibleInEveryPathAndError)
    {
        const auto outside = connectClient();
        ASSERT_TRUE(await(outside->create(node(), {})));
        const auto client = connectClient(node().text());
        const auto missing = await(client->getData(Path("/none")));
        EXPECT_EQ(missing.error().detail, "getData /none: NoNode");
        const auto numbered
            = await(client->create(Path("/s-"), {}, CreateMode::ephemeralSequential));
        EXPECT_EQ(numbered->path, Path("/s-0000000000"));
        EXPECT_THAT(*await(client->ephemerals(Path("/s"))), ElementsAre(Path("/s-0000000000")));
        ASSERT_TRUE(await(client->setData(Path(), toBytes("root"), 0)));
        EXPECT_EQ(textOf(*await(outside->getData(node()))->data), "root");
        EXPECT_EQ(*await(client->allChildrenNumber(Path())), 1);
        ASSERT_TRUE(await(client->setAcl(Path(), openAcl(), 0)));
        EXPECT_EQ(await(outside->getAcl(node()))->stat.aversion, 1);
        EXPECT_TRUE(await(client->sync(Path())));
        Transaction bad;
        bad.remove(Path("/none"));
        EXPECT_THAT(await(client->multi(bad)).error().detail, HasSubstr("(delete /none)"));
        const WatchLog log(*client);
        ASSERT_TRUE(await(client->addWatch(Path(), AddWatchMode::persistentRecursive)));
        EXPECT_TRUE(await(client->checkWatches(Path())));
        ASSERT_TRUE(await(outside->create(node("a"), {})));
        ASSERT_TRUE(await(client->sync(Path())));
        EXPECT_THAT(log.seen, ElementsAre(WatchLog::Seen{EventType::nodeCreated, Path("/a")}));
        EXPECT_TRUE(await(client->removeWatches(Path())));
        EXPECT_EQ(await(client->removeWatches(Path())).error().detail.substr(0, 16),
            "removeWatches /:");
    }

    TEST_P(ClientOperations, EachTakesAStopToken)
    {
        const auto client = connectClient();
        ASSERT_TRUE(await(client->sync(Path())));
        std::stop_source source;
        const std::stop_token stop = source.get_token();
        std::vector<std::function<std::optional<Errc>()>> codes;
        const auto watch = [&codes](auto task) {
            codes.push_back([outcome = track(std::move(task))]() -> std::optional<Errc> {
                if (!outcome->has_value())
                    return std::nullopt;
                return (*outcome)->has_value() ? Errc::ok : (*outcome)->error().code;
            });
        };
        watch(client->create(node(), {}, CreateMode::persistent, openAcl(), {}, stop));
        watch(client->remove(node(), anyVersion, stop));
        watch(client->exists(node(), Watch::no, stop));
        watch(client->getData(node(), Watch::no, stop));
        watch(client->setData(node(), {}, anyVersion, stop));
        watch(client->getAcl(node(), stop));
        watch(client->setAcl(node(), openAcl(), anyVersion, stop));
        watch(client->children(node(), Watch::no, stop));
        watch(client->sync(node(), stop));
        watch(client->multi(Transaction().check(node(), 0), stop));
        watch(client->multiRead(ReadBatch().getData(node()), stop));
        watch(client->allChildrenNumber(node(), stop));
        watch(client->ephemerals(Path(), stop));
        watch(client->whoAmI(stop));
        watch(client->addWatch(node(), AddWatchMode::persistent, stop));
        watch(client->checkWatches(node(), WatcherType::any, stop));
        watch(client->removeWatches(node(), WatcherType::any, stop));
        watch(client->reconfig(ReconfigRequest(), stop));
        watch(client->addAuth({"digest", toBytes("a:b")}, stop));
        source.request_stop(); // No answer was taken in yet: nothing ran the event loop.
        for (std::size_t i = 0; i < codes.size(); ++i) {
            ASSERT_TRUE(spinUntil([&] { return codes[i]().has_value(); })) << i;
            EXPECT_EQ(codes[i](), Errc::cancelled) << i;
        }
        EXPECT_TRUE(await(client->getData(Path()))); // Replies that nobody awaits are passed over.
    }

    TEST_P(ClientOperations, DestroyedWithThousandsInFlightEachEndsOnce)
    {
        auto client = connectClient();
        ASSERT_TRUE(await(client->sync(Path())));
        int answered = 0;
        int cancelled = 0;
        auto ask = [](Client& asked, int& all, int& stopped) -> QCoro::Task<> {
            QCoro::Task<Result<DataResponse>> task = asked.getData(Path());
            const Result<DataResponse> data = co_await task;
            ++all;
            stopped += !data && data.error().code == Errc::cancelled ? 1 : 0;
        };
        constexpr int count = 5000;
        for (int i = 0; i < count; ++i)
            ask(*client, answered, cancelled); // Dropped: it goes on by itself.
        EXPECT_EQ(answered, 0);
        ASSERT_TRUE(spinUntil([&] { return answered > 0; }));
        client.reset();
        EXPECT_EQ(answered, count);
        EXPECT_GT(cancelled, 0);
    }

} // namespace
} // namespace zs::test

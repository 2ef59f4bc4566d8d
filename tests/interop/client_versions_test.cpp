// SPDX-License-Identifier: Apache-2.0
// The client on Apache's servers of each line from 3.4 to 3.9: what each can do, and what the
// client says or does instead where one cannot. 3.8 is what all other tests run on.
#include "clientlib/client.h"
#include "tests/support/apache_server.h"
#include "tests/support/await.h"

#include <QDir>

#include <gmock/gmock.h>

#include <map>
#include <set>

namespace zs::test {
namespace {

    using namespace std::chrono_literals;
    using testing::ElementsAre;
    using testing::HasSubstr;
    using testing::UnorderedElementsAre;
    using Seen = std::pair<EventType, Path>;

    struct Line {
        const char* version;
        int minor; ///< Of 3.minor.
    };

    ApacheServer::Options optionsOf(const Line& line)
    {
        ApacheServer::Options options;
        options.jarFolder = qEnvironmentVariable("ZS_OLD_SERVERS") + '/' + line.version;
        if (!QDir(options.jarFolder).exists())
            qFatal("ZS_OLD_SERVERS must name what old_servers_install.py made");
        return options;
    }

    using Servers = std::map<int, std::unique_ptr<ApacheServer>>;

    /// One server of each line for all cases: a start takes a second.
    Servers& servers()
    {
        static Servers all;
        return all;
    }

    /// Ends the servers before the program does, while there is a QCoreApplication.
    class ServersEnd : public testing::Environment {
        void TearDown() override { servers().clear(); }
    };
    const testing::Environment* const serversEnd
        = testing::AddGlobalTestEnvironment(new ServersEnd); // GoogleTest owns it.

    /// Each case has nodes of its own.
    class ClientOnVersion : public testing::TestWithParam<Line> {
    protected:
        void SetUp() override
        {
            std::unique_ptr<ApacheServer>& own = servers()[GetParam().minor];
            if (!own) {
                own = std::make_unique<ApacheServer>(optionsOf(GetParam()));
                ASSERT_TRUE(own->start());
            }
            server = own.get();
        }
        [[nodiscard]] std::unique_ptr<Client> connectClient() const
        {
            ClientOptions options;
            options.servers = *ConnectString::parse(server->address());
            options.sessionTimeout = 10s;
            return Client::connectTo(std::move(options));
        }
        /// The operation works since 3.`since`; before, the client names that and goes on.
        template <class T>
        void expectSince(int since, Client& client, const Result<T>& result)
        {
            if (GetParam().minor >= since) {
                EXPECT_TRUE(result) << result.error().detail;
                return;
            }
            ASSERT_FALSE(result);
            EXPECT_EQ(result.error().code, Errc::unimplemented) << result.error().detail;
            EXPECT_THAT(result.error().detail,
                HasSubstr("needs ZooKeeper 3." + std::to_string(since) + " or later"));
            const auto after = await(client.exists(Path("/a")));
            EXPECT_TRUE(after) << after.error().detail;
        }
        [[nodiscard]] static bool keepsWatches() { return GetParam().minor >= 6; }

        ApacheServer* server = nullptr;
    };

    TEST_P(ClientOnVersion, DoesWhatEachServerKnows)
    {
        const auto client = connectClient();
        const auto made = await(client->create(Path("/a"), toBytes("1")));
        ASSERT_TRUE(made) << made.error().detail;
        EXPECT_EQ(made->path, Path("/a"));
        EXPECT_EQ(made->stat.dataLengthBytes, 1); // Also from servers that answer the path alone.
        const auto numbered = await(
            client->create(Path("/a/s-"), {}, CreateMode::ephemeralSequential));
        ASSERT_TRUE(numbered) << numbered.error().detail;
        EXPECT_EQ(numbered->path, Path("/a/s-0000000000"));
        EXPECT_EQ(numbered->stat.ephemeralOwner, client->status().sessionId);
        EXPECT_EQ(await(client->setData(Path("/a"), toBytes("2"), 0))->version, 1);
        EXPECT_EQ(textOf(*await(client->getData(Path("/a")))->data), "2");
        EXPECT_THAT(await(client->children(Path("/a")))->names, ElementsAre("s-0000000000"));
        EXPECT_EQ(await(client->setAcl(Path("/a"), openAcl(), 0))->aversion, 1);
        EXPECT_EQ(await(client->getAcl(Path("/a")))->acl, openAcl());
        EXPECT_TRUE(await(client->sync(Path())));
        EXPECT_TRUE(await(client->addAuth({"digest", toBytes("bob:secret")})));
        const auto done = await(client->multi(Transaction()
                .check(Path("/a"), 1)
                .create(Path("/b"), {})
                .setData(Path("/b"), toBytes("x"))
                .remove(Path("/b"))));
        ASSERT_TRUE(done) << done.error().detail;
        EXPECT_EQ(*createdPath(done->at(1)), Path("/b"));
        EXPECT_EQ(await(client->remove(Path("/none"))).error().code, Errc::noNode);
        EXPECT_TRUE(await(client->close()));
    }

    TEST_P(ClientOnVersion, NamesTheVersionThatAnOperationNeedsAndTheSessionGoesOn)
    {
        const auto client = connectClient();
        ASSERT_TRUE(await(client->create(Path("/q"), {})));
        const SessionId session = client->status().sessionId;
        expectSince(5, *client, await(client->create(Path("/q/c"), {}, CreateMode::container)));
        expectSince(5, *client,
            await(client->create(Path("/q/t"), {}, CreateMode::persistentTtl, openAcl(), 60s)));
        ASSERT_TRUE(await(client->getData(Path("/q"), Watch::yes)));
        expectSince(5, *client, await(client->checkWatches(Path("/q"))));
        expectSince(5, *client, await(client->removeWatches(Path("/q"))));
        expectSince(6, *client, await(client->multiRead(ReadBatch().getData(Path("/q")))));
        expectSince(6, *client, await(client->allChildrenNumber(Path("/q"))));
        expectSince(6, *client, await(client->ephemerals()));
        expectSince(7, *client, await(client->whoAmI()));
        ReconfigRequest leave;
        leave.leaving = "1";
        const auto refused = await(client->reconfig(leave));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code,
            GetParam().minor >= 5 ? Errc::reconfigDisabled : Errc::unimplemented);
        EXPECT_EQ(client->status().sessionId, session);
    }

    TEST_P(ClientOnVersion, PersistentWatchTellsEachEventWhoeverKeepsIt)
    {
        const auto client = connectClient();
        const auto other = connectClient();
        ASSERT_TRUE(await(other->create(Path("/p"), {})));
        std::vector<Seen> seen;
        QObject::connect(client.get(), &Client::watchFired, client.get(),
            [&](const WatchEvent& event) { seen.emplace_back(event.type, event.path); });
        const auto added = await(client->addWatch(Path("/p"), AddWatchMode::persistent));
        ASSERT_TRUE(added) << added.error().detail;
        EXPECT_EQ(client->watchKeeper(Path("/p")),
            keepsWatches() ? WatchKeeper::server : WatchKeeper::client);
        std::vector<Seen> expected;
        // One after the other: each is told by every version.
        const auto expect = [&](EventType type, bool done) {
            EXPECT_TRUE(done);
            expected.emplace_back(type, Path("/p"));
            EXPECT_TRUE(spinUntil([&] { return seen.size() >= expected.size(); }));
            EXPECT_TRUE(await(client->sync(Path()))); // The watches stand again.
        };
        for (int round = 0; round < 2; ++round) {
            expect(EventType::nodeDataChanged,
                await(other->setData(Path("/p"), {}, anyVersion)).has_value());
            expect(EventType::nodeChildrenChanged,
                await(other->create(Path("/p/a"), {})).has_value());
            expect(EventType::nodeChildrenChanged, await(other->remove(Path("/p/a"))).has_value());
            expect(EventType::nodeDeleted, await(other->remove(Path("/p"))).has_value());
            expect(EventType::nodeCreated, await(other->create(Path("/p"), {})).has_value());
        }
        EXPECT_EQ(seen, expected);
        EXPECT_TRUE(await(client->checkWatches(Path("/p"))));
        EXPECT_TRUE(await(client->removeWatches(Path("/p"))));
        EXPECT_EQ(client->watchKeeper(Path("/p")), WatchKeeper::nobody);
        ASSERT_TRUE(await(other->setData(Path("/p"), {}, anyVersion)));
        ASSERT_TRUE(await(client->sync(Path())));
        EXPECT_EQ(seen, expected);
    }

    TEST_P(ClientOnVersion, RecursiveWatchFollowsATreeWhoeverKeepsIt)
    {
        const auto client = connectClient();
        const auto other = connectClient();
        for (const char* path : {"/r", "/r/old", "/r/old/deep"})
            ASSERT_TRUE(await(other->create(Path(path), {})));
        std::set<Path> nodes{Path("/r"), Path("/r/old"), Path("/r/old/deep")};
        int changes = 0;
        QObject::connect(client.get(), &Client::watchFired, client.get(),
            [&](const WatchEvent& event) {
                EXPECT_NE(event.type, EventType::nodeChildrenChanged);
                if (event.type == EventType::nodeCreated)
                    nodes.insert(event.path);
                else if (event.type == EventType::nodeDeleted)
                    nodes.erase(event.path);
                else
                    ++changes;
            });
        const auto added = await(client->addWatch(Path("/r"), AddWatchMode::persistentRecursive));
        ASSERT_TRUE(added) << added.error().detail;
        for (const char* path : {"/r/new", "/r/new/a", "/r/new/a/b"}) // Without a pause.
            ASSERT_TRUE(await(other->create(Path(path), {})));
        ASSERT_TRUE(await(other->remove(Path("/r/old/deep"))));
        EXPECT_TRUE(spinUntil([&] {
            return nodes == std::set<Path>{Path("/r"), Path("/r/old"), Path("/r/new"),
                       Path("/r/new/a"), Path("/r/new/a/b")};
        }));
        EXPECT_EQ(changes, 0);
        ASSERT_TRUE(await(other->setData(Path("/r/new/a/b"), {}, 0)));
        EXPECT_TRUE(spinUntil([&] { return changes == 1; }));
    }

    TEST_P(ClientOnVersion, WatchesOfEachKindSurviveARestart)
    {
        const auto client = connectClient();
        for (const char* path : {"/one", "/kept", "/tree"})
            ASSERT_TRUE(await(client->create(Path(path), {})));
        ASSERT_TRUE(await(client->getData(Path("/one"), Watch::yes)));
        ASSERT_TRUE(await(client->exists(Path("/late"), Watch::yes)));
        ASSERT_TRUE(await(client->addWatch(Path("/kept"), AddWatchMode::persistent)));
        ASSERT_TRUE(await(client->addWatch(Path("/tree"), AddWatchMode::persistentRecursive)));
        const SessionId session = client->status().sessionId;
        std::set<Seen> seen;
        QObject::connect(client.get(), &Client::watchFired, client.get(),
            [&](const WatchEvent& event) { seen.emplace(event.type, event.path); });
        server->kill();
        ASSERT_TRUE(
            spinUntil([&] { return client->status().state == SessionState::reconnecting; }));
        ASSERT_TRUE(server->start());
        // An old server breaks the first connection over setWatches2, and keeps the second.
        ASSERT_TRUE(spinUntil([&] { return await(client->sync(Path())).has_value(); }));
        EXPECT_EQ(client->status().sessionId, session);
        EXPECT_EQ(client->watchKeeper(Path("/tree")),
            keepsWatches() ? WatchKeeper::server : WatchKeeper::client);
        const auto other = connectClient();
        for (const char* path : {"/one", "/kept"})
            ASSERT_TRUE(await(other->setData(Path(path), {}, 0)));
        for (const char* path : {"/late", "/tree/new"})
            ASSERT_TRUE(await(other->create(Path(path), {})));
        EXPECT_TRUE(spinUntil([&] { return seen.size() >= 4; }));
        EXPECT_THAT(seen,
            UnorderedElementsAre(Seen(EventType::nodeDataChanged, Path("/one")),
                Seen(EventType::nodeDataChanged, Path("/kept")),
                Seen(EventType::nodeCreated, Path("/late")),
                Seen(EventType::nodeCreated, Path("/tree/new"))));
    }

    INSTANTIATE_TEST_SUITE_P(Lines, ClientOnVersion,
        testing::Values(Line{"3.4.14", 4}, Line{"3.5.10", 5}, Line{"3.6.4", 6}, Line{"3.9.3", 9}),
        [](const auto& line) { return "V3" + std::to_string(line.param.minor); });

} // namespace
} // namespace zs::test

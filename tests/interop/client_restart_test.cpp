// SPDX-License-Identifier: Apache-2.0
// Our client across what happens to a server: kill and restart, silence, expiry, lost data.
#include "clientlib/protocol/digest.h"
#include "tests/interop/client_on_server.h"
#include "tests/support/relay.h"

#include <QDir>

namespace zs::test {
namespace {

    using namespace std::chrono_literals;
    using testing::UnorderedElementsAre;

    /// Each case has a server of its own.
    class ClientAcrossRestart : public SuiteCase {
    protected:
        /// The client has noticed when this returns.
        static void restart(ApacheServer& server, Client& client)
        {
            server.kill();
            EXPECT_TRUE(spinUntil(
                [&] { return client.status().state == SessionState::reconnecting; }));
            EXPECT_TRUE(server.start());
        }
    };
    INSTANTIATE_TEST_SUITE_P(
        Servers, ClientAcrossRestart, testing::Values(Kind::apache, Kind::ours), nameOf);

    TEST_P(ClientAcrossRestart, SessionWatchesAndEphemeralsSurviveAKilledServer)
    {
        ApacheServer server(standaloneOptions(GetParam()));
        ASSERT_TRUE(server.start());
        ClientOptions options;
        options.servers = *ConnectString::parse(server.address());
        options.sessionTimeout = 10s;
        const auto client = Client::connectTo(options);
        const auto other = Client::connectTo(options);
        ASSERT_TRUE(await(client->create(Path("/eph"), {}, CreateMode::ephemeral)));
        ASSERT_TRUE(await(client->create(Path("/a"), toBytes("1"))));
        std::vector<std::string> fired;
        QObject::connect(client.get(), &Client::watchFired, client.get(),
            [&](const WatchEvent& event) { fired.push_back(event.path.text()); });
        ASSERT_TRUE(await(client->getData(Path("/a"), Watch::yes)));
        ASSERT_TRUE(await(client->exists(Path("/late"), Watch::yes)));
        ASSERT_TRUE(await(client->children(Path("/"), Watch::yes)));
        const SessionId session = client->status().sessionId;

        server.kill();
        ASSERT_TRUE(spinUntil([&] {
            return client->status().state == SessionState::reconnecting
                && other->status().state == SessionState::reconnecting;
        }));
        EXPECT_TRUE(client->status().expiresAt.has_value());
        ASSERT_TRUE(server.start());
        ASSERT_TRUE(spinUntil([&] { return client->status().state == SessionState::connected; }));
        EXPECT_EQ(client->status().sessionId, session);
        EXPECT_TRUE(await(client->exists(Path("/eph")))->has_value());
        EXPECT_TRUE(fired.empty());
        ASSERT_TRUE(await(other->setData(Path("/a"), toBytes("2"), 0)));
        ASSERT_TRUE(await(other->create(Path("/late"), {})));
        ASSERT_TRUE(spinUntil([&] { return fired.size() == 3; }));
        EXPECT_THAT(fired, UnorderedElementsAre("/a", "/late", "/"));
    }

    TEST_P(ClientAcrossRestart, ManyWatchesAreRestoredInSmallRequestsAndIdentitiesBeforeThem)
    {
        ApacheServer server(standaloneOptions(GetParam()));
        ASSERT_TRUE(server.start());
        const auto client = connectTo(server.address());
        ASSERT_TRUE(await(client->addAuth({"digest", toBytes("bob:secret")})));
        const std::vector<Acl> own{{perm::all, {"digest", digestId("bob:secret")}}};
        ASSERT_TRUE(await(client->create(Path("/own"), {}, CreateMode::persistent, own)));
        // 12,000 paths of 120 bytes: more than the 1 MiB that a server takes in one request.
        constexpr int count = 12'000;
        const auto watched = [](int i) {
            const std::string number = std::to_string(i);
            return Path("/" + std::string(119 - number.size(), 'w') + number);
        };
        std::vector<Outcome<Result<std::optional<Stat>>>> set;
        for (int i = 0; i < count; ++i)
            set.push_back(track(client->exists(watched(i), Watch::yes)));
        ASSERT_TRUE(spinUntil([&] { return set.back()->has_value(); }));
        const WatchLog log(*client);

        restart(server, *client);
        // The first reply comes behind what was restored.
        ASSERT_TRUE(spinUntil([&] { return client->status().state == SessionState::connected; }));
        EXPECT_TRUE(await(client->getData(Path("/own"))));
        const auto summary = askServer(server.port(), "wchs");
        EXPECT_THAT(summary, testing::HasSubstr("watching 12000 paths"));
        for (const int i : {0, count / 2, count - 1})
            ASSERT_TRUE(await(client->create(watched(i), {})));
        EXPECT_THAT(log.seen,
            testing::ElementsAre(WatchLog::Seen{EventType::nodeCreated, watched(0)},
                WatchLog::Seen{EventType::nodeCreated, watched(count / 2)},
                WatchLog::Seen{EventType::nodeCreated, watched(count - 1)}));
    }

    TEST_P(ClientAcrossRestart, PersistentWatchesAreRestored)
    {
        ApacheServer server(standaloneOptions(GetParam()));
        ASSERT_TRUE(server.start());
        const auto client = connectTo(server.address());
        ASSERT_TRUE(await(client->create(Path("/p"), {})));
        ASSERT_TRUE(await(client->create(Path("/r"), {})));
        ASSERT_TRUE(await(client->addWatch(Path("/p"), AddWatchMode::persistent)));
        ASSERT_TRUE(await(client->addWatch(Path("/r"), AddWatchMode::persistentRecursive)));
        const WatchLog log(*client);
        restart(server, *client);
        ASSERT_TRUE(spinUntil([&] { return client->status().state == SessionState::connected; }));
        for (int version = 0; version < 2; ++version) {
            ASSERT_TRUE(await(client->setData(Path("/p"), {}, version)));
            ASSERT_TRUE(await(client->create(
                Path("/r/c" + std::to_string(version)), {}, CreateMode::persistent)));
        }
        EXPECT_THAT(log.seen,
            testing::ElementsAre(WatchLog::Seen{EventType::nodeDataChanged, Path("/p")},
                WatchLog::Seen{EventType::nodeCreated, Path("/r/c0")},
                WatchLog::Seen{EventType::nodeDataChanged, Path("/p")},
                WatchLog::Seen{EventType::nodeCreated, Path("/r/c1")}));
    }

    TEST_P(ClientAcrossRestart, WipedServerIsToldFromOneThatIsMerelyAway)
    {
        ApacheServer server(standaloneOptions(GetParam()));
        ASSERT_TRUE(server.start());
        const auto client = connectTo(server.address());
        ASSERT_TRUE(await(client->create(Path("/a"), {})));
        ASSERT_TRUE(await(client->create(Path("/b"), {})));
        server.kill();
        ASSERT_TRUE(spinUntil([&] { return client->status().fault == ConnectionFault::refused; }));
        ASSERT_TRUE(QDir(server.directory() + "/version-2").removeRecursively());
        ASSERT_TRUE(server.start());
        client->retryNow();
        ASSERT_TRUE(
            spinUntil([&] { return client->status().fault == ConnectionFault::lostData; }));
        EXPECT_THAT(client->status().problem, testing::HasSubstr("deleted or restored"));
        const auto anew = connectTo(server.address());
        EXPECT_TRUE(await(anew->getData(Path())));
    }

    TEST_P(ClientAcrossRestart, SessionThatExpiredMeanwhileIsFinal)
    {
        ApacheServer server(standaloneOptions(GetParam()));
        ASSERT_TRUE(server.start());
        // The way to the server, which the test can bar.
        auto way = std::make_unique<Relay>(server.port());
        const auto client = connectTo(way->address(), 3s);
        const auto watcher = connectTo(server.address());
        ASSERT_TRUE(await(client->create(Path("/eph"), {}, CreateMode::ephemeral)));
        const WatchLog log(*watcher);
        ASSERT_TRUE(await(watcher->exists(Path("/eph"), Watch::yes)));
        way->bar();
        ASSERT_TRUE(
            spinUntil([&] { return client->status().state == SessionState::reconnecting; }));
        EXPECT_EQ(await(client->sync(Path())).error().code, Errc::unreachable);
        ASSERT_TRUE(spinUntil([&] { return !log.seen.empty(); }));
        EXPECT_EQ(log.seen.front().first, EventType::nodeDeleted);
        EXPECT_EQ(client->status().state, SessionState::reconnecting); // It cannot know yet.
        ASSERT_TRUE(way->open());
        const auto held = track(client->getData(Path()));
        ASSERT_TRUE(spinUntil([&] { return client->status().state == SessionState::expired; }));
        ASSERT_TRUE(spinUntil([&] { return held->has_value(); }));
        EXPECT_THAT((*held)->error().code,
            testing::AnyOf(Errc::sessionExpired, Errc::unreachable));
        EXPECT_EQ(client->status().fault, ConnectionFault::expired);
        EXPECT_EQ(await(client->getData(Path())).error().code, Errc::sessionExpired);
    }

    TEST_P(ClientAcrossRestart, FrozenServerIsNoticedWithinTheReadTimeout)
    {
        ApacheServer server(standaloneOptions(GetParam()));
        ASSERT_TRUE(server.start());
        ClientOptions options;
        options.servers = *ConnectString::parse(server.address());
        options.sessionTimeout = 1500ms;
        const auto client = Client::connectTo(options);
        ASSERT_TRUE(await(client->getData(Path())));
        server.freeze();
        const auto lost = await(client->getData(Path()));
        ASSERT_FALSE(lost);
        EXPECT_EQ(lost.error().code, Errc::connectionLoss);
        EXPECT_TRUE(outcomeUnknown(lost.error().code));
        EXPECT_THAT(client->status().problem, testing::HasSubstr("nothing heard"));
    }

} // namespace
} // namespace zs::test

// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/core/server_harness.h"

#include <gmock/gmock.h>

namespace zs::engine::test {
namespace {

    using namespace std::chrono_literals;
    using testing::IsEmpty;

    Errc setData(ServerHarness& harness, ConnectionId id, std::string path)
    {
        return harness
            .call(id, OpCode::setData, SetDataRequest{Path(std::move(path)), Bytes{1}, -1})
            .err();
    }

    TEST(StandaloneServer, NoReadSeesAndNoReplyTellsWhatIsNotOnDisk)
    {
        ServerHarness harness;
        const ConnectionId writer = harness.openSession(), reader = harness.openSession();
        harness.holdDisk(true);
        harness.request(
            writer, 1, OpCode::create, CreateRequest{Path("/a"), Bytes(), openAcl(), 0});
        EXPECT_THAT(harness.received(writer), IsEmpty());
        const WatchingPathRequest exists{Path("/a"), false};
        EXPECT_EQ(harness.call(reader, OpCode::exists, exists).err(), Errc::noNode);
        harness.holdDisk(false);
        EXPECT_EQ(harness.takeReply(writer).err(), Errc::ok);
        EXPECT_EQ(harness.call(reader, OpCode::exists, exists).err(), Errc::ok);
    }

    TEST(StandaloneServer, ReadWaitsBehindOwnWritesAndKeepsTheOrder)
    {
        ServerHarness harness;
        const ConnectionId client = harness.openSession();
        harness.holdDisk(true);
        harness.request(
            client, 1, OpCode::create, CreateRequest{Path("/a"), Bytes(), openAcl(), 0});
        harness.request(client, 2, OpCode::getChildren, WatchingPathRequest{Path("/a"), false});
        harness.request(
            client, 3, OpCode::create, CreateRequest{Path("/a/b"), Bytes(), openAcl(), 0});
        harness.request(client, 4, OpCode::sync, PathRecord{Path("/a")});
        harness.request(client, 5, OpCode::getChildren, WatchingPathRequest{Path("/a"), false});
        EXPECT_THAT(harness.received(client), IsEmpty());
        harness.holdDisk(false);
        for (const std::int32_t xid : {1, 2, 3, 4, 5}) {
            const auto reply = harness.takeReply(client);
            EXPECT_EQ(reply.header.xid, xid);
            EXPECT_EQ(reply.err(), Errc::ok);
            if (xid == 2) {
                EXPECT_THAT(reply.as<NamesResponse>().names, IsEmpty()) << "as of its place";
            } else if (xid == 5) {
                EXPECT_THAT(reply.as<NamesResponse>().names, testing::ElementsAre("b"));
            }
        }
    }

    TEST(StandaloneServer, RequestsAreAnsweredHoweverTheirBytesAreCut)
    {
        for (const std::size_t step : {1, 2, 3, 5, 64, 100, 997, 4096, 65536}) {
            ServerHarness harness;
            const ConnectionId client = harness.openSession();
            Bytes stream;
            constexpr std::int32_t count = 40;
            for (std::int32_t xid = 1; xid <= count; ++xid)
                jute::appendFrame(stream, RequestHeader{xid, OpCode::create},
                    CreateRequest{Path("/n" + std::to_string(xid)),
                        Bytes(std::size_t(xid % 7) * 100, std::uint8_t(xid)), openAcl(), 0});
            for (std::size_t at = 0; at < stream.size(); at += step)
                harness.send(
                    client, ByteView(stream).subspan(at, std::min(step, stream.size() - at)));
            for (std::int32_t xid = 1; xid <= count; ++xid) {
                const auto reply = harness.takeReply(client);
                ASSERT_EQ(reply.header.xid, xid) << "step " << step;
                ASSERT_EQ(reply.err(), Errc::ok);
                const Node* node = harness.server().tree().find("/n" + std::to_string(xid));
                ASSERT_TRUE(node);
                EXPECT_EQ(node->dataSizeBytes(), std::size_t(xid % 7) * 100);
            }
        }
    }

    TEST(StandaloneServer, FrameThatIsTooLongIsRefusedAlsoBehindAnUnfinishedOne)
    {
        ServerHarness harness;
        const ConnectionId client = harness.openSession();
        Bytes stream;
        jute::appendFrame(stream, RequestHeader{1, OpCode::exists},
            WatchingPathRequest{Path("/"), false});
        harness.send(client, ByteView(stream).first(10));
        const Bytes rest(stream.begin() + 10, stream.end());
        const Bytes tooLong = *unhex("7fffffff");
        Bytes both = rest;
        both.insert(both.end(), tooLong.begin(), tooLong.end());
        harness.send(client, both);
        EXPECT_EQ(harness.takeReply(client).header.xid, 1);
        EXPECT_TRUE(harness.closed(client));
    }

    TEST(StandaloneServer, KnownChecksumsAreThoseThatReplayComputes)
    {
        // The preparer knows the checksums of what it creates and sets; recovery does not.
        ServerHarness harness;
        const ConnectionId client = harness.openSession();
        for (const char* path : {"/a", "/a/b", "/a/b/c"})
            ASSERT_EQ(harness.create(client, path), Errc::ok);
        for (const auto& [path, sizeBytes] : std::map<std::string, std::size_t>{
                 {"/", 33}, {"/a", 10'000}, {"/a/b", 0}}) {
            const SetDataRequest set{Path(path), Bytes(sizeBytes, 7), anyVersion};
            ASSERT_EQ(harness.call(client, OpCode::setData, set).err(), Errc::ok);
        }
        ASSERT_EQ(harness.create(client, "/a/e", CreateMode::ephemeralSequential), Errc::ok);
        const DataTree& tree = harness.server().tree();
        EXPECT_EQ(tree.digest(), tree.recomputeDigest());
        DataTree replayed;
        for (const Txn& txn : harness.logged()) {
            replayed.apply(txn.header, txn.body);
            ASSERT_TRUE(txn.digest);
            EXPECT_EQ(replayed.digest(), txn.digest->treeDigest) << toText(txn.header.zxid);
        }
        EXPECT_EQ(replayed.digest(), tree.digest());
    }

    TEST(StandaloneServer, SyncWaitsForWritesOfOthers)
    {
        ServerHarness harness;
        const ConnectionId writer = harness.openSession(), reader = harness.openSession();
        harness.holdDisk(true);
        harness.request(
            writer, 1, OpCode::create, CreateRequest{Path("/a"), Bytes(), openAcl(), 0});
        harness.request(reader, 1, OpCode::sync, PathRecord{Path("/")});
        harness.request(reader, 2, OpCode::exists, WatchingPathRequest{Path("/a"), false});
        EXPECT_THAT(harness.received(reader), IsEmpty());
        harness.holdDisk(false);
        EXPECT_EQ(harness.takeReply(reader).as<PathRecord>().path, Path("/"));
        EXPECT_EQ(harness.takeReply(reader).err(), Errc::ok);
    }

    TEST(StandaloneServer, PreparedWritesAreSeenByLaterOnesBeforeTheyAreDurable)
    {
        ServerHarness harness;
        const ConnectionId client = harness.openSession(), other = harness.openSession();
        harness.holdDisk(true);
        harness.request(
            client, 1, OpCode::create, CreateRequest{Path("/s-"), Bytes(), openAcl(), 2});
        harness.request(
            other, 1, OpCode::create, CreateRequest{Path("/s-"), Bytes(), openAcl(), 2});
        harness.request(client, 2, OpCode::remove, VersionedPathRequest{Path("/s-0000000001"), -1});
        harness.request(
            other, 2, OpCode::setData, SetDataRequest{Path("/s-0000000001"), Bytes(), -1});
        harness.holdDisk(false);
        EXPECT_EQ(harness.takeReply(client).as<PathRecord>().path, Path("/s-0000000000"));
        EXPECT_EQ(harness.takeReply(other).as<PathRecord>().path, Path("/s-0000000001"));
        EXPECT_EQ(harness.takeReply(client).err(), Errc::ok);
        EXPECT_EQ(harness.takeReply(other).err(), Errc::noNode);
    }

    TEST(StandaloneServer, FailedMultiLeavesNoTraceInWhatLaterWritesSee)
    {
        ServerHarness harness;
        const ConnectionId client = harness.openSession();
        ASSERT_EQ(harness.create(client, "/p"), Errc::ok);
        harness.holdDisk(true);
        harness.request(
            client, 11, OpCode::create, CreateRequest{Path("/p/s"), Bytes(), openAcl(), 2});
        MultiRequest multi;
        multi.ops = {{OpCode::create, CreateRequest{Path("/p/s"), Bytes(), openAcl(), 2}},
            {OpCode::remove, VersionedPathRequest{Path("/p/s0000000000"), -1}},
            {OpCode::check, VersionedPathRequest{Path("/p"), 77}}};
        harness.request(client, 12, OpCode::multi, multi);
        harness.request(
            client, 13, OpCode::create, CreateRequest{Path("/p/s"), Bytes(), openAcl(), 2});
        harness.request(
            client, 14, OpCode::remove, VersionedPathRequest{Path("/p/s0000000000"), -1});
        harness.holdDisk(false);
        EXPECT_EQ(harness.takeReply(client).as<PathRecord>().path, Path("/p/s0000000000"));
        EXPECT_EQ(harness.takeReply(client).as<MultiResponse>().results[2].err, Errc::badVersion);
        EXPECT_EQ(harness.takeReply(client).as<PathRecord>().path, Path("/p/s0000000001"));
        EXPECT_EQ(harness.takeReply(client).err(), Errc::ok);
        EXPECT_EQ(harness.logged().back().digest->treeDigest, harness.server().tree().digest());
    }

    TEST(StandaloneServer, BadTtlIsRefusedBeforeItIsLogged)
    {
        ServerSettings settings;
        settings.extendedTypesEnabled = true;
        ServerHarness harness(settings);
        const ConnectionId client = harness.openSession();
        for (const auto& [flags, ttlMs] : std::vector<std::pair<int, std::int64_t>>{{5, 0}, {5, -1},
                 {6, std::int64_t(1) << 40}, {0, 1000}, {1, 1000}, {4, 1000}}) {
            const CreateTtlRequest request{Path("/t"), Bytes(), openAcl(), flags, ttlMs};
            EXPECT_EQ(harness.call(client, OpCode::createTtl, request).err(), Errc::badArguments);
            EXPECT_EQ(harness.logged().back().header.type, OpCode::error);
        }
        const CreateTtlRequest good{Path("/t"), Bytes(), openAcl(), 5, 0xffffffffff};
        EXPECT_EQ(harness.call(client, OpCode::createTtl, good).err(), Errc::ok);
    }

    TEST(StandaloneServer, ContainersAndTtlNodesAreReaped)
    {
        ServerSettings settings;
        settings.extendedTypesEnabled = true;
        ServerHarness harness(settings);
        const ConnectionId client = harness.openSession(60'000);
        const CreateRequest container{Path("/c"), Bytes(), openAcl(), 4};
        ASSERT_EQ(harness.call(client, OpCode::createContainer, container).err(), Errc::ok);
        const CreateRequest unused{Path("/unused"), Bytes(), openAcl(), 4};
        ASSERT_EQ(harness.call(client, OpCode::createContainer, unused).err(), Errc::ok);
        const CreateTtlRequest ttl{Path("/t"), Bytes(), openAcl(), 5, 90'000};
        ASSERT_EQ(harness.call(client, OpCode::createTtl, ttl).err(), Errc::ok);
        ASSERT_EQ(harness.create(client, "/c/k"), Errc::ok);
        ASSERT_EQ(
            harness.call(client, OpCode::remove, VersionedPathRequest{Path("/c/k"), -1}).err(),
            Errc::ok);
        harness.advance(59s);
        EXPECT_NE(harness.server().tree().find("/c"), nullptr);
        harness.advance(2s);
        EXPECT_EQ(harness.server().tree().find("/c"), nullptr);
        EXPECT_NE(harness.server().tree().find("/unused"), nullptr) << "it never had a child";
        EXPECT_NE(harness.server().tree().find("/t"), nullptr);
        harness.advance(60s);
        EXPECT_EQ(harness.server().tree().find("/t"), nullptr);
        EXPECT_EQ(harness.logged().back().header.session, SessionId());
    }

    TEST(StandaloneServer, ExpiryDeletesEphemeralsAndClosesWithoutAFrame)
    {
        ServerHarness harness;
        const ConnectionId dying = harness.openSession(6000),
                           watching = harness.openSession(60'000);
        ASSERT_EQ(harness.create(dying, "/e", CreateMode::ephemeral), Errc::ok);
        ASSERT_EQ(
            harness.call(watching, OpCode::exists, WatchingPathRequest{Path("/e"), true}).err(),
            Errc::ok);
        harness.advance(5s);
        EXPECT_FALSE(harness.closed(dying));
        harness.advance(5s);
        EXPECT_TRUE(harness.closed(dying));
        EXPECT_THAT(harness.received(dying), IsEmpty());
        const auto event = harness.takeReply(watching);
        EXPECT_EQ(event.header.xid, xid::notification);
        EXPECT_EQ(event.as<WatcherEvent>().type, EventType::nodeDeleted);
        EXPECT_EQ(harness.server().sessions().size(), 1u);
    }

    TEST(StandaloneServer, SilentConnectionsAreDropped)
    {
        ServerHarness harness;
        const ConnectionId silent = harness.connect();
        harness.send(silent, Bytes{0, 0});
        harness.advance(8500ms);
        const ConnectionId later = harness.connect();
        harness.advance(400ms);
        EXPECT_FALSE(harness.closed(silent));
        harness.advance(1100ms);
        EXPECT_TRUE(harness.closed(silent)) << "within ten seconds";
        EXPECT_FALSE(harness.closed(later));
        harness.advance(8500ms);
        EXPECT_TRUE(harness.closed(later));
    }

    TEST(StandaloneServer, ClientThatDoesNotReadIsHeldAndThenGoesOnWhereItStopped)
    {
        ServerSettings settings;
        settings.outputPauseBytes = 10'000;
        ServerHarness harness(settings);
        const ConnectionId client = harness.openSession();
        const CreateRequest big{Path("/big"), Bytes(4000), openAcl(), 0};
        ASSERT_EQ(harness.call(client, OpCode::create, big).err(), Errc::ok);
        harness.holdOutput(client, true);
        Bytes many;
        for (std::int32_t xid = 1; xid <= 100; ++xid)
            jute::appendFrame(many, RequestHeader{xid, OpCode::getData},
                WatchingPathRequest{Path("/big"), false});
        harness.send(client, many);
        EXPECT_LT(harness.server().pendingOutput(client).size(), 20'000u);
        EXPECT_FALSE(harness.server().wantsInput(client));
        harness.holdOutput(client, false);
        for (std::int32_t xid = 1; xid <= 100; ++xid)
            ASSERT_EQ(harness.takeReply(client).header.xid, xid);
        EXPECT_TRUE(harness.server().wantsInput(client));
    }

    TEST(StandaloneServer, WatcherThatDoesNotReadIsClosedAtTheLimit)
    {
        ServerSettings settings;
        settings.outputLimitBytes = 1000;
        ServerHarness harness(settings);
        const ConnectionId deaf = harness.openSession(), writer = harness.openSession();
        ASSERT_EQ(harness.create(writer, "/n"), Errc::ok);
        ASSERT_EQ(
            harness.call(deaf, OpCode::addWatch, AddWatchRequest{Path("/n"), 0}).err(), Errc::ok);
        harness.holdOutput(deaf, true);
        for (int i = 0; i < 100; ++i)
            ASSERT_EQ(setData(harness, writer, "/n"), Errc::ok);
        EXPECT_TRUE(harness.closed(deaf));
        EXPECT_FALSE(harness.closed(writer));
    }

    TEST(StandaloneServer, OutstandingLimitHoldsTheSenderAndLosesNothing)
    {
        ServerSettings settings;
        settings.globalOutstandingLimit = 10;
        ServerHarness harness(settings);
        const ConnectionId client = harness.openSession();
        ASSERT_EQ(harness.create(client, "/n"), Errc::ok);
        harness.holdDisk(true);
        Bytes many;
        for (std::int32_t xid = 1; xid <= 100; ++xid)
            jute::appendFrame(
                many, RequestHeader{xid, OpCode::setData}, SetDataRequest{Path("/n"), Bytes(), -1});
        const std::size_t before = harness.logged().size();
        harness.send(client, many);
        EXPECT_EQ(harness.logged().size(), before + 10);
        EXPECT_FALSE(harness.server().wantsInput(client));
        harness.holdDisk(false);
        for (std::int32_t xid = 1; xid <= 100; ++xid)
            ASSERT_EQ(harness.takeReply(client).header.xid, xid);
        EXPECT_EQ(harness.server().tree().find("/n")->stat().version, 100);
    }

    TEST(StandaloneServer, EventsAreKeptFromWhoMayNotRead)
    {
        ServerHarness harness;
        const ConnectionId owner = harness.openSession(), spy = harness.openSession();
        harness.request(owner, -4, OpCode::auth, AuthRequest{0, "digest", toBytes("o:pw")});
        ASSERT_EQ(harness.takeReply(owner).err(), Errc::ok);
        ASSERT_EQ(
            harness.call(spy, OpCode::addWatch, AddWatchRequest{Path("/"), 1}).err(), Errc::ok);
        const CreateRequest secret{Path("/secret"), Bytes(), {{perm::all, {"auth", ""}}}, 0};
        ASSERT_EQ(harness.call(owner, OpCode::create, secret).err(), Errc::ok);
        ASSERT_EQ(setData(harness, owner, "/secret"), Errc::ok);
        EXPECT_THAT(harness.received(spy), IsEmpty());
        ASSERT_EQ(harness.create(owner, "/open"), Errc::ok);
        EXPECT_EQ(harness.takeReply(spy).as<WatcherEvent>().path, Path("/open"));
    }

    TEST(StandaloneServer, FailedDiskEndsWaitersAndRefusesWritesButServesReads)
    {
        ServerHarness harness;
        const ConnectionId writer = harness.openSession(), reader = harness.openSession();
        ASSERT_EQ(harness.create(writer, "/kept"), Errc::ok);
        harness.holdDisk(true);
        harness.request(
            writer, 9, OpCode::create, CreateRequest{Path("/lost"), Bytes(), openAcl(), 0});
        harness.server().stopWrites(harness.now());
        harness.holdDisk(false);
        EXPECT_TRUE(harness.closed(writer));
        EXPECT_THAT(harness.received(writer), IsEmpty()) << "its outcome is unknown";
        EXPECT_EQ(harness.create(reader, "/more"), Errc::notReadOnly);
        EXPECT_EQ(
            harness.call(reader, OpCode::exists, WatchingPathRequest{Path("/kept"), false}).err(),
            Errc::ok);
        EXPECT_EQ(
            harness.call(reader, OpCode::exists, WatchingPathRequest{Path("/lost"), false}).err(),
            Errc::noNode);
    }

    TEST(StandaloneServer, WritesGoOnBehindTheLastDurableOneWhenTheDiskIsBack)
    {
        ServerHarness harness;
        const ConnectionId writer = harness.openSession(), other = harness.openSession();
        ASSERT_EQ(harness.create(writer, "/kept"), Errc::ok);
        const Zxid last = harness.server().tree().lastProcessed();
        harness.holdDisk(true);
        for (std::int32_t xid = 8; xid < 11; ++xid)
            harness.request(writer, xid, OpCode::create,
                CreateRequest{Path("/lost" + std::to_string(xid)), Bytes(), openAcl(), 0});
        harness.server().stopWrites(harness.now());
        EXPECT_EQ(harness.call(other, OpCode::closeSession).err(), Errc::notReadOnly)
            << "an end that is not logged would not last";
        const ConnectionId early = harness.connect();
        Bytes bytes;
        jute::appendFrame(bytes, ConnectRequest());
        harness.send(early, bytes);
        EXPECT_TRUE(harness.closed(early)) << "no session can be opened meanwhile";
        const std::size_t sessions = harness.server().sessions().size();
        harness.advance(60s);
        EXPECT_EQ(harness.server().sessions().size(), sessions) << "nor expire";

        harness.server().resumeWrites(harness.now());
        harness.holdDisk(false);
        EXPECT_EQ(harness.create(other, "/next"), Errc::ok);
        EXPECT_EQ(harness.logged().back().header.zxid, Zxid(last.value + 1));
        EXPECT_EQ(harness.server().tree().find("/lost8"), nullptr);
        EXPECT_EQ(harness.logged().back().digest->treeDigest,
            harness.server().tree().recomputeDigest());
        harness.advance(60s);
        EXPECT_EQ(harness.server().sessions().size(), 0u) << "expiry goes on, too";
    }

    TEST(StandaloneServer, WriteOfALostConnectionDoesNotAnswerItsSuccessor)
    {
        ServerHarness harness;
        const ConnectionId lost = harness.openSession();
        const SessionId session = harness.sessionOf(lost);
        harness.holdDisk(true);
        harness.request(lost, 5, OpCode::create, CreateRequest{Path("/a"), Bytes(), openAcl(), 0});
        harness.drop(lost);
        const ConnectionId next = harness.connect();
        ConnectRequest again;
        again.timeoutMs = 10'000;
        again.sessionId = session;
        const SessionPassword password = sessionPassword(session);
        again.password = Bytes(password.begin(), password.end());
        Bytes bytes;
        jute::appendFrame(bytes, again);
        jute::appendFrame(bytes, RequestHeader{5, OpCode::create},
            CreateRequest{Path("/a"), Bytes(), openAcl(), 0});
        harness.send(next, bytes);
        harness.holdDisk(false);
        EXPECT_EQ(harness.takeFrame(next).size(), 37u);
        EXPECT_EQ(harness.takeReply(next).err(), Errc::nodeExists);
        EXPECT_THAT(harness.received(next), IsEmpty());
        EXPECT_EQ(harness.create(next, "/b"), Errc::ok);
    }

    TEST(StandaloneServer, BytesOneByOneMeanTheSame)
    {
        ServerHarness harness;
        const ConnectionId client = harness.connect();
        Bytes bytes;
        ConnectRequest connectRequest;
        connectRequest.timeoutMs = 10'000;
        jute::appendFrame(bytes, connectRequest);
        jute::appendFrame(bytes, RequestHeader{1, OpCode::create},
            CreateRequest{Path("/a"), Bytes(), openAcl(), 0});
        jute::appendFrame(
            bytes, RequestHeader{2, OpCode::getData}, WatchingPathRequest{Path("/a"), false});
        for (const std::uint8_t& byte : bytes)
            harness.send(client, ByteView(&byte, 1));
        EXPECT_EQ(harness.takeFrame(client).size(), 37u);
        EXPECT_EQ(harness.takeReply(client).err(), Errc::ok);
        EXPECT_EQ(harness.takeReply(client).header.xid, 2);
    }

    TEST(StandaloneServer, GarbageOfOneClientLeavesOthersAlone)
    {
        ServerHarness harness;
        const ConnectionId good = harness.openSession();
        const Bytes hostile[] = {{0xff, 0xff, 0xff, 0xff}, {0x7f, 0xff, 0xff, 0xff}, {0, 0, 0, 0},
            {0, 0, 0, 3, 1, 2, 3}, Bytes(48, 0xaa)};
        for (const Bytes& bytes : hostile) {
            const ConnectionId bad = harness.connect();
            harness.send(bad, bytes);
            EXPECT_TRUE(harness.closed(bad)) << hex(bytes);
        }
        const ConnectionId vector = harness.openSession();
        Bytes request = jute::encode(PathRecord{Path("/v")});
        request.insert(request.end(), {0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff});
        Bytes frame;
        jute::Writer out(frame);
        out.length(8 + request.size());
        out.number(std::int32_t(1));
        out.number(std::int32_t(OpCode::create));
        out.raw(request);
        harness.send(vector, frame);
        EXPECT_EQ(harness.takeReply(vector).err(), Errc::marshalling);
        EXPECT_EQ(harness.create(good, "/still-served"), Errc::ok);
    }

    TEST(StandaloneServer, StartDropsEphemeralsThatNobodyOwns)
    {
        StandaloneServer server(ServerSettings(), firstSessionId(ServerId(1), 1));
        const CreateTxn ephemeral{"/e", Bytes(), openAcl(), true, 1};
        server.tree().apply({SessionId(42), 1, Zxid(7), 1, OpCode::create}, ephemeral);
        server.tree().apply({SessionId(43), 1, Zxid(8), 1, OpCode::create},
            CreateTxn{"/f", Bytes(), openAcl(), true, 2});
        server.sessions().open(SessionId(43), 5s, Instant());
        server.start(atMs(1000));
        EXPECT_EQ(server.tree().find("/e"), nullptr);
        EXPECT_NE(server.tree().find("/f"), nullptr);
        EXPECT_EQ(server.tree().lastProcessed(), Zxid(8));
    }

    TEST(StandaloneServer, WhoHasNoEnforcedIdentityIsToldSoAndClosed)
    {
        ServerSettings settings;
        settings.enforcedAuthSchemes = {"digest"};
        ServerHarness harness(settings);
        const ConnectionId stranger = harness.openSession(), friendly = harness.openSession();
        const auto refused = harness.call(stranger, OpCode::ping);
        EXPECT_EQ(refused.err(), Errc::sessionClosedRequireAuth);
        EXPECT_EQ(refused.header.zxid, Zxid());
        EXPECT_TRUE(harness.closed(stranger));
        AuthRequest auth;
        auth.scheme = "digest";
        auth.auth = Bytes{'a', ':', 'b'};
        harness.request(friendly, xid::auth, OpCode::auth, auth);
        EXPECT_EQ(harness.takeReply(friendly).err(), Errc::ok);
        EXPECT_EQ(harness.create(friendly, "/a"), Errc::ok);
        EXPECT_FALSE(harness.closed(friendly));
    }

    TEST(StandaloneServer, CheckWatchesAsksForAnybodysWatchAndRemoveWatchesForTheOwn)
    {
        ServerHarness harness;
        const ConnectionId one = harness.openSession(), other = harness.openSession();
        const auto seek = [&](ConnectionId id, OpCode type, const char* path, WatcherType what) {
            const RemoveWatchesRequest request{Path(path), std::int32_t(what)};
            return harness.call(id, type, request).err();
        };
        ASSERT_EQ(harness.create(one, "/a"), Errc::ok);
        const WatchingPathRequest watched{Path("/a"), true};
        ASSERT_EQ(harness.call(one, OpCode::getData, watched).err(), Errc::ok);
        EXPECT_EQ(seek(other, OpCode::checkWatches, "/a", WatcherType::data), Errc::ok);
        EXPECT_EQ(seek(other, OpCode::checkWatches, "/a", WatcherType::any), Errc::ok);
        EXPECT_EQ(seek(other, OpCode::checkWatches, "/a", WatcherType::children), Errc::noWatcher);
        EXPECT_EQ(seek(other, OpCode::removeWatches, "/a", WatcherType::data), Errc::noWatcher);
        EXPECT_EQ(seek(one, OpCode::removeWatches, "/a", WatcherType::data), Errc::ok);
        EXPECT_EQ(seek(one, OpCode::checkWatches, "/a", WatcherType::data), Errc::noWatcher);
        EXPECT_EQ(seek(one, OpCode::checkWatches, "a", WatcherType::any), Errc::marshalling);
        EXPECT_EQ(seek(one, OpCode::removeWatches, "a", WatcherType::any), Errc::noWatcher);
    }

    TEST(StandaloneServer, SequenceThatOverflowsSticksAtItsLastNumberAsInApache)
    {
        ServerHarness harness;
        const ConnectionId client = harness.openSession();
        ASSERT_EQ(harness.create(client, "/s"), Errc::ok);
        DataTree& tree = harness.server().tree();
        const TxnHeader header{SessionId(), 0, tree.lastProcessed(), 0, OpCode::create};
        const CreateTxn almost{"/s/a", Bytes(), openAcl(), false, 2147483646};
        ASSERT_EQ(tree.apply(header, almost).err, Errc::ok);
        const CreateRequest next{Path("/s/n"), Bytes(), openAcl(), 2};
        const auto created
            = [&] { return harness.call(client, OpCode::create, next).as<PathRecord>().path; };
        EXPECT_EQ(created(), Path("/s/n2147483646"));
        EXPECT_EQ(created(), Path("/s/n2147483647"));
        EXPECT_EQ(harness.call(client, OpCode::create, next).err(), Errc::nodeExists);
        // Only while it is not in the tree does the counter wrap round.
        ASSERT_EQ(harness.create(client, "/t"), Errc::ok);
        const TxnHeader again{SessionId(), 0, tree.lastProcessed(), 0, OpCode::create};
        const CreateTxn other{"/t/a", Bytes(), openAcl(), false, 2147483647};
        ASSERT_EQ(tree.apply(again, other).err, Errc::ok);
        harness.holdDisk(true);
        const CreateRequest under{Path("/t/n"), Bytes(), openAcl(), 2};
        harness.request(client, 101, OpCode::create, under);
        harness.request(client, 102, OpCode::create, under);
        harness.holdDisk(false);
        EXPECT_EQ(harness.takeReply(client).as<PathRecord>().path, Path("/t/n2147483647"));
        EXPECT_EQ(harness.takeReply(client).as<PathRecord>().path, Path("/t/n-2147483648"));
    }

} // namespace
} // namespace zs::engine::test

// SPDX-License-Identifier: Apache-2.0
// The Client over real sockets, against a server that does what no real one does on demand.
#include "clientlib/client.h"
#include "tests/support/await.h"
#include "tests/support/scripted_server.h"

#include <QElapsedTimer>

#include <gmock/gmock.h>

namespace zs::test {
namespace {

    using namespace std::chrono_literals;
    using testing::HasSubstr;

    ReplyHeader okReply(std::int32_t xid) { return ReplyHeader{xid, Zxid(1), Errc::ok}; }

    void answerWithData(ScriptedServer& server, std::size_t sizeBytes)
    {
        server.onRequest([sizeBytes](auto& peer, const RequestHeader& header, ByteView) {
            DataResponse data;
            data.data = Bytes(sizeBytes, 0x5a);
            peer.send(okReply(header.xid), data);
        });
    }

    class ClientOnScript : public testing::Test {
    protected:
        ClientOptions options() const
        {
            ClientOptions result;
            result.servers = *ConnectString::parse(server.address());
            return result;
        }

        ScriptedServer server;
    };

    TEST(ClientUnreachable, RefusedPortIsReportedInUnderASecondWithHostPortAndReason)
    {
        std::uint16_t port = 0;
        {
            ScriptedServer gone;
            port = gone.port();
        }
        ClientOptions options;
        options.servers = *ConnectString::parse("127.0.0.1:" + std::to_string(port));
        std::unique_ptr<Client> client;
        Result<DataResponse> refused;
        QElapsedTimer clock;
        for (int attempt = 0; attempt < 5; ++attempt) { // A busy machine may be late at times.
            clock.start();
            client = Client::connectTo(options);
            refused = await(client->getData(Path()));
            if (clock.elapsed() < 1000)
                break;
        }
        EXPECT_LT(clock.elapsed(), 1000);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, Errc::unreachable);
        const std::string reason = "127.0.0.1:" + std::to_string(port) + ": connection refused";
        EXPECT_THAT(refused.error().detail, HasSubstr(reason));
        EXPECT_EQ(client->status().problem, reason);
        EXPECT_EQ(client->status().state, SessionState::connecting);
    }

    TEST_F(ClientOnScript, NoAnswerComesInsideTheCall)
    {
        const auto client = Client::connectTo(options());
        ASSERT_TRUE(await(client->sync(Path())));
        ASSERT_TRUE(await(client->close()));
        const auto refused = track(client->sync(Path()));
        EXPECT_FALSE(refused->has_value());
        ASSERT_TRUE(spinUntil([&] { return refused->has_value(); }));
        EXPECT_EQ((*refused)->error().code, Errc::cancelled);
    }

    TEST_F(ClientOnScript, LatencyIsTheServersAndNotThatOfABusyThread)
    {
        const auto client = Client::connectTo(options());
        ASSERT_TRUE(await(client->sync(Path())));
        // Half a second of other work begins when the answer to each request is on its way: the
        // server answers out of the event loop, which the client comes to only after that.
        server.onRequest([](auto& peer, const RequestHeader& header, ByteView) {
            peer.send(okReply(header.xid));
            QElapsedTimer work;
            work.start();
            while (!work.hasExpired(500)) { }
        });
        // The kernel may begin to stamp what arrives a little after it was asked to: one answer is
        // timed by its reading then, which more of them outweigh.
        std::chrono::microseconds truth{0};
        for (int attempt = 0; attempt < 4; ++attempt) {
            QElapsedTimer whole;
            whole.start();
            for (int i = 0; i < 3; ++i)
                ASSERT_TRUE(await(client->sync(Path())));
            truth = std::chrono::milliseconds(whole.elapsed() - 1500);
            if (client->latency() < truth + 100ms)
                break;
        }
        EXPECT_GT(client->latency(), 0us);
        EXPECT_LT(client->latency(), truth + 100ms);
    }

    TEST_F(ClientOnScript, RequestThatWaitsForTheTurnsEndIsTimedFromThere)
    {
        const auto client = Client::connectTo(options());
        ASSERT_TRUE(await(client->sync(Path())));
        QElapsedTimer whole;
        whole.start();
        const auto first = track(client->sync(Path()));
        const auto second = track(client->sync(Path()));
        const auto third = track(client->sync(Path())); // Two of them wait for the turn's end.
        while (!whole.hasExpired(500)) { }
        ASSERT_TRUE(spinUntil([&] { return third->has_value(); }));
        // The first left at once, to a server that this very thread is.
        const std::chrono::microseconds rest = std::chrono::milliseconds(whole.elapsed() - 500);
        EXPECT_LT(client->latency(), rest + 250ms);
    }

    TEST_F(ClientOnScript, LargeReplyArrivesWhole)
    {
        constexpr std::size_t sizeBytes = std::size_t(60) << 20;
        answerWithData(server, sizeBytes);
        const auto client = Client::connectTo(options());
        const auto data = await(client->getData(Path("/big")));
        ASSERT_TRUE(data) << data.error().detail;
        EXPECT_EQ(data->data->size(), sizeBytes);
        EXPECT_EQ(data->data->back(), 0x5a);
    }

    TEST_F(ClientOnScript, ReplyBeyondTheLimitBreaksTheConnectionWithAReason)
    {
        answerWithData(server, 5000);
        ClientOptions small = options();
        small.maxReplyBytes = 4096;
        const auto client = Client::connectTo(small);
        const auto data = await(client->getData(Path("/big")));
        ASSERT_FALSE(data);
        EXPECT_EQ(data.error().code, Errc::connectionLoss);
        EXPECT_THAT(data.error().detail, HasSubstr("at most 4096 are allowed"));
    }

    TEST_F(ClientOnScript, BytesThatComeOneByOneAreUnderstood)
    {
        server.onRequest([](auto& peer, const RequestHeader& header, ByteView) {
            Bytes frame;
            jute::appendFrame(frame, okReply(header.xid), StatResponse{});
            for (const std::uint8_t byte : frame)
                peer.sendBytes(ByteView(&byte, 1));
        });
        const auto client = Client::connectTo(options());
        for (int i = 0; i < 20; ++i)
            ASSERT_TRUE(await(client->exists(Path("/a")))->has_value());
    }

    TEST_F(ClientOnScript, GarbageIsSurvivedAndTheSessionGoesOn)
    {
        int asked = 0;
        server.onRequest([&asked](auto& peer, const RequestHeader& header, ByteView) {
            if (++asked == 1)
                peer.sendBytes(*unhex("fffffffe00112233445566778899aabbccddeeff"));
            else
                peer.send(okReply(header.xid));
        });
        const auto client = Client::connectTo(options());
        const auto broken = await(client->sync(Path()));
        ASSERT_FALSE(broken);
        EXPECT_EQ(broken.error().code, Errc::connectionLoss);
        const SessionId session = client->status().sessionId;
        EXPECT_TRUE(await(client->sync(Path())));
        EXPECT_EQ(client->status().sessionId, session);
        EXPECT_EQ(server.connectionCount(), 2);
    }

    TEST_F(ClientOnScript, EachOfThousandsIsAnsweredOnceWhenTheServerCutsInTheMiddle)
    {
        int asked = 0;
        server.onRequest([&asked](auto& peer, const RequestHeader& header, ByteView) {
            if (++asked <= 1500)
                peer.send(okReply(header.xid));
            else if (asked == 4000)
                peer.close(); // Not sooner: a close with unread bytes takes back what was sent.
        });
        const auto client = Client::connectTo(options());
        std::vector<Outcome<Result<void>>> outcomes;
        for (int i = 0; i < 4000; ++i)
            outcomes.push_back(track(client->sync(Path())));
        ASSERT_TRUE(spinUntil([&] {
            return std::all_of(outcomes.begin(), outcomes.end(),
                [](const auto& outcome) { return outcome->has_value(); });
        }));
        const auto succeeded = std::count_if(outcomes.begin(), outcomes.end(),
            [](const auto& outcome) { return (*outcome)->has_value(); });
        EXPECT_EQ(succeeded, 1500);
        EXPECT_EQ((*outcomes.back())->error().code, Errc::connectionLoss);
    }

    TEST_F(ClientOnScript, ResumedCallerMayDestroyTheClient)
    {
        server.onRequest([](auto& peer, const RequestHeader& header, ByteView) {
            peer.send(okReply(header.xid)); // All answers arrive in one piece or a few.
        });
        auto client = Client::connectTo(options());
        ASSERT_TRUE(await(client->sync(Path())));
        std::vector<Result<void>> results;
        auto destroyer = [](std::unique_ptr<Client>& target,
                             std::vector<Result<void>>& into) -> QCoro::Task<> {
            QCoro::Task<Result<void>> task = target->sync(Path());
            into.push_back(co_await task);
            target.reset();
        };
        auto bystander = [](Client& target, std::vector<Result<void>>& into) -> QCoro::Task<> {
            QCoro::Task<Result<void>> task = target.sync(Path());
            into.push_back(co_await task);
        };
        const QCoro::Task<> first = destroyer(client, results);
        std::vector<QCoro::Task<>> others;
        for (int i = 0; i < 50; ++i)
            others.push_back(bystander(*client, results));
        ASSERT_TRUE(spinUntil([&] { return results.size() == 51; }));
        EXPECT_TRUE(results.front());
        for (std::size_t i = 1; i < results.size(); ++i)
            EXPECT_EQ(results[i].error().code, Errc::cancelled);
    }

    TEST_F(ClientOnScript, FrameThatIsResumedMayHoldTheLastReferenceToTheClient)
    {
        server.onRequest([](auto& peer, const RequestHeader& header, ByteView) {
            peer.send(okReply(header.xid));
        });
        bool done = false;
        auto user = [](std::shared_ptr<Client> held) -> QCoro::Task<> {
            for (int i = 0; i < 3; ++i) { // The first one waits for the connection.
                QCoro::Task<Result<void>> task = held->sync(Path());
                EXPECT_TRUE(co_await task);
            }
        };
        std::shared_ptr<Client> client = Client::connectTo(options());
        Client* const context = client.get();
        QCoro::connect(user(client), context, [&client, &done] {
            client.reset(); // The frame, which ends when this returns, has the last one.
            done = true;
        });
        ASSERT_TRUE(spinUntil([&] { return done; }));
    }

    TEST_F(ClientOnScript, ResumedCallerMayRunANestedEventLoop)
    {
        ClientOptions brief = options();
        brief.sessionTimeout = 3s; // Pings every second; silence is noticed after two.
        const auto client = Client::connectTo(brief);
        bool done = false;
        auto dialog = [](Client& target, bool& finished) -> QCoro::Task<> {
            QCoro::Task<Result<void>> task = target.sync(Path());
            co_await task;
            // As a message box would, from inside the decoder.
            const auto inner = track(target.sync(Path()));
            EXPECT_TRUE(spinUntil([&] { return inner->has_value(); }));
            QElapsedTimer open;
            open.start();
            spinUntil([&] { return open.elapsed() > 3000; });
            finished = true;
        };
        const QCoro::Task<> task = dialog(*client, done);
        ASSERT_TRUE(spinUntil([&] { return done; }));
        EXPECT_EQ(client->status().state, SessionState::connected);
        EXPECT_EQ(server.connectionCount(), 1);
    }

    TEST_F(ClientOnScript, DroppedTaskStillRuns)
    {
        int asked = 0;
        server.onRequest([&asked](auto& peer, const RequestHeader& header, ByteView) {
            ++asked;
            peer.send(okReply(header.xid));
        });
        const auto client = Client::connectTo(options());
        {
            const QCoro::Task<Result<void>> dropped = client->remove(Path("/a"));
        }
        ASSERT_TRUE(await(client->sync(Path())));
        EXPECT_EQ(asked, 2);
    }

    TEST_F(ClientOnScript, DestructionCancelsWhatWaitsAndTellsTheServer)
    {
        bool closed = false;
        server.onRequest([&closed](auto&, const RequestHeader& header, ByteView) {
            closed = closed || header.type == OpCode::closeSession;
        });
        auto client = Client::connectTo(options());
        ASSERT_TRUE(
            spinUntil([&] { return client->status().state == SessionState::connected; }));
        const auto waiting = track(client->getData(Path()));
        client.reset();
        ASSERT_TRUE(waiting->has_value());
        EXPECT_EQ((*waiting)->error().code, Errc::cancelled);
        EXPECT_TRUE(spinUntil([&] { return closed; }));
    }

    TEST_F(ClientOnScript, ServerBefore35IsAskedForCreateAndExists)
    {
        std::vector<OpCode> asked;
        server.onRequest([&asked](auto& peer, const RequestHeader& header, ByteView) {
            asked.push_back(header.type);
            if (header.type == OpCode::create2) {
                peer.send(ReplyHeader{header.xid, Zxid(-1), Errc::unimplemented});
                peer.close();
            } else if (header.type == OpCode::create) {
                peer.send(okReply(header.xid), PathRecord{Path("/a")});
            } else {
                peer.send(okReply(header.xid), StatResponse{});
            }
        });
        const auto client = Client::connectTo(options());
        const auto made = await(client->create(Path("/a"), {}));
        ASSERT_TRUE(made) << made.error().detail;
        EXPECT_EQ(made->path, Path("/a"));
        ASSERT_TRUE(await(client->create(Path("/a"), {})));
        EXPECT_THAT(asked,
            testing::ElementsAre(OpCode::create2, OpCode::create, OpCode::exists, OpCode::create,
                OpCode::exists));
    }

    TEST_F(ClientOnScript, ARefusalNamesWhatWasAskedForAndNoRequestOfTheProtocol)
    {
        server.onRequest([](auto& peer, const RequestHeader& header, ByteView) {
            peer.send(ReplyHeader{header.xid, Zxid(-1), Errc::nodeExists});
        });
        const auto client = Client::connectTo(options());
        const auto made = await(client->create(Path("/a"), {}));
        ASSERT_FALSE(made);
        EXPECT_THAT(made.error().detail, HasSubstr("create /a: "));
        const auto listed = await(client->children(Path("/a")));
        ASSERT_FALSE(listed);
        EXPECT_THAT(listed.error().detail, HasSubstr("getChildren /a: "));
    }

    TEST_F(ClientOnScript, OperationUnknownToAnOldServerIsAskedOnceAndTheSessionGoesOn)
    {
        int asked = 0;
        server.onRequest([&asked](auto& peer, const RequestHeader& header, ByteView) {
            if (header.type != OpCode::getAllChildrenNumber) {
                peer.send(okReply(header.xid));
                return;
            }
            ++asked;
            peer.send(ReplyHeader{header.xid, Zxid(-1), Errc::unimplemented});
            peer.close();
        });
        const auto client = Client::connectTo(options());
        ASSERT_TRUE(await(client->sync(Path())));
        const SessionId session = client->status().sessionId;
        for (int i = 0; i < 3; ++i) {
            const auto refused = await(client->allChildrenNumber(Path("/a")));
            ASSERT_FALSE(refused);
            EXPECT_EQ(refused.error().code, Errc::unimplemented);
            EXPECT_THAT(refused.error().detail, HasSubstr("needs ZooKeeper 3.6 or later"));
            ASSERT_TRUE(await(client->sync(Path())));
        }
        EXPECT_EQ(asked, 1);
        EXPECT_EQ(server.connectionCount(), 2);
        EXPECT_EQ(client->status().sessionId, session);
    }

    TEST_F(ClientOnScript, ServerBefore36GetsItsOneShotWatchesBackByTheOlderRequest)
    {
        std::vector<OpCode> restored;
        server.onRequest([&restored](auto& peer, const RequestHeader& header, ByteView) {
            if (header.xid == xid::setWatches)
                restored.push_back(header.type);
            if (header.type == OpCode::setWatches2) {
                peer.send(ReplyHeader{header.xid, Zxid(-1), Errc::unimplemented});
                peer.close();
            } else if (header.type == OpCode::exists) {
                peer.send(okReply(header.xid), StatResponse{});
            } else if (header.type == OpCode::getChildren2) {
                peer.send(okReply(header.xid), ChildrenResponse{});
            } else {
                peer.send(okReply(header.xid));
            }
        });
        const auto client = Client::connectTo(options());
        ASSERT_TRUE(await(client->addWatch(Path("/p"), AddWatchMode::persistent)));
        EXPECT_EQ(client->watchKeeper(Path("/p")), WatchKeeper::server);
        ASSERT_TRUE(await(client->exists(Path("/a"), Watch::yes)));
        server.peers().front()->close(); // The next server is older.
        ASSERT_TRUE(spinUntil([&] { return restored.size() == 2; }));
        EXPECT_THAT(
            restored, testing::ElementsAre(OpCode::setWatches2, OpCode::setWatches));
        EXPECT_TRUE(await(client->sync(Path())));
        EXPECT_EQ(client->watchKeeper(Path("/p")), WatchKeeper::client);
        EXPECT_EQ(client->watchKeeper(Path("/a")), WatchKeeper::nobody);
    }

    TEST_F(ClientOnScript, WatchThatAnOldServerLetsUsKeepNoLongerEndsInTheCallersWords)
    {
        int lists = 0;
        server.onRequest([&lists](auto& peer, const RequestHeader& header, ByteView) {
            if (header.type == OpCode::addWatch) {
                peer.send(ReplyHeader{header.xid, Zxid(-1), Errc::unimplemented});
                peer.close();
            } else if (header.type == OpCode::exists) {
                peer.send(okReply(header.xid), StatResponse{});
            } else if (header.type == OpCode::getChildren2 && ++lists > 1) {
                peer.send(ReplyHeader{header.xid, Zxid(1), Errc::noAuth});
            } else if (header.type == OpCode::getChildren2) {
                peer.send(okReply(header.xid), ChildrenResponse{});
            } else {
                peer.send(okReply(header.xid));
            }
        });
        ClientOptions below = options();
        below.servers = *ConnectString::parse(server.address() + "/app");
        const auto client = Client::connectTo(below);
        ASSERT_TRUE(await(client->addWatch(Path("/p"), AddWatchMode::persistent)));
        EXPECT_EQ(client->watchKeeper(Path("/p")), WatchKeeper::client);
        std::vector<Path> told;
        std::optional<Error> end;
        QObject::connect(client.get(), &Client::watchFired, client.get(),
            [&](const WatchEvent& event) { told.push_back(event.path); });
        QObject::connect(client.get(), &Client::watchEnded, client.get(),
            [&](const Path& path, AddWatchMode mode, const Error& why) {
                EXPECT_EQ(path, Path("/p"));
                EXPECT_EQ(mode, AddWatchMode::persistent);
                end = why;
            });
        server.peers().back()->send(ReplyHeader{xid::notification, Zxid(-1), Errc::ok},
            WatcherEvent{EventType::nodeChildrenChanged, 3, Path("/app/p")});
        ASSERT_TRUE(spinUntil([&] { return end.has_value(); }));
        EXPECT_THAT(told, testing::ElementsAre(Path("/p")));
        EXPECT_EQ(end->code, Errc::noAuth);
        EXPECT_THAT(end->detail, HasSubstr("addWatch /p: "));
        EXPECT_THAT(end->detail, testing::Not(HasSubstr("/app")));
        EXPECT_EQ(client->watchKeeper(Path("/p")), WatchKeeper::nobody);
    }

    TEST_F(ClientOnScript, ServerThatClosesTheHandshakeIsAskedWhy)
    {
        server.onConnect([](auto& peer, const ConnectRequest&) { peer.close(); });
        server.onWord([](auto& peer, const std::string& word) {
            EXPECT_EQ(word, "srvr");
            const std::string answer
                = "This ZooKeeper instance is not currently serving requests\n";
            peer.sendBytes(viewOf(answer));
            peer.close();
        });
        const auto client = Client::connectTo(options());
        const auto refused = await(client->getData(Path()));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, Errc::unreachable);
        EXPECT_THAT(refused.error().detail, HasSubstr("the server does not serve"));
        EXPECT_EQ(client->status().fault, ConnectionFault::notServing);
    }

    TEST_F(ClientOnScript, MalformedPathIsRefusedWithoutAskingTheServer)
    {
        const auto client = Client::connectTo(options());
        const auto refused = await(client->getData(Path("a//b")));
        EXPECT_EQ(refused.error().code, Errc::badArguments);
        EXPECT_EQ(server.connectionCount(), 0);
    }

} // namespace
} // namespace zs::test

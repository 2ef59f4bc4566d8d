// SPDX-License-Identifier: Apache-2.0
// Each kind of watch on one standalone server: what it tells, how often, and how it ends.
#include "tests/interop/client_on_server.h"

namespace zs::test {
namespace {

    using testing::ElementsAre;
    using testing::IsEmpty;
    using Seen = WatchLog::Seen;

    /// One client that watches and another that changes things; a node for both.
    class ClientWatches : public ClientOnServer {
    protected:
        void SetUp() override
        {
            ClientOnServer::SetUp();
            client = connectClient();
            other = connectClient();
            log.emplace(*client);
            ASSERT_TRUE(await(other->create(node(), {})));
        }
        /// Everything that the other client did has been told when this returns.
        void catchUp() { ASSERT_TRUE(await(client->sync(Path()))); }
        void change(int version) { ASSERT_TRUE(await(other->setData(node(), {}, version))); }
        void make(const std::string& name) { ASSERT_TRUE(await(other->create(node(name), {}))); }
        void drop(const std::string& name) { ASSERT_TRUE(await(other->remove(node(name)))); }

        std::unique_ptr<Client> client;
        std::unique_ptr<Client> other;
        std::optional<WatchLog> log;
    };
    INSTANTIATE_TEST_SUITE_P(
        Servers, ClientWatches, testing::Values(Kind::apache, Kind::ours), nameOf);

    TEST_P(ClientWatches, ExistsTellsCreationChangeAndDeletionOnceEach)
    {
        ASSERT_TRUE(await(client->exists(node("a"), Watch::yes)));
        make("a");
        catchUp();
        ASSERT_TRUE(await(client->exists(node("a"), Watch::yes)));
        ASSERT_TRUE(await(other->setData(node("a"), {}, 0)));
        ASSERT_TRUE(await(other->setData(node("a"), {}, 1))); // Nobody watches any more.
        catchUp();
        ASSERT_TRUE(await(client->exists(node("a"), Watch::yes)));
        drop("a");
        catchUp();
        EXPECT_THAT(log->seen,
            ElementsAre(Seen{EventType::nodeCreated, node("a")},
                Seen{EventType::nodeDataChanged, node("a")},
                Seen{EventType::nodeDeleted, node("a")}));
    }

    TEST_P(ClientWatches, GetDataTellsChangeAndDeletionButNotChildren)
    {
        ASSERT_TRUE(await(client->getData(node(), Watch::yes)));
        make("a");
        catchUp();
        EXPECT_THAT(log->seen, IsEmpty());
        change(0);
        catchUp();
        ASSERT_TRUE(await(client->getData(node("a"), Watch::yes)));
        drop("a");
        catchUp();
        EXPECT_THAT(log->seen,
            ElementsAre(Seen{EventType::nodeDataChanged, node()},
                Seen{EventType::nodeDeleted, node("a")}));
        EXPECT_EQ(await(client->getData(node("a"), Watch::yes)).error().code, Errc::noNode);
        make("a"); // A failed read leaves no watch.
        catchUp();
        EXPECT_EQ(log->seen.size(), 2u);
    }

    TEST_P(ClientWatches, ChildrenTellsNamesThatComeAndGo)
    {
        ASSERT_TRUE(await(client->children(node(), Watch::yes)));
        change(0);
        make("a");
        make("b");
        catchUp();
        ASSERT_TRUE(await(client->children(node(), Watch::yes)));
        drop("a");
        catchUp();
        ASSERT_TRUE(await(client->children(node("b"), Watch::yes)));
        drop("b");
        catchUp();
        EXPECT_THAT(log->seen,
            ElementsAre(Seen{EventType::nodeChildrenChanged, node()},
                Seen{EventType::nodeChildrenChanged, node()},
                Seen{EventType::nodeDeleted, node("b")}));
    }

    TEST_P(ClientWatches, PersistentTellsDataAndChildrenEachTime)
    {
        ASSERT_TRUE(await(client->addWatch(node(), AddWatchMode::persistent)));
        change(0);
        change(1);
        make("a");
        ASSERT_TRUE(await(other->create(node("a/deep"), {}))); // Not a child of the node.
        catchUp();
        EXPECT_THAT(log->seen,
            ElementsAre(Seen{EventType::nodeDataChanged, node()},
                Seen{EventType::nodeDataChanged, node()},
                Seen{EventType::nodeChildrenChanged, node()}));
    }

    TEST_P(ClientWatches, RecursiveTellsAllBelowButNoChildrenEvents)
    {
        ASSERT_TRUE(await(client->addWatch(node(), AddWatchMode::persistentRecursive)));
        make("a");
        make("a/deep");
        ASSERT_TRUE(await(other->setData(node("a/deep"), {}, 0)));
        drop("a/deep");
        change(0);
        catchUp();
        EXPECT_THAT(log->seen,
            ElementsAre(Seen{EventType::nodeCreated, node("a")},
                Seen{EventType::nodeCreated, node("a/deep")},
                Seen{EventType::nodeDataChanged, node("a/deep")},
                Seen{EventType::nodeDeleted, node("a/deep")},
                Seen{EventType::nodeDataChanged, node()}));
    }

    TEST_P(ClientWatches, CheckAndRemoveKnowTheTypes)
    {
        EXPECT_EQ(await(client->checkWatches(node())).error().code, Errc::noWatcher);
        ASSERT_TRUE(await(client->getData(node(), Watch::yes)));
        EXPECT_TRUE(await(client->checkWatches(node())));
        EXPECT_TRUE(await(client->checkWatches(node(), WatcherType::data)));
        EXPECT_EQ(await(client->checkWatches(node(), WatcherType::children)).error().code,
            Errc::noWatcher);
        EXPECT_TRUE(await(other->checkWatches(node()))); // The server asks all its sessions.
        ASSERT_TRUE(await(client->children(node(), Watch::yes)));
        ASSERT_TRUE(await(client->removeWatches(node(), WatcherType::data)));
        change(0);
        make("a");
        catchUp();
        EXPECT_THAT(log->seen, ElementsAre(Seen{EventType::nodeChildrenChanged, node()}));
        EXPECT_EQ(await(client->removeWatches(node(), WatcherType::data)).error().code,
            Errc::noWatcher);
    }

    TEST_P(ClientWatches, EventComesBeforeTheReplyThatShowsTheChange)
    {
        ASSERT_TRUE(await(client->getData(node(), Watch::yes)));
        std::size_t seenAtTheReply = 0;
        auto writeAndLook = [](Client& asked, Path path, const WatchLog& events,
                                std::size_t& seen) -> QCoro::Task<> {
            QCoro::Task<Result<Stat>> task = asked.setData(path, {}, 0);
            const Result<Stat> done = co_await task;
            EXPECT_TRUE(done);
            seen = events.seen.size();
        };
        const QCoro::Task<> task = writeAndLook(*client, node(), *log, seenAtTheReply);
        ASSERT_TRUE(spinUntil([&] { return task.isReady(); }));
        EXPECT_EQ(seenAtTheReply, 1u);
    }

} // namespace
} // namespace zs::test

// SPDX-License-Identifier: Apache-2.0
// Persistent watches by one-shot ones, against a model of an old server whose answers, events and
// changes come in every order that a connection allows.
#include "clientlib/session/watch_emulation.h"

#include <gmock/gmock.h>

#include <deque>
#include <functional>
#include <limits>
#include <random>
#include <set>

namespace zs::session {
namespace {

    using testing::AnyOf;
    using testing::Contains;
    using testing::ElementsAre;
    using testing::IsEmpty;
    using testing::SizeIs;
    using Seen = std::pair<EventType, Path>;
    using Mode = AddWatchMode;

    /// A tree with one-shot watches of one client, and the line to it: requests are served in
    /// order, and events and answers arrive in the order in which they left.
    class OldServer {
    public:
        struct Message { // An event when `type` is one, else the answer to `ask`.
            EventType type = EventType::none;
            WatchEmulation::Ask ask;
            bool isRead = false; ///< A reader's own question: how often was it set?
            Errc err = Errc::ok;
            Bytes body;
            std::int32_t version = 0;
        };

        void create(const Path& path)
        {
            m_nodes[path].czxid = Zxid(++m_zxid);
            fire(m_data, EventType::nodeCreated, path);
            changedBelow(path.parent());
        }
        void set(const Path& path)
        {
            std::int32_t& version = m_nodes.at(path).version;
            version = nextVersion(version);
            fire(m_data, EventType::nodeDataChanged, path);
        }
        void remove(const Path& path)
        {
            m_nodes.erase(path);
            if (fire(m_data, EventType::nodeDeleted, path))
                m_children.erase(path);
            else
                fire(m_children, EventType::nodeDeleted, path);
            changedBelow(path.parent());
        }
        /// After so many changes of its data and of its children.
        void count(const Path& path, std::int32_t changes)
        {
            m_nodes.at(path).version = m_nodes.at(path).cversion = changes;
        }
        [[nodiscard]] bool contains(const Path& path) const { return m_nodes.contains(path); }
        [[nodiscard]] bool hasChildren(const Path& path) const
        {
            const auto next = m_nodes.upper_bound(path);
            return next != m_nodes.end() && next->first.isWithin(path);
        }
        [[nodiscard]] std::int32_t versionOf(const Path& path) const
        {
            return m_nodes.at(path).version;
        }
        [[nodiscard]] std::set<Path> below(const Path& root) const
        {
            std::set<Path> paths;
            for (const auto& [path, stat] : m_nodes) {
                if (path.isWithin(root))
                    paths.insert(path);
            }
            return paths;
        }

        void ask(WatchEmulation::Ask ask) { m_requests.push_back({std::move(ask), false}); }
        void read(const Path& path) { m_requests.push_back({{OpCode::exists, path}, true}); }
        [[nodiscard]] bool canServe() const { return !m_requests.empty(); }
        /// `between`: what happens when the watch stands and the answer has not left yet.
        void serve(const std::function<void()>& between = {})
        {
            auto [ask, isRead] = std::move(m_requests.front());
            m_requests.pop_front();
            Message answer;
            answer.isRead = isRead;
            const auto node = m_nodes.find(ask.path);
            const bool isThere = node != m_nodes.end();
            answer.err = isThere ? refusals[ask.path] : Errc::noNode;
            if (isRead) {
                answer.version = isThere ? node->second.version : -1;
            } else if (ask.op == OpCode::exists) {
                m_data.insert(ask.path);
                if (isThere)
                    answer.body = jute::encode(StatResponse{node->second});
            } else if (answer.err == Errc::ok) {
                m_children.insert(ask.path);
                ChildrenResponse list;
                list.stat = node->second;
                for (const Path& path : below(ask.path)) {
                    if (path.parent() == ask.path && path != ask.path)
                        list.names.emplace_back(path.name());
                }
                answer.body = jute::encode(list);
            }
            answer.ask = std::move(ask);
            if (between)
                between();
            m_line.push_back(std::move(answer));
        }
        [[nodiscard]] bool canArrive() const { return !m_line.empty(); }
        Message arrive()
        {
            Message message = std::move(m_line.front());
            m_line.pop_front();
            return message;
        }
        /// A new connection: the server forgets the watches, and what is on the line is lost.
        void cut()
        {
            m_requests.clear();
            m_line.clear();
            m_data.clear();
            m_children.clear();
        }
        std::size_t watchCount() const { return m_data.size() + m_children.size(); }

        std::map<Path, Errc> refusals;

    private:
        bool fire(std::set<Path>& table, EventType type, const Path& path)
        {
            if (table.erase(path) == 0)
                return false;
            Message event;
            event.type = type;
            event.ask.path = path;
            m_line.push_back(std::move(event));
            return true;
        }
        void changedBelow(const Path& parent)
        {
            if (const auto node = m_nodes.find(parent); node != m_nodes.end())
                node->second.cversion = nextVersion(node->second.cversion);
            fire(m_children, EventType::nodeChildrenChanged, parent);
        }

        std::map<Path, Stat> m_nodes;
        std::int64_t m_zxid = 0;
        std::set<Path> m_data;
        std::set<Path> m_children;
        std::deque<std::pair<WatchEmulation::Ask, bool>> m_requests;
        std::deque<Message> m_line;
    };

    /// What SessionMachine does with an emulation, and somebody who knows the tree by events only
    /// and reads a node again on each event that it gets.
    class Session {
    public:
        explicit Session(std::size_t limit = WatchEmulation::mostNodes) : emulation(limit) {}

        void add(const char* path, Mode mode, RequestId waiter = 1)
        {
            perform(emulation.add(Path(path), mode, waiter));
        }
        void arrive()
        {
            const OldServer::Message message = server.arrive();
            if (message.isRead) {
                m_reads.pop_front();
                knownVersions[message.ask.path] = message.version;
            } else if (message.type != EventType::none) {
                perform(emulation.heard(message.type, message.ask.path));
                if (isTold(message.type, message.ask.path))
                    tell(message.type, message.ask.path);
            } else {
                auto wants = emulation.answered(message.ask, message.err, message.body);
                ASSERT_TRUE(wants) << wants.error().detail;
                perform(std::move(*wants));
            }
        }
        /// Until nothing is on the way.
        void settle()
        {
            while (server.canServe() || server.canArrive()) {
                if (server.canServe())
                    server.serve();
                else
                    arrive();
            }
        }
        void reconnect()
        {
            server.cut();
            perform(emulation.connectionLost(Errc::connectionLoss, "cut"));
            perform(emulation.connected(persistent, recursive));
            for (const Path& path : m_reads) // They failed: who wants to know asks again.
                server.read(path);
        }
        void perform(WatchEmulation::Wants wants)
        {
            for (WatchEmulation::Ask& ask : wants.asks)
                server.ask(std::move(ask));
            for (const auto& [type, path] : wants.events)
                tell(type, path);
            for (const WatchEmulation::Done& done : wants.done) {
                (done.mode == Mode::persistent ? persistent : recursive).insert(done.path);
                for (const RequestId waiter : done.waiters)
                    ASSERT_TRUE(answers.emplace(waiter, Errc::ok).second) << "answered twice";
            }
            for (const WatchEmulation::Ended& ended : wants.ended) {
                (ended.mode == Mode::persistent ? persistent : recursive).erase(ended.path);
                for (const RequestId waiter : ended.waiters)
                    ASSERT_TRUE(answers.emplace(waiter, ended.err).second) << "answered twice";
                ends += ended.stood ? 1 : 0;
            }
        }
        /// As WatchRegistry::fire.
        [[nodiscard]] bool isTold(EventType type, const Path& path) const
        {
            bool below = false;
            for (const Path& root : recursive)
                below = below || path.isWithin(root);
            return persistent.contains(path)
                || (below && type != EventType::nodeChildrenChanged);
        }

        OldServer server;
        WatchEmulation emulation;
        std::unordered_set<Path> persistent;
        std::unordered_set<Path> recursive;
        std::map<RequestId, Errc> answers;
        std::vector<Seen> seen;
        int ends = 0;
        std::set<Path> knownNodes;
        std::map<Path, std::int32_t> knownVersions;

    private:
        void tell(EventType type, const Path& path)
        {
            seen.emplace_back(type, path);
            if (type == EventType::nodeCreated)
                knownNodes.insert(path);
            else if (type == EventType::nodeDeleted)
                knownNodes.erase(path);
            m_reads.push_back(path);
            server.read(path);
        }

        std::deque<Path> m_reads; ///< Without an answer.
    };

    class Emulated : public testing::Test {
    protected:
        void SetUp() override
        {
            for (const char* path : {"/", "/a", "/a/b"})
                session.server.create(Path(path));
        }
        OldServer& server = session.server;
        Session session;
        const Path a{"/a"};
    };

    TEST_F(Emulated, StandsWhenBothOneShotWatchesDo)
    {
        session.add("/a", Mode::persistent);
        EXPECT_THAT(session.answers, IsEmpty());
        session.settle();
        EXPECT_THAT(session.answers, ElementsAre(std::pair<const RequestId, Errc>(1, Errc::ok)));
        EXPECT_EQ(server.watchCount(), 2u);
        EXPECT_THAT(session.seen, IsEmpty());
    }

    TEST_F(Emulated, PersistentTellsEachKindOfEventAgainAndAgain)
    {
        session.add("/a", Mode::persistent);
        session.settle();
        for (int round = 0; round < 2; ++round) {
            server.set(a);
            session.settle();
            server.create(Path("/a/c"));
            session.settle();
            server.remove(Path("/a/c"));
            session.settle();
        }
        const Seen data{EventType::nodeDataChanged, a};
        const Seen children{EventType::nodeChildrenChanged, a};
        EXPECT_THAT(session.seen,
            ElementsAre(data, children, children, data, children, children));
    }

    TEST_F(Emulated, VersionsThatWrapRoundTellOfOneChangeEach)
    {
        server.count(a, std::numeric_limits<std::int32_t>::max());
        session.add("/a", Mode::persistent);
        session.settle();
        server.set(a);
        session.settle();
        EXPECT_THAT(session.seen, ElementsAre(Seen(EventType::nodeDataChanged, a)));
        EXPECT_EQ(server.versionOf(a), std::numeric_limits<std::int32_t>::min());
        server.create(Path("/a/c"));
        session.settle();
        EXPECT_THAT(session.seen, ElementsAre(Seen(EventType::nodeDataChanged, a),
            Seen(EventType::nodeChildrenChanged, a)));
    }

    TEST_F(Emulated, PersistentOutlivesDeletionAndWaitsForANodeThatIsMissing)
    {
        const Path late("/late");
        session.add("/late", Mode::persistent);
        session.settle();
        EXPECT_THAT(session.answers, SizeIs(1));
        for (int round = 0; round < 2; ++round) {
            server.create(late);
            session.settle();
            server.create(Path("/late/child"));
            session.settle();
            server.remove(Path("/late/child"));
            session.settle();
            server.remove(late);
            session.settle();
        }
        const Seen created{EventType::nodeCreated, late};
        const Seen children{EventType::nodeChildrenChanged, late};
        const Seen deleted{EventType::nodeDeleted, late};
        EXPECT_THAT(session.seen,
            ElementsAre(created, children, children, deleted, created, children, children,
                deleted));
    }

    TEST_F(Emulated, ChangeBetweenEventAndNewWatchIsToldFromTheAnswer)
    {
        session.add("/a", Mode::persistent);
        session.settle();
        server.set(a);
        server.set(a); // No watch stands.
        server.create(Path("/a/c"));
        server.create(Path("/a/d"));
        session.settle();
        EXPECT_EQ(std::count(session.seen.begin(), session.seen.end(),
                      Seen(EventType::nodeDataChanged, a)),
            2);
        EXPECT_EQ(std::count(session.seen.begin(), session.seen.end(),
                      Seen(EventType::nodeChildrenChanged, a)),
            2);
    }

    TEST_F(Emulated, NodeReplacedWhileNoWatchStoodIsDeletedAndCreated)
    {
        session.add("/a/b", Mode::persistent);
        session.settle();
        const Path b("/a/b");
        session.server.cut(); // As a reconnect does.
        server.remove(b);
        server.create(b);
        session.reconnect();
        session.settle();
        EXPECT_THAT(session.seen,
            ElementsAre(Seen(EventType::nodeDeleted, b), Seen(EventType::nodeCreated, b)));
    }

    TEST_F(Emulated, RecursiveFollowsNamesAndTellsNoChildrenEvents)
    {
        session.add("/a", Mode::persistentRecursive);
        session.settle();
        EXPECT_THAT(session.answers, SizeIs(1));
        EXPECT_THAT(session.seen, IsEmpty()); // What was there is no news.
        server.create(Path("/a/b/c"));
        session.settle();
        server.create(Path("/a/b/c/d"));
        session.settle();
        server.set(Path("/a/b/c/d"));
        session.settle();
        server.remove(Path("/a/b/c/d"));
        session.settle();
        EXPECT_THAT(session.seen,
            ElementsAre(Seen(EventType::nodeCreated, Path("/a/b/c")),
                Seen(EventType::nodeCreated, Path("/a/b/c/d")),
                Seen(EventType::nodeDataChanged, Path("/a/b/c/d")),
                Seen(EventType::nodeDeleted, Path("/a/b/c/d"))));
    }

    TEST_F(Emulated, TreeMadeAtOnceIsToldWhole)
    {
        session.add("/a", Mode::persistentRecursive);
        session.settle();
        for (const char* path : {"/a/x", "/a/x/y", "/a/x/y/z"})
            server.create(Path(path));
        server.set(Path("/a/x/y/z"));
        session.settle();
        EXPECT_THAT(session.seen,
            ElementsAre(Seen(EventType::nodeCreated, Path("/a/x")),
                Seen(EventType::nodeCreated, Path("/a/x/y")),
                Seen(EventType::nodeCreated, Path("/a/x/y/z")),
                Seen(EventType::nodeDataChanged, Path("/a/x/y/z"))));
    }

    TEST_F(Emulated, ReconnectTellsWhatHappenedMeanwhile)
    {
        session.add("/a", Mode::persistentRecursive);
        session.settle();
        server.cut();
        server.set(a);
        server.remove(Path("/a/b"));
        server.create(Path("/a/n"));
        session.reconnect();
        session.settle();
        EXPECT_THAT(session.seen,
            testing::UnorderedElementsAre(Seen(EventType::nodeDataChanged, a),
                Seen(EventType::nodeDeleted, Path("/a/b")),
                Seen(EventType::nodeCreated, Path("/a/n"))));
    }

    TEST_F(Emulated, WatchesOfANewerServerAreTakenOverWithoutNews)
    {
        session.recursive.insert(a);
        session.persistent.insert(Path("/"));
        session.reconnect();
        session.settle();
        EXPECT_THAT(session.seen, IsEmpty());
        EXPECT_EQ(server.watchCount(), 6u);
        server.set(Path("/a/b"));
        session.settle();
        EXPECT_THAT(session.seen, ElementsAre(Seen(EventType::nodeDataChanged, Path("/a/b"))));
    }

    TEST_F(Emulated, WhoWaitsIsAnsweredWhenTheConnectionEnds)
    {
        session.add("/a", Mode::persistentRecursive, 7);
        session.reconnect();
        EXPECT_EQ(session.answers.at(7), Errc::connectionLoss);
        EXPECT_EQ(session.emulation.nodeCount(), 0u);
        EXPECT_EQ(session.ends, 0); // It never stood.
    }

    TEST_F(Emulated, StoppedWaiterIsNotAnsweredAndTheWatchStands)
    {
        session.add("/a", Mode::persistent, 7);
        session.emulation.cancel(7);
        session.settle();
        EXPECT_THAT(session.answers, IsEmpty());
        EXPECT_TRUE(session.persistent.contains(a));
    }

    TEST(EmulatedLimit, TooLargeATreeIsRefusedWhole)
    {
        Session session(10);
        session.server.create(Path("/a"));
        for (int i = 0; i < 10; ++i)
            session.server.create(Path("/a/" + std::to_string(i)));
        session.add("/a", Mode::persistentRecursive);
        session.settle();
        EXPECT_EQ(session.answers.at(1), Errc::unimplemented);
        EXPECT_EQ(session.emulation.nodeCount(), 0u);
    }

    TEST(EmulatedLimit, TreeThatOutgrowsItEndsItsWatchAndLeavesOthers)
    {
        Session session(4);
        for (const char* path : {"/a", "/a/b", "/p"})
            session.server.create(Path(path));
        session.add("/a", Mode::persistentRecursive, 1);
        session.add("/p", Mode::persistent, 2);
        session.settle();
        session.server.create(Path("/a/c"));
        session.server.create(Path("/a/d"));
        session.settle();
        EXPECT_EQ(session.ends, 1);
        EXPECT_THAT(session.recursive, IsEmpty());
        EXPECT_EQ(session.emulation.nodeCount(), 1u);
        session.seen.clear();
        session.server.set(Path("/p"));
        session.settle();
        EXPECT_THAT(session.seen, ElementsAre(Seen(EventType::nodeDataChanged, Path("/p"))));
    }

    TEST_F(Emulated, UnreadableListEndsItWithTheReason)
    {
        server.refusals[Path("/a/b")] = Errc::noAuth;
        session.add("/a", Mode::persistentRecursive);
        session.settle();
        EXPECT_EQ(session.answers.at(1), Errc::noAuth);
        EXPECT_EQ(session.emulation.nodeCount(), 0u);
    }

    TEST_F(Emulated, RemovedWatchAnswersWhoWaitsForAnotherAndIsSilent)
    {
        session.add("/a", Mode::persistentRecursive, 1);
        session.settle();
        session.persistent.clear();
        session.recursive.clear();
        session.perform(session.emulation.remove(WatcherType::any, a));
        EXPECT_EQ(session.emulation.nodeCount(), 0u);
        server.set(a); // The server's one-shot watch is still there.
        session.settle();
        EXPECT_THAT(session.seen, IsEmpty());
    }

    TEST_F(Emulated, UnreadableAnswerIsAnError)
    {
        (void)session.emulation.add(a, Mode::persistent, 1);
        const Bytes half(3);
        EXPECT_FALSE(session.emulation.answered({OpCode::exists, a}, Errc::ok, half));
    }

    /// Random changes, answers and reconnects: in the end, who followed the events knows all.
    class EmulatedSeeds : public testing::TestWithParam<unsigned> {
    protected:
        static void play(unsigned seed);
        static Path randomPath(std::mt19937& random)
        {
            std::string text;
            for (unsigned depth = 1 + random() % 3; depth > 0; --depth)
                text += std::string("/") + char('a' + random() % 3);
            return Path(text);
        }
        static void change(OldServer& server, std::mt19937& random)
        {
            const Path path = randomPath(random);
            if (!server.contains(path)) {
                if (server.contains(path.parent()))
                    server.create(path);
            } else if (random() % 2 == 0 || server.hasChildren(path)) {
                server.set(path);
            } else {
                server.remove(path);
            }
        }
    };

    void EmulatedSeeds::play(unsigned seed)
    {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937 random(seed);
        Session session;
        const Path root;
        session.server.create(root);
        for (int i = 0; i < 20; ++i)
            change(session.server, random);
        session.add("/", Mode::persistentRecursive);
        session.settle();
        ASSERT_EQ(session.answers.at(1), Errc::ok);
        session.knownNodes = session.server.below(root);
        for (const Path& path : session.knownNodes)
            session.knownVersions[path] = session.server.versionOf(path);
        for (int step = 0; step < 400; ++step) {
            const unsigned what = random() % 20;
            if (what < 8)
                change(session.server, random);
            else if (what < 12 && session.server.canServe())
                session.server.serve();
            else if (what == 12 && session.server.canServe())
                session.server.serve([&] { change(session.server, random); });
            else if (what < 19 && session.server.canArrive())
                session.arrive();
            else if (what == 19)
                session.reconnect();
        }
        session.settle();
        EXPECT_EQ(session.knownNodes, session.server.below(root));
        for (const Path& path : session.knownNodes)
            EXPECT_EQ(session.knownVersions[path], session.server.versionOf(path)) << path.text();
        // Each node has both; the watch on a node that went meanwhile may be left.
        EXPECT_GE(session.server.watchCount(), 2 * session.emulation.nodeCount());
        EXPECT_EQ(session.emulation.nodeCount(), session.knownNodes.size());
    }

    TEST_P(EmulatedSeeds, WhoReadsAgainOnEachEventKnowsTheTree)
    {
        constexpr unsigned seeds = 50;
        for (unsigned seed = 0; seed < seeds && !HasFatalFailure(); ++seed)
            play(GetParam() * seeds + seed);
    }
    INSTANTIATE_TEST_SUITE_P(Random, EmulatedSeeds, testing::Range(0u, 16u));

} // namespace
} // namespace zs::session

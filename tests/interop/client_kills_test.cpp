// SPDX-License-Identifier: Apache-2.0
// A server that is killed and started again and again under a client that writes and one that
// watches. The rule for watches: once the last change has settled, the watcher knows the present
// state of each watched node, by an event or by what it read when it was connected again; one-shot
// watches need no help, persistent ones are read again after each reconnect, as client.h says.
#include "clientlib/client.h"
#include "tests/support/apache_server.h"
#include "tests/support/await.h"

#include <gmock/gmock.h>

#include <map>
#include <set>

namespace zs::test {
namespace {

    using namespace std::chrono_literals;

    const Path base("/restarts");
    constexpr int watchedNodes = 8;

    Path oneShotNode(int i) { return base.child("one-shot-" + std::to_string(i)); }
    const Path list = base.child("list");
    const Path persistent = base.child("persistent");
    const Path recursive = base.child("recursive");
    const Path below = recursive.child("below");

    std::unique_ptr<Client> connectTo(const ApacheServer& server)
    {
        ClientOptions options;
        options.servers = *ConnectString::parse(server.address());
        options.sessionTimeout = 20s;
        return Client::connectTo(std::move(options));
    }

    std::string textOr(const Result<DataResponse>& read, const std::string& otherwise)
    {
        return read && read->data ? std::string(textOf(*read->data)) : otherwise;
    }

    /// Writes without a pause: numbers into the watched nodes, new nodes into the list.
    class Writer {
    public:
        explicit Writer(const ApacheServer& server) : m_client(connectTo(server)) {}

        void start()
        {
            for (int i = 0; i < watchedNodes; ++i)
                (void)setForEver(oneShotNode(i)); // tidy-ok(task-dropped): isIdle() tells.
            (void)setForEver(persistent); // tidy-ok(task-dropped): as above.
            (void)setForEver(below);      // tidy-ok(task-dropped): as above.
            (void)createForEver();        // tidy-ok(task-dropped): as above.
        }
        void stop() { m_stopping = true; }
        [[nodiscard]] bool isIdle() const { return m_running == 0; }
        [[nodiscard]] int acknowledgedCount() const { return m_acknowledgedCount; }
        /// The last number that was acknowledged, and the last that was tried.
        [[nodiscard]] std::pair<int, int> span(const Path& path) { return m_numbers[path]; }
        [[nodiscard]] const std::set<std::string>& created() const { return m_created; }
        Client& client() { return *m_client; }

    private:
        QCoro::Task<> setForEver(Path path)
        {
            ++m_running;
            while (!m_stopping) {
                const int number = ++m_numbers[path].second;
                const Bytes data = toBytes(std::to_string(number));
                const auto set = co_await m_client->setData(path, data, anyVersion);
                note(set ? Errc::ok : set.error().code);
                if (set)
                    m_numbers[path].first = number;
            }
            --m_running;
        }
        QCoro::Task<> createForEver()
        {
            ++m_running;
            for (int i = 0; !m_stopping; ++i) {
                const std::string name = "n" + std::to_string(i);
                const auto made = co_await m_client->create(list.child(name), Bytes());
                note(made ? Errc::ok : made.error().code);
                if (made)
                    m_created.insert(name);
            }
            --m_running;
        }
        void note(Errc code)
        {
            if (code == Errc::ok)
                ++m_acknowledgedCount;
            else
                EXPECT_THAT(code, testing::AnyOf(Errc::connectionLoss, Errc::unreachable))
                    << errcName(code);
        }

        std::map<Path, std::pair<int, int>> m_numbers;
        std::set<std::string> m_created;
        int m_acknowledgedCount = 0;
        int m_running = 0;
        bool m_stopping = false;
        std::unique_ptr<Client> m_client;
    };

    /// Knows each node by what it was told to read: never looks without a reason.
    class Watcher {
    public:
        explicit Watcher(const ApacheServer& server) : m_client(connectTo(server))
        {
            QObject::connect(m_client.get(), &Client::watchFired, m_client.get(),
                [this](const WatchEvent& event) { hear(event); });
            QObject::connect(m_client.get(), &Client::statusChanged, m_client.get(),
                [this](const SessionStatus& status) { hear(status); });
        }

        void start()
        {
            for (int i = 0; i < watchedNodes; ++i)
                keepReading(oneShotNode(i), Watch::yes);
            keepReadingList();
            const auto first = await(m_client->addWatch(persistent, AddWatchMode::persistent));
            ASSERT_TRUE(first) << first.error().detail;
            const auto second
                = await(m_client->addWatch(recursive, AddWatchMode::persistentRecursive));
            ASSERT_TRUE(second) << second.error().detail;
            readPersistent();
        }
        [[nodiscard]] std::string known(const Path& path) { return m_known[path]; }
        [[nodiscard]] const std::set<std::string>& knownList() const { return m_list; }
        [[nodiscard]] int events(const Path& path) { return m_events[path]; }
        [[nodiscard]] int reconnects() const { return m_reconnects; }
        Client& client() { return *m_client; }

    private:
        void hear(const WatchEvent& event)
        {
            ++m_events[event.path];
            if (event.path == list)
                keepReadingList();
            else if (event.path == persistent || event.path == below)
                keepReading(event.path, Watch::no);
            else if (event.path != recursive)
                keepReading(event.path, Watch::yes);
        }
        void hear(const SessionStatus& status)
        {
            const bool connected = status.state == SessionState::connected;
            if (std::exchange(m_connected, connected) || !connected)
                return;
            ++m_reconnects;
            readPersistent();
        }
        void readPersistent()
        {
            keepReading(persistent, Watch::no);
            keepReading(below, Watch::no);
        }
        void keepReading(const Path& path, Watch watch)
        {
            (void)readData(path, watch); // tidy-ok(task-dropped): ends with the client.
        }
        void keepReadingList()
        {
            (void)readList(); // tidy-ok(task-dropped): ends with the client.
        }
        QCoro::Task<> readData(Path path, Watch watch)
        {
            while (true) {
                const auto read = co_await m_client->getData(path, watch);
                if (read) {
                    m_known[path] = textOr(read, {});
                    co_return;
                }
                if (!outcomeUnknown(read.error().code) && read.error().code != Errc::unreachable)
                    co_return;
            }
        }
        QCoro::Task<> readList()
        {
            while (true) {
                const auto read = co_await m_client->children(list, Watch::yes);
                if (read) {
                    m_list = {read->names.begin(), read->names.end()};
                    co_return;
                }
                if (!outcomeUnknown(read.error().code) && read.error().code != Errc::unreachable)
                    co_return;
            }
        }

        std::map<Path, std::string> m_known;
        std::set<std::string> m_list;
        std::map<Path, int> m_events;
        bool m_connected = false;
        int m_reconnects = 0;
        std::unique_ptr<Client> m_client;
    };

    class ClientOnDyingServer : public testing::TestWithParam<const char*> {
    protected:
        void SetUp() override
        {
            ApacheServer::Options options;
            if (isOurs())
                options.program = qEnvironmentVariable("ZS_BIN") + "/zooscope-server";
            server = std::make_unique<ApacheServer>(options);
            ASSERT_TRUE(server->start());
            const auto client = connectTo(*server);
            for (const Path& path : {base, list, persistent, recursive, below})
                ASSERT_TRUE(await(client->create(path, toBytes("0"))));
            for (int i = 0; i < watchedNodes; ++i)
                ASSERT_TRUE(await(client->create(oneShotNode(i), toBytes("0"))));
        }
        static bool isOurs() { return GetParam() == std::string("Ours"); }

        /// Kills the server under load and starts it again; waits until both clients are back.
        void killAndRestart(Writer& writer, Watcher& watcher)
        {
            const int before = writer.acknowledgedCount();
            ASSERT_TRUE(spinUntil([&] { return writer.acknowledgedCount() > before + 20; }, 60s));
            server->kill();
            const auto lost = [](Client& client) {
                return client.status().state != SessionState::connected;
            };
            ASSERT_TRUE(spinUntil([&] { return lost(writer.client()) && lost(watcher.client()); }));
            server->launch(); // Not waited for: the clients' own search is what is tested.
            const auto isBack = [](Client& client) {
                if (client.status().state == SessionState::connected)
                    return true;
                client.retryNow(); // Spares the back-off.
                return false;
            };
            ASSERT_TRUE(spinUntil(
                [&] { return isBack(writer.client()) && isBack(watcher.client()); }, 60s));
        }

        /// The watcher's knowledge equals the server's state; nothing is asked for to get there.
        void expectKnown(Watcher& watcher, Writer& writer)
        {
            std::vector<Path> nodes{persistent, below};
            for (int i = 0; i < watchedNodes; ++i)
                nodes.push_back(oneShotNode(i));
            for (const Path& path : nodes) {
                const std::string present = textOr(await(writer.client().getData(path)), "?");
                EXPECT_TRUE(spinUntil([&] { return watcher.known(path) == present; }))
                    << path.text() << " is " << present << ", known as " << watcher.known(path);
                const auto [acknowledged, tried] = writer.span(path);
                EXPECT_GE(std::stoi(present), acknowledged) << path.text();
                EXPECT_LE(std::stoi(present), tried) << path.text();
            }
            const auto listed = await(writer.client().children(list));
            ASSERT_TRUE(listed) << listed.error().detail;
            const std::set<std::string> names(listed->names.begin(), listed->names.end());
            EXPECT_TRUE(spinUntil([&] { return watcher.knownList() == names; }));
            for (const std::string& name : writer.created())
                EXPECT_TRUE(names.contains(name)) << name << " was acknowledged and is lost";
        }

        /// Each watch still stands after all that: one more change is told, once more.
        void expectWatchesStand(Watcher& watcher, Writer& writer)
        {
            std::vector<Path> nodes{persistent, below, list};
            for (int i = 0; i < watchedNodes; ++i)
                nodes.push_back(oneShotNode(i));
            std::map<Path, int> before;
            for (const Path& path : nodes)
                before[path] = watcher.events(path);
            for (const Path& path : nodes) {
                const bool done = path == list
                    ? await(writer.client().create(list.child("last"), Bytes())).has_value()
                    : await(writer.client().setData(path, toBytes("0"), anyVersion)).has_value();
                ASSERT_TRUE(done) << path.text();
            }
            for (const Path& path : nodes)
                EXPECT_TRUE(spinUntil([&] { return watcher.events(path) > before[path]; }))
                    << "the watch of " << path.text() << " is lost";
        }

        std::unique_ptr<ApacheServer> server;
    };

    TEST_P(ClientOnDyingServer, NoEventIsLostThatCanBeRestoredAndNoAcknowledgedWrite)
    {
        Writer writer(*server);
        Watcher watcher(*server);
        watcher.start();
        writer.start();
        const int rounds = isOurs() ? 50 : 4;
        for (int round = 0; round < rounds; ++round) {
            SCOPED_TRACE("round " + std::to_string(round));
            killAndRestart(writer, watcher);
            if (HasFatalFailure())
                return;
        }
        writer.stop();
        ASSERT_TRUE(spinUntil([&] { return writer.isIdle(); }, 60s));
        EXPECT_GE(watcher.reconnects(), rounds);
        expectKnown(watcher, writer);
        expectWatchesStand(watcher, writer);
    }

    INSTANTIATE_TEST_SUITE_P(Servers, ClientOnDyingServer, testing::Values("Apache", "Ours"),
        [](const auto& server) { return std::string(server.param); });

} // namespace
} // namespace zs::test

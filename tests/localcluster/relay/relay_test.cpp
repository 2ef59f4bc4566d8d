// SPDX-License-Identifier: Apache-2.0
// The relay with real sockets: two players on either side, all on one loop.
#include "localcluster/relay/relay.h"
#include "tests/support/free_port.h"

#include <asio/read.hpp>
#include <asio/write.hpp>

#include <gmock/gmock.h>

#include <unistd.h>

namespace zs::relay {
namespace {

    using namespace std::chrono_literals;
    using asio::ip::tcp;
    using test::freePort;
    using testing::HasSubstr;

    constexpr auto patience = 20s;

    tcp::endpoint local(std::uint16_t port) { return {asio::ip::address_v4::loopback(), port}; }

    /// One end of a connection: keeps what came, and whether it ended.
    struct Player {
        explicit Player(asio::io_context& loop) : socket(loop) { }

        void listen() { read(); }
        void say(const std::string& text)
        {
            asio::error_code ignored;
            asio::write(socket, asio::buffer(text), ignored);
        }
        void read()
        {
            socket.async_read_some(
                asio::buffer(buffer), [this](const asio::error_code& error, std::size_t count) {
                    if (error) {
                        end = error;
                        return;
                    }
                    heard.append(buffer.data(), count);
                    read();
                });
        }

        tcp::socket socket;
        std::array<char, 65536> buffer;
        std::string heard;
        std::optional<asio::error_code> end;
    };

    class RelayTest : public testing::Test {
    protected:
        void SetUp() override
        {
            for (const int id : {1, 2})
                m_plan.servers[ServerId(id)] = {freePort(), freePort(), freePort()};
            for (const Ends& ends : {Ends(1, 2), Ends(2, 1)})
                m_plan.lines[ends] = {freePort(), freePort()};
            m_plan.control = "/tmp/zs-relay-test-" + std::to_string(::getpid());
            m_relay.emplace(m_loop, m_plan);
            const auto opened = m_relay->open();
            ASSERT_TRUE(opened) << opened.error().detail;
            listen();
        }

        /// Server 2 listens on its quorum and election ports.
        void listen()
        {
            const RealPorts& real = m_plan.servers.at(ServerId(2));
            for (auto* door : {&m_quorum, &m_election}) {
                door->open(tcp::v4());
                door->set_option(asio::socket_base::reuse_address(true));
                door->bind(local(door == &m_quorum ? real.quorum : real.election));
                door->listen();
                accept(*door);
            }
        }

        void accept(tcp::acceptor& door)
        {
            door.async_accept([this, &door](const asio::error_code& error, tcp::socket socket) {
                if (error)
                    return;
                auto player = std::make_unique<Player>(m_loop);
                player->socket = std::move(socket);
                player->listen();
                m_accepted.push_back(std::move(player));
                accept(door);
            });
        }

        /// Its handlers hear of it before it goes.
        void endRelay()
        {
            m_relay->close();
            m_loop.poll();
            m_relay.reset();
        }

        std::unique_ptr<Player> dial(std::uint16_t port)
        {
            auto player = std::make_unique<Player>(m_loop);
            player->socket.connect(local(port));
            player->listen();
            return player;
        }
        std::unique_ptr<Player> dialQuorum()
        {
            return dial(m_plan.lines.at(Ends(1, 2)).quorum);
        }

        bool runUntil(const std::function<bool()>& done,
            std::chrono::steady_clock::duration limit = patience)
        {
            const auto end = std::chrono::steady_clock::now() + limit;
            while (!done()) {
                if (std::chrono::steady_clock::now() >= end)
                    return false;
                m_loop.run_one_for(10ms);
            }
            return true;
        }

        /// Runs the loop until nothing has happened for a while: what is held would have come.
        void settle()
        {
            while (m_loop.run_one_for(100ms) != 0) { }
        }

        asio::io_context m_loop{1};
        RelayPlan m_plan;
        std::optional<Relay> m_relay;
        tcp::acceptor m_quorum{m_loop};
        tcp::acceptor m_election{m_loop};
        std::vector<std::unique_ptr<Player>> m_accepted;
    };

    TEST_F(RelayTest, PassesBytesBothWaysAndTheEndOfEach)
    {
        auto caller = dialQuorum();
        ASSERT_TRUE(runUntil([&] { return m_accepted.size() == 1; }));
        caller->say("hello");
        m_accepted[0]->say("welcome");
        EXPECT_TRUE(runUntil(
            [&] { return m_accepted[0]->heard == "hello" && caller->heard == "welcome"; }));
        caller->socket.shutdown(tcp::socket::shutdown_send);
        ASSERT_TRUE(runUntil([&] { return m_accepted[0]->end.has_value(); }));
        EXPECT_EQ(*m_accepted[0]->end, asio::error::eof);
        m_accepted[0]->say("still here"); // The other way is open yet.
        EXPECT_TRUE(runUntil([&] { return caller->heard == "welcomestill here"; }));
        m_accepted[0]->socket.close();
        EXPECT_TRUE(runUntil([&] { return m_relay->connectionCount() == 0; }));
    }

    TEST_F(RelayTest, CutHoldsOneDirectionSilentlyAndHealDeliversInOrder)
    {
        auto caller = dialQuorum();
        ASSERT_TRUE(runUntil([&] { return m_accepted.size() == 1; }));
        EXPECT_EQ(m_relay->answer("cut 1>2"), "ok");
        caller->say("a");
        caller->say("b");
        m_accepted[0]->say("the other way is open");
        EXPECT_TRUE(runUntil([&] { return caller->heard == "the other way is open"; }));
        settle();
        EXPECT_EQ(m_accepted[0]->heard, "");
        EXPECT_FALSE(m_accepted[0]->end);
        caller->socket.close(); // Its end is held, too.
        settle();
        EXPECT_FALSE(m_accepted[0]->end);
        EXPECT_EQ(m_relay->answer("heal 1>2"), "ok");
        EXPECT_TRUE(runUntil([&] { return m_accepted[0]->end.has_value(); }));
        EXPECT_EQ(m_accepted[0]->heard, "ab");
    }

    TEST_F(RelayTest, ConnectionBegunDuringACutComesAboutAfterIt)
    {
        EXPECT_EQ(m_relay->answer("cut 2>1"), "ok"); // The answer to its SYN would not arrive.
        auto caller = dialQuorum();
        caller->say("hello");
        auto quitter = dialQuorum();
        quitter->say("never mind");
        settle();
        EXPECT_TRUE(m_accepted.empty());
        quitter->socket.close();
        EXPECT_TRUE(runUntil([&] { return m_relay->connectionCount() == 1; }));
        EXPECT_EQ(m_relay->answer("heal all"), "ok");
        ASSERT_TRUE(runUntil([&] { return m_accepted.size() == 1; }));
        EXPECT_TRUE(runUntil([&] { return m_accepted[0]->heard == "hello"; }));
        settle();
        EXPECT_EQ(m_accepted.size(), 1U) << "nobody hears of a dialler that gave up";
    }

    TEST_F(RelayTest, DelayKeepsBytesBackForItsTime)
    {
        auto caller = dialQuorum();
        ASSERT_TRUE(runUntil([&] { return m_accepted.size() == 1; }));
        EXPECT_EQ(m_relay->answer("delay 150 1>2 2>1"), "ok");
        const auto begin = std::chrono::steady_clock::now();
        for (const char* word : {"one ", "two ", "three"})
            caller->say(word);
        EXPECT_TRUE(runUntil([&] { return m_accepted[0]->heard == "one two three"; }));
        EXPECT_GE(std::chrono::steady_clock::now() - begin, 150ms);
        EXPECT_EQ(m_relay->answer("state"), "ok cut delay 1>2=150 2>1=150");
        EXPECT_EQ(m_relay->answer("heal all"), "ok");
        caller->say(", four");
        EXPECT_TRUE(runUntil([&] { return m_accepted[0]->heard == "one two three, four"; }));
    }

    TEST_F(RelayTest, DropResetsWhatStandsBetweenTheTwo)
    {
        auto caller = dialQuorum();
        ASSERT_TRUE(runUntil([&] { return m_accepted.size() == 1; }));
        EXPECT_EQ(m_relay->answer("drop 2-1"), "ok");
        ASSERT_TRUE(runUntil([&] { return caller->end && m_accepted[0]->end; }));
        EXPECT_EQ(*caller->end, asio::error::connection_reset);
        EXPECT_EQ(*m_accepted[0]->end, asio::error::connection_reset);
        EXPECT_EQ(m_relay->connectionCount(), 0U);
        auto again = dialQuorum(); // The link itself is whole.
        EXPECT_TRUE(runUntil([&] { return m_accepted.size() == 2; }));
    }

    TEST_F(RelayTest, ResetOfOneEndReachesTheOther)
    {
        auto caller = dialQuorum();
        ASSERT_TRUE(runUntil([&] { return m_accepted.size() == 1; }));
        caller->socket.set_option(asio::socket_base::linger(true, 0));
        caller->socket.close();
        ASSERT_TRUE(runUntil([&] { return m_accepted[0]->end.has_value(); }));
        EXPECT_EQ(*m_accepted[0]->end, asio::error::connection_reset);
    }

    TEST_F(RelayTest, ElectionHelloNamesTheRelaysOwnPortOfTheWayBack)
    {
        auto caller = dial(m_plan.lines.at(Ends(1, 2)).election);
        const std::string head("\xff\xff\xff\xff\xff\xff\0\0\0\0\0\0\0\0\0\1\0\0\0", 19);
        caller->say(head + "\x0e" + "127.0.0.1:3888");
        const std::string port = std::to_string(m_plan.lines.at(Ends(2, 1)).election);
        const std::string address = "127.0.0.1:" + port;
        const std::string want = head + static_cast<char>(address.size()) + address;
        EXPECT_TRUE(
            runUntil([&] { return m_accepted.size() == 1 && m_accepted[0]->heard == want; }));
    }

    TEST_F(RelayTest, WaitsALittleForALeaderThatIsAboutToListen)
    {
        m_quorum.close();
        auto caller = dialQuorum();
        caller->say("early");
        m_loop.run_one_for(50ms);
        EXPECT_FALSE(caller->end);
        m_quorum.open(tcp::v4());
        m_quorum.set_option(asio::socket_base::reuse_address(true));
        m_quorum.bind(local(m_plan.servers.at(ServerId(2)).quorum));
        m_quorum.listen();
        accept(m_quorum);
        EXPECT_TRUE(
            runUntil([&] { return m_accepted.size() == 1 && m_accepted[0]->heard == "early"; }));
    }

    TEST_F(RelayTest, RefusalOfADeadServerComesAsAReset)
    {
        m_election.close();
        auto caller = dial(m_plan.lines.at(Ends(1, 2)).election);
        ASSERT_TRUE(runUntil([&] { return caller->end.has_value(); }));
        EXPECT_EQ(*caller->end, asio::error::connection_reset);
    }

    TEST_F(RelayTest, KeepsThePortsOfAServerThatIsDown)
    {
        const std::uint16_t port = m_plan.servers.at(ServerId(1)).client;
        tcp::socket stranger(m_loop);
        stranger.open(tcp::v4());
        asio::error_code error;
        stranger.bind(local(port), error);
        EXPECT_EQ(error, asio::error::address_in_use);
        tcp::acceptor server(m_loop);
        server.open(tcp::v4());
        server.set_option(asio::socket_base::reuse_address(true));
        server.bind(local(port), error);
        EXPECT_FALSE(error);
        server.listen(1, error);
        EXPECT_FALSE(error);
    }

    TEST_F(RelayTest, NamesThePortThatIsTaken)
    {
        RelayPlan plan = m_plan;
        plan.control += "-2";
        Relay second(m_loop, plan);
        const auto opened = second.open();
        ASSERT_FALSE(opened);
        EXPECT_EQ(opened.error().code, Errc::nodeExists);
        EXPECT_THAT(opened.error().detail, HasSubstr("is used by another program"));
    }

    TEST_F(RelayTest, FloodedPortKeepsItsLimitAndMemoryIsBounded)
    {
        EXPECT_EQ(m_relay->answer("cut 1>2"), "ok");
        std::vector<std::unique_ptr<Player>> callers;
        for (std::size_t i = 0; i < Relay::maxConnectionsPerLine + 20; ++i)
            callers.push_back(dialQuorum());
        ASSERT_TRUE(runUntil([&] {
            return std::count_if(callers.begin(), callers.end(),
                       [](const auto& caller) { return caller->end.has_value(); })
                == 20;
        }));
        EXPECT_EQ(m_relay->connectionCount(), Relay::maxConnectionsPerLine);
        // A sender that never stops is held by TCP, not by the relay's memory.
        std::size_t sent = 0;
        const std::string block(1 << 20, 'x');
        callers[0]->socket.non_blocking(true);
        for (int idle = 0; idle < 5;) {
            asio::error_code error;
            const std::size_t count
                = callers[0]->socket.write_some(asio::buffer(block), error);
            sent += count;
            idle = count == 0 ? idle + 1 : 0;
            while (m_loop.run_one_for(20ms) != 0) { }
            ASSERT_LT(sent, std::size_t(64) << 20) << "nothing holds the sender";
        }
        EXPECT_GE(sent, Connection::maxQueuedBytes);
    }

    TEST_F(RelayTest, TakesThePlaceOfAnotherWhileServersListen)
    {
        endRelay();
        m_relay.emplace(m_loop, m_plan);
        const auto refused = m_relay->open();
        ASSERT_FALSE(refused) << "server 2 listens on its ports";
        EXPECT_EQ(refused.error().code, Errc::nodeExists);
        m_plan.again = true;
        m_plan.first = {"cut 1>2", "delay 50 2>1"};
        m_relay.reset();
        m_relay.emplace(m_loop, m_plan);
        const auto opened = m_relay->open();
        ASSERT_TRUE(opened) << opened.error().detail;
        EXPECT_EQ(m_relay->answer("state"), "ok cut 1>2 delay 2>1=50");
        m_quorum.close();
        m_election.close();
        // What a server leaves is kept from others, who do not set SO_REUSEADDR.
        EXPECT_TRUE(runUntil([&] {
            tcp::socket other(m_loop, tcp::v4());
            asio::error_code error;
            other.bind(local(m_plan.servers.at(ServerId(2)).quorum), error);
            return error == asio::error::address_in_use;
        }));
    }

    TEST_F(RelayTest, ServerThatJoinsHasLinesBothWaysAndItsPortsAreKept)
    {
        std::array<std::uint16_t, 7> ports{};
        for (std::uint16_t& port : ports)
            port = freePort();
        std::string command = "join 3";
        for (std::size_t i = 0; i < 3; ++i)
            command += " " + std::to_string(ports[i]);
        command += " 2";
        for (std::size_t i = 3; i < 7; ++i)
            command += ":" + std::to_string(ports[i]);
        EXPECT_EQ(m_relay->answer(command), "ok");
        EXPECT_THAT(m_relay->answer(command), HasSubstr("is here already"));
        EXPECT_THAT(
            m_relay->answer("join 5 1 2 3 9:4:5:6:7"), HasSubstr("there is no server 9"));
        const auto caller = dial(ports[3]); // From 3 to the quorum port of 2.
        caller->say("hello");
        ASSERT_TRUE(
            runUntil([&] { return !m_accepted.empty() && m_accepted[0]->heard == "hello"; }));
        EXPECT_EQ(m_relay->answer("cut 3>2"), "ok");
        caller->say("held");
        EXPECT_FALSE(runUntil([&] { return m_accepted[0]->heard != "hello"; }, 100ms));
    }

    TEST_F(RelayTest, FirstCommandThatIsWrongKeepsItFromOpening)
    {
        endRelay();
        m_quorum.close();
        m_election.close();
        m_plan.first = {"explode"};
        m_relay.emplace(m_loop, m_plan);
        const auto opened = m_relay->open();
        ASSERT_FALSE(opened);
        EXPECT_THAT(opened.error().detail, HasSubstr("first explode"));
    }

    class ControlTest : public RelayTest {
    protected:
        std::string ask(const std::string& bytes)
        {
            asio::local::stream_protocol::socket socket(m_loop);
            socket.connect(asio::local::stream_protocol::endpoint(m_plan.control));
            asio::write(socket, asio::buffer(bytes));
            std::string answer;
            std::array<char, 4096> buffer;
            bool done = false;
            const std::function<void()> read = [&] {
                socket.async_read_some(asio::buffer(buffer),
                    [&](const asio::error_code& error, std::size_t count) {
                        answer.append(buffer.data(), count);
                        done = error || answer.ends_with('\n');
                        if (!done)
                            read();
                    });
            };
            read();
            EXPECT_TRUE(runUntil([&] { return done; }));
            return answer;
        }
    };

    TEST_F(ControlTest, AnswersEachLine)
    {
        EXPECT_EQ(ask("cut 1>2\n"), "ok\n");
        EXPECT_EQ(ask("state\n"), "ok cut 1>2 delay\n");
        EXPECT_THAT(ask("explode\n"), HasSubstr("error \"explode\" is none of"));
    }

    TEST_F(ControlTest, EndlessLineEndsItsConnectionAndNothingElse)
    {
        EXPECT_EQ(ask(std::string(ControlPort::maxLineBytes + 1, 'x')), "");
        EXPECT_EQ(ask("state\n"), "ok cut delay\n");
    }

} // namespace
} // namespace zs::relay

// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/member_port.h"

#include <algorithm>
#include <asio/signal_set.hpp>
#include <asio/write.hpp>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/socket.h>

namespace zs::engine::io {
namespace {

using asio::ip::tcp;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

constexpr std::chrono::seconds patience{20};

/// Two ports on one loop: one listens, the other dials.
class Ports : public testing::Test {
protected:
    struct Side final : MemberPort::Owner {
        void portAccepted(std::uint64_t link, const std::string&) override
        {
            accepted.push_back(link);
        }
        void portReceived(std::uint64_t, ByteView bytes) override
        {
            received.append(bytes.begin(), bytes.end());
        }
        void portClosed(std::uint64_t link, const std::string& why) override
        {
            closed.emplace_back(link, why);
        }
        void portBacklog(std::uint64_t, std::size_t sizeBytes) override
        {
            backlogs.push_back(sizeBytes);
        }
        void portTreeSent(std::uint64_t, std::int64_t sizeBytes, bool whole) override
        {
            treeSent.push_back(sizeBytes);
            treeIsWhole = whole;
        }
        std::vector<std::uint64_t> accepted;
        std::vector<std::pair<std::uint64_t, std::string>> closed;
        std::vector<std::size_t> backlogs;
        std::vector<std::int64_t> treeSent;
        bool treeIsWhole = false;
        std::string received;
    };

    Ports()
    {
        // A free port: the listener is told a number, as in zoo.cfg.
        tcp::acceptor probe(loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
        address = {"127.0.0.1", probe.local_endpoint().port()};
        probe.close();
        awaitChildren();
    }
    void open(MemberPortOptions options = {})
    {
        options.addresses = {address};
        listening.emplace(loop, poll, listeningToken, options, here);
        MemberPortOptions other;
        other.keepAlive = options.keepAlive;
        dialling.emplace(loop, poll, diallingToken, other, there);
        ASSERT_TRUE(listening->resolveOwn());
        ASSERT_TRUE(listening->listen());
    }
    void awaitChildren()
    {
        signals.async_wait([this](const asio::error_code& error, int) {
            if (error)
                return;
            listening->links().onChildEnded();
            awaitChildren();
        });
    }
    template <class Condition>
    [[nodiscard]] bool turnUntil(Condition done)
    {
        const auto deadline = std::chrono::steady_clock::now() + patience;
        while (!done() && std::chrono::steady_clock::now() < deadline) {
            if (listening)
                listening->links().flush();
            if (dialling)
                dialling->links().flush();
            poll.turn(std::chrono::milliseconds(100));
        }
        return done();
    }
    /// The number of the dialled link.
    std::uint64_t connect()
    {
        std::uint64_t link = 0;
        dialling->dial({address}, [&](std::uint64_t l, const DialFailure&) { link = l; });
        const std::size_t before = here.accepted.size();
        EXPECT_TRUE(turnUntil([&] { return link != 0 && here.accepted.size() > before; }));
        return link;
    }
    static Bytes bytesOf(std::string_view text) { return {text.begin(), text.end()}; }

    static constexpr std::uint64_t listeningToken = std::uint64_t(1) << 62;
    static constexpr std::uint64_t diallingToken = std::uint64_t(1) << 61;
    asio::io_context loop;
    asio::signal_set signals {loop, SIGCHLD};
    Side here, there;
    HostPort address;
    PollSet poll {loop, [this](std::uint64_t token, std::uint32_t events) {
                      (token >= listeningToken ? listening : dialling)
                          ->links()
                          .onEvent(token, events);
                  }};
    std::optional<MemberPort> listening, dialling;
};

TEST_F(Ports, BytesArriveInOrderInBothDirections)
{
    open();
    const std::uint64_t link = connect();
    dialling->links().send(link, bytesOf("hello "));
    dialling->links().send(link, bytesOf("world"));
    listening->links().send(here.accepted.at(0), bytesOf("back"));
    EXPECT_TRUE(turnUntil(
        [&] { return here.received == "hello world" && there.received == "back"; }));
}

/// Of this process's connected sockets.
int countOfKeptAlive()
{
    int count = 0;
    const std::vector<std::string> names = listDirectory("/proc/self/fd").value();
    for (const std::string& name : names) {
        const int fd = std::stoi(name);
        sockaddr_storage peer {};
        socklen_t size = sizeof peer;
        int on = 0;
        socklen_t onSize = sizeof on;
        if (::getpeername(fd, reinterpret_cast<sockaddr*>(&peer), &size) == 0
            && peer.ss_family == AF_INET
            && ::getsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, &onSize) == 0)
            count += on;
    }
    return count;
}

TEST_F(Ports, TcpKeepAliveIsNotSetUnasked)
{
    open();
    ASSERT_NE(connect(), 0U);
    EXPECT_EQ(countOfKeptAlive(), 0);
}

TEST_F(Ports, TcpKeepAliveIsSetOnBothEndsWhenAskedFor)
{
    MemberPortOptions options;
    options.keepAlive = true;
    open(options);
    ASSERT_NE(connect(), 0U);
    EXPECT_EQ(countOfKeptAlive(), 2);
}

TEST_F(Ports, NamesAreResolvedAndOtherAddressesTried)
{
    open();
    std::uint64_t link = 0;
    dialling->dial({{"127.0.0.1", 1}, {"localhost", address.port}},
        [&](std::uint64_t l, const DialFailure&) { link = l; });
    EXPECT_TRUE(turnUntil([&] { return link != 0; }));
}

TEST_F(Ports, ARefusedDialSaysSo)
{
    open();
    listening->stopListening();
    std::optional<DialFailure> failed;
    dialling->dial({address}, [&](std::uint64_t link, const DialFailure& why) {
        EXPECT_EQ(link, 0U);
        failed = why;
    });
    ASSERT_TRUE(turnUntil([&] { return failed.has_value(); }));
    EXPECT_TRUE(failed->refused);
    EXPECT_THAT(failed->why, HasSubstr(address.text()));
}

TEST_F(Ports, ATakenPortIsNamed)
{
    open();
    MemberPortOptions options;
    options.addresses = {address};
    MemberPort second(loop, poll, 0, options, there);
    ASSERT_TRUE(second.resolveOwn());
    const auto listens = second.listen();
    ASSERT_FALSE(listens);
    EXPECT_THAT(listens.error().detail,
        HasSubstr("quorum port: cannot listen on " + address.text()));
}

TEST_F(Ports, CloseSendsWhatWasGivenBefore)
{
    open();
    const std::uint64_t link = connect();
    const std::string much(3'000'000, 'x');
    dialling->links().send(link, bytesOf(much));
    dialling->close(link);
    ASSERT_TRUE(turnUntil([&] { return !here.closed.empty(); }));
    EXPECT_EQ(here.received.size(), much.size());
    EXPECT_TRUE(there.closed.empty()); // Who closes is not told.
}

TEST_F(Ports, WhatASlowPeerDoesNotTakeIsToldAndWaits)
{
    open();
    tcp::socket slow(loop);
    slow.connect({asio::ip::make_address(address.host), address.port});
    ASSERT_TRUE(turnUntil([&] { return !here.accepted.empty(); }));
    const std::string much(30'000'000, 'y');
    listening->links().send(here.accepted[0], bytesOf(much));
    ASSERT_TRUE(turnUntil([&] { return !here.backlogs.empty(); }));
    EXPECT_GT(here.backlogs.back(), 1'000'000U);
    std::size_t got = 0;
    std::vector<char> buffer(1 << 20);
    slow.non_blocking(true);
    EXPECT_TRUE(turnUntil([&] {
        asio::error_code error;
        got += slow.read_some(asio::buffer(buffer), error);
        return got == much.size() && here.backlogs.back() == 0;
    }));
}

TEST_F(Ports, ATreeGoesOutBeforeWhatIsSentBehindIt)
{
    open();
    ASSERT_NE(connect(), 0U);
    DataTree tree;
    for (std::int64_t i = 1; i <= 20'000; ++i)
        tree.apply({SessionId(1), 1, Zxid(i), 0, OpCode::create},
            CreateTxn {"/" + std::to_string(i), Bytes(100), openAcl(), false, -1});
    LinkPorts& links = listening->links();
    links.send(here.accepted[0], bytesOf("before"));
    ASSERT_TRUE(links.sendTree(here.accepted[0], tree, {}));
    links.send(here.accepted[0], bytesOf("behind"));
    std::string expected = "before";
    storage::SnapshotHead head;
    storage::SnapshotWriter writer(tree, head, storage::SnapshotForm::stream);
    for (Bytes block; writer.next(block);)
        expected.append(block.begin(), block.end());
    expected += "behind";
    ASSERT_TRUE(turnUntil([&] { return there.received.size() >= expected.size(); }));
    EXPECT_TRUE(there.received == expected);
    // How far it got was told, up to its end.
    EXPECT_TRUE(here.treeIsWhole);
    ASSERT_FALSE(here.treeSent.empty());
    EXPECT_TRUE(std::is_sorted(here.treeSent.begin(), here.treeSent.end()));
    EXPECT_EQ(here.treeSent.back(), std::int64_t(expected.size() - 2 * bytesOf("before").size()));
}

TEST_F(Ports, SilentStrangersAreBoundedAndDropped)
{
    MemberPortOptions options;
    options.maxSilent = 3;
    options.silence = std::chrono::seconds(1);
    open(options);
    std::vector<tcp::socket> strangers;
    for (int i = 0; i < 10; ++i) {
        strangers.emplace_back(loop);
        strangers.back().connect({asio::ip::make_address(address.host), address.port});
    }
    ASSERT_TRUE(turnUntil([&] { return here.closed.size() == 3; }));
    EXPECT_THAT(here.accepted, SizeIs(3));
    EXPECT_THAT(here.closed[0].second, StartsWith("it said nothing"));
    EXPECT_NE(connect(), 0U);
}

TEST_F(Ports, RunningOutOfDescriptorsDoesNotEndTheListener)
{
#ifdef __SANITIZE_ADDRESS__
    GTEST_SKIP() << "UBSan looks at objects through a pipe, for which no descriptor is left here";
#endif
    open();
    rlimit before {};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    tcp::socket waiting(loop, tcp::v4());
    const rlimit none {static_cast<rlim_t>(waiting.native_handle()) + 1, before.rlim_max};
    std::vector<Fd> fillers; // Holes below the limit.
    for (Fd filler = Fd(::dup(0)); filler && filler.get() < waiting.native_handle();
         filler = Fd(::dup(0)))
        fillers.push_back(std::move(filler));
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
    waiting.connect({asio::ip::make_address(address.host), address.port});
    for (int i = 0; i < 5; ++i)
        poll.turn(std::chrono::milliseconds(50));
    EXPECT_TRUE(here.accepted.empty());
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
    EXPECT_TRUE(turnUntil([&] { return here.accepted.size() == 1; }));
}

} // namespace
} // namespace zs::engine::io

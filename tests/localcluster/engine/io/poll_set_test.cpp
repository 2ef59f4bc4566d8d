// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/poll_set.h"

#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <gmock/gmock.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>

namespace zs::engine::io {
namespace {

using testing::ElementsAre;

constexpr std::chrono::milliseconds forEver{-1};
constexpr std::chrono::milliseconds atOnce{0};

class PollSetTest : public testing::Test {
protected:
    static Fd ready()
    {
        return Fd(::eventfd(1, EFD_CLOEXEC | EFD_NONBLOCK));
    }

    asio::io_context loop;
    std::vector<std::uint64_t> tokens;
    PollSet poll{loop, [this](std::uint64_t token, std::uint32_t) { tokens.push_back(token); }};
};

TEST_F(PollSetTest, WhatAnotherThreadPostedWakesTheTurn)
{
    std::vector<int> done;
    std::thread other([&] {
        for (int i = 0; i < 3; ++i)
            poll.post([&done, i] { done.push_back(i); });
    });
    while (done.size() < 3)
        poll.turn(forEver);
    other.join();
    EXPECT_THAT(done, ElementsAre(0, 1, 2));
}

TEST_F(PollSetTest, TimersOfAsioWakeTheTurnAgainAndAgain)
{
    asio::steady_timer timer(loop);
    for (int i = 0; i < 3; ++i) {
        bool fired = false;
        timer.expires_after(std::chrono::milliseconds(5));
        timer.async_wait([&](const asio::error_code& error) { fired = !error; });
        while (!fired)
            poll.turn(forEver);
    }
}

TEST_F(PollSetTest, PostedWorkMayBeginWhatIsOverAtOnce)
{
    bool done = false;
    poll.post([&] { asio::post(loop, [&] { asio::post(loop, [&] { done = true; }); }); });
    poll.turn(forEver);
    EXPECT_TRUE(done);
}

TEST_F(PollSetTest, EventsComeWithTheTokenOfTheirDescriptor)
{
    const Fd first = ready();
    const Fd second = ready();
    ASSERT_TRUE(poll.add(first.get(), EPOLLIN, 7));
    ASSERT_TRUE(poll.add(second.get(), 0, 8));
    poll.turn(forEver);
    EXPECT_THAT(tokens, ElementsAre(7));
    poll.change(first.get(), 0, 7);
    poll.change(second.get(), EPOLLIN, 8);
    poll.turn(forEver);
    EXPECT_THAT(tokens, ElementsAre(7, 8));
}

TEST_F(PollSetTest, AWatchIsCalledUntilItIsForgottenAlsoByItself)
{
    const Fd fd = ready();
    int calls = 0;
    std::uint64_t watch = 0;
    watch = poll.watch(fd.get(), [&] {
        if (++calls == 2)
            poll.forget(watch);
    });
    ASSERT_NE(watch, 0U);
    for (int i = 0; i < 4; ++i)
        poll.turn(atOnce);
    EXPECT_EQ(calls, 2);
    EXPECT_THAT(tokens, ElementsAre());
}

} // namespace
} // namespace zs::engine::io

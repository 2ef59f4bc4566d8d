// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/poll_set.h"

#include "clientlib/base/expect.h"

#include <sys/epoll.h>
#include <utility>

namespace zs::engine::io {

namespace {

    constexpr int eventsPerCall = 256;
    /// A socket with more input than one call reads comes up again: this keeps a turn finite.
    constexpr int mostCallsPerTurn = 64;

    int makeSet()
    {
        const int set = ::epoll_create1(EPOLL_CLOEXEC);
        ZS_EXPECT(set >= 0); // Before anything is served: no descriptor, or no memory.
        return set;
    }

    epoll_event eventOf(std::uint32_t events, std::uint64_t token)
    {
        epoll_event event{};
        event.events = events;
        event.data.u64 = token;
        return event;
    }

} // namespace

PollSet::PollSet(asio::io_context& loop, OnEvent onEvent)
    : m_onEvent(std::move(onEvent))
    , m_set(loop, makeSet())
{
}

bool PollSet::add(int fd, std::uint32_t events, std::uint64_t token)
{
    epoll_event event = eventOf(events, token);
    return ::epoll_ctl(m_set.native_handle(), EPOLL_CTL_ADD, fd, &event) == 0;
}

void PollSet::change(int fd, std::uint32_t events, std::uint64_t token)
{
    epoll_event event = eventOf(events, token);
    const int done = ::epoll_ctl(m_set.native_handle(), EPOLL_CTL_MOD, fd, &event);
    ZS_EXPECT(done == 0); // It is in the set, and open.
}

void PollSet::rearm()
{
    if (std::exchange(m_waiting, true))
        return;
    m_set.async_wait(
        asio::posix::stream_descriptor::wait_read, [this](const asio::error_code& error) {
            m_waiting = false;
            if (!error)
                onReady();
        });
}

void PollSet::onReady()
{
    for (int call = 0; call < mostCallsPerTurn; ++call) {
        epoll_event events[eventsPerCall];
        const int got = ::epoll_wait(m_set.native_handle(), events, eventsPerCall, 0);
        for (int i = 0; i < got; ++i)
            m_onEvent(events[i].data.u64, events[i].events);
        if (got < eventsPerCall)
            return;
    }
}

} // namespace zs::engine::io

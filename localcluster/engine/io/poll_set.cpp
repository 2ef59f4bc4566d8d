// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/poll_set.h"

#include "clientlib/base/expect.h"
#include "localcluster/engine/io/asio_descriptor.h"

#include <asio/post.hpp>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace zs::engine::io {

namespace {

    constexpr int eventsPerCall = 256;
    /// A socket with more input than one call reads comes up again: this keeps a turn finite.
    constexpr int mostCallsPerTurn = 64;

    epoll_event eventOf(std::uint32_t events, std::uint64_t token)
    {
        epoll_event event{};
        event.events = events;
        event.data.u64 = token;
        return event;
    }

} // namespace

PollSet::PollSet(asio::io_context& loop, OnEvent onEvent)
    : m_loop(loop)
    , m_onEvent(std::move(onEvent))
    , m_set(::epoll_create1(EPOLL_CLOEXEC))
    , m_bell(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    // Before anything is served: no descriptor, or no memory.
    ZS_EXPECT(m_set && m_bell);
    const auto asioToken = watch(descriptorOf(loop), [this] { m_asioReady = true; });
    const auto bellToken = ++m_lastWatch;
    m_watches[bellToken] = std::make_shared<std::function<void()>>([this] { performPosted(); });
    // Edge-triggered: each write is an event of its own, so that nobody has to read.
    const bool added = add(m_bell.get(), EPOLLIN | EPOLLET, bellToken);
    ZS_EXPECT(asioToken != 0 && added);
}

PollSet::~PollSet() = default;

bool PollSet::add(int fd, std::uint32_t events, std::uint64_t token)
{
    epoll_event event = eventOf(events, token);
    return ::epoll_ctl(m_set.get(), EPOLL_CTL_ADD, fd, &event) == 0;
}

void PollSet::change(int fd, std::uint32_t events, std::uint64_t token)
{
    epoll_event event = eventOf(events, token);
    const int done = ::epoll_ctl(m_set.get(), EPOLL_CTL_MOD, fd, &event);
    ZS_EXPECT(done == 0); // It is in the set, and open.
}

std::uint64_t PollSet::watch(int fd, std::function<void()> onReady)
{
    const std::uint64_t token = ++m_lastWatch;
    if (!add(fd, EPOLLIN, token))
        return 0;
    m_watches[token] = std::make_shared<std::function<void()>>(std::move(onReady));
    return token;
}

void PollSet::post(std::function<void()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_posted.push_back(std::move(work));
    }
    if (m_rung.exchange(true))
        return; // The loop has yet to look for the last one.
    const std::uint64_t one = 1;
    // It fails only when 2^64 were never read.
    (void)!::write(m_bell.get(), &one, sizeof one);
}

/// As handlers of asio's, so that operations which they begin may be over at once.
void PollSet::performPosted()
{
    m_rung = false; // Before looking: who posts from here on rings again.
    std::vector<std::function<void()>> posted;
    {
        const std::lock_guard lock(m_mutex);
        posted.swap(m_posted);
    }
    for (std::function<void()>& work : posted)
        asio::post(m_loop, std::move(work));
    m_asioReady = true;
}

void PollSet::performAsio()
{
    if (m_loop.stopped()) // It had nothing to wait for.
        m_loop.restart();
    m_loop.poll();
}

/// True when there may be more.
bool PollSet::performEvents(int timeoutMs)
{
    epoll_event events[eventsPerCall];
    const int got = ::epoll_wait(m_set.get(), events, eventsPerCall, timeoutMs);
    for (int i = 0; i < got; ++i) {
        const std::uint64_t token = events[i].data.u64;
        if (token < tokenLimit) {
            m_onEvent(token, events[i].events);
            continue;
        }
        const auto found = m_watches.find(token);
        if (found == m_watches.end())
            continue; // Forgotten just now.
        const auto onReady = found->second;
        (*onReady)();
    }
    return got == eventsPerCall;
}

void PollSet::turn(std::chrono::milliseconds most)
{
    m_asioReady = false;
    bool isMore = performEvents(most.count() < 0 ? -1 : static_cast<int>(most.count()));
    for (int call = 1; isMore && call < mostCallsPerTurn; ++call)
        isMore = performEvents(0);
    if (m_asioReady)
        performAsio();
}

} // namespace zs::engine::io

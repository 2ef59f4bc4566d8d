// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <ctime>

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>

namespace zs::test {

/// What this thread has used up of time. Compare two of them; by itself one means nothing.
struct ThreadTime {
    std::chrono::nanoseconds cpu{0}; ///< It ran.
    /// It ran or was blocked (a file, a lock, a process): the wall's clock without the time in
    /// which it could have run, but other programs had all processors.
    std::chrono::nanoseconds held{0};

    friend ThreadTime operator-(ThreadTime a, ThreadTime b)
    {
        return {a.cpu - b.cpu, a.held - b.held};
    }
    ThreadTime& operator+=(ThreadTime more)
    {
        cpu += more.cpu;
        held += more.held;
        return *this;
    }
};

/// Where the kernel tells how long the thread that opened it has waited for a processor.
class RunQueue {
public:
    RunQueue() : m_file(::open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC)) {}
    ~RunQueue()
    {
        if (m_file >= 0)
            ::close(m_file);
    }
    RunQueue(const RunQueue&) = delete;
    RunQueue& operator=(const RunQueue&) = delete;

    /// Whether this kernel tells it.
    [[nodiscard]] bool isKnown() const { return m_file >= 0; }
    [[nodiscard]] std::chrono::nanoseconds waited() const
    {
        char text[96] = {}; // Nanoseconds on the processor, those waited for it, turns.
        if (m_file < 0 || ::pread(m_file, text, sizeof(text) - 1, 0) <= 0)
            return {};
        char* second = nullptr;
        std::strtoull(text, &second, 10);
        return std::chrono::nanoseconds(std::strtoull(second, nullptr, 10));
    }

private:
    int m_file;
};

/// Without what a test did itself meanwhile, see OwnWork.
[[nodiscard]] ThreadTime threadTime();

/// While it lives this thread does the test's work, not the product's: a fake makes up its answer,
/// say. Nested ones count once.
class OwnWork {
public:
    OwnWork();
    ~OwnWork();
    OwnWork(const OwnWork&) = delete;
    OwnWork& operator=(const OwnWork&) = delete;

private:
    ThreadTime m_before;
};

namespace detail {

inline thread_local ThreadTime ownWork;
inline thread_local int ownWorkDepth = 0;

inline std::chrono::nanoseconds read(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

inline ThreadTime wholeThreadTime()
{
    static thread_local const RunQueue queue;
    ThreadTime time;
    time.cpu = read(CLOCK_THREAD_CPUTIME_ID);
    time.held = time.cpu;
    // Both clocks must tell of one moment: again, when another program ran between them.
    for (auto before = queue.waited(); queue.isKnown();) {
        const auto wall = read(CLOCK_MONOTONIC);
        const auto waited = queue.waited();
        time.held = wall - waited;
        if (waited == before)
            break;
        before = waited;
    }
    return time;
}

} // namespace detail

inline ThreadTime threadTime() { return detail::wholeThreadTime() - detail::ownWork; }

inline OwnWork::OwnWork()
{
    if (detail::ownWorkDepth++ == 0)
        m_before = detail::wholeThreadTime();
}

inline OwnWork::~OwnWork()
{
    if (--detail::ownWorkDepth == 0)
        detail::ownWork += detail::wholeThreadTime() - m_before;
}

} // namespace zs::test

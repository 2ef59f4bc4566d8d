// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/thread_hints.h"

#include <cstdint>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    /// As sched_setattr(2) takes it; glibc 2.36 has no declaration.
    struct SchedulingAttributes {
        std::uint32_t size = sizeof(SchedulingAttributes);
        std::uint32_t policy = 0; ///< SCHED_OTHER.
        std::uint64_t flags = 0;
        std::int32_t nice = 0;
        std::uint32_t priority = 0;
        std::uint64_t runtimeNs = 0; ///< The slice.
        std::uint64_t deadlineNs = 0;
        std::uint64_t periodNs = 0;
    };

    constexpr std::uint64_t shortSliceNs = 500'000;
    constexpr int backgroundNice = 10;

} // namespace

void preferLatency()
{
    SchedulingAttributes attributes;
    attributes.nice = ::getpriority(PRIO_PROCESS, 0); // Kept: the call sets both.
    attributes.runtimeNs = shortSliceNs;
    (void)::syscall(SYS_sched_setattr, 0, &attributes, 0);
}

void giveWay()
{
    // On Linux a thread has a niceness of its own.
    (void)::setpriority(PRIO_PROCESS, 0, ::getpriority(PRIO_PROCESS, 0) + backgroundNice);
}

void blockSignals()
{
    sigset_t all;
    sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

} // namespace zs::engine::io

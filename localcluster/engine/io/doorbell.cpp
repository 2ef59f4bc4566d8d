// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/doorbell.h"

#include "clientlib/base/expect.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace zs::engine::io {

Doorbell::Doorbell(PollSet& poll, std::uint64_t token)
    : m_fd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    // Before anything is served: no descriptor, or no memory.
    ZS_EXPECT(m_fd);
    // Edge-triggered: each write is an event of its own, so that nobody has to read.
    const bool added = poll.add(m_fd.get(), EPOLLIN | EPOLLET, token);
    ZS_EXPECT(added);
}

void Doorbell::ring()
{
    if (m_rung.exchange(true))
        return; // The loop has yet to hear the last one, and will see what is new then.
    const std::uint64_t one = 1;
    // It fails only when 2^64 rings were never read.
    (void)!::write(m_fd.get(), &one, sizeof one);
}

} // namespace zs::engine::io

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/poll_set.h"
#include "localcluster/engine/io/file.h"

#include <atomic>

namespace zs::engine::io {

/// Wakes the loop from another thread: each `ring` leads to an event of the PollSet, several may
/// lead to one. Cheaper than PollSet::post, which takes a lock.
class Doorbell {
public:
    /// Rings as `token` in `poll`, which must outlive this object, as must all that ring.
    Doorbell(PollSet& poll, std::uint64_t token);
    /// Any thread.
    void ring();
    /// The loop's: call when the event came, before looking at what the ringing was for.
    void heard() { m_rung = false; }

private:
    Fd m_fd;
    std::atomic<bool> m_rung{false};
};

} // namespace zs::engine::io

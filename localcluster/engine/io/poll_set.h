// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <cstdint>
#include <functional>

namespace zs::engine::io {

/// Many descriptors that are one to asio: an epoll set of their own. To wait for a socket again
/// then costs no system call, where asio takes one each time.
/// Threads: the loop's.
class PollSet {
public:
    /// `events` as epoll(7) has them; `token` as it was given to `add`. An event of a descriptor
    /// that was closed may still come, once, when a child process holds it, too.
    using OnEvent = std::function<void(std::uint64_t token, std::uint32_t events)>;

    PollSet(asio::io_context& loop, OnEvent onEvent);

    /// Waits for `events` on `fd` until it is closed. False: no more can be watched
    /// (fs.epoll.max_user_watches, memory).
    [[nodiscard]] bool add(int fd, std::uint32_t events, std::uint64_t token);
    /// Waits for other events.
    void change(int fd, std::uint32_t events, std::uint64_t token);
    /// Waits again. Call at the end of each turn, and before the first.
    void rearm();

private:
    void onReady();

    const OnEvent m_onEvent;
    asio::posix::stream_descriptor m_set;
    bool m_waiting = false;
};

} // namespace zs::engine::io

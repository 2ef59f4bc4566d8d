// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/file.h"

#include <asio/io_context.hpp>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace zs::engine::io {

/// What an event loop waits for: the descriptors that were added, what was posted, and all of
/// asio's (timers, signals, connects), whose own descriptor is one among the others. A socket that
/// is waited for again costs no system call that way, where asio takes one each time.
///
/// Who uses asio beside it: an operation that may be over at once, as a connect, has to begin in a
/// handler of asio's or in posted work; else nobody would look for its end.
/// Threads: the loop's, but `post`.
class PollSet {
public:
    /// `events` as epoll(7) has them; `token` as it was given to `add`. An event of a descriptor
    /// that was closed may still come, once, when a child process holds it, too.
    using OnEvent = std::function<void(std::uint64_t token, std::uint32_t events)>;

    PollSet(asio::io_context& loop, OnEvent onEvent);
    ~PollSet();
    PollSet(const PollSet&) = delete;
    PollSet& operator=(const PollSet&) = delete;

    /// Waits for `events` on `fd` until it is closed. False: no more can be watched
    /// (fs.epoll.max_user_watches, memory). `token`: below `tokenLimit`.
    [[nodiscard]] bool add(int fd, std::uint32_t events, std::uint64_t token);
    /// Waits for other events.
    void change(int fd, std::uint32_t events, std::uint64_t token);

    /// Calls `onReady` whenever `fd` can be read, until `forget`. 0: no more can be watched.
    [[nodiscard]] std::uint64_t watch(int fd, std::function<void()> onReady);
    /// No call any more; `fd` may be closed before or after it.
    void forget(std::uint64_t watchToken) { m_watches.erase(watchToken); }

    /// From any thread: `work` is done on the loop, in one of its next turns.
    void post(std::function<void()> work);

    /// One turn: waits until something is ready, not longer than `most` (negative: for ever), and
    /// performs all that is.
    void turn(std::chrono::milliseconds most);

    static constexpr std::uint64_t tokenLimit = std::uint64_t(7) << 61;

private:
    [[nodiscard]] bool performEvents(int timeoutMs);
    void performPosted();
    void performAsio();

    asio::io_context& m_loop;
    const OnEvent m_onEvent;
    Fd m_set;
    std::uint64_t m_lastWatch = tokenLimit;
    /// Shared: one that is forgotten by its own call lives until that ends.
    std::map<std::uint64_t, std::shared_ptr<std::function<void()>>> m_watches;
    bool m_asioReady = false;

    Fd m_bell; ///< An eventfd, written when something was posted.
    std::atomic<bool> m_rung{false};
    std::mutex m_mutex;
    std::vector<std::function<void()>> m_posted; ///< Guarded.
};

} // namespace zs::engine::io

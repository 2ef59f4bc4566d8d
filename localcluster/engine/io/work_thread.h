// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace zs::engine::io {

/// A thread for work that waits for the disk, begun with the first piece of it. What is given to
/// it is done in order.
/// Threads: all functions from the one thread that owns it.
class WorkThread {
public:
    WorkThread() = default;
    /// Finishes what has begun, and drops the rest.
    ~WorkThread();
    WorkThread(const WorkThread&) = delete;
    WorkThread& operator=(const WorkThread&) = delete;

    void add(std::function<void()> work);

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_queue; ///< Guarded, as the next.
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace zs::engine::io

// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/work_thread.h"

#include "localcluster/engine/io/thread_hints.h"

namespace zs::engine::io {

WorkThread::~WorkThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void WorkThread::add(std::function<void()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(work));
    }
    if (m_thread.joinable())
        return m_wake.notify_one();
    m_thread = std::thread([this] { run(); });
}

void WorkThread::run()
{
    blockSignals();
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
        if (m_stopping)
            return;
        std::function<void()> work = std::move(m_queue.front());
        m_queue.pop_front();
        lock.unlock();
        work();
        work = nullptr; // What it holds goes here, not under the lock.
        lock.lock();
    }
}

} // namespace zs::engine::io

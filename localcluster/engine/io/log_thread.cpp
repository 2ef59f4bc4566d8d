// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/log_thread.h"

#include "localcluster/engine/storage/txn_log.h"

#include <algorithm>
#include <pthread.h>
#include <signal.h>

namespace zs::engine::io {

namespace {

    constexpr std::size_t mostSpares = 4;
    constexpr std::size_t largestSpareBytes = std::size_t(1) << 20;

    /// Signals are the main thread's business (asio's signal_set).
    void blockSignals()
    {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_BLOCK, &all, nullptr);
    }

} // namespace

LogThread::LogThread(LogOptions options, std::function<void()> report)
    : m_options(std::move(options))
    , m_report(std::move(report))
    , m_thread([this] { run(); })
{
}

LogThread::~LogThread() { finish(); }

void LogThread::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void LogThread::append(LogBatch& batch)
{
    if (batch.entries.empty())
        return;
    {
        const std::lock_guard lock(m_mutex);
        Item& item = m_queue.emplace_back();
        if (!m_spares.empty()) {
            item.batch = std::move(m_spares.back());
            m_spares.pop_back();
        }
        std::swap(item.batch, batch);
        item.startsFile = std::exchange(m_rollNext, false);
    }
    batch.clear();
    m_wake.notify_one();
}

void LogThread::roll() { m_rollNext = true; }

LogReport LogThread::takeReport()
{
    const std::lock_guard lock(m_mutex);
    LogReport report = m_state;
    m_state.slowestSync = {};
    return report;
}

void LogThread::run()
{
    blockSignals();
    std::vector<Item> items;
    bool failed = false;
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
        if (m_queue.empty())
            return;
        items.swap(m_queue);
        lock.unlock();
        const Result<void> done = failed ? Result<void>() : write(items);
        const Zxid last = items.back().batch.entries.back().zxid;
        lock.lock();
        if (!done) {
            m_state.failure = done.error();
            failed = true;
        } else if (!failed) {
            m_state.durable = last;
            m_state.slowestSync = std::max(m_state.slowestSync, std::exchange(m_slowest, {}));
        }
        for (Item& item : items) {
            if (m_spares.size() < mostSpares && item.batch.bytes.capacity() <= largestSpareBytes)
                m_spares.push_back(std::move(item.batch));
        }
        lock.unlock();
        items.clear();
        m_report();
        // Behind the report, so that no reply waits for zeros that only later records need.
        if (const auto ahead = !failed && m_file ? m_file->preallocate() : Result<void>(); !ahead) {
            lock.lock();
            m_state.failure = ahead.error();
            failed = true;
            lock.unlock();
            m_report();
        }
        lock.lock();
    }
}

Result<void> LogThread::write(const std::vector<Item>& items)
{
    m_block.clear();
    Zxid first;
    for (const Item& item : items) {
        if (item.startsFile && !m_block.empty()) { // The records so far belong to the old file.
            if (auto done = writeBlock(first); !done)
                return done;
        }
        if (item.startsFile)
            m_file.reset();
        if (m_block.empty())
            first = item.batch.entries.front().zxid;
        for (const LogBatch::Entry& entry : item.batch.entries)
            storage::appendLogRecord(
                m_block, ByteView(item.batch.bytes).subspan(entry.offset, entry.sizeBytes));
    }
    const auto done = writeBlock(first);
    if (m_block.capacity() > 4 * largestSpareBytes)
        Bytes().swap(m_block); // One burst must not keep its memory for ever.
    return done;
}

Result<void> LogThread::writeBlock(Zxid first)
{
    if (!m_file) {
        auto created = LogFile::create(m_options.directory, first, m_block,
            m_options.preallocateBytes, m_options.forceSync);
        if (!created)
            return tl::unexpected(created.error());
        m_file.emplace(std::move(*created)); // Durable already.
    } else {
        if (auto written = m_file->append(m_block); !written)
            return written;
        if (auto synced = syncFile(); !synced)
            return synced;
    }
    m_block.clear();
    return {};
}

Result<void> LogThread::syncFile()
{
    if (!m_options.forceSync)
        return {};
    const auto start = std::chrono::steady_clock::now();
    auto synced = m_file->sync();
    m_slowest = std::max(m_slowest,
        std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now() - start));
    return synced;
}

} // namespace zs::engine::io

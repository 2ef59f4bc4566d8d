// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/log_thread.h"

#include "localcluster/engine/io/thread_hints.h"
#include "localcluster/engine/storage/txn_log.h"

#include <algorithm>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    constexpr std::size_t mostSpares = 4;
    /// Of a batch: kept for the next one; more only while the burst lasts.
    constexpr std::size_t keptBytes = std::size_t(1) << 20;
    constexpr std::size_t keptInBurstBytes = std::size_t(16) << 20;
    constexpr std::chrono::seconds burstOver{1};
    /// The first file of a server grows; once it holds this much, more is expected, and prepared.
    constexpr std::size_t smallLogBytes = std::size_t(256) << 10;
    constexpr std::size_t firstPreparedBytes = std::size_t(1) << 20;
    constexpr std::size_t preparedGrowth = 4;

} // namespace

LogThread::LogThread(LogOptions options, std::function<void()> report)
    : m_options(std::move(options))
    , m_report(std::move(report))
    , m_nextBytes(std::min(firstPreparedBytes, m_options.preallocateBytes))
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
    m_state.started.clear();
    return report;
}

void LogThread::run()
{
    blockSignals();
    preferLatency();
    std::vector<Item> items;
    bool failed = false;
    std::unique_lock lock(m_mutex);
    for (;;) {
        const auto hasWork = [this] { return m_stopping || !m_queue.empty(); };
        if (m_holdsMemory && !m_wake.wait_for(lock, burstOver, hasWork))
            releaseMemory(lock);
        m_wake.wait(lock, hasWork);
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
            m_state.started.insert(m_state.started.end(), m_started.begin(), m_started.end());
            m_started.clear();
        }
        keepSpares(items);
        lock.unlock();
        items.clear();
        m_report();
        if (failed)
            m_preparer.reset(); // Its room may be what is missing.
        // Behind the report, so that no reply waits for zeros that only later records need.
        if (const auto ahead = failed ? Result<void>() : makeRoom(); !ahead) {
            lock.lock();
            m_state.failure = ahead.error();
            failed = true;
            lock.unlock();
            m_report();
        }
        lock.lock();
    }
}

/// Takes back what a burst of large requests needed, for it costs as much to get it anew from the
/// system as to fill it. With the mutex held.
void LogThread::keepSpares(std::vector<Item>& items)
{
    for (Item& item : items) {
        const std::size_t held = item.batch.bytes.capacity();
        if (m_spares.size() >= mostSpares || held > keptInBurstBytes)
            continue;
        m_holdsMemory = m_holdsMemory || held > keptBytes;
        m_spares.push_back(std::move(item.batch));
    }
}

void LogThread::releaseMemory(std::unique_lock<std::mutex>& lock)
{
    std::vector<LogBatch> spares;
    spares.swap(m_spares);
    m_holdsMemory = false;
    lock.unlock();
    spares.clear();
    lock.lock();
}

void LogThread::giveBackFinished()
{
    auto finished = std::exchange(m_finished, std::nullopt);
    if (!finished || finished->zerosAhead() == 0)
        return;
    const std::size_t sizeBytes = finished->sizeBytes();
    Fd file = finished->release();
    if (m_preparer)
        return m_preparer->giveBack(std::move(file), sizeBytes);
    // Little, since it was not prepared. Only space is lost when it fails.
    (void)!::ftruncate(file.get(), static_cast<off_t>(sizeBytes));
}

Result<void> LogThread::makeRoom()
{
    giveBackFinished();
    if (!m_file || m_options.preallocateBytes == 0)
        return {};
    const std::size_t small = std::min(smallLogBytes, m_options.preallocateBytes);
    if (!m_file->isBulk() && m_file->sizeBytes() >= small) {
        if (!m_preparer)
            m_preparer.emplace(m_options.directory);
        m_preparer->prepare(m_nextBytes);
    }
    if (m_preparer && m_preparer->isReady())
        return {}; // It is begun when this one is full.
    return m_file->preallocate();
}

/// The records get their frames here, not on the loop, and are written from where they lie.
Result<void> LogThread::write(std::vector<Item>& items)
{
    m_block.clear();
    Zxid first;
    for (Item& item : items) {
        if (item.startsFile && !m_block.isEmpty()) { // The records so far belong to the old file.
            if (auto done = writeBlock(first); !done)
                return done;
        }
        m_rolling = m_rolling || item.startsFile;
        for (const LogBatch::Entry& entry : item.batch.entries) {
            const auto record = item.batch.record(entry);
            // Recovery relies on this bound.
            if (!m_block.isEmpty()
                && m_block.sizeBytes() + record.size() > storage::mostBytesPerSync) {
                if (auto done = writeBlock(first); !done)
                    return done;
            }
            if (m_block.isEmpty())
                first = entry.zxid;
            storage::sealLogRecord(record);
            m_block.add(record);
        }
    }
    return writeBlock(first);
}

Result<void> LogThread::writeBlock(Zxid first)
{
    const bool isFull = m_file && m_file->zerosAhead() < m_block.sizeBytes() && m_preparer
        && m_preparer->isReady();
    if (std::exchange(m_rolling, false) || !m_file || isFull) {
        planNext(isFull);
        if (auto started = startFile(first); !started)
            return started;
    } else {
        if (auto written = m_file->append(m_block); !written)
            return written;
        if (auto synced = syncFile(); !synced)
            return synced;
    }
    m_block.clear();
    return {};
}

/// The next prepared file is larger when this one was used up, else as large as this one grew:
/// what is left of a file was written for nothing, and costs the disk as much again to be freed.
void LogThread::planNext(bool isFull)
{
    if (!m_file)
        return;
    const std::size_t used = m_file->sizeBytes();
    m_nextBytes = isFull ? std::max(m_nextBytes, used) * preparedGrowth : used + used / 4;
    m_nextBytes = std::max(m_nextBytes, firstPreparedBytes);
    m_nextBytes = std::min(m_nextBytes, m_options.preallocateBytes);
}

Result<void> LogThread::startFile(Zxid first)
{
    auto prepared = m_preparer ? m_preparer->take() : std::nullopt;
    auto created = LogFile::create(m_options.directory, first, m_block, m_options.preallocateBytes,
        m_options.forceSync, std::move(prepared));
    if (!created)
        return tl::unexpected(created.error());
    m_started.push_back({first, m_file ? static_cast<std::int64_t>(m_file->sizeBytes()) : 0});
    m_finished = std::exchange(m_file, std::move(*created)); // Durable already.
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

// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/log_preparer.h"

#include "localcluster/engine/io/free_space.h"
#include "localcluster/engine/io/thread_hints.h"

#include <algorithm>
#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    constexpr std::size_t stepBytes = std::size_t(256) << 10;
    /// Room that stays free for records and snapshots, as a multiple of what is made ahead.
    constexpr std::size_t roomFactor = 8;
    /// The disk works on a step for one part of the time, and is left alone for so many.
    constexpr int pauseFactor = 3;

} // namespace

LogPreparer::LogPreparer(std::string directory)
    : m_directory(std::move(directory))
    , m_path(m_directory + "/" + fileName)
    , m_thread([this] { run(); })
{
}

LogPreparer::~LogPreparer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
    if (m_ready)
        ::unlink(m_path.c_str());
    for (const PreparedLog& log : m_finished) // Now at once.
        (void)!::ftruncate(log.fd.get(), static_cast<off_t>(log.sizeBytes));
}

void LogPreparer::giveBack(Fd finished, std::size_t sizeBytes)
{
    {
        const std::lock_guard lock(m_mutex);
        m_finished.push_back({std::move(finished), sizeBytes});
    }
    m_wake.notify_one();
}

void LogPreparer::prepare(std::size_t sizeBytes)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_ready || m_wantedBytes > 0)
            return;
        m_wantedBytes = sizeBytes;
    }
    m_wake.notify_one();
}

bool LogPreparer::isReady()
{
    const std::lock_guard lock(m_mutex);
    return m_ready.has_value();
}

std::optional<PreparedLog> LogPreparer::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_ready, std::nullopt);
}

void LogPreparer::run()
{
    blockSignals();
    giveWay();
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] {
            return m_stopping || m_wantedBytes > 0 || !m_finished.empty();
        });
        if (m_stopping)
            return;
        if (m_wantedBytes > 0) { // First: the log may need it soon.
            const std::size_t sizeBytes = m_wantedBytes;
            lock.unlock();
            auto made = make(sizeBytes);
            lock.lock();
            m_ready = std::move(made);
            m_wantedBytes = 0;
        }
        shrinkFinished(lock);
    }
}

/// One of them. With the mutex held.
void LogPreparer::shrinkFinished(std::unique_lock<std::mutex>& lock)
{
    if (m_finished.empty() || m_stopping)
        return;
    PreparedLog log = std::move(m_finished.back());
    m_finished.pop_back();
    lock.unlock();
    // Only space is lost when it fails, or when a crash undoes it: zeros are the end, too.
    const bool isDone = shrink(log.fd, log.sizeBytes, [this](std::chrono::nanoseconds time) {
        std::unique_lock pausing(m_mutex);
        return !m_wake.wait_for(
            pausing, time, [this] { return m_stopping || m_wantedBytes > 0; });
    });
    lock.lock();
    if (!isDone && (m_stopping || m_wantedBytes > 0))
        m_finished.push_back(std::move(log));
}

bool LogPreparer::hasPlentyOfRoom(std::size_t sizeBytes) const
{
    struct statvfs room {};
    return ::statvfs(m_directory.c_str(), &room) == 0
        && std::size_t(room.f_bavail) > sizeBytes * roomFactor / room.f_frsize;
}

std::optional<PreparedLog> LogPreparer::make(std::size_t sizeBytes)
{
    if (!hasPlentyOfRoom(sizeBytes))
        return std::nullopt;
    auto fd = openFile(m_path, O_WRONLY | O_CREAT | O_TRUNC);
    if (!fd)
        return std::nullopt;
    const auto giveUp = [this] {
        ::unlink(m_path.c_str());
        return std::nullopt;
    };
    // All of it at once, so that it lies together; the steps then change no sizes.
    (void)::fallocate(fd->get(), 0, 0, static_cast<off_t>(sizeBytes));
    static const Bytes zeros(stepBytes);
    for (std::size_t at = 0; at < sizeBytes; at += stepBytes) {
        const std::size_t step = std::min(stepBytes, sizeBytes - at);
        const auto before = std::chrono::steady_clock::now();
        if (!writeAt(*fd, ByteView(zeros).first(step), at))
            return giveUp();
        // Out to the disk now: the sync at the end would otherwise have it all to do.
        (void)::sync_file_range(fd->get(), static_cast<off_t>(at), static_cast<off_t>(step),
            SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
        if (!pause(pauseFactor * (std::chrono::steady_clock::now() - before)))
            return giveUp();
    }
    if (::fsync(fd->get()) != 0)
        return giveUp();
    return PreparedLog{std::move(*fd), sizeBytes};
}

/// False: the thread is to end.
bool LogPreparer::pause(std::chrono::nanoseconds time)
{
    std::unique_lock lock(m_mutex);
    return !m_wake.wait_for(lock, time, [this] { return m_stopping; });
}

} // namespace zs::engine::io

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/effects.h"
#include "localcluster/engine/io/log_file.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace zs::engine::io {

struct LogOptions {
    std::string directory;
    std::size_t preallocateBytes = std::size_t(64) << 20;
    bool forceSync = true; ///< false: replies do not wait for the disk (`forceSync=no`).
    std::chrono::milliseconds slowSync{1000};
};

/// A log file that was begun.
struct LogStarted {
    Zxid first;
    std::int64_t bytesBefore = 0; ///< Of records in the file before it; 0: there was none.
};

/// What the log thread tells; always the newest state.
struct LogReport {
    Zxid durable;                    ///< All up to here is on disk.
    std::optional<Error> failure;    ///< Set for good: nothing more will be written.
    std::chrono::milliseconds slowestSync{0}; ///< Since the last report.
    std::vector<LogStarted> started;          ///< Since the last report.
};

/// Writes the transaction log on a thread of its own: takes all that waits, writes it with one
/// call, syncs once, reports. The first batch makes a new file, as does the first after `roll`, and
/// one that finds the space written ahead used up when the next file is prepared: growing a file
/// costs each sync more than beginning one that has its space.
/// Errors: after the first failed write or sync nothing is written any more. A failed fdatasync
/// may have dropped pages that a second one would call clean, so it is never tried again.
/// Threads: all functions from the one thread that owns it; `report` is called on the log thread.
class LogThread {
public:
    LogThread(LogOptions options, std::function<void()> report);
    /// Writes what was appended, then ends the thread.
    ~LogThread();
    LogThread(const LogThread&) = delete;
    LogThread& operator=(const LogThread&) = delete;

    /// Takes the batch over and leaves an empty one with room in its place.
    void append(LogBatch& batch);
    /// The next batch starts a new file.
    void roll();
    [[nodiscard]] LogReport takeReport();
    /// No `report` any more after this returns; what waits is written.
    void finish();

private:
    struct Item {
        LogBatch batch;
        bool startsFile = false;
    };
    void run();
    [[nodiscard]] Result<void> write(std::vector<Item>& items);
    [[nodiscard]] Result<void> writeBlock(Zxid first);
    [[nodiscard]] Result<void> startFile(Zxid first);
    void planNext(bool isFull);
    void giveBackFinished();
    [[nodiscard]] Result<void> syncFile();
    [[nodiscard]] Result<void> makeRoom();
    void keepSpares(std::vector<Item>& items);
    void releaseMemory(std::unique_lock<std::mutex>& lock);

    const LogOptions m_options;
    const std::function<void()> m_report;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<Item> m_queue;      ///< Guarded, as are those below.
    std::vector<LogBatch> m_spares; ///< Written batches, for their memory.
    LogReport m_state;
    bool m_stopping = false;

    bool m_rollNext = true;        ///< Owner's thread only.
    std::optional<LogFile> m_file; ///< Log thread only, as those below.
    std::optional<LogFile> m_finished; ///< The one before, until its unused space is given back.
    std::optional<LogPreparer> m_preparer;
    std::vector<LogStarted> m_started;
    bool m_rolling = false; ///< The next block starts a file.
    std::size_t m_nextBytes = 0; ///< Size of the next prepared file.
    LogBlock m_block; ///< Of the batches that are being written.
    bool m_holdsMemory = false; ///< Of a burst.
    std::chrono::milliseconds m_slowest{0};
    std::thread m_thread; ///< Last: it uses all of the above.
};

} // namespace zs::engine::io

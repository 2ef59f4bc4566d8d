// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/file.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace zs::engine::io {

/// A file of written zeros, on disk with all that belongs to it, under a temporary name.
struct PreparedLog {
    Fd fd;
    std::size_t sizeBytes = 0;
};

/// Makes the next log file ahead of its first record, on a thread of its own that gives way: in
/// small steps with pauses, so that no sync of the log waits long for the disk. A sync into such a
/// file has data to write and no metadata.
/// What cannot be made, because the disk is rather full or fails, is left out: the log does
/// without, and says what is wrong when a record is concerned.
/// Threads: all functions from one thread.
class LogPreparer {
public:
    explicit LogPreparer(std::string directory);
    /// Deletes what was prepared and not taken.
    ~LogPreparer();
    LogPreparer(const LogPreparer&) = delete;
    LogPreparer& operator=(const LogPreparer&) = delete;

    /// Asks for a file of that size; does nothing when one is ready or being made.
    void prepare(std::size_t sizeBytes);
    [[nodiscard]] bool isReady();
    /// The file, when it is ready, which lies under `fileName` until it is renamed. Never waits.
    [[nodiscard]] std::optional<PreparedLog> take();

    /// Gives back what a finished log file has behind `sizeBytes`, in small steps, too, and closes
    /// it.
    void giveBack(Fd finished, std::size_t sizeBytes);

    /// A name that recovery ignores, and a start removes.
    static constexpr const char* fileName = "next-log.tmp";

private:
    void run();
    void shrinkFinished(std::unique_lock<std::mutex>& lock);
    [[nodiscard]] std::optional<PreparedLog> make(std::size_t sizeBytes);
    [[nodiscard]] bool hasPlentyOfRoom(std::size_t sizeBytes) const;
    [[nodiscard]] bool pause(std::chrono::nanoseconds time);

    const std::string m_directory;
    const std::string m_path;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::size_t m_wantedBytes = 0; ///< Guarded, as are those below. 0: nothing to do.
    std::optional<PreparedLog> m_ready;
    std::vector<PreparedLog> m_finished; ///< Logs, and what shall be left of them.
    bool m_stopping = false;
    std::thread m_thread; ///< Last: it uses all of the above.
};

} // namespace zs::engine::io

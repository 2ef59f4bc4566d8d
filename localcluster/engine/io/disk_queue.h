// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/doorbell.h"
#include "localcluster/engine/io/log_thread.h"
#include "localcluster/engine/io/member_store.h"
#include "localcluster/engine/io/work_thread.h"

#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <deque>

namespace zs::engine::io {

/// The disk of a member of an ensemble: performs DiskTasks in order, each when the one before it is
/// done; records that wait behind one another share a sync. Reading the log goes on beside it.
/// After a failure nothing queued is done any more. Where room was lacking, it waits for room, cuts
/// what nobody was told of, and reports what the disk holds; other failures are for good.
/// Threads: the loop's; the work is done on threads of its own, and in a child process.
class DiskQueue {
public:
    using Entries = std::vector<std::pair<Zxid, Bytes>>;

    /// What is told, always from the loop and never from within a call.
    class Owner {
    public:
        virtual void logged(Zxid last) = 0;
        virtual void epochWritten(EpochFile file, std::int64_t epoch) = 0;
        virtual void truncated(RecoveredState state) = 0;
        /// The history cannot be cut as the leader asks; it is as it was.
        virtual void truncationImpossible(const Error& why) = 0;
        virtual void treeSaved(Zxid zxid) = 0;
        virtual void logRead(QuorumLink link, std::optional<Entries> entries) = 0;
        virtual void diskFailed(const Error& why) = 0;
        virtual void diskMended(PeerHistory history) = 0;
        /// The disk failed while the history was cut, or cannot be read: this process cannot go on.
        virtual void historyUnusable(const Error& why) = 0;
        /// For the log and the trace.
        virtual void logReported(const LogReport& report) = 0;

        /// Files of the history are about to be cut or replaced: nothing may add snapshots from
        /// here on until `truncated` or `treeSaved`.
        virtual void historyChanges() = 0;
        /// The tree that is to be saved, and what goes with it.
        [[nodiscard]] virtual const DataTree& tree() const = 0;
        [[nodiscard]] virtual storage::SnapshotHead snapshotHead() const = 0;

    protected:
        ~Owner() = default;
    };

    /// All arguments must outlive this object. Whoever has `poll` calls `onBell` for an event of
    /// `token`. `filesMutex`: who reads mapped logs, cuts or deletes
    /// files of the history holds it. `last`: the zxid of what was recovered.
    DiskQueue(asio::io_context& loop, PollSet& poll, std::uint64_t token,
        const config::ServerConfig& config, const DataDirectories& directories,
        std::mutex& filesMutex, Zxid last, Owner& owner);
    ~DiskQueue();
    DiskQueue(const DiskQueue&) = delete;
    DiskQueue& operator=(const DiskQueue&) = delete;

    /// Where WriteConfig writes (config_files.h); until then it does nothing.
    void keepConfigAt(std::string configFile) { m_configFile = std::move(configFile); }
    void add(DiskTask task);
    /// Records behind those that were added start a new file.
    void roll();
    void onBell();
    /// Call on SIGCHLD.
    void onChildEnded();
    /// A task that cuts or replaces the history is queued or under way.
    [[nodiscard]] bool changesHistory() const { return m_historyTasks > 0; }
    [[nodiscard]] bool isFailed() const { return m_failed; }
    /// Writes the records that were added, as far as no other task stands before them, and tells
    /// of them before it returns. Nothing is told after it.
    void finish();

    static constexpr std::chrono::milliseconds mendPeriod{500};
    static constexpr int mostSaves = 3; ///< Processes that may be killed while they save a tree.

private:
    struct Roll {}; ///< Stands in the queue at its place.
    using Item = std::variant<DiskTask, Roll>;

    void startLog();
    void advance();
    void begin(AppendLog task);
    void begin(const WriteEpoch& task);
    void begin(const TruncateLog& task);
    void begin(const SaveTree& task);
    void begin(const ReadLog& task);
    void begin(const WriteConfig& task);
    void onLogReport();
    void onLogged(Zxid durable);
    void startSaving();
    void finishSaving(Zxid zxid);
    void fail(const Error& why);
    void mendLater();
    void mend();
    void onMended(bool isCut, Result<RecoveredMember> found);
    void work(WorkThread& thread, std::function<std::function<void()>()> job);

    PollSet& m_poll;
    const config::ServerConfig& m_config;
    const DataDirectories& m_directories;
    std::string m_configFile;
    Owner& m_owner;
    asio::steady_timer m_mendTimer;
    std::deque<Item> m_queue;
    std::deque<Zxid> m_inLog; ///< The last record of each batch that the log thread has.
    bool m_busy = false;      ///< A task other than AppendLog is under way.
    std::size_t m_historyTasks = 0;
    bool m_failed = false;
    bool m_cut = false;       ///< Since the failure.
    bool m_finished = false;
    Zxid m_durable;           ///< The last record that is on disk for sure.
    std::uint64_t m_generation = 0; ///< Answers to tasks of an older one are dropped.
    SnapshotChild m_saving;
    Zxid m_savingZxid;
    int m_savesLeft = 0; ///< Tries, should its process be killed again.
    Doorbell m_bell; ///< Rung by the log thread.
    std::mutex& m_filesMutex;
    std::unique_ptr<LogThread> m_log;
    WorkThread m_reader;
    WorkThread m_worker; ///< Last, as the one before: they use what stands above.
};

} // namespace zs::engine::io

// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/disk_queue.h"

#include "localcluster/engine/io/config_files.h"
#include "localcluster/engine/io/log_mender.h"

#include <algorithm>
#include <spdlog/spdlog.h>

namespace zs::engine::io {

DiskQueue::DiskQueue(asio::io_context& loop, PollSet& poll, std::uint64_t token,
    const config::ServerConfig& config, const DataDirectories& directories,
    std::mutex& filesMutex, Zxid last, Owner& owner)
    : m_poll(poll)
    , m_config(config)
    , m_directories(directories)
    , m_owner(owner)
    , m_mendTimer(loop)
    , m_durable(last)
    , m_bell(poll, token)
    , m_filesMutex(filesMutex)
{
    startLog();
}

DiskQueue::~DiskQueue() { finish(); }

void DiskQueue::startLog()
{
    m_log = std::make_unique<LogThread>(
        logOptions(m_config, m_directories), [this] { m_bell.ring(); });
}

void DiskQueue::add(DiskTask task)
{
    if (m_failed || m_finished)
        return; // The core hears, or has heard, that it is not done.
    if (const auto* read = std::get_if<ReadLog>(&task))
        return begin(*read);
    if (std::holds_alternative<TruncateLog>(task) || std::holds_alternative<SaveTree>(task))
        ++m_historyTasks;
    m_queue.emplace_back(std::move(task));
    advance();
}

void DiskQueue::roll()
{
    m_queue.emplace_back(Roll {});
    advance();
}

void DiskQueue::advance()
{
    while (!m_queue.empty() && !m_busy && !m_failed) {
        if (std::holds_alternative<Roll>(m_queue.front())) {
            m_log->roll();
            m_queue.pop_front();
            continue;
        }
        auto& task = std::get<DiskTask>(m_queue.front());
        if (!std::holds_alternative<AppendLog>(task) && !m_inLog.empty())
            return; // What stands before it is not on disk yet.
        DiskTask next = std::move(task);
        m_queue.pop_front();
        std::visit([this](auto& kind) { begin(std::move(kind)); }, next);
    }
}

void DiskQueue::begin(AppendLog task)
{
    if (task.batch.entries.empty())
        return;
    m_inLog.push_back(task.batch.entries.back().zxid);
    m_log->append(task.batch);
}

/// `job` runs on the thread; what it returns, on the loop, unless all was given up meanwhile.
void DiskQueue::work(WorkThread& thread, std::function<std::function<void()>()> job)
{
    thread.add([this, job = std::move(job), generation = m_generation] {
        auto finish = std::make_shared<std::function<void()>>(job());
        m_poll.post([this, finish, generation] {
            if (generation == m_generation && !m_finished)
                (*finish)();
        });
    });
}

void DiskQueue::begin(const WriteEpoch& task)
{
    m_busy = true;
    work(m_worker, [this, task]() -> std::function<void()> {
        const auto done = writeEpoch(m_directories.snapshots, task.file, task.epoch);
        return [this, task, done] {
            if (!done)
                return fail(done.error());
            m_busy = false;
            m_owner.epochWritten(task.file, task.epoch);
            advance();
        };
    });
}

void DiskQueue::begin(const TruncateLog& task)
{
    m_busy = true;
    m_owner.historyChanges();
    // The log thread ends there, too: it may be waiting for the disk. Its file is closed by that.
    auto log = std::make_shared<std::unique_ptr<LogThread>>(std::move(m_log));
    work(m_worker, [this, task, log]() -> std::function<void()> {
        log->reset();
        const std::lock_guard lock(m_filesMutex);
        auto done = std::make_shared<Result<RecoveredState>>(
            truncateHistory(m_directories, m_config, task.last));
        return [this, done] {
            startLog();
            if (!*done && done->error().code == Errc::noSpace)
                return fail(done->error());
            if (!*done && done->error().code == Errc::corrupt) {
                m_busy = false;
                --m_historyTasks;
                m_owner.truncationImpossible(done->error());
                return advance();
            }
            if (!*done) {
                m_failed = true;
                return m_owner.historyUnusable(done->error());
            }
            m_busy = false;
            --m_historyTasks;
            m_durable = (*done)->tree->lastProcessed();
            m_owner.truncated(std::move(**done));
            advance();
        };
    });
}

void DiskQueue::begin(const SaveTree& task)
{
    m_busy = true;
    m_owner.historyChanges();
    m_savingZxid = task.zxid;
    m_savesLeft = mostSaves;
    startSaving();
}

/// The tree stays as it is until treeSaved, so that a later child writes the same.
void DiskQueue::startSaving()
{
    --m_savesLeft;
    const auto started = m_saving.start(snapshotTarget(m_config), m_owner.tree(),
        m_owner.snapshotHead(), SnapshotChild::Outcome::temporary);
    if (!started)
        m_poll.post([this, error = started.error()] { fail(error); });
}

void DiskQueue::onChildEnded()
{
    const auto ended = m_saving.reap();
    if (!ended || m_failed || m_finished)
        return;
    if (*ended)
        return finishSaving(m_savingZxid);
    if (!m_saving.wasKilled() || m_savesLeft == 0)
        return fail(ended->error());
    startSaving();
}

void DiskQueue::finishSaving(Zxid zxid)
{
    auto log = std::make_shared<std::unique_ptr<LogThread>>(std::move(m_log));
    work(m_worker, [this, zxid, log]() -> std::function<void()> {
        log->reset();
        const std::lock_guard lock(m_filesMutex);
        const auto done = adoptSnapshot(m_directories, snapshotTarget(m_config), zxid);
        return [this, zxid, done] {
            startLog();
            if (!done)
                return fail(done.error());
            m_busy = false;
            --m_historyTasks;
            m_durable = zxid;
            m_owner.treeSaved(zxid);
            advance();
        };
    });
}

void DiskQueue::begin(const ReadLog& task)
{
    work(m_reader, [this, task]() -> std::function<void()> {
        const std::lock_guard lock(m_filesMutex);
        auto entries = std::make_shared<std::optional<Entries>>(
            readLogFrom(m_directories, task.from, task.limitBytes));
        return [this, task, entries] { m_owner.logRead(task.link, std::move(*entries)); };
    });
}

void DiskQueue::onBell()
{
    m_bell.heard();
    onLogReport();
}

void DiskQueue::begin(const WriteConfig& task)
{
    if (m_configFile.empty())
        return;
    m_busy = true;
    work(m_worker, [this, task]() -> std::function<void()> {
        const auto done = keepConfig(m_configFile, task);
        return [this, done] {
            if (!done)
                spdlog::error("the configuration could not be kept, so that this server forgets it "
                              "when it stops: {}",
                    done.error().detail);
            m_busy = false;
            advance();
        };
    });
}

void DiskQueue::onLogReport()
{
    if (!m_log || m_finished)
        return;
    const LogReport report = m_log->takeReport();
    if (report.durable > Zxid())
        onLogged(report.durable);
    m_owner.logReported(report);
    if (report.failure && !m_failed)
        fail(*report.failure);
    advance();
}

void DiskQueue::onLogged(Zxid durable)
{
    if (std::find(m_inLog.begin(), m_inLog.end(), durable) == m_inLog.end())
        return; // Told already.
    for (Zxid last; last != durable;) {
        last = m_inLog.front();
        m_inLog.pop_front();
        m_durable = last;
        m_owner.logged(last);
    }
}

void DiskQueue::fail(const Error& why)
{
    m_failed = true;
    m_busy = false;
    m_cut = false;
    ++m_generation;
    m_queue.clear();
    m_inLog.clear();
    m_historyTasks = 0;
    m_saving.abandon();
    m_owner.diskFailed(why);
    if (why.code == Errc::noSpace)
        mendLater();
}

void DiskQueue::mendLater()
{
    m_mendTimer.expires_after(mendPeriod);
    m_mendTimer.async_wait([this](const asio::error_code& error) {
        if (!error && !m_finished)
            mend();
    });
}

void DiskQueue::mend()
{
    auto log = std::make_shared<std::unique_ptr<LogThread>>(std::move(m_log));
    work(m_worker, [this, log, isCut = m_cut, last = m_durable]() -> std::function<void()> {
        log->reset();
        const std::lock_guard lock(m_filesMutex);
        // Cutting comes first, and makes room, too; it is done once only.
        Result<void> done = isCut ? Result<void>() : cutLogsAbove(m_directories, last);
        const bool cutNow = done.has_value();
        if (done)
            done = probeSpace(m_directories);
        auto found = std::make_shared<Result<RecoveredMember>>(done
                ? recoverMember(m_directories, m_config)
                : Result<RecoveredMember>(tl::unexpected(done.error())));
        return [this, cutNow, found] { onMended(cutNow, std::move(*found)); };
    });
}

void DiskQueue::onMended(bool isCut, Result<RecoveredMember> found)
{
    m_cut = isCut;
    if (!found && found.error().code == Errc::noSpace)
        return mendLater();
    if (!found)
        return m_owner.historyUnusable(found.error());
    startLog();
    m_failed = false;
    m_durable = found->lastProcessed;
    m_owner.diskMended(std::move(found->history));
}

void DiskQueue::finish()
{
    if (m_finished)
        return;
    if (m_log) {
        m_log->finish();
        onLogReport();
    }
    m_finished = true;
    m_mendTimer.cancel();
    m_saving.abandon();
}

} // namespace zs::engine::io

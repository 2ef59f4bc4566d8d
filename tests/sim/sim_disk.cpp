// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/sim_disk.h"

#include "clientlib/base/expect.h"
#include "localcluster/engine/storage/snapshot_writer.h"
#include "localcluster/engine/storage/txn_log.h"

#include <algorithm>

namespace zs::sim {

namespace storage = engine::storage;

namespace {

constexpr const char* newLog = "new-log.tmp";
constexpr const char* newSnapshot = "new-snapshot.tmp";

const char* nameOf(engine::EpochFile file)
{
    return file == engine::EpochFile::accepted ? "acceptedEpoch" : "currentEpoch";
}

} // namespace

std::chrono::nanoseconds SimDisk::latency()
{
    return m_settings.minSync + m_random.upTo(m_settings.maxSync - m_settings.minSync);
}

Bytes SimDisk::serialize(const engine::QuorumPeer& peer) const
{
    storage::SnapshotHead head;
    if (!m_bugs.forgetsSessions)
        head.sessions = peer.sessions();
    storage::SnapshotWriter writer(peer.tree(), head);
    Bytes all;
    for (Bytes block; writer.next(block);)
        all.insert(all.end(), block.begin(), block.end());
    return all;
}

bool SimDisk::step()
{
    if (m_dying)
        return false;
    if (!m_crashIn || --*m_crashIn > 0)
        return true;
    m_crashIn.reset();
    m_dying = true;
    if (m_owner)
        m_owner->diskReachedCrash();
    return false;
}

void SimDisk::done(Tell tell)
{
    if (m_owner)
        m_owner->diskDone(std::move(tell));
}

void SimDisk::crash(bool power)
{
    for (auto* key : {&m_workKey, &m_snapshotKey}) {
        if (*key)
            m_queue.cancel(**key);
        key->reset();
    }
    for (const EventQueue::Key& key : m_readKeys)
        m_queue.cancel(key);
    m_readKeys.clear();
    m_owner = nullptr;
    m_tasks.clear();
    m_appending.clear();
    m_log.clear();
    m_rollNext = false;
    m_crashIn.reset();
    m_failure = Failure::none;
    m_dying = m_failed = false;
    if (power)
        m_files.losePower(m_random);
}

// ---- tasks ----------------------------------------------------------------------------------

void SimDisk::give(engine::DiskTask task, const engine::QuorumPeer& peer, bool reports)
{
    if (m_dying || m_failed)
        return; // A failed disk drops what it is given; the member was told.
    if (const auto* reading = std::get_if<engine::ReadLog>(&task)) {
        const auto key = std::make_shared<EventQueue::Key>();
        *key = m_queue.in(latency(), [this, key, task = *reading] {
            m_readKeys.erase(*key);
            read(task);
        });
        m_readKeys.insert(*key);
        return;
    }
    Task entry{std::move(task), {}, reports};
    if (std::holds_alternative<engine::SaveTree>(entry.what))
        entry.tree = serialize(peer);
    m_tasks.push_back(std::move(entry));
    work();
}

void SimDisk::work()
{
    if (m_workKey || m_dying || m_failed || m_tasks.empty())
        return;
    if (std::holds_alternative<engine::AppendLog>(m_tasks.front().what))
        return beginAppends();
    Task task = std::move(m_tasks.front());
    m_tasks.pop_front();
    begin(std::move(task));
}

void SimDisk::begin(Task task)
{
    m_workKey = m_queue.in(latency(), [this, task = std::move(task)] {
        m_workKey.reset();
        if (std::holds_alternative<engine::WriteEpoch>(task.what))
            finishEpoch(task);
        else if (const auto* cut = std::get_if<engine::TruncateLog>(&task.what))
            finishTruncate(cut->last);
        else if (std::holds_alternative<engine::SaveTree>(task.what))
            finishSave(task);
        // WriteConfig: no leader here reconfigures, and an own name for the version needs no file.
        work();
    });
}

/// Writes all records that wait, with one sync for them.
void SimDisk::beginAppends()
{
    Bytes block;
    Zxid first;
    while (!m_tasks.empty()) {
        auto* append = std::get_if<engine::AppendLog>(&m_tasks.front().what);
        if (!append)
            break;
        for (const engine::LogBatch::Entry& entry : append->batch.entries) {
            if (first == Zxid())
                first = entry.zxid;
            storage::appendLogRecord(
                block, ByteView(append->batch.bytes).subspan(entry.offset, entry.sizeBytes));
        }
        if (!append->batch.entries.empty())
            m_appending.push_back(std::move(m_tasks.front()));
        m_tasks.pop_front();
    }
    if (m_rollNext)
        m_log.clear();
    m_rollNext = false;
    m_target = m_log;
    if (m_log.empty()) {
        if (!step())
            return;
        m_files.create(newLog);
        Bytes header;
        storage::appendLogHeader(header);
        m_files.append(newLog, header);
        m_target = newLog;
        m_log = storage::logName(first);
    }
    if (!step())
        return;
    if (m_failure == Failure::write)
        block.resize(m_random.below(block.size()));
    m_files.append(m_target, block);
    if (m_failure == Failure::write)
        return fail("no space left on the device");
    m_workKey = m_queue.in(latency(), [this] {
        m_workKey.reset();
        finishAppends();
        work();
    });
}

void SimDisk::finishAppends()
{
    if (!step())
        return;
    if (m_failure == Failure::sync) {
        m_files.dropUnsynced(m_target, m_random);
        return fail("input/output error while syncing " + m_target);
    }
    if (!m_bugs.skipsSync)
        m_files.sync(m_target);
    if (m_target == newLog) {
        if (!step())
            return;
        const std::string name = m_log;
        m_files.rename(newLog, name);
        if (!step())
            return;
        m_files.syncDirectory();
    }
    for (const Task& task : std::exchange(m_appending, {})) {
        const auto& entries = std::get<engine::AppendLog>(task.what).batch.entries;
        for (const engine::LogBatch::Entry& entry : entries)
            m_durable.push_back(entry.zxid);
        if (!task.reports)
            continue;
        done([last = entries.back().zxid](engine::QuorumPeer& peer, engine::Now now) {
            peer.logged(last, now);
        });
    }
}

void SimDisk::fail(const std::string& why)
{
    m_failure = Failure::none;
    m_failed = true;
    m_tasks.clear();
    m_appending.clear();
    m_log.clear();
    if (m_owner)
        m_owner->diskFailed(why);
}

bool SimDisk::writeEpochFile(engine::EpochFile file, std::int64_t epoch)
{
    const std::string name = nameOf(file);
    if (!step())
        return false;
    m_files.create(name + ".tmp");
    m_files.append(name + ".tmp", viewOf(std::to_string(epoch)));
    if (!step())
        return false;
    m_files.sync(name + ".tmp");
    if (!step())
        return false;
    m_files.rename(name + ".tmp", name);
    if (!step())
        return false;
    m_files.syncDirectory();
    return true;
}

void SimDisk::finishEpoch(const Task& work)
{
    const engine::WriteEpoch task = std::get<engine::WriteEpoch>(work.what);
    const bool isAccepted = task.file == engine::EpochFile::accepted;
    if (!(isAccepted && m_bugs.forgetsAcceptedEpoch)) {
        if (!writeEpochFile(task.file, task.epoch))
            return;
        (isAccepted ? m_accepted : m_current) = task.epoch;
    }
    if (!work.reports)
        return;
    done([task](engine::QuorumPeer& peer, engine::Now now) {
        peer.epochWritten(task.file, task.epoch, now);
    });
}

/// The newest first: a stop half-way leaves logs without a gap.
bool SimDisk::cutLogs(Zxid last)
{
    const auto logs = m_files.list().logs;
    std::erase_if(m_durable, [last](Zxid zxid) { return zxid > last; });
    for (auto log = logs.rbegin(); log != logs.rend(); ++log) {
        if (!step())
            return false;
        if (log->zxid > last) {
            m_files.remove(log->name);
            continue;
        }
        storage::TxnLogReader reader(m_files.contentOf(log->name));
        std::optional<std::size_t> end;
        while (const auto record = reader.next()) {
            if (!end && engine::decodeTxn(record->entry)->header.zxid > last)
                end = record->offset;
        }
        m_files.cut(log->name, end.value_or(reader.endOffset()));
        if (!step())
            return false;
        m_files.sync(log->name);
        break;
    }
    if (!step())
        return false;
    m_files.syncDirectory();
    m_log.clear();
    return true;
}

/// As truncateHistory: nothing is changed when what is kept reaches not back so far.
std::optional<std::string> SimDisk::whyNotCut(Zxid last)
{
    engine::DataTree tree;
    storage::RecoveryOptions options;
    options.upTo = last;
    const auto recovered = storage::recover(m_files.list(), m_files, options, tree);
    return recovered ? std::nullopt : std::optional(recovered.error().detail);
}

void SimDisk::finishTruncate(Zxid last)
{
    dropSnapshot();
    if (const auto why = whyNotCut(last)) {
        return done([why = *why](engine::QuorumPeer& peer, engine::Now now) {
            peer.truncationImpossible(why, now);
        });
    }
    const SimFiles before = m_bugs.forgetsTruncation ? m_files.copy() : SimFiles();
    for (const storage::SnapshotFile& file : m_files.list().snapshots) {
        if (file.zxid <= last)
            continue;
        if (!step())
            return;
        m_files.remove(file.name);
    }
    if (!cutLogs(last))
        return;
    auto state = readState();
    if (!state)
        return fail("after truncation: " + state.error().detail);
    if (m_bugs.forgetsTruncation)
        m_files = before;
    const auto shared = std::make_shared<engine::RecoveredState>(std::move(*state));
    done([shared](engine::QuorumPeer& peer, engine::Now now) {
        peer.truncated(std::move(*shared), now);
    });
}

bool SimDisk::writeSnapshot(const Bytes& tree, Zxid zxid)
{
    if (!step())
        return false;
    m_files.create(newSnapshot);
    m_files.append(newSnapshot, tree);
    if (!step())
        return false;
    m_files.sync(newSnapshot);
    if (!step())
        return false;
    m_files.rename(newSnapshot, storage::snapshotName(zxid, storage::Compression::none));
    if (!step())
        return false;
    m_files.syncDirectory();
    m_saved = std::max(m_saved, zxid);
    return true;
}

/// What the log holds above the new tree goes first, since it would be replayed over it; what lies
/// below goes last, since the log has a gap now that no reader could see.
void SimDisk::finishSave(const Task& task)
{
    const Zxid zxid = std::get<engine::SaveTree>(task.what).zxid;
    dropSnapshot();
    if (!cutLogs(zxid) || !writeSnapshot(task.tree, zxid))
        return;
    const storage::DataFiles files = m_files.list();
    for (const storage::LogFile& log : files.logs) {
        if (!step())
            return;
        m_files.remove(log.name);
    }
    for (const storage::SnapshotFile& file : files.snapshots) {
        if (file.zxid == zxid)
            continue;
        if (!step())
            return;
        m_files.remove(file.name);
    }
    if (!step())
        return;
    m_files.syncDirectory();
    m_saved = zxid;
    m_durable.clear();
    done([zxid](engine::QuorumPeer& peer, engine::Now now) { peer.treeSaved(zxid, now); });
}

void SimDisk::snapshot(const engine::QuorumPeer& peer)
{
    if (m_snapshotKey || m_dying || m_failed || !m_tasks.empty())
        return;
    const Zxid zxid = peer.tree().lastProcessed();
    m_snapshotKey
        = m_queue.in(latency() * 2, [this, zxid, tree = serialize(peer)] {
              m_snapshotKey.reset();
              if (!m_failed && writeSnapshot(tree, zxid))
                  m_rollNext = true;
          });
}

/// The one that is being written: its history is not this server's any more.
void SimDisk::dropSnapshot()
{
    if (m_snapshotKey)
        m_queue.cancel(*m_snapshotKey);
    m_snapshotKey.reset();
}

// ---- reading --------------------------------------------------------------------------------

std::vector<std::pair<Zxid, Bytes>> SimDisk::entriesAfter(Zxid from) const
{
    std::vector<std::pair<Zxid, Bytes>> entries;
    for (const storage::LogFile& log : storage::logsSince(m_files.list(), from)) {
        storage::TxnLogReader reader(m_files.contentOf(log.name));
        while (const auto record = reader.next()) {
            const auto txn = engine::decodeTxn(record->entry);
            if (txn && txn->header.zxid > from)
                entries.emplace_back(
                    txn->header.zxid, Bytes(record->entry.begin(), record->entry.end()));
        }
    }
    return entries;
}

/// The answer begins with the last transaction <= from, so that the learner's place can be found.
void SimDisk::read(const engine::ReadLog& task)
{
    std::optional<std::vector<std::pair<Zxid, Bytes>>> answer;
    auto entries = entriesAfter(Zxid());
    std::erase_if(entries, [this](const auto& entry) { return !holds(entry.first); });
    auto first = entries.end();
    for (auto at = entries.begin(); at != entries.end() && at->first <= task.from; ++at)
        first = at;
    std::int64_t sizeBytes = 0;
    for (auto at = first; at != entries.end(); ++at)
        sizeBytes += std::int64_t(at->second.size());
    if (first != entries.end() && (task.limitBytes < 0 || sizeBytes <= task.limitBytes))
        answer.emplace(std::make_move_iterator(first), std::make_move_iterator(entries.end()));
    done([link = task.link, answer = std::move(answer)](
             engine::QuorumPeer& peer, engine::Now now) { peer.logRead(link, answer, now); });
}

Result<engine::RecoveredState> SimDisk::readState()
{
    engine::RecoveredState state;
    state.tree = std::make_unique<engine::DataTree>();
    const storage::DataFiles files = m_files.list();
    m_damage.reset();
    auto recovered = storage::recover(files, m_files, {}, *state.tree, &m_damage);
    if (!recovered)
        return tl::unexpected(recovered.error());
    m_notes = recovered->notes;
    m_usedOlderSnapshot
        = !files.snapshots.empty() && recovered->snapshot < files.snapshots.back().zxid;
    state.sessions = std::move(recovered->sessions);
    state.tail = entriesAfter(recovered->snapshot);
    m_saved = recovered->snapshot;
    m_durable.clear();
    for (const auto& [zxid, entry] : state.tail)
        m_durable.push_back(zxid);
    if (state.tail.size() > m_settings.commitLogCount)
        state.tail.erase(
            state.tail.begin(), state.tail.end() - std::ptrdiff_t(m_settings.commitLogCount));
    return state;
}

Result<engine::PeerHistory> SimDisk::recover()
{
    for (const std::string& name : m_files.names()) {
        if (name.ends_with(".tmp"))
            m_files.remove(name);
        else
            m_files.sync(name);
    }
    m_files.syncDirectory();
    engine::PeerHistory history;
    for (const auto file : {engine::EpochFile::accepted, engine::EpochFile::current}) {
        if (!m_files.contains(nameOf(file)))
            continue;
        const std::int64_t epoch
            = std::stoll(std::string(textOf(m_files.contentOf(nameOf(file)))));
        (file == engine::EpochFile::accepted ? history.acceptedEpoch : history.currentEpoch)
            = epoch;
    }
    m_accepted = history.acceptedEpoch;
    m_current = history.currentEpoch;
    const storage::DataFiles files = m_files.list();
    if (files.snapshots.empty() && files.logs.empty()) {
        const engine::DataTree empty;
        const storage::SnapshotHead head;
        storage::SnapshotWriter writer(empty, head);
        Bytes all;
        for (Bytes block; writer.next(block);)
            all.insert(all.end(), block.begin(), block.end());
        if (!writeSnapshot(all, Zxid()))
            return failure(Errc::io, "the process died");
    }
    if (m_bugs.losesLastRecord && !files.logs.empty())
        loseLastRecord(files.logs.back().name);
    auto state = readState();
    if (!state)
        return tl::unexpected(state.error());
    history.state = std::move(*state);
    return history;
}

void SimDisk::loseLastRecord(const std::string& log)
{
    storage::TxnLogReader reader(m_files.contentOf(log));
    std::size_t last = storage::logHeaderBytes;
    while (const auto record = reader.next())
        last = record->offset;
    if (last < m_files.contentOf(log).size()) {
        m_files.cut(log, last);
        m_files.sync(log);
    }
}

Result<engine::PeerHistory> SimDisk::mend()
{
    m_failed = false;
    if (!cutLogs(lastDurable()))
        return failure(Errc::io, "the process died");
    return recover();
}

bool SimDisk::repair()
{
    if (!m_damage || m_damage->isSnapshot)
        return false;
    const Bytes& content = m_files.contentOf(m_damage->file);
    if (m_damage->offset < storage::logHeaderBytes)
        m_files.remove(m_damage->file);
    else
        m_files.cut(m_damage->file, std::min(m_damage->offset, content.size()));
    for (const storage::LogFile& log : m_files.list().logs) {
        if (log.zxid > engine::storage::parseLogName(m_damage->file)->zxid)
            m_files.remove(log.name);
    }
    return true;
}

bool SimDisk::holds(Zxid zxid) const
{
    return zxid <= m_saved || std::binary_search(m_durable.begin(), m_durable.end(), zxid);
}

Zxid SimDisk::lastDurable() const
{
    return m_durable.empty() ? m_saved : std::max(m_saved, m_durable.back());
}

} // namespace zs::sim

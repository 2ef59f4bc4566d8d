// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/member_store.h"

#include "localcluster/engine/io/log_mender.h"
#include "localcluster/engine/storage/txn_log.h"

#include <algorithm>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    using Entries = std::vector<std::pair<Zxid, Bytes>>;

    storage::RecoveryOptions memberOptions(const config::ServerConfig& config)
    {
        storage::RecoveryOptions options = recoveryOptions(config);
        options.tailCount
            = static_cast<std::size_t>(std::max<std::int64_t>(config.commitLogCount, 1));
        return options;
    }

    std::unique_ptr<DataTree> freshTree(const config::ServerConfig& config)
    {
        return std::make_unique<DataTree>(DataTree::Options{config.extendedTypes});
    }

    RecoveredState stateOf(std::unique_ptr<DataTree> tree, storage::Recovered& recovered)
    {
        return {std::move(tree), std::move(recovered.sessions), std::move(recovered.tail)};
    }

    /// The newest first: a stop half-way leaves older ones, behind which the logs go on.
    Result<void> deleteSnapshotsAbove(const DataDirectories& directories, Zxid last)
    {
        const auto files = listDataFiles(directories);
        if (!files)
            return tl::unexpected(files.error());
        for (auto file = files->snapshots.rbegin(); file != files->snapshots.rend(); ++file) {
            const std::string path = directories.snapshots + "/" + file->name;
            if (file->zxid > last && ::unlink(path.c_str()) != 0)
                return tl::unexpected(systemError("cannot delete " + path));
        }
        return syncDirectory(directories.snapshots);
    }

    /// What a leader's snapshot has replaced. The oldest logs first: a stop half-way leaves the
    /// logs' end, as a purge does.
    Result<void> deleteHistoryBelow(const DataDirectories& directories, Zxid zxid)
    {
        const auto files = listDataFiles(directories);
        if (!files)
            return tl::unexpected(files.error());
        std::vector<std::string> paths;
        for (const storage::LogFile& log : files->logs)
            paths.push_back(directories.logs + "/" + log.name);
        for (const storage::SnapshotFile& file : files->snapshots) {
            if (file.zxid < zxid)
                paths.push_back(directories.snapshots + "/" + file.name);
        }
        for (const std::string& path : paths) {
            if (::unlink(path.c_str()) != 0)
                return tl::unexpected(systemError("cannot delete " + path));
        }
        auto synced = syncDirectory(directories.logs);
        return synced ? syncDirectory(directories.snapshots) : synced;
    }

    /// Collects entries in order, from the last one <= `from` on.
    class Collector {
    public:
        /// `snapshots`: the zxids of all of them.
        Collector(Zxid from, std::int64_t limitBytes, std::vector<Zxid> snapshots)
            : m_from(from), m_limitBytes(limitBytes), m_snapshots(std::move(snapshots))
        {
        }

        /// False: the rest is of no use.
        bool add(Zxid zxid, ByteView entry)
        {
            const Zxid before = m_entries.empty() ? Zxid() : m_entries.back().first;
            const bool follows = zxid.epoch() == before.epoch()
                ? zxid.counter() == before.counter() + 1
                : zxid > before && zxid.counter() == 1;
            if (!m_entries.empty() && (!follows || isAdopted(before, zxid)))
                return false;
            if (zxid <= m_from) {
                m_entries.clear();
                m_bytes = 0;
            } else if (m_entries.empty()) {
                return false; // The oldest that is left is too new.
            }
            m_bytes += static_cast<std::int64_t>(entry.size());
            m_entries.emplace_back(zxid, Bytes(entry.begin(), entry.end()));
            return m_limitBytes < 0 || m_bytes <= m_limitBytes;
        }
        Entries take() { return std::move(m_entries); }

    private:
        /// A snapshot of a zxid that the log has not came from a leader: what was logged before it
        /// need not be part of the history that goes on behind it.
        [[nodiscard]] bool isAdopted(Zxid before, Zxid next) const
        {
            return std::any_of(m_snapshots.begin(), m_snapshots.end(),
                [&](Zxid zxid) { return before < zxid && zxid < next; });
        }

        const Zxid m_from;
        const std::int64_t m_limitBytes;
        const std::vector<Zxid> m_snapshots;
        std::int64_t m_bytes = 0;
        Entries m_entries;
    };

} // namespace

Result<RecoveredMember> recoverMember(
    const DataDirectories& directories, const config::ServerConfig& config)
{
    auto tree = freshTree(config);
    auto recovered = recoverTree(directories, config, memberOptions(config), *tree);
    if (!recovered)
        return tl::unexpected(recovered.error());
    auto epochs = readEpochs(directories.snapshots, recovered->lastProcessed);
    if (!epochs)
        return tl::unexpected(epochs.error());
    RecoveredMember member;
    member.lastProcessed = recovered->lastProcessed;
    member.snapshot = recovered->snapshot;
    member.replayed = recovered->replayed;
    member.notes = std::move(recovered->notes);
    // A fresh server always lacks them.
    if (!recovered->fresh)
        member.notes.insert(member.notes.end(), epochs->notes.begin(), epochs->notes.end());
    member.history = {stateOf(std::move(tree), *recovered), epochs->accepted, epochs->current};
    return member;
}

Result<RecoveredState> truncateHistory(
    const DataDirectories& directories, const config::ServerConfig& config, Zxid last)
{
    const auto files = listDataFiles(directories);
    if (!files)
        return tl::unexpected(files.error());
    auto tree = freshTree(config);
    storage::RecoveryOptions options = memberOptions(config);
    options.upTo = last;
    DiskSource source(directories);
    auto recovered = storage::recover(*files, source, options, *tree);
    if (!recovered) // A leader has all of what is damaged; an error of the disk stays one.
        return failure(recovered.error().code == Errc::io ? Errc::io : Errc::corrupt,
            "the history cannot be cut back to zxid " + toText(last) + ": "
                + recovered.error().detail);
    if (auto done = deleteSnapshotsAbove(directories, last); !done)
        return tl::unexpected(done.error());
    if (auto done = cutLogsAbove(directories, last); !done)
        return tl::unexpected(done.error());
    return stateOf(std::move(tree), *recovered);
}

Result<void> adoptSnapshot(
    const DataDirectories& directories, const SnapshotTarget& target, Zxid zxid)
{
    if (auto done = cutLogsAbove(directories, zxid); !done)
        return done;
    if (auto done = publishSnapshot(target, zxid); !done)
        return done;
    if (auto done = deleteSnapshotsAbove(directories, zxid); !done)
        return done;
    return deleteHistoryBelow(directories, zxid); // All logs end below it since the cut.
}

std::optional<Entries> readLogFrom(
    const DataDirectories& directories, Zxid from, std::int64_t limitBytes)
{
    const auto files = listDataFiles(directories);
    if (!files)
        return std::nullopt;
    std::vector<Zxid> snapshots;
    for (const storage::SnapshotFile& snapshot : files->snapshots)
        snapshots.push_back(snapshot.zxid);
    Collector collector(from, limitBytes, std::move(snapshots));
    bool any = false;
    for (const storage::LogFile& log : storage::logsSince(*files, from)) {
        // Not mapped: the log thread gives unused space back at the end of a file, and touching
        // what is gone would end the process.
        const auto file = readTextFile(directories.logs + "/" + log.name);
        if (!file)
            return std::nullopt;
        storage::TxnLogReader reader(viewOf(*file));
        while (const auto record = reader.next()) {
            const auto txn = decodeTxn(record->entry);
            if (!txn || !collector.add(txn->header.zxid, record->entry))
                return std::nullopt;
            any = true;
        }
        // The last file may be growing just now: what is sound in it counts.
        if (reader.end() != storage::LogEnd::clean && log.name != files->logs.back().name)
            return std::nullopt;
    }
    return any ? std::optional(collector.take()) : std::nullopt;
}

} // namespace zs::engine::io

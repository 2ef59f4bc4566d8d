// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/data_store.h"

#include "localcluster/engine/io/file.h"
#include "localcluster/engine/io/free_space.h"
#include "localcluster/engine/storage/snapshot_reader.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    constexpr std::int64_t kib = 1024;
    constexpr std::size_t mostKeptOpen = 64; ///< A first purge may meet thousands.

    bool isLarge(const Fd& file)
    {
        struct stat facts {};
        return ::fstat(file.get(), &facts) == 0
            && facts.st_size > static_cast<off_t>(freeStepBytes);
    }

    /// Files that only a killed server leaves; nothing in them was ever relied upon.
    constexpr const char* leftovers[] = {"new-log.tmp", "next-log.tmp", "new-snapshot.tmp"};

    Result<void> makeOrCheck(const std::string& directory, bool autocreate)
    {
        if (autocreate)
            return makeDirectories(directory);
        if (::access(directory.c_str(), R_OK | W_OK | X_OK) != 0)
            return tl::unexpected(
                systemError(directory + " cannot be used, and datadir.autocreate=false"));
        return {};
    }

    bool isSound(const DataDirectories& directories, const storage::SnapshotFile& file)
    {
        const auto mapped = mapFile(directories.snapshots + "/" + file.name, Reading::some);
        if (!mapped)
            return false;
        // A compressed one cannot be judged by its end; it was made by rename, so it is whole.
        return file.compression != storage::Compression::none
            ? !(*mapped)->bytes().empty()
            : storage::looksFinished((*mapped)->bytes());
    }

    Result<void> syncFile(const std::string& path)
    {
        const auto fd = openFile(path, O_RDONLY);
        if (!fd)
            return tl::unexpected(fd.error());
        if (::fsync(fd->get()) != 0)
            return tl::unexpected(systemError("cannot sync " + path));
        return {};
    }

    /// The files that recovery read, and both directories: renames and deletions, too, may be the
    /// kernel's alone; so may the epoch files' names.
    Result<void> syncRecovered(const DataDirectories& directories,
        const storage::DataFiles& files, Zxid snapshot)
    {
        for (const storage::SnapshotFile& file : files.snapshots) {
            if (file.zxid != snapshot)
                continue;
            if (auto done = syncFile(directories.snapshots + "/" + file.name); !done)
                return done;
        }
        for (const storage::LogFile& log : storage::logsSince(files, snapshot)) {
            if (auto done = syncFile(directories.logs + "/" + log.name); !done)
                return done;
        }
        if (auto done = syncDirectory(directories.snapshots); !done)
            return done;
        return directories.logs == directories.snapshots ? Result<void>()
                                                         : syncDirectory(directories.logs);
    }

} // namespace

SnapshotTarget snapshotTarget(const config::ServerConfig& config)
{
    SnapshotTarget target;
    target.directory = DataDirectories::of(config.dataDir, config.logDir()).snapshots;
    if (config.snapshotCompression == "gz")
        target.compression = storage::Compression::gzip;
    else if (config.snapshotCompression == "snappy")
        target.compression = storage::Compression::snappy;
    return target;
}

storage::SnapshotHead snapshotHeadOf(const config::ServerConfig& config)
{
    storage::SnapshotHead head;
    head.digest = config.digestEnabled;
    head.lastProcessedTrailer = config.serializeLastProcessedZxid;
    return head;
}

LogOptions logOptions(const config::ServerConfig& config, const DataDirectories& directories)
{
    LogOptions options;
    options.directory = directories.logs;
    options.preallocateBytes = static_cast<std::size_t>(config.preAllocSizeKib * kib);
    options.forceSync = config.forceSync;
    return options;
}

Result<DataStore> DataStore::open(const config::ServerConfig& config)
{
    auto directories = DataDirectories::of(config.dataDir, config.logDir());
    for (const std::string& directory : {directories.snapshots, directories.logs}) {
        if (auto made = makeOrCheck(directory, config.dataDirAutocreate); !made)
            return tl::unexpected(made.error());
    }
    auto lock = openFile(directories.logs + "/zooscope.lock", O_RDWR | O_CREAT);
    if (!lock)
        return failure(lock.error().code,
            lock.error().detail + "; this server must be able to write into its data directory");
    // Not flock(): the child that writes a snapshot would inherit that lock, and hold it for a
    // moment after the server was killed.
    struct flock whole {};
    whole.l_type = F_WRLCK;
    whole.l_whence = SEEK_SET;
    if (::fcntl(lock->get(), F_SETLK, &whole) != 0)
        return failure(Errc::io,
            errno == EACCES || errno == EAGAIN
                ? "another zooscope-server runs on " + directories.logs
                    + "; stop it or use another dataDir"
                : systemError("cannot lock " + directories.logs).detail);
    DataStore store(std::move(directories), std::move(*lock));
    store.removeLeftovers();
    return store;
}

void DataStore::removeLeftovers()
{
    for (const std::string& directory : {m_directories.logs, m_directories.snapshots}) {
        for (const char* name : leftovers) {
            const std::string path = directory + "/" + name;
            auto file = openFile(path, O_WRONLY);
            if (::unlink(path.c_str()) == 0 && file && isLarge(*file))
                m_leftovers.push_back(std::move(*file));
        }
    }
}

Result<storage::Recovered> DataStore::recover(const config::ServerConfig& config, DataTree& tree)
{
    return recoverTree(m_directories, config, recoveryOptions(config), tree);
}

storage::RecoveryOptions recoveryOptions(const config::ServerConfig& config)
{
    storage::RecoveryOptions options;
    options.trustEmptySnapshot = config.trustEmptySnapshot;
    options.dbAutocreate = config.dbAutocreate;
    options.checkDigests = config.digestEnabled;
    return options;
}

Result<storage::Recovered> recoverTree(const DataDirectories& directories,
    const config::ServerConfig& config, const storage::RecoveryOptions& options, DataTree& tree)
{
    const auto files = listDataFiles(directories);
    if (!files)
        return tl::unexpected(files.error());
    DiskSource source(directories);
    auto recovered = storage::recover(*files, source, options, tree);
    if (!recovered)
        return recovered;
    if (!recovered->fresh) {
        if (auto synced = syncRecovered(directories, *files, recovered->snapshot); !synced)
            return tl::unexpected(synced.error());
        return recovered;
    }
    const storage::SnapshotHead head = snapshotHeadOf(config);
    if (auto written = writeSnapshot(snapshotTarget(config), tree, head); !written)
        return tl::unexpected(written.error());
    return recovered;
}

Result<Purged> purge(const DataDirectories& directories, std::size_t retain)
{
    const auto files = listDataFiles(directories);
    if (!files)
        return tl::unexpected(files.error());
    std::vector<storage::SnapshotFile> sound;
    for (const storage::SnapshotFile& file : files->snapshots) {
        if (isSound(directories, file))
            sound.push_back(file);
    }
    const storage::PurgePlan plan = storage::planPurge(*files, sound, retain);
    Purged removed;
    const auto removeAll
        = [&](const std::string& directory, const std::vector<std::string>& names) {
              for (const std::string& name : names) {
                  const std::string path = directory + "/" + name;
                  Result<Fd> file = openFile(path, O_WRONLY);
                  if (::unlink(path.c_str()) != 0)
                      continue;
                  removed.names.push_back(name);
                  // Else it goes at once.
                  if (file && removed.files.size() < mostKeptOpen && isLarge(*file))
                      removed.files.push_back(std::move(*file));
              }
          };
    // Snapshots first, and for good: a snapshot without its logs would be a trap, a log too many
    // is none.
    removeAll(directories.snapshots, plan.snapshots);
    if (!removed.names.empty()) {
        if (auto synced = syncDirectory(directories.snapshots); !synced)
            return tl::unexpected(synced.error());
    }
    removeAll(directories.logs, plan.logs);
    return removed;
}

} // namespace zs::engine::io

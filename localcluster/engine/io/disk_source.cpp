// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/disk_source.h"

#include "localcluster/engine/io/file.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ 22
#endif

namespace zs::engine::io {

namespace {

    class Mapping final : public storage::FileBytes {
    public:
        Mapping(void* start, std::size_t sizeBytes) : m_start(start), m_sizeBytes(sizeBytes) {}
        ~Mapping() override
        {
            if (m_sizeBytes > 0)
                ::munmap(m_start, m_sizeBytes);
        }
        Mapping(const Mapping&) = delete;
        Mapping& operator=(const Mapping&) = delete;
        [[nodiscard]] ByteView bytes() const override
        {
            return {static_cast<const std::uint8_t*>(m_start), m_sizeBytes};
        }

    private:
        void* m_start;
        std::size_t m_sizeBytes;
    };

} // namespace

Result<std::unique_ptr<storage::FileBytes>> mapFile(const std::string& path, Reading reading)
{
    const auto fd = openFile(path, O_RDONLY);
    if (!fd)
        return tl::unexpected(fd.error());
    struct stat status {};
    if (::fstat(fd->get(), &status) != 0)
        return tl::unexpected(systemError("cannot stat " + path));
    const auto sizeBytes = static_cast<std::size_t>(status.st_size);
    if (sizeBytes == 0)
        return std::make_unique<Mapping>(nullptr, 0);
    return mapOpened(*fd, path, sizeBytes, reading);
}

Result<std::unique_ptr<storage::FileBytes>> mapOpened(
    const Fd& file, const std::string& path, std::size_t sizeBytes, Reading reading)
{
    void* start = ::mmap(nullptr, sizeBytes, PROT_READ, MAP_PRIVATE, file.get(), 0);
    if (start == MAP_FAILED)
        return tl::unexpected(systemError("cannot map " + path));
    auto mapping = std::make_unique<Mapping>(start, sizeBytes);
    if (reading == Reading::some)
        return mapping;
    ::madvise(start, sizeBytes, MADV_SEQUENTIAL);
    // A page that the disk cannot read would end the process when it is touched (SIGBUS). Linux
    // reads them all here and says so, since 5.14; before that there is nothing to be done.
    if (::madvise(start, sizeBytes, MADV_POPULATE_READ) != 0 && errno == EFAULT)
        return failure(Errc::io,
            "cannot read " + path + ": the system cannot get all of it from the disk; its log "
            "(dmesg) may tell more");
    return mapping;
}

Result<std::unique_ptr<storage::FileBytes>> DiskSource::openLog(const std::string& name)
{
    return mapFile(m_directories.logs + "/" + name);
}

Result<std::unique_ptr<storage::FileBytes>> DiskSource::openSnapshot(const std::string& name)
{
    return mapFile(m_directories.snapshots + "/" + name);
}

Result<storage::DataFiles> listDataFiles(const DataDirectories& directories)
{
    const auto logNames = listDirectory(directories.logs);
    if (!logNames)
        return tl::unexpected(logNames.error());
    const auto snapshotNames = listDirectory(directories.snapshots);
    if (!snapshotNames)
        return tl::unexpected(snapshotNames.error());
    if (directories.logs != directories.snapshots) {
        if (!storage::classify({}, *logNames).snapshots.empty())
            return failure(Errc::io, // Exit code 3, as Apache's.
                "the log directory " + directories.logs
                    + " has snapshot files; check dataLogDir and dataDir");
        if (!storage::classify(*snapshotNames, {}).logs.empty())
            return failure(Errc::io,
                "the snapshot directory " + directories.snapshots
                    + " has log files; check dataLogDir and dataDir");
    }
    return storage::classify(*logNames, *snapshotNames);
}

} // namespace zs::engine::io

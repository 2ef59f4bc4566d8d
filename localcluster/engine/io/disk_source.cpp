// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/disk_source.h"

#include "localcluster/engine/io/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

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

Result<std::unique_ptr<storage::FileBytes>> mapFile(const std::string& path)
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
    void* start = ::mmap(nullptr, sizeBytes, PROT_READ, MAP_PRIVATE, fd->get(), 0);
    if (start == MAP_FAILED)
        return tl::unexpected(systemError("cannot map " + path));
    ::madvise(start, sizeBytes, MADV_SEQUENTIAL);
    return std::make_unique<Mapping>(start, sizeBytes);
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
            return failure(Errc::invalidInput,
                "the log directory " + directories.logs
                    + " has snapshot files; check dataLogDir and dataDir");
        if (!storage::classify(*snapshotNames, {}).logs.empty())
            return failure(Errc::invalidInput,
                "the snapshot directory " + directories.snapshots
                    + " has log files; check dataLogDir and dataDir");
    }
    return storage::classify(*logNames, *snapshotNames);
}

} // namespace zs::engine::io

// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/snapshot_child.h"

#include "localcluster/engine/io/file.h"
#include "localcluster/engine/io/thread_hints.h"

#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    std::string temporaryPath(const SnapshotTarget& target)
    {
        return target.directory + "/new-snapshot.tmp"; // A start removes what is left of it.
    }

    constexpr std::size_t gentleStepBytes = std::size_t(512) << 10;
    /// The disk works on a step for one part of the time, and is left alone for so many.
    constexpr int pauseFactor = 2;

    /// Brings what was written on to the disk, before there is too much of it.
    class Pacer {
    public:
        Pacer(const Fd& fd, Pace pace) : m_fd(fd), m_isGentle(pace == Pace::gentle) {}
        void writtenUpTo(std::size_t position)
        {
            if (!m_isGentle || position - m_done < gentleStepBytes)
                return;
            const auto before = std::chrono::steady_clock::now();
            // Only an attempt: the sync at the end tells whether all is there.
            (void)::sync_file_range(m_fd.get(), static_cast<off_t>(m_done),
                static_cast<off_t>(position - m_done),
                SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
            m_done = position;
            const auto pause = pauseFactor * (std::chrono::steady_clock::now() - before);
            std::this_thread::sleep_for(pause); // tidy-ok(sleep): the log's turn on the disk
        }

    private:
        const Fd& m_fd;
        const bool m_isGentle;
        std::size_t m_done = 0;
    };

} // namespace

Result<void> writeTemporarySnapshot(const SnapshotTarget& target, const DataTree& tree,
    const storage::SnapshotHead& head, Pace pace)
{
    const std::string temporary = temporaryPath(target);
    const auto fd = openFile(temporary, O_WRONLY | O_CREAT | O_TRUNC);
    if (!fd)
        return tl::unexpected(fd.error());
    const auto compressor = storage::Compressor::make(target.compression);
    storage::SnapshotWriter writer(tree, head);
    Pacer pacer(*fd, pace);
    std::size_t position = 0;
    Bytes plain;
    Bytes out;
    bool more = true;
    while (more) {
        more = writer.next(plain);
        out.clear();
        if (more)
            compressor->add(plain, out);
        else
            compressor->finish(out);
        if (auto written = writeAt(*fd, out, position); !written)
            return failure(written.error().code, temporary + ": " + written.error().detail);
        position += out.size();
        pacer.writtenUpTo(position);
    }
    if (::fsync(fd->get()) != 0)
        return tl::unexpected(systemError("cannot sync " + temporary));
    return {};
}

Result<void> publishSnapshot(const SnapshotTarget& target, Zxid zxid)
{
    const std::string path
        = target.directory + "/" + storage::snapshotName(zxid, target.compression);
    if (::rename(temporaryPath(target).c_str(), path.c_str()) != 0)
        return tl::unexpected(systemError("cannot rename " + temporaryPath(target)));
    return syncDirectory(target.directory);
}

Result<void> writeSnapshot(const SnapshotTarget& target, const DataTree& tree,
    const storage::SnapshotHead& head, Pace pace)
{
    auto written = writeTemporarySnapshot(target, tree, head, pace);
    return written ? publishSnapshot(target, tree.lastProcessed()) : written;
}

Result<void> SnapshotChild::start(const SnapshotTarget& target, const DataTree& tree,
    const storage::SnapshotHead& head, Outcome outcome)
{
    return m_child.start([&](int) {
        if (outcome == Outcome::temporary)
            return writeTemporarySnapshot(target, tree, head); // Somebody waits for it.
        giveWay();
        return writeSnapshot(target, tree, head, Pace::gentle);
    });
}

std::optional<Result<void>> SnapshotChild::reap()
{
    return m_child.reap("a snapshot could not be written");
}

} // namespace zs::engine::io

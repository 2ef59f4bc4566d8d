// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/snapshot_child.h"

#include "localcluster/engine/io/file.h"
#include "localcluster/engine/io/thread_hints.h"

#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    std::string temporaryPath(const SnapshotTarget& target)
    {
        return target.directory + "/new-snapshot.tmp"; // A start removes what is left of it.
    }

} // namespace

Result<void> writeTemporarySnapshot(
    const SnapshotTarget& target, const DataTree& tree, const storage::SnapshotHead& head)
{
    const std::string temporary = temporaryPath(target);
    const auto fd = openFile(temporary, O_WRONLY | O_CREAT | O_TRUNC);
    if (!fd)
        return tl::unexpected(fd.error());
    const auto compressor = storage::Compressor::make(target.compression);
    storage::SnapshotWriter writer(tree, head);
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

Result<void> writeSnapshot(
    const SnapshotTarget& target, const DataTree& tree, const storage::SnapshotHead& head)
{
    auto written = writeTemporarySnapshot(target, tree, head);
    return written ? publishSnapshot(target, tree.lastProcessed()) : written;
}

Result<void> SnapshotChild::start(const SnapshotTarget& target, const DataTree& tree,
    const storage::SnapshotHead& head, Outcome outcome)
{
    return m_child.start([&](int) {
        if (outcome == Outcome::temporary)
            return writeTemporarySnapshot(target, tree, head); // Somebody waits for it.
        giveWay();
        return writeSnapshot(target, tree, head);
    });
}

std::optional<Result<void>> SnapshotChild::reap()
{
    return m_child.reap("a snapshot could not be written");
}

} // namespace zs::engine::io

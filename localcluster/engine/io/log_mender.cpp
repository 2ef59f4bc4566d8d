// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/log_mender.h"

#include "localcluster/engine/core/txn.h"
#include "localcluster/engine/io/file.h"
#include "localcluster/engine/storage/txn_log.h"

#include <fcntl.h>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    constexpr std::size_t probeBytes = std::size_t(2) << 20;

    /// Where the records up to `last` end. Fails: corrupt.
    Result<std::size_t> endBehind(const std::string& path, Zxid last, bool mustHold)
    {
        const auto file = mapFile(path);
        if (!file)
            return tl::unexpected(file.error());
        storage::TxnLogReader reader((*file)->bytes());
        Zxid newest;
        while (const auto record = reader.next()) {
            const auto txn = decodeTxn(record->entry);
            if (!txn)
                return tl::unexpected(txn.error());
            if (txn->header.zxid > last)
                return record->offset;
            newest = txn->header.zxid;
        }
        if (mustHold && newest < last)
            return failure(Errc::corrupt,
                path + " ends with zxid " + toText(newest) + ", before " + toText(last)
                    + " that was written to it");
        return reader.endOffset();
    }

    Result<void> cut(const std::string& path, std::size_t sizeBytes)
    {
        const auto fd = openFile(path, O_WRONLY);
        if (!fd)
            return tl::unexpected(fd.error());
        if (::ftruncate(fd->get(), static_cast<off_t>(sizeBytes)) != 0)
            return tl::unexpected(systemError("cannot cut " + path));
        if (::fsync(fd->get()) != 0)
            return tl::unexpected(systemError("cannot sync " + path));
        return {};
    }

    Result<void> cutLogs(const DataDirectories& directories, Zxid last, bool mustHold)
    {
        const auto files = listDataFiles(directories);
        if (!files)
            return tl::unexpected(files.error());
        // The newest first: a stop half-way leaves logs without a gap.
        for (auto log = files->logs.rbegin(); log != files->logs.rend(); ++log) {
            const std::string path = directories.logs + "/" + log->name;
            if (log->zxid > last) {
                if (::unlink(path.c_str()) != 0)
                    return tl::unexpected(systemError("cannot delete " + path));
                continue;
            }
            const auto end = endBehind(path, last, mustHold);
            if (!end)
                return tl::unexpected(end.error());
            if (auto done = cut(path, *end); !done)
                return done;
            break;
        }
        return syncDirectory(directories.logs);
    }

} // namespace

Result<void> cutLogsBehind(const DataDirectories& directories, Zxid last)
{
    return cutLogs(directories, last, true);
}

Result<void> cutLogsAbove(const DataDirectories& directories, Zxid last)
{
    return cutLogs(directories, last, false);
}

Result<void> probeSpace(const DataDirectories& directories)
{
    // The name that a start removes, should this process be killed here.
    const std::string path = directories.logs + "/new-log.tmp";
    auto fd = openFile(path, O_WRONLY | O_CREAT | O_TRUNC);
    if (!fd)
        return tl::unexpected(fd.error());
    Result<void> done = writeAt(*fd, Bytes(probeBytes), 0);
    if (done && ::fsync(fd->get()) != 0)
        done = tl::unexpected(systemError("cannot sync " + path));
    ::unlink(path.c_str());
    return done;
}

} // namespace zs::engine::io

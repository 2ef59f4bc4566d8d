// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/log_file.h"

#include "localcluster/engine/storage/data_files.h"
#include "localcluster/engine/storage/txn_log.h"

#include <algorithm>
#include <fcntl.h>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    constexpr std::size_t firstStepBytes = std::size_t(256) << 10;
    constexpr std::size_t largestStepBytes = std::size_t(8) << 20;

} // namespace

Result<LogFile> LogFile::create(const std::string& directory, Zxid first, ByteView block,
    std::size_t preallocateBytes, bool sync)
{
    const std::string path = directory + "/" + storage::logName(first);
    const std::string temporary = directory + "/new-log.tmp";
    auto fd = openFile(temporary, O_WRONLY | O_CREAT | O_TRUNC);
    if (!fd)
        return tl::unexpected(fd.error());
    LogFile file(std::move(*fd), path, preallocateBytes);
    Bytes content;
    content.reserve(storage::logHeaderBytes + block.size());
    storage::appendLogHeader(content);
    content.insert(content.end(), block.begin(), block.end());
    if (auto written = file.append(content); !written)
        return tl::unexpected(written.error());
    if (auto filled = file.preallocate(); !filled)
        return tl::unexpected(filled.error());
    if (sync) {
        if (::fsync(file.m_fd.get()) != 0)
            return tl::unexpected(systemError("cannot sync " + temporary));
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0)
        return tl::unexpected(systemError("cannot rename " + temporary));
    if (sync) {
        if (auto synced = syncDirectory(directory); !synced)
            return tl::unexpected(synced.error());
    }
    return file;
}

Result<void> LogFile::append(ByteView block)
{
    if (auto written = writeAt(m_fd, block, m_position); !written)
        return failure(Errc::io, m_path + ": " + written.error().detail);
    m_position += block.size();
    m_zeroedUpTo = std::max(m_zeroedUpTo, m_position);
    return {};
}

Result<void> LogFile::sync()
{
    if (::fdatasync(m_fd.get()) != 0)
        return tl::unexpected(systemError("cannot sync " + m_path));
    return {};
}

Result<void> LogFile::preallocate()
{
    if (m_zeroedUpTo - m_position > m_stepBytes / 2)
        return {};
    const std::size_t most = std::min(m_preallocateBytes, largestStepBytes);
    m_stepBytes = std::min(most, m_stepBytes == 0 ? firstStepBytes : m_stepBytes * 2);
    return fillZeros();
}

Result<void> LogFile::fillZeros()
{
    static const Bytes zeros(std::size_t(256) << 10);
    const std::size_t end = m_zeroedUpTo + m_stepBytes;
    while (m_zeroedUpTo < end) {
        const std::size_t piece = std::min(zeros.size(), end - m_zeroedUpTo);
        if (auto written = writeAt(m_fd, ByteView(zeros).first(piece), m_zeroedUpTo); !written)
            return failure(Errc::io, m_path + ": " + written.error().detail);
        m_zeroedUpTo += piece;
    }
    return {};
}

} // namespace zs::engine::io

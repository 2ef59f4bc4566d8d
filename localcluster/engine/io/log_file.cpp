// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/log_file.h"

#include "localcluster/engine/storage/data_files.h"
#include "localcluster/engine/storage/txn_log.h"

#include <algorithm>
#include <fcntl.h>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    constexpr std::size_t zeroStepBytes = std::size_t(64) << 10;
    constexpr std::size_t zerosAheadBytes = std::size_t(256) << 10;
    constexpr std::size_t allocateStepBytes = std::size_t(16) << 20;

} // namespace

void LogBlock::add(ByteView record)
{
    m_sizeBytes += record.size();
    if (!m_pieces.empty() && m_pieces.back().data() + m_pieces.back().size() == record.data())
        m_pieces.back() = ByteView(m_pieces.back().data(), m_pieces.back().size() + record.size());
    else
        m_pieces.push_back(record);
}

void LogBlock::clear()
{
    m_pieces.clear();
    m_sizeBytes = 0;
}

Result<LogFile> LogFile::create(const std::string& directory, Zxid first, const LogBlock& block,
    std::size_t preallocateBytes, bool sync, std::optional<PreparedLog> prepared)
{
    const std::string path = directory + "/" + storage::logName(first);
    const std::string temporary
        = directory + "/" + (prepared ? LogPreparer::fileName : "new-log.tmp");
    if (!prepared) {
        auto fd = openFile(temporary, O_WRONLY | O_CREAT | O_TRUNC);
        if (!fd)
            return tl::unexpected(fd.error());
        prepared = PreparedLog{std::move(*fd), 0};
    }
    LogFile file(std::move(prepared->fd), path, preallocateBytes);
    file.m_zeroedUpTo = prepared->sizeBytes;
    Bytes header;
    storage::appendLogHeader(header);
    if (auto written = writeAt(file.m_fd, header, 0); !written)
        return failure(written.error().code, temporary + ": " + written.error().detail);
    file.m_position = header.size();
    if (auto written = file.append(block); !written)
        return tl::unexpected(written.error());
    if (auto filled = file.preallocate(); !filled)
        return tl::unexpected(filled.error());
    if (sync) {
        // Not fsync(2): a prepared file has nothing else to make durable, which would take a turn
        // of the file system's journal.
        if (::fdatasync(file.m_fd.get()) != 0)
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

Result<void> LogFile::append(const LogBlock& block)
{
    if (auto written = writeAt(m_fd, block.pieces(), m_position); !written)
        return failure(written.error().code, m_path + ": " + written.error().detail);
    m_lastAppendBytes = block.sizeBytes();
    m_position += block.sizeBytes();
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
    const std::size_t ahead = m_zeroedUpTo - m_position;
    if (isBulk()) {
        const std::size_t step = std::min(m_preallocateBytes, allocateStepBytes);
        if (ahead < step / 2)
            allocate(step);
        return {};
    }
    if (ahead >= std::min(m_preallocateBytes, zerosAheadBytes))
        return {};
    return fillZeros(std::min(m_preallocateBytes, zeroStepBytes));
}

void LogFile::allocate(std::size_t sizeBytes)
{
    // Only an attempt: a file system that cannot, or has no room, tells at the next append.
    if (::fallocate(m_fd.get(), 0, static_cast<off_t>(m_zeroedUpTo), static_cast<off_t>(sizeBytes))
        == 0)
        m_zeroedUpTo += sizeBytes;
}

Result<void> LogFile::fillZeros(std::size_t sizeBytes)
{
    static const Bytes zeros(zeroStepBytes);
    if (auto written = writeAt(m_fd, ByteView(zeros).first(sizeBytes), m_zeroedUpTo); !written)
        return failure(written.error().code, m_path + ": " + written.error().detail);
    m_zeroedUpTo += sizeBytes;
    return {};
}

} // namespace zs::engine::io

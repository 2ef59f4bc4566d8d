// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"
#include "localcluster/engine/io/log_preparer.h"

namespace zs::engine::io {

/// What is written together: records that lie here and there, one behind the other in the file.
/// Their bytes are borrowed.
class LogBlock {
public:
    void add(ByteView record);
    void clear();
    [[nodiscard]] bool isEmpty() const { return m_pieces.empty(); }
    [[nodiscard]] std::size_t sizeBytes() const { return m_sizeBytes; }
    [[nodiscard]] std::span<const ByteView> pieces() const { return m_pieces; }

private:
    std::vector<ByteView> m_pieces; ///< Records that touch each other are one.
    std::size_t m_sizeBytes = 0;
};

/// The transaction log file that is being written. Appends go into space that holds written zeros
/// already, so that a sync has data to write but no metadata.
/// Threads: one at a time; every function blocks on the disk. A failure leaves the file unusable:
/// what is on disk behind the last successful sync is unknown.
class LogFile {
public:
    /// Makes `log.<first>` in `directory`, holding a header and `block`, durable together with its
    /// name when this returns. Until then it has a temporary name, so that no half-made log is
    /// ever found. An old file of the same name is replaced (it can only hold a torn record).
    /// `preallocateBytes`: most that is made ahead; 0: nothing. `prepared`: a file of zeros that
    /// becomes the log.
    [[nodiscard]] static Result<LogFile> create(const std::string& directory, Zxid first,
        const LogBlock& block, std::size_t preallocateBytes, bool sync,
        std::optional<PreparedLog> prepared = {});

    /// Appends whole records. Durable only after `sync`.
    [[nodiscard]] Result<void> append(const LogBlock& block);
    /// fdatasync.
    [[nodiscard]] Result<void> sync();
    /// Makes room ahead, a small step at a time. Call after each sync, when nobody waits. Small
    /// appends get written zeros, so that their sync changes data only; the step is small because
    /// the next sync carries it to the disk. Large appends, which the disk's bandwidth bounds, get
    /// allocated space that reads as zeros without being written.
    [[nodiscard]] Result<void> preallocate();
    /// The file, to which nothing more will be appended. What was made ahead stands behind
    /// `sizeBytes`; whoever has it should give that back.
    [[nodiscard]] Fd release() { return std::move(m_fd); }
    [[nodiscard]] std::size_t sizeBytes() const { return m_position; } ///< Without the zeros.
    [[nodiscard]] std::size_t zerosAhead() const { return m_zeroedUpTo - m_position; }
    /// The last append was so large that the disk's bandwidth binds.
    [[nodiscard]] bool isBulk() const { return m_lastAppendBytes >= bulkBytes; }
    [[nodiscard]] const std::string& path() const { return m_path; }

    static constexpr std::size_t bulkBytes = std::size_t(128) << 10;

private:
    LogFile(Fd fd, std::string path, std::size_t preallocateBytes)
        : m_fd(std::move(fd))
        , m_path(std::move(path))
        , m_preallocateBytes(preallocateBytes)
    {
    }
    [[nodiscard]] Result<void> fillZeros(std::size_t sizeBytes);
    void allocate(std::size_t sizeBytes);

    Fd m_fd;
    std::string m_path;
    std::size_t m_preallocateBytes;
    std::size_t m_lastAppendBytes = 0;
    std::size_t m_position = 0;   ///< Where the next record goes.
    std::size_t m_zeroedUpTo = 0; ///< The file reads as zeros from m_position to here.
};

} // namespace zs::engine::io

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/base/ids.h"

#include <optional>
#include <span>

namespace zs::engine::storage {

/// Bytes in front of the first record of a log file: magic "ZKLG", version 2, database id 0.
inline constexpr std::size_t logHeaderBytes = 16;
/// What a record adds to its entry: checksum, length, and the end mark 'B'.
inline constexpr std::size_t recordFrameBytes = 13;

/// Most that is written to a log between two syncs, unless a single record is larger. What lies
/// further apart in a file than this was not written by the same sync.
inline constexpr std::size_t mostBytesPerSync = std::size_t(8) << 20;

void appendLogHeader(Bytes& out);
/// `entry` as a record: long Adler-32, int length, the entry, 'B'.
void appendLogRecord(Bytes& out, ByteView entry);
/// The same in place: `record` has the entry in it, and room for the rest (LogBatch::record).
void sealLogRecord(std::span<std::uint8_t> record);

/// How the reading of a log file came to an end.
enum class LogEnd {
    clean,   ///< Behind the last record there are only zeros (preallocated), or nothing.
    torn,    ///< The last record was being written when the server died; it was never synced.
    damaged, ///< Bytes that had been synced are not what was written: nobody may go on.
};

/// Reads the records of one log file in Apache ZooKeeper's format from borrowed bytes.
/// A record is handed out only when its length, checksum and end mark fit. Where that ends, the
/// rest of the file decides between `torn` and `damaged`:
/// a sound record further on means damage; so does a last record whose bytes are all there. Torn
/// is only what the zero-filled file shows to be unfinished (the file ends inside the record, its
/// end mark was never written, or a whole 512-byte sector of it is still zero). The last sync
/// before a power loss may have written sectors in any order: a record with such a zero sector is
/// torn also when sound ones follow, if all lies within what one sync writes and not just one bit
/// of it is wrong. Whoever reads several files must check that no zxid is missing between them:
/// that shows a hole in a file that was not the last one.
/// Source: FileTxnLog of Apache ZooKeeper 3.8 for the format; the reaction to a bad last record is
/// stricter than Apache's, which drops a record without its end mark unseen.
class TxnLogReader {
public:
    struct Record {
        std::size_t offset = 0; ///< Of its checksum field, in the file.
        std::uint32_t checksum = 0;
        ByteView entry; ///< For decodeTxn. Borrowed from the file's bytes.
    };

    explicit TxnLogReader(ByteView file);

    /// The next sound record; nullopt at the end, see `end`.
    [[nodiscard]] std::optional<Record> next();

    /// Only after `next` gave nullopt.
    [[nodiscard]] LogEnd end() const { return m_end; }
    [[nodiscard]] std::size_t endOffset() const { return m_at; } ///< Behind the last sound record.
    /// For people: why reading ended there, and what is the matter with it.
    [[nodiscard]] const std::string& reason() const { return m_reason; }

    /// The first sound record that begins behind `offset`, wherever reading is.
    [[nodiscard]] std::optional<Record> soundAfter(std::size_t offset) const;

private:
    [[nodiscard]] std::optional<Record> soundAt(std::size_t offset) const;
    [[nodiscard]] std::optional<std::size_t> nextSoundAfter(std::size_t offset) const;
    [[nodiscard]] bool hasFlippedLength() const;
    [[nodiscard]] bool isFlippedRecord(std::size_t limit) const;
    [[nodiscard]] bool isChecksumCut() const;
    [[nodiscard]] bool isUnwritten(std::size_t end) const;
    void judgeHole(std::size_t sound);
    void judgeEnd();
    void endAs(LogEnd end, std::string reason);

    ByteView m_file;
    std::size_t m_at = logHeaderBytes;
    std::size_t m_dataEnd = 0; ///< Behind the last byte that is not zero.
    LogEnd m_end = LogEnd::clean;
    bool m_ended = false;
    std::string m_reason;
};

} // namespace zs::engine::storage

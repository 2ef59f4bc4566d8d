// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/storage/txn_log.h"

#include "clientlib/base/expect.h"
#include "clientlib/jute/reader.h"
#include "clientlib/jute/writer.h"
#include "localcluster/engine/core/effects.h"
#include "localcluster/engine/storage/checksum.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace zs::engine::storage {

namespace {

    constexpr std::int32_t logMagic = 0x5A4B4C47;
    constexpr std::int32_t formatVersion = 2;
    constexpr std::uint8_t endMark = 'B';
    constexpr std::size_t txnHeaderBytes = 32;
    constexpr std::size_t sectorBytes = 512;
    constexpr std::size_t checksumBytes = 8;

    struct Frame {
        std::uint64_t checksum;
        std::int32_t length;
    };
    Frame frameAt(ByteView file, std::size_t offset)
    {
        jute::Reader in(file.subspan(offset));
        const auto checksum = in.number<std::uint64_t>();
        return {checksum, in.number<std::int32_t>()};
    }

    bool isZero(ByteView bytes)
    {
        return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t b) { return b == 0; });
    }

    std::size_t sizeWithoutTrailingZeros(ByteView bytes)
    {
        std::size_t size = bytes.size();
        static constexpr std::uint8_t zeros[4096] = {};
        while (size >= sizeof zeros
            && std::memcmp(bytes.data() + size - sizeof zeros, zeros, sizeof zeros) == 0)
            size -= sizeof zeros;
        while (size > 0 && bytes[size - 1] == 0)
            --size;
        return size;
    }

    /// Whether a 512-byte sector of the file that lies within [start, end) is still zero. Of the
    /// sector that a record at `start` shares with the one before it only the rest counts, and
    /// only when the record's checksum lies in it, whose upper half is always zero.
    bool hasUnwrittenSector(ByteView file, std::size_t start, std::size_t end)
    {
        std::size_t sector = (start + sectorBytes - 1) / sectorBytes * sectorBytes;
        if (sector - start >= checksumBytes && sector <= end
            && isZero(file.subspan(start, sector - start)))
            return true;
        for (; sector + sectorBytes <= end; sector += sectorBytes) {
            if (isZero(file.subspan(sector, sectorBytes)))
                return true;
        }
        return false;
    }

    /// Whether one flipped bit of `entry` is what makes its Adler-32 differ from `checksum`. A bit
    /// of the m-th byte from the end changes the lower sum by 2^bit and the upper one by m times as
    /// much.
    bool isOneFlippedBit(ByteView entry, std::uint32_t checksum)
    {
        constexpr std::uint32_t modulus = 65521;
        const std::uint32_t actual = adler32(entry);
        const auto missing = [](std::uint32_t wanted, std::uint32_t is) {
            return (wanted % modulus + modulus - is) % modulus;
        };
        const std::uint32_t low = missing(checksum & 0xffff, actual & 0xffff);
        const std::uint32_t high = missing(checksum >> 16, actual >> 16);
        for (int bit = 0; bit < 8; ++bit) {
            const std::uint32_t power = 1u << bit;
            for (const bool wasSet : {false, true}) {
                const std::uint32_t change = wasSet ? power : modulus - power;
                if (change != low)
                    continue;
                std::uint32_t sum = 0;
                for (std::size_t i = entry.size(); i-- > 0;) {
                    sum = (sum + change) % modulus;
                    if (sum == high && ((entry[i] & power) == 0) == wasSet)
                        return true;
                }
            }
        }
        return false;
    }

} // namespace

void appendLogHeader(Bytes& out)
{
    jute::Writer writer(out);
    writer.number(logMagic);
    writer.number(formatVersion);
    writer.number(std::int64_t(0));
}

void appendLogRecord(Bytes& out, ByteView entry)
{
    const std::size_t start = out.size();
    out.resize(start + LogBatch::frontBytes);
    out.insert(out.end(), entry.begin(), entry.end());
    out.resize(out.size() + LogBatch::backBytes);
    sealLogRecord(std::span(out).subspan(start));
}

void sealLogRecord(std::span<std::uint8_t> record)
{
    static_assert(LogBatch::frontBytes + LogBatch::backBytes == recordFrameBytes);
    ZS_EXPECT(record.size() >= recordFrameBytes);
    const std::size_t entryBytes = record.size() - recordFrameBytes;
    ZS_EXPECT(entryBytes <= std::size_t(std::numeric_limits<std::int32_t>::max()));
    const std::uint64_t checksum = adler32(record.subspan(LogBatch::frontBytes, entryBytes));
    const std::uint64_t first = __builtin_bswap64(checksum);
    const std::uint32_t second = __builtin_bswap32(static_cast<std::uint32_t>(entryBytes));
    std::memcpy(record.data(), &first, sizeof first);
    std::memcpy(record.data() + sizeof first, &second, sizeof second);
    record.back() = endMark;
}

TxnLogReader::TxnLogReader(ByteView file)
    : m_file(file)
    , m_dataEnd(sizeWithoutTrailingZeros(file))
{
    jute::Reader in(file);
    const auto magic = in.number<std::int32_t>();
    in.number<std::int32_t>();
    in.number<std::int64_t>();
    if (in.ok() && magic == logMagic)
        return;
    m_at = 0;
    if (m_dataEnd == 0)
        endAs(LogEnd::torn, "the file is empty: its creation was cut short");
    else if (!in.ok())
        endAs(LogEnd::torn, "the file ends inside its header: its creation was cut short");
    else
        endAs(LogEnd::damaged, "the file does not begin with \"ZKLG\": it is no transaction log, "
                               "or its header is damaged");
}

void TxnLogReader::endAs(LogEnd end, std::string reason)
{
    m_ended = true;
    m_end = end;
    m_reason = std::move(reason);
}

std::optional<TxnLogReader::Record> TxnLogReader::soundAt(std::size_t offset) const
{
    if (m_file.size() - offset < recordFrameBytes + txnHeaderBytes)
        return std::nullopt;
    const Frame frame = frameAt(m_file, offset);
    const std::size_t room = m_file.size() - offset - recordFrameBytes;
    if (frame.length < std::int32_t(txnHeaderBytes) || std::size_t(frame.length) > room
        || (frame.checksum >> 32) != 0)
        return std::nullopt;
    const ByteView entry = m_file.subspan(offset + 12, std::size_t(frame.length));
    if (m_file[offset + 12 + entry.size()] != endMark || adler32(entry) != frame.checksum)
        return std::nullopt;
    return Record {offset, static_cast<std::uint32_t>(frame.checksum), entry};
}

std::optional<std::size_t> TxnLogReader::nextSoundAfter(std::size_t offset) const
{
    for (std::size_t at = offset + 1; at + recordFrameBytes <= m_dataEnd; ++at) {
        if (soundAt(at))
            return at;
    }
    return std::nullopt;
}

std::optional<TxnLogReader::Record> TxnLogReader::soundAfter(std::size_t offset) const
{
    const auto at = nextSoundAfter(offset);
    return at ? soundAt(*at) : std::nullopt;
}

std::optional<TxnLogReader::Record> TxnLogReader::next()
{
    if (m_ended)
        return std::nullopt;
    if (m_at < m_file.size()) {
        if (auto record = soundAt(m_at)) {
            m_at += recordFrameBytes + record->entry.size();
            return record;
        }
    }
    judgeEnd();
    return std::nullopt;
}

/// Whether the record at m_at is whole when one bit of its length is the other way: then it is
/// damaged, whatever an unfinished write left behind it.
bool TxnLogReader::hasFlippedLength() const
{
    const std::size_t entryStart = m_at + 12;
    if (m_file.size() <= entryStart)
        return false;
    const Frame frame = frameAt(m_file, m_at);
    for (int bit = 0; bit < 32; ++bit) {
        const auto length = static_cast<std::uint32_t>(frame.length) ^ (std::uint32_t(1) << bit);
        if (length == 0 || length >= m_file.size() - entryStart
            || m_file[entryStart + length] != endMark)
            continue;
        if (adler32(m_file.subspan(entryStart, length)) == frame.checksum)
            return true;
    }
    return false;
}

/// Whether one bit of an otherwise whole record at m_at, which ends before `limit`, is wrong:
/// then nothing of it is unwritten, however many zeros it holds.
bool TxnLogReader::isFlippedRecord(std::size_t limit) const
{
    const std::size_t entryStart = m_at + 12;
    if (limit <= entryStart + 1)
        return false;
    const Frame frame = frameAt(m_file, m_at);
    const ByteView byLimit = m_file.subspan(entryStart, limit - 1 - entryStart);
    if (m_file[limit - 1] == endMark && adler32(byLimit) == frame.checksum)
        return true; // Only its length is wrong.
    if (frame.length <= 0 || std::size_t(frame.length) >= m_file.size() - entryStart)
        return false;
    const ByteView entry = m_file.subspan(entryStart, std::size_t(frame.length));
    const std::uint8_t mark = m_file[entryStart + entry.size()];
    const std::uint64_t checksum = adler32(entry);
    if (checksum == frame.checksum)
        return mark != 0; // An end mark that was not written is zero.
    if (mark != endMark)
        return false;
    const std::uint64_t differing = checksum ^ frame.checksum;
    return (differing & (differing - 1)) == 0
        || isOneFlippedBit(entry, static_cast<std::uint32_t>(frame.checksum));
}

/// Whether of the record at m_at only the front of its checksum is unwritten: the first sector has
/// just five to seven bytes of it, and all others are there. A single bit would be a flipped one.
bool TxnLogReader::isChecksumCut() const
{
    const std::size_t inSector = sectorBytes - m_at % sectorBytes;
    if (inSector <= checksumBytes / 2 || inSector >= checksumBytes)
        return false;
    const Frame frame = frameAt(m_file, m_at);
    const std::size_t entryStart = m_at + 12;
    if (frame.length <= 0 || std::size_t(frame.length) >= m_file.size() - entryStart)
        return false;
    const ByteView entry = m_file.subspan(entryStart, std::size_t(frame.length));
    if (m_file[entryStart + entry.size()] != endMark)
        return false;
    const std::uint64_t differing = adler32(entry) ^ frame.checksum;
    const std::uint64_t written = ~std::uint64_t(0) >> (8 * inSector);
    return (frame.checksum & ~written) == 0 && (differing & written) == 0
        && (differing & (differing - 1)) != 0;
}

/// Whether the record at m_at, which ends before `end`, was written in part only.
bool TxnLogReader::isUnwritten(std::size_t end) const
{
    return isChecksumCut() || (hasUnwrittenSector(m_file, m_at, end) && !isFlippedRecord(end));
}

/// A record that does not fit, and sound ones behind it.
void TxnLogReader::judgeHole(std::size_t sound)
{
    const std::string record = "the record at offset " + std::to_string(m_at);
    // Within one sync the disk may write sectors in any order, and none of what it then leaves was
    // acknowledged. What is further apart than one sync writes cannot be such a rest.
    // The sound record's first bytes are zero, written or not: a lost sector may reach so far.
    const bool unwritten = isChecksumCut()
        || (hasUnwrittenSector(m_file, m_at, sound + checksumBytes / 2) && !isFlippedRecord(sound));
    if (m_dataEnd - m_at <= mostBytesPerSync && unwritten)
        return endAs(LogEnd::torn,
            record + " has a sector that was never written: the last sync was cut short; what it "
                     "wrote behind that, from offset " + std::to_string(sound)
                + " on, was not acknowledged either");
    endAs(LogEnd::damaged,
        record + " is damaged, and a sound one follows at offset " + std::to_string(sound));
}

void TxnLogReader::judgeEnd()
{
    if (m_dataEnd <= m_at)
        return endAs(LogEnd::clean, "end of records");
    if (const auto sound = nextSoundAfter(m_at))
        return judgeHole(*sound);
    const std::string record = "the last record, at offset " + std::to_string(m_at) + ", ";
    if (m_file.size() - m_at < recordFrameBytes)
        return endAs(LogEnd::torn, record + "is cut off by the end of the file");
    const Frame frame = frameAt(m_file, m_at);
    const std::size_t entryStart = m_at + 12;
    if (m_dataEnd <= entryStart)
        return endAs(LogEnd::torn, record + "was not written to its end");
    if (hasFlippedLength())
        return endAs(LogEnd::damaged, record + "has a damaged length");
    // Its bytes are all there, up to the end mark, and only length or checksum do not fit?
    const bool endsInMark = m_file[m_dataEnd - 1] == endMark;
    if (endsInMark
        && adler32(m_file.subspan(entryStart, m_dataEnd - 1 - entryStart)) == frame.checksum)
        return endAs(LogEnd::damaged, record + "has a damaged length");
    const bool plausible = frame.length > 0;
    if (plausible && std::size_t(frame.length) >= m_file.size() - entryStart)
        return endAs(LogEnd::torn, record + "is cut off by the end of the file");
    // With a length that cannot be, all that is not zero counts as the record.
    const std::size_t end = plausible ? entryStart + std::size_t(frame.length) + 1 : m_dataEnd;
    if (plausible && m_dataEnd < end)
        return endAs(LogEnd::torn, record + "was not written to its end");
    if (isUnwritten(std::max(end, m_dataEnd)))
        return endAs(LogEnd::torn, record + "has a sector that was never written");
    endAs(LogEnd::damaged,
        record
            + (plausible ? "does not match its checksum"
                         : "has the impossible length " + std::to_string(frame.length)));
}

} // namespace zs::engine::storage

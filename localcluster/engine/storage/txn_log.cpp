// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/storage/txn_log.h"

#include "clientlib/jute/reader.h"
#include "clientlib/jute/writer.h"
#include "localcluster/engine/storage/checksum.h"

#include <algorithm>

namespace zs::engine::storage {

namespace {

    constexpr std::int32_t logMagic = 0x5A4B4C47;
    constexpr std::int32_t formatVersion = 2;
    constexpr std::uint8_t endMark = 'B';
    constexpr std::size_t txnHeaderBytes = 32;
    constexpr std::size_t sectorBytes = 512;

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

    /// Whether a 512-byte sector of the file that lies within [start, end) is still zero.
    bool hasUnwrittenSector(ByteView file, std::size_t start, std::size_t end)
    {
        std::size_t sector = (start + sectorBytes - 1) / sectorBytes * sectorBytes;
        for (; sector + sectorBytes <= end; sector += sectorBytes) {
            if (isZero(file.subspan(sector, sectorBytes)))
                return true;
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
    jute::Writer writer(out);
    writer.number(std::int64_t(adler32(entry)));
    writer.buffer(entry);
    writer.number(endMark);
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

void TxnLogReader::judgeEnd()
{
    if (m_dataEnd <= m_at)
        return endAs(LogEnd::clean, "end of records");
    if (const auto sound = nextSoundAfter(m_at))
        return endAs(LogEnd::damaged,
            "the record at offset " + std::to_string(m_at)
                + " is damaged, and a sound one follows at offset " + std::to_string(*sound));
    const std::string record = "the last record, at offset " + std::to_string(m_at) + ", ";
    if (m_file.size() - m_at < recordFrameBytes)
        return endAs(LogEnd::torn, record + "is cut off by the end of the file");
    const Frame frame = frameAt(m_file, m_at);
    const std::size_t entryStart = m_at + 12;
    if (m_dataEnd <= entryStart)
        return endAs(LogEnd::torn, record + "was not written to its end");
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
    if (hasUnwrittenSector(m_file, m_at, std::max(end, m_dataEnd)))
        return endAs(LogEnd::torn, record + "has a sector that was never written");
    endAs(LogEnd::damaged,
        record
            + (plausible ? "does not match its checksum"
                         : "has the impossible length " + std::to_string(frame.length)));
}

} // namespace zs::engine::storage

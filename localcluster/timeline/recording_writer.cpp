// SPDX-License-Identifier: Apache-2.0
#include "localcluster/timeline/packing.h"
#include "localcluster/timeline/record_codec.h"
#include "localcluster/timeline/recording.h"
#include "localcluster/timeline/recording_frames.h"

#include <cerrno>
#include <cstring>

namespace zs::timeline {

namespace {

void putNumber(std::string& out, std::uint32_t value)
{
    for (int shift = 0; shift < 32; shift += 8)
        out.push_back(static_cast<char>(value >> shift)); // Little-endian, as zstd's own.
}

} // namespace

Result<RecordingWriter> RecordingWriter::create(const std::string& file)
{
    RecordingWriter writer(file);
    errno = 0;
    writer.m_out.open(file, std::ios::binary | std::ios::trunc);
    if (!writer.m_out)
        return failure(Errc::io,
            "cannot create the recording " + file + ": " + std::strerror(errno));
    if (const Result<void> done = writer.writeSkipped(frames::head, frames::headText); !done)
        return tl::unexpected(done.error());
    return writer;
}

Result<void> RecordingWriter::write(std::string_view bytes)
{
    errno = 0;
    m_out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    m_out.flush();
    if (!m_out)
        return failure(errno == ENOSPC || errno == EDQUOT ? Errc::noSpace : Errc::io,
            "cannot write the recording " + m_file + ": " + std::strerror(errno)
                + "; it can be opened up to here");
    m_written += bytes.size();
    return {};
}

Result<void> RecordingWriter::writeSkipped(std::uint32_t magic, std::string_view payload)
{
    std::string frame;
    putNumber(frame, magic);
    putNumber(frame, static_cast<std::uint32_t>(payload.size()));
    frame.append(payload);
    return write(frame);
}

Result<PackPlace> RecordingWriter::add(const Pack& pack, const OutlinePart& part)
{
    RecordWriter writer;
    writer.put(pack.info);
    writer.put(part);
    const std::string head = timeline::pack(writer.take());
    std::string payload;
    putNumber(payload, static_cast<std::uint32_t>(head.size()));
    payload.append(head).append(pack.key);
    const std::uint64_t headAt = m_written + frames::headerBytes + 4;
    PackPlace place{pack.info, headAt, head.size(), headAt + head.size(), pack.key.size(),
        headAt + head.size() + pack.key.size(), pack.lines.size()};
    if (const Result<void> done = writeSkipped(frames::pack, payload); !done)
        return tl::unexpected(done.error());
    if (const Result<void> done = write(pack.lines); !done)
        return tl::unexpected(done.error());
    return place;
}

Result<void> RecordingWriter::add(const std::vector<Bookmark>& bookmarks)
{
    RecordWriter writer;
    writer.put(bookmarks);
    return writeSkipped(frames::bookmarks, timeline::pack(writer.take()));
}

Result<void> RecordingWriter::finish()
{
    const Result<void> done = writeSkipped(frames::end, {});
    m_out.close();
    return done;
}

} // namespace zs::timeline

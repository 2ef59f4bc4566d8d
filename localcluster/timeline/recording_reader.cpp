// SPDX-License-Identifier: Apache-2.0
#include "localcluster/timeline/packing.h"
#include "localcluster/timeline/record_codec.h"
#include "localcluster/timeline/recording.h"
#include "localcluster/timeline/recording_frames.h"

#include <cerrno>
#include <cstring>

namespace zs::timeline {

namespace {

/// What all outlines of a file may unpack to; an hour of elections has a hundredth of it.
constexpr std::uint64_t maxOutlineBytes = std::uint64_t(256) << 20;
constexpr std::size_t maxBookmarkBytes = std::size_t(1) << 20;
constexpr std::size_t maxPacks = 1'000'000;

std::uint32_t numberAt(std::string_view bytes, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t i = 4; i > 0; --i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i - 1]);
    return value;
}

bool plausible(const PackInfo& info, const std::vector<PackPlace>& before)
{
    if (info.count == 0 || info.count > PackLimits::moments || info.last < info.first
        || info.earliestSent > info.last || info.firstIndex > std::uint64_t(1) << 60)
        return false;
    if (before.empty())
        return true;
    const PackInfo& last = before.back().info;
    return info.first >= last.last && info.firstIndex == last.firstIndex + last.count;
}

} // namespace

struct RecordingReader::Walk {
    std::uint64_t at = 0;
    std::uint64_t fileBytes = 0;
    std::uint64_t outlineBytes = 0;
    bool ended = false;
};

tl::unexpected<Error> RecordingReader::corrupt(std::uint64_t at, const std::string& why) const
{
    return failure(Errc::corrupt, m_file + ", offset " + std::to_string(at) + ": " + why);
}

Result<std::string> RecordingReader::readAt(std::uint64_t at, std::uint64_t sizeBytes)
{
    if (sizeBytes > PackLimits::packedBytes)
        return corrupt(at, "a part has " + std::to_string(sizeBytes) + " bytes; at most "
                + std::to_string(PackLimits::packedBytes) + " are allowed");
    std::string bytes(static_cast<std::size_t>(sizeBytes), '\0');
    m_in.clear();
    errno = 0;
    m_in.seekg(static_cast<std::streamoff>(at));
    m_in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (static_cast<std::uint64_t>(m_in.gcount()) != sizeBytes)
        return failure(Errc::io,
            "cannot read the recording " + m_file + " at offset " + std::to_string(at) + ": "
                + (errno != 0 ? std::strerror(errno) : "it has become shorter"));
    return bytes;
}

Result<RecordingReader::Contents> RecordingReader::open(const std::string& file, Outline& outline)
{
    m_file = file;
    errno = 0;
    m_in.open(file, std::ios::binary | std::ios::ate);
    if (!m_in)
        return failure(Errc::io, "cannot open the recording " + file + ": " + std::strerror(errno));
    const std::streamoff size = m_in.tellg();
    if (size < 0)
        return failure(Errc::io, "cannot read the recording " + file + ": it is no plain file");
    Walk walk;
    walk.fileBytes = static_cast<std::uint64_t>(size);
    const std::uint64_t headBytes = frames::headerBytes + frames::headText.size();
    if (walk.fileBytes < headBytes)
        return corrupt(0, "this is no recording: it is shorter than a recording's head");
    const Result<std::string> head = readAt(0, headBytes);
    if (!head)
        return tl::unexpected(head.error());
    if (numberAt(*head, 0) != frames::head || numberAt(*head, 4) != frames::headText.size()
        || !head->ends_with(frames::headText))
        return corrupt(0, "this is no recording of a cluster, or one of a later version");
    walk.at = headBytes;

    Contents contents;
    while (!walk.ended && walk.at < walk.fileBytes) {
        const Result<bool> whole = readFrame(walk, contents, outline);
        if (!whole)
            return tl::unexpected(whole.error());
        if (!*whole)
            break;
    }
    contents.wasCut = !walk.ended;
    return contents;
}

/// False when the file ends inside of what begins here.
Result<bool> RecordingReader::readFrame(Walk& walk, Contents& contents, Outline& outline)
{
    const std::uint64_t left = walk.fileBytes - walk.at;
    if (left < frames::headerBytes)
        return false;
    const Result<std::string> header = readAt(walk.at, frames::headerBytes);
    if (!header)
        return tl::unexpected(header.error());
    const std::uint32_t magic = numberAt(*header, 0);
    const std::uint64_t payload = numberAt(*header, 4);
    if (magic < frames::firstSkipped || magic > frames::lastSkipped)
        return corrupt(walk.at, "something else stands where a part should begin");
    if (payload > left - frames::headerBytes)
        return false;
    const std::uint64_t at = walk.at + frames::headerBytes;
    if (magic == frames::pack)
        return readPack(walk, payload, contents, outline);
    if (magic == frames::bookmarks) {
        const Result<std::string> packed = readAt(at, payload);
        if (!packed)
            return tl::unexpected(packed.error());
        const Result<std::string> bytes = unpack(*packed, maxBookmarkBytes);
        if (!bytes)
            return corrupt(at, bytes.error().detail);
        RecordReader reader(*bytes);
        reader.get(contents.bookmarks);
        if (!reader.good() || !reader.atEnd())
            return corrupt(at, "the bookmarks are damaged");
    }
    walk.ended = magic == frames::end; // Other parts are of later versions, and passed over.
    walk.at = at + payload;
    return true;
}

Result<bool> RecordingReader::readPack(
    Walk& walk, std::uint64_t payload, Contents& contents, Outline& outline)
{
    const std::uint64_t at = walk.at + frames::headerBytes;
    if (payload < 4)
        return corrupt(at, "a pack's head is too short");
    const Result<std::string> sizeText = readAt(at, 4);
    if (!sizeText)
        return tl::unexpected(sizeText.error());
    const std::uint64_t headBytes = numberAt(*sizeText, 0);
    if (headBytes > payload - 4)
        return corrupt(at, "a pack's head is longer than the part that holds it");
    const Result<std::string> packed = readAt(at + 4, headBytes);
    if (!packed)
        return tl::unexpected(packed.error());
    const Result<std::string> head = unpack(*packed, PackLimits::headBytes);
    if (!head)
        return corrupt(at, head.error().detail);
    walk.outlineBytes += head->size();
    PackPlace place;
    OutlinePart part;
    RecordReader reader(*head);
    reader.get(place.info);
    reader.get(part);
    if (!reader.good() || !reader.atEnd() || !plausible(place.info, contents.packs))
        return corrupt(at, "a pack's head is damaged");
    if (walk.outlineBytes > maxOutlineBytes || contents.packs.size() >= maxPacks)
        return corrupt(at, "there is more in it than any recording has");
    place.headAt = at + 4;
    place.headBytes = headBytes;
    place.keyAt = at + 4 + headBytes;
    place.keyBytes = payload - 4 - headBytes;
    place.linesAt = at + payload;
    place.linesBytes = place.info.packedLines;
    if (place.linesBytes > walk.fileBytes - place.linesAt)
        return false;
    outline.add(part);
    outline.mark();
    contents.packs.push_back(place);
    walk.at = place.linesAt + place.linesBytes;
    return true;
}

Result<OutlinePart> RecordingReader::readPart(const PackPlace& place)
{
    if (!m_in.is_open())
        m_in.open(m_file, std::ios::binary);
    const Result<std::string> packed = readAt(place.headAt, place.headBytes);
    if (!packed)
        return tl::unexpected(packed.error());
    const Result<std::string> head = unpack(*packed, PackLimits::headBytes);
    if (!head)
        return corrupt(place.headAt, head.error().detail);
    PackInfo info;
    OutlinePart part;
    RecordReader reader(*head);
    reader.get(info);
    reader.get(part);
    if (!reader.good())
        return corrupt(place.headAt, "a pack's head is damaged");
    return part;
}

Result<Pack> RecordingReader::read(const PackPlace& place)
{
    if (!m_in.is_open())
        m_in.open(m_file, std::ios::binary);
    Result<std::string> key = readAt(place.keyAt, place.keyBytes);
    if (!key)
        return tl::unexpected(key.error());
    Result<std::string> lines = readAt(place.linesAt, place.linesBytes);
    if (!lines)
        return tl::unexpected(lines.error());
    return Pack{place.info, std::move(*key), std::move(*lines)};
}

} // namespace zs::timeline

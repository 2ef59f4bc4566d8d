// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/decode/deflate_codec.h"

#include "clientlib/base/expect.h"

#include <algorithm>
#include <memory>
#include <zlib.h>

namespace zs::ui {

namespace {

constexpr std::size_t stepBytes = std::size_t(64) << 10;
constexpr int rawWindowBits = -15;
constexpr int gzipWindowBits = 15 + 16; // zlib's way to ask for gzip's header and trailer.

constexpr std::size_t fixedHeaderBytes = 10;
constexpr std::uint8_t hasHeaderCrc = 2, hasExtra = 4, hasName = 8, hasComment = 16;

/// Unpacks one stream, and appends what comes out; yields how many bytes it read.
tl::expected<std::size_t, DecodeTrouble> inflateOne(
    ByteView stored, int windowBits, std::size_t mostBytes, Bytes& out)
{
    z_stream stream {};
    ZS_EXPECT(inflateInit2(&stream, windowBits) == Z_OK);
    const std::unique_ptr<z_stream, int (*)(z_stream*)> guard(&stream, inflateEnd);
    if (stored.size() > std::size_t(1) << 30)
        return tl::unexpected(DecodeTrouble::tooLarge);
    stream.next_in = const_cast<Bytef*>(stored.data()); // zlib does not write to it.
    stream.avail_in = static_cast<uInt>(stored.size());
    Bytes step(stepBytes);
    for (;;) {
        stream.next_out = step.data();
        stream.avail_out = static_cast<uInt>(step.size());
        const int status = inflate(&stream, Z_NO_FLUSH);
        const std::size_t made = step.size() - stream.avail_out;
        if (made > mostBytes - out.size())
            return tl::unexpected(DecodeTrouble::tooLarge);
        out.insert(out.end(), step.begin(), step.begin() + static_cast<std::ptrdiff_t>(made));
        if (status == Z_STREAM_END)
            return stored.size() - stream.avail_in;
        if (status == Z_NEED_DICT)
            return tl::unexpected(DecodeTrouble::dictionary);
        if (status != Z_OK) // Z_BUF_ERROR: it wants more input than there is.
            return tl::unexpected(DecodeTrouble::damaged);
    }
}

/// Appends `content` as one stream.
void deflateAll(ByteView content, int level, int windowBits, Bytes& out)
{
    z_stream stream {};
    ZS_EXPECT(deflateInit2(&stream, level, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    const std::unique_ptr<z_stream, int (*)(z_stream*)> guard(&stream, deflateEnd);
    const std::size_t start = out.size();
    out.resize(start + deflateBound(&stream, static_cast<uLong>(content.size())));
    stream.next_in = const_cast<Bytef*>(content.data());
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = out.data() + start;
    stream.avail_out = static_cast<uInt>(out.size() - start);
    ZS_EXPECT(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    // Not resize(): gcc 12 warns of its growing when sanitizers watch.
    out.erase(out.end() - static_cast<std::ptrdiff_t>(stream.avail_out), out.end());
}

/// The size of a gzip header that was read without complaint.
std::size_t gzipHeaderBytes(ByteView stored)
{
    const std::uint8_t flags = stored[3];
    std::size_t at = fixedHeaderBytes;
    if (flags & hasExtra)
        at += 2 + stored[at] + std::size_t(stored[at + 1]) * 256;
    for (const std::uint8_t text : {hasName, hasComment}) {
        if (flags & text)
            at = static_cast<std::size_t>(
                     std::find(stored.begin() + static_cast<std::ptrdiff_t>(at), stored.end(), 0)
                     - stored.begin())
                + 1;
    }
    if (flags & hasHeaderCrc)
        at += 2;
    return at;
}

void putLittleEndian(std::uint32_t number, Bytes& out)
{
    for (int shift = 0; shift < 32; shift += 8)
        out.push_back(static_cast<std::uint8_t>(number >> shift));
}

/// The very same header, name and time included, then the new content.
Bytes packGzip(const Bytes& header, ByteView content)
{
    Bytes out = header;
    const std::uint8_t extraFlags = header[8]; // 2: slowest; 4: fastest.
    const int level = extraFlags == 2 ? 9 : extraFlags == 4 ? 1 : Z_DEFAULT_COMPRESSION;
    deflateAll(content, level, rawWindowBits, out);
    const uLong crc = crc32_z(0, content.data(), content.size());
    putLittleEndian(static_cast<std::uint32_t>(content.empty() ? 0 : crc), out);
    putLittleEndian(static_cast<std::uint32_t>(content.size()), out);
    return out;
}

} // namespace

Unpacking unpackGzip(ByteView stored, std::size_t mostBytes)
{
    Unpacked result;
    ByteView rest = stored;
    int members = 0;
    while (members == 0 || !rest.empty()) {
        if (members > 0 && (rest.size() < 2 || rest[0] != 0x1f || rest[1] != 0x8b))
            return tl::unexpected(DecodeTrouble::trailingBytes);
        const auto read = inflateOne(rest, gzipWindowBits, mostBytes, result.content);
        if (!read)
            return tl::unexpected(read.error());
        rest = rest.subspan(*read);
        ++members;
    }
    if (members > 1)
        result.lost = Unpackable::severalParts;
    const std::size_t headerBytes = gzipHeaderBytes(stored);
    ZS_EXPECT(headerBytes < stored.size());
    const ByteView head = stored.first(headerBytes);
    result.pack = [header = Bytes(head.begin(), head.end())](
                      ByteView content) { return packGzip(header, content); };
    return result;
}

Unpacking unpackZlib(ByteView stored, std::size_t mostBytes)
{
    Unpacked result;
    const auto read = inflateOne(stored, MAX_WBITS, mostBytes, result.content);
    if (!read)
        return tl::unexpected(read.error());
    if (*read != stored.size())
        return tl::unexpected(DecodeTrouble::trailingBytes);
    static constexpr int levels[] = {1, 5, Z_DEFAULT_COMPRESSION, 9}; // By FLEVEL.
    const int windowBits = std::max(9, 8 + (stored[0] >> 4)); // zlib cannot write with 8.
    result.pack = [level = levels[stored[1] >> 6], windowBits](ByteView content) {
        Bytes out;
        deflateAll(content, level, windowBits, out);
        return out;
    };
    return result;
}

} // namespace zs::ui

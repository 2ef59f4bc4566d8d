// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/decode/snappy_codec.h"

#include "clientlib/base/expect.h"

#include <algorithm>
#include <array>
#include <snappy.h>

namespace zs::ui {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view framedMark = "\xff\x06\x00\x00sNaPpY"sv;
constexpr std::string_view javaMark = "\x82SNAPPY\x00"sv;
constexpr std::size_t javaHeaderBytes = 16; ///< The mark, a version, the oldest reader's version.
constexpr std::size_t javaBlockBytes = std::size_t(32) << 10; // As snappy-java cuts.
constexpr std::size_t frameChunkBytes = std::size_t(64) << 10; // The most that is allowed.
constexpr std::size_t checksumBytes = 4;

enum ChunkType : std::uint8_t {
    compressedChunk = 0x00,
    plainChunk = 0x01,
    firstSkippable = 0x80,
    streamStart = 0xff,
};

const char* charsOf(ByteView bytes) { return textOf(bytes).data(); }

void append(Bytes& out, std::string_view bytes)
{
    out.insert(out.end(), bytes.begin(), bytes.end());
}

std::uint32_t bigEndian(ByteView four)
{
    return std::uint32_t(four[0]) << 24 | std::uint32_t(four[1]) << 16
        | std::uint32_t(four[2]) << 8 | four[3];
}

std::uint32_t littleEndian(ByteView bytes)
{
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        number |= std::uint32_t(bytes[i]) << (8 * i);
    return number;
}

/// CRC-32C (Castagnoli), as the framing format wants it: turned by 15 bits and moved on.
std::uint32_t maskedCrc32c(ByteView bytes)
{
    static const auto table = [] {
        std::array<std::uint32_t, 256> made{};
        for (std::uint32_t i = 0; i < 256; ++i) {
            std::uint32_t crc = i;
            for (int bit = 0; bit < 8; ++bit)
                crc = crc >> 1 ^ (crc & 1 ? 0x82f63b78U : 0U);
            made[i] = crc;
        }
        return made;
    }();
    std::uint32_t crc = 0xffffffffU;
    for (const std::uint8_t byte : bytes)
        crc = crc >> 8 ^ table[(crc ^ byte) & 0xff];
    crc ^= 0xffffffffU;
    return (crc >> 15 | crc << 17) + 0xa282ead8U;
}

/// Appends what one block holds.
std::optional<DecodeTrouble> unpackBlock(ByteView block, std::size_t mostBytes, Bytes& out)
{
    std::size_t plainBytes = 0;
    // Snappy cannot shrink by more than a factor of about 21; more is a lie.
    if (!snappy::GetUncompressedLength(charsOf(block), block.size(), &plainBytes)
        || plainBytes / 32 > block.size())
        return DecodeTrouble::damaged;
    if (plainBytes > mostBytes - out.size())
        return DecodeTrouble::tooLarge;
    const std::size_t start = out.size();
    out.resize(start + plainBytes);
    char* target = reinterpret_cast<char*>(out.data()) + start;
    if (!snappy::RawUncompress(charsOf(block), block.size(), target))
        return DecodeTrouble::damaged;
    return std::nullopt;
}

std::string packBlock(ByteView content)
{
    std::string out;
    snappy::Compress(charsOf(content), content.size(), &out);
    return out;
}

Bytes packRaw(ByteView content) { return toBytes(packBlock(content)); }

Bytes packJava(const Bytes& header, ByteView content)
{
    Bytes out = header;
    while (!content.empty()) {
        const ByteView piece = content.first(std::min(content.size(), javaBlockBytes));
        const std::string block = packBlock(piece);
        for (int shift = 24; shift >= 0; shift -= 8)
            out.push_back(static_cast<std::uint8_t>(block.size() >> shift));
        append(out, block);
        content = content.subspan(piece.size());
    }
    return out;
}

void putLittleEndian(std::uint32_t number, int sizeBytes, Bytes& out)
{
    for (int i = 0; i < sizeBytes; ++i)
        out.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
}

Bytes packFramed(ByteView content)
{
    Bytes out = toBytes(framedMark);
    while (!content.empty()) {
        const ByteView piece = content.first(std::min(content.size(), frameChunkBytes));
        const std::string block = packBlock(piece);
        const bool shrinks = block.size() < piece.size();
        const std::string_view body = shrinks ? std::string_view(block) : textOf(piece);
        out.push_back(shrinks ? compressedChunk : plainChunk);
        putLittleEndian(static_cast<std::uint32_t>(body.size() + checksumBytes), 3, out);
        putLittleEndian(maskedCrc32c(piece), 4, out);
        append(out, body);
        content = content.subspan(piece.size());
    }
    return out;
}

/// One chunk with data: its checksum, then the bytes, packed or not.
std::optional<DecodeTrouble> unpackChunk(
    std::uint8_t type, ByteView body, std::size_t mostBytes, Bytes& out)
{
    if (body.size() < checksumBytes)
        return DecodeTrouble::damaged;
    const ByteView data = body.subspan(checksumBytes);
    const std::size_t start = out.size();
    if (type == plainChunk) {
        if (data.size() > mostBytes - start)
            return DecodeTrouble::tooLarge;
        out.insert(out.end(), data.begin(), data.end());
    } else if (const auto trouble = unpackBlock(data, mostBytes, out)) {
        return trouble;
    }
    if (maskedCrc32c(ByteView(out).subspan(start)) != littleEndian(body.first(checksumBytes)))
        return DecodeTrouble::damaged;
    return std::nullopt;
}

} // namespace

Unpacking unpackSnappyRaw(ByteView stored, std::size_t mostBytes)
{
    Unpacked result;
    if (const auto trouble = unpackBlock(stored, mostBytes, result.content))
        return tl::unexpected(*trouble);
    result.pack = packRaw;
    return result;
}

Unpacking unpackSnappyJava(ByteView stored, std::size_t mostBytes)
{
    Unpacked result;
    if (stored.size() < javaHeaderBytes || !textOf(stored).starts_with(javaMark)
        || bigEndian(stored.subspan(12, 4)) > 1) // What the oldest reader must know.
        return tl::unexpected(DecodeTrouble::damaged);
    ByteView rest = stored.subspan(javaHeaderBytes);
    while (!rest.empty()) {
        if (textOf(rest).starts_with(javaMark)) { // Streams one after another, as `cat` makes them.
            if (rest.size() < javaHeaderBytes)
                return tl::unexpected(DecodeTrouble::damaged);
            rest = rest.subspan(javaHeaderBytes);
            result.lost = Unpackable::severalParts;
            continue;
        }
        if (rest.size() < 4 || bigEndian(rest) > rest.size() - 4)
            return tl::unexpected(DecodeTrouble::damaged);
        const ByteView block = rest.subspan(4, bigEndian(rest));
        if (const auto trouble = unpackBlock(block, mostBytes, result.content))
            return tl::unexpected(*trouble);
        rest = rest.subspan(4 + block.size());
    }
    const ByteView head = stored.first(javaHeaderBytes);
    result.pack = [header = Bytes(head.begin(), head.end())](
                      ByteView content) { return packJava(header, content); };
    return result;
}

Unpacking unpackSnappyFramed(ByteView stored, std::size_t mostBytes)
{
    Unpacked result;
    if (!textOf(stored).starts_with(framedMark))
        return tl::unexpected(DecodeTrouble::damaged);
    ByteView rest = stored.subspan(framedMark.size());
    while (!rest.empty()) {
        if (rest.size() < 4 || littleEndian(rest.subspan(1, 3)) > rest.size() - 4)
            return tl::unexpected(DecodeTrouble::damaged);
        const std::uint8_t type = rest[0];
        const ByteView body = rest.subspan(4, littleEndian(rest.subspan(1, 3)));
        if (type == compressedChunk || type == plainChunk) {
            if (const auto trouble = unpackChunk(type, body, mostBytes, result.content))
                return tl::unexpected(*trouble);
        } else if (type < firstSkippable) {
            return tl::unexpected(DecodeTrouble::damaged); // Reserved, and not to be skipped.
        } else if (type == streamStart) {
            if (textOf(body) != framedMark.substr(4))
                return tl::unexpected(DecodeTrouble::damaged);
            result.lost = Unpackable::severalParts;
        } else if (result.lost == Unpackable::no) {
            result.lost = Unpackable::irregular; // Padding, or somebody's own chunk.
        }
        rest = rest.subspan(4 + body.size());
    }
    result.pack = packFramed;
    return result;
}

} // namespace zs::ui

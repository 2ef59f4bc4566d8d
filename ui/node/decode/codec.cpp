// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/decode/codec.h"

#include "clientlib/base/expect.h"
#include "ui/node/decode/base64_codec.h"
#include "ui/node/decode/deflate_codec.h"
#include "ui/node/decode/lz4_codec.h"
#include "ui/node/decode/snappy_codec.h"
#include "ui/node/decode/zstd_codec.h"

namespace zs::ui {

namespace {

using namespace std::string_view_literals;

struct Mark {
    std::string_view bytes;
    Codec codec;
};

constexpr Mark marks[] = {
    {"\x1f\x8b\x08"sv, Codec::gzip},
    {"\x28\xb5\x2f\xfd"sv, Codec::zstd},
    {"\x04\x22\x4d\x18"sv, Codec::lz4},
    {"\xff\x06\x00\x00sNaPpY"sv, Codec::snappyFramed},
    {"\x82SNAPPY\x00"sv, Codec::snappyJava},
    // What zlib itself writes for levels 0-1, 2-5, 6 and 7-9 with its usual window.
    {"\x78\x01"sv, Codec::zlib},
    {"\x78\x5e"sv, Codec::zlib},
    {"\x78\x9c"sv, Codec::zlib},
    {"\x78\xda"sv, Codec::zlib},
};

} // namespace

std::string_view codecName(Codec codec)
{
    switch (codec) {
    case Codec::gzip: return "gzip";
    case Codec::zlib: return "zlib";
    case Codec::base64: return "base64";
    case Codec::zstd: return "zstd";
    case Codec::snappyFramed: return "snappy (framed)";
    case Codec::snappyJava: return "snappy (Java)";
    case Codec::snappyRaw: return "snappy (raw)";
    case Codec::lz4: return "lz4";
    }
    ZS_EXPECT(false);
    return {};
}

std::optional<Codec> codecByMark(ByteView stored)
{
    const std::string_view text = textOf(stored);
    for (const Mark& mark : marks) {
        if (text.starts_with(mark.bytes))
            return mark.codec;
    }
    return std::nullopt;
}

Unpacking unpack(Codec codec, ByteView stored, std::size_t mostBytes)
{
    switch (codec) {
    case Codec::gzip: return unpackGzip(stored, mostBytes);
    case Codec::zlib: return unpackZlib(stored, mostBytes);
    case Codec::base64: return unpackBase64(stored, mostBytes);
    case Codec::zstd: return unpackZstd(stored, mostBytes);
    case Codec::snappyFramed: return unpackSnappyFramed(stored, mostBytes);
    case Codec::snappyJava: return unpackSnappyJava(stored, mostBytes);
    case Codec::snappyRaw: return unpackSnappyRaw(stored, mostBytes);
    case Codec::lz4: return unpackLz4(stored, mostBytes);
    }
    ZS_EXPECT(false);
    return tl::unexpected(DecodeTrouble::damaged);
}

} // namespace zs::ui

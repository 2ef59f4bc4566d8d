// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/bytes.h"

#include <tl/expected.hpp>

#include <functional>
#include <optional>

namespace zs::ui {

/// A way in which bytes are packed into others.
enum class Codec {
    gzip,         ///< RFC 1952.
    zlib,         ///< RFC 1950.
    base64,       ///< RFC 4648 §4 and §5, also in lines as MIME and `base64` write it.
    zstd,         ///< RFC 8878.
    snappyFramed, ///< Snappy's framing_format.txt: begins with "sNaPpY".
    snappyJava,   ///< Blocks of snappy-java's SnappyOutputStream, as Kafka and Java write them.
    snappyRaw,    ///< One block without any frame, thus without a mark to know it by.
    lz4,          ///< The LZ4 frame format.
};

/// "gzip", "snappy (raw)", …: names of formats, the same in every language.
[[nodiscard]] std::string_view codecName(Codec codec);

/// Why bytes could not be unpacked.
enum class DecodeTrouble {
    damaged,       ///< Cut short, a wrong checksum, or not this format at all.
    tooLarge,      ///< More comes out, or more memory is needed, than is allowed.
    dictionary,    ///< It was packed with a dictionary, which is not part of it.
    trailingBytes, ///< It is complete, but something else follows.
};

/// Why a changed content could not be packed in the same way again.
enum class Unpackable {
    no,           ///< It can.
    severalParts, ///< Members or frames one after another; a save would join them.
    irregular,    ///< Line breaks, unused bits or extra chunks that follow no rule.
};

/// What came out, and the way back.
struct Unpacked {
    Bytes content;
    Unpackable lost = Unpackable::no;
    /// Packs other content with the parameters that the stored bytes tell (header, checksums, line
    /// length); those that nobody can read off, like the level, are the library's. Only to be
    /// called when `lost` is `no`.
    std::function<Bytes(ByteView)> pack;
};
using Unpacking = tl::expected<Unpacked, DecodeTrouble>;

/// The codec whose mark `stored` begins with; never base64 or raw snappy, which have none.
[[nodiscard]] std::optional<Codec> codecByMark(ByteView stored);

/// Unpacks all of `stored`. Never makes more than `mostBytes` of content, and takes memory in
/// proportion to it, whatever the bytes promise. Pure.
[[nodiscard]] Unpacking unpack(Codec codec, ByteView stored, std::size_t mostBytes);

} // namespace zs::ui

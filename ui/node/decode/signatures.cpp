// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/decode/signatures.h"

namespace zs::ui {

namespace {

struct Signature {
    std::string_view bytes;
    std::string_view name;
};

constexpr Signature signatures[] = {
    {"\xac\xed", "Java serialization"},
    {"\x1f\x8b", "gzip"},
    {"\x78\x9c", "zlib"},
    {"\x28\xb5\x2f\xfd", "zstd"},
    {"\x89PNG", "PNG"},
    {"\xff\xd8\xff", "JPEG"},
    {"GIF8", "GIF"},
    {"PBUF", "HBase protobuf"},
    {"\xca\xfe\xba\xbe", "Java class"},
};

} // namespace

std::string_view knownSignature(ByteView data)
{
    const std::string_view text = textOf(data);
    for (const Signature& known : signatures) {
        if (text.starts_with(known.bytes))
            return known.name;
    }
    return {};
}

} // namespace zs::ui

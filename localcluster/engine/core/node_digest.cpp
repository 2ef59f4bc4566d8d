// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/node_digest.h"

#include "localcluster/engine/core/crc32.h"

#include <cstring>

namespace zs::engine {

std::uint32_t contentCrc(std::string_view path, ByteView data)
{
    return crc32(crc32(0, viewOf(path)), data);
}

std::uint64_t nodeDigest(std::uint32_t contentCrc, const StatPersisted& stat)
{
    std::uint8_t bytes[60];
    std::uint8_t* at = bytes;
    const auto put = [&at](std::int64_t value) {
        const std::uint64_t wire = __builtin_bswap64(static_cast<std::uint64_t>(value));
        std::memcpy(at, &wire, sizeof wire);
        at += sizeof wire;
    };
    put(stat.czxid.value);
    put(stat.mzxid.value);
    put(stat.pzxid.value);
    put(stat.ctimeMs);
    put(stat.mtimeMs);
    for (const std::int32_t number : {stat.version, stat.cversion, stat.aversion}) {
        const std::uint32_t wire = __builtin_bswap32(static_cast<std::uint32_t>(number));
        std::memcpy(at, &wire, sizeof wire);
        at += sizeof wire;
    }
    put(stat.ephemeralOwner);
    return crc32(contentCrc, bytes);
}

} // namespace zs::engine

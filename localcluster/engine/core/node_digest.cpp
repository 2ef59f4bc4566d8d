// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/node_digest.h"

#include "localcluster/engine/core/crc32.h"

namespace zs::engine {

std::uint32_t contentCrc(std::string_view path, ByteView data)
{
    return crc32(crc32(0, viewOf(path)), data);
}

/// Big-endian on the wire: the fields as they follow each other there.
std::uint64_t nodeDigest(std::uint32_t contentCrc, const StatPersisted& stat)
{
    const auto wide = [](std::int64_t value) {
        return __builtin_bswap64(static_cast<std::uint64_t>(value));
    };
    const auto narrow = [](std::int32_t value) {
        return std::uint64_t(__builtin_bswap32(static_cast<std::uint32_t>(value)));
    };
    const std::uint64_t czxid = wide(stat.czxid.value);
    const std::uint64_t mzxid = wide(stat.mzxid.value);
    const std::uint64_t pzxid = wide(stat.pzxid.value);
    const std::uint64_t ctime = wide(stat.ctimeMs);
    const std::uint64_t mtime = wide(stat.mtimeMs);
    // They begin in the middle of the first word.
    return crc32(contentCrc,
        DigestWords{czxid << 32, czxid >> 32 | mzxid << 32, mzxid >> 32 | pzxid << 32,
            pzxid >> 32 | ctime << 32, ctime >> 32 | mtime << 32,
            mtime >> 32 | narrow(stat.version) << 32,
            narrow(stat.cversion) | narrow(stat.aversion) << 32, wide(stat.ephemeralOwner)});
}

} // namespace zs::engine

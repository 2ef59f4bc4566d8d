// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"
#include "clientlib/jute/codec.h"

#include <cstdint>

namespace zs {

/// What a server tells about a znode beside its data: 68 bytes on the wire.
struct Stat {
    Zxid czxid;                   ///< The transaction that created it.
    Zxid mzxid;                   ///< The last one that set its data.
    std::int64_t ctimeMs = 0;     ///< Wall clock of the leader, since 1970, of czxid.
    std::int64_t mtimeMs = 0;     ///< The same of mzxid.
    std::int32_t version = 0;     ///< How often the data was set.
    std::int32_t cversion = 0;    ///< Creates plus deletes of children, as clients see it.
    std::int32_t aversion = 0;    ///< How often the ACL was set.
    SessionId ephemeralOwner;     ///< 0 unless ephemeral; also 0 for containers and TTL nodes.
    std::int32_t dataLengthBytes = 0;
    std::int32_t numChildren = 0;
    Zxid pzxid;                   ///< The last one that created or deleted a child.
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.czxid, r.mzxid, r.ctimeMs, r.mtimeMs, r.version, r.cversion, r.aversion,
            r.ephemeralOwner, r.dataLengthBytes, r.numChildren, r.pzxid);
    }
    bool operator==(const Stat&) const = default;
};

/// Versions wrap as in Java; unsigned, since overflow must not be undefined here.
[[nodiscard]] inline std::int32_t nextVersion(std::int32_t version)
{
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(version) + 1u);
}

} // namespace zs

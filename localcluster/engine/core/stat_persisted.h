// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"

#include <cstdint>
#include <tuple>

namespace zs::engine {

/// What a node keeps beside its data and ACL, in the order of Apache's snapshot files (60 bytes).
/// Unlike `zs::Stat`, which clients see, `cversion` counts creates only (clients see
/// 2 * cversion - numChildren) and `ephemeralOwner` is not masked (see ephemeral_owner.h).
struct StatPersisted {
    Zxid czxid;
    Zxid mzxid;
    std::int64_t ctimeMs = 0; ///< Wall clock of the leader, since 1970.
    std::int64_t mtimeMs = 0;
    std::int32_t version = 0;
    std::int32_t cversion = 0; ///< Number of creates ever made below: the sequence counter.
    std::int32_t aversion = 0;
    std::int64_t ephemeralOwner = 0;
    Zxid pzxid;
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.czxid, r.mzxid, r.ctimeMs, r.mtimeMs, r.version, r.cversion, r.aversion,
            r.ephemeralOwner, r.pzxid);
    }
    bool operator==(const StatPersisted&) const = default;
};

} // namespace zs::engine

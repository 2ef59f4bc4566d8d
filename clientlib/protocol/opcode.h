// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace zs {

/// The type in a request header, a multi header and a transaction header.
/// Source: ZooDefs.OpCode of Apache ZooKeeper 3.9.
enum class OpCode : std::int32_t {
    notification = 0,
    create = 1,
    remove = 2, ///< "delete" in ZooKeeper's words.
    exists = 3,
    getData = 4,
    setData = 5,
    getAcl = 6,
    setAcl = 7,
    getChildren = 8,
    sync = 9,
    ping = 11,
    getChildren2 = 12,
    check = 13,
    multi = 14,
    create2 = 15,
    reconfig = 16,
    checkWatches = 17,
    removeWatches = 18,
    createContainer = 19,
    deleteContainer = 20,
    createTtl = 21,
    multiRead = 22,
    auth = 100,
    setWatches = 101,
    sasl = 102,
    getEphemerals = 103,
    getAllChildrenNumber = 104,
    setWatches2 = 105,
    addWatch = 106,
    whoAmI = 107,
    createSession = -10,
    closeSession = -11,
    error = -1,
};

/// ZooKeeper's own word for it, e.g. "getChildren2"; "unknown" for a number that is none of them.
[[nodiscard]] std::string_view opcodeName(OpCode op);

/// Request ids with a meaning of their own (client-protocol: "special xids").
namespace xid {
    inline constexpr std::int32_t notification = -1;
    inline constexpr std::int32_t ping = -2;
    inline constexpr std::int32_t auth = -4;
    inline constexpr std::int32_t setWatches = -8;
}

/// The version argument that matches every version.
inline constexpr std::int32_t anyVersion = -1;

/// Longest request that a server accepts by default, in bytes without the length (jute.maxbuffer).
inline constexpr std::size_t defaultMaxRequestBytes = 0xfffff;

} // namespace zs

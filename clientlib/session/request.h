// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/opcode.h"
#include "clientlib/session/effects.h"

namespace zs::session {

/// What a successful reply means for the watches that the client keeps.
enum class WatchUse : std::uint8_t {
    none,
    exists,   ///< Data list, or exist list when the answer is noNode.
    getData,
    children,
    addPersistent,
    addRecursive,
    remove,   ///< `removed` says which.
    check,    ///< The same; it changes nothing.
};

/// One request as the machine sees it: opcode and encoded record.
struct Request {
    RequestId id = 0;
    OpCode op = OpCode::error;
    Bytes body;
    WatchUse watch = WatchUse::none;
    WatcherType removed = WatcherType::any; ///< Of `remove` and `check`.
    Path path; ///< The server's; only used when `watch` is set.
};

} // namespace zs::session

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/opcode.h"

namespace zs::session {

/// N of the line 3.N whose servers were the first to know it; 4 for all that is older.
[[nodiscard]] constexpr int firstLineOf(OpCode op)
{
    switch (op) {
    case OpCode::create2:
    case OpCode::reconfig:
    case OpCode::checkWatches:
    case OpCode::removeWatches:
    case OpCode::createContainer:
    case OpCode::deleteContainer:
    case OpCode::createTtl: return 5;
    case OpCode::multiRead:
    case OpCode::getEphemerals:
    case OpCode::getAllChildrenNumber:
    case OpCode::setWatches2:
    case OpCode::addWatch: return 6;
    case OpCode::whoAmI: return 7;
    default: return 4;
    }
}

} // namespace zs::session

// SPDX-License-Identifier: Apache-2.0
#include "clientlib/protocol/opcode.h"

namespace zs {

std::string_view opcodeName(OpCode op)
{
    switch (op) {
    case OpCode::notification: return "notification";
    case OpCode::create: return "create";
    case OpCode::remove: return "delete";
    case OpCode::exists: return "exists";
    case OpCode::getData: return "getData";
    case OpCode::setData: return "setData";
    case OpCode::getAcl: return "getACL";
    case OpCode::setAcl: return "setACL";
    case OpCode::getChildren: return "getChildren";
    case OpCode::sync: return "sync";
    case OpCode::ping: return "ping";
    case OpCode::getChildren2: return "getChildren2";
    case OpCode::check: return "check";
    case OpCode::multi: return "multi";
    case OpCode::create2: return "create2";
    case OpCode::reconfig: return "reconfig";
    case OpCode::checkWatches: return "checkWatches";
    case OpCode::removeWatches: return "removeWatches";
    case OpCode::createContainer: return "createContainer";
    case OpCode::deleteContainer: return "deleteContainer";
    case OpCode::createTtl: return "createTTL";
    case OpCode::multiRead: return "multiRead";
    case OpCode::auth: return "auth";
    case OpCode::setWatches: return "setWatches";
    case OpCode::sasl: return "sasl";
    case OpCode::getEphemerals: return "getEphemerals";
    case OpCode::getAllChildrenNumber: return "getAllChildrenNumber";
    case OpCode::setWatches2: return "setWatches2";
    case OpCode::addWatch: return "addWatch";
    case OpCode::whoAmI: return "whoAmI";
    case OpCode::createSession: return "createSession";
    case OpCode::closeSession: return "closeSession";
    case OpCode::error: return "error";
    }
    return "unknown";
}

} // namespace zs

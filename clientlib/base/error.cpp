// SPDX-License-Identifier: Apache-2.0
#include "clientlib/base/error.h"

namespace zs {

std::string_view errcName(Errc code)
{
    switch (code) {
    case Errc::ok: return "Ok";
    case Errc::systemError: return "SystemError";
    case Errc::runtimeInconsistency: return "RuntimeInconsistency";
    case Errc::dataInconsistency: return "DataInconsistency";
    case Errc::connectionLoss: return "ConnectionLoss";
    case Errc::marshalling: return "MarshallingError";
    case Errc::unimplemented: return "Unimplemented";
    case Errc::timedOut: return "OperationTimeout";
    case Errc::badArguments: return "BadArguments";
    case Errc::unknownSession: return "UnknownSession";
    case Errc::newConfigNoQuorum: return "NewConfigNoQuorum";
    case Errc::reconfigInProgress: return "ReconfigInProgress";
    case Errc::apiError: return "APIError";
    case Errc::noNode: return "NoNode";
    case Errc::noAuth: return "NoAuth";
    case Errc::badVersion: return "BadVersion";
    case Errc::noChildrenForEphemerals: return "NoChildrenForEphemerals";
    case Errc::nodeExists: return "NodeExists";
    case Errc::notEmpty: return "NotEmpty";
    case Errc::sessionExpired: return "SessionExpired";
    case Errc::invalidCallback: return "InvalidCallback";
    case Errc::invalidAcl: return "InvalidACL";
    case Errc::authFailed: return "AuthFailed";
    case Errc::sessionMoved: return "SessionMoved";
    case Errc::notReadOnly: return "NotReadOnly";
    case Errc::ephemeralOnLocalSession: return "EphemeralOnLocalSession";
    case Errc::noWatcher: return "NoWatcher";
    case Errc::requestTimeout: return "RequestTimeout";
    case Errc::reconfigDisabled: return "ReconfigDisabled";
    case Errc::sessionClosedRequireAuth: return "SessionClosedRequireSaslAuth";
    case Errc::quotaExceeded: return "QuotaExceeded";
    case Errc::throttledOp: return "ThrottledOp";
    case Errc::cancelled: return "Cancelled";
    case Errc::unreachable: return "Unreachable";
    case Errc::tls: return "TlsFailed";
    case Errc::protocol: return "ProtocolError";
    case Errc::invalidInput: return "InvalidInput";
    case Errc::io: return "IoError";
    case Errc::corrupt: return "Corrupt";
    case Errc::noSpace: return "NoSpace";
    }
    return "Unknown";
}

} // namespace zs

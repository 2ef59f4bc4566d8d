// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace zs {

/// Why an operation failed. Values <= 0 are ZooKeeper's wire codes (KeeperException.Code of
/// Apache ZooKeeper 3.9); values > 0 are ours alone and never reach a wire.
enum class Errc : std::int32_t {
    ok = 0,
    systemError = -1,
    runtimeInconsistency = -2,
    dataInconsistency = -3,
    connectionLoss = -4,
    marshalling = -5,
    unimplemented = -6,
    timedOut = -7,
    badArguments = -8,
    unknownSession = -12,
    newConfigNoQuorum = -13,
    reconfigInProgress = -14,
    apiError = -100,
    noNode = -101,
    noAuth = -102,
    badVersion = -103,
    noChildrenForEphemerals = -108,
    nodeExists = -110,
    notEmpty = -111,
    sessionExpired = -112,
    invalidCallback = -113,
    invalidAcl = -114,
    authFailed = -115,
    sessionMoved = -118,
    notReadOnly = -119,
    ephemeralOnLocalSession = -120,
    noWatcher = -121,
    requestTimeout = -122,
    reconfigDisabled = -123,
    sessionClosedRequireAuth = -124,
    quotaExceeded = -125,
    throttledOp = -127,

    cancelled = 1,   ///< The caller, or the end of the object that was asked, stopped it.
    unreachable = 2, ///< No server could be reached: refused, no route, unknown host, time-out.
    tls = 3,         ///< A TLS check failed; the detail says which.
    protocol = 4,    ///< The peer sent bytes that the protocol does not allow.
    invalidInput = 5, ///< An argument, a file or a setting is malformed; the detail says where.
    io = 6,          ///< The operating system refused a file, process or socket operation.
    corrupt = 7,     ///< Bytes on disk are damaged; the detail names file and offset.
    noSpace = 8,     ///< No room on the disk, in the quota or below the limit of file sizes.
};

/// ZooKeeper's name of a code, as users search for it: "NoNode", "BadVersion", "ConnectionLoss".
/// For a number that is none of them: "Unknown".
[[nodiscard]] std::string_view errcName(Errc code);

/// A failure as a value: a code for programs, a text for people.
struct Error {
    Error(Errc why, std::string what) : code(why), detail(std::move(what)) {}
    Errc code;          ///< For programs.
    std::string detail; ///< For people: what was tried, on which path. Never a secret.

    bool operator==(const Error&) const = default;
};

/// True when the request may or may not have been applied: read again before you retry.
[[nodiscard]] constexpr bool outcomeUnknown(Errc code)
{
    return code == Errc::connectionLoss || code == Errc::timedOut || code == Errc::requestTimeout;
}

} // namespace zs

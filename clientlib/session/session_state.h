// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace zs {

/// Where a session stands.
enum class SessionState {
    connecting,        ///< No session yet.
    connected,
    connectedReadOnly, ///< The server lost its quorum and serves reads only.
    reconnecting,      ///< The session may still live; what was in flight failed (connectionLoss).
    expired,           ///< Final: ephemerals and watches are gone; make a new Client.
    authFailed,        ///< Final: the server refused an identity.
    closed,            ///< Final: `close` was called.
};

/// True when the state cannot change any more.
[[nodiscard]] constexpr bool isFinal(SessionState state)
{
    return state == SessionState::expired || state == SessionState::authFailed
        || state == SessionState::closed;
}

} // namespace zs

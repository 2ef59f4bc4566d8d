// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/session/certificate.h"

#include <cstdint>
#include <optional>
#include <string>

namespace zs {

/// Why there is no connection, for programs and for words in other languages.
enum class ConnectionFault : std::uint8_t {
    none,
    other, ///< The text says it.
    // On the way to the server.
    hostNotFound,
    refused,     ///< Nothing listens on the port.
    unroutable,  ///< No route to the host, or a firewall that says so.
    noAnswer,    ///< Nothing came within the connect time-out.
    closed,      ///< The server closed the connection, or reset it.
    silent,      ///< An established connection of which nothing was heard for too long.
    // What the server made of the session.
    notServing,  ///< It runs, but starts or has no quorum.
    behind,      ///< It has not caught up with what this session saw.
    lostData,    ///< It leads, or stands alone, and lacks what this session saw: wiped or restored.
    readOnly,    ///< It lost its quorum and serves reads only, which was not asked for.
    refusedSession,
    notZooKeeper, ///< Its bytes are not the protocol.
    expired,
    authRefused,
    moved, ///< The session went on at another server, or left for one.
    unknownOperation, ///< It closed the connection over an operation of newer versions.
    // TLS: which check failed.
    tlsSettings,         ///< A file of ours cannot be read, or its key cannot be used.
    tlsNotYetValid,      ///< From here on with the certificate where the server showed one.
    tlsExpired,
    tlsRevoked,
    tlsSelfSigned,
    tlsUnknownIssuer,
    tlsHostName,         ///< The certificate is sound but names other hosts.
    tlsCertificate,      ///< Another fault of the chain.
    tlsClientCertificateMissing, ///< The server asks for one.
    tlsClientCertificateRefused,
    tlsVersion,          ///< The server knows only versions before TLS 1.2.
    tlsNotSpoken,        ///< A plain-text port answered, or closed at our greeting.
    tlsWanted,           ///< We spoke plain text and the port wants TLS.
    tlsHandshake,        ///< Another failure of the handshake.
};

[[nodiscard]] constexpr bool isTls(ConnectionFault fault)
{
    return fault >= ConnectionFault::tlsSettings;
}

/// Why a connection could not be made, or ended.
struct ConnectionFailure {
    ConnectionFault fault = ConnectionFault::none;
    std::string text; ///< For people, in English, whole without the rest.
    std::optional<Certificate> certificate; ///< The server's, where a check of it failed.
    bool operator==(const ConnectionFailure&) const = default;
};

} // namespace zs

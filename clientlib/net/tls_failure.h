// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/session/connection_fault.h"

#include <QList>
#include <QSslCertificate>
#include <QSslError>

#include <optional>
#include <string>

namespace zs::net {

// What Qt and OpenSSL say about TLS, as values and words that name the check that failed.

[[nodiscard]] Certificate certificateOf(const QSslCertificate& certificate);

/// The gravest fault of a server's chain; nothing when the host name is all that Qt minds, for
/// that is hostNameFailure's to judge.
[[nodiscard]] std::optional<ConnectionFailure> chainFailure(
    const QList<QSslError>& errors, const QSslCertificate& certificate);

/// Whether the certificate is for `host`, a name or an address.
[[nodiscard]] std::optional<ConnectionFailure> hostNameFailure(
    const QSslCertificate& certificate, const std::string& host);

/// Why a handshake, or what came after it, failed by no check of ours. `error` is OpenSSL's text.
[[nodiscard]] ConnectionFailure handshakeFailure(const std::string& error, bool certificateShown);

} // namespace zs::net

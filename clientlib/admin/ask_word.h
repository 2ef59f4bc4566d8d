// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/result.h"
#include "clientlib/route.h"
#include "clientlib/session/connection_fault.h"
#include "clientlib/session/endpoint.h"
#include "clientlib/tls_options.h"

#include <QCoroTask>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>

namespace zs::admin {

/// Where a question notes why it had no connection: the same as its Error as a value, with the
/// certificate that a check of TLS refused. Emptied when a question begins; null: not noted.
using FailureNote = std::shared_ptr<std::optional<ConnectionFailure>>;

/// How a server is reached, as ClientOptions tell it of a session: words take the same way.
struct Access {
    std::optional<TlsOptions> tls; ///< For a secureClientPort, which answers inside TLS alone.
    Routes routes;                 ///< Certificates and errors name the server all the same.
};

/// Sends a four-letter word to one server, on a connection of its own, and yields the whole
/// answer; what it means is `zs::flw`'s. At most 64 MiB are read.
/// Threads: any that runs a Qt event loop. Fails: unreachable (host, port and reason), tls (which
/// check failed, and the certificate), timedOut, cancelled, protocol (an answer without end).
[[nodiscard]] QCoro::Task<Result<std::string>> askWord(Endpoint server, std::string word,
    std::chrono::milliseconds limit = std::chrono::seconds(5), std::stop_token stop = {},
    Access access = {}, FailureNote note = {});

} // namespace zs::admin

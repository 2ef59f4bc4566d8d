// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/session/connection_fault.h"
#include "clientlib/tls_options.h"

#include <QSslConfiguration>

#include <tl/expected.hpp>

namespace zs::net {

using TlsConfiguration = tl::expected<QSslConfiguration, ConnectionFailure>;

/// Reads the files of `options`. Any thread; may take long (network folders, key derivation).
/// Fails: tlsSettings, naming the file and what is wrong with it.
[[nodiscard]] TlsConfiguration loadTls(const TlsOptions& options);

} // namespace zs::net

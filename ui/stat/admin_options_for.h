// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/admin/admin_client.h"
#include "clientlib/client.h"

namespace zs::ui {

/// How `server` is asked about itself over the same way as the session: through its tunnel, and
/// over TLS with the certificate that `server` has to have.
[[nodiscard]] admin::AdminOptions adminOptionsFor(
    const ClientOptions& connection, const Endpoint& server);

} // namespace zs::ui

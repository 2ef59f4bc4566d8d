// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/admin_options_for.h"

namespace zs::ui {

admin::AdminOptions adminOptionsFor(const ClientOptions& connection, const Endpoint& server)
{
    admin::AdminOptions options;
    options.server = dialledFor(connection.routes, server);
    options.useAdminServer = options.server == server;
    options.tls = connection.tls;
    if (options.tls && options.tls->hostName.empty())
        options.tls->hostName = server.host;
    return options;
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/admin_options_for.h"

namespace zs::ui {

admin::AdminOptions adminOptionsFor(const ClientOptions& connection, const Endpoint& server)
{
    admin::AdminOptions options;
    options.server = server;
    options.access = {connection.tls, connection.routes};
    return options;
}

} // namespace zs::ui

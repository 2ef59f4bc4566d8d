// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/result.h"
#include "clientlib/client.h"
#include "clientlib/protocol/server_facts.h"
#include "ui/theme/tokens.h"

#include <QCoroTask>
#include <QString>

#include <functional>
#include <string>

namespace zs::ui {

/// Asks one server of a connection what it is. An empty one asks nobody.
using RoleAsker = std::function<QCoro::Task<Result<flw::ServerStats>>(ClientOptions, Endpoint)>;

/// By the word `srvr`, the only one that servers allow by default, over the way of the session:
/// its tunnel, its TLS. Fails as AdminClient says, noAuth where the word is not allowed.
[[nodiscard]] QCoro::Task<Result<flw::ServerStats>> askRoleBySrvr(
    ClientOptions connection, Endpoint server);

/// A server's role as the interface names it.
struct RoleWords {
    QString word; ///< "Follower"; a mode that nobody knows as the server spells it.
    Role role = Role::down;
};
/// `mode` as `srvr` prints it: standalone, leader, follower, observer or read-only.
[[nodiscard]] RoleWords roleWords(const std::string& mode);

} // namespace zs::ui

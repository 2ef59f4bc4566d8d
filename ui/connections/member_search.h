// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connection_trial.h"

#include <string_view>

namespace zs::ui {

/// The client addresses in the text of /zookeeper/config. A member of the static configuration
/// file names none: it has its quorum address with `fallbackPort`.
[[nodiscard]] std::vector<Endpoint> clientAddresses(
    std::string_view config, std::uint16_t fallbackPort);

/// Asks an ensemble for the client addresses of its members, in a session of its own.
/// Fails: unreachable, tls, noAuth (config may be protected), noNode (before 3.5), cancelled.
[[nodiscard]] QCoro::Task<Result<std::vector<Endpoint>>> findMembers(
    ClientOptions options, ClientFactory makeClient);

} // namespace zs::ui

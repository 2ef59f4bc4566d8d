// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/session/endpoint.h"

#include <vector>

namespace zs {

/// Where to dial instead of a server's own address: the end of a tunnel, say. Everything else,
/// the name that its TLS certificate has to have included, still means `server`.
struct Route {
    Endpoint server;
    Endpoint via;
    bool operator==(const Route&) const = default;
};
using Routes = std::vector<Route>;

/// Where to dial for `server`: itself, where no route names it.
[[nodiscard]] inline Endpoint dialledFor(const Routes& routes, const Endpoint& server)
{
    for (const Route& route : routes) {
        if (route.server == server)
            return route.via;
    }
    return server;
}

} // namespace zs

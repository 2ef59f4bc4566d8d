// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

namespace zs::launcher {

/// True when a server could listen on 127.0.0.1:`port` at this moment. It asks the kernel by
/// binding and lets go at once, so another program may still be faster. 0 is never free.
[[nodiscard]] bool isPortFree(std::uint16_t port);

/// True when nobody has bound 127.0.0.1:`port`, not even without listening (so does the relay for
/// servers that are down), and no connection of it lingers: a port for something new.
[[nodiscard]] bool isPortUnused(std::uint16_t port);

/// `preferred`, or the first free one of the 100 ports above it, or one that the kernel picks;
/// nullopt when it has none left.
[[nodiscard]] std::optional<std::uint16_t> freePort(std::uint16_t preferred);

} // namespace zs::launcher

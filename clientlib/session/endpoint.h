// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace zs {

/// One server of a connect string.
struct Endpoint {
    std::string host; ///< A name or an address; IPv6 without its brackets.
    std::uint16_t port = 2181;
    bool operator==(const Endpoint&) const = default;
};

/// "host:port", IPv6 in brackets.
[[nodiscard]] std::string toText(const Endpoint& endpoint);

} // namespace zs

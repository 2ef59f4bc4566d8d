// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/ready_line.h"

#include <charconv>

namespace zs::launcher {

std::optional<std::uint16_t> readyPort(std::string_view line)
{
    constexpr std::string_view marker = "serving clients on ";
    const auto found = line.find(marker);
    if (found == std::string_view::npos)
        return std::nullopt;
    std::string_view endpoint = line.substr(found + marker.size());
    endpoint = endpoint.substr(0, endpoint.find_first_of(" \t\r\n"));
    const auto colon = endpoint.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    const std::string_view digits = endpoint.substr(colon + 1);
    std::uint16_t port = 0;
    const auto [end, problem] = std::from_chars(digits.begin(), digits.end(), port);
    if (problem != std::errc() || end != digits.end() || port == 0)
        return std::nullopt;
    return port;
}

} // namespace zs::launcher

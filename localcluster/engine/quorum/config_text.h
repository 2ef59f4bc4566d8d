// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace zs::engine {

/// The version of a quorum configuration as notifications, NEWLEADER and /zookeeper/config carry
/// it: the hexadecimal number of its line "version=". Nothing when there is none or it is damaged.
/// The members' lines are read by localcluster/config.
[[nodiscard]] inline std::optional<std::int64_t> configVersionOf(std::string_view text)
{
    constexpr std::string_view key = "version=";
    const std::size_t at = text.starts_with(key) ? 0 : text.rfind("\nversion=");
    if (at == std::string_view::npos)
        return std::nullopt;
    std::string_view digits = text.substr(at + key.size() + (at == 0 ? 0 : 1));
    digits = digits.substr(0, digits.find('\n'));
    std::uint64_t version = 0;
    const char* const end = digits.data() + digits.size();
    const auto [to, error] = std::from_chars(digits.data(), end, version, 16);
    if (error != std::errc() || to != end)
        return std::nullopt;
    return static_cast<std::int64_t>(version);
}

} // namespace zs::engine

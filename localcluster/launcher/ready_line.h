// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace zs::launcher {

/// The port in the line by which zooscope-server tells that clients may connect
/// ("… serving clients on 127.0.0.1:2181"); nullopt for every other line. Pure.
[[nodiscard]] std::optional<std::uint16_t> readyPort(std::string_view line);

} // namespace zs::launcher

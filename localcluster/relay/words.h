// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace zs::relay {

/// The parts of a line between blanks.
[[nodiscard]] std::vector<std::string_view> wordsOf(std::string_view line);
/// A decimal number from `least` to `most`, and nothing else.
[[nodiscard]] std::optional<std::int64_t> numberOf(
    std::string_view text, std::int64_t least, std::int64_t most);
[[nodiscard]] std::optional<std::uint16_t> portOf(std::string_view text); ///< 1 to 65535.
[[nodiscard]] std::optional<ServerId> serverIdOf(std::string_view text);  ///< 0 to 255.

} // namespace zs::relay

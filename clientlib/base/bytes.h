// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zs {

/// Owned bytes without a meaning of their own; text is std::string (UTF-8).
using Bytes = std::vector<std::uint8_t>;
/// Borrowed bytes; the owner must outlive the view.
using ByteView = std::span<const std::uint8_t>;

[[nodiscard]] inline Bytes toBytes(std::string_view text) { return {text.begin(), text.end()}; }
[[nodiscard]] inline ByteView viewOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
[[nodiscard]] inline std::string_view textOf(ByteView bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Lower-case hexadecimal, two digits a byte.
[[nodiscard]] std::string hex(ByteView bytes);
/// Lower-case hexadecimal of a number, no leading zeros, no prefix.
[[nodiscard]] std::string hex(std::uint64_t value);
/// The bytes that `text` spells in hexadecimal. Fails: invalidInput (odd length, other character).
[[nodiscard]] Result<Bytes> unhex(std::string_view text);

} // namespace zs

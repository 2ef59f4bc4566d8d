// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace zs::flw {

/// The lines of a text, one after the other, without their line ends ("\n" or "\r\n").
class Lines {
public:
    explicit Lines(std::string_view text) : m_rest(text) {}
    /// Nothing after the last line; a line end at the very end starts no further line.
    [[nodiscard]] std::optional<std::string_view> next();

private:
    std::string_view m_rest;
};

[[nodiscard]] std::string_view trimmed(std::string_view text);
/// The parts before and after the first `separator`; nothing when there is none.
[[nodiscard]] std::optional<std::pair<std::string_view, std::string_view>> splitAt(
    std::string_view text, std::string_view separator);
/// What follows `prefix`; nothing when `text` does not start with it.
[[nodiscard]] std::optional<std::string_view> after(std::string_view text, std::string_view prefix);

/// The number that all of `text` spells, blanks around it aside.
[[nodiscard]] std::optional<std::int64_t> integerIn(std::string_view text);
[[nodiscard]] std::optional<std::uint64_t> unsignedIn(std::string_view text);
/// Also with a comma: some servers print numbers in the language of their system.
[[nodiscard]] std::optional<double> numberIn(std::string_view text);
/// 64 bits in hexadecimal, with or without "0x".
[[nodiscard]] std::optional<std::int64_t> hexIn(std::string_view text);

} // namespace zs::flw

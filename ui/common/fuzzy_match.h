// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace zs::ui {

/// How well a text fits what somebody typed, and which of its characters were meant.
struct FuzzyMatch {
    int score = 0; ///< Higher is better; comparable for one and the same query only.
    std::vector<std::size_t> positions; ///< Ascending, one for each character of the query.
};

/// Finds the characters of `query` in `text`, in their order but not necessarily side by side,
/// without regard to the case of ASCII letters. Of all places the best is taken: beginnings of
/// words ("/", "-", "_", ".", " " or a capital come before) and unbroken runs count most, gaps
/// cost. Blanks in the query are passed over. nullopt: some character is missing.
/// An empty query fits everything. Only the first `fuzzyTextLimit` characters of a text, and the
/// first `fuzzyQueryLimit` of a query, are looked at. Pure and thread-safe.
[[nodiscard]] std::optional<FuzzyMatch> fuzzyMatch(
    std::u16string_view text, std::u16string_view query);

/// The quick part of it, for many texts: whether all characters are there. Bytes of UTF-8.
[[nodiscard]] bool fuzzyHolds(std::string_view text, std::string_view query);

inline constexpr std::size_t fuzzyTextLimit = 1'024;
inline constexpr std::size_t fuzzyQueryLimit = 64;

} // namespace zs::ui

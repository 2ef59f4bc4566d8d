// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace zs::ui {

/// The lines of a text, each with its line feed; the last one has none unless the text ends with
/// it. Joined they are the text again. An empty text has no lines.
[[nodiscard]] std::vector<std::string_view> splitLines(std::string_view text);

/// The words of a line: runs of letters, digits, "_" and bytes beyond ASCII; runs of blanks; every
/// other byte for itself. Joined they are the line again.
[[nodiscard]] std::vector<std::string_view> splitWords(std::string_view line);

/// For each element of `a` the index of its partner in `b`, or -1; partners rise. A longest common
/// subsequence after common head and tail were cut off; where the rest has more than 4 million
/// pairs, one between the parts that are unique on both sides, as far as that number goes. Pure.
[[nodiscard]] std::vector<int> matchParts(
    const std::vector<std::string_view>& a, const std::vector<std::string_view>& b);

/// A place in a line, in bytes.
struct ByteRange {
    std::size_t from = 0;
    std::size_t to = 0;
    bool operator==(const ByteRange&) const = default;
};

/// The words of `after` that are new against `before`, neighbours joined. Empty where the lines
/// have nothing in common: then the whole line is new, and marks would only be noise.
[[nodiscard]] std::vector<ByteRange> changedWords(std::string_view before, std::string_view after);

} // namespace zs::ui

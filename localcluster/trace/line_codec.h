// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/result.h"
#include "localcluster/trace/event.h"

#include <optional>
#include <string>
#include <string_view>

namespace zs::trace {

/// A longer line is no trace line; the writer never makes one.
inline constexpr std::size_t maxLineBytes = std::size_t(256) << 10;
/// The writer cuts texts (a path may have a million bytes) so that lines stay below their limit.
inline constexpr std::size_t maxTextBytes = std::size_t(16) << 10;

/// Appends the line and its newline.
void appendLine(std::string& out, const Header& header);
void appendLine(std::string& out, const Line& line);

/// The first line of a stream, without its newline. Fails: marshalling, saying what is wrong.
[[nodiscard]] Result<Header> parseHeader(std::string_view text);
/// Any other line. Nothing for a kind that this version does not know.
/// Fails: marshalling, naming the member that is missing or malformed.
[[nodiscard]] Result<std::optional<Line>> parseLine(std::string_view text);

/// The kind's name on its line: "compare", "notify" …
[[nodiscard]] std::string_view kindOf(const Event& event);

} // namespace zs::trace

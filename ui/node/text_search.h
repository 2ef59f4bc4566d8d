// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/bytes.h"

#include <QString>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace zs::ui {

/// What somebody looks for in a text.
struct FindQuery {
    QString text;
    bool matchCase = false;
    bool wholeWord = false;
    /// Perl's syntax as QRegularExpression has it; `^` and `$` stand for the ends of lines.
    bool isRegex = false;
    bool operator==(const FindQuery&) const = default;
};

/// Why what was typed is no pattern, and where, from 0, in characters of UTF-16.
struct PatternProblem {
    qsizetype at = 0;
    QString what; ///< A clause without a full stop.
};

struct ByteSpan {
    std::size_t from = 0;
    std::size_t size = 0;
    [[nodiscard]] std::size_t end() const { return from + size; }
    bool operator==(const ByteSpan&) const = default;
};

/// The hits in order, none in another; empty ones (`x*` has them anywhere) are left out.
struct Hits {
    enum class End {
        complete, ///< These are all.
        tooMany,  ///< There are more than `mostHits`.
        stopped,  ///< The caller wanted no more, or the expression takes too many steps.
    };
    std::vector<ByteSpan> spans;
    End end = End::complete;
};
constexpr std::size_t mostHits = 100'000;

/// A text with its hits replaced.
struct ReplacedText {
    std::string utf8;
    std::size_t count = 0;
};

/// Asked between two hits; true ends the search.
using StopSearch = std::function<bool()>;

/// nullopt: it can be searched for. An empty text is found nowhere and no problem.
[[nodiscard]] std::optional<PatternProblem> patternProblem(const FindQuery& query);

/// Where in `utf8`, which must be valid, the query fits; in bytes. One hit of an expression takes a
/// bounded number of steps, however it is built. May run in any thread.
[[nodiscard]] Hits findAll(
    std::string_view utf8, const FindQuery& query, const StopSearch& stop = {});

/// What stands for one hit: `replacement` itself; for an expression with \1 to \9 as its groups,
/// \0 as the hit, \n and \t as such, and a backslash before another character as that character.
/// nullopt: there is no such hit.
[[nodiscard]] std::optional<std::string> replacementAt(std::string_view utf8,
    const FindQuery& query, ByteSpan hit, const QString& replacement);

/// All hits, however many; nullopt: stopped, or too many steps.
[[nodiscard]] std::optional<ReplacedText> replaceAll(std::string_view utf8, const FindQuery& query,
    const QString& replacement, const StopSearch& stop = {});

/// Bytes as "ac ed 0005", in pairs of digits; blanks, commas, colons and "0x" may stand between.
[[nodiscard]] tl::expected<Bytes, PatternProblem> parseHexBytes(const QString& text);

/// Where `wanted` stands in `bytes`; `foldCase`: Latin letters in either case.
[[nodiscard]] Hits findBytes(ByteView bytes, ByteView wanted, bool foldCase);

/// `bytes` with each of `hits`, which are in order, replaced.
[[nodiscard]] Bytes replaceBytes(
    ByteView bytes, const std::vector<ByteSpan>& hits, ByteView replacement);

} // namespace zs::ui

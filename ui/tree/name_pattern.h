// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace zs::ui {

/// What somebody types to find nodes, as one thing that a name or path fits or not:
/// - plain text: a part of it;
/// - with `*` (any characters, slashes too) or `?` (one character): all of it, or with a slash
///   inside the pattern and none at its start, all from some node of the path on.
/// A backslash before `*`, `?` or a backslash makes it a plain character. ASCII letters fit in
/// either case. Pure; nothing is allocated for a name. Names and patterns are UTF-8.
class NamePattern {
public:
    NamePattern() = default;
    explicit NamePattern(std::string_view text);

    [[nodiscard]] bool isEmpty() const { return m_wanted.empty(); }
    /// Whether it is paths that fit, and not names.
    [[nodiscard]] bool isForPaths() const { return m_forPaths; }
    /// At worst the product of both lengths in steps, whatever the pattern.
    [[nodiscard]] bool fits(std::string_view text) const;

private:
    [[nodiscard]] bool fitsWhole(std::string_view text) const;

    std::string m_wanted; ///< Folded to lower case; of a glob with the two marks for its wildcards.
    bool m_isGlob = false;
    bool m_forPaths = false;
};

} // namespace zs::ui

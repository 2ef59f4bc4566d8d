// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tree/name_pattern.h"

#include <QRegularExpression>
#include <QString>

namespace zs::ui {

/// What somebody typed to find nodes: a NamePattern, or between two slashes a regular expression
/// (PCRE) of which a part of the name fits; with a slash inside, a part of the path. Letters fit in
/// either case. No text, however mean, costs much for one name: PCRE counts its steps and gives up,
/// and longer texts than `longestForRegex` never fit (each step may look at the whole text).
class NodeFilter {
public:
    static constexpr std::size_t longestForRegex = 1'024; ///< UTF-16 code units, or fewer.
    enum class Fit {
        no,
        yes,
        tooCostly, ///< The expression tries so many ways that it was not decided.
    };

    NodeFilter() = default;
    explicit NodeFilter(const QString& text);

    [[nodiscard]] bool isEmpty() const { return !m_isRegex && m_pattern.isEmpty(); }
    [[nodiscard]] bool isRegex() const { return m_isRegex; }
    /// Why the expression is none, in words; empty: all is well. Else nothing fits.
    [[nodiscard]] QString problem() const;
    /// Whether it is paths that fit, and not names.
    [[nodiscard]] bool isForPaths() const;
    /// `text` is UTF-8.
    [[nodiscard]] Fit fits(std::string_view text) const;

private:
    NamePattern m_pattern;
    QRegularExpression m_regex;
    bool m_isRegex = false;
    bool m_regexForPaths = false;
};

} // namespace zs::ui

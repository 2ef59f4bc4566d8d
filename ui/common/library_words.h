// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <span>

namespace zs::ui {

/// What a library can say is wrong, and where its and our translations of that stand.
struct LibraryWords {
    const char* ours;   ///< Our context: the phrases are marked there with QT_TRANSLATE_NOOP.
    const char* theirs; ///< The library's own, where Qt translates them; else null.
    std::span<const char* const> phrases; ///< In English, with %1 and %2 for what varies.
};

/// What a library said, in the language of the interface; a clause without a full stop. A phrase
/// that nobody knows is quoted inside a sentence that is whole in that language. What varies may be
/// hostile and is made visible, see visibleText(). Pure but for the language.
[[nodiscard]] QString inOurWords(const LibraryWords& library, const QString& said);

/// Why PCRE2 refuses a regular expression. Source of the phrases: pcre2_get_error_message().
/// @param said by QRegularExpression::errorString().
[[nodiscard]] QString patternErrorWords(const QString& said);

} // namespace zs::ui

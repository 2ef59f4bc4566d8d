// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/bytes.h"

#include <string>
#include <string_view>
#include <vector>

namespace zs::ui {

/// Text with breaks that exist in a view alone. An editor lays out a line at once, so one line of
/// a megabyte would hold it up for most of a second; in pieces it does not. The mark is a line end
/// that the text itself does not hold, so taking the marks out gives back the very same bytes.
struct SoftBroken {
    std::string text;
    std::string_view mark; ///< Empty: no line was too long, and `text` is unchanged.
    bool possible = true;  ///< False: too long, and every mark occurs in the text already.
};

/// Breaks lines longer than `limitBytes` between characters. `utf8` must be valid. Pure.
[[nodiscard]] SoftBroken breakLongLines(std::string_view utf8, std::size_t limitBytes = 2'000);

/// Takes every `mark` out; an empty mark leaves the text as it is.
[[nodiscard]] Bytes withoutMarks(std::string_view text, std::string_view mark);

/// Places in a text with marks for places in its bytes, which have none, and back. Pure.
class MarkMap {
public:
    MarkMap(std::string_view text, std::string_view mark);

    /// Of something that begins there: behind a mark in between.
    [[nodiscard]] std::size_t startInText(std::size_t inBytes) const;
    /// Of something that ends there: before a mark in between.
    [[nodiscard]] std::size_t endInText(std::size_t inBytes) const;
    [[nodiscard]] std::size_t inBytes(std::size_t inText) const;

private:
    std::vector<std::size_t> m_breaks; ///< Places in the bytes before which a mark stands.
    std::size_t m_markBytes;
};

} // namespace zs::ui

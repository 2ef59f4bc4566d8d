// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/bytes.h"

#include <tl/expected.hpp>

#include <optional>

namespace zs::ui {

/// How text is spelled in bytes.
enum class TextEncoding {
    utf8,
    gbk,     ///< What most Chinese Windows programs and old Java services write.
    gb18030, ///< GBK and, in four bytes, all other characters.
    latin1,  ///< ISO 8859-1.
    utf16le, ///< With or without a byte order mark.
    utf16be,
};
inline constexpr TextEncoding allEncodings[] = {TextEncoding::utf8, TextEncoding::gbk,
    TextEncoding::gb18030, TextEncoding::latin1, TextEncoding::utf16le, TextEncoding::utf16be};

/// "UTF-8", "UTF-16 LE", …: the same in every language.
[[nodiscard]] std::string_view encodingName(TextEncoding encoding);

/// Bytes read as text.
struct ReadText {
    /// Valid UTF-8. Where the bytes are none of the encoding's it holds U+FFFD. A byte order mark
    /// of UTF-16 is left out, one of UTF-8 is a character like others.
    std::string utf8;
    bool byteOrderMark = false; ///< UTF-16 with one.
    std::optional<std::size_t> firstBad; ///< Offset of the first byte that is no character's.
    /// Writing `utf8` gives back the very same bytes.
    bool exact = false;
};

/// Strict: what is not in the encoding is not guessed. Pure; never fails on any bytes.
[[nodiscard]] ReadText readText(ByteView bytes, TextEncoding encoding);

/// A character that an encoding does not have, and where it stands, from 1, in characters.
struct Misfit {
    char32_t character = 0;
    std::size_t line = 1;
    std::size_t column = 1;
};

/// `utf8`, which must be valid, in another encoding. Fails with the first character that it lacks.
[[nodiscard]] tl::expected<Bytes, Misfit> writeText(
    std::string_view utf8, TextEncoding encoding, bool byteOrderMark);

/// The encoding in which the bytes are text that can be edited without a loss, or nullopt: rather
/// binary. UTF-8 before all; UTF-16 only with a byte order mark; GBK and GB18030 where most of
/// what is not ASCII are common Chinese characters; Latin-1 where most is ASCII and the rest are
/// letters. A guess decides on a view, never on the bytes.
[[nodiscard]] std::optional<TextEncoding> guessEncoding(ByteView bytes);

} // namespace zs::ui

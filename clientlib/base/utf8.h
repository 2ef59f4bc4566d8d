// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace zs {

struct Utf8Char {
    char32_t value = 0;
    std::size_t sizeBytes = 0; ///< 0: the text does not start with a valid character.
};

/// The first character of `text`, decoded strictly (RFC 3629: no overlong forms, no surrogates).
[[nodiscard]] Utf8Char decodeUtf8(std::string_view text);

[[nodiscard]] bool isUtf8(std::string_view text);

} // namespace zs

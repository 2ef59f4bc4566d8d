// SPDX-License-Identifier: Apache-2.0
#include "clientlib/base/utf8.h"

#include <cstdint>

namespace zs {

Utf8Char decodeUtf8(std::string_view text)
{
    if (text.empty())
        return {};
    const auto first = static_cast<std::uint8_t>(text[0]);
    if (first < 0x80)
        return {first, 1};
    const std::size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < size)
        return {};
    char32_t value = first & (0x7f >> size);
    for (std::size_t i = 1; i < size; ++i) {
        const auto next = static_cast<std::uint8_t>(text[i]);
        if ((next & 0xc0) != 0x80)
            return {};
        value = (value << 6) | (next & 0x3f);
    }
    const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
    const bool surrogate = value >= 0xd800 && value <= 0xdfff;
    if (overlong || surrogate || value > 0x10ffff)
        return {};
    return {value, size};
}

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const Utf8Char c = decodeUtf8(text);
        if (c.sizeBytes == 0)
            return false;
        text.remove_prefix(c.sizeBytes);
    }
    return true;
}

} // namespace zs

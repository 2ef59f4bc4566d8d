// SPDX-License-Identifier: Apache-2.0
#include "clientlib/base/bytes.h"

#include <charconv>

namespace zs {

std::string hex(ByteView bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::string hex(std::uint64_t value)
{
    char digits[16];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value, 16);
    return {digits, end};
}

Result<Bytes> unhex(std::string_view text)
{
    if (text.size() % 2 != 0)
        return failure(Errc::invalidInput, "hexadecimal text has an odd number of digits");
    Bytes bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t at = 0; at < text.size(); at += 2) {
        std::uint8_t byte = 0;
        const char* end = text.data() + at + 2;
        const auto [stop, error] = std::from_chars(text.data() + at, end, byte, 16);
        if (error != std::errc() || stop != end)
            return failure(
                Errc::invalidInput, "no hexadecimal digit at position " + std::to_string(at));
        bytes.push_back(byte);
    }
    return bytes;
}

} // namespace zs

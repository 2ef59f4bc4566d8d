// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/decode/base64_codec.h"

#include <algorithm>
#include <array>

namespace zs::ui {

namespace {

constexpr std::string_view standardDigits
    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view urlDigits
    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t noDigit = 0xff;

/// How base64 was written down.
struct Style {
    bool urlAlphabet = false;
    bool padded = true;
    std::size_t lineChars = 0; ///< 0: one line.
    std::string_view lineEnd = "\n";
    bool endsWithLineEnd = false;
};

/// The value of a digit of either alphabet.
constexpr std::array<std::uint8_t, 256> makeValues()
{
    std::array<std::uint8_t, 256> values{};
    for (std::uint8_t& value : values)
        value = noDigit;
    for (const std::string_view digits : {standardDigits, urlDigits}) {
        for (std::size_t i = 0; i < digits.size(); ++i)
            values[static_cast<std::uint8_t>(digits[i])] = static_cast<std::uint8_t>(i);
    }
    return values;
}
constexpr std::array<std::uint8_t, 256> values = makeValues();

Bytes packBase64(ByteView content, const Style& style)
{
    const std::string_view digits = style.urlAlphabet ? urlDigits : standardDigits;
    Bytes out;
    out.reserve(content.size() / 3 * 4 + content.size() / 24 + 8);
    std::size_t inLine = 0;
    const auto put = [&](char c) {
        if (style.lineChars > 0 && inLine == style.lineChars) {
            out.insert(out.end(), style.lineEnd.begin(), style.lineEnd.end());
            inLine = 0;
        }
        out.push_back(static_cast<std::uint8_t>(c));
        ++inLine;
    };
    for (std::size_t at = 0; at < content.size(); at += 3) {
        const std::size_t count = std::min<std::size_t>(3, content.size() - at);
        std::uint32_t bits = std::uint32_t(content[at]) << 16;
        if (count > 1)
            bits |= std::uint32_t(content[at + 1]) << 8;
        if (count > 2)
            bits |= content[at + 2];
        for (std::size_t digit = 0; digit < 4; ++digit) {
            if (digit <= count)
                put(digits[bits >> (18 - 6 * digit) & 63]);
            else if (style.padded)
                put('=');
        }
    }
    if (style.endsWithLineEnd)
        out.insert(out.end(), style.lineEnd.begin(), style.lineEnd.end());
    return out;
}

/// The style of `text`, as far as its first line, its end and its digits tell it.
Style styleOf(std::string_view text)
{
    Style style;
    style.urlAlphabet = text.find_first_of("-_") != std::string_view::npos;
    const std::size_t end = text.find('\n');
    if (end != std::string_view::npos) {
        const bool windows = end > 0 && text[end - 1] == '\r';
        style.lineEnd = windows ? "\r\n" : "\n";
        style.endsWithLineEnd = text.ends_with(style.lineEnd);
        const std::size_t lineChars = end - (windows ? 1 : 0);
        const bool isOnlyLine = end + 1 == text.size();
        style.lineChars = isOnlyLine ? 0 : lineChars;
    }
    return style;
}

} // namespace

Unpacking unpackBase64(ByteView stored, std::size_t mostBytes)
{
    Unpacked result;
    std::uint32_t bits = 0;
    std::size_t digits = 0;
    std::size_t padding = 0;
    for (const std::uint8_t byte : stored) {
        if (byte == '\n' || byte == '\r')
            continue;
        if (byte == '=') {
            ++padding;
            continue;
        }
        if (values[byte] == noDigit || padding > 0)
            return tl::unexpected(DecodeTrouble::damaged);
        bits = bits << 6 | values[byte];
        if (++digits % 4 != 0)
            continue;
        if (result.content.size() + 3 > mostBytes)
            return tl::unexpected(DecodeTrouble::tooLarge);
        for (const int shift : {16, 8, 0})
            result.content.push_back(static_cast<std::uint8_t>(bits >> shift));
    }
    const std::size_t rest = digits % 4;
    const bool paddingFits = padding == 0 || (rest >= 2 && padding == 4 - rest);
    if (rest == 1 || !paddingFits)
        return tl::unexpected(DecodeTrouble::damaged);
    if (rest >= 2)
        result.content.push_back(static_cast<std::uint8_t>(bits >> (rest == 2 ? 4 : 10)));
    if (rest == 3)
        result.content.push_back(static_cast<std::uint8_t>(bits >> 2));
    if (result.content.size() > mostBytes)
        return tl::unexpected(DecodeTrouble::tooLarge);
    Style style = styleOf(textOf(stored));
    style.padded = rest == 0 || padding > 0;
    const Bytes again = packBase64(result.content, style);
    if (!std::equal(again.begin(), again.end(), stored.begin(), stored.end()))
        result.lost = Unpackable::irregular;
    result.pack = [style](ByteView content) { return packBase64(content, style); };
    return result;
}

} // namespace zs::ui

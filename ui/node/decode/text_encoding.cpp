// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/decode/text_encoding.h"

#include "clientlib/base/expect.h"
#include "clientlib/base/utf8.h"
#include "ui/node/decode/plain_text.h"

#include <algorithm>
#include <cerrno>
#include <iconv.h>

namespace zs::ui {

namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd"; // U+FFFD
constexpr char32_t highestBmp = 0xffff;

void putUtf8(char32_t c, std::string& out)
{
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xc0 | c >> 6);
        out += static_cast<char>(0x80 | (c & 0x3f));
    } else if (c <= highestBmp) {
        out += static_cast<char>(0xe0 | c >> 12);
        out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
        out += static_cast<char>(0x80 | (c & 0x3f));
    } else {
        out += static_cast<char>(0xf0 | c >> 18);
        out += static_cast<char>(0x80 | (c >> 12 & 0x3f));
        out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
        out += static_cast<char>(0x80 | (c & 0x3f));
    }
}

void putBad(ReadText& text, std::size_t offset)
{
    text.utf8 += replacement;
    if (!text.firstBad)
        text.firstBad = offset;
}

ReadText readUtf8(ByteView bytes)
{
    ReadText text;
    const std::string_view all = textOf(bytes);
    if (isUtf8(all)) {
        text.utf8 = all;
        return text;
    }
    for (std::size_t at = 0; at < all.size();) {
        const Utf8Char next = decodeUtf8(all.substr(at));
        if (next.sizeBytes == 0)
            putBad(text, at);
        else
            text.utf8 += all.substr(at, next.sizeBytes);
        at += std::max<std::size_t>(next.sizeBytes, 1);
    }
    return text;
}

ReadText readLatin1(ByteView bytes)
{
    ReadText text;
    text.utf8.reserve(bytes.size() + bytes.size() / 4);
    for (const std::uint8_t byte : bytes)
        putUtf8(byte, text.utf8);
    return text;
}

ReadText readUtf16(ByteView bytes, bool bigEndian)
{
    ReadText text;
    const auto unit = [&](std::size_t at) {
        return char32_t(bytes[bigEndian ? at : at + 1]) << 8 | bytes[bigEndian ? at + 1 : at];
    };
    std::size_t at = 0;
    if (bytes.size() >= 2 && unit(0) == 0xfeff) {
        text.byteOrderMark = true;
        at = 2;
    }
    while (at < bytes.size()) {
        if (at + 1 == bytes.size()) {
            putBad(text, at);
            break;
        }
        const char32_t first = unit(at);
        const bool isHigh = first >= 0xd800 && first < 0xdc00;
        const char32_t second = isHigh && at + 3 < bytes.size() ? unit(at + 2) : 0;
        if (second >= 0xdc00 && second < 0xe000) {
            putUtf8(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00), text.utf8);
            at += 4;
            continue;
        }
        if (first >= 0xd800 && first < 0xe000)
            putBad(text, at); // Half a pair is no character.
        else
            putUtf8(first, text.utf8);
        at += 2;
    }
    return text;
}

const char* iconvName(TextEncoding encoding)
{
    return encoding == TextEncoding::gbk ? "GBK" : "GB18030";
}

/// The C library's converter; released by its destructor. Qt has no GBK unless built with ICU.
class Converter {
public:
    Converter(const char* to, const char* from) : m_handle(iconv_open(to, from)) {}
    ~Converter()
    {
        if (isOpen())
            iconv_close(m_handle);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    [[nodiscard]] bool isOpen() const { return m_handle != reinterpret_cast<iconv_t>(-1); }

    /// Appends what `in` becomes; yields how many bytes of it were converted. Fewer than all: what
    /// stands there is not convertible.
    std::size_t convert(std::string_view in, std::string& out)
    {
        char* from = const_cast<char*>(in.data()); // iconv does not write to it.
        std::size_t left = in.size();
        char step[4096];
        for (;;) {
            char* to = step;
            std::size_t room = sizeof step;
            const std::size_t result = iconv(m_handle, &from, &left, &to, &room);
            out.append(step, static_cast<std::size_t>(to - step));
            if (result != static_cast<std::size_t>(-1) || errno != E2BIG)
                return in.size() - left;
        }
    }

private:
    iconv_t m_handle;
};

ReadText readChinese(ByteView bytes, TextEncoding encoding)
{
    ReadText text;
    Converter converter("UTF-8", iconvName(encoding));
    std::string_view rest = textOf(bytes);
    while (!rest.empty()) {
        const std::size_t done = converter.isOpen() ? converter.convert(rest, text.utf8) : 0;
        rest.remove_prefix(done);
        if (rest.empty())
            break;
        putBad(text, bytes.size() - rest.size());
        rest.remove_prefix(1);
    }
    return text;
}

Misfit misfitAt(std::string_view utf8, std::size_t at)
{
    const std::string_view before = utf8.substr(0, at);
    Misfit misfit;
    misfit.character = decodeUtf8(utf8.substr(at)).value;
    misfit.line = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    const std::string_view inLine = before.substr(before.rfind('\n') + 1); // npos + 1 is 0.
    misfit.column = 1
        + static_cast<std::size_t>(std::count_if(inLine.begin(), inLine.end(),
            [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
    return misfit;
}

tl::expected<Bytes, Misfit> writeChinese(std::string_view utf8, TextEncoding encoding)
{
    Converter converter(iconvName(encoding), "UTF-8");
    std::string out;
    const std::size_t done = converter.isOpen() ? converter.convert(utf8, out) : 0;
    if (done < utf8.size())
        return tl::unexpected(misfitAt(utf8, done));
    return toBytes(out);
}

void putUnit(char32_t unit, bool bigEndian, Bytes& out)
{
    const auto high = static_cast<std::uint8_t>(unit >> 8);
    const auto low = static_cast<std::uint8_t>(unit);
    out.push_back(bigEndian ? high : low);
    out.push_back(bigEndian ? low : high);
}

tl::expected<Bytes, Misfit> writeByCharacter(
    std::string_view utf8, TextEncoding encoding, bool byteOrderMark)
{
    const bool bigEndian = encoding == TextEncoding::utf16be;
    Bytes out;
    if (byteOrderMark && encoding != TextEncoding::latin1)
        putUnit(0xfeff, bigEndian, out);
    for (std::size_t at = 0; at < utf8.size();) {
        const auto [c, sizeBytes] = decodeUtf8(utf8.substr(at));
        ZS_EXPECT(sizeBytes > 0);
        if (encoding == TextEncoding::latin1) {
            if (c > 0xff)
                return tl::unexpected(misfitAt(utf8, at));
            out.push_back(static_cast<std::uint8_t>(c));
        } else if (c > highestBmp) {
            putUnit(0xd800 + ((c - 0x10000) >> 10), bigEndian, out);
            putUnit(0xdc00 + ((c - 0x10000) & 0x3ff), bigEndian, out);
        } else {
            putUnit(c, bigEndian, out);
        }
        at += sizeBytes;
    }
    return out;
}

bool isCommonChinese(std::uint8_t lead, std::uint8_t trail)
{
    // The rows of GB 2312 with punctuation, full-width forms, and the 6,763 characters in use.
    return trail >= 0xa1 && trail != 0xff
        && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xf7));
}

bool looksChinese(ByteView bytes)
{
    std::size_t common = 0;
    std::size_t rare = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (bytes[at] < 0x80)
            continue;
        if (at + 1 == bytes.size())
            return false;
        const bool isCommon = isCommonChinese(bytes[at], bytes[at + 1]);
        (isCommon ? common : rare) += 1;
        ++at; // The second half of a character of four bytes counts as a rare one.
    }
    return common >= 2 && rare * 5 <= common;
}

bool looksLatin(ByteView bytes)
{
    const auto count = [&](auto&& test) {
        return static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), test));
    };
    const std::size_t letters = count([](std::uint8_t b) { return b >= 0xc0; });
    const std::size_t signs = count([](std::uint8_t b) { return b >= 0xa0 && b < 0xc0; });
    const std::size_t controls = count([](std::uint8_t b) { return b >= 0x7f && b < 0xa0; });
    return controls == 0 && letters + signs > 0 && signs <= 1 + letters
        && (letters + signs) * 3 <= bytes.size();
}

bool isEditableAs(ByteView bytes, TextEncoding encoding)
{
    const ReadText text = readText(bytes, encoding);
    return text.exact && isEditableText(viewOf(text.utf8));
}

} // namespace

std::string_view encodingName(TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::utf8: return "UTF-8";
    case TextEncoding::gbk: return "GBK";
    case TextEncoding::gb18030: return "GB18030";
    case TextEncoding::latin1: return "Latin-1";
    case TextEncoding::utf16le: return "UTF-16 LE";
    case TextEncoding::utf16be: return "UTF-16 BE";
    }
    ZS_EXPECT(false);
    return {};
}

ReadText readText(ByteView bytes, TextEncoding encoding)
{
    ReadText text;
    switch (encoding) {
    case TextEncoding::utf8: text = readUtf8(bytes); break;
    case TextEncoding::gbk:
    case TextEncoding::gb18030: text = readChinese(bytes, encoding); break;
    case TextEncoding::latin1: text = readLatin1(bytes); break;
    case TextEncoding::utf16le: text = readUtf16(bytes, false); break;
    case TextEncoding::utf16be: text = readUtf16(bytes, true); break;
    }
    if (text.firstBad)
        return text;
    if (encoding == TextEncoding::utf8) {
        text.exact = true;
        return text;
    }
    const auto again = writeText(text.utf8, encoding, text.byteOrderMark);
    text.exact = again && std::equal(again->begin(), again->end(), bytes.begin(), bytes.end());
    return text;
}

tl::expected<Bytes, Misfit> writeText(
    std::string_view utf8, TextEncoding encoding, bool byteOrderMark)
{
    switch (encoding) {
    case TextEncoding::utf8: return toBytes(utf8);
    case TextEncoding::gbk:
    case TextEncoding::gb18030: return writeChinese(utf8, encoding);
    case TextEncoding::latin1:
    case TextEncoding::utf16le:
    case TextEncoding::utf16be: return writeByCharacter(utf8, encoding, byteOrderMark);
    }
    ZS_EXPECT(false);
    return Bytes();
}

std::optional<TextEncoding> guessEncoding(ByteView bytes)
{
    if (isEditableText(bytes))
        return TextEncoding::utf8;
    const std::string_view text = textOf(bytes);
    if (text.size() > 2 && text.starts_with("\xff\xfe")
        && isEditableAs(bytes, TextEncoding::utf16le))
        return TextEncoding::utf16le;
    if (text.size() > 2 && text.starts_with("\xfe\xff")
        && isEditableAs(bytes, TextEncoding::utf16be))
        return TextEncoding::utf16be;
    if (looksChinese(bytes)) {
        for (const TextEncoding encoding : {TextEncoding::gbk, TextEncoding::gb18030}) {
            if (isEditableAs(bytes, encoding))
                return encoding;
        }
    }
    if (looksLatin(bytes) && isEditableAs(bytes, TextEncoding::latin1))
        return TextEncoding::latin1;
    return std::nullopt;
}

} // namespace zs::ui

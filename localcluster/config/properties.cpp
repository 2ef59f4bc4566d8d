// SPDX-License-Identifier: Apache-2.0
#include "localcluster/config/properties.h"

#include "clientlib/base/utf8.h"

#include <charconv>
#include <optional>

namespace zs::config {

namespace {

    constexpr std::string_view blanks = " \t\f";

    void appendUtf8(std::string& out, char32_t value)
    {
        const auto tail = [&](int shift) {
            out += static_cast<char>(0x80 | ((value >> shift) & 0x3f));
        };
        if (value < 0x80) {
            out += static_cast<char>(value);
        } else if (value < 0x800) {
            out += static_cast<char>(0xc0 | (value >> 6));
            tail(0);
        } else if (value < 0x10000) {
            out += static_cast<char>(0xe0 | (value >> 12));
            tail(6);
            tail(0);
        } else {
            out += static_cast<char>(0xf0 | (value >> 18));
            tail(12);
            tail(6);
            tail(0);
        }
    }

    std::string fromLatin1(std::string_view text)
    {
        std::string out;
        for (const char c : text)
            appendUtf8(out, static_cast<unsigned char>(c));
        return out;
    }

    std::string_view withoutLeadingBlanks(std::string_view text)
    {
        const std::size_t start = text.find_first_not_of(blanks);
        return start == std::string_view::npos ? std::string_view() : text.substr(start);
    }

    bool endsInOddBackslashes(std::string_view text)
    {
        const std::size_t last = text.find_last_not_of('\\');
        return (text.size() - (last == std::string_view::npos ? 0 : last + 1)) % 2 == 1;
    }

    /// Hands out natural lines; "\n", "\r" and "\r\n" end one.
    class Lines {
    public:
        explicit Lines(std::string_view text) : m_rest(text) {}

        std::optional<std::string_view> next()
        {
            if (m_rest.empty())
                return std::nullopt;
            ++m_number;
            const std::size_t end = m_rest.find_first_of("\r\n");
            const std::string_view line = m_rest.substr(0, end);
            if (end == std::string_view::npos) {
                m_rest = {};
            } else {
                const bool crLf = m_rest.substr(end, 2) == "\r\n";
                m_rest.remove_prefix(end + (crLf ? 2 : 1));
            }
            return line;
        }
        [[nodiscard]] int number() const { return m_number; }

    private:
        std::string_view m_rest;
        int m_number = 0;
    };

    std::optional<char32_t> hexUnit(std::string_view text)
    {
        unsigned value = 0;
        const char* last = text.data() + text.size();
        const auto [end, error] = std::from_chars(text.data(), last, value, 16);
        if (text.size() != 4 || error != std::errc() || end != last)
            return std::nullopt;
        return value;
    }

    constexpr bool isHighSurrogate(char32_t unit) { return unit >= 0xd800 && unit < 0xdc00; }
    constexpr bool isLowSurrogate(char32_t unit) { return unit >= 0xdc00 && unit < 0xe000; }

    Result<std::string> unescape(std::string_view text)
    {
        std::string out;
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (text[at] != '\\' || at + 1 == text.size()) {
                if (text[at] != '\\')
                    out += text[at];
                continue;
            }
            const char escaped = text[++at];
            if (escaped != 'u') {
                static constexpr std::string_view from = "tnrf", to = "\t\n\r\f";
                const std::size_t known = from.find(escaped);
                out += known == std::string_view::npos ? escaped : to[known];
                continue;
            }
            auto unit = hexUnit(text.substr(at + 1, 4));
            if (!unit)
                return failure(Errc::invalidInput,
                    "malformed \\u escape; it needs four hexadecimal digits, and a plain backslash "
                    "is written \\\\");
            at += 4;
            if (isHighSurrogate(*unit) && text.substr(at + 1, 2) == "\\u") {
                const auto low = hexUnit(text.substr(at + 3, 4));
                if (low && isLowSurrogate(*low)) {
                    unit = 0x10000 + ((*unit - 0xd800) << 10) + (*low - 0xdc00);
                    at += 6;
                }
            }
            const bool alone = isHighSurrogate(*unit) || isLowSurrogate(*unit);
            appendUtf8(out, alone ? char32_t(0xfffd) : *unit);
        }
        return out;
    }

    std::string_view trimmed(std::string_view text)
    {
        while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ')
            text.remove_prefix(1);
        while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ')
            text.remove_suffix(1);
        return text;
    }

    Result<Property> splitProperty(std::string_view logical, int line)
    {
        std::size_t keyEnd = 0;
        while (keyEnd < logical.size() && std::string_view("=: \t\f").find(logical[keyEnd])
                == std::string_view::npos)
            keyEnd += logical[keyEnd] == '\\' ? 2 : 1;
        keyEnd = std::min(keyEnd, logical.size());
        std::string_view value = withoutLeadingBlanks(logical.substr(keyEnd));
        if (!value.empty() && (value.front() == '=' || value.front() == ':'))
            value = withoutLeadingBlanks(value.substr(1));
        auto key = unescape(logical.substr(0, keyEnd));
        auto text = unescape(value);
        if (!key)
            return tl::unexpected(key.error());
        if (!text)
            return tl::unexpected(text.error());
        return Property {std::string(trimmed(*key)), std::string(trimmed(*text)), line};
    }

    /// What means the same in a key and in a value.
    void appendEscaped(std::string& out, char c)
    {
        switch (c) {
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        case '\f': out += "\\f"; break;
        default: out += c;
        }
    }

} // namespace

Result<std::vector<Property>> parseProperties(std::string_view text, int* badLine)
{
    if (text.substr(0, 3) == "\xef\xbb\xbf")
        text.remove_prefix(3); // Editors on Windows put a byte order mark; it is no key.
    const std::string decoded = isUtf8(text) ? std::string(text) : fromLatin1(text);
    std::vector<Property> found;
    Lines lines(decoded);
    while (const auto first = lines.next()) {
        const int number = lines.number();
        std::string logical(withoutLeadingBlanks(*first));
        if (logical.empty() || logical.front() == '#' || logical.front() == '!')
            continue;
        while (endsInOddBackslashes(logical)) {
            logical.pop_back();
            const auto more = lines.next();
            if (!more)
                break;
            logical += withoutLeadingBlanks(*more);
        }
        if (logical.empty())
            continue;
        auto property = splitProperty(logical, number);
        if (!property) {
            if (badLine)
                *badLine = number;
            return tl::unexpected(property.error());
        }
        found.push_back(std::move(*property));
    }
    return found;
}

std::string escapePropertyKey(std::string_view key)
{
    std::string out;
    for (const char c : key) {
        const bool startsComment = out.empty() && (c == '#' || c == '!');
        if (startsComment || c == '=' || c == ':' || c == ' ')
            out += '\\';
        appendEscaped(out, c);
    }
    return out;
}

std::string escapePropertyValue(std::string_view value)
{
    std::string out;
    for (const char c : value) {
        if (c == ' ' && out.empty())
            out += '\\';
        appendEscaped(out, c);
    }
    return out;
}

} // namespace zs::config

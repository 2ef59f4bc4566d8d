// SPDX-License-Identifier: Apache-2.0
#include "localcluster/trace/json.h"

#include "clientlib/base/utf8.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace zs::trace {

namespace {

void appendUtf8(std::string& out, char32_t c)
{
    const auto byte = [&](char32_t bits) { out.push_back(static_cast<char>(bits)); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xc0 | (c >> 6));
        byte(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        byte(0xe0 | (c >> 12));
        byte(0x80 | ((c >> 6) & 0x3f));
        byte(0x80 | (c & 0x3f));
    } else {
        byte(0xf0 | (c >> 18));
        byte(0x80 | ((c >> 12) & 0x3f));
        byte(0x80 | ((c >> 6) & 0x3f));
        byte(0x80 | (c & 0x3f));
    }
}

/// A recursive-descent parser whose recursion is bounded by maxJsonDepth.
class Parser {
public:
    explicit Parser(std::string_view text) : m_text(text) {}

    Result<Json> parse()
    {
        Json json;
        bool good = value(json, 0);
        skipSpace();
        if (good && !atEnd())
            good = fail("text after the value");
        if (!good)
            return failure(Errc::marshalling,
                std::string("not JSON: ") + m_problem + " at byte " + std::to_string(m_at));
        return json;
    }

private:
    bool fail(const char* problem)
    {
        m_problem = problem;
        return false;
    }
    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    void skipSpace()
    {
        m_at = std::min(m_text.find_first_not_of(" \t\r\n", m_at), m_text.size());
    }
    bool take(std::string_view word)
    {
        if (m_text.substr(m_at, word.size()) != word)
            return fail("an unknown word");
        m_at += word.size();
        return true;
    }

    bool value(Json& out, int depth)
    {
        if (depth > maxJsonDepth)
            return fail("values nest too deep");
        skipSpace();
        switch (peek()) {
        case '{':
            return object(out.value.emplace<Json::Object>(), depth);
        case '[':
            return array(out.value.emplace<Json::Array>(), depth);
        case '"':
            return string(out.value.emplace<std::string>());
        case 't':
            out.value = true;
            return take("true");
        case 'f':
            out.value = false;
            return take("false");
        case 'n':
            return take("null");
        default:
            return number(out);
        }
    }

    bool object(Json::Object& out, int depth)
    {
        ++m_at;
        skipSpace();
        if (peek() == '}')
            return ++m_at, true;
        for (;;) {
            skipSpace();
            if (peek() != '"')
                return fail("a member's name is missing");
            if (!string(out.names.emplace_back()))
                return false;
            skipSpace();
            if (peek() != ':')
                return fail("a colon is missing");
            ++m_at;
            if (!value(out.values.emplace_back(), depth + 1))
                return false;
            skipSpace();
            const char next = peek();
            if (next != ',' && next != '}')
                return fail("an object does not end");
            ++m_at;
            if (next == '}')
                return true;
        }
    }

    bool array(Json::Array& out, int depth)
    {
        ++m_at;
        skipSpace();
        if (peek() == ']')
            return ++m_at, true;
        for (;;) {
            if (!value(out.emplace_back(), depth + 1))
                return false;
            skipSpace();
            const char next = peek();
            if (next != ',' && next != ']')
                return fail("an array does not end");
            ++m_at;
            if (next == ']')
                return true;
        }
    }

    bool string(std::string& out)
    {
        ++m_at;
        while (!atEnd()) {
            const char c = m_text[m_at];
            if (c == '"')
                return ++m_at, true;
            if (static_cast<unsigned char>(c) < 0x20)
                return fail("a control character in a string");
            if (c == '\\') {
                if (!escape(out))
                    return false;
                continue;
            }
            const Utf8Char decoded = decodeUtf8(m_text.substr(m_at, 4));
            if (decoded.sizeBytes == 0)
                return fail("bytes that are no UTF-8");
            out.append(m_text, m_at, decoded.sizeBytes);
            m_at += decoded.sizeBytes;
        }
        return fail("a string does not end");
    }

    bool escape(std::string& out)
    {
        static constexpr std::string_view names = "\"\\/bfnrt";
        static constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
        ++m_at;
        const char c = peek();
        if (c == 'u')
            return unicodeEscape(out);
        const std::size_t known = atEnd() ? std::string_view::npos : names.find(c);
        if (known == std::string_view::npos)
            return fail("an unknown escape");
        out.push_back(meant[known]);
        ++m_at;
        return true;
    }

    std::optional<char32_t> hex4()
    {
        const std::string_view digits = m_text.substr(m_at, 4);
        unsigned code = 0;
        const auto [end, error] = std::from_chars(
            digits.data(), digits.data() + digits.size(), code, 16);
        if (digits.size() != 4 || error != std::errc() || end != digits.data() + 4)
            return std::nullopt;
        m_at += 4;
        return code;
    }

    bool unicodeEscape(std::string& out)
    {
        ++m_at;
        std::optional<char32_t> code = hex4();
        if (code && *code >= 0xd800 && *code < 0xdc00 && m_text.substr(m_at, 2) == "\\u") {
            m_at += 2;
            const std::optional<char32_t> low = hex4();
            if (!low || *low < 0xdc00 || *low > 0xdfff)
                return fail("half a surrogate pair");
            code = 0x10000 + ((*code - 0xd800) << 10) + (*low - 0xdc00);
        }
        if (!code || (*code >= 0xd800 && *code <= 0xdfff))
            return fail("a bad \\u escape");
        appendUtf8(out, *code);
        return true;
    }

    bool number(Json& out)
    {
        const std::size_t start = m_at;
        m_at = std::min(m_text.find_first_not_of("+-0123456789.eE", start), m_text.size());
        const std::string_view text = m_text.substr(start, m_at - start);
        const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
        const bool sound = !digits.empty() && digits.front() >= '0' && digits.front() <= '9'
            && !(digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9');
        const char* const end = text.data() + text.size();
        std::int64_t whole = 0;
        double real = 0;
        if (sound) {
            if (const auto [to, e] = std::from_chars(text.data(), end, whole);
                e == std::errc() && to == end) {
                out.value = whole;
                return true;
            }
            if (const auto [to, e] = std::from_chars(text.data(), end, real);
                e == std::errc() && to == end) {
                out.value = real;
                return true;
            }
        }
        m_at = start;
        return fail("no value");
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    const char* m_problem = "";
};

} // namespace

const Json* Json::find(std::string_view key) const
{
    if (const auto* members = std::get_if<Object>(&value)) {
        const auto name = std::find(members->names.begin(), members->names.end(), key);
        if (name != members->names.end())
            return &members->values[static_cast<std::size_t>(name - members->names.begin())];
    }
    return nullptr;
}

Result<Json> parseJson(std::string_view text) { return Parser(text).parse(); }

void appendJsonString(std::string& out, std::string_view text)
{
    static constexpr char digits[] = "0123456789abcdef";
    out.push_back('"');
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c == '"' || c == '\\') {
            out.push_back('\\');
            out.push_back(text[i++]);
        } else if (c == '\n') {
            out.append("\\n");
            ++i;
        } else if (c < 0x20) {
            out.append("\\u00");
            out.push_back(digits[c >> 4]);
            out.push_back(digits[c & 15]);
            ++i;
        } else if (c < 0x80) {
            out.push_back(text[i++]);
        } else if (const Utf8Char decoded = decodeUtf8(text.substr(i, 4)); decoded.sizeBytes > 0) {
            out.append(text, i, decoded.sizeBytes);
            i += decoded.sizeBytes;
        } else {
            out.append("\xef\xbf\xbd");
            ++i;
        }
    }
    out.push_back('"');
}

} // namespace zs::trace

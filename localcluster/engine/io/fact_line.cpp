// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/fact_line.h"

#include "clientlib/base/utf8.h"

#include <algorithm>
#include <cstdio>

namespace zs::engine::io {

std::string quoteJson(std::string_view text)
{
    std::string out = "\"";
    while (!text.empty()) {
        const Utf8Char c = decodeUtf8(text);
        if (c.sizeBytes == 0) {
            out += "\xef\xbf\xbd";
            text.remove_prefix(1);
            continue;
        }
        // U+007F and above to U+009F are control characters, too: a terminal must not see them.
        if (c.value < 0x20 || (c.value >= 0x7f && c.value < 0xa0)) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c.value));
            out += escape;
        } else if (c.value == '"' || c.value == '\\') {
            out += {'\\', static_cast<char>(c.value)};
        } else {
            out += text.substr(0, c.sizeBytes);
        }
        text.remove_prefix(c.sizeBytes);
    }
    return out + "\"";
}

FactLine::FactLine(bool json, std::string_view kind)
    : m_json(json)
    , m_line(json ? "{\"kind\":" + quoteJson(kind) : std::string(kind))
{
}

void FactLine::key(std::string_view name)
{
    m_line += m_json ? "," + quoteJson(name) + ":" : " " + std::string(name) + "=";
}

FactLine& FactLine::text(std::string_view name, std::string_view value)
{
    key(name);
    m_line += quoted(value, "");
    return *this;
}

std::string FactLine::quoted(std::string_view value, std::string_view alsoSpecial) const
{
    const auto needsNoQuotes = [&](char c) {
        return c > ' ' && c < 0x7f && c != '"' && alsoSpecial.find(c) == std::string_view::npos;
    };
    const bool isPlain
        = !value.empty() && std::all_of(value.begin(), value.end(), needsNoQuotes);
    return m_json || !isPlain ? quoteJson(value) : std::string(value);
}

FactLine& FactLine::list(std::string_view name, const std::vector<std::string>& values)
{
    key(name);
    m_line += '[';
    for (std::size_t i = 0; i < values.size(); ++i)
        m_line += (i == 0 ? "" : ",") + quoted(values[i], ",[]");
    m_line += ']';
    return *this;
}

FactLine& FactLine::lines(std::string_view name, std::vector<FactLine> inner)
{
    key(name);
    m_line += '[';
    for (std::size_t i = 0; i < inner.size(); ++i) {
        const std::string line = std::move(inner[i]).str();
        m_line += (i == 0 ? "" : ",") + (m_json ? line : "(" + line + ")");
    }
    m_line += ']';
    return *this;
}

FactLine& FactLine::number(std::string_view name, std::int64_t value)
{
    key(name);
    m_line += std::to_string(value);
    return *this;
}

FactLine& FactLine::flag(std::string_view name, bool value)
{
    key(name);
    m_line += value ? "true" : "false";
    return *this;
}

FactLine& FactLine::data(std::string_view name, std::optional<ByteView> value)
{
    key(name);
    m_line += !value ? "null" : m_json ? "\"" + hex(*value) + "\"" : "[" + hex(*value) + "]";
    return *this;
}

std::string FactLine::str() && { return m_json ? m_line + "}" : std::move(m_line); }

} // namespace zs::engine::io

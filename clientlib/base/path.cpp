// SPDX-License-Identifier: Apache-2.0
#include "clientlib/base/path.h"

#include "clientlib/base/utf8.h"

namespace zs {

namespace {

    bool isRefused(char32_t c)
    {
        return c <= 0x1f || (c >= 0x7f && c <= 0x9f) || (c >= 0xd800 && c <= 0xf8ff) || c >= 0xfff0;
    }

    tl::unexpected<Error> badPath(std::string_view text, std::string_view why)
    {
        return failure(Errc::badArguments,
            "invalid path \"" + std::string(text.substr(0, 200)) + "\": " + std::string(why));
    }

} // namespace

Result<void> validatePath(std::string_view text)
{
    if (text.empty())
        return badPath(text, "it is empty");
    if (text.front() != '/')
        return badPath(text, "it must start with /");
    if (text.size() == 1)
        return {};
    if (text.back() == '/')
        return badPath(text, "it must not end with /");
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Char c = decodeUtf8(text.substr(at));
        if (c.sizeBytes == 0)
            return badPath(text, "no valid UTF-8 at byte " + std::to_string(at));
        if (isRefused(c.value))
            return badPath(text, "ZooKeeper refuses the character at byte " + std::to_string(at));
        at += c.sizeBytes;
    }
    for (std::size_t start = 1; start <= text.size();) {
        const std::size_t end = std::min(text.find('/', start), text.size());
        const std::string_view part = text.substr(start, end - start);
        if (part.empty())
            return badPath(text, "it has an empty component (//)");
        if (part == "." || part == "..")
            return badPath(text, "relative components (. and ..) are not allowed");
        start = end + 1;
    }
    return {};
}

Result<Path> Path::parse(std::string text)
{
    if (Result<void> valid = validatePath(text); !valid)
        return tl::unexpected(valid.error());
    return Path(std::move(text));
}

Path Path::parent() const
{
    const std::size_t slash = m_text.rfind('/');
    if (slash == std::string::npos || slash == 0)
        return Path();
    return Path(m_text.substr(0, slash));
}

std::string_view Path::name() const
{
    return std::string_view(m_text).substr(m_text.rfind('/') + 1);
}

Path Path::child(std::string_view name) const
{
    std::string text;
    text.reserve(m_text.size() + 1 + name.size());
    if (!isRoot())
        text = m_text;
    text += '/';
    text += name;
    return Path(std::move(text));
}

bool Path::isWithin(const Path& ancestor) const
{
    if (ancestor.isRoot() || m_text == ancestor.m_text)
        return true;
    return m_text.size() > ancestor.m_text.size() && m_text.starts_with(ancestor.m_text)
        && m_text[ancestor.m_text.size()] == '/';
}

} // namespace zs

// SPDX-License-Identifier: Apache-2.0
#include "clientlib/base/path.h"

#include "clientlib/base/utf8.h"

namespace zs {

namespace {

    bool isRefused(char32_t c)
    {
        return c <= 0x1f || (c >= 0x7f && c <= 0x9f) || (c >= 0xd800 && c <= 0xf8ff) || c >= 0xfff0;
    }

    std::string wordsFor(const PathProblem& problem)
    {
        switch (problem.fault) {
        case PathFault::none: break;
        case PathFault::empty: return "it is empty";
        case PathFault::noLeadingSlash: return "it must start with /";
        case PathFault::trailingSlash: return "it must not end with /";
        case PathFault::notUtf8: return "no valid UTF-8 at byte " + std::to_string(problem.atByte);
        case PathFault::refusedCharacter:
            return "ZooKeeper refuses the character at byte " + std::to_string(problem.atByte);
        case PathFault::emptyComponent: return "it has an empty component (//)";
        case PathFault::relativeComponent:
            return "relative components (. and ..) are not allowed";
        }
        return {};
    }

    PathProblem findBadCharacter(std::string_view text)
    {
        for (std::size_t at = 0; at < text.size();) {
            if (text[at] >= ' ' && text[at] <= '~') { // Nearly all there is.
                ++at;
                continue;
            }
            const Utf8Char c = decodeUtf8(text.substr(at));
            if (c.sizeBytes == 0)
                return {PathFault::notUtf8, at};
            if (isRefused(c.value))
                return {PathFault::refusedCharacter, at, c.value};
            at += c.sizeBytes;
        }
        return {};
    }

    /// Nearly all paths: ASCII, and no component that needs a closer look. Each request of a client
    /// has one.
    bool isPlain(std::string_view text)
    {
        if (text.size() < 2 || text.front() != '/')
            return false;
        char before = '/';
        for (const char c : text.substr(1)) {
            if (c < ' ' || c > '~' || (before == '/' && (c == '/' || c == '.')))
                return false;
            before = c;
        }
        return before != '/';
    }

} // namespace

PathProblem findPathProblem(std::string_view text)
{
    if (isPlain(text))
        return {};
    if (text.empty())
        return {PathFault::empty};
    if (text.front() != '/')
        return {PathFault::noLeadingSlash};
    if (text.size() == 1)
        return {};
    if (text.back() == '/')
        return {PathFault::trailingSlash, text.size() - 1};
    if (const PathProblem problem = findBadCharacter(text); problem.fault != PathFault::none)
        return problem;
    for (std::size_t start = 1; start <= text.size();) {
        const std::size_t end = std::min(text.find('/', start), text.size());
        const std::string_view part = text.substr(start, end - start);
        if (part.empty())
            return {PathFault::emptyComponent, start};
        if (part == "." || part == "..")
            return {PathFault::relativeComponent, start};
        start = end + 1;
    }
    return {};
}

Result<void> validatePath(std::string_view text)
{
    const PathProblem problem = findPathProblem(text);
    if (problem.fault == PathFault::none)
        return {};
    return failure(Errc::badArguments,
        "invalid path \"" + std::string(text.substr(0, 200)) + "\": " + wordsFor(problem));
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

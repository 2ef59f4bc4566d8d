// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/result.h"

#include <compare>
#include <functional>
#include <string>
#include <string_view>

namespace zs {

/// What ZooKeeper refuses about a path.
enum class PathFault {
    none,
    empty,
    noLeadingSlash,
    trailingSlash,
    notUtf8,
    refusedCharacter,  ///< Control, surrogate, private use or non-character.
    emptyComponent,    ///< "//"
    relativeComponent, ///< "." or ".."
};

/// For words in other languages than those of validatePath().
struct PathProblem {
    PathFault fault = PathFault::none;
    std::size_t atByte = 0;
    char32_t character = 0; ///< Of `refusedCharacter` alone.
    bool operator==(const PathProblem&) const = default;
};
[[nodiscard]] PathProblem findPathProblem(std::string_view text);

/// Whether ZooKeeper accepts `text` as the path of a znode to create: absolute, no empty, "." or
/// ".." component, no trailing slash, valid UTF-8 without the characters that ZooKeeper refuses
/// (U+0000-001F, 007F-009F, D800-F8FF, FFF0-FFFF and all beyond U+FFFF).
/// Source: PathUtils.validatePath of Apache ZooKeeper 3.8. Fails: badArguments, naming the place.
[[nodiscard]] Result<void> validatePath(std::string_view text);

/// The path of a znode. Not checked by its constructor, since a server must be able to hold what
/// a client sent; `parse` is the checked way in for text that people type.
class Path {
public:
    Path() : m_text("/") {}
    explicit Path(std::string text) : m_text(std::move(text)) {}
    [[nodiscard]] static Result<Path> parse(std::string text);

    [[nodiscard]] const std::string& text() const& { return m_text; }
    /// By value, so that the text of a temporary outlives it.
    [[nodiscard]] std::string text() && { return std::move(m_text); }
    [[nodiscard]] bool isRoot() const { return m_text == "/"; }
    /// The path above; the root is its own parent.
    [[nodiscard]] Path parent() const;
    /// The last component; empty for the root.
    [[nodiscard]] std::string_view name() const;
    [[nodiscard]] Path child(std::string_view name) const;
    /// True for `ancestor` itself and for all below it.
    [[nodiscard]] bool isWithin(const Path& ancestor) const;
    [[nodiscard]] Result<void> validate() const { return validatePath(m_text); }

    friend auto operator<=>(const Path&, const Path&) = default;

private:
    std::string m_text;
};

} // namespace zs

template <>
struct std::hash<zs::Path> {
    std::size_t operator()(const zs::Path& path) const noexcept
    {
        return std::hash<std::string>()(path.text());
    }
};

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/name_pattern.h"

#include <algorithm>

namespace zs::ui {

namespace {

// No byte of UTF-8, so that no character of a name is taken for one of them.
constexpr char anything = '\xff';
constexpr char oneCharacter = '\xfe';

char folded(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Behind the character that starts at `at`.
std::size_t afterCharacter(std::string_view text, std::size_t at)
{
    do {
        ++at;
    } while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80);
    return at;
}

} // namespace

NamePattern::NamePattern(std::string_view text)
{
    m_isGlob = text.find_first_of("*?") != std::string_view::npos;
    m_forPaths = text.find('/') != std::string_view::npos;
    if (m_isGlob && m_forPaths && text.front() != '/' && text.front() != '*')
        m_wanted = {anything, '/'};
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool plain = m_isGlob && text[i] == '\\' && i + 1 < text.size()
            && std::string_view("*?\\").find(text[i + 1]) != std::string_view::npos;
        if (plain)
            m_wanted += text[++i];
        else if (m_isGlob && text[i] == '*')
            m_wanted += anything;
        else if (m_isGlob && text[i] == '?')
            m_wanted += oneCharacter;
        else
            m_wanted += folded(text[i]);
    }
}

bool NamePattern::fits(std::string_view text) const
{
    if (m_isGlob)
        return fitsWhole(text);
    return std::search(text.begin(), text.end(), m_wanted.begin(), m_wanted.end(),
               [](char a, char b) { return folded(a) == b; })
        != text.end();
}

/// Only the last `*` is ever tried again: what an earlier one took is as good as any other.
bool NamePattern::fitsWhole(std::string_view text) const
{
    constexpr std::size_t none = std::string::npos;
    std::size_t at = 0;
    std::size_t wanted = 0;
    std::size_t star = none;  // Behind the last `*`, ...
    std::size_t taken = 0;    // ... which now ends here.
    while (at < text.size()) {
        const char next = wanted < m_wanted.size() ? m_wanted[wanted] : '\0';
        if (wanted < m_wanted.size() && next == anything) {
            star = ++wanted;
            taken = at;
        } else if (wanted < m_wanted.size() && next == oneCharacter) {
            ++wanted;
            at = afterCharacter(text, at);
        } else if (wanted < m_wanted.size() && next == folded(text[at])) {
            ++wanted;
            ++at;
        } else if (star != none) {
            wanted = star;
            taken = afterCharacter(text, taken);
            at = taken;
        } else {
            return false;
        }
    }
    return std::all_of(m_wanted.begin() + std::ptrdiff_t(wanted), m_wanted.end(),
        [](char c) { return c == anything; });
}

} // namespace zs::ui

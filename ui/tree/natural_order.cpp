// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/natural_order.h"

#include <algorithm>

namespace zs::ui {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

unsigned char folded(char c)
{
    return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

std::size_t digitsFrom(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    return end;
}

/// Compares two runs of digits by value; any length, so nothing overflows.
int compareNumbers(std::string_view a, std::string_view b)
{
    a.remove_prefix(std::min(a.find_first_not_of('0'), a.size()));
    b.remove_prefix(std::min(b.find_first_not_of('0'), b.size()));
    if (a.size() != b.size())
        return a.size() < b.size() ? -1 : 1;
    return a.compare(b);
}

} // namespace

int naturalCompare(std::string_view a, std::string_view b)
{
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (isDigit(a[i]) && isDigit(b[j])) {
            const std::size_t iEnd = digitsFrom(a, i);
            const std::size_t jEnd = digitsFrom(b, j);
            if (const int c = compareNumbers(a.substr(i, iEnd - i), b.substr(j, jEnd - j)); c != 0)
                return c;
            i = iEnd;
            j = jEnd;
            continue;
        }
        if (folded(a[i]) != folded(b[j]))
            return folded(a[i]) < folded(b[j]) ? -1 : 1;
        ++i;
        ++j;
    }
    if ((i < a.size()) != (j < b.size()))
        return i < a.size() ? 1 : -1;
    return a.compare(b);
}

std::vector<std::string> naturallySorted(std::vector<std::string> names)
{
    std::sort(names.begin(), names.end(),
        [](const std::string& a, const std::string& b) { return naturalLess(a, b); });
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

std::size_t sequenceSuffix(std::string_view name)
{
    constexpr std::size_t width = 10; // "%010d" in the server's create.
    if (name.size() < width)
        return std::string_view::npos;
    const std::size_t start = name.size() - width;
    if (digitsFrom(name, start) != name.size() || (start > 0 && isDigit(name[start - 1])))
        return std::string_view::npos;
    return start;
}

} // namespace zs::ui

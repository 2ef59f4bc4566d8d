// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/line_changes.h"

#include <cstddef>
#include <cstdint>

namespace zs::ui {

namespace {

constexpr std::size_t mostPairs = 4'000'000;

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    for (;;) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return lines;
        text.remove_prefix(end + 1);
    }
}

/// Marks what is not on the longest common subsequence of a[from, aTo) and b[from, bTo).
void markByLcs(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b,
    std::size_t from, std::size_t aTo, std::size_t bTo, LineChanges& out)
{
    const std::size_t rows = aTo - from;
    const std::size_t columns = bTo - from;
    std::vector<std::uint32_t> best((rows + 1) * (columns + 1), 0);
    const auto cell = [&](std::size_t i, std::size_t j) -> std::uint32_t& {
        return best[i * (columns + 1) + j];
    };
    for (std::size_t i = rows; i-- > 0;) {
        for (std::size_t j = columns; j-- > 0;) {
            cell(i, j) = a[from + i] == b[from + j]
                ? cell(i + 1, j + 1) + 1
                : std::max(cell(i + 1, j), cell(i, j + 1));
        }
    }
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < rows || j < columns) {
        if (i < rows && j < columns && a[from + i] == b[from + j]) {
            ++i;
            ++j;
        } else if (j == columns || (i < rows && cell(i + 1, j) >= cell(i, j + 1))) {
            out.changedInBefore.push_back(static_cast<int>(from + i++));
        } else {
            out.changedInAfter.push_back(static_cast<int>(from + j++));
        }
    }
}

} // namespace

LineChanges compareLines(std::string_view before, std::string_view after)
{
    const std::vector<std::string_view> a = linesOf(before);
    const std::vector<std::string_view> b = linesOf(after);
    std::size_t head = 0;
    while (head < a.size() && head < b.size() && a[head] == b[head])
        ++head;
    std::size_t aEnd = a.size();
    std::size_t bEnd = b.size();
    while (aEnd > head && bEnd > head && a[aEnd - 1] == b[bEnd - 1]) {
        --aEnd;
        --bEnd;
    }
    LineChanges changes;
    if ((aEnd - head + 1) * (bEnd - head + 1) <= mostPairs) {
        markByLcs(a, b, head, aEnd, bEnd, changes);
        return changes;
    }
    for (std::size_t i = head; i < aEnd; ++i)
        changes.changedInBefore.push_back(static_cast<int>(i));
    for (std::size_t i = head; i < bEnd; ++i)
        changes.changedInAfter.push_back(static_cast<int>(i));
    return changes;
}

} // namespace zs::ui

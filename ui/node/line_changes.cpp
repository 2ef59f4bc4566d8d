// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/line_changes.h"

#include "ui/node/line_match.h"

#include <cstddef>

namespace zs::ui {

namespace {

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

} // namespace

LineChanges compareLines(std::string_view before, std::string_view after)
{
    const std::vector<std::string_view> a = linesOf(before);
    const std::vector<std::string_view> b = linesOf(after);
    const std::vector<int> partner = matchParts(a, b);
    LineChanges changes;
    std::size_t j = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (partner[i] < 0) {
            changes.changedInBefore.push_back(static_cast<int>(i));
            continue;
        }
        for (; j < static_cast<std::size_t>(partner[i]); ++j)
            changes.changedInAfter.push_back(static_cast<int>(j));
        ++j;
    }
    for (; j < b.size(); ++j)
        changes.changedInAfter.push_back(static_cast<int>(j));
    return changes;
}

} // namespace zs::ui

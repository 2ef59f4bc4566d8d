// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace zs::ui {

/// How `after` differs from `before`, line by line.
struct LineChanges {
    std::vector<int> changedInAfter;  ///< Numbers (from 0) of new or different lines, rising.
    std::vector<int> changedInBefore; ///< Those of `before` that are gone or different.
    /// A changed line counts once, an added or removed one too.
    [[nodiscard]] int count() const
    {
        return static_cast<int>(std::max(changedInAfter.size(), changedInBefore.size()));
    }
};

/// By matchParts(). Pure.
[[nodiscard]] LineChanges compareLines(std::string_view before, std::string_view after);

} // namespace zs::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zs::launcher {

/// One setting, comment or blank line of a zoo.cfg as it was written, continuation lines included.
struct SettingLine {
    std::string key; ///< As java.util.Properties sees it; empty for a comment or a blank line.
    std::string text; ///< Without the last newline.
    int line = 0;     ///< Where it begins, counted from 1.
};

/// A properties text in its logical lines, in order. Pure.
[[nodiscard]] std::vector<SettingLine> settingLines(std::string_view text);

} // namespace zs::launcher

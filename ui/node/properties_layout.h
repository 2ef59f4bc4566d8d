// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zs::ui {

/// One thing that a text of Java properties says.
struct PropertiesEntry {
    bool isComment = false;
    std::string key;   ///< With its escapes, but for continuations; of a comment all of it.
    std::string value; ///< As above.
    bool operator==(const PropertiesEntry&) const = default;
};

/// What java.util.Properties.load() reads, in order and with what is said twice; and the comments,
/// which it skips. Escapes stay as they are spelled: "\u0041" and "A" differ here. Pure.
[[nodiscard]] std::vector<PropertiesEntry> readProperties(std::string_view text);

/// Java properties as `key=value` without blanks before keys and around "=", and with the parts of
/// a value over several lines indented by four. Comments, empty lines, order, escapes, line ends
/// and blanks at the end of a value stay. nullopt where that would change what the text says, which
/// is read and compared, and where a line is a backslash alone, which Java reads by no clear rule.
/// Pure.
[[nodiscard]] std::optional<std::string> layOutProperties(std::string_view text);

} // namespace zs::ui

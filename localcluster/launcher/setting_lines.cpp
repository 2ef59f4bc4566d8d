// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/setting_lines.h"

#include <algorithm>

namespace zs::launcher {
namespace {

std::string_view keyOf(std::string_view line)
{
    const auto first = line.find_first_not_of(" \t\f");
    if (first == std::string_view::npos || line[first] == '#' || line[first] == '!')
        return {};
    line.remove_prefix(first);
    return line.substr(0, line.find_first_of("=: \t\f"));
}

/// True when the line goes on in the next one: it ends in an odd number of backslashes.
bool continues(std::string_view line)
{
    const auto last = line.find_last_not_of('\\');
    const auto kept = last == std::string_view::npos ? 0 : last + 1;
    return (line.size() - kept) % 2 == 1;
}

} // namespace

std::vector<SettingLine> settingLines(std::string_view text)
{
    std::vector<SettingLine> lines;
    bool inValue = false;
    for (int number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (inValue)
            lines.back().text.append("\n").append(line);
        else
            lines.push_back({std::string(keyOf(line)), std::string(line), number});
        inValue = (inValue || !lines.back().key.empty()) && continues(line);
    }
    return lines;
}

} // namespace zs::launcher

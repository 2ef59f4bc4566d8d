// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/soft_breaks.h"

#include <algorithm>

namespace zs::ui {

namespace {

/// Line and paragraph separator, next line: the line ends that Scintilla knows beside CR and LF.
constexpr std::string_view marks[] = {"\xe2\x80\xa8", "\xe2\x80\xa9", "\xc2\x85"};

bool hasLongLine(std::string_view text, std::size_t limit)
{
    while (text.size() > limit) {
        const std::size_t end = text.substr(0, limit + 1).find_last_of("\r\n");
        if (end == std::string_view::npos)
            return true;
        text.remove_prefix(end + 1);
    }
    return false;
}

std::string_view unusedMark(std::string_view text)
{
    for (const std::string_view mark : marks) {
        if (text.find(mark) == std::string_view::npos)
            return mark;
    }
    return {};
}

} // namespace

SoftBroken breakLongLines(std::string_view utf8, std::size_t limitBytes)
{
    if (!hasLongLine(utf8, limitBytes))
        return {std::string(utf8), {}, true};
    const std::string_view mark = unusedMark(utf8);
    if (mark.empty())
        return {{}, {}, false};
    SoftBroken out;
    out.mark = mark;
    out.text.reserve(utf8.size() + utf8.size() / limitBytes * mark.size() + mark.size());
    std::size_t lineLength = 0;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        const bool startsCharacter = (byte & 0xc0) != 0x80;
        if (lineLength >= limitBytes && startsCharacter && byte != '\n' && byte != '\r') {
            out.text += mark;
            lineLength = 0;
        }
        out.text += utf8[i];
        lineLength = byte == '\n' || byte == '\r' ? 0 : lineLength + 1;
    }
    return out;
}

Bytes withoutMarks(std::string_view text, std::string_view mark)
{
    if (mark.empty())
        return toBytes(text);
    Bytes out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t at = std::min(text.find(mark), text.size());
        out.insert(out.end(), text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at));
        text.remove_prefix(std::min(at + mark.size(), text.size()));
    }
    return out;
}

} // namespace zs::ui

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

MarkMap::MarkMap(std::string_view text, std::string_view mark)
    : m_markBytes(mark.size())
{
    if (mark.empty())
        return;
    for (std::size_t at = text.find(mark); at != std::string_view::npos;
         at = text.find(mark, at + mark.size()))
        m_breaks.push_back(at - m_breaks.size() * m_markBytes);
}

std::size_t MarkMap::startInText(std::size_t inBytes) const
{
    const auto before = std::upper_bound(m_breaks.begin(), m_breaks.end(), inBytes);
    return inBytes + static_cast<std::size_t>(before - m_breaks.begin()) * m_markBytes;
}

std::size_t MarkMap::endInText(std::size_t inBytes) const
{
    const auto before = std::lower_bound(m_breaks.begin(), m_breaks.end(), inBytes);
    return inBytes + static_cast<std::size_t>(before - m_breaks.begin()) * m_markBytes;
}

std::size_t MarkMap::inBytes(std::size_t inText) const
{
    // The n-th mark stands at its place in the bytes and behind n others.
    std::size_t low = 0;
    std::size_t high = m_breaks.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (m_breaks[middle] + middle * m_markBytes < inText)
            low = middle + 1;
        else
            high = middle;
    }
    return inText - std::min(low * m_markBytes, inText);
}

} // namespace zs::ui

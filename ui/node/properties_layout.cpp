// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/properties_layout.h"

#include <algorithm>

namespace zs::ui {

namespace {

constexpr std::string_view blanks = " \t\f"; // What Java takes for white space in a line.
/// Where a pair would begin: Java takes it for nothing, or for a pair of nothing, by what follows.
constexpr std::string_view loneBackslash = "\\";
constexpr std::string_view continuationIndent = "    ";

/// A line as it stands in the text.
struct NaturalLine {
    std::string_view content;
    std::string_view end; ///< "\n", "\r\n", "\r" or, at the end of the text, nothing.
};

NaturalLine takeLine(std::string_view& text)
{
    NaturalLine line;
    line.content = text.substr(0, text.find_first_of("\r\n"));
    text.remove_prefix(line.content.size());
    line.end = text.substr(0, text.starts_with("\r\n") ? 2 : 1);
    text.remove_prefix(line.end.size());
    return line;
}

std::string_view withoutBlanks(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    return text;
}

bool isComment(std::string_view withoutBlanks)
{
    return withoutBlanks.starts_with('#') || withoutBlanks.starts_with('!');
}

/// An odd number of backslashes at the end: the next line belongs to it.
bool continues(std::string_view line)
{
    const std::size_t last = line.find_last_not_of('\\');
    const std::size_t first = last == std::string_view::npos ? 0 : last + 1;
    return (line.size() - first) % 2 == 1;
}

/// Where the key ends: at the first "=", ":" or blank that no backslash stands before.
std::size_t endOfKey(std::string_view line)
{
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line[at] == '\\')
            ++at;
        else if (line[at] == '=' || line[at] == ':' || blanks.find(line[at]) != blanks.npos)
            return at;
    }
    return line.size();
}

/// Behind the blanks after the key, with one "=" or ":" among them.
std::size_t startOfValue(std::string_view line, std::size_t keyEnd)
{
    std::size_t at = std::min(line.find_first_not_of(blanks, keyEnd), line.size());
    if (at < line.size() && (line[at] == '=' || line[at] == ':'))
        at = std::min(line.find_first_not_of(blanks, at + 1), line.size());
    return at;
}

/// `key=value` of the line that a pair begins in.
std::string laidOutStart(std::string_view line)
{
    const std::size_t keyEnd = endOfKey(line);
    const std::size_t value = startOfValue(line, keyEnd);
    if (keyEnd >= line.size()) // No value, or it begins in the next line.
        return std::string(line);
    const std::string_view between = line.substr(keyEnd, value - keyEnd);
    const bool saysWhere = between.find_first_of("=:") != std::string_view::npos;
    // "key \": the next line may bring the "=" yet. "key ": nothing but blanks follows.
    if (!saysWhere && (value == line.size() || line.substr(value) == "\\"))
        return std::string(line);
    return std::string(line.substr(0, keyEnd)) + '=' + std::string(line.substr(value));
}

} // namespace

std::vector<PropertiesEntry> readProperties(std::string_view text)
{
    std::vector<PropertiesEntry> entries;
    while (!text.empty()) {
        NaturalLine line = takeLine(text);
        const std::string_view start = withoutBlanks(line.content);
        if (start.empty() || start == loneBackslash)
            continue;
        if (isComment(start)) {
            entries.push_back({true, std::string(start), {}});
            continue;
        }
        std::string logical(start);
        bool goesOn = continues(line.content);
        while (goesOn) {
            logical.pop_back(); // The backslash, at the end of the text too.
            if (line.end.empty())
                break;
            line = takeLine(text);
            logical += withoutBlanks(line.content);
            // What is blank ends the pair, though a backslash may stand before it.
            goesOn = !withoutBlanks(line.content).empty() && continues(line.content);
        }
        const std::size_t keyEnd = endOfKey(logical);
        entries.push_back({false, logical.substr(0, std::min(keyEnd, logical.size())),
            logical.substr(startOfValue(logical, keyEnd))});
    }
    return entries;
}

std::optional<std::string> layOutProperties(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    bool isPart = false;
    for (std::string_view rest = text; !rest.empty();) {
        const NaturalLine line = takeLine(rest);
        const std::string_view content = withoutBlanks(line.content);
        if (!isPart && content == loneBackslash)
            return std::nullopt;
        if (isPart && !content.empty())
            out.append(continuationIndent).append(content);
        else if (isPart || isComment(content))
            out += content;
        else
            out += laidOutStart(content);
        const bool isPair = isPart || !isComment(content);
        isPart = isPair && !content.empty() && continues(content);
        out += line.end;
    }
    if (readProperties(out) != readProperties(text))
        return std::nullopt;
    return out;
}

} // namespace zs::ui

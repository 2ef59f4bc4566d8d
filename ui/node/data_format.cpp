// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/data_format.h"

#include "ui/node/text_check.h"

#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace zs::ui {

namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view withoutBlanks(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    return text;
}

bool looksLikeJson(std::string_view text)
{
    const std::string_view start = withoutBlanks(text);
    if (!start.starts_with('{') && !start.starts_with('['))
        return false;
    const auto bytes = QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
    return !QJsonDocument::fromJson(bytes).isNull();
}

bool looksLikeXml(std::string_view text)
{
    if (text.starts_with("<?xml"))
        return true;
    const std::string_view start = withoutBlanks(text);
    if (start.size() < 4 || start[0] != '<' || text.size() > checkedBytes(DataFormat::xml))
        return false;
    return !findProblem(text, DataFormat::xml);
}

bool isKeyCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'
        || c == '_' || c == '-';
}

bool looksLikeProperties(std::string_view text)
{
    int pairs = 0;
    bool continues = false;
    while (!text.empty()) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        const bool isPart = std::exchange(continues, line.ends_with('\\'));
        line = withoutBlanks(line);
        if (isPart || line.empty() || line[0] == '#' || line[0] == '!')
            continue;
        std::string_view key = line.substr(0, line.find('='));
        if (key.size() == line.size())
            return false;
        while (key.ends_with(' '))
            key.remove_suffix(1);
        if (key.empty() || !std::all_of(key.begin(), key.end(), isKeyCharacter))
            return false;
        ++pairs;
    }
    return pairs >= 2;
}

} // namespace

DataFormat detectFormat(ByteView data, std::string_view nodeName)
{
    if (!isEditableText(data))
        return DataFormat::hex;
    const std::string_view text = textOf(data);
    if (text.empty())
        return DataFormat::text;
    if (looksLikeJson(text))
        return DataFormat::json;
    if (nodeName.ends_with(".json"))
        return DataFormat::json; // Then the editor tells what is wrong with it.
    if (nodeName.ends_with(".yaml") || nodeName.ends_with(".yml"))
        return DataFormat::yaml;
    if (nodeName.ends_with(".xml") || looksLikeXml(text))
        return DataFormat::xml;
    if (nodeName.ends_with(".properties") || looksLikeProperties(text))
        return DataFormat::properties;
    if (text.starts_with("---\n") || text.starts_with("---\r\n") || text.starts_with("%YAML"))
        return DataFormat::yaml;
    return DataFormat::text;
}

bool looksLikeSvg(std::string_view utf8)
{
    std::string_view rest = withoutBlanks(utf8);
    while (rest.starts_with("<?") || rest.starts_with("<!")) { // Before the root.
        const std::string_view end = rest.starts_with("<!--") ? "-->" : ">";
        const std::size_t at = rest.find(end);
        if (at == std::string_view::npos)
            return false;
        rest = withoutBlanks(rest.substr(at + end.size()));
    }
    for (const std::string_view root : {"<svg", "<svg:svg"}) {
        if (rest.starts_with(root) && rest.size() > root.size()
            && std::string_view(" \t\r\n>/").find(rest[root.size()]) != std::string_view::npos)
            return true;
    }
    return false;
}

bool looksLikeImage(ByteView data)
{
    const std::string_view name = knownSignature(data);
    return name == "PNG" || name == "JPEG" || name == "GIF";
}

} // namespace zs::ui

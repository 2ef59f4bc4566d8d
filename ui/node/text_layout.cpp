// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/text_layout.h"

#include "ui/node/properties_layout.h"
#include "ui/node/text_check.h"
#include "ui/node/yaml_layout.h"

#include <QXmlStreamReader>
#include <QXmlStreamWriter>

namespace zs::ui {

namespace {

constexpr int indentBlanks = 2;
constexpr std::string_view blanks = " \t\r\n";

/// The end of the string literal that begins at `at`.
std::size_t endOfString(std::string_view text, std::size_t at)
{
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\')
            ++at;
    }
    return at + 1;
}

/// `text` is well-formed.
std::string layOutJson(std::string_view text)
{
    std::string out;
    out.reserve(text.size() * 2);
    std::size_t depth = 0;
    const auto newLine = [&] {
        out += '\n';
        out.append(depth * indentBlanks, ' ');
    };
    for (std::size_t at = text.find_first_not_of(blanks); at < text.size();
         at = text.find_first_not_of(blanks, at)) {
        const char c = text[at];
        if (c == '{' || c == '[') {
            out += c;
            const std::size_t next = text.find_first_not_of(blanks, at + 1);
            at = next;
            if (text[next] == '}' || text[next] == ']') { // Nothing inside.
                out += text[next];
                at = next + 1;
                continue;
            }
            ++depth;
            newLine();
            continue;
        }
        if (c == '}' || c == ']') {
            --depth;
            newLine();
            out += c;
            ++at;
        } else if (c == ',') {
            out += c;
            newLine();
            ++at;
        } else if (c == ':') {
            out += ": ";
            ++at;
        } else {
            const std::size_t end = c == '"'
                ? endOfString(text, at)
                : std::min(text.find_first_of(",:]} \t\r\n", at), text.size());
            out += text.substr(at, end - at);
            at = end;
        }
    }
    return out;
}

std::optional<std::string> layOutXml(std::string_view utf8)
{
    const QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    QString out;
    QXmlStreamReader reader(text);
    QXmlStreamWriter writer(&out);
    writer.setAutoFormatting(true);
    writer.setAutoFormattingIndent(indentBlanks);
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartDocument: // Kept by the caller, with the encoding it tells.
        case QXmlStreamReader::EndDocument:
        case QXmlStreamReader::Invalid:
            break;
        case QXmlStreamReader::DTD:
            return std::nullopt;
        default:
            if (!reader.isWhitespace())
                writer.writeCurrentToken(reader);
        }
    }
    if (reader.hasError())
        return std::nullopt;
    QString head;
    if (text.startsWith(QLatin1String("<?xml")))
        head = text.left(text.indexOf(QLatin1String("?>")) + 2);
    const QString body = out.trimmed();
    return (head.isEmpty() ? body : head + QLatin1Char('\n') + body).toStdString();
}

} // namespace

bool canLayOut(DataFormat format)
{
    return format == DataFormat::json || format == DataFormat::xml || format == DataFormat::yaml
        || format == DataFormat::properties;
}

std::optional<std::string> layOut(std::string_view utf8, DataFormat format)
{
    if (utf8.find_first_not_of(blanks) == std::string_view::npos)
        return std::nullopt;
    if (format == DataFormat::yaml) // It reads the text by itself.
        return utf8.size() > checkedBytes(format) ? std::nullopt : layOutYaml(utf8);
    if (findProblem(utf8, format))
        return std::nullopt;
    if (format == DataFormat::properties)
        return layOutProperties(utf8);
    std::optional<std::string> text;
    if (format == DataFormat::json)
        text = layOutJson(utf8);
    else if (format == DataFormat::xml)
        text = layOutXml(utf8);
    if (text && utf8.ends_with('\n'))
        *text += '\n';
    return text;
}

} // namespace zs::ui

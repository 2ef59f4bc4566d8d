// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/text_check.h"

#include "ui/node/parser_words.h"
#include "ui/node/yaml_reading.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QXmlStreamReader>

#include <algorithm>
#include <yaml-cpp/eventhandler.h>

namespace zs::ui {

namespace {

struct Check {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::Check)
};

TextProblem problemAt(std::string_view utf8, std::size_t offset, QString what)
{
    const std::string_view before = utf8.substr(0, std::min(offset, utf8.size()));
    const std::string_view inLine = before.substr(before.rfind('\n') + 1); // npos + 1 is 0.
    const auto characters = std::count_if(inLine.begin(), inLine.end(),
        [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
    return {static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
        static_cast<int>(characters) + 1, std::move(what)};
}

QString jsonWords(QJsonParseError::ParseError error)
{
    switch (error) {
    case QJsonParseError::UnterminatedObject: return Check::tr("an object is not closed");
    case QJsonParseError::MissingNameSeparator: return Check::tr("a colon is missing");
    case QJsonParseError::UnterminatedArray: return Check::tr("an array is not closed");
    case QJsonParseError::MissingValueSeparator: return Check::tr("a comma is missing");
    case QJsonParseError::IllegalNumber: return Check::tr("this is no number");
    case QJsonParseError::IllegalEscapeSequence: return Check::tr("an unknown escape sequence");
    case QJsonParseError::UnterminatedString: return Check::tr("a string is not closed");
    case QJsonParseError::MissingObject: return Check::tr("an object should follow the comma");
    case QJsonParseError::DeepNesting: return Check::tr("it is nested too deeply");
    case QJsonParseError::GarbageAtEnd: return Check::tr("more follows after the value");
    default: return Check::tr("no value of JSON begins here");
    }
}

std::optional<TextProblem> checkJson(std::string_view utf8)
{
    const auto bytes = QByteArray::fromRawData(utf8.data(), static_cast<qsizetype>(utf8.size()));
    QJsonParseError error;
    QJsonDocument::fromJson(bytes, &error);
    if (error.error == QJsonParseError::NoError)
        return std::nullopt;
    // Qt reads objects and arrays alone; any other value is JSON too.
    const std::size_t start = utf8.find_first_not_of(" \t\r\n");
    if (start != std::string_view::npos && utf8[start] != '{' && utf8[start] != '[') {
        const QByteArray wrapped = '[' + bytes + ']';
        if (QJsonDocument::fromJson(wrapped).array().size() == 1)
            return std::nullopt;
    }
    // Qt points behind the token that it stumbled over, but to what is too much at the end.
    const int before = error.error == QJsonParseError::GarbageAtEnd ? 0 : 1;
    const auto offset = static_cast<std::size_t>(std::max(0, error.offset - before));
    return problemAt(utf8, offset, jsonWords(error.error));
}

std::optional<TextProblem> checkXml(std::string_view utf8)
{
    // As text: a declared encoding tells of the stored bytes, not of these.
    QXmlStreamReader reader(
        QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())));
    while (!reader.atEnd())
        reader.readNext();
    if (!reader.hasError())
        return std::nullopt;
    return TextProblem{static_cast<int>(reader.lineNumber()),
        static_cast<int>(reader.columnNumber()) + 1, xmlErrorWords(reader.errorString())};
}

/// Hears what the parser tells, and keeps nothing.
class Deaf final : public YAML::EventHandler {
public:
    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
    void OnScalar(
        const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override
    {
    }
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
        YAML::EmitterStyle::value) override
    {
    }
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
        YAML::EmitterStyle::value) override
    {
    }
    void OnMapEnd() override {}
};

std::optional<TextProblem> checkYaml(std::string_view utf8)
{
    Deaf handler;
    return readYaml(utf8, handler);
}

/// java.util.Properties throws on one thing alone: \u without four hexadecimal digits.
std::optional<TextProblem> checkProperties(std::string_view utf8)
{
    for (std::size_t at = utf8.find('\\'); at != std::string_view::npos;
         at = utf8.find('\\', at + 2)) {
        const std::string_view rest = utf8.substr(at + 1);
        if (!rest.starts_with('u'))
            continue;
        const std::string_view digits = rest.substr(1, 4);
        if (digits.size() < 4
            || digits.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos)
            return problemAt(utf8, at, Check::tr("\\u takes four hexadecimal digits"));
    }
    return std::nullopt;
}

} // namespace

std::size_t checkedBytes(DataFormat format)
{
    // yaml-cpp takes about a second for a megabyte, the others 10 to 20 ms.
    return format == DataFormat::yaml ? std::size_t(32) << 10 : std::size_t(1) << 20;
}

std::optional<TextProblem> findProblem(std::string_view utf8, DataFormat format)
{
    const bool isBlank = utf8.find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (isBlank || utf8.size() > checkedBytes(format))
        return std::nullopt;
    switch (format) {
    case DataFormat::json: return checkJson(utf8);
    case DataFormat::xml: return checkXml(utf8);
    case DataFormat::yaml: return checkYaml(utf8);
    case DataFormat::properties: return checkProperties(utf8);
    case DataFormat::text:
    case DataFormat::image:
    case DataFormat::hex: break;
    }
    return std::nullopt;
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/parser_words.h"

#include "ui/common/library_words.h"

#include <QCoreApplication>

namespace zs::ui {

namespace {

struct Yaml {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::YamlWords)
};

/// Qt 6.4, qxmlstream.cpp and qxmlstreamparser_p.h.
constexpr const char* xmlPhrases[] = {
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Extra content at end of document."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Premature end of document."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Opening and ending tag mismatch."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Start tag expected."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Expected character data."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Expected %1, but got '%2'."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Unexpected '%1'."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Attribute '%1' redefined."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Entity '%1' not declared."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Namespace prefix '%1' not declared"),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Illegal namespace declaration."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Invalid XML name."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Invalid XML character."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Invalid character reference."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Invalid entity value."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Invalid document."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Invalid processing instruction name."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "%1 is an invalid processing instruction name."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Sequence ']]>' not allowed in content."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "XML declaration not at start of document."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Invalid XML version string."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Unsupported XML version."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Invalid attribute in XML declaration."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Standalone accepts only yes or no."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords",
        "The standalone pseudo attribute must appear after the encoding."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "%1 is an invalid encoding name."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Encoding %1 is unsupported"),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Encountered incorrectly encoded content."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Unexpected character '%1' in public id literal."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Recursive entity detected."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Self-referencing entity detected."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords",
        "Entity expands to more characters than the entity expansion limit."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "NDATA in parameter entity declaration."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Reference to unparsed entity '%1'."),
    QT_TRANSLATE_NOOP("zs::ui::XmlWords", "Reference to external entity '%1' in attribute value."),
};

/// yaml-cpp 0.7, exceptions.h (ErrorMsg) and the texts of its scanner.
constexpr const char* yamlPhrases[] = {
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "YAML directives must have exactly one argument"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "bad YAML version: %1"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "YAML major version too large"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "repeated YAML directive"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "TAG directives must have exactly two arguments"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "repeated TAG directive"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "illegal character found while scanning tag handle"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "tag handle with no suffix"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "end of verbatim tag not found"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "end of map not found"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "end of map flow not found"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "end of sequence not found"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "end of sequence flow not found"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "cannot assign multiple tags to the same node"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "cannot assign multiple anchors to the same node"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "cannot assign multiple aliases to the same node"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "aliases can't have any content, *including* tags"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "bad character found while scanning hex number"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "invalid unicode: %1"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "unknown escape character: %1"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "unknown token"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "illegal document indicator in scalar"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "illegal EOF in scalar"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "illegal character in scalar"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "illegal tab when looking for indentation"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "illegal flow end"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "illegal block entry"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "illegal map key"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "illegal map value"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "alias not found after *"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "anchor not found after &"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "illegal character found while scanning alias"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "illegal character found while scanning anchor"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "cannot set zero indentation for a block scalar"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "unexpected character in block scalar"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "the referenced anchor is not defined"),
    QT_TRANSLATE_NOOP("zs::ui::YamlWords", "invalid character in single-quoted string"),
};

} // namespace

QString xmlErrorWords(const QString& said)
{
    return inOurWords({"zs::ui::XmlWords", "QXmlStream", xmlPhrases}, said);
}

QString yamlErrorWords(const QString& said)
{
    if (said == QLatin1String("bad file")) // Its guard against recursion has no better words.
        return Yaml::tr("it is nested too deeply");
    return inOurWords({"zs::ui::YamlWords", nullptr, yamlPhrases}, said);
}

} // namespace zs::ui

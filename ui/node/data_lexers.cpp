// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/data_lexers.h"

#include <Qsci/qscilexerjson.h>
#include <Qsci/qscilexerproperties.h>
#include <Qsci/qscilexerxml.h>
#include <Qsci/qscilexeryaml.h>

namespace zs::ui {

namespace {

Token jsonToken(int style)
{
    switch (style) {
    case QsciLexerJSON::Property:
        return Token::synKey;
    case QsciLexerJSON::String:
    case QsciLexerJSON::EscapeSequence:
    case QsciLexerJSON::IRI:
    case QsciLexerJSON::IRICompact:
        return Token::synString;
    case QsciLexerJSON::Number:
        return Token::synNumber;
    case QsciLexerJSON::Keyword:
    case QsciLexerJSON::KeywordLD:
        return Token::synKeyword;
    case QsciLexerJSON::CommentLine:
    case QsciLexerJSON::CommentBlock:
        return Token::synComment;
    case QsciLexerJSON::Error:
    case QsciLexerJSON::UnclosedString:
        return Token::dangerText;
    default:
        return Token::text;
    }
}

Token yamlToken(int style)
{
    switch (style) {
    case QsciLexerYAML::Identifier:
        return Token::synKey;
    case QsciLexerYAML::Number:
        return Token::synNumber;
    case QsciLexerYAML::Keyword:
    case QsciLexerYAML::Reference:
    case QsciLexerYAML::DocumentDelimiter:
        return Token::synKeyword;
    case QsciLexerYAML::TextBlockMarker:
        return Token::synString;
    case QsciLexerYAML::Comment:
        return Token::synComment;
    case QsciLexerYAML::SyntaxErrorMarker:
        return Token::dangerText;
    default:
        return Token::text;
    }
}

Token xmlToken(int style)
{
    switch (style) {
    case QsciLexerXML::Tag:
    case QsciLexerXML::UnknownTag:
    case QsciLexerXML::XMLTagEnd:
        return Token::synKey;
    case QsciLexerXML::Attribute:
    case QsciLexerXML::UnknownAttribute:
    case QsciLexerXML::Entity:
        return Token::synKeyword;
    case QsciLexerXML::HTMLNumber:
        return Token::synNumber;
    case QsciLexerXML::HTMLDoubleQuotedString:
    case QsciLexerXML::HTMLSingleQuotedString:
    case QsciLexerXML::CDATA:
        return Token::synString;
    case QsciLexerXML::HTMLComment:
    case QsciLexerXML::XMLStart:
    case QsciLexerXML::XMLEnd:
        return Token::synComment;
    default:
        return Token::text;
    }
}

Token propertiesToken(int style)
{
    switch (style) {
    case QsciLexerProperties::Key:
        return Token::synKey;
    case QsciLexerProperties::DefaultValue:
    case QsciLexerProperties::Section:
        return Token::synKeyword;
    case QsciLexerProperties::Comment:
        return Token::synComment;
    default:
        return Token::text;
    }
}

} // namespace

std::unique_ptr<QsciLexer> makeLexer(DataFormat format)
{
    switch (format) {
    case DataFormat::json: {
        auto lexer = std::make_unique<QsciLexerJSON>();
        lexer->setFoldCompact(false);
        return lexer;
    }
    case DataFormat::yaml:
        return std::make_unique<QsciLexerYAML>();
    case DataFormat::xml: {
        auto lexer = std::make_unique<QsciLexerXML>();
        lexer->setFoldCompact(false);
        return lexer;
    }
    case DataFormat::properties: {
        auto lexer = std::make_unique<QsciLexerProperties>();
        lexer->setFoldCompact(false);
        return lexer;
    }
    case DataFormat::text:
    case DataFormat::hex:
    case DataFormat::image:
        break;
    }
    return nullptr;
}

Token lexerToken(DataFormat format, int style)
{
    switch (format) {
    case DataFormat::json: return jsonToken(style);
    case DataFormat::yaml: return yamlToken(style);
    case DataFormat::xml: return xmlToken(style);
    case DataFormat::properties: return propertiesToken(style);
    case DataFormat::text:
    case DataFormat::hex:
    case DataFormat::image: break;
    }
    return Token::text;
}

} // namespace zs::ui

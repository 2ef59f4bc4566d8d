// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/yaml_reading.h"

#include "ui/node/parser_words.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <istream>
#include <streambuf>

namespace zs::ui {

namespace {

/// Reads a text in place.
class ViewBuffer final : public std::streambuf {
public:
    explicit ViewBuffer(std::string_view text)
    {
        char* start = const_cast<char*>(text.data()); // It is only read.
        setg(start, start, start + text.size());
    }
};

} // namespace

std::optional<TextProblem> readYaml(std::string_view utf8, YAML::EventHandler& handler)
{
    ViewBuffer buffer(utf8);
    std::istream in(&buffer);
    try {
        YAML::Parser parser(in);
        while (parser.HandleNextDocument(handler)) {
        }
    } catch (const YAML::Exception& error) { // The library has no other way.
        return TextProblem{error.mark.line + 1, error.mark.column + 1,
            yamlErrorWords(QString::fromStdString(error.msg))};
    }
    return std::nullopt;
}

} // namespace zs::ui

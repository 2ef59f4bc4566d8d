// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/decode/plain_text.h"
#include "ui/node/decode/signatures.h"

#include <string_view>

namespace zs::ui {

/// How a node's bytes are shown.
enum class DataFormat { json, yaml, xml, properties, text, hex, image };

/// What the bytes look like. Text is strict UTF-8 without control characters other than tab, line
/// feed, carriage return and form feed; everything else is hex. No data is text. JSON is text that
/// parses as an object or array; XML begins with a declaration, or with a tag and is well-formed;
/// YAML begins with "---" or "%YAML", properties are lines `key=value` and comments, at least two
/// of them; for all but JSON the end of the node's name decides first (".yaml", ".properties").
[[nodiscard]] DataFormat detectFormat(ByteView data, std::string_view nodeName = {});

/// PNG, JPEG and GIF by their marks.
[[nodiscard]] bool looksLikeImage(ByteView data);

/// An XML document whose root is <svg>. It is shown as text, never drawn: QSvgRenderer of Qt 6.4
/// opens what <image xlink:href> names, any file of this computer, and takes as much time and
/// memory as a document asks for; nothing switches that off.
[[nodiscard]] bool looksLikeSvg(std::string_view utf8);

} // namespace zs::ui

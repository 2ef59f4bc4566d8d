// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/decode/plain_text.h"
#include "ui/node/decode/signatures.h"

namespace zs::ui {

/// How a node's bytes are shown.
enum class DataFormat { json, text, hex };

/// What the bytes look like. Text is strict UTF-8 without control characters other than tab, line
/// feed, carriage return and form feed; JSON is text that parses as an object or array; everything
/// else is hex. No data is text.
[[nodiscard]] DataFormat detectFormat(ByteView data);

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/bytes.h"

namespace zs::ui {

/// How a node's bytes are shown.
enum class DataFormat { json, text, hex };

/// What the bytes look like. Text is strict UTF-8 without control characters other than tab, line
/// feed, carriage return and form feed; JSON is text that parses as an object or array; everything
/// else is hex. No data is text.
[[nodiscard]] DataFormat detectFormat(ByteView data);

/// True when the text editor can hold the bytes and give back the same ones.
[[nodiscard]] bool isEditableText(ByteView data);

/// A few words on binary data that starts with a known signature, else empty. Pure; not translated.
[[nodiscard]] std::string_view knownSignature(ByteView data);

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/bytes.h"

namespace zs::ui {

/// True when the text editor can hold the bytes and give back the same ones: strict UTF-8 without
/// control characters other than tab, line feed, carriage return and form feed. Pure.
[[nodiscard]] bool isEditableText(ByteView data);

} // namespace zs::ui

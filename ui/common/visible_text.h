// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace zs::ui {

/// Text from a server, made safe to show: control characters and those that change the writing
/// direction or have no width appear as "\u202e", bytes that are no UTF-8 as "\xff". What a reader
/// sees is then what is there. The result is plain text; never hand it to a widget as rich text.
[[nodiscard]] QString visibleText(std::string_view utf8);

/// The same for text that Qt decoded already.
[[nodiscard]] QString visibleText(const QString& text);

} // namespace zs::ui

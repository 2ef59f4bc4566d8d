// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QString>

namespace zs::ui {

/// The application's style sheet: resources/style/zooscope.qss with each "@token" replaced by its
/// colour. Aborts on a name that is no token.
[[nodiscard]] QString buildStyleSheet(const TokenTable& tokens);

/// Replaces the "@token" words of `text`. Fails: invalidInput, naming the unknown token.
[[nodiscard]] Result<QString> fillInTokens(const QString& text, const TokenTable& tokens);

} // namespace zs::ui

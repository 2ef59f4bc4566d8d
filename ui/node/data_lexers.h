// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/data_format.h"
#include "ui/theme/tokens.h"

#include <Qsci/qscilexer.h>

#include <memory>

namespace zs::ui {

/// What colours and folds a format; null for plain text, hexadecimal and images.
[[nodiscard]] std::unique_ptr<QsciLexer> makeLexer(DataFormat format);

/// The colour of one of that lexer's styles.
[[nodiscard]] Token lexerToken(DataFormat format, int style);

} // namespace zs::ui

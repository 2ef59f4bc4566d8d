// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/session/connect_string.h"

#include <QString>

namespace zs::ui {

/// What is wrong with a connect string and what would be right, in the language of the program.
[[nodiscard]] QString connectStringWords(const ConnectStringProblem& problem);

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/path.h"

#include <QString>

namespace zs::ui {

/// What is wrong with `text` as a path, as a sentence; empty when nothing is. `problem` is what
/// findPathProblem() said of it.
[[nodiscard]] QString pathProblemWords(const QString& text, const PathProblem& problem);

} // namespace zs::ui

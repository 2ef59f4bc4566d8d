// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace zs::ui {

/// Whole sentences one after the other: with a space between two, but none behind the punctuation
/// of Chinese, which brings its own. Empty ones are left out.
[[nodiscard]] QString joinSentences(const QStringList& sentences);

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace zs::ui {

/// The contrast ratio of WCAG 2.1, from 1 (equal) to 21 (black on white). Ignores opacity.
[[nodiscard]] double contrastRatio(const QColor& a, const QColor& b);

} // namespace zs::ui

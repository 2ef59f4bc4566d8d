// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace zs::ui {

/// Whether nothing in the program may move by itself: the user chose so, or the desktop does, as
/// far as Qt hears of it. Then nothing blinks, either.
[[nodiscard]] bool isMotionReduced();
/// The choice alone, without the desktop's.
[[nodiscard]] bool isMotionUnwanted();
/// What the user chose; false: as the desktop has it. Theme::changed tells of it.
void setMotionReduced(bool reduced);

} // namespace zs::ui

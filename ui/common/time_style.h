// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace zs::ui {

/// How the program writes points in time.
enum class TimeStyle {
    local,        ///< "2026-11-21 13:58:06"
    utc,          ///< "2026-11-21 05:58:06Z"
    milliseconds, ///< "1795240686000", as ZooKeeper stores it
};
/// For the whole program, like the default locale; texts that are shown already do not change.
void setTimeStyle(TimeStyle style);
[[nodiscard]] TimeStyle timeStyle();

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace zs::ui {

/// What to do about a tunnel that did not come up, then what ssh said last, in its own words. Of
/// all that ssh says, its last line is the reason.
[[nodiscard]] QString sshWords(const QString& reason);

} // namespace zs::ui

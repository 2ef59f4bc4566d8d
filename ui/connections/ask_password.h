// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/secrets.h"

class QWidget;

namespace zs::ui {

/// Asks in a dialog of `window` for the password of a login, and keeps it where the user
/// says. nullopt: cancelled, or the window is gone.
[[nodiscard]] QCoro::Task<std::optional<QString>> askPassword(
    ConnectionProfile profile, Login login, Secrets* secrets, QWidget* window);

} // namespace zs::ui

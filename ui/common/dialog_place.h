// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QString>

namespace zs::ui {

/// Where a dialog's writes go: shown in its head, so that nobody writes to the wrong cluster.
struct DialogPlace {
    QString connection;       ///< The connection's name.
    QString environment;      ///< The word on its chip; empty for none.
    Role role = Role::down;   ///< The chip's colour.
    bool production = false;  ///< Deleting asks to type the name.
};

} // namespace zs::ui

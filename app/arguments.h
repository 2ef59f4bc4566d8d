// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/result.h"

#include <QString>
#include <QStringList>

namespace zs::app {

/// What the command line asks for.
struct Arguments {
    QString connect;  ///< A connect string that parses; empty for none.
    bool launch = false;
    QString language; ///< "en", "zh_CN"; empty: as remembered, else the desktop's.
    QString theme;    ///< "system", "light", "dark"; empty: as remembered.
    QString tour;     ///< The folder for the pictures; empty: no tour.
    bool help = false;
    bool version = false;
};

/// Reads the arguments after the program's name. Fails: invalidInput, naming the argument and what
/// would be right. Qt's own options (-platform …) are gone when a QApplication was made first.
[[nodiscard]] Result<Arguments> parseArguments(const QStringList& arguments);

/// What --help prints.
[[nodiscard]] QString helpText();

} // namespace zs::app

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace zs::ui {
class Settings;
} // namespace zs::ui

namespace zs::app {

/// What Qt is started with.
struct InterfaceScale {
    int percent = 100;
    bool fromEnvironment = false;
    bool operator==(const InterfaceScale&) const = default;
};

/// Gives the interface the scale of the preferences. Qt reads it once, so this comes before the
/// QApplication. A QT_SCALE_FACTOR that the environment has already wins.
InterfaceScale applyInterfaceScale(ui::Settings& settings);

/// Starts `program` beside this one, which is about to end, with the scale of the preferences: not
/// with that which this one was `running` with. False where the system could not start it.
[[nodiscard]] bool startAgain(
    const QString& program, const QStringList& arguments, const InterfaceScale& running);

} // namespace zs::app

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QSettings;

namespace zs::app {

/// What Qt is started with.
struct InterfaceScale {
    int percent = 100;
    bool fromEnvironment = false;
    bool operator==(const InterfaceScale&) const = default;
};

/// Gives the interface the scale of the preferences. Qt reads it once, so this comes before the
/// QApplication. A QT_SCALE_FACTOR that the environment has already wins.
InterfaceScale applyInterfaceScale(QSettings& settings);

} // namespace zs::app

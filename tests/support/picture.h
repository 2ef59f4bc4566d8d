// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/installed_theme.h"

#include <QCoreApplication>
#include <QDir>
#include <QPixmap>
#include <QWidget>

namespace zs::test {

/// Writes NAME-light.png and NAME-dark.png into the folder that ZS_PICTURES names; without the
/// variable it draws both and throws them away, which still finds crashes in painting.
inline void picture(QWidget& widget, const char* name)
{
    const QString folder = qEnvironmentVariable("ZS_PICTURES");
    for (const auto mode : {ui::ThemeMode::dark, ui::ThemeMode::light}) {
        installedTheme(mode);
        QCoreApplication::processEvents();
        const QPixmap pixels = widget.grab();
        const char* suffix = mode == ui::ThemeMode::dark ? "-dark.png" : "-light.png";
        if (!folder.isEmpty())
            pixels.save(QDir(folder).filePath(QLatin1String(name) + QLatin1String(suffix)));
    }
}

/// Saves what the widget shows now, in the present theme, as NAME.png in that folder.
inline void savePicture(QWidget& widget, const QString& name)
{
    const QString folder = qEnvironmentVariable("ZS_PICTURES");
    const QPixmap pixels = widget.grab();
    if (!folder.isEmpty())
        pixels.save(QDir(folder).filePath(name + QStringLiteral(".png")));
}

} // namespace zs::test

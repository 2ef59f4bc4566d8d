// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QPixmap>
#include <QString>
#include <QWidget>

namespace zs::test {

/// Saves what the widget shows as NAME.png below $ZS_PICTURES, to be compared with the design by
/// eye; does nothing when that variable is not set.
inline void savePicture(QWidget& widget, const QString& name)
{
    const QString folder = qEnvironmentVariable("ZS_PICTURES");
    if (!folder.isEmpty() && QDir().mkpath(folder))
        widget.grab().save(QDir(folder).filePath(name + QStringLiteral(".png")));
}

} // namespace zs::test

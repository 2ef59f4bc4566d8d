// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/resources.h"

#include <QtGlobal>
#include <QDir>

// Q_INIT_RESOURCE declares a function and so may not stand inside a namespace.
static void initAll()
{
    Q_INIT_RESOURCE(zooscope);
    Q_INIT_RESOURCE(fonts);
    Q_INIT_RESOURCE(translations);
}

namespace zs::ui {

void initResources()
{
    initAll();
}

} // namespace zs::ui

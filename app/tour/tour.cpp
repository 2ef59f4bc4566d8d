// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour/tour.h"

#include "app/tour/tour_steps.h"

#include <QDir>
#include <QFileInfo>

#include <cstdio>

namespace zs::app {

int runTour(const QString& folder, const QString& servers, ui::Languages& languages)
{
    if (!QDir().mkpath(folder) || !QFileInfo(folder).isWritable()) {
        std::fprintf(stderr, "zooscope: the folder %s cannot be written. Name another one.\n",
            qPrintable(folder));
        return 1;
    }
    TourSteps steps(folder, servers, languages);
    if (!steps.run())
        return 1;
    std::printf("Every step was seen to work. The pictures are in %s.\n", qPrintable(folder));
    return 0;
}

} // namespace zs::app

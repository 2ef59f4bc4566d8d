// SPDX-License-Identifier: GPL-3.0-or-later
// zs-gui-bench launch [ROUNDS] | live [SERVERS EVENTS SECONDS]
//     | recording [SERVERS EVENTS SECONDS]
// What the cluster page takes, as one JSON object, without a display. Servers are real for `launch`
// alone. tests/bench/gui_bench.py runs it.
#include "tests/app/gui_clusters.h"
#include "ui/theme/theme.h"

#include <QJsonDocument>

#include <cstdio>
#include <cstdlib>
#include <cstring>

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    zs::bench::GuiWatch watch(argc, argv);
    zs::ui::Theme::install(zs::ui::ThemeMode::light);
    const auto number = [argc, argv](int index, int otherwise) {
        return argc > index ? std::max(1, std::atoi(argv[index])) : otherwise;
    };
    const char* what = argc > 1 ? argv[1] : "";
    QJsonObject found;
    if (std::strcmp(what, "launch") == 0)
        found = zs::bench::measureLaunchAndKills(watch, number(2, 3));
    else if (std::strcmp(what, "live") == 0)
        found = zs::bench::measureLiveLoad(
            watch, number(2, 9), number(3, 2000), std::chrono::seconds(number(4, 20)));
    else if (std::strcmp(what, "recording") == 0)
        found = zs::bench::measureRecording(
            watch, number(2, 5), number(3, 500), std::chrono::seconds(number(4, 3600)));
    if (found.isEmpty()) {
        std::fprintf(stderr, "zs-gui-bench: name launch, live or recording\n");
        return 2;
    }
    std::printf("%s\n", QJsonDocument(found).toJson(QJsonDocument::Compact).constData());
    return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// zs-gui-bench launch [ROUNDS] | live [SERVERS EVENTS SECONDS]
//     | recording [SERVERS EVENTS SECONDS] | level HOSTS NODE [deep] | value HOSTS [BYTES]
//     | delete HOSTS NODE
// What the console takes, as one JSON object, without a display: the cluster page (servers are
// real for `launch` alone), and the workspace on a server that runs. tests/bench/gui_bench.py
// runs it.
#include "tests/app/gui_clusters.h"
#include "tests/app/gui_workspace.h"
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
    const auto word = [argc, argv](int index) {
        return argc > index ? QString::fromUtf8(argv[index]) : QString();
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
    else if (std::strcmp(what, "level") == 0 && argc > 3)
        found = zs::bench::measureWorkspace(watch, word(2), word(3),
            word(4) == QStringLiteral("deep") ? zs::bench::Depth::grandchildren
                                              : zs::bench::Depth::children);
    else if (std::strcmp(what, "value") == 0 && argc > 2)
        found = zs::bench::measureValue(watch, word(2), number(3, 1'000'000));
    else if (std::strcmp(what, "delete") == 0 && argc > 3)
        found = zs::bench::measureDeletion(watch, word(2), word(3));
    if (found.isEmpty()) {
        std::fprintf(stderr,
            "zs-gui-bench: name launch, live, recording, level, value or delete\n");
        return 2;
    }
    std::printf("%s\n", QJsonDocument(found).toJson(QJsonDocument::Compact).constData());
    return 0;
}

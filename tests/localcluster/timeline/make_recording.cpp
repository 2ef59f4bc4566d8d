// SPDX-License-Identifier: Apache-2.0
// zs_make_recording OUT.ztrace TRACE…: merges the traces of servers, and of a launcher.
#include "localcluster/timeline/timeline.h"

#include <iostream>

int main(int count, char** words)
{
    if (count < 3) {
        std::cerr << "usage: zs_make_recording OUT.ztrace TRACE...\n";
        return 2;
    }
    const auto timeline = zs::timeline::Timeline::ofTraces({words + 2, words + count});
    const auto saved = timeline ? timeline->save(words[1]) : tl::unexpected(timeline.error());
    if (!saved)
        std::cerr << saved.error().detail << '\n';
    return saved ? 0 : 1;
}
